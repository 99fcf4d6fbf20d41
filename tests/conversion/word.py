"""Blocks as a Word document, with automatic numbers and merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

from conversion.plan import cell_text
from docx import Document as new_document
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from kg.numerals import read_numeral
from kg.readers.layout import Block, Table

_FORMS = ((re.compile(r"([一二三四五六七八九十]{1,3})、(?=\S)"), "chineseCounting", "%1、"),
          (re.compile(r"（([一二三四五六七八九十]{1,3})）(?=\S)"), "chineseCounting", "（%1）"),
          (re.compile(r"(\d{1,2})\.(?=[^\d\s])"), "decimal", "%1."),
          (re.compile(r"(\d{1,2})\. (?=\S)"), "decimal", "%1."))
_FIRST_LIST = 100


def document(blocks: Sequence[Block]) -> bytes:
    """A DOCX; numbers that begin a paragraph are typed as lists, as Word does it by itself."""
    made = new_document()
    for form in range(len(_FORMS)):
        _define(made, form)
    for block in blocks:
        if isinstance(block, Table):
            _table(made, block)
        else:
            _paragraph(made, "".join(piece.text for piece in block.pieces))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _paragraph(made: Document, text: str) -> None:
    for form, (pattern, _, _) in enumerate(_FORMS):
        match = pattern.match(text)
        if match is not None and (value := read_numeral(match[1])) is not None:
            _number(made, made.add_paragraph(text[match.end():]), form, value)
            return
    made.add_paragraph(text)


def _define(made: Document, form: int) -> None:
    _, number_format, text = _FORMS[form]
    made.part.numbering_part.element.insert(0, parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_FIRST_LIST + form}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{number_format}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'))


def _number(made: Document, paragraph: Paragraph, form: int, value: int) -> None:
    """Number a paragraph by a list of its own that starts at `value`: plans skip and repeat."""
    numbering = made.part.numbering_part.element
    key = _FIRST_LIST + len(numbering)
    numbering.append(parse_xml(
        f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{_FIRST_LIST + form}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{value}"/></w:lvlOverride></w:num>'))
    paragraph._p.get_or_add_pPr().append(parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{key}"/></w:numPr>'))


def _table(made: Document, table: Table) -> None:
    rows = max(cell.row + cell.rows - 1 for cell in table.cells)
    columns = max(cell.column + cell.columns - 1 for cell in table.cells)
    typed = made.add_table(rows, columns)
    for cell in table.cells:
        first = typed.cell(cell.row - 1, cell.column - 1)
        last = typed.cell(cell.row + cell.rows - 2, cell.column + cell.columns - 2)
        (first if first is last else first.merge(last)).text = cell_text(cell)
