"""Writes the catalogue of a view: one pass over the held works, no query of the graph."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.model.extraction import Extraction, Role, Task, TimeKind
from kg.model.links import Bearer, HolderKind, TaskNode, Work
from kg.model.view import View
from kg.search.doubts import doubts
from kg.search.find import KINDS, TITLE_WEIGHT, spaced
from kg.search.rows import DoubtRow, HolderRow, Row, TaskRow, WorkRow, columns, lane_of

_TABLES: tuple[tuple[str, type[Row]], ...] = (("works", WorkRow), ("tasks", TaskRow), ("holders", HolderRow),
                                             ("doubts", DoubtRow))
_INDEXED = {"works": ("lane", "year", "region", "held", "kind"),
            "tasks": ("work", "lane", "year", "bearing", "rhythm", "due", "confidence"),
            "holders": ("kind", "lane", "parent", "tasks"),
            "doubts": ("about", "judged", "work", "score")}


def build(view: View, path: Path) -> Path:
    """Writes the catalogue to `path`, replacing what is there only when it is complete."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        _create(connection)
        _fill(connection, view)
        connection.commit()
    finally:
        connection.close()
    draft.replace(path)
    return path


def _create(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode=OFF")
    for table, kind in _TABLES:
        names = ", ".join(columns(kind))
        connection.execute(f"CREATE TABLE {table} ({names}, PRIMARY KEY (id)) WITHOUT ROWID")
        for column in _INDEXED[table]:
            connection.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")
    connection.execute("CREATE TABLE borne (holder, task, role)")
    connection.execute("CREATE TABLE times (task, kind, value, text, start)")
    connection.execute("CREATE INDEX borne_holder ON borne (holder)")
    connection.execute("CREATE INDEX times_value ON times (kind, value)")
    for sort in KINDS:
        table = f"{sort}_words"
        connection.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(id UNINDEXED, title, body, tokenize='unicode61')")
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('rank', 'bm25(0, {TITLE_WEIGHT}, 1)')")


@dataclass(frozen=True, slots=True)
class _Held:
    """A held work with everything that its rows need."""

    work: Work
    extraction: Extraction
    nodes: Mapping[str, TaskNode]
    bearers: tuple[Bearer, ...]


def _fill(connection: sqlite3.Connection, view: View) -> None:
    borne: Counter[str] = Counter()
    led: Counter[str] = Counter()
    for work in view.works():
        held = _held(view, work) if work.held else None
        tasks = tuple(_task_rows(held)) if held else ()
        _insert(connection, "works", _work_row(view, work, held, tasks))
        names = " ".join(filter(None, (work.number, work.title, *work.aliases)))
        _words(connection, "work", work.id, names, " ".join(work.issuers))
        for row in tasks:
            _insert(connection, "tasks", row)
            _words(connection, "task", row.id, f"{row.label} {row.heading}", row.text)
        if held:
            for bearer, task, role in _borne(held):
                borne[bearer] += 1
                led[bearer] += role is Role.LEAD
                connection.execute("INSERT INTO borne VALUES (?, ?, ?)", (bearer, task, role.value))
            connection.executemany("INSERT INTO times VALUES (?, ?, ?, ?, ?)", _times(held))
        for doubt in doubts(view, work):
            _insert(connection, "doubts", doubt)
    for holder in view.holders():
        _insert(connection, "holders", HolderRow(
            holder.id, holder.name, holder.kind.value, holder.parent or "",
            lane_of(holder.level, holder.kind is HolderKind.UNIT), holder.region or "",
            borne[holder.id], led[holder.id]))
        _words(connection, "holder", holder.id, " ".join((holder.name, *holder.aliases)), "")


def _held(view: View, work: Work) -> _Held:
    nodes = {node.local: node for node in view.tasks(work.id)}
    return _Held(work, view.extraction(work.id), nodes, view.bearers(work.id))


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    values = astuple(row)
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def _words(connection: sqlite3.Connection, kind: str, id: str, title: str, body: str) -> None:
    connection.execute(f"INSERT INTO {kind}_words VALUES (?, ?, ?)", (id, spaced(title), spaced(body)))


def _work_row(view: View, work: Work, held: _Held | None, tasks: tuple[TaskRow, ...]) -> WorkRow:
    bearing = Counter(row.bearing for row in tasks)
    read = held.extraction if held else None
    return WorkRow(
        work.id, work.kind.value, work.name, work.title or "", work.number or "", "、".join(work.issuers),
        lane_of(work.level, work.department), work.region or "", work.year or 0, work.date or "",
        int(work.held), work.series or "", len(tasks),
        sum(len(task.assignments) for task in read.tasks) if read else 0,
        sum(len(task.times) for task in read.tasks) if read else 0,
        len(read.citations) if read else 0, len({found.work for found in view.cited_by(work.id)} - {work.id}),
        len(view.derivations_to(work.id)), bearing["lead"], bearing["listed"], bearing["nobody"])


def _task_rows(held: _Held) -> Iterator[TaskRow]:
    work, read = held.work, held.extraction
    for position, task in enumerate(read.tasks):
        node = held.nodes.get(task.id)
        if node is None:
            continue
        dates = sorted(time.value for time in task.times if time.kind is TimeKind.DEADLINE)
        yield TaskRow(
            node.id, work.id, work.name, task.id, position, task.label or "",
            task.headings[-1] if task.headings else "", task.text(read.text),
            lane_of(work.level, work.department), work.year or 0, bearing_of(task),
            "、".join(unit.name for unit in task.assignments),
            task.times[0].kind.value if task.times else "none", dates[0] if dates else "",
            task.evidence.confidence)


def bearing_of(task: Task) -> str:
    """Who a task names: `lead` (a lead unit), `listed` (units, none leading) or `nobody`."""
    if any(unit.role is Role.LEAD for unit in task.assignments):
        return "lead"
    return "listed" if task.assignments else "nobody"


def _borne(held: _Held) -> Iterator[tuple[str, str, Role]]:
    local = {node.id: name for name, node in held.nodes.items()}
    tasks = {task.id: task for task in held.extraction.tasks}
    roles: dict[tuple[str, str], list[Role]] = defaultdict(list)
    for bearer in held.bearers:
        unit = tasks[local[bearer.task]].assignments[bearer.assignment]
        roles[bearer.holder, bearer.task].append(unit.role)
    for (holder, task), found in roles.items():
        yield holder, task, min(found, key=list(Role).index)


def _times(held: _Held) -> Iterator[tuple[str, str, str, str, int]]:
    for task in held.extraction.tasks:
        node = held.nodes.get(task.id)
        for time in task.times if node else ():
            yield node.id if node else "", time.kind.value, time.value, time.text, time.span.start
