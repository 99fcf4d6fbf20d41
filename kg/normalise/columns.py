"""The columns of a table that only spaces set: where its heads and its full rows stand in print."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

_SLACK = 1                  # how far from its column a cell may stand
_FEWEST, _CLEARER, _MOST_COLUMNS = 2, 2, 10    # of more columns there are too many ways to stand in them
_MEASURES = (0, 1)

# From where to where something stands in a line.
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a line: where it begins there, and its stretch by each measure, in widths and in characters."""

    at: int
    stretches: tuple[Stretch, Stretch]


@dataclass(frozen=True, slots=True)
class Columns:
    """The heads of a table, and how far each column reaches in its full rows, by the measure that parts them best.

    `settled` where full rows tell the measure; `ragged` are the columns whose cells do not begin below one another.
    """

    heads: tuple[Cell, ...]
    measure: int
    settled: bool
    reach: tuple[Stretch, ...]
    ragged: frozenset[int]

    @staticmethod
    def of(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> Columns:
        """The columns below some heads; `rows` are the cells of the lines there."""
        full = [row for row in rows if len(row) == len(heads)]
        found = [_reach(heads, full, measure) for measure in _MEASURES]
        spreads = [_spreads(full, measure) for measure in _MEASURES]
        measure = min(_MEASURES, key=lambda each: (_overlaps(found[each]), sum(spreads[each])))
        ragged = frozenset(at for at, spread in enumerate(spreads[measure]) if spread > _SLACK)
        return Columns(tuple(heads), measure, bool(full), found[measure], ragged)

    def below(self, cells: Sequence[Cell]) -> list[int]:
        """The column of each cell of a line; none if they stand in no columns."""
        alone = self.settled and len(cells) == 1    # what follows the table may begin below a head by the other measure
        return below_heads(self.heads, cells, (self.measure,) if alone else _MEASURES) \
            or self._reached(cells) or self._nearest(cells)

    def _nearest(self, cells: Sequence[Cell]) -> list[int]:
        """The columns that several cells begin nearest to, the first of them right there; none if others are as near.

        A proportional face sets the cells of a column now further left, now further right.
        """
        begins = [cell.stretches[self.measure][0] for cell in cells]
        places = [reach[0] for reach in self.reach]
        if not _FEWEST <= len(begins) <= len(places) <= _MOST_COLUMNS:
            return []
        ranked = sorted((sum(abs(places[at] - begin) for at, begin in zip(columns, begins)), columns)
                        for columns in itertools.combinations(range(len(places)), len(begins))
                        if abs(places[columns[0]] - begins[0]) <= _SLACK)
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][0] * _CLEARER <= ranked[1][0])
        return list(ranked[0][1]) if clear else []

    def _reached(self, cells: Sequence[Cell]) -> list[int]:
        """The columns that the cells stand in, each in one alone; one that is alone has to begin there."""
        stretches = [cell.stretches[self.measure] for cell in cells]
        places = [[at for at, reach in enumerate(self.reach) if reach[0] < end and start < reach[1]]
                  for start, end in stretches]
        columns = [at for within in places if len(within) == 1 for at in within]
        if len(columns) < len(cells) or columns != sorted(columns):
            return []
        begun = columns[0] in self.ragged or abs(stretches[0][0] - self.reach[columns[0]][0]) <= _SLACK
        return columns if len(cells) > 1 or begun else []


def below_heads(heads: Sequence[Cell], cells: Sequence[Cell], measures: Sequence[int] = _MEASURES) -> list[int]:
    """The columns whose heads the cells of a line begin below, by one of the measures; none if some does not."""
    for measure in measures:
        places = [head.stretches[measure][0] for head in heads]
        begins = [cell.stretches[measure][0] for cell in cells]
        columns = [next((at for at, place in enumerate(places) if abs(place - begin) <= _SLACK), -1)
                   for begin in begins]
        if all(before < after for before, after in itertools.pairwise([-1, *columns])):
            return columns
    return []


def _reach(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], measure: int) -> tuple[Stretch, ...]:
    """How far each column reaches, by one measure."""
    columns = zip(*([cell.stretches[measure] for cell in line] for line in (heads, *rows)))
    return tuple((min(start for start, _ in column), max(end for _, end in column)) for column in columns)


def _spreads(rows: Sequence[Sequence[Cell]], measure: int) -> list[int]:
    """How far from each other the cells of each column begin, by one measure."""
    begins = [[cell.stretches[measure][0] for cell in column] for column in zip(*rows)]
    return [max(places) - min(places) for places in begins]


def _overlaps(reach: Sequence[Stretch]) -> int:
    """How many columns reach into the next."""
    return sum(left[1] > right[0] for left, right in itertools.pairwise(reach))
