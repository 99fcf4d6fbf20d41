"""The lines of a row that stand below each other, cell after cell: where one cell ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.extract.tables.filling import NOTHING, Below, Filling, Widths

_REST = -1.0
_MOST_NAMED = 24            # lines of a cell that names themes, units or times
_CLEAR = 1.0                # by how much better lines must fill the columns if each goes on upon the next page
_ABOVE = {"heading": 2.0, "empty": 0.5, "short": 0.3, "text": 0.2}    # how well what stands behind a row heads the next


class Filled(NamedTuple):
    """How well lines fill the cells of a row, those of each cell, and what stands behind the row."""

    score: float
    cells: Sequence[Sequence[Range]]
    rest: Sequence[Range]


@dataclass(frozen=True)
class Stack:
    """The lines of one row below its number, which fill the columns behind it; from the one at `resumed` on they stand
    on the next page, where each cell goes on.

    Behind the `last` one stands what follows the table, behind others the words that head the next row, which may be
    any where cells are `merged` before the numbers.
    """

    filling: Filling
    lines: Sequence[Range]
    resumed: int
    merged: bool
    last: bool

    def cut(self, widths: Widths) -> Filled:
        """The best way to fill the columns, whose full lines are so wide; what remains stands behind the row.

        Where a page ends amid the row, its cells go on one after the other or each upon the next page.
        """
        nothing = Filled(0.0, [()] * len(self.filling.columns), ())
        whole = self._cut(widths, nothing, 0, len(self.lines))
        if self.resumed == len(self.lines):
            return whole
        begun = self._cut(widths, nothing, 0, self.resumed)
        parted = self._cut(widths, begun, self.resumed, len(self.lines))
        return parted if parted.score > whole.score + _CLEAR else whole

    def _cut(self, widths: Widths, begun: Filled, start: int, stop: int) -> Filled:
        """The best way to go on in some of the lines with cells that have `begun` above; none begins there before the
        last of those, and none ends where the page does."""
        best: dict[int, tuple[float, tuple[int, ...]]] = {start: (0.0, (start,))}
        last = max((place for place, above in enumerate(begun.cells) if above), default=0)
        for place, above in enumerate(begun.cells):
            most = 0 if place < last and not above else self._most(place)
            best = {end: max(ways) for end in range(start, stop + 1) if (ways := [
                (score + self.filling.fit(place, [*above, *self.lines[begin:end]], widths, self._below(end, stop)),
                 (*cuts, end)) for begin, (score, cuts) in best.items() if 0 <= end - begin <= most])}
        score, cuts = max((score + self._behind(end, stop), cuts) for end, (score, cuts) in best.items())
        cells = [[*above, *self.lines[begin:end]] for above, (begin, end) in zip(begun.cells, pairwise(cuts))]
        return Filled(score, cells, self.lines[cuts[-1]:stop])

    def _most(self, place: int) -> int:
        """How many lines a cell of a column may have."""
        return _MOST_NAMED if 0 <= self.filling.grid.last_text != place else len(self.lines)

    def _below(self, end: int, stop: int) -> Below:
        """What stands below a cell that ends before a line, if the row or its page ends at `stop`."""
        return Below(end < stop, self.lines[end] if end < stop else None, stop < len(self.lines))

    def _behind(self, end: int, stop: int) -> float:
        """How well the lines from one on, up to `stop`, stand behind the row."""
        if end == stop:
            return 0.0
        if stop < len(self.lines):
            return NOTHING
        if self.last:
            return _REST
        look = self.filling.look(self.lines[end:])
        if look == "heading" or (self.merged and self.filling.may_be_cell(self.lines[end:])):
            return _ABOVE.get(look, NOTHING)
        return NOTHING
