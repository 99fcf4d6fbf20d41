"""Rows of tables that were run together: what the chain of their numbers tells."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.glued_titles import title_end_in_row
from kg.extract.tables.heads import Kind, rule
from kg.extract.units import looks_like_unit
from kg.model.outline import RANK, Mark, Style
from kg.outline.marks import find_marks
from kg.outline.nesting import nest

_REACH, _FEWEST_RUN = 12, 2
_BARE = 1.3                 # where the heads promise row numbers
_LINE = re.compile(r"[^\n]+")
_FEWEST_LINES = 4
_NUMERALS, _FEWEST_CHAPTERS = "一二三四五六七八九十", 2
_LONE = -1                  # the level of a chapter that no other stands beside


class FlatRow(NamedTuple):
    """A row of a run-together table: its number, its range, the headings above.

    `holes` are what stands amid the row and is none of it; `sure` is False where the table
    leaves open what belongs to the row. A named tuple, as Row is.
    """

    mark: Mark
    stop: int
    headings: tuple[Range, ...]
    holes: tuple[Range, ...] = ()
    sure: bool = True


def rows_below(text: str, head: FlatHead, stop: int) -> list[FlatRow]:
    """The rows by the chain of their numbers, each below its headings.

    Where nothing is numbered, all rows are one.
    """
    start, columns = head.stop, head.columns
    marks = [mark for mark in find_marks(text, start, stop) if mark.style is not Style.POINT]
    if any(column.kind is Kind.NUMBER for column in columns) or _begin_rows(text, start, stop):
        marks = sorted([*marks, *_bare_numbers(text, start, stop, marks)], key=lambda mark: mark.start)
        marks = _counting_lines(text, start, stop, marks)
        marks = sorted([*marks, *_bare_chapters(text, start, marks)], key=lambda mark: mark.start)
    nested = nest(text, marks)
    styles = [mark.style for mark, _ in nested]
    if not styles:
        return [FlatRow(Mark(start, start, Style.DIGIT, 0, None, 0.0), stop, ())]
    deepest = Style.DIGIT if Style.DIGIT in styles else Counter(styles).most_common(1)[0][0]
    rows: list[FlatRow] = []
    above: dict[int, Range] = {}
    for index, (mark, depth) in enumerate(nested):
        end = nested[index + 1][0].start if index + 1 < len(nested) else stop
        leaf = index + 1 == len(nested) or nested[index + 1][1] <= depth
        if rows and rows[-1].stop == mark.start and RANK[mark.style] > RANK[deepest]:
            rows[-1] = rows[-1]._replace(stop=end)  # a point of the row's own list
            continue
        between = _behind_number(text, rows[-1], mark) if rows else None
        if between is not None and mark.style is not deepest:
            heads_next = not leaf and nested[index + 1][0].style is not deepest
            behind = end if heads_next else title_end_in_row(text, mark.end, end)
            above = {**(between or _outside(above, depth)), depth: (mark.start, behind)}
            rows[-1] = FlatRow(replace(rows[-1].mark, end=behind), end, tuple(above.values()))
            continue
        if mark.style is not deepest and not (leaf and "。" in text[mark.end:end]):
            title = trimmed(text, mark.start, _before_heads(text, head, mark.end, end))
            above = {**_outside(above, depth), depth: title or (mark.start, mark.end)}
            continue
        rows.append(FlatRow(mark, end, tuple(heading for _, heading in sorted(_outside(above, depth).items()))))
    return rows


def _outside(above: Mapping[int, Range], depth: int) -> dict[int, Range]:
    """The headings above a row that stand further out than a depth."""
    return {level: heading for level, heading in above.items() if level < depth}


def _behind_number(text: str, row: FlatRow, mark: Mark) -> dict[int, Range] | None:
    """What stands between the number of a row and a heading right behind it: nothing, or the chapter above that, the
    only one of its kind; None if the heading stands elsewhere."""
    if row.stop != mark.start:
        return None
    between = trimmed(text, row.mark.end, mark.start)
    if between is None:
        return {}
    return {_LONE: between} if rule("lone_chapter").fullmatch(text, *between) else None


def _before_heads(text: str, head: FlatHead, start: int, stop: int) -> int:
    """Where a heading ends behind which the heads of the table are printed once more, spaces between them or not."""
    heads = "".join(text[head.start:head.stop].split())
    at, left = stop, len(heads)
    while left and at > start:
        at -= 1
        left -= not text[at].isspace()
    return at if "".join(text[at:stop].split()) == heads else stop


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
    return sorted([*counted, *(mark for mark in marks if mark.style is not Style.DIGIT)], key=lambda mark: mark.start)


def _bare_numbers(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Row numbers without punctuation: 1加强公开 … 2深化解读."""
    taken = {mark.start for mark in marks}
    for match in rule("bare_number").finditer(text, start, stop):
        if match.start() not in taken:
            yield Mark(match.start(), match.end(), Style.DIGIT, int(match[0]), match[0], _BARE)


def _bare_chapters(text: str, start: int, marks: Sequence[Mark]) -> list[Mark]:
    """The numbers of chapters without punctuation: the first right behind the heads, each further one with its title
    before the number of a row (一加强公开 1… 二深化解读 5…); none where there is but one."""
    found: list[Mark] = []
    at = start
    for row in marks:
        numeral = _NUMERALS[len(found):len(found) + 1]
        place = text.rfind(numeral, at, row.start) if numeral and row.style is Style.DIGIT else -1
        begins = not text[start:place].strip() if not found else rule("chapter_before").search(text, at, place)
        if place >= 0 and begins and rule("chapter_title").fullmatch(text, place + 1, row.start):
            found.append(Mark(place, place + 1, Style.HAN, len(found) + 1, numeral, _BARE))
        elif not found:
            break
        at = row.end
    return found if len(found) >= _FEWEST_CHAPTERS else []
