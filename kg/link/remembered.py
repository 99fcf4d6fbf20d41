"""Alignments kept from one build to the next: only pairs of documents that changed are aligned anew.

An alignment is a pure function of the two lists of tasks, the relation, and the code and
rules of linking. It is kept under a hash of all of these, so a wrong one cannot be found;
the file can be deleted at any time and costs nothing but the time to align again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kg.link.align import align
from kg.link.taskids import TaskText
from kg.model.links import MatchKind, MatchRelation, TaskMatch

_TABLE = "CREATE TABLE IF NOT EXISTS alignments (key BLOB PRIMARY KEY, matches BLOB NOT NULL) WITHOUT ROWID"
_SHA256 = 32


class Alignments:
    """Aligns as kg.link.align does, and keeps what it found; made by `remembered`.

    `anew` counts the pairs that had to be aligned, not found again.
    """

    def __init__(self, kept: sqlite3.Connection, version: str) -> None:
        self._kept, self._version = kept, version
        self._used: set[bytes] = set()
        self.anew = 0

    def align(self, later: Sequence[TaskText], earlier: Sequence[TaskText],
              relation: MatchRelation) -> list[TaskMatch]:
        """The matches of later tasks with earlier ones; see kg.link.align.align."""
        if not later or not earlier:
            return []
        key = self._key(later, earlier, relation)
        self._used.add(key)
        row = self._kept.execute("SELECT matches FROM alignments WHERE key = ?", (key,)).fetchone()
        found = _unpacked(row[0], relation) if row is not None else None
        if found is None:
            self.anew += 1
            found = align(later, earlier, relation)
            self._kept.execute("INSERT OR REPLACE INTO alignments VALUES (?, ?)", (key, _packed(found)))
        return found

    def forget_unused(self) -> None:
        """Drop what no pair asked for since the opening."""
        keys = [key for key, in self._kept.execute("SELECT key FROM alignments") if key not in self._used]
        self._kept.executemany("DELETE FROM alignments WHERE key = ?", ((key,) for key in keys))

    def _key(self, later: Sequence[TaskText], earlier: Sequence[TaskText], relation: MatchRelation) -> bytes:
        # Every field of every task: whatever aligning reads, a change of it changes the key.
        return hashlib.sha256(repr((self._version, relation.value, tuple(later), tuple(earlier))).encode()).digest()


@contextmanager
def remembered(path: Path, version: str) -> Iterator[Alignments]:
    """The alignments kept in a file by one version of code and rules; written back at the end.

    A file that is damaged is begun anew. What this run did not ask for is dropped.
    """
    if not _is_whole(path):
        path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as kept:
        # What a crash loses is computed again, so nothing waits for the disk.
        kept.execute("PRAGMA synchronous = OFF")
        kept.execute(_TABLE)
        kept.execute("BEGIN")
        alignments = Alignments(kept, version)
        yield alignments
        alignments.forget_unused()
        kept.execute("COMMIT")


def _is_whole(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as kept:
            return bool(kept.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _packed(matches: Sequence[TaskMatch]) -> bytes:
    """Matches with the hash of what is written, so that no changed byte goes unseen."""
    rows = [(match.a, match.b, match.kind.value, match.score, match.reuse, match.features, match.rank,
             match.accepted) for match in matches]
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    return hashlib.sha256(body).digest() + body


def _unpacked(data: bytes, relation: MatchRelation) -> list[TaskMatch] | None:
    body = data[_SHA256:]
    if hashlib.sha256(body).digest() != data[:_SHA256]:
        return None
    return [TaskMatch(a, b, relation, MatchKind(kind), score, reuse,
                      tuple((name, value) for name, value in features), rank, accepted)
            for a, b, kind, score, reuse, features, rank, accepted in json.loads(body)]
