"""Run-together tables whose cells spaces part, but whose rows no number counts: a cell's look tells its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import TaskTable
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import rule
from kg.extract.tables.lines import table_of
from kg.extract.tables.looks import stated_token
from kg.extract.units import rule as role_rule

_FEWEST = 2                 # lists of units that make a table
_CONFIDENCE = 0.85
_WORD, _DIGIT = re.compile(r"[^ \n\t]+"), re.compile(r"(?<=[\u4e00-\u9fff。)])\d")


def cells_between_spaces(text: str, start: int, stop: int) -> Iterator[Range]:
    """The stretches between the spaces and line ends of a row or a table, and the limits that no space parts from them.

    A second name in brackets and a lone word of sharing belong to the units before; no space stands before
    a digit, as none is kept there.

    >>> text = "公开规划。6月底前 甲科、乙科2021年底 公开 预算"
    >>> [text[a:b] for a, b in cells_between_spaces(text, 0, len(text))]
    ['公开规划。', '6月底前', '甲科、乙科', '2021年底', '公开', '预算']
    """
    pending: Range | None = None
    for match in _WORD.finditer(text, start, stop):
        second = match[0][0] == "(" and not rule("number_cell").match(match[0])
        joins = (second and not rule("cell_label").match(match[0])) or role_rule("role_end").fullmatch(match[0])
        if pending and joins:
            pending = (pending[0], match.end())
            continue
        if pending:
            yield from _around_limit(text, *pending)
        pending = match.span()
    if pending:
        yield from _around_limit(text, *pending)


def _around_limit(text: str, start: int, stop: int) -> Iterator[Range]:
    """A word, or what stands before the limit that begins with its first figure, and the limit."""
    digit = _DIGIT.search(text, start, stop)
    at = digit.start() if digit else stop
    if digit and rule("time_cell").match(text[at:stop]) and not rule("time_cell").match(text[start:stop]):
        yield start, at
        start = at
    yield start, stop


def spaced_table(text: str, head: FlatHead, stop: int, part: int, usage: Usage) -> TaskTable | None:
    """The table below heads whose cells spaces part; None unless lists of units stand between most of its texts."""
    tokens = [_token(text, *cell, usage) for cell in cells_between_spaces(text, head.stop, stop)]
    looks = [token.look for token in tokens]
    lists = looks.count("units")
    if lists < _FEWEST or looks.count("text") > lists * 2:
        return None
    table = table_of(text, (head.start, head.stop), tokens, head.columns, part, usage, frozenset())
    return table and replace(table, drafts=tuple(
        draft._replace(rule="table run together", confidence=min(draft.confidence, _CONFIDENCE))
        for draft in table.drafts))


def _token(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a cell looks like; a sentence names no units but known ones."""
    token = stated_token(text, start, end, usage)
    unknown = token.look == "units" and text[end - 1] == "。" and not usage.names.issuperset(token.names)
    return token._replace(look="text", names=()) if unknown else token
