"""Tables that print the lines of each cell one below the other, cell after cell, as pages of a PDF are read.

Row numbers, or those of items, part the rows; each row is cut some times, each time with the widths of the columns that
the last cuts showed.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row
from kg.extract.tables.chapters import levels
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.filling import Filling, Widths
from kg.extract.tables.stack import Cuts, Stack
from kg.model.text import Document
from kg.numerals import read_numeral

_FEWEST_ROWS, _MOST_LINES = 3, 40
_ROUNDS = 2
_MOST_ENDING = 5            # how many lines behind a row may end a sentence
_WIDEST = 60                # half characters of a column; wider lines are broken where the page is full
_AROUND_NUMBERS = " ()（）.、"


def stacked_rows(document: Document, cells: Sequence[Range], columns: tuple[Column, ...], usage: Usage) -> list[Row]:
    """The rows of a table of some lines; none if no numbers part them, or their cells are not broken."""
    text = document.logical.text
    kinds = [column.kind for column in columns]
    counted = Kind.NUMBER in kinds    # else the numbers of items begin the rows, those of the last texts
    first = kinds.index(Kind.NUMBER) if counted else max(at for at, kind in enumerate(kinds) if kind is Kind.TEXT)
    numbers, behind = _numbers(text, cells, "number_cell" if counted else "cell_label"), columns[first + counted:]
    begins, ends = [at + counted for at in numbers], [*numbers[1:], len(cells)]
    longer = sum(len(behind) < end - begin <= _MOST_LINES for begin, end in zip(begins, ends))
    if len(numbers) < _FEWEST_ROWS or longer * 2 < len(numbers) or not behind:
        return []
    filling = Filling(text, behind, usage)
    stacks = [Stack(filling, list(_printed(document, cells[begin:end]))[:_MOST_LINES], first > 0, end == len(cells))
              for begin, end in zip(begins, ends)]
    widths = filling.widest([stack.lines for stack in stacks])
    for _ in range(_ROUNDS if widths else 0):
        widths = filling.widths([list(_cells(stack, stack.cut(widths))) for stack in stacks])
    wide = [width for place, width in widths.items() if behind[place].kind is Kind.TEXT]
    if not wide or (not counted and max(wide) > _WIDEST):
        return []
    printed = [cells[at:begin] for at, begin in zip(numbers, begins)]
    return list(_rows(printed, stacks, widths, cells[:numbers[0]], first))


def _numbers(text: str, cells: Sequence[Range], shape: str) -> list[int]:
    """Which cells hold, or begin with, the numbers of rows: those that count on, one of them lost at most, items' also
    from one again."""
    found: list[int] = []
    value = 0
    for at, cell in enumerate(cells):
        match = rule(shape).match(text[slice(*cell)])
        number = (read_numeral(match[0].strip(_AROUND_NUMBERS)) or 0) if match else 0
        if number and (not found or number - value in (1, 2) or (number == 1 and shape == "cell_label")):
            found.append(at)
            value = number
    return found


def _printed(document: Document, cells: Sequence[Range]) -> Iterator[Range]:
    """The lines as printed, two for one that was made of them."""
    origin = document.logical.origin
    for start, end in cells:
        at = document.text.find("\n", origin[start], origin[end - 1])
        while at >= 0:
            below = bisect_left(origin, at)
            if start < below < end:
                yield start, below
                start = below
            at = document.text.find("\n", at + 1, origin[end - 1])
        yield start, end


def _cells(stack: Stack, cuts: Cuts) -> Iterator[Sequence[Range]]:
    """The lines of each cell."""
    return (stack.lines[begin:end] for begin, end in itertools.pairwise((0, *cuts)))


def _rows(numbers: Sequence[Sequence[Range]], stacks: Sequence[Stack], widths: Widths, above: Sequence[Range],
          first: int) -> Iterator[Row]:
    """The rows; what stands `above` a number fills the `first` columns, before its own, or heads the rows."""
    headings: tuple[Range, ...] = ()
    for number, stack in zip(numbers, stacks):
        cuts = stack.cut(widths)
        if above and not first:
            headings = levels(stack.filling.text, headings, (above[0][0], above[-1][1]))
        before = [tuple(above), *[()] * (first - 1)] if first else []
        cells, above = _whole(stack, list(_cells(stack, cuts)), stack.lines[cuts[-1]:])
        yield stack.filling.row([*before, *filter(None, [number])], cells, headings, widths)


def _whole(stack: Stack, cells: list[Sequence[Range]], rest: Sequence[Range]) \
        -> tuple[list[Sequence[Range]], Sequence[Range]]:
    """The cells of a row, the requirement with the end of its sentence that a page end has put behind them, and what
    remains below."""
    filling, place = stack.filling, stack.filling.grid.last_text
    stops = [filling.text[stop - 1] in STOPS for _, stop in (*cells[place][-1:], *rest)]
    end = stops.index(True) if True in stops[:_MOST_ENDING] else 0
    placed = all(cell and filling.look(cell) != "text" for cell in cells[place + 1:])
    if stack.last or not placed or not cells[place] or not end or any(
            rule("heading_cell").match(filling.text[slice(*line)]) for line in rest[:end]):
        return cells, rest
    return [*cells[:place], [*cells[place], *rest[:end]], *cells[place + 1:]], rest[end:]
