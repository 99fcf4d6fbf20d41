"""A ZIP of XML parts (DOCX, OFD), opened without trusting anything that it says."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO
from zlib import error as DeflateError

from lxml import etree
from lxml.etree import _Element

from kg.errors import UnreadableInput

LARGEST_PART = 64 * 2**20
LARGEST_WHOLE = 512 * 2**20
MOST_PARTS = 20_000
"""Sizes unpacked; a file beyond them is no document but a trap."""


class Package:
    """The parts of an archive by name. Every method raises UnreadableInput on damage."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged(f"the archive does not open: {error}") from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
            raise UnreadableInput(name, "unpacks to more than any document does", "check where it comes from")
        self._parts = {part.filename: part for part in parts}

    def damaged(self, reason: str) -> UnreadableInput:
        """The refusal of a broken package."""
        return UnreadableInput(self._name, f"is damaged ({reason})", "open it in its program and save it again")

    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the archive."""
        return tuple(self._parts)

    def read(self, part: str) -> bytes:
        """The bytes of a part; at most LARGEST_PART, whatever the archive declares."""
        found = self._parts.get(part)
        if found is None:
            raise self.damaged(f"{part} is missing")
        if found.flag_bits & 1:
            raise UnreadableInput(self._name, "is encrypted", "save it without a password")
        try:
            with self._zip.open(found) as stream:
                data = stream.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, DeflateError, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise self.damaged(f"{part}: {error}") from error
        if len(data) > LARGEST_PART:
            raise UnreadableInput(self._name, f"unpacks {part} to more than {LARGEST_PART} bytes",
                                  "check where it comes from")
        return data

    def xml(self, part: str) -> _Element:
        """The root of an XML part. A part that declares a document type is refused, so that
        no entity is ever expanded or fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                                 remove_comments=True, remove_pis=True)
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise self.damaged(f"{part}: {error}") from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableInput(self._name, f"declares a document type in {part}", "check where it comes from")
        return root

    def find(self, part: str) -> _Element | None:
        """The root of an XML part, or None if the package has none of that name."""
        return self.xml(part) if part in self._parts else None


def beside(part: str, target: str) -> str:
    """The name of the part that `target`, written in `part`, points to.

    >>> beside("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), beside("Doc_0/Document.xml", "/OFD.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'OFD.xml')
    """
    joined = target if target.startswith("/") else posixpath.join(posixpath.dirname(part), target)
    return posixpath.normpath(joined).lstrip("/")
