"""Time limits at the edges of what was run together: where one begins or ends that is a cell of its own."""

from __future__ import annotations

from kg.extract.tables.heads import rule

LONGEST = 16
"""The most characters of a limit that no border parts from the text beside it."""

_SHORTEST, _BLANKS = 2, " \n"
_ADVERBIAL, _PERIODS = "每按", "年底末初前内月日"    # what opens limits that acts belong to; what days end in
_ON = "续"                   # 6月底前并持续 | 推进
_OPEN = "和至及于在到并按、,;"    # what no limit ends in
# Behind a date these begin the next text (6月底前 | 公开规划); 持续推进 is one limit.
_ACTS = ("公开", "更新", "开展", "推进", "推动", "调整", "进行", "落实", "实施", "定期", "及时")


def behind_limit(text: str, start: int, stop: int) -> int:
    """The end of the limit that begins at a place, or behind white space there; the place itself if none does.

    >>> behind_limit("6月底前公开规划", 0, 8), behind_limit(" 年底前", 0, 4), behind_limit("公开规划", 0, 4)
    (4, 4, 0)
    """
    begin = start
    while begin < stop and text[begin] in _BLANKS:
        begin += 1
    return next((end for end in range(min(stop, begin + LONGEST), begin + _SHORTEST - 1, -1)
                 if _is_limit(text, begin, end) and not _takes_an_act(text, begin, end)), start)


def before_limit(text: str, start: int, stop: int) -> int:
    """Where the limit begins that ends at a place; the place itself if none does.

    >>> before_limit("市财政局6月底前", 0, 8), before_limit("市财政局", 0, 4)
    (4, 4)
    """
    return next((begin for begin in range(max(start, stop - LONGEST), stop - _SHORTEST + 1)
                 if _is_limit(text, begin, stop)), stop)


def _takes_an_act(text: str, start: int, end: int) -> bool:
    """Whether a limit that names a day or a period has taken the first word of the next text."""
    before, day = text[end - 3], text[start].isdigit()
    named = before != _ON if day else before in _PERIODS and text[start] not in _ADVERBIAL
    return named and text.endswith(_ACTS, start, end)


def _is_limit(text: str, start: int, stop: int) -> bool:
    return text[stop - 1] not in _OPEN and rule("limit_begin").match(text, start, stop) is not None \
        and rule("time_cell").match(text[start:stop].strip()) is not None
