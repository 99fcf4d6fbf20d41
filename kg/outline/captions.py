"""Titles without a number: lines that head numbered items (加强公开, above 一、 and 二、) or paragraphs beside such."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg import tables
from kg.model.outline import LINE_START, RANK, Mark, Style

_FEWEST = 2
_PARAGRAPH_ENDS = ("。", ":", ";")


def caption_marks(text: str, start: int, stop: int, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of such titles in a stretch of logical text, where several stand above or beside its outermost items.

    `marks` are all others of the stretch, in order.
    """
    lines = [mark for mark in marks if mark.strength == LINE_START]
    outermost = min((mark.style for mark in lines), key=RANK.__getitem__, default=None)
    inner = {mark.start for mark in marks if mark.style is not outermost}
    heads = [begin for begin, below in _titles(text, start, stop, {mark.start for mark in marks}) if below not in inner]
    return [Mark(begin, begin, Style.TITLE, 0, None, LINE_START) for begin in heads] \
        if lines and len(heads) >= _FEWEST else []


def _titles(text: str, start: int, stop: int, numbered: Collection[int]) -> Iterator[tuple[int, int]]:
    """Where lines begin that may be titles, each with where the line below it begins: an item, or a longer paragraph.

    The first line of a stretch may be the plan's own title, and is none of its titles.
    """
    rules = tables.patterns("outline_patterns")
    begin = text.find("\n", start, stop) + 1
    while 0 < begin < (end := text.find("\n", begin, stop)):
        after = text.find("\n", end + 1, stop)
        below = text[end + 1:after if after >= 0 else stop].rstrip()
        heads = end + 1 in numbered or (len(below) > end - begin and below.endswith(_PARAGRAPH_ENDS))
        if heads and begin not in numbered and rules["caption_line"].regex.match(text, begin, end) \
                and not rules["title_line"].regex.match(text, begin, end):
            yield begin, end + 1
        begin = end + 1
