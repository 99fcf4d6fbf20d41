"""What is missing around a document: upper texts, levels, takers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.link.taskids import TaskText
from kg.model.extraction import Level
from kg.model.links import Derivation, DerivationKind, Gap, GapKind, MatchRelation, TaskMatch, Work, WorkKind

_SHOWN = 3
_NAMES = {
    Level.NATIONAL: "国家",
    Level.PROVINCIAL: "省级",
    Level.MUNICIPAL: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
}


def find_gaps(
    works: Mapping[str, Work],
    derivations: Sequence[Derivation],
    matches: Sequence[TaskMatch],
    tasks: Mapping[str, tuple[TaskText, ...]],
    refused: Mapping[str, str],
) -> list[Gap]:
    """The gaps of a library, sorted: not held, skipped level, no upstream, not taken up below.

    `refused` tells of works why something that they stated as their upstream does not count.
    """
    edges = [edge for edge in derivations if edge.kind is not DerivationKind.LEGAL_BASIS]
    gaps = [
        *_not_held(works, edges),
        *_skipped(works, edges),
        *_no_upstream(works, edges, refused),
        *_not_taken_up(works, edges, matches, tasks),
    ]
    return sorted(gaps, key=lambda gap: (gap.subject, gap.kind.value, gap.message))


def _not_held(works: Mapping[str, Work], edges: Iterable[Derivation]) -> Iterable[Gap]:
    for target in sorted({edge.target for edge in edges}):
        if not works[target].held:
            yield Gap(GapKind.NOT_HELD, target, f"{works[target].name} 未入库：只有引用，没有正文")


def _skipped(works: Mapping[str, Work], edges: Iterable[Derivation]) -> Iterable[Gap]:
    parents: dict[str, list[Work]] = {}
    for edge in edges:
        parents.setdefault(edge.source, []).append(works[edge.target])
    for source, above in sorted(parents.items()):
        own = works[source].level
        ranks = [work.level.rank for work in above if work.level is not None]
        if own is None or not ranks or own is Level.TOWNSHIP:
            continue
        for level in list(Level)[max(ranks) + 1 : own.rank]:
            yield Gap(
                GapKind.SKIPPED_LEVEL, source, f"{works[source].name} 直接引用上上级，缺{_NAMES[level]}文件"
            )


def _no_upstream(
    works: Mapping[str, Work], edges: Iterable[Derivation], refused: Mapping[str, str]
) -> Iterable[Gap]:
    sources = {edge.source for edge in edges}
    for work in works.values():
        if work.held and work.kind is WorkKind.PLAN and work.id not in sources:
            why = f"没有可用的上级文件：{refused[work.id]}" if work.id in refused else "没有写明依据的上级文件"
            yield Gap(GapKind.NO_UPSTREAM, work.id, f"{work.name} {why}")


def _not_taken_up(
    works: Mapping[str, Work],
    edges: Iterable[Derivation],
    matches: Iterable[TaskMatch],
    tasks: Mapping[str, tuple[TaskText, ...]],
) -> Iterable[Gap]:
    derived = [match for match in matches if match.relation is MatchRelation.DERIVES]
    taken = {match.b for match in derived if match.accepted}
    refused = {match.b: f"；{match.judgement.who} 否决了一项对应" for match in derived
               if match.judgement is not None and not match.accepted}
    below: dict[str, list[str]] = {}
    for edge in edges:
        if works[edge.source].held and works[edge.target].held:
            below.setdefault(edge.target, []).append(edge.source)
    for upper, lowers in sorted(below.items()):
        shown = "、".join(works[lower].name for lower in sorted(lowers)[:_SHOWN])
        names = shown if len(lowers) <= _SHOWN else f"{shown} 等 {len(lowers)} 份"
        for task in tasks[upper]:
            if task.node.id not in taken:
                label = task.task.label or task.text[:12]
                yield Gap(
                    GapKind.NOT_TAKEN_UP, task.node.id,
                    f"任务 {label} 在下级文件（{names}）中没有对应任务{refused.get(task.node.id, '')}"
                )
