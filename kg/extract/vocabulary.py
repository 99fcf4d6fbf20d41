"""Mainland words for the words of a text that was put into Traditional script."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.model.text import Document, Script


@cache
def _words() -> dict[str, str]:
    return {row["taiwan"]: row["mainland"] for row in tables.rows("taiwan_words")}


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _words()), key=len, reverse=True)))


def mainland(text: str) -> str:
    """Simplified text with mainland words, for comparing and naming, never for display.

    >>> mainland("资讯中心")
    '信息中心'
    """
    return _any_word().sub(lambda match: _words()[match[0]], text)


def named(document: Document, text: str) -> str:
    """A name as answers give it: mainland words if the document is in Traditional script."""
    return mainland(text) if document.script is Script.TRADITIONAL else text


def printed_width(document: Document, start: int, end: int) -> str:
    """Logical characters start…end with punctuation as wide as it was printed."""
    return "".join(_wide(document, index) for index in range(start, end))


def _wide(document: Document, index: int) -> str:
    logical, printed = document.logical.text[index], document.text[document.logical.origin[index]]
    folded = logical.isascii() and not logical.isalnum() and "\uff00" < printed < "\uff5f"
    return printed if folded else logical
