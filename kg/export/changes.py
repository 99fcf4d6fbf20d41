"""The words of a change as both columns show them: what was struck, added, or is shared.

Where two texts share little, words struck and underlined would cover everything; then
what is shared is marked instead, and the reader is told so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.export.origins import origins
from kg.extract.vocabulary import mainland
from kg.model.answers import Change, ComparedTask, Comparison
from kg.normalise.characters import simplify

SHORTEST_SHARED = 20
LEAST_SHARED = 0.45
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_NARROW = re.compile(r"(?<=[\u3000-\u9fff”’》〕])[,;:!?()]|[,;:!?()](?=[\u4e00-\u9fff“‘《])")
_LAYOUT = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """A task in one column: its words as (text, `keep`, `add`, `delete` or `same`); `original`
    is its text before conversion to Simplified, empty where nothing was converted."""

    task: ComparedTask
    pieces: tuple[tuple[str, str], ...]
    original: str


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
    shared = _mark_shared(change, older, newer)
    return Aligned(index, change, tuple(_column(change, one, newer, "delete", shared) for one in older),
                   tuple(_column(change, one, older, "add", shared) for one in newer), shared)


def _mark_shared(change: Change, older: Sequence[ComparedTask], newer: Sequence[ComparedTask]) -> bool:
    if not (older and newer):
        return False
    if len(older) > 1 or len(newer) > 1:
        return True
    shorter = min(len(older[0].text), len(newer[0].text))
    kept = sum(len(run.text) for run in change.difference if run.op == "keep")
    longer = max(len(older[0].text), len(newer[0].text))
    return shorter >= SHORTEST_SHARED and kept < LEAST_SHARED * (shorter + longer) / 2


def _column(change: Change, one: ComparedTask, others: Sequence[ComparedTask], op: str,
            shared: bool) -> Column:
    text = joined(in_simplified(one.text))
    if shared:
        way = origins(text, [joined(in_simplified(other.text)) for other in others])
        pieces = tuple((words, "keep" if source is None else "same") for words, source in way.pieces)
    elif change.difference:
        pieces = tuple((widened(run.text), run.op) for run in change.difference if run.op in ("keep", op))
    else:
        pieces = ((text, "keep"),)
    return Column(one, pieces, joined(one.text) if simplify(one.text) != one.text else "")


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
