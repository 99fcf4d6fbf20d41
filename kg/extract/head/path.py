"""The path of columns that a website prints above a text (首页 > 信息公开 > 工作计划), and what was run together with it."""

from __future__ import annotations

import re

from kg.agencies import agencies
from kg.extract.head.rules import rule

_YEAR = re.compile(r"(?:19|20)\d\d ?年")
_SHORTEST, _LONGEST = 2, 12     # characters of a column's name


def behind_path(text: str, start: int, stop: int) -> int:
    """Where what was run together with a website's path at `start` begins, at a place, a body, a year or 关于 behind the
    last column's name; `start` if there is no path or nothing like it.

    >>> line = "首页>>信息公开>>工作计划江门市2021年工作要点"
    >>> line[behind_path(line, 0, len(line)):]
    '江门市2021年工作要点'
    """
    path = rule("website_path").match(text, start, stop)
    if path is None or _begins_title(text[path.end():stop]):
        return start
    least, most = path.end() + _SHORTEST, path.end() + _LONGEST
    return next((at for at in range(least, min(most, stop)) if _begins_title(text[at:stop])), start)


def leads_with_place(line: str) -> bool:
    """Whether a line begins with the full name of a place or of an agency."""
    known = agencies().leading(line)
    place = agencies().regions.leading(line)
    return known is not None or (place is not None and line.startswith(place[0].name))


def _begins_title(line: str) -> bool:
    return line.startswith("关于") or _YEAR.match(line) is not None or leads_with_place(line)
