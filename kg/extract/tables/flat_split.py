"""Rows of run-together tables that no number parts: units and limits close them.

Where units stand behind the requirement, a full stop and a list of units that the next
requirement follows is the border of two rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.chapters import levels
from kg.extract.tables.flat_rows import FlatRow, title_end
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.keyed_cells import KeyedCell, keyed_cells
from kg.extract.tables.leading import begins, list_at_start
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.offices import is_organ
from kg.extract.tables.zones import all_units, find_zone
from kg.extract.units import looks_like_unit, read_units
from kg.model.outline import Style

_SHORTEST_NAME, _LONGEST_AHEAD = 2, 14
_SHORTEST_TEXT, _SHORTEST_TITLE = 8, 2
_LONGEST_HEADING, _HEADING = 40, (Style.HAN, Style.BRACKET_HAN)
_FEWEST = 2                 # lists of known names that make the others believed
_WORD = re.compile(r"[ \n]+([^ \n]+)(?=[ \n]|\Z)")


def below_titles(text: str, start: int, rows: Sequence[FlatRow], columns: Sequence[Column],
                 names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose first column, merged over rows, stands before the numbers.

    What is left of a row behind its units and limit is the title of the next.
    """
    timed = any(column.kind is Kind.TIME for column in columns)
    found = [list(_lists(text, row, names, timed, _SHORTEST_TITLE)) for row in rows]
    names |= {unit.name for zones in found for zone, _ in zones for unit in read_units(text, *zone)}
    title = trimmed(text, start, rows[0].mark.start)
    placed: list[FlatRow] = []
    for row, zones in zip(rows, found):
        end = zones[-1][1] if zones else _cells_end(text, row, columns, names)
        placed.append(replace(row, stop=end, headings=(*row.headings, title) if title else row.headings))
        title = trimmed(text, end, row.stop) or title
    return placed


def _cells_end(text: str, row: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> int:
    zone = find_zone(text, row.mark.end, row.stop, (*columns, Column(Kind.TEXT)), names)
    return behind_limit(text, zone[1], row.stop) if zone else row.stop


def closed_rows(text: str, rows: Sequence[FlatRow], columns: Sequence[Column],
                names: frozenset[str]) -> list[FlatRow]:
    """The rows, parted behind each list of units inside them."""
    last = max(index for index, column in enumerate(columns) if column.kind is Kind.UNITS)
    if any(column.kind is Kind.TEXT for column in columns[last:]):
        return list(rows)
    timed = any(column.kind is Kind.TIME for column in columns[last:])
    found = [list(_lists(text, row, names, timed)) for row in rows]
    inner = [zone for row, zones in zip(rows, found) for zone, end in zones if end < row.stop]
    sure = sum(all(unit.name in names or is_organ(unit.name) for unit in read_units(text, *zone)) for zone in inner)
    if sure < _FEWEST and not (len(rows) == 1 and len(inner) >= _FEWEST):
        return list(rows)
    return [each for row, zones in zip(rows, found) for each in _parted(text, row, [end for _, end in zones])]


def _parted(text: str, row: FlatRow, ends: Sequence[int]) -> Iterator[FlatRow]:
    """The rows that end where lists of units (and limits) end; all have the number of the whole, or its heading."""
    inner = [end for end in ends if end < row.stop]
    row = _below_heading(text, row) if inner and row.mark.style in _HEADING else row
    start = row.mark.end
    for end in (*(end for end in inner if end > start), row.stop):
        if trimmed(text, start, end):
            label = rule("cell_label").match(text[start:end].lstrip())
            begin = text.index(label[0], start) + len(label[0]) if label and start > row.mark.end else start
            mark = row.mark if start == row.mark.end else replace(row.mark, start=start, end=begin)
            yield replace(row, mark=mark, stop=end)
        start = end


def _below_heading(text: str, row: FlatRow) -> FlatRow:
    """A row that a heading without a border before the text heads, or two of them (一、…(一)…)."""
    inner = rule("inner_heading").search(text, row.mark.end, min(row.stop, row.mark.end + _LONGEST_HEADING))
    title = inner.end() if inner else row.mark.end
    begin = title_end(text, title, row.stop, closed=False)
    if begin == title:
        return row
    headings = levels(text, row.headings, trimmed(text, row.mark.start, begin) or (row.mark.start, begin))
    return replace(row, mark=replace(row.mark, end=begin, label=None), headings=headings)


def _lists(text: str, row: FlatRow, names: frozenset[str], timed: bool,
           least: int = _SHORTEST_TEXT) -> Iterator[tuple[Range, int]]:
    """The lists of units behind full stops or keys, each with the end of its row; `least` must follow."""
    if cells := keyed_cells(text, row.mark.end, row.stop):
        yield from _keyed_lists(text, cells, row.stop, names, timed)
        return
    at = text.find("。", row.mark.end, row.stop)
    while at >= 0:
        end = _list_end(text, at + 1, row.stop, names, timed)
        end = end and (end[0], _past_columns(text, end[1], row.stop, names))
        if end and (end[1] >= row.stop or row.stop - end[1] >= least):
            yield (at + 1, end[0]), end[1]
        at = text.find("。", end[1] if end else at + 1, row.stop)


def _keyed_lists(text: str, cells: Sequence[KeyedCell], stop: int, names: frozenset[str],
                 timed: bool) -> Iterator[tuple[Range, int]]:
    """The lists of units that keys open: the end of the last of a cell, and of its row, before the next cell."""
    for cell, after in zip(cells, [*(cell.start for cell in cells[1:]), stop]):
        listed = list_at_start(text, cell.last, after, names)
        if listed:
            yield (cell.start, listed[1]), behind_limit(text, listed[1], stop) if timed else listed[1]


def _past_columns(text: str, end: int, stop: int, names: frozenset[str]) -> int:
    """The end of the units of a row, past those of further columns that spaces part from them."""
    while (word := _WORD.match(text, end, stop)) and all_units(text, *word.span(1), names):
        end = word.end()
    return end


def _list_end(text: str, start: int, stop: int, names: frozenset[str], timed: bool) -> tuple[int, int] | None:
    """Where a list of units ends that begins at a place, and where its row does."""
    while start < stop and text[start] in " \n":
        start += 1
    listed = list_at_start(text, start, stop, names)
    if listed is None:
        return None
    behind = behind_limit(text, listed[1], stop) if timed else listed[1]
    closed = behind >= stop or (begins(text, behind) and not _is_unit_ahead(text, behind, names))
    return (listed[1], behind) if closed else None


def _is_unit_ahead(text: str, at: int, names: frozenset[str]) -> bool:
    """Whether another unit begins at a place: the next column's."""
    ahead = (text[at:at + length] for length in range(_LONGEST_AHEAD, _SHORTEST_NAME, -1))
    return any(name in names or (name[0] in "各省市区县有" and looks_like_unit(name)) for name in ahead)
