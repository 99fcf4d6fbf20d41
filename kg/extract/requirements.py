"""The requirement of a task as one text: what layout parted inside a sentence is joined."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range
from kg.extract.verbs import verb_at
from kg.model.text import Document, Span

_ENDS = "。;!?:\n"            # what ends a sentence or a title, so that the next piece is not part of it
_LEAST_LINE = 12              # characters of a line of a cell that goes on in the next


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
        for start, end in _unwrapped(text, pieces) if any(text.find("\n", *piece) >= 0 for piece in pieces) else pieces:
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


def _unwrapped(text: str, pieces: Sequence[Range]) -> Iterator[Range]:
    """The pieces, parted where a line end only says how wide their cell is."""
    for start, end in pieces:
        begin = line = start
        while (stop := text.find("\n", line, end)) >= 0:
            behind = text.find("\n", stop + 1, end)
            if _goes_on(text[line:stop], text[stop + 1:behind if behind >= 0 else end]):
                yield begin, stop
                begin = stop + 1
            line = stop + 1
        yield begin, end


def _goes_on(line: str, below: str) -> bool:
    """Whether a sentence goes on in the line below: one with a comma or semicolon in it is no title, and a long one is
    followed by no second title of its kind, where that begins with no verb."""
    if line[-1:] in _ENDS:
        return False
    wide = len(line) >= _LEAST_LINE and len(line) * 2 >= len(below) and verb_at(below, 0) is None
    return wide or "," in line or ";" in line or line.endswith("、")
