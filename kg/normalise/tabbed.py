"""Rows with tabs whose cells line ends broke: from one row number to the next stand as many tabs as a row has."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head
from kg.normalise.width import cell_width
from kg.normalise.wraps import breaks_cell
from kg.numerals import read_row_number

_SHARE = 2, 3               # of the rows, so many must have as many tabs as there are columns to pass
_FEWEST = 3
_NO_ENDS, _FIRST = ",、;:", frozenset({"1", "(1)", "(一)", "①"})
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
    edits = [edit for heads, bodies in _tables(draft).items() for edit in _edits(draft.text, heads, bodies)]
    return draft.edit(sorted(edits)) if edits else draft


def _tables(draft: Draft) -> Mapping[tuple[str, ...], Sequence[Sequence[_Piece]]]:
    """The pieces of the lines below the heads of each table, and below each repetition of these."""
    found: defaultdict[tuple[str, ...], list[list[_Piece]]] = defaultdict(list)
    body: list[_Piece] | None = None
    for start, end in draft.lines():
        cells = draft.text[start:end].split("\t")
        if len(cells) > 2 and are_heads(cells):
            body = []
            found[tuple(cells)].append(body)
        elif body is not None and draft.text[start:end].strip(" "):
            body += _pieces(start, cells)
    return found


def _pieces(start: int, cells: Sequence[str]) -> Iterator[_Piece]:
    for at, cell in enumerate(cells):
        words = cell.strip(" ")
        begin = start + len(cell) - len(cell.lstrip(" ")) if words else start
        yield _Piece(begin, begin + len(words), at > 0)
        start += len(cell) + 1


def _edits(text: str, heads: Sequence[str], bodies: Sequence[Sequence[_Piece]]) -> Iterator[Edit]:
    """The line ends inside the rows of a table, if most rows that are counted hold some; where none is counted, if all
    rows have as many cells as there are heads."""
    place = next((at for at, head in enumerate(heads) if kind_of_head(head) == "number"), None)
    rows = _uncounted(text, bodies, len(heads)) if place is None else _counted(text, bodies, place, len(heads))
    full = _full(text, rows)
    for row in rows:
        for column, cell in enumerate(row):
            for above, below in itertools.pairwise(cell):
                full_line = cell_width(text, above[:2]) >= full[column] - _SPARE
                goes_on = above.start == above.end or (full_line and breaks_cell(
                    text[above.start:above.end], text[below.start:below.end]))
                yield above.end, below.start, "" if goes_on else " "


def _counted(text: str, bodies: Sequence[Sequence[_Piece]], place: int, width: int) -> Sequence[_Row]:
    """The rows that numbers in the column at a place count; none if few of them are broken or too few whole."""
    numbers = [_numbers(text, body, place) for body in bodies]
    rows = [row for body, found in zip(bodies, numbers) for row in _rows(text, body, found, place, width)]
    broken, total = sum(any(len(cell) > 1 for cell in row) for row in rows), sum(map(len, numbers))
    few = broken < _FEWEST or broken * 2 < total or len(rows) * _SHARE[1] < total * _SHARE[0]
    return [] if few else rows


def _uncounted(text: str, bodies: Sequence[Sequence[_Piece]], width: int) -> Sequence[_Row]:
    """The rows of lines that have as many cells together as there are heads; none if any lines have more, or go on with
    what may begin a row."""
    rows: list[_Row] = []
    for body in bodies:
        row: list[_Piece] = []
        cells = 0
        for line in _by_lines(body):
            if not row and len(line) == 1:
                continue        # a cell alone above a row heads it
            if row and not _goes_on(text, row[-1], line[0]):
                return []
            row += line
            cells += len(line) - (cells > 0)
            if cells > width:
                return []
            if cells == width:
                rows.append(_cells(row))
                row, cells = [], 0
    return rows


def _goes_on(text: str, above: _Piece, below: _Piece) -> bool:
    """Whether a cell goes on in the next line: with a further number of a list, or behind a mark."""
    label = tables.patterns("table_patterns")["cell_label"].regex.match(text[below.start:below.end])
    return text[above.end - 1] in _NO_ENDS or (label is not None and label[label.lastgroup or 0] not in _FIRST)


def _by_lines(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """The pieces of each line."""
    begins = [at for at, piece in enumerate(pieces) if not piece.tabbed]
    for begin, end in itertools.pairwise([*begins, len(pieces)]):
        yield pieces[begin:end]


def _numbers(text: str, pieces: Sequence[_Piece], place: int) -> list[int]:
    """Which pieces begin rows, or are their numbers: each one more than the last."""
    shape = tables.patterns("table_patterns")["number_cell"].regex
    found: list[int] = []
    value = 0
    for at, (start, end, tabbed) in enumerate(pieces):
        counts = tabbed == (place > 0) and shape.match(text[start:end]) is not None
        number = read_row_number(text[start:end]) if counts else 0
        if number and (not value or number == value + 1):
            found.append(at)
            value = number
        elif not place and not tabbed and start == end:
            found.append(at)    # what a page end has cut off from the row above
    return found


def _rows(text: str, pieces: Sequence[_Piece], numbers: Sequence[int], place: int, width: int) -> Iterator[_Row]:
    """The rows that have as many cells as there are heads; the last ends with the line of its last cell."""
    begin, behind = 0, width - 1 - place
    for number, after in zip(numbers, [*numbers[1:], len(pieces)]):
        tabs = [at for at in range(number + 1, after) if pieces[at].tabbed]
        if len(tabs) < behind or (after < len(pieces) and len(tabs) > behind + max(0, place - 1)):
            begin = after
            continue
        last, tail = tabs[behind - 1], [*tabs[behind:], after][0]
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
            widths[column] = max(widths[column], *(cell_width(text, piece[:2]) for piece in cell))
    return widths
