"""The derivations as one graph: no step back in time, no cycle, the direct parent marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.link.derive import runs_backwards
from kg.model.extraction import Issue
from kg.model.links import Derivation, DerivationKind, Work


def settle(edges: Sequence[Derivation], works: Mapping[str, Work]) -> tuple[list[Derivation], list[Issue]]:
    """The edges that can all be true, each marked direct or not, and an issue for each refused.

    Stated edges go before inferred ones, surer before less sure. `direct` is taken from
    an edge when the same target is also reached through another parent of its source.
    """
    kept: dict[str, set[str]] = {}
    good: list[Derivation] = []
    issues: list[Issue] = []
    for edge in sorted(edges, key=lambda e: (not e.stated, -e.confidence, e.source, e.target)):
        problem = _refusal(edge, works, kept)
        if problem:
            issues.append(Issue(problem[0], problem[1], document=edge.source))
        else:
            kept.setdefault(edge.source, set()).add(edge.target)
            good.append(edge)
    return sorted((_marked(edge, kept) for edge in good), key=lambda e: (e.source, e.target)), issues


def _refusal(
    edge: Derivation, works: Mapping[str, Work], kept: Mapping[str, set[str]]
) -> tuple[str, str] | None:
    source, target = works[edge.source], works[edge.target]
    if edge.kind is not DerivationKind.LEGAL_BASIS and runs_backwards(source, target):
        return "derivation-backwards", (
            f"{source.name} cannot derive from {target.name}, which is later; check the dates and the number"
        )
    if edge.source == edge.target or edge.source in reach(kept, edge.target):
        return "derivation-cycle", (
            f"{source.name} → {target.name} would close a cycle and was left out; "
            "check which of the two implements the other"
        )
    return None


def reach(parents: Mapping[str, Iterable[str]], start: str) -> set[str]:
    """Everything above a work, not the work itself.

    >>> sorted(reach({"a": ["b"], "b": ["c"]}, "a"))
    ['b', 'c']
    """
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for above in parents.get(waiting.pop(), ()):
            if above not in seen:
                seen.add(above)
                waiting.append(above)
    return seen


def _marked(edge: Derivation, kept: Mapping[str, set[str]]) -> Derivation:
    others = kept[edge.source] - {edge.target}
    direct = not any(edge.target in reach(kept, other) for other in others)
    return edge if edge.direct is direct else replace(edge, direct=direct)
