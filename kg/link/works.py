"""From a node with its names to a Work: id, title, number, issuer, level, place, year."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg import tables
from kg.agencies import Agency
from kg.link.cards import Cards
from kg.link.mentions import Naming, NumberKey
from kg.link.nodes import Node
from kg.link.register import Register
from kg.link.titles import is_plan
from kg.model.extraction import Level
from kg.model.links import Work, WorkKind

_SLUG_LENGTH = 40
_KINDS = {
    "law": WorkKind.REGULATION,
    "regulation": WorkKind.REGULATION,
    "rule": WorkKind.REGULATION,
    "policy": WorkKind.POLICY,
}


def name_works(nodes: Iterable[Node], cards: Cards, register: Register) -> dict[Node, Work]:
    """A Work for each node. Ids are unique, readable, and do not depend on the order of nodes."""
    drafts = sorted(
        ((_work(node, cards, register), node) for node in nodes),
        key=lambda pair: (pair[0].id, pair[0].source or "~", pair[0].aliases),
    )
    taken: Counter[str] = Counter()
    works: dict[Node, Work] = {}
    for work, node in drafts:
        taken[work.id] += 1
        works[node] = work if taken[work.id] == 1 else replace(work, id=f"{work.id}-{taken[work.id]}")
    return works


def _work(node: Node, cards: Cards, register: Register) -> Work:
    text, agency = node.text, _agency(node, cards, register)
    title = _title(node)
    year = _year(node)
    return Work(
        id=_id(node, agency, year, register),
        kind=_kind(node, title),
        title=title,
        aliases=tuple(sorted({name.printed for name in node.names if name.printed} - {title})),
        number=_number(node),
        issuers=_issuers(node),
        level=(text.header.level if text else None) or (agency.level if agency else None),
        region=(text.header.region if text else None) or (agency.region if agency else None),
        year=year,
        date=_date(node),
        department=bool(agency and agency.department),
        source=text.source.sha256 if text else None,
        copies=tuple(sorted({file.sha256 for copy in node.held for file in copy.files})),
    )


def _number(node: Node) -> str | None:
    if node.edition is not None and node.edition.number is not None:
        return str(node.edition.number)
    return next((str(name.number) for name in node.usual if name.number is not None), None)


def _title(node: Node) -> str | None:
    text = node.text
    if text is not None and text.header.title:
        return text.header.title
    if node.edition is not None:
        return node.edition.title
    return next((name.title.plan for name in node.usual if name.title is not None), None)


def _agency(node: Node, cards: Cards, register: Register) -> Agency | None:
    if node.text is not None:
        found = cards[node.text.source.sha256].issuer
        if found is not None:
            return found
    if node.edition is not None and node.edition.issuers:
        return register.agency(node.edition.issuers[0])
    names = node.usual
    named = next((name.issuers[0] for name in names if name.issuers), None)
    coded = next((name.coded[0].agency for name in names if name.coded), None)
    return named or coded or _place_only(names)


def _place_only(names: Sequence[Naming]) -> Agency | None:
    """An unnamed agency of the place that a title begins with (福建省政府信息公开办法)."""
    region = next((name.title.place for name in names if name.title and name.title.place), None)
    return Agency(region.name, region.level, region.code, False, sure=False) if region else None


def _issuers(node: Node) -> tuple[str, ...]:
    if node.text is not None and node.text.header.issuers:
        return node.text.header.issuers
    if node.edition is not None:
        return node.edition.issuers
    for name in node.usual:
        if name.issuers:
            return tuple(agency.name for agency in name.issuers)
    coded = (name.coded[0].agency.name for name in node.names if name.coded)
    return tuple(list(coded)[:1])


def _year(node: Node) -> int | None:
    header = node.text.header if node.text else None
    if header is not None and header.plan_year:
        return header.plan_year
    names = node.usual
    titled = next((name.title.year for name in names if name.title and name.title.annual), None)
    if titled is not None or node.edition is not None:
        return titled if node.edition is None else int(node.edition.signed[:4])
    numbered = next((name.number.year for name in names if name.number and name.number.year), None)
    if numbered is not None:
        return numbered
    dated = (header.date_signed or header.date_published) if header else None
    return int(dated[:4]) if dated else None


def _date(node: Node) -> str | None:
    if node.text is not None:
        return node.text.header.date_signed or node.text.header.date_published
    return node.edition.signed if node.edition else None


def _kind(node: Node, title: str | None) -> WorkKind:
    if node.edition is not None:
        return _KINDS[node.edition.kind]
    if title is None:
        return WorkKind.OTHER
    if is_plan(title) or (node.text is not None and node.text.header.plan_year is not None):
        return WorkKind.PLAN
    return WorkKind.REGULATION if _pattern("regulation").search(title) else WorkKind.POLICY


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("core_patterns")[name].regex


def _id(node: Node, agency: Agency | None, year: int | None, register: Register) -> str:
    key = next((name.key for name in node.usual if name.key is not None), None)
    if node.edition is not None and node.edition.number is not None:
        key = NumberKey("", *node.edition.number.key)
    if key is not None:
        # The State Council's orders are numbered through all years, all others start anew.
        when = key.year or (None if key.code == "国务院令" else year)
        return _joined("" if key.area == "?" else key.area, key.code, str(when or ""), key.serial)
    national = agency is None or agency.level is Level.NATIONAL
    area = "" if national or agency is None else register.agencies.regions.area(agency.region)
    cores = [name.title.core for name in node.names if name.title]
    core = (cores or [node.text.source.name if node.text else ""])[0]
    core = core.removeprefix(f"{year}年") if year else core
    return _joined("t", area, agency.name if agency else "", str(year or ""), *map(_slug, core.split("@")))


def _joined(*parts: str) -> str:
    return "-".join(filter(None, (re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", part) for part in parts)))


def _slug(title: str) -> str:
    """A title as part of an id: at most 40 characters, a longer one ends in a hash.

    >>> _slug("政务公开工作要点")
    '政务公开工作要点'
    """
    bare = re.sub(r"[^0-9A-Za-z\u4e00-\u9fff]", "", title)
    if len(bare) <= _SLUG_LENGTH:
        return bare or hashlib.sha256(title.encode()).hexdigest()[:8]
    return bare[:_SLUG_LENGTH] + hashlib.sha256(bare.encode()).hexdigest()[:8]
