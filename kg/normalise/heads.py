"""Heads of task tables as layout meets them: words that tell that a table begins."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache
from string import whitespace

from kg import tables

_LONGEST, _LONGEST_PRINTED = 16, 40
_LONGEST_RUN = 120          # of the heads of a table on one line
_ROW = re.compile(r" *\d{1,3} (?![年月日号])")
_LONGEST_HALF = 4           # of a head that a line end parts (完成 | 时限)
_FEWEST = 2
_REMARK = re.compile(r"(?<=..)\((?:[^()]{4,}|频[次率]|周期|月份)\)$")
# The patterns of heads that are made of known words, each with what such columns hold.
_SHAPES = (("unit_head", "units"), ("limit_head", "time"), ("task_head", "text"))
# What these patterns end in: most cells end in something else, and are not tried.
_LAST_OF_SHAPES = ("一与人任份位体作供入关划别制办加务助化区县及口合同块域处头子定实室容导局型工布校动系节序应度开成所抓护担持排接措新方施月期构查核次段求点"
                   "率理科称管类细织维草行街要解读责进述送镇门间限项主改督设治建)")


@cache
def _kinds() -> dict[str, str]:
    return {row["head"]: row["kind"] for row in tables.rows("table_heads")}


@cache
def _shapes(begin: str = "^") -> re.Pattern[str]:
    """The shapes of heads, each under the name of what such columns hold; those that begin anywhere if told so."""
    patterns = tables.patterns("table_patterns")
    return re.compile("|".join(f"(?P<{kind}>{begin}{patterns[name].regex.pattern.removeprefix('^')})"
                               for name, kind in _SHAPES))


@cache
def last_of_heads() -> frozenset[str]:
    """The characters that heads end in as printed."""
    return frozenset(f'{_LAST_OF_SHAPES}{whitespace}"').union(word[-1] for word in _kinds())


def kind_of_head(cell: str) -> str | None:
    """What a column with this head holds (number, text, units, time, other); None if it is no head.

    >>> kind_of_head("责 任 单 位"), kind_of_head("拟公开月份"), kind_of_head("公开规划")
    ('units', 'time', None)
    """
    if not 0 < len(cell) <= _LONGEST_PRINTED or cell[-1] not in last_of_heads():
        return None
    word = cell if cell.isalnum() else bare_head(cell)
    if len(word) > _LONGEST or (word is not cell and word[-1:] not in last_of_heads()):
        return None
    known = _kinds().get(word)
    shape = None if known else _shapes().match(word)
    return shape.lastgroup if shape else known


def bare_head(cell: str) -> str:
    """A head without white space and a remark in brackets behind it.

    >>> bare_head("责任单位(列首位的为牵头单位)"), bare_head("牵头(责任) 单位"), bare_head("责任(股)室")
    ('责任单位', '牵头(责任)单位', '责任(股)室')
    """
    word = "".join(cell.split()).replace('"', "")
    return _REMARK.sub("", word) if word.endswith(")") else word


@cache
def _known() -> tuple[str, ...]:
    return tuple(_kinds())


def ends_in_head(words: str) -> bool:
    """Whether some head ends a stretch of text: asked once, where heads would be asked for from every beginning.

    >>> ends_in_head("工作任务责任单位"), ends_in_head("一、加强公开")
    (True, False)
    """
    word = "".join(words.split()).replace('"', "")
    return word.endswith(_known()) or (word[-1:] in last_of_heads() and _shapes(begin="").search(word) is not None)


def begin_with_heads(words: str) -> bool:
    """Whether heads that nothing parts begin a stretch: row numbers or requirements, and what else there is.

    >>> begin_with_heads("序号任务内容责任分工一、公开"), begin_with_heads("任务要求一、公开"), begin_with_heads("一、公开")
    (True, False, False)
    """
    at, first = 0, None
    while length := head_at(words, at):
        kind = kind_of_head(words[at:at + length])
        if first and kind != first:
            return first in ("number", "text")
        at, first = at + length, kind
    return False


def head_at(words: str, at: int) -> int:
    """The length of the longest head that stands at a place; 0 if none does.

    >>> head_at("重点任务序号公开事项", 0), head_at("加强公开", 0)
    (4, 0)
    """
    last, run = last_of_heads(), words[at:at + _LONGEST]
    return next((end for end in range(len(run), 1, -1) if run[end - 1] in last and kind_of_head(run[:end])), 0)


def lines_of_head(lines: Sequence[str]) -> int:
    """How many of the first two lines are one head: one, two where it is broken, or none.

    >>> lines_of_head(["完成", "时限"]), lines_of_head(["序", "号"]), lines_of_head(["任务", "单位"]), lines_of_head(["公开"])
    (2, 2, 1, 0)
    """
    first, below = (*lines, "", "")[:2]
    kinds = kind_of_head(first), kind_of_head(below)
    parted = None in kinds and 0 < len(below) <= _LONGEST_HALF >= len(first)
    return 2 if parted and kind_of_head(first + below) else int(kinds[0] is not None)


def are_heads(cells: Sequence[str]) -> bool:
    """Whether cells are the heads of a table of tasks: most are known, one names units, limits or row numbers.

    >>> are_heads(["工作任务", "责任单位"]), are_heads(["任务", "要求"]), are_heads(["公开规划", "责任单位"])
    (True, False, False)
    """
    kinds = [kind for cell in cells if (kind := kind_of_head(cell))]
    return len(kinds) >= _FEWEST and len(kinds) * 2 > len(cells) and len(set(kinds)) > 1


def whole_words(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Each word by itself, those of a character each together that are a head.

    >>> list(map("".join, whole_words(["序", "号", "工作任务", "甲", "乙"])))
    ['序号', '工作任务', '甲', '乙']
    """
    for single, run in itertools.groupby(words, key=lambda word: len(word) == 1):
        letters = list(run)
        if single and len(letters) > 1 and kind_of_head("".join(letters)):
            yield letters
        else:
            yield from ([word] for word in letters)


def are_spaced_heads(line: str) -> bool:
    """Whether a line is nothing but the heads of a table, parted by spaces.

    >>> are_spaced_heads("序 号 工作任务 责任单位"), are_spaced_heads("工作任务"), are_spaced_heads("公开 规划")
    (True, False, False)
    """
    words = line.split() if " " in line and "\t" not in line and len(line) <= _LONGEST_RUN else []
    return len(words) >= _FEWEST and are_heads(list(map("".join, whole_words(words))))


def begins_row(line: str) -> bool:
    """Whether a line begins with the number of a row and the space that parts it from the next cell.

    >>> begins_row("12 公开规划 甲科"), begins_row("12 月底前"), begins_row("1.公开规划")
    (True, False, False)
    """
    return _ROW.match(line) is not None


def hold_heads(words: Sequence[str]) -> bool:
    """Whether two words, one behind the other, are heads of a table of tasks.

    >>> hold_heads(["某市要点", "工作任务", "责任单位", "公开规划"])
    True
    """
    kinds = map(kind_of_head, words)
    return any(first and second and first != second for first, second in itertools.pairwise(kinds))
