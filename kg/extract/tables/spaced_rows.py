"""Tables of a line a row whose cells single spaces part: most rows have as many cells as there are heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import compress, pairwise

from kg.extract.drafts import Range, TaskDraft
from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment, align_rows
from kg.extract.tables.borders import Line, Row, TaskTable, lines_of
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import in_brackets, levels
from kg.extract.tables.costs import HEADING, Token
from kg.extract.tables.fitting import fits_below
from kg.extract.tables.flat_heads import FlatHead, find_head
from kg.extract.tables.flat_spaced import cells_between_spaces
from kg.extract.tables.heads import Column, Kind, columns_of
from kg.extract.tables.looks import stated_token, token_of
from kg.extract.tables.persons import with_persons
from kg.extract.units import read_units
from kg.model.outline import Section
from kg.normalise.heads import are_spaced_heads
from kg.numerals import read_row_number
from kg.outline import within

_FEWEST = 3                 # rows that have a cell below each head
_CONFIDENCE, _UNSURE = 0.9, 0.6
_NARROW = 0.2
_FEW_SHORT = 0.5            # of lines whose cells stand abreast more go on in those of the line above
_STATED = ("units", "time")
_FITTING = 0.75             # of the full rows whose cells look like those of their columns

_Cells = Sequence[Range]


def counted_rows(text: str, lines: Sequence[Line], section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The table of a section whose rows numbers count, each on a line; it may look like cells that stand abreast."""
    if not any(are_spaced_heads(text[line.start:line.end]) for line in lines):
        return []
    head = find_head(text, section)
    numbered = head is not None and any(column.kind is Kind.NUMBER for column in head.columns)
    table = spaced_rows_table(text, head, section.stop, part, usage, _FEW_SHORT) if head and numbered else None
    return [table] if table else []


def spaced_rows_table(text: str, head: FlatHead, stop: int, part: int, usage: Usage,
                      short: float = 1.0) -> TaskTable | None:
    """The table below heads on one line; None unless lines below hold a cell for each of them, an empty remark left
    out, and at most so many to each of these are `short` of one and no headings."""
    columns = _columns(text, head)
    lines = _lines(text, head, stop) if columns else []
    full = [_is_full(cells, columns) for cells in lines]
    if sum(full) < _FEWEST or not _count_on(text, compress(lines, full), columns):
        return None
    lines = lines[:_length(text, lines, full, usage)]
    headings = sum(len(cells) == 1 and in_brackets(text, cells[0]) is not None for cells in lines)
    named = replace(usage, names=usage.names | _names(text, lines, full, columns))
    tokens = [with_persons(text, [stated_token(text, *cell, named) for cell in cells], columns) for cells in lines]
    fitting = sum(fits_below(row, columns) for row in compress(tokens, full))
    if len(lines) - sum(full) - headings > sum(full) * short or fitting < sum(full) * _FITTING:
        return None
    drafts = _drafts(text, lines, full, tokens, Form(columns, part, usage, "table run together", _CONFIDENCE))
    return TaskTable(head.start, lines[-1][-1][1], tuple(drafts))


def _lines(text: str, head: FlatHead, stop: int) -> list[_Cells]:
    """The lines below the heads with their cells, the heads that are printed again on each page left out."""
    heads = text[head.start:head.stop].strip()
    return [list(cells_between_spaces(text, line.start, line.end)) for line in lines_of(text, head.stop, stop)
            if text[line.start:line.end] != heads]


def _drafts(text: str, lines: Sequence[_Cells], full: Sequence[bool], tokens: Sequence[Sequence[Token]],
            form: Form) -> Iterator[TaskDraft]:
    """The tasks of the rows: a full one's cells are in order, those of others where their looks put them, and these are
    unsure where that leaves something open."""
    aligned = align_rows(tokens, form.columns)
    places = [range(len(cells)) if whole else path.columns for cells, whole, path in zip(lines, full, aligned)]
    unsure = [(cells[0][0], cells[-1][1]) for cells, whole, path, row in zip(lines, full, aligned, tokens)
              if not whole and not _is_sure(path, row)]
    for draft in drafts_of(text, _rows(text, lines, places, len(form.columns)), form):
        yield draft._replace(confidence=_UNSURE, uncertain=True) if within(draft.start, unsure) else draft


def _columns(text: str, head: FlatHead) -> tuple[Column, ...]:
    """The columns, if the heads are parted by spaces and stand on a line of their own."""
    line = text[head.start:head.stop]
    words = line.split()
    alone = line.endswith("\n") and "\n" not in line.strip() and text[head.start - 1:head.start] in ("", "\n")
    return columns_of(words) or () if alone and len(words) == len(head.columns) else ()


def _is_full(cells: _Cells, columns: Sequence[Column]) -> bool:
    """Whether a line holds a cell for each column, the last one left out where it is for remarks."""
    return len(cells) == len(columns) or (len(cells) == len(columns) - 1 and columns[-1].remark)


def _count_on(text: str, rows: Iterable[_Cells], columns: Sequence[Column]) -> bool:
    """Whether the numbers of full rows rise, if a column is for them."""
    place = next((at for at, column in enumerate(columns) if column.kind is Kind.NUMBER), None)
    if place is None:
        return True
    values = [read_row_number(text[slice(*cells[place])]) for cells in rows]
    return all(before < value for before, value in pairwise([0, *values]))


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
