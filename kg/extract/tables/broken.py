"""Lines of cells that narrow columns broke: which go on with the row above, which begin one, which head rows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.drafts import STOPS, Range
from kg.extract.tables.heads import Column, Kind, rule
from kg.normalise.width import cell_width

_LONGEST_TITLE, _USUAL_SHARE = 24, 0.4

SPARE = 2
"""Half characters that a full line may leave blank."""

CellLine = tuple[Range, ...]
"""A line as cells by column, empty ones too."""


def full_widths(text: str, lines: Sequence[CellLine], columns: int) -> list[int]:
    """How wide the lines of each column are: as most of them, or as the longest where cells are whole."""
    widths = ([cell_width(text, line[at]) for line in lines if line[at][0] < line[at][1]] for at in range(columns))
    return [_usual(found) for found in widths]


def _usual(widths: Sequence[int]) -> int:
    usual, times = max(Counter(widths).items(), key=lambda found: found[::-1], default=(0, 0))
    return usual if times > _USUAL_SHARE * len(widths) else max(widths, default=0)


def title_starts(text: str, lines: Sequence[CellLine], columns: Sequence[Column],
                 full: Sequence[int]) -> frozenset[int]:
    """Where lines begin that are nothing but headings: they look like one, stand where row numbers should,
    or are a few words that no text above goes on in, and a row begins below."""
    around = zip([(), *lines], lines, [*lines[1:], ()])
    return frozenset(line[0][0] for above, line, below in around if _is_lone(line) and (
        _looks_like_title(text, line, below, columns, full) or _heads_rows(text, (above, line, below), columns, full)))


def _is_lone(line: CellLine) -> bool:
    return line[0][0] < line[0][1] and sum(start < end for start, end in line) == 1


def _looks_like_title(text: str, line: CellLine, below: CellLine, columns: Sequence[Column],
                      full: Sequence[int]) -> bool:
    words = text[slice(*line[0])]
    if columns[0].kind is Kind.NUMBER or rule("heading_cell").match(words) is None:
        return columns[0].kind is Kind.NUMBER and rule("number_cell").match(words) is None
    # A full line that goes on in the next is a requirement's whose cell is higher than the others of its row; one wider
    # than the units of its column is no line of theirs.
    words_below = text[slice(*below[0])] if below else ""
    over = columns[0].kind is Kind.UNITS and cell_width(text, line[0]) > full[0] + SPARE
    return over or not (words_below and _goes_on(text, line[0], full[0])) \
        or rule("cell_label").match(words_below) is not None


def _heads_rows(text: str, lines: Sequence[CellLine], columns: Sequence[Column], full: Sequence[int]) -> bool:
    above, line, below = lines
    words = text[slice(*line[0])]
    few = len(words) <= _LONGEST_TITLE and not _is_full(text, line[0], full[0]) and words[-1] not in STOPS
    return few and columns[0].kind is Kind.TEXT and not _lacks_its_own(below, columns) \
        and not (above and _goes_on(text, above[0], full[0]))


def broken_lines(text: str, lines: Sequence[CellLine], columns: Sequence[Column],
                 full: Sequence[int]) -> Iterator[CellLine]:
    """The lines that go on with the row above and leave a cell of theirs blank."""
    return (line for above, line in itertools.pairwise(lines)
            if any(start == end for start, end in line) and not begins_row(text, above, line, columns, full))


def begins_row(text: str, above: CellLine, line: CellLine, columns: Sequence[Column], full: Sequence[int]) -> bool:
    """Whether a line begins a row: where rows are counted it has a number, else a unit and no text that goes on."""
    if _lacks_its_own(line, columns) or any(column.kind is Kind.NUMBER for column in columns):
        return not _lacks_its_own(line, columns)
    filled = [at for at, (start, end) in enumerate(line) if start < end]
    texts = [at for at in filled if columns[at].kind is Kind.TEXT]
    goes_on = any(_goes_on(text, above[at], full[at]) for at in texts[1:])
    if any(above[at][0] == above[at][1] for at in filled) or (
            not goes_on and rule("cell_label").match(text[slice(*line[filled[0]])])):
        return True
    return not any(_is_full(text, above[at], full[at]) for at in texts) or not any(
        _goes_on(text, above[at], full[at]) for at in filled if columns[at].kind is not Kind.TIME)


def _lacks_its_own(line: CellLine, columns: Sequence[Column]) -> bool:
    """Whether a line has not what each row has: its number, or a unit and a text where none are counted."""
    kinds = {column.kind for cell, column in zip(line, columns) if cell[0] < cell[1]}
    counted = any(column.kind is Kind.NUMBER for column in columns)
    return not kinds.issuperset({Kind.NUMBER} if counted else {Kind.UNITS, Kind.TEXT})


def _goes_on(text: str, cell: Range, full: int) -> bool:
    """Whether a line of a cell is full and ends no sentence."""
    return _is_full(text, cell, full) and text[cell[1] - 1] not in STOPS


def _is_full(text: str, cell: Range, full: int) -> bool:
    return cell_width(text, cell) >= full - SPARE
