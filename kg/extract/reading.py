"""Document -> Extraction: everything that one document says, each fact with evidence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.assembly import finished
from kg.extract.citations import find_citations
from kg.extract.drafts import TaskDraft
from kg.extract.duties import closing_duties, notice_tasks
from kg.extract.head.header import read_header
from kg.extract.headings import below_plan_titles
from kg.extract.paragraphs import paragraph_tasks
from kg.extract.numbered_shares import shared_out
from kg.extract.parts import printed_parts
from kg.extract.recognised import weighed
from kg.extract.preceding import with_preceding
from kg.extract.prose import find_prose
from kg.extract.responsibility import learn_usage
from kg.extract.tables.above import ending_at_tables, under_titles
from kg.extract.tables.reading import table_tasks
from kg.extract.tasks import prose_tasks
from kg.extract.titled import titled_tasks
from kg.extract.whole import with_whole_tasks
from kg.model.extraction import Extraction
from kg.model.outline import Outline
from kg.model.text import Document
from kg.outline import outline, sections_of


def extract(document: Document) -> Extraction:
    """The header, parts, citations and tasks of a document, in reading order.

    >>> from kg.model.text import Reading, Source
    >>> from kg.normalise import normalise
    >>> text = "工作要点\\n一、加强公开\\n（一）公开规划。（综合科）\\n（二）公开预算。（财务科牵头）"
    >>> found = extract(normalise(Reading(Source("a.txt", "", "text/plain"), text)))
    >>> [(task.label, task.assignments[0].name, task.assignments[0].role.value) for task in found.tasks]
    [('(一)', '综合科', 'responsible'), ('(二)', '财务科', 'lead')]
    """
    built, drafts = _read(document)
    parts = printed_parts(document, built, drafts)
    header = read_header(document, built.sections, [unit for draft in drafts for unit in draft.units])
    tasks = finished(document, drafts, header)
    found = Extraction(source=document.source, text=document.text, header=header, parts=parts,
                       citations=find_citations(with_whole_tasks(document, drafts), header, parts, tasks), tasks=tasks,
                       script=document.script, missing=document.missing, places=document.places,
                       metadata=document.metadata)
    return weighed(found, document)


def _read(document: Document) -> tuple[Outline, Sequence[TaskDraft]]:
    """The outline and the task drafts of all forms, in reading order."""
    text = document.logical.text
    usage = learn_usage(text)
    sections = sections_of(document)
    tabled, tables = table_tasks(document, sections, usage)
    built = outline(document, sections, tables)
    prose = with_preceding(find_prose(text, ending_at_tables(text, built, tables), usage, tables))
    drafts = [*under_titles(text, tabled, tables, built), *prose_tasks(prose, tables),
              *paragraph_tasks(prose, built, tables)]
    drafts += titled_tasks(text, built, {draft.part for draft in drafts})
    drafts += [*notice_tasks(text, prose.outline, drafts), *closing_duties(text, prose.outline, tables, drafts)]
    drafts = sorted(drafts, key=lambda draft: draft.start)
    return built, below_plan_titles(text, shared_out(text, drafts, usage), built.sections)
