"""Answers a person's words: numbers in any form, titles, units, task words; ranked, marked.

The full text is kept in pairs of neighbouring characters, and a query word is searched as a
phrase of pairs. So the words of a query decide, not those that a segmenter happened to find
in the text, nothing need be segmented when a library is built, and the commonest words, those
of two characters, are one look-up each.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.extract.numbers import parse_number
from kg.normalise.characters import fold, simplify

_RUN = re.compile(r"[0-9A-Za-z]+|[\u3007\u3400-\u9fff]+")
SEARCHED = {"work": "works", "task": "tasks", "holder": "holders"}
"""What can be searched for, with its table."""
TITLE_WEIGHT = 6
MOST_RANKED = 20_000
"""Rows with the words of a query that are ranked; the others stand behind them unsought."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a `work`, `task` or `holder`, and how well it fits (higher is better)."""

    kind: str
    id: str
    score: float


def spaced(text: str) -> str:
    """A text as the index keeps it: Simplified, half-width, in pairs of characters.

    >>> spaced("政務公開2021年")
    '政务 务公 公开 2021 年'
    """
    return " ".join(token for run in _RUN.findall(fold(simplify(text)).lower()) for token in _pairs(run))


def _pairs(run: str) -> list[str]:
    """The pairs of a run of Chinese characters; a run of Latin letters or digits as it is."""
    if run.isascii() or len(run) == 1:
        return [run]
    return [run[at:at + 2] for at in range(len(run) - 1)]


def terms(query: str) -> tuple[str, ...]:
    """The words of a query, Simplified, in the order given and without repeats."""
    from kg import words

    found: list[str] = []
    for run in _RUN.findall(fold(simplify(query))):
        found.extend(word for word in words.words(run) if word not in found)
    return tuple(found)


def find(path: Path, query: str, kinds: Sequence[str] = tuple(SEARCHED),
         limit: int = 20) -> tuple[Hit, ...]:
    """The best hits of each kind for a query, kinds in the order given.

    All words must occur; if nothing has them all, any may. A document number finds its
    document in whatever form it is typed.
    """
    number = parse_number(query)
    asked = (str(number),) if number else terms(query)
    if not asked:
        return ()
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        every = _match(connection, asked, " AND ", kinds, limit)
        return every or _match(connection, asked, " OR ", kinds, limit)


def _match(connection: sqlite3.Connection, words: Sequence[str], joint: str,
           kinds: Sequence[str], limit: int) -> tuple[Hit, ...]:
    # A single character says little; it is asked for only where nothing longer is.
    telling = [word for word in words if len(word) > 1] or words
    phrases = joint.join(_phrase(spaced(word)) for word in telling if spaced(word))
    if not phrases:
        return ()
    found: list[Hit] = []
    for kind in kinds:
        table = SEARCHED[kind]
        # What tens of thousands of rows say tells little; ranking all of them takes seconds.
        some = f"SELECT rowid, rank FROM {table}_words WHERE {table}_words MATCH ? LIMIT {MOST_RANKED}"
        best = f"SELECT rowid, rank FROM ({some}) ORDER BY rank LIMIT ?"
        rows = connection.execute(f"SELECT id, rank FROM ({best}) JOIN {table} ON place = rowid ORDER BY rank",
                                  (phrases, limit))
        found.extend(Hit(kind, id, -rank) for id, rank in rows)
    return tuple(found)


def _phrase(pairs: str) -> str:
    """A word's pairs as a phrase. A character alone begins a pair in most texts, and letters or
    digits may go on, so these are searched as a beginning; a whole pair is the quicker look-up."""
    last = pairs.rpartition(" ")[2]
    return f'"{pairs}"' + (" *" if last.isascii() or len(last) == 1 else "")


def highlight(text: str, words: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is one of the words, in either script.

    >>> highlight("做好政務公開工作", ("政务公开",))
    (('做好', False), ('政務公開', True), ('工作', False))
    """
    if not words:
        return ((text, False),)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.I)
    pieces: list[tuple[str, bool]] = []
    last = 0
    for found in pattern.finditer(fold(simplify(text))):
        pieces += [(text[last:found.start()], False), (text[found.start():found.end()], True)]
        last = found.end()
    pieces.append((text[last:], False))
    return tuple(piece for piece in pieces if piece[0])
