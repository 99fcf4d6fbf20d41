"""The roles that people gave to units, laid over what was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.link.judgements import About, Decision, Ruling, about, locate
from kg.model.extraction import JUDGED, Evidence, Extraction, Role, Task
from kg.model.links import Work
from kg.model.text import Span


def judged_roles(read: Mapping[str, Extraction], works: Iterable[Work],
                 decisions: Iterable[Decision]) -> dict[str, Extraction]:
    """What was read, by the SHA-256 of its source, with the roles that decisions give or confirm.

    Such an assignment says so by its rule, `judgement`. The text of a work is judged
    whichever of its copies a decision was taken on.
    """
    judged = dict(read)
    texts = {copy: work.source for work in works if work.source is not None for copy in work.copies}
    for decision in about(decisions, About.ROLE):
        source = texts.get(decision.place.source)
        if source is not None and decides_role(decision):
            judged[source] = _judged(judged[source], decision)
    return judged


def speaks_of_role(decision: Decision) -> bool:
    """Whether a decision on a role can be applied: it says what the role is, or that the unit does
    not bear the task in the one that was read."""
    return decision.ruling is Ruling.REJECT or decides_role(decision)


def decides_role(decision: Decision) -> bool:
    """Whether a decision says what the role is: it confirms the one that was read or names one."""
    return decision.ruling is Ruling.CONFIRM or (decision.ruling is Ruling.ADD and _named(decision) is not None)


def _named(decision: Decision) -> Role | None:
    return next((role for role in Role if role.value == decision.value), None)


def _judged(read: Extraction, decision: Decision) -> Extraction:
    place = locate(decision.place, read)
    found = assignment_at(read.tasks, place, locate(decision.other, read)) if place is not None else None
    if found is None:
        return read
    number, position = found
    task = read.tasks[number]
    unit = task.assignments[position]
    sure = replace(unit, role=_named(decision) or unit.role, evidence=Evidence(unit.evidence.spans, JUDGED))
    units = (*task.assignments[:position], sure, *task.assignments[position + 1:])
    return replace(read, tasks=(*read.tasks[:number], replace(task, assignments=units),
                                *read.tasks[number + 1:]))


def assignment_at(tasks: Sequence[Task], place: Span, near: Span | None) -> tuple[int, int] | None:
    """Which task's which assignment (two indices) stands at a place; None if none does.

    One cell of a table can name a unit for several tasks: then the task that stands `near`.
    """
    shares = [(unit.span.overlap(place), _nearness(task, near), -number, -position)
              for number, task in enumerate(tasks) for position, unit in enumerate(task.assignments)]
    share, _, number, position = max(shares, default=(0, 0, 0, 0))
    return (-number, -position) if share else None


def _nearness(task: Task, near: Span | None) -> int:
    return sum(span.overlap(near) for span in task.spans) if near is not None else 0
