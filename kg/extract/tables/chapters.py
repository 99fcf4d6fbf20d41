"""Headings in tables: cells and columns that head the rows below, and how they nest."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from operator import eq

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.borders import Row
from kg.extract.tables.glued_titles import title_end_in_row
from kg.extract.tables.heads import Column, Kind, rule

_LONGEST_THEME, _LONGEST_SENTENCE = 60, 40
_FEWEST_PLAIN = 2           # rows without a chapter before their text, among which those with one are not items
_BRACKET = "【"


def in_brackets(text: str, cell: Range) -> bool | None:
    """Whether a cell that looks like a heading is numbered in brackets; None if it looks like none.

    >>> in_brackets("(一)推进公开", (0, 7)), in_brackets("一、公开", (0, 4)), in_brackets("公开", (0, 2))
    (True, False, None)
    """
    return text[cell[0]] == "(" if rule("heading_cell").match(text[slice(*cell)]) else None


def is_numbered_sentence(text: str, cells: Sequence[Range]) -> bool:
    """Whether all that a line's cells hold is a short sentence behind a number (2.推进综合执法改革。)."""
    start, end = cells[0]
    return len(cells) == 1 and end - start <= _LONGEST_SENTENCE and text[end - 1] == "。" \
        and rule("cell_label").match(text[start:end]) is not None


def levels(text: str, above: Sequence[Range], cell: Range) -> tuple[Range, ...]:
    """The headings above a row after one more cell: （一） goes below 一、, also within a cell; 【】 are none of it."""
    if text[cell[0]] == _BRACKET:
        return ((cell[0] + 1, cell[1] - 1),)
    if text[cell[0]] == "(":
        return (*(heading for heading in above[:1] if text[heading[0]] != "("), cell)
    inner = rule("inner_heading").search(text, *cell) if rule("heading_cell").match(text[slice(*cell)]) else None
    outer = trimmed(text, cell[0], inner.start()) if inner else None
    return (outer, (inner.start(), cell[1])) if inner and outer else (cell,)


def heading_columns(text: str, rows: Sequence[Row], columns: Sequence[Column], texts: Sequence[int]) -> list[int]:
    """Those of the `texts` that head the next: numbered 一、, merged over several rows, or spelt out there."""
    return [index for index, after in itertools.pairwise(texts)
            if _heads_next(text, rows, columns, index, after, texts[-1])]


def heads_apart(text: str, rows: Sequence[Row], columns: Sequence[Column], texts: Sequence[int]) -> list[Row]:
    """The rows, what heads them in columns right before that of what it heads put among their headings."""
    shape = [index for index in heading_columns(text, rows, columns, texts) if index + 1 in texts]
    above: dict[int, tuple[Range, ...]] = {}
    found: list[Row] = []
    for row in rows:
        for index in shape:
            above = headed(text, above, index, row.cells[index]) if row.cells[index] else above
        cells = tuple(() if index in shape else cell for index, cell in enumerate(row.cells))
        found.append(row._replace(cells=cells, headings=(
            *row.headings, *(cell for index in shape for cell in above.get(index, ())))))
    return found


def without_chapter_rows(text: str, rows: Sequence[Row], columns: Sequence[Column]) -> Sequence[Row]:
    """The rows without those that are nothing but a chapter's number and title (一 over 1, 1 over 1.1), which head those
    below them."""
    kinds = [column.kind for column in columns]
    counted = kinds.index(Kind.NUMBER) if kinds.count(Kind.NUMBER) == 1 else -1
    numbers = [text[slice(*row.cells[counted][0])] if counted >= 0 and row.cells[counted] else "" for row in rows]
    heads = _outer(numbers)
    titles = [_numbered_title(text, row, counted) if head else None for row, head in zip(rows, heads)]
    if not any(heads) or any(head and title is None for head, title in zip(heads, titles)):
        return rows
    above: tuple[Range, ...] = ()
    found: list[Row] = []
    for row, title in zip(rows, titles):
        if title:
            above = levels(text, above, title)
        else:
            found.append(row._replace(headings=(*row.headings, *above)))
    return found


def _outer(numbers: Sequence[str]) -> list[bool]:
    """Which numbers in the column of numbers count chapters, where others there count their rows."""
    counted = any(number.isdecimal() for number in numbers)
    above = {number.partition(".")[0] for number in numbers if "." in number.strip(".")}
    return [number in above if number.isdecimal() else counted and rule("chapter_number").fullmatch(number) is not None
            for number in numbers]


def _numbered_title(text: str, row: Row, counted: int) -> Range | None:
    """The number and title of a row that holds nothing else, in one where nothing is printed between them; None if it
    holds more."""
    filled = [cell for index, cell in enumerate(row.cells) if cell and index != counted]
    if len(filled) != 1 or len(filled[0]) != 1 or row.headings:
        return None
    (number, *_), (title, *_) = row.cells[counted], filled[0]
    return title if text[number[1]:title[0]].strip() else (number[0], title[1])


def chapters_in_cells(text: str, rows: Sequence[Row], columns: Sequence[Column], texts: Sequence[int]) -> Sequence[Row]:
    """The rows, the chapters that stand in the text of the first row below each among their headings; the rows count
    themselves, and some begin with no chapter."""
    numbers = [index for index, column in enumerate(columns) if column.kind is Kind.NUMBER]
    if not numbers or len(texts) != 1:
        return rows
    begun = [bool(row.cells[texts[0]] and _number_end(text, row.cells[texts[0]][0])) for row in rows]
    counted = [bool(row.cells[numbers[0]]) for row in rows]
    plain = sum(numbered and not headed for numbered, headed in zip(counted, begun))
    if plain < _FEWEST_PLAIN or not all(numbered for numbered, headed in zip(counted, begun) if headed):
        return rows
    above: tuple[Range, ...] = ()
    found: list[Row] = []
    for row, headed in zip(rows, begun):
        if headed:
            title, rest = _without_heading(text, row.cells[texts[0]][0])
            above = levels(text, above, title)
            cells = (*row.cells[:texts[0]], (rest, *row.cells[texts[0]][1:]), *row.cells[texts[0] + 1:])
            row = row._replace(cells=cells)
        found.append(row._replace(headings=(*row.headings, *above)))
    return found


def _number_end(text: str, cell: Range) -> int:
    """Where the number of a chapter ends that a cell begins with, with more behind it; 0 if there is none."""
    mark = rule("heading_cell").match(text[slice(*cell)])
    return cell[0] + mark.end() if mark and mark.end() < cell[1] - cell[0] else 0


def _without_heading(text: str, cell: Range) -> tuple[Range, Range]:
    """The headings that a cell begins with, one or two, and what is left of it; as much as their numbers where their
    border is lost."""
    start, stop = cell
    inner = rule("inner_heading").search(text, start, min(stop, start + _LONGEST_THEME))
    begin = inner.end() if inner else _number_end(text, cell)
    end = title_end_in_row(text, begin, stop)
    title, rest = trimmed(text, start, end), trimmed(text, end, stop)
    return (title, rest) if title and rest else ((start, begin), (begin, stop))


def _heads_next(text: str, rows: Sequence[Row], columns: Sequence[Column], index: int, after: int, last: int) -> bool:
    """Whether a column of texts heads the one `after` it; `last` is that of the requirements."""
    cells = [row.cells[index] for row in rows]
    filled = [text[slice(*cell[0])] for cell in cells if cell]
    if not filled or _are_headings(filled):
        return bool(filled)
    if max(map(len, filled)) > _LONGEST_THEME:
        return False
    merged = len(filled) < len(rows) and any(row.cells[last] and not cell for cell, row in zip(cells, rows))
    if merged or any(map(eq, filled, filled[1:])):
        return True
    sorting = columns[index].sorting
    if not (columns[index].theme or sorting):
        return False
    return all(row.cells[last] for row in rows) \
        and _numbers(text, rows, index) <= _numbers(text, rows, after)


def _are_headings(cells: Sequence[str]) -> bool:
    return len([cell for cell in cells if rule("heading_cell").match(cell)]) * 2 > len(cells)


def _numbers(text: str, rows: Sequence[Row], index: int) -> int:
    """How many cells of a column begin with an item's number."""
    return sum(rule("cell_label").match(text[slice(*row.cells[index][0])]) is not None
               for row in rows if row.cells[index])


def headed(text: str, above: Mapping[int, tuple[Range, ...]], index: int,
           cell: Sequence[Range]) -> dict[int, tuple[Range, ...]]:
    """The headings of each column after one more cell: unless it is printed again, it ends those right of it."""
    before = above.get(index, ())
    again = bool(before) and text[slice(*before[-1])] == text[slice(*cell[-1])]
    kept = {at: headings for at, headings in above.items() if at < index or again}
    return kept | {index: (*levels(text, before, cell[0]), *cell[1:])}
