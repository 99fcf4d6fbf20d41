"""Rows of bars that line ends broke: those that a bar closes, and those of a page's width."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads
from kg.normalise.width import is_full, line_width

_FEWEST_BARS = 3            # of a row with two cells
_FEWEST_ROWS = 3
_MOST_LINES, _MOST_LINES_OF_HEADS = 60, 4
_FULL_LINE = 24             # a line this long may have been broken amid a word


def join_rows(draft: Draft) -> Draft:
    """The draft with each such row on one line.

    A row that a bar closes has as many as its heads, wherever its lines end; one of a text set to a width
    goes on behind a full line.

    >>> join_rows(Draft.of("| 任务 | 单位 |\\n| 公开规划、计划和其他各种应当公开的文件以及统计资\\n料。 | 甲科 |")).text
    '| 任务 | 单位 |\\n| 公开规划、计划和其他各种应当公开的文件以及统计资料。 | 甲科 |'
    """
    lines = _lines(draft)
    rows = _opened_rows(draft.text, lines) or list(_broken_rows(draft.text, lines))
    closed = draft.edit(_join(draft.text, above, below) for row in rows for above, below in itertools.pairwise(row))
    width = line_width(draft)
    return closed if width is None else closed.edit(_joined_full(closed, width))


def _lines(draft: Draft) -> list[tuple[int, int]]:
    return [(start, end) for start, end in draft.lines() if draft.text[start:end].strip(" ")]


def _opened_rows(text: str, lines: Sequence[tuple[int, int]]) -> list[Sequence[tuple[int, int]]]:
    """The lines of each row of a table whose rows a bar opens and closes, all as wide; none if a row is not.

    Such a table needs no heads that are known: its rows show themselves.
    """
    printed = [text[start:end].strip(" ") for start, end in lines]
    opening = [at for at, line in enumerate(printed) if line.startswith("|")]
    rows = []
    for first, after in itertools.pairwise([*opening, len(lines)]):
        ends = [at + 1 for at in range(first, after) if printed[at].endswith("|")]
        if not ends:
            return []
        rows.append(range(first, ends[-1]))
    bars = {sum(printed[at].count("|") for at in row) for row in rows}
    alike = len(bars) == 1 and len(rows) >= _FEWEST_ROWS and min(bars) > _FEWEST_BARS
    return [[lines[at] for at in row] for row in rows] if alike and any(len(row) > 1 for row in rows) else []


def _broken_rows(text: str, lines: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    """The lines of each row that stands on more than one."""
    printed = [text[start:end].strip(" ") for start, end in lines]
    heads = [_bars_of_heads(line) for line in printed]
    bars, opened, at = 0, False, 0
    while at < len(lines):
        first = printed[at]
        ahead = _MOST_LINES_OF_HEADS if first.startswith("|") else 1
        if met := next(filter(None, heads[at:at + ahead]), 0):
            bars, opened = met, first.startswith("|")
        begins = first.startswith("|") if opened else "|" in first or len(first) >= _FULL_LINE
        row = _row(printed[at:at + _MOST_LINES], bars) if bars and begins else 0
        if row > 1 and (opened or not any(heads[at + 1:at + row])):
            yield lines[at:at + row]
        at += max(1, row)


def _bars_of_heads(line: str) -> int:
    """How many bars the heads of a table have, or the rule below them; 0 for what is neither."""
    if not line.endswith("|") or line.count("|") < _FEWEST_BARS - (line[0] != "|"):
        return 0
    ruled = "-" in line and not line.strip("|-: ")
    return line.count("|") if ruled or are_heads(line.strip("|").split("|")) else 0


def _row(lines: Sequence[str], bars: int) -> int:
    """How many lines from the first on hold so many bars and end in one; 0 if none do.

    Fewer where a cell above reaches down into the row: what begins anew below a bar is the next row.
    """
    begins = _begins()
    met = 0
    for number, (line, below) in enumerate(itertools.pairwise([*lines, ""]), 1):
        met += line.count("|")
        if met >= bars or (line.endswith("|") and begins.match(below.lstrip("| "))):
            return number if met <= bars and line.endswith("|") else 0
    return 0


def _begins() -> re.Pattern[str]:
    return tables.patterns("furniture_patterns")["label_start"].regex


def _join(text: str, above: tuple[int, int], below: tuple[int, int]) -> Edit:
    """Nothing instead of a line end that broke a full line, a space where the author ended one."""
    start, end = above
    last = text[start:end].rstrip(" ")
    return start + len(last), below[0], " " if len(last) < _FULL_LINE else ""


def _joined_full(draft: Draft, width: int) -> Iterator[Edit]:
    """The line ends behind full lines from the first bar to the last, but before what begins a row.

    A bar ends a row too, unless the heads show that bars stand between cells alone: there as many bars do.
    """
    text, begins = draft.text, _begins()
    first, last = text.find("|"), text.rfind("|")
    lines = [(start, end) for start, end in _lines(draft) if end >= first and start <= last]
    closing = any(_bars_of_heads(text[start:end].strip(" ")) for start, end in lines)
    between = next((text.count("|", start, end) for start, end in lines if are_heads(text[start:end].split("|"))), 0)
    for (start, end), (following, stop) in itertools.pairwise(lines):
        above, below = text[start:end].rstrip(" "), text[following:stop].lstrip(" ")
        ended = above.endswith("|") if closing else 0 < between <= above.count("|") or above.endswith("|")
        if ended and (closing or "|" in below):
            continue
        if is_full(above.lstrip(" "), width) and not below.startswith("|") and not begins.match(below):
            yield start + len(above), stop - len(below), ""
