"""The rows between two ruling lines of a drawn table some of whose cells reach over several rows.

A rule below one cell alone stands in a line that holds other cells' words. Where the requirements are ruled apart, or
an item begins where another column is, a row begins; a cell that reaches over several rows is each one's.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.borders import Line
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.wrapped import Cells

_STROKES = re.compile("[—─━═=-]{2,}")
_PARTLY = re.compile("[├┼╟╠][—─━═]{2,}(?:[┼╬][—─━═]{2,})*[┤┼╢╣]")
_LONGEST_REACH = 120        # lines of a merged cell
_ITEM = re.compile(r"[△▲●○◆◇■□★☆*·]")

Ruled = tuple[Range | None, ...]
"""The cells of a line by column, empty ones too; None where one is ruled off there."""

# The lines that a cell reaches over, from the first to the one behind its last, and what each holds of it.
_Reach = tuple[int, int, Sequence[Range | None]]


def strokes_of(text: str, line: Line) -> list[int]:
    """How long the strokes of a ruling line are, one for each column."""
    return [len(stroke) for stroke in _STROKES.findall(text, line.start, line.end)]


def ruled_cells(text: str, line: Line, rule_above: Line, width: int) -> Ruled | None:
    """The cells of a line that holds as many as the table, or less and rules below the others; None of other lines.

    How long the strokes of `rule_above` are tells which cells are ruled off.
    """
    if _PARTLY.search(text, line.start, line.end) is None:
        return line.cells if len(line.cells) == width else None
    widths = strokes_of(text, rule_above)
    cells: list[Range | None] = [(line.end, line.end)] * width
    at, column = line.start, 0
    for words in text[line.start:line.end].split("\t"):
        end = at + len(words)
        partly = _PARTLY.search(text, at, end)
        if partly:
            strokes = [len(stroke) for stroke in _STROKES.findall(partly[0])]
            places = range(column, width if len(widths) == width else column)
            first = next((place for place in places if widths[place:place + len(strokes)] == strokes), None)
            if first is None:
                return None
            if column < first:
                cells[column] = trimmed(text, at, partly.start()) or (at, at)
            cells[first:first + len(strokes)] = [None] * len(strokes)
            at, column = partly.end(), first + len(strokes)
        if column < width:
            cells[column] = trimmed(text, at, end) or (at, at)
        at, column = end + 1, column + 1
    return tuple(cells)


def whole_cells(lines: Sequence[Ruled]) -> Cells:
    """The words of each column, line upon line."""
    return tuple(map(_words, zip(*lines)))


def rows_between(text: str, lines: Sequence[Ruled], columns: Sequence[Column]) -> Iterator[Cells]:
    """The rows that lines between two ruling lines hold: one, where no cell is ruled off among them."""
    if not any(None in line for line in lines):
        yield whole_cells(lines)
        return
    width = len(lines[0])
    reaches = [_reaches([line[place] for line in lines]) for place in range(width)]
    last_text = max((at for at, column in enumerate(columns[:width]) if column.kind is Kind.TEXT), default=0)
    own = {last_text, *(at for at, column in enumerate(columns[:width]) if column.kind is Kind.NUMBER)}
    begins = [0, *(at for at in range(1, len(lines)) if _begins(text, lines, at, last_text)), len(lines)]
    for begin, end in itertools.pairwise(begins):
        yield tuple(_words([line[place] for line in lines[begin:end]]) if place in own
                    else tuple(_beside(reaches[place], begin, end)) for place in range(width))


def _words(cells: Iterable[Range | None]) -> tuple[Range, ...]:
    return tuple(cell for cell in cells if cell and cell[0] < cell[1])


def _begins(text: str, lines: Sequence[Ruled], at: int, last_text: int) -> bool:
    """Whether a row begins at a line: its requirement is ruled off there, or another cell, and an item begins."""
    if lines[at][last_text] is None:
        return True
    cell = lines[at][last_text] or (0, 0)
    item = _ITEM.match(text, *cell) or rule("cell_label").match(text[slice(*cell)])
    return item is not None and lines[at - 1][last_text] is not None and any(
        None in line for line in (lines[at - 1], lines[at]))


def _reaches(cells: Sequence[Range | None]) -> list[_Reach]:
    """The cells of a column with the lines that each reaches over."""
    borders = [0, *(at for at, cell in enumerate(cells) if cell is None), len(cells)]
    return [(first, last, cells[first:last]) for first, last in itertools.pairwise(borders)]


def _beside(reaches: Sequence[_Reach], begin: int, end: int) -> Iterator[Range]:
    """The words of a column that belong to a row: those of each cell that stands beside most of its lines, or beside
    nothing else; of a longer one than any merged cell, what stands in the row's lines."""
    for first, last, cells in reaches:
        shared = range(max(begin, first), min(end, last))
        if shared and (len(shared) * 2 > end - begin or len(shared) == last - first):
            long = len(cells) > _LONGEST_REACH
            yield from _words(cells[shared[0] - first:shared[-1] + 1 - first] if long else cells)
