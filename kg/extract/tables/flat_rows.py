"""Heads and rows of tables that were run together: what numbers and head words tell."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import tables
from kg.extract.drafts import Range, behind_last, trimmed
from kg.extract.tables.heads import Column, Kind, column_of, columns_of, misread_column, rule
from kg.extract.units import looks_like_unit
from kg.model.outline import RANK, Mark, Section, Style
from kg.normalise.heads import ends_in_head
from kg.outline.marks import find_marks
from kg.outline.nesting import nest

_LONGEST_HEAD = 16
_LONGEST_RUN = 90
_MISREAD = 1.6
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 40
_REACH, _FEWEST_RUN = 12, 2
_BARE = 1.3                 # where the heads promise row numbers
_STOPS = "。;:,!?"            # what no head holds, but most that stands before a number ends in
_SHORTEST_RUN = 4           # two heads of two characters
_CLAUSE_END = re.compile("[,;。]")
# What a title or a text ends in above heads; a single character would be met amid words (试点领域主管部门).
_BEFORE_HEADS = (*" \n\t。:;)》表", "清单", "台账", "目录", "方案", "计划", "规划", "要点", "安排", "分工", "意见", "细则")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a run-together table: its number, its range, the headings above.

    `holes` are what stands amid the row and is none of it; `sure` is False where the table
    leaves open what belongs to the row.
    """

    mark: Mark
    stop: int
    headings: tuple[Range, ...]
    holes: tuple[Range, ...] = ()
    sure: bool = True


@dataclass(frozen=True, slots=True)
class FlatHead:
    """The heads of a run-together table: where they begin and end, the columns that they name."""

    start: int
    stop: int
    columns: tuple[Column, ...]


def find_head(text: str, section: Section) -> FlatHead | None:
    """The heads of a section's run-together table: before a first row, or glued to each other."""
    for match in rule("first_row").finditer(text, section.body, section.stop):
        found = _head_before(text, section.body, match.start())
        if found and not _ends_title(text, found):
            return found
    end = section.body
    for match in rule("unit_column").finditer(text, section.body, section.stop):
        if match.end() <= end:
            continue
        end = _heads_end(text, match.end(), section.stop)
        if text.startswith(":", end):  # the last is a key (完成时限：6月底)
            continue
        found = _head_before(text, section.body, end)
        if found and _begins_apart(text, found):
            return found
    return None


def _ends_title(text: str, head: FlatHead) -> bool:
    """Whether heads are but the last words of a line that they do not begin: a title (某市2021年公开任务分工)."""
    return not _begins_apart(text, head) and text[head.stop - 1] == "\n"


def _begins_apart(text: str, head: FlatHead) -> bool:
    """Whether a title or a sentence ends before heads."""
    return head.start == 0 or text.endswith(_BEFORE_HEADS, 0, head.start)


def _head_before(text: str, start: int, stop: int) -> FlatHead | None:
    """The heads that end at a place, if they are those of a table with units."""
    end = stop
    while end > start and text[end - 1] in " \n\t":
        end -= 1
    reach = max(start, stop - _LONGEST_RUN)
    floor = behind_last(text, _STOPS, reach, end)
    last = text[max(floor, end - _LONGEST_HEAD):end]
    if end - floor < _SHORTEST_RUN or not (ends_in_head(last) or rule("person_head").search(last)):
        return None
    begin, words = _without_title(text, *_heads_before(text, floor, stop), end)
    columns = columns_of(words)
    named = columns is not None and any(column.kind is Kind.UNITS for column in columns)
    # The number of a row that was run together is that of all its texts: none of them is a theme.
    return FlatHead(begin, stop, tuple(replace(column, theme=False) for column in columns)) \
        if columns and named else None


def _without_title(text: str, begin: int, words: list[str], end: int) -> tuple[int, list[str]]:
    """The heads without a first one that ends the line of a title, all others being on one line."""
    below = text.find("\n", begin, end) + 1
    if len(words) < 3 or below != begin + len(words[0]) + 1 or "\n" in text[below:end]:
        return begin, words
    return (below, words[1:]) if columns_of(words[1:]) else (begin, words)


def _heads_end(text: str, end: int, stop: int) -> int:
    """The end of a run of heads, moved right over further heads."""
    while True:
        while end < stop and text[end] in " \n\t":
            end += 1
        length = next((length for length in range(min(_LONGEST_HEAD, stop - end), 1, -1)
                       if column_of(text[end:end + length])), 0)
        if not length:
            return end
        end += length


def _heads_before(text: str, start: int, stop: int) -> tuple[int, list[str]]:
    """The longest run of heads, glued or spaced, that ends at a place; cut into the fewest heads.

    Where heads end there, one further back may be a character off.
    """
    exact = _head_run(text, start, stop, misread=False)
    return _head_run(text, start, stop, misread=True) if exact[1] else exact


# The cheapest cut of the heads from a place on: among those with a head of texts, and among the others.
_Cuts = dict[bool, tuple[float, list[str]]]


def _head_run(text: str, start: int, stop: int, misread: bool) -> tuple[int, list[str]]:
    """Where the longest run begins, and its heads: one of texts is cut off others if it can be (任务 | 责任单位)."""
    runs: dict[int, _Cuts] = {stop: {False: (0.0, [])}}
    first = stop
    for begin in range(stop - 1, start - 1, -1):
        if first - begin > _LONGEST_HEAD:
            break
        if text[begin] in " \n\t":
            if begin + 1 in runs:
                runs[begin] = runs[begin + 1]
                first = begin
            continue
        cuts: _Cuts = {}
        for end in range(begin + 2, min(begin + _LONGEST_HEAD, stop) + 1):
            found = _head_and_cost(text[begin:end], misread) if end in runs else None
            if found is None:
                continue
            for texts, (cost, words) in runs[end].items():
                told = texts or found[0].kind is Kind.TEXT
                cuts[told] = min(cuts.get(told, (math.inf, [])), (cost + found[1], [text[begin:end], *words]))
        if cuts:
            runs[begin] = cuts
            first = begin
    return stop - len(text[first:stop].lstrip(" \n\t")), runs[first].get(True, runs[first].get(False, (0.0, [])))[1]


def _head_and_cost(word: str, misread: bool) -> tuple[Column, float] | None:
    """The column that a word in a run opens, and what it costs; None if it is no head."""
    if column := column_of(word):
        return column, 1.0
    column = misread_column(word) if misread and "\n" not in word else None
    return (column, _MISREAD) if column else None


def rows_below(text: str, head: FlatHead, stop: int) -> list[FlatRow]:
    """The rows by the chain of their numbers, each below its headings.

    Where nothing is numbered, all rows are one.
    """
    start, columns = head.stop, head.columns
    marks = [mark for mark in find_marks(text, start, stop) if mark.style is not Style.POINT]
    if any(column.kind is Kind.NUMBER for column in columns) or _begin_rows(text, start, stop):
        marks = sorted([*marks, *_bare_numbers(text, start, stop, marks)], key=lambda mark: mark.start)
    nested = nest(text, marks)
    styles = [mark.style for mark, _ in nested]
    if not styles:
        return [FlatRow(Mark(start, start, Style.DIGIT, 0, None, 0.0), stop, ())]
    deepest = Style.DIGIT if Style.DIGIT in styles else max(styles, key=styles.count)
    rows: list[FlatRow] = []
    above: dict[int, Range] = {}
    for index, (mark, depth) in enumerate(nested):
        end = nested[index + 1][0].start if index + 1 < len(nested) else stop
        leaf = index + 1 == len(nested) or nested[index + 1][1] <= depth
        if rows and rows[-1].stop == mark.start and RANK[mark.style] > RANK[deepest]:
            rows[-1] = replace(rows[-1], stop=end)  # a point of the row's own list
            continue
        if mark.style is not deepest and not (leaf and "。" in text[mark.end:end]):
            above = {level: heading for level, heading in above.items() if level < depth}
            above[depth] = trimmed(text, mark.start, end) or (mark.start, mark.end)
            if rows and rows[-1].stop == mark.start and rows[-1].mark.end == mark.start:
                behind = title_end(text, mark.end, end)
                above[depth] = mark.start, behind
                rows[-1] = FlatRow(replace(rows[-1].mark, end=behind), end, tuple(above.values()))
            continue
        rows.append(FlatRow(mark, end, tuple(above[level] for level in sorted(above) if level < depth)))
    return rows


def title_end(text: str, start: int, stop: int, closed: bool = True) -> int:
    """Where a heading ends that a row's text was glued to: at its full stop, unless it is not `closed`, or at a verb
    before the first clause ends."""
    reach = min(stop, start + _LONGEST_TITLE)
    sentence = text.find("。", start, reach)
    if sentence > 0 and closed:
        return sentence + 1
    clause = _CLAUSE_END.search(text, start, reach)
    glued = tables.patterns("outline_patterns")["opening"].regex.search(
        text, start + _SHORTEST_TITLE, clause.start() if clause else reach)
    return glued.start() if glued else start


def _begin_rows(text: str, start: int, stop: int) -> bool:
    """Whether bare numbers begin rows though no head names them: they follow units and count on."""
    numbers = list(rule("bare_number").finditer(text, start, stop))
    return sum(int(after[0]) == int(before[0]) + 1 and looks_like_unit(
        re.split("[。,、 \n]", text[max(start, after.start() - _REACH):after.start()])[-1])
        for before, after in itertools.pairwise(numbers)) >= _FEWEST_RUN


def _bare_numbers(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Row numbers without punctuation: 1加强公开 … 2深化解读."""
    taken = {mark.start for mark in marks}
    for match in rule("bare_number").finditer(text, start, stop):
        if match.start() not in taken:
            yield Mark(match.start(), match.end(), Style.DIGIT, int(match[0]), match[0], _BARE)
