"""Pictures of pages to Sheets, by rapidocr (extra `ocr`), whose models lie in its wheel.

A page is turned upright, its ruled lines are found for the tables, and each character comes
with its box and how sure the recogniser is. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from kg import tables
from kg.errors import MissingExtra, UnreadableInput
from kg.model.text import Reading, Source
from kg.readers.child import widen
from kg.readers.flow import composed
from kg.readers.ink import levelled, quarters_back, ruled
from kg.readers.sheet import Glyph, Sheet

if TYPE_CHECKING:
    from numpy import ndarray
    from PIL.Image import Image
    from rapidocr import RapidOCR

EXTRA = "ocr"
INSTALL = f'pip install "kg[{EXTRA}]"'
"""The command that lets pages of pictures be read."""
DOTS = 200
"""Dots per inch at which pages are recognised; more takes longer and reads no better."""
_SECONDS_A_PAGE = 60
_MEMORY = 6144
_LONGEST_SIDE = 14_000
_MOST_PAGES = 400
_LEAST_SURE = 0.5
_UPRIGHT = 0.8
_DOWN = 1.5


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None


def read_image(data: bytes, source: Source) -> Reading:
    """The Reading of a picture, or of each page of a TIFF; MissingExtra without the extra."""
    pages = list(pages_of(data, source.name))
    if not available():
        raise MissingExtra(source.name, "its text recognised", EXTRA)
    sheets = [recognise(page, dots_of(page), number) for number, page in enumerate(pages, 1)]
    text, places = composed(sheets)
    if not text.strip():
        raise UnreadableInput(source.name, "is a picture in which no text is found", "check the file or leave it out")
    return Reading(source, text, places, (), "ocr")


def recognise(page: Image, dots: float, number: int) -> Sheet:
    """What one picture of a page carries; `dots` is its resolution per inch."""
    import numpy

    widen(_SECONDS_A_PAGE, _MEMORY)
    level, turn = levelled(numpy.asarray(page.convert("RGB")))
    upright, found, quarters = _best(level)
    scale = 72 / dots
    glyphs = tuple(_glyphs(found, scale))
    high = median([glyph.height for glyph in glyphs]) / scale if glyphs else dots / 6
    height, width = upright.shape[:2]
    back = turn.after(quarters_back(quarters, level.shape[1], level.shape[0]))
    return Sheet(number, width * scale, height * scale, glyphs, tuple(ruled(upright, high, scale)),
                 turn=replace(back, e=back.e * scale, f=back.f * scale))


def _best(upright: ndarray) -> tuple[ndarray, Any, int]:
    """The picture, or the turn of it, in which most is read for sure; what is read; and how
    many quarters it was turned to the left.

    Lines are not turned one by one: the classifier takes lines of signs and figures for
    upside-down ones and what is read then is lost.
    """
    import numpy

    found = _read(upright)
    turns = (1, 3) if _lies(found) else (2,) if _sure(found) < _UPRIGHT else ()
    turned = [(numpy.ascontiguousarray(numpy.rot90(upright, turn)), turn) for turn in turns]
    tried = [(picture, _read(picture), turn) for picture, turn in turned]
    return max(tried if _lies(found) else [(upright, found, 0), *tried], key=lambda one: _sure(one[1]))


def _lies(found: Any) -> bool:
    """Whether most characters stand on lines that run down the page: it lies on its side."""
    down = sum(len(text) if _runs_down(box) else -len(text) for text, box in zip(found.txts or (), _boxes(found)))
    return down > 0


def _runs_down(box: Any) -> bool:
    xs, ys = [corner[0] for corner in box], [corner[1] for corner in box]
    return bool(max(ys) - min(ys) > _DOWN * (max(xs) - min(xs)))


def _boxes(found: Any) -> Any:
    return () if found.boxes is None else found.boxes


def _read(picture: ndarray) -> Any:
    return _engine()(picture, use_cls=False, return_word_box=True, return_single_char_box=True)


def _sure(found: Any) -> float:
    """How sure the recogniser is of its characters on the whole."""
    weights = [len(text) for text in found.txts or ()]
    whole: float = sum(score * weight for score, weight in zip(found.scores or (), weights))
    return whole / max(1, sum(weights))


@cache
def _engine() -> RapidOCR:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 2})


def pages_of(data: bytes, name: str) -> Iterator[Image]:
    """The pictures of a file, one for each page; UnreadableInput if it is damaged or too large."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            if max(picture.size) > _LONGEST_SIDE or getattr(picture, "n_frames", 1) > _MOST_PAGES:
                raise UnreadableInput(name, f"is a picture of {picture.size[0]} × {picture.size[1]} dots",
                                      "scan it at 200 to 300 dots per inch")
            yield from (frame.convert("RGB") for frame in ImageSequence.Iterator(picture))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableInput(name, f"is a damaged picture ({error})", "scan or save it again") from error


def dots_of(page: Image) -> float:
    """The resolution of a picture: that of an A4 page of its size, which needs no trust in
    what the file declares."""
    return max(page.size) / 11.69


def _glyphs(found: Any, scale: float) -> Iterator[Glyph]:
    for text, score, characters in zip(found.txts or (), found.scores or (), found.word_results or ()):
        if score < _LEAST_SURE:
            continue
        printed = [one for one in characters if one[0].strip()]
        spaced = _spaced(text)
        for at, (character, sure, corners) in enumerate(printed):
            xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
            yield Glyph(character, min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale,
                        float(sure), at in spaced)


def _spaced(text: str) -> frozenset[int]:
    """Which printed characters of a line follow a space between two Latin ones: beside
    Chinese characters the recogniser sees spaces that nobody set. The space between a date
    and a time of day it does not see."""
    text = tables.patterns("recognised_patterns")["run_together_time"].regex.sub(" ", text)
    found: list[int] = []
    count = 0
    for at, character in enumerate(text):
        if character.isspace():
            continue
        if at > 1 and text[at - 1].isspace() and character.isascii() and text[:at].rstrip()[-1:].isascii():
            found.append(count)
        count += 1
    return frozenset(found)
