"""Tables without ruled lines, told by white columns that run through consecutive lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from kg.readers.cells import Column, Found, cell_pieces
from kg.readers.layout import Cell, Table
from kg.readers.sheet import Line, lines

_LEAST_LINES = 4
_SPLIT_SHARE = 0.6
_ROW_GAP = 1.35
Gutter = tuple[float, float]


def with_tables(found: Sequence[Line]) -> Iterator[Line | Found]:
    """The lines of a page in order, those that form columns replaced by a table."""
    at = 0
    while at < len(found):
        run = _run(found, at)
        gutters = _gutters(run) if run else []
        if gutters:
            yield _table(run, gutters)
            at += len(run)
        else:
            yield found[at]
            at += 1


def _run(found: Sequence[Line], start: int) -> Sequence[Line]:
    """The lines from `start` on over which some white column stays open, () if too few."""
    if len(found[start].segments()) < 2:
        return ()
    end = start + 1
    while end < len(found) and _gutters(found[start:end + 1]):
        end += 1
    run = found[start:end]
    split = sum(1 for line in run if len(line.segments()) > 1)
    return run if len(run) >= _LEAST_LINES and split >= _SPLIT_SHARE * len(run) else ()


def _gutters(run: Sequence[Line]) -> list[Gutter]:
    """The white columns, at least a character wide, that no line of a run crosses."""
    spans = sorted((segment.box[0], segment.box[2]) for line in run for segment in line.segments())
    size = median(line.size for line in run)
    found: list[Gutter] = []
    reach = spans[0][1]
    for left, right in spans[1:]:
        if left - reach >= size:
            found.append((reach, left))
        reach = max(reach, right)
    return found


def _table(run: Sequence[Line], gutters: Sequence[Gutter]) -> Found:
    page = run[0].page
    edges = [(left + right) / 2 for left, right in gutters]
    rows = list(_rows(run, edges[0]))
    grid = [[_cell(page, row, low, high) for low, high in zip((0.0, *edges), (*edges, float("inf")))]
            for row in rows]
    left, right = min(line.box[0] for line in run), max(line.box[2] for line in run)
    rooms = [high - low for low, high in zip((left, *edges), (*edges, right))]
    columns = [Column([row[column] for row in grid], room) for column, room in enumerate(rooms)]
    cells = tuple(Cell(cell_pieces(found, columns[column]), number, column + 1)
                  for number, row in enumerate(grid, 1) for column, found in enumerate(row))
    return Found(page, (left, run[0].box[1], right, run[-1].box[3]), Table(cells))


def _rows(run: Sequence[Line], edge: float) -> Iterator[list[Line]]:
    """Lines by table row: one begins at a wider gap or where the first column has text again."""
    pitches = [below.box[1] - above.box[1] for above, below in zip(run, run[1:])]
    usual = min(pitches)
    row: list[Line] = [run[0]]
    for above, line in zip(run, run[1:]):
        if line.box[1] - above.box[1] > _ROW_GAP * usual or line.box[0] < edge and len(line.segments()) > 1:
            yield row
            row = []
        row.append(line)
    yield row


def _cell(page: int, row: Sequence[Line], low: float, high: float) -> list[Line]:
    return lines(page, [glyph for line in row for glyph in line.glyphs if low <= glyph.left < high])
