"""Statements at the end of a line that nothing marks but that they are units, or a key without its colon."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from kg.extract.drafts import Range, trimmed
from kg.extract.responsibility.statement import Statement, Usage
from kg.extract.units import NamedUnit, read_units, role_of, rule

_LONGEST_LINE, _LONGEST_NAME, _FEWEST_LINES = 120, 30, 3


def unit_lines(text: str, start: int, stop: int, usage: Usage, breaks: Container[int]) -> Iterator[Statement]:
    """Lines that hold nothing but units, or end in them behind a full stop, where several do, and no item begins.

    The first follows a sentence: where such a line stands first, it heads what a unit is to do.
    A key without its colon (责任单位 综合科) makes a line a statement by itself.
    """
    found: list[Statement] = []
    sure = 0
    for line in _lines(text, start, stop):
        first = max(line[0], text.rfind("。", *line) + 1)
        if first == line[1] or first in breaks:  # most lines end in a full stop
            continue
        keyed = rule("bare_key").match(text, first, line[1])
        begin = keyed.end() if keyed else first
        units = _only_units(text, begin, line[1], usage) if begin < line[1] else ()
        known = any(usage.may_name(unit.name) for unit in units)
        if keyed and known:
            yield _statement(first, line[1], read_units(text, begin, line[1], role_of(keyed["words"])))
        elif units and (found or "。" in text[start:begin]):
            sure += known
            found.append(_statement(begin, line[1], units))
        elif units:
            return
    if len(found) >= _FEWEST_LINES and sure * 2 >= len(found):
        yield from found


def _lines(text: str, start: int, stop: int) -> Iterator[Range]:
    """The lines of a stretch that hold something."""
    end = start
    while end < stop:
        begin, end = end, text.find("\n", end + 1, stop)
        end = stop if end < 0 else end
        line = trimmed(text, begin, end)
        if line:
            yield line


def _statement(start: int, end: int, units: Sequence[NamedUnit]) -> Statement:
    return Statement(start, end, tuple(units), (), "line of units", 0.85)


def _only_units(text: str, start: int, stop: int, usage: Usage) -> Sequence[NamedUnit]:
    """The units of a stretch in which everything is a unit; none otherwise, nor behind a dash, which marks them."""
    if stop - start > _LONGEST_LINE or text[stop - 1] in "。;:!?," or text[start] in "—-":
        return ()
    last = text[max(start, stop - _LONGEST_NAME):stop].removesuffix("等").rpartition("、")[2]
    if not usage.may_name(last, strict=False):
        return ()
    units = usage.units(text, start, stop)
    return units if all(usage.may_name(unit.name, strict=False) for unit in units) else ()
