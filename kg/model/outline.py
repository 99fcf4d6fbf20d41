"""How a document is built: parts, and numbered items nested in them.

All offsets are into `Document.logical.text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from kg.model.extraction import PartKind
from kg.model.making import by_slots


class Style(Enum):
    """A way of numbering, outermost first in conventional order."""

    __hash__ = object.__hash__  # there is one of each; hashing its name, as Enum does, takes far longer

    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    ROMAN = "Ⅰ、"
    STEM = "甲、"
    TITLE = "加强公开"
    HAN = "一、"
    BRACKET_HAN = "（一）"
    ORDINAL = "第一项"
    CAPTION = "第一季度"
    DIGIT = "1."
    DECIMAL = "1.1"
    SUBDECIMAL = "1.1.1"
    BRACKET_DIGIT = "（1）"
    CIRCLE = "①"
    LETTER = "A."
    CODE = "A1"
    DASH = "——"
    POINT = "一是"


RANK = {style: rank for rank, style in enumerate(Style)}
"""How far inside each way of numbering conventionally stands, 0 the outermost."""

LINE_START, AFTER_STOP = 3.0, 2.0
"""How strong a mark is that begins a line, and one behind the end of a sentence."""


@by_slots
@dataclass(frozen=True, slots=True)
class Mark:
    """Something that looks like the number of an item.

    `start` to `end` is the number with its punctuation; `strength` says how much its
    position speaks for a beginning: `LINE_START` down to 0 after a comma.
    """

    start: int
    end: int
    style: Style
    value: int
    label: str | None
    strength: float


class Item(NamedTuple):
    """A numbered item: its mark, where its text begins and its subtree ends.

    `parent` indexes the outline's items, None at the top; `part` indexes its sections. A named tuple, as it
    takes less to make.
    """

    mark: Mark
    stop: int
    parent: int | None
    part: int

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.mark.start

    @property
    def body(self) -> int:
        """Where the text after the number begins."""
        return self.mark.end


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document: `title` is the range of its title line, if it has one;
    the body runs from `body` to `stop`, where signature and other back matter begin."""

    kind: PartKind
    title: tuple[int, int] | None
    start: int
    body: int
    stop: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections in order, all their items in order, and for each item those right under it."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    below: tuple[tuple[int, ...], ...]

    @staticmethod
    def of(sections: tuple[Section, ...], items: tuple[Item, ...]) -> Outline:
        """The outline of sections and items."""
        below: list[list[int]] = [[] for _ in items]
        for index, item in enumerate(items):
            if item.parent is not None:
                below[item.parent].append(index)
        return Outline(sections, items, tuple(map(tuple, below)))

    def children(self, index: int) -> tuple[int, ...]:
        """The indexes of the items right under an item."""
        return self.below[index]
