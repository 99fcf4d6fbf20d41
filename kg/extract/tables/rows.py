"""Tables whose rows are lines and whose cells have borders (tabs)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import in_brackets, is_numbered_sentence, levels
from kg.extract.tables.columns import beside_rows, head_rows
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.placing import mended, placed

_CONFIDENCE = 0.96
_HEADING_LINE = 80
_MOST_LONE = 8
_MOST_CUT = 3               # of so many rows one, whose sentences end in the next
_LONGEST_TITLE, _NO_TITLE_END = 40, f"{STOPS},、"


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
    columns = beside_rows(text, stretch.head, stretch.columns, stretch.body, usage)
    return table_of_rows(text, stretch.head.start, stretch.body, Form(columns, part, usage, "table row", _CONFIDENCE))


def table_of_rows(text: str, start: int, body: Sequence[Line], form: Form) -> TaskTable | None:
    """The table that begins at a place, some lines being its rows and the headings between them; None if it sets no
    task."""
    rows = _merged_down(_rows(text, body, form.columns, form.usage), form.columns)
    drafts = drafts_of(text, _with_cut_rows(text, list(rows), form.columns), form)
    return TaskTable(start, body[-1].end, tuple(drafts)) if drafts else None


def _stretches(text: str, lines: Sequence[Line], usage: Usage) -> Iterator[_Stretch]:
    """What stands below each row of heads, up to the next or to prose."""
    heads = list(head_rows(text, lines))
    ends = [head.at for head in heads[1:]] + [len(lines)]
    for head, end in zip(heads, ends):
        repeated = _repeated(text, lines[head.below:end], head.columns)
        columns, below = _evened(lines[head.at], head.columns, repeated)
        yield _stretch(text, lines[head.at], columns, mended(text, below, columns, usage))


def _repeated(text: str, lines: Sequence[Line], columns: Sequence[Column]) -> list[Line]:
    """The lines, cells of units and limits that say no more than that they hold the one above (同上) made that one."""
    found: list[Line] = []
    above: Sequence[Range] = ()
    for line in lines:
        if len(line.cells) == len(columns):
            above = tuple(above[at] if above and column.kind in (Kind.UNITS, Kind.TIME) and start == end
                          and rule("ditto_cell").match(text, start) else (start, end)
                          for at, (column, (start, end)) in enumerate(zip(columns, line.cells)))
            line = line._replace(cells=above)
        found.append(line)
    return found


def _evened(head: Line, columns: tuple[Column, ...], below: Sequence[Line]) \
        -> tuple[tuple[Column, ...], Sequence[Line]]:
    """The columns and lines, blank cells left out where several borders stand for one: the rows have now more,
    now fewer cells, but most as many filled ones as there are heads."""
    named, rows = len(head.filled()), [line for line in below if len(line.cells) > 1]
    even = sum(len(line.cells) == len(head.cells) for line in rows)
    whole = sum(len(line.filled()) == named for line in rows)
    if even * 2 >= len(rows) or whole * 2 <= len(rows) or len(columns) != len(head.cells):
        return columns, below
    return tuple(column for column, (start, end) in zip(columns, head.cells) if start < end), [
        line._replace(cells=tuple(line.filled())) if len(line.filled()) == named else line for line in below]


def _stretch(text: str, head: Line, columns: tuple[Column, ...], lines: Iterator[Line]) -> _Stretch:
    """The stretch of some lines: a few short ones without borders may stand amid rows, but no items of sentences."""
    body: list[Line] = []
    lone: list[Line] = []
    for line in lines:
        if len(line.cells) == 1:
            lone.append(line)
            item = in_brackets(text, line.cells[0]) is not None and text.find("。", line.start, line.end - 1) >= 0
            if item or line.end - line.start > _HEADING_LINE or len(lone) > _MOST_LONE:
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
            body += [line for line in table.rest if in_brackets(text, line.cells[0]) is not None]
            table = replace(table, rest=stretch.rest)
        else:
            if table:
                yield replace(table, body=tuple(body))
            table, body = stretch, []
        body += stretch.body
    if table:
        yield replace(table, body=tuple(body))


def _style_of_tasks(text: str, body: Sequence[Line], columns: Sequence[Column]) -> bool | None:
    """The style of headings in which most rows that are full count their tasks; None if in no such one."""
    last = max((at for at, column in enumerate(columns) if column.kind is Kind.TEXT), default=0)
    styles = [in_brackets(text, line.cells[last]) for line in body
              if len(line.cells) == len(columns) and line.cells[last] in line.filled()[:-1]]
    return max(styles, key=styles.count, default=None)


def _has_titles(text: str, body: Sequence[Line]) -> bool:
    """Whether words alone head rows: a numbered row follows each, or they stand first, and are cells of rows or
    head two rows each on average.

    Else they may be the beginnings of rows that line ends broke.
    """
    lone = [line for line in body if _is_title(text, line)]
    below = [after for line, after in itertools.pairwise(body) if _is_title(text, line)]
    if lone and len(below) == len(lone) and all(_is_numbered(text, line) for line in below):
        return True
    return bool(lone) and lone[0] is body[0] and (len(lone[0].cells) > 1 or len(lone) * 3 <= len(body))


def _is_numbered(text: str, line: Line) -> bool:
    """Whether a row of several cells begins with its number."""
    filled = line.filled()
    first = text[slice(*filled[0])]
    return len(filled) > 1 and any(rule(name).match(first) for name in ("cell_label", "number_cell"))


def _is_title(text: str, line: Line) -> bool:
    """Whether a row is nothing but a few words in its first cell."""
    first = line.cells[0]
    return line.filled() == [first] and first[1] - first[0] <= _LONGEST_TITLE \
        and text[first[1] - 1] not in _NO_TITLE_END and not rule("cell_label").match(text[slice(*first)])


def _rows(text: str, body: Sequence[Line], columns: tuple[Column, ...], usage: Usage) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    lines: list[Line] = []
    headings: list[tuple[Range, ...]] = []
    titled, tasks = _has_titles(text, body), _style_of_tasks(text, body, columns)
    uncounted = not any(_is_numbered(text, line) for line in body)
    for line in body:
        filled = line.filled()
        if rule("summary_cell").match(text[slice(*filled[0])]):
            continue
        if len(filled) == 1 and in_brackets(text, filled[0]) not in (None, tasks):
            above = levels(text, above, filled[0])
            continue
        if (titled and _is_title(text, line)) or (uncounted and is_numbered_sentence(text, line.cells)):
            above = (*(heading for heading in above if in_brackets(text, heading) is not None), filled[0])
            continue
        lines.append(line)
        headings.append(above)
    for cells, heading in zip(placed(text, lines, columns, usage), headings):
        yield Row(cells, heading)


def _merged_down(rows: Iterator[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """The rows, those that leave out the units in front of their numbers given the ones above, as far as a chapter
    reaches: print merges the first column."""
    merged = [column.kind for column in columns[:2]] == [Kind.UNITS, Kind.NUMBER]
    above: Row | None = None
    for row in rows:
        if merged and above and not row.cells[0] and row.cells[1] and row.headings == above.headings:
            row = row._replace(cells=(above.cells[0], *row.cells[1:]))
        above = row
        yield row


def _with_cut_rows(text: str, rows: list[Row], columns: Sequence[Column]) -> list[Row]:
    """The rows, one without a number made part of the one above whose sentence goes on in it: a page end cut it."""
    kinds = [column.kind for column in columns]
    if Kind.NUMBER not in kinds or Kind.TEXT not in kinds:
        return rows
    number, last = kinds.index(Kind.NUMBER), len(kinds) - 1 - kinds[::-1].index(Kind.TEXT)
    if sum(_goes_on(text, row.cells[last]) for row in rows) * _MOST_CUT > len(rows):
        return rows
    whole: list[Row] = []
    for row in rows:
        cut = whole and row.cells[last] and not row.cells[number] and _goes_on(text, whole[-1].cells[last])
        whole[-1:] = [_joined_rows(whole[-1], row)] if cut else [*whole[-1:], row]
    return whole


def _goes_on(text: str, cell: Sequence[Range]) -> bool:
    """Whether a cell holds words that end no sentence."""
    return bool(cell) and text[cell[-1][1] - 1] not in STOPS


def _joined_rows(above: Row, below: Row) -> Row:
    """Two halves of a row as one; what a cell left empty was given of the half above, that has already."""
    cells = (first if first == second else first + second for first, second in zip(above.cells, below.cells))
    return above._replace(cells=tuple(cells))
