"""Writes a folder of hostile and broken files, several hundred, the same ones every time.

Each has a name that says what is wrong with it. Those that can never be read as a document
are in a folder `refused`; what is left of the others may be read, in full or in part.
"""

from __future__ import annotations

import os
import random
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from kg import resources, tables

Named = tuple[str, bytes]
_SENTENCE = "一、加强政务公开工作。及时公开财政预算、决算信息。（责任单位：办公室、财务科）\n"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFD = "http://www.ofdspec.org/2016"
_SHORT = 10_000
_CUTS = 20
_FLIPS = 12


def write(folder: Path) -> int:
    """Fill a folder; the number of files in it, special ones included."""
    count = 0
    for part, groups in (("refused", REFUSED), ("odd", ODD)):
        for group, make in groups.items():
            target = folder / part / group
            target.mkdir(parents=True)
            for name, data in make():
                (target / name).write_bytes(data)
                count += 1
    return count + _special(folder / "refused" / "special")


def _special(folder: Path) -> int:
    """Things in a folder that are no plain files; a folder without documents counts as one."""
    folder.mkdir()
    (folder / "folder.pdf").mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    with (folder / "four-gigabytes.pdf").open("wb") as file:
        file.truncate(4 * 2**30)
    return 4


def _blank() -> Iterator[Named]:
    for suffix in ("txt", "html", "docx", "pdf", "ofd", "zip", "png", "doc", "mht", "odt"):
        yield f"empty.{suffix}", b""
    yield "spaces.txt", " \u3000\r\n\t".encode() * 100
    yield "mark-only.txt", b"\xef\xbb\xbf"
    yield "no-text.html", b"<html><body><script>render()</script></body></html>"
    yield "no-text.docx", docx("")
    yield "no-text.ofd", ofd("")


def _no_text() -> Iterator[Named]:
    chance = random.Random(1)
    for suffix in ("txt", "html", "docx", "pdf", "ofd", "zip", "png", "doc", "mht"):
        yield f"random.{suffix}", chance.randbytes(20_000)
    for size in (1, 2, 3, 7):
        yield f"bytes-{size}.bin", b"\xff\xfe\x00\xd8\x80\x81\x82"[:size] if size > 2 else b"\xff" * size
    yield "nul.txt", (_SENTENCE + "\0" * 50).encode()
    yield "lone-surrogate.txt", f"{_SENTENCE}\ud800".encode("utf-8", "surrogatepass")
    yield "lone-surrogate-utf-16.txt", b"\xff\xfe" + _SENTENCE.encode("utf-16-le") + b"\x00\xd8" + b"a\0"
    yield "undeclared-big5.txt", "關於印發政務公開工作要點的通知，請認真貫徹執行。".encode("big5") * 20
    yield "elf.txt", b"\x7fELF\x02\x01\x01" + bytes(200)


def _lying_archives() -> Iterator[Named]:
    yield "bomb.docx", _zip({"word/document.xml": b"<w:document>" + b" " * (80 * 2**20)})
    yield "bomb.ofd", _zip({"OFD.xml": b" " * (80 * 2**20)})
    yield "bomb.zip", _zip({f"{number}.txt": bytes(250 * 2**20) for number in range(5)})
    yield "nested.zip", _zip({"inner.zip": _zip({"inner.zip": _zip({"a.txt": b"x"})})})
    yield "traversal.zip", _zip({"../../evil.txt": b"x"})
    yield "absolute.zip", _zip({"/etc/evil.txt": b"x"})
    yield "no-documents.zip", _zip({"folder/": b""})
    yield "many-members.zip", _zip({f"{number}.txt": b"" for number in range(6_000)})
    yield "spreadsheet.xlsx", _zip({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    yield "encrypted.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    yield "encrypted.ofd", _zip({"OFD.xml": b"<x/>", "Encryptions.xml": b"<x/>"})


def _lying_xml() -> Iterator[Named]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    for name, declared in (("entities", f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'),
                           ("external", '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'),
                           ("network", '<!DOCTYPE x [<!ENTITY a11 SYSTEM "http://127.0.0.1:1/">]>'),
                           ("parameter", '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/"> %p; <!ENTITY a11 "">]>')):
        yield f"{name}.docx", docx(paragraph("&a11;"), declared)
        yield f"{name}.ofd", ofd(text_object("&a11;"), declared)
    yield "deep.docx", docx("<w:sdt><w:sdtContent>" * 5_000)
    yield "loop.ofd", _zip({"OFD.xml": _start(), "Doc/Document.xml": b"<a><Pages><Page BaseLoc='Document.xml'/></Pages></a>"})
    yield "outside.ofd", _zip({"OFD.xml": _start("../../../etc/passwd")})


def _pdfs() -> Iterator[Named]:
    whole = pdf()
    yield "million-pages.pdf", whole.replace(b"/Count 1", b"/Count 1000000")[:-40]
    yield "only-head.pdf", b"%PDF-1.7\n"
    yield "encrypted.pdf", _encrypted(whole)
    yield "bad-length.pdf", whole.replace(b"/Length ", b"/Length 99999")[:200]


def _texts() -> Iterator[Named]:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "utf-16-le", "utf-16-be"):
        yield f"{encoding}.txt", (_SENTENCE * 5).encode(encoding)
    for name, characters in (("bidi", "\u202e\u202d\u2066"), ("zero-width", "\u200b\u200d\ufeff"), ("control", "\x01\x07\x1b"),
                             ("homoglyphs", "Ａа⼀"), ("combining", "\u0301" * 50), ("private", "\ue000"),
                             ("astral", "𠀀🏛"), ("separators", "\u2028\u2029\x85\v\f")):
        yield f"{name}.txt", _SENTENCE.replace("公", f"公{characters}").encode()
    yield "old-mac.txt", (_SENTENCE * 5).replace("\n", "\r").encode()
    yield "no-line-ends.txt", _SENTENCE.replace("\n", "").encode() * 1_000
    yield "only-line-ends.txt", b"\n" * 100_000 + _SENTENCE.encode()
    yield "only-tabs.txt", b"\t" * 100_000 + _SENTENCE.encode()
    yield "looks-like.pdf", _SENTENCE.encode()
    yield "looks-like.html", _SENTENCE.encode()


def _pages() -> Iterator[Named]:
    bodies = {"unclosed": "<div><p><table><tr><td>", "deep": "<div>" * 20_000, "deep-tables": "<table><tr><td>" * 3_000,
              "wide": "<table><tr><td colspan=999999999 rowspan=999999999>甲<tr><td>乙<td>丙</table>",
              "many-spans": "<table>" + "<tr><td rowspan=9999>甲<td>乙" * 400 + "</table>",
              "large-cell": f"<table><tr><td>{'公' * 2**20}</td><td>x</td></tr><tr><td>1</td><td>2</td></tr></table>",
              "attributes": "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">", "comments": "<!--" * 20_000,
              "spans-of-spans": "<table>" + "<tr><td rowspan=9999 colspan=99>甲<td>乙" * 6_000 + "</table>",
              "breaks": "<br>" * 500_000, "attributes-without-end": "<p " + " ".join(f"a{n}=1" for n in range(99_999)),
              "list": "<ol>" + "<li>公开" * 20_000, "open-tags": "<" * 100_000, "entities": "&#x110000;&#0;&#xD800;&amp" * 5_000,
              "script": "<script>" + "a<b;" * 20_000, "nul": "a\0b" * 1_000}
    for name, body in bodies.items():
        yield f"{name}.html", f"<html><body>{_SENTENCE}{body}{_SENTENCE}".encode()
    for declared in ("utf-7", "ebcdic", "gb2312", "big5", "utf-16", "\u00e9", "x" * 2_000):
        yield f"declares-{declared[:8]}.html", f'<html><meta charset="{declared}"><body>{_SENTENCE * 3}'.encode()


def adversarial(size: int) -> Iterator[Named]:
    """Every pattern of the rules against what nearly matches it, and every mark that opens
    something, over and over for `size` bytes."""
    for file in resources.files("rules", suffix=".toml"):
        for name, pattern in tables.patterns(file.stem).items():
            example = pattern.examples[0]
            nearly = example[:max(1, len(example) * 2 // 3)]
            yield f"{file.stem}-{name}.txt", _repeated(nearly, size)
    for number, character in enumerate("《〈（([【〔“‘一二12、，。：;\t #|-—&<a"):
        yield f"repeated-{number}.txt", _repeated(character, size)


def _repeated(text: str, size: int) -> bytes:
    return text.encode() * (size // len(text.encode())) + _SENTENCE.encode()


def _patterns() -> Iterator[Named]:
    yield from adversarial(_SHORT)


def _damaged() -> Iterator[Named]:
    yield "no-pages.pdf", pdf().replace(b"/Kids [4 0 R]", b"/Kids []      ")
    yield "page-loop.pdf", pdf().replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]")
    whole = {"docx": docx(paragraph(_SENTENCE) * 40), "ofd": ofd(text_object(_SENTENCE.strip()) * 5), "pdf": pdf(),
             "odt": _zip({"content.xml": b"<x/>", "mimetype": b"application/vnd.oasis.opendocument.text"})}
    for suffix, data in whole.items():
        few = suffix == "odt"
        for part in range(1, 2 if few else _CUTS):
            yield f"cut-{part}.{suffix}", data[:len(data) * part // _CUTS]
        chance = random.Random(suffix)
        for number in range(1 if few else _FLIPS):
            flipped = bytearray(data)
            for _ in range(1 + number):
                flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            yield f"flipped-{number}.{suffix}", bytes(flipped)


Group = Mapping[str, Callable[[], Iterator[Named]]]
REFUSED: Group = {"blank": _blank, "no-text": _no_text, "archives": _lying_archives, "xml": _lying_xml, "pdf": _pdfs}
ODD: Group = {"texts": _texts, "pages": _pages, "patterns": _patterns, "damaged": _damaged}


def paragraph(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, declared: str = "") -> bytes:
    """A Word document, perhaps with a document type."""
    return _zip({"word/document.xml":
                 f'{declared}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'.encode()})


def text_object(text: str) -> str:
    """A line of an OFD page."""
    return f'<TextObject Boundary="20 20 100 5" Size="4"><TextCode X="0" Y="4">{text}</TextCode></TextObject>'


def ofd(content: str, declared: str = "") -> bytes:
    """An OFD of one page, perhaps with a document type."""
    return _zip({"OFD.xml": _start(), "Doc/Document.xml": b'<a><Pages><Page ID="1" BaseLoc="Page.xml"/></Pages></a>',
                 "Doc/Page.xml": f'{declared}<Page xmlns="{_OFD}"><Content><Layer>{content}</Layer></Content></Page>'.encode()})


def _start(root: str = "Doc/Document.xml") -> bytes:
    return f"<OFD><DocBody><DocRoot>{root}</DocRoot></DocBody></OFD>".encode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def pdf() -> bytes:
    """A PDF of one page."""
    content = b"BT /F 12 Tf 90 700 Td (Open government) Tj ET"
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
              b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
              b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents 5 0 R >>",
              b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + (b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF"
                   % (table, len(data)))


def _encrypted(data: bytes) -> bytes:
    """A PDF that says it is encrypted, with keys that no password fits."""
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <"
                        + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<43> <43>]")
