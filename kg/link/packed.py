"""Cards and matches as the bytes in which they are kept: compact, and quick to read again.

A library keeps one card for each document and several matches for each of its tasks, and reads
all of them whenever a document is added; so matches are columns of numbers, and a name that
thousands of documents print is turned back into a value once.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any

from kg.agencies import Agency
from kg.form import from_json, to_json
from kg.link.cards import Card
from kg.link.mentions import Naming
from kg.link.series import Run
from kg.link.taskids import TaskText, Words
from kg.model.links import MatchKind, MatchRelation, TaskMatch

_KINDS = tuple(MatchKind)
_WHOLE = 6
"""Whole numbers of a match: its two tasks, its rank, its kind, whether it is accepted, its features' names."""


def pack_matches(found: Sequence[TaskMatch], later: Sequence[TaskText], earlier: Sequence[TaskText]) -> bytes:
    """Matches by the places of their tasks. The names of features are told once for each set of them."""
    rows, columns = ({task.node.id: place for place, task in enumerate(side)} for side in (later, earlier))
    names = list(dict.fromkeys(_features(match) for match in found))
    whole = [number for match in found for number in (
        rows[match.a], columns[match.b], match.rank, _KINDS.index(match.kind), int(match.accepted),
        names.index(_features(match)))]
    shares = [share for match in found for share in (match.score, match.reuse, *(value for _, value in match.features))]
    head = json.dumps([names, len(found), len(shares)], ensure_ascii=False).encode()
    return struct.pack(f"<I{len(head)}s{len(whole)}I{len(shares)}d", len(head), head, *whole, *shares)


def _features(match: TaskMatch) -> tuple[str, ...]:
    return tuple(name for name, _ in match.features)


def unpack_matches(packed: bytes, later: Sequence[TaskText], earlier: Sequence[TaskText],
                   relation: MatchRelation) -> list[TaskMatch]:
    """The matches that `pack_matches` packed, between the same tasks by their names of today."""
    (size,) = struct.unpack_from("<I", packed)
    names, count, shared = json.loads(packed[4 : 4 + size])
    whole = struct.unpack_from(f"<{_WHOLE * count}I", packed, 4 + size)
    shares = struct.unpack_from(f"<{shared}d", packed, 4 + size + 4 * _WHOLE * count)
    rows, columns = [task.node.id for task in later], [task.node.id for task in earlier]
    found, at = [], 0
    for a, b, rank, kind, accepted, named in zip(*[iter(whole)] * _WHOLE, strict=True):
        end = at + 2 + len(names[named])
        score, reuse, *values = shares[at:end]
        found.append(TaskMatch(rows[a], columns[b], relation, _KINDS[kind], score, reuse,
                               tuple(zip(names[named], values, strict=True)), rank, bool(accepted)))
        at = end
    return found


def pack_card(card: Card) -> bytes:
    """A card; its words as they are, each of its names as a text of its own."""
    words = [(one.text, one.heading, one.digest) for one in card.words]
    names = [[_written(one) for one in group] for group in ((card.issuer,), card.own, card.cited, (card.run,))]
    return json.dumps([*names, words], ensure_ascii=False, separators=(",", ":")).encode()


def _written(value: Any) -> str:
    return json.dumps(to_json(value), ensure_ascii=False, separators=(",", ":"))


class Names:
    """Turns the texts of names back into values, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, str], Any] = {}

    def card(self, packed: bytes) -> Card:
        """The card that `pack_card` packed."""
        (issuer,), own, cited, (run,), words = json.loads(packed)
        return Card(self._named(Agency | None, issuer), tuple(self._named(Naming, one) for one in own),
                    tuple(self._named(Naming, one) for one in cited), tuple(Words(*one) for one in words),
                    self._named(Run | None, run))

    def _named(self, kind: Any, written: str) -> Any:
        if (kind, written) not in self._known:
            self._known[kind, written] = from_json(kind, json.loads(written))
        return self._known[kind, written]
