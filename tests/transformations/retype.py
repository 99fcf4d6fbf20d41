"""Edits of a text with the way from old offsets to new ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.evaluate.answers import Answer
from kg.model.extraction import Assignment, Citation, Extraction, Part, Task, TimeLimit
from kg.model.text import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` takes the place of text[start:end]; an insertion has start == end."""

    start: int
    end: int
    new: str


class _Shift:
    """Where old offsets lie after a row of edits."""

    def __init__(self, edits: list[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._growth = [0]
        for edit in edits:
            self._growth.append(self._growth[-1] + len(edit.new) - (edit.end - edit.start))

    def __call__(self, offset: int) -> int:
        """The new offset of the character at an old offset; insertions come before it."""
        index = bisect_right(self._starts, offset)
        if index and offset < self._edits[index - 1].end:
            edit = self._edits[index - 1]
            inside = min(offset - edit.start, max(0, len(edit.new) - 1))
            return edit.start + self._growth[index - 1] + inside
        return offset + self._growth[index]

    def span(self, span: Span) -> Span:
        start = self(span.start)
        return Span(start, max(self(span.end - 1), start) + 1)


def retyped(answer: Answer, edits: Iterable[Edit]) -> Answer:
    """The answer after edits that do not overlap."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    shift = _Shift(ordered)
    pieces, at = [], 0
    for edit in ordered:
        assert edit.start >= at, f"edits overlap at {edit.start}"
        pieces += (answer.extraction.text[at:edit.start], edit.new)
        at = edit.end
    text = "".join((*pieces, answer.extraction.text[at:]))
    return replace(answer, extraction=_moved(answer.extraction, text, shift),
                   furniture=tuple(map(shift.span, answer.furniture)))


def _moved(extraction: Extraction, text: str, shift: _Shift) -> Extraction:
    def citation(one: Citation) -> Citation:
        span = shift.span(one.span)
        return replace(one, span=span, text=span.of(text))

    def unit(one: Assignment) -> Assignment:
        return replace(one, span=shift.span(one.span))

    def time(one: TimeLimit) -> TimeLimit:
        span = shift.span(one.span)
        return replace(one, span=span, text=span.of(text))

    def task(one: Task) -> Task:
        return replace(one, spans=tuple(map(shift.span, one.spans)), times=tuple(map(time, one.times)),
                       assignments=tuple(map(unit, one.assignments)))

    return replace(extraction, text=text, parts=tuple(Part(part.kind, part.title, Span(0, len(text)))
                                                      for part in extraction.parts),
                   citations=tuple(map(citation, extraction.citations)), tasks=tuple(map(task, extraction.tasks)))


def each_character(answer: Answer, table: dict[str, str]) -> Answer:
    """The answer with single characters replaced by single characters."""
    text = answer.extraction.text.translate(str.maketrans(table))
    assert len(text) == len(answer.extraction.text)
    return replace(answer, extraction=_moved(answer.extraction, text, _Shift([])))
