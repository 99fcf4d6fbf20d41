"""What was recognised in a picture is as sure as its characters are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model.extraction import (Assignment, Citation, Demand, Evidence, Extraction, Issue, Severity, Task, Theme,
                                 TimeLimit)
from kg.model.text import Document, Place, Repair

Fact = TypeVar("Fact", Citation, Task, Assignment, TimeLimit, Demand, Theme)


def weighed(found: Extraction, document: Document) -> Extraction:
    """An extraction with a note on each repair, whose confidences count in those of the recogniser;
    the same extraction if nothing of its text was recognised or repaired."""
    if document.repairs:
        found = replace(found, issues=(*found.issues, *(_told(document, repair) for repair in document.repairs)))
    sureness = _Sureness(document.places)
    if not sureness.doubted:
        return found
    header = replace(found.header, evidence=tuple((field, sureness.of(one)) for field, one in found.header.evidence))
    citations = tuple(map(sureness.weighed, found.citations))
    return replace(found, header=header, citations=citations, tasks=tuple(map(sureness.task, found.tasks)))


def _told(document: Document, repair: Repair) -> Issue:
    seen = repair.span.of(document.text)
    return Issue("recognised-repaired", f"“{seen}” stands there, “{repair.meant}” is read: {repair.evidence}",
                 Severity.NOTE, span=repair.span)


class _Sureness:
    """How sure the recogniser was of any stretch of a text."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = sorted(places, key=lambda place: place.span)
        self._starts = [place.span.start for place in self._places]
        self.doubted = any(place.confidence < 1 for place in places)

    def of(self, evidence: Evidence) -> Evidence:
        """The evidence, as sure as the rule and the characters that it rests on."""
        return replace(evidence, confidence=round(evidence.confidence * self._share(evidence), 3))

    def task(self, task: Task) -> Task:
        """The task and all that it states."""
        return replace(
            self.weighed(task), assignments=tuple(map(self.weighed, task.assignments)),
            times=tuple(map(self.weighed, task.times)), themes=tuple(map(self.weighed, task.themes)),
            demands=tuple(map(self._demand, task.demands)))

    def _demand(self, demand: Demand) -> Demand:
        return replace(self.weighed(demand), times=tuple(map(self.weighed, demand.times)))

    def weighed(self, fact: Fact) -> Fact:
        """A fact with evidence that counts in its characters."""
        return replace(fact, evidence=self.of(fact.evidence))

    def _share(self, evidence: Evidence) -> float:
        """The mean confidence of the lines that the spans stand on, by their characters."""
        total = sure = 0.0
        for span in evidence.spans:
            first = max(0, bisect_right(self._starts, span.start) - 1)
            for place in self._places[first:bisect_right(self._starts, span.end)]:
                shared = place.span.overlap(span)
                total, sure = total + shared, sure + shared * place.confidence
        return sure / total if total else 1.0
