"""Works as nodes, and what works share: holders, regions, series, judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from kg.graph.iris import Kind, digest, mint
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Property, concept
from kg.model.extraction import Level
from kg.model.links import Holder, HolderKind, Series, Work, WorkKind
from kg.regions import regions

_WORK_CLASSES = {WorkKind.PLAN: Class.PLAN, WorkKind.POLICY: Class.POLICY,
                 WorkKind.REGULATION: Class.REGULATION, WorkKind.OTHER: Class.DOCUMENT}
_HOLDER_CLASSES = {HolderKind.ORGANISATION: Class.ORGANISATION, HolderKind.UNIT: Class.UNIT,
                   HolderKind.GROUP: Class.GROUP}
NAME_SEPARATOR = ";"


def describe_work(pen: Pen, work: Work, issuers: Iterable[str]) -> None:
    """Write what is known of a work besides its text; `issuers` are the names of holders."""
    iri = mint(Kind.DOCUMENT, work.id)
    pen.type(iri, _WORK_CLASSES[work.kind])
    pen.texts(iri, Property.LABEL, work.name)
    pen.texts(iri, Property.TITLE, work.title)
    pen.texts(iri, Property.ALIAS, *work.aliases)
    pen.texts(iri, Property.NUMBER, work.number)
    pen.texts(iri, Property.ISSUER_NAMES, NAME_SEPARATOR.join(work.issuers) or None)
    pen.nodes(iri, Property.ISSUER, *(mint(Kind.HOLDER, holder) for holder in issuers))
    _place(pen, iri, work.level, work.region)
    pen.numbers(iri, Property.YEAR, work.year)
    pen.texts(iri, Property.DATE, work.date)
    pen.flag(iri, Property.DEPARTMENT, work.department)
    pen.nodes(iri, Property.IN_SERIES, mint(Kind.SERIES, work.series) if work.series else None)


def describe_holder(pen: Pen, holder: Holder) -> None:
    """Write a body that can bear tasks, and what it was reorganised from."""
    iri = mint(Kind.HOLDER, holder.id)
    pen.type(iri, _HOLDER_CLASSES[holder.kind])
    pen.texts(iri, Property.LABEL, holder.name)
    pen.texts(iri, Property.ALIAS, *holder.aliases)
    pen.nodes(iri, Property.UNIT_OF, mint(Kind.HOLDER, holder.parent) if holder.parent else None)
    _place(pen, iri, holder.level, holder.region)
    for predecessor in holder.predecessors:
        event = mint(Kind.REORGANISATION, f"{holder.id}.r-{digest(predecessor)}")
        pen.type(event, Class.REORGANISATION)
        pen.nodes(event, Property.ORIGINAL, mint(Kind.HOLDER, predecessor))
        pen.nodes(event, Property.RESULT, iri)


def describe_series(pen: Pen, series: Series) -> None:
    """Write a series and the order of its works."""
    iri = mint(Kind.SERIES, series.id)
    pen.type(iri, Class.SERIES)
    pen.texts(iri, Property.LABEL, series.title)
    pen.texts(iri, Property.ISSUER_NAMES, series.issuer)
    for older, newer in pairwise(series.works):
        pen.nodes(mint(Kind.DOCUMENT, newer), Property.FOLLOWS, mint(Kind.DOCUMENT, older))


def describe_regions(pen: Pen, codes: Iterable[str]) -> None:
    """Write divisions and every division around them, with their names of today.

    A zone that borrows a division's code stands among the division's other names.
    """
    parents: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for row in sorted(regions().rows, key=lambda row: row is not regions().get(row.code)):
        if row.until is None:
            names.setdefault(row.code, []).append(row.name)
            parents.setdefault(row.code, row.parent or "")
    for code in sorted(_with_parents(codes, parents)):
        iri = mint(Kind.REGION, code)
        pen.type(iri, Class.REGION)
        pen.texts(iri, Property.DIVISION_CODE, code)
        pen.texts(iri, Property.LABEL, *names.get(code, [code])[:1])
        pen.texts(iri, Property.ALIAS, *names.get(code, [])[1:])
        pen.nodes(iri, Property.WITHIN, mint(Kind.REGION, parents[code]) if parents.get(code) else None)


def _with_parents(codes: Iterable[str], parents: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        while code and code not in found:
            found.add(code)
            code = parents.get(code, "")
    return found


def _place(pen: Pen, iri: str, level: Level | None, region: str | None) -> None:
    pen.nodes(iri, Property.LEVEL, concept("level", level.value) if level else None)
    pen.nodes(iri, Property.IN_REGION, mint(Kind.REGION, region) if region else None)
