"""What the names of offices begin with, and where one office's name may end and the next begin."""

from __future__ import annotations

from functools import cache

from kg import tables
from kg.extract.units import looks_like_unit

_SHORTEST, _SHORTEST_NEXT = 3, 2
# What offices end in, with what others of their tier, or above it, end in: none of those is a part of them.
_TIERS = (("科处室庭站所司队)", "科处室庭站所司队局部办心"), ("部", "部室办心"))


@cache
def office_words() -> frozenset[str]:
    """The first two characters of the names of offices, and of the organs that any level has."""
    organs = (row["name"].removeprefix("委") for row in tables.rows("organs"))
    return tables.column("office_words", "word") | {name[:2] for name in organs}


def often_ends_texts(word: str) -> bool:
    """Whether a word that offices' names begin with is as likely the end of a text (信息, 计划)."""
    return word in tables.column("office_words", "word", strength="weak")


def offices_meet(name: str) -> bool:
    """Whether a run of characters is two offices of one tier, glued.

    >>> [offices_meet(name) for name in ("教务处人事处", "财务部审计室", "党委宣传部", "机关党委办公室")]
    [True, True, False, False]
    """
    return any(name[at - 1] in left and name[at:at + 2] in office_words()
               and not often_ends_texts(name[at:at + 2]) and not name.startswith("办公", at)
               and looks_like_unit(name[:at]) and looks_like_unit(name[at:])
               for left, right in _TIERS if name[-1:] in right for at in range(_SHORTEST, len(name) - _SHORTEST_NEXT))
