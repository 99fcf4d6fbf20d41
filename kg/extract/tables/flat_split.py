"""Rows of run-together tables that no number parts: units and limits close them.

Where units stand behind the requirement, a list of units behind a full stop or keys is the border of two rows;
where nothing else tells it (a limit, what the next requirement begins with), both rows are unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, behind_last, trimmed
from kg.extract.tables.chapters import levels
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.glued_titles import title_end
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.keyed_cells import KeyedCell, keyed_cells
from kg.extract.tables.leading import are_believed, begins, list_at_start, names_at_start
from kg.extract.tables.limits import behind_limit
from kg.extract.tables.offices import organs_of_levels
from kg.extract.tables.zones import all_units, find_zone, layout_of
from kg.extract.units import looks_like_unit, read_units
from kg.model.outline import Style

_SHORTEST_NAME, _LONGEST_AHEAD = 2, 14
_SHORTEST_TEXT, _SHORTEST_TITLE, _LONGEST_TITLE = 8, 2, 30
_LONGEST_HEADING, _HEADING = 40, (Style.HAN, Style.BRACKET_HAN)
_FEWEST = 2                 # lists of known names that make the others believed
_GOES_ON = "、,;:。"          # behind these a list, or the sentence that it begins, goes on
_WORD = re.compile(r"[ \n]+([^ \n]+)(?=[ \n]|\Z)")


@dataclass(frozen=True, slots=True)
class _Limits:
    """Whether limits stand before the units of rows, and behind them."""

    before: bool
    behind: bool


@dataclass(frozen=True, slots=True)
class _Ending:
    """Where the units of a row stand and where the row ends; `told` when a limit there, the table's end or what
    the next requirement begins with tells it."""

    units: Range
    stop: int
    told: bool


def below_titles(text: str, start: int, rows: Sequence[FlatRow], columns: Sequence[Column],
                 names: frozenset[str]) -> list[FlatRow]:
    """The rows of a table whose first column, merged over rows, stands before the numbers.

    What is left of a row behind its units and limit, or behind its requirement, is the title of the next.
    """
    title = trimmed(text, start, rows[0].mark.start)
    placed: list[FlatRow] = []
    for row, end in zip(rows, _cells_ends(text, rows, columns, names)):
        placed.append(row._replace(stop=end, headings=(*row.headings, title) if title else row.headings))
        title = _title_behind(text, end, row.stop, columns) or title
    return placed


def _cells_ends(text: str, rows: Sequence[FlatRow], columns: Sequence[Column], names: frozenset[str]) -> list[int]:
    """Where the last cell of each row ends, a title of the next one behind it."""
    last = max(index for index, column in enumerate(columns) if column.kind is Kind.UNITS)
    if any(column.kind is Kind.TEXT for column in columns[last:]):
        return [_requirement_end(text, row, timed=columns[-1].kind is Kind.TIME) for row in rows]
    limits = _limits_of(columns)
    found = [[each for each in _endings(text, row, names, limits, _SHORTEST_TITLE)
              if each.told or is_title(text, each.stop, row.stop)] for row in rows]
    names |= {unit.name for endings in found for each in endings for unit in read_units(text, *each.units)}
    return [endings[-1].stop if endings else _units_end(text, row, columns, names)
            for row, endings in zip(rows, found)]


def _requirement_end(text: str, row: FlatRow, timed: bool) -> int:
    """Where a row ends whose requirement stands behind its units: with its limit, or the last sentence."""
    if not timed:
        stop = text.rfind("。", row.mark.end, row.stop) + 1
        return stop if stop and is_title(text, stop, row.stop) else row.stop
    begins_at = (match.start() for match in rule("limit_begin").finditer(text, row.mark.end, row.stop))
    ends = [end for at in begins_at if (end := behind_limit(text, at, row.stop)) > at and is_title(text, end, row.stop)]
    return ends[-1] if ends else row.stop


def _title_behind(text: str, end: int, stop: int, columns: Sequence[Column]) -> Range | None:
    """The title behind the units and limit of a row: what remains, or follows the last space where a cell of
    another kind (persons) stands between."""
    rest = trimmed(text, end, stop)
    if rest is None or columns[-1].kind is not Kind.OTHER:
        return rest
    border = behind_last(text, " \n", *rest)
    return (border, rest[1]) if border > rest[0] else None


def is_title(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is short enough for a title, and no sentence ends in it."""
    return stop - start <= _LONGEST_TITLE and "。" not in text[start:stop]


def _limits_of(columns: Sequence[Column]) -> _Limits:
    first = next(index for index, column in enumerate(columns) if column.kind is Kind.UNITS)
    return _Limits(layout_of(columns).limit_first, any(column.kind is Kind.TIME for column in columns[first:]))


def _units_end(text: str, row: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> int:
    zone = find_zone(text, row.mark.end, row.stop, layout_of((*columns, Column(Kind.TEXT))), names)
    return behind_limit(text, zone[1], row.stop) if zone else row.stop


def closed_rows(text: str, rows: Sequence[FlatRow], columns: Sequence[Column],
                names: frozenset[str]) -> list[FlatRow]:
    """The rows, parted behind each list of units inside them."""
    last = max(index for index, column in enumerate(columns) if column.kind is Kind.UNITS)
    if any(column.kind is Kind.TEXT for column in columns[last:]):
        return list(rows)
    limits = _limits_of(columns)
    found = [list(_endings(text, row, names, limits)) for row in rows]
    inner = [each for row, endings in zip(rows, found) for each in endings if each.stop < row.stop]
    if sum(_is_sure(text, each, names) for each in inner) < _FEWEST and len(inner) < max(_FEWEST, len(rows)) \
            and not any(_are_rows(text, row, endings, names) for row, endings in zip(rows, found)):
        return list(rows)
    return [each for row, endings in zip(rows, found) for each in _parted(text, row, endings)]


def _are_rows(text: str, row: FlatRow, endings: Sequence[_Ending], names: frozenset[str]) -> bool:
    """Whether what units close inside a row are rows beyond doubt, over which its number was merged: the last of them
    closes it too."""
    return len(endings) > 1 and endings[-1].stop >= row.stop and all(_is_sure(text, each, names) for each in endings)


def _is_sure(text: str, ending: _Ending, names: frozenset[str]) -> bool:
    """Whether an ending is one beyond doubt: told, with a limit or keys, or with units that the table knows."""
    return ending.told and (ending.stop > ending.units[1] or len(keyed_cells(text, *ending.units)) > 0
                            or _are_known(text, ending.units, names))


def _are_known(text: str, zone: Range, names: frozenset[str]) -> bool:
    return all(unit.name in names or unit.name in organs_of_levels() for unit in read_units(text, *zone))


def _parted(text: str, row: FlatRow, endings: Sequence[_Ending]) -> Iterator[FlatRow]:
    """The rows that end where lists of units (and limits) end; all have the number of the whole, or its heading."""
    inner = [(each.stop, each.told) for each in endings if each.stop < row.stop]
    headed = inner and row.mark.style in _HEADING
    row = _below_heading(text, row) if headed else row
    start, sure = row.mark.end, row.sure and not (headed and row.mark.label)
    for end, told in (*(border for border in inner if border[0] > start), (row.stop, row.sure)):
        if trimmed(text, start, end):
            label = rule("cell_label").match(text[start:end].lstrip())
            begin = text.index(label[0], start) + len(label[0]) if label and start > row.mark.end else start
            numbered = replace(row.mark, label=None) if headed else row.mark    # the number is the heading's
            mark = numbered if start == row.mark.end else replace(numbered, start=start, end=begin)
            yield row._replace(mark=mark, stop=end, sure=sure and told)
        start, sure = end, told


def _below_heading(text: str, row: FlatRow) -> FlatRow:
    """A row that a heading without a border before the text heads, or two of them (一、…(一)…)."""
    inner = rule("inner_heading").search(text, row.mark.end, min(row.stop, row.mark.end + _LONGEST_HEADING))
    title = inner.end() if inner else row.mark.end
    begin = title_end(text, title, row.stop)
    if begin == title:
        return row
    headings = levels(text, row.headings, trimmed(text, row.mark.start, begin) or (row.mark.start, begin))
    return row._replace(mark=replace(row.mark, end=begin, label=None), headings=headings)


def _endings(text: str, row: FlatRow, names: frozenset[str], limits: _Limits,
             least: int = _SHORTEST_TEXT) -> Iterator[_Ending]:
    """Where rows end behind lists of units, which stand behind full stops or keys; `least` must follow."""
    if cells := keyed_cells(text, row.mark.end, row.stop):
        yield from _behind_keys(text, cells, row.stop, names, limits)
        return
    at = text.find("。", row.mark.end, row.stop)
    while at >= 0:
        found = _behind_stop(text, at + 1, row.stop, names, limits)
        if found and (found.stop >= row.stop or row.stop - found.stop >= least):
            yield found
        at = text.find("。", found.stop if found else at + 1, row.stop)


def _behind_keys(text: str, cells: Sequence[KeyedCell], stop: int, names: frozenset[str],
                 limits: _Limits) -> Iterator[_Ending]:
    """The ends of the lists that keys open, the last of a cell ending before the next cell."""
    for cell, after in zip(cells, [*(cell.start for cell in cells[1:]), stop]):
        listed = list_at_start(text, cell.last, after, names)
        if listed:
            end = behind_limit(text, listed[1], stop) if limits.behind else listed[1]
            yield _Ending((cell.start, listed[1]), end, end > listed[1] or end >= stop or begins(text, end))


def _past_columns(text: str, end: int, stop: int, names: frozenset[str]) -> int:
    """The end of the units of a row, past those of further columns that spaces part from them."""
    while (word := _WORD.match(text, end, stop)) and all_units(text, *word.span(1), names):
        end = word.end()
    return end


def _behind_stop(text: str, start: int, stop: int, names: frozenset[str], limits: _Limits) -> _Ending | None:
    """The end of the row whose units begin at a place; None if none do, or nothing tells that they end there.

    What goes on behind units that the table, or all the land, knows, or that a space parts from the text before, may
    be the next requirement.
    """
    border = behind_limit(text, start, stop) if limits.before else start
    start = _skipped(text, border, stop)
    listed = list_at_start(text, start, stop, names)
    if listed is None:
        return None
    behind = behind_limit(text, listed[1], stop) if limits.behind else listed[1]
    ahead = _skipped(text, behind, stop)
    if ahead < stop and (text[ahead] in _GOES_ON or rule("subject").match(text, ahead)
                         or _is_unit_ahead(text, ahead, names)):
        return None
    told = ahead >= stop or behind > listed[1] or begins(text, behind)
    if not told and start == border and not are_believed(text, names_at_start(text, *listed, names), names):
        return None
    return _Ending((start, listed[1]), _past_columns(text, behind, stop, names), told)


def _skipped(text: str, at: int, stop: int) -> int:
    """Where the next character stands that is none of white space."""
    while at < stop and text[at] in " \n":
        at += 1
    return at


def _is_unit_ahead(text: str, at: int, names: frozenset[str]) -> bool:
    """Whether another unit begins at a place: the next column's."""
    ahead = (text[at:at + length] for length in range(_LONGEST_AHEAD, _SHORTEST_NAME, -1))
    return any(name in names or (name[0] in "各省市区县有" and looks_like_unit(name)) for name in ahead)
