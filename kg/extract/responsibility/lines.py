"""Statements on lines of their own that hold nothing but units."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import trimmed
from kg.extract.responsibility.statement import Statement, Usage
from kg.extract.units import looks_like_unit, read_units

_LONGEST_LINE, _LONGEST_NAME, _FEWEST_LINES = 120, 30, 3


def unit_lines(text: str, start: int, stop: int, usage: Usage) -> Iterator[Statement]:
    """Lines that hold nothing but units, where several do and the first follows a sentence.

    Where such a line stands first, it heads what a unit is to do.
    """
    found: list[Statement] = []
    sure, end = 0, start
    while end < stop:
        begin, end = end, text.find("\n", end + 1, stop)
        end = stop if end < 0 else end
        line = trimmed(text, begin, end)
        names = _names_in_line(text, *line, usage) if line else []
        if not line or not names:
            continue
        if not found and "。" not in text[start:line[0]]:
            return
        sure += any(name in usage.names or looks_like_unit(name) for name in names)
        found.append(Statement(*line, tuple(read_units(text, *line, first_leads=usage.first_leads)), (),
                               "line of units", 0.85))
    if len(found) >= _FEWEST_LINES and sure * 2 >= len(found):
        yield from found


def _names_in_line(text: str, start: int, stop: int, usage: Usage) -> list[str]:
    """The names of a line in which everything is a unit; none otherwise."""
    if stop - start > _LONGEST_LINE or text[stop - 1] in "。;:!?,":
        return []
    last = text[max(start, stop - _LONGEST_NAME):stop].removesuffix("等").rpartition("、")[2]
    if not (last in usage.names or looks_like_unit(last, strict=False)):
        return []
    names = [unit.name for unit in read_units(text, start, stop)]
    return names if all(name in usage.names or looks_like_unit(name, strict=False) for name in names) else []
