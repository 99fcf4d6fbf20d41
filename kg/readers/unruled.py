"""Tables without ruled lines, told by white columns that run through consecutive lines.

Where white parts their rows, wider than between the lines of a cell, a row begins behind it.
Elsewhere a row begins where an item begins, or where two cells begin on one line while none
goes on: a cell goes on if its line above ended for want of room. A cell that goes on beside
the beginning of a row spans both rows and stays with the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kg.readers.cells import Column, Found, cell_pieces
from kg.readers.layout import Cell, Table
from kg.readers.paragraphs import begins
from kg.readers.typelines import Line, lines

_LEAST_LINES = 4
_LEAST_SPLIT = 3
_SPLIT_SHARE = 0.2
_ALIGNED_SHARE = 0.7
_ALIGNED = 0.6
_NARROWEST = 0.7
_PARTED = 1.3
_LEAST_PARTED = 2
_ENDS = frozenset("。；;")
Gutter = tuple[float, float]
Split = tuple[Line | None, ...]
"""A line cut at the gutters: what it has in each column."""


def with_tables(found: Sequence[Line]) -> Iterator[Line | Found]:
    """The lines of a page in order, those that form columns replaced by a table."""
    done = 0
    for start, end, gutters in _runs(found):
        yield from found[done:start]
        yield _table(found[start:end], gutters)
        done = end
    yield from found[done:]


def _runs(found: Sequence[Line]) -> Iterator[tuple[int, int, list[Gutter]]]:
    """Where tables begin and end, and the white columns in each."""
    at = done = 0
    while at < len(found):
        start, end = at, _run(found, at)
        gutters = _white(found[start:end])
        while start > done and gutters and _is_rest(found[start - 1], gutters):
            start -= 1
        at = end
        if gutters:
            yield start, end, gutters
            done = end


def _run(found: Sequence[Line], start: int) -> int:
    """Where the lines end over which some white column stays open from `start` on."""
    gutters = _gaps(found[start])
    end = start + 1
    while gutters and end < len(found):
        gutters = [part for gutter in gutters for part in _free(gutter, found[end])]
        end += bool(gutters)
    while end > start + 1 and not _gaps(found[end - 1]) and _stands_off(found[end - 2], found[end - 1]):
        end -= 1
    return end


def _white(run: Sequence[Line]) -> list[Gutter]:
    """The white columns of a run behind which text stands aligned; none if the run is too
    short or hardly any line has text on both sides."""
    spans = sorted((glyph.left, glyph.right) for line in run for glyph in line.glyphs)
    least = _NARROWEST * median(line.size for line in run)
    gutters: list[Gutter] = []
    reach = spans[0][1]
    for left, right in spans:
        gutters += [(reach, left)] if left - reach >= least else []
        reach = max(reach, right)
    aligned = [gutter for gutter in gutters if _aligned(run, gutter, gutters)]
    split = sum(1 for line in run if _is_split(line, aligned))
    enough = len(run) >= _LEAST_LINES and split >= max(_LEAST_SPLIT, _SPLIT_SHARE * len(run))
    return aligned if enough else []


def _is_rest(line: Line, gutters: Sequence[Gutter]) -> bool:
    """Whether a line above a run is what is left of a cell from the page before: it stands
    behind the first white column and crosses none."""
    return line.box[0] >= gutters[0][1] - 1 and all(any(_free(gutter, line)) for gutter in gutters)


def _aligned(run: Sequence[Line], gutter: Gutter, gutters: Sequence[Gutter]) -> bool:
    """Whether what stands behind a white column begins, or is centred, at the same place."""
    end = min((left for left, _ in gutters if left > gutter[1]), default=float("inf"))
    behind = [[glyph for glyph in line.glyphs if gutter[1] <= glyph.left < end] for line in run]
    spans = [(glyphs[0].left, glyphs[-1].right) for glyphs in behind if glyphs]
    if not spans:
        return False
    near = _ALIGNED * median(line.size for line in run)
    for places in ([left for left, _ in spans], [(left + right) / 2 for left, right in spans]):
        middle = median(places)
        if sum(abs(place - middle) <= near for place in places) >= _ALIGNED_SHARE * len(places):
            return True
    return False


def _gaps(line: Line) -> list[Gutter]:
    """The gaps of a line that are wide enough to part columns."""
    least = _NARROWEST * line.size
    return [(before.right, after.left) for before, after in zip(line.glyphs, line.glyphs[1:])
            if after.left - before.right >= least]


def _free(gutter: Gutter, line: Line) -> Iterator[Gutter]:
    """The widest part of a gutter that a line leaves white, if wide enough."""
    left, right = gutter
    inside = [glyph for glyph in line.glyphs if glyph.right > left and glyph.left < right]
    edges = [left, *(edge for glyph in inside for edge in (glyph.left, glyph.right)), right]
    widest = max(zip(edges[::2], edges[1::2]), key=lambda part: part[1] - part[0])
    if widest[1] - widest[0] >= _NARROWEST * line.size:
        yield widest


def _is_split(line: Line, gutters: Sequence[Gutter]) -> bool:
    return any(line.box[0] < left and line.box[2] > right for left, right in gutters)


def _stands_off(above: Line, below: Line) -> bool:
    return below.box[1] - above.box[3] > below.size


def _table(run: Sequence[Line], gutters: Sequence[Gutter]) -> Found:
    page = run[0].page
    edges = [(left + right) / 2 for left, right in gutters]
    split = [_split(page, line, edges) for line in run]
    left, right = min(line.box[0] for line in run), max(line.box[2] for line in run)
    # Without ruled lines the widest line of a column is all that tells its room.
    columns = [Column([[line for line in lined if line is not None]], 0.0) for lined in zip(*split)]
    cells: dict[tuple[int, int], list[Line]] = {}
    for row, parts in _rows(split, columns, _behind_white(run, split)):
        for column, (at, line) in parts.items():
            cells.setdefault((min(at, row), column), []).append(line)
    count = max(row for row, _ in cells)
    return Found(page, (left, run[0].box[1], right, run[-1].box[3]), Table(tuple(
        Cell(cell_pieces(cells.get((row, column), ()), columns[column - 1]), row, column)
        for row in range(1, count + 1) for column in range(1, len(columns) + 1))))


def _split(page: int, line: Line, edges: Sequence[float]) -> Split:
    parts = [[glyph for glyph in line.glyphs if low <= glyph.left < high]
             for low, high in zip((float("-inf"), *edges), (*edges, float("inf")))]
    return tuple(next(iter(lines(page, part)), None) for part in parts)


def _behind_white(run: Sequence[Line], split: Sequence[Split]) -> frozenset[int]:
    """The lines of a run that white sets off from the line above, if that is how its rows are
    parted: some lines are set off and some are not, and every item is."""
    steps = [below.box[1] - above.box[1] for above, below in pairwise(run)]
    least = sorted(steps)[len(steps) // 10] if steps else 0.0
    parted = frozenset(at for at, step in enumerate(steps, 1) if step > _PARTED * least)
    items = {at for at, parts in enumerate(split) if at and parts[0] is not None
             and (begins(parts[0].text) or parts[0].text.isdecimal())}
    close = len(steps) - len(parted)
    return parted if min(len(parted), close) >= _LEAST_PARTED and items <= parted else frozenset()


def _rows(split: Sequence[Split], columns: Sequence[Column],
          parted: frozenset[int]) -> Iterator[tuple[int, dict[int, tuple[int, Line]]]]:
    """Each line with its row, and for each of its columns the row that the text belongs to;
    `parted` are the lines that white sets off, if white parts the rows."""
    row = 0
    rows_of: dict[int, int] = {}
    above: Split = (None,) * len(columns)
    for at, parts in enumerate(split):
        numbered = parts[0] is not None and parts[0].text.isdecimal()
        closed = [numbered or _closed(*column) for column in zip(above, parts, columns)]
        if parted and at in parted:
            closed = [True] * len(closed)
        row += row == 0 or (at in parted if parted else _begins_row(parts, closed))
        for column, part in enumerate(parts):
            if part is not None and closed[column]:
                rows_of[column] = row
        yield row, {column + 1: (rows_of[column], part) for column, part in enumerate(parts) if part is not None}
        above = parts


def _closed(above: Line | None, below: Line | None, column: Column) -> bool:
    """Whether the text of a column does not go on from one line to the next."""
    return above is None or below is None or above.text[-1] in _ENDS or column.breaks(above, below)


def _begins_row(parts: Split, closed: Sequence[bool]) -> bool:
    written = [(part, free) for part, free in zip(parts, closed) if part is not None]
    if any(free and (begins(part.text) or part.text.isdecimal()) for part, free in written):
        return True
    return len(written) > 1 and all(free for _, free in written)
