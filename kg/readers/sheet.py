"""A page as it is set: glyphs and ruled lines, whatever format drew them.

PDF, OFD and recognised scans all become Sheets, so that lines, tables and paragraphs are
found by one set of rules. Lengths are points, measured from the top left of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg import tables
from kg.readers.turns import Turn

_LEAST_GLYPHS = 30
_UNMAPPED = 0.2


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character (or a few that belong together) and its box; `spaced` if a space
    is printed before it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 1.0
    spaced: bool = False

    @property
    def height(self) -> float:
        """The size of the type, roughly."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line, horizontal or vertical, from one end to the other."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it is horizontal."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page carries; `number` counts from 1; `pictured` if a picture fills much of it;
    `turn` leads from a page that was turned for reading back to the page itself."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    pictured: bool = False
    turn: Turn | None = None

    @property
    def legible(self) -> bool:
        """Whether its text is all it says: no picture of a page with hardly a glyph, no font
        without a map of its characters, which gives (cid:…) or private-use characters."""
        written = [glyph for glyph in self.glyphs if glyph.text.strip()]
        unmapped = sum(glyph.text.startswith("(cid:") or "\ue000" <= glyph.text[0] <= "\uf8ff" for glyph in written)
        return unmapped <= _UNMAPPED * len(written) and not (self.pictured and len(written) < _LEAST_GLYPHS)


@cache
def _radicals() -> dict[int, str]:
    return {ord(row["radical"]): row["character"] for row in tables.rows("radicals")}


def printed(text: str) -> str:
    """The characters that a glyph prints. Fonts often name 门 and 工 by the radical of the
    same shape, which no search and no rule would find.

    >>> printed("⻔")
    '门'
    """
    return text.translate(_radicals())
