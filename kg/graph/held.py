"""A held work with everything that describing it needs, and the names of its records."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.graph.iris import Kind, mint, within
from kg.model.extraction import Extraction, Task
from kg.model.links import TaskNode, Work


@dataclass(frozen=True)
class HeldWork:
    """A work, what was read from it, and its tasks' lasting names in reading order."""

    work: Work
    extraction: Extraction
    tasks: Sequence[TaskNode]

    @cached_property
    def iri(self) -> str:
        """The work's IRI."""
        return mint(Kind.DOCUMENT, self.work.id)

    @cached_property
    def text_name(self) -> str:
        """The name of the text that every span of the work points into."""
        return text_name(self.extraction.text)

    @cached_property
    def task_names(self) -> Mapping[str, str]:
        """From a task's id in the extraction (t1) to its lasting name."""
        return {node.local: node.id for node in self.tasks}

    @cached_property
    def named_tasks(self) -> tuple[tuple[str, Task], ...]:
        """The tasks that linking named, with their lasting names, in reading order."""
        names = self.task_names
        return tuple((names[task.id], task) for task in self.extraction.tasks if task.id in names)

    @cached_property
    def citation_iris(self) -> tuple[str, ...]:
        """The IRI of each citation, in the order of the extraction."""
        contents = ((citation.text,) for citation in self.extraction.citations)
        return tuple(mint(Kind.CITATION, name) for name in within(self.work.id, "c", contents))


def text_name(text: str) -> str:
    """The name of a text: sixteen hex digits of the SHA-256 of its UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def assignment_iris(task_name: str, task: Task) -> tuple[str, ...]:
    """The IRI of each assignment of a task, by role and name."""
    contents = ((unit.role.value, unit.name) for unit in task.assignments)
    return tuple(mint(Kind.ASSIGNMENT, name) for name in within(task_name, "a", contents))
