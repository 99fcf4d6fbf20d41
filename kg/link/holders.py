"""Who bears a task: organisations, units inside the issuer, and collective names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg import tables
from kg.agencies import Agency
from kg.extract.vocabulary import mainland
from kg.link.register import Register
from kg.link.succession import with_predecessors
from kg.link.taskids import TaskText
from kg.model.links import Bearer, Holder, HolderKind


@dataclass(frozen=True, slots=True)
class Found:
    """The holder that a printed name means, and why."""

    holder: Holder
    reason: str
    confidence: float


def find_holders(
    issuers: Mapping[str, Agency | None], tasks: Mapping[str, Sequence[TaskText]], register: Register
) -> tuple[list[Holder], list[Bearer]]:
    """The holders of all assignments and who bears which task; `issuers` by work."""
    holders: dict[str, Holder] = {}
    bearers: list[Bearer] = []
    meant: dict[Agency | None, dict[str, Found]] = {}
    for work in sorted(tasks):
        at = issuers[work]
        named = meant.setdefault(at, {})
        for task in tasks[work]:
            for position, assignment in enumerate(task.task.assignments):
                name = mainland(assignment.name)
                found = named.get(name)
                if found is None:
                    found = named[name] = holder_of(name, at, register)
                    _add(holders, found.holder, name, register)
                bearers.append(
                    Bearer(task.node.id, position, found.holder.id, found.reason, found.confidence)
                )
    return with_predecessors(holders.values()), bearers


def _add(holders: dict[str, Holder], holder: Holder, printed: str, register: Register) -> None:
    """Keeps a holder, with the name that it was printed under as an alias."""
    known = holders.setdefault(holder.id, holder)
    if printed not in (known.name, *known.aliases):
        holders[holder.id] = replace(known, aliases=tuple(sorted({*known.aliases, printed})))
    if holder.parent is not None and holder.parent not in holders:
        holders[holder.parent] = _organisation(register.agency(holder.parent))


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("holder_patterns")[name].regex


def holder_of(name: str, at: Agency | None, register: Register) -> Found:
    """The holder that a printed name means in a document of `at`.

    >>> from kg.link.register import Register
    >>> register = Register.bundled()
    >>> bureau = register.agency("江门市生态环境局")
    >>> [holder_of(name, bureau, register).holder.id for name in ("综合科", "市发展改革局", "各有关科室")]
    ['江门市生态环境局.综合科', '江门市发展和改革局', '江门市生态环境局.各有关科室']
    """
    bare = _without_self(_pattern("second_name").sub("", re.sub(r"\s", "", name)), at)
    if _pattern("group").search(bare):
        return Found(_inside(bare, at, HolderKind.GROUP), "a collective name", 0.9)
    agency = register.agency(bare, at)
    if agency.sure:
        return Found(_organisation(agency), "names a place and an organ", 0.95)
    if at is not None and at.department:
        return Found(_inside(bare, at, HolderKind.UNIT), f"a unit of {at.name}", 0.9)
    return Found(_beside(bare, at, register), "an organ of the issuer's place", 0.7)


def _without_self(name: str, at: Agency | None) -> str:
    """厅办公室 of a 厅, 局办公室 of a 局: the word for the issuer itself left out."""
    body = _body(at) if at is not None and at.department else ""
    return name[1:] if len(name) > 3 and body.endswith(name[0]) and name[1] != "长" else name


def _body(at: Agency) -> str:
    return at.name.removesuffix("办公室").removesuffix("办公厅")


def _inside(name: str, at: Agency | None, kind: HolderKind) -> Holder:
    if at is None:
        return Holder(name, name, kind)
    parent = _body(at) if at.department else at.name
    return Holder(f"{parent}.{name}", name, kind, parent=parent, level=at.level, region=at.region)


def _organisation(agency: Agency) -> Holder:
    return Holder(agency.name, agency.name, HolderKind.ORGANISATION, level=agency.level, region=agency.region)


def _beside(name: str, at: Agency | None, register: Register) -> Holder:
    region = register.agencies.regions.chain(at.region, at.level)[:1] if at else ()
    if not region:
        return Holder(name, name, HolderKind.ORGANISATION)
    full = region[0].name + register.agencies.organ(name)
    where = region[0]
    return Holder(full, full, HolderKind.ORGANISATION, level=where.level, region=where.code)
