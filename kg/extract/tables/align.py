"""Puts a stream of cells into columns: the best path through whole-table hypotheses.

Where a table's borders are lost (a cell per line, or run together), each stretch of
text is a token. A path gives every token a column; a step back begins a new row.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from operator import sub
from typing import NamedTuple

from kg.extract.tables.costs import HEADING, MANY, Grid, Names, Token, affinities, fits, grid_of, steps
from kg.extract.tables.heads import Column, Kind

_NOTHING = -4.0              # a row without anything in it

# How well a token fits each place; whether it is labelled, its gap, and whether it is a stroke: what a step costs.
_Fitted = tuple[tuple[float, ...], bool, float, bool]


class Alignment(NamedTuple):
    """The column of each token (HEADING for rows that head others), the path's score,
    and how far the runner-up lies below (infinite where there is none). A named tuple, as Row is."""

    columns: tuple[int, ...]
    score: float
    margin: float = math.inf


def align(tokens: Sequence[Token], columns: tuple[Column, ...]) -> Alignment:
    """The best path of the tokens through the columns.

    Two rounds: names that the first round saw in rows where every column of units is
    filled tell, in the second, which column a lone list belongs to.
    """
    grid = grid_of(columns, by_lines=True)
    first = _path(_fitted(tokens, grid, {}), grid)
    full = _full_rows(tokens, columns, first.columns)
    names = _names_by_column(tokens, columns, first.columns, full)
    settled = {at for row in full for at in row}
    lone = [token._replace(names=()) if at in settled else token for at, token in enumerate(tokens)]
    return _path(_fitted(lone, grid, names), grid) if names else first


def align_rows(rows: Sequence[Sequence[Token]], columns: tuple[Column, ...]) -> list[Alignment]:
    """The alignments of tokens whose rows are known, in two rounds as `align`."""
    grid = grid_of(columns)
    tokens = [token for row in rows for token in row]
    first = _paths(rows, _fitted(tokens, grid, {}), grid)
    path = [place for row in first for place in row.columns]
    names = _names_by_column(tokens, columns, path, _full_rows(tokens, columns, path))
    found = _paths(rows, _fitted(tokens, grid, names), grid) if names else first
    places = [index for index, column in enumerate(columns) if column.kind is Kind.UNITS]
    return [Alignment(path.columns, path.score, _margin(row, places, names)) for row, path in zip(rows, found)] \
        if len(places) > 1 else found


def _paths(rows: Sequence[Sequence[Token]], fitted: Sequence[_Fitted], grid: Grid) -> list[Alignment]:
    """The best path of each row, found once for all whose tokens fit alike, as those of most rows of a table do."""
    tokens = iter(fitted)
    by_row = [tuple(islice(tokens, len(row))) for row in rows]
    alike = {row: _path(row, grid, True) for row in set(by_row)}
    return [alike[row] for row in by_row]


def _fitted(tokens: Sequence[Token], grid: Grid, names: Names) -> list[_Fitted]:
    """How the tokens fit, asked once for all that differ but in where they stand."""
    told = {look: (fits(token, grid, names), token.labelled, token.gap, token.look == "empty")
            for look, token in {token[2:]: token for token in tokens}.items()}
    return [told[token[2:]] for token in tokens]


def _margin(tokens: Sequence[Token], places: Sequence[int], names: Names) -> float:
    """How clearly a lone list belongs to one of several columns of units, at `places`; else beyond doubt."""
    lists = [token for token in tokens if token.look == "units"]
    if len(lists) != 1:
        return math.inf
    if not names:
        return lists[0].gap
    named = affinities(lists[0].names, names)
    best, second = sorted([named[place] for place in places], reverse=True)[:2] if named else (0.0, 0.0)
    return best - second + lists[0].gap


def _full_rows(tokens: Sequence[Token], columns: tuple[Column, ...], path: Sequence[int]) -> list[list[int]]:
    """The rows in which all of several columns of units are filled."""
    wanted = {index for index, column in enumerate(columns) if column.kind is Kind.UNITS}
    rows = rows_of(tokens, path) if len(wanted) > 1 else []
    return [row for row in rows if wanted.issubset(path[at] for at in row)]


def _names_by_column(tokens: Sequence[Token], columns: tuple[Column, ...], path: Sequence[int],
                     full: Sequence[Sequence[int]]) -> Names:
    """How often each name stood in each column of units, in the rows where all of them are filled."""
    named = [list[str]() for _ in columns]
    for row in full:
        for at in row:
            named[path[at]] += tokens[at].names if columns[path[at]].kind is Kind.UNITS else ()
    counters = [Counter(names) for names in named]
    return {name: tuple([min(counter[name], MANY) for counter in counters]) for name in set().union(*counters)}


def rows_of(tokens: Sequence[Token], path: Sequence[int]) -> list[list[int]]:
    """The token indexes of each row; a heading is a row of its own, a number begins one."""
    rows: list[list[int]] = []
    last = HEADING
    for at, column in enumerate(path):
        if not rows or column == HEADING or last == HEADING or column < last \
                or (column == last and tokens[at].labelled):
            rows.append([])
        rows[-1].append(at)
        last = column
    return rows


def _path(fitted: Sequence[_Fitted], grid: Grid, one_row: bool = False) -> Alignment:
    if not fitted:
        return Alignment((), _NOTHING)
    # As an index, HEADING is the last place.
    best = list(map(sub, fitted[0][0], grid.begins))
    back: list[list[int]] = []
    for fit_by_place, labelled, gap, stroke in fitted[1:]:
        following, came_from = [], []
        for fit, cost in zip(fit_by_place, steps(grid, labelled, gap, stroke, one_row)):
            scores = list(map(sub, best, cost))
            score = max(scores)
            following.append(score + fit)
            came_from.append(grid.origins[scores.index(score)])
        best = following
        back.append(came_from)
    ended = list(map(sub, best, grid.ends)) if one_row else best
    place = max(range(0 if one_row else HEADING, len(grid.columns)), key=ended.__getitem__)
    score, path = best[place], [place]
    for came_from in reversed(back):
        path.append(came_from[path[-1]])
    return Alignment(tuple(reversed(path)), score)
