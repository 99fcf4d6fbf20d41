"""Which format a file is in, told by its first bytes before its suffix."""

from __future__ import annotations

import re
import zipfile
from enum import Enum
from io import BytesIO


class Format(Enum):
    """A format that kg reads, by its media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    MHTML = "multipart/related"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    OFFICE = "application/msword"
    PDF = "application/pdf"
    OFD = "application/ofd"
    IMAGE = "image/*"
    SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ZIP = "application/zip"


_PREFIXES = ((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OFFICE), (b"{\\rtf", Format.OFFICE),
             (b"\x89PNG\r\n\x1a\n", Format.IMAGE), (b"\xff\xd8\xff", Format.IMAGE),
             (b"II*\0", Format.IMAGE), (b"MM\0*", Format.IMAGE), (b"GIF8", Format.IMAGE))
_MEMBERS = (("OFD.xml", Format.OFD), ("word/document.xml", Format.DOCX), ("content.xml", Format.OFFICE),
            ("xl/workbook.xml", Format.SHEET))
_SUFFIXES = {".html": Format.HTML, ".htm": Format.HTML, ".shtml": Format.HTML, ".xhtml": Format.HTML,
             ".mht": Format.MHTML, ".mhtml": Format.MHTML, ".docx": Format.DOCX, ".ofd": Format.OFD,
             ".pdf": Format.PDF, ".zip": Format.ZIP, ".odt": Format.OFFICE}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.I)
_HEAD = 8192
_WRITTEN = frozenset({Format.TEXT, Format.HTML, Format.MHTML})
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def recognise(data: bytes, suffix: str) -> Format:
    """The format of `data`, whose file name ends in `suffix`.

    Content decides where it has a signature; the suffix decides between the text formats
    and names the format of a damaged archive.

    >>> recognise(b"%PDF-1.7", ".doc")
    <Format.PDF: 'application/pdf'>
    """
    for prefix, found in _PREFIXES:
        if data.startswith(prefix):
            return found
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK"):
        return _inside(data, suffix)
    return _textual(data[:_HEAD].removeprefix(b"\xef\xbb\xbf"), suffix)


def _inside(data: bytes, suffix: str) -> Format:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return _SUFFIXES.get(suffix.lower(), Format.ZIP)
    return next((found for member, found in _MEMBERS if member in names), Format.ZIP)


def _textual(head: bytes, suffix: str) -> Format:
    if _MHTML.match(head):
        return Format.MHTML
    if _HTML.match(head):
        return Format.HTML
    told = _SUFFIXES.get(suffix.lower(), Format.TEXT)
    # A binary format without its signature is damaged, or a text that was only named so.
    return told if told in _WRITTEN or _BINARY.search(head) else Format.TEXT
