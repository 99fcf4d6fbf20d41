"""Run-together tables whose units stand among persons: requirement, who is in charge, unit, who answers, limit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.flat_persons_rows import LONGEST_PERSON, PersonsRow, PersonsRows, find_rows, units_of
from kg.extract.tables.heads import Column, Kind
from kg.model.text import Document

_FEWEST, _MOST_MERGED = 4, 3    # rows of a table, rows to a unit's cell
_CONFIDENCE, _UNSURE = 0.85, 0.6
_SPACED = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,7}(?! )")    # 改 革 创 新: a heading in a narrow column


def persons_table(document: Document, head: FlatHead, stop: int, part: int, usage: Usage,
                  counted: int) -> TaskTable | None:
    """The table below heads that name a requirement, units, persons and a limit, in this order; None below others,
    where not every third limit has persons and a unit before it, or where limits tell fewer rows than numbers have
    `counted`."""
    kinds = [column.kind for column in head.columns]
    if kinds[-3:] != [Kind.UNITS, Kind.OTHER, Kind.TIME] or Kind.TEXT not in kinds:
        return None
    numbered = Kind.NUMBER in kinds
    found = find_rows(document.logical.text, head, stop, numbered, led=kinds[-4] is Kind.OTHER)
    told = sum(row.begin is not None for row in found.rows)
    if len(found.rows) < max(_FEWEST, counted) or told * _MOST_MERGED < len(found.rows):
        return None
    requirement = [column for column in head.columns if column.kind is Kind.TEXT][-1]
    columns = Column(Kind.NUMBER), requirement, head.columns[-3], head.columns[-1]
    form = Form(columns, part, usage, "table run together", _CONFIDENCE)
    drafts = tuple(_drafts(document, found, form, numbered))
    return TaskTable(head.start, found.rows[-1].limit[1], drafts) if drafts else None


def _drafts(document: Document, found: PersonsRows, form: Form, numbered: bool) -> Iterator[TaskDraft]:
    """The tasks of the rows; one whose cell of units was merged with that above has its units, and is unsure."""
    text = document.logical.text
    above: tuple[Range, ...] = ()
    heading: tuple[Range, ...] = ()
    for count, row in enumerate(found.rows, 1):
        start, heading = _behind_heading(document, row.start, heading)
        label = (start, start + len(str(count))) if numbered and text.startswith(str(count), start) else None
        body = trimmed(text, label[1] if label else start, _text_end(text, row, found.leaders))
        units = tuple(units_of(text, row, found.names))
        above = units or above
        if body:
            cells = ((label,) if label else (), (body,), above, (row.limit,))
            sure = bool(units) and (label is not None or not numbered)
            for draft in drafts_of(text, [Row(cells, heading)], form):
                yield draft if sure else draft._replace(confidence=_UNSURE, uncertain=True)


def _text_end(text: str, row: PersonsRow, leaders: frozenset[str]) -> int:
    """Where the requirement of a row ends: before its units and the persons in charge."""
    end = row.limit[0] if row.begin is None else row.begin
    while end - LONGEST_PERSON >= row.start and text[end - LONGEST_PERSON:end] in leaders:
        end -= LONGEST_PERSON
        end -= text[end - 1].isspace()
    return end


def _behind_heading(document: Document, start: int, heading: tuple[Range, ...]) -> tuple[int, tuple[Range, ...]]:
    """Where a row begins behind a heading that its print spaces out, and that heading; else the one before."""
    logical = document.logical
    printed = _SPACED.match(document.text, logical.origin[start]) if start < len(logical.origin) else None
    if printed is None:
        return start, heading
    end = start + len(printed[0].replace(" ", ""))
    return end, ((start, end),)
