"""How far a run of characters is believed to be a unit's name, by what it begins with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from kg import tables
from kg.extract.headings import rule as task_rule
from kg.extract.tables.heads import rule
from kg.extract.tables.offices import LEVELS, office_words, often_ends_texts, organs, organs_of_levels
from kg.extract.units import looks_like_unit
from kg.extract.units import rule as role_rule

LONGEST = 18
"""The most characters of a name that nothing bounds."""

UNBOUNDED = 0.5
"""The most that a whole piece is believed to be a name if nothing bounds it."""

_SHORTEST, _SHORTEST_AHEAD, _LONGEST_BARE, _SHORTEST_CLAUSE = 3, 2, 8, 5
_OWN = "局院校部厅委处司所社"      # what stands for the body that an office is part of
_PLACED = f"{LEVELS}各"
_FIRST = _PLACED + _OWN
_KNOWN, _ORGAN, _LEVEL, _OFFICE, _WHOLE = 3.0, 2.5, 2.0, 1.5, 2.9
_PER_CHARACTER, _PER_PLACED, _PER_UNKNOWN = 0.02, 0.05, 0.03
_TOO_SHORT, _WEAK, _WEAK_EACH = 0.16, 0.15, 0.4
_LONGEST_FIRST = 12         # of a name that another stands behind in brackets
_JOINING = "和与及"          # before an organ's name these are amid a longer one (行政审批和政务服务局)
_LONGEST_PLACE = 3          # what may stand between a unit and its branch (人民银行|某市|中心支行)


def belief_in_name(name: str, names: frozenset[str]) -> float:
    """How far a name's beginning tells that it is one; 0 if not at all.

    Most: it is one of the `names` that a table uses elsewhere, or its level stands before such a one.
    Then an organ, a level or 各, a word that the names of offices begin with.
    """
    if name in names:
        return _KNOWN + len(name) * _PER_CHARACTER
    if not _may_begin(name):
        return 0.0
    if (name[1:] in names and rule("level_first").match(name[:1])) \
            or (name[2:] in names and rule("level_first").match(name[:2])):
        return _KNOWN + len(name) * _PER_CHARACTER
    return _belief_by_itself(name)


def likely_begins(text: str, start: int, stop: int, names: frozenset[str]) -> list[int]:
    """Where, in a stretch, names may begin that end with it: few places are asked how far they tell that one does."""
    words, firsts = _first_words(), _first_characters(names)
    return [at for at in range(start, stop - 1) if text[at] in firsts
            and (text[at] in _FIRST or text[at:at + 2] in words or text[at:stop] in names)]


def most_believed(text: str, begins: Sequence[int], stop: int, names: frozenset[str]) -> tuple[float, int | None]:
    """The belief in the likeliest of the names that begin at some `likely_begins`, in order, and end at one; where it
    begins.

    Known names are believed most, then organs, the longest first: where there is one, no other is asked for.
    """
    whole = [(at, text[at:stop]) for at in begins]
    for at, name in whole:
        near = name in names or name[1:] in names or name[2:] in names
        if near and (belief := belief_in_name(name, names)) >= _KNOWN:
            return belief, at
    organs = organs_of_levels()
    for at, name in whole:
        if name in organs and (belief := _belief_by_itself(name)) >= _ORGAN:
            return belief, at
    belief, place = max([(_belief_by_itself(name), -at) for at, name in whole], default=(0.0, 0))
    return (belief, -place) if belief else (0.0, None)


def name_begins(text: str, at: int, names: frozenset[str]) -> bool:
    """Whether a name begins at a place that is believed to be one."""
    ahead = [text[at:at + length] for length in range(_SHORTEST_AHEAD, LONGEST)]
    if not names.isdisjoint(ahead):
        return True
    # Of the others only what looks like a unit, or stands before a known name, is asked for more.
    return _may_begin(ahead[0]) and any(
        (looks_like_unit(name) or name[1:] in names or name[2:] in names) and belief_in_name(name, names)
        for name in ahead)


def _may_begin(name: str) -> bool:
    """Whether what a name begins with can tell that it is one, where it is not known."""
    return name[:2] in _first_words() or name[:1] in _FIRST


@lru_cache(maxsize=4096)
def _belief_by_itself(name: str) -> float:
    """How far a name tells that it is one where no other is known; a table asks for the same ones again and again."""
    if not _SHORTEST <= len(name) <= LONGEST or not looks_like_unit(name) or "的" in name \
            or name.count("(") != name.count(")") or rule("act_within").search(name):
        return 0.0
    if name in organs_of_levels() and not name.startswith("办公"):
        return _ORGAN + len(name) * _PER_CHARACTER
    return _belief_in_place(name) or _belief_in_office(name)


def _belief_in_place(name: str) -> float:
    """How far a level, or 各, before a name tells that it is one."""
    words = office_words()
    shared = rule("of_a_level").match(name)     # 县级各单位 is no 各单位
    if not shared and (name[:2] in words or name[0] not in _PLACED):
        return 0.0
    believed = name[0] == "各" or name[1:3] in words or shared or (
        (len(name) <= _LONGEST_BARE or name[1] == "“") and looks_like_unit(name[1:]))
    weak = _WEAK_EACH if name[0] == "各" and not looks_like_unit(name[1:]) else 0.0    # 各市场(监管所)
    size = len(name) - (shared.end() if shared else 0)
    return _LEVEL - weak - size * _PER_PLACED if believed else 0.0


def _belief_in_office(name: str) -> float:
    """How far a word that the names of offices begin with tells; four characters are likelier than more or fewer."""
    words = office_words()
    if name[:2] not in words and not (name[0] in _OWN and name[1:3] in words):
        return 0.0
    known = sum(name[at:at + 2] in words for at in range(len(name))) * 2
    weak = _WEAK if often_ends_texts(name[:2]) else 0.0
    size = len(name) * _PER_CHARACTER if len(name) > _SHORTEST else _TOO_SHORT
    return _OFFICE - weak - (len(name) - known) * _PER_UNKNOWN - size


@cache
def _first_words() -> frozenset[str]:
    """The first two characters of all names of offices and organs."""
    return office_words() | {name[:2] for name in organs()}


@cache
def _own_first() -> frozenset[str]:
    """The characters that a name may begin with whatever a table knows: a level's, an office's, an organ's."""
    return frozenset(_FIRST).union([word[0] for word in _first_words()])


@lru_cache(maxsize=64)
def _first_characters(names: frozenset[str]) -> frozenset[str]:
    """The characters that some name may begin with: one of these, an office's, an organ's."""
    return _own_first().union([name[0] for name in names])


def belief_in_whole(name: str, bounded: bool) -> float:
    """How far a whole piece is believed to be a name; `bounded` when a sentence ends before it, or a border."""
    if len(name) > LONGEST and not (name.endswith(")") and 0 < name.rfind("(") <= _LONGEST_FIRST):
        return 0.0
    if not looks_like_unit(name) or role_rule("obliged").search(name) or rule("act_within").search(name):
        return 0.0
    demands = len(name) > _SHORTEST_CLAUSE and (
        task_rule("demand").match(name) or rule("limit_begin").match(name)
        or (name[0] != "各" and tables.patterns("outline_patterns")["opening"].regex.match(name)))
    return 0.0 if demands else _WHOLE if bounded else UNBOUNDED


def is_glued(name: str, names: frozenset[str]) -> bool:
    """Whether a piece is text that a unit's name follows.

    >>> is_glued("推动一网通管区行政审批局", frozenset({"区行政审批局"})), is_glued("省税务局", frozenset())
    (True, False)
    """
    text = name
    while at := _known_end(text, names):
        text = text[:at]
    if at == 0:
        return False
    at = len(text)
    whole = any(looks_like_unit(text[:end]) for end in range(max(_SHORTEST, at - _LONGEST_PLACE), at + 1))
    glued = at < len(name) and not whole and not rule("level_first").match(text)
    return glued or role_rule("obliged").search(name) is not None


def _known_end(name: str, names: frozenset[str]) -> int | None:
    """Where the longest known name begins that another ends with, 0 if that is all of it; None if none does."""
    organs = organs_of_levels()
    if name in names or name in organs:
        return 0
    return next((at for at in range(2, len(name) - 2)
                 if name[at - 1] not in _JOINING and (name[at:] in names or name[at:] in organs)
                 and not role_rule("generic").match(name[at:])), None)    # 园区管委会 is one name
