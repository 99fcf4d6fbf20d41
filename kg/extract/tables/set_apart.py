"""Rows of tables set with spaces that blank lines set apart."""

from __future__ import annotations

from collections.abc import Container, Sequence

from kg.extract.drafts import STOPS
from kg.extract.tables.broken import CellLine
from kg.extract.tables.heads import Column, Kind, rule

_FEWEST = 3

# The lines of a row.
_Row = list[CellLine]


def rows_set_apart(text: str, stretches: Sequence[Sequence[CellLine]], columns: Sequence[Column],
                   gaps: Container[int]) -> list[list[Sequence[CellLine]]]:
    """The lines of the rows of each stretch where blank lines, below which those in `gaps` begin, part them: one row
    number stands between most two; nothing elsewhere."""
    place = next((at for at, column in enumerate(columns) if column.kind is Kind.NUMBER), None)
    last = max((at for at, column in enumerate(columns) if column.kind is Kind.TEXT), default=None)
    if place is None or last is None:
        return []
    parted = [_parted(lines, gaps) for lines in stretches]
    counts = [_numbers(text, row, place) for rows in parted for row in rows]
    if sum(counts) < _FEWEST or max(counts) > 1 or sum(counts) * 5 < len(counts) * 3:
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
    """The rows, lines without a number joined to the one above, where that lacks their words, or to the one below,
    where they lack its, over a page end; those whose words are whole have lost their number."""
    whole: list[_Row] = []
    above: _Row = []
    for row in rows:
        end = _text_end(row, last)
        if not _numbers(text, row, place):
            before = _text_end(whole[-1], last) if whole else 0
            if whole and (not end or text[before - 1] not in STOPS):
                whole[-1] += row
                continue
            if not end or text[end - 1] not in STOPS:
                above += row
                continue
        whole.append([*above, *row])
        above = []
    return [*whole, above] if above else [*whole]


def _text_end(row: _Row, last: int) -> int:
    """Where the text of a row ends; 0 where it has none."""
    return max((line[last][1] for line in row if line[last][0] < line[last][1]), default=0)
