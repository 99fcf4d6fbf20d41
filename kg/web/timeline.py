"""Deadlines on an axis of years: a stack of dots for each month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDE = 600.0
HIGHEST = 6
MOST_YEARS = 10


@dataclass(frozen=True, slots=True)
class Month:
    """A month with deadlines: where it stands (0–600), how many dots stand there, what it says."""

    x: float
    dots: int
    month: str
    count: int
    past: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The latest ten years that name a deadline; a dot stands for up to `each` of them."""

    years: tuple[tuple[float, int], ...] = ()
    months: tuple[Month, ...] = ()
    each: int = 1


def timeline(counts: Sequence[tuple[str, int]], today: str) -> Timeline:
    """The deadlines of each month (2021-11, number) on a line 600 wide; `today` is an ISO date.

    >>> [(month.x, month.dots) for month in timeline([("2021-01", 2), ("2021-12", 13)], "2021-06-01").months]
    [(25.0, 1), (575.0, 5)]
    """
    if not counts:
        return Timeline()
    last = int(counts[-1][0][:4])
    first = max(int(counts[0][0][:4]), last - MOST_YEARS + 1)
    shown = [(month, number) for month, number in counts if int(month[:4]) >= first]
    wide = WIDE / (last - first + 1)
    each = -(-max(number for _, number in shown) // HIGHEST)
    months = tuple(Month(round(wide * (int(month[:4]) - first + (int(month[5:7] or 12) - 0.5) / 12), 1),
                         -(-number // each), month, number, month < today[:7]) for month, number in shown)
    return Timeline(tuple((round(wide * index, 1), first + index) for index in range(last - first + 1)), months, each)
