"""The clauses of a requirement: what stands between commas outside brackets, quotes and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARKS = re.compile(r"[,。;!?\n\t《》“”()]")
_OPENING, _CLOSING = "《“(", "》”)"
_DEEPEST = 4


class Clause(NamedTuple):
    """A clause at text[start:end]; `first` tells that it opens its sentence."""

    start: int
    end: int
    first: bool


def clauses_of(text: str, start: int, stop: int) -> Iterator[Clause]:
    """The clauses of logical text between two offsets, in order.

    >>> text = "公布《甲、乙,丙》,公开信息。"
    >>> [text[c.start:c.end] for c in clauses_of(text, 0, len(text))]
    ['公布《甲、乙,丙》', '公开信息']
    """
    depth, begin, first = 0, start, True
    for match in _MARKS.finditer(text, start, stop):
        mark = match[0]
        if mark in _OPENING:
            depth = min(depth + 1, _DEEPEST)
        elif mark in _CLOSING:
            depth = max(depth - 1, 0)
        elif depth == 0 or mark in "。\n\t":
            end = match.start()
            if end > begin and not text[begin:end].isspace():
                yield Clause(begin, end, first)
            begin, first, depth = end + 1, mark != ",", 0
    if text[begin:stop].strip():
        yield Clause(begin, stop, first)
