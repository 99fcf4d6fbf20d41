"""Rows whose cells have several lines: what goes on in the next line, and what begins anew there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from kg.extract.drafts import Range
from kg.extract.tables.borders import Row
from kg.extract.tables.chapters import levels
from kg.extract.tables.heads import rule

# The characters in a line of a column, fewer where signs part what it lists; a word's end may leave one blank.
_NARROWEST, _NARROWEST_LISTED, _ANY = 8, 4, 10_000
_LISTING = "、,;"

# The cells of a row by column, each with the ranges of its lines.
Cells = tuple[tuple[Range, ...], ...]


def rows_of_lines(text: str, rows: Sequence[Cells], width: int, titles: frozenset[int] = frozenset()) -> Iterator[Row]:
    """The rows, each below its headings, with the places where full lines go on; `titles` are where words begin
    that are headings without looking like any."""
    above: tuple[Range, ...] = ()
    widths = _widths(text, rows, width)
    for cells in rows:
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and (filled[0][0][0] in titles or rule("heading_cell").match(text[slice(*filled[0][0])])):
            above = levels(text, above, (filled[0][0][0], filled[0][-1][1]))
        elif filled:
            yield Row((*cells, *((),) * (width - len(cells))), above, _wraps(cells, widths))


def _widths(text: str, rows: Sequence[Cells], width: int) -> list[int]:
    """How many characters the lines of each column hold; more than any where no cells are wrapped."""
    found = []
    for at in range(width):
        column = [row[at] for row in rows if at < len(row)]
        cells = [[end - start for start, end in cell] for cell in column]
        full = max((length for cell in cells for length in cell), default=0)
        wrapped = [length for cell in cells for length in cell[:-1]]
        filled = sum(length >= full - 1 for length in wrapped)
        listed = any(mark in text[slice(*line)] for cell in column for line in cell for mark in _LISTING)
        wide = full >= (_NARROWEST_LISTED if listed else _NARROWEST)
        found.append(full if wide and filled > 1 and filled * 2 > len(wrapped) else _ANY)
    return found


def _wraps(cells: Cells, widths: Sequence[int]) -> frozenset[int]:
    """Where lines begin that the full line above goes on in."""
    return frozenset(below[0] for cell, width in zip(cells, widths) for above, below in itertools.pairwise(cell)
                     if above[1] - above[0] >= width - 1)
