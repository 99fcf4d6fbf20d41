"""Counts that overviews show and that a scan would take seconds for, kept while describing."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Container, Iterable
from itertools import combinations
from typing import TypeVar

from kg.graph.held import HeldWork
from kg.graph.iris import Kind, digest, mint
from kg.graph.nquads import Pen
from kg.graph.vocabulary import Class, Property, concept
from kg.model.extraction import Role
from kg.model.links import Work

K = TypeVar("K", str, tuple[str, str])

_PLACES = 1000
"""Bodies and pairs that are given their place by tasks: a list shows no more."""
_COUNTED = {Role.LEAD: Property.LEAD_COUNT, Role.SUPPORT: Property.SUPPORT_COUNT}


class Tallies:
    """Who bears how many tasks, who works with whom, and which themes come up when."""

    def __init__(self) -> None:
        self._borne: defaultdict[Property, Counter[str]] = defaultdict(Counter)
        self._together: Counter[tuple[str, str]] = Counter()
        self._themes: Counter[tuple[str, int, str]] = Counter()
        self._themed_works: Counter[tuple[str, int, str]] = Counter()

    def add_bearers(self, bearers: Iterable[tuple[str, Role]]) -> None:
        """Count one task, borne by these holders; naming a holder twice counts once."""
        named = set(bearers)
        holders = sorted({holder for holder, _ in named})
        self._borne[Property.BORNE_COUNT].update(holders)
        self._together.update(combinations(holders, 2))
        for holder, role in named:
            if role in _COUNTED:
                self._borne[_COUNTED[role]][holder] += 1

    def add_work(self, held: HeldWork) -> None:
        """Count the themes of a work's tasks, if its year and level are known."""
        year, level = held.work.year, held.work.level
        if year is None or level is None:
            return
        found = Counter((theme.notation, year, level.value)
                        for _, task in held.named_tasks for theme in task.themes)
        self._themes.update(found)
        self._themed_works.update(found.keys())

    def describe(self, pen: Pen, ranked: Container[str]) -> None:
        """Write all counts, and the first places of the pairs and of the holders that are `ranked`."""
        for field, counts in self._borne.items():
            for holder, count in counts.items():
                pen.numbers(mint(Kind.HOLDER, holder), field, count)
        borne = Counter({holder: count for holder, count in self._borne[Property.BORNE_COUNT].items()
                         if holder in ranked})
        for place, holder in enumerate(_first(borne), 1):
            pen.numbers(mint(Kind.HOLDER, holder), Property.PLACE, place)
        for (one, other), count in self._together.items():
            iri = _cooperation(one, other)
            pen.type(iri, Class.COOPERATION)
            pen.nodes(iri, Property.BETWEEN, mint(Kind.HOLDER, one), mint(Kind.HOLDER, other))
            pen.numbers(iri, Property.TASK_COUNT, count)
        for place, (one, other) in enumerate(_first(self._together), 1):
            pen.numbers(_cooperation(one, other), Property.PLACE, place)
        self._describe_themes(pen)

    def _describe_themes(self, pen: Pen) -> None:
        for (theme, year, level), count in self._themes.items():
            iri = mint(Kind.TALLY, f"{theme}-{year}-{level}")
            pen.type(iri, Class.TALLY)
            pen.nodes(iri, Property.THEME, concept("theme", theme))
            pen.nodes(iri, Property.LEVEL, concept("level", level))
            pen.numbers(iri, Property.YEAR, year)
            pen.numbers(iri, Property.TASK_COUNT, count)
            pen.numbers(iri, Property.DOCUMENT_COUNT, self._themed_works[theme, year, level])


def _cooperation(one: str, other: str) -> str:
    return mint(Kind.COOPERATION, f"{one}.c-{digest(other)}")


def _first(counts: Counter[K]) -> list[K]:
    """Those with most, in their order."""
    return heapq.nsmallest(_PLACES, counts, key=lambda one: (-counts[one], one))


def count_users(pen: Pen, work: Work, citing: int, resting: int) -> None:
    """Write how many other works cite a work and rest on it; apart from the others, so that they are
    found at once, how much a work is wanted that is not held."""
    iri = mint(Kind.DOCUMENT, work.id)
    pen.numbers(iri, Property.CITED_BY_COUNT, citing)
    pen.numbers(iri, Property.BASIS_COUNT, resting or None)
    pen.numbers(iri, Property.WANTED_BY_COUNT, None if work.held else citing or None)


def count_in(pen: Pen, held: HeldWork) -> None:
    """Write how many tasks and citations a work has, how sure its tasks are, which have no lead."""
    pen.numbers(held.iri, Property.TASK_COUNT, len(held.named_tasks))
    pen.numbers(held.iri, Property.CITATION_COUNT, len(held.extraction.citations))
    sure = [task.evidence.confidence for _, task in held.named_tasks]
    if sure:
        pen.share(held.iri, Property.LOWEST_CONFIDENCE, min(sure))
        pen.share(held.iri, Property.MEAN_CONFIDENCE, sum(sure) / len(sure))
    for name, task in held.named_tasks:
        if all(unit.role is not Role.LEAD for unit in task.assignments):
            pen.numbers(mint(Kind.TASK, name), Property.UNLED_BEARER_COUNT, len(task.assignments))
