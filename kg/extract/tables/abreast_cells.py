"""The cells of rows whose lines hold the next lines of several cells.

How many pieces each line has tells which lines the cells reach over. Which column reaches over which is told by what
its cells look like, and by how wide their lines are.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kg.extract.drafts import STOPS, Range
from kg.extract.tables.abreast_lines import Pieces
from kg.extract.tables.borders import Row
from kg.extract.tables.filling import Below, Filling, Widths

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_ROUNDS = 3
_LONGEST_TITLE = 24
_NARROW, _DIGITS = 0.2, 9     # how much better a way must be to be sure; sums differ by their order in the rest
_HEADS_BELOW = 1.0          # how much better a row must be without the line that may head the next

# The lines of each cell of a row; where, among the lines of a row, a cell begins and ends.
_Cells = list[list[Range]]
_Reach = tuple[int, int]


class _Way(NamedTuple):
    """How well some columns are filled, what is preferred where two ways are as good, their cells, and whether another
    way is hardly worse."""

    score: float
    order: tuple[tuple[bool, int], ...]
    cells: _Cells
    tied: bool


@dataclass(frozen=True, slots=True)
class AbreastRow:
    """The number of a row, unless it is lost, the pieces of its lines without it, the line `at` which it stands,
    whether a piece stands before it there, and the headings above the row."""

    number: Range | None
    lines: list[Pieces]
    at: int
    themed: bool
    headings: tuple[Range, ...]

    def upto(self, stop: int) -> AbreastRow:
        """The row without its lines from one on."""
        return replace(self, lines=self.lines[:stop])


def filled(filling: Filling, rows: Sequence[AbreastRow], before: int) -> Iterator[tuple[Row, bool]]:
    """The rows, each line's pieces in the columns that fill best, which are told once more when widths are known, and
    whether other columns would do as well; so many columns stand `before` that of the numbers."""
    rows = [replace(row, lines=_evened(filling.text, row, len(filling.columns) - before * (not row.themed)))
            for row in rows]
    widths = filling.widest([list(itertools.chain(*row.lines)) for row in rows])
    for _ in range(_ROUNDS):
        widths = {**widths, **filling.widths([_best(filling, row, widths, before).cells for row in rows], widths)}
    title: tuple[Range, ...] = ()
    for row, after in itertools.zip_longest(rows, rows[1:]):
        way = _best(filling, row, widths, before)
        headings = (*row.headings, *title)
        if after and _may_head(filling.text, row):
            without = _best(filling, row.upto(-1), widths, before)
            way, title = (without, tuple(row.lines[-1])) if without.score > way.score + _HEADS_BELOW else (way, title)
        title = title if after and after.headings == row.headings else ()
        found = filling.row([], way.cells, headings, widths)
        number = (row.number,) if row.number else ()
        yield found._replace(cells=(*found.cells[:before], number, *found.cells[before:])), way.tied


def _evened(text: str, row: AbreastRow, most: int) -> list[Pieces]:
    """The lines of a row, pieces joined so that that of the number has at most so many, and each other at most as many
    as the next towards it."""
    lines = list(row.lines)
    lines[row.at] = _joined(text, lines[row.at], most)
    for at in range(row.at + 1, len(lines)):
        lines[at] = _joined(text, lines[at], len(lines[at - 1]))
    for at in reversed(range(row.at)):
        lines[at] = _joined(text, lines[at], len(lines[at + 1]))
    return lines


def _joined(text: str, line: Pieces, most: int) -> Pieces:
    """The pieces of a line, joined until they are as few as may be: beside figures and marks, else the first."""
    pieces = list(line)
    while len(pieces) > most:
        at = next((at for at, (one, other) in enumerate(itertools.pairwise(pieces))
                   if _NOT_HAN.match(text[one[1] - 1]) or _NOT_HAN.match(text[other[0]])), 0)
        pieces[at:at + 2] = [(pieces[at][0], pieces[at + 1][1])]
    return pieces


def _may_head(text: str, row: AbreastRow) -> bool:
    """Whether the last line of a row that its number begins may head the rows below without looking like a heading."""
    start, end = row.lines[-1][0]
    return row.at == 0 and len(row.lines) > 1 == len(row.lines[-1]) \
        and end - start <= _LONGEST_TITLE and text[end - 1] not in STOPS


def _best(filling: Filling, row: AbreastRow, widths: Widths, before: int) -> _Way:
    """The best of all ways to let the cells of a row reach over its lines.

    Where two are as good, the later cells have more lines, as supporters outnumber leads, and the last ones none.
    """
    lines = row.lines
    # By what the columns up to here reach over, sorted.
    best: dict[tuple[_Reach, ...], _Way] = {(): _Way(0.0, (), [], False)}
    left = Counter(_reach(lines, at) for at in range(len(filling.columns)))
    for place in range(len(filling.columns)):
        ways: dict[tuple[_Reach, ...], _Way] = {}
        for taken, way in best.items():
            for begin, end in left - Counter(taken):
                if place == 0 < before and row.themed != (begin <= row.at < end):
                    continue
                cell = [lines[at][sum(first <= at < last for first, last in taken)] for at in range(begin, end)]
                fit = filling.fit(place, cell, widths, Below(len(cell) < len(lines)))
                longer = _Way(way.score + fit, (*way.order, (end > begin, begin - end)), [*way.cells, cell], way.tied)
                state = tuple(sorted((*taken, (begin, end))))
                ways[state] = _better(ways[state], longer) if state in ways else longer
        best = ways
    return next(iter(best.values()))


def _better(one: _Way, other: _Way) -> _Way:
    """The better of two ways, tied where the other is hardly worse."""
    best = max(one, other, key=lambda way: (round(way.score, _DIGITS), way.order))
    return best._replace(tied=True) if abs(one.score - other.score) < _NARROW else best


def _reach(lines: Sequence[Pieces], at: int) -> _Reach:
    """From which line to which one there are more pieces than so many."""
    held = [place for place, line in enumerate(lines) if len(line) > at]
    return (held[0], held[-1] + 1) if held else (0, 0)
