"""The units that end a row, told from the text that no border parts from them.

A list is read backwards, as far as its pieces are units. Where its first name begins is told by
the name itself: one that the table uses elsewhere, an organ, a level or 各 before it, a word that
offices' names begin with.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.drafts import Range, behind_last
from kg.extract.tables.beginnings import (LONGEST, UNBOUNDED, belief_in_whole, is_glued, likely_begins,
                                             most_believed)
from kg.extract.tables.offices import LEVELS, organs_of_levels, tail_characters
from kg.extract.units import LONGEST_NAME, NamedUnit, is_kind, looks_like_unit, read_units
from kg.regions import regions

_LONGEST_LIST, _LONGEST_WEAK = 260, 10
_SHORTEST_KNOWN, _SHORTEST, _SHORTEST_TEXT = 2, 3, 8
_LONGEST_STEM = 6           # characters of a place's name before its level
_STOPS, _MARKS = "。\n ", "。\n ,、;"
_NOWHERE = -1               # a stretch that begins with a text of its own: no unit stands at its beginning
_INSIDE = "、,(各与"            # behind these no name begins that ends with the piece


def list_at_end(text: str, start: int, stop: int, names: frozenset[str], columns: int = 1) -> Range | None:
    """The list of units that a stretch ends with; None if it ends with none that can be told.

    Where there are more `columns` of units, another list may be glued to the first name.

    >>> text = "公开学区划分、招生计划市教育局、各县区"
    >>> first, last = list_at_end(text, 0, len(text), frozenset()) or (0, 0)
    >>> text[first:last]
    '市教育局、各县区'
    """
    floor = max(start, stop - _LONGEST_LIST, text.rfind("。", start, stop - 1) + 1)
    before = max(0, floor - 1)
    begin = _list_behind(text[before:stop], floor - before, names, columns)
    return None if begin is None else (before + begin, stop)


@lru_cache(maxsize=2048)
def _list_behind(text: str, floor: int, names: frozenset[str], columns: int) -> int | None:
    """Where the list begins that a text ends with, behind a place; a table ends its rows with the same lists."""
    units = _pieces(text, floor)
    count = _count_at_end(units, names)
    if not count:
        return None
    before, first = units[-count - 1:-count], units[-count]
    listed = bool(before) and text[first.start - 1] in "、," and not is_glued(first.name, names)
    begin = _beginning(text, floor, before[0].start, before[0].end, names) if listed else None
    if begin is None:
        begin = _beginning(text, floor, first.start, first.end, names)
    if begin is None and count > 1:
        begin = units[1 - count].start
    if begin is None:
        return None
    begin = _with_place(text, floor, _widened(text, floor, begin, names))
    return name_before(text, floor, begin, names) if columns > 1 else begin


def _pieces(text: str, floor: int) -> Sequence[NamedUnit]:
    """What separators part behind a place, of what is longer than any name its end."""
    found: list[NamedUnit] = []
    at = floor
    for unit in read_units(text, floor, len(text)):
        found += [*_long_piece(text, at, unit.start - 1), unit]
        at = unit.end
    return [*found, *_long_piece(text, at, len(text))]


def _long_piece(text: str, start: int, stop: int) -> list[NamedUnit]:
    """The end of a stretch that is longer than any name, as far as one may reach."""
    return read_units(text, stop - LONGEST_NAME, stop)[-1:] if stop - start > LONGEST_NAME else []


def _with_place(text: str, floor: int, begin: int) -> int:
    """The beginning of a name, moved left over the place whose level it begins with (呼伦贝尔|市生态环境局)."""
    if text[begin] not in LEVELS:
        return begin
    places = ((at, regions().leading(text[at:begin + 1])) for at in range(max(floor, begin - _LONGEST_STEM), begin - 1))
    return next((at for at, place in places if place and at + place[1] == begin + 1), begin)


def _count_at_end(units: Sequence[NamedUnit], names: frozenset[str]) -> int:
    """How many of the last pieces are units, one of them beyond doubt; a text before the first may hold what no
    name does (7个工作日内报送县级各部门)."""
    sure = [unit.name in names or looks_like_unit(unit.name) or looks_like_unit(unit.name[-_SHORTEST_TEXT:])
            for unit in units]
    weak = (len(unit.name) < _LONGEST_WEAK and (looks_like_unit(unit.name, strict=False) or is_kind(unit.name))
            for unit in reversed(units))
    listed = list(itertools.takewhile(any, zip(reversed(sure), weak)))
    glued = next((at for at, unit in enumerate(reversed(units[-len(listed):]), 1) if is_glued(unit.name, names)), None)
    return (glued or len(listed)) if any(certain for certain, _ in listed) else 0


def _beginning(text: str, floor: int, start: int, stop: int, names: frozenset[str]) -> int | None:
    """Where the name begins that a piece ends with; None if nothing tells."""
    bounded = start == floor or text[start - 1] in _STOPS
    begins = [begin for begin in likely_begins(text, max(start, stop - LONGEST), stop, names)
              if text[begin - 1] not in _INSIDE and (text[begin - 1] != "和" or text[begin] in LEVELS)]
    best, place = most_believed(text, begins, stop, names)
    if place is not None and not bounded and best >= UNBOUNDED and place - start >= _SHORTEST:
        return place            # the whole is believed no more
    whole = belief_in_whole(text[start:stop], bounded)
    if whole and place is not None and place - start < (_SHORTEST_TEXT if bounded else _SHORTEST):
        return start            # too little stands before the known name for a text
    if place is None:
        return start if whole else None
    if bounded and belief_in_whole(text[start:place], bounded):
        return start            # another unit is glued to it
    before = text[start:place]
    return start if whole > best and (len(before) < _SHORTEST_TEXT or any(
        looks_like_unit(before[:end]) for end in range(_SHORTEST, len(before)))) else place


def name_before(text: str, floor: int, stop: int, names: frozenset[str]) -> int:
    """Where the name begins that ends at a place; the place itself if none does."""
    if text[stop - 1] not in tail_characters():
        return stop             # as most texts end
    start = behind_last(text, _MARKS, floor, stop)
    place = _beginning(text, _NOWHERE, start, stop, names) \
        if looks_like_unit(text[max(start, stop - LONGEST):stop]) else None
    return stop if place is None else place


def _widened(text: str, floor: int, begin: int, names: frozenset[str]) -> int:
    """The beginning of a list, moved left over known names and organs that are glued to it."""
    organs = organs_of_levels()
    while True:
        lengths = range(min(LONGEST, begin - floor), _SHORTEST_KNOWN - 1, -1)
        length = next((length for length in lengths if text[begin - length:begin] in names
                       or (text[begin - length] in LEVELS and text[begin - length:begin] in organs)), 0)
        if not length:
            return begin
        begin -= length
