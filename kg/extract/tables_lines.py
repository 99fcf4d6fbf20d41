"""Tables with a cell per line (and rows of words parted by spaces): borders are line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables_align import BLANK_GAP, HEADING, Alignment, Token, align, rows_of
from kg.extract.tables_cells import Form, Row, drafts_of, levels, token_of
from kg.extract.tables_heads import Column, Kind, column_of, columns_of, misread_column, rule
from kg.extract.tables_rows import Line, TaskTable

_CONFIDENCE, _UNSURE = 0.93, 0.7
_MOST_COLUMNS = 10
_NARROW = 0.05


def line_tables(text: str, lines: Sequence[Line], part: int, usage: Usage,
                gaps: frozenset[int]) -> list[TaskTable]:
    """The table of a section whose heads stand one after the other, or none.

    `gaps` are where lines begin below blank lines, which may be empty cells.
    """
    cells = [cell for line in lines for cell in line.filled()
             if not re.fullmatch(r"[-:| ]+", text[slice(*cell)])]
    for at, cell in enumerate(cells):
        head = _head(text, cells, at)
        if head is None:
            continue
        columns, used = head
        tokens = [token_of(text, *later, usage) for later in cells[at + used:]]
        if not tokens:
            return []
        tokens = _with_gaps(_with_own_units(text, tokens), gaps)
        columns, best = _best(tokens, columns)
        tokens = tokens[:_length(columns, best)]
        rows = list(_rows(text, tokens, best, len(columns)))
        unsure = best.margin < _NARROW
        drafts = drafts_of(text, rows, Form(columns, part, usage, "table with a cell per line",
                                            _UNSURE if unsure else _CONFIDENCE, unsure))
        return [TaskTable(cell[0], tokens[-1].end, tuple(drafts))] if drafts else []
    return []


def _head(text: str, cells: Sequence[Range], at: int) -> tuple[tuple[Column, ...], int] | None:
    """The columns named by the cells from `at` on, and how many cells name them."""
    words: list[str] = []
    for cell in cells[at:at + _MOST_COLUMNS]:
        word = text[slice(*cell)]
        if column_of(word) is None and misread_column(word) is None:
            break
        words.append(word)
    columns = columns_of(words) if len(words) > 1 else None
    return (columns, len(words)) if columns else None


def _with_own_units(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, what looks like a heading read as a task where most of its style have units."""
    styles = [text[token.start] == "(" if token.look == "heading" else None for token in tokens]
    followed = [after.look in ("units", "listed", "time") for after in tokens[1:]] + [False]
    tasks = {style for style in (True, False) if styles.count(style) < 2 * sum(
        follows for follows, each in zip(followed, styles) if each is style)}
    return [replace(token, look="text", labelled=rule("cell_label").match(text[token.start:token.end]) is not None)
            if style in tasks else token for token, style in zip(tokens, styles)]


def _with_gaps(tokens: Sequence[Token], gaps: frozenset[int]) -> list[Token]:
    """The tokens, marked where a blank line stands before them, unless it does before most."""
    sparse = sum(token.start in gaps for token in tokens) * 2 < len(tokens)
    return [replace(token, gap=BLANK_GAP * (sparse and token.start in gaps)) for token in tokens]


def _length(columns: Sequence[Column], path: Alignment) -> int:
    """How many tokens the table takes up: to the last that names units or a time; prose may follow."""
    stated = [at for at, place in enumerate(path.columns)
              if place != HEADING and columns[place].kind in (Kind.UNITS, Kind.TIME)]
    return stated[-1] + 1 if stated else len(path.columns)


def _best(tokens: Sequence[Token], columns: tuple[Column, ...]) -> tuple[tuple[Column, ...], Alignment]:
    """The best hypothesis: the heads as printed, or with a column of row numbers without a head."""
    hypotheses = [columns]
    headed = any(column.kind is Kind.NUMBER for column in columns)
    if not headed and any(token.look == "number" for token in tokens):
        hypotheses += [(*columns[:at], Column(Kind.NUMBER), *columns[at:]) for at in (0, 1)]
    found = sorted(((align(tokens, each), each) for each in hypotheses), key=lambda pair: -pair[0].score)
    best, chosen = found[0]
    margin = (best.score - found[1][0].score) / len(tokens) if len(found) > 1 else float("inf")
    return chosen, Alignment(best.columns, best.score, margin)


def _rows(text: str, tokens: Sequence[Token], path: Alignment, width: int) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    for row in rows_of(path.columns[:len(tokens)]):
        first = tokens[row[0]]
        if path.columns[row[0]] == HEADING:
            above = levels(text, above, (first.start, first.end))
            continue
        cells: list[list[Range]] = [[] for _ in range(width)]
        for at in row:
            cells[path.columns[at]].append((tokens[at].start, tokens[at].end))
        yield Row(tuple(tuple(cell) for cell in cells), above)
