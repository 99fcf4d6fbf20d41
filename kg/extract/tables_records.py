"""Tables printed as records: a line per cell, each with its column's head and a colon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables_cells import Form, Row, drafts_of, levels
from kg.extract.tables_heads import Column, Kind, column_of, rule
from kg.extract.tables_rows import Line, TaskTable
from kg.model.outline import Section

_CONFIDENCE = 0.94
_LONGEST_HEAD = 12
_HEADING_LINE = 80


@dataclass(frozen=True, slots=True)
class _Field:
    """A line of a record: its head (None where it goes on or heads records), its value."""

    head: str | None
    value: Range | None
    line: Range


def record_tables(text: str, lines: Sequence[Line], section: Section, part: int,
                  usage: Usage) -> list[TaskTable]:
    """The records of a section as one table, or none.

    Records begin with their number or their task; items that are numbered themselves
    and carry keys are prose.
    """
    fields = [_field(text, (line.start, line.end)) for line in lines
              if line.start < section.stop]
    keyed = [at for at, field in enumerate(fields) if field.head]
    if not keyed or not _are_records(text, fields, keyed):
        return []
    fields = fields[_first_heading(text, fields, keyed[0]):keyed[-1] + 1]
    heads = list(dict.fromkeys(field.head for field in fields if field.head))
    columns = tuple(column_of(head) or Column(Kind.OTHER) for head in heads)
    rows = list(_rows(text, fields, heads))
    drafts = drafts_of(text, rows, Form(columns, part, usage, "record", _CONFIDENCE))
    return [TaskTable(fields[0].line[0], fields[-1].line[1], tuple(drafts))] if drafts else []


def _field(text: str, line: Range) -> _Field:
    colon = text.find(":", line[0], min(line[1], line[0] + _LONGEST_HEAD))
    head = text[line[0]:colon].strip() if colon > 0 else ""
    if not head or column_of(head) is None:
        return _Field(None, None, line)
    return _Field(head, trimmed(text, colon + 1, line[1]), line)


def _are_records(text: str, fields: Sequence[_Field], keyed: Sequence[int]) -> bool:
    first = fields[keyed[0]].head
    column = column_of(first or "")
    begins = [at for at in keyed if fields[at].head == first]
    if column is None or column.kind not in (Kind.NUMBER, Kind.TEXT) or len(begins) < 2:
        return False
    numbered = sum(at > 0 and rule("cell_label").match(text[slice(*fields[at - 1].line)]) is not None
                   for at in begins)
    kinds = {found.kind for at in keyed if (found := column_of(fields[at].head or ""))}
    return numbered * 2 < len(begins) and Kind.TEXT in kinds and bool(kinds & {Kind.UNITS, Kind.TIME})


def _first_heading(text: str, fields: Sequence[_Field], at: int) -> int:
    while at and _is_heading(text, fields[at - 1].line):
        at -= 1
    return at


def _is_heading(text: str, line: Range) -> bool:
    return line[1] - line[0] <= _HEADING_LINE and rule("heading_cell").match(text[slice(*line)]) is not None


def _rows(text: str, fields: Sequence[_Field], heads: Sequence[str]) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    cells: dict[str, list[Range]] = {}
    last = ""
    for field in fields:
        heading = field.head is None and _is_heading(text, field.line)
        if cells and (heading or field.head in cells):
            yield Row(tuple(tuple(cells.get(head, ())) for head in heads), above)
            cells = {}
        if heading:
            above = levels(text, above, field.line)
        elif field.head:
            last = field.head
            cells[last] = [field.value] if field.value else []
        elif last in cells:
            cells[last].append(field.line)
    if cells:
        yield Row(tuple(tuple(cells.get(head, ())) for head in heads), above)
