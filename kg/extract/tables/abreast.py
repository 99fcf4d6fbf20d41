"""Tables each of whose lines holds the next lines of several cells, a space between two, as a PDF gives its text.

The row numbers tell where rows are: each begins its row, or stands in the middle of its lines. What is in which column
is told by `abreast_cells`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.abreast_cells import AbreastRow, Pieces, filled
from kg.extract.tables.borders import TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.centred import centred_rows
from kg.extract.tables.chapters import levels
from kg.extract.tables.filling import Filling
from kg.extract.tables.heads import Column, Kind, columns_of, rule
from kg.model.outline import Section
from kg.model.text import Document
from kg.normalise.width import cell_width
from kg.numerals import read_row_number
from kg.outline import within

_HEADS = re.compile(r"^[^\s。;,:]{1,12}(?: [^\s。;,:]{2,12}){1,7}$", re.MULTILINE)
_PRINTED_LINE, _PIECE = re.compile(r"[^\n]+"), re.compile(r"\S+")
_FEWEST_ROWS, _FEWEST_BROKEN, _MOST_LINES = 3, 2, 40
_CONFIDENCE, _UNSURE = 0.9, 0.6
_LISTS_ON = "、,"
_SPARE = 2                  # what a full line may leave blank

# The line that holds a row number, and where among its pieces.
_Numbers = dict[int, int]


def abreast_tables(document: Document, section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The tables of a section whose cells stand abreast in lines; heads repeated on the next page are left out."""
    text = document.logical.text
    found: list[TaskTable] = []
    for head in _heads(text, section.body, section.end):
        columns = _numbered(columns_of(head[0].split(" ")) or ())
        kinds = [column.kind for column in columns]
        if Kind.NUMBER not in kinds or (found and head.start() < found[-1].stop):
            continue
        printed = _printed(document, head.end(), section.end)
        lines = _labels_apart(text, [line for line in printed if _words(text, line) != head[0]])
        rows = list(_rows(text, lines, kinds.index(Kind.NUMBER), section.stop))
        if not _stand_abreast(rows):
            continue
        form = Form(columns, part, usage, "table with cells abreast", _CONFIDENCE)
        filling = Filling(text, tuple(column for column in columns if column.kind is not Kind.NUMBER), usage)
        placed = list(filled(filling, rows, kinds.index(Kind.NUMBER)))
        unsure = sorted(piece for row, tied in placed if tied for cell in row.cells for piece in cell)
        drafts = [draft._replace(confidence=_UNSURE, uncertain=True) if within(draft.start, unsure) else draft
                  for draft in drafts_of(text, [row for row, _ in placed], form)]
        stop = max(end for line in rows[-1].lines for _, end in line)
        found += [TaskTable(head.start(), stop, tuple(drafts))] if drafts else []
    return found


def _numbered(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns, where their numbers stand in the first or second one; where no column is for these, they may open
    the requirements. None elsewhere."""
    kinds = [column.kind for column in columns]
    if Kind.NUMBER in kinds[:2]:
        return columns
    last = next((at for at, kind in enumerate(kinds) if kind is not Kind.TEXT), len(kinds)) - 1
    if not 0 <= last < 2 or Kind.NUMBER in kinds:
        return ()
    return (*columns[:last], Column(Kind.NUMBER), *columns[last:])


def _labels_apart(text: str, lines: Sequence[Pieces]) -> list[Pieces]:
    """The lines, the numbers of items that count on from one, and open a piece among the first two, apart from it."""
    found: list[Pieces] = []
    value, headings = 0, _headings(text, lines)
    for at, line in enumerate(lines):
        for place, (start, end) in enumerate(line[:2]):
            label = rule("cell_label").match(text[start:end])
            number = read_row_number(label[0]) if label else 0
            if label and label.end() < end - start and _counts_on(value, number, at - 1 in headings):
                border = start + label.end()
                line, value = [*line[:place], (start, border), (border, end), *line[place + 1:]], number
                break
        found.append(line)
    return found


def _counts_on(value: int, number: int, headed: bool) -> bool:
    """Whether a number goes on behind another, one at most lost between them, or counts anew where it is `headed`."""
    return value < number <= value + 2 or (number == 1 and headed)


def _heads(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The lines that may be heads, looked for where spaces stand: most texts have few."""
    at = text.find(" ", start, stop)
    while at >= 0:
        begin, end = text.rfind("\n", start, at) + 1 or start, text.find("\n", at, stop)
        if head := _HEADS.match(text, begin, stop):
            yield head
        at = text.find(" ", end, stop) if end >= 0 else -1


def _stand_abreast(rows: Sequence[AbreastRow]) -> bool:
    """Whether most rows hold several cells in the line of their number, and some have more lines."""
    beside, broken = sum(len(row.lines[row.at]) > 1 for row in rows), sum(len(row.lines) > 1 for row in rows)
    return len(rows) >= _FEWEST_ROWS and beside * 2 > len(rows) and broken >= _FEWEST_BROKEN


def _printed(document: Document, start: int, stop: int) -> Iterator[Pieces]:
    """The pieces that spaces part in each printed line, as logical ranges; lines of which nothing is left are none."""
    logical, printed = document.logical, document.text
    for line in _PRINTED_LINE.finditer(printed, logical.origin[start - 1] + 1, logical.origin[stop - 1] + 1):
        pieces = [(logical.at(piece.start()), logical.at(piece.end()))
                  for piece in _PIECE.finditer(printed, *line.span())]
        if kept := [(first, last) for first, last in pieces if first < last]:
            yield kept


def _words(text: str, pieces: Pieces) -> str:
    return " ".join(text[start:end] for start, end in pieces)


def _rows(text: str, lines: Sequence[Pieces], before: int, stop: int) -> Iterator[AbreastRow]:
    """The rows, below the headings between them; so many columns stand `before` that of the numbers, and back matter
    from `stop` on."""
    numbers = _numbers(text, lines, before)
    begun = list(numbers) or _risen(text, lines)
    headings: tuple[Range, ...] = ()
    within = list(_within(text, lines, begun[-1] if begun else -1, stop))
    wide = _widest(text, [lines[at] for at in within])
    headed = _headings(text, lines)
    for heads, stretch in itertools.groupby(within, headed.__contains__):
        places = list(stretch)
        if heads:
            for at in places:
                headings = levels(text, headings, (lines[at][0][0], lines[at][-1][1]))
            continue
        for row in _cut(text, lines, numbers, places) if numbers else _begun(places, begun):
            yield _with_peak(text, _row(lines, numbers, row, headings), wide)


def _row(lines: Sequence[Pieces], numbers: _Numbers, row: Sequence[int], headings: tuple[Range, ...]) -> AbreastRow:
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
    if len(row.lines[row.at]) == most or all(_line_width(text, line) <= wide + _SPARE for line in row.lines):
        return row
    middle = min((at for at, line in enumerate(row.lines) if len(line) == most),
                 key=lambda at: abs(2 * at + 1 - len(row.lines)))
    return replace(row, at=middle)


def _numbers(text: str, lines: Sequence[Pieces], before: int) -> _Numbers:
    """Which lines hold the row numbers, those that count on from one, one of them lost at most, behind at most so many
    other pieces."""
    found: _Numbers = {}
    value, headings = 0, _headings(text, lines)
    for at, line in enumerate(lines):
        words = [text[slice(*piece)] for piece in line[:before + 1]]
        place = next((place for place, word in enumerate(words) if rule("number_cell").match(word)
                      and _counts_on(value, read_row_number(word), at - 1 in headings)), None)
        if place is not None and len(line) > place + 1:
            found[at], value = place, read_row_number(words[place])
    return found


def _risen(text: str, lines: Sequence[Pieces]) -> list[int]:
    """Where rows begin that nothing numbers, if their cells stand at their top: a line holds more pieces than the one
    above, or as many as most of those do and no text goes on in it. None where texts go on in few of the others: each
    line may be a row."""
    counts = [len(line) for line in lines]
    risen = [at for at, (before, count) in enumerate(itertools.pairwise([0, *counts])) if count > max(before, 1)]
    wide = _widest(text, lines[:max(risen, default=0)])
    if len(risen) < _FEWEST_ROWS or all(_line_width(text, lines[at]) <= wide + _SPARE for at in risen):
        return []   # lines as wide as one text are broken where the page ends
    full = Counter(counts[at] for at in risen).most_common(1)[0][0]
    goes_on = {at for at in range(1, risen[-1] + 1) if _is_full(text, _text(text, lines[at - 1], None), wide)}
    begun = {*risen, *(at for at in range(risen[-1]) if counts[at] == full and at not in goes_on)}
    return sorted(begun) if len(goes_on - begun) * 2 > risen[-1] + 1 - len(begun) else []


def _widest(text: str, lines: Sequence[Pieces]) -> int:
    """How wide the widest piece of some lines is."""
    return max((cell_width(text, piece) for line in lines for piece in line), default=0)


def _line_width(text: str, line: Pieces) -> int:
    return sum(cell_width(text, piece) for piece in line)


def _is_full(text: str, piece: Range, wide: int) -> bool:
    """Whether a text goes on behind a line: it is as wide as its column, and no sentence ends with it."""
    return cell_width(text, piece) >= wide - _SPARE and text[piece[1] - 1] not in STOPS


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


def _headings(text: str, lines: Sequence[Pieces]) -> frozenset[int]:
    """The lines that are marked as headings, in brackets only below another or where the line before ends a sentence."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        words = text[line[0][0]:line[-1][1]]
        if len(line) > 1 or words[-1] == "。" or not rule("heading_cell").match(words):
            continue
        lasts = [text[end - 1] for _, end in lines[at - 1]] if at else []
        ended = any(last in STOPS for last in lasts) and not any(last in _LISTS_ON for last in lasts)
        if words[0] not in "(【" or not lasts or at - 1 in found or ended:
            found.add(at)
    return frozenset(found)


def _cut(text: str, lines: Sequence[Pieces], numbers: _Numbers, places: Sequence[int]) -> Iterator[list[int]]:
    """The lines of each row of a stretch: those around its number where that stands in the middle, else from it on, or
    from one that holds more cells than the one before where a number is lost."""
    held = [at for at in places if at in numbers]
    if not held:
        return
    wide = max(cell_width(text, piece) for at in places for piece in lines[at])
    cells = [(lines[at][numbers[at]] if at in numbers else (0, 0), _text(text, lines[at], numbers.get(at)))
             for at in places]
    middle = centred_rows(text, [cells], (Column(Kind.NUMBER), Column(Kind.TEXT)), (0, wide)) \
        if places[0] != held[0] else []
    if middle:
        begin = 0
        for row in middle[0]:
            yield list(places[begin:begin + len(row)])
            begin += len(row)
        return
    for at, end in zip(held, [*held[1:], places[-1] + 1]):
        begun = list(places[at - places[0]:end - places[0]])
        border = _unnumbered(text, lines, numbers, begun, end)
        yield from (begun[:border], begun[border:]) if border else (begun,)


def _unnumbered(text: str, lines: Sequence[Pieces], numbers: _Numbers, row: Sequence[int], after: int) -> int:
    """Where a row whose number is lost begins among the lines of the one before it: that holds more cells than the line
    above; 0 if none is lost."""
    if after not in numbers or _value(text, lines, numbers, after) - _value(text, lines, numbers, row[0]) != 2:
        return 0
    counts = [len(lines[at]) - (at in numbers) for at in row]
    return next((at for at in range(1, len(row)) if counts[at] > counts[at - 1]), 0)


def _value(text: str, lines: Sequence[Pieces], numbers: _Numbers, at: int) -> int:
    """The row number that a line holds."""
    return read_row_number(text[slice(*lines[at][numbers[at]])])


def _text(text: str, line: Pieces, number: int | None) -> Range:
    """The widest piece of a line, which is of its requirement in most lines."""
    return max((piece for at, piece in enumerate(line) if at != number), key=lambda piece: cell_width(text, piece))
