"""Comma-separated tables kept as text: their separators are cell borders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import tables
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads

_FEWEST_HEADS = 2
_SEPARATED = re.compile(r"(?:^|\n|,)[^,\n]{2,16},[^,\n]{2,16}(?:,|\n|$)")
_COMMA, _LINE = re.compile(","), re.compile(r"[^\n]+")
_QUOTED = re.compile(r'"{1,2}|\n')
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,"\n][^,\n]*|')


@dataclass(frozen=True, slots=True)
class _Record:
    """A record by its cells' ranges, quotes included."""

    cells: tuple[tuple[int, int], ...]

    @property
    def end(self) -> int:
        """Where the last cell ends."""
        return self.cells[-1][1]


def split_commas(draft: Draft, printed: str) -> Draft:
    """The draft with the commas and quotes of comma-separated tables turned into cell borders.

    `printed` is the text that the draft's origins point into: only its ASCII commas separate.

    >>> table = '清单,,\\n序号,工作任务,责任单位\\n1,"公开规划,计划",甲科\\n'
    >>> split_commas(Draft.of(table), table).text
    '清单\\n序号\\t工作任务\\t责任单位\\n1\\t公开规划,计划\\t甲科\\n'
    """
    if printed.count(",") < _FEWEST_HEADS or not _SEPARATED.search(printed):
        return draft
    separating = _COMMA.sub(lambda mark: "," if printed[draft.origin[mark.start()]] == "," else " ", draft.text)
    return draft.edit(edit for record in _records(separating) for edit in _borders(separating, record))


def _records(text: str) -> Iterator[_Record]:
    """The records of all tables: below a line of heads those with as many cells, above it a lone title."""
    done = 0
    for match in _LINE.finditer(text):
        start = match.start()
        if start < done or match[0].count(",") + 1 < _FEWEST_HEADS or not are_heads(match[0].split(",")):
            continue
        head = _record(text, start)
        above = _record(text, text.rfind("\n", done, max(done, start - 1)) + 1) if start else head
        if above.end < start and len(above.cells) == len(head.cells) and _is_lone(text, above):
            yield above
        while head.end > done and len(head.cells) == match[0].count(",") + 1:
            yield head
            done = head.end
            head = _record(text, _behind_page_end(text, min(done + 1, len(text))))


def _behind_page_end(text: str, start: int) -> int:
    """Where the next record begins: behind the blank lines and the page number before it."""
    number = tables.patterns("furniture_patterns")["page_number"].regex
    while below := text.find("\n", start) + 1:
        line = text[start:below - 1]
        if line.strip() and not number.match(line):
            break
        start = below
    return start


def _record(text: str, start: int) -> _Record:
    """The record that begins at a place; a quoted cell may hold commas and line ends."""
    cells: list[tuple[int, int]] = []
    while True:
        cell = _CELL.match(text, start)
        end = cell.end() if cell else start
        cells.append((start, end))
        if text[end:end + 1] != ",":
            return _Record(tuple(cells))
        start = end + 1


def _is_lone(text: str, record: _Record) -> bool:
    """Whether only the first cell of a record holds anything."""
    return not any(text[start:end].strip() for start, end in record.cells[1:])


def _borders(text: str, record: _Record) -> Iterator[Edit]:
    """Quotes go, separators become borders, a line end inside a cell a space; borders of a lone cell go."""
    lone = _is_lone(text, record)
    for number, (start, end) in enumerate(record.cells):
        if number:
            yield start - 1, start, "" if lone else "\t"
        if text[start:start + 1] == '"':
            for at in _QUOTED.finditer(text, start, end):
                outer = at.start() == start or at.end() == end
                yield at.start(), at.end(), "" if outer else " " if at[0] == "\n" else '"'
