"""What it costs to put a stretch of a table into a column, and to go on to the next.

What a token looks like (a number, a unit list, a time, a sentence), what a column's other
cells name, and what an empty cell costs decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from kg.extract.tables.heads import Column, Kind

HEADING = -1

_FIT = {  # kind of column (by its value: enumerations hash slowly) × look of token
    "number": {"number": 4.0},
    "text": {"text": 1.2, "short": 0.3, "number": -4.0, "units": -1.5, "time": -1.5, "heading": -0.5,
             "listed": 0.5, "dated": 0.8, "report": -0.5},
    "units": {"units": 2.0, "listed": 1.2, "short": -0.4, "heading": -6.0},
    "time": {"time": 2.0, "dated": 1.5, "short": -3.0},
    "other": {"text": -0.6, "listed": -0.3, "short": -0.2, "units": -0.5, "time": -0.5, "report": 1.5},
}
_MISFIT = -5.0
_HEADING_FIT = 2.0
_NO_TEXT = -2.0             # an empty cell where the requirement should stand
_EMPTY = {"number": 1.0, "text": 1.0, "units": 0.4, "time": 0.8, "other": 0.1}
_AGAIN = {"number": 9.0, "text": 0.5, "units": 0.2, "time": 1.0, "other": 0.3}
_ANOTHER_LIST = 1.5         # in a row whose lists nothing parts: two of them stand in two columns
_FIRST_LIST = 0.04          # another line of units goes rather into the last of their columns: those in front lead
_MERGED, _INNER = 0.6, 0.01   # a text column before another is merged over rows, an outer one sooner
_NEW_ROW = 0.3
_AMID = 2.0                 # an item's number amid a row, unless in the column that the numbers stand in
_BESIDE = 9.0               # a stroke for nothing in a cell that holds something
_NAMED = 1.2
_NUMBERED = 1.5
SPACE_GAP, BLANK_GAP = 0.3, 3.0   # how much a space or a blank line speaks for an empty cell, or its lack for none


class Token(NamedTuple):
    """A stretch of a table: `look` is number, text, short, listed, units, time, dated, report, heading or empty;
    `names` are the units that it names; `gap` is how much the space or blank line before it
    speaks for an empty cell there, or, below 0, for going on in the cell. A named tuple, as NamedUnit is."""

    start: int
    end: int
    look: str
    names: tuple[str, ...] = ()
    labelled: bool = False
    gap: float = 0.0


MANY = 3                    # times that a name stood in a column; more tell no more
# How often each name stood in each column, up to that.
Names = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """The columns of a table, the sums of what their empty cells cost (skips[j] − skips[i] for
    columns i…j−1), the places in the order of scores (the columns, then HEADING), what it costs
    to begin and to end a row at each place, and the place of the last text.

    A grid is equal to itself alone, so that what is remembered for it is found at once.
    """

    columns: tuple[Column, ...]
    skips: tuple[float, ...]
    origins: tuple[int, ...]
    begins: tuple[float, ...]
    ends: tuple[float, ...]
    last_text: int
    by_lines: bool


@lru_cache(maxsize=256)
def grid_of(columns: tuple[Column, ...], by_lines: bool = False) -> Grid:
    """The grid of some columns, whose cells may be several lines (`by_lines`)."""
    last_text = max((index for index, column in enumerate(columns) if column.kind is Kind.TEXT), default=-1)
    sums = [0.0]
    for index, column in enumerate(columns):
        merged = column.kind is Kind.TEXT and index < last_text
        sums.append(sums[-1] + (_MERGED + _INNER * index if merged else _EMPTY[column.kind.value]))
    return Grid(columns, tuple(sums), (*range(len(columns)), HEADING), (*sums[:-1], 0.0),
                (*(sums[-1] - before for before in sums[1:]), 0.0), last_text, by_lines)


@lru_cache(maxsize=1024)
def steps(grid: Grid, labelled: bool, gap: float, stroke: bool, one_row: bool) -> tuple[tuple[float, ...], ...]:
    """For each place what it costs to come there from each, both in the order of scores; in `one_row` no place is
    HEADING, and none is come to from one behind it."""
    places = grid.origins[:-1] if one_row else grid.origins
    return tuple(tuple(_step(grid, came, place, labelled, gap) + (_BESIDE if stroke and came == place else 0.0)
                       for came in (places[:place + 1] if one_row else places)) for place in places)


def _step(grid: Grid, came: int, place: int, labelled: bool, gap: float) -> float:
    """What it costs to go on from one column to the next token's."""
    if gap < 0 and place != came:
        return _step(grid, came, place, labelled, 0.0) - gap
    if came == HEADING or place == HEADING:
        return grid.ends[came] + grid.begins[place]
    if place > came:
        amid = labelled and not grid.columns[place].numbered
        return grid.skips[place] - grid.skips[came + 1] - _told(grid, came, place, gap) + (_AMID if amid else 0.0)
    if place == came and not labelled:
        kind = grid.columns[place].kind
        if kind is not Kind.UNITS:
            return _AGAIN[kind.value]
        first = any(column.kind is Kind.UNITS for column in grid.columns[place + 1:])
        return _AGAIN[kind.value] + _FIRST_LIST * first if grid.by_lines else _ANOTHER_LIST
    return grid.ends[came] + grid.begins[place] + (0.0 if labelled else _NEW_ROW)


def _told(grid: Grid, came: int, place: int, gap: float) -> float:
    """How much a gap speaks for an empty cell between two columns: for one of them, not the requirement."""
    empty = [grid.skips[at + 1] - grid.skips[at] for at in range(came + 1, place) if at != grid.last_text]
    return gap + min(empty) if gap and empty else 0.0


def fits(token: Token, grid: Grid, names: Names) -> tuple[float, ...]:
    """How well a token fits each place, in the order of scores."""
    by_look = _looks(grid, token.look, token.labelled)
    if not names or not (named := affinities(token.names, names)):
        return by_look
    return (*[fit + more if column.kind is Kind.UNITS else fit
              for fit, more, column in zip(by_look, named, grid.columns)], by_look[-1])


@lru_cache(maxsize=1024)
def _looks(grid: Grid, look: str, labelled: bool) -> tuple[float, ...]:
    """How well the look of a token fits each place."""
    if look == "empty":
        return (*(_NO_TEXT if place == grid.last_text else 0.0 for place in range(len(grid.columns))), _MISFIT)
    found = []
    for column in grid.columns:
        numbered = column.numbered if labelled else None
        bonus = 0.0 if numbered is None else _NUMBERED if numbered else -_NUMBERED
        found.append(_FIT[column.kind.value].get(look, _MISFIT) + bonus)
    return (*found, _HEADING_FIT if look == "heading" else _MISFIT)


def affinities(units: Sequence[str], names: Names) -> list[float]:
    """For each column, from −1.2 to 1.2, how much more often these names stood in it than in others; nothing where none
    of them is known."""
    told = [names[name] for name in units if name in names]
    counts = list(map(sum, zip(*told)))
    everywhere = sum(counts)
    return [_NAMED * (2 * here - everywhere) / (everywhere + 1) for here in counts]
