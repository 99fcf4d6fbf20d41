"""A task under way: where it stands in the logical text, before times and themes are read."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.extract.units import NamedUnit

# A half-open range of the logical text; unlike a Span it knows nothing of the printed text.
Range = tuple[int, int]

STOPS = "。;!?"  # what ends a sentence, in normalised text


class TaskDraft(NamedTuple):
    """What a form of task yields: label, headings, requirement, units, cells of time limits.

    `rule` names the form that read it, `confidence` how sure that form is of it. `goes_on` are
    where ranges of headings begin that go on with the one before. A named tuple, as NamedUnit is.
    """

    label: str | None
    headings: tuple[Range, ...]
    pieces: tuple[Range, ...]
    units: tuple[NamedUnit, ...]
    times: tuple[Range, ...]
    part: int
    rule: str
    confidence: float
    uncertain: bool = False
    goes_on: frozenset[int] = frozenset()

    @property
    def start(self) -> int:
        """Where its requirement begins."""
        return self.pieces[0][0]


def behind_last(text: str, marks: str, start: int, stop: int) -> int:
    """Where what stands behind the last of some marks of a stretch begins; `start` if none stands there.

    >>> behind_last("甲。乙,丙", "。,", 0, 5), behind_last("甲。乙,丙", ";", 2, 5)
    (4, 2)
    """
    found = _up_to_last(marks).match(text, start, stop)
    return found.end() if found else start


@cache
def _up_to_last(marks: str) -> re.Pattern[str]:
    """What reaches up to the last of some marks, which costs less than looking for each."""
    return re.compile(f".*[{re.escape(marks)}]", re.DOTALL)


def trimmed(text: str, start: int, end: int, edges: str = " \n\t") -> Range | None:
    """The range without white space at its edges; None if nothing is left.

    >>> trimmed(" ab ", 0, 4)
    (1, 3)
    """
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return (start, end) if start < end else None
