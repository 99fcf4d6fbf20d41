"""Paragraphs and tables, as a reader finds them, to the text of a Reading with its Places.

The convention: a paragraph is a line; a table is a line per row with a tab between cells.
The text of a merged cell stands once, in the first row and column that it spans; the places
it covers are empty cells. A row that is one cell across the whole table is a plain line,
and so is each cell of a table with a single column. A page break leaves no trace.

Inside a paragraph or cell two joins exist. A *soft* wrap, made by the width of a column,
joins without a space, save between two Latin words. A *hard* break, made by a writer inside
a cell, becomes nothing after a point or comma and one space otherwise, so that unit names on
lines of their own stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model.text import Place, Span

Box = tuple[float, float, float, float]
_SPACE = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_POINTS = frozenset("。；，、：！？;,:!?…—")
_CLOSING = _POINTS | frozenset("）)】〕》”")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text without line breaks and where it stood, as far as the format tells."""

    text: str
    page: int | None = None
    box: Box | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the Reading."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its first row and column, counted from 1, and how many it spans."""

    pieces: tuple[Piece, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Cells in the order of rows and columns."""

    cells: tuple[Cell, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Region:
    """A page, from 1, and a box on it in points from its top left."""

    page: int
    box: Box


def paragraph(text: str) -> Paragraph:
    """A Paragraph of one piece of unknown place."""
    return Paragraph((Piece(text),))


def soft(before: str, after: str) -> str:
    """What joins two lines that the width of a column broke.

    >>> soft("政务公", "开"), soft("in 2021", "and")
    ('', ' ')
    """
    return " " if _LATIN.match(before[-1:]) and _LATIN.match(after[:1]) and not (
        before[-1:].isdigit() and after[:1].isdigit()) else ""


def hard(before: str, after: str) -> str:
    """What joins two lines that a writer broke inside a cell.

    >>> hard("综合科", "法规科"), hard("综合科、", "法规科")
    (' ', '')
    """
    return "" if not before or not after or before[-1] in _POINTS or after[0] in _CLOSING else " "


def closed(line: str) -> str:
    """A line without the spaces that only set its characters apart.

    >>> closed("水  处"), closed("综合科 法规科")
    ('水处', '综合科 法规科')
    """
    parts = line.split()
    return "".join(parts) if all(len(part) == 1 for part in parts) else line.strip()


def compose(blocks: Iterable[Block]) -> tuple[str, tuple[Place, ...]]:
    """The text of the blocks and a Place for each paragraph and each cell with text."""
    writer = _Writer()
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.line([(block.pieces, None)])
        else:
            writer.table(block)
    return "".join(writer.parts), tuple(writer.places)


class _Writer:
    """Gathers lines and places; `length` is the number of characters written."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.places: list[Place] = []
        self.length = self.tables = self.paragraphs = 0

    def line(self, cells: Sequence[tuple[tuple[Piece, ...], Place | None]]) -> None:
        """One line; each cell comes with a Place to fill, or None for a paragraph."""
        cleaned = [(_clean(pieces), place) for pieces, place in cells]
        if not any(pieces for pieces, _ in cleaned):
            return
        self.paragraphs += 1
        for number, (pieces, place) in enumerate(cleaned):
            if number:
                self._put("\t")
            for piece in pieces:
                self._piece(piece, place)
        self._put("\n")

    def table(self, table: Table) -> None:
        """The rows of a table, each a line."""
        self.tables += 1
        width = max((cell.column + cell.columns - 1 for cell in table.cells), default=0)
        for row in _rows(table):
            if len(row) == 1 and row[0].columns >= width:
                self.line([(row[0].pieces, self._cell(row[0]))])
                continue
            line: list[tuple[tuple[Piece, ...], Place | None]] = [((), None)] * width
            for cell in row:
                line[cell.column - 1] = (cell.pieces, self._cell(cell))
            self.line(line)

    def _cell(self, cell: Cell) -> Place:
        return Place(Span(0, 1), table=self.tables, row=cell.row, column=cell.column)

    def _piece(self, piece: Piece, cell: Place | None) -> None:
        if piece.text.strip():
            span = Span(self.length, self.length + len(piece.text))
            base = cell or Place(span, paragraph=self.paragraphs)
            self.places.append(replace(base, span=span, page=piece.page, box=piece.box,
                                       confidence=piece.confidence))
        self._put(piece.text)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _rows(table: Table) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    yield from (row for _, row in sorted(rows.items()))


def _clean(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces without line breaks and tabs, stripped at both ends of the whole."""
    kept = [replace(piece, text=_SPACE.sub(" ", piece.text)) for piece in pieces]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept
