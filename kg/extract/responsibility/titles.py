"""Statements in the title above a list: 一、甲局牵头工作（8项）, or one unit per title."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.drafts import Range
from kg.extract.responsibility.statement import Usage
from kg.extract.units import NamedUnit, looks_like_unit, read_units, role_of, rule


def title_units(text: str, title: Range, beside: Sequence[Range], usage: Usage) -> list[NamedUnit]:
    """The units that a title makes answer for all that stands below it; none if it states nothing.

    Where it names them alone, all the titles `beside` it must do the same.
    """
    start, stop = title
    act = rule("title_act").search(text, start, stop)
    if act:
        return _named(text, start, act.start(), usage) and \
            read_units(text, start, act.start(), role_of(act["act"]), usage.first_leads)
    alone = [_named(text, *other, usage) for other in (title, *beside)]
    return alone[0] if len(alone) > 1 and all(alone) else []


def _named(text: str, start: int, stop: int, usage: Usage) -> list[NamedUnit]:
    """The units of a stretch that holds nothing else."""
    count = rule("title_count").search(text, start, stop)
    units = read_units(text, start, count.start() if count else stop, first_leads=usage.first_leads)
    return units if all(unit.name in usage.names or looks_like_unit(unit.name) for unit in units) else []
