"""Statements in the titles above lists: 一、甲局牵头工作（8项）, or one unit per title."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.extract.drafts import Range
from kg.extract.responsibility.statement import Usage
from kg.extract.units import NamedUnit, role_of, rule


def title_units(text: str, titles: Sequence[Range], usage: Usage) -> list[tuple[NamedUnit, ...]]:
    """For each title of one level, the units that it makes answer for all that stands below it.

    Titles that name units and nothing else do so where there are several and all are such.
    """
    named = (_named(text, *title, usage) for title in titles)
    alone = list(takewhile(bool, named)) if len(titles) > 1 else []
    if alone and len(alone) == len(titles):
        return alone
    return [_led(text, *title, usage) for title in titles]


def _led(text: str, start: int, stop: int, usage: Usage) -> tuple[NamedUnit, ...]:
    """The units of a title that says what they do (甲局牵头工作)."""
    act = rule("title_act").search(text, start, stop)
    if act is None or not _named(text, start, act.start(), usage):
        return ()
    return tuple(usage.units(text, start, act.start(), role_of(act["act"])))


def _named(text: str, start: int, stop: int, usage: Usage) -> tuple[NamedUnit, ...]:
    """The units of a stretch that holds nothing else."""
    count = rule("title_count").search(text, start, stop)
    units = tuple(usage.units(text, start, count.start() if count else stop))
    return units if all(usage.may_name(unit.name) for unit in units) else ()
