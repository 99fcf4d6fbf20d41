"""Tasks with lasting names, and their texts as linking compares them."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.vocabulary import mainland
from kg.model.extraction import Extraction, Script, Task
from kg.model.links import TaskNode
from kg.normalise.characters import fold, simplify


@dataclass(frozen=True, slots=True)
class TaskText:
    """A task with its lasting name and its requirement in Simplified, half-width, spaceless
    characters."""

    node: TaskNode
    task: Task
    text: str


def plain(text: str, script: Script = Script.SIMPLIFIED) -> str:
    """A text for comparing: Simplified, mainland words, half-width, without spaces.

    >>> plain("政務 資訊", Script.TRADITIONAL)
    '政务信息'
    """
    bare = re.sub(r"\s", "", fold(simplify(text)))
    return mainland(bare) if script is Script.TRADITIONAL else bare


def name_tasks(work: str, extraction: Extraction) -> tuple[TaskText, ...]:
    """The tasks of a work in reading order. An id hangs on the normalised text alone;
    of tasks with one text the second and later have a counter."""
    seen: Counter[str] = Counter()
    named: list[TaskText] = []
    for task in extraction.tasks:
        text = plain(task.text(extraction.text), extraction.script)
        digest = hashlib.sha256(re.sub(r"\W", "", text).encode()).hexdigest()[:8]
        seen[digest] += 1
        suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
        named.append(TaskText(TaskNode(f"{work}.t-{digest}{suffix}", work, task.id), task, text))
    return tuple(named)


def by_id(tasks: Mapping[str, tuple[TaskText, ...]]) -> dict[str, TaskText]:
    """The tasks of several works by their lasting id."""
    return {task.node.id: task for group in tasks.values() for task in group}
