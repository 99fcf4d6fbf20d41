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
from kg.readers.sheet import Glyph, Rule, Sheet
from kg.readers.turns import Turn

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
_STEEPEST = 4.0
_BLUR = 1.5
_PAPER = 40
_RULE_HEIGHTS = 1.6
"""A run of ink longer than so many characters are high is a ruled line."""


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
    level, turn = _upright(numpy.asarray(page.convert("RGB")))
    upright, found, quarters = _best(level)
    scale = 72 / dots
    glyphs = tuple(_glyphs(found, scale))
    high = median([glyph.height for glyph in glyphs]) / scale if glyphs else dots / 6
    height, width = upright.shape[:2]
    back = turn.after(_quarters(quarters, level.shape[1], level.shape[0]))
    return Sheet(number, width * scale, height * scale, glyphs, tuple(_rules(upright, high, scale)),
                 turn=replace(back, e=back.e * scale, f=back.f * scale))


def _quarters(count: int, width: float, height: float) -> Turn:
    """Back from a picture of this width and height that was turned by quarters to the left."""
    return {0: Turn(1, 0, 0, 1, 0, 0), 1: Turn(0, 1, -1, 0, width, 0), 2: Turn(-1, 0, 0, -1, width, height),
            3: Turn(0, -1, 1, 0, 0, height)}[count]


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


def _upright(picture: ndarray) -> tuple[ndarray, Turn]:
    """The picture turned so that its lines run level, and the way back, in dots."""
    import cv2

    angle = _skew(picture)
    if abs(angle) < 0.05:
        return picture, Turn(1, 0, 0, 1, 0, 0)
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    (a, c, e), (b, d, f) = cv2.invertAffineTransform(turn).tolist()
    level = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    return level, Turn(a, b, c, d, e, f)


def _skew(picture: ndarray) -> float:
    """The turn in degrees at which rows of ink and rows of white part most sharply."""
    import cv2
    import numpy

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, None, fx=(shrink := min(1.0, 900 / max(grey.shape))), fy=shrink,
                       interpolation=cv2.INTER_AREA)
    # Blurred, so that turning by nothing is not sharper for want of interpolation.
    ink = cv2.GaussianBlur((255 - small).astype("float32"), (0, 0), _BLUR)
    ink[ink < _PAPER] = 0
    height, width = ink.shape

    def sharpness(angle: float) -> float:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = cv2.warpAffine(ink, turn, (width, height)).sum(axis=1)
        return float((rows ** 2).sum())

    coarse = max(numpy.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=sharpness)
    return float(max(numpy.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness))


def _rules(picture: ndarray, high: float, scale: float) -> Iterator[Rule]:
    """The ruled lines of a picture: runs of ink longer than any stroke of a character, which
    is `high` dots high."""
    import cv2

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15)
    length = int(_RULE_HEIGHTS * high)
    for shape in ((length, 1), (1, length)):
        # Closing first: noise and a slight turn break a thin line into pieces.
        closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(
            cv2.MORPH_RECT, (9, 3) if shape[0] > 1 else (3, 9)))
        runs = cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, shape))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(runs)
        for left, top, width, height, _ in boxes[1:]:
            if min(width, height) <= high / 2:
                yield _centred(float(left), float(top), float(width), float(height), scale)


def _centred(left: float, top: float, width: float, height: float, scale: float) -> Rule:
    """A thick run of ink as a line without thickness."""
    if width >= height:
        middle = (top + height / 2) * scale
        return Rule(left * scale, middle, (left + width) * scale, middle)
    middle = (left + width / 2) * scale
    return Rule(middle, top * scale, middle, (top + height) * scale)
