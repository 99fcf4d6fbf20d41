"""Mainland words for the words of a text that was put into Traditional script."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.extract.gazetteer import Gazetteer
from kg.model.text import Document, Script
from kg.normalise.characters import fold, simplify

_TRADITIONAL = Script.TRADITIONAL    # as it is asked for: an Enum takes its time to look a member up
_NARROW = re.compile(r"[ -/:-@\[-`{-~]")


@cache
def _words() -> Gazetteer:
    return Gazetteer({row["taiwan"]: row["mainland"] for row in tables.rows("taiwan_words")})


def mainland(text: str) -> str:
    """Simplified text with mainland words, for comparing and naming, never for display.

    >>> mainland("资讯中心")
    '信息中心'
    """
    pieces: list[str] = []
    at = 0
    for start, end, word in _words().find(text):
        pieces += (text[at:start], word)
        at = end
    return "".join((*pieces, text[at:]))


def folded(text: str) -> str:
    """A text for comparison: Simplified mainland words, half width, without spaces.

    >>> folded("資訊中心（籌）")
    '信息中心(筹)'
    """
    return "".join(mainland(fold(simplify(text))).split())


def named(document: Document, text: str) -> str:
    """A name as answers give it: mainland words if the document is in Traditional script."""
    return mainland(text) if document.script is _TRADITIONAL else text


def printed_width(document: Document, start: int, end: int) -> str:
    """Logical characters start…end with punctuation as wide as it was printed."""
    return _NARROW.sub(lambda mark: _wide(document, start + mark.start()), document.logical.text[start:end])


def _wide(document: Document, index: int) -> str:
    printed = document.text[document.logical.origin[index]]
    return printed if "\uff00" < printed < "\uff5f" else document.logical.text[index]
