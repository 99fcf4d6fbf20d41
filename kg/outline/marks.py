"""Finds everything that looks like the number of an item."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile
from types import MappingProxyType

from kg import tables
from kg.model.outline import AFTER_STOP, LINE_START, Mark, Style
from kg.numerals import read_numeral

_AFTER_COLON, _AFTER_WORD, _AFTER_COMMA = 1.2, 0.8, 0.1
_OWN_SHAPE = 1.5            # （二） and 1. amid text are seldom anything but a number
_LONGEST_LIST = 100
_SHORTEST_RUN = 2
_SELDOM_INSIDE = frozenset({Style.DASH, Style.ARTICLE, Style.CHAPTER, Style.SECTION, Style.ROMAN,
                            Style.DECIMAL, Style.SUBDECIMAL, Style.LETTER})
# What stands about the last number of a chain (1.2, 1—2), of an ordinal (第二项, 任务二, 第一阶段) or of a code (A1).
_ABOUT_LAST = re.compile(r".*[.—–-]|[^\d一二三四五六七八九十百]")
_BARE_SIGN = re.compile(r"\n(?=[\d一二三四五六七八九十甲乙丙丁戊己庚辛壬癸A-H]|\(\d)")
_CHAPTER_TITLE, _LONGEST_CHAPTER = re.compile(r"第[一二三四五六七八九十]{1,3}[章节][^第。,;:!?\n]{1,24}\Z"), 30
_SERIES = MappingProxyType({Style.LETTER: "ABCDEFGH", Style.STEM: "甲乙丙丁戊己庚辛壬癸"})
_UNNUMBERED = frozenset({Style.DASH, Style.CAPTION, Style.TITLE})
# The first of each range of characters that are a number with its punctuation.
_SIGNS = {"①": Style.CIRCLE, "⑴": Style.BRACKET_DIGIT, "⒈": Style.DIGIT, "㈠": Style.BRACKET_HAN,
          "Ⅰ": Style.ROMAN}


def find_marks(text: str, start: int, stop: int, outside: Sequence[tuple[int, int]] = ()) -> list[Mark]:
    """The marks of a stretch of logical text, in order; those `outside` (in tables, which rise) only where lines and
    cells begin.

    >>> [(m.label, m.strength) for m in find_marks("一、要求(一)公开。(二)按2、解读", 0, 18)]
    [('一', 3.0), ('(一)', 1.5), ('(二)', 2.0), ('2', 0.8)]
    """
    marks = _without_closing_brackets(text, [mark for match in _printed(text, start, stop, outside)
                                             if (mark := _mark(text, match, start))])
    marks = _half_brackets_inside(text, marks)
    bare = [*_bare_marks(text, start, stop), *_between(text, marks)]
    found = {mark.start: mark for mark in (*bare, *marks)} if bare else {}
    return [found[at] for at in sorted(found)] or marks


def _without_closing_brackets(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without lines in heavy brackets that close items (1.公开预算⏎【市财政局】⏎2.…): the first one stands
    between two items that count on, not above the first."""
    first = next((at for at, mark in enumerate(marks) if text[mark.start] == "【"), 0)
    if not 0 < first < len(marks) - 1:
        return marks
    before, after = marks[first - 1], marks[first + 1]
    if before.style is not after.style or after.value != before.value + 1:
        return marks
    return [mark for mark in marks if text[mark.start] != "【"]


def _half_brackets_inside(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks, 1) and 2) taken for (1) and (2) where the first one stands right below a number without a bracket."""
    digits = [mark for mark in marks if mark.style is Style.DIGIT]
    halves = [text[mark.end - 1] == ")" for mark in digits]
    first = halves.index(True) if True in halves else 0
    if first == 0 or digits[first].value != 1:
        return marks
    inside = {mark.start for mark, half in zip(digits, halves) if half}
    return [replace(mark, style=Style.BRACKET_DIGIT) if mark.start in inside else mark for mark in marks]


def _between(text: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """The numbers at line starts that have lost their point, where the one before and the one behind have theirs."""
    lost = tables.patterns("outline_patterns")["lost_point"].regex
    digits = [mark for mark in marks if mark.style is Style.DIGIT]
    for before, after in pairwise(digits):
        if after.value == before.value + 2:
            match = next((each for each in lost.finditer(text, before.end, after.start)
                          if int(each[1]) == before.value + 1), None)
            if match:
                yield Mark(match.start(1), match.end(), Style.DIGIT, before.value + 1, match[1], LINE_START)


def _printed(text: str, start: int, stop: int, outside: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Everything that looks like a mark; none begins inside another."""
    mark = tables.patterns("outline_patterns")["mark"].regex
    end = start
    for sign in _signs(text, start, stop, outside):
        if sign >= end and (match := mark.match(text, sign, stop)):
            end = match.end()
            yield match


def _signs(text: str, start: int, stop: int, outside: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where marks may begin."""
    rules = tables.patterns("outline_patterns")
    sign, cell_sign = rules["mark_sign"].regex, rules["cell_sign"].regex
    tabled = [stretch for stretch in outside if start < stretch[1] and stretch[0] < stop]
    for first, last in (*tabled, (stop, stop)):
        yield from takewhile(first.__gt__, map(re.Match.start, sign.finditer(text, start, stop)))
        if sign.match(text, first, stop):
            yield first
        yield from takewhile(last.__gt__, map(re.Match.end, cell_sign.finditer(text, first, stop)))
        start = last


def line_begins(text: str, start: int, stop: int) -> Iterator[int]:
    """Where the lines of a stretch begin, its own beginning first."""
    while start >= 0:
        yield start
        start = text.find("\n", start, stop) + 1 or -1


def _bare_marks(text: str, start: int, stop: int) -> list[Mark]:
    """The numbers at line starts that no point follows, stems and codes, where they run from one on without a gap."""
    regex = tables.patterns("outline_patterns")["bare_mark"].regex
    runs: list[list[Mark]] = []
    going: dict[Style, list[Mark]] = {}
    begins = [start, *map(re.Match.end, _BARE_SIGN.finditer(text, start, stop))]
    for match in filter(None, [regex.match(text, begin, stop) for begin in begins]):
        mark = _mark(text, match, start)
        if mark is not None and mark.value == 1:
            going[mark.style] = [mark]
            runs.append(going[mark.style])
        elif mark is not None and mark.style in going and mark.value == going[mark.style][-1].value + 1:
            going[mark.style].append(mark)
    sure = {run[0].style for run in runs if len(run) >= _SHORTEST_RUN}
    return [mark for run in runs if len(run) >= _SHORTEST_RUN or (run[0].style is Style.CODE and Style.CODE in sure)
            for mark in run]


def _mark(text: str, match: re.Match[str], start: int) -> Mark | None:
    name = match.lastgroup
    if name is None:
        return None
    style, value, label = _number(name, match[name], match[0])
    strength = _strength(text, match.start(), start)
    if strength == _AFTER_WORD and (style is Style.BRACKET_HAN or match[0] == "1."):
        strength = _OWN_SHAPE
    if strength == _AFTER_WORD and style is Style.ARTICLE and _follows_chapter(text, match.start(), start):
        strength = AFTER_STOP
    least = AFTER_STOP if style in _SELDOM_INSIDE else _AFTER_COLON if style is Style.POINT else _AFTER_WORD
    return Mark(match.start(), match.end(), style, value, label, strength) \
        if value is not None and strength >= least else None


def _follows_chapter(text: str, at: int, start: int) -> bool:
    """Whether nothing but the title of a chapter stands before an article that is glued to it (第一章总则第一条)."""
    return _CHAPTER_TITLE.search(text, max(start, at - _LONGEST_CHAPTER), at) is not None


@lru_cache(maxsize=1024)
def _number(name: str, printed: str, whole: str) -> tuple[Style, int | None, str | None]:
    """What a group of the pattern numbers, how and with what label; plans print few numbers over and over."""
    style = _style(name, printed)
    return style, _value(style, printed), _label(style, printed, whole)


def _style(name: str, printed: str) -> Style:
    """The way of numbering that a group of the pattern stands for."""
    if name == "SIGN":
        return _SIGNS[max(first for first in _SIGNS if first <= printed)]
    if name in ("DECIMAL", "PAIR"):
        return Style.DECIMAL if printed.count(".") < 2 else Style.SUBDECIMAL
    return Style.DIGIT if name == "NUMBER" else Style[name]


def _value(style: Style, printed: str) -> int | None:
    if style in _UNNUMBERED:
        return 0
    if style in _SERIES:
        return _SERIES[style].index(printed) + 1
    if len(printed) == 1 and not printed.isascii() and printed < "\u4e00":
        return int(unicodedata.numeric(printed))
    return read_numeral(printed if printed.isdecimal() else _ABOUT_LAST.sub("", printed))


def _label(style: Style, printed: str, whole: str) -> str | None:
    """The number as the guide writes it: without punctuation, brackets kept."""
    if style in _UNNUMBERED:
        return None
    if style in (Style.BRACKET_HAN, Style.BRACKET_DIGIT):
        return f"({unicodedata.normalize('NFKC', printed).strip('()')})"
    if style is Style.DIGIT:
        return unicodedata.normalize("NFKC", printed).rstrip(".")
    return whole if style in (Style.ARTICLE, Style.CHAPTER, Style.SECTION) else printed


def _strength(text: str, at: int, start: int) -> float:
    before = text[at - 1] if at > start else "\n"
    if before in "\n\t":
        return LINE_START
    if before in "。!?)】]”》 …":
        return AFTER_STOP
    if before in ":;":
        return _AFTER_COLON
    if before in ",、(〔《“[":
        return _AFTER_COMMA
    listed = tables.patterns("outline_patterns")["listed_before"].regex
    return AFTER_STOP if listed.search(text, max(start, at - _LONGEST_LIST), at) else _AFTER_WORD
