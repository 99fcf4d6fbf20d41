"""Statements in brackets or behind a dash: …（综合司，各相关部门）, …。——综合司."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.drafts import behind_last, trimmed
from kg.extract.responsibility.clause import keyed_units
from kg.extract.responsibility.shares import shared_units
from kg.extract.responsibility.statement import CLOSING, OPENING, Statement, Usage, without_times
from kg.extract.units import NamedUnit, is_kind, is_place, looks_like_unit, read_units, rule

_BORDERS = "、,;:。\n "
_STOPS = "。!?;”》)]】 \n…"
_QUOTED = "”》"
_FIGURES = "0123456789%‰"   # what a copy's reader may have made of a stop behind them (9%。 read as 90)
_KEY = re.compile("(?P<words>[\u4e00-\u9fff]{2,8}):")
_DEPARTMENTS, _LONGEST_FIELD = ("部门", "单位"), 6
_LONGEST_PERSON, _APART_FROM_NUMBER = 4, 2
_TELEPHONE = re.compile(r"(?:\d{3,4}-)?\d{7,8}|1\d{10}")
_APART = " ,;。、\n"
_FEWEST, _LONGEST_NAME, _LONGEST_TITLE, _LONGEST_OPENING = 3, 30, 45, 200
_LONGEST_BODY = 12          # characters of what a body of several others ends in
_SHORTEST_TITLE, _NEVER_IN_TITLES = 2, ",;:。!?\n"


def bracketed_statements(text: str, start: int, stop: int, usage: Usage,
                         breaks: Sequence[int] = ()) -> Iterator[Statement]:
    """The statements in a stretch that stand in brackets or behind a dash where a sentence or a stretch closes.

    `breaks` are where items begin, which nothing behind a dash reaches across; sorted.
    """
    return stated_in(text, brackets_of(text, start, stop, breaks), start, stop, usage)


def brackets_of(text: str, start: int, stop: int, breaks: Sequence[int] = ()) -> list[re.Match[str]]:
    """The brackets of a stretch, then what stands behind its dashes, but those that begin as no statement does."""
    begins_as_none = rule("not_statement").match
    return [match for match in (*rule("bracket").finditer(text, start, stop), *_dashed(text, start, stop, breaks))
            if not begins_as_none(match["inner"].lstrip())]


def stated_in(text: str, brackets: Iterable[re.Match[str]], start: int, stop: int, usage: Usage) -> Iterator[Statement]:
    """The statements that some brackets of a stretch are."""
    for match in brackets:
        closes = _after_stop(text, match, start) and not _explains(text, match, stop)
        if not (closes or _closes_words(text, match, stop) or _closes_figure(text, match)
                or _closes_clause(text, match)):
            continue
        inner = _behind_key(text, *match.span("inner"))
        told_apart = inner[0] > match.start("inner") or ";" in match["inner"]
        keyed = keyed_units(text, *inner, usage)
        listed = keyed or (shared_units(text, *inner, usage) if told_apart else usage.units(text, *inner))
        units = _without_contacts(text, listed)
        named, times = without_times(text, units)
        marked = bool(keyed) or (bool(times) and text[match.start()] not in "—-")
        confidence = _belief(text, match, named, marked, usage, closes, stop)
        before = text[max(start, match.start() - _LONGEST_BODY):match.start()]
        named_again = usage.has_named(units) and rule("lodged_before").search(before) is None
        if confidence and (named_again or not _receives(text, match, start)):
            yield Statement(match.start(), match.end(), named, times, "bracket", confidence)


def _behind_key(text: str, start: int, stop: int) -> tuple[int, int]:
    """What stands in a bracket behind words that say whose share it is and name no unit (（市分工方案：甲局，乙局负责）)."""
    key = _KEY.match(text, start, stop)
    return (key.end() if key and not looks_like_unit(key["words"]) else start), stop


def _without_contacts(text: str, units: Sequence[NamedUnit]) -> Sequence[NamedUnit]:
    """The units without persons and their telephone numbers (（甲处，张三，12345678）)."""
    numbers = [unit.start for unit in units if _TELEPHONE.fullmatch(unit.name)]
    if not numbers:
        return units
    return [unit for unit in units if unit.start not in numbers and not (
        len(unit.name) <= _LONGEST_PERSON and not looks_like_unit(unit.name) and text[unit.end:unit.end + 1] in ",、; "
        and any(unit.end < start <= unit.end + _APART_FROM_NUMBER for start in numbers))]


def before_keys(text: str, start: int, keyed: Sequence[Statement], usage: Usage) -> Iterator[Statement]:
    """What stands in a bracket before its first key, if that is units or a limit: （甲局、乙局；完成时限：6月底前）."""
    for statement in keyed:
        opened = -1 if text[statement.start] in OPENING else _opened(text, start, statement.start)
        start = statement.end
        inner = trimmed(text, opened + 1, statement.start, _APART) if opened >= 0 else None
        if inner is None or rule("not_statement").match(text[slice(*inner)]):
            continue
        named, times = without_times(text, usage.units(text, *inner))
        if (named or times) and all(usage.may_name(unit.name) for unit in named):
            yield Statement(opened, inner[1], named, times, "bracket", 0.95)


def _opened(text: str, start: int, stop: int) -> int:
    """The bracket of this line that is open at a place and was opened behind another; -1 if none is."""
    start = max(start, stop - _LONGEST_OPENING, text.rfind("\n", start, stop) + 1)
    end = stop
    while (at := max(text.rfind(mark, start, end) for mark in OPENING)) >= 0:
        if sum(text.count(mark, at, stop) for mark in OPENING) > sum(text.count(mark, at, stop) for mark in CLOSING):
            return at
        end = at
    return -1


def _dashed(text: str, start: int, stop: int, breaks: Sequence[int]) -> Iterator[re.Match[str]]:
    if text.find("—", start, stop) < 0 and text.find("--", start, stop) < 0:  # few texts have one
        return
    inside = breaks[bisect_right(breaks, start):bisect_left(breaks, stop)]
    for begin, end in itertools.pairwise((start, *inside, stop)):
        yield from rule("dashed").finditer(text, begin, end)


def habitual_names(text: str, brackets: Iterable[re.Match[str]], usage: Usage) -> frozenset[str]:
    """The units in brackets right behind the words of a line (1.公开预算（财务科）), where several lines or titles end so.

    A lone one behind a unit is its second name.
    """
    found: list[list[str]] = []
    for match in brackets:
        closes = text[match.start()] in OPENING and (
            _before_stop(text, match, len(text)) or _closes_title(text, match))
        units = [unit.name for unit in read_units(text, *match.span("inner"))] if closes else []
        if units and all(usage.may_name(name) for name in units) \
                and (len(units) > 1 or not looks_like_unit(_word_before(text, match.start()))) \
                and not _receives(text, match, 0):
            found.append(units)
    return frozenset(name for units in found for name in units) if len(found) >= _FEWEST else frozenset()


def _word_before(text: str, at: int) -> str:
    """What ends at a place and no border parts, as far as names reach."""
    return text[behind_last(text, _BORDERS, max(0, at - _LONGEST_NAME), at):at]


def _closes_words(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a bracket stands where a statement closes what is no sentence: a clause, a title or a stretch."""
    return _before_stop(text, match, stop) or text.startswith(",", match.end()) or _closes_title(text, match)


def _closes_figure(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket that tells who leads or answers stands right behind a figure and before more words."""
    return text[match.start() - 1] in _FIGURES and rule("role_end").search(match["inner"]) is not None


def _closes_clause(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket stands right behind a comma and before more words, as each clause may be another's."""
    return text[match.start() - 1] == "," and match.end() < len(text) and "\u4e00" <= text[match.end()] <= "\u9fff"


def _receives(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a bracket stands right behind the body that something is sent to, and tells which office of it
    (报送办公厅（政务公开处）)."""
    return rule("receiver_before").search(text, max(start, match.start() - _LONGEST_NAME), match.start()) is not None


def _after_stop(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a bracket closes a sentence or a stretch."""
    return match.start() == start or text[match.start() - 1] in _STOPS


def _explains(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a bracket tells what a quoted word stands for, amid a sentence (“两馆”（档案馆、图书馆）查询场所)."""
    return match.start() > 0 and text[match.start() - 1] in _QUOTED and not _before_stop(text, match, stop) \
        and rule("role_end").search(match["inner"]) is None


def _before_stop(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether a bracket stands before a stop, at the end of a stretch, or right before the number of an item."""
    return match.end() >= stop or text[match.end()] in "。;\n" or rule("next_item").match(text, match.end()) is not None


def _closes_title(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket closes the title of an item, to which its text may be glued."""
    stop = match.start()
    if text[stop - 1:stop] in _NEVER_IN_TITLES:
        return False
    reach = max(0, stop - _LONGEST_TITLE)
    begin = behind_last(text, _NEVER_IN_TITLES, reach, stop)
    return stop - begin >= _SHORTEST_TITLE and rule("closes_title").search(text, begin, stop) is not None


def _belief(text: str, match: re.Match[str], units: Sequence[NamedUnit], marked: bool, usage: Usage,
            closes: bool, stop: int) -> float:
    """How sure a bracket is a statement, 0 for not at all; `marked` as one if a key or a limit stands beside the units,
    as an act would too, `closes` if it stands behind a sentence.
    """
    if not units:
        return 0.0
    known = usage.has_named(units)
    if known and closes:
        return 0.98
    marked = marked or any(rule(end).search(match["inner"]) for end in ("role_end", "manner_end"))
    named = [unit for unit in units if usage.may_name(unit.name)]
    places = [unit for unit in units if unit not in named and (
        is_place(unit.name) or (named and is_kind(unit.name)))] if named or marked else []
    alike = len(named) + len(places)
    fields = closes and alike < len(units) and _are_fields(match["inner"], units, usage)
    if not alike and not fields:
        return 0.0
    if alike == len(units) and closes:
        return 0.98 if marked else 0.95
    if alike == len(units) and (marked or known) and (
            _before_stop(text, match, stop) or _closes_title(text, match)):
        return 0.9
    if alike == len(units) > 1 and usage.habitual and _before_stop(text, match, stop):
        return 0.85     # no second name of one unit
    if alike == len(units) and marked and (text.startswith(",", match.end()) or _closes_figure(text, match)):
        return 0.85
    if alike == len(units) and usage.in_brackets and _closes_clause(text, match):
        return 0.85
    if fields or (closes and all(usage.may_name(unit.name, strict=False) for unit in units)):
        return 0.85
    if marked and closes and alike * 2 >= len(units):
        return 0.85
    if closes and len(units) > 2 and alike >= len(units) * 0.7:
        return 0.8
    return 0.0


def _are_fields(inner: str, units: Sequence[NamedUnit], usage: Usage) -> bool:
    """Whether a bracket lists departments by their fields, which share their last word (公安、交通等部门负责)."""
    acts = [act.start() for act in rule("role_end").finditer(inner) if act.end() == len(inner)]
    bare = inner[:acts[0]] if acts else inner
    return bare.endswith(_DEPARTMENTS) and (len(units) > 1 or "等" in bare) \
        and all(len(unit.name) <= _LONGEST_FIELD or usage.may_name(unit.name) for unit in units)
