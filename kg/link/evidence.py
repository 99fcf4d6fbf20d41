"""What two tasks share besides their wording, as named values that a person can check."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import tables
from kg.link.similarity import grams
from kg.link.taskids import TaskText, plain

Features = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a task can have in common with another: by name, a set of things found in it.

    `collective` tells that the demand falls on bodies below the issuer.
    """

    found: tuple[tuple[str, frozenset[str]], ...]
    collective: bool

    @classmethod
    def of(cls, task: TaskText) -> Marks:
        """The marks of one task."""
        return cls((("heading", frozenset(grams(task.heading))),
                    ("units", frozenset(plain(unit.name) for unit in task.task.assignments)),
                    ("quoted", frozenset(_pattern("quoted").findall(task.text))),
                    ("figures", frozenset(_pattern("figure").findall(task.text))),
                    ("verbs", frozenset(demand.verb for demand in task.task.demands))),
                   _pattern("collective_subject").match(task.text) is not None)


def evidence(a: Marks, b: Marks) -> Features:
    """The shares (0–1) of headings, units, quoted terms, figures and verbs that two tasks
    have in common; what neither has is left out."""
    return tuple((name, round(len(one & other) / len(one | other), 4))
                 for (name, one), (_, other) in zip(a.found, b.found, strict=True) if one or other)


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("match_patterns")[name].regex
