"""Where the pill of an edge stands: on its own line, clear of cards and of other pills."""

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
    for path in routes:
        if path.label is not None:
            spot = _free(path, [*cards, *placed]) or path.label
            placed.append(_pill(spot))
            path = replace(path, label=spot)
        moved.append(path)
    return tuple(moved)


def _pill(at: Point) -> Box:
    return Box(at[0] - WIDE / 2, at[1] - TALL / 2, WIDE, TALL)


def _free(path: Route, taken: Sequence[Box]) -> Point | None:
    """The nearest place on or just above the line where the pill covers nothing."""
    assert path.label is not None
    x, y = path.label
    places = sorted(_places(path), key=lambda place: abs(place[0] - x) + abs(place[1] - y))
    return next((place for place in [path.label, *places] if not any(_touch(_pill(place), box) for box in taken)), None)


def _places(path: Route) -> Iterator[Point]:
    """Points along the line, and above its level parts, a step apart."""
    for (x0, y0), (x1, y1) in pairwise(path.points):
        length = abs(x1 - x0) + abs(y1 - y0)
        for index in range(int(length // STEP) + 1):
            share = index * STEP / length if length else 0.0
            x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
            yield x, y
            if y0 == y1:
                yield x, y - 20.0


def _touch(one: Box, two: Box) -> bool:
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom
