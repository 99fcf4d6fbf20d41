"""Turns task drafts into tasks: printed spans, times, demands and themes with evidence."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.dates import Calendar
from kg.extract.demands import find_demands
from kg.extract.drafts import TaskDraft, trimmed
from kg.extract.themes import find_themes
from kg.extract.times import calendar_of, find_times
from kg.extract.units import NamedUnit
from kg.extract.vocabulary import named
from kg.model.extraction import Assignment, Evidence, Header, Task
from kg.model.text import Document, Span

# Of an item that names no unit, where it demands nothing or the whole document names none.
_UNPROVEN = 0.88


def finished(document: Document, drafts: Sequence[TaskDraft], header: Header) -> tuple[Task, ...]:
    """The tasks of the drafts, numbered t1, t2 … in reading order."""
    calendar = calendar_of(header, document.logical.text)
    stated = any(draft.units for draft in drafts)
    return tuple(_task(document, number, draft, calendar, stated) for number, draft in enumerate(drafts, 1))


def _task(document: Document, number: int, draft: TaskDraft, calendar: Calendar, stated: bool) -> Task:
    printed = tuple([part for start, end in draft.pieces
                     for part in _between_pages(document, document.logical.span(start, end))])
    demands = find_demands(document, draft.pieces)
    proven = draft.units or (stated and demands)
    return Task(
        id=f"t{number}", label=draft.label,
        headings=_headings(document, draft), spans=printed,
        assignments=tuple([_assignment(document, unit, draft) for unit in draft.units]),
        times=find_times(document, draft.pieces, calendar, draft.times),
        evidence=Evidence(printed, draft.rule, draft.confidence if proven else min(_UNPROVEN, draft.confidence)),
        demands=demands, themes=find_themes(document, draft.headings, draft.pieces),
        part=draft.part, uncertain=draft.uncertain)


def _headings(document: Document, draft: TaskDraft) -> tuple[str, ...]:
    """The headings as printed, without white space, borders and what else layout puts into them."""
    words: list[str] = []
    for start, end in draft.headings:
        printed = _without_space(document, start, end)
        if start in draft.goes_on:
            words[-1] += printed
        else:
            words.append(printed)
    return tuple(words)


def _without_space(document: Document, start: int, end: int) -> str:
    """Logical characters start…end as printed, but for white space."""
    seen, places = document.logical.text[start:end], document.logical.origin[start:end]
    if places[-1] - places[0] == end - start - 1 and seen.split() == [seen]:  # most headings are printed in one piece
        return document.text[places[0]:places[-1] + 1]
    return "".join([document.text[at] for at, character in zip(places, seen) if not character.isspace()])


def _between_pages(document: Document, span: Span) -> list[Span]:
    """The parts of a span without the page numbers and running heads inside it."""
    parts: list[Span] = []
    start = span.start
    for page in document.pages:
        if span.start < page.start and page.end < span.end:
            parts += _part(document.text, start, page.start)
            start = page.end
    return parts + _part(document.text, start, span.end)


def _part(text: str, start: int, end: int) -> list[Span]:
    part = trimmed(text, start, end, " \u3000\r\n\t")
    return [Span(*part)] if part else []


def _assignment(document: Document, unit: NamedUnit, draft: TaskDraft) -> Assignment:
    span = document.logical.span(unit.start, unit.end)
    return Assignment(named(document, unit.name), unit.role, span,
                      Evidence((span,), draft.rule, draft.confidence))
