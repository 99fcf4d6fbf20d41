"""What the lines of tables with cells abreast hold: pieces that spaces part, numbers of rows, headings, texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.drafts import STOPS, Range
from kg.extract.tables.broken import SPARE
from kg.extract.tables.centred import LISTS_ON
from kg.extract.tables.filling import NEVER_FIRST
from kg.extract.tables.heads import rule
from kg.model.text import Document
from kg.normalise.width import cell_width
from kg.numerals import read_row_number

_PRINTED_LINE, _PIECE = re.compile(r"[^\n]+"), re.compile(r"\S+")

Pieces = list[Range]
"""What spaces part in a printed line."""

Numbers = dict[int, int]
"""The lines that hold a row number, and where among its pieces each does."""


def printed_lines(document: Document, start: int, stop: int) -> Iterator[Pieces]:
    """The pieces that spaces part in each printed line, as logical ranges; lines of which nothing is left are none."""
    logical, printed = document.logical, document.text
    for line in _PRINTED_LINE.finditer(printed, logical.origin[start - 1] + 1, logical.origin[stop - 1] + 1):
        pieces = [(logical.at(piece.start()), logical.at(piece.end()))
                  for piece in _PIECE.finditer(printed, *line.span())]
        if kept := [(first, last) for first, last in pieces if first < last]:
            yield kept


def labels_apart(text: str, lines: Sequence[Pieces]) -> list[Pieces]:
    """The lines, the numbers of items that count on from one, and open a piece among the first two, apart from it."""
    found: list[Pieces] = []
    value, headings = 0, headings_of(text, lines)
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


def numbers_of(text: str, lines: Sequence[Pieces], before: int) -> Numbers:
    """Which lines hold the row numbers, those that count on from one, one of them lost at most, behind at most so many
    other pieces."""
    found: Numbers = {}
    value, headings = 0, headings_of(text, lines)
    for at, line in enumerate(lines):
        words = [text[slice(*piece)] for piece in line[:before + 1]]
        place = next((place for place, word in enumerate(words) if rule("number_cell").match(word)
                      and _counts_on(value, read_row_number(word), at - 1 in headings)), None)
        if place is not None and len(line) > place + 1:
            found[at], value = place, read_row_number(words[place])
    return found


def headings_of(text: str, lines: Sequence[Pieces]) -> frozenset[int]:
    """The lines that are marked as headings, in brackets only below another or where the line before ends a
    sentence."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        words = text[line[0][0]:line[-1][1]]
        if len(line) > 1 or words[-1] == "。" or not rule("heading_cell").match(words):
            continue
        lasts = [text[end - 1] for _, end in lines[at - 1]] if at else []
        ended = any(last in STOPS for last in lasts) and not any(last in LISTS_ON for last in lasts)
        if words[0] not in "(【" or not lasts or at - 1 in found or ended:
            found.add(at)
    return frozenset(found)


def widest(text: str, lines: Sequence[Pieces]) -> int:
    """How wide the widest piece of some lines is."""
    return max((cell_width(text, piece) for line in lines for piece in line), default=0)


def widest_piece(text: str, line: Pieces) -> Range:
    """The widest piece of a line, which is of its requirement in most lines."""
    return max(line, key=lambda piece: cell_width(text, piece))


def line_width(text: str, line: Pieces) -> int:
    """How wide the pieces of a line are together."""
    return sum(cell_width(text, piece) for piece in line)


def is_full(text: str, piece: Range, wide: int) -> bool:
    """Whether a text goes on behind a line: it is as wide as its column, and no sentence ends with it."""
    return cell_width(text, piece) >= wide - SPARE and text[piece[1] - 1] not in STOPS


def go_on(text: str, above: Pieces, below: Pieces) -> bool:
    """Whether a cell of one line goes on in the next: a mark ends it that ends no cell, or one begins the next that
    begins none."""
    return any(text[end - 1] in LISTS_ON for _, end in above) or any(text[start] in NEVER_FIRST for start, _ in below)
