"""The requirement of a task as one text: what layout parted inside a sentence is joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.model.text import Document, Span

_ENDS = "。;!?:\n"            # what ends a sentence or a title, so that the next piece is not part of it


class Requirement(NamedTuple):
    """The text of a requirement; where each of its pieces begins in it, and, at last, where it ends; where each begins
    in the document's logical text."""

    document: Document
    text: str
    begins: tuple[int, ...]
    places: tuple[int, ...]

    @classmethod
    def of(cls, document: Document, pieces: Sequence[Range]) -> Requirement:
        """The requirement that stands in some pieces of a document's logical text.

        >>> from kg.model.text import Reading, Source
        >>> from kg.normalise import normalise
        >>> document = normalise(Reading(Source("a.txt", "", "text/plain"), "公开年度|预算。|报送总结"))
        >>> Requirement.of(document, [(0, 4), (5, 8), (9, 13)]).text
        '公开年度预算。\\n报送总结'
        """
        text, words, begins = document.logical.text, "", []
        for start, end in pieces:
            if words and words[-1] in _ENDS:
                words += "\n"
            begins.append(len(words))
            words += text[start:end]
        return cls(document, words, (*begins, len(words)), tuple([start for start, _ in pieces]))

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """Where characters start…stop of the text are printed; nothing where that is empty."""
        if start >= stop:
            return ()
        begins, places, origin = self.begins, self.places, self.document.logical.origin
        at = bisect_right(begins, start) - 1 if len(places) > 1 else 0
        if len(places) == 1 or stop < begins[at + 1]:     # as most
            shift = places[at] - begins[at]
            return Span(origin[start + shift], origin[stop + shift - 1] + 1),
        return self._parted(at, start, stop)

    def _parted(self, at: int, start: int, stop: int) -> tuple[Span, ...]:
        """Where characters start…stop are printed, which begin in one piece and reach its end or another."""
        found = []
        for begin, end, place in zip(self.begins[at:], self.begins[at + 1:], self.places[at:]):
            if begin >= stop:
                break
            first, last = max(start, begin), min(stop, end - self.text.endswith("\n", begin, end))
            if first < last:
                found.append(self.document.logical.span(place + first - begin, place + last - begin))
        return tuple(found)
