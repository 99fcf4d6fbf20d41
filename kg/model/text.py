"""One text, one coordinate system: sources, readings, documents, spans."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum

from kg.errors import SpanError


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points of one text; never empty or reversed.

    >>> Span(0, 2).of("江门市")
    '江门'
    >>> Span(3, 3)
    Traceback (most recent call last):
    ...
    kg.errors.SpanError: span 3–3 is empty, reversed or out of range
    """

    start: int
    end: int

    # Spelt out, as thousands are made for a plan: a generated one would call a second method to check, and look up
    # for each field anew what sets it.
    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start < end:
            raise SpanError(start, end)
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` inside this span; SpanError if it reaches beyond."""
        if self.end > len(text):
            raise SpanError(self.start, self.end, len(text))
        return text[self.start:self.end]

    def overlap(self, other: Span) -> int:
        """How many code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


_set_start, _set_end = (vars(Span)[field].__set__ for field in ("start", "end"))


class Script(Enum):
    """The script that a text is printed in."""

    SIMPLIFIED = "Hans"
    TRADITIONAL = "Hant"


@dataclass(frozen=True, slots=True)
class Source:
    """Where bytes came from: a path or URL as given, their sha256, a media type."""

    name: str
    sha256: str
    media_type: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a Reading's text stood in the original.

    `page` counts from 1; `table`, `row`, `column` count from 1 within the
    document and are None outside tables; `box` is (left, top, right, bottom)
    in points from the page's top left; `confidence` is that of a recogniser;
    `paragraph` counts the lines of a text without pages or cells, from 1.
    """

    span: Span
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float = 1.0
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader got out of a source: its text as printed, and where it stood.

    Plain text is kept to the letter, line ends included. Formats with cells give
    a line per row and a tab between cells, with a Place per cell. `metadata` holds
    what the file says about itself under the field's own names (发文字号, 发布日期 …).
    `missing` names what could not be read (“pages 3–5 not recognised”).
    """

    source: Source
    text: str
    places: tuple[Place, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    reader: str = "text"
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Logical:
    """The text as rules see it, with the way back to the text as printed.

    `text` is Simplified, half-width, free of page furniture, tags, soft wraps and
    layout spaces. `origin[i]` is the offset in the printed text of character i, so
    it has one entry per character and is strictly rising.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The printed span from the first to the last of logical characters start…end."""
        origin = self.origin
        if not 0 <= start < end <= len(origin):
            raise SpanError(start, end, len(origin))
        return Span(origin[start], origin[end - 1] + 1)

    def at(self, printed: int) -> int:
        """The logical offset of the first character printed at or after `printed`."""
        return bisect_right(self.origin, printed - 1)


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters that a recogniser mistook (`seen`), what rules read there (`meant`, as many),
    and the name or form that proves it."""

    span: Span
    seen: str
    meant: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its coordinate system; every span of kg points into `text`.

    `furniture` is what a saved web page put around the text: head, breadcrumb, foot;
    `pages` is what page ends put into it: numbers and running heads.
    `repairs` is where the logical text does not say what was recognised.
    """

    source: Source
    text: str
    logical: Logical
    script: Script = Script.SIMPLIFIED
    places: tuple[Place, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    furniture: tuple[Span, ...] = ()
    pages: tuple[Span, ...] = ()
    repairs: tuple[Repair, ...] = ()
