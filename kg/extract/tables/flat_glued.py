"""Rows of run-together tables that neither numbers nor full stops part: each ends with its units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.tables.closing import list_at_end
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.leading import begins
from kg.extract.tables.offices import LEVELS, tail_characters

_FEWEST, _SHORTEST_TEXT, _SHORTEST_NAME = 3, 8, 3
_GOES_ON = "、,;。和及与"       # behind these a list goes on
_COLLECTIVE = "各相有"


def rows_by_units(text: str, whole: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose last column is that of units, up to where these end, all unsure; none where full stops
    tell more, or fewer than three rows end so."""
    start, stop = whole.mark.end, whole.stop
    if columns[-1].kind is not Kind.UNITS or text.find("。", start, stop) >= 0:
        return []
    ends = list(_ends(text, start, stop, names))
    if len(ends) < _FEWEST:
        return []
    return [whole._replace(mark=replace(whole.mark, start=begin, end=begin), stop=end, sure=False)
            for begin, end in pairwise([start, *ends])]


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
