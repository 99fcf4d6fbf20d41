"""Cells with text: the lines of type inside the boxes of a grid, joined as they were meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg import tables
from kg.readers.grid import Grid, grids
from kg.readers.layout import Box, Cell, Piece, Table, hard, soft
from kg.readers.sheet import Glyph, Sheet
from kg.readers.typelines import Line, lines
import itertools

_MOST_RULES = 4000
_FILLED = 0.7
_TOLERANCE = 1.0
_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_SENTENCE = "，。；：,;:"


@dataclass(frozen=True, slots=True)
class Found:
    """A table on a page and the box that it fills."""

    page: int
    box: Box
    table: Table


def ruled(sheet: Sheet) -> tuple[list[Found], list[Glyph]]:
    """The ruled tables of a page with text in them, and the glyphs outside."""
    rest = list(sheet.glyphs)
    tables: list[Found] = []
    for grid in grids(sheet.rules) if len(sheet.rules) <= _MOST_RULES else ():
        inside = [glyph for glyph in rest if grid.holds(*_middle(glyph))]
        found = _table(sheet.number, grid, inside)
        if sum(1 for cell in found.cells if cell.pieces) > 1:
            tables.append(Found(sheet.number, grid.box, found))
            rest = [glyph for glyph in rest if not grid.holds(*_middle(glyph))]
    return tables, rest


def cell_pieces(found: Sequence[Line], column: Column) -> tuple[Piece, ...]:
    """The lines of a cell on one line."""
    pieces: list[Piece] = []
    for before, line in zip((None, *found), found):
        if before is not None:
            between = (hard if column.breaks(before, line) else soft)(before.text, line.text)
            pieces += [Piece(between)] if between else []
        pieces.append(line.piece())
    return tuple(pieces)


def is_name(text: str) -> bool:
    """Whether a text may be the name of a unit or a list of such names.

    >>> is_name("监测处 监测中心"), is_name("各处室（局）"), is_name("及时公开信息")
    (True, True, False)
    """
    return (_BRACKET.sub("", text).endswith(tables.endings("unit_tails", "tail"))
            and not any(mark in text for mark in _SENTENCE))


class Column:
    """How lines end in a column: the width that they fill, and whether it lists names."""

    def __init__(self, cells: Sequence[Sequence[Line]], room: float) -> None:
        flat = [line for cell in cells for line in cell]
        longest = max((line.reach - line.box[0] for line in flat), default=0.0)
        size = max((line.size for line in flat), default=0.0)
        self._width = longest if longest >= _FILLED * room else room - 2 * size
        bare = [cell for cell in cells if not any(mark in line.text for line in cell for mark in _SENTENCE)]
        ends = [self._fits(above, below) for cell in bare for above, below in itertools.pairwise(cell)]
        self._lists = sum(ends) * 3 >= len(ends) > 0

    def breaks(self, above: Line, below: Line) -> bool:
        """Whether a writer ended the line `above`: more would have fitted, or it is a full
        name in a column of names."""
        if self._fits(above, below):
            return True
        return self._lists and is_name(above.text)

    def _fits(self, above: Line, below: Line) -> bool:
        return above.box[2] - above.box[0] + below.head() <= self._width + _TOLERANCE


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = _middle(glyph)
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _table(page: int, grid: Grid, glyphs: Sequence[Glyph]) -> Table:
    held = [lines(page, [glyph for glyph in glyphs if _holds(slot.box, glyph)]) for slot in grid.slots]
    columns: dict[tuple[int, int], Column] = {}
    for slot in grid.slots:
        key = (slot.column, slot.columns)
        if key not in columns:
            alike = [cell for other, cell in zip(grid.slots, held) if (other.column, other.columns) == key]
            columns[key] = Column(alike, slot.box[2] - slot.box[0])
    return Table(tuple(Cell(cell_pieces(found, columns[slot.column, slot.columns]), slot.row, slot.column,
                            slot.rows, slot.columns) for slot, found in zip(grid.slots, held)))
