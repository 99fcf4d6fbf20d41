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
# The number of a row before its requirement, and what parts further cells from that.
_COUNTED = re.compile(r"(?<=\n) *(?P<number>\d{1,3})(?P<gap> {1,3})(?=[\u4e00-\u9fff“《\d])(?P<rest>[^\n]*)")
_CELLS = re.compile(r"[^ ] {2,}[^ ]|[\u4e00-\u9fff。;] [\u4e00-\u9fff]")
_APART = re.compile(r"[^ ] {2,}[^ ]")
_MOST_CELLS = 8             # of so many lines one may hold several cells
_SPACES = re.compile(r"(?<=[^ \n]) +(?=[^ \n])")


def part_heads(draft: Draft) -> Draft:
    """The draft with a line for each of such heads, wherever they are printed; a line end may have broken the first.

    >>> part_heads(Draft.of("任务表\\n序\\n号 工作任务 责任单位\\n\\n1\\n公开规划\\n甲科")).text.split("\\n")
    ['任务表', '序号', '工作任务', '责任单位', '', '1', '公开规划', '甲科']
    >>> part_heads(Draft.of("任务表\\n序号  工作任务  责任单位  完成时\\n间\\n1  公开规划  甲科  6月底\\n")).text.split("\\n")[1]
    '序号  工作任务  责任单位  完成时间'
    """
    draft = _with_numbers_apart(_with_last(draft))
    if not _FIRST_NUMBER.search(draft.text):
        return draft
    whole = draft.edit((*match.span("end"), "") for match in _BROKEN.finditer(draft.text)
                       if kind_of_head(match["first"] + match["second"]) and are_heads(match["others"].split()))
    heads = set(_above_numbers(whole.text))
    return whole.edit((*space.span(), "\n") for start, end in whole.lines() if whole.text[start:end].strip(" ") in heads
                      for space in _SPACES.finditer(whole.text, start, end))


def _with_last(draft: Draft) -> Draft:
    """The draft, the last of heads that wide spaces part made whole where the page's edge broke it."""
    if "  " not in draft.text:
        return draft
    return draft.edit((*match.span("end"), "") for match in _CUT.finditer(draft.text)
                      if kind_of_head(match["last"]) is None and kind_of_head(match["last"] + match["rest"])
                      and are_heads([*_WIDE.split(match["heads"].strip(" ")), match["last"] + match["rest"]]))


def _with_numbers_apart(draft: Draft) -> Draft:
    """The draft, the numbers of rows on lines of their own where they share that of the requirement, and units and
    limits stand on lines below it."""
    text = draft.text
    counted = list(_COUNTED.finditer(text)) if "  " in text else []
    for at, first in enumerate(counted):
        heads = next(_heads_above(text, first.start()), "") if first["number"] == "1" else ""
        rows = _counting_on(counted[at:]) if heads else []
        if len(rows) >= _FEWEST and _have_lines_below(text, rows, len(heads.split())):
            return draft.edit((*row.span("gap"), "\n") for row in rows)
    return draft


def _counting_on(lines: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The lines whose numbers count on from the first one's."""
    rows = [lines[0]]
    for line in lines[1:]:
        if int(line["number"]) == int(rows[-1]["number"]) + 1:
            rows.append(line)
    return rows


def _have_lines_below(text: str, rows: Sequence[re.Match[str]], heads: int) -> bool:
    """Whether as many lines as there are cells stand from each number to the next, hardly any holding several."""
    lines = text[rows[0].start():rows[-1].start()].split("\n")
    beside = sum(_CELLS.search(row["rest"]) is not None for row in rows)
    several = sum(_APART.search(line) is not None and not line.lstrip(" ")[:1].isdecimal() for line in lines)
    return len(lines) > (heads - 1) * (len(rows) - 1) \
        and beside * _MOST_CELLS <= len(rows) and several * _MOST_CELLS <= len(lines)


def _heads_above(text: str, at: int) -> Iterator[str]:
    """The line of heads, that of row numbers the first, right above a place or above one other line."""
    lines = [line.strip(" ") for line in text[max(0, at - _REACH):at].split("\n") if line.strip(" ")]
    for line in lines[:-3:-1]:
        words = line.split()
        if len(words) >= _FEWEST and kind_of_head(words[0]) == "number" and are_heads(words):
            yield line


def _above_numbers(text: str) -> Iterator[str]:
    """The lines of heads above the numbers of first rows."""
    for number in _FIRST_NUMBER.finditer(text):
        yield from _heads_above(text, number.start())
