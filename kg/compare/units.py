"""Two plans as the units see them: who gained tasks, who lost some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.link.succession import latest
from kg.model.answers import Comparison
from kg.model.links import Holder
from kg.model.view import View


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit in two plans: how many tasks it had and has, the ids of those of the older plan that
    it need not go on with, and of those of the newer one that it had not before."""

    holder: Holder
    before: int
    after: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]


def shifts(view: View, found: Comparison) -> tuple[Shift, ...]:
    """The units of both plans, those that gained most first.

    A unit keeps a task when an accepted match of it names the unit too; one that was
    reorganised goes on as the body it became.
    """
    holders = {holder.id: holder for holder in view.holders()}
    before, after = _burden(view, found.a.id, holders), _burden(view, found.b.id, holders)
    kept: dict[str, set[str]] = defaultdict(set)
    for link in found.links:
        for unit in before:
            if link.b in before[unit] and link.a in after.get(unit, ()):
                kept[unit] |= {link.a, link.b}
    rows = [Shift(holders[unit], len(before.get(unit, ())), len(after.get(unit, ())),
                  tuple(task for task in before.get(unit, ()) if task not in kept[unit]),
                  tuple(task for task in after.get(unit, ()) if task not in kept[unit]))
            for unit in {**before, **after}]
    return tuple(sorted(rows, key=lambda row: (row.before - row.after, row.holder.id)))


def _burden(view: View, work: str, holders: Mapping[str, Holder]) -> dict[str, dict[str, None]]:
    """The tasks of each unit of a plan in reading order; a unit goes by its newest name that is known."""
    tasks: dict[str, dict[str, None]] = {}
    order = [node.id for node in view.tasks(work)]
    for bearer in sorted(view.bearers(work), key=lambda one: order.index(one.task)):
        newest = latest(bearer.holder)
        tasks.setdefault(newest if newest in holders else bearer.holder, {})[bearer.task] = None
    return tasks
