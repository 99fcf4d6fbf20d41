"""Confidence means something: of the facts that are said to be sure, nearly all are right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from kg import resources
from kg.evaluate.answers import load_answer
from kg.extract.vocabulary import folded
from kg.extract.reading import extract
from kg.model.extraction import Citation, Extraction, Task
from kg.model.text import Reading, Span
from kg.normalise import normalise

SURE = 0.9
RIGHT = 0.97
# Fewer facts than this would make the share an accident.
ENOUGH = 150

# The kind of a fact, how sure it is, whether it is right.
Judged = tuple[str, float, bool]


def citations(wanted: Extraction, found: Extraction, ignored: tuple[Span, ...]) -> Iterator[Judged]:
    """Each citation found, right if an answer has its place, number and title."""
    for one in found.citations:
        if not any(one.span.overlap(frame) for frame in ignored):
            yield "citation", one.evidence.confidence, any(same_citation(one, other) for other in wanted.citations)


def same_citation(one: Citation, other: Citation) -> bool:
    """Whether two citations are one."""
    return one.span.overlap(other.span) * 2 >= max(len(one.span), len(other.span)) and \
        folded(f"{one.title} {one.number}") == folded(f"{other.title} {other.number}")


def tasks(wanted: Extraction, found: Extraction, ignored: tuple[Span, ...]) -> Iterator[Judged]:
    """Each task found with its units and times, right if an answer's task overlaps by half and has them."""
    for task in found.tasks:
        if any(task.spans[0].overlap(frame) for frame in ignored):
            continue
        twin = max(wanted.tasks, key=lambda other: shared(task, other))
        right = shared(task, twin) >= 0.5
        yield "task", task.evidence.confidence, right
        units = {(folded(unit.name), unit.role) for unit in twin.assignments} if right else set()
        times = {(time.kind, time.value) for time in twin.times} if right else set()
        for unit in task.assignments:
            yield "unit", unit.evidence.confidence, (folded(unit.name), unit.role) in units
        for time in task.times:
            yield "time", time.evidence.confidence, (time.kind, time.value) in times


def shared(task: Task, other: Task) -> float:
    """The share of characters that two tasks have in common."""
    mine, theirs = ({i for span in one.spans for i in range(span.start, span.end)} for one in (task, other))
    return len(mine & theirs) / len(mine | theirs)


def head(wanted: Extraction, found: Extraction) -> Iterator[Judged]:
    """Each field of the head that has evidence."""
    for name, evidence in found.header.evidence:
        expected, got = getattr(wanted.header, name, None), getattr(found.header, name, None)
        if name != "annexes":
            yield "head", evidence.confidence, folded(str(expected)) == folded(str(got))


@cache
def judged() -> tuple[Judged, ...]:
    """Every fact found in the answered documents."""
    facts: list[Judged] = []
    for path in resources.files("data", "gold", suffix=".json"):
        answer = load_answer(path, resources.path("data", "plans"))
        found = extract(normalise(Reading(answer.extraction.source, answer.extraction.text)))
        facts += citations(answer.extraction, found, answer.furniture)
        facts += tasks(answer.extraction, found, answer.furniture)
        facts += head(answer.extraction, found)
    return tuple(facts)


def share_right(facts: list[Judged]) -> float:
    """The share of facts that are right."""
    return sum(right for _, _, right in facts) / len(facts)


def test_sure_facts_are_right() -> None:
    sure = [fact for fact in judged() if fact[1] >= SURE]
    assert len(sure) >= ENOUGH
    assert share_right(sure) >= RIGHT


@pytest.mark.parametrize("kind", ["citation", "task", "unit", "time", "head"])
def test_sure_facts_of_each_kind_are_right(kind: str) -> None:
    sure = [fact for fact in judged() if fact[1] >= SURE and fact[0] == kind]
    assert len(sure) >= 20, f"only {len(sure)} {kind}s are sure"
    assert share_right(sure) >= RIGHT, [fact for fact in sure if not fact[2]]


def test_confidence_is_a_probability() -> None:
    assert all(0.0 < confidence <= 1.0 for _, confidence, _ in judged())


def test_unsure_facts_are_told_apart() -> None:
    """Not everything is sure: what was inferred from flattened pages says so."""
    assert any(confidence < SURE for _, confidence, _ in judged())
