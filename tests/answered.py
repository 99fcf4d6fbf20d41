"""The answered documents, and how well an answer typed anew is read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg import resources
from kg.evaluate.answers import Answer, load_answer
from kg.evaluate.figures import total
from kg.evaluate.scoring import score
from kg.extract.reading import extract
from kg.model.extraction import Extraction
from kg.model.text import Reading
from kg.normalise import normalise


@cache
def answers() -> tuple[Answer, ...]:
    """The answered documents as they were found."""
    return tuple(load_answer(path, resources.path("data", "plans"))
                 for path in resources.files("data", "gold", suffix=".json"))


def read(answer: Answer) -> Extraction:
    """What is extracted from the text of an answer."""
    return extract(normalise(Reading(answer.extraction.source, answer.extraction.text)))


def keep(typed: Iterable[Answer], tasks: float, units: float) -> None:
    """Fails if less than these shares of tasks (of 85 in 100 characters) and units with roles are found."""
    whole = total(score(answer.extraction, read(answer)) for answer in typed)
    misses = [f"{miss.figure}: {miss.expected} ≠ {miss.found}" for miss in whole.misses]
    assert whole.count("tasks@0.85").f1 >= tasks, misses[:20]
    assert whole.count("units").f1 >= units, misses[:20]
