"""How alike two sets of short texts are: TF-IDF of character 1- and 2-grams, hubs set back."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Matrix = list[list[float]]
"""One row per text of the first side, one column per text of the second."""

# A quarter of each side's mean of its three best: tasks that resemble everything lose most.
HUB_SHARE = 0.25
# How loud the heading above a task and its own lead-in speak beside its text; of the
# values tried these hold best over the pairs of plans, each left out in turn.
HEADING_SHARE = 0.2
LEAD_SHARE = 0.5
_LEAD_LENGTH = 16
_HUB_BEST = 3


def grams(text: str) -> Counter[str]:
    """The characters and pairs of neighbours of a text, punctuation left out.

    >>> sorted(grams("公开、信息"))
    ['信', '信息', '公', '公开', '开', '开信', '息']
    """
    bare = re.sub(r"\W", "", text)
    return Counter([*bare, *(bare[i : i + 2] for i in range(len(bare) - 1))])


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the heading it stands under."""

    text: str
    heading: str = ""

    @property
    def lead(self) -> str:
        """The short phrase that opens the text like a title (加强政策解读。…), or nothing."""
        first = re.split(r"[。,;，；]", self.text, maxsplit=1)[0]
        return first if len(first) <= _LEAD_LENGTH else ""

    def counts(self) -> dict[str, float]:
        """How often each gram occurs; those of heading and lead-in count for a share more."""
        counts: dict[str, float] = dict(grams(self.text))
        for words, share in ((self.heading, HEADING_SHARE), (self.lead, LEAD_SHARE)):
            for gram, n in grams(words).items():
                counts[gram] = counts.get(gram, 0.0) + share * n
        return counts


def weights(passages: Sequence[Passage]) -> list[Mapping[str, float]]:
    """A unit vector for each passage; inverse document frequencies are those of the texts."""
    bags = [passage.counts() for passage in passages]
    # What only a heading says counts for less than one: it is no occurrence in a text.
    frequency = Counter(gram for bag in bags for gram, n in bag.items() if n >= 1)
    rarity = {gram: math.log((1 + len(bags)) / (1 + n)) + 1 for gram, n in frequency.items()}
    unseen = math.log(1 + len(bags)) + 1
    return [_unit({gram: _damped(n) * rarity.get(gram, unseen) for gram, n in bag.items()}) for bag in bags]


def _damped(count: float) -> float:
    return 1 + math.log(count) if count >= 1 else count


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {gram: value / length for gram, value in vector.items()} if length else vector


def cosines(a: Sequence[Passage], b: Sequence[Passage]) -> Matrix:
    """The cosine of each passage of `a` with each of `b`."""
    vectors = weights([*a, *b])
    columns: dict[str, list[tuple[int, float]]] = {}
    for column, vector in enumerate(vectors[len(a) :]):
        for gram, value in vector.items():
            columns.setdefault(gram, []).append((column, value))
    return [_row(vector, columns, len(b)) for vector in vectors[: len(a)]]


def _row(
    vector: Mapping[str, float], columns: Mapping[str, list[tuple[int, float]]], width: int
) -> list[float]:
    row = [0.0] * width
    for gram, value in vector.items():
        for column, other in columns.get(gram, ()):
            row[column] += value * other
    return row


def without_hubs(matrix: Matrix) -> Matrix:
    """The matrix less a quarter of each row's and each column's mean of its three best."""
    rows = [HUB_SHARE * _mean_best(row) for row in matrix]
    columns = [HUB_SHARE * _mean_best(column) for column in zip(*matrix, strict=True)]
    return [[value - rows[i] - columns[j] for j, value in enumerate(row)] for i, row in enumerate(matrix)]


def _mean_best(values: Sequence[float]) -> float:
    best = sorted(values, reverse=True)[:_HUB_BEST]
    return sum(best) / len(best) if best else 0.0
