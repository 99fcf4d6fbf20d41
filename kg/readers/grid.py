"""The cells that ruled lines enclose.

Lines that touch form one grid. Its coordinates cut the plane into slots; slots without a
line between them belong to one cell, so merged cells need no further rule. Tables open at
the sides are closed at the ends of their horizontal lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.readers.layout import Box
from kg.readers.sheet import Rule

_NEAR = 3.0
_SHORTEST = 8.0
_MOST_SLOTS = 20_000
_OVERHANG = 16.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a grid: its box, first row and column from 1, and how many it spans."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one ruled table, by rows, and its outer box. Cells that the page end cuts
    stay open below: their last line may hang out of the box, and `open` says how far."""

    box: Box
    slots: tuple[Slot, ...]
    open: tuple[Box, ...] = ()

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside, or below an open cell."""
        return any(box[0] <= x < box[2] and box[1] <= y < box[3] for box in (self.box, *self.open))


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The ruled tables of a page from top to bottom; frames around one cell are none."""
    kept = [rule for rule in rules if max(rule.right - rule.left, rule.bottom - rule.top) >= _SHORTEST]
    found = (_grid(group) for group in _touching(kept))
    return sorted((grid for grid in found if grid is not None and len(grid.slots) > 1), key=lambda grid: grid.box[1])


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch each other, within _NEAR points."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda one: one.top):
        met = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    return groups


def _touch(one: Rule, other: Rule) -> bool:
    return (one.left - _NEAR <= other.right and other.left - _NEAR <= one.right
            and one.top - _NEAR <= other.bottom and other.top - _NEAR <= one.bottom)


def _grid(rules: Sequence[Rule]) -> Grid | None:
    level = [rule for rule in rules if rule.level]
    upright = [rule for rule in rules if not rule.level]
    if len(level) < 2 or not upright:
        return None
    xs = _snapped([*(rule.left for rule in upright), min(rule.left for rule in level),
                   max(rule.right for rule in level)])
    ys = _snapped([*(rule.top for rule in level), min(rule.top for rule in upright),
                   max(rule.bottom for rule in upright)])
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > _MOST_SLOTS:
        return None
    slots = [_opened(slot, ys[-1], level) for slot in _slots(xs, ys, level, upright)]
    last = [slot for slot in slots if slot.row + slot.rows == len(ys)]
    hanging = [slot for slot in last if slot.box[3] > ys[-1]]
    if len(hanging) == len(last):  # a table without a last line is not cut, its cells end where it does
        slots, hanging = _slots(xs, ys, level, upright), []
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(slots), tuple(slot.box for slot in hanging))


def _opened(slot: Slot, bottom: float, level: list[Rule]) -> Slot:
    """The slot, let down by a line where it ends at the bottom of the grid and no line closes it."""
    left, top, right, end = slot.box
    if end < bottom or _lies(level, bottom, (left + right) / 2):
        return slot
    return replace(slot, box=(left, top, right, end + _OVERHANG))


def _snapped(values: Iterable[float]) -> list[float]:
    """Coordinates with those nearer than _NEAR drawn together."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _slots(xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> list[Slot]:
    """The cells of a grid: elementary slots joined where no line parts them."""
    width, height = len(xs) - 1, len(ys) - 1
    parent = list(range(width * height))

    def root(slot: int) -> int:
        while parent[slot] != slot:
            parent[slot] = parent[parent[slot]]
            slot = parent[slot]
        return slot

    for row in range(height):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(width):
            across = (xs[column] + xs[column + 1]) / 2
            at = row * width + column
            if column + 1 < width and not _stands(upright, xs[column + 1], middle):
                parent[root(at + 1)] = root(at)
            if row + 1 < height and not _lies(level, ys[row + 1], across):
                parent[root(at + width)] = root(at)
    members: dict[int, list[tuple[int, int]]] = {}
    for slot in range(width * height):
        members.setdefault(root(slot), []).append(divmod(slot, width))
    return sorted((_slot(xs, ys, cells) for cells in members.values()), key=lambda slot: (slot.row, slot.column))


def _slot(xs: list[float], ys: list[float], cells: list[tuple[int, int]]) -> Slot:
    top, bottom = min(row for row, _ in cells), max(row for row, _ in cells)
    left, right = min(column for _, column in cells), max(column for _, column in cells)
    box = (xs[left], ys[top], xs[right + 1], ys[bottom + 1])
    return Slot(box, top + 1, left + 1, bottom - top + 1, right - left + 1)


def _stands(upright: list[Rule], x: float, y: float) -> bool:
    return any(abs(rule.left - x) <= 2 * _NEAR and rule.top - _NEAR <= y <= rule.bottom + _NEAR for rule in upright)


def _lies(level: list[Rule], y: float, x: float) -> bool:
    return any(abs(rule.top - y) <= 2 * _NEAR and rule.left - _NEAR <= x <= rule.right + _NEAR for rule in level)
