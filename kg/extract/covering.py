"""Statements on lines of their own that answer for all items above them in their section: 以上任务由甲局负责。"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.responsibility import Statement, Usage, covering_statements
from kg.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Covering:
    """A statement and the range in which the items begin that it covers."""

    begin: int
    stop: int
    statement: Statement


def find_covering(text: str, outline: Outline, usage: Usage) -> tuple[Covering, ...]:
    """The statements that close a section or a list of items, in order."""
    found: list[Covering] = []
    for section in outline.sections:
        for statement in covering_statements(text, section.body, section.stop, usage):
            last = _item_at(outline, statement.start)
            if last is None or outline.items[last].start < section.start \
                    or text[statement.end:outline.items[last].stop].strip():
                continue
            covered = found[-1].statement.end if found else 0
            begin = max(covered, outline.items[_first(outline, last)].start)
            found.append(Covering(begin, statement.start, statement))
    return tuple(found)


def above_covering(outline: Outline, covering: Sequence[Covering]) -> Outline:
    """The outline whose items end above the statements that cover them."""
    items = list(outline.items)
    for found in covering:
        last = _item_at(outline, found.statement.start)
        for index in () if last is None else _ending_with(outline, last):
            items[index] = items[index]._replace(stop=found.statement.start)
    return Outline.of(outline.sections, tuple(items)) if covering else outline


def _item_at(outline: Outline, at: int) -> int | None:
    """The last item that begins before a place."""
    index = bisect_left(outline.items, at, key=lambda item: item.start) - 1
    return index if index >= 0 else None


def _ending_with(outline: Outline, last: int) -> Sequence[int]:
    """An item and those that end with it, innermost first."""
    chain = [last]
    while (parent := outline.items[chain[-1]].parent) is not None and \
            outline.items[parent].stop == outline.items[last].stop:
        chain.append(parent)
    return chain


def _first(outline: Outline, last: int) -> int:
    """The first item of the section that an item is the last of; of its list where no section ends with it."""
    top, parent = _ending_with(outline, last)[-1], outline.items[last].parent
    if top != last:
        return top
    if parent is not None:
        return outline.children(parent)[0]
    return bisect_left(outline.items, outline.items[last].part, key=lambda item: item.part)
