"""Where the pill of an edge stands: on its own line, clear of cards, of other pills and, where it
can be, of the lines of other edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.export.routes import Box, Point, Route

WIDE, TALL = 92.0, 24.0
STEP = 10.0


def place_pills(routes: Sequence[Route], cards: Sequence[Box]) -> tuple[Route, ...]:
    """The routes with their labels moved along the line to the free place nearest to where
    they stood; one that finds none stays."""
    placed: list[Box] = []
    moved = []
    lines = [tuple(_line(start, end) for start, end in pairwise(path.points)) for path in routes]
    for place, path in enumerate(routes):
        if path.label is not None:
            taken = [*cards, *placed]
            others = [box for other, boxes in enumerate(lines) if other != place for box in boxes]
            spot = _free(path, [*taken, *others]) or _free(path, taken) or path.label
            placed.append(_pill(spot))
            path = replace(path, label=spot)
        moved.append(path)
    return tuple(moved)


def _line(start: Point, end: Point) -> Box:
    """A level or upright part of a route as a rectangle."""
    (x0, y0), (x1, y1) = start, end
    return Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))


def _pill(at: Point) -> Box:
    return Box(at[0] - WIDE / 2, at[1] - TALL / 2, WIDE, TALL)


def _free(path: Route, taken: Sequence[Box]) -> Point | None:
    """The nearest place on or beside the line where the pill covers nothing."""
    assert path.label is not None
    x, y = path.label
    places = sorted(_places(path), key=lambda place: abs(place[0] - x) + abs(place[1] - y))
    return next((place for place in [path.label, *places] if not any(_touch(_pill(place), box) for box in taken)), None)


def _places(path: Route) -> Iterator[Point]:
    """Points along the line, and above and below its level parts, a step apart."""
    for (x0, y0), (x1, y1) in pairwise(path.points):
        length = abs(x1 - x0) + abs(y1 - y0)
        for index in range(int(length // STEP) + 1):
            share = index * STEP / length if length else 0.0
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            yield x, y
            if y0 == y1:
                yield x, y - 20.0
                yield x, y + 20.0


def _touch(one: Box, two: Box) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
