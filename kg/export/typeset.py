"""Widths and line breaks of Chinese text for drawings that no browser lays out."""

from __future__ import annotations

import re
import unicodedata

_OPENING = "（《〈【〔「『“‘(["
_CLOSING = "）》〉】〕」』”’)]、，。；：！？%‰…·,.;:!?"
# An opening mark stays with what follows and a closing mark with what precedes it.
_WORD = re.compile(rf"[{re.escape(_OPENING)}]*(?:[0-9A-Za-z]+[年月日号项级]?|.)"
                   rf"[{re.escape(_CLOSING)}]*", re.S)
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
                     "\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    """The text with every control, bidi and lone surrogate character shown as U+FFFD.

    >>> visible("甲\\u202e乙\\x00")
    '甲\ufffd乙\ufffd'
    """
    return _HIDDEN.sub("\ufffd", text)


def width(text: str, size: float) -> float:
    """About how wide the text is drawn, in the unit of `size`, which is the font size.

    >>> width("国办发2021", 10)
    52.4
    """
    return round(sum(_advance(character) for character in text) * size, 2)


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    return 0.68 if character.isupper() else 0.56


def wrap(text: str, room: float, size: float, lines: int) -> tuple[str, ...]:
    """The text as at most `lines` lines of at most `room`, the last ending in … if cut.

    Marks that may not begin or end a line stay with their neighbours; a number stays
    with its 年 or 号.

    >>> wrap("2021年政务公开工作要点（试行）", 75, 10, 2)
    ('2021年政务公开', '工作要点（试…')
    """
    rows: list[str] = [""]
    for word in _WORD.findall(" ".join(visible(text[:400]).split())):
        if rows[-1] and width(rows[-1] + word, size) > room:
            if len(rows) == lines:
                rows[-1] += word
                break
            rows.append("")
        rows[-1] += word
    return tuple(shorten(row, room, size) for row in rows)


def shorten(text: str, room: float, size: float) -> str:
    """The text, cut to fit into `room` with a final … if it is too wide."""
    if width(text, size) <= room:
        return text
    while text and width(text, size) + size > room:
        text = text[:-1]
    return text + "…"
