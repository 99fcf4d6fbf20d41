"""What tells a stretch of text that demands something from one that explains."""

from __future__ import annotations

from kg.extract.headings import rule


def demands_something(text: str) -> bool:
    """Whether a stretch says that something is to be done."""
    return not explains(text) and rule("demand").search(text.strip()) is not None


def explains(text: str) -> bool:
    """Whether a stretch says what a word means or when the document takes effect, hands a plan over or heads a page."""
    stripped = text.strip()
    # The first two begin their text, the third holds 现: what is not there is not looked for.
    return bool(rule("definition").match(stripped) or rule("effect").match(stripped)
                or ("现" in stripped and rule("handing_over").search(stripped)) or rule("page_head").search(stripped))
