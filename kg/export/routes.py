"""Orthogonal edge routes between the cards of a grid; no route crosses a card.

Cards stand in rows and columns, so the gutters beside the columns and the channels above
the rows are free. An edge between neighbours in a row is straight; between neighbouring
lanes it takes one vertical track; a longer one rises to a channel above its target and
comes down on it. Where there are many, edges to one target share track and channel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from kg.model.answers import LineageEdge

Point = tuple[float, float]
Cell = tuple[int, int]
Path = tuple[tuple[Point, ...], Point]
EDGE = 16.0
WIDEST_GUTTER = 140.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Grid:
    """Which card is in which cell and where; `columns` are the left and right edges of the
    cards of each lane; `apart` keeps every edge on its own track."""

    cells: Mapping[str, Cell]
    boxes: Mapping[str, Box]
    columns: tuple[tuple[float, float], ...]
    tops: tuple[float, ...]
    bottom: float
    apart: bool


@dataclass(frozen=True, slots=True)
class Route:
    """An edge as corners from its source to its target; `label` is where its pill stands;
    `index` is the edge's place in the lineage."""

    index: int
    edge: LineageEdge
    points: tuple[Point, ...]
    label: Point | None


class Way(Enum):
    """How an edge runs between two cells."""

    LEVEL = "level"
    UPRIGHT = "upright"
    STEP = "step"
    LOOP = "loop"
    HOP = "hop"


def way(source: Cell, target: Cell, taken: AbstractSet[Cell]) -> Way:
    """How an edge runs, given the cells that hold cards."""
    (lane, row), (goal, height) = source, target
    between = {(column, row) for column in range(min(lane, goal) + 1, max(lane, goal))}
    if row == height and not between & taken:
        return Way.LEVEL
    if lane == goal:
        gap = {(lane, other) for other in range(min(row, height) + 1, max(row, height))}
        return Way.LOOP if gap & taken else Way.UPRIGHT
    return Way.STEP if abs(lane - goal) == 1 else Way.HOP


def channels(cells: Mapping[str, Cell], edges: Sequence[LineageEdge], rows: int, apart: bool) -> list[int]:
    """How many channels each row needs above it."""
    taken = set(cells.values())
    users: list[set[object]] = [set() for _ in range(rows)]
    for place, edge in enumerate(edges):
        if way(cells[edge.source], cells[edge.target], taken) is Way.HOP:
            users[cells[edge.target][1]].add(place if apart else edge.target)
    return [len(row) for row in users]


def route(grid: Grid, edges: Sequence[LineageEdge], indices: Sequence[int]) -> tuple[Route, ...]:
    """The routes of all edges, in the order of the edges."""
    paths = _Router(grid, edges).paths()
    return tuple(Route(index, edge, points, label if grid.apart else None)
                 for index, edge, (points, label) in zip(indices, edges, paths, strict=True))


class _Router:
    """Hands out ports, tracks and channels while the edges of one grid are routed."""

    def __init__(self, grid: Grid, edges: Sequence[LineageEdge]) -> None:
        self._grid, self._edges = grid, edges
        taken = set(grid.cells.values())
        self._ways = [way(grid.cells[edge.source], grid.cells[edge.target], taken) for edge in edges]
        self._tracks: dict[tuple[int, bool], dict[object, int]] = defaultdict(dict)
        self._channels: dict[int, dict[object, int]] = defaultdict(dict)
        self._ports: dict[tuple[str, str], dict[object, int]] = defaultdict(dict)
        # The farthest first, so that nested edges do not cross.
        for place in sorted(range(len(edges)), key=lambda place: -self._distance(place)):
            self._reserve(place)

    def _reserve(self, place: int) -> None:
        edge, kind, key = self._edges[place], self._ways[place], self._key(place)
        if kind is Way.HOP:
            _take(self._channels[self._cell(edge.target)[1]], key)
            _take(self._ports[edge.target, "top"], key)
        if kind in (Way.HOP, Way.STEP, Way.LOOP):
            _take(self._tracks[self._gutter(place)], key)
            _take(self._ports[edge.source, "out"], place)
        if kind in (Way.STEP, Way.LOOP):
            _take(self._ports[edge.target, "in"], key)

    def _key(self, place: int) -> object:
        """What a track or channel belongs to: one edge, or all edges to one target."""
        return place if self._grid.apart else self._edges[place].target

    def _cell(self, id: str) -> Cell:
        return self._grid.cells[id]

    def _distance(self, place: int) -> int:
        edge = self._edges[place]
        return abs(self._cell(edge.source)[0] - self._cell(edge.target)[0])

    def _leftward(self, place: int) -> bool:
        edge = self._edges[place]
        return self._cell(edge.target)[0] <= self._cell(edge.source)[0]

    def _gutter(self, place: int) -> tuple[int, bool]:
        """The gutter beside an edge's source: its lane, and whether to the left."""
        return self._cell(self._edges[place].source)[0], self._leftward(place)

    def paths(self) -> list[Path]:
        """All corners and label places, by the kind of way."""
        draw = {Way.LEVEL: self._level, Way.UPRIGHT: self._upright, Way.STEP: self._step,
                Way.LOOP: self._loop, Way.HOP: self._hop}
        return [draw[kind](place, edge) for place, (edge, kind) in enumerate(zip(self._edges, self._ways, strict=True))]

    def _side(self, id: str, left: bool) -> float:
        box = self._grid.boxes[id]
        return box.x if left else box.right

    def _port(self, id: str, side: str, key: object) -> float:
        """The height of a port: leaving edges fan out above the middle, arriving ones below."""
        users, box = self._ports[id, side], self._grid.boxes[id]
        share = (users[key] + 1) / (len(users) + 1)
        low, high = (0.14, 0.5) if side == "out" else (0.66, 0.94)
        return box.y + box.height * (low + (high - low) * share)

    def _track(self, place: int) -> float:
        """Where an edge runs up or down: the tracks of a gutter stand around its middle."""
        lane, left = self._gutter(place)
        users = self._tracks[lane, left]
        edge, columns = self._grid.columns[lane][0 if left else 1], self._grid.columns
        beyond = (columns[lane - 1][1] if lane else 0.0) if left else \
            columns[lane + 1][0] if lane + 1 < len(columns) else edge + 2 * EDGE
        wide = min(abs(edge - beyond), WIDEST_GUTTER)
        step = min(14.0, 0.7 * wide / len(users))
        offset = wide / 2 + step * (users[self._key(place)] - (len(users) - 1) / 2)
        return edge + (-offset if left else offset)

    def _level(self, place: int, edge: LineageEdge) -> Path:
        left = self._leftward(place)
        source, target = self._grid.boxes[edge.source], self._grid.boxes[edge.target]
        # A line that both boxes reach, below the middle of the lower of the two.
        y = max(source.y, target.y) + 0.6 * min(source.height, target.height)
        start, end = self._side(edge.source, left), self._side(edge.target, not left)
        return ((start, y), (end, y)), ((start + end) / 2, y - 20 if abs(start - end) < 160 else y)

    def _upright(self, place: int, edge: LineageEdge) -> Path:
        source, target = self._grid.boxes[edge.source], self._grid.boxes[edge.target]
        x = source.x + source.width * 0.5
        start, end = (source.y, target.bottom) if target.y < source.y else (source.bottom, target.y)
        return ((x, start), (x, end)), (x, (start + end) / 2)

    def _step(self, place: int, edge: LineageEdge) -> Path:
        left = self._leftward(place)
        out, arrive = self._port(edge.source, "out", place), self._port(edge.target, "in", self._key(place))
        x = self._track(place)
        start, end = self._side(edge.source, left), self._side(edge.target, not left)
        return ((start, out), (x, out), (x, arrive), (end, arrive)), (x, (out + arrive) / 2)

    def _loop(self, place: int, edge: LineageEdge) -> Path:
        out, arrive = self._port(edge.source, "out", place), self._port(edge.target, "in", self._key(place))
        x = self._track(place)
        start, end = self._side(edge.source, True), self._side(edge.target, True)
        return ((start, out), (x, out), (x, arrive), (end, arrive)), (x, (out + arrive) / 2)

    def _hop(self, place: int, edge: LineageEdge) -> Path:
        key, row = self._key(place), self._cell(edge.target)[1]
        # The farthest edge takes the highest channel.
        users = self._channels[row]
        y = self._grid.tops[row] - 26.0 - 26.0 * (len(users) - 1 - users[key])
        out, x = self._port(edge.source, "out", place), self._track(place)
        box, ports = self._grid.boxes[edge.target], self._ports[edge.target, "top"]
        goal = box.x + box.width * (ports[key] + 1) / (len(ports) + 1)
        start = self._side(edge.source, self._leftward(place))
        return ((start, out), (x, out), (x, y), (goal, y), (goal, box.y)), ((x + goal) / 2, y)


def _take(users: dict[object, int], key: object) -> None:
    users.setdefault(key, len(users))
