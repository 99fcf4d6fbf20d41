"""Titles without a number: lines that head numbered items (加强公开, above 一、 and 二、) or paragraphs beside such."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg import tables
from kg.model.outline import LINE_START, RANK, Mark, Style
from kg.outline.marks import line_begins

_FEWEST = 2
_LONGEST_TITLE, _LONGEST_LINE = 56, 100
_BRACKETS = (")", "]", "】", "〕")
_CARRIES_OUT = ("贯彻", "落实", "执行", "学习", "宣传")     # a title that begins so is not that of the plan or act it ends in
_PARAGRAPH_ENDS = ("。", ":", ";", *_BRACKETS)


@dataclass(frozen=True, slots=True)
class _Title:
    """A line that may be a title: where it begins, and the mark of the line below it; None above a paragraph.

    It is `plain` if its words alone let it be one, else only if those beside it are.
    """

    begin: int
    words: str
    below: Mark | None
    plain: bool


def caption_marks(text: str, start: int, stop: int, marks: Sequence[Mark]) -> list[Mark]:
    """The marks of such titles in a stretch of logical text, where several stand above or beside its outermost
    items, or, below chapters, above inner ones. `marks` are all others of the stretch, in order.

    Where none number anything, titles are the stretches of a year that open lines, and lines above
    paragraphs of which several below one state who answers for them.
    """
    lines = [mark for mark in marks if mark.strength == LINE_START]
    if not lines:
        return _marks(_seasons(text, start, stop), Style.CAPTION) \
            or _of_paragraphs(text, start, _above_stated(text, list(_titles(text, start, stop, {})), stop))
    titles = _once(list(_titles(text, start, stop, {mark.start: mark for mark in marks})))
    if not titles:
        return []
    outermost = min((mark.style for mark in lines), key=RANK.__getitem__)
    heads = _above_outermost(titles, lines, outermost)
    if RANK[outermost] > RANK[Style.CAPTION]:
        return _of_paragraphs(text, start, heads) or _marks(_above_inner(titles, lines, outermost), Style.CAPTION)
    return _marks(heads, Style.TITLE) or _marks(_above_inner(titles, lines, outermost), Style.CAPTION)


def _marks(begins: Sequence[int], style: Style) -> list[Mark]:
    """Marks of some places, if they are several."""
    return [Mark(begin, begin, style, 0, None, LINE_START) for begin in begins] if len(begins) >= _FEWEST else []


def _titles(text: str, start: int, stop: int, numbered: Mapping[int, Mark]) -> Iterator[_Title]:
    """The lines that may be titles: above an item, or a longer paragraph.

    The first line of a stretch may be the plan's own title, and is none of its titles.
    """
    rules = tables.patterns("outline_patterns")
    begin = text.find("\n", start, stop) + 1
    while 0 < begin < (end := text.find("\n", begin, stop)):
        mark = numbered.get(end + 1)
        if end - begin <= _LONGEST_TITLE and begin not in numbered \
                and (mark is not None or _paragraph_below(text, begin, end, stop)) \
                and (text.startswith(_CARRIES_OUT, begin) or not rules["title_line"].regex.match(text, begin, end)):
            plain = rules["caption_line"].regex.match(text, begin, end) is not None
            if plain or (mark is not None and _stands_alone(text, begin, end, mark.value)):
                yield _Title(begin, text[begin:end], mark, plain)
        begin = end + 1


def _paragraph_below(text: str, begin: int, end: int, stop: int) -> bool:
    """Whether the line below one is longer and ends as a paragraph does."""
    after = text.find("\n", end + 1, stop)
    below = text[end + 1:after if after >= 0 else stop].rstrip()
    return len(below) > end - begin and below.endswith(_PARAGRAPH_ENDS)


def _once(titles: Sequence[_Title]) -> list[_Title]:
    """The titles without those whose words stand again (具体措施:): these are keys below others."""
    used = Counter([title.words for title in titles]) if titles else {}
    return [title for title in titles if used[title.words] == 1]


def _stands_alone(text: str, begin: int, end: int, value: int) -> bool:
    """Whether a line above an item may be a title though its words are not plain: what stands before it is complete.

    A unit may be one where the number of the item is one; else it may close the item before.
    """
    rules = tables.patterns("outline_patterns")
    likely = rules["caption_above"].regex.match(text, begin, end + 1) is not None \
        or (value == 1 and rules["unit_above"].regex.match(text, begin, end + 1) is not None)
    return likely and rules["complete_line"].regex.search(text, max(0, begin - _LONGEST_LINE), begin) is not None


def _above_outermost(titles: Sequence[_Title], lines: Sequence[Mark], outermost: Style) -> list[int]:
    """Where titles of the outermost items and of paragraphs begin, if the first item has one; else those of
    paragraphs alone."""
    heads = [title for title in titles if title.below is None or title.below.style is outermost]
    first = next(mark.start for mark in lines if mark.style is outermost)
    return [title.begin for title in heads if title.below is None or heads[0].begin < first]


def _of_paragraphs(text: str, start: int, heads: Sequence[int]) -> list[Mark]:
    """The marks of titles, and of those above them, if these have titles of their own."""
    tops = _marks(_above_titles(text, start, heads), Style.TITLE)
    return sorted([*tops, *_marks(heads, Style.CAPTION if tops else Style.TITLE)], key=lambda mark: mark.start)


def _above_titles(text: str, start: int, heads: Sequence[int]) -> list[int]:
    """Where titles of titles begin: lines right above the first one and others, behind what is complete."""
    rules = tables.patterns("outline_patterns")
    above = [(begin, text.rfind("\n", start, begin - 1) + 1) for begin in heads]
    found = [top for begin, top in above if top > start and rules["caption_line"].regex.match(text, top, begin)
             and (begin == heads[0] or rules["complete_line"].regex.search(text, max(start, top - _LONGEST_LINE), top))]
    return found if above and found[:1] == [above[0][1]] else []


def _above_inner(titles: Sequence[_Title], lines: Sequence[Mark], outermost: Style) -> list[int]:
    """Where titles of inner items begin in chapters whose first item and another have one."""
    inner = [title for title in titles if title.below is not None and RANK[title.below.style] > RANK[Style.CAPTION]]
    tops = [mark.start for mark in lines if mark.style is outermost]
    found: list[int] = []
    for _, chapter in itertools.groupby(inner, key=lambda title: bisect_right(tops, title.begin)):
        heads = list(chapter)
        before = [mark for mark in lines if mark.start < heads[0].begin]
        if len(heads) >= _FEWEST and before and before[-1].style is outermost:
            found += [title.begin for title in heads]
    return found


def _seasons(text: str, start: int, stop: int) -> list[int]:
    """Where stretches of a year open lines."""
    lead = tables.patterns("outline_patterns")["season_lead"].regex
    return [begin for begin in line_begins(text, start, stop) if lead.match(text, begin, stop)]


def _above_stated(text: str, titles: Sequence[_Title], stop: int) -> list[int]:
    """Where titles of paragraphs begin, if several paragraphs below one end in brackets or keys."""
    keyed = tables.patterns("outline_patterns")["listed_before"].regex
    for title, end in zip(titles, [*(title.begin for title in titles[1:]), stop]):
        stated = [line for line in text[title.begin:end].rstrip().split("\n")
                  if line.endswith(_BRACKETS) or keyed.search(line)]
        if len(stated) >= _FEWEST:
            return [title.begin for title in titles]
    return []
