"""The units that end a row, told from the text that no border parts from them.

A list is read backwards, as far as its pieces are units. Where its first name begins is told by
the name itself: one that the table uses elsewhere, an organ, a level or 各 before it, a word that
offices' names begin with.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from kg import tables
from kg.extract.drafts import Range
from kg.extract.headings import rule as task_rule
from kg.extract.tables.heads import rule
from kg.extract.tables.offices import LEVELS, is_organ, office_words, often_ends_texts
from kg.extract.units import NamedUnit, looks_like_unit, read_units
from kg.extract.units import rule as role_rule
from kg.model.extraction import Role

_LONGEST_LIST, _LONGEST_WEAK = 260, 10
_LONGEST, _SHORTEST, _SHORTEST_KNOWN = 18, 3, 2
_OWN = "局院校部厅委处司所社"   # what stands for the body that an office is part of
_KNOWN, _ORGAN, _LEVEL, _OFFICE, _WHOLE, _CLAUSE = 3.0, 2.5, 2.0, 1.5, 2.9, 0.5
_PER_CHARACTER, _PER_PLACED, _PER_UNKNOWN = 0.02, 0.05, 0.03
_TOO_SHORT, _WEAK = 0.16, 0.15
_LONGEST_BARE, _SHORTEST_CLAUSE = 8, 5
_LONGEST_PLACE = 3          # what may stand between a unit and its branch (人民银行|某市|中心支行)
_LEVEL_FIRST = re.compile("(?:[省市区县州镇乡][委直]?|直属|所属|下属|有关|相关)\\Z")
_STOPS, _MARKS = "。\n ", "。\n ,、;"


def list_at_end(text: str, start: int, stop: int, names: frozenset[str], columns: int = 1) -> Range | None:
    """The list of units that a stretch ends with; None if it ends with none that can be told.

    Where there are more `columns` of units, another list may be glued to the first name.

    >>> text = "公开学区划分、招生计划市教育局、各县区"
    >>> first, last = list_at_end(text, 0, len(text), frozenset()) or (0, 0)
    >>> text[first:last]
    '市教育局、各县区'
    """
    floor = max(start, stop - _LONGEST_LIST, text.rfind("。", start, stop - 1) + 1)
    units = read_units(text, floor, stop)
    count = _count_at_end(units, names)
    if not count:
        return None
    before, first = units[-count - 1:-count], units[-count]
    listed = bool(before) and text[first.start - 1] in "、," and not _is_glued(first.name, names)
    begin = _beginning(text, floor, before[0], names) if listed else None
    if begin is None:
        begin = _beginning(text, floor, first, names)
    if begin is None and count > 1:
        begin = units[1 - count].start
    if begin is None:
        return None
    begin = _widened(text, floor, begin, names)
    return (name_before(text, floor, begin, names) if columns > 1 else begin), stop


def _count_at_end(units: Sequence[NamedUnit], names: frozenset[str]) -> int:
    """How many of the last pieces are units, one of them beyond doubt."""
    sure = [unit.name in names or looks_like_unit(unit.name) for unit in units]
    weak = (len(unit.name) < _LONGEST_WEAK and looks_like_unit(unit.name, strict=False) for unit in reversed(units))
    listed = list(itertools.takewhile(any, zip(reversed(sure), weak)))
    glued = next((at for at, unit in enumerate(reversed(units[-len(listed):]), 1) if _is_glued(unit.name, names)), None)
    return (glued or len(listed)) if any(certain for certain, _ in listed) else 0


def _beginning(text: str, floor: int, unit: NamedUnit, names: frozenset[str]) -> int | None:
    """Where the name begins that a piece ends with; None if nothing tells."""
    bounded = unit.start == floor or text[unit.start - 1] in _STOPS
    best, place = _belief_in_whole(text[unit.start:unit.end], bounded), unit.start
    for begin in range(max(unit.start, unit.end - _LONGEST), unit.end - 1):
        belief = belief_in_name(text[begin:unit.end], names)
        if belief > best and text[begin - 1] not in "、,(各与":
            best, place = belief, begin
    if bounded and _belief_in_whole(text[unit.start:place], bounded):
        return unit.start   # another unit is glued to it
    return place if best else None


def belief_in_name(name: str, names: frozenset[str]) -> float:
    """How far the beginning of a name tells that it is one; 0 if not at all."""
    length = len(name) * _PER_CHARACTER
    if name in names or any(name[at:] in names for at in (1, 2) if _LEVEL_FIRST.match(name[:at])):
        return _KNOWN + length
    if not _SHORTEST <= len(name) <= _LONGEST or not looks_like_unit(name) or "的" in name \
            or name.count("(") != name.count(")"):
        return 0.0
    if is_organ(name) and not name.startswith("办公"):
        return _ORGAN + length
    words = office_words()
    if name[:2] not in words and (name[0] == "各" or (name[0] in LEVELS and (
            name[1:3] in words or ((len(name) <= _LONGEST_BARE or name[1] == "“") and looks_like_unit(name[1:]))))):
        return _LEVEL - len(name) * _PER_PLACED
    if name[:2] not in words and not (name[0] in _OWN and name[1:3] in words):
        return 0.0
    known = sum(name[at:at + 2] in words for at in range(len(name))) * 2
    weak = _WEAK if often_ends_texts(name[:2]) else 0.0
    return _OFFICE - weak - (len(name) - known) * _PER_UNKNOWN - (length if len(name) > _SHORTEST else _TOO_SHORT)


def _belief_in_whole(name: str, bounded: bool) -> float:
    """How far a whole piece is believed to be a name; `bounded` when a sentence ends before it, or a border."""
    if len(name) > _LONGEST or not looks_like_unit(name) or role_rule("obliged").search(name):
        return 0.0
    demands = task_rule("demand").match(name) or rule("limit_begin").match(name) \
        or (name[0] != "各" and tables.patterns("outline_patterns")["opening"].regex.match(name))
    if demands and len(name) > _SHORTEST_CLAUSE:
        return 0.0
    return _WHOLE if bounded else _CLAUSE


def _is_glued(name: str, names: frozenset[str]) -> bool:
    """Whether a piece is text that a unit's name follows."""
    if name in names or is_organ(name):
        return False
    at = next((at for at in range(2, len(name) - 2) if name[at:] in names or is_organ(name[at:])), 0)
    whole = any(looks_like_unit(name[:end]) for end in range(max(_SHORTEST, at - _LONGEST_PLACE), at + 1))
    return (at > 0 and not whole and not _LEVEL_FIRST.match(name[:at])) or role_rule("obliged").search(name) is not None


def name_before(text: str, floor: int, stop: int, names: frozenset[str]) -> int:
    """Where the name begins that ends at a place; the place itself if none does."""
    start = max(floor, *(text.rfind(mark, floor, stop) + 1 for mark in _MARKS))
    name = text[start:stop]
    place = _beginning(text, floor, NamedUnit(start, stop, name, Role.RESPONSIBLE), names) \
        if looks_like_unit(name[-_LONGEST:]) else None
    return stop if place is None else place


def _widened(text: str, floor: int, begin: int, names: frozenset[str]) -> int:
    """The beginning of a list, moved left over known names and organs that are glued to it."""
    while True:
        lengths = range(min(_LONGEST, begin - floor), _SHORTEST_KNOWN - 1, -1)
        length = next((length for length in lengths if text[begin - length:begin] in names
                       or (text[begin - length] in LEVELS and is_organ(text[begin - length:begin]))), 0)
        if not length:
            return begin
        begin -= length
