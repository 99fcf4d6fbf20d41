"""The outline of a document and its tasks under their headings."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kg.model.extraction import Extraction, Task


@dataclass(frozen=True, slots=True)
class Section:
    """A heading as the tasks under it name it, with the path above, and those tasks."""

    heading: str
    above: tuple[str, ...]
    tasks: tuple[Task, ...]

    @property
    def anchor(self) -> str:
        """The id of its first task, where links to the section lead."""
        return self.tasks[0].id


def sections(read: Extraction) -> tuple[Section, ...]:
    """The tasks of a document, in reading order, grouped by the heading they stand under."""
    return tuple(Section(headings[-1] if headings else "", headings[:-1], tuple(group))
                 for headings, group in groupby(read.tasks, key=lambda task: task.headings))
