"""Lists with facets and counts, and the figures of the overview, from the catalogue."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from kg.search.find import find
from kg.search.rows import FACETS, TABLES, DoubtRow, HolderRow, Row, TaskRow, WorkRow, columns

T = TypeVar("T", WorkRow, TaskRow, HolderRow, DoubtRow)

_WORDS: Mapping[type[Row], str] = {WorkRow: "work", TaskRow: "task", HolderRow: "holder"}
SORTS: Mapping[type[Row], Mapping[str, str]] = {
    WorkRow: {"year": "year DESC, id", "level": "lane, year DESC, id", "tasks": "tasks DESC, id",
              "cited": "cited DESC, id", "name": "name, id"},
    TaskRow: {"order": "work, position", "due": "due = '', due, id", "year": "year DESC, work, position",
              "sure": "confidence, id"},
    HolderRow: {"tasks": "kind = 'group', tasks DESC, id", "leads": "kind = 'group', leads DESC, id",
                "name": "name, id"},
    DoubtRow: {"score": "judged, score, id"}}
_DATED = "kind = 'deadline' AND value >= '0'"   # a day whose year is not known begins with a hyphen
MOST_FOUND = 500
MOST_CHOICES = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet and how many rows it would leave."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """One page of rows, how many there are in all, and what else could be chosen. `nearest` tells
    that a query found more, and all of this is of the MOST_FOUND that fit it best."""

    rows: tuple[T, ...]
    total: int
    facets: tuple[tuple[str, tuple[Choice, ...]], ...]
    nearest: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue on disk, opened read-only for each question."""

    path: Path

    def _ask(self, question: str, values: Sequence[object] = ()) -> Sequence[tuple[object, ...]]:
        return _asked(self.path, question, values)

    def _count(self, question: str, values: Sequence[object] = ()) -> Sequence[tuple[object, ...]]:
        """As `_ask`, kept for the next time: counts are asked for on every page."""
        return _counted(self.path, question, tuple(values))

    def rows(self, kind: type[T], ids: Sequence[str]) -> tuple[T, ...]:
        """The rows with these ids, in the order asked for; unknown ids are left out."""
        found: dict[str, T] = {}
        for start in range(0, len(ids), MOST_FOUND):
            part = ids[start:start + MOST_FOUND]
            marks = ", ".join("?" * len(part))
            for row in self._read(kind, f"WHERE id IN ({marks})", part):
                found[row.id] = row
        return tuple(found[id] for id in ids if id in found)

    def _read(self, kind: type[T], rest: str, values: Sequence[object] = ()) -> Iterator[T]:
        names = ", ".join(columns(kind))
        for row in self._ask(f"SELECT {names} FROM {TABLES[kind]} {rest}", values):
            yield kind(*row)  # type: ignore[arg-type]

    def listing(self, kind: type[T], chosen: Mapping[str, str], query: str = "", sort: str = "",
                start: int = 0, limit: int = 50) -> Listing[T]:
        """Rows that fit the chosen facets and the query, with the counts of every facet.

        Unknown facets and sorts are ignored. A query without a sort keeps its ranking; of more
        than MOST_FOUND rows that answer it, the nearest are taken.
        """
        chosen = {facet: choice for facet, choice in chosen.items() if facet in FACETS[kind] and choice}
        ids = [hit.id for hit in find(self.path, query, (_WORDS[kind],), MOST_FOUND)] if query else None
        given: list[object]
        where, given = _where(chosen, ids)
        total = int(str(self._count(f"SELECT count(*) FROM {TABLES[kind]} {where}", given)[0][0]))
        order = SORTS[kind].get(sort)
        if ids is not None and order is None:
            fitting = {str(id) for (id,) in self._ask(f"SELECT id FROM {TABLES[kind]} {where}", given)}
            rows = list(self.rows(kind, [id for id in ids if id in fitting][start:start + limit]))
        else:
            order = order or next(iter(SORTS[kind].values()))
            page = f"{where} ORDER BY {order} LIMIT ? OFFSET ?"
            rows = list(self._read(kind, page, [*given, limit, start]))
        facets = tuple((facet, self._choices(kind, facet, chosen, ids)) for facet in FACETS[kind])
        return Listing(tuple(rows), total, facets, ids is not None and len(ids) == MOST_FOUND)

    def _choices(self, kind: type[Row], facet: str, chosen: Mapping[str, str],
                 ids: Sequence[str] | None) -> tuple[Choice, ...]:
        others = {name: value for name, value in chosen.items() if name != facet}
        where, values = _where(others, ids)
        if not where:
            counted = ("SELECT value, rows FROM choices WHERE listed = ? AND facet = ? "
                       f"ORDER BY 2 DESC, 1 LIMIT {MOST_CHOICES}")
            return tuple(Choice(str(value), int(str(rows))) for value, rows in
                         self._count(counted, [TABLES[kind], facet]))
        rows = self._count(f"SELECT {facet}, count(*) FROM {TABLES[kind]} {where} "
                         f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_CHOICES}", values)
        return tuple(Choice(str(value), int(str(count))) for value, count in rows)

    def totals(self) -> Mapping[str, int]:
        """How much there is of everything, by its name in the sentence of the overview."""
        names = ("held", "cited", "tasks", "assignments", "times", "citations", "lead", "listed", "nobody")
        row = self._count("SELECT coalesce(sum(held), 0), coalesce(sum(held = 0 AND cited > 0), 0), "
                        + ", ".join(f"coalesce(sum({name}), 0)" for name in names[2:]) + " FROM works")[0]
        kinds = self._count("SELECT kind, count(*) FROM times GROUP BY 1")
        pairs = [*zip(names, row, strict=True), *((kind, count) for kind, count in kinds)]
        return {str(name): int(str(value)) for name, value in pairs}

    def matrix(self) -> tuple[tuple[str, int, int, int], ...]:
        """Level × year: (lane, year, held, cited but not held), works without a level last."""
        rows = self._count("SELECT lane, year, sum(held), sum(held = 0 AND cited > 0) FROM works "
                         "WHERE held OR cited > 0 GROUP BY 1, 2 ORDER BY lane = '', lane, year")
        return tuple((str(lane), int(str(year)), int(str(held)), int(str(cited)))
                     for lane, year, held, cited in rows)

    def most_wanted(self, limit: int = 6) -> tuple[WorkRow, ...]:
        """Works that are cited but not held, most cited first."""
        return tuple(self._read(WorkRow, "WHERE held = 0 AND cited > 0 ORDER BY cited DESC, lane, id LIMIT ?",
                                [limit]))

    def least_led(self, limit: int = 8) -> tuple[WorkRow, ...]:
        """Held works with tasks, those with the most tasks without a lead first."""
        order = "WHERE tasks > 0 ORDER BY listed + nobody DESC, id LIMIT ?"
        return tuple(self._read(WorkRow, order, [limit]))

    def due(self, since: str, limit: int = 5) -> tuple[tuple[str, str, TaskRow], ...]:
        """Deadlines on and after a date, soonest first: (ISO date, words as printed, task)."""
        return self._deadlines(">= ? ORDER BY value, task LIMIT ?", since, limit)

    def overdue(self, since: str, limit: int = 5) -> tuple[tuple[str, str, TaskRow], ...]:
        """Deadlines before a date, the latest first."""
        return self._deadlines("< ? ORDER BY value DESC, task LIMIT ?", since, limit)

    def overdue_count(self, since: str) -> int:
        """How many deadlines lie before a date."""
        found = self._count(f"SELECT count(*) FROM times WHERE {_DATED} AND value < ?", (since,))
        return int(str(found[0][0]))

    def _deadlines(self, which: str, since: str, limit: int) -> tuple[tuple[str, str, TaskRow], ...]:
        found = self._ask(f"SELECT value, text, task FROM times WHERE {_DATED} AND value {which}",
                          (since, limit))
        tasks = {row.id: row for row in self.rows(TaskRow, [str(task) for _, _, task in found])}
        return tuple((str(value), str(text), tasks[str(task)]) for value, text, task in found)

    def months(self) -> tuple[tuple[str, int], ...]:
        """How many deadlines fall into each month, as (2021-11, number); a bare year is a month too."""
        found = self._count(f"SELECT substr(value, 1, 7), count(*) FROM times WHERE {_DATED} "
                            "GROUP BY 1 ORDER BY 1")
        return tuple((str(month), int(str(number))) for month, number in found)


def _asked(path: Path, question: str, values: Sequence[object]) -> Sequence[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(question, values).fetchall()


@lru_cache(maxsize=1024)
def _counted(path: Path, question: str, values: tuple[object, ...]) -> Sequence[tuple[object, ...]]:
    """An answer that holds as long as the file: a catalogue is never changed once it is written."""
    return _asked(path, question, values)


def _where(chosen: Mapping[str, str], ids: Sequence[str] | None) -> tuple[str, list[object]]:
    """A condition and its values; facet names come from FACETS alone, never from a person."""
    parts = [f"{facet} = ?" for facet in chosen]
    # Years and flags are numbers in the table and words in a link.
    values: list[object] = [int(value) if facet in ("year", "held", "judged") and value.lstrip("-").isdigit() else
                            "" if value == "-" else value for facet, value in chosen.items()]
    if ids is not None:
        parts.append(f"id IN ({', '.join('?' * len(ids))})")
        values += ids
    return (f"WHERE {' AND '.join(parts)}" if parts else ""), values
