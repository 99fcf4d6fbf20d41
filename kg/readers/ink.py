"""The ink of a picture of a page: how far its lines are from level, and its ruled lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.readers.sheet import Rule
from kg.readers.turns import Turn

if TYPE_CHECKING:
    from numpy import ndarray

_STEEPEST = 4.0
_BLUR = 1.5
_PAPER = 40
_RULE_HEIGHTS = 1.6
"""A run of ink longer than so many characters are high is a ruled line."""


def levelled(picture: ndarray) -> tuple[ndarray, Turn]:
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


def quarters_back(count: int, width: float, height: float) -> Turn:
    """Back from a picture of this width and height that was turned by quarters to the left."""
    return {0: Turn(1, 0, 0, 1, 0, 0), 1: Turn(0, 1, -1, 0, width, 0), 2: Turn(-1, 0, 0, -1, width, height),
            3: Turn(0, -1, 1, 0, 0, height)}[count]


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


def ruled(picture: ndarray, high: float, scale: float) -> Iterator[Rule]:
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
