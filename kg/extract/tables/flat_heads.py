"""Heads of tables that were run together: words that name columns, glued to each other before a first row."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from kg.extract.drafts import behind_last
from kg.extract.tables.heads import (Column, Kind, column_of, columns_of, last_of_columns, may_hold, misread_column,
                                         person_ends, rule)
from kg.model.outline import Section
from kg.normalise.heads import ends_in_head

_FEWEST, _LONGEST_HEAD = 2, 16
_LONGEST_RUN = 90
_MISREAD = 1.6
_STOPS = "。;:,!?"            # what no head holds, but most that stands before a number ends in
_ENDED, _BLANKS = tuple(_STOPS), " \n\t"
_SHORTEST_RUN = 4           # two heads of two characters
_LONGEST_PERSON = 8
_BLANK = re.compile(r"\s")
# What a title or a text ends in above heads; a single character would be met amid words (试点领域主管部门).
_BEFORE_HEADS = (*" \n\t。:;)》表", "清单", "台账", "目录", "方案", "计划", "规划", "要点", "安排", "分工", "意见", "细则")
_APART = re.compile("|".join(map(re.escape, _BEFORE_HEADS)))
# The cheapest cut of the heads from a place on: among those with a head of texts, and among the others.
_Cuts = dict[bool, tuple[float, list[str]]]


@dataclass(frozen=True, slots=True)
class FlatHead:
    """The heads of a run-together table: where they begin and end, the columns that they name."""

    start: int
    stop: int
    columns: tuple[Column, ...]


def find_head(text: str, section: Section) -> FlatHead | None:
    """The heads of a section's run-together table: before a first row, or glued to each other."""
    for match in rule("first_row").finditer(text, section.body, section.stop):
        at = match.start()
        if text[max(0, at - 3):at].rstrip(_BLANKS).endswith(_ENDED):
            continue        # a sentence, as before most numbers
        # Heads that end a line which they do not begin are the last words of a title (某市2021年公开任务分工).
        if found := _head_before(text, section.body, at, apart=text.endswith("\n", 0, at)):
            return found
    end, terms = section.body, set[str]()
    for match in rule("unit_column").finditer(text, section.body, section.stop):
        if match.end() <= end:
            continue
        end = _heads_end(text, match.end(), section.stop)
        if text.startswith(":", end):  # the last is a key (完成时限：6月底)
            continue
        found = _head_before(text, section.body, end, apart=True)
        words = text[found.start:end] if found else ""
        if found and words not in terms:
            if len(found.columns) > _FEWEST or not _is_term(text, words):
                return found
            terms.add(words)
    return None


def _is_term(text: str, heads: str) -> bool:
    """Whether what looks like two heads stands amid a sentence elsewhere, and so is a name (由项目牵头单位填报)."""
    return any(not _begins_apart(text, match.start()) for match in re.finditer(re.escape(heads), text))


def _begins_apart(text: str, at: int) -> bool:
    """Whether a title or a sentence ends before heads that begin at a place."""
    return at == 0 or text.endswith(_BEFORE_HEADS, 0, at)


def _head_before(text: str, start: int, stop: int, apart: bool) -> FlatHead | None:
    """The heads that end at a place, if they are those of a table with units, and begin `apart` if they must."""
    end = stop
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    if text[end - 1] in _STOPS:
        return None
    reach = max(start, stop - _LONGEST_RUN)
    floor = behind_last(text, _STOPS, reach, end)
    last = text[max(floor, end - _LONGEST_HEAD):end]
    if end - floor < _SHORTEST_RUN or (apart and floor and not _APART.search(text, max(0, floor - 2), end)) \
            or not may_hold(text[floor:end], Kind.TEXT) or not may_hold(text[floor:end], Kind.UNITS) \
            or not (ends_in_head(last) or _ends_in_person(last)):
        return None
    begin, words = _with_named(text, floor, *_without_title(text, *_heads_before(text, floor, end), end))
    columns = columns_of(words)
    named = columns is not None and any(column.kind is Kind.UNITS for column in columns)
    # The number of a row that was run together is that of all its texts: none of them is a theme.
    return FlatHead(begin, stop, tuple(replace(column, theme=False, sorting=False) for column in columns)) \
        if columns and named and (not apart or _begins_apart(text, begin)) else None


def _ends_in_person(words: str) -> bool:
    """Whether glued heads end in one of persons, which no word of another head may stand in (责任科室|分管院领导)."""
    return (words[-1:] == ")" or words[-1:] in person_ends()) and any(
        rule("person_head").search(words[-length:]) for length in range(2, min(_LONGEST_PERSON, len(words)) + 1))


def _without_title(text: str, begin: int, words: list[str], end: int) -> tuple[int, list[str]]:
    """The heads without a first one that ends the line of a title, all others being on one line."""
    below = text.find("\n", begin, end) + 1
    if len(words) <= _FEWEST or below != begin + len(words[0]) + 1 or "\n" in text[below:end]:
        return begin, words
    return (below, words[1:]) if columns_of(words[1:]) else (begin, words)


def _with_named(text: str, start: int, begin: int, words: list[str]) -> tuple[int, list[str]]:
    """The heads with that of row numbers before a first one that names what the tasks are of (序号落实《…》任务内容)."""
    numbers = rule("numbers_before_named").search(text, start, begin)
    return (numbers.start(), [numbers["head"], *words]) if numbers else (begin, words)


def _heads_end(text: str, end: int, stop: int) -> int:
    """The end of a run of heads, moved right over further heads; one of units that begins a line has to fill it."""
    ends = last_of_columns()
    while True:
        below = end
        while end < stop and text[end] in _BLANKS:
            end += 1
        lasts = [last for last in range(min(end + _LONGEST_HEAD, stop), end + 1, -1) if text[last - 1] in ends]
        last = next((last for last in lasts if _goes_on(text, end, last, "\n" in text[below:last])), 0)
        if not last:
            return end
        end = last


def _goes_on(text: str, start: int, last: int, broken: bool) -> bool:
    """Whether a run of heads goes on with these words, a line being `broken` before their end."""
    column = None if text[last - 1].isspace() else column_of(text[start:last])
    if column is None or column.kind is not Kind.UNITS:
        return column is not None
    return not broken or not text[last:last + 1].strip()


def _heads_before(text: str, start: int, end: int) -> tuple[int, list[str]]:
    """The longest run of heads, glued or spaced, that ends at a place, behind no blank; cut into the fewest heads, one
    of texts cut off others if it can be (任务 | 责任单位).

    Where heads end there, one further back may be a character off.
    """
    runs: dict[int, _Cuts] = {end: {False: (0.0, [])}}
    first = _run_back(text, start, end, runs, misread=False)
    if first < end:
        first = _run_back(text, start, first, runs, misread=True)
    _, words = runs[first].get(True) or runs[first][False]
    return end - len(text[first:end].lstrip(_BLANKS)), words


def _run_back(text: str, start: int, below: int, runs: dict[int, _Cuts], misread: bool) -> int:
    """Where a run of heads begins that goes on `below` a place; the cuts of what heads join it there the `runs`."""
    first, ends = below, last_of_columns()
    for end in range(max(runs), start, -1):
        if end < first:
            break
        if end not in runs:
            continue
        if text[end - 1] in _BLANKS:
            runs[end - 1] = runs[end]
            first = min(first, end - 1)
        elif (known := text[end - 1] in ends) or misread:
            for begin in range(min(below, end - 1) - 1, max(start, end - _LONGEST_HEAD) - 1, -1):
                if text[begin] not in _BLANKS and (found := _head_and_cost(text[begin:end], known, misread)):
                    _cut_off(runs.setdefault(begin, {}), text[begin:end], *found, runs[end])
                    first = min(first, begin)
    return first


def _cut_off(cuts: _Cuts, word: str, column: Column, price: float, behind: _Cuts) -> None:
    """Adds to the cheapest cuts from a place on those that cut a head off the ones behind it."""
    for texts, (cost, words) in behind.items():
        told = texts or column.kind is Kind.TEXT
        cuts[told] = min(cuts.get(told, (math.inf, [])), (cost + price, [word, *words]))


def _head_and_cost(word: str, known: bool, misread: bool) -> tuple[Column, float] | None:
    """The column that a word in a run opens, if it may be `known` or `misread`, and what it costs; None if it is no
    head."""
    if known and (column := column_of(word)):
        # Two heads that a space parts may look like a longer one (具体要求 完成时间).
        parted = _BLANK.search(word) is not None and all(map(column_of, word.split()))
        return None if parted else (column, 1.0)
    column = misread_column(word) if misread else None
    return (column, _MISREAD) if column and not _BLANK.search(word) else None
