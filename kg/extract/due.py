"""Which dates of a task are limits: what stands beside them tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg import tables
from kg.extract.dates import Calendar, DatePoint, day_of, year_of
from kg.numerals import read_numeral

_JOIN = re.compile(r"\s*(?:[和、及或]|以及|,)?(?:分别)?\s*\Z")
_STOPS = ("。", ";", ",")
_SEASONS = ("汛期", "火期", "暖期", "渔期", "水期", "峰期")     # 主汛期, 防火期, 采暖期, 禁渔期, 枯水期, 高峰期


def which_are_limits(text: str, points: Sequence[DatePoint], calendar: Calendar, in_limit: bool) -> list[bool]:
    """Whether each of the dates of a text is a limit; in a place of limits (`in_limit`) all are but those since when.

    They are read from the right, because a list has its mark at its end.
    """
    rules = tables.patterns("time_patterns")
    marks = [(in_limit or _is_marked(point) or _is_due(text, point, calendar))
             and not _is_past(text, point, calendar, in_limit) for point in points]
    for index in range(len(points) - 2, -1, -1):
        between = text[points[index].end:points[index + 1].start]
        if rules["span_to"].regex.match(between or text[points[index].end - 1]):
            start, end = points[index].start, points[index + 1].end
            marks[index] = False
            marks[index + 1] |= points[index + 1].name != "year_limit" and (
                _is_bracketed(text, start, end) or _dates_stage(text, start, end))
        elif marks[index + 1] and _JOIN.match(between) and points[index].name != "year_limit":
            marks[index] = True
    return marks


def _is_bracketed(text: str, start: int, end: int) -> bool:
    """Whether dates stand in a bracket of their own, which does not tell when a season is (汛期(5月至10月))."""
    return text[start - 1:start] == "(" and text.startswith(")", end) and not text.endswith(_SEASONS, 0, start - 1)


def _dates_stage(text: str, start: int, end: int) -> bool:
    """Whether nothing but the title of a stage stands before dates, which close it (动员阶段(5月18日))."""
    rules = tables.patterns("time_patterns")
    return rules["stage_after"].regex.match(text, end) is not None \
        and rules["stage_before"].regex.match(text, 0, start) is not None


def _is_past(text: str, point: DatePoint, calendar: Calendar, in_limit: bool) -> bool:
    """Whether a date says which things are meant, or since when."""
    rules = tables.patterns("time_patterns")
    ahead = bool(point.groups.get("mark")) and (year_of(point, calendar.year) or 0) >= (calendar.year or 0)
    since = rules["standing_at"].regex.search(text[max(0, point.start - 2):point.start])
    until = in_limit and since is not None and since[0] in ("截止", "截至")
    behind = text[point.end:point.end + 10]
    return bool(rules["past"].regex.match(behind) or (not ahead and rules["past_act"].regex.match(behind))
                or (since and not until and not point.groups.get("mark")))


def _is_due(text: str, point: DatePoint, calendar: Calendar) -> bool:
    """Whether a date without a mark is when something is to be done: 第三季度完成, 不迟于9月5日; a span is while."""
    year = point.groups.get("year")
    if year and calendar.year and (read_numeral(year) or 0) < calendar.year:
        return False
    rules = tables.patterns("time_patterns")
    if point.name == "year_limit":
        bracketed = text[point.start - 1:point.start] == "(" and _dates_stage(text, point.start, point.end)
        return bool(year) and (bracketed or _is_year_of_act(text, point))
    if _dates_stage(text, point.start, point.end):
        return True
    if rules["no_later"].regex.search(text[max(0, point.start - 8):point.start]):
        return True
    if point.groups.get("first"):
        return False
    before = rules["due_before"].regex.search(text[max(0, point.start - 6):point.start])
    told = point.name != "day" or (before is not None and before[0])
    return bool(before and told and rules["due_after"].regex.match(text[point.end:point.end + 40])) \
        or _is_ahead(text, point, calendar)


def _is_year_of_act(text: str, point: DatePoint) -> bool:
    """Whether a year stands right before what is to be done or reached in it (2025年创建6个营地, 力争2025年上榜6家)."""
    rules = tables.patterns("time_patterns")
    before = text[max(0, point.start - 4):point.start] + (point.groups.get("lead") or "")
    if rules["striven"].regex.search(before):
        return rules["striven_for"].regex.match(text[point.end:point.end + 2]) is not None
    aimed = point.groups.get("lead") or rules["goal_before"].regex.search(before)
    opens = point.start == 0 or text[point.start - 1] in _STOPS
    due = rules["goal_after"] if aimed else rules["year_act"] if opens else None
    return due is not None and due.regex.match(text[point.end:point.end + 24]) is not None


def _is_ahead(text: str, point: DatePoint, calendar: Calendar) -> bool:
    """Whether a day, month or quarter ahead when the plan was issued stands right before its act (专题8月上线)."""
    rules = tables.patterns("time_patterns")
    if point.name not in ("day", "month_limit", "quarter") or not rules["act_ahead"].regex.match(text, point.end) \
            or rules["no_date_of_act"].regex.search(text[max(0, point.start - 3):point.start]):
        return False
    value = day_of(point, year_of(point, calendar.year))
    return value is not None and (calendar.issued is None or value >= calendar.issued)


def _is_marked(point: DatePoint) -> bool:
    groups = point.groups
    if groups.get("mark") or groups.get("inside"):
        return True
    if point.name == "day":
        return False
    return bool(groups.get("tenth") in ("底", "末", "终", "结束") or groups.get("lead") in ("到", "至"))
