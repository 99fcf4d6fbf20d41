"""Run-together tables whose units stand among persons: requirement, who is in charge, unit, who answers, limit.

Each limit ends a row. Before it stand names of persons, before these units, and before these, if the heads say so,
the persons in charge: their names come again from row to row and so tell where the units begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.names import cut_glued
from kg.model.text import Document

_FEWEST, _FEWEST_MET, _MOST_MERGED = 4, 2, 3    # rows of a table, of a person in charge, rows to a unit's cell
_CONFIDENCE, _UNSURE = 0.85, 0.6
_LONGEST_UNIT, _LONGEST_UNITS, _LONGEST_PERSONS = 8, 40, 32
_SHORTEST_NAME, _LONGEST_NAME = 2, 3
_LIMIT = re.compile(r"(?:(?:19|20)\d\d年)?(?:1[0-2]|[1-9])月(?:[底初末]|[上中下]旬)?(?:之?前)?(?!\d{1,2}[日号])")
_UNNAMED = frozenset("、,;。:()《》“” 0123456789")   # what stands in no unit's name here
_EACH = re.compile(r"各[\u4e00-\u9fff]{2,6}\Z")
_SPACED = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){2,7}(?! )")    # 改 革 创 新: a heading in a narrow column


class _Cells(NamedTuple):
    """A row: where it begins, where its units begin and end (None where the cell was merged), its limit."""

    start: int
    begin: int | None
    end: int | None
    limit: Range


def persons_table(document: Document, head: FlatHead, stop: int, part: int, usage: Usage) -> TaskTable | None:
    """The table below heads that name a requirement, units, persons and a limit, in this order; None below others, or
    where not every third limit has persons and a unit before it."""
    kinds = [column.kind for column in head.columns]
    if kinds[-3:] != [Kind.UNITS, Kind.OTHER, Kind.TIME] or Kind.TEXT not in kinds:
        return None
    text, numbered = document.logical.text, Kind.NUMBER in kinds
    rows = list(_rows(text, head, stop, numbered))
    leaders = _leaders(text, rows) if kinds[-4] is Kind.OTHER else frozenset[str]()
    rows = [row._replace(begin=_behind_leader(text, row, leaders)) for row in rows]
    names = _names(text, rows)
    rows = [row if row.begin is not None else row._replace(begin=_before_name(text, row, names)) for row in rows]
    alone = [_behind_only(text, row) if row.begin is None and leaders else None for row in rows]
    leaders |= {text[at - _LONGEST_NAME:at] for at in alone if at}
    rows = [row._replace(begin=at) if at else row for row, at in zip(rows, alone)]
    if len(rows) < _FEWEST or sum(row.begin is not None for row in rows) * _MOST_MERGED < len(rows):
        return None
    requirement = [column for column in head.columns if column.kind is Kind.TEXT][-1]
    columns = Column(Kind.NUMBER), requirement, head.columns[-3], head.columns[-1]
    form = Form(columns, part, usage, "table run together", _CONFIDENCE)
    bodies = [(row, _text_end(text, row, leaders)) for row in rows]
    drafts = list(_drafts(document, bodies, names, form, numbered))
    return TaskTable(head.start, rows[-1].limit[1], tuple(drafts)) if drafts else None


def _rows(text: str, head: FlatHead, stop: int, numbered: bool) -> Iterator[_Cells]:
    """The rows that limits end, with where their units end: limits with persons before or the next number behind."""
    words, start, count = text[head.start:head.stop].strip(), head.stop, 1
    for limit in _LIMIT.finditer(text, head.stop, stop):
        start += len(words) * text.startswith(words, start)
        end = _units_end(text, start, limit.start())
        following = limit.end() + len(words) * text.startswith(words, limit.end())
        if end is None and not (numbered and text.startswith(str(count + 1), following)):
            continue
        yield _Cells(start, None, end, limit.span())
        start, count = limit.end(), count + 1


def _units_end(text: str, start: int, limit: int) -> int | None:
    """Where the last unit before a limit ends: behind it stand nothing but names of persons."""
    for at in range(limit - _SHORTEST_NAME, max(start, limit - _LONGEST_PERSONS), -1):
        if text[at - 1] in _last() and text.endswith(_tails(), start, at) \
                and rule("persons_named").fullmatch(text[at:limit].strip()):
            return at
    return None


def _leaders(text: str, rows: Sequence[_Cells]) -> frozenset[str]:
    """The persons in charge: what stands in several rows where a unit may begin, the most frequent first."""
    left = [{text[at - _LONGEST_NAME:at]: at for at in _begins(text, row)} for row in rows]
    found: set[str] = set()
    while (met := Counter(name for names in left for name in names).most_common(1)) and met[0][1] >= _FEWEST_MET:
        leader = met[0][0]
        found.add(leader)
        left = [{name: at for name, at in names.items() if abs(at - names.get(leader, -_LONGEST_NAME)) >= _LONGEST_NAME}
                for names in left]      # but for what overlaps this name
    return frozenset(found)


def _names(text: str, rows: Sequence[_Cells]) -> frozenset[str]:
    """The names of the units of rows whose places are known; where one person answers, they are one."""
    single = frozenset(text[row.begin:row.end] for row in rows if row.begin is not None and row.end is not None
                       and rule("person_named").fullmatch(text[row.end:row.limit[0]].strip()))
    return frozenset(text[slice(*piece)] for row in rows for piece in _units(text, row, single))


def _begins(text: str, row: _Cells) -> Iterator[int]:
    """Where the units of a row may begin behind a name, the nearest place first."""
    for at in range(row.end - _SHORTEST_NAME, max(row.start, row.end - _LONGEST_UNITS), -1) if row.end else ():
        if not _UNNAMED.isdisjoint(text[at:row.end]):
            return
        if rule("person_named").fullmatch(text, at - _LONGEST_NAME, at):
            yield at


def _behind_leader(text: str, row: _Cells, leaders: frozenset[str]) -> int | None:
    """Where the units of a row begin: behind the last name of a person in charge."""
    if row.end is None or not leaders:
        return None
    ends = (at for at in range(row.end - _SHORTEST_NAME, max(row.start, row.end - _LONGEST_UNITS), -1)
            if text.endswith(tuple(leaders), row.start, at))
    return next(ends, None)


def _before_name(text: str, row: _Cells, names: frozenset[str]) -> int | None:
    """Where the units of a row begin that are known from other rows; None where they are not known."""
    if row.end is None:
        return None
    each = _EACH.search(text[:row.end], max(row.start, row.end - _LONGEST_UNIT))
    begin = each.start() if each else row.end
    while known := max((name for name in names if text.endswith(name, row.start, begin)), key=len, default=""):
        begin -= len(known)
    return begin if begin < row.end else None


def _behind_only(text: str, row: _Cells) -> int | None:
    """Where the unit of a row begins behind what alone looks like the name of a person in charge met nowhere else."""
    begins = [at for at in _begins(text, row) if row.end is not None and row.end - at <= _LONGEST_UNIT
              and (least := _least_names().match(text, at)) and least.end() == row.end]
    return begins[0] if len(begins) == 1 else None


def _units(text: str, row: _Cells, names: frozenset[str]) -> Sequence[Range]:
    """The units of a row; none where their cell was merged or they are not told."""
    if row.begin is None or row.end is None:
        return ()
    pieces = [match.span() for match in _least_names().finditer(text, row.begin, row.end)]
    whole = sum(end - begin for begin, end in pieces) == row.end - row.begin
    glued = len(pieces) > 1 and whole and text[row.begin:row.end] not in names
    return pieces if glued else cut_glued(text, row.begin, row.end, names)


def _drafts(document: Document, bodies: Sequence[tuple[_Cells, int]], names: frozenset[str], form: Form,
            numbered: bool) -> Iterator[TaskDraft]:
    """The tasks of the rows, each given with where its requirement ends; one whose cell of units was merged with that
    above has the units of that, and is unsure."""
    text = document.logical.text
    above: tuple[Range, ...] = ()
    heading: tuple[Range, ...] = ()
    for count, (row, end) in enumerate(bodies, 1):
        start, heading = _behind_heading(document, row.start, heading)
        label = (start, start + len(str(count))) if numbered and text.startswith(str(count), start) else None
        body = trimmed(text, label[1] if label else start, end)
        units = tuple(_units(text, row, names))
        above = units or above
        if body:
            cells = ((label,) if label else (), (body,), above, (row.limit,))
            sure = bool(units) and (label is not None or not numbered)
            for draft in drafts_of(text, [Row(cells, heading)], form):
                yield draft if sure else draft._replace(confidence=_UNSURE, uncertain=True)


def _text_end(text: str, row: _Cells, leaders: frozenset[str]) -> int:
    """Where the requirement of a row ends: before its units and the persons in charge."""
    end = row.limit[0] if row.begin is None else row.begin
    while end - _LONGEST_NAME >= row.start and text[end - _LONGEST_NAME:end] in leaders:
        end -= _LONGEST_NAME
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


@cache
def _least_names() -> re.Pattern[str]:
    """The shortest stretches that end as the names of units do."""
    tails = "|".join(sorted(tables.column("unit_tails", "tail", strength="strong"), key=len, reverse=True))
    return re.compile(f"[\u4e00-\u9fff]{{2,}}?(?:{tails})")


@cache
def _last() -> frozenset[str]:
    """What the names of units end in: looking for it is cheaper than trying all endings."""
    return frozenset(tail[-1] for tail in _tails())


@cache
def _tails() -> tuple[str, ...]:
    """The endings of units' names."""
    return tuple(tables.column("unit_tails", "tail"))
