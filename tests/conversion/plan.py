"""A bundled plan as paragraphs and tables, the way its office will have typed it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.readers.layout import Block, Cell, Piece, Table, paragraph

_TAG = re.compile(r"</?p>")


def blocks(text: str) -> list[Block]:
    """The blocks of a plan's text.

    Two forms of flattened tables are set up again: a line per row with tabs between cells,
    where an empty first cell belongs to the one above, and a tab-led line per cell with an
    empty line between rows.
    """
    lines = [_TAG.sub("", line.rstrip("\r")) for line in text.split("\n")]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end > at + 3:
            found.append(_table(_rows(lines[at:end])))
            at = end
            continue
        if lines[at].strip():
            found.append(paragraph(lines[at].strip()))
        at += 1
    return found


def cell_text(cell: Cell) -> str:
    """The text of a cell; its hard line breaks are \\n."""
    return "".join(piece.text for piece in cell.pieces)


def _table_end(lines: Sequence[str], start: int) -> int:
    """Where the table that begins at line `start` ends; `start` if none begins there."""
    if "\t" not in lines[start]:
        return start
    last = max(at for at in range(start, len(lines)) if "\t" in lines[at])
    return last + 1


def _rows(lines: Sequence[str]) -> list[list[str]]:
    if any(line.count("\t") > 1 for line in lines):
        return _by_tabs(lines)
    return _by_lines(lines)


def _by_tabs(lines: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    for cells in (line.split("\t") for line in lines if line.strip()):
        if sum(1 for cell in cells if cell.strip()) == 1 and not cells[0].strip():
            # A row that a page end cut in two: the office typed one.
            rows[-1] = [above + below.strip() for above, below in zip(rows[-1], cells)]
        else:
            rows.append([cell.strip() for cell in cells])
    return rows


def _by_lines(lines: Sequence[str]) -> list[list[str]]:
    rows: list[list[str]] = []
    before = ""
    for line in lines:
        if line.startswith("\t"):
            if not before.strip():
                rows.append([])
            rows[-1].append(line.strip())
        elif line.strip():
            rows[-1][-1] = f"{rows[-1][-1]}\n{line.strip()}".strip()
        before = line
    return [row for row in rows if any(row)]


def _table(rows: Sequence[Sequence[str]]) -> Table:
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    return Table(tuple(_cells(filled)))


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[Cell]:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if column == 1 and not text and number > 1:
                continue
            below = iter(rows[number:])
            height = 1
            while column == 1 and (following := next(below, None)) is not None and not following[0]:
                height += 1
            yield Cell((Piece(text),), number, column, height)
