"""Rows of tables set with spaces whose numbers stand in the middle of their lines, as cells centred in print do."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from kg.extract.drafts import STOPS, Range
from kg.extract.tables.broken import SPARE
from kg.extract.tables.heads import Column, Kind, rule
from kg.normalise.width import cell_width

LISTS_ON = ",、"
"""What a line of a list that goes on ends in."""
_UNEVEN, _FREE = 1.0, 0.3    # a line more on one side of the number: one is lost where their count is even
GOES_ON, CLOSED, SHORT = 1.5, -1.0, -0.7
"""What a border costs behind a line of a text that goes on, that a sentence's end closes, that is not full."""

# A line as cells by column.
_Cells = tuple[Range, ...]

Core = tuple[int, int]
"""The first and the last of the lines that stand in the middle of a row."""


def centred_rows(text: str, stretches: Sequence[Sequence[_Cells]], columns: Sequence[Column],
                 full: Sequence[int]) -> list[list[Sequence[_Cells]]]:
    """The lines of the rows of each stretch where numbers stand amid them; nothing where numbers begin rows.

    As many lines stand above a number as below it, and between two rows no text goes on. `full` is how wide
    a full line of each column is printed.
    """
    place = next((at for at, column in enumerate(columns) if column.kind is Kind.NUMBER), None)
    if place is None:
        return []
    found: list[list[Sequence[_Cells]]] = []
    gained = 0.0
    for lines in stretches:
        numbers = [at for at, line in enumerate(lines) if rule("number_cell").match(text[slice(*line[place])])]
        costs = [0.0, *(border_cost(text, *pair, columns, full) for pair in itertools.pairwise(lines)), 0.0]
        gain, ends = ends_around([(at, at) for at in numbers], costs) if numbers else (0.0, [len(lines)])
        gained += gain
        found.append([lines[begin:end] for begin, end in itertools.pairwise([0, *ends])])
    return found if gained > 0 else []


def ends_around(cores: Sequence[Core], costs: Sequence[float]) -> tuple[float, list[int]]:
    """Where the rows end, `costs` being those of a border before each line and behind the last: the cheapest borders
    between their cores, each in the middle of its row; and how much cheaper they are than borders before the cores."""
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    stop = len(costs) - 1
    for (first, last), (after, _) in itertools.pairwise([*cores, (stop, stop)]):
        reach = [stop] if after == stop else range(last + 1, after + 1)
        best = {end: min((cost + uneven(first - begin, end - 1 - last) + costs[end], [*ends, end])
                         for begin, (cost, ends) in best.items() if begin <= first) for end in reach}
    cost, ends = best[stop]
    return sum(costs[first] for first, _ in cores) + GOES_ON * cores[0][0] - cost, ends


def uneven(above: int, below: int) -> float:
    """What it costs that more lines stand on one side of a number than on the other."""
    return abs(above - below) * _FREE + max(0, abs(above - below) - 1) * _UNEVEN


def border_cost(text: str, above: _Cells, below: _Cells, columns: Sequence[Column], full: Sequence[int]) -> float:
    """What a border between two lines costs: much where a text goes on, less than nothing where one ends."""
    cost = 0.0
    for column, first, second, width in zip(columns, above, below, full):
        if first[0] == first[1] or second[0] == second[1] or column.kind is Kind.NUMBER:
            continue
        if text[first[1] - 1] in STOPS:
            cost += CLOSED
        elif text[first[1] - 1] in LISTS_ON or cell_width(text, first) >= width - SPARE:
            cost += GOES_ON
        else:
            cost += SHORT
    return cost
