"""Lines as cells, rows as cells by column, and what a table that was read yields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.tables.heads import rule

_LINE = re.compile(r"[^\n]+")
_RULING = re.compile("[─━—_= -]{5,}")
_LONGEST_STROKE = 4


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that was read: where it stands, and its tasks."""

    start: int
    stop: int
    drafts: tuple[TaskDraft, ...]


class Row(NamedTuple):
    """One row: the ranges of each column's cell (several where layout broke it),
    and the headings above it.

    `wraps` are where ranges begin that go on in the middle of a word with the one before.
    A named tuple, as NamedUnit is.
    """

    cells: tuple[tuple[Range, ...], ...]
    headings: tuple[Range, ...] = ()
    wraps: frozenset[int] = frozenset()


class Line(NamedTuple):
    """A line as cells; an empty cell is an empty range. A named tuple, as each line of a text is one."""

    start: int
    end: int
    cells: tuple[Range, ...]

    def filled(self) -> list[Range]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell[0] < cell[1]]


def lines_of(text: str, start: int, stop: int) -> list[Line]:
    """The lines of a stretch, blank ones left out and those that rule bordered ones apart, cells without white space at
    their edges.

    A stroke for nothing (/, —, 无) leaves a cell of a row empty.
    """
    lines = []
    bordered = text.find("\t", start, stop) >= 0
    for match in _LINE.finditer(text, start, stop):
        begin, end = match.span()
        if bordered and text.find("\t", begin, end) >= 0:
            cells = tuple(_cells(text, begin, end))
            if any(a < b for a, b in cells):
                lines.append(Line(begin, end, cells))
        elif (whole := trimmed(text, begin, end)) and not (bordered and _RULING.fullmatch(text, begin, end)):
            lines.append(Line(begin, end, (whole,)))
    return lines


def _cells(text: str, start: int, stop: int) -> Iterator[Range]:
    """The cells of a row, an empty one where a stroke stands."""
    for cell in text[start:stop].split("\t"):
        found = trimmed(text, start, start + len(cell)) or (start, start)
        yield (found[0], found[0]) if is_stroke(text, *found) else found
        start += len(cell) + 1


def is_stroke(text: str, start: int, end: int) -> bool:
    """Whether a stroke for nothing stands in a cell, and nothing else."""
    return end - start <= _LONGEST_STROKE and rule("stroke_cell").fullmatch(text, start, end) is not None
