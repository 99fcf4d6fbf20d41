"""The names of units, what tells them from other words, and what a unit does in a task."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg import tables
from kg.model.extraction import Role

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit as named at a range of the logical text, with its role there."""

    start: int
    end: int
    name: str
    role: Role


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
def _tail(strength: str | None) -> re.Pattern[str]:
    rows = tables.rows("unit_tails")
    words = sorted((row["tail"] for row in rows if strength in (None, row["strength"])),
                   key=len, reverse=True)
    second = r"\([^()]{1,20}\)|〔[^〔〕]{1,20}〕|\([^()]{0,8}\([^()]{1,9}\)[^()]{0,8}\)"
    return re.compile(f"(?:{'|'.join(words)})(?:{second})?$")


@lru_cache(maxsize=16384)
def looks_like_unit(name: str, strict: bool = True) -> bool:
    """Whether a name ends like a unit's; `strict` refuses endings that places share.

    >>> [looks_like_unit(n) for n in ("各科室(单位)", "执法一科", "单位", "政务公开")]
    [True, True, False, False]
    """
    if not 1 < len(name) <= LONGEST_NAME or rule("generic").search(name) or rule("no_name").search(name):
        return False
    return _tail("strong" if strict else None).search(name) is not None
