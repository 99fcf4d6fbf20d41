"""Numbers of rows that share a line with the requirement though the other cells have a line each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.normalise.draft import Draft
from kg.normalise.head_lines import heads_above, heads_on_lines

_FEWEST = 3
# The number of a row before its requirement, and what parts further cells from that.
_COUNTED = re.compile(r"\n *(?P<number>\d{1,3})(?P<gap> {1,3})(?=[\u4e00-\u9fff“《\d])(?P<rest>[^\n]*)")
_CELLS = re.compile(r"[^ ] {2,}[^ ]|[\u4e00-\u9fff。;] [\u4e00-\u9fff]")
_APART = re.compile(r"[^ ] {2,}[^ ]")
_MOST_CELLS = 8             # of so many lines one may hold several cells


def part_numbers(draft: Draft) -> Draft:
    """The draft with a line for each of such numbers, where the heads of the table stand above the first.

    >>> rows = "1 公开规划\\n甲科\\n6月底\\n2 公开预算\\n乙科\\n7月底\\n3 公开决算\\n丙科\\n8月底"
    >>> part_numbers(Draft.of(f"任务表\\n序号  工作任务  责任单位  完成时限\\n{rows}")).text.split("\\n")[2:4]
    ['1', '公开规划']
    >>> part_numbers(Draft.of(f"任务表\\n序号\\n工作任务\\n责任单位\\n完成时限\\n{rows}")).text.split("\\n")[5:7]
    ['1', '公开规划']
    """
    text = draft.text
    counted = list(_COUNTED.finditer(text)) if "1 " in text else []
    for at, first in enumerate(counted):
        if first["number"] != "1":
            continue
        beside = next(heads_above(text, first.start()), "").split() if "  " in text else []
        heads = beside or heads_on_lines(text, first.start())
        rows = _counting_on(counted[at:]) if heads else []
        if len(rows) >= _FEWEST and _have_lines_below(text, rows, len(heads), _APART if beside else _CELLS):
            return draft.edit((*row.span("gap"), "\n") for row in rows)
    return draft


def _counting_on(lines: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The lines whose numbers count on from the first one's."""
    rows = [lines[0]]
    for line in lines[1:]:
        if int(line["number"]) == int(rows[-1]["number"]) + 1:
            rows.append(line)
    return rows


def _have_lines_below(text: str, rows: Sequence[re.Match[str]], heads: int, parted: re.Pattern[str]) -> bool:
    """Whether as many lines as there are cells stand from each number to the next, hardly any holding several."""
    lines = text[rows[0].start("number"):rows[-1].start("number")].split("\n")
    beside = sum(_CELLS.search(row["rest"]) is not None for row in rows)
    several = sum(parted.search(line) is not None and not line.lstrip(" ")[:1].isdecimal() for line in lines)
    return len(lines) > (heads - 1) * (len(rows) - 1) \
        and beside * _MOST_CELLS <= len(rows) and several * _MOST_CELLS <= len(lines)
