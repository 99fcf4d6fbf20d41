"""Demands of tasks of the bundled plans, beside what five readers wrote down from the text alone (tests/demands.json).

Of each task, named by its document and where it begins: the ruling verb, what else shares its
object (`also`), the object, the force; `optional` is what a good reader may leave out. A demand
counts where verb and object are those of an answer, white space and marks at edges apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
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
PRECISION, RECALL, FORCE = 0.84, 0.88, 0.99
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


def scored(name: str) -> tuple[int, int, int, int]:
    """Of one document: demands that must be found, found, given, and found with their force."""
    wanted = found = given = forced = 0
    for start, answers in ANSWERS[name].items():
        left = list(tasks_of(name)[int(start)].demands)
        given += len(left)
        for answer in answers:
            hit = next((demand for demand in left if same(answer, demand)), None)
            if hit is not None:
                left.remove(hit)
                found += 1
                forced += hit.force.value == answer["force"]
            wanted += hit is not None or not answer.get("optional")
    return wanted, found, given, forced


def test_demands_are_those_that_readers_found() -> None:
    wanted, found, given, forced = (sum(column) for column in zip(*map(scored, ANSWERS), strict=True))
    assert wanted > 750, "all answers were looked at"
    assert found / given >= PRECISION and found / wanted >= RECALL and forced / found >= FORCE


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_of_a_task(name: str) -> None:
    assert all(answers for answers in ANSWERS[name].values())
    assert set(map(int, ANSWERS[name])) <= tasks_of(name).keys()
