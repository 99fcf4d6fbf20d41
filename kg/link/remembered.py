"""What linking found, kept from one build to the next: only what is new is worked out again.

The card of a document is a pure function of its text, an alignment one of two lists of
tasks. Each is kept under a hash of all that it rests on, so a wrong one cannot be found;
the file can be deleted at any time and costs nothing but the time to find all of it again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from kg.link.align import align
from kg.link.cards import Card, card_of, ground_of
from kg.link.packed import Names, pack_card, pack_matches, unpack_matches
from kg.link.register import Register
from kg.link.taskids import TaskText
from kg.model.extraction import Extraction
from kg.model.links import MatchRelation, TaskMatch

_TABLE = "CREATE TABLE IF NOT EXISTS found (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
_SHA256 = 32


class Memory:
    """Reads documents and aligns tasks as linking does without it, and keeps what it found;
    made by `remembered` for one linking.

    `found` is what it had to work out, by key; `read_anew` and `aligned_anew` count the
    documents and the pairs of them behind that.
    """

    def __init__(self, kept: Mapping[bytes, bytes], version: str) -> None:
        self._kept, self._version = kept, version.encode()
        self._used: set[bytes] = set()
        self._grounds: dict[tuple[str, str, int], bytes] = {}
        self._names = Names()
        self.found: dict[bytes, bytes] = {}
        self.read_anew = self.aligned_anew = 0

    def card(self, extraction: Extraction, register: Register) -> Card:
        """The card of a document; see kg.link.cards.card_of. The version names the register too."""
        key = self._key(b"card", ground_of(extraction))
        packed = self._recall(key)
        if packed is not None:
            return self._names.card(packed)
        self.read_anew += 1
        card = card_of(extraction, register)
        self._keep(key, pack_card(card))
        return card

    def align(self, later: Sequence[TaskText], earlier: Sequence[TaskText],
              relation: MatchRelation) -> list[TaskMatch]:
        """The matches of later tasks with earlier ones; see kg.link.align.align."""
        if not later or not earlier:
            return []
        key = self._key(relation.value.encode(), self._ground(later), self._ground(earlier))
        packed = self._recall(key)
        if packed is not None:
            return unpack_matches(packed, later, earlier, relation)
        self.aligned_anew += 1
        found = align(later, earlier, relation)
        self._keep(key, pack_matches(found, later, earlier))
        return found

    @property
    def unused(self) -> Iterator[bytes]:
        """The keys of what was kept and nothing asked for."""
        return (key for key in self._kept if key not in self._used)

    def _key(self, *parts: bytes) -> bytes:
        digest = hashlib.sha256(self._version)
        for part in parts:
            digest.update(b"%d:" % len(part) + part)
        return digest.digest()

    def _ground(self, tasks: Sequence[TaskText]) -> bytes:
        """A hash of all that aligning reads of tasks; their names are not among that. Tasks that
        follow each other in one document are known by the first, the last and their number."""
        which = tasks[0].node.id, tasks[-1].node.id, len(tasks)
        if which not in self._grounds:
            self._grounds[which] = hashlib.sha256(repr([_ground_of(task) for task in tasks]).encode()).digest()
        return self._grounds[which]

    def _recall(self, key: bytes) -> bytes | None:
        """What is kept under a key; None if there is nothing or a byte of it has changed."""
        self._used.add(key)
        kept = self._kept.get(key) or self.found.get(key)
        if kept is None or hashlib.sha256(kept[_SHA256:]).digest() != kept[:_SHA256]:
            return None
        return kept[_SHA256:]

    def _keep(self, key: bytes, body: bytes) -> None:
        self.found[key] = hashlib.sha256(body).digest() + body


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
        # Read as a whole: that is ten times as quick as asking for each of ten thousand.
        memory = Memory(dict(kept.execute("SELECT key, value FROM found")), version)
        yield memory
        kept.execute("BEGIN")
        kept.executemany("DELETE FROM found WHERE key = ?", ((key,) for key in memory.unused))
        kept.executemany("INSERT OR REPLACE INTO found VALUES (?, ?)", memory.found.items())
        kept.execute("COMMIT")


def _is_whole(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path)) as kept:
            return bool(kept.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _ground_of(task: TaskText) -> tuple[str, str, list[str], list[str]]:
    units = [unit.name for unit in task.task.assignments]
    verbs = [demand.verb for demand in task.task.demands]
    return task.text, task.heading, units, verbs
