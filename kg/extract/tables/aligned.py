"""Tables that only spaces set in columns, their cells broken into lines: what stands below what tells the rows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.centred import centred_rows
from kg.extract.tables.columns import head_rows
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.wrapped import Cells, printed_width, rows_of_lines

_CONFIDENCE = 0.92
_FEWEST_BROKEN, _WIDEST = 2, 48   # a longer cell is not broken: rows are lines
_LONGEST_TITLE, _USUAL_SHARE = 24, 0.4
_SPARE, _STOPS = 2, "。;!?"   # what a full line may leave blank, and what ends a text

# The lines of a row, each as cells by column.
_Lines = list[tuple[Range, ...]]


def aligned_tables(text: str, lines: Sequence[Line], part: int, usage: Usage,
                   spaced: frozenset[int]) -> list[TaskTable]:
    """The tables among a section's lines whose cells go on in the lines below; `spaced` are where
    lines begin whose cells only spaces part in print.

    Heads repeated on the next page are left out.
    """
    heads = [head for head in head_rows(text, lines) if lines[head.at].start in spaced] if spaced else []
    found: list[TaskTable] = []
    for number, head in enumerate(heads):
        if number and head.columns == heads[number - 1].columns:
            continue
        stop = next((after.at for after in heads[number + 1:] if after.columns != head.columns), len(lines))
        again = {at for each in heads[number:] for at in range(each.at, each.below)}
        body = [lines[at] for at in range(head.at, stop) if at not in again]
        table = _table(text, lines[head.at], body, head.columns, part, usage)
        found += [table] if table else []
    return found


def _table(text: str, head: Line, body: Sequence[Line], columns: tuple[Column, ...], part: int,
           usage: Usage) -> TaskTable | None:
    """The table of some lines below a head; None if they are a row each or set no task."""
    lines = list(_cells(text, body, columns))
    beside = [line for line in lines if sum(start < end for start, end in line) > 1]
    full = [_width([printed_width(text, line[at]) for line in beside if line[at][0] < line[at][1]])
            for at in range(len(columns))]
    titles = frozenset(line[0][0] for above, line, below in zip([(), *lines], lines, lines[1:])
                       if _is_title(text, line, columns) or _heads_rows(text, (above, line, below), columns, full))
    rows_end = beside[-1][-1][1] if beside else head.end    # a signature stands behind the rows
    broken = sum(line[0][0] < rows_end and line[0][0] not in titles and any(start == end for start, end in line)
                 and not _begins(text, above, line, columns, full) for above, line in itertools.pairwise(lines))
    if broken < _FEWEST_BROKEN or any(end - start > _WIDEST for line in beside for start, end in line):
        return None
    rows = [_by_column(row) for row in _rows(text, lines, columns, full, titles)]
    drafts = drafts_of(text, list(rows_of_lines(text, rows, len(columns), titles)),
                       Form(columns, part, usage, "table set with spaces", _CONFIDENCE))
    stop = max((piece[1] for row in rows if sum(map(bool, row)) > 1 for cell in row for piece in cell),
               default=head.end)
    return TaskTable(head.start, stop, tuple(drafts)) if drafts else None


def _cells(text: str, body: Sequence[Line], columns: Sequence[Column]) -> Iterator[tuple[Range, ...]]:
    """The cells of the lines, padded to the width of the table, up to a summary or a sentence without columns.

    Words alone where row numbers should stand are a title repeated on the next page if they stood before the table.
    """
    counted = columns[0].kind is Kind.NUMBER
    for line in body:
        first = text[slice(*line.cells[0])]
        lone = len(line.cells) == 1 and counted and not rule("heading_cell").match(first) \
            and not rule("number_cell").match(first)
        if len(line.cells) > len(columns) or (lone and "。" in first) \
                or (len(line.cells) == 1 and rule("summary_cell").match(first)):
            return
        if not lone or (len(first) <= _LONGEST_TITLE and first not in text[:body[0].start]):
            yield (*line.cells, *((line.end, line.end),) * (len(columns) - len(line.cells)))


def _is_broken(line: Sequence[Range], columns: Sequence[Column]) -> bool:
    """Whether a line begins no row: it has no number, or lacks a unit or a text where none are counted."""
    kinds = {column.kind for cell, column in zip(line, columns) if cell[0] < cell[1]}
    counted = any(column.kind is Kind.NUMBER for column in columns)
    return not kinds.issuperset({Kind.NUMBER} if counted else {Kind.UNITS, Kind.TEXT})


def _width(lines: Sequence[int]) -> int:
    """How wide the lines of a column are: as most of them, or as the longest where cells are whole."""
    usual, times = max(Counter(lines).items(), key=lambda found: found[::-1], default=(0, 0))
    return usual if times > _USUAL_SHARE * len(lines) else max(lines, default=0)


def _is_title(text: str, line: Sequence[Range], columns: Sequence[Column]) -> bool:
    """Whether a line is nothing but what looks like a heading, or words where row numbers should stand."""
    words = text[slice(*line[0])]
    looks = rule("heading_cell").match(words) or columns[0].kind is Kind.NUMBER
    return _is_lone(line) and looks and not rule("number_cell").match(words)


def _heads_rows(text: str, lines: Sequence[Sequence[Range]], columns: Sequence[Column], full: Sequence[int]) -> bool:
    """Whether the second of three lines is a few words alone that no text above goes on in, and a row begins below."""
    above, line, below = lines
    words = text[slice(*line[0])]
    few = _is_lone(line) and len(words) <= _LONGEST_TITLE and not _is_full(text, line[0], full[0]) \
        and words[-1] not in _STOPS
    return few and columns[0].kind is Kind.TEXT and not _is_broken(below, columns) \
        and not (above and _goes_on(text, above[0], full[0]))


def _is_lone(line: Sequence[Range]) -> bool:
    return line[0] == max(line, key=lambda cell: cell[1] - cell[0]) and sum(start < end for start, end in line) == 1


def _goes_on(text: str, cell: Range, full: int) -> bool:
    """Whether a line of a cell is full and ends no sentence."""
    return _is_full(text, cell, full) and text[cell[1] - 1] not in _STOPS


def _is_full(text: str, cell: Range, full: int) -> bool:
    return printed_width(text, cell) >= full - _SPARE


def _rows(text: str, lines: Sequence[tuple[Range, ...]], columns: Sequence[Column], full: Sequence[int],
          titles: frozenset[int]) -> Iterator[_Lines]:
    """The lines of each row."""
    stretches = [(heads, list(stretch)) for heads, stretch in itertools.groupby(
        lines, lambda line: line[0][0] in titles)]
    centred = iter(centred_rows(text, [stretch for heads, stretch in stretches if not heads], columns, full))
    for heads, stretch in stretches:
        if heads:
            yield from ([line] for line in stretch)
        else:
            rows = next(centred, None)
            yield from map(list, rows) if rows else _begun_rows(text, stretch, columns, full)


def _begun_rows(text: str, lines: Sequence[tuple[Range, ...]], columns: Sequence[Column],
                full: Sequence[int]) -> Iterator[_Lines]:
    """The lines of each row where its first line tells that it begins."""
    row: _Lines = []
    for line in lines:
        if row and _begins(text, row[-1], line, columns, full):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _begins(text: str, above: Sequence[Range], line: Sequence[Range], columns: Sequence[Column],
            full: Sequence[int]) -> bool:
    """Whether a line begins a row: where rows are counted it has a number, else a unit and no text that goes on."""
    filled = [at for at, (start, end) in enumerate(line) if start < end]
    if any(column.kind is Kind.NUMBER for column in columns) or _is_broken(line, columns):
        return not _is_broken(line, columns)
    texts = [at for at in filled if columns[at].kind is Kind.TEXT]
    goes_on = any(_goes_on(text, above[at], full[at]) for at in texts[1:])
    if any(above[at][0] == above[at][1] for at in filled) or (
            not goes_on and rule("cell_label").match(text[slice(*line[filled[0]])])):
        return True
    return not any(_is_full(text, above[at], full[at]) for at in texts) or not any(
        _goes_on(text, above[at], full[at]) for at in filled if columns[at].kind is not Kind.TIME)


def _by_column(row: _Lines) -> Cells:
    return tuple(tuple(cell for cell in column if cell[0] < cell[1]) for column in zip(*row))
