"""Turns task drafts into tasks: printed spans, times, demands and themes with evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.dates import Calendar
from kg.extract.demands import find_demands
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.themes import find_themes
from kg.extract.times import below, calendar_of, find_times
from kg.extract.vocabulary import named
from kg.model.extraction import Assignment, Evidence, Header, Task, TimeLimit
from kg.model.text import Document, Span

# Of an item that names no unit, where it demands nothing or the whole document names none.
_UNPROVEN = 0.88
_EDGES = " \u3000\r\n\t"     # what may stand around a requirement as printed


def finished(document: Document, drafts: Sequence[TaskDraft], header: Header) -> tuple[Task, ...]:
    """The tasks of the drafts, numbered t1, t2 … in reading order."""
    stated = any(draft.units for draft in drafts)
    # One kind of fact of all tasks after the other: to take turns costs a twentieth more.
    times = _times(document, drafts, calendar_of(header, document.logical.text))
    demands = [find_demands(document, draft.pieces, limits) for draft, limits in zip(drafts, times)]
    themes = [find_themes(document, draft.headings, draft.pieces) for draft in drafts]
    return tuple([
        Task(id=f"t{number}", label=draft.label, headings=headings, spans=spans,
             assignments=_assignments(document, draft), times=limits,
             evidence=_evidence(draft, spans, bool(draft.units or (stated and demanded))), demands=demanded,
             themes=themed, part=draft.part, uncertain=draft.uncertain)
        for number, (draft, headings, spans, limits, demanded, themed) in enumerate(zip(
            drafts, _headings(document, drafts), _printed(document, drafts), times, demands, themes, strict=True), 1)])


def _times(document: Document, drafts: Sequence[TaskDraft], calendar: Calendar) -> list[tuple[TimeLimit, ...]]:
    """The time limits of each task, in the month that its headings name."""
    text = document.logical.text
    calendars = {headings: below(calendar, [text[start:end] for start, end in headings])
                 for headings in {draft.headings for draft in drafts}}  # most stand above several tasks
    return [find_times(document, draft.pieces, calendars[draft.headings], draft.times) for draft in drafts]


def _printed(document: Document, drafts: Sequence[TaskDraft]) -> list[tuple[Span, ...]]:
    """Where the requirement of each task is printed."""
    return [tuple([part for piece in draft.pieces for cell in _between_tags(document, *piece)
                   for part in _between_pages(document, *cell)]) for draft in drafts]


def _evidence(draft: TaskDraft, spans: tuple[Span, ...], proven: bool) -> Evidence:
    """Where a task stands and how sure it is: less, unless a unit or a demand proves it."""
    return Evidence(spans, draft.rule, draft.confidence if proven else min(_UNPROVEN, draft.confidence))


def _headings(document: Document, drafts: Sequence[TaskDraft]) -> list[tuple[str, ...]]:
    """The headings of each task as printed, without white space, borders and what else layout puts into them."""
    headings = {heading for draft in drafts for heading in draft.headings}  # most stand above several tasks
    printed = {heading: _without_space(document, *heading) for heading in headings}
    return [_joined(draft, printed) for draft in drafts]


def _joined(draft: TaskDraft, printed: Mapping[Range, str]) -> tuple[str, ...]:
    """The headings of a task, each with what goes on with it."""
    words: list[str] = []
    for heading in draft.headings:
        if heading[0] in draft.goes_on:
            words[-1] += printed[heading]
        else:
            words.append(printed[heading])
    return tuple(words)


def _without_space(document: Document, start: int, end: int) -> str:
    """Logical characters start…end as printed, but for white space."""
    seen, places = document.logical.text[start:end], document.logical.origin[start:end]
    if places[-1] - places[0] == end - start - 1 and seen.split() == [seen]:  # most headings are printed in one piece
        return document.text[places[0]:places[-1] + 1]
    return "".join([document.text[at] for at, character in zip(places, seen) if not character.isspace()])


def _between_tags(document: Document, start: int, end: int) -> Iterator[Range]:
    """The ranges of logical characters start…end that tags of cells part (通村公路</td><td>硬化水泥路)."""
    text, origin, begin = document.logical.text, document.logical.origin, start
    while (border := text.find("\t", begin, end)) >= 0:
        if document.text.find("<", origin[border - 1], origin[border + 1]) >= 0:
            if start < border:
                yield start, border
            start = border + 1
        begin = border + 1
    yield start, end


def _between_pages(document: Document, start: int, end: int) -> list[Span]:
    """Where logical characters start…end are printed, without the page numbers and running heads between them."""
    text, origin = document.text, document.logical.origin
    first, stop = origin[start], origin[end - 1] + 1
    parts, begin = [], first
    for page in document.pages:
        if first < page.start and page.end < stop:
            parts.append(trimmed(text, begin, page.start, _EDGES))
            begin = page.end
    parts.append(trimmed(text, begin, stop, _EDGES))
    return [Span(*part) for part in parts if part]


def _assignments(document: Document, draft: TaskDraft) -> tuple[Assignment, ...]:
    """The units of a task with their roles, by the names that answers give them."""
    span, rule, confidence = document.logical.span, draft.rule, draft.confidence
    return tuple([Assignment(named(document, name), role, place := span(start, end),
                             Evidence((place,), rule, confidence)) for start, end, name, role in draft.units])
