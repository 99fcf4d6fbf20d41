"""A document about itself: titles, number, issuers, level, region, dates, recipients."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.extraction import Header, Part
from kg.model.text import Document


def read_header(document: Document, parts: Sequence[Part] = ()) -> Header:
    """The Header that a document's head, signature, back matter and metadata state."""
    return Header()
