"""Calendar limits: 2021年11月20日前, 6月底前, 年内, 到2018年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import tables
from kg.extract.dates import Calendar, DatePoint, date_points, day_of, year_of
from kg.extract.due import which_are_limits
from kg.extract.periods import FoundTime
from kg.model.extraction import TimeKind
from kg.numerals import iso_date, last_day
from kg.outline import within

_TITLE = re.compile("《[^《》]*》")       # a date in it is part of a name
_WORD = re.compile("[\u4e00-\u9fff]")
_ASSUMED = 0.75  # of a date whose year is that of the documents cited
_YEARLESS = 0.6  # of one whose year nothing tells


def find_deadlines(text: str, calendar: Calendar, in_limit: bool = False) -> Iterator[FoundTime]:
    """The calendar limits in a stretch of a task, in reading order.

    The calendar's year stands in where the text names none; a date of every year falls
    on its first day after the issue. In a cell or line of time limits (`in_limit`) every
    date is a limit; elsewhere it needs a mark (前, 底, 内, 到), a neighbour that has one
    (6月底和12月底前), or, while still ahead, an act right behind it (8月上线).
    """
    if points := _points(text):
        yield from _dated(text, points, calendar, in_limit)
    if calendar.year is not None and calendar.month is not None and "前" in text:
        yield from _without_month(text, calendar.year, calendar.month)


def _points(text: str) -> list[DatePoint]:
    """The dates of a text that stand in no title."""
    points = date_points(text)
    if not points or "《" not in text:
        return points
    titles = [match.span() for match in _TITLE.finditer(text)]
    return [point for point in points if not within(point.start, titles)]


def _dated(text: str, points: Sequence[DatePoint], calendar: Calendar, in_limit: bool) -> Iterator[FoundTime]:
    """The limits among the dates of a text."""
    spoken = calendar.year
    for index, is_limit in enumerate(which_are_limits(text, points, calendar, in_limit)):
        point = points[index]
        own = year_of(point, spoken)
        value = day_of(point, own)
        over = value is not None and not in_limit and _is_over(text, point, value, calendar)
        carries = (is_limit and not over) or _carries(text, points, index, calendar)
        spoken = own if point.groups.get("year") and carries else spoken
        if value is not None and own is not None and calendar.issued is not None \
                and value < calendar.issued and _recurs(text, point):
            value = day_of(point, own + 1)
        if is_limit and value is not None and not over:
            yield FoundTime(point.start, point.end, TimeKind.DEADLINE, value, f"deadline-{point.name}",
                            _sureness(point, own, calendar))


def _sureness(point: DatePoint, year: int | None, calendar: Calendar) -> float:
    """How sure a limit is whose date means a day in a year."""
    if year is None:
        return _YEARLESS
    if calendar.assumed and year == calendar.year and not point.groups.get("year"):
        return _ASSUMED
    return 0.97 if point.groups.get("mark") else 0.9


def _is_over(text: str, point: DatePoint, value: str, calendar: Calendar) -> bool:
    """Whether a year, its end, or a date with its year before words that are no act is over before the plan's year
    begins, and that of its issue: it says which things are meant (2018年以前规范性文件, 2018年底以前立案的案件)."""
    due = tables.patterns("time_patterns")["due_after"].regex
    dated = point.name == "year_limit" or (bool(point.groups.get("year")) and _WORD.match(text, point.end) is not None
                                           and not due.match(text[point.end:point.end + 40]))
    issued = int(calendar.issued[:4]) if calendar.issued else calendar.year
    years = (calendar.year, issued) if dated and not calendar.assumed else ()
    return bool(years) and all(year is not None and int(value[:4]) < year for year in years)


def _without_month(text: str, year: int, month: int) -> Iterator[FoundTime]:
    """The days, and the month's end, that stand alone in a clause and take their month from a heading (20日前, 月底前)."""
    for match in tables.patterns("time_patterns")["day_alone"].regex.finditer(text):
        value = iso_date(year, month, int(match["day"])) if match["day"] else last_day(year, month)
        if value is not None:
            yield FoundTime(match.start(), match.end(), TimeKind.DEADLINE, value, "deadline-day_alone", 0.9)


def _carries(text: str, points: Sequence[DatePoint], index: int, calendar: Calendar) -> bool:
    """Whether the year of a date that is no limit is that of the dates behind it: as the first of
    a span, or as a year of the plan's own; not where it only tells which things are meant."""
    rules = tables.patterns("time_patterns")
    point = points[index]
    early = calendar.year is not None and (year_of(point, None) or calendar.year) < calendar.year
    if index + 1 < len(points) and rules["span_to"].regex.match(text[point.end:points[index + 1].start]):
        return not early or not points[index + 1].groups.get("year")
    return not (early or rules["describing_year"].regex.match(text[point.start:point.end + 12]))


def _recurs(text: str, point: DatePoint) -> bool:
    """Whether a date is one of every year: a holiday's, or 每年 stands before it in its sentence."""
    begin = max(text.rfind("。", 0, point.start), text.rfind(";", 0, point.start)) + 1
    return point.name == "festival" or "每年" in text[begin:point.start]
