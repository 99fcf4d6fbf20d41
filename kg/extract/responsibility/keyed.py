"""Statements that a key opens: 责任单位：…, 【配合单位】…, 完成时限：…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.extract.drafts import behind_last
from kg.extract.responsibility.shares import shared_units
from kg.extract.responsibility.signed import above_signature, is_day
from kg.extract.responsibility.statement import Statement, Usage, without_times
from kg.extract.units import NamedUnit, looks_like_unit, role_of, rule

_LONGEST_LINE, _LONGEST_NAME = 120, 30
_LONGEST_KEY = 30
_SEEN_BEFORE = 3            # what the patterns of keys look at before the first character of one
_KINDS = ("key", "time_key", "person_key", "other_key")
_SHORTEST_CLAUSE = 4
_LONGEST_ODD = 10           # characters of a name that does not look like a unit's
_OPENING, _CLOSING = "([【〔<{“〈", ")]】〕>}”〉"
_NEVER_IN_KEYS, _BETWEEN = "\n。;", " \n;,。"
_BORDER = re.compile(f"[{re.escape(_OPENING + _CLOSING)}\n\t。 ]")  # what a value may end at
_BRACKET, _CLOSED = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]"), re.compile(f"[{re.escape(_CLOSING)}\n]")
_ANSWERS = ("责任人", "负责人")
_PERSONS, _PERSON = re.compile("人|领导"), (2, 3)
_KEY_CLOSED = re.compile(r"[】〕\])] *:?$")
_CLAUSE_AHEAD = re.compile(r"(?:[^、,;。\n ()\]】〕]|\([^()\n]*\))*")
# Bodies that sign, each behind a space, and the day, where a page gives its end in the line of the last value.
_SIGNATURES = re.compile(r"(?: [\u4e00-\u9fff()]{4,30}){1,20} ?(?:19|20)\d\d年\d{1,2}月\d{1,2}日(?:印发)?(?=[ (\n]|\Z)")
_NAME_END = re.compile("[、,;。\n]")
_KEY_END = re.compile(r"[】〕\]:](?<!\d.)(?:(?<!:) *:)?")  # no key ends in a figure, as years and hours do


class _Key(NamedTuple):
    """A key as printed, where it stands, and the pattern that found it; what it names, and whether it tells
    something beside a statement."""

    start: int
    end: int
    kind: str
    printed: str
    words: str
    aside: bool


def keyed_statements(text: str, start: int, stop: int, usage: Usage,
                     breaks: Sequence[int] = ()) -> Iterator[Statement]:
    """The statements in a stretch that keys open; the value runs to the line's or sentence's end.

    `breaks` are where items begin, which no value reaches across; sorted.
    """
    if _KEY_END.search(text, start, stop) is None:  # few stretches hold a key
        return
    keys = [key for key in _keys(text, start, stop) if key.kind == "other_key" or _opens(text, key, start)]
    close = start
    for index, key in enumerate(keys):
        begin, kind = key.end, key.kind
        end, behind = _before_others(text, begin, _value_end(text, key, _reach(text, keys, index, breaks, stop)))
        if kind == "key" and (end == stop or is_day(text, end, stop)):
            end = behind = above_signature(text, begin, stop)
        beside = kind == "other_key" and _is_beside(text, keys[:index + 1])
        if kind == "other_key" and not beside and not _is_aside(text, keys[index:], start, close):
            continue
        names = kind == "key" or beside or (kind == "person_key" and key.words.endswith(_ANSWERS))
        named = _named(text, begin, end, key, usage) if names else []
        if beside and not all(usage.may_name(unit.name) for unit in named):
            if not text.startswith((*_CLOSING,), behind):
                continue
            named = []      # （牵头：甲局；目标位置：全省前五） says more of the task
        if named and not _are_names(named, usage):
            continue
        close, value = behind, text[begin:end].strip()
        units, times = without_times(text, named)
        times = ((begin, end),) if kind == "time_key" and value else times
        if value and (units or times or kind in ("person_key", "other_key") or rule("remark").match(value)):
            yield Statement(key.start, close, units, times, "key", 0.97)


def _reach(text: str, keys: Sequence[_Key], index: int, breaks: Sequence[int], stop: int) -> int:
    """How far the value of a key may reach: to the next key or item."""
    key = keys[index]
    limit = keys[index + 1].start if index + 1 < len(keys) else stop
    following = bisect_left(breaks, key.end)
    if following < len(breaks) and not _holds_numbers(text, key, breaks[following], limit):
        return min(limit, breaks[following])
    return limit


def _holds_numbers(text: str, key: _Key, first: int, limit: int) -> bool:
    """Whether the bracket that a key opens closes behind a number in its line, which is a unit's (1.甲局；2.乙局)."""
    if key.printed[0] not in _OPENING or key.printed[-1] != ":":
        return False
    line = text.find("\n", key.end, limit)
    depth = 0
    for mark in _BRACKET.finditer(text, key.end, line if line >= 0 else limit):
        depth += 1 if mark[0] in _OPENING else -1
        if depth < 0:
            return mark.start() > first
    return False


def _is_aside(text: str, keys: Sequence[_Key], start: int, close: int) -> bool:
    """Whether the first of some keys tells something beside the statement that it follows (成果形式：), or whose bracket it
    opens, not what is to be done."""
    key = keys[0]
    if not key.aside or (key.printed[0] in _OPENING and not _KEY_CLOSED.search(key.printed)):
        return key.aside and len(keys) > 1 and not _CLOSED.search(text, key.end, keys[1].start)
    return start < close and not text[close:key.start].strip(_BETWEEN)


def _named(text: str, begin: int, end: int, key: _Key, usage: Usage) -> Sequence[NamedUnit]:
    """The units of a value, without the persons beside them that a key names too (责任单位及责任人); behind a key of
    persons the bodies that it names as who answers (责任人：镇卫生院), if it names nobody else."""
    if key.kind == "person_key":
        units = shared_units(text, begin, end, usage)
        return units if all(looks_like_unit(unit.name) for unit in units) else []
    units = shared_units(text, begin, end, usage, role_of(key.words))
    return [unit for found in units for unit in _without_person(found)] if _PERSONS.search(key.words) else units


def _are_names(named: Sequence[NamedUnit], usage: Usage) -> bool:
    """Whether what a key names may be units, not what they do (项目牵头单位：梳理本部门的政策并动态更新), nor a sentence that says
    who they are (统计责任单位：甲局、乙局等均是统计的责任单位)."""
    return rule("says_who").search(named[-1].name) is None and (
        len(named[0].name) <= _LONGEST_ODD or any(usage.may_name(unit.name, strict=False) for unit in named))


def _is_beside(text: str, keys: Sequence[_Key]) -> bool:
    """Whether the last of some keys, which is not known, stands in one bracket with a known one (（牵头：甲局；复查组：乙局）)."""
    unknown = keys[-1]
    if not unknown.words or len(keys) < 2 or keys[-2].kind != "key" or rule("no_act").search(unknown.words):
        return False
    known = keys[-2]
    return known.printed[0] in _OPENING and not _CLOSED.search(text, known.end, unknown.start)


def _without_person(unit: NamedUnit) -> Iterator[NamedUnit]:
    """A unit without the name of two or three characters that may be glued to it; nothing of a person alone."""
    for length in (0, *_PERSON):
        name = unit.name[:len(unit.name) - length]
        if looks_like_unit(name):
            yield unit._replace(end=unit.end - length, name=name)
            return


def _keys(text: str, start: int, stop: int) -> Iterator[_Key]:
    """The keys of a stretch and their kinds, each found from its colon or bracket
    backwards: those are rarer than the words of keys."""
    done = start
    for end in _KEY_END.finditer(text, start, stop):
        reach = max(done, end.start() - _LONGEST_KEY)
        window = behind_last(text, _NEVER_IN_KEYS, reach, end.start())
        before = max(0, window - _SEEN_BEFORE)
        key = _key_in(text[before:end.end()], window - before)
        if key:
            done = end.end()
            yield _Key(before + key.start, done, *key[2:])


@lru_cache(maxsize=1024)
def _key_in(words: str, start: int) -> _Key | None:
    """The key that ends some words and begins at a place or behind it; a plan is looked through twice for the same."""
    for kind in _KINDS:
        match = rule(kind).search(words, start)
        if match and match.end() == len(words):
            aside = kind == "other_key" and match["aside"] is not None
            return _Key(match.start(), match.end(), kind, match[0], match["words"] or "", aside)
    return None


def _opens(text: str, key: _Key, start: int) -> bool:
    """A key stands at a line's start, after a stop or a bracket; amid a sentence only before its value.

    The departments in charge that a notice addresses (各省林业主管部门：, 相关部门： alone in its line) are no key.
    """
    follows = text[key.end:key.end + 1]
    if key.words.startswith("相关") and follows == "\n":
        return False
    before = "\n" if key.start == start else text[key.start - 1]
    if key.printed[0] in _OPENING or before in "\n\t":
        return True
    if _KEY_CLOSED.search(key.printed):     # (…各相关部门(单位)负责): a bracket that closes all opens no key
        return False
    if before in "。;, )]】”!":
        return True
    if key.printed[-1] != ":" or follows == "\n" or key.words.startswith("主管"):
        return False
    return len(key.words) > 2 or (_follows_unit(text, key.start, start) and _names_unit(text, key.end))


def _names_unit(text: str, at: int) -> bool:
    """Whether the name of a unit begins at a place, not what those before it are to do (甲局牵头,乙局配合:公开…)."""
    end = _NAME_END.search(text, at, at + _LONGEST_NAME)
    return looks_like_unit(text[at:end.start() if end else at + _LONGEST_NAME].strip())


def _follows_unit(text: str, at: int, start: int) -> bool:
    """Whether the name of a unit ends at a place."""
    return looks_like_unit(text[behind_last(text, "、,;:。 ", max(start, at - _LONGEST_NAME), at):at])


def _value_end(text: str, key: _Key, limit: int) -> tuple[int, int]:
    """Where a key's value ends and where the statement does (behind a bracket)."""
    opened = key.printed[0] in _OPENING and not _KEY_CLOSED.search(key.printed)
    at = key.end
    while at < limit and text[at] == "\n":
        at += 1
    depth = 0
    for border in _BORDER.finditer(text, at, limit):
        at = border.start()
        if depth == 0 and rule("quoted_title").match(text, at, limit):
            return at, at
        if border[0] in _OPENING:
            depth += 1
        elif border[0] in _CLOSING:
            if depth == 0:
                return at, at + 1 if opened else at
            depth -= 1
        elif depth == 0 and _ends_value(text, key.end, at, limit) \
                and not (opened and rule("remark_behind").match(text, at, limit)):
            return at, at
    return _trim(text, key.end, limit), limit


def _before_others(text: str, start: int, value: tuple[int, int]) -> tuple[int, int]:
    """The ends of a value and its statement, or where a sentence that asks for something, or an annex, is glued to a
    unit."""
    other = rule("behind_list").search(text, start, value[0])
    glued = other and looks_like_unit(text[behind_last(text, "、,;: ", start, other.start()):other.start()])
    return (other.start(), other.start()) if other and glued else value


def _ends_value(text: str, start: int, at: int, limit: int) -> bool:
    """Whether the value that begins at `start` ends at a line's or a sentence's end or at a space."""
    if text[at] == "\n":
        return text[at - 1] not in ",、"
    return text[at] in "\t。" or (text[at] == " " and (
        _SIGNATURES.match(text, at) is not None or _ends_at_space(text, start, at, limit)))


def _ends_at_space(text: str, start: int, at: int, limit: int) -> bool:
    """Whether a unit stands before a space and a clause behind it: lines that were run together."""
    before = text[behind_last(text, "、,; ", max(start, at - _LONGEST_NAME), at):at]
    clause = _CLAUSE_AHEAD.match(text, at + 1, min(limit, at + _LONGEST_LINE))
    ahead = clause[0] if clause else ""
    unit = looks_like_unit(ahead, strict=False) or rule("generic").match(ahead)
    return looks_like_unit(before) and len(ahead) >= _SHORTEST_CLAUSE and not unit and not rule("act").search(ahead)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n,;、":
        end -= 1
    return end
