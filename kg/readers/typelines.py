"""The lines of type on a page, made of its glyphs, and what parts or joins their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from kg.readers.layout import Box, Piece, closed, soft
from kg.readers.sheet import Glyph

_SAME_LINE = 0.5
_GAP = 0.6
_COLUMN_GAP = 1.5
_OPENING = frozenset("（〔【《〈“‘([")
CLOSING = "，。、；：！？）〕】》〉”’,.;:!?)]%"
"""Marks that may not begin a line."""
_CLOSING = frozenset(CLOSING)
_MARKS = (_OPENING | _CLOSING) - frozenset("([,.;:!?)]%")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of type on a page: its glyphs from left to right."""

    page: int
    glyphs: tuple[Glyph, ...]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return (self.glyphs[0].left, min(glyph.top for glyph in self.glyphs),
                max(glyph.right for glyph in self.glyphs), max(glyph.bottom for glyph in self.glyphs))

    @property
    def size(self) -> float:
        """The height of its type."""
        return median(glyph.height for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """Its characters; a gap wider than half a character is a space, unless all of them
        stand apart (水 处)."""
        written = ""
        for before, glyph in zip((None, *self.glyphs), self.glyphs):
            if before is not None and (glyph.spaced or glyph.left - before.right > self._space(before, glyph)):
                written += " "
            written += glyph.text
        return closed(written)

    def _space(self, before: Glyph, after: Glyph) -> float:
        """The width of white that parts words; beside punctuation some of it belongs to the mark."""
        marks = before.text[-1:] in _MARKS or after.text[:1] in _MARKS
        return (2 if marks else 1) * _GAP * self.size

    def piece(self) -> Piece:
        """The line as a piece of a paragraph or cell."""
        confidence = sum(glyph.confidence for glyph in self.glyphs) / len(self.glyphs)
        left, top, right, bottom = (round(edge, 1) for edge in self.box)
        return Piece(self.text, self.page, (left, top, right, bottom), round(confidence, 3))

    @property
    def reach(self) -> float:
        """Where its text ends at the right, a mark that may hang over the margin aside."""
        last = self.glyphs[-1]
        return self.glyphs[-2].right if len(self.glyphs) > 1 and last.text in _CLOSING else last.right

    def head(self) -> float:
        """The width of what of it cannot be parted: opening marks, a character or a Latin
        word, and the marks that may not begin a line."""
        end = 0
        while end < len(self.glyphs) - 1 and self.glyphs[end].text in _OPENING:
            end += 1
        while end < len(self.glyphs) - 1 and (_in_word(self.glyphs[end], self.glyphs[end + 1])
                                              or self.glyphs[end + 1].text in _CLOSING):
            end += 1
        return self.glyphs[end].right - self.glyphs[0].left

    def segments(self) -> list[Line]:
        """The line cut where a gap is as wide as between columns."""
        cut: list[list[Glyph]] = [[]]
        for before, glyph in zip((None, *self.glyphs), self.glyphs):
            if before is not None and glyph.left - before.right > _COLUMN_GAP * self.size:
                cut.append([])
            cut[-1].append(glyph)
        return [Line(self.page, tuple(glyphs)) for glyphs in cut]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive lines of a page and the room, from `start` to `end`, that they are set in:
    the width of the page, or of half of it if it is printed two-up."""

    lines: tuple[Line, ...]
    start: float
    end: float


def _in_word(before: Glyph, after: Glyph) -> bool:
    return before.text.isascii() and after.text.isascii() and before.text.isalnum() and after.text.isalnum()


def lines(page: int, glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines of type that glyphs form, from top to bottom."""
    found: list[list[Glyph]] = []
    spans: list[tuple[float, float]] = []
    for glyph in sorted(glyphs, key=lambda one: (one.top + one.bottom, one.left)):
        at = next((index for index in range(len(found) - 1, max(-1, len(found) - 4), -1)
                   if _shares(spans[index], glyph)), None)
        if at is None:
            found.append([glyph])
            spans.append((glyph.top, glyph.bottom))
        else:
            found[at].append(glyph)
            if glyph.height > spans[at][1] - spans[at][0]:
                spans[at] = (glyph.top, glyph.bottom)
    ordered = [tuple(_without_spaces(sorted(line, key=lambda one: one.left))) for line in found]
    kept = [Line(page, line) for line in ordered if line]
    return sorted(kept, key=lambda line: (line.box[1], line.box[0]))


def _without_spaces(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """The glyphs that show, each marked if a space stands before it: what only pads a line
    must not fill the white between columns."""
    spaced = False
    for glyph in glyphs:
        if not glyph.text.strip():
            spaced = True
            continue
        yield replace(glyph, spaced=True) if spaced else glyph
        spaced = False


def _shares(span: tuple[float, float], glyph: Glyph) -> bool:
    """Whether a glyph stands on a line: most of the lower of the two overlaps."""
    overlap = min(span[1], glyph.bottom) - max(span[0], glyph.top)
    return overlap > _SAME_LINE * min(span[1] - span[0], glyph.height)


def joined(found: Sequence[Line]) -> list[Piece]:
    """Lines that the width of a column broke, as the pieces of one paragraph."""
    pieces: list[Piece] = []
    for line in found:
        between = soft(pieces[-1].text, line.text) if pieces else ""
        pieces += [Piece(between), line.piece()] if between else [line.piece()]
    return pieces
