"""Plain text in any of the usual encodings, kept to the letter."""

from __future__ import annotations

import codecs

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"),
          (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF16_LE, "utf-16-le"),
          (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The characters of `data`: by its byte-order mark, else as declared, else strict
    UTF-8, else strict GB18030. Line ends stay as they are. UnreadableInput otherwise.

    >>> decode("江门".encode("gb18030"), "a.txt")
    '江门'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark):], (encoding,), name)
    return _strict(data, (*((declared,) if declared else ()), "utf-8", "gb18030"), name)


def _strict(data: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise UnreadableInput(name, f"is not text in {' or '.join(encodings)}",
                          "save it as UTF-8 and try again")


def read_text(data: bytes, source: Source) -> Reading:
    """The Reading of a plain-text file; UnreadableInput if it is binary or blank."""
    text = decode(data, source.name)
    if not text.strip():
        raise UnreadableInput(source.name, "is empty", "check the file or leave it out")
    if "\0" in text:
        raise UnreadableInput(source.name, "is a binary file, not text",
                              "convert it to text, HTML, DOCX or PDF")
    return Reading(source, text)
