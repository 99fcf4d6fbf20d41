"""How alike two sets of short texts are: TF-IDF of character 1- and 2-grams, hubs set back."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

Matrix = list[list[float]]
"""One row per text of the first side, one column per text of the second."""

# A quarter of each side's mean of its three best: tasks that resemble everything lose most.
HUB_SHARE = 0.25
_HUB_BEST = 3


def grams(text: str) -> Counter[str]:
    """The characters and pairs of neighbours of a text, punctuation left out.

    >>> sorted(grams("公开、信息"))
    ['信', '信息', '公', '公开', '开', '开信', '息']
    """
    bare = re.sub(r"\W", "", text)
    return Counter([*bare, *(bare[i:i + 2] for i in range(len(bare) - 1))])


def weights(texts: Sequence[str]) -> list[Mapping[str, float]]:
    """A unit vector for each text; inverse document frequencies are those of `texts`."""
    counts = [grams(text) for text in texts]
    frequency = Counter(gram for count in counts for gram in count)
    total = len(texts)
    idf = {gram: math.log((1 + total) / (1 + n)) + 1 for gram, n in frequency.items()}
    return [_unit({gram: (1 + math.log(n)) * idf[gram] for gram, n in count.items()}) for count in counts]


def _unit(vector: dict[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {gram: value / length for gram, value in vector.items()} if length else vector


def cosines(a: Sequence[str], b: Sequence[str]) -> Matrix:
    """The cosine of each text of `a` with each of `b`."""
    vectors = weights([*a, *b])
    columns: dict[str, list[tuple[int, float]]] = {}
    for column, vector in enumerate(vectors[len(a):]):
        for gram, value in vector.items():
            columns.setdefault(gram, []).append((column, value))
    return [_row(vector, columns, len(b)) for vector in vectors[:len(a)]]


def _row(vector: Mapping[str, float], columns: Mapping[str, list[tuple[int, float]]], width: int) -> list[float]:
    row = [0.0] * width
    for gram, value in vector.items():
        for column, other in columns.get(gram, ()):
            row[column] += value * other
    return row


def without_hubs(matrix: Matrix) -> Matrix:
    """The matrix less a quarter of each row's and each column's mean of its three best."""
    rows = [HUB_SHARE * _mean_best(row) for row in matrix]
    columns = [HUB_SHARE * _mean_best(column) for column in zip(*matrix)]
    return [[value - rows[i] - columns[j] for j, value in enumerate(row)] for i, row in enumerate(matrix)]


def _mean_best(values: Sequence[float]) -> float:
    best = sorted(values, reverse=True)[:_HUB_BEST]
    return sum(best) / len(best) if best else 0.0
