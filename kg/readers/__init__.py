"""Readers: a file in any of the formats that offices publish, to one Reading.

`read` tells the format and calls its reader. Each reader is a function of the bytes and
their Source; it raises UnreadableInput, with advice, or returns a Reading whose `missing`
names what it could not read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from kg.errors import UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.files import describe, load
from kg.readers.formats import Format, recognise

__all__ = ["read", "read_bytes"]

# Named, not imported: a format's libraries are loaded when its first file comes.
_READERS: Mapping[Format, tuple[str, str]] = MappingProxyType({
    Format.TEXT: ("text", "read_text"),
    Format.HTML: ("html", "read_html"),
    Format.MHTML: ("mhtml", "read_mhtml"),
})


def read(path: Path) -> Reading:
    """The Reading of one file; UnreadableInput, with advice, if it cannot be read."""
    return read_bytes(load(path), str(path))


def read_bytes(data: bytes, name: str) -> Reading:
    """The Reading of bytes that came from a file or archive member called `name`."""
    found = recognise(data, Path(name).suffix)
    source = describe(data, name, found.value)
    if found not in _READERS:
        raise UnreadableInput(name, f"is in a format without a reader ({found.value})",
                              "convert it to text and try again")
    return _reader(found)(data, source)


def _reader(found: Format) -> Callable[[bytes, Source], Reading]:
    module, function = _READERS[found]
    reader: Callable[[bytes, Source], Reading] = getattr(import_module(f"kg.readers.{module}"), function)
    return reader
