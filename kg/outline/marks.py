"""Finds everything that looks like the number of an item."""

from __future__ import annotations

import re

from kg import tables
from kg.model.outline import Mark, Style
from kg.numerals import read_numeral

_AFTER_STOP, _AFTER_COLON, _AFTER_WORD, _AFTER_COMMA, _LINE_START = 2.0, 1.2, 0.8, 0.1, 3.0
_OWN_SHAPE = 1.5            # （二） amid text is seldom anything but a number
_LONGEST_LIST = 100
_SELDOM_INSIDE = (Style.DASH, Style.ARTICLE, Style.CHAPTER, Style.SECTION, Style.POINT)


def find_marks(text: str, start: int, stop: int) -> list[Mark]:
    """The marks of a stretch of logical text, in order.

    >>> [(m.label, m.strength) for m in find_marks("一、要求(一)公开。(二)统一、解读", 0, 18)]
    [('一', 3.0), ('(一)', 1.5), ('(二)', 2.0), ('一', 0.8)]
    """
    regex = tables.patterns("outline_patterns")["mark"].regex
    marks = (_mark(text, match, start) for match in regex.finditer(text, start, stop))
    return [mark for mark in marks if mark is not None]


def _mark(text: str, match: re.Match[str], start: int) -> Mark | None:
    name = match.lastgroup
    if name is None:
        return None
    style, printed = Style[name], match[name]
    value = _value(style, printed)
    strength = _strength(text, match.start(), start)
    if style is Style.BRACKET_HAN and strength == _AFTER_WORD:
        strength = _OWN_SHAPE
    if value is None or strength == _AFTER_COMMA or (style in _SELDOM_INSIDE and strength < _AFTER_STOP):
        return None
    return Mark(match.start(), match.end(), style, value, _label(style, printed, match[0]), strength)


def _value(style: Style, printed: str) -> int | None:
    if style is Style.DASH:
        return 0
    if style is Style.CIRCLE:
        return ord(printed) - ord("①") + 1
    return read_numeral(printed)


def _label(style: Style, printed: str, whole: str) -> str | None:
    """The number as the guide writes it: without punctuation, brackets kept."""
    if style is Style.DASH:
        return None
    if style in (Style.BRACKET_HAN, Style.BRACKET_DIGIT):
        return f"({printed})"
    return whole if style in (Style.ARTICLE, Style.CHAPTER, Style.SECTION) else printed


def _strength(text: str, at: int, start: int) -> float:
    before = text[at - 1] if at > start else "\n"
    if before in "\n\t":
        return _LINE_START
    if before in "。!?)】]”》 …":
        return _AFTER_STOP
    if before in ":;":
        return _AFTER_COLON
    if before in ",、(〔《“[":
        return _AFTER_COMMA
    listed = tables.patterns("outline_patterns")["listed_before"].regex
    return _AFTER_STOP if listed.search(text, max(start, at - _LONGEST_LIST), at) else _AFTER_WORD
