"""The names of organs, what those of offices begin with, and where one office's may end and the next begin."""

from __future__ import annotations

from functools import cache, lru_cache

from kg import tables
from kg.extract.units import looks_like_unit

LEVELS = "省市区县州镇乡"
"""The levels that names begin with."""

GOVERNMENTS = ("政府", "党委", "党工委", "管委会")
"""What the names of those end in whose own offices are no further units."""

CUT_OFF = ("公室", "公厅", "员会")
"""What no name begins with: 办 and 委 before it end none."""

_SHORTEST, _SHORTEST_NEXT = 3, 2
# What offices end in, with what others of their tier, or above it, end in: none of those is a part of them.
_OFFICES = "科处室庭站所司队"
_ENDINGS = (*_OFFICES, "中心", "党委")
_OFFICE_ENDS = frozenset(ending[-1] for ending in _ENDINGS)
_FIRST_ENDS = frozenset(f"{_OFFICES}局部委办馆院系心)")
# What the names of parts of a body end in, by what its own ends in: 人事处档案科 is one name.
_PARTS = dict.fromkeys("处部局委院心馆系办)", "科股室队班组")
_TIERS = ((f"{_OFFICES})", f"{_OFFICES}局部办心"), ("部", "部室办心"))


@cache
def organs() -> frozenset[str]:
    """The names of organs that any level may have, and of those of the State, short forms too."""
    rows = (*tables.rows("organs"), *tables.rows("agencies"))
    names = (name.removeprefix("委") for row in rows for name in (row["name"], *row["aliases"].split(";")))
    return frozenset(name for name in names if len(name) > 2)


@cache
def organs_of_levels() -> frozenset[str]:
    """The names of organs, and those with a level in front."""
    levelled = (level + organ for level in LEVELS for organ in organs())
    return organs().union(filter(looks_like_unit, levelled))


@cache
def office_words() -> frozenset[str]:
    """The first two characters of the names of offices, and of the organs that any level has."""
    first = {row["name"].removeprefix("委")[:2] for row in tables.rows("organs")}
    return tables.column("office_words", "word") | first


def often_ends_texts(word: str) -> bool:
    """Whether a word that offices' names begin with is as likely the end of a text (信息, 计划)."""
    return word in tables.column("office_words", "word", strength="weak")


@cache
def tail_characters() -> frozenset[str]:
    """The characters that what looks like a unit's name may end in: those of its tail, or of a bracket behind it."""
    return frozenset(tail[-1] for tail in tables.column("unit_tails", "tail")) | frozenset(")〕]〉")


@cache
def _own_characters() -> frozenset[str]:
    """The characters that a name may end in whatever a table knows: an organ's, or one that looks like a unit's."""
    return frozenset(name[-1] for name in organs()) | tail_characters()


@lru_cache(maxsize=64)
def last_characters(names: frozenset[str]) -> frozenset[str]:
    """The characters that some name may end in: of these, of an organ, or one that looks like a unit's."""
    return _own_characters().union([name[-1] for name in names])


def offices_meet(name: str) -> bool:
    """Whether a run of characters is two offices of one tier, glued.

    >>> [offices_meet(name) for name in ("教务处人事处", "财务部审计室", "人事科办公室", "党委宣传部", "机关党委办公室")]
    [True, True, True, False, False]
    """
    return any(name[at - 1] in left and name[at:at + 2] in office_words()
               and not often_ends_texts(name[at:at + 2]) and not _has_office(name, at)
               and looks_like_unit(name[:at]) and looks_like_unit(name[at:])
               for left, right in _TIERS if name[-1:] in right for at in range(_SHORTEST, len(name) - _SHORTEST_NEXT))


def units_border(name: str) -> int:
    """Where, in a run of characters that is known to be two units, one ends and the next begins; 0 if nowhere, or if
    it may be in several places.

    >>> units_border("煤矿智能化处煤炭生产技术处"), units_border("学生工作部(处)团委"), units_border("人事处档案科")
    (6, 8, 0)
    """
    places = [at for at in range(_SHORTEST, len(name) - _SHORTEST_NEXT + 1)
              if name[at - 1] in _FIRST_ENDS and not name.startswith((*CUT_OFF, "(", ")"), at)
              and not _has_office(name, at) and name[-1] not in _PARTS.get(name[at - 1], "")
              and looks_like_unit(name[:at]) and looks_like_unit(name[at:])]
    return places[0] if len(places) == 1 else 0


def _has_office(name: str, at: int) -> bool:
    """Whether an office of what stands before a place begins there (机关党委办公室): no 科 or 股 has one."""
    return name.startswith("办公", at) and name[at - 1] not in "科股"


def offices_border(name: str) -> int:
    """Where, in a run of characters, one office may end and another begin; 0 if nowhere.

    >>> offices_border("校长办公室发展规划处"), offices_border("机关党委人事处"), offices_border("招生就业处")
    (5, 4, 0)
    """
    if _OFFICE_ENDS.isdisjoint(name[_SHORTEST - 1:-_SHORTEST_NEXT]):
        return 0    # as most names
    places = (at for at in range(_SHORTEST, len(name) - _SHORTEST_NEXT) if name[:at].endswith(_ENDINGS)
              and name[at:at + 2] in office_words() and not _has_office(name, at))
    return next((at for at in places if looks_like_unit(name[:at]) and looks_like_unit(name[at:])), 0)
