"""What linking found, kept from one build to the next: only what is new is worked out again.

The card of a document is a pure function of its text, an alignment one of two lists of
tasks. Each is kept under a hash of all that it rests on, so a wrong one cannot be found;
the file can be deleted at any time and costs nothing but the time to find all of it again.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kg.form import from_json, to_json
from kg.link.align import align
from kg.link.cards import Card, card_of, ground_of
from kg.link.register import Register
from kg.link.taskids import TaskText
from kg.model.extraction import Extraction
from kg.model.links import MatchKind, MatchRelation, TaskMatch

_TABLE = "CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_SHA256 = 32
_KINDS = {kind.value: kind for kind in MatchKind}


class Memory:
    """Reads documents and aligns tasks as linking does without it, and keeps what it found;
    made by `remembered` for one linking.

    `read_anew` and `aligned_anew` count what was not found again: documents, and pairs of them.
    """

    def __init__(self, kept: sqlite3.Connection, version: str) -> None:
        self._kept, self._version = kept, version.encode()
        self._used: set[bytes] = set()
        self._grounds: dict[str, bytes] = {}
        self.read_anew = self.aligned_anew = 0

    def card(self, extraction: Extraction, register: Register) -> Card:
        """The card of a document; see kg.link.cards.card_of. The version names the register too."""
        key = self._key(b"card", ground_of(extraction))
        row = self._recall(key)
        if row is not None:
            return from_json(Card, row)
        self.read_anew += 1
        card = card_of(extraction, register)
        self._keep(key, to_json(card))
        return card

    def align(self, later: Sequence[TaskText], earlier: Sequence[TaskText],
              relation: MatchRelation) -> list[TaskMatch]:
        """The matches of later tasks with earlier ones; see kg.link.align.align."""
        if not later or not earlier:
            return []
        key = self._key(relation.value.encode(), *self._ground(later), b"with", *self._ground(earlier))
        rows = self._recall(key)
        if rows is not None:
            return _matches(rows, later, earlier, relation)
        self.aligned_anew += 1
        found = align(later, earlier, relation)
        self._keep(key, _rows(found, later, earlier))
        return found

    def forget_unused(self) -> None:
        """Drop what nothing asked for since the opening."""
        keys = [key for key, in self._kept.execute("SELECT key FROM found") if key not in self._used]
        self._kept.executemany("DELETE FROM found WHERE key = ?", ((key,) for key in keys))

    def _key(self, *parts: bytes) -> bytes:
        digest = hashlib.sha256(self._version)
        for part in parts:
            digest.update(b"%d:" % len(part) + part)
        return digest.digest()

    def _ground(self, tasks: Sequence[TaskText]) -> list[bytes]:
        """A hash for each task of all that aligning reads of it; its name is not among that."""
        for task in tasks:
            if task.node.id not in self._grounds:
                self._grounds[task.node.id] = hashlib.sha256(_ground_of(task)).digest()
        return [self._grounds[task.node.id] for task in tasks]

    def _recall(self, key: bytes) -> Any:
        """The JSON kept under a key; None if there is none or a byte of it has changed."""
        self._used.add(key)
        row = self._kept.execute("SELECT value FROM found WHERE key = ?", (key,)).fetchone()
        if row is None or hashlib.sha256(row[0][_SHA256:]).digest() != row[0][:_SHA256]:
            return None
        return json.loads(row[0][_SHA256:])

    def _keep(self, key: bytes, value: Any) -> None:
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._kept.execute("INSERT OR REPLACE INTO found VALUES (?, ?)", (key, hashlib.sha256(body).digest() + body))


@contextmanager
def remembered(path: Path, version: str) -> Iterator[Memory]:
    """What is kept in a file by one version of code and rules; written back at the end.

    A file that is damaged is begun anew. What this run did not ask for is dropped.
    """
    if not _is_whole(path):
        path.unlink()
    with closing(sqlite3.connect(path, isolation_level=None)) as kept:
        # What a crash loses is computed again, so nothing waits for the disk.
        kept.execute("PRAGMA synchronous = OFF")
        kept.execute(_TABLE)
        kept.execute("BEGIN")
        memory = Memory(kept, version)
        yield memory
        memory.forget_unused()
        kept.execute("COMMIT")


def _is_whole(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as kept:
            return bool(kept.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _ground_of(task: TaskText) -> bytes:
    units = [unit.name for unit in task.task.assignments]
    verbs = [demand.verb for demand in task.task.demands]
    return repr((task.text, task.heading, units, verbs)).encode()


def _rows(found: Sequence[TaskMatch], later: Sequence[TaskText], earlier: Sequence[TaskText]) -> list[list[Any]]:
    """Matches by the places of their tasks. The names of features are told once for each set of them."""
    rows, columns = ({task.node.id: place for place, task in enumerate(side)} for side in (later, earlier))
    names = list(dict.fromkeys(tuple(name for name, _ in match.features) for match in found))
    numbered = {names_of: place for place, names_of in enumerate(names)}
    return [[list(one) for one in names],
            [[rows[match.a], columns[match.b], match.kind.value, match.score, match.reuse, match.rank, match.accepted,
              numbered[tuple(name for name, _ in match.features)], *(value for _, value in match.features)]
             for match in found]]


def _matches(kept: list[list[Any]], later: Sequence[TaskText], earlier: Sequence[TaskText],
             relation: MatchRelation) -> list[TaskMatch]:
    names, rows = kept
    return [TaskMatch(later[a].node.id, earlier[b].node.id, relation, _KINDS[kind], score, reuse,
                      tuple(zip(names[named], values, strict=True)), rank, accepted)
            for a, b, kind, score, reuse, rank, accepted, named, *values in rows]
