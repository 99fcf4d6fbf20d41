"""Which card stands in which row: barycentre sweeps within the bands of the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.model.answers import LineageEdge

SWEEPS = 6

Years = Mapping[str, int | None]
Neighbours = Mapping[str, Sequence[str]]


def arrange(columns: Sequence[Sequence[str]], edges: Sequence[LineageEdge], owners: Mapping[str, str],
            years: Years) -> tuple[dict[str, int], dict[int | None, range]]:
    """The row of each card, and the rows of each year.

    `columns` lists the cards of each lane; `owners` maps tasks to their document, under which
    they stand in consecutive rows.
    """
    neighbours = _neighbours(edges)
    rows: dict[str, int] = {}
    bands: dict[int | None, range] = {}
    top = 0
    for year in sorted({years.get(id) for column in columns for id in column}, key=lambda one: (one is None, one)):
        band = [[id for id in column if years.get(id) == year] for column in columns]
        height = max(len(column) for column in band)
        rows.update((id, top + row) for id, row in _sweep(band, neighbours, owners, height).items())
        bands[year] = range(top, top + height)
        top += height
    return rows, bands


def _neighbours(edges: Sequence[LineageEdge]) -> Neighbours:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _sweep(columns: list[list[str]], neighbours: Neighbours, owners: Mapping[str, str],
           height: int) -> dict[str, int]:
    """Rows within one band: each card as near as can be to the mean row of its neighbours."""
    rows = {id: row for column in columns for row, id in enumerate(column)}
    for turn in range(SWEEPS):
        for column in columns if turn % 2 else reversed(columns):
            wish = {id: _mean([rows[other] for other in neighbours.get(id, ()) if other in rows], rows[id])
                    for id in column}
            _order(column, wish, owners)
            rows.update(_place(column, wish, owners, height))
    return rows


def _mean(values: Sequence[int], otherwise: int) -> float:
    return sum(values) / len(values) if values else float(otherwise)


def _order(column: list[str], wish: Mapping[str, float], owners: Mapping[str, str]) -> None:
    """Sorts a column by its wishes, each document followed by its tasks."""
    groups: dict[str, list[float]] = defaultdict(list)
    for id in column:
        groups[owners.get(id, id)].append(wish[id])
    column.sort(key=lambda id: (sum(groups[owners.get(id, id)]) / len(groups[owners.get(id, id)]),
                                owners.get(id, id), id in owners, wish[id]))


def _place(column: Sequence[str], wish: Mapping[str, float], owners: Mapping[str, str],
           height: int) -> dict[str, int]:
    """Rows in the order of the column, each at its wish or the next free row that leaves room."""
    placed: dict[str, int] = {}
    free = 0
    for index, id in enumerate(column):
        last = height - (len(column) - index)
        wanted = free if id in owners else round(wish[id])
        placed[id] = min(max(free, wanted), last)
        free = placed[id] + 1
    return placed
