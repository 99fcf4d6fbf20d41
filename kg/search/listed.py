"""The rows of one work: its own, those of its tasks, who bears them, their time limits."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from kg.model.extraction import Role, Task
from kg.search.entries import Entry
from kg.search.rows import TaskRow, WorkRow, lane_of

HIGH, MIDDLE = 0.9, 0.7
"""From these confidences on a task counts as read with high and with middle certainty."""


def work_row(entry: Entry, tasks: tuple[TaskRow, ...]) -> WorkRow:
    """The row of the work, with counts of what its tasks hold."""
    work, read = entry.work, entry.read
    bearing = Counter(row.bearing for row in tasks)
    return WorkRow(
        work.id, work.kind.value, work.name, work.title or "", work.number or "", "、".join(work.issuers),
        lane_of(work.level, work.department), work.region or "", work.year or 0, work.date or "",
        int(work.held), work.series or "", len(tasks),
        sum(len(task.assignments) for task in read.tasks) if read else 0,
        sum(len(task.times) for task in read.tasks) if read else 0,
        len(read.citations) if read else 0, entry.cited, entry.downstream,
        bearing["lead"], bearing["listed"], bearing["nobody"])


def task_rows(entry: Entry) -> Iterator[TaskRow]:
    """A row for every task that linking named, in reading order."""
    work, read = entry.work, entry.read
    nodes = {node.local: node for node in entry.nodes}
    judged = {bearer.task for bearer in entry.bearers if bearer.judgement is not None}
    judged |= {match.a for match in entry.matches if match.judgement is not None}
    for position, task in enumerate(read.tasks if read else ()):
        node = nodes.get(task.id)
        if node is None or read is None:
            continue
        dates = sorted(time.due for time in task.times if time.due is not None)
        yield TaskRow(
            node.id, work.id, work.name, task.id, position, task.label or "",
            task.headings[-1] if task.headings else "", task.text(read.text),
            lane_of(work.level, work.department), work.region or "", work.year or 0, bearing_of(task),
            "、".join(unit.name for unit in task.assignments),
            task.times[0].kind.value if task.times else "none", dates[0] if dates else "",
            task.evidence.confidence, certainty(task.evidence.confidence), int(node.id in judged))


def bearing_of(task: Task) -> str:
    """Who a task names: `lead` (a lead unit), `listed` (units, none leading) or `nobody`."""
    if any(unit.role is Role.LEAD for unit in task.assignments):
        return "lead"
    return "listed" if task.assignments else "nobody"


def certainty(confidence: float) -> str:
    """How sure a reading is, in words.

    >>> certainty(0.95), certainty(0.6)
    ('high', 'low')
    """
    return "high" if confidence >= HIGH else "middle" if confidence >= MIDDLE else "low"


def borne(entry: Entry) -> Iterator[tuple[str, str, Role]]:
    """Who bears which task in which role: (holder, task, the foremost of its roles)."""
    if entry.read is None:
        return
    local = {node.id: node.local for node in entry.nodes}
    tasks = {task.id: task for task in entry.read.tasks}
    roles: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for bearer in entry.bearers:
        unit = tasks[local[bearer.task]].assignments[bearer.assignment]
        roles[bearer.holder, bearer.task].append(unit.role)
    for (holder, task), found in roles.items():
        yield holder, task, min(found, key=list(Role).index)


def times(entry: Entry) -> Iterator[tuple[str, str, str, str, int]]:
    """The time limits of the tasks: (task, kind, value, words, where they begin)."""
    names = {node.local: node.id for node in entry.nodes}
    for task in entry.read.tasks if entry.read else ():
        for time in task.times if task.id in names else ():
            yield names[task.id], time.kind.value, time.value, time.text, time.span.start
