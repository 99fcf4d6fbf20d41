"""Turns task drafts into tasks: printed spans, times, demands and themes with evidence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.demands import find_demands
from kg.extract.drafts import Range, TaskDraft
from kg.extract.themes import find_themes
from kg.extract.times import find_times
from kg.extract.units import NamedUnit
from kg.extract.vocabulary import named
from kg.model.extraction import Assignment, Evidence, Header, Task
from kg.model.text import Document, Span


def finished(document: Document, drafts: Sequence[TaskDraft], header: Header) -> tuple[Task, ...]:
    """The tasks of the drafts, numbered t1, t2 … in reading order."""
    year = header.plan_year or _year_of(header.date_signed) or _year_of(header.date_published)
    return tuple(_task(document, number, draft, year) for number, draft in enumerate(drafts, 1))


def _year_of(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _task(document: Document, number: int, draft: TaskDraft, year: int | None) -> Task:
    spans = _spans(document, draft.pieces)
    titles = _spans(document, draft.headings)
    return Task(
        id=f"t{number}", label=draft.label,
        headings=tuple("".join(span.of(document.text).split()) for span in titles), spans=spans,
        assignments=tuple(_assignment(document, unit, draft) for unit in draft.units),
        times=find_times(document, spans, year, _spans(document, draft.times)),
        evidence=Evidence(spans, draft.rule, draft.confidence),
        demands=find_demands(document, spans), themes=find_themes(document, titles, spans),
        part=draft.part, uncertain=draft.uncertain)


def _spans(document: Document, ranges: Sequence[Range]) -> tuple[Span, ...]:
    return tuple(document.logical.span(start, end) for start, end in ranges)


def _assignment(document: Document, unit: NamedUnit, draft: TaskDraft) -> Assignment:
    span = document.logical.span(unit.start, unit.end)
    return Assignment(named(document, unit.name), unit.role, span,
                      Evidence((span,), draft.rule, draft.confidence))
