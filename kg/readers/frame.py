"""What frames every page: running heads, page numbers, marks in the margins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg import tables
from kg.readers.typelines import Line

_EDGE = 0.13
_REPEATS = 0.5
_HALF = str.maketrans("０１２３４５６７８９－／", "0123456789-/")


def without_frame(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """The lines of each page without running heads and page numbers.

    A page comes as its lines and its height. A line in the outer eighth of a page goes if it
    is a page number, or if half of the pages (three at least) carry the same there, numbers
    aside.
    """
    seen = Counter(key for found, height in pages for key in {_key(line) for line in _edges(found, height)})
    often = {key for key, count in seen.items() if count >= max(3, _REPEATS * len(pages))}
    return [_body(found, height, often) for found, height in pages]


def _body(found: Sequence[Line], height: float, often: set[tuple[str, int]]) -> list[Line]:
    gone = {line for line in _edges(found, height) if _key(line) in often or _is_number(line)}
    return [line for line in found if line not in gone]


def _edges(found: Sequence[Line], height: float) -> list[Line]:
    return [line for line in found if line.box[3] <= _EDGE * height or line.box[1] >= (1 - _EDGE) * height]


def _key(line: Line) -> tuple[str, int]:
    """The line with its digits aside, and roughly where it stands."""
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", line.text.translate(_HALF))), round(line.box[1] / 12)


def _is_number(line: Line) -> bool:
    found = tables.patterns("furniture_patterns")
    text = line.text.translate(_HALF)
    return any(found[name].regex.match(text) is not None for name in ("page_number", "bare_number"))
