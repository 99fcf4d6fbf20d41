"""Links and extractions as RDF: one sorted, byte-stable description per held work, and a
few for what works share.

Every triple stands in exactly one description and one named graph, so that counts add
up and the union of all graphs holds nothing twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from kg.graph.counts import Tallies, count_in, count_users
from kg.graph.facts import describe_facts, describe_finding
from kg.graph.held import HeldWork, text_name
from kg.graph.iris import Kind, mint
from kg.graph.meta import describe_dataset
from kg.graph.nquads import Pen
from kg.graph.numbering import describe_runs
from kg.graph.registry import describe_holder, describe_regions, describe_series, describe_work
from kg.graph.relations import (Pens, describe_ancestors, describe_bearers, describe_derivations,
                                describe_gap, describe_judgement, describe_matches, describe_rejected,
                                describe_resolutions, new_pens)
from kg.graph.vocabulary import Graph, Property
from kg.model.extraction import Extraction, Issue
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, HolderKind, Judgement, Links, Quote, Resolution,
                            TaskMatch, TaskNode, Work)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Description:
    """Sorted lines of N-Quads; `name` is a held work's id, or `cited` or `registry`."""

    name: str
    lines: tuple[str, ...]


def describe(links: Links, extractions: Mapping[str, Extraction]) -> Iterator[Description]:
    """The graph of a library, description by description, held works first, by id.

    `extractions` maps the SHA-256 of a source to what was read from it; it is asked for
    one held work at a time, so it may read from disk.
    """
    grouped = Grouped(links)
    names, tallies = _text_names(links.works, extractions), Tallies()
    for work in links.works:
        if work.source is not None:
            held = HeldWork(work, extractions[work.source], grouped.tasks[work.id])
            yield Description(work.id, _of_held(held, grouped, extractions, names, tallies))
    yield Description("cited", _of_cited(links, grouped, names))
    yield Description("registry", _of_registry(links, tallies))


class Grouped:
    """Links by the work or task that they belong to."""

    def __init__(self, links: Links) -> None:
        owner = self.owner = {task.id: task.work for task in links.tasks}
        known = {work.id for work in links.works}
        self.tasks: Mapping[str, Sequence[TaskNode]] = _by(links.tasks, lambda task: task.work)
        self.resolutions: Mapping[str, Sequence[Resolution]] = _by(links.resolutions, lambda one: one.work)
        self.derivations: Mapping[str, Sequence[Derivation]] = _by(links.derivations, lambda one: one.source)
        self.underived: Mapping[str, Sequence[Derivation]] = _by(links.rejected.derivations, lambda one: one.source)
        self.bearers: Mapping[str, Sequence[Bearer]] = _by(links.bearers, lambda bearer: bearer.task)
        self.unborne: Mapping[str, Sequence[Bearer]] = _by(links.rejected.bearers, lambda bearer: bearer.task)
        self.matches: Mapping[str, Sequence[TaskMatch]] = _by(links.matches, lambda match: owner[match.a])
        self.gaps: Mapping[str, Sequence[Gap]] = _by(
            links.gaps, lambda gap: owner.get(gap.subject, gap.subject))
        self.issues: Mapping[str, Sequence[Issue]] = _by(
            links.issues, lambda issue: issue.document if issue.document in known else "")
        self.quotes: Mapping[str, Sequence[Quote]] = _by(
            (quote for one in (*links.derivations, *links.rejected.derivations) for quote in one.evidence),
            lambda quote: quote.work)
        self.citing: Mapping[str, set[str]] = defaultdict(set)
        for one in links.resolutions:
            if one.target is not None and one.target != one.work:
                self.citing[one.target].add(one.work)
        self.resting: Mapping[str, set[str]] = defaultdict(set)
        for step in links.derivations:
            if step.kind is DerivationKind.LEGAL_BASIS:
                self.resting[step.target].add(step.source)
        self._organisations = {holder.name: holder.id for holder in links.holders
                               if holder.kind is HolderKind.ORGANISATION}

    def issuers(self, work: Work) -> Iterator[str]:
        """The holders that issued a work, as far as linking knows them."""
        return (self._organisations[name] for name in work.issuers if name in self._organisations)


def _of_held(held: HeldWork, grouped: Grouped, extractions: Mapping[str, Extraction],
             names: Callable[[str], str], tallies: Tallies) -> tuple[str, ...]:
    id, pen, pens = held.work.id, Pen(mint(Kind.GRAPH, held.work.id)), new_pens(names)
    describe_work(pen, held.work, grouped.issuers(held.work))
    describe_facts(pen, held, extractions)
    for quote in grouped.quotes[id]:
        pen.span(quote.span, held.extraction.text, held.text_name)
    describe_resolutions(pens, held, grouped.resolutions[id])
    describe_bearers(pens, held, grouped.bearers, grouped.unborne, tallies)
    describe_matches(pens, grouped.matches[id], grouped.owner)
    count_in(pens.derived, held)
    tallies.add_work(held)
    _shared(pens, held.work, grouped, held)
    return _sorted(pen, pens.links, pens.derived)


def _of_cited(links: Links, grouped: Grouped, names: Callable[[str], str]) -> tuple[str, ...]:
    pen, pens = Pen(Graph.CITED), new_pens(names)
    for work in links.works:
        if not work.held:
            describe_work(pen, work, grouped.issuers(work))
            _shared(pens, work, grouped, None)
    for issue in grouped.issues[""]:
        describe_finding(pens.links, issue, None, None)
    return _sorted(pen, pens.links, pens.derived)


def _shared(pens: Pens, work: Work, grouped: Grouped, held: HeldWork | None) -> None:
    """What linking says about held and cited works alike."""
    pens.derived.texts(mint(Kind.DOCUMENT, work.id), Property.KNOWN_AS, work.number, work.title, work.name,
                       *work.aliases)
    describe_derivations(pens, grouped.derivations[work.id])
    describe_rejected(pens, grouped.underived[work.id])
    describe_ancestors(pens, work.id, grouped.derivations)
    count_users(pens.derived, work, len(grouped.citing[work.id]), len(grouped.resting[work.id]))
    for gap in grouped.gaps[work.id]:
        describe_gap(pens, gap, Kind.TASK if gap.subject in grouped.owner else Kind.DOCUMENT)
    for issue in grouped.issues[work.id]:
        describe_finding(pens.links, issue, mint(Kind.DOCUMENT, work.id), held)


def _of_registry(links: Links, tallies: Tallies) -> tuple[str, ...]:
    pen, derived = Pen(Graph.REGISTRY), Pen(Graph.DERIVED)
    describe_dataset(derived, sum(work.held for work in links.works), len(links.tasks))
    tallies.describe(derived, {holder.id for holder in links.holders if holder.kind is not HolderKind.GROUP})
    describe_runs(derived, links.works)
    for holder in links.holders:
        describe_holder(pen, holder)
        derived.texts(mint(Kind.HOLDER, holder.id), Property.KNOWN_AS, holder.name, *holder.aliases)
    for series in links.series:
        describe_series(pen, series)
    for judgement in sorted(_judgements(links), key=lambda one: (one.when, one.who)):
        describe_judgement(pen, judgement)
    regions = {work.region for work in links.works} | {holder.region for holder in links.holders}
    describe_regions(pen, (code for code in regions if code is not None))
    return _sorted(pen, derived)


def _judgements(links: Links) -> set[Judgement]:
    judged: tuple[Resolution | Derivation | Bearer | TaskMatch, ...] = (
        *links.resolutions, *links.derivations, *links.bearers, *links.matches,
        *links.rejected.derivations, *links.rejected.bearers)
    return {link.judgement for link in judged if link.judgement is not None}


def _text_names(works: Iterable[Work], extractions: Mapping[str, Extraction]) -> Callable[[str], str]:
    """From a held work's id to the name of its text; each text is looked at once."""
    sources = {work.id: work.source for work in works if work.source is not None}
    return cache(lambda work: text_name(extractions[sources[work]].text))


def _by(items: Iterable[T], key: Callable[[T], str]) -> Mapping[str, Sequence[T]]:
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _sorted(*pens: Pen) -> tuple[str, ...]:
    return tuple(sorted(line for pen in pens for line in pen.lines))
