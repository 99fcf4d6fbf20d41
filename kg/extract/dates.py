"""Dates as printed in a task, with or without their year, and the days that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import NamedTuple

from kg import tables
from kg.extract.periods import occurrences
from kg.model.extraction import NO_YEAR
from kg.numerals import iso_date, last_day, read_month, read_numeral

_NAMES = ("day", "month_limit", "month_figures", "quarter", "year_limit", "year_end", "festival")
_place = itemgetter(0, 1)
_NEXT_YEAR = ("明年", "次年", "翌年", "下")
_LEAP_YEAR = 2000   # has every day that any year has
_TENTHS = {"上旬": 10, "中旬": 20, "初": 10, "中": 15}


@dataclass(frozen=True, slots=True)
class Calendar:
    """What dates without a year are reckoned from: the plan's year, its ISO date of issue;
    `assumed` if the year is only that of the documents that the plan cites; the month that a heading names."""

    year: int | None
    issued: str | None = None
    assumed: bool = False
    month: int | None = None


class DatePoint(NamedTuple):
    """A date at text[start:end], the pattern that found it, its named pieces."""

    name: str
    start: int
    end: int
    groups: Mapping[str, str | None]


def date_points(text: str) -> list[DatePoint]:
    """The dates in a stretch of logical text, in order; of those that overlap the first, or the longest there.

    >>> [(point.name, point.start, point.end) for point in date_points("6月底和2021年12月5日前")]
    [('month_limit', 0, 3), ('day', 4, 15)]
    """
    found = [(m.start(), -m.end(), name, m) for name, m in occurrences(text, _NAMES)]
    found.sort(key=_place)
    kept: list[DatePoint] = []
    for start, minus_end, name, match in found:
        point = DatePoint(name, start, -minus_end, match.groupdict())
        if not kept or start >= kept[-1].end:
            kept.append(point)
        elif point.end > kept[-1].end:
            kept[-1] = point
    return kept


def year_of(point: DatePoint, year: int | None) -> int | None:
    """The year of a date: its own, the one after `year` (次年), else `year`."""
    groups = point.groups
    if groups.get("year"):
        return read_numeral(groups["year"] or "")
    if year is not None and (groups.get("relative") or "").startswith(_NEXT_YEAR):
        return year + 1
    return year


def day_of(point: DatePoint, year: int | None) -> str | None:
    """The last day that a date means in a year, as ISO date; None if there is no such day.

    Where the year is not known, the month and day alone (6月底 is --06-30).
    """
    if year is None:
        some = day_of(point, _LEAP_YEAR) if point.name != "festival" else None
        return some and NO_YEAR + some[5:]
    name, groups = point.name, point.groups
    if name == "festival":
        return _eve(groups["festival"] or "", year)
    before = (groups.get("mark") or "").lstrip()[:1] in ("前", "之", "以") and not groups.get("tenth")
    if name == "day":
        return iso_date(year, read_month(groups["month"] or ""), read_numeral(groups["day"] or "") or 0)
    if name in ("month_limit", "month_figures"):
        return _month_value(year, read_month(groups["month"] or ""), groups.get("tenth"), before)
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
