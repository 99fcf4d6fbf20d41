"""Rows whose requirements, units and limits are numbered alike inside their cells: one row for each number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.borders import Row
from kg.extract.tables.heads import Column, Kind

_LABEL = re.compile(r"(?<![\d.、第])(?:(?P<plain>\d{1,2})[.、](?!\d(?!\d?月|\d{3}年))"
                    r"|\((?P<round>\d{1,2})\)|(?P<sign>[①-⑳]))")
_ENDS = "。;\n"              # what stands before a requirement's number
_FEWEST = 2

_Parts = Mapping[int, tuple[Range, ...]]


def parted_rows(text: str, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Row]:
    """The rows, those made one for each number whose texts count 1, 2, … and whose units are numbered as these.

    What other cells hold is that of each row if nothing numbers it, but the row's own number is of none.
    """
    for row in rows:
        yield from _parted(text, row, columns) or [row]


def _parted(text: str, row: Row, columns: Sequence[Column]) -> list[Row]:
    """The rows that one is, by number; none if it is one."""
    texts = (at for at, column in enumerate(columns) if column.kind is Kind.TEXT and not column.aside)
    counted = next((at for at in texts if len(_parts(text, row.cells[at], counting=True)) >= _FEWEST), None)
    if counted is None:         # as most rows
        return []
    requirements = _parts(text, row.cells[counted], counting=True)
    said = (at for at, column in enumerate(columns) if column.kind in (Kind.UNITS, Kind.TIME) or column.remark)
    parts = {at: _parts(text, row.cells[at]) for at in said}
    stated = {at: numbered for at, numbered in parts.items() if numbered and numbered.keys() <= requirements.keys()}
    if not any(columns[at].kind is Kind.UNITS and len(numbered) >= _FEWEST for at, numbered in stated.items()):
        return []
    return [row._replace(cells=tuple(
        requirement if at == counted else stated[at].get(number, ()) if at in stated
        else () if columns[at].kind is Kind.NUMBER else cell for at, cell in enumerate(row.cells)))
        for number, requirement in requirements.items()]


def _parts(text: str, cell: Sequence[Range], counting: bool = False) -> _Parts:
    """What stands behind each number of a cell that begins with one: with its number and 1, 2, … if `counting`, else
    without, the numbers growing. None of another cell."""
    parts: dict[int, tuple[Range, ...]] = {}
    for start, end in cell:
        labels = list(_counted(text, start, end, max(parts, default=0), counting))
        first = labels[0][1].start() if labels else end
        if first > start and not parts:
            return {}
        if first > start:
            parts[max(parts)] += ((start, first),)
        for (number, label), stop in zip(labels, [*(label.start() for _, label in labels[1:]), end]):
            found = trimmed(text, label.start() if counting else label.end(), stop, " \n;")
            parts[number] = (found,) if found else ()
    return parts


def _counted(text: str, start: int, end: int, last: int, counting: bool) -> Iterator[tuple[int, re.Match[str]]]:
    """The numbers of a line behind the `last` one above it, with where each stands."""
    for label in _LABEL.finditer(text, start, end):
        number = _number(label)
        begins = label.start() == start or text[:label.start()].rstrip(" ")[-1] in _ENDS
        if (number == last + 1 and begins) if counting else number > last:
            yield number, label
            last = number


def _number(label: re.Match[str]) -> int:
    if label["sign"]:
        return ord(label["sign"]) - ord("①") + 1
    return int(label["plain"] or label["round"])
