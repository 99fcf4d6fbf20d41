"""The year that a plan is for, and the days on which it was signed and published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from kg.extract.head.fields import Fields
from kg.extract.head.rules import rule
from kg.extract.head.signatures import Signature
from kg.extract.head.title import HeadTitle
from kg.extract.head.titles import Titles
from kg.numerals import read_date, read_numeral

_PREAMBLE = 800
_BEHIND = 16                # characters of a day in brackets
_HELD = ("活动时间", "举办时间", "开展时间")  # what the year of a text without stages stands behind
_FEWEST_LIMITS = 2  # one may be that of a single task
_STAMPS = ("web_time", "head_date", "sourced_date", "label_date")


def plan_year(titles: Titles, text: str, start: int, signed: str | None = None) -> int | None:
    """The one year that a plan's title or the line under it names, else its notice's, else the
    sentence of its preamble (from `start` on) that says for which year it is made, which may be
    that of the ISO date `signed`, else that in which all stages lie, or all limits of a text without
    a head, or a campaign's; None for none or several."""
    for title in (titles.plan, titles.notice):
        if title is None:
            continue
        if rule("year_span").search(title.text):
            return None
        named = [read_numeral(match["year"]) for match in rule("title_year").finditer(title.text)]
        if named:
            return _only(filter(None, named))
        under = rule("year_line").match(text, title.end)
        if under:
            return int(under["year"])
    said = rule("said_year").search(text, start, start + _PREAMBLE)
    if said:
        return read_numeral(next(filter(None, said.groups())))
    if signed and rule("this_year").search(text, start, start + _PREAMBLE):
        return int(signed[:4])
    untitled = titles.plan is None and titles.notice is None
    return _only(_stages(text, start)) or (_only(_limits(text, start)) if untitled else None) \
        or _campaign_year(titles, text, start, signed)


def _campaign_year(titles: Titles, text: str, start: int, signed: str | None) -> int | None:
    """The year of a campaign or of what a meeting decided: that of its signature, where its text names no later one."""
    campaign = any(title is not None and rule("campaign").search(title.text) for title in (titles.plan, titles.notice))
    if not campaign or signed is None or not rule("limit_in_year").search(text, start):
        return None
    year = int(signed[:4])
    return year if all(int(later["year"]) <= year for later in rule("any_year").finditer(text, start)) else None


def _stages(text: str, start: int) -> Sequence[int]:
    """The years of a plan's stages, else of what it arranges."""
    staged = "阶段" in text and rule("stage").search(text, start)
    if not staged and not any(held in text for held in _HELD):
        return []
    spans = rule("staged_year" if staged else "held_year").finditer(text, start)
    return [int(year) for span in spans for year in span.groups() if year]


def _limits(text: str, start: int) -> Sequence[int]:
    """The years of the limits of a text that begins with its table or its first item; none of a single limit."""
    headless = rule("column_row").match(text, start) or rule("outline_line").match(text, start)
    years = [int(match["year"]) for match in rule("limit_year").finditer(text, start)] if headless else []
    return years if len(years) >= _FEWEST_LIMITS else []


def _only(years: Iterable[int]) -> int | None:
    """The year that all of them are; None for none or several."""
    told = set(years)
    return told.pop() if len(told) == 1 else None


def signed_on(text: str, fields: Fields, signature: Signature | None, title: HeadTitle | None,
              stop: int) -> str | None:
    """The ISO date under the signature, else that of the page's fields, else under the title before `stop`, else
    right behind it."""
    if signature is not None and signature.date is not None:
        return signature.date
    field = fields.get("成文日期")
    if field:
        return read_date(field.value)
    below = rule("day_below").search(text, 0, stop)
    if below is None and title:
        below = rule("day_behind_title").search(text, title.start, title.end + _BEHIND)
    return read_date(below["date"]) if below else None


def published_on(text: str, fields: Fields, signature: Signature | None, stop: int) -> str | None:
    """The ISO date of the page's fields, else the time stamp, line or label before `stop`, else of the
    back matter, else behind its label anywhere on the page; none of them is the day of signing."""
    field = fields.get("发布日期")
    if field is not None:
        return read_date(field.value)
    stamps = chain(*(rule(name).finditer(text, 0, stop) for name in (*_STAMPS, "foot_date")),
                   *(rule(name).finditer(text) for name in ("printed_date", "foot_date")))
    signed = [place for place in (fields.get("成文日期"), signature) if place is not None]
    stamp = next((found for found in stamps
                  if not any(place.start <= found.start("date") < place.end for place in signed)), None)
    return read_date(stamp["date"].replace(" ", "")) if stamp else None
