"""同源文件: other documents that derive from what a lineage leads to."""

from __future__ import annotations

from dataclasses import replace

from kg import lineage as tracing
from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode
from kg.model.view import View

MOST_SIBLINGS = 12


def with_siblings(view: View, found: Lineage, stated_only: bool) -> tuple[Lineage, int]:
    """The lineage with the documents of the same source, and how many more there are.

    Those with their text come first, then those of the root's year.
    """
    known = {node.id: node for node in found.nodes}
    year = known[found.root].year
    beside: dict[str, LineageNode] = {}
    edges: list[LineageEdge] = []
    for upper in [node for node in found.nodes if node.kind == "document" and node.id != found.root]:
        below = tracing.trace(view, upper.id, Direction.DOWN, depth=1, stated_only=stated_only)
        for node in below.nodes:
            if node.id not in known:
                beside.setdefault(node.id, replace(node, distance=upper.distance + 1))
        edges += [edge for edge in below.edges if edge.source in beside]
    ranked = sorted(beside.values(), key=lambda node: (not node.held, node.year != year, node.id))
    kept = {node.id for node in ranked[:MOST_SIBLINGS]}
    return replace(found, nodes=(*found.nodes, *ranked[:MOST_SIBLINGS]),
                   edges=(*found.edges, *(edge for edge in edges if edge.source in kept))), len(ranked) - len(kept)
