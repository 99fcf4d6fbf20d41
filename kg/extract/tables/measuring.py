"""Tables of indicators: what is measured, how and from what; nobody is told to do anything in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.heads import Kind, column_of, rule

_FEWEST_HEADS = 3


def measuring_tables(text: str, lines: Sequence[Line]) -> Iterator[TaskTable]:
    """The tables below a row of heads that name indicators and how they are measured and no units, down to the last
    line of their section; they set no tasks."""
    for line in lines:
        if _are_heads(["".join(text[start:end].split()) for start, end in line.cells]):
            yield TaskTable(line.start, lines[-1].end, ())
            return


def _are_heads(cells: Sequence[str]) -> bool:
    """Whether cells are the heads of a table of indicators."""
    if len(cells) < _FEWEST_HEADS or not any(rule("indicator_head").match(cell) for cell in cells):
        return False
    kinds = {column.kind for cell in cells if (column := column_of(cell))}
    return not kinds & {Kind.UNITS, Kind.TIME} and any(rule("measuring_head").match(cell) for cell in cells)
