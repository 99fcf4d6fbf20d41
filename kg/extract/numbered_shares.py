"""Items whose numbers a plan shares out in another place: 第1、9项由甲局牵头，乙科配合；第5至7项由丙科负责。"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.cells import ITEM_NUMBERS
from kg.extract.units import NamedUnit, is_name, rule
from kg.numerals import read_numeral

_EDGES = " \n,;。、(（"
_ARABIC, _HAN = re.compile("[0-9]+"), re.compile("[一二三四五六七八九十]+")
_NUMERAL = re.compile(f"{_ARABIC.pattern}|{_HAN.pattern}")
_JOINT = re.compile("[、,和及]")
_COUNTED = re.compile("第[0-9一二三四五六七八九十、,和及至到第—–~-]{1,60}[项条]")    # what few texts hold
_LONGEST_SPAN = 30          # items that one range of numbers may name
_CONFIDENCE, _UNRESOLVED = 0.85, 0.5


class Share(NamedTuple):
    """The numbers of some items, and who answers for them by when."""

    numbers: tuple[int, ...]
    units: tuple[NamedUnit, ...]
    times: tuple[Range, ...]


def shared_out(text: str, drafts: Sequence[TaskDraft], usage: Usage) -> list[TaskDraft]:
    """The tasks, those of the items that lines or rows below them share out by number with their units, those lines and
    rows no tasks.

    Nothing is shared out where a number is that of several items, or of none: such a row stays, as uncertain. 1 and 一
    count apart.
    """
    if _COUNTED.search(text) is None and all(draft.rule != ITEM_NUMBERS for draft in drafts):
        return list(drafts)     # as most plans
    found = list(drafts)
    for draft in drafts:
        shares = _of_row(text, draft) if draft.rule == ITEM_NUMBERS else list(_of_lines(text, draft, usage))
        others = [other for other in found if other is not draft]
        for counted in (_ARABIC, _HAN) if shares else ():
            if _name_one_each(others, shares, counted):
                found = list(_given(others, shares, counted))
                break
    return [draft._replace(uncertain=True, confidence=_UNRESOLVED) if draft.rule == ITEM_NUMBERS else draft
            for draft in found]


def _of_row(text: str, draft: TaskDraft) -> list[Share]:
    """What a row of a table gives to the items whose numbers it holds."""
    return [Share(numbers_of(text[draft.pieces[0][0]:draft.pieces[-1][1]]), draft.units, draft.times)]


def _of_lines(text: str, draft: TaskDraft, usage: Usage) -> Iterator[Share]:
    """What a stretch that states nothing else and only shares out items gives to each; nothing if it says more."""
    if draft.units:
        return
    start, stop = draft.pieces[0][0], draft.pieces[-1][1]
    begun = list(rule("items_shared").finditer(text, start, stop))
    if not begun or not _is_lead_in(text, start, begun[0].start()):
        return
    found = []
    for each, end in pairwise([*(match.start() for match in begun), stop]):
        match = rule("items_shared").match(text, each, end)
        words = trimmed(text, match.end(), end, _EDGES) if match else None
        units = tuple(usage.units(text, *_without_link(text, *words))) if words else ()
        if match is None or not units or not all(is_name(unit.name) for unit in units):
            return
        found.append(Share(numbers_of(match["numbers"]), units, ()))
    yield from found


def _is_lead_in(text: str, start: int, stop: int) -> bool:
    """Whether nothing but a title stands before the first item that is shared out."""
    before = text[start:stop].strip(" \n")
    return "。" not in before and "\n" not in before and "," not in before


def _without_link(text: str, start: int, stop: int) -> Range:
    """The clauses about an item without the word that leads to the next (其中)."""
    return (start, stop - 2) if text.endswith("其中", start, stop) else (start, stop)


def numbers_of(words: str) -> tuple[int, ...]:
    """The numbers that a list with ranges names.

    >>> numbers_of("1、9、11"), numbers_of("5至7"), numbers_of("二、四")
    ((1, 9, 11), (5, 6, 7), (2, 4))
    """
    found: list[int] = []
    for part in _JOINT.split(words):
        ends = [number for numeral in _NUMERAL.findall(part) if (number := read_numeral(numeral))]
        if len(ends) == 2 and 0 < ends[1] - ends[0] <= _LONGEST_SPAN:
            found += range(ends[0], ends[1] + 1)
        else:
            found += ends
    return tuple(found)


def _name_one_each(drafts: Sequence[TaskDraft], shares: Sequence[Share], counted: re.Pattern[str]) -> bool:
    """Whether each number of some shares is that of one item alone, though of several tasks of it."""
    places = defaultdict[int, set[tuple[int, tuple[Range, ...]]]](set)
    for draft in drafts:
        places[_number(draft, counted)].add((draft.part, draft.headings))
    return all(len(places.get(number, ())) == 1 for share in shares for number in share.numbers)


def _number(draft: TaskDraft, counted: re.Pattern[str]) -> int:
    """The number of an item, counted in some figures; 0 if it has none."""
    numeral = counted.search(draft.label or "")
    return (read_numeral(numeral[0]) or 0) if numeral else 0


def _given(drafts: Sequence[TaskDraft], shares: Sequence[Share], counted: re.Pattern[str]) -> Iterator[TaskDraft]:
    """The tasks with the units and limits of the shares that name their numbers, behind their own."""
    for draft in drafts:
        own = [share for share in shares if _number(draft, counted) in share.numbers]
        units = tuple(unit for share in own for unit in share.units)
        times = tuple(time for share in own for time in share.times)
        yield draft._replace(units=(*draft.units, *units), times=(*draft.times, *times),
                             confidence=min(draft.confidence, _CONFIDENCE)) if own else draft
