"""People's decisions laid over what linking found; every answer that rests on one carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.link.judgements import About, Anchor, Decision, Ruling, about, locate
from kg.model.extraction import Extraction, Issue
from kg.model.links import Bearer, Derivation, DerivationKind, Quote, Rejected, Resolution, Status, Work
from kg.model.text import Span

Pair = tuple[str, str]
DECIDED = "a person decided so"


@dataclass
class Bench:
    """The decisions, the works and texts that they speak of, the ones that found nothing, and
    what was found and rejected: derivations by (source, target), and bearers."""

    decisions: Sequence[Decision]
    works: Mapping[str, Work]
    texts: Mapping[str, Extraction]
    lost: list[Issue] = field(default_factory=list)
    underived: dict[Pair, tuple[Derivation, ...]] = field(default_factory=dict)
    unborne: list[Bearer] = field(default_factory=list)

    @property
    def rejected(self) -> Rejected:
        """What was found and rejected, in order."""
        edges = [edge for pair in sorted(self.underived) for edge in self.underived[pair]]
        return Rejected(tuple(edges), tuple(self.unborne))

    def work_of(self, place: Anchor) -> str | None:
        """The held work that an anchor's source is a copy of."""
        return next((id for id, work in self.works.items() if place.source in work.copies), None)

    def target(self, value: str) -> Work | None:
        """The work of an id or of a number in its normal form."""
        return self.works.get(value) or next(
            (w for w in self.works.values() if value and w.number == value), None
        )

    def span(self, place: Anchor) -> tuple[str, Span] | None:
        """The work and the stretch of its text that an anchor means."""
        work = self.work_of(place)
        where = locate(place, self.texts[work]) if work is not None else None
        return (work, where) if work is not None and where is not None else None

    def lose(self, decision: Decision) -> None:
        """Report a decision whose object is no longer there."""
        said = decision.place.quote or decision.value
        self.lost.append(
            Issue(
                "judgement-lost",
                f"the decision of {decision.who} of {decision.when} on “{said[:40]}” "
                "finds nothing to apply to; take it again",
                document=self.work_of(decision.place),
            )
        )


def rule_resolutions(found: Sequence[Resolution], bench: Bench) -> list[Resolution]:
    """The resolutions with the decisions on them."""
    ruled = {(r.work, r.citation): r for r in found}
    for decision in about(bench.decisions, About.RESOLUTION):
        key = _citation(decision.place, bench)
        target = bench.target(decision.value)
        if key not in ruled or not _leads(decision, ruled[key], target):
            bench.lose(decision)
            continue
        ruled[key] = _ruled_resolution(ruled[key], decision, target)
    return [ruled[key] for key in sorted(ruled)]


def _leads(decision: Decision, old: Resolution, target: Work | None) -> bool:
    """Whether a decision can be applied: one that adds or confirms must lead somewhere."""
    if decision.ruling is Ruling.REJECT or target is not None:
        return True
    return decision.ruling is Ruling.CONFIRM and old.target is not None


def _citation(place: Anchor, bench: Bench) -> tuple[str, int]:
    where = bench.span(place)
    if where is None:
        return "", -1
    work, span = where
    shares = [(citation.span.overlap(span), -i) for i, citation in enumerate(bench.texts[work].citations)]
    best = max(shares, default=(0, 1))
    return (work, -best[1]) if best[0] else ("", -1)


def _ruled_resolution(old: Resolution, decision: Decision, target: Work | None) -> Resolution:
    if decision.ruling is Ruling.REJECT:
        return replace(
            old,
            status=Status.AMBIGUOUS,
            target=None,
            reason=f"rejected: {decision.why}",
            confidence=0.0,
            candidates=tuple(filter(None, {old.target, *old.candidates})),
            judgement=decision.judgement,
        )
    chosen = target.id if target is not None else old.target
    held = target.held if target is not None else old.status is Status.RESOLVED
    return replace(
        old,
        status=Status.RESOLVED if held else Status.NOT_HELD,
        target=chosen,
        method="judgement",
        reason=decision.why or DECIDED,
        confidence=1.0,
        judgement=decision.judgement,
    )


def withdraw(before: Iterable[Derivation], after: Iterable[Derivation], resolutions: Iterable[Resolution],
             bench: Bench) -> None:
    """Note the derivations that are gone because people decided where their citations lead."""
    places = {(one.work, bench.texts[one.work].citations[one.citation].span): one.judgement
              for one in resolutions if one.judgement is not None}
    left = {(edge.source, edge.target) for edge in after}
    for edge in before:
        judged = [places[quote.work, quote.span] for quote in edge.evidence if (quote.work, quote.span) in places]
        if judged and (edge.source, edge.target) not in left:
            bench.underived[edge.source, edge.target] = (replace(edge, judgement=judged[0]),)


def rule_derivations(
    found: Sequence[Derivation], resolutions: Sequence[Resolution], bench: Bench
) -> list[Derivation]:
    """The derivations with the decisions on them; rejected ones are on the bench."""
    original: dict[Pair, tuple[Derivation, ...]] = {}
    for edge in found:
        original[edge.source, edge.target] = (*original.get((edge.source, edge.target), ()), edge)
    ruled = dict(original)
    cited = {(resolution.work, resolution.citation): resolution.target for resolution in resolutions}
    for decision in about(bench.decisions, About.DERIVATION):
        lower = decision.other
        source = cited.get(_citation(lower, bench)) if lower.quote else bench.work_of(decision.place)
        target = bench.target(decision.value)
        if source is None or target is None:
            bench.lose(decision)
            continue
        pair = source, target.id
        if decision.ruling is not Ruling.REJECT:
            bench.underived.pop(pair, None)
            ruled[pair] = _approved(original.get(pair, ()), decision) or (_added(pair, decision, bench),)
        elif pair in ruled:
            bench.underived[pair] = tuple(replace(edge, judgement=decision.judgement) for edge in ruled.pop(pair))
    return [edge for pair in sorted(ruled) for edge in ruled[pair]]


def _approved(edges: Iterable[Derivation], decision: Decision) -> tuple[Derivation, ...]:
    return tuple(replace(edge, confidence=1.0, judgement=decision.judgement) for edge in edges)


def _added(pair: Pair, decision: Decision, bench: Bench) -> Derivation:
    return Derivation(*pair, DerivationKind.IMPLEMENTS, "judgement", stated=False, direct=True, confidence=1.0,
                      evidence=_evidence(decision, bench), judgement=decision.judgement)


def _evidence(decision: Decision, bench: Bench) -> tuple[Quote, ...]:
    where = bench.span(decision.place)
    return () if where is None else (Quote(where[0], where[1], where[1].of(bench.texts[where[0]].text)),)
