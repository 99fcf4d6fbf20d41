"""Derivations that a title tells: 贯彻落实国务院办公厅2021年…, 转发…的通知, next year's plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.link.mentions import TitleKey, house
from kg.link.nodes import Index, Node
from kg.link.register import Register
from kg.link.titles import Title, take_apart
from kg.model.extraction import Extraction
from kg.model.links import Derivation, DerivationKind, Quote, Resolution, Series, Work

_TITLE = 0.8
_SERIES = 0.9


def implied_by_titles(
    index: Index, named: Mapping[Node, Work], resolutions: Sequence[Resolution], register: Register
) -> list[Derivation]:
    """The edges from works whose title names another known work that they carry out or forward."""
    texts = {named[node].id: node.text for node in index.nodes if node.text is not None}
    quotes = _printed_titles(resolutions, texts)
    edges = {}
    for node, work in named.items():
        for title in dict.fromkeys(node.themes):
            for kind, upper in _uppers(title):
                target = _only(index, take_apart(upper, register.agencies))
                evidence = quotes.get(work.id) or _own_title(work, texts)
                if target is not None and target is not node and evidence:
                    edges[work.id, named[target].id] = Derivation(
                        work.id,
                        named[target].id,
                        kind,
                        "title",
                        stated=False,
                        direct=True,
                        confidence=_TITLE,
                        evidence=evidence,
                    )
    return [edges[pair] for pair in sorted(edges)]


def _uppers(title: Title) -> Iterator[tuple[DerivationKind, str]]:
    if title.implements is not None:
        yield DerivationKind.IMPLEMENTS, title.implements
    if title.forwards:
        yield DerivationKind.FORWARDS, title.plan


def _only(index: Index, title: Title) -> Node | None:
    """The one work of this title and issuer; none without an issuer."""
    found: dict[Node, None] = {}
    for agency in title.issuers:
        found.update(index.by_title.get(TitleKey(house(agency), title.core), {}))
    return next(iter(found)) if len(found) == 1 else None


def _printed_titles(
    resolutions: Sequence[Resolution], texts: Mapping[str, Extraction]
) -> dict[str, tuple[Quote, ...]]:
    """For each cited work the first citation that prints its title."""
    quotes: dict[str, tuple[Quote, ...]] = {}
    for resolution in resolutions:
        citation = texts[resolution.work].citations[resolution.citation]
        if resolution.target is not None and resolution.target != resolution.work and citation.title:
            quotes.setdefault(resolution.target, (Quote(resolution.work, citation.span, citation.text),))
    return quotes


def _own_title(work: Work, texts: Mapping[str, Extraction]) -> tuple[Quote, ...]:
    """Where a held work prints its own title."""
    text = texts.get(work.id)
    if text is None:
        return ()
    where = dict(text.header.evidence)
    evidence = where.get("title") or where.get("notice_title")
    return (
        () if evidence is None else tuple(Quote(work.id, span, span.of(text.text)) for span in evidence.spans)
    )


def successions(
    works: Mapping[str, Work], texts: Mapping[str, Extraction], series: Iterable[Series]
) -> list[Derivation]:
    """From each held plan of a series to the plan of the year before that is known."""
    found = []
    for run in series:
        for earlier, later in pairwise(run.works):
            evidence = _own_title(works[later], texts)
            if works[earlier].year != works[later].year and evidence:
                found.append(
                    Derivation(
                        later,
                        earlier,
                        DerivationKind.SUCCEEDS,
                        "series",
                        stated=False,
                        direct=True,
                        confidence=_SERIES,
                        evidence=evidence,
                    )
                )
    return found
