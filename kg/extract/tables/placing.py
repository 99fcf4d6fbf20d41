"""The cells of a bordered table's lines by column, those that lines have lost or gained put right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment, align_rows
from kg.extract.tables.borders import Line
from kg.extract.tables.chapters import is_numbered_sentence
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.looks import mended_token, token_of
from kg.extract.units import looks_like_unit

DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
"""A number of a chapter and its row (1.2), which elsewhere may be a day."""

_MOST_WRAPS = 8
_MOST_TITLES = 3            # one line in so many may be a title
_SHORT = 12
_AMID = frozenset(",、;")
_CLEAR = 0.5                # how clearly other rows must tell that a padded cell is another column's

# The ranges of the cells of a row, column by column.
Placed = tuple[tuple[Range, ...], ...]


def mended(text: str, region: Sequence[Line], columns: Sequence[Column], usage: Usage) -> Iterator[Line]:
    """The lines of a table, those that line ends inside cells parted made one row again.

    Where numbers stand first, or second behind what groups the rows, they tell what belongs together. Else a line
    without borders begins a row only where such lines are too many to be titles.
    """
    width, second = len(columns), [column.kind for column in columns[:2]] == [Kind.TEXT, Kind.NUMBER]
    begin = rule("cell_label" if columns[0].kind is Kind.TEXT and not second else "number_cell")
    region = _with_units_above(text, region, columns)
    region = list(_counted(text, region, width, begin, int(second)))
    last = max((at for at, line in enumerate(region) if len(line.cells) > 1), default=-1)
    lone = sum(len(line.cells) == 1 for line in region[:last])
    least = 1 if lone * _MOST_TITLES > last else 2
    at = 0
    while at < len(region):
        cells, stop = list(region[at].cells), at + 1
        fewest = 2 if is_numbered_sentence(text, cells) else least
        while fewest <= len(cells) < width and stop < min(len(region), at + _MOST_WRAPS) \
                and _goes_on(text, cells[-1], region[stop].cells[0], usage):
            below = region[stop].cells
            cells[-1:] = [(cells[-1][0], below[0][1]), *below[1:]]
            stop += 1
        if len(cells) == width and stop > at + 1:
            yield Line(region[at].start, region[stop - 1].end, tuple(cells))
            at = stop
        else:
            yield region[at]
            at += 1


def _with_units_above(text: str, region: Sequence[Line], columns: Sequence[Column]) -> Sequence[Line]:
    """The lines, a unit alone above a row that begins with units taken for the first line of its first cell."""
    if columns[0].kind is not Kind.UNITS:
        return region
    found: list[Line] = []
    for line in region:
        above = found[-1] if found and len(line.cells) == len(columns) and line.cells[0][0] < line.cells[0][1] else None
        if above and len(above.cells) == 1 and looks_like_unit(text[slice(*above.cells[0])]):
            first = above.cells[0][0], line.cells[0][1]
            found[-1] = Line(above.start, line.end, (first, *line.cells[1:]))
        else:
            found.append(line)
    return found


def _counted(text: str, region: Sequence[Line], width: int, begin: re.Pattern[str], place: int) -> Iterator[Line]:
    """The lines, those from one number, in the cell at a `place`, up to the last cell of its row made one where cells
    break into lines."""
    at = 0
    while at < len(region):
        stop, cells = at + 1, list(region[at].cells)
        begun = _is_counted(text, cells, begin, place)
        while begun and stop < len(region) and _has_more(text, cells, region[stop].cells, width) \
                and not _begins_anew(text, region[stop].cells, begin, place):
            below = region[stop].cells
            cells[-1:] = [(cells[-1][0], below[0][1]), *below[1:]]
            stop += 1
        whole = len(cells) == width and stop > at + 1
        yield Line(region[at].start, region[stop - 1].end, tuple(cells)) if whole else region[at]
        at = stop if whole else at + 1


def _has_more(text: str, cells: Sequence[Range], below: Sequence[Range], width: int) -> bool:
    """Whether cells are too few for a row, or the last ends amid a sentence or a date and one stands below it."""
    start, end = cells[-1]
    if len(cells) < width:
        return True
    amid = start < end and (text[end - 1] in _AMID or (text[end - 1] in "年月" and text[below[0][0]].isdecimal()))
    return amid and len(cells) == width and len(below) == 1


def _is_counted(text: str, cells: Sequence[Range], begin: re.Pattern[str], place: int) -> bool:
    """Whether a number stands at a place of a line's cells, and heads no rows."""
    if len(cells) <= place or is_numbered_sentence(text, cells):
        return False
    number = text[slice(*cells[place])]
    headed = rule("heading_cell").match(number) is not None and not rule("number_cell").match(number)
    return begin.match(number) is not None and not headed


def _begins_anew(text: str, cells: Sequence[Range], begin: re.Pattern[str], place: int) -> bool:
    """Whether a line is no more of the row above: its first cell is empty, begins with a number or heads rows."""
    first = text[slice(*cells[0])]
    if place:
        return not first or _is_counted(text, cells, begin, place)
    return not first or any(each.match(first) for each in (begin, rule("heading_cell"), rule("summary_cell")))


def _goes_on(text: str, above: Range, below: Range, usage: Usage) -> bool:
    """Whether two cells may be one text: both are texts, the second without a number."""
    looks = [token_of(text, *cell, usage) for cell in (above, below) if cell[0] < cell[1]]
    return [token.look for token in looks] == ["text", "text"] and not looks[1].labelled


def placed(text: str, lines: Sequence[Line], columns: tuple[Column, ...], usage: Usage) -> list[Placed]:
    """The cells of each line by column.

    A line that has lost or gained cells is aligned anew, by what its cells look like and what
    the columns of units name elsewhere, and so is one with empty cells at its end where merged
    cells are left out; a cell of units or a limit left out before others is the one above.
    """
    printed = [_as_printed(text, line, columns, usage) for line in lines]
    left_out = any(row is not None and _states_nothing(text, row, columns) for row in printed)
    sure = [row is not None and not (left_out and _padded(row, columns)) for row in printed]
    if all(sure):
        return [row for row in printed if row is not None]
    tokens = [_tokens(text, line, len(columns), usage) for line in lines]
    found: list[Placed] = []
    above: Placed = ((),) * len(columns)
    for row, certain, line, each in zip(printed, sure, tokens, align_rows(tokens, columns)):
        if row is None or (not certain and each.margin > _CLEAR):
            row = _with_merged(_by_column(line, each, len(columns)), each, above, columns)
        found.append(row)
        above = tuple(cell or before for cell, before in zip(row, above))
    return found


def _tokens(text: str, line: Line, width: int, usage: Usage) -> list[Token]:
    """The cells of a line as tokens, empty ones too where it has left some out: the others keep their places."""
    cells = line.cells if len(line.cells) < width else line.filled()
    return [mended_token(text, *cell, usage) if cell[0] < cell[1] else Token(*cell, "empty") for cell in cells]


def _states_nothing(text: str, row: Placed, columns: Sequence[Column]) -> bool:
    """Whether a row has no unit at all, and heads no others, so that what it leaves out is merged with the rows
    above."""
    chapter = any(rule("chapter_number").fullmatch(text[slice(*cell[0])])
                  for cell, column in zip(row, columns) if cell and column.kind is Kind.NUMBER)
    return not chapter and not any(cell for cell, column in zip(row, columns) if column.kind is Kind.UNITS)


def _padded(row: Placed, columns: Sequence[Column]) -> bool:
    """Whether the last cells of a row are empty, a column of units among them, and another one's are not."""
    blank = sum(1 for _ in itertools.takewhile(lambda cell: not cell, reversed(row)))
    kinds = [column.kind for column in columns]
    return Kind.UNITS in kinds[len(row) - blank:] and any(
        kind is Kind.UNITS and cell for kind, cell in zip(kinds, row))


def _by_column(tokens: Sequence[Token], alignment: Alignment, width: int) -> Placed:
    cells: list[list[Range]] = [[] for _ in range(width)]
    for token, column in zip(tokens, alignment.columns):
        cells[column] += [(token.start, token.end)] if token.start < token.end else []
    return tuple(map(tuple, cells))


def _with_merged(row: Placed, alignment: Alignment, above: Placed, columns: Sequence[Column]) -> Placed:
    """The row, cells of units and limits that it left out before others taken from those above."""
    last = max((at for at, cell in enumerate(row) if cell), default=0)
    first = next((at for at, cell in enumerate(row) if cell and columns[at].kind is Kind.TEXT), last)
    return tuple(above[at] if at not in alignment.columns and first < at < last
                 and columns[at].kind in (Kind.UNITS, Kind.TIME) else cell for at, cell in enumerate(row))


def _as_printed(text: str, line: Line, columns: tuple[Column, ...], usage: Usage) -> Placed | None:
    """The cells of a line that has as many as there are columns and looks like them; None otherwise."""
    if len(line.cells) != len(columns) or not _fits(text, line, columns, usage):
        return None
    return tuple((cell,) if cell[0] < cell[1] else () for cell in line.cells)


def _counts_elsewhere(text: str, line: Line, columns: tuple[Column, ...]) -> bool:
    """Whether an item's number stands in a column of texts without any, the column of those being empty."""
    empty = any(column.numbered and cell[0] == cell[1] for cell, column in zip(line.cells, columns))
    return empty and any(column.numbered is False and rule("cell_label").match(text[slice(*cell)])
                         for cell, column in zip(line.cells, columns))


def _fits(text: str, line: Line, columns: tuple[Column, ...], usage: Usage) -> bool:
    """Whether the cells of a line are full, signs for the one above among them, or look like their columns.

    Units among the texts beside an empty column of units do not, nor does a numbered text outside the empty
    column of such.
    """
    if all(start < end or rule("ditto_cell").match(text, start) for start, end in line.cells):
        return True
    if _counts_elsewhere(text, line, columns):
        return False
    looks = [mended_token(text, *cell, usage).look if cell[0] < cell[1] else "empty" for cell in line.cells]
    stated = any(column.kind is Kind.UNITS and look != "empty" for look, column in zip(looks, columns))
    return not any((column.kind is Kind.UNITS and look in ("text", "number"))
                   or (column.kind is Kind.NUMBER and look not in ("number", "empty")
                       and not DECIMAL.fullmatch(text, *cell))
                   or (column.kind is Kind.TEXT and look == "units" and (not stated or cell[1] - cell[0] < _SHORT))
                   for cell, look, column in zip(line.cells, looks, columns))
