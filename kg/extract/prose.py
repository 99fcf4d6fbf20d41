"""Prose that tasks are read from: its text, its items, where responsibility is stated."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.extract.covering import Covering, above_covering, find_covering
from kg.extract.drafts import Range, TaskDraft
from kg.extract.inline import without_inline
from kg.extract.itemlists import ItemList, item_lists
from kg.extract.responsibility import Statement, Usage, find_statements
from kg.extract.units import NamedUnit
from kg.model.outline import Item, Outline, Section

_SUREST = 0.97


@dataclass(frozen=True)
class Prose:
    """The text that prose tasks are read from, with what is known about it; `statements` rise."""

    text: str
    outline: Outline
    lists: tuple[ItemList, ...]
    usage: Usage
    statements: tuple[Statement, ...]
    covering: tuple[Covering, ...]

    @cached_property
    def _begins(self) -> Sequence[int]:
        return [statement.start for statement in self.statements]

    def stated(self, start: int, stop: int) -> list[Statement]:
        """The statements that begin in a range."""
        first = bisect_left(self._begins, start)
        return list(self.statements[first:bisect_left(self._begins, stop, first)]) if first < len(self._begins) else []

    def covered(self, item: Item) -> tuple[NamedUnit, ...]:
        """The units of the statement that covers an item, if one does."""
        last = bisect_right(self.covering, item.start, key=lambda found: found.begin) - 1
        return self.covering[last].statement.units if last >= 0 and item.start < self.covering[last].stop else ()

    def words(self, item: Item) -> str:
        """The text of an item with all that stands below it, its number excluded."""
        return self.text[item.body:item.stop]


class HeadedItem(NamedTuple):
    """An item with its headings, outermost first, and the units that answer for its section; `last` of its part.

    `place` is where it stands among the outline's items. A named tuple, as one is made for each.
    """

    place: int
    item: Item
    headings: tuple[Range, ...]
    units: tuple[NamedUnit, ...]
    last: bool

    def draft(self, pieces: Sequence[Range], statement: Statement) -> TaskDraft:
        """The task of this item that a statement closes."""
        return TaskDraft(self.item.mark.label, self.headings, tuple(pieces), statement.units, statement.times,
                         self.item.part, statement.rule, min(_SUREST, statement.confidence))

    def plain(self, piece: Range, rule: str, confidence: float) -> TaskDraft:
        """The task of this item where it states no responsibility of its own."""
        return TaskDraft(self.item.mark.label, self.headings, (piece,), self.units, (), self.item.part, rule,
                         confidence)


def find_prose(text: str, outline: Outline, usage: Usage, outside: Sequence[Range]) -> Prose:
    """The prose of all sections: items without enumerations inside sentences; nothing is stated in `outside`."""
    breaks = [item.start for item in outline.items]
    covering = find_covering(text, outline, usage)
    apart = sorted([*outside, *((found.statement.start, found.statement.end) for found in covering)])
    statements = tuple(statement for section in outline.sections
                       for start, stop in _between(section, apart)
                       for statement in find_statements(text, start, stop, usage, breaks))
    whole = above_covering(outline, covering)
    lists = tuple(item_lists(whole))
    items = without_inline(text, whole, lists, statements)
    return Prose(text, items, lists if items is whole else tuple(item_lists(items)), usage, statements, covering)


def _between(section: Section, apart: Sequence[Range]) -> Iterator[Range]:
    """The stretches of a section that lie outside some ranges, which rise."""
    begin = section.body
    for start, stop in apart[bisect_left(apart, (section.body,)):bisect_left(apart, (section.stop,))]:
        if begin < start:
            yield begin, start
        begin = max(begin, stop)
    if begin < section.stop:
        yield begin, section.stop
