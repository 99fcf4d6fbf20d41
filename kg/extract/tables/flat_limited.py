"""Run-together tables whose requirements end in a limit, the limit in units, and these in what tells no task.

Behind the units stands a cell of another kind (任务来源), which may be numbered as the requirements are:
no chain of numbers tells the rows. A limit right before units does, and the chain tells which of the
numbers before it begins the requirement.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.leading import list_at_start
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.names import cut_glued
from kg.extract.units import read_units
from kg.model.outline import Mark, Style
from kg.outline.marks import find_marks

_FEWEST = 4
_TOLD = 0.8                 # of the rows whose number must go on in the chain
_LONGEST_TITLE = 40
_CONFIDENCE, _UNSURE = 0.9, 0.6
_FIGURE, _TIMED = re.compile(r"\d"), re.compile("[年月日季周旬期续态时]")
_WITHIN = "0123456789年月日季度旬周半每底末初前后、和及至到并或-—~,;( "     # what stands amid one limit

# Where a limit begins, where the units behind it begin and end.
_Anchor = tuple[int, int, int]


def limited_table(text: str, head: FlatHead, stop: int, part: int, usage: Usage) -> TaskTable | None:
    """The table below heads that name a requirement, a limit, units and something else, in this order; None if
    few limits stand right before units, or the numbers before them are no chain."""
    columns = _told_columns(head.columns)
    anchors = list(_anchors(text, head.stop, stop, usage.names)) if columns else []
    if len(anchors) < _FEWEST:
        return None
    names = usage.names | _single(_bounded(text, anchors))
    anchors = list(_anchors(text, head.stop, stop, names))
    rows = list(_rows(text, head.stop, stop, anchors, names))
    if sum(mark is not None for mark, _ in rows) < _TOLD * len(rows):
        return None
    form = Form(columns, part, usage, "table run together", _CONFIDENCE)
    drafts = [draft for (mark, row) in rows for draft in _drafts(text, row, form, sure=mark is not None)]
    return TaskTable(head.start, anchors[-1][2], tuple(drafts)) if drafts else None


def _told_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of a row as limits tell it: its number, requirement, limit and units; none if the heads differ."""
    kinds = [column.kind for column in columns]
    at = kinds.index(Kind.UNITS) if kinds.count(Kind.UNITS) == 1 else 0
    if at < 2 or kinds[at - 2:at] != [Kind.TEXT, Kind.TIME] or at == len(kinds) - 1:
        return ()
    return Column(Kind.NUMBER), columns[at - 2], columns[at - 1], columns[at]


def _anchors(text: str, start: int, stop: int, names: frozenset[str]) -> Iterator[_Anchor]:
    """The limits that units stand right behind, in order."""
    at = start
    for match in rule("limit_begin").finditer(text, start, stop):
        begin = match.start()
        units = behind_limit(text, begin, stop) if begin >= at else begin
        timed = _TIMED.search(text, begin, units) is not None
        listed = list_at_start(text, units, stop, names) if timed else None
        if listed and not _FIGURE.search(text, *listed):
            at = listed[1]
            yield _last_limit(text, begin, units), units, at


def _last_limit(text: str, start: int, end: int) -> int:
    """Where the limit of a cell begins that ends a stretch of limits: a rhythm before may be the requirement's
    (每季度更新一次 | 12月)."""
    return max((match.start() for match in rule("limit_begin").finditer(text, start + 1, end)
                if text[match.start() - 1] not in _WITHIN and _TIMED.search(text, match.start(), end)), default=start)


def _bounded(text: str, anchors: Sequence[_Anchor]) -> Iterator[str]:
    """The names of lists that separators part, or that are one name between a limit and what follows."""
    for _, start, end in anchors:
        units = read_units(text, start, end)
        if len(units) > 1 or len(cut_glued(text, start, end, frozenset())) == 1:
            yield from (unit.name for unit in units)


def _single(names: Iterable[str]) -> frozenset[str]:
    """The names but for those that others glued together make."""
    found = frozenset(names)
    return frozenset(name for name in found if len(cut_glued(name, 0, len(name), found - {name})) == 1)


def _rows(text: str, start: int, stop: int, anchors: Sequence[_Anchor],
          names: frozenset[str]) -> Iterator[tuple[Mark | None, Row]]:
    """The row that each limit closes, with the mark that begins its requirement, None if the chain breaks there."""
    marks = [mark for mark in find_marks(text, start, stop) if mark.style is Style.DIGIT]
    begins = [mark.start for mark in marks]
    count = number = 0
    heading: tuple[Range, ...] = ()
    for limit, units, end in anchors:
        inside = marks[bisect_left(begins, start):bisect_left(begins, limit)]
        titles = {mark: title for mark in inside if (title := _title_before(text, start, mark.start, number + 1))}
        mark = next((mark for mark in reversed(inside) if mark.value == count + 1 or (
            mark.value == 1 and mark in titles)), None)
        if mark and (title := titles.get(mark)):
            number, heading = number + 1, (title,)
        count = mark.value if mark else count
        body = trimmed(text, mark.end if mark else start, limit)
        label = ((mark.start, mark.end),) if mark else ()
        if body:
            yield mark, Row((label, (body,), ((limit, units),), tuple(_listed(text, units, end, names))), heading)
        start = end


def _listed(text: str, start: int, end: int, names: frozenset[str]) -> list[Range]:
    """The names of a list, whether separators part them or not."""
    return [piece for unit in read_units(text, start, end) for piece in cut_glued(text, unit.start, unit.end, names)]


def _title_before(text: str, start: int, stop: int, number: int) -> Range | None:
    """The title of a row of that number that ends at a place: the number is glued to it (2推进公开 | 7、公开规划)."""
    glued = re.compile(rf"(?<![\d〔\[(第]){number}(?=[\u4e00-\u9fff])(?![年月日号项个])(?:(?!\d+[、.])[^。;〔〕])+")
    found = [match for match in glued.finditer(text, max(start, stop - _LONGEST_TITLE), stop) if match.end() == stop]
    return trimmed(text, found[-1].start() + len(str(number)), stop) if found else None


def _drafts(text: str, row: Row, form: Form, sure: bool) -> list[TaskDraft]:
    drafts = drafts_of(text, [row], form)
    return drafts if sure else [draft._replace(confidence=_UNSURE, uncertain=True) for draft in drafts]
