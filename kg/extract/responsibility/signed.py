"""Who signs a document whose last unit the signature was run together with."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.extract.units import looks_like_unit
from kg.regions import regions

_LONGEST = 60               # characters of a signature
_SHORTEST = 2               # characters of a unit's name


@cache
def _day() -> re.Pattern[str]:
    """The day of a signature that ends a value."""
    return re.compile(rf"\s*{tables.patterns('outline_patterns')['day'].regex.pattern}(?:印发)?\s*\Z")


def is_day(text: str, start: int, stop: int) -> bool:
    """Whether a stretch is nothing but the day of a signature."""
    return start < stop and _day().fullmatch(text, start, stop) is not None


def above_signature(text: str, start: int, stop: int) -> int:
    """Where a value ends before the signature that is glued to its last unit; `stop` if none is.

    >>> text = "甲科、县教育局红安县人民政府办公室2021年6月1日"
    >>> text[:above_signature(text, 0, len(text))]
    '甲科、县教育局'
    """
    day = _day().search(text, max(start, stop - _LONGEST), stop)
    if day is None:
        return stop
    begin = text.rfind("、", start, day.start()) + 1 or start
    signer = signer_behind(text, begin, day.start())
    return stop if signer == day.start() else signer


def signer_behind(text: str, start: int, day: int, named: bool = True) -> int:
    """Where who signs begins, with the name of a place, behind what stands at `start`, a unit if that is `named`;
    `day`, before which both stand, if nobody does."""
    signers = (at for at in range(start + _SHORTEST, day)
               if regions().leading(text[at:day]) and looks_like_unit(text[at:day]))
    return next((at for at in signers if not named or looks_like_unit(text[start:at].strip())), day)
