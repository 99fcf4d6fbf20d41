"""The lines of a row that stand below each other, cell after cell: where one cell ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range
from kg.extract.tables.filling import NOTHING, Filling, Widths

_REST = -1.0
_ABOVE = {"heading": 2.0, "empty": 0.5, "short": 0.3, "text": 0.2}    # how well what stands behind a row heads the next

Cuts = tuple[int, ...]
"""Where, in the lines of a row, its cells end."""


@dataclass(frozen=True)
class Stack:
    """The lines of one row below its number, which fill the columns behind it.

    Behind the `last` one stands what follows the table, behind others the words that head the next row, which may be
    any where cells are `merged` before the numbers.
    """

    filling: Filling
    lines: Sequence[Range]
    merged: bool
    last: bool

    def cut(self, widths: Widths) -> Cuts:
        """The best way to fill the columns, whose full lines are so wide; what remains stands behind the row."""
        best: dict[int, tuple[float, Cuts]] = {0: (0.0, ())}
        for place in range(len(self.filling.columns)):
            best = {end: max((score + self.filling.fit(place, self.lines[begin:end], widths, end < len(self.lines)),
                              (*cuts, end)) for begin, (score, cuts) in best.items() if begin <= end)
                    for end in range(len(self.lines) + 1)}
        return max((score + self._behind(end), cuts) for end, (score, cuts) in best.items())[1]

    def _behind(self, end: int) -> float:
        """How well the lines from one on stand behind the row."""
        if end == len(self.lines):
            return 0.0
        if self.last:
            return _REST
        look = self.filling.look(self.lines[end:])
        if look == "heading" or (self.merged and self.filling.may_be_cell(self.lines[end:])):
            return _ABOVE.get(look, NOTHING)
        return NOTHING
