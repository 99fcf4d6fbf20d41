"""Rows of run-together tables of which the line ends are left: each line a row, without any other border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.drafts import trimmed
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.heads import Column
from kg.extract.tables.zones import find_zone, layout_of

_FEWEST = 3


def rows_of_lines(text: str, whole: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[FlatRow]:
    """The lines of a table as its rows, if most end in units or limits, as its columns do; none otherwise."""
    start, rows = whole.mark.end, list[FlatRow]()
    for line in text[start:whole.stop].split("\n"):
        if row := trimmed(text, start, start + len(line)):
            rows.append(whole._replace(mark=replace(whole.mark, start=row[0], end=row[0]), stop=row[1]))
        start += len(line) + 1
    layout = layout_of(columns)
    ended = sum(find_zone(text, row.mark.end, row.stop, layout, names) is not None for row in rows)
    return rows if len(rows) >= _FEWEST and ended * 3 >= len(rows) * 2 else []
