"""Word documents (ECMA-376): paragraphs with their automatic numbers, tables, notes.

Tracked changes are read as accepted. Text boxes stand before the paragraph that they are
anchored in, footnotes and endnotes after the text, headers and footers in the metadata.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.docx_numbering import Numbering, W, numbering
from kg.readers.layout import Block, Cell, Paragraph, Piece, Table, closed, compose, hard, paragraph
from kg.readers.package import Package

_DOCUMENT = "word/document.xml"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset({f"{W}{name}" for name in (
    "del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sectPr", "tblPr", "trPr",
    "tcPr", "sdtPr", "sdtEndPr", "tblGrid")})
_BOX = f"{W}txbxContent"
_TRUE = frozenset({None, "1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Styles:
    """The list that a paragraph style belongs to: style -> (list, level); None means none."""

    lists: dict[str, tuple[str, int]]
    contents: frozenset[str]


def read_docx(data: bytes, source: Source) -> Reading:
    """The Reading of a Word document; UnreadableInput if it is damaged or has no text."""
    package = Package(data, source.name)
    root = package.xml(_DOCUMENT)
    body = root.find(f"{W}body")
    if body is None:
        raise package.damaged("it has no body")
    walk = _Walk(numbering(package.find("word/numbering.xml")), _styles(package.find("word/styles.xml")))
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
        for child in _flat(parent):
            if child.tag == f"{W}tbl":
                yield from self._table(child)
            elif not self._is_contents(child):
                yield from (block for box in _boxes(child) for block in self.blocks(box))
                text = before + self._paragraph(child)
                before = text if _mark_deleted(child) else ""
                if not before:
                    yield from (paragraph(line) for line in text.split("\n"))
        if before:
            yield paragraph(before)

    def _paragraph(self, element: _Element) -> str:
        text = "".join(_runs(element))
        if not text.strip():
            return ""
        place = self._list(element)
        return (self._numbers.next(*place) if place else "") + text

    def _list(self, element: _Element) -> tuple[str, int] | None:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return None
        style = self._styles.lists.get(_val(properties, "pStyle") or "")
        own = properties.find(f"{W}numPr")
        if own is None:
            return style
        number = _val(own, "numId") or (style[0] if style else "")
        level = _val(own, "ilvl")
        return (number, int(level) if level and level.isdecimal() else 0) if number not in ("", "0") else None

    def _is_contents(self, element: _Element) -> bool:
        properties = element.find(f"{W}pPr")
        return properties is not None and (_val(properties, "pStyle") or "") in self._styles.contents

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
        for row, element in enumerate(_rows(table), 1):
            column = 1 + _number(element.find(f"{W}trPr"), "gridBefore", 0)
            for cell in (child for child in _flat(element) if child.tag == f"{W}tc"):
                properties = cell.find(f"{W}tcPr")
                columns = _number(properties, "gridSpan", 1)
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


def _flat(parent: _Element) -> Iterator[_Element]:
    """The paragraphs, tables, rows or cells below `parent`, out of their wrappers
    (content controls, custom XML, insertions), without deleted ones."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"):
            yield child
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _flat(child)


def _rows(table: _Element) -> Iterator[_Element]:
    for child in _flat(table):
        properties = child.find(f"{W}trPr")
        if child.tag == f"{W}tr" and (properties is None or properties.find(f"{W}del") is None):
            yield child


def _runs(element: _Element) -> Iterator[str]:
    """The printed text of a paragraph, text boxes aside."""
    for child in element:
        name = child.tag
        if name in _SKIPPED or name == _BOX or name == f"{_MC}Fallback":
            continue
        if name == f"{W}t":
            yield child.text or ""
        elif name in (f"{W}tab", f"{W}ptab"):
            yield " "
        elif name == f"{W}cr" or (name == f"{W}br" and child.get(f"{W}type") in (None, "textWrapping")):
            yield "\n"
        elif name == f"{W}noBreakHyphen":
            yield "-"
        elif name == f"{W}r" and _is_hidden(child):
            continue
        else:
            yield from _runs(child)


def _boxes(element: _Element) -> Iterator[_Element]:
    """The text boxes anchored in a paragraph, each once: the fallback repeats the choice."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            first = next(iter(child), None)
            yield from _boxes(first) if first is not None else ()
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)


def _is_hidden(run: _Element) -> bool:
    properties = run.find(f"{W}rPr")
    hidden = None if properties is None else properties.find(f"{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") in _TRUE


def _mark_deleted(element: _Element) -> bool:
    """Whether the end of a paragraph is a tracked deletion, so that the next one goes on."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _styles(root: _Element | None) -> Styles:
    if root is None:
        return Styles({}, frozenset())
    styles = {style.get(f"{W}styleId") or "": style for style in root.iter(f"{W}style")}
    lists = {key: found for key in styles if (found := _list_of(key, styles)) is not None}
    names = {key: (_val(style, "name") or "").lower() for key, style in styles.items()}
    return Styles(lists, frozenset(key for key, name in names.items() if name.startswith("toc ")))


def _list_of(key: str, styles: dict[str, _Element]) -> tuple[str, int] | None:
    """The list of a style, its own or inherited."""
    level: str | None = None
    for _ in range(len(styles)):
        own = styles[key].find(f"{W}pPr/{W}numPr") if key in styles else None
        if own is not None:
            level = level or _val(own, "ilvl")
            if (number := _val(own, "numId")) is not None:
                return (number, int(level) if level and level.isdecimal() else 0) if number != "0" else None
        based = _val(styles[key], "basedOn") if key in styles else None
        if based is None:
            return None
        key = based
    return None


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
                lines = ("".join(_runs(element)).strip() for element in package.xml(part).iter(f"{W}p"))
                yield from ((field, line) for line in lines if line)


def _val(parent: _Element, name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(parent: _Element | None, name: str, otherwise: int) -> int:
    value = None if parent is None else _val(parent, name)
    return min(int(value), 100) if value and value.isdecimal() and len(value) < 6 else otherwise
