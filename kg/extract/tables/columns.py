"""The columns of a bordered table: what its heads name, and what its fullest rows show beside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.responsibility import Usage
from kg.extract.tables.align import align_rows
from kg.extract.tables.borders import Line
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import LONGEST_PRINTED, Column, Kind, column_of, columns_of, rule
from kg.extract.tables.looks import token_of

_MOST_COLUMNS = 24
_MOST_SPANNED = 3
_LONGEST_REST = 4           # of a head that goes on in the line below


@dataclass(frozen=True, slots=True)
class HeadRow:
    """A row of heads: its line's index, that of the first line below it and the row that divides it, the columns."""

    at: int
    below: int
    columns: tuple[Column, ...]


def head_rows(text: str, lines: Sequence[Line]) -> Iterator[HeadRow]:
    """The rows of heads among some lines; one that goes on with them or divides them (类别 | 内容 below 任务) is theirs."""
    below = 0
    for at, line in enumerate(lines):
        if at < below or not 1 < len(line.cells) <= _MOST_COLUMNS \
                or any(end - start > LONGEST_PRINTED for start, end in line.cells):
            continue
        printed = _words(text, line)
        after = lines[at + 1:at + 2]
        whole = _wrapped(printed, _words(text, after[0])) if after and _is_rest(line, after[0]) else []
        columns = columns_of(whole or printed)
        if columns:
            columns, used = (columns, 1) if whole else second_row(columns, _words(text, after[0]) if after else [""])
            below = at + 1 + used
            yield HeadRow(at, below, columns)


def _words(text: str, line: Line) -> list[str]:
    return [text[slice(*cell)] for cell in line.cells]


def _is_rest(line: Line, after: Line) -> bool:
    """Whether a line has no more cells than the one before it, and none is longer than the end of a head."""
    return len(after.cells) <= len(line.cells) and all(end - start <= _LONGEST_REST for start, end in after.cells)


def _wrapped(printed: Sequence[str], after: Sequence[str]) -> list[str]:
    """Heads that narrow columns broke (完成 | 时限) made whole with the line below; none where that makes no heads."""
    whole = [above + rest for above, rest in itertools.zip_longest(printed, after, fillvalue="")]
    broken = [word for word, rest in zip(whole, after) if rest]
    alone = any(rest and not above for above, rest in zip(printed, after))
    return whole if broken and not alone and all(map(column_of, broken)) else []


def second_row(columns: tuple[Column, ...], words: Sequence[str]) -> tuple[tuple[Column, ...], int]:
    """The columns with a second row of heads (牵头 | 配合 below 责任单位), and how many rows they have more.

    Its cells stand below those they divide, or alone where they divide the one column of units.
    """
    below = [column_of(word) for word in words]
    places = [at for at, column in enumerate(below) if column]
    if len(places) < 2 or len(places) < sum(map(bool, words)) or len(words) > _MOST_COLUMNS:
        return columns, 0
    first, last = places[0], places[-1]
    units = [at for at, column in enumerate(columns) if column.kind is Kind.UNITS]
    alone = all(column and column.kind is Kind.UNITS for column in below) or len(places) == len(below) < len(columns)
    parted = _parted(columns, [column for column in below if column]) if all(below) else ()
    if parted:
        return parted, 1
    if alone and len(units) == 1:
        left, right = columns[:units[0]], columns[units[0] + 1:]
    else:
        left, right = columns[:first], columns[_behind(columns, below, first, last):]
    inner = (found or columns[min(first + at, len(columns) - 1)] for at, found in enumerate(below[first:last + 1]))
    merged = (*left, *inner, *right)
    return merged if len(merged) >= len(columns) else columns, 1


def _parted(columns: tuple[Column, ...], below: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, each parted in the heads of its kind below; nothing where two are of one, or blank heads follow."""
    kinds = [column.kind for column in columns]
    inner = {kind: list(found) for kind, found in itertools.groupby(below, key=lambda column: column.kind)}
    spans = [kind in inner and after is Kind.OTHER for kind, after in itertools.pairwise(kinds)]
    if sum(map(len, inner.values())) < len(below) or any(kinds.count(kind) != 1 for kind in inner) or any(spans):
        return ()
    return tuple(each for column in columns for each in inner.get(column.kind, [column]))


def _behind(columns: Sequence[Column], below: Sequence[Column | None], first: int, last: int) -> int:
    """Where the columns begin behind those that a second row divides, which may leave out blank cells at its end."""
    if len(below) > len(columns) or below[-1] is None:
        return len(columns) + last + 1 - len(below)
    alike = all(found is None or column.kind in (Kind.OTHER, found.kind)
                for column, found in zip(columns[first:last + 1], below[first:last + 1]))
    return last + 1 if alike else first + 1


def beside_rows(text: str, head: Line, columns: tuple[Column, ...], body: Sequence[Line],
                usage: Usage) -> tuple[Column, ...]:
    """The columns below heads that span several, texts marked where they carry the item numbers."""
    counted = _counting(text, _spanned(text, head, columns, body), body)
    return _numbered(text, _spread(text, head, counted, body, usage), body)


def _spanned(text: str, head: Line, columns: tuple[Column, ...], body: Sequence[Line]) -> tuple[Column, ...]:
    """The columns, one whose head the text before it spans made its like where headings stand in it."""
    found = list(columns)
    for at, (start, end) in enumerate(head.cells[:len(columns)]):
        if at and start == end and columns[at].kind is Kind.OTHER and found[at - 1].kind is Kind.TEXT:
            cells = [line.cells[at] for line in body if len(line.cells) == len(columns)]
            filled = [text[slice(*cell)] for cell in cells if cell[0] < cell[1]]
            heads = sum(rule("heading_cell").match(cell) is not None for cell in filled)
            found[at] = found[at - 1] if heads * 2 > len(filled) else found[at]
    return tuple(found)


def _counting(text: str, columns: tuple[Column, ...], body: Sequence[Line]) -> tuple[Column, ...]:
    """The columns, a first one with an unknown head, or none, that of row numbers where it holds little else; one with
    the head of a text (项目) if another is left, and it holds nothing else."""
    first = columns[0].kind
    if first not in (Kind.OTHER, Kind.TEXT) or any(column.kind is Kind.NUMBER for column in columns):
        return columns
    cells = [text[slice(*line.cells[0])] for line in body if len(line.cells) == len(columns)]
    numbers = sum(rule("number_cell").match(cell) is not None for cell in cells)
    named = any(column.kind is Kind.TEXT for column in columns[1:])
    counts = numbers * 2 > len(cells) if first is Kind.OTHER else named and numbers == len(cells) > 1
    return (replace(columns[0], kind=Kind.NUMBER), *columns[1:]) if counts else columns


def _spread(text: str, head: Line, columns: tuple[Column, ...], body: Sequence[Line],
            usage: Usage) -> tuple[Column, ...]:
    """The columns, one repeated where the fullest row tells that its head spans several.

    Heads left out behind the last one stand for the columns that such a head spans.
    """
    blank = sum(1 for _ in itertools.takewhile(lambda cell: cell[0] == cell[1], reversed(head.cells)))
    named = columns[:-blank] if blank and len(columns) == len(head.cells) else columns
    full = max((line.filled() for line in body), key=len, default=[])
    more = max(len(full) - len(named), max((len(line.cells) for line in body), default=0) - len(columns))
    if not 0 < more <= _MOST_SPANNED:
        return columns
    tokens = [token_of(text, *cell, usage) for cell in full]
    printed = [columns] if len(columns) >= len(full) else []
    return max([*printed, *_repeated(named, tokens, more)], default=columns,
               key=lambda each: align_rows([tokens], each)[0].score)


def _repeated(columns: tuple[Column, ...], tokens: Sequence[Token], more: int) -> Iterator[tuple[Column, ...]]:
    """The columns, one or another text among them spanning so many more, some of which may hold row numbers."""
    for at, column in enumerate(columns):
        if column.kind is Kind.TEXT:
            spanned = (Column(Kind.NUMBER) if token.look == "number" else column for token in tokens[at:at + more])
            yield (*columns[:at], *spanned, *columns[at:])


def _numbered(text: str, columns: tuple[Column, ...], body: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with the text column marked whose cells begin with item numbers, the inner one of two."""
    full = [line for line in body if len(line.filled()) == len(columns)]
    count = [sum(rule("cell_label").match(text[slice(*line.cells[index])]) is not None for line in full)
             if column.kind is Kind.TEXT else 0 for index, column in enumerate(columns)]
    if not any(count):
        return columns
    most = max(range(len(columns)), key=lambda at: (count[at], at))
    return tuple(replace(column, numbered=at == most) if column.kind is Kind.TEXT else column
                 for at, column in enumerate(columns))
