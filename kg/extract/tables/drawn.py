"""Tables drawn with box characters: ruling lines part the rows, whose cells have several lines."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.columns import second_row
from kg.extract.tables.drawn_cells import Ruled, rows_between, ruled_cells, strokes_of, whole_cells
from kg.extract.tables.heads import Column, Kind, columns_of, rule
from kg.extract.tables.wrapped import Cells, rows_of_lines

_CONFIDENCE = 0.94
_FEWEST_RULES, _FEWEST_NUMBERED, _AROUND_HEADS = 3, 2, 2
_RULING = frozenset("+|—=- \t").union(map(chr, range(0x2500, 0x256d)))      # what ruling lines begin with


def drawn_tables(text: str, lines: Sequence[Line], part: int, usage: Usage) -> list[TaskTable]:
    """The tables among a section's lines that stand between ruling lines.

    A table that goes on below heads printed again is one; what stands between is left out.
    """
    rules = [at for at, line in enumerate(lines)
             if text[line.start] in _RULING and rule("ruling_line").match(text[line.start:line.end])]
    if len(rules) < _FEWEST_RULES:
        return []
    drafts = [draft for columns, rows in _tables(text, _between(text, lines, _whole_rules(text, lines, rules)))
              for draft in drafts_of(text, list(rows_of_lines(text, rows, len(columns))),
                                     Form(columns, part, usage, "drawn table", _CONFIDENCE))]
    return [TaskTable(lines[rules[0]].start, lines[rules[-1]].end, tuple(drafts))] if drafts else []


def _whole_rules(text: str, lines: Sequence[Line], rules: Sequence[int]) -> Iterator[int]:
    """The ruling lines without those below the heads that rule off some cells alone."""
    most = 0
    for place, at in enumerate(rules):
        strokes = len(strokes_of(text, lines[at]))
        if place < _AROUND_HEADS or strokes >= most:
            most = max(most, strokes)
            yield at


def _tables(text: str, stretches: Iterator[Sequence[Ruled]]) -> Iterator[tuple[tuple[Column, ...], list[Cells]]]:
    """The columns of each table, those that a second row of heads divides too, and its rows."""
    printed: tuple[Column, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: list[Cells] = []
    below_heads = False
    for lines in stretches:
        cells = whole_cells(lines)
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
            rows.extend(row for each in rows_between(text, lines, columns) for row in _numbered(text, each, columns))
        below_heads = heads is not None
    if rows:
        yield columns, rows


def _between(text: str, lines: Sequence[Line], rules: Iterable[int]) -> Iterator[Sequence[Ruled]]:
    """The lines between each ruling line and the next, as cells."""
    for first, last in itertools.pairwise(rules):
        inner = lines[first + 1:last]
        width = max((len(line.cells) for line in inner), default=0)
        if ruled := [cells for line in inner if (cells := ruled_cells(text, line, lines[first], width))]:
            yield ruled


def _numbered(text: str, cells: Cells, columns: Sequence[Column]) -> Iterator[Cells]:
    """The rows between two ruling lines: one, or one for each row number where nothing rules them apart."""
    number = next((at for at, column in enumerate(columns[:len(cells)]) if column.kind is Kind.NUMBER), None)
    starts = [line[0] for line in cells[number] if rule("number_cell").match(text[slice(*line)])] \
        if number is not None else []
    if len(starts) < _FEWEST_NUMBERED:
        yield cells
        return
    bounds = [min(cell[0][0] for cell in cells if cell), *starts[1:], max(cell[-1][1] for cell in cells if cell)]
    places = [[bisect_left(cell, (bound, bound)) for bound in bounds] for cell in cells]
    for begins, ends in itertools.pairwise(zip(*places)):
        yield tuple(cell[begin:end] for cell, begin, end in zip(cells, begins, ends))
