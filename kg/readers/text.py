"""Plain text in any of the usual encodings, kept to the letter."""

from __future__ import annotations

import codecs
import unicodedata

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source

LARGEST = 16 * 2**20
"""Bytes of the longest plain text; a year of a ministry's plans is far shorter."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}
"""What a declared name stands for in practice: pages in GB2312 use characters beyond it."""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The characters of `data`: by its byte-order mark, else strict UTF-8, else as declared,
    else strict GB18030, else UTF-16 without a mark. Line ends stay as they are.

    UTF-8 goes before a declaration because text in another encoding is never valid UTF-8,
    while declarations are often left over. UnreadableInput if nothing fits.

    >>> decode("江门".encode("gb18030"), "a.txt")
    '江门'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _first(data[len(mark):], (encoding,), name)
    wide = ("utf-16-le", "utf-16-be") if b"\0" in data else ()
    told = (_WIDER.get(declared.lower(), declared),) if declared else ()
    return _first(data, (*wide, "utf-8", *told, "gb18030"), name)


def _first(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "utf-8" or _plausible(text):
            return text
    raise UnreadableInput(name, f"is not text in {' or '.join(encodings)}",
                          "save it as UTF-8 and try again")


def _plausible(text: str) -> bool:
    """Whether a lenient encoding gave text: Big5 read as GB18030 puts its punctuation into
    the private-use area, binary read as UTF-16 hits unassigned code points or has no sentence."""
    strange = sum(unicodedata.category(char) in ("Co", "Cn", "Cs") or char == "\0" for char in text)
    return strange * 200 <= len(text) and (len(text) < 40 or any(mark in text for mark in "\n。，、 "))


def read_text(data: bytes, source: Source) -> Reading:
    """The Reading of a plain-text file; UnreadableInput if it is binary, blank or too long."""
    if len(data) > LARGEST:
        raise UnreadableInput(source.name, f"is text of {len(data)} bytes, more than {LARGEST}",
                              "split it into documents")
    text = decode(data, source.name)
    if "\0" in text:
        raise UnreadableInput(source.name, "is a binary file, not text",
                              "convert it to text, HTML, DOCX or PDF")
    if not text.strip():
        raise UnreadableInput(source.name, "is blank", "check the file or leave it out")
    return Reading(source, text)
