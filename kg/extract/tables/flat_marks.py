"""The numbers in run-together tables that may begin rows and chapters: with a point, bare, or without punctuation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.extract.tables.heads import rule
from kg.extract.units import looks_like_unit
from kg.model.outline import Mark, Style
from kg.numerals import write_numeral
from kg.outline.marks import find_marks

_REACH, _FEWEST_RUN = 12, 2
_BARE = 1.3                 # where the heads promise row numbers
_LINE = re.compile(r"[^\n]+")
_FEWEST_LINES = 4
_FEWEST_COUNTED = 3         # rows that numbers without a point count
_FEWEST_LISTS, _LIST_BORDERS = 2, ("。", ";")
_FEWEST_CHAPTERS = 2


def marks_of_rows(text: str, start: int, stop: int, promised: bool) -> list[Mark]:
    """The marks of a table's rows and chapters, in reading order; bare numbers are some where the heads have
    `promised` some, or where they follow units."""
    marks = [mark for mark in find_marks(text, start, stop) if mark.style is not Style.POINT]
    if not promised and not _begin_rows(text, start, stop):
        return [mark for mark in marks if mark.style is not Style.DIGIT] if _are_inner(text, marks) else marks
    marks = sorted([*marks, *_bare_numbers(text, start, stop, marks)], key=_begin)
    marks = _counting_lines(text, start, stop, _without_inner(text, marks))
    return sorted([*marks, *_bare_chapters(text, start, marks)], key=_begin)


def _are_inner(text: str, marks: Sequence[Mark]) -> bool:
    """Whether the numbers in a table whose heads have none are those of lists in cells: they begin anew, and each but
    the first of a list follows the sentence before it, no unit between."""
    digits = [mark for mark in marks if mark.style is Style.DIGIT]
    return sum(mark.value == 1 for mark in digits) >= _FEWEST_LISTS and all(
        mark.value == 1 or text[mark.start - 2:mark.start].rstrip().endswith(_LIST_BORDERS) for mark in digits)


def _begin(mark: Mark) -> int:
    return mark.start


def _begin_rows(text: str, start: int, stop: int) -> bool:
    """Whether bare numbers begin rows though no head names them: they follow units and count on."""
    numbers = list(rule("bare_number").finditer(text, start, stop))
    return sum(int(after[0]) == int(before[0]) + 1 and looks_like_unit(
        re.split("[。,、 \n]", text[max(start, after.start() - _REACH):after.start()])[-1])
        for before, after in itertools.pairwise(numbers)) >= _FEWEST_RUN


def _counting_lines(text: str, start: int, stop: int, marks: list[Mark]) -> list[Mark]:
    """The marks, the figures among them those that count the lines, where most lines go on counting (1 | 3月底前)."""
    counted: list[Mark] = []
    lines = list(_LINE.finditer(text, start, stop))
    for line in lines:
        label = str(len(counted) + 1)
        if line[0].startswith(label):
            counted.append(Mark(line.start(), line.start() + len(label), Style.DIGIT, len(counted) + 1, label, _BARE))
    if len(counted) < _FEWEST_LINES or len(counted) * 5 < len(lines) * 4 \
            or {mark.start for mark in counted} <= {mark.start for mark in marks}:
        return marks
    return sorted([*counted, *(mark for mark in marks if mark.style is not Style.DIGIT)], key=_begin)


def _bare_numbers(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Row numbers without punctuation: 1加强公开 … 2深化解读."""
    taken = {mark.start for mark in marks}
    for match in rule("bare_number").finditer(text, start, stop):
        if match.start() not in taken:
            yield Mark(match.start(), match.end(), Style.DIGIT, int(match[0]), match[0], _BARE)


def _without_inner(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without those of lists in cells: numbers with a point, where numbers without one count the rows from
    before the first of them on (1 公开规划 … 2 1.公开预算；2.公开决算 … 3). One with a point that they lack is theirs."""
    digits = [mark for mark in marks if mark.style is Style.DIGIT]
    pointed = [mark for mark in digits if not text[mark.end - 1].isdecimal()]
    bare = [mark for mark in digits if text[mark.end - 1].isdecimal()]
    reached = 0
    for mark in bare:
        reached += mark.value == reached + 1
    if not pointed or reached < _FEWEST_COUNTED or bare[0].value != 1 or bare[0].start > pointed[0].start:
        return marks
    inner = {mark.start for mark in pointed if not _counts_on(bare, mark)}
    return [mark for mark in marks if mark.start not in inner]


def _counts_on(numbers: Sequence[Mark], mark: Mark) -> bool:
    """Whether a mark stands between the numbers before and behind its own."""
    return any(before.start < mark.start < after.start and before.value + 1 == mark.value == after.value - 1
               for before, after in itertools.pairwise(numbers))


def _bare_chapters(text: str, start: int, marks: Sequence[Mark]) -> list[Mark]:
    """The numbers of chapters without punctuation: the first right behind the heads, each further one with its title
    before the number of a row (一加强公开 1… 二深化解读 5…); none where there is but one."""
    found: list[Mark] = []
    at = start
    for row in marks:
        numeral = write_numeral(len(found) + 1)
        place = text.rfind(numeral, at, row.start) if row.style is Style.DIGIT else -1
        end = place + len(numeral)
        begins = not text[start:place].strip() if not found else rule("chapter_before").search(text, at, place)
        if place >= 0 and begins and rule("chapter_title").fullmatch(text, end, row.start):
            found.append(Mark(place, end, Style.HAN, len(found) + 1, numeral, _BARE))
        elif not found:
            break
        at = row.end
    return found if len(found) >= _FEWEST_CHAPTERS else []
