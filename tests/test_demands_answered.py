"""Demands of tasks of the bundled plans, beside what five readers wrote down from the text alone (tests/demands.json).

Of each task, named by its document and where it begins: the ruling verb, what else shares its
object (`also`), the object, the force; `optional` is what a good reader may leave out. A demand
counts where verb and object are those of an answer, white space and marks at edges apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

import pytest

from kg import resources
from kg.extract.reading import extract
from kg.model.extraction import Demand, Task
from kg.model.text import Reading, Source
from kg.normalise import normalise
from kg.readers.text import decode

class Answer(TypedDict):
    """A demand as a reader wrote it down."""

    verb: str
    object: str
    force: str
    also: NotRequired[list[str]]
    optional: NotRequired[bool]


ANSWERS: Mapping[str, Mapping[str, Sequence[Answer]]] = json.loads(
    Path(__file__).with_name("demands.json").read_text("utf-8"))
_LAYOUT = re.compile(r"[\s、,，。;；:：]")
_WIDE = str.maketrans("（）［］〈〉", "()[]<>")
SURE, RIGHT = 0.9, 0.97
PRECISION, RECALL, FORCE = 0.85, 0.88, 0.99
"""What the readers' demands were found with when they were last all scored; these only rise."""


def bare(words: str) -> str:
    """Words without what layout and width may change."""
    return _LAYOUT.sub("", words).translate(_WIDE)


def same(answer: Answer, demand: Demand) -> bool:
    """Whether a demand is the one that an answer describes; of verbs that share an object any may be named."""
    also, wanted = answer.get("also", []), bare(answer["object"])
    named = demand.verb in (answer["verb"], *also, answer["verb"] + "".join(also))
    return named and bare(demand.object) in (wanted, *(bare(other) + wanted for other in also))


@cache
def tasks_of(name: str) -> Mapping[int, Task]:
    """The tasks of a bundled plan by the place where each begins."""
    data = resources.path("data", "plans", name).read_bytes()
    read = extract(normalise(Reading(Source(name, "", "text/plain"), decode(data, name))))
    return {task.spans[0].start: task for task in read.tasks}


Judged = tuple[Answer | None, Demand | None]
"""An answer and the demand that is the same; None on either side where the other has none."""


def judged(name: str) -> Iterator[Judged]:
    """Every answer and every demand of one document, side by side; what may be left out and is, is not there."""
    for start, answers in ANSWERS[name].items():
        left = list(tasks_of(name)[int(start)].demands)
        for answer in answers:
            hit = next((demand for demand in left if same(answer, demand)), None)
            if hit is not None:
                left.remove(hit)
            if hit is not None or not answer.get("optional"):
                yield answer, hit
        yield from ((None, demand) for demand in left)


def test_demands_are_those_that_readers_found() -> None:
    pairs = [pair for name in ANSWERS for pair in judged(name)]
    wanted = sum(answer is not None for answer, _ in pairs)
    given = sum(demand is not None for _, demand in pairs)
    found = [(answer, demand) for answer, demand in pairs if answer is not None and demand is not None]
    forced = sum(demand.force.value == answer["force"] for answer, demand in found)
    assert wanted > 750, "all answers were looked at"
    assert len(found) / given >= PRECISION and len(found) / wanted >= RECALL and forced / len(found) >= FORCE


def test_sure_demands_are_right() -> None:
    sure = [answer is not None for name in ANSWERS for answer, demand in judged(name)
            if demand is not None and demand.evidence.confidence >= SURE]
    assert len(sure) > 120 and sum(sure) / len(sure) >= RIGHT


def test_each_shape_of_clause_is_as_sure_as_it_says() -> None:
    """A share of so few may be an accident of a few points, not of ten."""
    shapes: dict[str, list[tuple[float, bool]]] = {}
    for name in ANSWERS:
        for answer, demand in judged(name):
            if demand is not None:
                row = demand.evidence.confidence, answer is not None
                shapes.setdefault(demand.evidence.rule, []).append(row)
    assert len(shapes) == 6 and min(map(len, shapes.values())) >= 20
    for rows in shapes.values():
        assert sum(right for _, right in rows) / len(rows) >= rows[0][0] - 0.1


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_of_a_task(name: str) -> None:
    assert all(answers for answers in ANSWERS[name].values())
    assert set(map(int, ANSWERS[name])) <= tasks_of(name).keys()
