"""Where a duty comes from and what came of it: the lineage of a document or a task."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode, Refusal
from kg.model.links import Derivation, DerivationKind, Gap, GapKind, Quote, TaskMatch
from kg.model.view import View

# A lineage wider than this is cut off and says so; no page can show more.
MOST_NODES = 400
# How far a node is that no step that holds leads to.
_DISTANT = -1

Step = Callable[[str], Iterable[LineageEdge]]


@dataclass(frozen=True, slots=True)
class _Reached:
    edges: tuple[LineageEdge, ...]
    distances: dict[str, int]
    truncated: bool


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
    up, down = _steps(view, task, stated_only)
    found = {
        wanted: _follow(id, step, depth, most)
        for step, wanted in ((up, Direction.UP), (down, Direction.DOWN))
        if direction in (wanted, Direction.BOTH)
    }
    ends = {wanted: _before(reached, depth) for wanted, reached in found.items()}
    distances = {id: 0}
    for reached in found.values():
        for node, distance in reached.distances.items():
            distances[node] = min(distance, distances.get(node, distance))
    edges = {(edge.source, edge.target): edge for reached in found.values() for edge in reached.edges}
    if task:
        upward = direction is not Direction.DOWN
        distances, edges = _with_documents(view, id, distances, edges, stated_only, upward)
        if upward:
            ends[Direction.UP] += [node for node in distances if not is_task(view, node)]
    nodes = sorted(
        (_node(view, node, distance) for node, distance in distances.items()),
        key=lambda node: (node.distance, node.id),
    )
    return Lineage(
        id,
        direction,
        tuple(nodes),
        tuple(edges[pair] for pair in sorted(edges)),
        _gaps(view, set(distances)),
        any(reached.truncated for reached in found.values()),
        _rejected(view, ends.get(Direction.UP, ()), ends.get(Direction.DOWN, ()), stated_only),
    )


def is_task(view: View, id: str) -> bool:
    """Whether an id names a task; KeyError if it names neither a task nor a work."""
    try:
        view.work(id)
    except KeyError:
        view.task(id)
        return True
    return False


def _steps(view: View, task: bool, stated_only: bool) -> tuple[Step, Step]:
    if task:
        return (
            lambda node: _matched(view.matches_from([node]), stated_only, view),
            lambda node: _matched(view.matches_to([node]), stated_only, view),
        )
    return (
        lambda node: _derived(view.derivations_from(node), stated_only),
        lambda node: _derived(view.derivations_to(node), stated_only),
    )


def _derived(derivations: Iterable[Derivation], stated_only: bool) -> list[LineageEdge]:
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
    return [] if stated_only else [_of_match(view, match) for match in matches if match.accepted]


def _of_match(view: View, match: TaskMatch) -> LineageEdge:
    return LineageEdge(
        match.a,
        match.b,
        match.kind.value,
        f"task match ({match.relation.value})",
        stated=False,
        direct=True,
        confidence=match.score,
        evidence=(*_quotes(view, match.a), *_quotes(view, match.b)),
        judgement=match.judgement,
    )


def _quotes(view: View, task: str) -> tuple[Quote, ...]:
    node = view.task(task)
    extraction = view.extraction(node.work)
    found = next(item for item in extraction.tasks if item.id == node.local)
    return tuple(Quote(node.work, span, span.of(extraction.text)) for span in found.spans)


def _follow(start: str, step: Step, depth: int | None, most: int = MOST_NODES) -> _Reached:
    """Breadth first from `start`, never twice through one node."""
    distances = {start: 0}
    edges: list[LineageEdge] = []
    waiting = [start]
    for node in waiting:
        if depth is not None and distances[node] >= depth:
            continue
        for edge in step(node):
            other = edge.target if edge.source == node else edge.source
            if other not in distances:
                if len(distances) >= most:
                    return _Reached(tuple(edges), distances, truncated=True)
                distances[other] = distances[node] + 1
                waiting.append(other)
            edges.append(edge)
    return _Reached(tuple(edges), distances, truncated=False)


def _before(reached: _Reached, depth: int | None) -> list[str]:
    """The nodes from which one more step would have been shown."""
    return [node for node, distance in reached.distances.items() if depth is None or distance < depth]


def _with_documents(
    view: View, root: str, distances: dict[str, int], edges: dict[tuple[str, str], LineageEdge],
    stated_only: bool, upward: bool,
) -> tuple[dict[str, int], dict[tuple[str, str], LineageEdge]]:
    """The documents that the tasks stand in, those between them, and their derivations.

    Upwards, everything above the root's own document as well: where the text of an
    upper document is not held, its chain is all that can be told of the task.
    """
    homes = {task: view.task(task).work for task in distances}
    step = _steps(view, False, stated_only)[0]
    reached = {work: _follow(work, step, None) for work in set(homes.values())}
    known = {(e.source, e.target): e for above in reached.values() for e in above.edges}
    placed = dict(distances)
    for task, work in homes.items():
        placed[work] = min(distances[task], placed.get(work, distances[task]))
    for work in _between(known, set(homes.values())) - placed.keys():
        placed[work] = 1
    if upward:
        for work, distance in reached[homes[root]].distances.items():
            placed.setdefault(work, distance)
    return placed, edges | {pair: edge for pair, edge in known.items() if placed.keys() >= set(pair)}


def _between(steps: Iterable[tuple[str, str]], homes: set[str]) -> set[str]:
    """The documents on a way from one of some documents to another."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(list(steps))
    known = [home for home in homes if home in graph]
    above = {home: nx.descendants(graph, home) for home in known}
    return {work for lower in known for upper in known if upper in above[lower]
            for work in above[lower] & nx.ancestors(graph, upper)}


def _node(view: View, id: str, distance: int) -> LineageNode:
    task = is_task(view, id)
    work = view.work(view.task(id).work if task else id)
    text = "".join(quote.text for quote in _quotes(view, id)) if task else None
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
    derived = _derived(view.rejected().derivations, stated_only)
    matches = [*view.matches_from(one for one in below if is_task(view, one)),
               *view.matches_to(one for one in above if is_task(view, one))]
    judged = {(one.a, one.b): one for one in matches if one.judgement is not None and not one.accepted}
    matched = [] if stated_only else [_of_match(view, one) for one in judged.values()]
    found = (
        Refusal(edge, _node(view, edge.source, _DISTANT), _node(view, edge.target, _DISTANT))
        for edge in (*derived, *matched) if edge.source in below or edge.target in above
    )
    return tuple(sorted(found, key=lambda one: (one.edge.source, one.edge.target)))


def _gaps(view: View, nodes: set[str]) -> tuple[Gap, ...]:
    """The gaps around the nodes shown. What nobody below took up is a gap of the upper
    document's own page; in the lineage of others it would drown the rest."""
    alone = next(iter(nodes)) if len(nodes) == 1 else None
    return tuple(gap for gap in view.gaps() if gap.subject in nodes or _untaken_of(gap, alone))


def _untaken_of(gap: Gap, work: str | None) -> bool:
    return gap.kind is GapKind.NOT_TAKEN_UP and gap.subject.rpartition(".")[0] == work
