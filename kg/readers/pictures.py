"""The picture of a region of a page, drawn from the original file."""

from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from kg.errors import UnreadableInput
from kg.model.text import Source
from kg.readers import ocr
from kg.readers.formats import Format
from kg.readers.layout import Box, Region

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 12.0
_DOTS_A_POINT = 2.0
_WIDEST = 1600.0
DRAWN = frozenset({Format.PDF.value, Format.IMAGE.value})
"""The media types of which regions can be drawn."""


def draw(data: bytes, source: Source, region: Region) -> bytes:
    """A PNG of a region and a little around it; UnreadableInput if the file has no such page
    or is of a format without pages to draw."""
    drawers = {Format.PDF.value: _of_pdf, Format.IMAGE.value: _of_picture}
    drawer = drawers.get(source.media_type)
    picture = None if drawer is None else drawer(data, source.name, region)
    if picture is None:
        raise UnreadableInput(source.name, f"has no page {region.page} to draw", "open it in its program")
    stream = BytesIO()
    picture.convert("RGB").save(stream, "PNG")
    return stream.getvalue()


def _of_pdf(data: bytes, name: str, region: Region) -> Image | None:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    if region.page > len(document):
        return None
    page = document[region.page - 1]
    width, height = page.get_size()
    left, top, right, bottom = _within(region.box, width, height)
    scale = min(_DOTS_A_POINT, _WIDEST / max(right - left, bottom - top))
    # Only the region is drawn, so that a page that declares to be a wall costs no more.
    drawn: Image = page.render(scale=scale, crop=(left, height - bottom, width - right, top)).to_pil()
    return drawn


def _of_picture(data: bytes, name: str, region: Region) -> Image | None:
    page = next(islice(ocr.pages_of(data, name), region.page - 1, None), None)
    if page is None:
        return None
    dots = ocr.dots_of(page) / 72
    left, top, right, bottom = _within(region.box, page.size[0] / dots, page.size[1] / dots)
    return page.crop((int(left * dots), int(top * dots), int(right * dots), int(bottom * dots)))


def _within(box: Box, width: float, height: float) -> Box:
    """The box with its margin, kept on the page and never empty."""
    left, top = max(0.0, min(box[0] - _MARGIN, width - 1)), max(0.0, min(box[1] - _MARGIN, height - 1))
    right, bottom = min(width, max(box[2] + _MARGIN, left + 1)), min(height, max(box[3] + _MARGIN, top + 1))
    return left, top, right, bottom
