"""What changed between two texts, word by word; units, dates and numbers are never cut."""

from __future__ import annotations

from difflib import SequenceMatcher

from kg.model.answers import WordRun
from kg.words import words


def difference(before: str, after: str, names: frozenset[str] = frozenset()) -> tuple[WordRun, ...]:
    """Runs to keep, delete and add that turn `before` into `after`; `names` stay whole.

    >>> [(run.op, run.text) for run in difference("6月底前公开预算", "9月底前公开预算")]
    [('delete', '6月底前'), ('add', '9月底前'), ('keep', '公开预算')]
    """
    whole = tuple(sorted(names))
    a, b = words(before, whole), words(after, whole)
    runs: list[WordRun] = []
    for op, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if op == "equal":
            runs.append(WordRun("keep", "".join(a[a1:a2])))
            continue
        if a1 < a2:
            runs.append(WordRun("delete", "".join(a[a1:a2])))
        if b1 < b2:
            runs.append(WordRun("add", "".join(b[b1:b2])))
    return tuple(runs)
