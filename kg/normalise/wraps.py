"""Tells a line end that the layout made from one that the author made."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head

_TERMINAL = "。;!?:"
_CLOSING = f"{_TERMINAL})]】"   # what a paragraph may end in; a full line seldom breaks behind a bracket
_NEVER_FIRST = "。,、;:!?)》”〕"
_SENTENCE = re.compile("[。; ]")
_PAIRS = {"《": "》", "(": ")", "〔": "〕", "“": "”"}
_REACH = 60
_LINES_TO_JUDGE = 6
_NARROWEST, _WIDEST, _RAGGED = 16, 90, 6
_FULL_SHARE, _OVER_SHARE = 0.12, 0.03


def join_wraps(draft: Draft) -> Draft:
    """The draft without line ends inside sentences.

    A line end goes when a bracket is open across it, after a comma, and, in a text set
    to a fixed width, after a full line; never before a label, nor beside cells. Below heads of
    a table with a line each, so have the cells.

    >>> join_wraps(Draft.of("印发《江\\n\\n门市方案》的通知")).text
    '印发《江门市方案》的通知'
    """
    width = _measure(draft)
    return draft.edit(_joins(draft, width))


def _measure(draft: Draft) -> int | None:
    """The number of characters that a full line holds, or None if lines are paragraphs.

    In a text set to a width no line is longer, and many different ones that break off
    in mid-sentence are just as long. Lines that end in the value of a key (责任单位：综合科) break off nowhere.
    """
    printed = [draft.text[start:end].strip(" ") for start, end in draft.lines()]
    lines = [line for line in printed if line and "\t" not in line]
    if len(lines) < _LINES_TO_JUDGE:
        return None
    usual = Counter(len(line) for line in set(lines) if _NARROWEST <= len(line) <= _WIDEST)
    if not usual:
        return None
    width = max(usual, key=lambda length: (usual[length], length))
    full = {line for line in lines if width - 2 <= len(line) <= width + _RAGGED}
    over = sum(len(line) > width + _RAGGED for line in lines)
    broken = len({line for line, below in itertools.pairwise([*lines, ""])
                  if line in full and line[-1] not in _CLOSING and not _ends_in_value(line, below)})
    fixed = len(full) >= max(4, _FULL_SHARE * len(lines)) and over <= _OVER_SHARE * len(lines) + 2
    return width if fixed and broken * 2 > len(full) else None


def _ends_in_value(line: str, below: str) -> bool:
    """Whether a line ends in the value of a key, and what stands below it begins anew."""
    key = _SENTENCE.split(line.rpartition(":")[0])[-1]
    anew = not below or tables.patterns("furniture_patterns")["label_start"].regex.match(below)
    return bool(key) and bool(anew) and kind_of_head(key.strip("([【—")) is not None


def _joins(draft: Draft, width: int | None) -> Iterator[Edit]:
    text = draft.text
    label = tables.patterns("furniture_patterns")["label_start"].regex
    ruling = tables.patterns("table_patterns")["ruling_line"].regex
    lines = [(a, b) for a, b in draft.lines() if text[a:b].strip(" ")]
    blank = _blank_means_break(text, lines, width)
    cells = 0 if width is None else _first_head(text, lines)  # no line is full without a width
    for (start, end), (following, stop) in itertools.pairwise(lines):
        above, below = text[start:end].rstrip(" "), text[following:stop]
        if "\t" in above or "\t" in below or ruling.match(below):
            continue
        apart = blank and text[end:following].count("\n") > 1
        keyed = kind_of_head(below.partition(":")[0]) is not None and not _leaves_open(above)
        full = None if apart or following >= cells or keyed else width
        if _open_across(above, below) or (not label.match(below) and _runs_on(above, below, full)):
            yield start + len(above), following + len(below) - len(below.lstrip(" ")), ""


def _first_head(text: str, lines: list[tuple[int, int]]) -> int:
    """Where the heads of a table stand on lines of their own; the text's end if nowhere."""
    return next((start for (start, end), (following, stop) in itertools.pairwise(lines)
                 if are_heads([text[start:end], text[following:stop]])), len(text))


def _blank_means_break(text: str, lines: list[tuple[int, int]], width: int | None) -> bool:
    """Whether paragraphs are set apart by blank lines, so that one ends at each."""
    if width is None:
        return False
    gaps = [text[end:after].count("\n") for (start, end), (after, _) in itertools.pairwise(lines)
            if end - start >= width - 2]
    return sum(gap == 1 for gap in gaps) * 2 > len(gaps)


def _leaves_open(line: str) -> bool:
    """Whether a bracket that opens in a line is still open at its end."""
    return line.rfind("(") > line.rfind(")")


def _open_across(above: str, below: str) -> bool:
    tail, head = above[-_REACH:], below[:_REACH]
    for opening, closing in _PAIRS.items():
        at = tail.rfind(opening)
        if at >= 0 and tail.rfind(closing) < at and "。" not in tail[at:]:
            shut = head.find(closing)
            if shut >= 0 and "。" not in head[:shut] and not 0 <= head.find(opening) < shut:
                return True
    return False


def _runs_on(above: str, below: str, width: int | None) -> bool:
    if above[-1] in ",、" or below.lstrip(" ")[0] in _NEVER_FIRST:
        return True
    if width is None or len(above.strip()) < width - 2:
        return False
    return not (above[-1] in _TERMINAL and below.startswith(" "))


def squeeze_breaks(draft: Draft) -> Draft:
    """The draft with one newline where several line ends, indents and blanks stood."""
    text, edits, at = draft.text, [], 0
    while (at := text.find("\n", at)) >= 0:
        end = at
        while end < len(text) and text[end] in "\n ":
            end += 1
        if end - at > 1:
            edits.append((at, end, "\n"))
        at = end
    return draft.edit(edits)
