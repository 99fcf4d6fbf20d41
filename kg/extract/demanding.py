"""What tells a stretch of text that demands something from one that explains."""

from __future__ import annotations

from kg.extract.headings import rule


def demands_something(text: str) -> bool:
    """Whether a stretch says that something is to be done."""
    return not explains(text) and rule("demand").search(text.strip()) is not None


def explains(text: str) -> bool:
    """Whether a stretch says what a word means or when the document takes effect, hands a plan over or heads a page."""
    stripped = text.strip()
    return any(rule(name).search(stripped) for name in ("definition", "effect", "handing_over", "page_head"))
