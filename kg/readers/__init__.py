"""Readers: a file in any of the formats that offices publish, to one Reading.

`read` tells the format and calls its reader. Each reader is a function of the bytes and
their Source; it raises UnreadableInput, with advice, or returns a Reading whose `missing`
names what it could not read.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import UnreadableInput
from kg.model.text import Reading
from kg.readers.files import describe, load
from kg.readers.formats import Format, recognise
from kg.readers.text import read_text

__all__ = ["read", "read_bytes"]


def read(path: Path) -> Reading:
    """The Reading of one file; UnreadableInput, with advice, if it cannot be read."""
    return read_bytes(load(path), str(path))


def read_bytes(data: bytes, name: str) -> Reading:
    """The Reading of bytes that came from a file or archive member called `name`."""
    found = recognise(data, Path(name).suffix)
    source = describe(data, name, found.value)
    if found is Format.TEXT:
        return read_text(data, source)
    raise UnreadableInput(name, f"is in a format without a reader ({found.value})",
                          "convert it to text and try again")
