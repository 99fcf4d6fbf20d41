"""Tables each of whose lines holds the next lines of several cells, a space between two, as a PDF gives its text.

Which lines make a row is told by `abreast_rows`, what is in which column by `abreast_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.responsibility import Usage
from kg.extract.tables.abreast_cells import AbreastRow, filled
from kg.extract.tables.abreast_lines import Pieces, labels_apart, printed_lines
from kg.extract.tables.abreast_rows import rows_of
from kg.extract.tables.borders import TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.filling import Filling
from kg.extract.tables.heads import Column, Kind, columns_of
from kg.model.outline import Section
from kg.model.text import Document
from kg.outline import within

_HEADS = re.compile(r"^[^\s。;,:]{1,12}(?: [^\s。;,:]{2,12}){1,7}$", re.MULTILINE)
_FEWEST_ROWS, _FEWEST_BROKEN = 3, 2
_CONFIDENCE, _UNSURE = 0.9, 0.6


def abreast_tables(document: Document, section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The tables of a section whose cells stand abreast in lines; heads repeated on the next page are left out."""
    text = document.logical.text
    found: list[TaskTable] = []
    for head in _heads(text, section.body, section.end):
        heads = columns_of(head[0].split(" ")) or ()
        columns = _numbered(heads)
        kinds, opened = [column.kind for column in columns], columns != heads
        if Kind.NUMBER not in kinds or (found and head.start() < found[-1].stop):
            continue
        printed = printed_lines(document, head.end(), section.end)
        lines = [line for line in printed if _words(text, line) != head[0]]
        lines = labels_apart(text, lines) if opened else lines
        rows = list(rows_of(text, lines, kinds.index(Kind.NUMBER), section.stop, opened))
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


def _words(text: str, pieces: Pieces) -> str:
    return " ".join(text[start:end] for start, end in pieces)
