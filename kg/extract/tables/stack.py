"""The lines of a row that stand below each other, cell after cell: where one cell ends and the next begins.

What the cells look like tells it, and how wide the lines of a column are: one that breaks off before it is full ends
its cell.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.costs import Grid, Token, fits, grid_of
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.looks import token_of
from kg.extract.tables.names import cut_glued
from kg.extract.tables.offices import is_kind, last_characters
from kg.extract.tables.wrapped import cell_width
from kg.extract.units import looks_like_unit

SPARE = 3
"""Half characters that a full line may leave blank."""

# A cell that goes on behind a short line, a line too wide for its column, a cell that ends with a full one.
_SHORT, _OVER, _FULL = -1.5, -1.5, -0.5
_SENTENCE, _PER_CHARACTER = -0.5, -0.02     # a full stop amid a text, a character of another cell
_NOTHING, _NO_TEXT, _REST = -9.0, -2.0, -1.0
_ABOVE = {"heading": 2.0, "short": 0.3, "text": 0.2}    # how well what stands behind a row heads the next
_LONGEST_SHORT = 16         # longer cells without a unit's ending are texts
_SHORTEST_NAME = 3
_JOINING, _NEVER_FIRST = ("各", "、", ",", "和", "及", "与"), "、,。;:)》”"    # what no list ends in, no cell begins with

Cuts = tuple[int, ...]
"""Where, in the lines of a row, its cells end."""


@dataclass(frozen=True)
class Stack:
    """The lines of one row below its number, and the columns that they fill.

    Behind the `last` one stands what follows the table, behind others the words that head the next row, which may be
    any where cells are `merged` before the numbers.
    """

    text: str
    lines: Sequence[Range]
    columns: tuple[Column, ...]
    usage: Usage
    merged: bool
    last: bool

    def cut(self, widths: Mapping[int, int]) -> Cuts:
        """The best way to fill the columns, whose full lines are so wide; what remains stands behind the row."""
        best: dict[int, tuple[float, Cuts]] = {0: (0.0, ())}
        for place in range(len(self.columns)):
            best = {end: max((score + self._fit(place, begin, end, widths), (*cuts, end))
                             for begin, (score, cuts) in best.items() if begin <= end)
                    for end in range(len(self.lines) + 1)}
        return max((score + self._behind(end), cuts) for end, (score, cuts) in best.items())[1]

    def is_full(self, at: int, width: int | None) -> bool | None:
        """Whether a line is as wide as full ones; None where nobody knows."""
        return None if width is None else cell_width(self.text, self.lines[at]) >= width - SPARE

    def is_blank(self, at: int) -> bool:
        """Whether a line is but a stroke for an empty cell."""
        return self._looks[at, at + 1] == "empty"

    def _fit(self, place: int, begin: int, end: int, widths: Mapping[int, int]) -> float:
        """How well some lines fit a column as one cell."""
        grid = self._grid
        if begin == end:
            return _NO_TEXT if place == grid.last_text else grid.skips[place] - grid.skips[place + 1]
        if self.text[self.lines[begin][0]] in _NEVER_FIRST or (
                end - begin > 1 and any(map(self.is_blank, range(begin, end)))):
            return _NOTHING
        fit = fits(Token(0, 0, self._looks[begin, end]), grid, {})[place]
        if self.columns[place].kind is Kind.TEXT and place not in widths:   # a theme's lines are narrower
            full = sum(self.is_full(at, widths.get(grid.last_text)) is True for at in range(begin, end))
            return fit + _OVER * full + self._inner(False, begin, end)
        return fit + self._inner(place == grid.last_text, begin, end) + self._breaks(begin, end, widths.get(place))

    def _inner(self, requirement: bool, begin: int, end: int) -> float:
        """What sentences cost that go on in a requirement, and characters in another cell."""
        lines = self.lines[begin:end]
        if requirement:
            return _SENTENCE * sum(self.text[stop - 1] == "。" for _, stop in lines[:-1])
        return _PER_CHARACTER * sum(stop - start for start, stop in lines)

    def _breaks(self, begin: int, end: int, width: int | None) -> float:
        """What short lines amid a cell cost, lines wider than its column, and a full one at its end."""
        if width is None:
            return 0.0
        wide = [cell_width(self.text, line) - width for line in self.lines[begin:end]]
        short, over = sum(each < -SPARE for each in wide[:-1]), sum(each > SPARE for each in wide)
        ended = end == len(self.lines) or self.text[self.lines[end - 1][1] - 1] == "。"
        return _SHORT * short + _OVER * over + (_FULL if not ended and wide[-1] >= -SPARE else 0.0)

    def _behind(self, end: int) -> float:
        """How well the lines from one on stand behind the row."""
        if end == len(self.lines):
            return 0.0
        look = self._looks[end, len(self.lines)]
        if self.last:
            return _REST
        return _ABOVE.get(look, _NOTHING) if self.merged or look == "heading" else _NOTHING

    @cached_property
    def _grid(self) -> Grid:
        return grid_of(self.columns)

    @cached_property
    def _looks(self) -> Mapping[tuple[int, int], str]:
        """What the lines from one up to another look like as one cell."""
        pairs = itertools.combinations(range(len(self.lines) + 1), 2)
        return {(begin, end): self._look("".join(self.text[slice(*line)] for line in self.lines[begin:end]))
                for begin, end in pairs}

    def _look(self, cell: str) -> str:
        if rule("stroke_cell").fullmatch(cell):
            return "empty"
        if len(cell) > _LONGEST_SHORT and cell[-1] not in last_characters(frozenset()):
            return "text"
        token = token_of(cell, 0, len(cell), self.usage)
        if token.look != "units":
            return token.look
        if cell.endswith(_JOINING) or any(self._breaks_off(cell, name) for name in token.names):
            return "text"
        glued = any(len(cut_glued(name, 0, len(name), self.usage.names)) > 1 for name in token.names)
        return "listed" if glued else "units"

    def _breaks_off(self, cell: str, name: str) -> bool:
        """Whether a name in a cell is but a part of one: its end alone, or the last, which goes on in the next line."""
        if name in self.usage.names or is_kind(name):
            return False
        ended = not cell.endswith(name) or looks_like_unit(name, strict=False)
        return not ended or (len(name) < _SHORTEST_NAME and name[0] != "各")
