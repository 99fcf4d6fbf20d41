"""Rows with tabs whose cells line ends broke: from one row number to the next stand as many tabs as a row has."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head
from kg.numerals import read_numeral

_SHARE = 2, 3               # of the rows, so many must have as many tabs as there are columns to pass
_FEWEST = 3
_SPARE = 3                  # half characters that a full line may leave blank


class _Piece(NamedTuple):
    """A cell or what a line end left of one, where it stands, white space at its edges left out; `tabbed` if a tab
    stands before it, else a line begins there."""

    start: int
    end: int
    tabbed: bool


_Row = Sequence[Sequence[_Piece]]       # by column, each with its pieces


def join_tabbed(draft: Draft) -> Draft:
    """The draft with the rows of tables whose lines end inside most rows on one line each.

    A line as wide as its column goes on in the next without a gap, one that the author ended with a space.

    >>> rows = "".join(f"{n}\\t公开各类规划信息,\\n做好解读工作。\\t甲局\\n各有关科室\\n" for n in range(1, 6))
    >>> join_tabbed(Draft.of(f"序号\\t工作任务\\t责任单位\\n{rows}")).text.split("\\n")[1]
    '1\\t公开各类规划信息,做好解读工作。\\t甲局 各有关科室'
    """
    if "\t" not in draft.text:
        return draft
    edits = [edit for heads, body in _bodies(draft) for edit in _edits(draft.text, heads, body)]
    return draft.edit(edits) if edits else draft


def _bodies(draft: Draft) -> Iterator[tuple[Sequence[str], list[_Piece]]]:
    """The heads of each table with row numbers, and the pieces of the lines below them."""
    heads: Sequence[str] = ()
    pieces: list[_Piece] = []
    for start, end in draft.lines():
        cells = draft.text[start:end].split("\t")
        if len(cells) > 2 and are_heads(cells):
            yield heads, pieces
            heads, pieces = cells, []
        elif heads and draft.text[start:end].strip(" "):
            pieces += _pieces(start, cells)
    yield heads, pieces


def _pieces(start: int, cells: Sequence[str]) -> Iterator[_Piece]:
    for at, cell in enumerate(cells):
        words = cell.strip(" ")
        begin = start + len(cell) - len(cell.lstrip(" ")) if words else start
        yield _Piece(begin, begin + len(words), at > 0)
        start += len(cell) + 1


def _edits(text: str, heads: Sequence[str], pieces: Sequence[_Piece]) -> Iterator[Edit]:
    """The line ends inside the rows of a table, if most rows hold some; nothing where rows are not counted."""
    place = next((at for at, head in enumerate(heads) if kind_of_head(head) == "number"), None)
    if place is None:
        return
    numbers = _numbers(text, pieces, place)
    rows = list(_rows(text, pieces, numbers, place, len(heads)))
    broken = sum(any(len(cell) > 1 for cell in row) for row in rows)
    if broken < _FEWEST or broken * 2 < len(numbers) or len(rows) * _SHARE[1] < len(numbers) * _SHARE[0]:
        return
    full = _full(text, rows)
    for row in rows:
        for column, cell in enumerate(row):
            for above, below in itertools.pairwise(cell):
                joint = "" if _width(text, above) >= full[column] - _SPARE or above.start == above.end else " "
                yield above.end, below.start, joint


def _numbers(text: str, pieces: Sequence[_Piece], place: int) -> list[int]:
    """Which pieces are the numbers of rows: each one more than the last."""
    shape = tables.patterns("table_patterns")["number_cell"].regex
    found: list[int] = []
    value = 0
    for at, (start, end, tabbed) in enumerate(pieces):
        number = read_numeral(text[start:end].strip("()、.")) if tabbed == (place > 0) and shape.match(
            text[start:end]) else None
        if number and (not found or number == value + 1):
            found.append(at)
            value = number
    return found


def _rows(text: str, pieces: Sequence[_Piece], numbers: Sequence[int], place: int, width: int) -> Iterator[_Row]:
    """The rows that have as many cells as there are heads; the last ends with the line of its last cell."""
    begin = 0
    for number, after in zip(numbers, [*numbers[1:], len(pieces)]):
        last = next(itertools.islice((at for at in range(number + 1, after) if pieces[at].tabbed),
                                     width - place - 2, None), None)
        if last is None:
            begin = after
            continue
        tail = next((at for at in range(last + 1, after) if pieces[at].tabbed), after)
        begins = tail if place == 0 else max(last + 1, tail - 1)     # the next row
        end = _end(text, pieces, last, begins) if after < len(pieces) else last + 1
        row = _cells(pieces[begin if place else number:end])
        if len(row) == width:
            yield row
        begin = end


def _end(text: str, pieces: Sequence[_Piece], last: int, begins: int) -> int:
    """Where a row ends whose last cell begins at a piece: at an empty one or a heading behind it, else where the next
    row begins."""
    heading = tables.patterns("table_patterns")["heading_cell"].regex
    return next((at for at in range(last + 1, begins) if pieces[at].start == pieces[at].end
                 or heading.match(text[pieces[at].start:pieces[at].end])), begins)


def _cells(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces of a row by column."""
    cells: list[list[_Piece]] = []
    for piece in pieces:
        if cells and not piece.tabbed:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _full(text: str, rows: Sequence[_Row]) -> dict[int, int]:
    """How wide the widest line of each column is."""
    widths: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], *(_width(text, piece) for piece in cell))
    return widths


def _width(text: str, piece: _Piece) -> int:
    """How wide a piece was printed: two for a Chinese character or mark, one for a digit or letter."""
    return sum(1 if mark.isascii() and mark.isalnum() else 2 for mark in text[piece.start:piece.end])
