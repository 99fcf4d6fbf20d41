"""Rows of run-together tables whose numbers stand amid them: their ends tell them apart.

Number and theme are cells that cover a row's lines, or several rows, and stand in the middle
of those in print. A requirement closes with a full stop, its units with what they do, and a
limit; what stands between two such endings is a row.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.leading import begins
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.zones import all_units
from kg.model.outline import Mark, Style

_FEWEST = 2
_LONGEST_UNITS, _LONGEST_TITLE = 90, 12
_SHORTEST_THEME, _LONGEST_THEME = 4, 12
_BLANK, _STOPS = " \n\t", ",;。"
_BEHIND_STOP = re.compile(r"。[ \n\t]*(?=[^。 \n\t])")


def repeated_heads(text: str, head: FlatHead, stop: int) -> list[Range]:
    """Where the heads stand once more, on the pages that follow.

    >>> repeated_heads("任务 单位 公开。甲科任务 单位解读。乙科", FlatHead(0, 6, ()), 23)
    [(11, 16)]
    """
    words = text[head.start:head.stop].split()
    found: list[Range] = []
    at = text.find(words[0], head.stop, stop)
    while at >= 0:
        end = _end_of_words(text, at, words)
        found += [(at, end)] if end else []
        at = text.find(words[0], end or at + 1, stop)
    return found


def _end_of_words(text: str, at: int, words: Sequence[str]) -> int:
    """Where words end that stand at a place one after the other, with or without blanks; 0 if they do not."""
    for word in words:
        at = _skipped(text, at, len(text))
        if not text.startswith(word, at):
            return 0
        at += len(word)
    return at


def without_heads(text: str, rows: Sequence[FlatRow], again: Sequence[Range]) -> list[FlatRow]:
    """The rows without the heads repeated at their ends or amid them."""
    found, starts = [], [start for start, _ in again]
    for row in rows:
        inside = [*again[bisect_left(starts, row.mark.end):bisect_left(starts, row.stop)]]
        if inside and not text[inside[-1][1]:row.stop].strip():
            row = row._replace(stop=inside.pop()[0])
        found.append(row._replace(holes=(*row.holes, *inside)) if inside else row)
    return found


def rows_by_ends(text: str, head: FlatHead, rows: Sequence[FlatRow], again: Sequence[Range],
                 learnt: Callable[[], frozenset[str]]) -> list[FlatRow]:
    """The rows of a table whose first number stands amid a row; none if the numbers begin rows, which is mostly told
    before the names `learnt` from it are asked for.

    A row that holds one number, as all others do, has it for a label. What else the merged
    cells belong to cannot be told: the rows are unsure.
    """
    marks, stop = [row.mark for row in rows], rows[-1].stop
    if not _units_close(head.columns) or rows[0].headings or marks[0].start == marks[0].end \
            or not trimmed(text, head.stop, marks[0].start):
        return []
    timed = any(column.kind is Kind.TIME for column in head.columns)
    ends = list(_ends(text, head.stop, stop, again, learnt(), timed))
    if len(ends) < _FEWEST or not _amid(text, head.stop, ends, marks):
        return []
    borders = [(begin, end) for begin, end in itertools.pairwise([head.stop, *ends]) if trimmed(text, begin, end)]
    starts = [mark.start for mark in marks]
    inside = [marks[bisect_left(starts, begin):bisect_left(starts, end)] for begin, end in borders]
    labelled = all(len(each) == 1 for each in inside)
    themed = leading_texts(head.columns) > 1
    return without_heads(text, [_row(text, begin, end, each, labelled, themed)
                                for (begin, end), each in zip(borders, inside)], again)


def _units_close(columns: Sequence[Column]) -> bool:
    """Whether rows are numbered and end in units behind the requirement, not in what no word of theirs tells (进展情况)."""
    kinds, texts = [column.kind for column in columns], leading_texts(columns)
    told = kinds[-1] is not Kind.OTHER or columns[-1].remark
    return told and kinds[0] is Kind.NUMBER and texts > 0 and Kind.TEXT not in kinds[texts + 1:]


def leading_texts(columns: Sequence[Column]) -> int:
    """How many columns of texts stand first, but for the number."""
    kinds = [column.kind for column in columns if column.kind is not Kind.NUMBER]
    return next((at for at, kind in enumerate(kinds) if kind is not Kind.TEXT), len(kinds))


def below_themes(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns from the requirement on, that of the numbers and those of themes left out."""
    kinds = [column.kind for column in columns]
    first = next(at for at, kind in enumerate(kinds) if kind not in (Kind.NUMBER, Kind.TEXT))
    return columns[first - 1:]


def _amid(text: str, start: int, ends: Sequence[int], marks: Sequence[Mark]) -> bool:
    """Whether a row ends before the first number, or most numbers stand behind more of one than a title."""
    borders = [start, *ends]
    before = (borders[bisect_right(ends, mark.start)] for mark in marks)
    leads = [text[end:mark.start] for mark, end in zip(marks, before)]
    texts = sum(len(lead) > _LONGEST_TITLE or any(stop in lead for stop in _STOPS) for lead in leads)
    return ends[0] <= marks[0].start or texts * 2 > len(leads)


def _row(text: str, begin: int, end: int, marks: Sequence[Mark], labelled: bool, themed: bool) -> FlatRow:
    """The row of a stretch, its numbers left out, and the theme of one that it begins with."""
    begin = _skipped(text, begin, end)
    holes = [(mark.start, mark.end) for mark in marks if mark.start > begin]
    label = marks[0].label if labelled else None
    if marks and marks[0].start == begin:
        begin = _behind_theme(text, marks[0].end, end) if themed else marks[0].end
    return FlatRow(Mark(begin, begin, Style.DIGIT, 0, label, 0.0), end, (), tuple(holes), sure=False)


def _behind_theme(text: str, start: int, stop: int) -> int:
    """Where the requirement behind a theme begins: with the first words that demand or open a sentence."""
    return next((at for at in range(start + _SHORTEST_THEME, min(stop, start + _LONGEST_THEME))
                 if begins(text, at)), start)


def _ends(text: str, start: int, stop: int, again: Sequence[Range], names: frozenset[str],
          timed: bool) -> Iterator[int]:
    """Where rows end: behind the units, and their limit, that follow a full stop."""
    jumps, at = dict(again), start
    while found := _BEHIND_STOP.search(text, at, stop):
        end = _closed(text, found.end(), stop, jumps, names, timed)
        at = end or found.end()
        if end:
            at = jumps.get(_skipped(text, end, stop), end)
            yield at


def _closed(text: str, start: int, stop: int, jumps: dict[int, int], names: frozenset[str], timed: bool) -> int:
    """Where the row ends whose units begin at a place; 0 if none do.

    A limit ends it; without one the next requirement, its number or repeated heads must follow.
    """
    reach = min(stop, start + _LONGEST_UNITS, *(at for at in [text.find("。", start, stop)] if at >= 0))
    acts = {match.end() for match in rule("closing_act").finditer(text, start, reach)}
    for end in range(start + 2, reach + 1):
        limit = behind_limit(text, _skipped(text, end, stop), stop) if timed else end
        closed = limit > _skipped(text, end, stop) and text[end - 1] not in "、,;"
        if (closed or end in acts or end == stop) and all_units(text, start, end, names) \
                and (closed or _is_border(text, end, stop, jumps)):
            return limit if closed else end
    return 0


def _is_border(text: str, end: int, stop: int, jumps: dict[int, int]) -> bool:
    """Whether a row may end behind its units at a place."""
    ahead = _skipped(text, end, stop)
    return ahead >= stop or ahead in jumps or rule("bare_number").match(text, ahead) is not None \
        or begins(text, ahead)


def _skipped(text: str, at: int, stop: int) -> int:
    while at < stop and text[at] in _BLANK:
        at += 1
    return at
