"""Printed formats end to end: PDF, OFD, pictures, old office formats, archives, the child."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path
from shutil import which

import pytest
from kg.errors import MissingExtra, UnreadableInput
from kg.model.text import Reading, Source
from kg.readers import child, ocr, office, read_bytes
from kg.readers.archive import members
from kg.readers.child import Limits, read_in_child
from kg.readers.files import describe
from printing import pdf, shown

LINES = ("政务公开工作要点", "一、加强领导。", "二、公开预算。")
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(content: str, document: str = "") -> bytes:
    """An OFD of one page."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("OFD.xml", f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocInfo><ofd:CustomDatas><ofd:CustomData "
                         'Name="发文字号">某办〔2021〕1号</ofd:CustomData></ofd:CustomDatas></ofd:DocInfo>'
                         "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        package.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
                         f"0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID='1' "
                         f"BaseLoc='Page.xml'/></ofd:Pages>{document}</ofd:Document>")
        package.writestr("Doc_0/Page.xml", f"<ofd:Page {OFD}><ofd:Content><ofd:Layer>{content}</ofd:Layer></ofd:Content>"
                         "</ofd:Page>")
    return stream.getvalue()


def text_object(text: str, left: float, top: float, more: str = "", **code: str) -> str:
    """A line of an OFD page."""
    deltas = "".join(f' {name}="{value}"' for name, value in code.items())
    return (f'<ofd:TextObject Boundary="{left} {top} 100 5" Size="4" {more}><ofd:TextCode X="0" Y="3.5"{deltas}>{text}'
            "</ofd:TextCode></ofd:TextObject>")


def archive(**files: bytes) -> bytes:
    """A ZIP of files."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return stream.getvalue()


def refusal(data: bytes, name: str) -> UnreadableInput:
    """Why a file is not read."""
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(data, name)
    assert caught.value.advice
    return caught.value


def test_pdf_has_its_lines_with_page_and_box() -> None:
    reading = read_bytes(pdf(shown(*LINES), shown("三、培训。")), "a.pdf")
    assert reading.text == "".join(f"{line}\n" for line in (*LINES, "三、培训。")) and not reading.missing
    assert [place.page for place in reading.places] == [1, 1, 1, 2]
    left, top, right, bottom = reading.places[0].box or (0, 0, 0, 0)
    assert (left, right) == (90, 90 + 12 * len(LINES[0])) and 70 < top < bottom < 100


def test_a_pdf_cut_at_its_end_is_partial() -> None:
    assert read_bytes(pdf(shown(*LINES), trailer=b""), "a.pdf").missing == ("the end of the file",)


def test_a_pdf_cut_in_the_middle_is_partial_or_refused() -> None:
    whole = pdf(shown(*LINES * 5), shown(*LINES * 5))
    for part in range(1, 20):
        try:
            assert read_bytes(whole[:len(whole) * part // 20], "a.pdf").missing
        except UnreadableInput as error:
            assert error.advice


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    data = pdf(*["" for _ in range(3)]).replace(b"/Count 3", b"/Count 9")
    assert refusal(pdf(*["" for _ in range(1501)]), "a.pdf").reason.startswith("declares 1501 pages")
    assert refusal(data, "a.pdf").reason


def test_pages_of_pictures_without_the_extra_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.readers.pdf import read_pdf
    from PIL import Image

    monkeypatch.setattr(ocr, "available", lambda: False)
    stream = BytesIO()
    Image.new("L", (600, 800), 255).save(stream, "PDF")
    with pytest.raises(MissingExtra, match=r'pip install "kg\[ocr\]"'):
        read_pdf(stream.getvalue(), Source("a.pdf", "", ""))
    stream = BytesIO()
    Image.new("L", (600, 800), 255).save(stream, "PNG")
    with pytest.raises(MissingExtra):
        ocr.read_image(stream.getvalue(), Source("a.png", "", ""))


def test_ofd_has_its_lines_metadata_and_ruled_cells() -> None:
    rules = "".join(f'<ofd:PathObject Boundary="{box}"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'
                    for box, data in (("20 50 100 20", "M 0 0 L 100 0 L 100 20 L 0 20 C"),
                                      ("20 60 100 0", "M 0 0 L 100 0"), ("60 50 0 20", "M 0 0 L 0 20")))
    content = (text_object("政务公开", 20, 20, DeltaX="g 3 4") + text_object("看不见", 20, 30, 'Visible="false"')
               + text_object("任务", 22, 52) + text_object("单位", 62, 52) + text_object("公开", 22, 62)
               + text_object("财务科", 62, 62, 'CTM="1 0 0 1 0 0"') + rules)
    reading = read_bytes(ofd(content), "a.ofd")
    assert reading.text == "政务公开\n任务\t单位\n公开\t财务科\n"
    assert reading.metadata == (("发文字号", "某办〔2021〕1号"),)
    assert [(place.row, place.column) for place in reading.places] == [(None, None), (1, 1), (1, 2), (2, 1), (2, 2)]


@pytest.mark.parametrize("delta", ["g 999999999 4", "nan inf 4 4", "g x", "", "1e999"])
def test_ofd_with_odd_steps_is_still_read(delta: str) -> None:
    assert "公" in read_bytes(ofd(text_object("政务公开", 20, 20, DeltaX=delta)), "a.ofd").text


@pytest.mark.parametrize("data", [ofd(""), ofd("")[:200], archive(**{"OFD.xml": b"<x/>"}),
                                  archive(**{"OFD.xml": b"<!DOCTYPE x><x/>"}),
                                  archive(**{"OFD.xml": b"<x/>", "Encryptions.xml": b"<x/>"})])
def test_broken_and_encrypted_ofd_is_refused(data: bytes) -> None:
    refusal(data, "a.ofd")


def test_a_scan_is_recognised_with_its_confidence() -> None:
    from PIL import Image, ImageDraw, ImageFont

    font = next((Path(root, name) for root, _, names in os.walk("/usr/share/fonts") for name in names
                 if "CJK" in name and name.endswith("Regular.ttc")), None)
    assert font is not None, "install a font with Chinese characters to run the tests"
    picture = Image.new("RGB", (1654, 900), "white")
    brush = ImageDraw.Draw(picture)
    for at, line in enumerate(LINES):
        brush.text((200, 150 + 120 * at), line, "black", ImageFont.truetype(str(font), 44))
    stream = BytesIO()
    picture.rotate(1.0, fillcolor="white").save(stream, "PNG")
    reading = read_bytes(stream.getvalue(), "a.png")
    assert reading.text.split() == list(LINES) and reading.reader == "ocr"
    assert all(0.5 <= place.confidence <= 1 and place.box for place in reading.places)


def test_old_formats_without_libreoffice_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "which", lambda name: None)
    assert "install LibreOffice" in refusal(b"{\\rtf1 text}", "a.rtf").advice
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx"
                   ).reason == "is encrypted"
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "a.xls"
                   ).reason == "is a spreadsheet"


def test_a_converter_that_hangs_or_fails_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    monkeypatch.setattr(office, "which", lambda name: str(program))
    monkeypatch.setattr(office, "_SECONDS", 1)
    for script, reason in (("exit 0", "is not converted"), ("sleep 60", "in 1 seconds")):
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        assert reason in refusal(b"{\\rtf1 text}", "a.rtf").reason


@pytest.mark.skipif(which("soffice") is None and "CI" not in os.environ,
                    reason="no LibreOffice on PATH")
def test_rich_text_is_read_through_libreoffice() -> None:
    body = "".join(f"\\u{ord(character)}?" for character in "政务公开")
    assert read_bytes(b"{\\rtf1\\ansi " + body.encode() + b"\\par}", "a.rtf").text == "政务公开\n"


def test_members_of_an_archive_come_one_by_one() -> None:
    inner = archive(**{"a.txt": b"x"})
    data = archive(**{"要点.txt": "公开".encode(), "dir/b.html": b"<html>", "../evil.txt": b"x", "/abs.txt": b"x",
                      "C:/c.txt": b"x", ".hidden": b"x", "__MACOSX/a": b"x", "inner.zip": inner})
    found = list(members(data, "a.zip"))
    assert [(member.name, member.refusal is None) for member in found] == [
        ("a.zip/要点.txt", True), ("a.zip/dir/b.html", True), ("a.zip/../evil.txt", False), ("a.zip//abs.txt", False),
        ("a.zip/C:/c.txt", False), ("a.zip/inner.zip", False)]
    assert found[0].data == "公开".encode()


def test_names_in_an_archive_from_a_chinese_windows() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("AAAA.txt", b"x")
    data = stream.getvalue().replace(b"AAAA", "要点".encode("gbk"))
    assert [member.name for member in members(data, "a.zip")] == ["a.zip/要点.txt"]


def test_a_bomb_is_refused_unopened() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(5):
            made.writestr(f"{number}.txt", bytes(2**28))
    with pytest.raises(UnreadableInput, match="unpacks to more"):
        list(members(stream.getvalue(), "a.zip"))


def test_what_is_no_archive_is_its_own_only_member() -> None:
    assert [member.data for member in members(b"text", "a.txt")] == [b"text"]


@pytest.mark.parametrize(("paragraphs", "child"), [(100, False), (20_000, True)])
def test_a_large_page_is_read_in_a_child(paragraphs: int, child: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def recording(reader: str, data: bytes, source: Source, limits: Limits) -> Reading:
        asked.append(reader)
        return read_in_child(reader, data, source, limits)

    monkeypatch.setattr("kg.readers.read_in_child", recording)
    page = f"<html><body>{'<p>公开</p>' * paragraphs}</body></html>".encode()
    assert read_bytes(page, "a.html").text.count("公开") == paragraphs
    assert asked == (["html.read_html"] if child else [])


READERS = """
from kg.model.text import Reading
def spin(data, source):
    while True: pass
def swell(data, source):
    return Reading(source, "x" * 2**33)
def write(data, source):
    with open("stray.txt", "w") as file:
        file.write("x" * 100)
def die(data, source):
    import os; os.abort()
def fail(data, source):
    raise KeyError("页")
"""


@pytest.mark.parametrize(("function", "reason"), [
    ("spin", "1 seconds of work"), ("swell", "needs more"), ("write", "fail (OSError"), ("die", "crashes its reader"),
    ("fail", "fail (KeyError")])
def test_whatever_a_reader_does_its_file_is_refused(function: str, reason: str, tmp_path: Path,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg_test_readers.py").write_text(READERS)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    entry = "import sys, kg_test_readers; sys.modules['kg.readers.odd'] = kg_test_readers; " + child._ENTRY
    monkeypatch.setattr(child, "_ENTRY", entry)
    with pytest.raises(UnreadableInput) as caught:
        read_in_child(f"odd.{function}", b"", describe(b"", "a.bin", ""), Limits(seconds=1, memory=600, patience=20))
    assert reason in caught.value.reason and caught.value.advice
    assert not (tmp_path / "stray.txt").exists() or not (tmp_path / "stray.txt").stat().st_size
