"""Pages as OFD (GB/T 33190-2016), the way a converter writes it: a text object per line, a
path object per ruled line, lengths in millimetres."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO

from kg.readers.pdf import sheets_of
from kg.readers.sheet import Glyph, Rule, Sheet
from kg.readers.typelines import Line, lines

_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_MILLIMETRES = 25.4 / 72
_ROOT = (f'{_HEAD}<ofd:OFD {_SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
         '</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>')


def document(pdf: bytes) -> bytes:
    """An OFD of the pages of a PDF."""
    sheets = sheets_of(pdf)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", _ROOT)
        archive.writestr("Doc_0/Document.xml", _document(sheets))
        for sheet in sheets:
            archive.writestr(f"Doc_0/Pages/Page_{sheet.number}/Content.xml", _page(sheet))
    return stream.getvalue()


def of_pictures(pictures: Sequence[bytes], width: float, height: float) -> bytes:
    """An OFD each page of which, so many millimetres wide and high, is a picture (PNG)."""
    sheets = [Sheet(number, width / _MILLIMETRES, height / _MILLIMETRES, ()) for number in range(1, len(pictures) + 1)]
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", _ROOT)
        archive.writestr("Doc_0/Document.xml", _document(sheets, "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"))
        listed = "".join(f'<ofd:MultiMedia ID="{100 + number}" Type="Image"><ofd:MediaFile>{number}.png</ofd:MediaFile>'
                         "</ofd:MultiMedia>" for number in range(1, len(pictures) + 1))
        archive.writestr("Doc_0/DocumentRes.xml", f'{_HEAD}<ofd:Res {_SPACE} BaseLoc="Res"><ofd:MultiMedias>{listed}'
                         "</ofd:MultiMedias></ofd:Res>")
        for number, picture in enumerate(pictures, 1):
            archive.writestr(f"Doc_0/Res/{number}.png", picture)
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", f'{_HEAD}<ofd:Page {_SPACE}><ofd:Content>'
                             f'<ofd:Layer ID="1"><ofd:ImageObject ID="{200 + number}" ResourceID="{100 + number}" '
                             f'Boundary="0 0 {width} {height}" CTM="{width} 0 0 {height} 0 0"/></ofd:Layer>'
                             "</ofd:Content></ofd:Page>")
    return stream.getvalue()


def _document(sheets: Sequence[Sheet], resources: str = "") -> str:
    pages = "".join(f'<ofd:Page ID="{sheet.number}" BaseLoc="Pages/Page_{sheet.number}/Content.xml"/>'
                    for sheet in sheets)
    return (f'{_HEAD}<ofd:Document {_SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea>'
            f'<ofd:PhysicalBox>0 0 {_mm(sheets[0].width)} {_mm(sheets[0].height)}</ofd:PhysicalBox></ofd:PageArea>'
            f'{resources}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages></ofd:Document>')


def _page(sheet: Sheet) -> str:
    objects = [*(_path(rule) for rule in sheet.rules),
               *(_text(segment) for line in lines(sheet.number, sheet.glyphs) for segment in line.segments())]
    return f'{_HEAD}<ofd:Page {_SPACE}><ofd:Content><ofd:Layer ID="1">{"".join(objects)}</ofd:Layer></ofd:Content></ofd:Page>'


def _text(line: Line) -> str:
    left, top, right, bottom = line.box
    steps = " ".join(step for before, after in zip(line.glyphs, line.glyphs[1:]) for step in _steps(before, after))
    delta = f' DeltaX="{steps}"' if steps else ""
    text = escape("".join(f" {glyph.text}" if glyph.spaced else glyph.text for glyph in line.glyphs))
    return (f'<ofd:TextObject Boundary="{_mm(left)} {_mm(top)} {_mm(right - left)} {_mm(bottom - top)}" Font="1" '
            f'Size="{_mm(line.size)}"><ofd:TextCode X="0" Y="{_mm(0.88 * line.size)}"{delta}>{text}</ofd:TextCode>'
            '</ofd:TextObject>')


def _steps(before: Glyph, after: Glyph) -> Iterator[str]:
    """The advance to the next character, by way of a space if one is printed."""
    if after.spaced:
        yield _mm(before.right - before.left)
        yield _mm(after.left - before.right)
    else:
        yield _mm(after.left - before.left)


def _path(rule: Rule) -> str:
    width, height = rule.right - rule.left, rule.bottom - rule.top
    return (f'<ofd:PathObject Boundary="{_mm(rule.left)} {_mm(rule.top)} {_mm(width)} {_mm(height)}" LineWidth="0.25">'
            f'<ofd:AbbreviatedData>M 0 0 L {_mm(width)} {_mm(height)}</ofd:AbbreviatedData></ofd:PathObject>')


def _mm(points: float) -> str:
    return f"{points * _MILLIMETRES:.3f}"
