"""From the upright picture that a recogniser read back to the page as it was scanned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.model.text import Place

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a point of the upright picture stands on the page: x·a + y·c + e, x·b + y·d + f.

    >>> Turn(0, 1, -1, 0, 100, 0).box((10, 20, 30, 40))
    (60, 10, 80, 30)
    """

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def box(self, box: Box) -> Box:
        """The level box around a turned one."""
        corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [x * self.a + y * self.c + self.e for x, y in corners]
        ys = [x * self.b + y * self.d + self.f for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def after(self, other: Turn) -> Turn:
        """What this turn makes of what another made."""
        return Turn(other.a * self.a + other.b * self.c, other.a * self.b + other.b * self.d,
                    other.c * self.a + other.d * self.c, other.c * self.b + other.d * self.d,
                    other.e * self.a + other.f * self.c + self.e, other.e * self.b + other.f * self.d + self.f)


def on_the_page(places: tuple[Place, ...], turns: Mapping[int, Turn]) -> tuple[Place, ...]:
    """The places with the boxes of turned pages, by number, where they stand on these."""
    return tuple(_turned(place, turns.get(place.page or 0)) for place in places)


def _turned(place: Place, turn: Turn | None) -> Place:
    if turn is None or place.box is None:
        return place
    left, top, right, bottom = (round(edge, 1) for edge in turn.box(place.box))
    return replace(place, box=(left, top, right, bottom))
