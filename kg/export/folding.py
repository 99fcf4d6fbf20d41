"""Ranks of nodes, and folding: the farther nodes of a rank and year behind one card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from kg.model.answers import Lineage, LineageEdge, LineageNode
from kg.model.extraction import Level

FEWEST = 3


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """A lane's place from top (0) to bottom: 2 × level, departments one further.

    >>> Rank(3).level, Rank(3).department
    (<Level.PROVINCIAL: 'provincial'>, True)
    """

    LOWEST: ClassVar[int] = 2 * len(Level)

    order: int

    @classmethod
    def of(cls, node: LineageNode) -> Rank:
        """The rank of a node; nodes without a level come last."""
        level = len(Level) if node.level is None else node.level.rank
        return cls(2 * level + int(node.department))

    @property
    def level(self) -> Level | None:
        """The administrative level, None where it is not known."""
        return list(Level)[self.order // 2] if self.order < self.LOWEST else None

    @property
    def department(self) -> bool:
        """Whether it is the lane of a level's departments."""
        return self.order % 2 == 1


@dataclass(frozen=True, slots=True)
class Folded:
    """What is drawn of a lineage. `counts` tells how many nodes a folded one stands for;
    `indices[i]` is the place of edge i (the first of those that became one) in the lineage."""

    nodes: tuple[LineageNode, ...]
    edges: tuple[LineageEdge, ...]
    indices: tuple[int, ...]
    counts: Mapping[str, int]


def fold(found: Lineage, most: int) -> Folded:
    """The lineage with about `most` nodes: of every rank and year the nearest stay."""
    if len(found.nodes) <= most:
        return Folded(found.nodes, found.edges, tuple(range(len(found.edges))), {})
    groups: dict[tuple[Rank, int | None], list[LineageNode]] = defaultdict(list)
    for node in sorted(found.nodes, key=lambda node: (node.distance, not node.held, node.id)):
        groups[Rank.of(node), node.year].append(node)
    room = max(FEWEST, most // len(groups))
    kept: list[LineageNode] = []
    behind: dict[str, str] = {}
    counts: dict[str, int] = {}
    for (rank, year), members in groups.items():
        kept += members[:room]
        if rest := members[room:]:
            card = _card(rank, year, rest)
            kept.append(card)
            counts[card.id] = len(rest)
            behind.update((node.id, card.id) for node in rest)
    edges, indices = _edges(found, behind)
    return Folded(tuple(kept), edges, indices, counts)


def _card(rank: Rank, year: int | None, rest: list[LineageNode]) -> LineageNode:
    first = rest[0]
    return LineageNode(f"+{rank.order}/{year}", "fold", None, None, None, None, first.level, first.department, year,
                       any(node.held for node in rest), max(node.distance for node in rest))


def _edges(found: Lineage, behind: Mapping[str, str]) -> tuple[tuple[LineageEdge, ...], tuple[int, ...]]:
    """The edges between what is drawn; those that became one count as stated if all are."""
    merged: dict[tuple[str, str], LineageEdge] = {}
    first: dict[tuple[str, str], int] = {}
    for index, edge in enumerate(found.edges):
        pair = behind.get(edge.source, edge.source), behind.get(edge.target, edge.target)
        if pair[0] == pair[1]:
            continue
        seen = merged.get(pair)
        stated = edge.stated and (seen is None or seen.stated)
        merged[pair] = replace(edge, source=pair[0], target=pair[1], stated=stated)
        first.setdefault(pair, index)
    return tuple(merged.values()), tuple(first.values())
