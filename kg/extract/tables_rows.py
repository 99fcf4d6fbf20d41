"""Tables whose rows are lines and whose cells have borders (tabs)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables_align import align_rows
from kg.extract.tables_cells import Form, Row, drafts_of, levels, token_of
from kg.extract.tables_heads import Column, Kind, columns_of, rule

_CONFIDENCE = 0.96
_HEADING_LINE = 80


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


def bordered_tables(text: str, lines: Sequence[Line], part: int, usage: Usage) -> list[TaskTable]:
    """The tables among a section's lines whose head row has cell borders."""
    found: list[TaskTable] = []
    at = 0
    while at < len(lines):
        columns = _head(text, lines[at])
        if columns is None:
            at += 1
            continue
        body = list(_body(text, lines, at + 1))
        columns, body = _second_head(text, columns, body)
        columns = _numbered(text, columns, body)
        rows = list(_rows(text, body, columns, usage))
        drafts = drafts_of(text, rows, Form(columns, part, usage, "table row", _CONFIDENCE))
        if drafts:
            found.append(TaskTable(lines[at].start, body[-1].end, tuple(drafts)))
        at += 1 + len(body)
    return found


def _head(text: str, line: Line) -> tuple[Column, ...] | None:
    return columns_of([text[a:b] for a, b in line.cells]) if len(line.cells) > 1 else None


def _second_head(text: str, columns: tuple[Column, ...],
                 body: list[Line]) -> tuple[tuple[Column, ...], list[Line]]:
    """Takes a second row of heads (牵头 | 配合 below 责任单位) into the first."""
    if not body or len(body[0].filled()) < 2:
        return columns, body
    below = [columns_of(["任务", text[a:b]]) for a, b in body[0].cells]
    if not all(found for found, cell in zip(below, body[0].cells) if cell[0] < cell[1]):
        return columns, body
    merged = [found[1] if found else columns[min(index, len(columns) - 1)]
              for index, found in enumerate(below)]
    return tuple(merged) if len(merged) >= len(columns) else columns, body[1:]


def _numbered(text: str, columns: tuple[Column, ...], body: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with the text column marked whose cells begin with item numbers."""
    full = [line for line in body if len(line.filled()) == len(columns)]
    count = [sum(rule("cell_label").match(text[slice(*line.cells[index])]) is not None for line in full)
             if column.kind is Kind.TEXT else 0 for index, column in enumerate(columns)]
    if not any(count):
        return columns
    return tuple(replace(column, numbered=number == max(count)) if column.kind is Kind.TEXT else column
                 for column, number in zip(columns, count))


def _body(text: str, lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The lines of a table: bordered ones, headings between them, and what wraps inside."""
    ahead = next((index for index in range(len(lines) - 1, at - 1, -1)
                  if len(lines[index].cells) > 1), at - 1)
    for index in range(at, ahead + 1):
        line = lines[index]
        if len(line.cells) == 1 and not _inside(lines, index, ahead):
            return
        yield line


def _inside(lines: Sequence[Line], index: int, ahead: int) -> bool:
    """Whether a line without borders belongs to the table around it: a heading or a wrap."""
    near = any(len(later.cells) > 1 for later in lines[index + 1:min(index + 3, ahead + 1)])
    return near and lines[index].end - lines[index].start <= _HEADING_LINE


def _rows(text: str, body: Sequence[Line], columns: tuple[Column, ...], usage: Usage) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    for line in _mended(text, body, len(columns), usage):
        filled = line.filled()
        if _head(text, line) is not None:
            continue
        if len(filled) == 1 and rule("heading_cell").match(text[slice(*filled[0])]):
            above = levels(text, above, filled[0])
            continue
        yield Row(_placed(text, line, columns, usage), above)


def _mended(text: str, body: Sequence[Line], width: int, usage: Usage) -> list[Line]:
    """The lines of a table, two that a line end inside a cell parted made one row again."""
    whole: list[Line] = []
    for line in body:
        if whole and len(whole[-1].cells) < width == len(whole[-1].cells) + len(line.cells) - 1 \
                and _goes_on(text, whole[-1].cells[-1], line.cells[0], usage):
            above = whole.pop()
            cut = (above.cells[-1][0], line.cells[0][1])
            line = Line(above.start, line.end, (*above.cells[:-1], cut, *line.cells[1:]))
        whole.append(line)
    return whole


def _goes_on(text: str, above: Range, below: Range, usage: Usage) -> bool:
    """Whether two cells may be one text: both are texts, the second without a number."""
    looks = [token_of(text, *cell, usage) for cell in (above, below) if cell[0] < cell[1]]
    return [token.look for token in looks] == ["text", "text"] and not looks[1].labelled


def _placed(text: str, line: Line, columns: Sequence[Column], usage: Usage) -> tuple[tuple[Range, ...], ...]:
    """The cells of a line by column; one that has lost or gained cells is aligned anew."""
    if len(line.cells) == len(columns) and _fits(text, line, columns, usage):
        return tuple((cell,) if cell[0] < cell[1] else () for cell in line.cells)
    tokens = [token_of(text, *cell, usage) for cell in line.filled()]
    placed: list[list[Range]] = [[] for _ in columns]
    for token, column in zip(tokens, align_rows([tokens], columns)[0].columns):
        placed[column].append((token.start, token.end))
    return tuple(tuple(cells) for cells in placed)


def _fits(text: str, line: Line, columns: Sequence[Column], usage: Usage) -> bool:
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
