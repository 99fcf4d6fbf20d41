"""Tables printed as records: each value behind its head and a colon or a border."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.extract.drafts import Range, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Line, Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import levels
from kg.extract.tables.heads import LONGEST_PRINTED, Column, Kind, beside_measures, column_of, rule
from kg.extract.tables.looks import token_of
from kg.model.outline import Section

_CONFIDENCE = 0.94
_OF_ITEMS = ("措施", "举措", "做法")
_NUMBERS = "任务序号"       # the head that the number in 任务一： stands for
_HEADING_LINE = 80
_SEVERAL = 2
_LONGEST_NUMBER = 40        # as far as the number of a record reaches
_OPENING = "重主具工任事项举措问承"     # what the numbers of records begin with
_BRACKETS = "【〔["
_KEY_SIGN = re.compile("[:\t]")
_LONGEST_KEY = 18           # a head, a space and a colon


class _Field(NamedTuple):
    """A part of a record: its head (None where it goes on or heads records), its values.

    A table that stands on its side has several values behind one head, one for each record.
    A named tuple, as Line is.
    """

    head: str | None
    values: tuple[Range, ...]
    line: Range


def record_tables(text: str, lines: Sequence[Line], section: Section, part: int,
                  usage: Usage) -> list[TaskTable]:
    """The records of a section as one table, or none.

    Records begin with their number or their task; items that are numbered themselves
    and carry keys are prose.
    """
    found = [(line, _fields(text, line)) for line in lines if line.start < section.stop]
    if not any(fields for _, fields in found):      # as in most sections
        return []
    fields = [field for line, own in found if own or not _is_stroke(text, line)
              for field in own or [_Field(None, (), (line.start, line.end))]]
    keyed = _without_close(fields, [at for at, field in enumerate(fields) if field.head])
    if not _are_records(text, fields, keyed):
        return []
    last = keyed[-1] + 1 + (not fields[keyed[-1]].values)  # the value may stand below its head
    fields = fields[_first_heading(text, fields, keyed[0]):last]
    heads = list(dict.fromkeys(field.head for field in fields if field.head))
    columns = tuple(beside_measures(heads, [_column(head) for head in heads]))
    rows = list(_rows(text, fields, heads, usage))
    drafts = drafts_of(text, rows, Form(columns, part, usage, "record", _CONFIDENCE))
    return [TaskTable(fields[0].line[0], fields[-1].line[1], tuple(drafts))] if drafts else []


def _without_close(fields: Sequence[_Field], keyed: Sequence[int]) -> Sequence[int]:
    """The places of the heads, without a last one that no record has: the title of what stands below them (工作要求)."""
    counts = Counter(fields[at].head for at in keyed)
    alone = len(keyed) > 1 and counts[fields[keyed[-1]].head] == 1 and not fields[keyed[-1]].values
    return keyed[:-1] if alone and counts[fields[keyed[-2]].head] > _SEVERAL else keyed


def _column(head: str) -> Column:
    return Column(Kind.NUMBER) if head == _NUMBERS else column_of(head) or Column(Kind.OTHER)


def _is_stroke(text: str, line: Line) -> bool:
    """Whether a line is drawn between records."""
    return rule("stroke_line").match(text[slice(*line.cells[0])]) is not None


def _fields(text: str, line: Line) -> list[_Field]:
    """The fields of a line: heads before cell borders, or before colons where sentences begin; none without heads."""
    if len(line.cells) > 1:
        return _bordered(text, line)
    start, end = line.cells[0]
    keyed = text.find(":", start, min(end, start + _LONGEST_KEY)) >= 0
    if end - start > LONGEST_PRINTED and not keyed and text[start] not in _OPENING:     # as most lines
        return []
    whole, cell = (line.start, line.end), text[start:end]
    if column_of(cell):
        return [_Field(cell, (), whole)]
    if cell[0] in _BRACKETS and (mark := rule("record_mark").match(cell)):
        return [_Field(_NUMBERS, ((start + mark.start("label"), start + mark.end("label")),), whole)]
    numbered = rule("numbered_record").match(text[line.start:min(line.end, line.start + _LONGEST_NUMBER)]) \
        if cell[0] in _OPENING else None
    return _stated(text, line, numbered) if numbered or (keyed and _key_at(text, start, line.end)) else []


def _stated(text: str, line: Line, numbered: re.Match[str] | None) -> list[_Field]:
    """The fields of a line that begins with a key or, if `numbered`, with a record's number."""
    whole = (line.start, line.end)
    keys = [(match.start(), match.end("head"), match.end()) for at in _sentences(text, line)
            if (match := _key_at(text, at, line.end))]
    fields: list[_Field] = []
    if numbered:
        label = (line.start + numbered.start("head"), line.start + numbered.end("label"))
        behind = trimmed(text, line.start + numbered.end(), keys[0][0] if keys else line.end)
        fields = [_Field(_NUMBERS, (label,), whole), _Field(numbered["head"], (behind,) if behind else (), whole)]
    ends = [start for start, _, _ in keys[1:]] + [line.end]
    return fields + [_Field(text[start:stop], _value(text, begin, end), whole)
                     for (start, stop, begin), end in zip(keys, ends)]


def _key_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The known head before a colon with which a sentence begins."""
    match = rule("record_key").match(text, start, end)
    return match if match and column_of(match["head"]) else None


def _sentences(text: str, line: Line) -> Iterator[int]:
    """Where the sentences of a line begin; a bracket's own are part of one."""
    yield line.cells[0][0]
    open_brackets = 0
    for match in re.finditer("[。; ()]", text[line.start:line.end]):
        open_brackets = max(0, open_brackets + {"(": 1, ")": -1}.get(match[0], 0))
        if not open_brackets and match[0] not in "()":
            yield line.start + match.end()


def _value(text: str, start: int, end: int) -> tuple[Range, ...]:
    found = trimmed(text, start, end)
    return (found,) if found else ()


def _bordered(text: str, line: Line) -> list[_Field]:
    """Heads and what the cells behind each of them hold; none where the first is no head."""
    fields: list[_Field] = []
    for cell in line.filled():
        if column_of(text[slice(*cell)]) is not None:
            fields.append(_Field(text[slice(*cell)], (), (line.start, line.end)))
        elif fields:
            fields[-1] = fields[-1]._replace(values=(*fields[-1].values, cell))
        else:
            return []
    return fields


def _are_records(text: str, fields: Sequence[_Field], keyed: Sequence[int]) -> bool:
    first = fields[keyed[0]].head
    column = _column(first or "")
    begins = [at for at in keyed if fields[at].head == first]
    if column.kind not in (Kind.NUMBER, Kind.TEXT) or max(len(begins), len(fields[keyed[0]].values)) < 2 \
            or _are_counted_on(text, fields, keyed, begins) or _begin_behind_statements(text, fields):
        return False
    own = (first or "").endswith(_OF_ITEMS)    # what is done about the item that the line above names
    numbered = sum(at > 0 and (own or not _is_heading(text, fields[at - 1].line))
                   and rule("cell_label").match(text[slice(*fields[at - 1].line)]) is not None for at in begins)
    if column.kind is not Kind.NUMBER and numbered * 2 >= len(begins):
        return False
    most = max(Counter(fields[at].head for at in keyed).values())
    if most >= _SEVERAL * len(begins):
        return False    # a record states each thing once; what states more heads items
    # Records side by side have as many units or limits as texts; the block of an archive has not.
    least = len(fields[keyed[0]].values) if len(begins) < _SEVERAL else 0
    kinds = {_column(fields[at].head or "").kind for at in keyed if len(fields[at].values) >= least}
    return Kind.TEXT in kinds and bool(kinds & {Kind.UNITS, Kind.TIME})


def _are_counted_on(text: str, fields: Sequence[_Field], keyed: Sequence[int], begins: Sequence[int]) -> bool:
    """Whether the lists that stand below the heads of records are one that is numbered on: its items are no records."""
    firsts: list[str] = []
    items = 0
    for at in begins:
        below = fields[at + 1:next((other for other in keyed if other > at), None)]
        labels = [label[0] for field in below if (label := rule("cell_label").match(text[slice(*field.line)]))]
        firsts += labels[:1] if not fields[at].values else []
        items += len(labels)
    return _SEVERAL <= len(firsts) == len(set(firsts)) == len(begins) < items


def _begin_behind_statements(text: str, fields: Sequence[_Field]) -> bool:
    """Whether numbered lines stand right behind units or limits, and right before others: items with keys of their own
    below what heads several."""
    stated = [field.head is not None and _states(field.head) for field in fields]
    return sum(before and after and field.head is None and not _is_heading(text, field.line)
               and rule("cell_label").match(text[slice(*field.line)]) is not None
               for before, field, after in zip(stated, fields[1:], stated[2:])) >= _SEVERAL


def _first_heading(text: str, fields: Sequence[_Field], at: int) -> int:
    while at and _is_heading(text, fields[at - 1].line):
        at -= 1
    return at


def _is_heading(text: str, line: Range) -> bool:
    return line[1] - line[0] <= _HEADING_LINE and rule("heading_cell").match(text[slice(*line)]) is not None


def _is_title(text: str, line: Range, last: str, usage: Usage) -> bool:
    """Whether a line behind a record is no more of its units or its limit, and no key that is not known either (状态：):
    it heads the next record."""
    if _KEY_SIGN.search(text, *line):
        return False
    look = token_of(text, *line, usage).look
    return line[1] - line[0] <= _HEADING_LINE and _states(last) and look in ("text", "short")


def _states(head: str) -> bool:
    """Whether a head is that of units or of limits."""
    return _column(head).kind in (Kind.UNITS, Kind.TIME)


def _rows(text: str, fields: Sequence[_Field], heads: Sequence[str], usage: Usage) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    cells: dict[str, tuple[Range, ...]] = {}
    last = ""
    for field, after in zip(fields, [*fields[1:], None]):
        ends = after is not None and after.head == heads[0] and bool(cells.get(last))
        awaited = last in cells and not cells[last] and not (    # the value of the head above, which texts have
            field.head is None and (_column(last).remark or _states(last)) and _is_heading(text, field.line))
        heading = field.head is None and not awaited and (
            _is_heading(text, field.line) or (ends and _is_title(text, field.line, last, usage)))
        if cells and (heading or field.head in cells):
            yield from _records(cells, heads, above)
            cells = {}
        if heading:
            above = levels(text, above, field.line)
        elif field.head:
            last = field.head
            cells[last] = field.values
        elif last in cells and not (cells[last] and _states(last) and text.find("\t", *field.line) >= 0):
            cells[last] = (*cells[last], field.line)    # but no cell of an unknown head behind units or a limit
    yield from _records(cells, heads, above)


def _records(cells: Mapping[str, tuple[Range, ...]], heads: Sequence[str], above: tuple[Range, ...]) -> Iterator[Row]:
    """One record, or those that stand side by side where every head has as many values."""
    counts = {len(values) for values in cells.values()}
    if len(counts) == 1 and max(counts) > 1:
        for values in zip(*(cells.get(head, ()) for head in heads)):
            yield Row(tuple((value,) for value in values), above)
    elif cells:
        yield Row(tuple(cells.get(head, ()) for head in heads), above)
