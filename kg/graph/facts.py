"""What one document says, as quads of its own graph: an Extraction in RDF."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from kg.graph.held import HeldWork, assignment_iris
from kg.graph.iris import Kind, digest, mint, within
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Property, concept
from kg.model.extraction import (Assignment, Citation, Demand, Extraction, Issue, Task,
                                 TimeLimit)
from kg.model.text import Source


def describe_facts(pen: Pen, held: HeldWork, extractions: Mapping[str, Extraction]) -> None:
    """Write the header, the text and its files, parts, citations, tasks and findings."""
    _header(pen, held)
    _text(pen, held, extractions)
    _parts(pen, held)
    for order, (iri, citation) in enumerate(zip(held.citation_iris, held.extraction.citations, strict=True)):
        _citation(pen, held, iri, order, citation)
    for order, (name, task) in enumerate(held.named_tasks, 1):
        _task(pen, held, name, order, task)
    for issue in held.extraction.issues:
        describe_finding(pen, issue, held.iri, held)


def _header(pen: Pen, held: HeldWork) -> None:
    header = held.extraction.header
    pen.numbers(held.iri, Property.PLAN_YEAR, header.plan_year)
    pen.day(held.iri, Property.DATE_SIGNED, header.date_signed)
    pen.day(held.iri, Property.DATE_PUBLISHED, header.date_published)
    pen.texts(held.iri, Property.ADDRESSEE, *header.recipients)
    for field, evidence in header.evidence:
        iri = mint(Kind.STATEMENT, f"{held.work.id}.{field}")
        pen.type(iri, Class.STATEMENT)
        pen.nodes(iri, Property.ABOUT, held.iri)
        pen.texts(iri, Property.FIELD, field)
        pen.evidence(iri, evidence, held.extraction.text, held.text_name)


def _text(pen: Pen, held: HeldWork, extractions: Mapping[str, Extraction]) -> None:
    extraction, iri = held.extraction, mint(Kind.TEXT, held.text_name)
    pen.nodes(held.iri, Property.HAS_TEXT, iri)
    pen.type(iri, Class.TEXT)
    pen.texts(iri, Property.SHA256, hashlib.sha256(extraction.text.encode()).hexdigest())
    pen.numbers(iri, Property.LENGTH, len(extraction.text))
    pen.nodes(iri, Property.SCRIPT, concept("script", extraction.script.value))
    pen.nodes(iri, Property.FROM_FILE, mint(Kind.SOURCE, extraction.source.sha256))
    read = (extractions[sha256] for sha256 in held.work.copies if sha256 in extractions)
    files = {file.sha256: file for copy in (*read, extraction) for file in copy.files}
    for sha256 in sorted({*held.work.copies, *files}):
        pen.nodes(held.iri, Property.COPY, mint(Kind.SOURCE, sha256))
        _source(pen, sha256, files.get(sha256))


def _source(pen: Pen, sha256: str, file: Source | None) -> None:
    iri = mint(Kind.SOURCE, sha256)
    pen.type(iri, Class.SOURCE)
    pen.texts(iri, Property.SHA256, sha256)
    if file is not None:
        pen.texts(iri, Property.FILE_NAME, file.name)
        pen.texts(iri, Property.MEDIA_TYPE, file.media_type)
        pen.texts(iri, Property.URL, file.url)


def _parts(pen: Pen, held: HeldWork) -> None:
    for order, part in enumerate(held.extraction.parts):
        iri = _part_iri(held, order)
        pen.nodes(held.iri, Property.HAS_PART, iri)
        pen.type(iri, Class.PART)
        pen.nodes(iri, Property.PART_KIND, concept("part", part.kind.value))
        pen.texts(iri, Property.TITLE, part.title)
        pen.numbers(iri, Property.ORDER, order)
        pen.numbers(iri, Property.START, part.span.start)
        pen.numbers(iri, Property.END, part.span.end)


def _part_iri(held: HeldWork, order: int) -> str:
    return mint(Kind.PART, f"{held.work.id}.p{order}")


def _citation(pen: Pen, held: HeldWork, iri: str, order: int, citation: Citation) -> None:
    pen.nodes(held.iri, Property.HAS_CITATION, iri)
    pen.type(iri, Class.CITATION)
    pen.numbers(iri, Property.ORDER, order)
    pen.texts(iri, Property.WORDS, citation.text)
    pen.texts(iri, Property.CITED_TITLE, citation.title)
    pen.texts(iri, Property.CITED_NUMBER, citation.number)
    pen.texts(iri, Property.CITED_ISSUER, citation.issuer)
    pen.texts(iri, Property.SHORT_FORM, citation.short_form)
    pen.nodes(iri, Property.RELATION, concept("relation", citation.relation.value))
    pen.nodes(iri, Property.PURPOSE, concept("purpose", citation.purpose.value))
    if citation.task is not None and citation.task in held.task_names:
        pen.nodes(iri, Property.IN_TASK, mint(Kind.TASK, held.task_names[citation.task]))
    pen.evidence(iri, citation.evidence, held.extraction.text, held.text_name)


def _task(pen: Pen, held: HeldWork, name: str, order: int, task: Task) -> None:
    iri, text = mint(Kind.TASK, name), held.extraction.text
    pen.nodes(held.iri, Property.HAS_TASK, iri)
    pen.type(iri, Class.TASK)
    pen.texts(iri, Property.LOCAL_ID, task.id)
    pen.numbers(iri, Property.ORDER, order)
    pen.texts(iri, Property.ITEM_NUMBER, task.label)
    pen.texts(iri, Property.TASK_TEXT, task.text(text))
    pen.nodes(iri, Property.IN_SECTION, _section(pen, held, task))
    if task.uncertain:
        pen.flag(iri, Property.UNCERTAIN, True)
    pen.evidence(iri, task.evidence, text, held.text_name)
    _records_of_task(pen, held, name, task)


def _records_of_task(pen: Pen, held: HeldWork, name: str, task: Task) -> None:
    for order, (iri, unit) in enumerate(zip(assignment_iris(name, task), task.assignments, strict=True)):
        _assignment(pen, held, mint(Kind.TASK, name), iri, order, unit)
    limits = [mint(Kind.TIME, limit) for limit in within(
        name, "w", ((time.kind.value, time.value, time.text) for time in task.times))]
    for limit, time in zip(limits, task.times, strict=True):
        _time_limit(pen, held, mint(Kind.TASK, name), limit, time)
    demands = within(name, "d", ((demand.verb, demand.object) for demand in task.demands))
    for demand_name, demand in zip(demands, task.demands, strict=True):
        iri = mint(Kind.DEMAND, demand_name)
        _demand(pen, held, mint(Kind.TASK, name), iri, demand)
        for limit, time in zip(limits, task.times, strict=True):
            if time in demand.times:
                pen.nodes(iri, Property.DEMAND_LIMIT, limit)
    _themes(pen, held, name, task)


def _section(pen: Pen, held: HeldWork, task: Task) -> str | None:
    """The innermost heading above a task; the chain of headings is written on the way."""
    outer = _part_iri(held, task.part) if task.part < len(held.extraction.parts) else None
    for depth in range(len(task.headings)):
        chain = task.headings[:depth + 1]
        iri = mint(Kind.SECTION, f"{held.work.id}.s-{digest(str(task.part), *chain)}")
        pen.type(iri, Class.SECTION)
        pen.texts(iri, Property.TITLE, chain[-1])
        pen.nodes(iri, Property.INSIDE, outer)
        outer = iri
    return outer


def _assignment(pen: Pen, held: HeldWork, task: str, iri: str, order: int, unit: Assignment) -> None:
    pen.nodes(task, Property.HAS_ASSIGNMENT, iri)
    pen.type(iri, Class.ASSIGNMENT)
    pen.numbers(iri, Property.ORDER, order)
    pen.texts(iri, Property.WORDS, unit.name)
    pen.nodes(iri, Property.ROLE, concept("role", unit.role.value))
    pen.evidence(iri, unit.evidence, held.extraction.text, held.text_name)


def _time_limit(pen: Pen, held: HeldWork, task: str, iri: str, time: TimeLimit) -> None:
    pen.nodes(task, Property.TIME_LIMIT, iri)
    pen.type(iri, Class.TIME_LIMIT)
    pen.texts(iri, Property.WORDS, time.text)
    pen.nodes(iri, Property.TIME_KIND, concept("time", time.kind.value))
    pen.texts(iri, Property.TIME_VALUE, time.value)
    pen.day(iri, Property.DUE_DATE, time.due)
    pen.evidence(iri, time.evidence, held.extraction.text, held.text_name)


def _demand(pen: Pen, held: HeldWork, task: str, iri: str, demand: Demand) -> None:
    pen.nodes(task, Property.HAS_DEMAND, iri)
    pen.type(iri, Class.DEMAND)
    pen.texts(iri, Property.VERB, demand.verb)
    pen.texts(iri, Property.OBJECT, demand.object or None)
    pen.nodes(iri, Property.FORCE, concept("force", demand.force.value))
    pen.texts(iri, Property.CHANNEL, *demand.channels)
    pen.texts(iri, Property.COUNTERPART, demand.counterpart)
    pen.evidence(iri, demand.evidence, held.extraction.text, held.text_name)


def _themes(pen: Pen, held: HeldWork, name: str, task: Task) -> None:
    for theme in task.themes:
        iri = mint(Kind.STATEMENT, f"{name}.theme-{theme.notation}")
        pen.nodes(mint(Kind.TASK, name), Property.THEME, concept("theme", theme.notation))
        pen.type(iri, Class.STATEMENT)
        pen.nodes(iri, Property.ABOUT, mint(Kind.TASK, name))
        pen.nodes(iri, Property.THEME, concept("theme", theme.notation))
        pen.evidence(iri, theme.evidence, held.extraction.text, held.text_name)


def describe_finding(pen: Pen, issue: Issue, about: str | None, held: HeldWork | None) -> None:
    """Write something that a person should look at."""
    place = "" if issue.span is None else f"{issue.span.start}-{issue.span.end}"
    iri = mint(Kind.FINDING, f"{issue.code}-{digest(about or '', issue.code, issue.message, place)}")
    pen.type(iri, Class.FINDING)
    pen.nodes(iri, Property.ABOUT, about)
    pen.texts(iri, Property.CODE, issue.code)
    pen.texts(iri, Property.MESSAGE, issue.message)
    pen.nodes(iri, Property.SEVERITY, concept("severity", issue.severity.value))
    if issue.span is not None and held is not None:
        pen.nodes(iri, Property.EVIDENCE, pen.span(issue.span, held.extraction.text, held.text_name))
