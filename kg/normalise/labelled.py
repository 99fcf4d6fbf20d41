"""Records whose labels and values stand on lines of their own, label above value, over and over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from kg.normalise.draft import Draft
from kg.normalise.heads import are_heads, kind_of_head

_FEWEST, _FEWEST_RECORDS = 3, 2     # labels of a record, and records
_LONGEST_LABEL = 8
_BRACKETED = re.compile(r"\A[【〔\[](.*)[】〕\]]\Z")
_MOST_EMPTY = 4             # labels to each that has no value


def join_labels(draft: Draft) -> Draft:
    """The draft with a border for the line end between each such label and its value.

    >>> record = "编号\\n1\\n督办内容\\n公开规划\\n主办单位\\n甲局"
    >>> join_labels(Draft.of("\\n".join([record] * 3))).text.split("\\n")[:3]
    ['编号\\t1', '督办内容\\t公开规划', '主办单位\\t甲局']
    """
    lines = [(start, end) for start, end in draft.lines() if draft.text[start:end].strip(" ")]
    words = [_BRACKETED.sub(r"\1", draft.text[start:end].strip(" ")) for start, end in lines]
    labels = _labels(words)
    places = [at for at, word in enumerate(words) if word in labels]
    if not places or not _are_records([words[at] for at in places], labels) or not _have_values(places):
        return draft
    last = places[-1] + 1
    valued = [at for at in places[:-1] if at + 1 not in places]
    if last < len(lines) and kind_of_head(words[last].partition(":")[0]) is None:    # no remark below the records
        valued.append(places[-1])
    return draft.edit((lines[at][0], lines[at + 1][0], f"{words[at]}\t") for at in valued)


def _labels(words: Sequence[str]) -> Sequence[str]:
    """The heads that stand alone on as many lines as there are records, in their order; none if too few do."""
    counts = Counter(word for word in words if 1 < len(word) <= _LONGEST_LABEL)
    found = [word for word, count in counts.items() if count >= _FEWEST_RECORDS and kind_of_head(word)]
    return found if len(found) >= _FEWEST and are_heads(found) else ()


def _are_records(printed: Sequence[str], labels: Sequence[str]) -> bool:
    """Whether labels follow one another as in the first record, each record beginning with the first."""
    order = {label: at for at, label in enumerate(labels)}
    return printed[0] == labels[0] and all(
        order[after] > order[before] or after == labels[0] for before, after in pairwise(printed))


def _have_values(places: Sequence[int]) -> bool:
    """Whether nearly all labels have something below them before the next."""
    empty = sum(after == before + 1 for before, after in pairwise(places))
    return empty * _MOST_EMPTY <= len(places)
