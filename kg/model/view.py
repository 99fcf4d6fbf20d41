"""The port through which answers read a published library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from kg.model.extraction import Extraction, Issue
from kg.model.links import (Bearer, Derivation, Gap, Holder, Rejected, Resolution, Series, TaskMatch,
                            TaskNode, Work)


class View(Protocol):
    """One generation of a library, read-only. Lists are sorted by id.

    Unknown ids raise KeyError; look a person's words up with kg.reference first.
    """

    def works(self) -> tuple[Work, ...]:
        """Every work, held or only cited."""

    def work(self, id: str) -> Work:
        """One work."""

    def extraction(self, work: str) -> Extraction:
        """What was read from a held work."""

    def tasks(self, work: str) -> tuple[TaskNode, ...]:
        """The tasks of a work in reading order."""

    def task(self, id: str) -> TaskNode:
        """One task."""

    def derivations_from(self, work: str) -> tuple[Derivation, ...]:
        """Where a work derives from (its upstream edges)."""

    def derivations_to(self, work: str) -> tuple[Derivation, ...]:
        """What derives from a work (its downstream edges)."""

    def resolutions(self, work: str) -> tuple[Resolution, ...]:
        """What the citations of a work refer to, in reading order."""

    def cited_by(self, work: str) -> tuple[Resolution, ...]:
        """The citations of other works that refer to this one."""

    def matches_from(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        """Matches whose `a` is among the tasks, runners-up included."""

    def matches_to(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        """Matches whose `b` is among the tasks, runners-up included."""

    def holders(self) -> tuple[Holder, ...]:
        """Everybody who can bear a task."""

    def holder(self, id: str) -> Holder:
        """One holder."""

    def bearers(self, work: str) -> tuple[Bearer, ...]:
        """The resolved assignments of a work's tasks."""

    def borne_by(self, holder: str) -> tuple[Bearer, ...]:
        """The resolved assignments that name a holder."""

    def judged_bearers(self) -> tuple[Bearer, ...]:
        """The resolved assignments that rest on people's decisions, over the whole library."""

    def rejected(self) -> Rejected:
        """What people decided against, over the whole library."""

    def series(self) -> tuple[Series, ...]:
        """All series."""

    def gaps(self) -> tuple[Gap, ...]:
        """What is missing, over the whole library."""

    def issues(self) -> tuple[Issue, ...]:
        """What reading and linking would have a person look at, over the whole library."""
