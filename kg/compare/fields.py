"""A task's fields as a comparison reads them: units with roles, time limits, citations, place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.link.succession import latest
from kg.link.taskids import TaskText, plain, without_number
from kg.model.answers import FieldChange
from kg.model.extraction import TimeKind
from kg.model.view import View

_ROLES = {"lead": "牵头", "support": "配合", "responsible": "负责", "follow": "参照"}


class FieldReader:
    """Reads the fields of one work's tasks, each value with a key by which it is compared."""

    def __init__(self, view: View, work: str) -> None:
        self._extraction = view.extraction(work)
        self._targets = {resolution.citation: resolution.target for resolution in view.resolutions(work)}
        self._bodies = {
            (bearer.task, bearer.assignment): latest(bearer.holder) for bearer in view.bearers(work)
        }

    def changes(
        self, tasks: Sequence[TaskText], other: FieldReader, others: Sequence[TaskText]
    ) -> tuple[FieldChange, ...]:
        """The fields whose values differ between `tasks` and `others` of another work."""
        readers: tuple[tuple[str, Callable[[FieldReader, TaskText], dict[str, str]]], ...] = (
            ("responsible", FieldReader._responsible),
            ("times", FieldReader._times),
            ("frequency", FieldReader._frequency),
            ("citations", FieldReader._citations),
            ("place", FieldReader._place),
        )
        found = []
        for name, read in readers:
            before, after = (
                _union(read(self, task) for task in tasks),
                _union(read(other, task) for task in others),
            )
            if before.keys() != after.keys():
                found.append(FieldChange(name, tuple(before.values()), tuple(after.values())))
        return tuple(found)

    def names(self, tasks: Iterable[TaskText]) -> frozenset[str]:
        """The names of units in the tasks, to be kept whole in a difference."""
        return frozenset(plain(a.name) for task in tasks for a in task.task.assignments)

    def _responsible(self, task: TaskText) -> dict[str, str]:
        found = {}
        for i, assignment in enumerate(task.task.assignments):
            body, role = self._bodies.get((task.node.id, i), assignment.name), assignment.role.value
            found[f"{role} {body}"] = f"{assignment.name}（{_ROLES[role]}）"
        return found

    def _times(self, task: TaskText) -> dict[str, str]:
        return {
            f"{t.kind.value} {t.value}": t.text for t in task.task.times if t.kind is not TimeKind.FREQUENCY
        }

    def _frequency(self, task: TaskText) -> dict[str, str]:
        return {t.value: t.text for t in task.task.times if t.kind is TimeKind.FREQUENCY}

    def _citations(self, task: TaskText) -> dict[str, str]:
        return {
            self._targets.get(i) or citation.text: citation.number or f"《{citation.title}》"
            for i, citation in enumerate(self._extraction.citations)
            if any(span.overlap(citation.span) for span in task.task.spans)
        }

    def _place(self, task: TaskText) -> dict[str, str]:
        headings = " › ".join(task.task.headings)
        return {_bare_headings(task.task.headings): headings or "（无标题）"}


def _union(values: Iterable[dict[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        found.update(value)
    return dict(sorted(found.items()))


def _bare_headings(headings: Iterable[str]) -> str:
    return "›".join(without_number(plain(heading)) for heading in headings)
