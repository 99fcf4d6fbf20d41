"""Finds what frames a text that was saved from a website: the page's head and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import tables

# (start, end, whether it is a word of navigation rather than a key).
Mark = tuple[int, int, bool]

_HEAD_REACH = 1500
_HEAD_GAP = 160
_FOOT_REACH = 300
_FOOT_GAP = 60
# What stands beside a word that is no navigation; other buttons are.
_BEFORE, _BEHIND = re.compile("[\u4e00-\u9fff、“]"), re.compile("(?!关闭|返回|收藏|分享|复制|纠错)[\u4e00-\u9fff]")
_NUMBER = re.compile(r" *\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[.、)] *")
_ASKED = ("主办单位", "承办单位", "时间", "日期")      # keys that close a task as well, so that no foot begins with them


def web_frame(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of a saved web page's head and foot in a logical text.

    What would leave no text between them is no frame.
    """
    sentence = text.find("。", 0, _HEAD_REACH + _HEAD_GAP)
    above = sentence if sentence >= 0 else _HEAD_REACH + _HEAD_GAP
    reaches = ((0, above), (max(0, len(text) - 2 * _FOOT_REACH), len(text)))
    words = _marks(text, reaches, "web_word")
    if not words:
        return ()
    marks = [mark for mark in _runs(sorted(words | _marks(text, reaches, "web_key")))
             if not (mark[2] and _is_amid(text, *mark[:2]))]
    head = _head(text, marks)
    foot = _foot(text, marks, head)
    framed = text[head:foot].strip()
    return tuple(span for span in ((0, head), (foot, len(text))) if framed and span[0] < span[1])


def _marks(text: str, reaches: Sequence[tuple[int, int]], name: str) -> set[Mark]:
    regex = tables.patterns("furniture_patterns")[name].regex
    return {(*match.span(), name == "web_word") for reach in reaches for match in regex.finditer(text, *reach)}


def _head(text: str, marks: list[Mark]) -> int:
    """Where the head ends: after the last of the marks that follow closely.

    Keys alone are no frame: a document's own head has them too.
    """
    end, words = 0, 0
    for start, stop, word in marks:
        if start > _HEAD_REACH or start - end > _HEAD_GAP or "。" in text[end:start]:
            break
        end, words = stop, words + word
    if words < 2:
        return 0
    return end + _field_length(text[end:end + 40]) if text[end - 1] == ":" else end


def _field_length(text: str) -> int:
    """How far the value after the last key of a head reaches: to the line's or word's end."""
    ends = [at for stop in "\n " if (at := text.find(stop)) >= 0]
    return min(ends) if ends else 0


def _runs(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, words of navigation that nothing parts taken for one (微信微博)."""
    runs: list[Mark] = []
    for mark in marks:
        if runs and runs[-1][1:] == (mark[0], True) and mark[2]:
            runs[-1] = runs[-1][0], mark[1], True
        else:
            runs.append(mark)
    return runs


def _is_amid(text: str, start: int, stop: int) -> bool:
    """Whether a word of navigation stands amid other words, behind an item's number or in the row of a table
    (在门户网站首页公开)."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if "\t" in before or _NUMBER.fullmatch(before):
        return True
    return _BEFORE.match(text[start - 1:start]) is not None and _BEHIND.match(text, stop) is not None


def _foot(text: str, marks: list[Mark], head: int) -> int:
    """Where the foot begins: at the first of the marks that follow closely to the end, no sentence among them.

    Keys alone are no frame: a notice's contact has them too.
    """
    start, words = len(text), 0
    for mark, stop, word in reversed(marks):
        if mark < max(head, len(text) - _FOOT_REACH) or start - stop > _FOOT_GAP or "。" in text[stop:start]:
            break
        if word or not text.startswith(_ASKED, mark):
            start, words = mark, words + word
    while start and text[start - 1] in "([【":
        start -= 1
    return start if words else len(text)
