"""Time limits of a task: calendar limits, rhythms, lengths of time after an event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg import tables
from kg.extract.dates import Calendar
from kg.extract.deadlines import find_deadlines
from kg.extract.drafts import STOPS, Range
from kg.extract.numbers import find_numbers, parse_number
from kg.extract.periods import FoundTime, duration, find_frequencies, find_lengths
from kg.model.extraction import Evidence, Header, TimeKind, TimeLimit
from kg.model.text import Document
from kg.numerals import read_month
from kg.outline import within

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年")
# Line ends in a cell of limits amid a date, in a requirement amid its words.
_BROKEN = re.compile(r"\n(?:(?<=[\d每个工作年月季半]\n)(?=[个工作年月季日周天小时度底末内前])|(?<=[年月]\n)(?=\d))")
_WRAPPED = re.compile(r"\n(?:(?<=[\u4e00-\u9fff\d]\n)(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff]\n)(?=\d))")


def calendar_of(header: Header, text: str = "") -> Calendar:
    """The calendar of a plan: the year it is for, or that of its issue if this is later (a list of what an audit of the
    year before found), else that of its number, else of its issue, else of the latest document that its logical text
    cites by number, where no later year stands in the text."""
    issued = header.date_signed or header.date_published
    number = parse_number(header.number) if header.number else None
    years = (header.plan_year, number.year if number else None,
             *(int(day[:4]) for day in (header.date_signed, header.date_published) if day))
    year = next((year for year in years if year is not None), None)
    if year is None:
        return Calendar(_last_cited(text), issued, assumed=True)
    return Calendar(max(year, int(header.date_signed[:4])) if header.date_signed else year, issued)


def _last_cited(text: str) -> int | None:
    """The year of the latest document that a text cites by number; none if it speaks of a later one."""
    cited = max((found.number.year for found in find_numbers(text) if found.number.year is not None), default=None)
    said = max(map(int, _YEAR.findall(text)), default=0)
    return cited if cited is not None and cited >= said else None


def below(calendar: Calendar, headings: Iterable[str]) -> Calendar:
    """The calendar of a task below headings, the last of which that names a month alone gives it.

    >>> below(Calendar(2021), ("一、春季", "三月 春耕")).month, below(Calendar(2021), ("3月至5月",)).month
    (3, None)
    """
    months = [match["month"] for heading in headings if "月" in heading
              and (match := tables.patterns("time_patterns")["month_heading"].regex.match(heading))]
    return replace(calendar, month=read_month(months[-1])) if months else calendar


def find_times(document: Document, pieces: Sequence[Range], calendar: Calendar,
               limits: Sequence[Range] = ()) -> tuple[TimeLimit, ...]:
    """The time limits printed in a task, in reading order.

    `pieces` are the task's requirement; `limits` its own cell or line of time limits
    (完成时限), where every date counts.
    """
    text = document.logical.text
    found: list[TimeLimit] = []
    for in_limit, ranges in ((False, pieces), (True, limits)) if limits else ((False, pieces),):
        for run in _runs(text, ranges, in_limit):
            found += _in_run(document, run, calendar, in_limit)
    return tuple(sorted(found, key=_place)) if found else ()


def _place(time: TimeLimit) -> Range:
    return time.span.start, time.span.end


def _runs(text: str, ranges: Sequence[Range], in_limit: bool) -> list[list[Range]]:
    """The ranges that go on with each other: of a requirement up to a stop, of limits the lines of a narrow cell, which
    break a date (6月底、12⏎月底)."""
    if len(ranges) == 1:     # as most are
        return [[ranges[0]]]
    runs: list[list[Range]] = []
    for start, end in ranges:
        last = runs[-1][-1][1] if runs else 0
        goes_on = text[last:start] == "\n" or _BROKEN.search(f"{text[last - 1]}\n{text[start]}") if in_limit \
            else text[last - 1] not in STOPS
        if runs and goes_on:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    return runs


def _in_run(document: Document, run: Sequence[Range], calendar: Calendar, in_limit: bool) -> list[TimeLimit]:
    """The time limits of a run, which is read without the line ends that a narrow cell put amid dates."""
    text = document.logical.text
    words = text[slice(*run[0])] if len(run) == 1 else "".join([text[start:end] for start, end in run])
    ends = _BROKEN if in_limit else _WRAPPED
    times = read_times(ends.sub("", words) if "\n" in words else words, calendar, in_limit)
    if not times:       # as in most
        return []
    places = _places(run, words, ends)
    return [_limit(document, places, time) for time in times]


def _places(run: Sequence[Range], words: str, ends: re.Pattern[str]) -> Sequence[int]:
    """Where each character of a run stands that is read; some line `ends` are not."""
    places: Sequence[int] = range(*run[0]) if len(run) == 1 else [at for piece in run for at in range(*piece)]
    broken = {match.start() for match in ends.finditer(words)} if "\n" in words else ()
    return [place for at, place in enumerate(places) if at not in broken] if broken else places


def _limit(document: Document, places: Sequence[int], time: FoundTime) -> TimeLimit:
    span = document.logical.span(places[time.start], places[time.end - 1] + 1)
    return TimeLimit(span, span.of(document.text), time.kind, time.value,
                     Evidence((span,), f"time-{time.rule}", time.confidence))


def read_times(text: str, calendar: Calendar, in_limit: bool = False) -> tuple[FoundTime, ...]:
    """The time limits in one stretch of logical text, overlaps resolved.

    >>> [t.value for t in read_times("每年的6月底和12月底前报送", Calendar(2017))]
    ['P1Y', '2017-06-30', '2017-12-31']
    """
    if not in_limit and _sign().search(text) is None:
        return ()
    found = [*find_frequencies(text), *find_lengths(text), *find_deadlines(text, calendar, in_limit)]
    if not in_limit and "“" in text:
        quoted = [match.span() for match in tables.patterns("time_patterns")["slogan"].regex.finditer(text)]
        found = [time for time in found if not within(time.start, quoted)]
    if in_limit:
        found += _standing(text)
    return tuple(_apart(sorted(found, key=lambda time: (time.start, -time.end)))) if found else ()


@cache
def _sign() -> re.Pattern[str]:
    """What every time limit in a text holds."""
    return tables.patterns("time_patterns")["sign"].regex


def _standing(text: str) -> Iterator[FoundTime]:
    """What a place of time limits says without any date: that a task never ends, its rhythm or a length alone."""
    rules = tables.patterns("time_patterns")
    for match in rules["standing"].regex.finditer(text):
        yield FoundTime(match.start(), match.end(), TimeKind.FREQUENCY, "continuous", "standing",
                        rules["standing"].confidence)
    alone = rules["standing_unit"].regex.match(text)
    if alone:
        yield FoundTime(alone.start("unit"), alone.end("unit"), TimeKind.FREQUENCY,
                        duration(None, alone["unit"]), "standing_unit", rules["standing_unit"].confidence)
    length = rules["standing_length"].regex.match(text)
    if length:
        yield FoundTime(length.start("count"), length.end("unit"), TimeKind.WITHIN,
                        duration(length["count"], length["unit"]), "standing_length",
                        rules["standing_length"].confidence)
    if text.strip() == "实时":
        start = text.index("实")
        yield FoundTime(start, start + 2, TimeKind.FREQUENCY, "realtime", "standing", rules["standing"].confidence)


def _apart(times: Iterable[FoundTime]) -> Iterator[FoundTime]:
    """One reading for each stretch: the first, and of those that begin together the longest."""
    end = 0
    for time in times:
        if time.start >= end:
            yield time
            end = time.end
