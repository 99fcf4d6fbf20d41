"""OFD (GB/T 33190-2016): the text and ruled lines of each page, set in order by `flow`.

Stamps, annotations and attached files are no part of the text; attachments are listed.
Lengths in the file are millimetres, in the Reading points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from kg.errors import MissingExtra, UnreadableInput
from kg.model.text import Reading, Source
from kg.readers import ocr
from kg.readers.flow import composed
from kg.readers.labels import field_of
from kg.readers.ofd_objects import glyphs, numbers, rules
from kg.readers.ofd_pictures import recognised
from kg.readers.package import Package, beside
from kg.readers.sheet import Sheet

_ROOT = "OFD.xml"
_POINTS = 72 / 25.4
_A4 = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 1500
_DEEPEST = 6
_PICTURE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class _Root:
    """A document of a package: the part that describes it, and its parsed root."""

    part: str
    element: _Element


def read_ofd(data: bytes, source: Source) -> Reading:
    """The Reading of an OFD; UnreadableInput if it is encrypted, damaged or too long;
    MissingExtra if its pages are pictures."""
    package = Package(data, source.name)
    if any("encrypt" in name.lower() or "decrypt" in name.lower() for name in package.names()):
        raise UnreadableInput(source.name, "is encrypted", "save it without a password")
    start = package.xml(_ROOT)
    roots = [_Root(part, package.xml(part)) for found in start.iterfind(".//{*}DocRoot")
             if (part := beside(_ROOT, (found.text or "").strip()))]
    pages = [(root, page) for root in roots for page in root.element.iterfind("{*}Pages/{*}Page")]
    if not pages or len(pages) > _MOST_PAGES:
        raise package.damaged(f"it has {len(pages)} pages")
    sheets = [_sheet(package, root, page, number) for number, (root, page) in enumerate(pages, 1)]
    text, places = composed([sheet for sheet in sheets if sheet is not None and sheet.legible])
    if not text.strip():
        raise _without_text(source.name, any(sheet is not None and sheet.pictured for sheet in sheets))
    missing = tuple(_missing(sheets))
    return Reading(source, text, places, tuple(_metadata(package, start, roots)), "ofd", missing)


def _without_text(name: str, pictured: bool) -> UnreadableInput:
    if pictured and not ocr.available():
        return MissingExtra(name, "its pages recognised, they are pictures", ocr.EXTRA)
    return UnreadableInput(name, "has no text, and none is found in its pictures", "print it to PDF and read that")


def _missing(sheets: Sequence[Sheet | None]) -> Iterator[str]:
    for number, sheet in enumerate(sheets, 1):
        if sheet is None:
            yield f"page {number}: its part is not in the package"
        elif not sheet.legible:
            yield f"page {number}: {_why()}"


def _why() -> str:
    if ocr.available():
        return "a picture without text that is found, or a font without characters; print the file to PDF to read it"
    return f"a picture, not recognised; {ocr.INSTALL} reads it"


def _sheet(package: Package, root: _Root, page: _Element, number: int) -> Sheet | None:
    """A page with its templates; None if its part is missing."""
    part = beside(root.part, page.get("BaseLoc") or "")
    content = package.find(part)
    if content is None:
        return None
    templates = [_template(package, root, found.get("TemplateID")) for found in content.iterfind("{*}Template")]
    layers = [layer for layer in (*templates, content) if layer is not None]
    _, _, width, height = _box(content, root.element)
    objects = [found for layer in layers for found in _objects(layer, 0)]
    pictures = [found for found in objects if _share(found, width * height) > _PICTURE_SHARE]
    sheet = Sheet(number, width * _POINTS, height * _POINTS,
                  tuple(glyph for found in objects for glyph in glyphs(found, _POINTS)),
                  tuple(rule for found in objects for rule in rules(found, _POINTS)), bool(pictures))
    if sheet.legible or not ocr.available():
        return sheet
    return recognised(package, root.part, root.element, pictures, sheet)


def _share(found: _Element, area: float) -> float:
    """The share of a page that a picture fills; 0 for other objects."""
    corners = numbers(found.get("Boundary")) if found.tag.endswith("}ImageObject") else []
    return corners[2] * corners[3] / area if len(corners) == 4 and area > 0 else 0.0


def _template(package: Package, root: _Root, key: str | None) -> _Element | None:
    for found in root.element.iterfind("{*}CommonData/{*}TemplatePage"):
        if found.get("ID") == key:
            return package.find(beside(root.part, found.get("BaseLoc") or ""))
    return None


def _objects(parent: _Element, depth: int) -> Iterator[_Element]:
    """Texts, paths and pictures in the order they are drawn, out of layers and blocks."""
    for child in parent:
        name = child.tag.rsplit("}", 1)[-1] if isinstance(child.tag, str) else ""
        if name in ("TextObject", "PathObject", "ImageObject"):
            yield child
        elif name in ("Content", "Layer", "PageBlock") and depth < _DEEPEST:
            yield from _objects(child, depth + 1)


def _box(page: _Element, root: _Element) -> tuple[float, float, float, float]:
    """The page's own box, else that of the document, else A4."""
    for found in (page.find("{*}Area/{*}PhysicalBox"), root.find("{*}CommonData/{*}PageArea/{*}PhysicalBox")):
        corners = numbers(None if found is None else found.text)
        if len(corners) == 4:
            return corners[0], corners[1], corners[2], corners[3]
    return _A4


def _metadata(package: Package, start: _Element, roots: list[_Root]) -> Iterator[tuple[str, str]]:
    for found in start.iterfind(".//{*}CustomData"):
        field, value = field_of(found.get("Name") or ""), (found.text or "").strip()
        if field and value:
            yield field, value
    for root in roots:
        listed = root.element.findtext("{*}Attachments")
        parts = package.find(beside(root.part, listed.strip())) if listed else None
        for found in () if parts is None else parts.iterfind("{*}Attachment"):
            if name := found.get("Name"):
                yield "附件", name
