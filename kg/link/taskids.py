"""Tasks with lasting names, and their texts as linking compares them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg import tables
from kg.extract.vocabulary import mainland
from kg.model.extraction import Extraction, Task
from kg.model.links import TaskNode
from kg.model.text import Script
from kg.normalise.characters import fold, simplify


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task with its lasting name, and its requirement and nearest heading in Simplified,
    half-width, spaceless characters; the heading without its number."""

    node: TaskNode
    task: Task
    text: str
    heading: str = ""


def plain(text: str, script: Script = Script.SIMPLIFIED) -> str:
    """A text for comparing: Simplified, mainland words, half-width, without spaces.

    >>> plain("政務 資訊", Script.TRADITIONAL)
    '政务信息'
    """
    bare = re.sub(r"\s", "", fold(simplify(text)))
    return mainland(bare) if script is Script.TRADITIONAL else bare


@dataclass(frozen=True, slots=True)
class Words:
    """The `text` and `heading` of a TaskText, and the hash of the text that its name ends in."""

    text: str
    heading: str
    digest: str


def words_of(extraction: Extraction) -> tuple[Words, ...]:
    """The words of each task, in reading order."""
    return tuple(_words(task, extraction) for task in extraction.tasks)


def _words(task: Task, extraction: Extraction) -> Words:
    text = plain(task.text(extraction.text), extraction.script)
    heading = plain(task.headings[-1], extraction.script) if task.headings else ""
    digest = hashlib.sha256(re.sub(r"\W", "", text).encode()).hexdigest()[:8]
    return Words(text, without_number(heading), digest)


def name_tasks(work: str, extraction: Extraction, words: Sequence[Words] | None = None) -> tuple[TaskText, ...]:
    """The tasks of a work in reading order, with their `words` where these are known. An id hangs
    on the normalised text alone; of tasks with one text the second and later have a counter."""
    seen: Counter[str] = Counter()
    named: list[TaskText] = []
    for task, said in zip(extraction.tasks, words or words_of(extraction), strict=True):
        seen[said.digest] += 1
        suffix = f"-{seen[said.digest]}" if seen[said.digest] > 1 else ""
        node = TaskNode(f"{work}.t-{said.digest}{suffix}", work, task.id)
        named.append(TaskText(node, task, said.text, said.heading))
    return tuple(named)


def without_number(heading: str) -> str:
    """A heading without its own number, which shifts when a section is put in before.

    >>> without_number("(三)回应关切"), without_number("八、增强回应")
    ('回应关切', '增强回应')
    """
    return tables.patterns("match_patterns")["heading_number"].regex.sub("", heading)
