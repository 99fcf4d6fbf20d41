"""Cells of task tables: what one looks like, and what a row of them says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage, keyed_statements
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.units import NamedUnit, looks_like_unit, read_units
from kg.extract.units import rule as role_rule

_SHORT = 5
_LONGEST_LIST = 240
_LONGEST_THEME = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the ranges of each column's cell (several where layout broke it),
    and the headings above it."""

    cells: tuple[tuple[Range, ...], ...]
    headings: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """How a table was read: its columns, the part it stands in, the rule and how sure it is."""

    columns: tuple[Column, ...]
    part: int
    usage: Usage
    rule: str
    confidence: float
    uncertain: bool = False


def token_of(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a stretch looks like."""
    cell = text[start:end]
    labelled = rule("cell_label").match(cell) is not None
    if rule("number_cell").match(cell):
        return Token(start, end, "number")
    if rule("heading_cell").match(cell) and "。" not in cell[:-1]:
        return Token(start, end, "heading")
    if rule("time_cell").match(cell):
        return Token(start, end, "time")
    if rule("dated_cell").match(cell):
        return Token(start, end, "dated")
    if rule("report_cell").match(cell):
        return Token(start, end, "report")
    names = _unit_names(text, start, end, usage)
    if names and not labelled:
        return Token(start, end, "units", names)
    if rule("listed_cell").match(cell):
        return Token(start, end, "listed")
    short = len(cell) <= _SHORT and not labelled and "。" not in cell
    return Token(start, end, "short" if short else "text", (), labelled)


def _unit_names(text: str, start: int, end: int, usage: Usage) -> tuple[str, ...]:
    """The names of a cell in which everything is a unit; empty otherwise."""
    if end - start > _LONGEST_LIST or "。" in text[start:end - 1]:
        return ()
    units = read_units(text, start, end)
    alike = [unit.name in usage.names or looks_like_unit(unit.name) or
             (looks_like_unit(unit.name, strict=False) and unit.name.startswith(("各", "省", "市", "区", "县", "局")))
             or (at > 0 and role_rule("generic").search(unit.name) is not None)  # 各乡镇政府、街道办事处
             for at, unit in enumerate(units)]
    if len(units) == 1 and text[end - 1] == "。" and units[0].name not in usage.names:
        return ()  # a sentence whose last word is a place: 修缮图书馆。
    return tuple(unit.name for unit in units) if units and all(alike) else ()


def drafts_of(text: str, rows: Sequence[Row], form: Form) -> list[TaskDraft]:
    """The tasks of a table's rows."""
    shape = _heading_columns(text, rows, form.columns)
    drafts: list[TaskDraft] = []
    above: dict[int, tuple[Range, ...]] = {}
    lone = sum(column.kind is Kind.UNITS for column in form.columns) == 1
    units: tuple[NamedUnit, ...] = ()
    whole = _whole_rows(text, rows, form)
    for before, row in zip([None, *whole], whole):
        for index in shape:
            if row.cells[index]:
                above = _headed(text, above, index, row.cells[index][0])
        stated = _units(text, row, form)
        units = stated or (units if lone or _all_merged(text, before, row, form.columns) else ())
        pieces = _pieces(row, form.columns, shape)
        if pieces:
            headings = (*row.headings, *(cell for index in shape for cell in above.get(index, ())))
            draft = _draft(text, row, pieces, headings, units, form)
            merged = draft.label is None and not stated and bool(units)
            drafts.append(replace(draft, label=drafts[-1].label) if merged else draft)
    return drafts


def _all_merged(text: str, before: Row | None, row: Row, columns: Sequence[Column]) -> bool:
    """Whether nothing but its number and text is a row's own: its other cells are merged with those
    of the row before, which stands below the same headings."""
    if before is None or before.headings != row.headings:
        return False
    filled = [index for index, cell in enumerate(row.cells) if cell]
    kinds = [columns[index].kind for index in filled]
    return kinds == [Kind.NUMBER, Kind.TEXT] or (kinds == [Kind.TEXT] and rule("cell_label").match(
        text[slice(*row.cells[filled[0]][0])]) is not None)


def _headed(text: str, above: Mapping[int, tuple[Range, ...]], index: int,
            cell: Range) -> dict[int, tuple[Range, ...]]:
    """The headings of each column after one more cell: unless it is printed again, it ends those right of it."""
    before = above.get(index, ())
    again = bool(before) and text[slice(*before[-1])] == text[slice(*cell)]
    kept = {at: headings for at, headings in above.items() if at < index or again}
    return kept | {index: levels(text, before, cell)}


def _whole_rows(text: str, rows: Sequence[Row], form: Form) -> list[Row]:
    """The rows, those that a page end parted made one again."""
    whole: list[Row] = []
    for row in rows:
        if whole and _continues(text, whole[-1], row, form):
            cells = tuple(first + second for first, second in zip(whole[-1].cells, row.cells))
            whole[-1] = replace(whole[-1], cells=cells)
        else:
            whole.append(row)
    return whole


def _continues(text: str, above: Row, row: Row, form: Form) -> bool:
    """A row over a page end: its text goes on in mid-sentence, and so do its units if it has any."""
    kinds = {index: form.columns[index].kind for index, cell in enumerate(row.cells) if cell}
    texts = [index for index, kind in kinds.items() if kind is Kind.TEXT]
    if len(texts) != 1 or Kind.NUMBER in kinds.values() or not above.cells[texts[0]]:
        return False
    first, before = row.cells[texts[0]][0], above.cells[texts[0]][-1]
    if rule("cell_label").match(text[slice(*first)]) or text[before[1] - 1] in "。;!?":
        return False
    units = [index for index, kind in kinds.items() if kind is Kind.UNITS]
    return not kinds.keys() - {*texts} or (bool(units) and all(
        above.cells[index] and _halves(text, above.cells[index][-1], row.cells[index][0]) for index in units))


def _halves(text: str, above: Range, below: Range) -> bool:
    """Whether a name begun in one range ends in the next (各相关 | 部门)."""
    first, second = read_units(text, *above)[-1:], read_units(text, *below)[:1]
    return bool(first and second) and first[0].end == above[1] and _one_name(first[0].name, second[0].name)


def _one_name(first: str, second: str) -> bool:
    parted = looks_like_unit(first) and looks_like_unit(second, strict=False)
    return not parted and looks_like_unit(first + second)


def levels(text: str, above: Sequence[Range], cell: Range) -> tuple[Range, ...]:
    """The headings above a row after one more cell: （一） goes below 一、, also within a cell."""
    if text[cell[0]] == "(":
        return (*(heading for heading in above[:1] if text[heading[0]] != "("), cell)
    inner = rule("inner_heading").search(text, *cell) if rule("heading_cell").match(text[slice(*cell)]) else None
    outer = trimmed(text, cell[0], inner.start()) if inner else None
    return (outer, (inner.start(), cell[1])) if inner and outer else (cell,)


def _heading_columns(text: str, rows: Sequence[Row], columns: Sequence[Column]) -> list[int]:
    """The text columns that head the next: numbered 一、, merged over several rows, or spelt out there."""
    texts = [index for index, column in enumerate(columns) if column.kind is Kind.TEXT and not column.aside]
    below = [bool(row.cells[texts[-1]]) for row in rows] if texts else []
    heads: list[int] = []
    for index, after in itertools.pairwise(texts):
        cells = [row.cells[index] for row in rows]
        filled = [text[cell[0][0]:cell[0][1]] for cell in cells if cell]
        merged = sum(not cell and full for cell, full in zip(cells, below))
        repeated = sum(a == b for a, b in itertools.pairwise(filled))
        spelt_out = columns[index].theme and all(below) and _numbers(text, rows, index) <= _numbers(text, rows, after)
        if filled and (_are_headings(filled) or (
                (merged + repeated > 0 or spelt_out) and max(map(len, filled)) <= _LONGEST_THEME)):
            heads.append(index)
    return heads


def _are_headings(cells: Sequence[str]) -> bool:
    return sum(rule("heading_cell").match(cell) is not None for cell in cells) * 2 > len(cells)


def _numbers(text: str, rows: Sequence[Row], index: int) -> int:
    """How many cells of a column begin with an item's number."""
    return sum(rule("cell_label").match(text[slice(*row.cells[index][0])]) is not None
               for row in rows if row.cells[index])


def _pieces(row: Row, columns: Sequence[Column], shape: Sequence[int]) -> tuple[Range, ...]:
    """The requirement of a row as printed; records may print their fields in any order."""
    return tuple(sorted(piece for index, column in enumerate(columns)
                        if column.kind is Kind.TEXT and not column.aside and index not in shape
                        for piece in row.cells[index]))


def _units(text: str, row: Row, form: Form) -> tuple[NamedUnit, ...]:
    units: list[NamedUnit] = []
    for column, cell in zip(form.columns, row.cells):
        if column.kind is Kind.UNITS:
            units += _named_in_cell(text, cell, column, form.usage)
    return tuple(units)


def _named_in_cell(text: str, cell: Sequence[Range], column: Column, usage: Usage) -> list[NamedUnit]:
    """The units of a cell; a name that layout parted is one, placed where it begins."""
    units: list[NamedUnit] = []
    for number, (start, end) in enumerate(cell):
        found = [unit for unit in _named_in(text, start, end, column, usage)
                 if re.search(r"[\u4e00-\u9fff]{2}", unit.name)
                 and not (column.persons and not looks_like_unit(unit.name))]
        if number and units and found and _halves(text, cell[number - 1], (start, end)):
            units[-1] = replace(units[-1], name=units[-1].name + found.pop(0).name)
        units += found
    return units


def _named_in(text: str, start: int, end: int, column: Column, usage: Usage) -> list[NamedUnit]:
    """The units of a range, which may state them as prose does (牵头单位：甲；配合单位：乙)."""
    stated = keyed_statements(text, start, end, usage)
    return [unit for statement in stated for unit in statement.units] or \
        read_units(text, start, end, column.role, usage.first_leads)


def _draft(text: str, row: Row, pieces: tuple[Range, ...], headings: tuple[Range, ...],
           units: tuple[NamedUnit, ...], form: Form) -> TaskDraft:
    label, pieces = _label(text, row, form.columns, pieces)
    times = _times(text, row, form.columns)
    return TaskDraft(label, headings, _joined(text, pieces), units, times, form.part, form.rule,
                     form.confidence, form.uncertain)


def _times(text: str, row: Row, columns: Sequence[Column]) -> tuple[Range, ...]:
    """The cells that say when: those of the columns for it, or a remark that says nothing else."""
    return tuple(piece for column, cell in zip(columns, row.cells) for piece in cell
                 if column.kind is Kind.TIME or (column.remark and rule("time_cell").match(text[slice(*piece)])))


def _label(text: str, row: Row, columns: Sequence[Column],
           pieces: tuple[Range, ...]) -> tuple[str | None, tuple[Range, ...]]:
    """The row's number, from its own column or from the beginning of its text."""
    first = pieces[0]
    match = rule("cell_label").match(text[first[0]:first[1]])
    rest = trimmed(text, first[0] + match.end(), first[1]) if match else None
    if match and rest:
        return match["label"] or match["bracketed"], (rest, *pieces[1:])
    for column, cell in zip(columns, row.cells):
        if column.kind is Kind.NUMBER and cell:
            return text[cell[0][0]:cell[0][1]].strip(".、 "), pieces
    return None, pieces


def _joined(text: str, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """Pieces that only a cell border or a line end parts are one."""
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        if not text[joined[-1][1]:start].strip(" \n\t"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
