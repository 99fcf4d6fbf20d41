"""The clauses of a requirement: what stands between commas outside brackets, quotes and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MARKS = re.compile(r"[,。;!?\n\t《》“”()]")
_OPENING, _CLOSING = "《“(", "》”)"
_DEEPEST = 4


# A clause: where its words begin, the words (without white space around them), whether it opens its sentence.
Clause = tuple[int, str, bool]


def clauses_of(text: str, start: int, stop: int) -> Iterator[Clause]:
    """The clauses of logical text between two offsets, in order.

    >>> text = "公布《甲、乙,丙》,公开信息。"
    >>> list(clauses_of(text, 0, len(text)))
    [(0, '公布《甲、乙,丙》', True), (10, '公开信息', False)]
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
            if words := text[begin:end].strip():
                yield begin if len(words) == end - begin else text.index(words, begin), words, first
            begin, first, depth = end + 1, mark != ",", 0
    if words := text[begin:stop].strip():
        yield begin if len(words) == stop - begin else text.index(words, begin), words, first
