"""PDF: the glyphs and ruled lines of each page, set in order by `flow`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtra, UnreadableInput
from kg.model.text import Reading, Source
from kg.readers import ocr
from kg.readers.flow import composed
from kg.readers.sheet import Glyph, Rule, Sheet, printed

if TYPE_CHECKING:
    from pdfplumber.page import Page

_MOST_PAGES = 1500
_THIN = 3.0
_PICTURE_SHARE = 0.2
_OUTLINES = 300
_LONGEST = 1200.0
"""Points of the longest side that is recognised at full resolution."""


def read_pdf(data: bytes, source: Source) -> Reading:
    """The Reading of a PDF; pages without text are recognised where the extra `ocr` is there,
    and named in `missing` where it is not.

    UnreadableInput if it is encrypted, damaged or too long; MissingExtra if all of its pages
    are pictures and the extra is not there.
    """
    _check(data, source.name)
    sheets: list[Sheet] = []
    lost: list[int] = []
    for sheet in sheets_of(data):
        if not sheet.legible:
            sheet = _recognised(data, sheet)
            lost += [] if sheet.glyphs else [sheet.number]
        sheets.append(sheet)
    text, places = composed(sheets)
    if not text.strip():
        raise _without_text(source.name)
    return Reading(source, text, places, (), "pdf", tuple(_missing(data, lost)))


def _missing(data: bytes, lost: list[int]) -> Iterator[str]:
    if lost:
        yield f"pages {_ranges(lost)}: {_why()}"
    if b"%%EOF" not in data[-2048:]:
        yield "the end of the file"


def _recognised(data: bytes, sheet: Sheet) -> Sheet:
    """A page without text as its picture shows it; without glyphs if that cannot be read."""
    if not ocr.available():
        return Sheet(sheet.number, sheet.width, sheet.height, ())
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    dots = ocr.DOTS * min(1.0, _LONGEST / max(sheet.width, sheet.height))
    picture = document[sheet.number - 1].render(scale=dots / 72).to_pil()
    return ocr.recognise(picture, dots, sheet.number)


def _without_text(name: str) -> UnreadableInput:
    if not ocr.available():
        return MissingExtra(name, "its pages recognised, they are pictures", ocr.EXTRA)
    return UnreadableInput(name, "has no text, and none is found in its pictures", "check the file or leave it out")


def _why() -> str:
    if ocr.available():
        return "no text found"
    return f"pictures, not recognised; {ocr.INSTALL} reads them"


def _check(data: bytes, name: str) -> None:
    """Refuse by the page count and the password, before the slow parser starts."""
    import pypdfium2

    try:
        count = len(pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableInput(name, "is encrypted", "save it without a password") from error
        raise UnreadableInput(name, f"is damaged ({error})", "open it in its program and save it again") from error
    if count > _MOST_PAGES:
        raise UnreadableInput(name, f"declares {count} pages, more than {_MOST_PAGES}", "split it into documents")


def sheets_of(data: bytes) -> list[Sheet]:
    """The pages of a PDF with their glyphs and ruled lines."""
    import pdfplumber

    # Its warnings about fonts repeat for every glyph and help nobody.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: list[Sheet] = []
    with pdfplumber.open(BytesIO(data)) as document:
        for page in document.pages:
            found.append(_sheet(page))
            page.close()
    return found


def _sheet(page: Page) -> Sheet:
    glyphs = tuple(_glyph(char) for char in page.dedupe_chars(tolerance=1).chars if char["upright"])
    width, height = float(page.width), float(page.height)
    rules = tuple(rule for shape in (*page.lines, *page.rects, *page.curves) for rule in _rules(shape, width, height))
    return Sheet(page.page_number, width, height, glyphs, rules, _is_picture(page))


def _is_picture(page: Page) -> bool:
    """Whether a picture, or outlines drawn in place of characters, make the page."""
    area = float(page.width) * float(page.height)
    largest = max((image["width"] * image["height"] for image in page.images), default=0.0)
    return largest > _PICTURE_SHARE * area or len(page.curves) > _OUTLINES


def _glyph(char: dict[str, Any]) -> Glyph:
    return Glyph(printed(char["text"]), char["x0"], char["top"], char["x1"], char["bottom"])


def _rules(shape: dict[str, Any], width: float, height: float) -> Iterator[Rule]:
    """The lines that a shape draws: itself if thin, the edges of a stroked box."""
    left, top, right, bottom = shape["x0"], shape["top"], shape["x1"], shape["bottom"]
    if min(right - left, bottom - top) <= _THIN:
        yield Rule(left, top, right, bottom)
    elif shape.get("stroke") and shape["object_type"] == "rect" and (
            right - left < 0.95 * width or bottom - top < 0.95 * height):
        yield from (Rule(left, top, right, top), Rule(left, bottom, right, bottom),
                    Rule(left, top, left, bottom), Rule(right, top, right, bottom))


def _ranges(pages: list[int]) -> str:
    """1, 2, 3, 7 → 1–3, 7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
