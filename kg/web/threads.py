"""A task through the years: what it carried on, and what carried it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.export.changes import joined
from kg.model.links import MatchRelation, TaskMatch, Work
from kg.model.view import View

MOST_STEPS = 10


@dataclass(frozen=True, slots=True)
class Year:
    """The task in one year's plan; `match` is how it carries on the year before, None at the
    beginning of the thread."""

    work: Work
    task: str
    text: str
    match: TaskMatch | None


def thread(view: View, task: str) -> tuple[Year, ...]:
    """The years of a task, oldest first, along the best match of each year; only its own where
    no other year is known."""
    before = tuple(_steps(view, task, earlier=True))
    after = tuple(_steps(view, task, earlier=False))
    matches = (*reversed(before), *after)
    tasks = (matches[0].b, *(match.a for match in matches)) if matches else (task,)
    return tuple(_year(view, id, match) for id, match in zip(tasks, (None, *matches), strict=True))


def _steps(view: View, task: str, earlier: bool) -> Iterator[TaskMatch]:
    """The matches from a task backwards or onwards, nearest first."""
    seen = {task}
    for _ in range(MOST_STEPS):
        found = [match for match in (view.matches_from([task]) if earlier else view.matches_to([task]))
                 if match.accepted and match.relation is MatchRelation.CONTINUES]
        if not found:
            return
        best = max(found, key=lambda match: (match.score, match.a, match.b))
        task = best.b if earlier else best.a
        if task in seen:
            return
        seen.add(task)
        yield best


def _year(view: View, id: str, match: TaskMatch | None) -> Year:
    node = view.task(id)
    read = view.extraction(node.work)
    task = next(task for task in read.tasks if task.id == node.local)
    return Year(view.work(node.work), id, joined(task.text(read.text)), match)
