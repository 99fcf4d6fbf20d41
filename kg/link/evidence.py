"""What two tasks share besides their wording, as named values that a person can check."""

from __future__ import annotations

import re

from kg import tables
from kg.link.similarity import grams
from kg.link.taskids import TaskText, plain

Features = tuple[tuple[str, float], ...]


def evidence(a: TaskText, b: TaskText) -> Features:
    """The shares (0–1) of headings, units, quoted terms, figures and demands that two tasks
    have in common; what neither has is left out."""
    shared = (
        ("heading", _overlap(set(grams(a.heading)), set(grams(b.heading)))),
        ("units", _overlap(_units(a), _units(b))),
        ("quoted", _overlap(_found("quoted", a), _found("quoted", b))),
        ("figures", _overlap(_found("figure", a), _found("figure", b))),
        ("verbs", _overlap({d.verb for d in a.task.demands}, {d.verb for d in b.task.demands})),
    )
    return tuple((name, share) for name, share in shared if share is not None)


def scopes_differ(a: TaskText, b: TaskText) -> bool:
    """Whether one demand falls on bodies below the issuer and the other does not."""
    subject = _pattern("collective_subject")
    return bool(subject.match(a.text)) != bool(subject.match(b.text))


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("match_patterns")[name].regex


def _units(task: TaskText) -> set[str]:
    return {plain(assignment.name) for assignment in task.task.assignments}


def _found(name: str, task: TaskText) -> set[str]:
    return set(_pattern(name).findall(task.text))


def _overlap(a: set[str], b: set[str]) -> float | None:
    return round(len(a & b) / len(a | b), 4) if a or b else None
