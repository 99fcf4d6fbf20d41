"""Tables that only spaces set in columns, their cells broken into lines: what stands below what tells the rows."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterator, Sequence

from kg.extract.responsibility import Usage
from kg.extract.tables.balanced import balanced_rows
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.broken import CellLine, begins_row, broken_lines, full_widths, title_starts
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.centred import centred_rows
from kg.extract.tables.columns import head_rows
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.set_apart import rows_set_apart
from kg.extract.tables.wrapped import Cells, rows_of_lines
from kg.model.text import Document

_RULE, _CONFIDENCE = "table set with spaces", 0.92
_FEWEST_BROKEN, _WIDEST = 2, 48   # a longer cell is not broken: rows are lines
_LONGEST_TITLE = 24

# The lines of a row, each as cells by column.
_Lines = list[CellLine]


def aligned_tables(document: Document, lines: Sequence[Line], part: int, usage: Usage,
                   spaced: frozenset[int], gaps: Container[int]) -> list[TaskTable]:
    """The tables among a section's lines whose cells go on in the lines below; `spaced` are where
    lines begin whose cells only spaces part in print, `gaps` where some begin below blank lines.

    Heads repeated on the next page are left out.
    """
    text = document.logical.text
    heads = [head for head in head_rows(text, lines) if lines[head.at].start in spaced] if spaced else []
    found: list[TaskTable] = []
    for number, head in enumerate(heads):
        if number and head.columns == heads[number - 1].columns:
            continue
        stop = next((after.at for after in heads[number + 1:] if after.columns != head.columns), len(lines))
        again = {at for each in heads[number:] for at in range(each.at, each.below)}
        body = [lines[at] for at in range(head.at, stop) if at not in again]
        form = Form(head.columns, part, usage, _RULE, _CONFIDENCE)
        table = _table(document, lines[head.at], body, form, gaps)
        found += [table] if table else []
    return found


def _table(document: Document, head: Line, body: Sequence[Line], form: Form, gaps: Container[int]) -> TaskTable | None:
    """The table of some lines below a head; None if they are a row each or set no task."""
    text, columns = document.logical.text, form.columns
    lines = list(_cells(text, body, columns))
    beside = [line for line in lines if sum(start < end for start, end in line) > 1]
    full = full_widths(text, beside, len(columns))
    titles = title_starts(text, lines, columns, full)
    rows_end = beside[-1][-1][1] if beside else head.end    # a signature stands behind the rows
    broken = sum(line[0][0] < rows_end and line[0][0] not in titles
                 for line in broken_lines(text, lines, columns, full))
    if broken < _FEWEST_BROKEN or any(end - start > _WIDEST for line in beside for start, end in line):
        return None
    rows = [_by_column(row) for row in _rows(document, lines, columns, full, titles, gaps)]
    drafts = drafts_of(text, list(rows_of_lines(text, rows, len(columns), titles)), form)
    stop = max((piece[1] for row in rows if sum(map(bool, row)) > 1 for cell in row for piece in cell),
               default=head.end)
    return TaskTable(head.start, stop, tuple(drafts)) if drafts else None


def _cells(text: str, body: Sequence[Line], columns: Sequence[Column]) -> Iterator[CellLine]:
    """The cells of the lines, padded to the width of the table, up to a summary or a sentence without columns.

    Words alone where row numbers should stand are a title repeated on the next page if they stood before the table.
    """
    counted = columns[0].kind is Kind.NUMBER
    for line in body:
        first = text[slice(*line.cells[0])]
        lone = len(line.cells) == 1 and counted and not rule("heading_cell").match(first) \
            and not rule("number_cell").match(first)
        filled = line.filled()
        if len(line.cells) > len(columns) or (lone and "。" in first) \
                or (len(filled) == 1 and rule("summary_cell").match(text[slice(*filled[0])])):
            return
        if not lone or (len(first) <= _LONGEST_TITLE and first not in text[:body[0].start]):
            yield (*line.cells, *((line.end, line.end),) * (len(columns) - len(line.cells)))


def _rows(document: Document, lines: Sequence[CellLine], columns: Sequence[Column], full: Sequence[int],
          titles: frozenset[int], gaps: Container[int]) -> Iterator[_Lines]:
    """The lines of each row."""
    text = document.logical.text
    stretches = [(heads, list(stretch)) for heads, stretch in itertools.groupby(
        lines, lambda line: line[0][0] in titles)]
    between = [stretch for heads, stretch in stretches if not heads]
    told = iter(rows_set_apart(text, between, columns, gaps) or centred_rows(text, between, columns, full)
                or balanced_rows(document, between, columns, full))
    for heads, stretch in stretches:
        if heads:
            yield from ([line] for line in stretch)
        else:
            rows = next(told, None)
            yield from ([*row] for row in rows) if rows else _begun_rows(text, stretch, columns, full)


def _begun_rows(text: str, lines: Sequence[CellLine], columns: Sequence[Column],
                full: Sequence[int]) -> Iterator[_Lines]:
    """The lines of each row where its first line tells that it begins."""
    row: _Lines = []
    for line in lines:
        if row and begins_row(text, row[-1], line, columns, full):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _by_column(row: _Lines) -> Cells:
    return tuple(tuple(cell for cell in column if cell[0] < cell[1]) for column in zip(*row))
