"""The steps of a lineage: derivations between documents, matches between tasks."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model.answers import Direction, LineageEdge
from kg.model.links import Derivation, DerivationKind, Quote, TaskMatch
from kg.model.view import View

Step = Callable[[str], Iterable[LineageEdge]]
"""The edges that lead on from a node, one way."""


def is_task(view: View, id: str) -> bool:
    """Whether an id names a task; KeyError if it names neither a task nor a work."""
    try:
        view.work(id)
    except KeyError:
        view.task(id)
        return True
    return False


def steps_of(view: View, task: bool, stated_only: bool) -> dict[Direction, Step]:
    """The step up and the step down between tasks, or between documents."""
    if task:
        return {Direction.UP: lambda node: _matched(view.matches_from([node]), stated_only, view),
                Direction.DOWN: lambda node: _matched(view.matches_to([node]), stated_only, view)}
    return {Direction.UP: lambda node: derived(view.derivations_from(node), stated_only),
            Direction.DOWN: lambda node: derived(view.derivations_to(node), stated_only)}


def derived(derivations: Iterable[Derivation], stated_only: bool) -> list[LineageEdge]:
    """The edges of derivations; a succession is no step of a lineage."""
    return [
        LineageEdge(
            d.source,
            d.target,
            d.kind.value,
            d.method,
            d.stated,
            d.direct,
            d.confidence,
            d.evidence,
            d.judgement,
        )
        for d in derivations
        if d.kind is not DerivationKind.SUCCEEDS and (d.stated or not stated_only)
    ]


def _matched(matches: Iterable[TaskMatch], stated_only: bool, view: View) -> list[LineageEdge]:
    return [] if stated_only else [of_match(view, match) for match in matches if match.accepted]


def of_match(view: View, match: TaskMatch) -> LineageEdge:
    """The edge of a match, with the words of both tasks."""
    return LineageEdge(
        match.a,
        match.b,
        match.kind.value,
        f"task match ({match.relation.value})",
        stated=False,
        direct=True,
        confidence=match.score,
        evidence=(*quotes(view, match.a), *quotes(view, match.b)),
        judgement=match.judgement,
    )


def quotes(view: View, task: str) -> tuple[Quote, ...]:
    """The words of a task."""
    node = view.task(task)
    extraction = view.extraction(node.work)
    found = next(item for item in extraction.tasks if item.id == node.local)
    return tuple(Quote(node.work, span, span.of(extraction.text)) for span in found.spans)
