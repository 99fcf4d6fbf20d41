"""Word documents: numbers, merged cells, tracked changes, boxes, notes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from kg.errors import UnreadableInput
from kg.model.text import Source
from kg.readers import read_bytes
from kg.readers.docx import read_docx
from kg.readers.docx_numbering import write

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
LISTS = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}><w:style w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>
</w:pPr></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>
<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style></w:styles>"""


def docx(body: str, **parts: str) -> bytes:
    """A package with this body and further parts of word/."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        package.writestr("word/numbering.xml", LISTS)
        package.writestr("word/styles.xml", STYLES)
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, level: int, number: int = 1) -> str:
    """A paragraph of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(text: str, properties: str = "") -> str:
    """A table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row."""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def wide(columns: int) -> str:
    """The property of a cell across columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def text_of(body: str, **parts: str) -> str:
    """The text of a document with this body."""
    data = docx(body, **parts)
    return read_docx(data, Source("a.docx", "", "")).text


def test_automatic_numbers_are_counted_as_word_counts_them() -> None:
    body = (listed("公开", 0) + listed("决策", 1) + listed("规划", 2) + listed("预算", 2) + listed("执行", 1)
            + listed("许可", 2) + listed("解读", 0) + listed("细则", 3) + listed("点", 4)
            + p("插一段") + listed("回应", 0) + listed("另起", 0, number=2) + listed("再", 0, number=2))
    assert text_of(body).splitlines() == [
        "一、公开", "（一）决策", "1. 规划", "2. 预算", "（二）执行", "1. 许可", "二、解读", "2.1 细则", "点", "插一段",
        "三、回应", "七、另起", "八、再"]


def test_numbers_come_from_styles_too() -> None:
    none = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>') + p("无", none)
    assert text_of(body) == "一、甲\n二、乙\n无\n"


@pytest.mark.parametrize(("value", "form", "printed"), [
    (10, "chineseCountingThousand", "十"), (103, "chineseCounting", "一百零三"), (115, "chineseCounting", "一百一十五"),
    (3, "chineseLegalSimplified", "叁"), (12, "decimalEnclosedCircle", "⑫"), (2, "decimalEnclosedParen", "⑵"),
    (27, "lowerLetter", "aa"), (4, "upperRoman", "IV"), (5, "decimalFullWidth", "５"), (7, "decimalZero", "07"),
    (2, "ideographTraditional", "乙"), (9, "unheardOf", "9"), (1, "none", "")])
def test_number_formats(value: int, form: str, printed: str) -> None:
    assert write(value, form) == printed


def test_tracked_changes_are_read_as_accepted() -> None:
    body = ("<w:p><w:r><w:t>公</w:t></w:r><w:ins><w:r><w:t>开</w:t></w:r></w:ins><w:del><w:r><w:delText>布</w:delText>"
            "</w:r></w:del><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>"
            + p("前半", "<w:rPr><w:del/></w:rPr>") + p("后半"))
    assert text_of(body) == "公开新\n前半后半\n"


def test_merged_cells_stand_once() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    gone = "<w:trPr><w:del/></w:trPr>"
    table = "".join(("<w:tbl>", row(cell("任务"), cell("要求"), cell("单位")),
                     row(cell("一", down), cell("甲"), cell("综合科")), row(cell("", on), cell("乙"), cell("法规科")),
                     row(cell("二、领导", wide(3))), row(cell("x", wide(2)), cell("y")),
                     row(cell("a"), cell("b"), cell("c"), properties=gone), "</w:tbl>"))
    reading = read_docx(docx(table), Source("a", "", ""))
    assert reading.text == "任务\t要求\t单位\n一\t甲\t综合科\n\t乙\t法规科\n二、领导\nx\t\ty\n"
    assert [(place.row, place.column) for place in reading.places] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3), (3, 2), (3, 3), (4, 1), (5, 1), (5, 3)]


def test_lines_of_a_cell_and_frames_of_one_cell() -> None:
    two = f"<w:tc>{p('综合科')}{p('法规科')}</w:tc>"
    table = f"<w:tbl>{row(cell('一'), two)}</w:tbl>"
    both = f"<w:tc>{p('甲')}{p('乙')}</w:tc>"
    frame = f"<w:tbl>{row(both)}</w:tbl>"
    assert text_of(table + frame) == "一\t综合科 法规科\n甲\n乙\n"


def test_text_boxes_stand_once_before_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('某某市文件')}</w:txbxContent>"
    anchor = (f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
              f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent><w:t>正文</w:t></w:r></w:p>")
    assert text_of(anchor) == "某某市文件\n正文\n"


def test_runs_with_breaks_hidden_text_fields_and_contents() -> None:
    body = ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:br w:type=\"page\"/><w:t>丙</w:t><w:tab/><w:t>丁</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:p>"
            + p("目录……1", '<w:pStyle w:val="T"/>')
            + f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>")
    assert text_of(body) == "甲\n乙丙 丁拼\n控件\n"


def test_notes_come_last_and_margins_into_the_metadata() -> None:
    notes = f'<w:footnotes {W}><w:footnote w:type="separator">{p("—")}</w:footnote><w:footnote>{p("注")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {W}>{p('页眉文字')}</w:hdr>"
    reading = read_docx(docx(p("正文"), footnotes=notes, header1=header), Source("a", "", ""))
    assert reading.text == "正文\n注\n" and reading.metadata == (("页眉", "页眉文字"),)


def test_a_document_type_is_refused_before_any_entity() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
                         f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>")
    with pytest.raises(UnreadableInput, match="document type"):
        read_bytes(stream.getvalue(), "a.docx")


@pytest.mark.parametrize("data", [docx(p("正文"))[:300], docx(""), docx("<w:p><w:r/></w:p>"),
                                  docx(p("正文")).replace(b"w:body", b"w:bod\0")])
def test_what_is_broken_or_blank_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(data, "a.docx")
    assert caught.value.advice
