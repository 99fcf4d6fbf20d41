"""What linking decided about one work, as quads of the graphs `links` and `derived`.

A record (citation, assignment, derivation, match) carries method, confidence and
evidence; the plain triples beside it are shortcuts that the records imply.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.counts import Tallies
from kg.graph.held import HeldWork, assignment_iris
from kg.graph.iris import Kind, digest, mint
from kg.graph.nquads import Pen, rounded, span_iri
from kg.graph.vocabulary import Class, Graph, Property, concept
from kg.model.extraction import Role
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, Judgement, MatchRelation,
                            Quote, Resolution, TaskMatch)

_SHORTCUTS = {DerivationKind.IMPLEMENTS: Property.IMPLEMENTS, DerivationKind.FORWARDS: Property.FORWARDS,
              DerivationKind.LEGAL_BASIS: Property.BASED_ON}
_UPWARD = (DerivationKind.IMPLEMENTS, DerivationKind.FORWARDS)
_MATCHES = {MatchRelation.DERIVES: Property.TASK_DERIVED_FROM,
            MatchRelation.CONTINUES: Property.TASK_CONTINUES,
            MatchRelation.RESTATES: Property.TASK_RESTATES}
_BEARERS = {Role.LEAD: Property.LEADS, Role.SUPPORT: Property.SUPPORTS,
            Role.RESPONSIBLE: Property.RESPONSIBLE_FOR, Role.FOLLOW: Property.TAKES_AS_REFERENCE}


@dataclass(frozen=True)
class Pens:
    """Where links and their shortcuts are written, and how to name the text of a work."""

    links: Pen
    derived: Pen
    text_name: Callable[[str], str]


def new_pens(text_name: Callable[[str], str]) -> Pens:
    """Pens for the graphs `links` and `derived`."""
    return Pens(Pen(Graph.LINKS), Pen(Graph.DERIVED), text_name)


def describe_resolutions(pens: Pens, held: HeldWork, resolutions: Sequence[Resolution]) -> None:
    """Write what the citations of a work refer to."""
    for resolution in resolutions:
        iri, pen = held.citation_iris[resolution.citation], pens.links
        pen.nodes(iri, Property.RESOLUTION, concept("resolution", resolution.status.value))
        _link(pen, iri, resolution.reason, resolution.confidence, resolution.judgement)
        pen.texts(iri, Property.METHOD, resolution.method)
        pen.nodes(iri, Property.CANDIDATE, *(mint(Kind.DOCUMENT, id) for id in resolution.candidates))
        if resolution.target is not None:
            pen.nodes(iri, Property.CITED_DOCUMENT, mint(Kind.DOCUMENT, resolution.target))
            if resolution.target != held.work.id:
                pens.derived.nodes(held.iri, Property.CITES, mint(Kind.DOCUMENT, resolution.target))


def describe_bearers(pens: Pens, held: HeldWork, bearers: Mapping[str, Sequence[Bearer]],
                     rejected: Mapping[str, Sequence[Bearer]], tallies: Tallies) -> None:
    """Write who bears the tasks of a work, and whom people rejected; both are by task."""
    for name, task in held.named_tasks:
        iris = assignment_iris(name, task)
        tallies.add_bearers((bearer.holder, task.assignments[bearer.assignment].role)
                            for bearer in bearers.get(name, ()))
        for bearer in bearers.get(name, ()):
            iri, holder = iris[bearer.assignment], mint(Kind.HOLDER, bearer.holder)
            pens.links.nodes(iri, Property.ASSIGNED_TO, holder)
            _link(pens.links, iri, bearer.reason, bearer.confidence, bearer.judgement)
            role = task.assignments[bearer.assignment].role
            pens.derived.nodes(holder, _BEARERS[role], mint(Kind.TASK, name))
        borne = {bearer.assignment for bearer in bearers.get(name, ())}
        for bearer in rejected.get(name, ()):
            iri = iris[bearer.assignment]
            pens.links.nodes(iri, Property.REJECTED_HOLDER, mint(Kind.HOLDER, bearer.holder))
            if bearer.assignment not in borne:
                _link(pens.links, iri, bearer.reason, bearer.confidence, bearer.judgement)


def describe_derivations(pens: Pens, derivations: Sequence[Derivation]) -> None:
    """Write where a work derives from."""
    for derivation in derivations:
        source, target = mint(Kind.DOCUMENT, derivation.source), mint(Kind.DOCUMENT, derivation.target)
        pens.links.nodes(source, Property.DERIVATION, _derivation(pens, derivation))
        if derivation.kind in _SHORTCUTS:
            pens.derived.nodes(source, _SHORTCUTS[derivation.kind], target)
        if derivation.kind in _UPWARD and derivation.direct:
            pens.derived.nodes(source, Property.DIRECTLY_DERIVED_FROM, target)


def describe_rejected(pens: Pens, derivations: Sequence[Derivation]) -> None:
    """Write where a work would derive from if people had not decided against it."""
    for derivation in derivations:
        source = mint(Kind.DOCUMENT, derivation.source)
        pens.links.nodes(source, Property.REJECTED_DERIVATION, _derivation(pens, derivation))


def _derivation(pens: Pens, derivation: Derivation) -> str:
    """Write the record of a derivation; its IRI."""
    name = digest(derivation.target, derivation.kind.value, derivation.method)
    iri, pen = mint(Kind.DERIVATION, f"{derivation.source}.f-{name}"), pens.links
    pen.type(iri, Class.DERIVATION)
    pen.nodes(iri, Property.SOURCE_DOCUMENT, mint(Kind.DOCUMENT, derivation.target))
    pen.nodes(iri, Property.DERIVATION_KIND, concept("derivation", derivation.kind.value))
    pen.texts(iri, Property.METHOD, derivation.method)
    pen.flag(iri, Property.STATED, derivation.stated)
    pen.flag(iri, Property.DIRECT, derivation.direct)
    pen.sureness(iri, derivation.confidence, open_to_doubt=derivation.judgement is None)
    pen.nodes(iri, Property.EVIDENCE, *(_quote_iri(pens, quote) for quote in derivation.evidence))
    _judged(pen, iri, derivation.judgement)
    return iri


def describe_ancestors(pens: Pens, work: str, parents: Mapping[str, Sequence[Derivation]]) -> None:
    """Write everything that a work comes from, at any distance; `parents` is by source."""
    found: set[str] = set()
    ahead = [work]
    while ahead:
        upward = [step.target for step in parents.get(ahead.pop(), ()) if step.kind in _UPWARD]
        ahead.extend(set(upward) - found)
        found.update(upward)
    pens.derived.nodes(mint(Kind.DOCUMENT, work), Property.DERIVED_FROM,
                       *(mint(Kind.DOCUMENT, id) for id in found - {work}))


def describe_matches(pens: Pens, matches: Sequence[TaskMatch], owner: Mapping[str, str]) -> None:
    """Write which tasks a work's tasks carry on, and the runners-up kept for people;
    `owner` is from a task to its work."""
    for match in matches:
        task, other = mint(Kind.TASK, match.a), mint(Kind.TASK, match.b)
        iri, pen = mint(Kind.MATCH, f"{match.a}.m-{digest(match.b, match.relation.value)}"), pens.links
        pen.nodes(task, Property.MATCH, iri)
        pen.type(iri, Class.MATCH)
        pen.nodes(iri, Property.MATCHED_TASK, other)
        pen.nodes(iri, Property.MATCH_RELATION, concept("match-relation", match.relation.value))
        pen.nodes(iri, Property.MATCH_KIND, concept("match", match.kind.value))
        pen.sureness(iri, match.score, open_to_doubt=match.accepted and match.judgement is None)
        pen.share(iri, Property.REUSE, match.reuse)
        pen.texts(iri, Property.FEATURES, written_features(match.features) or None)
        pen.numbers(iri, Property.RANK, match.rank)
        pen.flag(iri, Property.ACCEPTED, match.accepted)
        _judged(pen, iri, match.judgement)
        if match.accepted:
            pens.derived.nodes(task, _MATCHES[match.relation], other)
            pens.derived.nodes(task, Property.TAKES_FROM, mint(Kind.DOCUMENT, owner[match.b]))
            pens.derived.nodes(other, Property.TAKEN_UP_IN, mint(Kind.DOCUMENT, owner[match.a]))


def describe_gap(pens: Pens, gap: Gap, subject: Kind) -> None:
    """Write what is missing around a work or task."""
    iri = mint(Kind.GAP, f"{gap.subject}.g-{digest(gap.kind.value, gap.message)}")
    pens.links.type(iri, Class.GAP)
    pens.links.nodes(iri, Property.ABOUT, mint(subject, gap.subject))
    pens.links.nodes(iri, Property.GAP_KIND, concept("gap", gap.kind.value))
    pens.links.texts(iri, Property.MESSAGE, gap.message)


def describe_judgement(pen: Pen, judgement: Judgement) -> None:
    """Write a person's decision."""
    iri = _judgement_iri(judgement)
    pen.type(iri, Class.JUDGEMENT)
    pen.texts(iri, Property.VERDICT, judgement.verdict)
    pen.texts(iri, Property.JUDGED_BY, judgement.who)
    pen.texts(iri, Property.JUDGED_ON, judgement.when)
    pen.texts(iri, Property.REASON, judgement.why)


def _judgement_iri(judgement: Judgement) -> str:
    return mint(Kind.JUDGEMENT, digest(judgement.verdict, judgement.who, judgement.when, judgement.why))


def _judged(pen: Pen, iri: str, judgement: Judgement | None) -> None:
    pen.nodes(iri, Property.JUDGEMENT, _judgement_iri(judgement) if judgement else None)


def _quote_iri(pens: Pens, quote: Quote) -> str:
    """The IRI of the span that a quote names; the quoted work's own file describes it."""
    return span_iri(pens.text_name(quote.work), quote.span)


def written_features(features: Sequence[tuple[str, float]]) -> str:
    """The values that decided a match as one string: cosine=0.82 units=1."""
    return " ".join(f"{name}={rounded(value)}" for name, value in features)


def read_features(written: str) -> tuple[tuple[str, float], ...]:
    """What `written_features` wrote.

    >>> read_features(written_features((("cosine", 0.82), ("units", 1.0))))
    (('cosine', 0.82), ('units', 1.0))
    """
    pairs = (pair.rpartition("=") for pair in written.split())
    return tuple((name, float(value)) for name, _, value in pairs)


def _link(pen: Pen, iri: str, reason: str, confidence: float, judgement: Judgement | None) -> None:
    pen.texts(iri, Property.REASON, reason)
    pen.sureness(iri, confidence, open_to_doubt=judgement is None)
    _judged(pen, iri, judgement)
