"""Tables drawn with box characters: ruling lines part the rows, whose cells have several lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.columns import second_row
from kg.extract.tables.heads import Column, Kind, columns_of, rule
from kg.extract.tables.wrapped import Cells, rows_of_lines

_CONFIDENCE, _UNSURE = 0.94, 0.6
# Within a line, a rule below one cell alone: those beside it are merged over rows, which nothing here tells apart.
_PARTLY_RULED = re.compile("[├┼][—─━]{2,}|[—─━]{2,}[┤┼]")
_FEWEST_RULES, _FEWEST_NUMBERED = 3, 2
_RULING = frozenset("+|—=- \t").union(map(chr, range(0x2500, 0x256d)))      # what ruling lines begin with


def drawn_tables(text: str, lines: Sequence[Line], part: int, usage: Usage) -> list[TaskTable]:
    """The tables among a section's lines that stand between ruling lines.

    A table that goes on below heads printed again is one; what stands between is left out.
    """
    rules = [at for at, line in enumerate(lines)
             if text[line.start] in _RULING and rule("ruling_line").match(text[line.start:line.end])]
    if len(rules) < _FEWEST_RULES:
        return []
    below_heads = {*range(rules[1], rules[-1])}.difference(rules)
    unsure = any(_PARTLY_RULED.search(text, lines[at].start, lines[at].end) for at in below_heads)
    drafts = [draft for columns, rows in _tables(text, _between(lines, rules))
              for draft in drafts_of(text, list(rows_of_lines(text, rows, len(columns))), Form(
                  columns, part, usage, "drawn table", _UNSURE if unsure else _CONFIDENCE, unsure))]
    return [TaskTable(lines[rules[0]].start, lines[rules[-1]].end, tuple(drafts))] if drafts else []


def _tables(text: str, stretches: Iterator[Cells]) -> Iterator[tuple[tuple[Column, ...], list[Cells]]]:
    """The columns of each table, those that a second row of heads divides too, and its rows."""
    printed: tuple[Column, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: list[Cells] = []
    below_heads = False
    for cells in stretches:
        words = ["".join(text[slice(*line)] for line in cell) for cell in cells]
        divided, used = second_row(printed, words) if below_heads else (columns, 0)
        heads = columns_of(words) if not used else None
        if used:
            columns = divided
        elif heads and heads != printed:
            if rows:
                yield columns, rows
            printed, columns, rows = heads, heads, []
        elif printed and not heads and len(cells) <= len(columns):
            rows.extend(_numbered(text, cells, columns))
        below_heads = heads is not None
    if rows:
        yield columns, rows


def _between(lines: Sequence[Line], rules: Sequence[int]) -> Iterator[Cells]:
    """The cells between each ruling line and the next, line upon line."""
    for first, last in itertools.pairwise(rules):
        inner = lines[first + 1:last]
        width = max((len(line.cells) for line in inner), default=0)
        if width:
            whole = [line for line in inner if len(line.cells) == width]
            yield tuple(tuple(line.cells[at] for line in whole if line.cells[at][0] < line.cells[at][1])
                        for at in range(width))


def _numbered(text: str, cells: Cells, columns: Sequence[Column]) -> Iterator[Cells]:
    """The rows between two ruling lines: one, or one for each row number where nothing rules them apart."""
    number = next((at for at, column in enumerate(columns[:len(cells)]) if column.kind is Kind.NUMBER), None)
    starts = [line[0] for line in cells[number] if rule("number_cell").match(text[slice(*line)])] \
        if number is not None else []
    if len(starts) < _FEWEST_NUMBERED:
        yield cells
        return
    bounds = [min(cell[0][0] for cell in cells if cell), *starts[1:], max(cell[-1][1] for cell in cells if cell)]
    for start, stop in itertools.pairwise(bounds):
        yield tuple(tuple(line for line in cell if start <= line[0] < stop) for cell in cells)
