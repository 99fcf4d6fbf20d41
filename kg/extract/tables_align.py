"""Puts a stream of cells into columns: the best path through whole-table hypotheses.

Where a table's borders are lost (a cell per line, or run together), each stretch of
text is a token. A path gives every token a column; a step back begins a new row. What
a token looks like (a number, a unit list, a time, a sentence), what a column's other
cells name, and what an empty cell costs decide.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.tables_heads import Column, Kind

HEADING = -1

_FIT = {  # kind of column (by its value: enumerations hash slowly) × look of token
    "number": {"number": 4.0},
    "text": {"text": 1.2, "short": 0.3, "number": -4.0, "units": -1.5, "time": -1.5, "heading": -0.5,
             "listed": 0.5, "dated": 0.8},
    "units": {"units": 2.0, "listed": 1.2, "short": -0.4, "heading": -6.0},
    "time": {"time": 2.0, "dated": 1.5, "short": -3.0},
    "other": {"text": -0.6, "listed": -0.3, "short": -0.2, "units": -0.5, "time": -0.5},
}
_MISFIT = -5.0
_HEADING_FIT = 2.0
_EMPTY = {"number": 1.0, "text": 1.0, "units": 0.4, "time": 0.8, "other": 0.1}
_AGAIN = {"number": 9.0, "text": 0.5, "units": 0.2, "time": 1.0, "other": 0.3}
_MERGED = 0.6               # a text column before another is merged over rows
_NEW_ROW = 0.3
_NOTHING = -4.0              # a row without anything in it
_NAMED = 1.2
_NUMBERED = 1.5
SPACE_GAP, BLANK_GAP = 0.3, 3.0   # how much a space or a blank line speaks for an empty cell


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a table: `look` is number, text, short, listed, units, time, dated or heading;
    `names` are the units that it names; `gap` is how much the space
    or blank line before it speaks for an empty cell there."""

    start: int
    end: int
    look: str
    names: tuple[str, ...] = ()
    labelled: bool = False
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """The column of each token (HEADING for rows that head others), the path's score,
    and how far the runner-up lies below (infinite where there is none)."""

    columns: tuple[int, ...]
    score: float
    margin: float = math.inf


Names = Sequence[Counter[str]]


def align(tokens: Sequence[Token], columns: Sequence[Column]) -> Alignment:
    """The best path of the tokens through the columns.

    Two rounds: names that the first round saw in rows where every column of units is
    filled tell, in the second, which column a lone list belongs to.
    """
    first = _path(tokens, columns, ())
    names = _names_by_column(tokens, columns, first.columns)
    return _path(tokens, columns, names) if names else first


def align_rows(rows: Sequence[Sequence[Token]], columns: Sequence[Column]) -> list[Alignment]:
    """The alignments of tokens whose rows are known, in two rounds as `align`."""
    first = [_path(row, columns, (), True) for row in rows]
    tokens = [token for row in rows for token in row]
    names = _names_by_column(tokens, columns, [place for row in first for place in row.columns])
    found = [_path(row, columns, names, True) for row in rows] if names else first
    return [replace(alignment, margin=_margin(row, columns, names)) for row, alignment in zip(rows, found)]


def _margin(tokens: Sequence[Token], columns: Sequence[Column], names: Names) -> float:
    """How clearly a lone list belongs to one of several columns of units; else beyond doubt."""
    places = [index for index, column in enumerate(columns) if column.kind is Kind.UNITS]
    lists = [token for token in tokens if token.look == "units"]
    if len(places) < 2 or len(lists) != 1:
        return math.inf
    if not names:
        return lists[0].gap
    fits = sorted((_affinity(lists[0].names, place, names) for place in places), reverse=True)
    return fits[0] - fits[1] + lists[0].gap


def _names_by_column(tokens: Sequence[Token], columns: Sequence[Column],
                     path: Sequence[int]) -> list[Counter[str]]:
    wanted = [index for index, column in enumerate(columns) if column.kind is Kind.UNITS]
    if len(wanted) < 2:
        return []
    counters = [Counter[str]() for _ in columns]
    for row in rows_of(path):
        if all(any(path[at] == index for at in row) for index in wanted):
            for at in row:
                counters[path[at]].update(tokens[at].names if path[at] in wanted else ())
    return counters


def rows_of(path: Sequence[int]) -> list[list[int]]:
    """The token indexes of each row; a heading is a row of its own."""
    rows: list[list[int]] = []
    last = HEADING
    for at, column in enumerate(path):
        if not rows or column == HEADING or last == HEADING or column < last:
            rows.append([])
        rows[-1].append(at)
        last = column
    return rows


def _path(tokens: Sequence[Token], columns: Sequence[Column], names: Names,
          one_row: bool = False) -> Alignment:
    if not tokens:
        return Alignment((), _NOTHING)
    places = range(0 if one_row else HEADING, len(columns))
    skips = _skip_costs(columns)
    best = {place: _fit(tokens[0], place, columns, names) - _begin(place, skips) for place in places}
    back: list[dict[int, int]] = []
    for token in tokens[1:]:
        fits = {place: _fit(token, place, columns, names) for place in places}
        step, following = {}, {}
        for place in places:
            came = max((earlier for earlier in best if earlier <= place or not one_row),
                       key=lambda earlier: best[earlier] - _step(earlier, place, token, columns, skips))
            following[place] = best[came] - _step(came, place, token, columns, skips) + fits[place]
            step[place] = came
        best = following
        back.append(step)
    place = max(best, key=lambda each: best[each] - (skips[-1] - skips[each + 1] if one_row else 0.0))
    path = [place]
    for step in reversed(back):
        path.append(step[path[-1]])
    return Alignment(tuple(reversed(path)), best[place])


def _skip_costs(columns: Sequence[Column]) -> list[float]:
    """Sums of the costs of empty cells: skips[j] − skips[i] for columns i…j−1."""
    last_text = max((index for index, column in enumerate(columns) if column.kind is Kind.TEXT), default=-1)
    sums = [0.0]
    for index, column in enumerate(columns):
        merged = column.kind is Kind.TEXT and index < last_text
        sums.append(sums[-1] + (_MERGED if merged else _EMPTY[column.kind.value]))
    return sums


def _begin(place: int, skips: Sequence[float]) -> float:
    return 0.0 if place == HEADING else skips[place]


def _step(came: int, place: int, token: Token, columns: Sequence[Column], skips: Sequence[float]) -> float:
    """What it costs to go on from one column to the next token's."""
    if came == HEADING or place == HEADING:
        return _begin(place, skips) + (skips[-1] - skips[came + 1] if came != HEADING else 0.0)
    if place > came:
        skipped = skips[place] - skips[came + 1]
        return (-token.gap if token.gap and skipped else skipped) + (2.0 if token.labelled else 0.0)
    if place == came and not token.labelled:
        return _AGAIN[columns[place].kind.value]
    return skips[-1] - skips[came + 1] + skips[place] + (0.0 if token.labelled else _NEW_ROW)


def _fit(token: Token, place: int, columns: Sequence[Column], names: Names) -> float:
    if place == HEADING:
        return _HEADING_FIT if token.look == "heading" else _MISFIT
    fit = _FIT[columns[place].kind.value].get(token.look, _MISFIT)
    if token.labelled and columns[place].numbered is not None:
        fit += _NUMBERED if columns[place].numbered else -_NUMBERED
    if names and token.names and columns[place].kind is Kind.UNITS:
        fit += _affinity(token.names, place, names)
    return fit


def _affinity(units: Sequence[str], place: int, names: Names) -> float:
    """From −1.2 to 1.2: how much more often these names stood in this column than in others."""
    here = sum(min(names[place][name], 3) for name in units)
    there = sum(min(counter[name], 3) for index, counter in enumerate(names)
                for name in units if index != place)
    return _NAMED * (here - there) / (here + there + 1)
