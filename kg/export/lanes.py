"""The fixed-lane layout of a lineage: a lane for each rank, positions without a browser.

A rank is an administrative level and, within it, the government before its departments.
Empty lanes collapse; a government level that a chain skips stays as a thin strip. Rows are
found by barycentre sweeps, so related cards stand in one row; where a lineage crosses years
its rows are banded by year, oldest first. The same positions serve SVG, pyvis and GEXF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.export.routes import Grid, Route, channels, route
from kg.model.answers import Lineage, LineageEdge, LineageNode
from kg.model.extraction import Level

STAGE = 1374.0
HEADER = 44.0
YEARS = 64.0
THIN = 44.0
GUTTER = 104.0
INSET = 20.0
NARROWEST, WIDEST = 304.0, 420.0
SWEEPS = 6
ROOMY = 12


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """A lane's place from top (0) to bottom: 2 × level, departments one further."""

    order: int

    @classmethod
    def of(cls, node: LineageNode) -> Rank:
        """The rank of a node; nodes without a level come last."""
        level = len(Level) if node.level is None else node.level.rank
        return cls(2 * level + int(node.department))

    @property
    def level(self) -> Level | None:
        """The administrative level, None where it is not known."""
        return list(Level)[self.order // 2] if self.order // 2 < len(Level) else None

    @property
    def department(self) -> bool:
        """Whether it is the lane of a level's departments."""
        return self.order % 2 == 1


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the drawing; a thin one has no card and marks a skipped level."""

    rank: Rank
    x: float
    width: float
    held: int
    cited: int
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A node's rectangle; `compact` where there is room for a name and a line only."""

    node: LineageNode
    x: float
    y: float
    width: float
    height: float
    compact: bool


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one year."""

    year: int | None
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything a drawing needs, in pixels from the top left; `root` is the start's id."""

    root: str
    width: float
    height: float
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]


def lay_out(lineage: Lineage, stage: float = STAGE) -> Layout:
    """Lanes, cards and edge routes of a lineage, at least `stage` wide.

    The same lineage always gives the same layout. Time grows with the number of edges.
    """
    years = _years(lineage)
    ranks = sorted({Rank.of(node) for node in lineage.nodes})
    rows, bands = _rows(lineage, ranks, years)
    lanes = _lanes(lineage, ranks, stage, YEARS if len(years) > 1 else 0.0)
    cells = {node.id: (ranks.index(Rank.of(node)), rows[node.id]) for node in lineage.nodes}
    grid = _grid(lineage, lanes, cells)
    cards = tuple(_card(node, grid, cells[node.id]) for node in lineage.nodes)
    routes = route(grid, lineage.edges)
    return Layout(lineage.root, max(stage, lanes[-1].x + lanes[-1].width), grid.bottom, lanes,
                  _bands(bands, years, grid), cards, routes)


def _years(lineage: Lineage) -> dict[str, int | None]:
    """The year of each node, empty when all share one; a node without a year takes the root's."""
    year = {node.id: node.year for node in lineage.nodes}
    if len({value for value in year.values() if value is not None}) < 2:
        return {}
    start = year.get(lineage.root)
    return {id: start if value is None else value for id, value in year.items()}


def _rows(lineage: Lineage, ranks: Sequence[Rank],
          years: Mapping[str, int | None]) -> tuple[dict[str, int], dict[int | None, range]]:
    """The row of each node, and the rows of each year."""
    grouped: dict[int | None, list[list[LineageNode]]] = defaultdict(lambda: [[] for _ in ranks])
    for node in lineage.nodes:
        grouped[years.get(node.id)][ranks.index(Rank.of(node))].append(node)
    neighbours = _neighbours(lineage.edges)
    rows: dict[str, int] = {}
    bands: dict[int | None, range] = {}
    top = 0
    for year in sorted(grouped, key=lambda value: (value is None, value)):
        columns = [[node.id for node in column] for column in grouped[year]]
        height = max(len(column) for column in columns)
        rows.update((id, top + row) for id, row in _sweep(columns, neighbours, height).items())
        bands[year] = range(top, top + height)
        top += height
    return rows, bands


def _neighbours(edges: Sequence[LineageEdge]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        found[edge.source].append(edge.target)
        found[edge.target].append(edge.source)
    return found


def _sweep(columns: list[list[str]], neighbours: Mapping[str, list[str]],
           height: int) -> dict[str, int]:
    """Rows within one band: each card as near as can be to the mean row of its neighbours."""
    rows = {id: row for column in columns for row, id in enumerate(column)}
    for turn in range(SWEEPS):
        for column in columns if turn % 2 else reversed(columns):
            wish = {id: _mean([rows[other] for other in neighbours.get(id, ()) if other in rows], rows[id])
                    for id in column}
            column.sort(key=lambda id: wish[id])
            rows.update(_place(column, wish, height))
    return rows


def _mean(values: Sequence[int], otherwise: int) -> float:
    return sum(values) / len(values) if values else float(otherwise)


def _place(column: Sequence[str], wish: Mapping[str, float], height: int) -> dict[str, int]:
    """Rows in the order of the column, each at its wish or the next free row that leaves room."""
    placed: dict[str, int] = {}
    free = 0
    for index, id in enumerate(column):
        last = height - (len(column) - index)
        placed[id] = min(max(free, round(wish[id])), last)
        free = placed[id] + 1
    return placed


def _lanes(lineage: Lineage, ranks: Sequence[Rank], stage: float, left: float) -> tuple[Lane, ...]:
    skipped = [Rank(order) for order in range(ranks[0].order, ranks[-1].order)
               if order % 2 == 0 and not {Rank(order), Rank(order + 1)} & set(ranks)]
    room = (stage - left - THIN * len(skipped)) / len(ranks)
    wide = min(max(room, NARROWEST), WIDEST if len(ranks) > 1 else stage)
    lanes: list[Lane] = []
    x = left
    for rank in sorted([*ranks, *skipped]):
        thin = rank in skipped
        members = [node for node in lineage.nodes if Rank.of(node) == rank]
        held = sum(node.held for node in members)
        lanes.append(Lane(rank, x, THIN if thin else wide, held, len(members) - held, thin))
        x += lanes[-1].width
    return tuple(lanes)


def _grid(lineage: Lineage, lanes: Sequence[Lane], cells: Mapping[str, tuple[int, int]]) -> Grid:
    """Coordinates of the cells, with as much room above a row as it has channels."""
    compact = len(lineage.nodes) > ROOMY
    task = any(node.kind == "task" for node in lineage.nodes)
    height = 76.0 if compact else 132.0 if task else 148.0
    count = 1 + max(row for _, row in cells.values())
    tops: list[float] = []
    y = HEADER
    for taken in channels(cells, lineage.edges, count):
        y += 28.0 + 26.0 * taken
        tops.append(y)
        y += height
    full = [lane for lane in lanes if not lane.thin]
    return Grid(tuple(lane.x + INSET for lane in full), tuple(lane.width - GUTTER for lane in full),
                tuple(tops), height, dict(cells), y + 36.0, len(lineage.edges) <= 2 * ROOMY)


def _card(node: LineageNode, grid: Grid, cell: tuple[int, int]) -> Card:
    lane, row = cell
    return Card(node, grid.lefts[lane], grid.tops[row], grid.widths[lane], grid.height, grid.height < 100)


def _bands(bands: Mapping[int | None, range], years: Mapping[str, int | None],
           grid: Grid) -> tuple[Band, ...]:
    if not years:
        return ()
    counts = list(years.values())
    return tuple(Band(year, grid.tops[rows.start], grid.tops[rows.stop - 1] + grid.height
                      - grid.tops[rows.start], counts.count(year)) for year, rows in bands.items())
