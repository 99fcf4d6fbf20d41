"""Orthogonal edge routes between the cards of a grid; no route crosses a card.

Cards stand in rows and columns, so the gutters beside the columns and the channels above
the rows are free. An edge between neighbours in a row is straight; between neighbouring
lanes it takes one vertical track; a longer one rises to a channel above its target and
comes down on it. Where there are many, edges to one target share track and channel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kg.model.answers import LineageEdge

Point = tuple[float, float]
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where columns and rows stand, which card is in which cell; `apart` keeps edges unshared."""

    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    tops: tuple[float, ...]
    height: float
    cells: Mapping[str, Cell]
    bottom: float
    apart: bool


@dataclass(frozen=True, slots=True)
class Route:
    """An edge as corners from its source to its target; `label` is where its pill stands."""

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


def way(source: Cell, target: Cell, taken: frozenset[Cell] | set[Cell]) -> Way:
    """How an edge runs, given the cells that hold cards."""
    (lane, row), (goal, height) = source, target
    between = {(column, row) for column in range(min(lane, goal) + 1, max(lane, goal))}
    if row == height and not between & taken:
        return Way.LEVEL
    if lane == goal:
        gap = {(lane, other) for other in range(min(row, height) + 1, max(row, height))}
        return Way.LOOP if gap & taken else Way.UPRIGHT
    return Way.STEP if abs(lane - goal) == 1 else Way.HOP


def channels(cells: Mapping[str, Cell], edges: Sequence[LineageEdge], rows: int) -> list[int]:
    """How many channels each row needs above it."""
    taken = set(cells.values())
    users: list[set[object]] = [set() for _ in range(rows)]
    for index, edge in enumerate(edges):
        if way(cells[edge.source], cells[edge.target], taken) is Way.HOP:
            users[cells[edge.target][1]].add(_key(index, edge, len(edges) <= 24))
    return [len(row) for row in users]


def _key(index: int, edge: LineageEdge, apart: bool) -> object:
    return index if apart else edge.target


def route(grid: Grid, edges: Sequence[LineageEdge]) -> tuple[Route, ...]:
    """The routes of all edges, in the order of the edges."""
    return _Router(grid, edges).routes()


class _Router:
    """Hands out ports, tracks and channels while the edges of one grid are routed."""

    def __init__(self, grid: Grid, edges: Sequence[LineageEdge]) -> None:
        self._grid, self._edges = grid, edges
        taken = set(grid.cells.values())
        self._ways = [way(grid.cells[edge.source], grid.cells[edge.target], taken) for edge in edges]
        self._tracks: dict[tuple[int, bool], dict[object, int]] = defaultdict(dict)
        self._channels: dict[int, dict[object, int]] = defaultdict(dict)
        self._ports: dict[tuple[str, str], dict[object, int]] = defaultdict(dict)
        self._reserve()

    def _reserve(self) -> None:
        """Counts users before drawing, farthest first, so that nested edges do not cross."""
        order = sorted(range(len(self._edges)), key=lambda index: -self._distance(index))
        for index in order:
            edge, kind = self._edges[index], self._ways[index]
            key = _key(index, edge, self._grid.apart)
            if kind is Way.HOP:
                self._take(self._channels[self._cell(edge.target)[1]], key)
                self._take(self._ports[edge.target, "top"], key)
            if kind in (Way.HOP, Way.STEP, Way.LOOP):
                self._take(self._tracks[self._gutter(index)], key)
                self._take(self._ports[edge.source, "out"], index)
            if kind in (Way.STEP, Way.LOOP):
                self._take(self._ports[edge.target, "in"], key)

    @staticmethod
    def _take(users: dict[object, int], key: object) -> None:
        users.setdefault(key, len(users))

    def _cell(self, id: str) -> Cell:
        return self._grid.cells[id]

    def _distance(self, index: int) -> int:
        edge = self._edges[index]
        return abs(self._cell(edge.source)[0] - self._cell(edge.target)[0])

    def _leftward(self, index: int) -> bool:
        edge = self._edges[index]
        return self._cell(edge.target)[0] <= self._cell(edge.source)[0]

    def _gutter(self, index: int) -> tuple[int, bool]:
        """The gutter beside an edge's source: its lane, and whether to the left."""
        return self._cell(self._edges[index].source)[0], self._leftward(index)

    def routes(self) -> tuple[Route, ...]:
        """All routes, drawn by their kind."""
        draw = {Way.LEVEL: self._level, Way.UPRIGHT: self._upright, Way.STEP: self._step,
                Way.LOOP: self._loop, Way.HOP: self._hop}
        found = []
        for index, (edge, kind) in enumerate(zip(self._edges, self._ways, strict=True)):
            points, label = draw[kind](index, edge)
            found.append(Route(index, edge, points, label if self._grid.apart else None))
        return tuple(found)

    def _side(self, id: str, left: bool) -> float:
        lane = self._cell(id)[0]
        return self._grid.lefts[lane] + (0.0 if left else self._grid.widths[lane])

    def _middle(self, id: str) -> float:
        return self._grid.tops[self._cell(id)[1]] + 0.6 * self._grid.height

    def _port(self, id: str, side: str, key: object) -> float:
        """The height of a port: leaving edges fan out above the middle, arriving ones below."""
        users = self._ports[id, side]
        share = (users[key] + 1) / (len(users) + 1)
        top = self._grid.tops[self._cell(id)[1]]
        low, high = (0.14, 0.5) if side == "out" else (0.66, 0.94)
        return top + self._grid.height * (low + (high - low) * share)

    def _track(self, index: int) -> float:
        users = self._tracks[self._gutter(index)]
        edge = self._edges[index]
        place = users[_key(index, edge, self._grid.apart)]
        step = min(14.0, 56.0 / len(users))
        lane, left = self._gutter(index)
        edge_of_card = self._grid.lefts[lane] + (0.0 if left else self._grid.widths[lane])
        return edge_of_card + (-1 if left else 1) * (24.0 + step * place)

    def _level(self, index: int, edge: LineageEdge) -> tuple[tuple[Point, ...], Point]:
        left = self._leftward(index)
        y = self._middle(edge.source)
        start, end = self._side(edge.source, left), self._side(edge.target, not left)
        return ((start, y), (end, y)), ((start + end) / 2, y - 20 if abs(start - end) < 160 else y)

    def _upright(self, index: int, edge: LineageEdge) -> tuple[tuple[Point, ...], Point]:
        lane, row = self._cell(edge.source)
        goal = self._cell(edge.target)[1]
        x = self._grid.lefts[lane] + self._grid.widths[lane] * 0.5
        tops, height = self._grid.tops, self._grid.height
        start, end = (tops[row], tops[goal] + height) if goal < row else (tops[row] + height, tops[goal])
        return ((x, start), (x, end)), (x, (start + end) / 2)

    def _step(self, index: int, edge: LineageEdge) -> tuple[tuple[Point, ...], Point]:
        left = self._leftward(index)
        out = self._port(edge.source, "out", index)
        arrive = self._port(edge.target, "in", _key(index, edge, self._grid.apart))
        x = self._track(index)
        start, end = self._side(edge.source, left), self._side(edge.target, not left)
        return ((start, out), (x, out), (x, arrive), (end, arrive)), (x, (out + arrive) / 2)

    def _loop(self, index: int, edge: LineageEdge) -> tuple[tuple[Point, ...], Point]:
        out = self._port(edge.source, "out", index)
        arrive = self._port(edge.target, "in", _key(index, edge, self._grid.apart))
        x, side = self._track(index), self._side(edge.source, True)
        return ((side, out), (x, out), (x, arrive), (side, arrive)), (x, (out + arrive) / 2)

    def _hop(self, index: int, edge: LineageEdge) -> tuple[tuple[Point, ...], Point]:
        key = _key(index, edge, self._grid.apart)
        row = self._cell(edge.target)[1]
        y = self._grid.tops[row] - 26.0 - 26.0 * self._rank(self._channels[row], key)
        out, x = self._port(edge.source, "out", index), self._track(index)
        lane = self._cell(edge.target)[0]
        users = self._ports[edge.target, "top"]
        goal = self._grid.lefts[lane] + self._grid.widths[lane] * (users[key] + 1) / (len(users) + 1)
        start = self._side(edge.source, self._leftward(index))
        return ((start, out), (x, out), (x, y), (goal, y), (goal, self._grid.tops[row])), ((x + goal) / 2, y)

    @staticmethod
    def _rank(users: Mapping[object, int], key: object) -> int:
        """The farthest edge takes the highest channel."""
        return len(users) - 1 - users[key]
