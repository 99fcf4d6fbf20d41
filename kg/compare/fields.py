"""A task's fields as a comparison reads them: units with roles, time limits, citations, place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kg.link.succession import latest
from kg.link.taskids import TaskText, plain, without_number
from kg.model.answers import FieldChange
from kg.model.extraction import TimeKind
from kg.model.links import Judgement
from kg.model.view import View

_ROLES = {"lead": "牵头", "support": "配合", "responsible": "负责", "follow": "参照"}


class FieldReader:
    """Reads the fields of one work's tasks, each value with a key by which it is compared."""

    def __init__(self, view: View, work: str) -> None:
        self._extraction = view.extraction(work)
        self._resolutions = {resolution.citation: resolution for resolution in view.resolutions(work)}
        self._bearers = {(bearer.task, bearer.assignment): bearer for bearer in view.bearers(work)}
        self._rejected = {(bearer.task, bearer.assignment): bearer for bearer in view.rejected().bearers}

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

    def judgements(self, tasks: Sequence[TaskText]) -> tuple[Judgement, ...]:
        """What people decided on the units and the citations of tasks."""
        wanted = {task.node.id for task in tasks}
        spans = [span for task in tasks for span in task.task.spans]
        cited = [one.judgement for place, one in self._resolutions.items() if one.judgement is not None
                 and any(span.overlap(self._extraction.citations[place].span) for span in spans)]
        borne = [one.judgement for one in (*self._bearers.values(), *self._rejected.values())
                 if one.task in wanted and one.judgement is not None]
        return tuple(dict.fromkeys((*borne, *cited)))

    def names(self, tasks: Iterable[TaskText]) -> frozenset[str]:
        """The names of units in the tasks, to be kept whole in a difference."""
        return frozenset(plain(a.name) for task in tasks for a in task.task.assignments)

    def _responsible(self, task: TaskText) -> dict[str, str]:
        found = {}
        for i, assignment in enumerate(task.task.assignments):
            place, role = (task.node.id, i), assignment.role.value
            bearer = self._bearers.get(place)
            if bearer is not None or place not in self._rejected:
                body = latest(bearer.holder) if bearer is not None else assignment.name
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
            self._target(i) or citation.text: citation.number or f"《{citation.title}》"
            for i, citation in enumerate(self._extraction.citations)
            if any(span.overlap(citation.span) for span in task.task.spans)
        }

    def _target(self, place: int) -> str | None:
        found = self._resolutions.get(place)
        return found.target if found is not None else None

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
