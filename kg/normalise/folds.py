"""Pages whose line ends became spaces when they were copied: paragraphs or whole pages set to a width."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import hold_heads
from kg.normalise.spaced_units import spaced_units
from kg.normalise.width import RAGGED, is_full

_LONG_LINE = 240
_NARROWEST, _WIDEST = 16, 60
_FEWEST_FULL = 5
_FULL_SHARE, _OVER_SHARE, _EXPLAINED = 0.35, 0.15, 0.6
_SPACES = re.compile("  *")   # a literal first, which is looked for faster than a repeat
# A space beside figures or before a bracket parts nothing (2021 年, 100 周年), unless a label follows it.
_PARTING = re.compile(r" (?<=[^\s0-9A-Za-z.] ) *(?=[^\s0-9A-Za-z(〔\[【]|\d{1,2}[.、](?!\d))")
_BEFORE_KEY = re.compile(r" (?<=[^ ] ) *(?!(?:单位|部门|科室|处室|时限|时间|期限):)(?=[\u4e00-\u9fff]{2,8}:)")   # no 责任 | 单位:
_AMID_WORDS = re.compile(r" (?<=[\u3400-\u9fff] ) *(?=[\u3400-\u9fff])")


def unfold_pages(draft: Draft) -> Draft:
    """The draft with the paragraphs of pages that were folded into one line, their full lines joined.

    >>> lines = [f"为推进第{number}项工作,结合各地的实际,现" for number in "一二三四五六七八九十甲乙丙丁"]
    >>> page = " ".join([*lines, "通知如下。", "一、加强组织领导"])
    >>> unfold_pages(Draft.of(page)).text.split("\\n")[1:]
    ['一、加强组织领导']
    """
    return draft.edit(edit for start, end in draft.spaced_lines
                      if end - start > _LONG_LINE and draft.text.count(" ", start, end) >= _FEWEST_FULL
                      for edit in _unfolded(draft.text, start, end))


def join_broken_lines(draft: Draft) -> Draft:
    """The draft without the spaces at which its paragraphs were broken into lines of one width.

    >>> printed = "按照职责分工做好规划信息公开和政 策解读工作并及时回应关切再做好 其他工作。"
    >>> join_broken_lines(Draft.of("\\n".join([printed] * 3))).text.count(" ")
    0
    """
    text = draft.text
    lines = [(start, end) for start, end in draft.spaced_lines
             if end - start > _NARROWEST and text.find("\t", start, end) < 0]
    amid = [[match.span() for match in _AMID_WORDS.finditer(text, *line)] for line in lines]
    if sum(map(len, amid)) < _FEWEST_FULL:
        return draft
    parting = set().union(*(_in_list(text, *line) | _before_keys(text, *line) for line in lines))
    amid = [[space for space in spaces if space[0] not in parting] for spaces in amid]
    count = sum(map(len, amid))
    width = _broken_width(text, lines, amid) if count >= _FEWEST_FULL else None
    if width is None:
        return draft
    ends = [space for line in lines for space in _full_ends(text, *line, width) if space[0] not in parting]
    if len({space for spaces in amid for space in spaces}.intersection(ends)) < _EXPLAINED * count:
        return draft
    label = tables.patterns("furniture_patterns")["label_start"].regex
    return draft.edit((start, end, "") for start, end in ends
                      if not (text[start - 1].isascii() and text[end].isascii()) and not label.match(text, end))


def _in_list(text: str, start: int, end: int) -> set[int]:
    """Where the spaces of a line stand that part the units of a list."""
    return {space.start() for first, last in spaced_units(text[start:end])
            for space in _SPACES.finditer(text, start + first, start + last)}


def _before_keys(text: str, start: int, end: int) -> set[int]:
    """Where the spaces of a line stand that keys follow (责任单位：甲局 联系人：某某)."""
    return set(map(re.Match.start, _BEFORE_KEY.finditer(text, start, end)))


def _broken_width(text: str, lines: Sequence[tuple[int, int]], amid: Sequence[Sequence[tuple[int, int]]]) -> int | None:
    """The most common number of characters from one space `amid` the words of a line to the next; None if all are
    far apart."""
    usual = Counter([_printed(text, start, stop) for (begin, _), spaces in zip(lines, amid)
                     for start, (stop, _) in zip([begin, *(after for _, after in spaces)], spaces)])
    return max((length for length in usual if _NARROWEST <= length <= _WIDEST),
               key=lambda length: (usual[length], length), default=None)


def _full_ends(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """The spaces of a line that stand where lines of a width end."""
    for first, after in map(re.Match.span, _SPACES.finditer(text, start, end)):
        length = first - start
        if length >= width - 2:
            if length <= width + RAGGED and after < end:
                yield first, after
            start = after
        else:
            start += after - first      # as if the line began that much later: spaces are not counted


def _printed(text: str, start: int, end: int) -> int:
    """The number of characters of a stretch, spaces not counted."""
    return end - start - text.count(" ", start, end)


def _unfolded(text: str, start: int, end: int) -> Sequence[Edit]:
    """What becomes of the spaces of a line; nothing if what they part is not set to a width, or cells of a table."""
    width = _width(text[start:end])
    if width is None or "\t" in text[start:end]:
        return ()
    ends = list(_line_ends(text, start, end, width))
    full = sum(is_full(text[begin:stop], width) for begin, stop, _ in ends)
    over = sum(stop - begin > width + RAGGED for begin, stop, _ in ends)
    if full < max(_FEWEST_FULL, _FULL_SHARE * len(ends)) or over > _OVER_SHARE * len(ends) \
            or hold_heads(text[start:end].split()):
        return ()
    label = tables.patterns("furniture_patterns")["label_start"].regex
    return [(stop, after, "" if is_full(text[begin:stop], width) and not label.match(text, after) else "\n")
            for begin, stop, after in ends if stop - begin <= width + RAGGED]


def _width(line: str) -> int | None:
    """The most common number of characters of what parting spaces part, the same words counted once; None if few do."""
    usual = Counter(len(piece) for piece in set(_PARTING.split(line)) if _NARROWEST <= len(piece) <= _WIDEST)
    width = max(usual, key=lambda length: (usual[length], length), default=None)
    return width if sum(usual.values()) >= _FEWEST_FULL else None


def _line_ends(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int, int]]:
    """Where the lines begin and end, and where the next begins: at a space where one is full, or where one parts."""
    begin = start
    for space in _SPACES.finditer(text, start, end):
        if space.start() - begin >= width - 2 or _PARTING.match(text, space.start(), end):
            yield begin, *space.span()
            begin = space.end()
