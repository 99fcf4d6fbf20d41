"""Tables each of whose lines holds the next lines of several cells, a space between two, as a PDF gives its text.

The row numbers tell where rows begin, and how many pieces each line of a row has, how many lines its cells have. Which
column has how many is told by what its cells look like, and by how wide their lines are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.borders import Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import levels
from kg.extract.tables.filling import Filling, Widths
from kg.extract.tables.heads import Kind, columns_of, rule
from kg.model.outline import Section
from kg.model.text import Document

_HEADS = re.compile(r"^[^\s。;,:]{1,12}(?: [^\s。;,:]{2,12}){2,7}$", re.MULTILINE)
_PRINTED_LINE, _PIECE = re.compile(r"[^\n]+"), re.compile(r"\S+")
_NOT_HAN = re.compile(r"[^\u4e00-\u9fff]")
_FEWEST_ROWS, _FEWEST_BROKEN, _MOST_LINES, _ROUNDS = 3, 2, 40, 3
_CONFIDENCE = 0.9
_STOPS, _LISTS_ON = "。;!?", "、,"
_LONGEST_TITLE = 24
_HEADS_BELOW = 1.0          # how much better a row must be without the line that may head the next

# The pieces of a printed line, the lines of each cell of a row.
_Pieces = list[Range]
_Cells = list[list[Range]]


@dataclass(frozen=True, slots=True)
class _Row:
    """The number of a row, the pieces of its lines behind it, and the headings above it."""

    number: Range
    lines: list[_Pieces]
    headings: tuple[Range, ...]


def abreast_tables(document: Document, section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The tables of a section whose cells stand abreast in lines; heads repeated on the next page are left out."""
    text = document.logical.text
    found: list[TaskTable] = []
    for head in _HEADS.finditer(text, section.body, section.end):
        columns = columns_of(head[0].split(" "))
        if columns is None or columns[0].kind is not Kind.NUMBER or (found and head.start() < found[-1].stop):
            continue
        printed = [line for line in _printed(document, head.end(), section.end) if _words(text, line) != head[0]]
        rows = _rows(text, printed, len(columns) - 1)
        if not _stand_abreast(rows):
            continue
        form = Form(columns, part, usage, "table with cells abreast", _CONFIDENCE)
        drafts = drafts_of(text, list(_filled(Filling(text, columns[1:], usage), rows)), form)
        stop = max(end for _, end in rows[-1].lines[-1])
        found += [TaskTable(head.start(), stop, tuple(drafts))] if drafts else []
    return found


def _stand_abreast(rows: Sequence[_Row]) -> bool:
    """Whether most rows begin with several cells in one line, and some go on in the next."""
    beside, broken = sum(len(row.lines[0]) > 1 for row in rows), sum(len(row.lines) > 1 for row in rows)
    return len(rows) >= _FEWEST_ROWS and beside * 2 > len(rows) and broken >= _FEWEST_BROKEN


def _printed(document: Document, start: int, stop: int) -> Iterator[_Pieces]:
    """The pieces that spaces part in each printed line, as logical ranges; lines of which nothing is left are none."""
    logical, printed = document.logical, document.text
    for line in _PRINTED_LINE.finditer(printed, logical.origin[start - 1] + 1, logical.origin[stop - 1] + 1):
        pieces = [(logical.at(piece.start()), logical.at(piece.end()))
                  for piece in _PIECE.finditer(printed, *line.span())]
        if filled := [(first, last) for first, last in pieces if first < last]:
            yield filled


def _words(text: str, pieces: _Pieces) -> str:
    return " ".join(text[start:end] for start, end in pieces)


def _rows(text: str, printed: Sequence[_Pieces], columns: int) -> list[_Row]:
    """The rows, each from its number to the next or to a heading; the last one ends where its cells do."""
    numbers = _numbers(text, printed)
    above: tuple[Range, ...] = ()
    rows: list[_Row] = []
    within = False
    for at, line in enumerate(printed[:numbers[-1] + _MOST_LINES] if numbers else ()):
        last = rows[-1].lines[-1] if within else []
        if at in numbers:
            rows.append(_Row(line[0], [_cut(text, line[1:], columns)], above))
            within = True
        elif _is_heading(text, line, last):
            above, within = levels(text, above, (line[0][0], line[-1][1])), False
        elif at > numbers[-1] and (len(line) > len(last) or (len(last) == 1 and _is_ended(text, last))):
            break
        elif within:
            rows[-1].lines.append(_cut(text, line, len(last)))
    return rows


def _numbers(text: str, printed: Sequence[_Pieces]) -> list[int]:
    """Which lines begin with the row numbers, those that count on from one."""
    found: list[int] = []
    for at, line in enumerate(printed):
        if len(line) > 1 and text[slice(*line[0])].rstrip(".、") == str(len(found) + 1):
            found.append(at)
    return found


def _is_ended(text: str, line: _Pieces) -> bool:
    """Whether a sentence ends in a line, and no list goes on behind it."""
    lasts = [text[end - 1] for _, end in line]
    return any(last in _STOPS for last in lasts) and not any(last in _LISTS_ON for last in lasts)


def _is_heading(text: str, line: _Pieces, last: _Pieces) -> bool:
    """Whether a line is marked as a heading, in brackets only where the `last` one ends a sentence."""
    words = text[line[0][0]:line[-1][1]]
    return rule("heading_cell").match(words) is not None and words[-1] != "。" \
        and (words[0] not in "(【" or not last or _is_ended(text, last))


def _cut(text: str, line: _Pieces, most: int) -> _Pieces:
    """The pieces of a line, joined until they are as few as may be: beside figures and marks, else the first."""
    pieces = list(line)
    while len(pieces) > most:
        at = next((at for at, (one, other) in enumerate(itertools.pairwise(pieces))
                   if _NOT_HAN.match(text[one[1] - 1]) or _NOT_HAN.match(text[other[0]])), 0)
        pieces[at:at + 2] = [(pieces[at][0], pieces[at + 1][1])]
    return pieces


def _filled(filling: Filling, rows: Sequence[_Row]) -> Iterator[Row]:
    """The rows, each line's pieces in the columns that fill best, which are told once more when widths are known."""
    widths = filling.widest([list(itertools.chain(*row.lines)) for row in rows])
    for _ in range(_ROUNDS):
        widths = {**widths, **filling.widths([_cells(filling, row.lines, widths)[1] for row in rows])}
    title: tuple[Range, ...] = ()
    for row, after in itertools.zip_longest(rows, rows[1:]):
        score, cells = _cells(filling, row.lines, widths)
        yielded = (*row.headings, *title)
        below = row.lines[-1] if after and _may_head(filling.text, row.lines) else []
        if below:
            without, others = _cells(filling, row.lines[:-1], widths)
            cells, title = (others, (below[0],)) if without > score + _HEADS_BELOW else (cells, title)
        title = title if after and after.headings == row.headings else ()
        yield filling.row([(row.number,)], cells, yielded, widths)


def _may_head(text: str, lines: Sequence[_Pieces]) -> bool:
    """Whether the last line of a row may head the rows below without looking like a heading."""
    start, end = lines[-1][0]
    return len(lines) > 1 == len(lines[-1]) and end - start <= _LONGEST_TITLE and text[end - 1] not in _STOPS


def _cells(filling: Filling, lines: Sequence[_Pieces], widths: Widths) -> tuple[float, _Cells]:
    """How well a row is filled, and the lines of its cells: of all ways to give them as many as there are, the best.

    Where two are as good, the later cells have more lines, as supporters outnumber leads, and the last ones none.
    """
    heights = [sum(len(line) > at for line in lines) for at in range(len(filling.columns))]
    ways = sorted(set(itertools.permutations(heights)), key=lambda way: [(not height, height) for height in way])
    filled = [_told_apart(lines, way) for way in ways]
    scores = [sum(filling.fit(place, cell, widths, len(cell) < len(lines)) for place, cell in enumerate(cells))
              for cells in filled]
    best = max(scores)
    return best, filled[scores.index(best)]


def _told_apart(lines: Sequence[_Pieces], heights: Sequence[int]) -> _Cells:
    """The lines of the cells that have so many, each line's pieces in the order of those that reach down to it."""
    return [[line[sum(height > at for height in heights[:place])] for at, line in enumerate(lines[:reach])]
            for place, reach in enumerate(heights)]
