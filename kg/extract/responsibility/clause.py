"""Statements without a bracket or a key: the last sentence of an item only shares it out."""

from __future__ import annotations

from kg.extract.drafts import trimmed
from kg.extract.responsibility.statement import Statement, Usage, without_times
from kg.extract.units import looks_like_unit, read_units, rule
from kg.model.extraction import Role

_LONGEST_CLAUSE = 120
_LONGEST_NAME = 24


def closing_clause(text: str, start: int, stop: int, usage: Usage) -> Statement | None:
    """The last sentence of a stretch where it only shares out the task.

    …。省发改委牵头，省财政厅配合。 is one; a sentence that goes on to demand something is not.
    """
    whole = trimmed(text, start, stop, " \n,;、。")
    if whole is None:
        return None
    end = whole[1]
    begin = max(start, *(text.rfind(mark, start, end) + 1 for mark in "。\n;"))
    if not 3 < end - begin <= _LONGEST_CLAUSE or begin == start:
        return None
    clause = text[begin:end]
    if not rule("role_end").search(clause) or not rule("role_end").search(clause[-12:]):
        return None
    units = read_units(text, begin, end, Role.RESPONSIBLE, usage.first_leads)
    if units and all(rule("only_time").search(unit.name) or (unit.end - unit.start <= _LONGEST_NAME
                     and looks_like_unit(unit.name, strict=unit.name[0] not in "各市县区省")) for unit in units):
        return Statement(begin, stop, *without_times(text, units), "closing clause", 0.85)
    return None
