"""Several plans of a series as a strip: each task followed through the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.compare import compare, link_judgements, shown_tasks
from kg.model.answers import ComparedTask, Comparison
from kg.model.links import Judgement, MatchKind, TaskMatch, Work
from kg.model.view import View


@dataclass(frozen=True, slots=True)
class Stop:
    """A task of a thread in one plan; `kind` is how it carries on the one in the plan before,
    `judgements` what people decided on that, or on links to that plan which they rejected."""

    task: ComparedTask
    kind: MatchKind | None
    judgements: tuple[Judgement, ...] = ()


Thread = Mapping[str, Stop]
"""A task through the years: its stop in each plan that has it, by the plan's id."""


def strip(view: View, works: Sequence[Work]) -> tuple[Thread, ...]:
    """The threads of tasks through held plans in this order, the longest first.

    A task is carried on by the likeliest of its matches only, so that threads never join.
    """
    threads: list[dict[str, Stop]] = []
    last: dict[str, dict[str, Stop]] = {}
    for place, work in enumerate(works):
        found = compare(view, works[place - 1].id, work.id) if place else None
        before = {match.a: match for match in sorted(found.links, key=lambda one: one.score)} if found else {}
        now: dict[str, dict[str, Stop]] = {}
        taken: set[str] = set()
        for task in found.b_tasks if found else shown_tasks(view, work.id):
            match = before.get(task.id)
            thread = last.get(match.b) if match and match.b not in taken else None
            if thread is None:
                thread = {}
                threads.append(thread)
            elif match:
                taken.add(match.b)
            thread[work.id] = Stop(task, match.kind if match else None, _judgements(found, task.id, match))
            now[task.id] = thread
        last = now
    return tuple(sorted(threads, key=lambda thread: -len(thread)))


def _judgements(found: Comparison | None, task: str, match: TaskMatch | None) -> tuple[Judgement, ...]:
    if found is None:
        return ()
    return link_judgements((*([match] if match else []), *found.candidates), {task, *([match.b] if match else [])})
