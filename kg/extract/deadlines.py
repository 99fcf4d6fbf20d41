"""Calendar limits: 2021年11月20日前, 6月底前, 年内, 到2018年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg import tables
from kg.extract.periods import FoundTime, occurrences
from kg.model.extraction import TimeKind
from kg.numerals import iso_date, last_day, read_numeral

_NAMES = ("day", "month_limit", "month_figures", "quarter", "year_limit", "year_end", "festival")
_JOIN = re.compile(r"\s*(?:[和、及或]|以及|,)?(?:分别)?\s*\Z")
_STOPS = ("。", ";", ",")
_NEXT_YEAR = ("明年", "次年", "翌年", "下")
_ASSUMED = 0.75  # of a date whose year is that of the documents cited
_TENTHS = {"上旬": 10, "中旬": 20, "初": 10, "中": 15}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates without a year are reckoned from: the plan's year, its ISO date of issue;
    `assumed` if the year is only that of the documents that the plan cites."""

    year: int | None
    issued: str | None = None
    assumed: bool = False


def find_deadlines(text: str, calendar: Calendar, in_limit: bool = False) -> Iterator[FoundTime]:
    """The calendar limits in a stretch of a task, in reading order.

    The calendar's year stands in where the text names none; a date of every year falls
    on its first day after the issue. In a cell or line of time limits (`in_limit`) every
    date is a limit; elsewhere it needs a mark (前, 底, 内, 到) or a neighbour that has
    one (6月底和12月底前).
    """
    spoken = calendar.year
    points = _points(text)
    for index, is_limit in enumerate(_limits(text, points, calendar, in_limit)):
        point = points[index]
        own = _year_of(point, spoken)
        spoken = own if point.groups.get("year") and (is_limit or _carries(text, points, index, calendar)) else spoken
        value = _value(point, own)
        if value is not None and own is not None and calendar.issued is not None \
                and value < calendar.issued and _recurs(text, point):
            value = _value(point, own + 1)
        if is_limit and value is not None:
            assumed = calendar.assumed and own == calendar.year and not point.groups.get("year")
            yield FoundTime(point.start, point.end, TimeKind.DEADLINE, value, f"deadline-{point.name}",
                            _ASSUMED if assumed else 0.97 if point.groups.get("mark") else 0.9)


def _carries(text: str, points: Sequence[_Point], index: int, calendar: Calendar) -> bool:
    """Whether the year of a date that is no limit is that of the dates behind it: as the first of
    a span, or as a year of the plan's own; not where it only tells which things are meant."""
    rules = tables.patterns("time_patterns")
    point = points[index]
    if index + 1 < len(points) and rules["span_to"].regex.match(text[point.end:points[index + 1].start]):
        return True
    early = calendar.year is not None and (_year_of(point, None) or calendar.year) < calendar.year
    return not (early or rules["describing_year"].regex.match(text[point.start:point.end + 12]))


def _recurs(text: str, point: _Point) -> bool:
    """Whether a date is one of every year: a holiday's, or 每年 stands before it in its sentence."""
    begin = max(text.rfind("。", 0, point.start), text.rfind(";", 0, point.start)) + 1
    return point.name == "festival" or "每年" in text[begin:point.start]


@dataclass(frozen=True, slots=True)
class _Point:
    """A date at text[start:end], the pattern that found it, its named pieces."""

    name: str
    start: int
    end: int
    groups: Mapping[str, str | None]


def _points(text: str) -> list[_Point]:
    found = sorted(((m.start(), -m.end(), name, m) for name in _NAMES for m in occurrences(name, text)),
                   key=lambda item: item[:2])
    kept: list[_Point] = []
    for start, minus_end, name, match in found:
        point = _Point(name, start, -minus_end, match.groupdict())
        if not kept or start >= kept[-1].end:
            kept.append(point)
        elif point.end > kept[-1].end:
            kept[-1] = point
    return kept


def _limits(text: str, points: list[_Point], calendar: Calendar, in_limit: bool) -> list[bool]:
    """Which dates are limits; read from the right, because a list has its mark at its end."""
    rules = tables.patterns("time_patterns")
    marks = [(in_limit or _is_marked(point) or _is_due(text, point, calendar))
             and not _is_past(text, point, in_limit) for point in points]
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
    return text[start - 1:start] == "(" and text.startswith(")", end)


def _dates_stage(text: str, start: int, end: int) -> bool:
    """Whether nothing but the title of a stage stands before dates, which close it (动员阶段(5月18日))."""
    rules = tables.patterns("time_patterns")
    return rules["stage_after"].regex.match(text, end) is not None \
        and rules["stage_before"].regex.search(text, 0, start) is not None


def _is_past(text: str, point: _Point, in_limit: bool) -> bool:
    """Whether a date says which things are meant, or since when."""
    rules = tables.patterns("time_patterns")
    since = rules["standing_at"].regex.search(text[max(0, point.start - 2):point.start])
    until = in_limit and since is not None and since[0] in ("截止", "截至")
    return bool(rules["past"].regex.match(text[point.end:point.end + 10])
                or (since and not until and not point.groups.get("mark")))


def _is_due(text: str, point: _Point, calendar: Calendar) -> bool:
    """Whether a date without a mark is when something is to be done: 第三季度完成, 不迟于9月5日; a span is while."""
    year = point.groups.get("year")
    if year and calendar.year and (read_numeral(year) or 0) < calendar.year:
        return False
    rules = tables.patterns("time_patterns")
    if point.name == "year_limit":
        aimed = point.groups.get("lead") or rules["goal_before"].regex.search(text[max(0, point.start - 4):point.start])
        opens = text[point.start - 1:point.start] in _STOPS
        due = rules["goal_after"] if aimed else rules["year_act"] if opens else None
        return bool(year and due and due.regex.match(text[point.end:point.end + 12]))
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


def _is_ahead(text: str, point: _Point, calendar: Calendar) -> bool:
    """Whether a day or month still ahead when the plan was issued stands right before the act it is for (专题8月上线)."""
    rules = tables.patterns("time_patterns")
    if point.name not in ("day", "month_limit", "quarter") or not rules["act_ahead"].regex.match(text, point.end) \
            or rules["no_date_of_act"].regex.search(text[max(0, point.start - 3):point.start]):
        return False
    value = _value(point, _year_of(point, calendar.year))
    return value is not None and (calendar.issued is None or value >= calendar.issued)


def _is_marked(point: _Point) -> bool:
    groups = point.groups
    if groups.get("mark") or groups.get("inside"):
        return True
    if point.name == "day":
        return False
    return bool(groups.get("tenth") in ("底", "末", "终", "结束") or groups.get("lead") in ("到", "至"))


def _year_of(point: _Point, year: int | None) -> int | None:
    groups = point.groups
    if groups.get("year"):
        return read_numeral(groups["year"] or "")
    if year is not None and (groups.get("relative") or "").startswith(_NEXT_YEAR):
        return year + 1
    return year


def _value(point: _Point, year: int | None) -> str | None:
    if year is None:
        return None
    name, groups = point.name, point.groups
    if name == "festival":
        return _eve(groups["festival"] or "", year)
    before = (groups.get("mark") or "").lstrip()[:1] in ("前", "之", "以") and not groups.get("tenth")
    if name == "day":
        month, day = (read_numeral(groups[part] or "") or 0 for part in ("month", "day"))
        return iso_date(year, month, day)
    if name in ("month_limit", "month_figures"):
        return _month_value(year, read_numeral(groups["month"] or "") or 0, groups.get("tenth"), before)
    if name == "quarter":
        size, index = (3, read_numeral(groups["quarter"] or "") or 0) if groups["quarter"] else \
            (6, 1 if groups["half"] == "上半年" else 2)
        return _month_value(year, size * (index - 1) + 1 if before else size * index, None, before)
    return last_day(year - 1 if before and name == "year_limit" else year, 12)


def _eve(festival: str, year: int) -> str | None:
    """The day before a public holiday of a year; None if the year of a movable one is not held."""
    days = {row["year"]: row["eve"] for row in tables.rows("festivals") if row["festival"] == festival}
    day = days.get("") or days.get(str(year))
    return f"{year}-{day}" if day else None


def _month_value(year: int, month: int, tenth: str | None, before: bool) -> str:
    if before:
        return (date(year, month, 1) - timedelta(days=1)).isoformat()
    if tenth in _TENTHS:
        return date(year, month, _TENTHS[tenth]).isoformat()
    return last_day(year, month)
