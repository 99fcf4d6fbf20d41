"""The parts of a document as printed: notice, plans, annexes."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.drafts import TaskDraft
from kg.model.extraction import Part, PartKind
from kg.model.outline import Outline, Section
from kg.model.text import Document


def printed_parts(document: Document, outline: Outline, tasks: Sequence[TaskDraft]) -> tuple[Part, ...]:
    """The parts with their titles and printed spans; an annex that sets tasks is a plan."""
    working = {task.part for task in tasks}
    return tuple(_part(document, section, index in working) for index, section in enumerate(outline.sections))


def _part(document: Document, section: Section, sets_tasks: bool) -> Part:
    text = document.logical.text
    title = "".join(text[section.title[0]:section.title[1]].split()) if section.title else None
    kind = PartKind.PLAN if section.kind is PartKind.ANNEX and sets_tasks else section.kind
    return Part(kind, title, document.logical.span(section.start, section.end))
