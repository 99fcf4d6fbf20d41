"""Run-together tables whose cells spaces part, but whose rows nothing numbers: a cell's look tells its column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import TaskTable
from kg.extract.tables.flat_rows import FlatHead, FlatRow
from kg.extract.tables.lines import table_below
from kg.extract.tables.looks import token_of
from kg.extract.units import rule as role_rule

_FEWEST = 2                 # lists of units that make a table
_CONFIDENCE = 0.85


def words_of(text: str, row: FlatRow) -> Iterator[Range]:
    """The stretches between the spaces and line ends of a row.

    A second name in brackets and a lone word of sharing belong to the units before.
    """
    pending: Range | None = None
    for match in re.finditer(r"[^ \n\t]+", text[row.mark.end:row.stop]):
        start, end = row.mark.end + match.start(), row.mark.end + match.end()
        joins = match[0][0] == "(" or role_rule("role_end").fullmatch(match[0])
        if pending and joins:
            pending = (pending[0], end)
            continue
        if pending:
            yield pending
        pending = (start, end)
    if pending:
        yield pending


def spaced_table(text: str, head: FlatHead, whole: FlatRow, part: int, usage: Usage) -> TaskTable | None:
    """The table whose rows are one stretch of words; None unless lists of units stand between most of its texts."""
    cells = list(words_of(text, whole))
    looks = [token_of(text, *cell, usage).look for cell in cells]
    lists = looks.count("units")
    if lists < _FEWEST or looks.count("text") > lists * 2:
        return None
    table = table_below(text, (head.start, head.stop), cells, head.columns, part, usage, frozenset())
    return table and replace(table, drafts=tuple(
        replace(draft, rule="table run together", confidence=min(draft.confidence, _CONFIDENCE))
        for draft in table.drafts))
