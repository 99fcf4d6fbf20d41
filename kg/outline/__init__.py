"""Document -> Outline: parts, and numbered items nested in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from kg.model.outline import Item, Mark, Outline, Section
from kg.model.text import Document
from kg.outline.captions import caption_marks
from kg.outline.marks import find_marks
from kg.outline.nesting import nest
from kg.outline.sections import find_sections

_start = itemgetter(0)


def outline(document: Document, sections: Sequence[Section], outside: Sequence[tuple[int, int]] = ()) -> Outline:
    """The outline of a document's sections; numbers inside `outside` (tables) are not its items."""
    text, borders = document.logical.text, sorted(outside)
    items: list[Item] = []
    for part, section in enumerate(sections):
        marks = find_marks(text, section.body, section.stop, borders)
        captions = caption_marks(text, section.body, section.stop, marks)
        marks = sorted([*marks, *captions], key=lambda mark: mark.start) if captions else marks
        if borders:
            marks = [mark for mark in marks if not within(mark.start, borders)]
        items += _items(nest(text, marks), section, part, len(items))
    return Outline.of(tuple(sections), tuple(items))


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a document between a web page's head and foot."""
    text, logical = document.logical.text, document.logical
    frames = [(logical.at(span.start), logical.at(span.end)) for span in document.furniture]
    head = max((stop for start, stop in frames if start == 0), default=0)
    foot = min((start for start, stop in frames if start > 0), default=len(text))
    return find_sections(text, head, foot)


def _items(nested: Sequence[tuple[Mark, int]], section: Section, part: int, first: int) -> list[Item]:
    stops, parents = [section.stop] * len(nested), [-1] * len(nested)
    open_at: list[int] = []
    for index, (mark, depth) in enumerate(nested):
        for closed in open_at[depth:]:
            stops[closed] = mark.start
        del open_at[depth:]
        parents[index] = open_at[-1] if open_at else -1
        open_at.append(index)
    return [Item(mark, stop, first + parent if parent >= 0 else None, part)
            for (mark, _), stop, parent in zip(nested, stops, parents, strict=True)]


def within(at: int, borders: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some stretches, which rise and do not overlap."""
    index = bisect_right(borders, at, key=_start) - 1
    return index >= 0 and at < borders[index][1]
