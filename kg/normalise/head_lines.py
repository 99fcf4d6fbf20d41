"""Heads of a table that stand in a line with spaces: those whose last a line end broke, those whose cells have a line
each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.normalise.draft import Draft
from kg.normalise.heads import are_heads, kind_of_head

_FIRST_NUMBER = re.compile(r"\n1 *\n")   # that of the first row, alone on its line
_FEWEST, _REACH = 3, 200    # heads in a line, and how far above the number it may begin
# The first half of a head on a line of its own above the second, behind which others stand.
_BROKEN = re.compile(r"\n(?P<first>[^\n ]{1,3})(?P<end> *\n)(?P<second>[^\n ]{1,3}) (?P<others>[^\n ]+ [^\n]+)")
# The first half of the last of heads that wide spaces part, its end alone on the line below.
_CUT = re.compile(r"(?<=\n)(?P<heads>[^\n]{4,100})(?<! ) {2,}(?P<last>[^\n ]{1,4})"
                  r"(?P<end> *\n *)(?P<rest>[^\n ]{1,3})(?= *\n)")
_WIDE = re.compile(" {2,}")
_SPACES = re.compile(r"(?<=[^ \n]) +(?=[^ \n])")


def join_last_head(draft: Draft) -> Draft:
    """The draft, the last of heads that wide spaces part made whole where the page's edge broke it.

    >>> join_last_head(Draft.of("任务表\\n序号  工作任务  责任单位  完成时\\n间\\n1  公开规划  甲科  6月底\\n")).text.split("\\n")[1]
    '序号  工作任务  责任单位  完成时间'
    """
    if "  " not in draft.text:
        return draft
    return draft.edit((*match.span("end"), "") for match in _CUT.finditer(draft.text)
                      if kind_of_head(match["last"]) is None and kind_of_head(match["last"] + match["rest"])
                      and are_heads([*_WIDE.split(match["heads"].strip(" ")), match["last"] + match["rest"]]))


def part_heads(draft: Draft) -> Draft:
    """The draft with a line for each of such heads, wherever they are printed; a line end may have broken the first.

    >>> part_heads(Draft.of("任务表\\n序\\n号 工作任务 责任单位\\n\\n1\\n公开规划\\n甲科")).text.split("\\n")
    ['任务表', '序号', '工作任务', '责任单位', '', '1', '公开规划', '甲科']
    """
    if not _FIRST_NUMBER.search(draft.text):
        return draft
    whole = draft.edit((*match.span("end"), "") for match in _BROKEN.finditer(draft.text)
                       if kind_of_head(match["first"] + match["second"]) and are_heads(match["others"].split()))
    heads = set(_above_numbers(whole.text))
    return whole.edit((*space.span(), "\n") for start, end in whole.lines() if whole.text[start:end].strip(" ") in heads
                      for space in _SPACES.finditer(whole.text, start, end))


def heads_above(text: str, at: int) -> Iterator[str]:
    """The line of heads, that of row numbers the first, right above a place or above one other line."""
    for line in _lines_above(text, at)[:-3:-1]:
        words = line.split()
        if len(words) >= _FEWEST and kind_of_head(words[0]) == "number" and are_heads(words):
            yield line


def heads_on_lines(text: str, at: int) -> Sequence[str]:
    """The heads, that of row numbers the first, with a line each right above a place or above one other line."""
    lines = _lines_above(text, at)
    above = (lines[_first_head(lines, last):last] for last in (len(lines), len(lines) - 1))
    return next((heads for heads in above if len(heads) >= _FEWEST and are_heads(heads)), ())


def _lines_above(text: str, at: int) -> Sequence[str]:
    return [line.strip(" ") for line in text[max(0, at - _REACH):at].split("\n") if line.strip(" ")]


def _first_head(lines: Sequence[str], stop: int) -> int:
    """Which line is the head of row numbers with nothing but heads from it on; `stop` if none is."""
    for at in range(stop - 1, -1, -1):
        kind = kind_of_head(lines[at])
        if kind in (None, "number"):
            return at if kind else stop
    return stop


def _above_numbers(text: str) -> Iterator[str]:
    """The lines of heads above the numbers of first rows."""
    for number in _FIRST_NUMBER.finditer(text):
        yield from heads_above(text, number.start())
