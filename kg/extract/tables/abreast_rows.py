"""Which lines of a table with cells abreast make a row.

The row numbers tell: each begins its row, or stands in the middle of its lines; so may the text that one opens. Where
nothing is numbered, a line that holds more cells than the one above begins a row.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import STOPS, Range
from kg.extract.tables.abreast_cells import AbreastRow
from kg.extract.tables.abreast_lines import (Numbers, Pieces, go_on, headings_of, is_full, line_width, numbers_of,
                                             widest, widest_piece)
from kg.extract.tables.broken import SPARE
from kg.extract.tables.centred import CLOSED, GOES_ON, SHORT, Core, ends_around
from kg.extract.tables.chapters import levels
from kg.normalise.width import cell_width
from kg.numerals import read_row_number

_FEWEST_ROWS, _MOST_LINES = 3, 40
_FEW = 4                    # rows to each that may begin amid a text


def rows_of(text: str, lines: Sequence[Pieces], before: int, stop: int, opened: bool) -> Iterator[AbreastRow]:
    """The rows, below the headings between them; so many columns stand `before` that of the numbers, which may have
    `opened` requirements instead, and back matter from `stop` on."""
    numbers = numbers_of(text, lines, before)
    begun = list(numbers) or _risen(text, lines)
    headings: tuple[Range, ...] = ()
    within = list(_within(text, lines, begun[-1] if begun else -1, stop))
    wide = widest(text, [lines[at] for at in within])
    headed = headings_of(text, lines)
    for heads, stretch in itertools.groupby(within, headed.__contains__):
        places = list(stretch)
        if heads:
            for at in places:
                headings = levels(text, headings, (lines[at][0][0], lines[at][-1][1]))
            continue
        for row in _cut(text, lines, numbers, places, opened) if numbers else _begun(places, begun):
            yield _with_peak(text, _row(lines, numbers, row, headings), wide)


def _row(lines: Sequence[Pieces], numbers: Numbers, row: Sequence[int], headings: tuple[Range, ...]) -> AbreastRow:
    """The row of some lines; one whose number is lost begins with its first."""
    number = next((at for at in row if at in numbers), None)
    if number is None:
        return AbreastRow(None, [lines[at] for at in row], 0, False, headings)
    place = numbers[number]
    pieces = [lines[at][:place] + lines[at][place + 1:] if at == number else lines[at] for at in row]
    return AbreastRow(lines[number][place], pieces, row.index(number), place > 0, headings)


def _with_peak(text: str, row: AbreastRow, wide: int) -> AbreastRow:
    """A row whose number opens a cell that is higher than the others with the line in its middle that holds most; not
    where no line is wider than the `wide` cells: there a page's width broke the lines."""
    most = max(map(len, row.lines))
    if len(row.lines[row.at]) == most or all(line_width(text, line) <= wide + SPARE for line in row.lines):
        return row
    middle = min((at for at, line in enumerate(row.lines) if len(line) == most),
                 key=lambda at: abs(2 * at + 1 - len(row.lines)))
    return replace(row, at=middle)


def _risen(text: str, lines: Sequence[Pieces]) -> list[int]:
    """Where rows begin that nothing numbers, if their cells stand at their top: a line holds more pieces than the one
    above, or as many as most of those do and no text goes on in it. None where texts go on in few of the others, as
    each line may be a row, or in some that hold more, as cells then stand in the middle."""
    counts = [len(line) for line in lines]
    risen = [at for at, (before, count) in enumerate(itertools.pairwise([0, *counts])) if count > max(before, 1)]
    wide = widest(text, lines[:max(risen, default=0)])
    if len(risen) < _FEWEST_ROWS or all(line_width(text, lines[at]) <= wide + SPARE for at in risen):
        return []   # lines as wide as one text are broken where the page ends
    full = Counter(counts[at] for at in risen).most_common(1)[0][0]
    goes_on = {at for at in range(1, risen[-1] + 1) if is_full(text, widest_piece(text, lines[at - 1]), wide)}
    if len(goes_on.intersection(risen)) * _FEW > len(risen):
        return []
    begun = {*risen, *(at for at in range(risen[-1]) if counts[at] == full and at not in goes_on)}
    return sorted(begun) if len(goes_on - begun) * 2 > risen[-1] + 1 - len(begun) else []


def _begun(places: Sequence[int], begun: Sequence[int]) -> Iterator[list[int]]:
    """The lines of each row of a stretch where they begin at known ones."""
    first, last = places[0], places[-1]
    for at, end in itertools.pairwise([*(at for at in begun if first <= at <= last), last + 1]):
        yield list(places[at - first:end - first])


def _within(text: str, lines: Sequence[Pieces], last: int, stop: int) -> Iterator[int]:
    """The lines of the table whose last row begins at one: up to that in which its sentence ends, before one of more
    cells or of back matter."""
    for at in range(min(len(lines), last + _MOST_LINES) if last >= 0 else 0):
        if at > last and (lines[at][0][0] >= stop or len(lines[at]) > len(lines[at - 1])
                          or _is_over(text, lines[at - 1])):
            return
        yield at


def _is_over(text: str, line: Pieces) -> bool:
    """Whether a line of one cell ends a sentence."""
    return len(line) == 1 and text[line[0][1] - 1] in STOPS


def _cut(text: str, lines: Sequence[Pieces], numbers: Numbers, places: Sequence[int],
         opened: bool) -> Iterator[list[int]]:
    """The lines of each row of a stretch: those around its number, or the text that this has `opened`, where that
    stands in the middle, else from it on, or from one that holds more cells than the one before where a number is
    lost."""
    held = [at for at in places if at in numbers]
    if not held:
        return
    bare = [_without_number(lines, numbers, at) for at in places]
    wide = widest(text, bare)
    costs = [0.0, *_border_costs(text, bare, wide), 0.0]
    cores = [_core(text, bare[at - places[0]:after - places[0]], at - places[0], wide) if opened else (
        at - places[0], at - places[0]) for at, after in itertools.pairwise([*held, places[-1] + 1])]
    gained, ends = ends_around(cores, costs)
    if gained > 0:
        yield from (list(places[begin:end]) for begin, end in itertools.pairwise([0, *ends]))
        return
    for at, end in zip(held, [*held[1:], places[-1] + 1]):
        begun = list(places[at - places[0]:end - places[0]])
        border = _unnumbered(text, lines, numbers, begun, end)
        yield from (begun[:border], begun[border:]) if border else (begun,)


def _without_number(lines: Sequence[Pieces], numbers: Numbers, at: int) -> Pieces:
    """The pieces of a line but for its row's number."""
    return [piece for place, piece in enumerate(lines[at]) if place != numbers.get(at)]


def _core(text: str, lines: Sequence[Pieces], first: int, wide: int) -> Core:
    """The lines of the text that begins with the first of some: up to one that is not full, before lines without
    any."""
    last = 0
    for at in range(1, len(lines)):
        above, text_below = widest_piece(text, lines[at - 1]), widest_piece(text, lines[at])
        if not (is_full(text, above, wide) or cell_width(text, text_below) * 2 >= wide):
            break
        last = at
    return first, first + last


def _border_costs(text: str, lines: Sequence[Pieces], wide: int) -> Iterator[float]:
    """What a border before each line but the first costs: nothing is told of it by one without a text."""
    for above, below in itertools.pairwise(lines):
        first = widest_piece(text, above)
        if is_full(text, first, wide) or go_on(text, above, below):
            yield GOES_ON
        elif cell_width(text, widest_piece(text, below)) * 2 < wide:
            yield 0.0
        else:
            yield CLOSED if text[first[1] - 1] in STOPS else SHORT


def _unnumbered(text: str, lines: Sequence[Pieces], numbers: Numbers, row: Sequence[int], after: int) -> int:
    """Where a row whose number is lost begins among the lines of the one before it: that holds more cells than the line
    above; 0 if none is lost."""
    if after not in numbers or _value(text, lines, numbers, after) - _value(text, lines, numbers, row[0]) != 2:
        return 0
    counts = [len(lines[at]) - (at in numbers) for at in row]
    return next((at for at in range(1, len(row)) if counts[at] > counts[at - 1]), 0)


def _value(text: str, lines: Sequence[Pieces], numbers: Numbers, at: int) -> int:
    """The row number that a line holds."""
    return read_row_number(text[slice(*lines[at][numbers[at]])])
