"""Tasks matched between two related documents, many to many, with what decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.link.evidence import Features, Marks, evidence
from kg.link.reuse import reuse
from kg.link.similarity import Matrix, Passage, cosines, without_hubs
from kg.link.taskids import TaskText
from kg.model.links import MatchKind, MatchRelation, TaskMatch

# Chosen on hand-linked pairs of plans; tests/test_align.py chooses anew with each left out.
_REWORDED = 0.145
_RELATED = 0.10
_SAME = 0.92
# Where one of the two has a match this much better, only a part of the demand is shared.
_RIVAL_SHARE = 0.6
# An annex restates every one of its rows: the best item is taken even when it is long.
_RESTATED = 0.05
KEPT = 3


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    column: int
    rank: int
    score: float
    best_of_row: float
    best_of_column: float

    @property
    def best(self) -> bool:
        """Whether one of the two tasks has no better candidate."""
        return self.score in (self.best_of_row, self.best_of_column)

    @property
    def overshadowed(self) -> bool:
        """Whether one of the two tasks has a far better candidate."""
        return self.score < _RIVAL_SHARE * max(self.best_of_row, self.best_of_column)


def align(later: Sequence[TaskText], earlier: Sequence[TaskText],
          relation: MatchRelation) -> list[TaskMatch]:
    """The matches of later tasks with earlier ones, the three best candidates of each included.

    A pair is a candidate when one is the best for the other; it is accepted when its
    likeness, less that of hubs, is high enough for the relation.
    """
    if not later or not earlier:
        return []
    likeness = cosines(_passages(later), _passages(earlier))
    marks = [Marks.of(task) for task in later], [Marks.of(task) for task in earlier]
    found = []
    for c in _candidates(without_hubs(likeness)):
        one, other, alike = marks[0][c.row], marks[1][c.column], likeness[c.row][c.column]
        decision = _decide(relation, alike, c, one.collective != other.collective)
        shared = evidence(one, other)
        found.append(_match(later[c.row], earlier[c.column], relation, alike, c, decision, shared))
    return found


def _passages(tasks: Sequence[TaskText]) -> list[Passage]:
    return [Passage(task.text, task.heading) for task in tasks]


def _candidates(scores: Matrix) -> Iterator[_Candidate]:
    columns = [sorted(column, reverse=True) for column in zip(*scores, strict=True)]
    for i, row in enumerate(scores):
        order = sorted(range(len(row)), key=lambda j: (-row[j], j))
        for rank, j in enumerate(order, 1):
            if rank <= KEPT or row[j] >= columns[j][:KEPT][-1]:
                yield _Candidate(i, j, rank, row[j], row[order[0]], columns[j][0])


def _match(a: TaskText, b: TaskText, relation: MatchRelation, likeness: float, candidate: _Candidate,
           decision: tuple[MatchKind, bool], shared: Features) -> TaskMatch:
    kind, accepted = decision
    score, taken = round(min(1.0, likeness), 4), reuse(a.text, b.text)
    features = (("likeness", round(likeness, 4)), ("distinct", round(candidate.score, 4)), *shared)
    return TaskMatch(a.node.id, b.node.id, relation, kind, score, taken, features, candidate.rank, accepted)


def _decide(relation: MatchRelation, likeness: float, candidate: _Candidate,
            scopes_differ: bool) -> tuple[MatchKind, bool]:
    """The kind of a candidate and whether it is accepted."""
    if relation is MatchRelation.RESTATES:
        return _strong(likeness), candidate.rank == 1 and candidate.score >= _RESTATED
    if candidate.score < _REWORDED or scopes_differ or candidate.overshadowed:
        return MatchKind.RELATED, candidate.best and candidate.score >= _RELATED
    return _strong(likeness), candidate.best


def _strong(likeness: float) -> MatchKind:
    return MatchKind.SAME if likeness >= _SAME else MatchKind.REWORDED
