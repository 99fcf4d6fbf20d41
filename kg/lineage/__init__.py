"""Where a duty comes from and what came of it: the lineage of a document or a task."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.lineage.reach import follow, merged, with_documents
from kg.lineage.steps import derived, is_task, of_match, quotes, steps_of
from kg.model.answers import Direction, Lineage, LineageNode, Refusal
from kg.model.links import Gap, GapKind
from kg.model.view import View

# A lineage wider than this is cut off and says so; no page can show more.
MOST_NODES = 400
# How far a node is that no step that holds leads to.
_DISTANT = -1
_WAYS = {Direction.UP: (Direction.UP,), Direction.DOWN: (Direction.DOWN,),
         Direction.BOTH: (Direction.UP, Direction.DOWN)}


def trace(
    view: View,
    id: str,
    direction: Direction = Direction.UP,
    *,
    depth: int | None = None,
    stated_only: bool = False,
    most: int = MOST_NODES,
) -> Lineage:
    """The lineage of a work or task id: nodes nearest first, edges, and what is missing.

    `depth` counts steps; `stated_only` leaves out everything inferred; beyond `most` nodes
    each way the lineage is cut off and says so. For a task the
    documents of all tasks reached stand in the lineage as well, with the edges between
    them. KeyError for an unknown id.
    """
    task = is_task(view, id)
    steps = steps_of(view, task, stated_only)
    found = {way: follow(id, steps[way], depth, most) for way in _WAYS[direction]}
    ends = {way: reached.before(depth) for way, reached in found.items()}
    distances, edges = merged(tuple(found.values()))
    if task:
        upward = Direction.UP in found
        distances, edges = with_documents(view, id, distances, edges, stated_only, upward, most)
        if upward:
            ends[Direction.UP] += [node for node in distances if not is_task(view, node)]
    return Lineage(
        id,
        direction,
        _nodes(view, distances),
        tuple(edges[pair] for pair in sorted(edges)),
        _gaps(view, set(distances)),
        any(reached.truncated for reached in found.values()),
        _rejected(view, ends.get(Direction.UP, ()), ends.get(Direction.DOWN, ()), stated_only),
    )


def _nodes(view: View, distances: Mapping[str, int]) -> tuple[LineageNode, ...]:
    nodes = (_node(view, node, distance) for node, distance in distances.items())
    return tuple(sorted(nodes, key=lambda node: (node.distance, node.id)))


def _node(view: View, id: str, distance: int) -> LineageNode:
    task = is_task(view, id)
    work = view.work(view.task(id).work if task else id)
    text = "".join(quote.text for quote in quotes(view, id)) if task else None
    return LineageNode(
        id,
        "task" if task else "document",
        work.number,
        work.title,
        text,
        "、".join(work.issuers) or None,
        work.level,
        work.department,
        work.year,
        work.held,
        distance,
    )


def _rejected(view: View, lower: Iterable[str], upper: Iterable[str], stated_only: bool) -> tuple[Refusal, ...]:
    """The steps up from `lower` and down from `upper` that people decided against."""
    below, above = dict.fromkeys(lower), dict.fromkeys(upper)
    steps = derived(view.rejected().derivations, stated_only)
    matches = [*view.matches_from(one for one in below if is_task(view, one)),
               *view.matches_to(one for one in above if is_task(view, one))]
    judged = {(one.a, one.b): one for one in matches if one.judgement is not None and not one.accepted}
    matched = [] if stated_only else [of_match(view, one) for one in judged.values()]
    found = (
        Refusal(edge, _node(view, edge.source, _DISTANT), _node(view, edge.target, _DISTANT))
        for edge in (*steps, *matched) if edge.source in below or edge.target in above
    )
    return tuple(sorted(found, key=lambda one: (one.edge.source, one.edge.target)))


def _gaps(view: View, nodes: set[str]) -> tuple[Gap, ...]:
    """The gaps around the nodes shown. What nobody below took up is a gap of the upper
    document's own page; in the lineage of others it would drown the rest."""
    alone = next(iter(nodes)) if len(nodes) == 1 else None
    return tuple(gap for gap in view.gaps() if gap.subject in nodes or _untaken_of(gap, alone))


def _untaken_of(gap: Gap, work: str | None) -> bool:
    return gap.kind is GapKind.NOT_TAKEN_UP and gap.subject.rpartition(".")[0] == work
