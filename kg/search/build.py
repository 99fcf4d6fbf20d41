"""Writes the catalogue: one pass over the works, no query of the graph."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from kg.model.extraction import Role
from kg.model.links import Holder, HolderKind
from kg.search.doubts import doubts
from kg.search.entries import Entry
from kg.search.find import SEARCHED, TITLE_WEIGHT, spaced
from kg.search.listed import borne, task_rows, times, work_row
from kg.search.rows import FACETS, TABLES, DoubtRow, HolderRow, Row, TaskRow, WorkRow, columns, lane_of

_INDEXED: dict[type[Row], tuple[str, ...]] = {
    WorkRow: ("lane", "year", "region", "held", "kind", "tasks", "cited"),
    TaskRow: ("work, position", "lane", "year", "region", "bearing", "rhythm", "due", "certainty", "judged",
              "confidence"),
    HolderRow: ("kind", "lane", "parent", "tasks"),
    DoubtRow: ("about", "judged", "work", "score")}


def build(entries: Iterable[Entry], holders: Iterable[Holder], path: Path) -> Path:
    """Writes the catalogue to `path`, replacing what is there only when it is complete."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    connection = sqlite3.connect(draft)
    try:
        _Filling(connection).fill(entries, holders)
        connection.commit()
    finally:
        connection.close()
    draft.replace(path)
    return path


class _Filling:
    """The tables of a new catalogue while they are filled."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._borne: Counter[str] = Counter()
        self._led: Counter[str] = Counter()
        self._numbers: Counter[type[Row]] = Counter()

    def fill(self, entries: Iterable[Entry], holders: Iterable[Holder]) -> None:
        """Makes the tables, fills them, and then the indexes, which is cheaper than along the way."""
        self._create()
        for entry in entries:
            self._add(entry)
        self._add_holders(holders)
        self._index()

    def _create(self) -> None:
        run = self._connection.execute
        run("PRAGMA journal_mode=OFF")
        run("PRAGMA synchronous=OFF")
        for kind, table in TABLES.items():
            run(f"CREATE TABLE {table} (place INTEGER PRIMARY KEY, {', '.join(columns(kind))})")
        run("CREATE TABLE borne (holder, task, role)")
        run("CREATE TABLE times (task, kind, value, text, start)")
        run("CREATE TABLE choices (listed, facet, value, rows)")
        for table in SEARCHED.values():
            # The words alone: what a hit says is read from its row, which has the same place.
            run(f"CREATE VIRTUAL TABLE {table}_words USING fts5(title, body, content='', tokenize='ascii')")
            run(f"INSERT INTO {table}_words ({table}_words, rank) VALUES ('rank', 'bm25({TITLE_WEIGHT}, 1)')")

    def _index(self) -> None:
        run = self._connection.execute
        for kind, table in TABLES.items():
            run(f"CREATE UNIQUE INDEX {table}_id ON {table} (id)")
            for number, listed in enumerate(_INDEXED[kind]):
                run(f"CREATE INDEX {table}_{number} ON {table} ({listed})")
            for facet in FACETS[kind]:
                run(f"INSERT INTO choices SELECT '{table}', '{facet}', {facet}, count(*) FROM {table} GROUP BY {facet}")
        run("CREATE INDEX borne_holder ON borne (holder)")
        run("CREATE INDEX times_value ON times (kind, value)")
        run("ANALYZE")

    def _add(self, entry: Entry) -> None:
        work = entry.work
        tasks = tuple(task_rows(entry))
        names = " ".join(filter(None, (work.number, work.title, *work.aliases)))
        self._insert(WorkRow, [work_row(entry, tasks)], [(names, " ".join(work.issuers))])
        self._insert(TaskRow, tasks, [(f"{row.label} {row.heading}", row.text) for row in tasks])
        self._insert(DoubtRow, tuple(doubts(entry)))
        bearing = tuple(borne(entry))
        self._borne.update(holder for holder, _, _ in bearing)
        self._led.update(holder for holder, _, role in bearing if role is Role.LEAD)
        self._connection.executemany("INSERT INTO borne VALUES (?, ?, ?)",
                                     [(holder, task, role.value) for holder, task, role in bearing])
        self._connection.executemany("INSERT INTO times VALUES (?, ?, ?, ?, ?)", times(entry))

    def _add_holders(self, holders: Iterable[Holder]) -> None:
        known = tuple(holders)
        rows = [HolderRow(one.id, one.name, one.kind.value, one.parent or "",
                          lane_of(one.level, one.kind is HolderKind.UNIT), one.region or "",
                          self._borne[one.id], self._led[one.id]) for one in known]
        self._insert(HolderRow, rows, [(" ".join((one.name, *one.aliases)), "") for one in known])

    def _insert(self, kind: type[Row], rows: Iterable[Row], words: Iterable[tuple[str, str]] = ()) -> None:
        """Rows with, where they can be searched, their titles and bodies."""
        first = self._numbers[kind] + 1
        fields = attrgetter(*columns(kind))
        values = [(place, *fields(row)) for place, row in enumerate(rows, first)]
        marks = ", ".join("?" * (1 + len(columns(kind))))
        self._connection.executemany(f"INSERT INTO {TABLES[kind]} VALUES ({marks})", values)
        found = [(place, spaced(title), spaced(body)) for place, (title, body) in enumerate(words, first)]
        if found:
            self._connection.executemany(
                f"INSERT INTO {TABLES[kind]}_words (rowid, title, body) VALUES (?, ?, ?)", found)
        self._numbers[kind] += len(values)
