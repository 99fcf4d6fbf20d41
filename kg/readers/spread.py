"""Tables that go on over a page end, made one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.readers.cells import Found, is_name
from kg.readers.layout import Cell, Piece, Table, hard, soft
from kg.readers.paragraphs import begins
from kg.readers.typelines import CLOSING, Stretch

_ENDS = frozenset("。；！？;!?")
_SAME_EDGE = 12.0

Part = Stretch | Found
"""A stretch of lines between the same margins, or a table."""


def whole_tables(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with a table on the next page, of the same columns and edges and with no line
    between, appended to the one before."""
    held: Found | None = None
    for part in parts:
        if held is not None and isinstance(part, Found) and _same_columns(held, part):
            held = Found(part.page, part.box, appended(held.table, part.table))
            continue
        if held is not None:
            yield held
        held = part if isinstance(part, Found) else None
        if held is None:
            yield part
    if held is not None:
        yield held


def appended(above: Table, below: Table) -> Table:
    """One table of two: a repeated head is dropped, a row or merged cell that the page end
    cut is made whole."""
    cells = _without_head(above, below)
    last = max(cell.row + cell.rows - 1 for cell in above.cells)
    first = [cell for cell in cells if cell.row == 1]
    ends = {cell.column: cell for cell in above.cells if cell.row + cell.rows - 1 == last}
    own = [cell for cell in first if cell.rows == 1]
    row_goes_on = _is_cut(ends, own) or _all_cut(above, ends, own)
    shift = last - 1 if row_goes_on else last
    whole: dict[int, Cell] = {}
    rest: list[Cell] = []
    for cell in cells:
        opened = ends.get(cell.column) if cell.row == 1 else None
        if opened is not None and (row_goes_on or (cell.rows > 1 and _goes_on(opened, cell))):
            whole[cell.column] = _continued(opened, cell, cell.rows + shift - opened.row + 1)
        else:
            rest.append(replace(cell, row=cell.row + shift))
    return Table((*(whole.get(cell.column, cell) if cell in ends.values() else cell for cell in above.cells), *rest))


def _same_columns(above: Found, below: Found) -> bool:
    """Whether a table is of the columns of one on the page before: the edges of both are the
    same, or without ruled lines, which leave the edges to the text, where columns begin."""
    if below.page != above.page + 1 or _width(above.table) != _width(below.table):
        return False
    edges = [(above.box[0], below.box[0]), (above.box[2], below.box[2])]
    starts, others = _starts(above.table), _starts(below.table)
    columns = [(starts[column], others[column]) for column in starts.keys() & others.keys()]
    return _are_near(edges) or (len(columns) > 1 and _are_near(columns))


def _are_near(pairs: Iterable[tuple[float, float]]) -> bool:
    return all(abs(one - other) < _SAME_EDGE for one, other in pairs)


def _starts(table: Table) -> dict[int, float]:
    """Where the text of each column begins."""
    starts: dict[int, float] = {}
    for cell in table.cells:
        for piece in cell.pieces:
            if piece.box is not None:
                starts[cell.column] = min(piece.box[0], starts.get(cell.column, piece.box[0]))
    return starts


def _width(table: Table) -> int:
    return max(cell.column + cell.columns - 1 for cell in table.cells)


def _without_head(above: Table, below: Table) -> list[Cell]:
    """The cells below without a first row that repeats the head of the table."""
    heads = [[_text(cell) for cell in table.cells if cell.row == 1] for table in (above, below)]
    if heads[0] != heads[1] or not any(heads[1]):
        return list(below.cells)
    return [replace(cell, row=cell.row - 1) for cell in below.cells if cell.row > 1]


def _is_cut(above: dict[int, Cell], below: Sequence[Cell]) -> bool:
    """Whether the first row below a page end goes on with the last row above it: some cell is
    empty, none begins an item, and the longest goes on with a text that had not ended."""
    written = [cell for cell in below if _text(cell)]
    if not written or (len(written) == len(below) and len(above) == len(below)):
        return False
    longest = max(written, key=lambda cell: len(_text(cell)))
    opened = above.get(longest.column)
    return opened is not None and _goes_on(opened, longest) and not any(begins(_text(cell)) for cell in written)


def _all_cut(table: Table, above: dict[int, Cell], below: Sequence[Cell]) -> bool:
    """Whether every cell of the last row ends in a full line and goes on below."""
    pairs = [(above[cell.column], cell) for cell in below if cell.column in above]
    return len(pairs) == len(below) > 0 and all(
        _goes_on(one, other) and not _text(other).isdecimal() and _is_full(table, one, other) for one, other in pairs)


def _is_full(table: Table, cell: Cell, below: Cell) -> bool:
    """Whether what begins the cell below would not have fitted behind the last line of a cell,
    as wide as the lines of its column are."""
    widths = [piece.box[2] - piece.box[0] for other in table.cells if other.column == cell.column
              for piece in other.pieces if piece.box]
    last = next((piece.box for piece in reversed(cell.pieces) if piece.box), None)
    if last is None:
        return False
    head = 1 + len(text := _text(below)[1:]) - len(text.lstrip(CLOSING))
    return last[2] - last[0] + head * (last[3] - last[1]) >= max(widths)


def _goes_on(above: Cell, below: Cell) -> bool:
    """Whether the text of a cell goes on in the cell below the page end."""
    before, after = _text(above), _text(below)
    return bool(before and after) and before[-1] not in _ENDS and not begins(after)


def _continued(above: Cell, below: Cell, rows: int) -> Cell:
    """A cell and what goes on with it: names that line ends alone part stay two, anything else
    is one text."""
    before, after = _text(above), _text(below)
    parted = is_name(before) and is_name(after) and "、" not in before + after
    between = (hard if parted else soft)(before, after) if before and after else ""
    joint = (Piece(between),) if between else ()
    return replace(above, pieces=(*above.pieces, *joint, *below.pieces), rows=rows)


def _text(cell: Cell) -> str:
    return "".join(piece.text for piece in cell.pieces)
