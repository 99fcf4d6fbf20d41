"""A comparison as a Word document one would hand to a director: two columns, changes marked."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.changes import Aligned, Column, align_columns
from kg.export.labels import Lang, judged, label
from kg.export.typeset import visible
from kg.graph.files import write_whole
from kg.model.answers import Comparison

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

ADDED, DELETED = (0x15, 0x5A, 0x8F), (0x7B, 0x5A, 0x4E)


def write_comparison(found: Comparison, path: Path, lang: Lang = "zh") -> None:
    """Writes a comparison as DOCX."""
    write_whole(path, comparison_docx(found, "", lang))


def comparison_docx(found: Comparison, finding: str, lang: Lang = "zh") -> bytes:
    """A comparison as DOCX; `finding` is the sentence under the title."""
    document = _landscape()
    document.add_heading(visible(f"{found.a.name} · {found.b.name}"), 1)
    if finding:
        document.add_paragraph(visible(finding))
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    change = "变动" if lang == "zh" else "Change"
    for cell, words in zip(table.rows[0].cells, (found.a.title or found.a.name, change,
                                                 found.b.title or found.b.name), strict=True):
        cell.text = visible(words)
    _repeat(table.rows[0]._tr)
    for row in align_columns(found):
        cells = table.add_row().cells
        _fill(cells[0], row.a)
        cells[1].text = visible(_gutter(row, lang))
        _fill(cells[2], row.b)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _landscape() -> WordDocument:
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    style = document.styles["Normal"]
    style.font.name = "SimSun"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "SimSun")
    return document


def _repeat(row: object) -> None:
    """Makes a row the heading of its table on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]


def _gutter(row: Aligned, lang: Lang) -> str:
    kind = label(row.change.kind)
    lines = [f"{kind.sign} {kind.say(lang)}"]
    if row.shared:
        lines.append("加粗为相同处" if lang == "zh" else "bold: shared")
    lines += [f"{'、'.join(field.before) or '—'} → {'、'.join(field.after) or '—'}" for field in row.change.fields
              if field.field != "place"]
    lines += [judged(one, lang) for one in row.change.judgements]
    return "\n".join(lines)


def _fill(cell: _Cell, columns: tuple[Column, ...]) -> None:
    for place, column in enumerate(columns):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        if column.task.label:
            paragraph.add_run(visible(column.task.label) + " ").bold = True
        _words(paragraph, column)


def _words(paragraph: Paragraph, column: Column) -> None:
    from docx.shared import RGBColor

    for words, op in column.pieces:
        run = paragraph.add_run(visible(words))
        run.bold = op == "same"
        if op == "add":
            run.underline, run.font.color.rgb = True, RGBColor(*ADDED)
        if op == "delete":
            run.font.strike, run.font.color.rgb = True, RGBColor(*DELETED)
