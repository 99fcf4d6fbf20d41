"""Word documents (ECMA-376): paragraphs with their automatic numbers, tables, notes.

Tracked changes are read as accepted. Text boxes stand before the paragraph that they are
anchored in, footnotes and endnotes after the text, headers and footers in the metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from lxml.etree import _Element

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.docx_markup import W, boxes, flat, mark_deleted, number_in, rows, runs, val
from kg.readers.docx_numbering import Numbering, numbering
from kg.readers.docx_styles import Styles, styles_of
from kg.readers.layout import Block, Cell, Paragraph, Piece, Table, closed, compose, hard, paragraph
from kg.readers.package import Package

_DOCUMENT = "word/document.xml"


def read_docx(data: bytes, source: Source) -> Reading:
    """The Reading of a Word document; UnreadableInput if it is damaged or has no text."""
    package = Package(data, source.name)
    root = package.xml(_DOCUMENT)
    body = root.find(f"{W}body")
    if body is None:
        raise package.damaged("it has no body")
    walk = _Walk(numbering(package.find("word/numbering.xml")), styles_of(package.find("word/styles.xml")))
    blocks = [*walk.blocks(body), *_notes(package, walk)]
    text, places = compose(blocks)
    if not text.strip():
        raise UnreadableInput(source.name, "is a Word document without text, perhaps of pictures",
                              "save it as PDF and recognise its text")
    missing = ("a part in another format inside the document",) if root.find(f".//{W}altChunk") is not None else ()
    return Reading(source, text, places, tuple(_margins(package)), "docx", missing)


class _Walk:
    """Reads the children of a body in order; automatic numbers count on as it goes."""

    def __init__(self, numbers: Numbering, styles: Styles) -> None:
        self._numbers, self._styles = numbers, styles

    def blocks(self, parent: _Element) -> Iterator[Block]:
        """The paragraphs and tables below `parent`."""
        before = ""
        for child in flat(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
            elif not self._is_contents(child):
                yield from (block for box in boxes(child) for block in self.blocks(box))
                text = before + self._paragraph(child)
                before = text if mark_deleted(child) else ""
                if not before:
                    yield from (paragraph(line) for line in text.split("\n"))
        if before:
            yield paragraph(before)

    def _paragraph(self, element: _Element) -> str:
        text = "".join(runs(element))
        if not text.strip():
            return ""
        place = self._list(element)
        return (self._numbers.next(*place) if place else "") + text

    def _list(self, element: _Element) -> tuple[str, int] | None:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return None
        style = self._styles.lists.get(val(properties, "pStyle") or "")
        own = properties.find(f"{W}numPr")
        if own is None:
            return style
        number = val(own, "numId") or (style[0] if style else "")
        level = val(own, "ilvl")
        return (number, int(level) if level and level.isdecimal() else 0) if number not in ("", "0") else None

    def _is_contents(self, element: _Element) -> bool:
        properties = element.find(f"{W}pPr")
        return properties is not None and (val(properties, "pStyle") or "") in self._styles.contents

    def _table(self, element: _Element) -> Iterator[Block]:
        cells = list(self._cells(element))
        if all(cell.column == 1 for cell, _ in cells):
            # A frame around paragraphs, not a table of cells.
            yield from (block for _, inner in cells for block in inner)
        elif cells:
            yield Table(tuple(cell for cell, _ in cells))

    def _cells(self, table: _Element) -> Iterator[tuple[Cell, list[Block]]]:
        """Each cell that begins in its row, with its inner blocks; merged ones follow on."""
        open_cells: dict[int, int] = {}
        found: list[tuple[Cell, list[Block]]] = []
        for row, element in enumerate(rows(table), 1):
            column = 1 + number_in(element.find(f"{W}trPr"), "gridBefore", 0)
            for cell in (child for child in flat(element) if child.tag == f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                columns = number_in(properties, "gridSpan", 1)
                merge = None if properties is None else properties.find(f"{W}vMerge")
                goes_on = merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells
                if goes_on:
                    at = open_cells[column]
                    old, inner = found[at]
                    found[at] = (Cell(old.pieces, old.row, old.column, row - old.row + 1, old.columns), inner)
                else:
                    inner = list(self.blocks(cell))
                    open_cells[column] = len(found)
                    found.append((Cell((Piece(_joined(inner)),), row, column, 1, columns), inner))
                column += columns
        yield from found


def _joined(blocks: list[Block]) -> str:
    """The text of a cell on one line."""
    joined = ""
    for block in blocks:
        groups = (block,) if isinstance(block, Paragraph) else block.cells
        for group in groups:
            line = closed("".join(piece.text for piece in group.pieces))
            joined += hard(joined, line) + line
    return joined


def _notes(package: Package, walk: _Walk) -> Iterator[Block]:
    for kind in ("footnote", "endnote"):
        root = package.find(f"word/{kind}s.xml")
        for note in [] if root is None else root.iter(f"{W}{kind}"):
            if note.get(f"{W}type") in (None, "normal"):
                yield from walk.blocks(note)


def _margins(package: Package) -> Iterator[tuple[str, str]]:
    """Headers and footers; they repeat on every page and are no part of the text."""
    for part in package.names():
        for start, field in (("word/header", "页眉"), ("word/footer", "页脚")):
            if part.startswith(start) and part.endswith(".xml"):
                lines = ("".join(runs(element)).strip() for element in package.xml(part).iter(f"{W}p"))
                yield from ((field, line) for line in lines if line)
