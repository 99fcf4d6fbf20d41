"""Tables that print the lines of each cell one below the other, cell after cell, as pages of a PDF are read.

Row numbers, or those of items, part the rows; each row is cut some times, each time with the widths of the columns that
the last cuts showed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row, is_stroke
from kg.extract.tables.chapters import levels
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.filling import Filling, Widths
from kg.extract.tables.stack import Filled, Stack
from kg.model.text import Document
from kg.numerals import read_row_number

_FEWEST_ROWS, _MOST_LINES = 3, 40
_MOST_CUT = 80              # lines of a row where the copy has cut them behind marks too
_ROUNDS = 2
_MOST_ENDING = 5            # how many lines behind a row may end a sentence
_WIDEST = 60                # half characters of a column; wider lines are broken where the page is full
_FURNITURE = re.compile(r"^(?=\W*\w)[^<>]+$", re.MULTILINE)    # a line with words and without tags


def stacked_rows(document: Document, cells: Sequence[Range], columns: tuple[Column, ...], usage: Usage) -> list[Row]:
    """The rows of a table of some lines; none if neither numbers nor limits part them, or their cells are not
    broken."""
    text = document.logical.text
    kinds = [column.kind for column in columns]
    counted = Kind.NUMBER in kinds    # else the numbers of items begin the rows, those of the last texts
    first = kinds.index(Kind.NUMBER) if counted else max(at for at, kind in enumerate(kinds) if kind is Kind.TEXT)
    numbers = _numbers(text, cells, "number_cell" if counted else "cell_label")
    if not counted and len(numbers) < _FEWEST_ROWS and _end_in_limits(columns):
        numbers, first = _behind_limits(text, cells), 0
    behind = columns[first + counted:]
    begins, ends = [at + counted for at in numbers], [*numbers[1:], len(cells)]
    longer = sum(len(behind) < end - begin <= _MOST_LINES for begin, end in zip(begins, ends))
    if len(numbers) < _FEWEST_ROWS or longer * 2 < len(numbers) or not behind:
        return []
    lines = [list(_printed(document, cells[begin:end])) for begin, end in zip(begins, ends)]
    filling = Filling(text, behind, usage)
    widths = filling.widest([each[:_MOST_LINES] for each in lines])
    full = widths.get(filling.grid.last_text, 0)
    filling = replace(filling, cut=filling.cuts(lines, full))
    most = _MOST_CUT if filling.cut else _MOST_LINES
    lines = [list(_parted(filling, each, full))[:most] for each in lines]
    stacks = [Stack(filling, each, _resumed(document, each), first > 0, end == len(cells))
              for each, end in zip(lines, ends)]
    widths, found = _filled(filling, stacks, widths) if widths else ({}, [])
    wide = [width for place, width in widths.items() if behind[place].kind is Kind.TEXT]
    if not wide or (not counted and max(wide) > _WIDEST):
        return []
    printed = [cells[at:begin] for at, begin in zip(numbers, begins)]
    return list(_rows(printed, stacks, found, widths, cells[:numbers[0]], first))


def _filled(filling: Filling, stacks: Sequence[Stack], widths: Widths) -> tuple[Widths, list[Filled]]:
    """The best way to fill each row, told once more when that tells how wide the columns are."""
    for _ in range(_ROUNDS):
        found = [stack.cut(widths) for stack in stacks]
        told = filling.widths([row.cells for row in found], widths)
        if told == widths:
            return widths, found
        widths = told
    return widths, [stack.cut(widths) for stack in stacks]


def _numbers(text: str, cells: Sequence[Range], shape: str) -> list[int]:
    """Which cells hold, or begin with, the numbers of rows: those that count on, one of them lost at most, items' also
    from one again."""
    found: list[int] = []
    value = 0
    for at, cell in enumerate(cells):
        match = rule(shape).match(text[slice(*cell)])
        number = read_row_number(match[0]) if match else 0
        if number and (not found or number - value in (1, 2) or (number == 1 and shape == "cell_label")):
            found.append(at)
            value = number
    return found


def _end_in_limits(columns: Sequence[Column]) -> bool:
    """Whether a column of limits is the last but those of remarks."""
    return next((column.kind for column in reversed(columns) if not column.remark), None) is Kind.TIME


def _behind_limits(text: str, cells: Sequence[Range]) -> list[int]:
    """Which cells begin rows that limits of one line or two end, a stroke for nothing behind some."""
    found, at = [0], 0
    while at < len(cells):
        lines = next((lines for lines in (2, 1) if rule("time_cell").match(
            "".join([text[start:end] for start, end in cells[at:at + lines]]))), 0)
        at += lines or 1
        while lines and at < len(cells) and is_stroke(text, *cells[at]):
            at += 1
        found += [at] if lines and at < len(cells) else []
    return found


def _resumed(document: Document, lines: Sequence[Range]) -> int:
    """Which of the lines of a row stands first on another page, a page's number or the heads of the table before it."""
    origin = document.logical.origin
    return next((at for at, ((_, end), (start, _)) in enumerate(pairwise(lines), 1)
                 if _FURNITURE.search(document.text, origin[end - 1] + 1, origin[start])), len(lines))


def _parted(filling: Filling, lines: Sequence[Range], full: int) -> Iterator[Range]:
    """The lines of a row, a requirement's full one that the units beside it are glued to parted from them."""
    for start, end in lines:
        units = filling.text.rfind("。", start, end - 1) + 1
        glued = units and filling.is_full((start, units), full) and filling.look([(units, end)]) == "units"
        yield from [(start, units), (units, end)] if glued else [(start, end)]


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


def _rows(numbers: Sequence[Sequence[Range]], stacks: Sequence[Stack], ways: Sequence[Filled], widths: Widths,
          above: Sequence[Range], first: int) -> Iterator[Row]:
    """The rows; what stands `above` a number fills the `first` columns, before its own, or heads the rows."""
    headings: tuple[Range, ...] = ()
    for number, stack, found in zip(numbers, stacks, ways):
        if above and not first:
            headings = levels(stack.filling.text, headings, (above[0][0], above[-1][1]))
        before = [tuple(above), *[()] * (first - 1)] if first else []
        cells, above = _whole(stack, list(found.cells), found.rest)
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
