"""Rows of tables set with spaces that blank lines set apart."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.tables.broken import CellLine
from kg.extract.tables.heads import Column, Kind, rule

_FEWEST = 3
_STOPS = "。;!?"

# The lines of a row.
_Row = list[CellLine]


def rows_set_apart(text: str, stretches: Sequence[Sequence[CellLine]], columns: Sequence[Column],
                   gaps: Container[int]) -> list[list[Sequence[CellLine]]]:
    """The lines of the rows of each stretch where blank lines, below which those in `gaps` begin, part them: one row
    number stands between nearly any two; nothing elsewhere."""
    place = next((at for at, column in enumerate(columns) if column.kind is Kind.NUMBER), None)
    last = max((at for at, column in enumerate(columns) if column.kind is Kind.TEXT), default=None)
    if place is None or last is None:
        return []
    parted = [_parted(lines, gaps) for lines in stretches]
    counts = [_numbers(text, row, place) for rows in parted for row in rows]
    if sum(counts) < _FEWEST or max(counts) > 1 or sum(counts) * 5 < len(counts) * 4:
        return []
    return [_whole(text, rows, place, last) for rows in parted]


def _parted(lines: Sequence[CellLine], gaps: Container[int]) -> list[_Row]:
    """The lines between one blank line and the next."""
    rows: list[_Row] = []
    for line in lines:
        if not rows or line[0][0] in gaps:
            rows.append([])
        rows[-1].append(line)
    return rows


def _numbers(text: str, row: _Row, place: int) -> int:
    """How many lines have a row number."""
    return sum(rule("number_cell").match(text[slice(*line[place])]) is not None for line in row)


def _whole(text: str, rows: Sequence[_Row], place: int, last: int) -> list[Sequence[CellLine]]:
    """The rows, lines without a number joined to the one above, whose text goes on over a page end, or to the next."""
    whole: list[_Row] = []
    above: _Row = []
    for row in rows:
        if _numbers(text, row, place):
            whole.append([*above, *row])
            above = []
        elif whole and _goes_on(text, whole[-1], last):
            whole[-1] += row
        else:
            above += row
    return [*whole, above] if above else [*whole]


def _goes_on(text: str, row: _Row, last: int) -> bool:
    """Whether the text of a row ends no sentence."""
    ends = [line[last][1] for line in row if line[last][0] < line[last][1]]
    return bool(ends) and text[ends[-1] - 1] not in _STOPS
