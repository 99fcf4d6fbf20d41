"""A library in memory: the View of links and extractions made by hand or by the linker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from kg.model.extraction import Extraction, Issue
from kg.model.links import (Bearer, Derivation, Gap, Holder, Links, Rejected, Resolution, Series,
                            TaskMatch, TaskNode, Work)


Thing = TypeVar("Thing", Work, TaskNode, Holder)


@dataclass(frozen=True)
class Shelf:
    """`kg.model.view.View` over Links; `read` maps held works to their extractions."""

    links: Links
    read: Mapping[str, Extraction]

    def works(self) -> tuple[Work, ...]:
        return self.links.works

    def work(self, id: str) -> Work:
        return _only(self.links.works, id)

    def extraction(self, work: str) -> Extraction:
        return self.read[work]

    def tasks(self, work: str) -> tuple[TaskNode, ...]:
        order = [task.id for task in self.read[work].tasks] if work in self.read else []
        nodes = [node for node in self.links.tasks if node.work == work]
        return tuple(sorted(nodes, key=lambda node: order.index(node.local)))

    def task(self, id: str) -> TaskNode:
        return _only(self.links.tasks, id)

    def derivations_from(self, work: str) -> tuple[Derivation, ...]:
        self.work(work)
        return tuple(edge for edge in self.links.derivations if edge.source == work)

    def derivations_to(self, work: str) -> tuple[Derivation, ...]:
        self.work(work)
        return tuple(edge for edge in self.links.derivations if edge.target == work)

    def resolutions(self, work: str) -> tuple[Resolution, ...]:
        return tuple(found for found in self.links.resolutions if found.work == work)

    def cited_by(self, work: str) -> tuple[Resolution, ...]:
        return tuple(found for found in self.links.resolutions
                     if found.target == work and found.work != work)

    def matches_from(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        wanted = set(tasks)
        return tuple(match for match in self.links.matches if match.a in wanted)

    def matches_to(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        wanted = set(tasks)
        return tuple(match for match in self.links.matches if match.b in wanted)

    def holders(self) -> tuple[Holder, ...]:
        return self.links.holders

    def holder(self, id: str) -> Holder:
        return _only(self.links.holders, id)

    def bearers(self, work: str) -> tuple[Bearer, ...]:
        tasks = {node.id for node in self.links.tasks if node.work == work}
        return tuple(bearer for bearer in self.links.bearers if bearer.task in tasks)

    def borne_by(self, holder: str) -> tuple[Bearer, ...]:
        return tuple(bearer for bearer in self.links.bearers if bearer.holder == holder)

    def judged_bearers(self) -> tuple[Bearer, ...]:
        return tuple(bearer for bearer in self.links.bearers if bearer.judgement is not None)

    def rejected(self) -> Rejected:
        return self.links.rejected

    def series(self) -> tuple[Series, ...]:
        return self.links.series

    def gaps(self) -> tuple[Gap, ...]:
        return self.links.gaps

    def issues(self) -> tuple[Issue, ...]:
        return (*self.links.issues, *(issue for read in self.read.values() for issue in read.issues))


def _only(things: Iterable[Thing], id: str) -> Thing:
    for thing in things:
        if thing.id == id:
            return thing
    raise KeyError(id)
