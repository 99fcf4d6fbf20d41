"""The clauses of a requirement: what stands between commas outside brackets, quotes and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DEEPEST = 4


# A clause: where its words begin, the words (without white space around them), whether it opens its sentence.
Clause = tuple[int, str, bool]


def clauses_of(text: str) -> Iterator[Clause]:
    """The clauses of a requirement, in order.

    >>> list(clauses_of("公布《甲、乙,丙》,公开信息。"))
    [(0, '公布《甲、乙,丙》', True), (10, '公开信息', False)]
    """
    begin, first = 0, True
    for printed, mark in _CLAUSE.findall(text):
        if words := printed.strip():
            yield begin if words == printed else text.index(words, begin), words, first
        begin, first = begin + len(printed) + 1, mark != ","


def _bracketed(depth: int) -> str:
    """What stands in brackets, up to the end of its sentence where one is not closed; those too deep are not told
    from their words."""
    inner = f"[^《“(》”)。\n\t]++|{_bracketed(depth + 1)}" if depth < _DEEPEST else "[^》”)。\n\t]++"
    return f"[《“(](?:{inner})*+(?:[》”)]|(?=[。\n\t])|\\Z)"


_BRACKETED = _bracketed(1)
_PLAIN = "[^,。;!?\n\t《“(]*+"
_CLAUSE = re.compile(f"({_PLAIN}(?:(?:{_BRACKETED}){_PLAIN})*+)([,。;!?\n\t]?)")
