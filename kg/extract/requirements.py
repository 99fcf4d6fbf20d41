"""The requirement of a task as one text: what layout parted inside a sentence is joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range
from kg.model.text import Document, Span

_ENDS = "。;!?:\n"            # what ends a sentence or a title, so that the next piece is not part of it


@dataclass(frozen=True, slots=True)
class Requirement:
    """The text of a requirement; where each of its pieces begins in it, and, at last, where it ends; how far behind
    that each begins in the document's logical text, whose characters have an origin in the printed one."""

    text: str
    begins: tuple[int, ...]
    shifts: tuple[int, ...]
    origin: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, pieces: Sequence[Range]) -> Requirement:
        """The requirement that stands in some pieces of a document's logical text.

        >>> from kg.model.text import Reading, Source
        >>> from kg.normalise import normalise
        >>> document = normalise(Reading(Source("a.txt", "", "text/plain"), "公开年度|预算。|报送总结"))
        >>> Requirement.of(document, [(0, 4), (5, 8), (9, 13)]).text
        '公开年度预算。\\n报送总结'
        """
        text, words, begins, shifts = document.logical.text, "", [], []
        for start, end in pieces:
            if words and words[-1] in _ENDS:
                words += "\n"
            begins.append(len(words))
            shifts.append(start - len(words))
            words += text[start:end]
        return cls(words, (*begins, len(words)), tuple(shifts), document.logical.origin)

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """Where characters start…stop of the text are printed; nothing where that is empty."""
        if start >= stop:
            return ()
        shifts, at, origin = self.shifts, 0, self.origin
        if len(shifts) > 1:
            at = bisect_right(self.begins, start) - 1
            if stop >= self.begins[at + 1]:
                return self._parted(at, start, stop)
        shift = shifts[at]
        return Span(origin[start + shift], origin[stop + shift - 1] + 1),

    def _parted(self, at: int, start: int, stop: int) -> tuple[Span, ...]:
        """Where characters start…stop are printed, which begin in one piece and reach its end or another."""
        found = []
        for index in range(at, len(self.shifts)):
            begin, end = self.begins[index:index + 2]
            if begin >= stop:
                break
            first, last = max(start, begin), min(stop, end - self.text.endswith("\n", begin, end))
            if first < last:
                shift = self.shifts[index]
                found.append(Span(self.origin[first + shift], self.origin[last + shift - 1] + 1))
        return tuple(found)
