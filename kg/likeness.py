"""Texts that are nearly the same: they share most of their lines, wherever these stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_NEARLY = 0.8
_LINE = 8
_COMMON = 40
"""A line that more texts than this share (现印发给你们，请认真贯彻执行。) tells nothing of any two."""


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """Two texts by name, in order, and the share of the longer one's lines that the other has."""

    one: str
    other: str
    share: float


def near_duplicates(texts: Mapping[str, str], of: Iterable[str] | None = None) -> Iterator[Likeness]:
    """The pairs of texts that share at least four fifths of their characters, line by line;
    only those with one of the names `of`, if given.

    >>> lines = [f"第{number}项，公开第{number}类信息。" for number in range(10)]
    >>> list(near_duplicates({"a": "\\n".join(lines), "b": "\\n".join(lines[1:]), "c": "\\n".join(lines[:3])}))
    [Likeness(one='a', other='b', share=0.9)]
    """
    lines = {name: frozenset(_lines(text)) for name, text in sorted(texts.items())}
    having: dict[str, list[str]] = defaultdict(list)
    for name, found in lines.items():
        for line in found:
            having[line].append(name)
    weights = {name: sum(map(len, found)) for name, found in lines.items()}
    asked = set(lines if of is None else of) & lines.keys()
    for name in sorted(asked):
        shared: Counter[str] = Counter()
        for line in lines[name]:
            if len(having[line]) <= _COMMON:
                shared.update(dict.fromkeys(having[line], len(line)))
        for other, weight in sorted(shared.items()):
            share = weight / max(weights[name], weights[other])
            if other != name and share >= _NEARLY and not (other in asked and other < name):
                yield Likeness(min(name, other), max(name, other), round(share, 3))


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        joined = "".join(line.split())
        if len(joined) >= _LINE:
            yield joined
