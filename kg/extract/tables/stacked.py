"""Tables that print the lines of each cell one below the other, cell after cell, as pages of a PDF are read.

Row numbers alone part the rows; each row is cut some times, each time with the widths of the columns that the last
cuts showed.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row
from kg.extract.tables.chapters import levels
from kg.extract.tables.costs import grid_of
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.stack import SPARE, Cuts, Stack
from kg.extract.tables.wrapped import cell_width
from kg.model.text import Document

_FEWEST_ROWS, _FEWEST_BROKEN, _MOST_LINES = 3, 2, 40
_ROUNDS = 2
_FEW = 4                    # rows to each line that is wider than its column, signs being taken for wide ones


def stacked_rows(document: Document, cells: Sequence[Range], columns: tuple[Column, ...], usage: Usage) -> list[Row]:
    """The rows of a table of some lines; none if no numbers part them, or their cells are not broken."""
    text = document.logical.text
    first = next((at for at, column in enumerate(columns) if column.kind is Kind.NUMBER), len(columns))
    numbers = _numbers(text, cells) if first < len(columns) - 1 else []
    behind = columns[first + 1:]
    ends = [*numbers[1:], len(cells)]
    longer = sum(len(behind) < end - at - 1 <= _MOST_LINES for at, end in zip(numbers, ends))
    if len(numbers) < _FEWEST_ROWS or longer * 2 < len(numbers):
        return []
    stacks = [Stack(text, list(_printed(document, cells[at + 1:end]))[:_MOST_LINES], behind, usage, first > 0,
                    end == len(cells)) for at, end in zip(numbers, ends)]
    widths = _widest(stacks)
    for _ in range(_ROUNDS if widths else 0):
        widths = _widths(stacks, [stack.cut(widths) for stack in stacks])
    if not any(behind[place].kind is Kind.TEXT for place in widths):
        return []
    return list(_rows([cells[at] for at in numbers], stacks, widths, cells[:numbers[0]], first))


def _numbers(text: str, cells: Sequence[Range]) -> list[int]:
    """Which cells hold the row numbers: those that count on, one of them lost at most."""
    found: list[int] = []
    value = 0
    for at, cell in enumerate(cells):
        match = rule("number_cell").match(text[slice(*cell)])
        number = int("".join(filter(str.isdigit, match[0])) or 0) if match else 0
        if number and number - value in ((1, 2) if found else (number,)):
            found.append(at)
            value = number
    return found


def _printed(document: Document, cells: Sequence[Range]) -> Iterator[Range]:
    """The lines as printed, two for one that was made of them."""
    origin = document.logical.origin
    for start, end in cells:
        at = document.text.find("\n", origin[start], origin[end - 1])
        while at >= 0:
            below = bisect_left(origin, at)
            if start < below < end:
                yield start, below
                start = below
            at = document.text.find("\n", at + 1, origin[end - 1])
        yield start, end


def _cells(cuts: Cuts) -> Iterator[range]:
    """The lines of each cell."""
    return (range(begin, end) for begin, end in itertools.pairwise((0, *cuts)))


def _widest(stacks: Sequence[Stack]) -> dict[int, int]:
    """How wide the requirements are, if the widest lines but a few are theirs: full ones stand in every other row."""
    wide = Counter(cell_width(stack.text, line) for stack in stacks[:-1] for line in stack.lines)
    over = 0
    for full in sorted(wide, reverse=True):
        if sum(wide[width] for width in range(full - SPARE, full + 1)) * 2 >= len(stacks):
            return {grid_of(stacks[0].columns).last_text: full}
        over += wide[full]
        if over * _FEW > len(stacks):
            break
    return {}


def _widths(stacks: Sequence[Stack], cuts: Sequence[Cuts]) -> dict[int, int]:
    """How wide the full lines of each column are, where enough are broken and most alike."""
    wide: dict[int, Counter[int]] = {place: Counter() for place in range(len(stacks[0].columns))}
    for stack, ends in zip(stacks, cuts):
        for place, lines in enumerate(_cells(ends)):
            wide[place].update(cell_width(stack.text, stack.lines[at]) for at in lines[:-1] if not stack.is_blank(at))
    usual = {place: max(found, key=lambda width: (found[width], width), default=0) for place, found in wide.items()}
    alike = {place: sum(wide[place][width] for width in range(full - SPARE, full + SPARE + 1))
             for place, full in usual.items()}
    return {place: full for place, full in usual.items()
            if alike[place] >= _FEWEST_BROKEN and alike[place] * 2 > wide[place].total()}


def _rows(numbers: Sequence[Range], stacks: Sequence[Stack], widths: Mapping[int, int], above: Sequence[Range],
          first: int) -> Iterator[Row]:
    """The rows; what stands `above` a number fills the `first` columns, before its own, or heads the rows."""
    headings: tuple[Range, ...] = ()
    for number, stack in zip(numbers, stacks):
        cuts = stack.cut(widths)
        if above and not first:
            headings = levels(stack.text, headings, (above[0][0], above[-1][1]))
        before = [tuple(above), *[()] * (first - 1)] if first else []
        cells = [tuple(stack.lines[at] for at in lines if not stack.is_blank(at)) for lines in _cells(cuts)]
        wraps = frozenset(stack.lines[at + 1][0] for place, lines in enumerate(_cells(cuts))
                          for at in lines[:-1] if stack.is_full(at, widths.get(place)) is not False)
        yield Row((*before, (number,), *cells), headings, wraps)
        above = stack.lines[cuts[-1]:]
