"""Which links of a library a person should look at first."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.links import Bearer, Derivation, Resolution, Status, TaskMatch, Work
from kg.search.entries import Entry
from kg.search.rows import DoubtRow

SURE_LINK = 0.9
SURE_MATCH = 0.45
NEAR_MATCH = 0.2
"""From these scores on a link is not queued; a runner-up below NEAR_MATCH is no candidate."""


def doubts(entry: Entry) -> Iterator[DoubtRow]:
    """The doubtful links that begin at a work."""
    work = entry.work
    for derivation in entry.derivations:
        if not derivation.stated:
            yield _derivation(derivation)
    for resolution in entry.resolutions:
        if resolution.status in (Status.AMBIGUOUS, Status.CONFLICT) or resolution.confidence < SURE_LINK:
            yield _resolution(resolution)
    for bearer in entry.bearers:
        if bearer.confidence < SURE_LINK or bearer.judgement is not None:
            yield _bearer(work, bearer)
    matched = {match.a for match in entry.matches if match.accepted}
    for match in entry.matches:
        weak = match.accepted and match.score < SURE_MATCH
        near = match.a not in matched and match.rank == 1 and match.score >= NEAR_MATCH
        if weak or near or match.judgement is not None:
            yield _match(work, match)


def _row(about: str, work: str, source: str, target: str, score: float, judged: bool) -> DoubtRow:
    return DoubtRow(f"{about} {source} {target}", about, work, source, target, round(score, 4), int(judged))


def _derivation(found: Derivation) -> DoubtRow:
    return _row("derivation", found.source, found.source, found.target, found.confidence,
                found.judgement is not None)


def _resolution(found: Resolution) -> DoubtRow:
    return _row("resolution", found.work, found.work, str(found.citation), found.confidence,
                found.judgement is not None)


def _bearer(work: Work, found: Bearer) -> DoubtRow:
    return _row("bearer", work.id, found.task, str(found.assignment), found.confidence,
                found.judgement is not None)


def _match(work: Work, found: TaskMatch) -> DoubtRow:
    return _row("match", work.id, found.a, found.b, found.score, found.judgement is not None)
