"""What a statement of responsibility says, and how a document states responsibility."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.drafts import Range
from kg.extract.responsibility.legend import NO_LEGEND, Legend, marked_units
from kg.extract.units import NamedUnit, looks_like_unit, rule
from kg.model.extraction import Role

OPENING, CLOSING = "([【〔", ")]】〕"
"""The brackets that a statement may stand in."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who answers for the text before: units, and ranges that hold time limits.

    `start` to `end` is the whole bracket, line or clause in the logical text, with the
    lines beside it that name persons.
    """

    start: int
    end: int
    units: tuple[NamedUnit, ...]
    times: tuple[Range, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Leads:
    """The role of the units behind those that lead by their place: the first, or all before the first comma."""

    behind: Role
    before_comma: bool = False
    some_unled: bool = False
    """Whether the remark speaks of statements in which nobody leads: those without a comma."""

    def given(self, text: str, units: Sequence[NamedUnit]) -> list[NamedUnit]:
        """The units of one list with their roles; where the comma is missing, as they are."""
        leading = self._leading(text, units)
        if not leading:
            return list(units)
        return [unit._replace(role=Role.LEAD if at < leading else self.behind) for at, unit in enumerate(units)]

    def _leading(self, text: str, units: Sequence[NamedUnit]) -> int:
        """How many units lead: a single one always, unless in some statements nobody leads; 0 if those before a comma
        do and none stands between two."""
        if not self.before_comma or (len(units) == 1 and not self.some_unled):
            return 1
        parted = (at for at in range(1, len(units)) if "," in text[units[at - 1].end:units[at].start])
        return next(parted, 0)


@dataclass(frozen=True, slots=True)
class Usage:
    """How this document states responsibility: the names it uses, which of them lead by their place, the marks
    that stand for roles, whether brackets or what stands behind dashes may state it (`in_brackets`), and whether
    brackets close several items (`habitual`)."""

    names: frozenset[str] = frozenset()
    leads: Leads | None = None
    legend: Legend = NO_LEGEND
    in_brackets: bool = True
    habitual: bool = False

    def has_named(self, units: Sequence[NamedUnit]) -> bool:
        """Whether this document uses all of these names."""
        return self.names.issuperset([unit.name for unit in units])

    def may_name(self, name: str, strict: bool = True) -> bool:
        """Whether a name is one that this document uses, or looks like a unit's (`strict` as in `looks_like_unit`)."""
        return name in self.names or looks_like_unit(name, strict)

    def units(self, text: str, start: int, stop: int, role: Role = Role.RESPONSIBLE) -> list[NamedUnit]:
        """The units that a statement names, with the roles that the document's own conventions give them;
        `role` as in `read_units`."""
        units = marked_units(text, start, stop, role, self.legend)
        if self.leads and units and all(unit.role is Role.RESPONSIBLE for unit in units):
            return self.leads.given(text, units)
        return units


def without_times(text: str, units: Sequence[NamedUnit]) \
        -> tuple[tuple[NamedUnit, ...], tuple[Range, ...]]:
    """Units, and the ranges of what only says when (责任单位：综合科，6月底前 or 综合科（6月底前）, 综合科6月底前)."""
    named: list[NamedUnit] = []
    times: list[Range] = []
    begins = _time_begins()
    for unit in units:
        if unit.name.isalpha() and unit.name[0] not in begins:  # as most names: no figure, no bracket, no word of time
            named.append(unit)
            continue
        limit = rule("timed_name").search(text, unit.start, unit.end)
        said = limit.lastgroup if limit else None
        if says_when(unit.name):
            times.append((unit.start, unit.end))
        elif limit and said and says_when(limit[said]):
            times.append(limit.span(said))
            if name := "".join(text[unit.start:limit.start()].split()):
                named.append(unit._replace(end=limit.start(), name=name))
        else:
            named.append(unit)
    return tuple(named), tuple(_as_listed(text, times))


def _as_listed(text: str, times: Sequence[Range]) -> list[Range]:
    """The ranges of limits, those that a 、 parts made one again: they share their sign (6月、12月各一次)."""
    listed: list[Range] = []
    for start, end in times:
        if listed and text[listed[-1][1]:start] == "、":
            listed[-1] = listed[-1][0], end
        else:
            listed.append((start, end))
    return listed


def says_when(words: str) -> bool:
    """Whether some words say when something is done, and nothing else.

    >>> says_when("6月底前"), says_when("综合科")
    (True, False)
    """
    return rule("only_time").match(words) is not None


@cache
def _time_begins() -> frozenset[str]:
    """The letters that what says when begins with, if with no figure."""
    return frozenset(rule("time_begins").pattern)
