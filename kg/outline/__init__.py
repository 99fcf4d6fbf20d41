"""Document -> Outline: parts, and numbered items nested in them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.outline import Item, Mark, Outline, Section
from kg.model.text import Document
from kg.outline.marks import find_marks
from kg.outline.nesting import nest
from kg.outline.sections import find_sections


def outline(document: Document, outside: Sequence[tuple[int, int]] = ()) -> Outline:
    """The outline of a document; numbers inside `outside` (tables) are not its items."""
    text = document.logical.text
    sections = sections_of(document)
    items: list[Item] = []
    for part, section in enumerate(sections):
        marks = [mark for mark in find_marks(text, section.body, section.stop)
                 if not any(start <= mark.start < stop for start, stop in outside)]
        items += _items(text, nest(text, marks), section, part, len(items))
    return Outline.of(sections, tuple(items))


def sections_of(document: Document) -> tuple[Section, ...]:
    """The sections of a document between a web page's head and foot."""
    text, logical = document.logical.text, document.logical
    frames = [(logical.at(span.start), logical.at(span.end)) for span in document.furniture]
    head = max((stop for start, stop in frames if start == 0), default=0)
    foot = min((start for start, stop in frames if start > 0), default=len(text))
    return find_sections(text, head, foot)


def _items(text: str, nested: list[tuple[Mark, int]], section: Section, part: int, first: int) -> list[Item]:
    items = []
    open_at: list[int] = []
    for index, (mark, depth) in enumerate(nested):
        del open_at[depth:]
        stop = next((later.start for later, level in nested[index + 1:] if level <= depth), section.stop)
        items.append(Item(mark, stop, open_at[-1] if open_at else None, part))
        open_at.append(first + index)
    return items
