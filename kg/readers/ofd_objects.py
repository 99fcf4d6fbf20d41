"""The objects of an OFD page as glyphs and ruled lines (GB/T 33190-2016, 9 and 11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import isfinite

from lxml.etree import _Element

from kg.readers.sheet import Glyph, Rule, printed
import itertools

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_ASCENT, _DESCENT = 0.88, 0.12
_HALF_WIDTH = 0.5
_THIN = 1.1
_STRAIGHT = 0.3
_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TOKEN = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def numbers(text: str | None) -> list[float]:
    """The finite numbers of an attribute; what is none is left out."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            continue
        if isfinite(value):
            found.append(value)
    return found


def glyphs(element: _Element, scale: float) -> Iterator[Glyph]:
    """The glyphs of a text object; `scale` turns millimetres into points."""
    size = next(iter(numbers(element.get("Size"))), 0.0)
    if _name(element) != "TextObject" or element.get("Visible") == "false" or size <= 0:
        return
    matrix, origin = _matrix(element), _origin(element)
    stretch = next(iter(numbers(element.get("HScale"))), 1.0)
    for code in element.iterfind("{*}TextCode"):
        text = printed(code.text or "")
        for char, (x, y), advance in _set(code, text, size * stretch):
            left, base = _moved(matrix, origin, (x, y))
            right, _ = _moved(matrix, origin, (x + advance, y))
            high = abs(matrix[3] or 1.0) * size
            yield Glyph(char, min(left, right) * scale, (base - _ASCENT * high) * scale,
                        max(left, right) * scale, (base + _DESCENT * high) * scale)


def rules(element: _Element, scale: float) -> Iterator[Rule]:
    """The straight horizontal and vertical lines that a path object draws."""
    if _name(element) != "PathObject":
        return
    matrix, origin = _matrix(element), _origin(element)
    stroked = element.get("Stroke") != "false"
    for shape in _shapes(element.findtext("{*}AbbreviatedData") or ""):
        points = [_moved(matrix, origin, point) for point in shape]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if min(max(xs) - min(xs), max(ys) - min(ys)) <= _THIN:
            yield Rule(min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale)
        elif stroked:
            for (x0, y0), (x1, y1) in itertools.pairwise(points):
                if abs(x1 - x0) <= _STRAIGHT or abs(y1 - y0) <= _STRAIGHT:
                    yield Rule(min(x0, x1) * scale, min(y0, y1) * scale, max(x0, x1) * scale, max(y0, y1) * scale)


def _set(code: _Element, text: str, size: float) -> Iterator[tuple[str, Point, float]]:
    """Each character with its origin inside the object, and its advance."""
    x, y = next(iter(numbers(code.get("X"))), 0.0), next(iter(numbers(code.get("Y"))), 0.0)
    across, down = _deltas(code.get("DeltaX"), len(text)), _deltas(code.get("DeltaY"), len(text))
    for at, char in enumerate(text):
        natural = size * (_HALF_WIDTH if char.isascii() else 1.0)
        step = across[at] if at < len(across) else 0.0 if at < len(down) else natural
        yield char, (x, y), min(natural, step) if step > 0 else natural
        x += step
        y += down[at] if at < len(down) else 0.0


def _deltas(text: str | None, most: int) -> list[float]:
    """The steps from character to character; “g 3 4.5” stands for 4.5 three times."""
    words = (text or "").split()
    found: list[float] = []
    at = 0
    while at < len(words) and len(found) < most:
        if words[at] == "g" and at + 2 < len(words):
            count = int(words[at + 1]) if words[at + 1].isdecimal() and len(words[at + 1]) < 7 else 0
            found += numbers(words[at + 2]) * min(count, most)
            at += 3
        else:
            found += numbers(words[at])
            at += 1
    return found[:most]


def _shapes(data: str) -> Iterator[list[Point]]:
    """The points of each subpath; curves count by their end points."""
    shape: list[Point] = []
    words = _TOKEN.findall(data)
    at = 0
    while at < len(words):
        step = words[at]
        count = _STEPS.get(step, 0)
        values = numbers(" ".join(words[at + 1:at + 1 + count]))
        if step in ("M", "S") and len(shape) > 1:
            yield shape
        if step in ("M", "S"):
            shape = []
        if step == "C" and shape:
            shape.append(shape[0])
        if count and len(values) == count:
            shape.append((values[-2], values[-1]))
        at += 1 + count
    if len(shape) > 1:
        yield shape


def _matrix(element: _Element) -> Matrix:
    found = numbers(element.get("CTM"))
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else _UNIT


def _origin(element: _Element) -> Point:
    corners: Sequence[float] = numbers(element.get("Boundary"))
    return (corners[0], corners[1]) if len(corners) == 4 else (0.0, 0.0)


def _moved(matrix: Matrix, origin: Point, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e + origin[0], b * x + d * y + f + origin[1]


def _name(element: _Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
