"""Where the tasks of a document stand: which one holds a place, what comes before them all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from kg.model.extraction import Part, Task
from kg.model.text import Span

_OPENING = 900  # how far a text without tasks gives its reasons
_range = itemgetter(0, 1)


class TaskPlaces:
    """The tasks of a document by place, the first demand of each of its parts, its own titles, its head,
    which ends where it addresses its recipients."""

    def __init__(self, parts: Sequence[Part], tasks: Sequence[Task], titles: Sequence[Span] = (),
                 head: int = 0) -> None:
        self._spans = sorted([(span.start, span.end, task) for task in tasks for span in task.spans], key=_range)
        self._starts = [start for start, _, _ in self._spans]
        self._titles = tuple(titles)
        self._head = head
        self._parts = sorted(part.span for part in parts)
        self._begins = [part.start for part in self._parts]
        self._first: dict[int | None, int] = {}
        for first in [task.spans[0] for task in tasks if task.label is not None]:
            part = self._part(first) if self._parts else None
            if first.start < self._first.get(part, first.start + 1):
                self._first[part] = first.start

    def task_at(self, span: Span) -> Task | None:
        """The task whose requirement a span begins in; None outside of all tasks."""
        index = bisect_right(self._starts, span.start) - 1
        return self._spans[index][2] if index >= 0 and span.start < self._spans[index][1] else None

    def stands_before(self, span: Span) -> bool:
        """Whether a span stands before the first numbered task of its part; near its beginning, if it has none."""
        part = self._part(span)
        return span.start < self._first.get(part, (0 if part is None else self._begins[part]) + _OPENING)

    def in_title(self, span: Span) -> bool:
        """Whether a span is part of the document's head or of one of its own titles."""
        return span.end <= self._head or any(title.holds(span) for title in self._titles)

    def _part(self, span: Span) -> int | None:
        """Which of the parts a span stands in; None outside of all."""
        index = bisect_right(self._begins, span.start) - 1
        return index if index >= 0 and self._parts[index].holds(span) else None
