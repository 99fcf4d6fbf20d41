"""Rhythms and lengths of time: 每半年, 按月, 24小时内, 3个工作日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.model.extraction import TimeKind
from kg.numerals import read_numeral

_CLAUSE = re.compile(r"[,。;:\n]")
_CLAUSE_REACH, _BENEFIT_REACH, _JUST_BEFORE = 40, 20, 4
_TO = re.compile(r"[-~至]")
_RHYTHMS = ("every", "each_once", "next_month", "realtime", "continuous", "unspecified")

# A pattern is only tried on a text that holds one of its words; most texts hold none.
_ANCHORS = {"day": ("月", ".", "/", "-"), "month_limit": ("月",), "month_figures": ("20", "19"), "quarter": ("季度", "半年"),
            "year_limit": ("年",), "year_end": ("年",), "festival": ("前",),
            "every": ("每", "按", "逐", "隔", "双周"),
            "each_once": ("半", "季度", "年度", "双月", "一年", "一月", "一周", "一季", "一旬", "一天"),
            "next_month": ("次月",), "within": ("内", "工作日", "超过", "不晚于", "不迟于", "前"),
            "realtime": ("实时",), "continuous": ("动态", "即时", "随时"), "unspecified": ("定期",)}


def occurrences(text: str, names: tuple[str, ...]) -> list[tuple[str, re.Match[str]]]:
    """The matches of some patterns of kg/rules/time_patterns.toml, pattern by pattern."""
    found: list[tuple[str, re.Match[str]]] = []
    for name, anchors, pattern in _anchored(names):
        for anchor in anchors:
            if anchor in text:
                found += [(name, match) for match in pattern.finditer(text)]
                break
    return found


@cache
def _anchored(names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...]:
    """Patterns by name with their anchors."""
    rules = tables.patterns("time_patterns")
    return tuple([(name, _ANCHORS[name], rules[name].regex) for name in names])


class FoundTime(NamedTuple):
    """A time limit at text[start:end], the rule that read it, how sure it is."""

    start: int
    end: int
    kind: TimeKind
    value: str
    rule: str
    confidence: float


@cache
def _units() -> dict[str, tuple[str, int, str]]:
    return {row["word"]: (row["code"], int(row["count"]), row["family"])
            for row in tables.rows("time_units")}


def duration(count: str | None, unit: str) -> str:
    """The ISO 8601 duration of a count of a unit of time; one if no count is given.

    >>> duration("24", "小时"), duration("三", "个月"), duration(None, "半年"), duration("半", "年"), duration("0.5", "工作日")
    ('PT24H', 'P3M', 'P6M', 'P6M', 'P0.5D')
    """
    if count == "半":
        count, unit = None, f"半{unit.removeprefix('个')}"
    code, size, family = _units()[unit if unit in _units() else unit.removeprefix("个")]
    last = _TO.split(count)[-1] if count else "1"
    number = float(last) if "." in last else read_numeral(last) or 1
    return f"P{'T' if family == 'clock' else ''}{size * number:g}{code}"


def find_frequencies(text: str) -> Iterator[FoundTime]:
    """How often something is due, in any place of a task."""
    rules = tables.patterns("time_patterns")
    for name, match in occurrences(text, _RHYTHMS):
        if name == "every":
            yield from _repeated(text, match)
            continue
        value = name
        if name == "each_once":
            value = duration(None, match["unit"] or match["pair"])
        elif name == "next_month":
            value = duration(None, "月")
        yield FoundTime(match.start(), match.end(), TimeKind.FREQUENCY, value, name, rules[name].confidence)


def _repeated(text: str, rhythm: re.Match[str]) -> Iterator[FoundTime]:
    """A rhythm with what it is counted by, and the further ones that share its word (每月、季度)."""
    rules = tables.patterns("time_patterns")
    more = rules["times"].regex.match(text[rhythm.end():rhythm.end() + 40])
    end = rhythm.end() + (more.end() if more else 0)
    if _describes(text, rhythm, end):
        return
    yield FoundTime(rhythm.start(), end, TimeKind.FREQUENCY,
                    duration(rhythm["count"], rhythm["unit"]), "every", rules["every"].confidence)
    while further := rules["more_units"].regex.match(text[end:end + 8]):
        yield FoundTime(end + further.start("unit"), end + further.end(), TimeKind.FREQUENCY,
                        duration(None, further["unit"]), "every", rules["every"].confidence)
        end += further.end()


def _describes(text: str, rhythm: re.Match[str], end: int) -> bool:
    """Whether a rhythm only tells which things are meant (解读每月财政收支变化, 每季度的进度): it stands
    right behind a verb or before 的, and no other verb and no count follows in its clause."""
    acts = tables.patterns("time_patterns")["act"].regex
    meant = text.startswith("的", end) or acts.search(text, max(0, rhythm.start() - 2), rhythm.start())
    if end > rhythm.end() or not meant:
        return False
    rest = _CLAUSE.split(text[end:end + _CLAUSE_REACH], maxsplit=1)[0]
    return bool(rest) and not acts.search(rest)


def find_lengths(text: str) -> Iterator[FoundTime]:
    """How long after an event something is due."""
    rules = tables.patterns("time_patterns")
    for _, match in occurrences(text, ("within",)):
        marked = match["mark"] or match["lead"]
        if not marked and match["unit"] != "工作日":
            continue
        if _is_no_limit(text, match):
            continue
        yield FoundTime(match.start(), match.end(), TimeKind.WITHIN,
                        duration(match["count"], match["unit"]), "within", rules["within"].confidence)


def _is_no_limit(text: str, length: re.Match[str]) -> bool:
    """Whether a length is that of a sanction, a benefit (贴息期限不超过1年), of validity or of what one does at a time
    (连续驾驶不超过4小时), tells whom something is for (毕业2年内的), is the least, or goes before an event."""
    rules = tables.patterns("time_patterns")
    at = length.start()
    if rules["sanction"].regex.match(text[length.end():length.end() + 12]):
        return True
    before = rules["since_length" if length["mark"] else "least_or_early"].regex
    if before.search(text, max(0, at - _JUST_BEFORE), at):
        return True
    meant = "benefit_length" if length["unit"] in ("年", "月") else "spent_length"
    return (length["lead"] or "").endswith("超过") \
        and rules[meant].regex.search(text, max(0, at - _BENEFIT_REACH), at) is not None
