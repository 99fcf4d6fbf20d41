"""Finds statements of responsibility: brackets, key lines, lines of units, closing clauses.

Names are harvested in two passes from the document itself: what stands in a statement
that a key or a role word marks is a unit, and brackets of such names are statements
even where their place or their endings would not say so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import trimmed
from kg.extract.units import NamedUnit, looks_like_unit, read_units, role_of, rule
from kg.model.extraction import Role

_STOPS = "。!?;”》)]】 \n…"
_LONGEST_CLAUSE = 120
_LONGEST_KEY = 30
_LONGEST_LINE, _LONGEST_NAME, _FEWEST_LINES = 120, 30, 3
_SHORTEST_CLAUSE = 4
_LONGEST_CLAUSE_NAME = 24
_KEY_END = re.compile(r"[】〕\]](?: *:)?|:")


@dataclass(frozen=True, slots=True)
class Statement:
    """Who answers for the text before: units, and ranges that hold time limits.

    `start` to `end` is the whole bracket, line or clause in the logical text, with the
    lines beside it that name persons.
    """

    start: int
    end: int
    units: tuple[NamedUnit, ...]
    times: tuple[tuple[int, int], ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Usage:
    """How this document states responsibility: the names it uses, whether the first leads."""

    names: frozenset[str] = frozenset()
    first_leads: bool = False


def learn_usage(text: str) -> Usage:
    """The usage of a document, from its safe places."""
    first_leads = rule("first_leads").search(text) is not None
    found = [*_keyed(text, 0, len(text), first_leads, ()), *_bracketed(text, 0, len(text), Usage())]
    names = {unit.name for statement in found for unit in statement.units
             if not re.search(r"\d|[(].*[)].", unit.name)}
    return Usage(frozenset(names), first_leads)


def find_statements(text: str, start: int, stop: int, usage: Usage,
                    breaks: Sequence[int] = ()) -> list[Statement]:
    """The statements in a stretch of logical text, in order; neighbours are one.

    `breaks` are where items begin, which no statement reaches across; sorted.
    """
    keyed = list(_keyed(text, start, stop, usage.first_leads, breaks))
    free = _outside([*_bracketed(text, start, stop, usage), *_unit_lines(text, start, stop, usage)], keyed)
    found = sorted([*keyed, *free], key=lambda statement: statement.start)
    return [statement for statement in _grouped(text, found) if statement.units or statement.times]


def keyed_statements(text: str, start: int, stop: int, usage: Usage) -> list[Statement]:
    """The statements in a stretch that keys open (牵头单位：…)."""
    return list(_keyed(text, start, stop, usage.first_leads, ()))


def _outside(found: Sequence[Statement], keyed: Sequence[Statement]) -> list[Statement]:
    """The statements that touch none of those opened by keys."""
    starts = [statement.start for statement in keyed]
    free = []
    for statement in found:
        before = bisect_left(starts, statement.end) - 1
        if before < 0 or keyed[before].end <= statement.start:
            free.append(statement)
    return free


def _grouped(text: str, found: Sequence[Statement]) -> list[Statement]:
    groups: list[Statement] = []
    for statement in found:
        if groups and not text[groups[-1].end:statement.start].strip(" \n\t。;,"):
            last = groups[-1]
            groups[-1] = Statement(last.start, statement.end, last.units + statement.units,
                                   last.times + statement.times, last.rule,
                                   min(last.confidence, statement.confidence))
        else:
            groups.append(statement)
    return groups


def _keyed(text: str, start: int, stop: int, first_leads: bool, breaks: Sequence[int]) -> Iterator[Statement]:
    """Statements that a key opens; the value runs to the line's or sentence's end."""
    keys = [(match, kind) for match, kind in _keys(text, start, stop)
            if kind == "other_key" or _opens(text, match, start)]
    for index, (match, kind) in enumerate(keys):
        if kind == "other_key":
            continue
        limit = keys[index + 1][0].start() if index + 1 < len(keys) else stop
        following = bisect_left(breaks, match.end())
        limit = min(limit, breaks[following]) if following < len(breaks) else limit
        end, close = _value_end(text, match, limit)
        begin, value = match.end(), text[match.end():end]
        if not value.strip():
            continue
        named = read_units(text, begin, end, role_of(match["words"]), first_leads) if kind == "key" else []
        units, times = _without_times(text, named)
        times = ((begin, end),) if kind == "time_key" else times
        if units or times or kind == "person_key":
            yield Statement(match.start(), close, units, times, "key", 0.97)


def _keys(text: str, start: int, stop: int) -> Iterator[tuple[re.Match[str], str]]:
    """The keys of a stretch and their kinds, each found from its colon or bracket
    backwards: those are rarer than the words of keys."""
    done = start
    for end in _KEY_END.finditer(text, start, stop):
        window = max(done, end.start() - _LONGEST_KEY)
        for name in ("key", "time_key", "person_key", "other_key"):
            match = rule(name).search(text, window, end.end())
            if match and match.end() == end.end():
                done = match.end()
                yield match, name
                break


def _without_times(text: str,
                   units: Sequence[NamedUnit]) -> tuple[tuple[NamedUnit, ...], tuple[tuple[int, int], ...]]:
    """Units, and the ranges of what only says when (责任单位：综合科，6月底前 or 综合科（6月底前）)."""
    named: list[NamedUnit] = []
    times: list[tuple[int, int]] = []
    for unit in units:
        limit = rule("timed_bracket").search(text, unit.start, unit.end)
        if rule("only_time").search(unit.name):
            times.append((unit.start, unit.end))
        elif limit and rule("only_time").search(limit["limit"]):
            times.append(limit.span("limit"))
            named.append(replace(unit, end=limit.start(), name=unit.name[:unit.name.rindex("(")]))
        else:
            named.append(unit)
    return tuple(named), tuple(times)


def _opens(text: str, match: re.Match[str], start: int) -> bool:
    """A key stands at a line's start, after a stop or a bracket; not amid a sentence."""
    if match[0][0] in "([【〔" or match.start() == start:
        return True
    after_border = text[match.start() - 1] in "\n\t。;, )]】”!"
    return after_border or (text[match.end() - 1] == ":" and len(match["words"]) > 2)


def _value_end(text: str, match: re.Match[str], limit: int) -> tuple[int, int]:
    """Where a key's value ends and where the statement does (behind a bracket)."""
    opened = match[0][0] in "([【〔" and not re.search(r"[】〕\])] *:?$", match[0])
    at = match.end()
    while at < limit and text[at] == "\n":
        at += 1
    depth = 0
    while at < limit:
        character = text[at]
        if character in "([【〔":
            depth += 1
        elif character in ")]】〕":
            if depth == 0:
                return at, at + 1 if opened else at
            depth -= 1
        elif depth == 0 and _ends_value(text, match.end(), at, limit):
            return at, at
        at += 1
    return _trim(text, match.end(), limit), limit


def _ends_value(text: str, start: int, at: int, limit: int) -> bool:
    """Whether the value that begins at `start` ends at a line's or a sentence's end or at a space."""
    if text[at] == "\n":
        return text[at - 1] not in ",、"
    return text[at] in "\t。" or (text[at] == " " and _ends_at_space(text, start, at, limit))


def _ends_at_space(text: str, start: int, at: int, limit: int) -> bool:
    """Whether a unit stands before a space and a clause behind it: lines that were run together."""
    before = re.split("[、,; ]", text[max(start, at - _LONGEST_NAME):at])[-1]
    clause = re.match(r"[^、,;。\n ]*", text[at + 1:min(limit, at + _LONGEST_LINE)])
    ahead = clause[0] if clause else ""
    return looks_like_unit(before) and len(ahead) >= _SHORTEST_CLAUSE \
        and not looks_like_unit(ahead, strict=False) and not rule("act").search(ahead)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \n,;、":
        end -= 1
    return end


def _bracketed(text: str, start: int, stop: int, usage: Usage) -> Iterator[Statement]:
    for match in rule("bracket").finditer(text, start, stop):
        inner = (match.start("inner"), match.end("inner"))
        if rule("not_statement").search(match["inner"].lstrip()) or not _placed(text, match, start, stop):
            continue
        units = read_units(text, *inner, Role.RESPONSIBLE, usage.first_leads)
        named, times = _without_times(text, units)
        confidence = _belief(text, match, named, usage, start, stop)
        if confidence:
            yield Statement(match.start(), match.end(), named, times, "bracket", confidence)


def _placed(text: str, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether a bracket stands where a statement may: it closes a sentence or a stretch."""
    return _after_stop(text, match, start) or _before_stop(text, match, stop)


def _after_stop(text: str, match: re.Match[str], start: int) -> bool:
    return match.start() == start or text[match.start() - 1] in _STOPS


def _before_stop(text: str, match: re.Match[str], stop: int) -> bool:
    return match.end() >= stop or text[match.end()] in "。;\n"


def _belief(text: str, match: re.Match[str], units: Sequence[NamedUnit], usage: Usage,
            start: int, stop: int) -> float:
    """How sure a bracket is a statement, 0 for not at all."""
    if not units:
        return 0.0
    known = sum(unit.name in usage.names for unit in units)
    alike = sum(unit.name in usage.names or looks_like_unit(unit.name) for unit in units)
    marked = rule("role_end").search(match["inner"]) is not None
    closes = _after_stop(text, match, start)
    if alike == len(units) and closes:
        return 0.98 if known == len(units) or marked else 0.95
    if alike == len(units) and (marked or known == len(units)) and _before_stop(text, match, stop):
        return 0.9
    if marked and closes and alike * 2 >= len(units):
        return 0.85
    if closes and len(units) > 2 and alike >= len(units) * 0.7:
        return 0.8
    return 0.0


def _unit_lines(text: str, start: int, stop: int, usage: Usage) -> Iterator[Statement]:
    """Lines that hold nothing but units, where several do and the first follows a sentence.

    Where such a line stands first, it heads what a unit is to do.
    """
    found: list[Statement] = []
    sure, end = 0, start
    while end < stop:
        begin, end = end, text.find("\n", end + 1, stop)
        end = stop if end < 0 else end
        line = trimmed(text, begin, end)
        names = _names_in_line(text, *line, usage) if line else []
        if not line or not names:
            continue
        if not found and "。" not in text[start:line[0]]:
            return
        sure += any(name in usage.names or looks_like_unit(name) for name in names)
        found.append(Statement(*line, tuple(read_units(text, *line, first_leads=usage.first_leads)), (),
                               "line of units", 0.85))
    if len(found) >= _FEWEST_LINES and sure * 2 >= len(found):
        yield from found


def _names_in_line(text: str, start: int, stop: int, usage: Usage) -> list[str]:
    """The names of a line in which everything is a unit; none otherwise."""
    if stop - start > _LONGEST_LINE or text[stop - 1] in "。;:!?,":
        return []
    last = text[max(start, stop - _LONGEST_NAME):stop].removesuffix("等").rpartition("、")[2]
    if not (last in usage.names or looks_like_unit(last, strict=False)):
        return []
    names = [unit.name for unit in read_units(text, start, stop)]
    return names if all(name in usage.names or looks_like_unit(name, strict=False) for name in names) else []


def closing_clause(text: str, start: int, stop: int, usage: Usage) -> Statement | None:
    """The last sentence of a stretch where it only shares out the task.

    …。省发改委牵头，省财政厅配合。 is one; a sentence that goes on to demand something is not.
    """
    end = _trim(text, start, stop)
    while end > start and text[end - 1] in "。":
        end -= 1
    begin = max(text.rfind(mark, start, end) for mark in "。\n;") + 1
    begin = max(begin, start)
    if not 3 < end - begin <= _LONGEST_CLAUSE or begin == start:
        return None
    clause = text[begin:end]
    if not rule("role_end").search(clause) or not rule("role_end").search(clause[-12:]):
        return None
    units = read_units(text, begin, end, Role.RESPONSIBLE, usage.first_leads)
    if units and all(rule("only_time").search(unit.name) or (unit.end - unit.start <= _LONGEST_CLAUSE_NAME
                     and looks_like_unit(unit.name, strict=unit.name[0] not in "各市县区省")) for unit in units):
        return Statement(begin, stop, *_without_times(text, units), "closing clause", 0.85)
    return None
