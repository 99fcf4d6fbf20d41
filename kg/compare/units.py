"""Two plans as the units see them: who gained tasks, who lost some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.compare import link_judgements
from kg.link.succession import latest
from kg.model.answers import Comparison
from kg.model.links import Bearer, Holder, Judgement
from kg.model.view import View


Holders = Mapping[str, Holder]
"""Everybody who can bear a task, by id."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit in two plans: how many tasks it had and has, the ids of those of the older plan that
    it need not go on with, of those of the newer one that it had not before, and what people
    decided on its tasks and on their links."""

    holder: Holder
    before: int
    after: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    judgements: tuple[Judgement, ...] = ()


def shifts(view: View, found: Comparison) -> tuple[Shift, ...]:
    """The units of both plans, those that gained most first.

    A unit keeps a task when an accepted match of it names the unit too; one that was
    reorganised goes on as the body it became.
    """
    holders = {holder.id: holder for holder in view.holders()}
    before, after = (_burden(view, work.id, view.bearers(work.id), holders) for work in (found.a, found.b))
    kept: dict[str, set[str]] = defaultdict(set)
    for link in found.links:
        for unit in before:
            if link.b in before[unit] and link.a in after.get(unit, ()):
                kept[unit] |= {link.a, link.b}
    judged = _judged(view, found, holders)
    rows = [Shift(holders[unit], len(before.get(unit, ())), len(after.get(unit, ())),
                  tuple(task for task in before.get(unit, ()) if task not in kept[unit]),
                  tuple(task for task in after.get(unit, ()) if task not in kept[unit]),
                  tuple(dict.fromkeys((*judged.get(unit, ()), *link_judgements(
                      (*found.links, *found.candidates), {**before.get(unit, {}), **after.get(unit, {})})))))
            for unit in {**before, **after, **judged}]
    return tuple(sorted(rows, key=lambda row: (row.before - row.after, row.holder.id)))


def _burden(view: View, work: str, bearers: Iterable[Bearer], holders: Holders) -> dict[str, dict[str, None]]:
    """The tasks of each unit of a plan in reading order."""
    tasks: dict[str, dict[str, None]] = {}
    order = [node.id for node in view.tasks(work)]
    for bearer in sorted(bearers, key=lambda one: order.index(one.task)):
        tasks.setdefault(_newest(bearer.holder, holders), {})[bearer.task] = None
    return tasks


def _newest(holder: str, holders: Holders) -> str:
    """The newest name of a body that is known."""
    newest = latest(holder)
    return newest if newest in holders else holder


def _judged(view: View, found: Comparison, holders: Holders) -> dict[str, list[Judgement]]:
    """What people decided on the bearers of the tasks of both plans, by unit."""
    tasks = {task.id for task in (*found.a_tasks, *found.b_tasks)}
    judged: dict[str, list[Judgement]] = {}
    for bearer in (*view.judged_bearers(), *view.rejected().bearers):
        if bearer.task in tasks and bearer.judgement is not None:
            judged.setdefault(_newest(bearer.holder, holders), []).append(bearer.judgement)
    return judged
