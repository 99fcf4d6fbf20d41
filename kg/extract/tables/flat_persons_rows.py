"""Where the cells of run-together tables end whose units stand among persons.

Each limit ends a row. Before it stand names of persons, before these units, and before these, if the heads say so,
the persons in charge: their names come again from row to row and so tell where the units begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from kg import tables
from kg.extract.drafts import Range
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.names import cut_glued
from kg.extract.tables.offices import tail_characters
from kg.extract.units import rule

LONGEST_PERSON = 3
"""The characters of the name of a person in charge."""

_FEWEST_MET, _MOST_LEADERS = 2, 40     # rows of a person in charge, persons in charge of a plan
_LONGEST_UNIT, _LONGEST_UNITS, _LONGEST_PERSONS, _SHORTEST_NAME = 8, 40, 32, 2
_LIMIT = re.compile(r"(?:(?:19|20)\d\d年)?(?:1[0-2]|[1-9])月(?:[底初末]|[上中下]旬)?(?:之?前)?(?!\d{1,2}[日号])")
_UNNAMED = frozenset("、,;。:()《》“” 0123456789")   # what stands in no unit's name here
_EACH = re.compile(r"各[\u4e00-\u9fff]{2,6}\Z")


class PersonsRow(NamedTuple):
    """A row: where it begins, where its units begin and end (None where the cell was merged), its limit."""

    start: int
    begin: int | None
    end: int | None
    limit: Range


class PersonsRows(NamedTuple):
    """The rows of a table with what they tell together: the names of units and of persons in charge."""

    rows: Sequence[PersonsRow]
    names: frozenset[str]
    leaders: frozenset[str]


def find_rows(text: str, head: FlatHead, stop: int, numbered: bool, led: bool) -> PersonsRows:
    """The rows below a head; `numbered` if a column numbers them, `led` if persons in charge stand before units.

    Where units begin is told by a person in charge of several rows, by units of other rows, or by what alone looks
    like the name of a person in charge, in this order.
    """
    rows = list(_rows(text, head, stop, numbered))
    leaders = _leaders(text, rows) if led else frozenset[str]()
    rows = [row._replace(begin=_behind_leader(text, row, leaders)) for row in rows]
    names = _names(text, rows)
    rows = [row if row.begin is not None else row._replace(begin=_before_name(text, row, names)) for row in rows]
    alone = [_behind_only(text, row) if row.begin is None and leaders else None for row in rows]
    met_once = {text[at - LONGEST_PERSON:at] for at in alone if at}
    rows = [row._replace(begin=at) if at else row for row, at in zip(rows, alone)]
    return PersonsRows(rows, names, leaders | met_once)


def _rows(text: str, head: FlatHead, stop: int, numbered: bool) -> Iterator[PersonsRow]:
    """The rows that limits end, with where their units end: limits with persons before or the next number behind."""
    words, start, count = text[head.start:head.stop].strip(), head.stop, 1
    for limit in _LIMIT.finditer(text, head.stop, stop):
        start += len(words) * text.startswith(words, start)
        end = _units_end(text, start, limit.start())
        following = limit.end() + len(words) * text.startswith(words, limit.end())
        if end is None and not (numbered and text.startswith(str(count + 1), following)):
            continue
        yield PersonsRow(start, None, end, limit.span())
        start, count = limit.end(), count + 1


def _units_end(text: str, start: int, limit: int) -> int | None:
    """Where the last unit before a limit ends: behind it stand nothing but names of persons."""
    for at in range(limit - _SHORTEST_NAME, max(start, limit - _LONGEST_PERSONS), -1):
        if text[at - 1] in tail_characters() and text.endswith(tables.endings("unit_tails", "tail"), start, at) \
                and rule("persons_named").fullmatch(text[at:limit].strip()):
            return at
    return None


def _leaders(text: str, rows: Sequence[PersonsRow]) -> frozenset[str]:
    """The persons in charge: what stands in several rows where a unit may begin, the most frequent first."""
    left = [{text[at - LONGEST_PERSON:at]: at for at in _begins(text, row)} for row in rows]
    found: set[str] = set()
    while len(found) < _MOST_LEADERS and (met := Counter(chain.from_iterable(left)).most_common(1)):
        leader, count = met[0]
        if count < _FEWEST_MET:
            break
        found.add(leader)
        left = [_apart(names, leader) for names in left]
    return frozenset(found)


def _apart(places: Mapping[str, int], leader: str) -> dict[str, int]:
    """The names of a row, with their places, that do not overlap one of them; all where it is none of them."""
    at = places.get(leader)
    return {name: start for name, start in places.items() if at is None or abs(start - at) >= LONGEST_PERSON}


def _names(text: str, rows: Sequence[PersonsRow]) -> frozenset[str]:
    """The names of the units of rows whose places are known; where one person answers, they are one."""
    single = frozenset(text[row.begin:row.end] for row in rows if row.begin is not None and row.end is not None
                       and rule("person_named").fullmatch(text[row.end:row.limit[0]].strip()))
    return frozenset(text[slice(*piece)] for row in rows for piece in units_of(text, row, single))


def _begins(text: str, row: PersonsRow) -> Iterator[int]:
    """Where the units of a row may begin behind a name, the nearest place first."""
    for at in range(row.end - _SHORTEST_NAME, max(row.start, row.end - _LONGEST_UNITS), -1) if row.end else ():
        if not _UNNAMED.isdisjoint(text[at:row.end]):
            return
        if rule("person_named").fullmatch(text, at - LONGEST_PERSON, at):
            yield at


def _behind_leader(text: str, row: PersonsRow, leaders: frozenset[str]) -> int | None:
    """Where the units of a row begin: behind the last name of a person in charge."""
    if row.end is None or not leaders:
        return None
    ends = (at for at in range(row.end - _SHORTEST_NAME, max(row.start, row.end - _LONGEST_UNITS), -1)
            if text.endswith(tuple(leaders), row.start, at))
    return next(ends, None)


def _before_name(text: str, row: PersonsRow, names: frozenset[str]) -> int | None:
    """Where the units of a row begin that are known from other rows; None where they are not known."""
    if row.end is None:
        return None
    each = _EACH.search(text, max(row.start, row.end - _LONGEST_UNIT), row.end)
    begin = each.start() if each else row.end
    while length := next((length for length in range(min(_LONGEST_UNITS, begin - row.start), 0, -1)
                          if text[begin - length:begin] in names), 0):
        begin -= length
    return begin if begin < row.end else None


def _behind_only(text: str, row: PersonsRow) -> int | None:
    """Where the unit of a row begins behind what alone looks like the name of a person in charge met nowhere else."""
    begins = [at for at in _begins(text, row) if row.end is not None and row.end - at <= _LONGEST_UNIT
              and (least := _least_names().match(text, at)) and least.end() == row.end]
    return begins[0] if len(begins) == 1 else None


def units_of(text: str, row: PersonsRow, names: frozenset[str]) -> Sequence[Range]:
    """The units of a row; none where their cell was merged or they are not told."""
    if row.begin is None or row.end is None:
        return ()
    pieces = [match.span() for match in _least_names().finditer(text, row.begin, row.end)]
    whole = sum(end - begin for begin, end in pieces) == row.end - row.begin
    glued = len(pieces) > 1 and whole and text[row.begin:row.end] not in names
    return pieces if glued else cut_glued(text, row.begin, row.end, names)


@cache
def _least_names() -> re.Pattern[str]:
    """The shortest stretches that end as the names of units do."""
    tails = "|".join(sorted(tables.column("unit_tails", "tail", strength="strong"), key=len, reverse=True))
    return re.compile(f"[\u4e00-\u9fff]{{2,}}?(?:{tails})")
