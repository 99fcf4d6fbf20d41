"""The words of a change as both columns show them: what was struck, added, or is shared.

Where two texts share little, words struck and underlined would cover everything; then
what is shared is marked instead, and the reader is told so. A long task of which little is
shared is shown by its clauses that share something.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.export.origins import origins
from kg.extract.vocabulary import mainland
from kg.model.answers import Change, ComparedTask, Comparison
from kg.normalise.characters import simplify

SHORTEST_SHARED = 36
LEAST_SHARED = 0.45
LONG = 160
"""Characters from which on a text is shown by what concerns the change, if that is less than half."""
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = re.compile(r"(?<=[\u3000-\u9fff”’》〕])[,;:!?()]|[,;:!?()](?=[\u4e00-\u9fff“‘《])")
GAP = ("……", "keep")
_ENDS = "，。；"
_CLAUSE = re.compile(f"[^{_ENDS}]*[{_ENDS}]|[^{_ENDS}]+")
_LAYOUT = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """A task in one column: its words as (text, `keep`, `add`, `delete` or `same`); `original`
    is its text before conversion to Simplified, empty where nothing was converted; `brief` are the
    pieces of the clauses that share something, empty where the whole text is no longer to read."""

    task: ComparedTask
    pieces: tuple[tuple[str, str], ...]
    original: str
    brief: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Aligned:
    """A change with its older tasks (`a`) and newer tasks (`b`); `shared` tells that `same`
    marks what both have."""

    index: int
    change: Change
    a: tuple[Column, ...]
    b: tuple[Column, ...]
    shared: bool


def align_columns(found: Comparison) -> tuple[Aligned, ...]:
    """All changes of a comparison, in its order."""
    a_tasks = {task.id: task for task in found.a_tasks}
    b_tasks = {task.id: task for task in found.b_tasks}
    return tuple(_aligned(index, change, a_tasks, b_tasks) for index, change in enumerate(found.changes))


def in_simplified(text: str) -> str:
    """A text for the columns: Simplified, and with mainland words where it was in Traditional script.

    >>> in_simplified("環境質量資訊"), in_simplified("资讯")
    ('环境质量信息', '资讯')
    """
    simple = simplify(text)
    return mainland(simple) if simple != text else text


def _aligned(index: int, change: Change, a_tasks: Mapping[str, ComparedTask],
             b_tasks: Mapping[str, ComparedTask]) -> Aligned:
    older, newer = [a_tasks[id] for id in change.a], [b_tasks[id] for id in change.b]
    if _mark_shared(change, older, newer):
        a, b = tuple(_shared(one, newer) for one in older), tuple(_shared(one, older) for one in newer)
        if any(op == "same" for column in (*a, *b) for _, op in column.pieces):
            return Aligned(index, change, a, b, True)
    return Aligned(index, change, tuple(_changed(change, one, "delete") for one in older),
                   tuple(_changed(change, one, "add") for one in newer), False)


def _mark_shared(change: Change, older: Sequence[ComparedTask], newer: Sequence[ComparedTask]) -> bool:
    if not (older and newer):
        return False
    if len(older) > 1 or len(newer) > 1:
        return True
    shorter, longer = sorted((len(older[0].text), len(newer[0].text)))
    kept = sum(len(run.text) for run in change.difference if run.op == "keep")
    return (shorter >= SHORTEST_SHARED or longer >= LONG) and kept < LEAST_SHARED * (shorter + longer) / 2


def _shared(one: ComparedTask, others: Sequence[ComparedTask]) -> Column:
    """A column that marks what its task has in common with those of the other."""
    way = origins(joined(in_simplified(one.text)), [joined(in_simplified(other.text)) for other in others])
    pieces = tuple((words, "keep" if source is None else "same") for words, source in way.pieces)
    return Column(one, pieces, _original(one), brief(pieces))


def _changed(change: Change, one: ComparedTask, op: str) -> Column:
    """A column that marks what was struck or added."""
    pair = len(change.a) == len(change.b) == 1
    runs = [(widened(run.text), run.op) for run in change.difference if pair and run.op in ("keep", op)]
    return Column(one, tuple(runs) or ((joined(in_simplified(one.text)), "keep"),), _original(one))


def _original(one: ComparedTask) -> str:
    return joined(one.text) if simplify(one.text) != one.text else ""


def brief(pieces: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The pieces of a long text without the clauses that share nothing, each gap told by `……`;
    nothing where that leaves more than half of it.

    >>> brief([("甲。" * 100, "keep"), ("相同的话", "same"), ("。乙。", "keep")])
    (('……', 'keep'), ('相同的话', 'same'), ('。', 'keep'), ('……', 'keep'))
    """
    kept: list[tuple[str, str]] = []
    for clause in _clauses(pieces):
        if any(op == "same" for _, op in clause):
            kept += clause
        elif kept[-1:] != [GAP]:
            kept.append(GAP)
    whole, shown = (sum(len(words) for words, _ in run) for run in (pieces, kept))
    return tuple(kept) if whole >= LONG and shown < whole / 2 else ()


def _clauses(pieces: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The pieces cut where a clause ends."""
    found: list[list[tuple[str, str]]] = [[]]
    for words, op in pieces:
        for part in _CLAUSE.findall(words):
            found[-1].append((part, op))
            if part[-1] in _ENDS:
                found.append([])
    return [clause for clause in found if clause]


def joined(text: str) -> str:
    """The text without the blanks and line breaks that layout put beside Chinese characters.

    >>> joined("于 2021 年\\n\\n前 OA 办")
    '于2021年前OA办'
    """
    return _LAYOUT.sub("", text.strip())


def widened(text: str) -> str:
    """Text in the half-width form of the rules, with the punctuation that Chinese is printed in.

    >>> widened("公布名单,公开情况(试行)。")
    '公布名单，公开情况（试行）。'
    """
    return _NARROW.sub(lambda found: found[0].translate(_WIDE), text)
