"""How well lines that stand below each other fill a column as one cell.

What they look like together tells it, and how wide they are: a line that breaks off before it is full ends its cell.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row
from kg.extract.tables.costs import Grid, Token, fits, grid_of
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.looks import token_of
from kg.extract.tables.names import cut_glued
from kg.extract.tables.offices import last_characters
from kg.extract.tables.persons import is_person
from kg.extract.units import is_kind, looks_like_unit
from kg.extract.units import rule as role_rule
from kg.normalise.shards import OPENING, may_part
from kg.normalise.width import cell_width

SPARE = 3
"""Half characters that a full line may leave blank."""
_HANGING = 4                # … by which marks that begin no line may make it wider
_INDENT = 4                 # … by which the first line of a paragraph is narrower
NEVER_FIRST = "、,。;:)》”"
"""What no cell begins with."""
NOTHING = -9.0
"""How well lines fit that cannot be a cell."""

# A cell that goes on behind a short line, a line too wide for its column, a cell that ends with a full one.
_SHORT, _OVER, _FULL = -1.5, -1.5, -0.5
_NO_THEME = -3.0            # a line of a theme as wide as the full ones of requirements, a sentence's end
_SENTENCE, _PER_CHARACTER = -0.5, -0.02     # a full stop amid a text, a character of another cell
_NO_TEXT = -2.0
_FEWEST_BROKEN, _MOST = 2, 0.5  # cells from which a column's width is told, the share of their lines that is as wide
_FEW = 4                    # rows to each line that is wider than its column, signs being taken for wide ones
_LONGEST_SHORT = 16         # longer cells without a unit's ending are texts
_SHORTEST_NAME, _LONGEST_ACT = 3, 8
_LONGEST_STROKE = 4         # characters of a stroke for nothing
_GOES_ON = ("、", ",")       # what no cell ends in
_JOINING = ("各", "、", ",", "和", "及", "与")     # what no list ends in

Widths = Mapping[int, int]
"""How wide the full lines of columns are, by place; of those where anybody knows."""


class Below(NamedTuple):
    """What stands below a cell in its row: whether anything does, which line if that is known, and whether the page on
    which the cell stands has `broken` the row."""

    followed: bool
    line: Range | None = None
    broken: bool = False


@dataclass(frozen=True)
class Filling:
    """The columns of a table whose cells are broken into lines of `text`."""

    text: str
    columns: tuple[Column, ...]
    usage: Usage
    cut: bool = False
    """Whether the copy has cut lines behind marks, too: 优化平台功能， | 提升能力。 on one line."""
    _known: dict[str, str] = field(default_factory=dict, compare=False)
    _measured: dict[Range, int] = field(default_factory=dict, compare=False)

    def fit(self, place: int, lines: Sequence[Range], widths: Widths, below: Below) -> float:
        """How well some lines fit a column as one cell, what is `below` them in their row being told."""
        grid = self.grid
        if not lines:
            return _NO_TEXT if place == grid.last_text else grid.skips[place] - grid.skips[place + 1]
        if not self.may_be_cell(lines) or (below.line and not below.broken and self._ending(lines) in _GOES_ON):
            return NOTHING
        named = self.columns[place].kind is Kind.UNITS
        if named and len(lines) > 1 and any(map(self._is_person, lines)):
            return NOTHING
        begun = below.broken and named
        fit = fits(Token(0, 0, self.look(lines, begun)), grid, {})[place]
        text, requirement = self.columns[place].kind is Kind.TEXT, place == grid.last_text
        if text and not requirement:
            fit += _NO_THEME * self._unlike_theme(lines, below.line, widths.get(place), widths.get(grid.last_text))
        if text and place not in widths:
            return fit + self._inner(False, lines)
        below = below._replace(broken=below.broken and requirement)
        return fit + self._inner(requirement, lines) \
            + self._breaks(lines, widths.get(place), below, _INDENT if text else 0)

    def _ending(self, lines: Sequence[Range]) -> str:
        return self.text[lines[-1][1] - 1]

    def _unlike_theme(self, lines: Sequence[Range], below: Range | None, own: int | None, full: int | None) -> int:
        """How much some lines are unlike a theme: lines that fill the requirements and are wider than its `own`, alone
        or with one that a copy cut off, and the end of a sentence."""
        if full is None:
            return 0
        begun = [*lines, below] if below and self.text[below[0]] in OPENING else lines
        least = full - SPARE - _INDENT if own is None else max(full - SPARE, own + _HANGING + 1)
        wide = sum(width >= least for width in self._printed(begun, full))
        named = own is None or own * 2 <= full
        return wide + (self._ending(lines) in _GOES_ON or (named and self._ending(lines) in STOPS))

    def may_be_cell(self, lines: Sequence[Range]) -> bool:
        """Whether some lines may be a cell: no mark that ends words begins it, a stroke for nothing stands alone."""
        return self.text[lines[0][0]] not in NEVER_FIRST and not (len(lines) > 1 and any(map(self.is_blank, lines)))

    def width(self, line: Range) -> int:
        """How wide a line was printed: asked again for each cell that it may be part of."""
        if line not in self._measured:
            self._measured[line] = cell_width(self.text, line)
        return self._measured[line]

    def is_full(self, line: Range, width: int | None) -> bool | None:
        """Whether a line is as wide as full ones; None where nobody knows."""
        return None if width is None else self.width(line) >= width - SPARE

    def is_blank(self, line: Range) -> bool:
        """Whether a line is but a stroke for an empty cell."""
        return line[1] - line[0] <= _LONGEST_STROKE and self.look([line]) == "empty"

    def _is_person(self, line: Range) -> bool:
        """Whether a line is a person's name, where a column may be for such."""
        return self.persons and is_person(self.text, line)

    def look(self, lines: Sequence[Range], begun: bool = False) -> str:
        """What some lines look like as one cell, of which the last name may be missing or broken off if it is but
        `begun`."""
        cell = "".join([self.text[start:end] for start, end in lines])
        if begun:
            cell = cell[:cell.rfind("、")] if "、" in cell else cell
        if cell not in self._known:
            self._known[cell] = self._look(cell)
        return self._known[cell]

    def widest(self, rows: Sequence[Sequence[Range]]) -> Widths:
        """How wide the requirements are, if the widest lines of the rows but a few are theirs: full ones stand in every
        other row; what follows the table may stand behind the last."""
        wide = Counter(self.width(line) for lines in rows[:-1] for line in lines)
        over = 0
        for full in sorted(wide, reverse=True):
            if sum(wide[width] for width in range(full - SPARE, full + 1)) * 2 >= len(rows):
                return {self.grid.last_text: full}
            over += wide[full]
            if over * _FEW > len(rows):
                break
        return {}

    def cuts(self, rows: Sequence[Sequence[Range]], full: int) -> bool:
        """Whether the copy has cut lines behind commas: short ones end in some in many rows."""
        short = sum(self.text[end - 1] == "," and self.width((start, end)) < full - SPARE
                    for lines in rows for start, end in lines)
        return short * _FEW >= len(rows) and short >= _FEWEST_BROKEN

    def widths(self, rows: Sequence[Sequence[Sequence[Range]]], known: Widths) -> Widths:
        """How wide the full lines of each column are, where enough cells of the rows are broken and most alike; `known`
        is what was thought before."""
        found: dict[int, int] = {}
        for place, cells in enumerate(zip(*rows)):
            broken = [lines for lines in cells if len(lines) > 1]
            wide = Counter(self.width(line) for lines in broken for line in lines[:-1])
            usual = sorted(wide, key=lambda width: (wide[width], width))
            likely = [*usual[-_FEW:], *filter(None, [known.get(place)])] if self.cut else usual[-1:]
            alike, full = max(((self._alike(broken, width), width) for width in likely), default=(0.0, 0))
            if alike > _MOST:
                found[place] = full
        return found

    def _alike(self, cells: Sequence[Sequence[Range]], full: int) -> float:
        """What share of the lines of cells were printed about as wide as a full one; none if too few."""
        printed = [width for lines in cells for width in self._printed(lines, full)[:-1]]
        alike = sum(abs(width - full) <= SPARE for width in printed)
        return alike / len(printed) if alike >= _FEWEST_BROKEN else 0.0

    def row(self, before: Sequence[Sequence[Range]], cells: Sequence[Sequence[Range]], headings: tuple[Range, ...],
            widths: Widths) -> Row:
        """The row whose cells stand behind others, with the places where full lines go on; strokes are left out."""
        filled = (tuple(line for line in lines if not self.is_blank(line)) for lines in cells)
        wraps = frozenset(below[0] for place, lines in enumerate(cells) for above, below in itertools.pairwise(lines)
                          if self.is_full(above, widths.get(place)) is not False)
        return Row((*map(tuple, before), *filled), headings, wraps)

    @cached_property
    def persons(self) -> bool:
        """Whether a column may be for persons."""
        return any(column.kind is Kind.OTHER and not column.remark for column in self.columns)

    @cached_property
    def grid(self) -> Grid:
        """The columns as what costs are told by."""
        return grid_of(self.columns)

    def _inner(self, requirement: bool, lines: Sequence[Range]) -> float:
        """What sentences cost that go on in a requirement, and characters in another cell."""
        if requirement:
            return _SENTENCE * sum(self.text[stop - 1] == "。" for _, stop in lines[:-1])
        return _PER_CHARACTER * sum(stop - start for start, stop in lines)

    def _breaks(self, lines: Sequence[Range], width: int | None, below: Below, indent: int) -> float:
        """What short lines amid a cell cost, lines wider than its column, and a full one at its end, or a short one
        where a page has broken it; the first line may have lost an `indent`."""
        if width is None:
            return 0.0
        wide = [printed - width for printed in self._printed(lines, width)]
        wide[0] += indent * (wide[0] < -SPARE)
        acting = [at for at, line in enumerate(lines) if self._acts(line)] if not self.cut else []
        short = sum(each < -SPARE for at, each in enumerate(wide[:-1]) if at not in acting)
        over = sum(each > _HANGING for at, each in enumerate(wide) if at not in acting)
        full, ended = wide[-1] >= -SPARE, self._ending(lines) == "。" or len(lines) - 1 in acting
        short += below.broken and not (full or ended)
        going_on = below.followed and not below.broken and full and not ended
        return _SHORT * short + _OVER * over + _FULL * going_on

    def _acts(self, line: Range) -> bool:
        """Whether a line ends in a bracket that says what the unit before it does, so that it may be short or wide."""
        return self.text[line[1] - 1] == ")" and role_rule("own_act").search(self.text[slice(*line)]) is not None

    def _printed(self, lines: Sequence[Range], full: int) -> list[int]:
        """How wide lines were printed, of which those that a copy `cut` stand beside each other in a full one."""
        wide = [self.width(line) for line in lines]
        if not self.cut:
            return wide
        found, at = [], 0
        while at < len(lines):
            stop = at + 1
            while stop < len(lines) and self._may_part(*lines[stop - 1:stop + 1]) \
                    and sum(wide[at:stop + 1]) <= full + SPARE:
                stop += 1
            if sum(wide[at:stop]) < full - SPARE:   # else another cell may begin behind a sentence
                stop = next((end for end in range(at + 1, stop) if self._ending(lines[:end]) in STOPS), stop)
            found.append(sum(wide[at:stop]))
            at = stop
        return found

    def _may_part(self, line: Range, below: Range) -> bool:
        """Whether a line may have been cut from the one below."""
        return may_part(self.text[line[1] - 1], self.text[below[0]])

    def _look(self, cell: str) -> str:
        if rule("stroke_cell").fullmatch(cell):
            return "empty"
        if self.persons and is_person(cell, (0, len(cell))):
            return "report"
        if len(cell) > _LONGEST_SHORT and cell[-1] not in last_characters(frozenset()) \
                and not role_rule("act_end").search(cell, len(cell) - _LONGEST_ACT) \
                and not rule("dated_parts").match(cell):
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
        if name in self.usage.names or is_kind(name) or rule("short_name").match(name):
            return False
        ended = not cell.endswith(name) or looks_like_unit(name, strict=False)
        return not ended or (len(name) < _SHORTEST_NAME and name[0] != "各")
