"""The names of units, what tells them from other words, and what a unit does in a task."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg import tables
from kg.model.extraction import Role
from kg.regions import regions

LONGEST_NAME = 40
_LONGEST_KIND = 5           # a bare kind: 街道办事处
_LONGEST_EACH = 6           # a collective of one kind: 各功能区, 各乡镇场
_STATIONS = frozenset("所站团")   # what small offices and regiments end in, as much else does
_NO_EACH = ("人", "相关", "有关")
_SECOND_NAME = re.compile(r"(?:\([^()]{1,20}\)|〔[^〔〕]{1,20}〕|\[[^\[\]]{1,20}\]|〈[^〈〉]{1,20}〉|"
                          r"\([^()]{0,8}\([^()]{1,9}\)[^()]{0,8}\))\Z")
_CLOSING = ")〕]〉"          # what a second name ends in


class NamedUnit(NamedTuple):
    """A unit as named at a range of the logical text, with its role there.

    A named tuple, as thousands are made for a plan and frozen classes take twice the time.
    """

    start: int
    end: int
    name: str
    role: Role


@cache
def rule(name: str) -> re.Pattern[str]:
    """The compiled pattern of that name in role_patterns.toml."""
    return tables.patterns("role_patterns")[name].regex


@cache
def _roles() -> dict[str, Role]:
    return {row["word"]: Role(row["role"]) for row in tables.rows("role_words")}


@cache
def role_of(words: str) -> Role:
    """The role that the words of a key, a column head or a closing act give.

    牵头 outranks the rest; what only shares a task (配合, 参与) supports.

    >>> role_of("牵头负责"), role_of("配合/责任单位"), role_of("责任科室")
    (<Role.LEAD: 'lead'>, <Role.SUPPORT: 'support'>, <Role.RESPONSIBLE: 'responsible'>)
    """
    found = {role for word, role in _roles().items() if word in words}
    for role in (Role.LEAD, Role.SUPPORT, Role.FOLLOW):
        if role in found:
            return role
    return Role.RESPONSIBLE


@cache
def _tails(strict: bool) -> dict[str, tuple[str, ...]]:
    """The endings of units' names by their last character."""
    tails = tables.column("unit_tails", "tail", strength="strong") if strict else tables.column("unit_tails", "tail")
    return {last: tuple(tail for tail in tails if tail[-1] == last) for last in {tail[-1] for tail in tails}}


@cache
def _last_characters() -> frozenset[str]:
    """What names of units end in, and the brackets of second names."""
    return frozenset((*_tails(False), *_CLOSING))


@lru_cache(maxsize=16384)
def looks_like_unit(name: str, strict: bool = True) -> bool:
    """Whether a name ends like a unit's; `strict` refuses endings that places share, but in a short name behind 各 and
    in that of a town's or an authority's own office (白蕉镇水务所).

    >>> [looks_like_unit(n) for n in ("各科室(单位)", "执法一科", "单位", "政务公开")]
    [True, True, False, False]
    """
    if not 1 < len(name) <= LONGEST_NAME or name[-1] not in _last_characters():
        return False
    first = _SECOND_NAME.sub("", name) if name[-1] in _CLOSING else name
    each = name[0] == "各" and len(first) <= _LONGEST_EACH and not first.endswith(_NO_EACH)
    levelled = first[-1:] in _STATIONS and rule("levelled_office").fullmatch(first) is not None
    tails = _tails(strict and not each and not levelled).get(first[-1:])
    return tails is not None and first.endswith(tails) \
        and not (len(name) <= _LONGEST_KIND and rule("generic").match(name)) and not rule("no_name").search(name)


def is_name(words: str) -> bool:
    """Whether words are the name of a unit, or of a place that answers as one (市财政局, 肃州区)."""
    return looks_like_unit(words) or is_place(words)


def is_kind(name: str) -> bool:
    """Whether a name is but that of a kind, which names units behind others in a list (各乡镇政府、街道办事处)."""
    return rule("generic").match(name) is not None


def is_place(name: str) -> bool:
    """Whether a name is that of a place that is governed: a province, city or county of the gazetteer, or a town.

    >>> [is_place(name) for name in ("肃州区", "柳林镇", "乡镇", "示范区", "榆中")]
    [True, True, False, False, False]
    """
    return looks_like_unit(name, strict=False) and (
        rule("town").fullmatch(name) is not None or bool(regions().named(name)))
