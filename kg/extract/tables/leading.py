"""The units that begin a stretch, or stand amid its first sentence, told from the text glued to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg import tables
from kg.extract.drafts import Range
from kg.extract.headings import rule as task_rule
from kg.extract.tables.beginnings import LONGEST, belief_in_name, name_begins
from kg.extract.tables.heads import rule
from kg.extract.tables.offices import LEVELS, last_characters, office_words, often_ends_texts
from kg.extract.units import is_kind, looks_like_unit
from kg.extract.units import rule as role_rule

_SHORTEST = 2
_REACH = 24
_SEPARATORS, _STOPS = "、,;", " \n。"
_SHORTEST_TITLE, _LONGEST_PLACE = 3, 5
_ORDINAL = r"\d+\.|\([一二三四五六七八九十]{1,3}\)"
# What stands in no name, and in none that begins with 各 (各市、县政府).
_ENDS, _ENDS_ALL = re.compile(rf"[ \n。,;、]|{_ORDINAL}"), re.compile(rf"[ \n。,;]|{_ORDINAL}")
_UNRIVALLED = 3.5           # more than the most that a shorter name is believed that no separator follows
_CLOSED, _FOLLOWED, _GLUED, _LISTED, _BARE, _PER_CHARACTER = 1.0, 0.5, 0.4, 1.0, 0.2, 0.03


def begins(text: str, at: int) -> bool:
    """Whether a requirement begins at a place, or its number once more."""
    ahead = text[at:at + _REACH].lstrip()
    if rule("subject").match(ahead):
        return False
    return rule("cell_label").match(ahead) is not None or rule("limit_begin").match(ahead) is not None \
        or task_rule("demand").match(ahead) is not None \
        or tables.patterns("outline_patterns")["opening"].regex.match(ahead) is not None


def list_at_start(text: str, start: int, stop: int, names: frozenset[str]) -> Range | None:
    """The list of units that a stretch begins with; None if it begins with none that can be told.

    >>> text = "市教育局、各县区公开学区划分"
    >>> first, last = list_at_start(text, 0, len(text), frozenset()) or (0, 0)
    >>> text[first:last]
    '市教育局、各县区'
    """
    listed = [_behind_act(text, last, stop) for _, last in names_at_start(text, start, stop, names)]
    return (start, listed[-1]) if listed else None


def names_at_start(text: str, start: int, stop: int, names: frozenset[str]) -> Iterator[Range]:
    """The names of the list that a stretch begins with, without what the units do."""
    at = start
    while (last := _name_at(text, at, stop, names)) is not None:
        yield at, last
        at = _behind_act(text, last, stop)
        while at < stop and text[at] in _SEPARATORS:
            at += 1


def are_believed(text: str, listed: Iterable[Range], names: frozenset[str]) -> bool:
    """Whether names are such that the table, or all the land, knows, or those of places."""
    return all(belief_in_name(name, names) or _is_place(name) for name in (text[slice(*piece)] for piece in listed))


def _behind_act(text: str, end: int, stop: int) -> int:
    """The end of a name with what the unit does, where that closes a list or a requirement follows (甲局牵头,乙局配合),
    which may begin with the act's own last word (甲局牵头|实施…)."""
    act = rule("closing_act").match(text, end, stop)
    ends = (act.end(), act.end("bare")) if act else ()
    return next((at for at in ends if at >= stop or (at > end and (
        text[at] in _SEPARATORS + _STOPS or begins(text, at)))), end)


def list_amid(text: str, start: int, stop: int, names: frozenset[str], bounded: bool = True) -> Range | None:
    """The longest list in the first sentence of a stretch that a requirement follows; None if there is none.

    It stands behind a space, unless it need not be `bounded`: then what begins names tells where.
    """
    last = text.find("。", start, stop)
    last = stop if last < 0 else last
    places = (at for at in range(start + _SHORTEST_TITLE, last)
              if (text[at - 1] in " \n" if bounded else _may_begin(text, at)))
    found = [piece for at in places if (piece := list_at_start(text, at, last, names))
             and (piece[1] >= stop or text[piece[1]] in _STOPS or begins(text, piece[1]))]
    return max((piece for piece in found if not rule("text_before_all").match(text, *piece)),
               key=lambda piece: piece[1] - piece[0], default=None)


def _may_begin(text: str, at: int) -> bool:
    """Whether a name may begin at a place that nothing parts from the text before it."""
    word = text[at:at + 2]
    return text[at] in LEVELS or text[at] == "各" or (word in office_words() and not often_ends_texts(word))


def _name_at(text: str, start: int, stop: int, names: frozenset[str]) -> int | None:
    """Where the name ends that begins at a place; None if none does."""
    farthest = _farthest(text, start, stop)
    if known := _known_at(text, start, farthest, stop, names):
        return known
    best, place = 0.0, None
    last, listed = last_characters(names), "、" in text[start:farthest]
    for end in range(farthest, start + _SHORTEST - 1, -1):
        if best > _UNRIVALLED and not listed:
            break
        if text[end - 1] not in last or rule("longer_word").match(text, end - 1):
            continue
        closed = end >= stop or text[end] in _SEPARATORS or text[end] in _STOPS
        if best > _UNRIVALLED and not closed:
            continue
        name = text[start:end]
        belief = belief_in_name(name, names) or _belief_by_looks(text, start, name)
        if not belief:
            continue
        belief -= len(name) * _PER_CHARACTER
        if closed:
            belief += _CLOSED
        elif belief + _FOLLOWED < best:     # whatever follows tells less than what follows the longer name
            continue
        elif begins(text, end) or _behind_act(text, end, stop) > end:
            belief += _FOLLOWED
        elif belief < _BARE:
            continue
        elif name_begins(text, end, names):
            belief += _GLUED
        if 0 < belief >= best:
            best, place = belief, end
    return place


def _known_at(text: str, start: int, farthest: int, stop: int, names: frozenset[str]) -> int:
    """Where the first name ends that begins at a place, is known, and that something closes: none is believed more; 0
    if there is none."""
    end = text.find("、", start + _SHORTEST, farthest)
    while end >= 0 and text[start:end] not in names:
        end = text.find("、", end + 1, farthest)
    if end >= 0:
        return end
    closed = farthest >= stop or text[farthest] in _SEPARATORS or text[farthest] in _STOPS
    known = closed and farthest - start >= _SHORTEST and text[start:farthest] in names
    return farthest if known and not rule("longer_word").match(text, farthest - 1) else 0


def _belief_by_looks(text: str, start: int, name: str) -> float:
    """How far a name is believed that nothing knows: little, but in a list one that begins with its level; where no
    list goes on, not at all if it demands something (形成窗口|统一受理)."""
    listed = text.endswith("、", 0, start)
    if not listed and task_rule("demand").match(name):
        return 0.0
    if not looks_like_unit(name):
        return _BARE if _is_place(name) or (listed and is_kind(name)) else 0.0
    return _LISTED if listed and name[0] in LEVELS and "的" not in name else _BARE


def _is_place(name: str) -> bool:
    """Whether a name may be that of a place, which units are too (石壁镇)."""
    return _SHORTEST < len(name) <= _LONGEST_PLACE and (name[-1] in LEVELS or name.endswith("街道")) \
        and looks_like_unit(name, strict=False)


def _farthest(text: str, start: int, stop: int) -> int:
    """How far a name that begins at a place may go on: to what stands in none, or obliges the unit (县教育局要)."""
    reach = min(stop, start + LONGEST)
    ends = _ENDS_ALL if text.startswith("各", start) else _ENDS
    if mark := ends.search(text, start, reach):
        reach = mark.start()
    # One character more, which tells 应 from 应急.
    obliged = role_rule("obliged").search(text, start, min(stop, reach + 1))
    return min(reach, obliged.end() - 1) if obliged else reach
