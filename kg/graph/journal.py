"""The journal of a library: which file was seen when, how it ended, in which generation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from kg.model.report import FileReport, Outcome, Stage

_TABLE = """CREATE TABLE IF NOT EXISTS files (
    at TEXT NOT NULL, generation INTEGER NOT NULL, path TEXT NOT NULL, outcome TEXT NOT NULL,
    stage TEXT NOT NULL, message TEXT NOT NULL, sha256 TEXT, work TEXT)"""


def write(path: Path, at: str, generation: int, files: Iterable[FileReport]) -> None:
    """Append what became of some files; `at` is the moment in UTC, ISO 8601."""
    rows = [(at, generation, file.path, file.outcome.value, file.stage.value, file.message,
             file.sha256, file.work) for file in files]
    with closing(sqlite3.connect(path)) as journal, journal:
        journal.execute(_TABLE)
        journal.executemany("INSERT INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def read(path: Path) -> tuple[tuple[str, int, FileReport], ...]:
    """Everything in the journal, oldest first: moment, generation, file; nothing if there is none."""
    if not path.exists():
        return ()
    with closing(sqlite3.connect(path)) as journal:
        rows = journal.execute("SELECT * FROM files ORDER BY rowid").fetchall()
    return tuple((at, generation, FileReport(name, Outcome(outcome), Stage(stage), message, sha256, work))
                 for at, generation, name, outcome, stage, message, sha256, work in rows)
