"""Cells with text: the lines of type inside the boxes of a grid, joined as they were meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.readers.grid import Grid, grids
from kg.readers.layout import Box, Cell, Piece, Table, hard, soft
from kg.readers.sheet import Glyph, Line, Sheet, lines

_MOST_RULES = 4000
_FULL = 1.7
"""A line ends before the margin by less than this many characters if only width broke it:
one character that did not fit, and punctuation that may not begin a line."""


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
        inside = [glyph for glyph in rest if _holds(grid.box, glyph)]
        found = _table(sheet.number, grid, inside)
        if sum(1 for cell in found.cells if cell.pieces) > 1:
            tables.append(Found(sheet.number, grid.box, found))
            rest = [glyph for glyph in rest if not _holds(grid.box, glyph)]
    return tables, rest


def cell_pieces(found: Sequence[Line], width: float) -> tuple[Piece, ...]:
    """The lines of a cell on one line; `width` is that of a full line of its column."""
    pieces: list[Piece] = []
    for before, line in zip((None, *found), found):
        if before is not None:
            full = before.box[2] - before.box[0] >= width - _FULL * before.size
            between = (soft if full else hard)(before.text, line.text)
            pieces += [Piece(between, confidence=1.0)] if between else []
        pieces.append(line.piece())
    return tuple(pieces)


def full_width(found: Sequence[Sequence[Line]], room: float) -> float:
    """The width of a full line in a column of `room` points, told by its longest line."""
    widths = [line.box[2] - line.box[0] for cell in found for line in cell]
    longest = max(widths, default=0.0)
    sizes = [line.size for cell in found for line in cell]
    return longest if longest >= 0.7 * room else room - 2 * max(sizes, default=0.0)


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _table(page: int, grid: Grid, glyphs: Sequence[Glyph]) -> Table:
    held = [lines(page, [glyph for glyph in glyphs if _holds(slot.box, glyph)]) for slot in grid.slots]
    widths: dict[tuple[int, int], float] = {}
    for slot in grid.slots:
        key = (slot.column, slot.columns)
        if key not in widths:
            alike = [cell for other, cell in zip(grid.slots, held) if (other.column, other.columns) == key]
            widths[key] = full_width(alike, slot.box[2] - slot.box[0])
    return Table(tuple(Cell(cell_pieces(found, widths[slot.column, slot.columns]), slot.row, slot.column,
                            slot.rows, slot.columns) for slot, found in zip(grid.slots, held)))
