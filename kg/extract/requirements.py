"""The requirement of a task as one text: what layout parted inside a sentence is joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.model.text import Document, Span

_ENDS = "。;!?:\n"            # what ends a sentence or a title, so that the next piece is not part of it


class Requirement(NamedTuple):
    """The text of a requirement, and where each of its pieces begins, in it and in the document's logical text."""

    document: Document
    text: str
    pieces: tuple[tuple[int, int], ...]

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
            begins.append((len(words), start))
            words += text[start:end]
        return cls(document, words, tuple(begins))

    def spans(self, start: int, stop: int) -> tuple[Span, ...]:
        """Where characters start…stop of the text are printed; nothing where that is empty."""
        logical = self.document.logical
        if len(self.pieces) == 1:
            base = self.pieces[0][1]
            return (logical.span(base + start, base + stop),) if start < stop else ()
        found = []
        for at, (begin, base) in enumerate(self.pieces):
            end = self.pieces[at + 1][0] if at + 1 < len(self.pieces) else len(self.text)
            first, last = max(start, begin), min(stop, end - self.text[begin:end].endswith("\n"))
            if first < last:
                found.append(logical.span(base + first - begin, base + last - begin))
        return tuple(found)
