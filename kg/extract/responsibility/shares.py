"""What each unit does in a task, told clause by clause: （任务分解：甲局、乙局做好发布；各县区政府开设专栏，…）."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.drafts import trimmed
from kg.extract.responsibility.statement import Usage
from kg.extract.units import NamedUnit, looks_like_unit, role_of, rule
from kg.model.extraction import Role

_CLAUSE = re.compile(r"(?:[^,;。“(]|“[^”]{0,60}”|\([^)]{0,60}\)|[“(])+")
_SHORTEST_NAME, _LONGEST_TAIL = 2, 2
_LONGEST_LIST = 400         # characters of the names before what they do
_LONGEST_MANNER = 6         # characters of how a unit does something, with what it does


def shared_units(text: str, start: int, stop: int, usage: Usage, role: Role = Role.RESPONSIBLE) -> Sequence[NamedUnit]:
    """The units of a list, or of clauses that tell what each of them does; `role` is that of unmarked ones."""
    units = usage.units(text, start, stop, role)
    if all(usage.may_name(unit.name, strict=False) for unit in units):
        return units
    return _shares(text, start, stop, usage, role) or units


def _shares(text: str, start: int, stop: int, usage: Usage, role: Role) -> Sequence[NamedUnit]:
    """The units of clauses that tell what each of them does; none if a clause that a semicolon begins names none."""
    units: list[NamedUnit] = []
    for clause in _CLAUSE.finditer(text, start, stop):  # between commas and stronger marks outside brackets and quotes
        words = trimmed(text, *clause.span())
        own = _of_clause(text, *words, usage, role) if words else ()
        if words and not own and text[clause.start() - 1] != ",":
            return ()
        units += own
    return units


def _of_clause(text: str, start: int, stop: int, usage: Usage, role: Role) -> Sequence[NamedUnit]:
    """The units that a clause begins with, before what they do."""
    for told in rule("act_told").finditer(text, start + _SHORTEST_NAME, min(stop, start + _LONGEST_LIST)):
        if text[told.start() - 1] == "、" or (not told["by"] and _goes_on(text, start, told, stop)):
            continue
        act = rule("act").search(text, told.start(), min(stop, told.start() + _LONGEST_MANNER))
        said = role_of(act[0]) if act else Role.RESPONSIBLE
        units = usage.units(text, start, told.start(), role if said is Role.RESPONSIBLE else said)
        if units and all(usage.may_name(unit.name, strict=False) for unit in units):
            return units
    return ()


def _goes_on(text: str, start: int, told: re.Match[str], stop: int) -> bool:
    """Whether what seems to be done is a part of the name (市政府督查室, 区委组织部)."""
    ends = range(told.start() + 1, min(stop, told.end() + _LONGEST_TAIL) + 1)
    begin = max(start, text.rfind("、", start, told.start()) + 1)
    return any(looks_like_unit(text[begin:end]) for end in ends)
