"""来路: which words of a task were taken over, run by run, and from where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.normalise.characters import fold, simplify

SHORTEST = 5
_EDGE = "，。；：、,.;:!?！？“”‘’《》（）() \n\t"


@dataclass(frozen=True, slots=True)
class Origin:
    """A source of words: its place in the list of sources (0 …) and its share of the task."""

    source: int
    share: float


@dataclass(frozen=True, slots=True)
class Way:
    """A task's text in pieces, each with the source it was taken from or None; shares by source
    and `own`, what is its own or reworded."""

    pieces: tuple[tuple[str, int | None], ...]
    origins: tuple[Origin, ...]
    own: float


def origins(text: str, sources: Sequence[str]) -> Way:
    """The runs of at least five characters that a text shares with its sources, longest first.

    Script and width do not matter; punctuation at the ends of a run does not count.

    >>> way = origins("主动做好政策解读工作", ["各级要做好政策解读"])
    >>> way.pieces
    (('主动', None), ('做好政策解读', 0), ('工作', None))
    >>> way.own
    0.4
    """
    plain = fold(simplify(text))
    owner: list[int | None] = [None] * len(text)
    indexes = [_index(fold(simplify(source))) for source in sources]
    folded = [fold(simplify(source)) for source in sources]
    runs = [run for number, index in enumerate(indexes) for run in _runs(plain, folded[number], index, number)]
    for length, start, number in sorted(runs, key=lambda run: (-run[0], run[2], run[1])):
        free = [at for at in range(start, start + length) if owner[at] is None]
        if len(free) >= SHORTEST:
            for at in free:
                owner[at] = number
    pieces = tuple(_pieces(text, owner))
    counted = {number: owner.count(number) / len(text) for number in range(len(sources))}
    taken = tuple(Origin(number, round(share, 4)) for number, share in counted.items() if share)
    return Way(pieces, taken, round(owner.count(None) / max(1, len(text)), 4))


def _index(source: str) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in range(len(source) - SHORTEST + 1):
        found[source[at:at + SHORTEST]].append(at)
    return found


def _runs(text: str, source: str, index: Mapping[str, list[int]],
          number: int) -> Iterator[tuple[int, int, int]]:
    """(length, start, source) of every maximal run, its edges free of punctuation."""
    at = 0
    while at <= len(text) - SHORTEST:
        longest = max((_common(text, at, source, place) for place in index.get(text[at:at + SHORTEST], ())),
                      default=0)
        if longest:
            start, end = at, at + longest
            while start < end and text[start] in _EDGE:
                start += 1
            while end > start and text[end - 1] in _EDGE:
                end -= 1
            if end - start >= SHORTEST:
                yield end - start, start, number
        at += max(1, longest - SHORTEST + 1)


def _common(text: str, at: int, source: str, place: int) -> int:
    length = 0
    while (at + length < len(text) and place + length < len(source)
           and text[at + length] == source[place + length]):
        length += 1
    return length


def _pieces(text: str, owner: Sequence[int | None]) -> Iterator[tuple[str, int | None]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or owner[at] != owner[start]:
            yield text[start:at], owner[start]
            start = at
