"""The heads of tables with a cell per line, broken ones too, and the cells below them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.extract.tables.heads import LONGEST_PRINTED, Column, column_of, columns_of, misread_column, rule, shaped_column

_MOST_COLUMNS = 10
_BEFORE_UNKNOWN = 2
_LONGEST_HALF = 3           # of a head that a line end parts (序 | 号)


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of a table: the cells from `start` to `stop` and the columns that they name."""

    start: int
    stop: int
    columns: tuple[Column, ...]


def bodies(text: str, cells: Sequence[Range]) -> Iterator[tuple[Heads, list[Range]]]:
    """The heads of each table with the cells below them.

    Heads that are repeated over a page are left out, and so is the title repeated above them.
    """
    heads = list(_all_heads(text, cells))
    table: Heads | None = None
    body: list[Range] = []
    for head, after in zip(heads, [*heads[1:], None]):
        if table is None or table.columns != head.columns:
            if table is not None:
                yield table, body
            table, body = head, []
        elif body and table.start and text[slice(*body[-1])] == text[slice(*cells[table.start - 1])]:
            body.pop()
        body += cells[head.stop:after.start if after else len(cells)]
    if table is not None:
        yield table, body


def _all_heads(text: str, cells: Sequence[Range]) -> Iterator[Heads]:
    below = 0
    for at in _short_pairs(cells):
        if at < below or not _may_head(text, *cells[at:at + 2]):
            continue
        words = _head_words(_whole_heads([text[slice(*cell)] for cell in cells[at:at + _MOST_COLUMNS]]))
        below = at + sum(head.lines for head in words)
        if len(words) > 1 and (columns := columns_of([head.word for head in words])):
            yield Heads(at, below, columns)


def _short_pairs(cells: Sequence[Range]) -> list[int]:
    """Which cells are short enough for heads, and so are those behind them; most lines of prose are not."""
    short = [end - start <= LONGEST_PRINTED for start, end in cells]
    return [at for at, pair in enumerate(itertools.pairwise(short)) if pair == (True, True)]


class _Head(NamedTuple):
    """A head, and on how many lines it stands."""

    word: str
    lines: int


def _head_words(words: Sequence[_Head]) -> list[_Head]:
    """The heads that words begin with, a short unknown one behind two known ones and before another too, behind one if
    it ends as heads of texts do (编号 | 案由及办理要求)."""
    heads = 0
    for at, (word, _) in enumerate(words):
        if _is_head(word):
            heads = at + 1
        elif at != heads or not rule("unknown_head").match(word) \
                or (at < _BEFORE_UNKNOWN and (at == 0 or shaped_column(word) is None)):
            break
    return list(words[:heads])


def _whole_heads(words: Sequence[str]) -> list[_Head]:
    """The heads, those that a line end parts made whole: 牵头 | 部门, 完成 | 时间."""
    whole: list[_Head] = []
    for word in words:
        halves = bool(whole) and (rule("bare_noun").match(word) or None in (column_of(whole[-1].word), column_of(word)))
        parted = halves and column_of(whole[-1].word + word) is not None
        whole[-1:] = [_Head(whole[-1].word + word, whole[-1].lines + 1)] if parted else [*whole[-1:], _Head(word, 1)]
    return whole


def _may_head(text: str, cell: Range, below: Range) -> bool:
    """Whether a short cell, or the first half of one, may be a head."""
    word = text[slice(*cell)]
    return _is_head(word) or (len(word) <= _LONGEST_HALF and column_of(word + text[slice(*below)]) is not None)


def _is_head(word: str) -> bool:
    return column_of(word) is not None or misread_column(word) is not None
