"""Tasks matched between two related documents, many to many, with what decided."""

from __future__ import annotations

from collections.abc import Sequence

from kg.link.reuse import reuse
from kg.link.similarity import cosines, without_hubs
from kg.link.taskids import TaskText
from kg.model.links import MatchKind, MatchRelation, TaskMatch

_ACCEPTED = 0.14
_RELATED = 0.10
_SAME_REUSE = 0.8
_KEPT = 3


def align(later: Sequence[TaskText], earlier: Sequence[TaskText], relation: MatchRelation) -> list[TaskMatch]:
    """The matches of each later task, and its three best candidates where fewer were accepted."""
    if not later or not earlier:
        return []
    plain = cosines([task.text for task in later], [task.text for task in earlier])
    scores = without_hubs(plain)
    column_best = [max(row[j] for row in scores) for j in range(len(earlier))]
    matches: list[TaskMatch] = []
    for i, task in enumerate(later):
        order = sorted(range(len(earlier)), key=lambda j: (-scores[i][j], j))
        for rank, j in enumerate(order, 1):
            best = rank == 1 or scores[i][j] == column_best[j]
            accepted = best and scores[i][j] >= _RELATED
            if accepted or rank <= _KEPT:
                matches.append(_match(task, earlier[j], relation, plain[i][j], scores[i][j], rank, accepted))
    return matches


def _match(a: TaskText, b: TaskText, relation: MatchRelation, cosine: float, score: float, rank: int,
           accepted: bool) -> TaskMatch:
    share = reuse(a.text, b.text)
    kind = MatchKind.SAME if share >= _SAME_REUSE and accepted else \
        MatchKind.REWORDED if score >= _ACCEPTED else MatchKind.RELATED
    return TaskMatch(a.node.id, b.node.id, relation, kind, round(min(1.0, max(0.0, cosine)), 4), share,
                     (("cosine", round(cosine, 4)), ("distinct", round(score, 4))), rank, accepted)
