"""People's decisions on tasks: which belong together, who bears them, and in which role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.link.judgements import About, Anchor, Decision, Ruling, about
from kg.link.reuse import reuse
from kg.link.roles import assignment_at, speaks_of_role
from kg.link.rulings import DECIDED, Bench
from kg.link.taskids import TaskText
from kg.model.links import Bearer, Holder, HolderKind, MatchKind, MatchRelation, TaskMatch

Tasks = Mapping[str, tuple[TaskText, ...]]
Place = tuple[str, int]
"""A task's id and the index of an assignment."""


def rule_matches(found: Sequence[TaskMatch], tasks: Tasks, bench: Bench) -> list[TaskMatch]:
    """The matches with the decisions on them; a rejected one stays as a candidate."""
    decisions = about(bench.decisions, About.MATCH)
    if not decisions:
        return list(found)
    ruled = {(match.a, match.b): match for match in found}
    for decision in decisions:
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
    name anew; rejected ones are on the bench. The role itself stands in the extraction: see
    kg.link.roles."""
    known = {holder.id: holder for holder in holders}
    original = {(bearer.task, bearer.assignment): bearer for bearer in found}
    ruled = dict(original)
    decided: dict[Place, Decision] = {}
    for decision in bench.decisions:
        if decision.about not in (About.BEARER, About.ROLE):
            continue
        key = _assignment(decision, tasks, bench)
        if key not in original or (decision.about is About.ROLE and not speaks_of_role(decision)):
            bench.lose(decision)
            continue
        decided[key] = decision
        if decision.ruling is Ruling.REJECT:
            ruled.pop(key, None)
        else:
            ruled[key] = _ruled_bearer(ruled.get(key, original[key]), decision)
            known.setdefault(ruled[key].holder, Holder(ruled[key].holder, ruled[key].holder, HolderKind.ORGANISATION))
    for key, decision in sorted(decided.items()):
        if key not in ruled or ruled[key].holder != original[key].holder:
            bench.unborne.append(_decided(original[key], decision))
    return [known[id] for id in sorted(known)], [ruled[key] for key in sorted(ruled)]


def _ruled_bearer(old: Bearer, decision: Decision) -> Bearer:
    if decision.about is About.ROLE:
        return replace(old, judgement=decision.judgement)
    return replace(_decided(old, decision), holder=decision.value or old.holder)


def _decided(old: Bearer, decision: Decision) -> Bearer:
    return Bearer(old.task, old.assignment, old.holder, decision.why or DECIDED, 1.0, decision.judgement)


def _assignment(decision: Decision, tasks: Tasks, bench: Bench) -> Place:
    where, near = bench.span(decision.place), bench.span(decision.other)
    if where is None:
        return "", -1
    work, span = where
    named = tasks.get(work, ())
    found = assignment_at([task.task for task in named], span, near[1] if near is not None else None)
    return (named[found[0]].node.id, found[1]) if found is not None else ("", -1)
