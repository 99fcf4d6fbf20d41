"""Rows of tables set with spaces that no column of numbers counts, whose cells stand in the middle of their rows.

The lines of each cell follow each other, as many blank ones above them as below, and the highest cell fills its row:
of all ways to part the lines into rows, the one is taken that keeps to this best.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.tables.broken import CellLine
from kg.extract.tables.centred import border_cost, uneven
from kg.extract.tables.heads import Column, Kind, rule
from kg.model.text import Document

_MOST_LINES, _MOST_HOLES = 40, 3    # of a row, of blank ones inside one of its cells
_HOLE, _LOW = 2.0, 2.0      # a blank line inside a cell; a line of its row that not even the highest cell reaches
_LACKS = {Kind.TEXT: 3.0, Kind.UNITS: 1.0}
_ITEM_INSIDE = 3.0          # an item's number amid its text
_ROW = 0.5                  # rather fewer rows than more
_MIDDLE = 0.25              # for each row: lines above a low cell may end the row before as well


def balanced_rows(document: Document, stretches: Sequence[Sequence[CellLine]], columns: Sequence[Column],
                  full: Sequence[int]) -> list[list[Sequence[CellLine]]]:
    """The lines of the rows of each stretch where cells stand in the middle of their rows; nothing where numbers count
    the rows, or where cells stand at their top as well. `full` is how wide a full line of each column is printed."""
    if any(column.kind is Kind.NUMBER for column in columns):
        return []
    found = [_parted(_Stretch.of(document, lines, columns, full)) for lines in stretches]
    rows = sum(len(middle.ends) for middle, _ in found)
    if sum(middle.cost - top.cost for middle, top in found) >= _MIDDLE * rows:
        return []
    return [[lines[begin:end] for begin, end in itertools.pairwise([0, *middle.ends])]
            for lines, (middle, _) in zip(stretches, found)]


class _Column(NamedTuple):
    """What it costs a row to have nothing in a column, which lines fill it, and which of these begin an item."""

    lacking: float
    filled: Sequence[bool]
    begun: Sequence[bool]


class _Stretch(NamedTuple):
    """Lines of cells: how many printed lines stand before each, and at last in all, as normalising has joined some;
    what a border before each costs; the columns."""

    before: Sequence[int]
    borders: Sequence[float]
    columns: Sequence[_Column]

    @classmethod
    def of(cls, document: Document, lines: Sequence[CellLine], columns: Sequence[Column],
           full: Sequence[int]) -> _Stretch:
        text = document.logical.text
        borders = (border_cost(text, _last_printed(document, above), below, columns, full)
                   for above, below in itertools.pairwise(lines))
        last_text = max((place for place, column in enumerate(columns) if column.kind is Kind.TEXT), default=-1)
        return cls([0, *itertools.accumulate(_height(document, line) for line in lines)], [0.0, *borders, 0.0], [
            _column_of([text[slice(*line[place])] for line in lines], column.kind, merged=place < last_text)
            for place, column in enumerate(columns)])


def _column_of(cells: Sequence[str], kind: Kind, merged: bool) -> _Column:
    """A column of some cells, several of which may be `merged` if it stands before the requirements."""
    text = kind is Kind.TEXT
    return _Column(0.0 if text and merged else _LACKS.get(kind, 0.0), [cell != "" for cell in cells],
                   [text and rule("cell_label").match(cell) is not None for cell in cells])


class _Parting(NamedTuple):
    """A way to part lines into rows: what it costs, and where the rows end."""

    cost: float
    ends: Sequence[int]


class _Row(NamedTuple):
    """A row that may end at a place: where it begins, what it costs wherever its cells stand, and what more where they
    shall stand in the middle, and where at the top."""

    begin: int
    cost: float
    middle: float
    top: float


@dataclass(slots=True)
class _Cell:
    """The cell of a row, to which lines are added from below: where the first begins and the last ends among the
    printed lines, how many it has, whether the first begins an item, and how many others do."""

    top: int = 0
    bottom: int = 0
    lines: int = 0
    begun: bool = False
    items: int = 0

    def add(self, top: int, bottom: int, begun: bool) -> None:
        """Puts a line on top."""
        self.top, self.bottom = top, self.bottom or bottom
        self.lines += bottom - top
        self.items += self.begun
        self.begun = begun

    @property
    def holes(self) -> int:
        """How many blank lines stand inside."""
        return self.bottom - self.top - self.lines


def _height(document: Document, line: CellLine) -> int:
    """How many lines of print a line takes up."""
    origin = document.logical.origin
    held = [cell for cell in line if cell[0] < cell[1]]
    return 1 + document.text.count("\n", origin[held[0][0]], origin[held[-1][1] - 1]) if held else 1


def _last_printed(document: Document, line: CellLine) -> CellLine:
    """The cells of a line, of each that was printed in several lines the last one."""
    text, logical = document.text, document.logical
    return tuple((max(start, logical.at(text.rfind("\n", logical.origin[start], logical.origin[end - 1]) + 1)), end)
                 if start < end else (start, end) for start, end in line)


def _parted(stretch: _Stretch) -> tuple[_Parting, _Parting]:
    """The cheapest ways to part lines into rows: cells in the middle of their rows, and at their top."""
    middle, top = [(0.0, 0)], [(0.0, 0)]
    for end in range(1, len(stretch.before)):
        rows = list(_rows_up_to(stretch, end))
        middle.append(min((middle[row.begin][0] + row.cost + row.middle, row.begin) for row in rows))
        top.append(min((top[row.begin][0] + row.cost + row.top, row.begin) for row in rows))
    return _traced(middle), _traced(top)


def _traced(best: Sequence[tuple[float, int]]) -> _Parting:
    """The way that leads to the last of some ends, each with its cost and the end before it."""
    ends, at = list[int](), len(best) - 1
    while at:
        ends.append(at)
        at = best[at][1]
    return _Parting(best[-1][0], ends[::-1])


def _rows_up_to(stretch: _Stretch, end: int) -> Iterator[_Row]:
    """The rows that may end at a place, up to one of whose cells too much is blank."""
    before, cells = stretch.before, [_Cell() for _ in stretch.columns]
    for begin in reversed(range(max(0, end - _MOST_LINES), end)):
        for column, cell in zip(stretch.columns, cells):
            if column.filled[begin]:
                cell.add(before[begin], before[begin + 1], column.begun[begin])
        held = [cell for cell in cells if cell.lines]
        holes, high = max((cell.holes for cell in held), default=0), before[end] - before[begin]
        if holes > _MOST_HOLES and begin < end - 1:
            return
        lacking = sum(column.lacking for column, cell in zip(stretch.columns, cells) if not cell.lines)
        inner = sum(_HOLE * cell.holes + _ITEM_INSIDE * cell.items for cell in held)
        low = _LOW * (high - max((cell.bottom - cell.top for cell in held), default=0))
        yield _Row(begin, _ROW + stretch.borders[end] + lacking + inner + low,
                   sum(uneven(cell.top - before[begin], before[end] - cell.bottom) for cell in held),
                   sum(uneven(cell.top - before[begin], 0) for cell in held))
