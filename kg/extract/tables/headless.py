"""Tables copied without their heads: a bar ends the line of each cell, and the cells tell their columns."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind
from kg.extract.tables.lines import table_below
from kg.extract.tables.looks import token_of

_CONFIDENCE = 0.85
_FEWEST_ROWS = 2


def headless_tables(text: str, lines: Sequence[Line], part: int, usage: Usage,
                    barred: frozenset[int]) -> list[TaskTable]:
    """The tables among the lines of a section that a bar ends in print; `barred` are where those end."""
    found = []
    for cells in _stretches(lines, barred) if barred else ():
        columns = _columns([token_of(text, *cell, usage) for cell in cells])
        table = table_below(text, cells[0], cells, columns, part, usage, frozenset()) if columns else None
        if table:
            found.append(replace(table, drafts=tuple(draft._replace(confidence=_CONFIDENCE) for draft in table.drafts)))
    return found


def _stretches(lines: Sequence[Line], barred: frozenset[int]) -> Iterator[list[Range]]:
    """The cells of each run of lines that bars end."""
    for ends, run in itertools.groupby(lines, lambda line: line.cells[-1][1] in barred and len(line.cells) == 1):
        if ends:
            yield [line.cells[0] for line in run]


def _columns(tokens: Sequence[Token]) -> tuple[Column, ...]:
    """A column of tasks, one of units and one of limits if any follow; none if few tasks are followed by units."""
    pairs = [(token.look, after.look) for token, after in itertools.pairwise(tokens)]
    tasks = sum(token.look == "text" for token in tokens)
    stated = sum(pair == ("text", "units") for pair in pairs)
    if stated < _FEWEST_ROWS or stated * 2 <= tasks:
        return ()
    timed = any(pair == ("units", "time") for pair in pairs)
    return (Column(Kind.TEXT), Column(Kind.UNITS), *((Column(Kind.TIME),) if timed else ()))
