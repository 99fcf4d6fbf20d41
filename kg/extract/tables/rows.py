"""Tables whose rows are lines and whose cells have borders (tabs)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.align import align_rows
from kg.extract.tables.cells import Form, Row, drafts_of, levels, token_of
from kg.extract.tables.heads import Column, Kind, column_of, columns_of, rule

_CONFIDENCE = 0.96
_HEADING_LINE = 80
_MOST_WRAPS = 8
_MOST_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table that was read: where it stands, and its tasks."""

    start: int
    stop: int
    drafts: tuple[TaskDraft, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as cells; an empty cell is an empty range."""

    start: int
    end: int
    cells: tuple[Range, ...]

    def filled(self) -> list[Range]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell[0] < cell[1]]


def lines_of(text: str, start: int, stop: int) -> list[Line]:
    """The lines of a stretch, blank ones left out, cells without white space at their edges."""
    lines = []
    for match in re.finditer(r"[^\n]+", text[start:stop]):
        begin, end = start + match.start(), start + match.end()
        cells, at = [], begin
        for cell in text[begin:end].split("\t"):
            cells.append(trimmed(text, at, at + len(cell)) or (at, at))
            at += len(cell) + 1
        if any(a < b for a, b in cells):
            lines.append(Line(begin, end, tuple(cells)))
    return lines


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What stands below a row of heads: the rows and the headings between them, and the lines
    without borders above the next heads; None where prose ends it before."""

    head: Line
    columns: tuple[Column, ...]
    body: tuple[Line, ...]
    rest: tuple[Line, ...] | None


def bordered_tables(text: str, lines: Sequence[Line], part: int, usage: Usage) -> list[TaskTable]:
    """The tables among a section's lines whose head row has cell borders."""
    tables = (_table(text, stretch, part, usage) for stretch in _joined(text, _stretches(text, lines, usage)))
    return [table for table in tables if table is not None]


def _table(text: str, stretch: _Stretch, part: int, usage: Usage) -> TaskTable | None:
    """The table of a stretch; None if it sets no task."""
    columns = _numbered(text, _spread(text, stretch, usage), stretch.body)
    rows = list(_rows(text, stretch.body, columns, usage))
    drafts = drafts_of(text, rows, Form(columns, part, usage, "table row", _CONFIDENCE))
    return TaskTable(stretch.head.start, stretch.body[-1].end, tuple(drafts)) if drafts else None


def _stretches(text: str, lines: Sequence[Line], usage: Usage) -> Iterator[_Stretch]:
    """What stands below each row of heads, up to the next or to prose."""
    heads = [(at, columns) for at, line in enumerate(lines) if (columns := _head(text, line))]
    ends = [at for at, _ in heads[1:]] + [len(lines)]
    for (at, printed), end in zip(heads, ends):
        columns, used = _second_head(text, printed, lines[at + 1]) if at + 1 < end else (printed, 0)
        yield _stretch(lines[at], columns, _mended(text, lines[at + 1 + used:end], len(columns), usage))


def _stretch(head: Line, columns: tuple[Column, ...], lines: Iterator[Line]) -> _Stretch:
    """The stretch of some lines: a few short ones without borders may stand amid rows."""
    body: list[Line] = []
    lone: list[Line] = []
    for line in lines:
        if len(line.cells) == 1:
            lone.append(line)
            if line.end - line.start > _HEADING_LINE or len(lone) > _MOST_WRAPS:
                return _Stretch(head, columns, tuple(body), None)
            continue
        body += [*lone, line]
        lone = []
    return _Stretch(head, columns, tuple(body), tuple(lone))


def _joined(text: str, stretches: Iterator[_Stretch]) -> Iterator[_Stretch]:
    """The stretches, those below repeated heads joined without the titles repeated above them."""
    table: _Stretch | None = None
    body: list[Line] = []
    for stretch in stretches:
        if table and table.rest is not None and table.columns == stretch.columns:
            body += [line for line in table.rest if _is_heading(text, line.cells[0])]
            table = replace(table, rest=stretch.rest)
        else:
            if table:
                yield replace(table, body=tuple(body))
            table, body = stretch, []
        body += stretch.body
    if table:
        yield replace(table, body=tuple(body))


def _head(text: str, line: Line) -> tuple[Column, ...] | None:
    return columns_of([text[a:b] for a, b in line.cells]) if 1 < len(line.cells) <= _MOST_COLUMNS else None


def _second_head(text: str, columns: tuple[Column, ...], line: Line) -> tuple[tuple[Column, ...], int]:
    """The columns with a second row of heads (牵头 | 配合 below 责任单位), and how many rows they have more.

    Its cells stand below those they divide, or alone where they divide the one column of units.
    """
    below = [column_of(text[a:b]) if a < b else None for a, b in line.cells]
    places = [at for at, column in enumerate(below) if column]
    if len(places) < 2 or len(places) < len(line.filled()) or len(line.cells) > _MOST_COLUMNS:
        return columns, 0
    first, last = places[0], places[-1]
    units = [at for at, column in enumerate(columns) if column.kind is Kind.UNITS]
    if len(places) == len(below) < len(columns) and len(units) == 1:
        left, right = columns[:units[0]], columns[units[0] + 1:]
    else:
        left, right = columns[:first], columns[len(columns) + last + 1 - len(below):]
    inner = (found or columns[min(first + at, len(columns) - 1)] for at, found in enumerate(below[first:last + 1]))
    merged = (*left, *inner, *right)
    return merged if len(merged) >= len(columns) else columns, 1


def _spread(text: str, stretch: _Stretch, usage: Usage) -> tuple[Column, ...]:
    """The columns, those under heads that span several put where the fullest row has its units.

    Heads left out behind the last one stand for the columns that such a head spans.
    """
    columns, head = stretch.columns, stretch.head
    blank = sum(1 for _ in itertools.takewhile(lambda cell: cell[0] == cell[1], reversed(head.cells)))
    units = next((at for at, column in enumerate(columns) if column.kind is Kind.UNITS), 0)
    full = next((line for line in stretch.body if len(line.filled()) == len(columns)), None)
    if not blank or not units or full is None or units + blank >= len(columns):
        return columns
    looks = [token_of(text, *cell, usage).look for cell in full.cells]
    if looks[units] == "units" or looks[units + blank] != "units":
        return columns
    spanned = (Column(Kind.NUMBER if look == "number" else Kind.TEXT) for look in looks[units:units + blank])
    return (*columns[:units], *spanned, *columns[units:len(columns) - blank])


def _numbered(text: str, columns: tuple[Column, ...], body: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with the text column marked whose cells begin with item numbers."""
    full = [line for line in body if len(line.filled()) == len(columns)]
    count = [sum(rule("cell_label").match(text[slice(*line.cells[index])]) is not None for line in full)
             if column.kind is Kind.TEXT else 0 for index, column in enumerate(columns)]
    if not any(count):
        return columns
    return tuple(replace(column, numbered=number == max(count)) if column.kind is Kind.TEXT else column
                 for column, number in zip(columns, count))


def _is_heading(text: str, cell: Range) -> bool:
    return rule("heading_cell").match(text[slice(*cell)]) is not None


def _rows(text: str, body: Sequence[Line], columns: tuple[Column, ...], usage: Usage) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    for line in body:
        filled = line.filled()
        if rule("summary_cell").match(text[slice(*filled[0])]):
            continue
        if len(filled) == 1 and _is_heading(text, filled[0]):
            above = levels(text, above, filled[0])
            continue
        yield Row(_placed(text, line, columns, usage), above)


def _mended(text: str, region: Sequence[Line], width: int, usage: Usage) -> Iterator[Line]:
    """The lines of a table, those that line ends inside cells parted made one row again."""
    at = 0
    while at < len(region):
        cells, stop = list(region[at].cells), at + 1
        while 1 < len(cells) < width and stop < min(len(region), at + _MOST_WRAPS) \
                and _goes_on(text, cells[-1], region[stop].cells[0], usage):
            below = region[stop].cells
            cells[-1:] = [(cells[-1][0], below[0][1]), *below[1:]]
            stop += 1
        if len(cells) == width and stop > at + 1:
            yield Line(region[at].start, region[stop - 1].end, tuple(cells))
            at = stop
        else:
            yield region[at]
            at += 1


def _goes_on(text: str, above: Range, below: Range, usage: Usage) -> bool:
    """Whether two cells may be one text: both are texts, the second without a number."""
    looks = [token_of(text, *cell, usage) for cell in (above, below) if cell[0] < cell[1]]
    return [token.look for token in looks] == ["text", "text"] and not looks[1].labelled


def _placed(text: str, line: Line, columns: tuple[Column, ...], usage: Usage) -> tuple[tuple[Range, ...], ...]:
    """The cells of a line by column; one that has lost or gained cells is aligned anew."""
    if len(line.cells) == len(columns) and _fits(text, line, columns, usage):
        return tuple((cell,) if cell[0] < cell[1] else () for cell in line.cells)
    tokens = [token_of(text, *cell, usage) for cell in line.filled()]
    placed: list[list[Range]] = [[] for _ in columns]
    for token, column in zip(tokens, align_rows([tokens], columns)[0].columns):
        placed[column].append((token.start, token.end))
    return tuple(tuple(cells) for cells in placed)


def _fits(text: str, line: Line, columns: tuple[Column, ...], usage: Usage) -> bool:
    """Whether the cells of a full line look like their columns, up to one that does not."""
    odd = 0
    for cell, column in zip(line.cells, columns):
        if cell[0] == cell[1]:
            continue
        look = token_of(text, *cell, usage).look
        odd += (column.kind is Kind.UNITS and look in ("text", "number")) or \
            (column.kind is Kind.NUMBER and look != "number") or (column.kind is Kind.TEXT and look == "units" \
            and cell[1] - cell[0] < 12)
    return odd == 0 or len(line.filled()) == len(columns)
