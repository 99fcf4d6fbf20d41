"""Demands inside a task: a verb, what it acts on, through which channel, with what force."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.extraction import Demand
from kg.model.text import Document, Span


def find_demands(document: Document, spans: Sequence[Span]) -> tuple[Demand, ...]:
    """The demands of a task whose requirement stands in `spans`, in reading order."""
    return ()
