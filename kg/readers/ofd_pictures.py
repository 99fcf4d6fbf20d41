"""Pages of an OFD that are pictures: what the extra `ocr` recognises in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml.etree import _Element

from kg.errors import UnreadableInput
from kg.readers import ocr
from kg.readers.ofd_objects import numbers
from kg.readers.package import Package, beside
from kg.readers.sheet import Sheet
from kg.readers.turns import Turn

_INCH = 25.4
_RESOURCES = ("DocumentRes", "PublicRes")


def recognised(package: Package, part: str, root: _Element, pictures: list[_Element], sheet: Sheet) -> Sheet:
    """A page with the characters of its pictures, each where it stands on the page; the page
    as it is where a picture is missing or in no form that can be opened.

    `part` names the part that `root`, the document, was read from.
    """
    for picture in pictures:
        data = _bytes(package, part, root, picture.get("ResourceID"))
        corners = numbers(picture.get("Boundary"))
        if data is None or len(corners) != 4 or corners[2] <= 0:
            continue
        try:
            image = next(ocr.pages_of(data, part))
        except UnreadableInput:
            continue
        dots = image.size[0] / (corners[2] / _INCH)
        sheet = _laid(sheet, ocr.recognise(image, dots, sheet.number), corners[0] / _INCH * 72, corners[1] / _INCH * 72)
    return sheet


def _laid(sheet: Sheet, found: Sheet, left: float, top: float) -> Sheet:
    moved = Turn(1, 0, 0, 1, left, top)
    turn = found.turn and moved.after(found.turn.after(Turn(1, 0, 0, 1, -left, -top)))
    glyphs = (replace(one, left=one.left + left, right=one.right + left, top=one.top + top, bottom=one.bottom + top)
              for one in found.glyphs)
    rules = (replace(one, left=one.left + left, right=one.right + left, top=one.top + top, bottom=one.bottom + top)
             for one in found.rules)
    return replace(sheet, glyphs=(*sheet.glyphs, *glyphs), rules=(*sheet.rules, *rules),
                   pictured=sheet.pictured and not found.glyphs, turn=turn)


def _bytes(package: Package, part: str, root: _Element, key: str | None) -> bytes | None:
    """The file of a picture, told by the lists of resources of the document."""
    for listed, where in _lists(package, part, root):
        for media in listed.iterfind(".//{*}MultiMedia"):
            name = media.findtext("{*}MediaFile")
            if media.get("ID") == key and name:
                found = beside(where, f"{(listed.get('BaseLoc') or '.').strip()}/{name.strip()}")
                return package.read(found) if found in package.names() else None
    return None


def _lists(package: Package, part: str, root: _Element) -> Iterator[tuple[_Element, str]]:
    for kind in _RESOURCES:
        for told in root.iterfind(f"{{*}}CommonData/{{*}}{kind}"):
            where = beside(part, (told.text or "").strip())
            listed = package.find(where)
            if listed is not None:
                yield listed, where
