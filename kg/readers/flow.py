"""Sheets to blocks: running heads removed, tables and paragraphs whole across pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.readers.cells import Found, ruled
from kg.readers.frame import without_frame
from kg.readers.layout import Block, Cell, Piece, Table, soft
from kg.readers.paragraphs import begins, paragraphs
from kg.readers.sheet import Line, Sheet, lines
from kg.readers.unruled import with_tables

_ENDS = frozenset("。；！？;!?")
_SAME_EDGE = 12.0
_TWO_UP_LINES = 6

Part = list[Line] | Found
"""A stretch of lines between the same margins, or a table."""


def flow(sheets: Sequence[Sheet]) -> list[Block]:
    """The blocks of a document in reading order."""
    found = [ruled(sheet) for sheet in sheets]
    loose = [lines(sheet.number, rest) for sheet, (_, rest) in zip(sheets, found)]
    bodies = without_frame([(body, sheet.height) for body, sheet in zip(loose, sheets)])
    parts = [part for sheet, (tables, _), body in zip(sheets, found, bodies)
             for part in _parts(sheet, tables, body)]
    return list(_blocks(_whole_tables(parts)))


def _parts(sheet: Sheet, tables: Sequence[Found], body: Sequence[Line]) -> Iterator[Part]:
    """The parts of a page from top to bottom; of a page printed two-up, the left half first."""
    middle = _two_up(sheet, tables, body)
    if middle is None:
        yield from _ordered(tables, body)
        return
    for right in (False, True):
        half = lines(sheet.number, [glyph for line in body for glyph in line.glyphs
                                    if (glyph.left >= middle) is right])
        yield from _ordered([table for table in tables if (table.box[0] >= middle) is right], half)


def _two_up(sheet: Sheet, tables: Sequence[Found], body: Sequence[Line]) -> float | None:
    """The middle of a landscape page that carries two pages side by side, else None."""
    middle = sheet.width / 2
    if sheet.width <= sheet.height or any(table.box[0] < middle < table.box[2] for table in tables):
        return None
    crossing = [line for line in body for glyph in line.glyphs if glyph.left < middle < glyph.right]
    left = [line for line in body if line.box[0] < middle]
    right = [line for line in body if line.box[2] > middle]
    both = min(len(left), len(right)) >= _TWO_UP_LINES or (tables and left and right)
    return middle if both and not crossing else None


def _ordered(tables: Sequence[Found], body: Sequence[Line]) -> Iterator[Part]:
    """Tables and the lines between them, by where they begin."""
    run: list[Line] = []
    waiting = sorted(tables, key=lambda table: table.box[1])
    for line in body:
        while waiting and waiting[0].box[1] <= line.box[1]:
            yield from _columns(run)
            run = []
            yield waiting.pop(0)
        run.append(line)
    yield from _columns(run)
    yield from waiting


def _columns(run: Sequence[Line]) -> Iterator[Part]:
    column: list[Line] = []
    for part in with_tables(run):
        if isinstance(part, Found):
            if column:
                yield column
            column = []
            yield part
        else:
            column.append(part)
    if column:
        yield column


def _whole_tables(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with tables that go on over a page end made one."""
    held: Found | None = None
    for part in parts:
        if held is not None and isinstance(part, Found) and _same_columns(held, part):
            held = Found(part.page, part.box, _appended(held.table, part.table))
            continue
        if held is not None:
            yield held
        held = part if isinstance(part, Found) else None
        if held is None:
            yield part
    if held is not None:
        yield held


def _same_columns(above: Found, below: Found) -> bool:
    return (below.page == above.page + 1 and _width(above.table) == _width(below.table)
            and abs(above.box[0] - below.box[0]) < _SAME_EDGE and abs(above.box[2] - below.box[2]) < _SAME_EDGE)


def _width(table: Table) -> int:
    return max(cell.column + cell.columns - 1 for cell in table.cells)


def _appended(above: Table, below: Table) -> Table:
    """One table of two; a repeated head is dropped, a row cut by the page end made whole."""
    last = max(cell.row for cell in above.cells)
    cells = list(below.cells)
    first = [cell for cell in cells if cell.row == 1]
    if [_text(cell) for cell in first] == [_text(cell) for cell in above.cells if cell.row == 1]:
        cells = [replace(cell, row=cell.row - 1) for cell in cells if cell.row > 1]
        first = [cell for cell in cells if cell.row == 1]
    ends = [cell for cell in above.cells if cell.row + cell.rows - 1 == last]
    if first and all(cell.rows == 1 for cell in first) and _is_cut(ends, first):
        kept = [cell for cell in above.cells if cell not in ends]
        below_by_column = {cell.column: cell for cell in first}
        whole = [_continued(cell, below_by_column.get(cell.column)) for cell in ends]
        rest = [replace(cell, row=cell.row + last - 1) for cell in cells if cell.row > 1]
        return Table((*kept, *whole, *rest))
    return Table((*above.cells, *(replace(cell, row=cell.row + last) for cell in cells)))


def _is_cut(above: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the first row below a page end goes on with the last row above it.

    Its longest text begins no item and goes on with a sentence that had not ended; a row
    without any empty cell is believed only if the text above fills its cell's last line.
    """
    texts = {cell.column: _text(cell) for cell in above}
    written = [cell for cell in below if _text(cell)]
    if not written or len(written) == len(below):
        return False
    longest = max(written, key=lambda cell: len(_text(cell)))
    before = texts.get(longest.column, "")
    return bool(before) and before[-1] not in _ENDS and not any(begins(_text(cell)) for cell in written)


def _continued(above: Cell, below: Cell | None) -> Cell:
    if below is None or not _text(below):
        return above
    between = soft(_text(above), _text(below)) if _text(above) else ""
    return replace(above, pieces=(*above.pieces, *((Piece(between),) if between else ()), *below.pieces))


def _text(cell: Cell) -> str:
    return "".join(piece.text for piece in cell.pieces)


def _blocks(parts: Iterable[Part]) -> Iterator[Block]:
    columns: list[list[Line]] = []
    for part in parts:
        if isinstance(part, Found):
            yield from paragraphs(columns)
            columns = []
            yield part.table
        else:
            columns.append(part)
    yield from paragraphs(columns)
