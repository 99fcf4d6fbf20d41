"""Rows of run-together tables that no numbers part: each ends, or begins, with its units, which a limit may part."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.closing import list_at_end
from kg.extract.tables.flat_lines import rows_of_lines
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.leading import begins, list_at_start
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.offices import LEVELS, tail_characters
from kg.extract.tables.zones import all_units

_FEWEST, _SHORTEST_TEXT, _SHORTEST_TITLE, _SHORTEST_NAME = 3, 8, 4, 3
_GOES_ON = "、,;。和及与"       # behind these a list goes on
_COLLECTIVE = "各相有"
_MOST = 2, 3                # of so many rows
_SENTENCE_END = re.compile(r"[。;]")


def glued_rows(text: str, start: int, numbered: list[FlatRow], columns: Sequence[Column],
               learnt: Callable[[], frozenset[str]]) -> list[FlatRow]:
    """The rows of a table that begins at a place where their numbers do not begin them, or none does; none where
    nothing else tells them. The names `learnt` from it are asked for where the columns may do so."""
    whole = numbered[0]
    if len(numbered) > 1 or whole.mark.label is not None:
        return _rows_before_numbers(text, start, numbered, columns, learnt) if columns[0].kind is Kind.UNITS else []
    names = learnt()
    return rows_of_lines(text, whole, columns, names) or _rows_by_limits(text, whole, columns, names) \
        or _rows_behind_units(text, whole, columns, names) or _rows_by_units(text, whole, columns, names)


def _rows_by_units(text: str, whole: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose last column is that of units, up to where these end, all unsure; none where full stops
    tell more, or fewer than three rows end so."""
    start, stop = whole.mark.end, whole.stop
    if columns[-1].kind is not Kind.UNITS or text.find("。", start, stop) >= 0:
        return []
    return _rows(text, whole, list(_ends(text, start, stop, names)), sure=False)


def _rows_by_limits(text: str, whole: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose limits stand right behind the units, up to the last limit; none where fewer than three
    do."""
    kinds = [column.kind for column in columns]
    last = max(at for at, kind in enumerate(kinds) if kind is Kind.UNITS)
    if Kind.TEXT in kinds[last:] or kinds[last + 1:last + 2] != [Kind.TIME]:
        return []
    ends, at = list[int](), whole.mark.end
    for begin, end in _limits(text, whole):
        listed = list_at_end(text, at, begin, names, kinds.count(Kind.UNITS)) \
            if begin - at >= _SHORTEST_TITLE + _SHORTEST_NAME else None
        if listed and listed[0] - at >= _SHORTEST_TITLE:
            ends.append(end)
            at = end
    return _rows(text, whole, ends, sure=True)


def _rows_behind_units(text: str, whole: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose first column is that of units: each goes as far as its limit or, where there are
    none, a sentence before the next list of units, and is unsure there; none where fewer than three do."""
    kinds = [column.kind for column in columns]
    if kinds[0] is not Kind.UNITS or Kind.TEXT not in kinds:
        return []
    timed = kinds[-1] is Kind.TIME
    places = (end for _, end in _limits(text, whole)) if timed else (
        match.end() for match in _SENTENCE_END.finditer(text, whole.mark.end, whole.stop))
    borders = [at for at in places if at < whole.stop and _opens(text, at, whole.stop, names)]
    return _rows(text, whole, [*borders, whole.stop], sure=timed)


def _rows_before_numbers(text: str, start: int, rows: Sequence[FlatRow], columns: Sequence[Column],
                         learnt: Callable[[], frozenset[str]]) -> list[FlatRow]:
    """The rows of a table whose units all stand before the numbered requirement: each begins with the units before
    its number; none where the first number has none before it, or few have."""
    kinds = [column.kind for column in columns]
    first, width = trimmed(text, start, rows[0].mark.start), kinds.count(Kind.UNITS)
    if first is None or Kind.UNITS in kinds[width:] or Kind.NUMBER in kinds \
            or not all_units(text, *first, names := learnt()):
        return []
    lists = [list_at_end(text, row.mark.end, row.stop, names, width) for row in rows[:-1]]
    if sum(map(bool, lists)) * _MOST[1] < len(lists) * _MOST[0]:
        return []
    begins_at = [first[0], *(listed[0] if listed else row.stop for row, listed in zip(rows, lists))]
    return [row._replace(mark=replace(row.mark, start=begin, end=begin), stop=end,
                         holes=((row.mark.start, row.mark.end),))
            for row, begin, end in zip(rows, begins_at, [*begins_at[1:], rows[-1].stop])]


def _opens(text: str, at: int, stop: int, names: frozenset[str]) -> bool:
    """Whether a list of units opens a row at a place: a requirement follows that it is not told."""
    listed = list_at_start(text, at, stop, names)
    return listed is not None and listed[1] < stop and text[listed[1]] not in _GOES_ON \
        and rule("subject").match(text, listed[1]) is None


def _limits(text: str, whole: FlatRow) -> Iterator[Range]:
    """The limits of a stretch, none overlapping another."""
    at = whole.mark.end
    for match in rule("limit_begin").finditer(text, at, whole.stop):
        begin = match.start()
        if begin >= at and (end := behind_limit(text, begin, whole.stop)) > begin:
            yield begin, end
            at = end


def _rows(text: str, whole: FlatRow, ends: Sequence[int], sure: bool) -> list[FlatRow]:
    """The rows that end at some places; none if these are too few for a table, or lines too many for what has lost its
    borders."""
    if len(ends) < _FEWEST or text.count("\n", whole.mark.end, ends[-1]) > len(ends):
        return []
    return [whole._replace(mark=replace(whole.mark, start=begin, end=begin), stop=end, sure=sure)
            for begin, end in pairwise([whole.mark.end, *ends])]


def _ends(text: str, start: int, stop: int, names: frozenset[str]) -> Iterator[int]:
    """Where rows end: behind what units do, or behind a unit of a level where the next requirement begins."""
    acts = {match.end() for match in rule("glued_act").finditer(text, start, stop)}
    tails, at = tail_characters(), start
    for end in range(start + _SHORTEST_TEXT + _SHORTEST_NAME, stop + 1):
        if end - at < _SHORTEST_TEXT + _SHORTEST_NAME or not (end in acts or text[end - 1] in tails):
            continue
        if end < stop and (text[end] in _GOES_ON or not (end in acts or begins(text, end))
                           or rule("glued_act").match(text, end)):
            continue
        listed = list_at_end(text, at, end, names)
        if listed and listed[0] - at >= _SHORTEST_TEXT and (end in acts or text[listed[0]] in LEVELS + _COLLECTIVE):
            yield end
            at = end
