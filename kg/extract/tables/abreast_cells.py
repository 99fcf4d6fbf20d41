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
from operator import itemgetter

from kg.extract.drafts import Range
from kg.extract.tables.borders import Row
from kg.extract.tables.filling import Filling, Widths

_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_ROUNDS = 3
_STOPS = "。;!?"
_LONGEST_TITLE = 24
_HEADS_BELOW = 1.0          # how much better a row must be without the line that may head the next

Pieces = list[Range]
"""What spaces part in a printed line."""

# The lines of each cell of a row; where, among the lines of a row, a cell begins and ends.
_Cells = list[list[Range]]
_Reach = tuple[int, int]
# How well some columns are filled, what is preferred where two ways are as good, and their cells.
_Way = tuple[float, tuple[tuple[bool, int], ...], _Cells]


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


def filled(filling: Filling, rows: Sequence[AbreastRow], before: int) -> Iterator[Row]:
    """The rows, each line's pieces in the columns that fill best, which are told once more when widths are known; so
    many columns stand `before` that of the numbers."""
    rows = [replace(row, lines=_evened(filling.text, row, len(filling.columns) - before * (not row.themed)))
            for row in rows]
    widths = filling.widest([list(itertools.chain(*row.lines)) for row in rows])
    for _ in range(_ROUNDS):
        widths = {**widths, **filling.widths([_best(filling, row, widths, before)[1] for row in rows])}
    title: tuple[Range, ...] = ()
    for row, after in itertools.zip_longest(rows, rows[1:]):
        score, cells = _best(filling, row, widths, before)
        headings = (*row.headings, *title)
        if after and _may_head(filling.text, row):
            without, others = _best(filling, row.upto(-1), widths, before)
            cells, title = (others, tuple(row.lines[-1])) if without > score + _HEADS_BELOW else (cells, title)
        title = title if after and after.headings == row.headings else ()
        found = filling.row([], cells, headings, widths)
        yield found._replace(cells=(*found.cells[:before], (row.number,) if row.number else (), *found.cells[before:]))


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
        and end - start <= _LONGEST_TITLE and text[end - 1] not in _STOPS


def _best(filling: Filling, row: AbreastRow, widths: Widths, before: int) -> tuple[float, _Cells]:
    """How well a row is filled, and the lines of its cells: of all ways to let cells reach over its lines, the best.

    Where two are as good, the later cells have more lines, as supporters outnumber leads, and the last ones none.
    """
    lines = row.lines
    best: dict[tuple[_Reach, ...], _Way] = {(): (0.0, (), [])}  # by what the columns up to here reach over, sorted
    left = Counter(_reach(lines, at) for at in range(len(filling.columns)))
    for place in range(len(filling.columns)):
        ways: dict[tuple[_Reach, ...], _Way] = {}
        for taken, (score, order, cells) in best.items():
            for begin, end in left - Counter(taken):
                if place == 0 < before and row.themed != (begin <= row.at < end):
                    continue
                cell = [lines[at][sum(first <= at < last for first, last in taken)] for at in range(begin, end)]
                fit = filling.fit(place, cell, widths, len(cell) < len(lines))
                way = score + fit, (*order, (end > begin, begin - end)), [*cells, cell]
                state = tuple(sorted((*taken, (begin, end))))
                ways[state] = max(ways.get(state, way), way, key=itemgetter(0, 1))
        best = ways
    score, _, cells = next(iter(best.values()))
    return score, cells


def _reach(lines: Sequence[Pieces], at: int) -> _Reach:
    """From which line to which one there are more pieces than so many."""
    held = [place for place, line in enumerate(lines) if len(line) > at]
    return (held[0], held[-1] + 1) if held else (0, 0)
