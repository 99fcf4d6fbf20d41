"""How well lines that stand below each other fill a column as one cell.

What they look like together tells it, and how wide they are: a line that breaks off before it is full ends its cell.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row
from kg.extract.tables.costs import Grid, Token, fits, grid_of
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.looks import token_of
from kg.extract.tables.names import cut_glued
from kg.extract.tables.offices import is_kind, last_characters
from kg.extract.units import looks_like_unit
from kg.normalise.width import cell_width

SPARE = 3
"""Half characters that a full line may leave blank."""
_HANGING = 4                # … by which marks that begin no line may make it wider
_INDENT = 4                 # … by which the first line of a paragraph is narrower
NOTHING = -9.0
"""How well lines fit that cannot be a cell."""

# A cell that goes on behind a short line, a line too wide for its column, a cell that ends with a full one.
_SHORT, _OVER, _FULL = -1.5, -1.5, -0.5
_SENTENCE, _PER_CHARACTER = -0.5, -0.02     # a full stop amid a text, a character of another cell
_NO_TEXT = -2.0
_FEWEST_BROKEN = 2          # cells from which a column's width is told
_FEW = 4                    # rows to each line that is wider than its column, signs being taken for wide ones
_LONGEST_SHORT = 16         # longer cells without a unit's ending are texts
_SHORTEST_NAME = 3
_JOINING, _NEVER_FIRST = ("各", "、", ",", "和", "及", "与"), "、,。;:)》”"    # what no list ends in, no cell begins with

Widths = Mapping[int, int]
"""How wide the full lines of columns are, by place; of those where anybody knows."""


@dataclass(frozen=True)
class Filling:
    """The columns of a table whose cells are broken into lines of `text`."""

    text: str
    columns: tuple[Column, ...]
    usage: Usage
    _known: dict[str, str] = field(default_factory=dict, compare=False)

    def fit(self, place: int, lines: Sequence[Range], widths: Widths, followed: bool) -> float:
        """How well some lines fit a column as one cell; `followed` if more lines stand below them in their row."""
        grid = self.grid
        if not lines:
            return _NO_TEXT if place == grid.last_text else grid.skips[place] - grid.skips[place + 1]
        if not self.may_be_cell(lines):
            return NOTHING
        fit = fits(Token(0, 0, self.look(lines)), grid, {})[place]
        if self.columns[place].kind is Kind.TEXT and place not in widths:   # a theme's lines are narrower
            full = sum(self.is_full(line, widths.get(grid.last_text)) is True for line in lines)
            return fit + _OVER * full + self._inner(False, lines)
        indent = _INDENT if self.columns[place].kind is Kind.TEXT else 0
        return fit + self._inner(place == grid.last_text, lines) \
            + self._breaks(lines, widths.get(place), followed, indent)

    def may_be_cell(self, lines: Sequence[Range]) -> bool:
        """Whether some lines may be a cell: no mark that ends words begins it, a stroke for nothing stands alone."""
        return self.text[lines[0][0]] not in _NEVER_FIRST and not (len(lines) > 1 and any(map(self.is_blank, lines)))

    def is_full(self, line: Range, width: int | None) -> bool | None:
        """Whether a line is as wide as full ones; None where nobody knows."""
        return None if width is None else cell_width(self.text, line) >= width - SPARE

    def is_blank(self, line: Range) -> bool:
        """Whether a line is but a stroke for an empty cell."""
        return self.look([line]) == "empty"

    def look(self, lines: Sequence[Range]) -> str:
        """What some lines look like as one cell."""
        cell = "".join([self.text[start:end] for start, end in lines])
        if cell not in self._known:
            self._known[cell] = self._look(cell)
        return self._known[cell]

    def widest(self, rows: Sequence[Sequence[Range]]) -> Widths:
        """How wide the requirements are, if the widest lines of the rows but a few are theirs: full ones stand in every
        other row; what follows the table may stand behind the last."""
        wide = Counter(cell_width(self.text, line) for lines in rows[:-1] for line in lines)
        over = 0
        for full in sorted(wide, reverse=True):
            if sum(wide[width] for width in range(full - SPARE, full + 1)) * 2 >= len(rows):
                return {self.grid.last_text: full}
            over += wide[full]
            if over * _FEW > len(rows):
                break
        return {}

    def widths(self, rows: Sequence[Sequence[Sequence[Range]]]) -> Widths:
        """How wide the full lines of each column are, where enough cells of the rows are broken and most alike."""
        wide: dict[int, Counter[int]] = {place: Counter() for place in range(len(self.columns))}
        for cells in rows:
            for place, lines in enumerate(cells):
                wide[place].update(cell_width(self.text, line) for line in lines[:-1] if not self.is_blank(line))
        usual = {place: max(found, key=lambda width: (found[width], width), default=0) for place, found in wide.items()}
        alike = {place: sum(wide[place][width] for width in range(full - SPARE, full + SPARE + 1))
                 for place, full in usual.items()}
        return {place: full for place, full in usual.items()
                if alike[place] >= _FEWEST_BROKEN and alike[place] * 2 > wide[place].total()}

    def row(self, before: Sequence[Sequence[Range]], cells: Sequence[Sequence[Range]], headings: tuple[Range, ...],
            widths: Widths) -> Row:
        """The row whose cells stand behind others, with the places where full lines go on; strokes are left out."""
        filled = (tuple(line for line in lines if not self.is_blank(line)) for lines in cells)
        wraps = frozenset(below[0] for place, lines in enumerate(cells) for above, below in itertools.pairwise(lines)
                          if self.is_full(above, widths.get(place)) is not False)
        return Row((*map(tuple, before), *filled), headings, wraps)

    @cached_property
    def grid(self) -> Grid:
        """The columns as what costs are told by."""
        return grid_of(self.columns)

    def _inner(self, requirement: bool, lines: Sequence[Range]) -> float:
        """What sentences cost that go on in a requirement, and characters in another cell."""
        if requirement:
            return _SENTENCE * sum(self.text[stop - 1] == "。" for _, stop in lines[:-1])
        return _PER_CHARACTER * sum(stop - start for start, stop in lines)

    def _breaks(self, lines: Sequence[Range], width: int | None, followed: bool, indent: int) -> float:
        """What short lines amid a cell cost, lines wider than its column, and a full one at its end; the first line
        may have lost an `indent`."""
        if width is None:
            return 0.0
        wide = [cell_width(self.text, line) - width for line in lines]
        wide[0] += indent * (wide[0] < -SPARE)
        short, over = sum(each < -SPARE for each in wide[:-1]), sum(each > _HANGING for each in wide)
        ended = not followed or self.text[lines[-1][1] - 1] == "。"
        return _SHORT * short + _OVER * over + (_FULL if not ended and wide[-1] >= -SPARE else 0.0)

    def _look(self, cell: str) -> str:
        if rule("stroke_cell").fullmatch(cell):
            return "empty"
        if len(cell) > _LONGEST_SHORT and cell[-1] not in last_characters(frozenset()) \
                and not rule("last_act").search(cell):
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
