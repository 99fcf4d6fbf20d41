"""Marks that stand for roles (★牵头 ☆配合): what a document says that they mean, and the units that they mark."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.units import NamedUnit, read_units, role_of, rule
from kg.model.extraction import Role

_FARTHEST = 24              # from one mark to the next where a legend is nothing but marks and roles
_PARTING = "、,;。 \n\t"


@dataclass(frozen=True, slots=True)
class Legend:
    """The marks of a document with their roles, and the role of the units without one, if told."""

    roles: tuple[tuple[str, Role], ...] = ()
    others: Role | None = None


NO_LEGEND = Legend()
"""That of a document whose marks, if it has any, are bullets."""


def learn_legend(text: str) -> Legend:
    """The legend that stands anywhere in a document: in a head, a note or a caption.

    A mark that is given two roles is a bullet. Without a word like 表示 it takes two marks beside each other.

    >>> learn_legend("注:★为牵头单位,其余为配合单位").roles, learn_legend("●牵头单位").roles
    ((('★', <Role.LEAD: 'lead'>),), ())
    """
    if rule("role_mark").search(text) is None:
        return NO_LEGEND
    found = sorted((match for name in ("mark_means", "means_mark") for match in rule(name).finditer(text)),
                   key=lambda match: match.start())
    beside = _beside_others(found)
    meant: dict[str, set[Role]] = {}
    others = None
    for match in found:
        if match["told"] or match.start() in beside:
            meant.setdefault(match["mark"], set()).add(role_of(match["act"]))
            rest = rule("unmarked_means").match(text, match.end())
            others = role_of(rest["act"]) if rest else others
    return Legend(tuple((mark, roles.pop()) for mark, roles in meant.items() if len(roles) == 1), others)


def _beside_others(found: Sequence[re.Match[str]]) -> frozenset[int]:
    """Where those of the possible meanings of marks begin that stand beside one of another mark."""
    return frozenset(match.start() for pair in itertools.pairwise(found) for match in pair
                     if pair[1].start() - pair[0].end() < _FARTHEST and pair[0]["mark"] != pair[1]["mark"])


def marked_units(text: str, start: int, stop: int, role: Role, legend: Legend) -> list[NamedUnit]:
    """The units that a statement names, those beside marks with the roles that the legend gives.

    Where each role has a mark, one reaches to the next; a single mark says nothing about other units than
    its own. `role` as in `read_units`.

    >>> legend = Legend((("★", Role.LEAD), ("☆", Role.SUPPORT)))
    >>> [(unit.name, unit.role.value) for unit in marked_units("★甲局☆乙局、丙局", 0, 9, Role.RESPONSIBLE, legend)]
    [('甲局', 'lead'), ('乙局', 'support'), ('丙局', 'support')]
    """
    if not legend.roles:  # few documents have a legend
        return read_units(text, start, stop, role)
    roles = dict(legend.roles)
    marks = [match for match in rule("marked").finditer(text, start, stop) if match["mark"] in roles]
    if not marks:
        return read_units(text, start, stop, role)
    unmarked = legend.others or role
    before = all(text[match.end():stop].strip(" \n")[:1] not in _PARTING for match in marks)
    first = read_units(text, start, marks[0].start(), unmarked) if before else []
    last = read_units(text, marks[-1].end(), stop, unmarked) if not before else []
    ends = [match.start() for match in marks[1:]] + [stop]
    begins = [start] + [match.end() for match in marks[:-1]]
    for mark, begin, end in zip(marks, begins, ends):
        units = read_units(text, mark.end(), end, role) if before else read_units(text, begin, mark.start(), role)
        given = roles[mark["mark"]]
        own = 0 if before else len(units) - 1
        first += [unit._replace(role=given if at == own or len(roles) > 1 else unmarked)
                  for at, unit in enumerate(units)]
    return first + last
