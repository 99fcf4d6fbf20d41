"""What steps reach from a node: breadth first, bounded, and for tasks the documents they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lineage.steps import Step, steps_of
from kg.model.answers import Direction, LineageEdge
from kg.model.view import View

Edges = dict[tuple[str, str], LineageEdge]
"""Edges by their two ends."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The edges followed one way, how many steps away each node is, whether more was left out."""

    edges: tuple[LineageEdge, ...]
    distances: dict[str, int]
    truncated: bool

    def before(self, depth: int | None) -> list[str]:
        """The nodes from which one more step would have been shown."""
        return [node for node, distance in self.distances.items() if depth is None or distance < depth]


def follow(start: str, step: Step, depth: int | None, most: int) -> Reached:
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
                    return Reached(tuple(edges), distances, truncated=True)
                distances[other] = distances[node] + 1
                waiting.append(other)
            edges.append(edge)
    return Reached(tuple(edges), distances, truncated=False)


def merged(ways: Sequence[Reached]) -> tuple[dict[str, int], Edges]:
    """The distances and the edges of all ways together."""
    distances: dict[str, int] = {}
    for reached in ways:
        for node, distance in reached.distances.items():
            distances[node] = min(distance, distances.get(node, distance))
    return distances, {(edge.source, edge.target): edge for reached in ways for edge in reached.edges}


def with_documents(
    view: View, root: str, distances: dict[str, int], edges: Edges,
    stated_only: bool, upward: bool, most: int,
) -> tuple[dict[str, int], Edges]:
    """The documents that the tasks stand in, those between them, and their derivations.

    Upwards, everything above the root's own document as well: where the text of an
    upper document is not held, its chain is all that can be told of the task.
    """
    homes = {task: view.task(task).work for task in distances}
    step = steps_of(view, False, stated_only)[Direction.UP]
    reached = {work: follow(work, step, None, most) for work in set(homes.values())}
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
