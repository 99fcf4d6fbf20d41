"""People's decisions laid over what linking found; every answer that rests on one carries it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.link.judgements import About, Anchor, Decision, Ruling, about, locate
from kg.link.reuse import reuse
from kg.link.roles import assignment_at, decides_role
from kg.link.taskids import TaskText
from kg.model.extraction import Extraction, Issue
from kg.model.links import (
    Bearer,
    Derivation,
    DerivationKind,
    Holder,
    HolderKind,
    Judgement,
    MatchKind,
    MatchRelation,
    Quote,
    Resolution,
    Status,
    TaskMatch,
    Work,
)
from kg.model.text import Span

Tasks = Mapping[str, tuple[TaskText, ...]]
_DECIDED = "a person decided so"


@dataclass
class Bench:
    """The decisions, the works and texts that they speak of, the ones that found nothing, and
    the derivations (source, target) that were rejected."""

    decisions: Sequence[Decision]
    works: Mapping[str, Work]
    texts: Mapping[str, Extraction]
    lost: list[Issue] = field(default_factory=list)
    rejected: dict[tuple[str, str], Judgement] = field(default_factory=dict)

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
        if key not in ruled or (decision.ruling is Ruling.ADD and target is None):
            bench.lose(decision)
            continue
        ruled[key] = _ruled_resolution(ruled[key], decision, target)
    return [ruled[key] for key in sorted(ruled)]


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
        reason=decision.why or _DECIDED,
        confidence=1.0,
        judgement=decision.judgement,
    )


def rule_derivations(
    found: Sequence[Derivation], resolutions: Sequence[Resolution], bench: Bench
) -> list[Derivation]:
    """The derivations with the decisions on them; a rejected one is gone."""
    ruled = {(edge.source, edge.target): edge for edge in found}
    cited = {(resolution.work, resolution.citation): resolution.target for resolution in resolutions}
    for decision in about(bench.decisions, About.DERIVATION):
        lower = decision.other
        source = cited.get(_citation(lower, bench)) if lower.quote else bench.work_of(decision.place)
        target = bench.target(decision.value)
        if source is None or target is None:
            bench.lose(decision)
            continue
        pair = source, target.id
        if decision.ruling is Ruling.REJECT:
            if ruled.pop(pair, None) is not None:
                bench.rejected[pair] = decision.judgement
        elif pair in ruled:
            ruled[pair] = replace(ruled[pair], confidence=1.0, judgement=decision.judgement)
        else:
            ruled[pair] = Derivation(
                source,
                target.id,
                DerivationKind.IMPLEMENTS,
                "judgement",
                stated=False,
                direct=True,
                confidence=1.0,
                evidence=_evidence(decision, bench),
                judgement=decision.judgement,
            )
    return [ruled[pair] for pair in sorted(ruled)]


def _evidence(decision: Decision, bench: Bench) -> tuple[Quote, ...]:
    where = bench.span(decision.place)
    return () if where is None else (Quote(where[0], where[1], where[1].of(bench.texts[where[0]].text)),)


def rule_matches(found: Sequence[TaskMatch], tasks: Tasks, bench: Bench) -> list[TaskMatch]:
    """The matches with the decisions on them; a rejected one stays as a candidate."""
    ruled = {(match.a, match.b): match for match in found}
    for decision in about(bench.decisions, About.MATCH):
        a, b = _task(decision.place, tasks, bench), _task(decision.other, tasks, bench)
        if a is None or b is None:
            bench.lose(decision)
            continue
        if (b.node.id, a.node.id) in ruled:
            a, b = b, a
        pair = a.node.id, b.node.id
        if pair in ruled:
            ruled[pair] = replace(
                ruled[pair],
                accepted=decision.ruling is not Ruling.REJECT,
                kind=_kind(decision, ruled[pair].kind),
                judgement=decision.judgement,
            )
        elif decision.ruling is not Ruling.REJECT:
            ruled[pair] = TaskMatch(
                *pair,
                MatchRelation.DERIVES,
                _kind(decision, MatchKind.REWORDED),
                1.0,
                reuse(a.text, b.text),
                (("judgement", 1.0),),
                judgement=decision.judgement,
            )
    return [ruled[pair] for pair in sorted(ruled)]


def _kind(decision: Decision, otherwise: MatchKind) -> MatchKind:
    return next((kind for kind in MatchKind if kind.value == decision.value), otherwise)


def _task(place: Anchor, tasks: Tasks, bench: Bench) -> TaskText | None:
    where = bench.span(place)
    if where is None:
        return None
    work, span = where
    best = max(tasks.get(work, ()), key=lambda t: sum(s.overlap(span) for s in t.task.spans), default=None)
    return best if best is not None and any(s.overlap(span) for s in best.task.spans) else None


def rule_bearers(
    holders: Iterable[Holder], found: Sequence[Bearer], tasks: Tasks, bench: Bench
) -> tuple[list[Holder], list[Bearer]]:
    """The bearers with the decisions on them and on their roles, and the holders that these
    name anew. The role itself stands in the extraction: see kg.link.roles."""
    known = {holder.id: holder for holder in holders}
    ruled = {(bearer.task, bearer.assignment): bearer for bearer in found}
    for decision in bench.decisions:
        if decision.about not in (About.BEARER, About.ROLE):
            continue
        key = _assignment(decision, tasks, bench)
        if key not in ruled or (decision.about is About.ROLE and not decides_role(decision)):
            bench.lose(decision)
        elif decision.about is About.ROLE:
            ruled[key] = replace(ruled[key], judgement=decision.judgement)
        elif decision.ruling is Ruling.REJECT:
            del ruled[key]
        else:
            holder = decision.value or ruled[key].holder
            known.setdefault(holder, Holder(holder, holder, HolderKind.ORGANISATION))
            ruled[key] = Bearer(*key, holder, decision.why or _DECIDED, 1.0, decision.judgement)
    return [known[id] for id in sorted(known)], [ruled[key] for key in sorted(ruled)]


def _assignment(decision: Decision, tasks: Tasks, bench: Bench) -> tuple[str, int]:
    where, near = bench.span(decision.place), bench.span(decision.other)
    if where is None:
        return "", -1
    work, span = where
    named = tasks.get(work, ())
    found = assignment_at([task.task for task in named], span, near[1] if near is not None else None)
    return (named[found[0]].node.id, found[1]) if found is not None else ("", -1)
