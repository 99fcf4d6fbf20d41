"""From a place in a document back to the file that it stands in."""

from __future__ import annotations

from kg.model.extraction import Extraction
from kg.model.text import Place, Source


def origin(read: Extraction, place: Place) -> tuple[Source, int | None, int]:
    """The file that a place stands in, its page there, and where in the text the file begins:
    pages count on over annexes that were joined behind a document."""
    start = len(read.text)
    for one in reversed(read.attached):
        if one.span.end == start or read.text[one.span.end:start].isspace():
            start = one.span.start
            if place.span.start >= start:
                before = max((other.page or 0 for other in read.places if other.span.end <= start), default=0)
                return one.source, None if place.page is None else place.page - before, start
    return read.source, place.page, 0
