"""Tables copied without heads, whose cells tell their columns: bars end the lines of cells, or borders part rows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, TaskTable
from kg.extract.tables.cells import Form
from kg.extract.tables.chapters import in_brackets
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.lines import table_below
from kg.extract.tables.looks import token_of
from kg.extract.tables.placing import DECIMAL
from kg.extract.tables.rows import table_of_rows
from kg.extract.units import role_of
from kg.numerals import read_numeral

_CONFIDENCE = 0.85
_FEWEST_ROWS = 2
_FEWEST_BORDERED, _FEWEST_COLUMNS = 3, 3
_KINDS = {"number": Kind.NUMBER, "text": Kind.TEXT, "short": Kind.TEXT, "units": Kind.UNITS, "time": Kind.TIME,
          "sum": Kind.OTHER}
# A telephone number: rows that hold one ask for nothing.
_CALL = re.compile(r"(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}|1[3-9]\d{9}")
_SUM = re.compile(r"[1-9]\d(?:\d|,(?=\d{3}))*(?:\.\d+)?(?:[万亿]?元)?")


def headless_tables(text: str, lines: Sequence[Line], part: int, usage: Usage,
                    barred: frozenset[int]) -> list[TaskTable]:
    """The tables among the lines of a section that a bar ends in print; `barred` are where those end."""
    found = []
    for cells in _stretches(lines, barred) if barred else ():
        columns = _columns([token_of(text, *cell, usage) for cell in cells])
        table = table_below(text, cells[0], cells, columns, part, usage, frozenset()) if columns else None
        if table:
            found.append(replace(table, drafts=tuple(draft._replace(confidence=_CONFIDENCE) for draft in table.drafts)))
    return found


def _stretches(lines: Sequence[Line], barred: frozenset[int]) -> Iterator[list[Range]]:
    """The cells of each run of lines that bars end."""
    for ends, run in itertools.groupby(lines, lambda line: line.cells[-1][1] in barred and len(line.cells) == 1):
        if ends:
            yield [line.cells[0] for line in run]


def _columns(tokens: Sequence[Token]) -> tuple[Column, ...]:
    """A column of tasks, one of units and one of limits if any follow; none if few tasks are followed by units."""
    pairs = [(token.look, after.look) for token, after in itertools.pairwise(tokens)]
    tasks = sum(token.look == "text" for token in tokens)
    stated = sum(pair == ("text", "units") for pair in pairs)
    if stated < _FEWEST_ROWS or stated * 2 <= tasks:
        return ()
    timed = any(pair == ("units", "time") for pair in pairs)
    return (Column(Kind.TEXT), Column(Kind.UNITS), *((Column(Kind.TIME),) if timed else ()))


def headless_rows(text: str, lines: Sequence[Line], part: int, usage: Usage) -> list[TaskTable]:
    """The table among the lines of a section whose rows have as many cells, or none: what most cells of a column look
    like tells what it holds; one has to hold units, another texts, and the rows have limits or numbers."""
    widths = Counter(len(line.cells) for line in lines if len(line.cells) >= _FEWEST_COLUMNS)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    rows = [at for at, line in enumerate(lines) if len(line.cells) == width]
    columns = _columns_of(text, [lines[at] for at in rows], usage) if count >= _FEWEST_BORDERED else ()
    columns = _explained(text, columns)
    kinds = [column.kind for column in columns]
    if Kind.UNITS not in kinds or Kind.TEXT not in kinds or not (Kind.TIME in kinds or Kind.NUMBER in kinds):
        return []
    first = rows[0] - (rows[0] > 0 and _is_heading(text, lines[rows[0] - 1]))
    body = [line for line in lines[first:rows[-1] + 1] if len(line.cells) > 1 or _is_heading(text, line)]
    form = Form(columns, part, usage, "table row without a head", _CONFIDENCE)
    table = table_of_rows(text, body[0].start, body, form)
    return [table] if table else []


def _explained(text: str, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, those of units with the roles that a note gives them (表中第三列为牵头单位)."""
    roles = {(read_numeral(told["place"]) or 0) - 1: role_of(told["words"])
             for told in rule("column_legend").finditer(text)}
    return tuple(replace(column, role=roles[at]) if at in roles and column.kind is Kind.UNITS else column
                 for at, column in enumerate(columns))


def _is_heading(text: str, line: Line) -> bool:
    return len(line.cells) == 1 and in_brackets(text, line.cells[0]) is not None


def _columns_of(text: str, rows: Sequence[Line], usage: Usage) -> tuple[Column, ...]:
    """The column of each place in some rows; none if at one of them most cells look like nothing that is known."""
    columns = [[cell for cell in cells if cell[0] < cell[1]] for cells in zip(*(line.cells for line in rows))]
    counted = len(columns[0]) > 0 and all(DECIMAL.fullmatch(text, *cell) for cell in columns[0])
    found = [Kind.NUMBER if counted and not at else _kind(text, cells, usage, summed=at > 0)
             for at, cells in enumerate(columns)]
    return tuple(Column(kind) for kind in found if kind) if all(found) else ()


def _kind(text: str, cells: Sequence[Range], usage: Usage, summed: bool) -> Kind | None:
    """What most of some cells look like, which may be `summed` or counts; None if no kind does."""
    looks = Counter("call" if _CALL.fullmatch(text, *cell) else "sum" if summed and _SUM.fullmatch(text, *cell) else
                    "number" if rule("cell_label").fullmatch(text, *cell) else token_of(text, *cell, usage).look
                    for cell in cells)
    look, count = looks.most_common(1)[0] if looks else ("", 0)
    return _KINDS.get(look) if count * 2 > len(cells) else None
