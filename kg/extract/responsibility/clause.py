"""Statements without a bracket or a key: the last sentence of a paragraph only shares out what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extract.drafts import Range, behind_last, trimmed
from kg.extract.responsibility.statement import Statement, Usage, says_when, without_times
from kg.extract.units import NamedUnit, is_place, looks_like_unit, role_of, rule
from kg.model.extraction import Role

_LONGEST_CLAUSE, _LONGEST_MARK = 300, 2
_LONGEST_NAME, _LONGEST_ACT = 24, 12
_CLAUSE, _KEY_END = re.compile("[,;] ?"), re.compile(r"[:】〕\]]")
_BEFORE_KEYS = "省市县区镇乡以工任行"       # a word of these is part of a key that a colon or a bracket ends, and of no other
_ABOVE = ("以上", "上述", "前述")


def closing_clauses(text: str, start: int, stop: int, usage: Usage) -> list[Statement]:
    """The last sentences of the paragraphs of a stretch that only share out the task.

    …。省发改委牵头，省财政厅配合。 is one, and …。责任单位为综合科。; a sentence that goes on to demand
    something is not, and nothing is that stands before all else.
    """
    found = []
    at = start
    while at < stop:
        line_end = text.find("\n", at, stop)
        line_end = stop if line_end < 0 else line_end
        clause = _closing(text, at, line_end, usage)
        found += [clause] if clause and clause.start > start else []
        at = line_end + 1
    return found


def covering_statements(text: str, start: int, stop: int, usage: Usage) -> Iterator[Statement]:
    """The lines of a stretch that share out all tasks above them (以上任务由甲局负责。), in a bracket or not."""
    if not any(text.find(word, start, stop) >= 0 for word in _ABOVE):  # few texts look back so
        return
    for match in rule("covering").finditer(text, start, stop):
        begin = max(start, text.rfind("\n", start, match.start()) + 1)
        line_end = text.find("\n", match.end(), stop)
        line_end = stop if line_end < 0 else line_end
        value = trimmed(text, match.end(), line_end, " 。;)】]")
        units = _shared(text, *value, usage) if value and not text[begin:match.start()].strip("([【—- ") else ()
        if _are_units(units):
            yield Statement(begin, line_end, *without_times(text, units), "covering clause", 0.85)


def _closing(text: str, start: int, stop: int, usage: Usage) -> Statement | None:
    """The last sentence of a paragraph, or its last clauses, if it shares out the task."""
    whole = trimmed(text, start, stop, " \n,;、。")
    if whole is None:
        return None
    due = _limit_behind(text, start, whole[1])
    end = due[0] - 1 if due else whole[1]
    for begin in _begins(text, start, end):
        if 3 < end - begin <= _LONGEST_CLAUSE:
            units = _shared(text, begin, end, usage)
            if _are_units(units):
                named, times = without_times(text, units)
                limit = _limit_before(text, start, begin)
                found = Statement(limit[0] if limit else begin, stop, named,
                                  tuple(filter(None, (limit, *times, due))), "closing clause", 0.85)
                return _with_sentence_before(text, start, found, usage)
    return None


def _with_sentence_before(text: str, start: int, found: Statement, usage: Usage) -> Statement:
    """A closing sentence that only says who does it likewise, with the one before it that shares out the task
    (…。甲局牵头，乙局配合。各县参照执行。)."""
    follows = all(unit.role is Role.FOLLOW for unit in found.units)
    above = _closing(text, start, found.start, usage) if follows else None
    return found if above is None else replace(found, start=above.start, units=(*above.units, *found.units),
                                               times=(*above.times, *found.times))


def _limit_behind(text: str, start: int, stop: int) -> Range | None:
    """The last clause of a paragraph, if it only says when (…负责，6月底前办结)."""
    clause = behind_last(text, "。,;", start, stop)
    only = clause > start and text[clause - 1] != "。" and says_when(text[clause:stop])
    return (clause, stop) if only else None


def _limit_before(text: str, start: int, begin: int) -> Range | None:
    """The sentence that begins a paragraph and only says when, right before the one that shares out the task."""
    limit = trimmed(text, start, begin, " \n。")
    return limit if limit and says_when(text[slice(*limit)]) else None


def _begins(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a closing clause may begin: with the last sentence, or amid it, from where on who does what is told.

    Where no act ends it, it begins with a key, and few sentences hold one.
    """
    sentence = max(start, text.rfind("。", start, stop) + 1)
    acted = rule("role_end").search(text[max(start, stop - _LONGEST_ACT):stop]) is not None \
        or _begins_with_lead(text, sentence, stop)
    if acted or _before_key().match(text, sentence, stop):
        yield sentence
    first = max(sentence, stop - _LONGEST_CLAUSE - _LONGEST_MARK)
    for comma in _CLAUSE.finditer(text, first, stop) if acted else _comma_before_key().finditer(text, first, stop):
        if text[comma.start()] == ";" or rule("told_apart").match(text, comma.end(), stop):
            yield comma.end()


def _begins_with_lead(text: str, begin: int, end: int) -> bool:
    """Whether the first clause of a sentence says who leads, the others what who else does (甲局牵头,乙科协助制图)."""
    return text.find("牵头", begin, end) >= 0 and rule("told_apart").match(text, begin, end) is not None


def _shared(text: str, begin: int, end: int, usage: Usage) -> Sequence[NamedUnit]:
    """The units of a sentence that ends in what they do, or begins with what they are."""
    begin = end - len(text[begin:end].lstrip())
    keyed = keyed_units(text, begin, end, usage)
    if keyed:
        return keyed
    clause = text[begin:end]
    if "《" in clause:  # stands in no unit's name
        return ()
    ends = (rule("role_end").search(clause[-_LONGEST_ACT:]) and rule("role_end").search(clause)) \
        or _begins_with_lead(text, begin, end)
    return usage.units(text, begin, end) if ends else ()


def keyed_units(text: str, begin: int, end: int, usage: Usage) -> Sequence[NamedUnit]:
    """The units of a stretch behind each of its keys (牵头单位为甲局，配合单位乙局); none if it begins with none."""
    if not _key_of(text, begin, end):
        return ()
    keys = [(at, key) for at in (begin, *(mark.end() for mark in _CLAUSE.finditer(text, begin, end)))
            if (key := _key_of(text, at, end))]
    return [unit for (at, key), stop in zip(keys, [*(at for at, _ in keys[1:]), end + 1], strict=True)
            for unit in usage.units(text, at + key.end(), stop - 1, role_of(key["words"]))]


def _key_of(text: str, begin: int, end: int) -> re.Match[str] | None:
    """What says that the units of a clause follow: 责任单位为, 责任单位：, 责任单位."""
    if not rule("key_begins").match(text, begin, end):
        return None
    closed = _KEY_END.search(text, begin, end) is not None  # few clauses are
    if text[begin] in _BEFORE_KEYS and not closed:
        return None
    clause = text[begin:end]
    return rule("key_is").match(clause) or (closed and rule("key").match(clause)) or rule("bare_key").match(clause)


@cache
def _before_key() -> re.Pattern[str]:
    """What stands before what a key may begin with."""
    return re.compile(rf"\s*+(?={rule('key_begins').pattern})")


@cache
def _comma_before_key() -> re.Pattern[str]:
    """The mark before a clause that may begin with a key."""
    return re.compile(f"{_CLAUSE.pattern}(?={_before_key().pattern})")


def _are_units(units: Sequence[NamedUnit]) -> bool:
    """Whether what stands for units are some, beside limits of time; behind the first a bare kind is one too."""
    named = [unit for unit in units if not says_when(unit.name)]
    return bool(named) and _is_unit(named[0]) and all(
        _is_unit(unit) or rule("generic").match(unit.name) for unit in named[1:])


def _is_unit(unit: NamedUnit) -> bool:
    """Whether what stands for a unit is one, not the subject and the verb of a demand."""
    return unit.end - unit.start <= _LONGEST_NAME and not rule("obliged").search(unit.name) \
        and (looks_like_unit(unit.name, strict=unit.name[0] not in "各市县区省") or is_place(unit.name))
