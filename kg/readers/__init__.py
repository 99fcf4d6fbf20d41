"""Readers: a file in any of the formats that offices publish, to one Reading.

`read` tells the format and calls its reader. Each reader is a function of the bytes and
their Source; it raises UnreadableInput, with advice, or returns a Reading whose `missing`
names what it could not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.child import Limits, read_in_child
from kg.readers.files import describe, load
from kg.readers.formats import Format, recognise

__all__ = ["read", "read_bytes"]


@dataclass(frozen=True, slots=True)
class _Reader:
    """A function of a module of this package; with limits, it runs in a child process when
    its file has `least` bytes or more."""

    function: str
    limits: Limits | None = None
    least: int = 0


_SMALL_PAGE = 128 * 2**10
"""Bytes below which no page is known that takes its reader more than two seconds of work, or 100 MB."""

# Named, not imported: a format's libraries are loaded when its first file comes.
_READERS: Mapping[Format, _Reader] = MappingProxyType({
    Format.TEXT: _Reader("text.read_text"),
    Format.HTML: _Reader("html.read_html", Limits(), _SMALL_PAGE),
    Format.MHTML: _Reader("mhtml.read_mhtml", Limits(), _SMALL_PAGE),
    Format.DOCX: _Reader("docx.read_docx", Limits()),
    Format.PDF: _Reader("pdf.read_pdf", Limits()),
    Format.OFFICE: _Reader("office.read_office"),
    Format.OFD: _Reader("ofd.read_ofd", Limits()),
    Format.IMAGE: _Reader("ocr.read_image", Limits()),
})

_REFUSED: Mapping[Format, tuple[str, str]] = MappingProxyType({
    Format.SHEET: ("is a spreadsheet", "save the table as PDF or in a Word document"),
    Format.ZIP: ("is an archive", "unpack it, or name it to kg build, which reads what it holds"),
})


def read(path: Path) -> Reading:
    """The Reading of one file; UnreadableInput, with advice, if it cannot be read."""
    return read_bytes(load(path), str(path))


def read_bytes(data: bytes, name: str) -> Reading:
    """The Reading of bytes that came from a file or archive member called `name`."""
    found = recognise(data, Path(name).suffix)
    source = describe(data, name, found.value)
    if found in _REFUSED:
        raise UnreadableInput(name, *_REFUSED[found])
    reader = _READERS[found]
    if reader.limits is not None and len(data) >= reader.least:
        return read_in_child(reader.function, data, source, reader.limits)
    return _function(reader.function)(data, source)


def _function(name: str) -> Callable[[bytes, Source], Reading]:
    module, function = name.split(".")
    found: Callable[[bytes, Source], Reading] = getattr(import_module(f"kg.readers.{module}"), function)
    return found
