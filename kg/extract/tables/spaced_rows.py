"""Tables of a line a row whose cells single spaces part: most rows have as many cells as there are heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment, align_rows
from kg.extract.tables.borders import Row, TaskTable, lines_of
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import levels
from kg.extract.tables.costs import HEADING, Token
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.flat_spaced import cells_between_spaces
from kg.extract.tables.heads import Column, Kind, columns_of
from kg.extract.tables.looks import stated_token, token_of, with_persons
from kg.extract.units import read_units

_FEWEST = 3                 # rows that have a cell below each head
_CONFIDENCE, _UNSURE = 0.9, 0.6
_NARROW = 0.2
_STATED = ("units", "time")

_Cells = Sequence[Range]


def spaced_rows_table(text: str, head: FlatHead, stop: int, part: int, usage: Usage) -> TaskTable | None:
    """The table below heads on one line; None unless most lines below hold a cell for each of them, an empty remark
    left out."""
    columns = _columns(text, head)
    heads = text[head.start:head.stop].strip()
    lines = [list(cells_between_spaces(text, line.start, line.end)) for line in lines_of(text, head.stop, stop)
             if text[line.start:line.end] != heads]     # printed again on each page
    full = [_is_full(cells, columns) for cells in lines] if columns else []
    if sum(full) < _FEWEST:
        return None
    lines = lines[:_length(text, lines, full, usage)]
    if sum(full) * 2 < sum(len(cells) > 1 for cells in lines):
        return None
    named = replace(usage, names=usage.names | _names(text, lines, full, columns))
    tokens = [with_persons(text, [stated_token(text, *cell, named) for cell in cells], columns) for cells in lines]
    aligned = align_rows(tokens, columns)
    rows = _rows(text, lines, [range(len(cells)) if whole else path.columns
                               for cells, whole, path in zip(lines, full, aligned)], len(columns))
    drafts = drafts_of(text, rows, Form(columns, part, usage, "table run together", _CONFIDENCE))
    unsure = [(cells[0][0], cells[-1][1]) for cells, whole, path, found in zip(lines, full, aligned, tokens)
              if not whole and not _is_sure(path, found)]
    return TaskTable(head.start, lines[-1][-1][1], tuple(
        draft._replace(confidence=_UNSURE, uncertain=True)
        if any(start <= draft.start < end for start, end in unsure) else draft for draft in drafts))


def _columns(text: str, head: FlatHead) -> tuple[Column, ...]:
    """The columns, if the heads are parted by spaces and stand on a line of their own."""
    line = text[head.start:head.stop]
    words = line.split()
    alone = line.endswith("\n") and "\n" not in line.strip() and text[head.start - 1:head.start] in ("", "\n")
    return columns_of(words) or () if alone and len(words) == len(head.columns) else ()


def _is_full(cells: _Cells, columns: Sequence[Column]) -> bool:
    """Whether a line holds a cell for each column, the last one left out where it is for remarks."""
    return len(cells) == len(columns) or (len(cells) == len(columns) - 1 and columns[-1].remark)


def _length(text: str, lines: Sequence[_Cells], full: Sequence[bool], usage: Usage) -> int:
    """How many lines the table takes up: to the last full one, and those behind it that state units or limits."""
    end = len(full) - full[::-1].index(True)
    while end < len(lines) and len(lines[end]) > 1 and any(
            token_of(text, *cell, usage).look in _STATED for cell in lines[end]):
        end += 1
    return end


def _names(text: str, lines: Sequence[_Cells], full: Sequence[bool], columns: tuple[Column, ...]) -> frozenset[str]:
    """The names in the cells of units of the full lines."""
    cells = [cell for line, whole in zip(lines, full) if whole
             for cell, column in zip(line, columns) if column.kind is Kind.UNITS]
    return frozenset(unit.name for cell in cells for unit in read_units(text, *cell))


def _rows(text: str, lines: Sequence[_Cells], places: Sequence[Sequence[int]], width: int) -> list[Row]:
    """The rows, each cell in the column at its place; a line of one cell heads those below."""
    rows: list[Row] = []
    above: tuple[Range, ...] = ()
    for cells, columns in zip(lines, places):
        if len(cells) == 1:
            above = levels(text, above, cells[0])
            continue
        row: list[tuple[Range, ...]] = [()] * width
        for cell, column in zip(cells, columns):
            row[max(column, 0)] += (cell,)
        rows.append(Row(tuple(row), above))
    return rows


def _is_sure(path: Alignment, tokens: Sequence[Token]) -> bool:
    """Whether a row with empty cells leaves open neither which are empty nor whether it names units."""
    return path.margin >= _NARROW and HEADING not in path.columns and "units" in [token.look for token in tokens]
