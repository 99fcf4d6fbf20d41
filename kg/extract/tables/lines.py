"""Tables with a cell per line (and rows of words parted by spaces): borders are line ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from kg.extract.drafts import STOPS, Range
from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment, align, rows_of
from kg.extract.tables.borders import Line, Row, TaskTable, is_stroke
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import levels
from kg.extract.tables.costs import BLANK_GAP, HEADING, Token
from kg.extract.tables.counted import (
    filled_columns, in_full_rows, with_chapters, with_merged_chapters, with_units_behind, without_points)
from kg.extract.tables.foot import cells_above
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.line_heads import bodies
from kg.extract.tables.looks import cell_token
from kg.extract.tables.named import halves_of_one
from kg.extract.tables.persons import with_persons
from kg.extract.tables.stacked import stacked_rows
from kg.model.extraction import Role
from kg.model.text import Document

_RULE = "table with a cell per line"
_CONFIDENCE, _UNSURE = 0.93, 0.7
_NARROW = 0.05
_FEW_TOLD = 5               # rows to each whose theme holds a comma
_FEWEST_THEMES, _FEWEST_NUMBERS = 2, 2
_PROBLEM_AND_MEASURE = 2    # columns of texts
_CITED = re.compile(r"(?:[、,;]?\n?《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:\n?\([^()]{4,30}\))?)+")
_AMID_SENTENCE = frozenset(",;")
_OF_A_LIST = ("text", "short", "listed")


def line_tables(document: Document, lines: Sequence[Line], part: int, usage: Usage,
                gaps: Container[int]) -> list[TaskTable]:
    """The tables of a section whose heads stand one after the other.

    `gaps` are where lines begin below blank lines, which may be empty cells.
    """
    text = document.logical.text
    cells = [cell for line in lines for cell in line.cells if cell[0] < cell[1]
             and (text[cell[0]] not in "-:|" or is_stroke(text, *cell) or text[slice(*cell)].strip("-:| "))]
    tables = (_table(document, cells[head.start], body, head.columns, part, usage,
                     frozenset(start for start, _ in body if start in gaps)) for head, body in bodies(text, cells))
    return [table for table in tables if table is not None]


def _table(document: Document, first: Range, body: Sequence[Range], columns: tuple[Column, ...], part: int,
           usage: Usage, gaps: frozenset[int]) -> TaskTable | None:
    """The table of some cells, each a line or, where no blank lines part them, several; None if it sets no task."""
    text = document.logical.text
    body = without_points(text, cells_above(text, body, columns, gaps), columns, usage)
    stacked = None if _are_apart(body, gaps) else _stacked_table(document, first, body, columns, part, usage)
    return stacked or table_below(text, first, body, columns, part, usage, gaps)


def _stacked_table(document: Document, first: Range, body: Sequence[Range], columns: tuple[Column, ...], part: int,
                   usage: Usage) -> TaskTable | None:
    """The table of some cells whose lines stand below each other; None if they are not broken."""
    text, rows = document.logical.text, stacked_rows(document, body, columns, usage)
    unsure = _themes_hold_commas(text, rows, columns)
    drafts = drafts_of(text, rows, Form(columns, part, usage, _RULE, _UNSURE if unsure else _CONFIDENCE, unsure))
    stop = max((piece[1] for row in rows for cell in row.cells for piece in cell), default=0)
    return TaskTable(first[0], stop, tuple(drafts)) if drafts else None


def _themes_hold_commas(text: str, rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether commas stand in the themes, the texts before the last, of many rows: some were cut wrongly then."""
    themes = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT][:-1]
    told = sum(any(text.find(",", *line) >= 0 for line in row.cells[at]) for row in rows for at in themes)
    return told * _FEW_TOLD > len(rows)


def table_below(text: str, first: Range, body: Sequence[Range], columns: tuple[Column, ...], part: int,
                usage: Usage, gaps: Container[int]) -> TaskTable | None:
    """The table of some cells in columns, `first` the first of its heads; None if it sets no task."""
    tokens = [cell_token(text, *cell, usage) for cell in body]
    return table_of(text, first, _with_broken_lists(text, tokens), columns, part, usage, gaps)


def _with_broken_lists(text: str, tokens: list[Token]) -> list[Token]:
    """The tokens, those that end the name which a list of units breaks off in taken for its next line."""
    for at, (before, token) in enumerate(itertools.pairwise(tokens)):
        if tokens[at].look == "units" and token.look in _OF_A_LIST \
                and halves_of_one(text, (before.start, before.end), (token.start, token.end)):
            tokens[at + 1] = token._replace(look="units")
    return tokens


def table_of(text: str, first: Range, tokens: list[Token], columns: tuple[Column, ...], part: int,
             usage: Usage, gaps: Container[int]) -> TaskTable | None:
    """The table of cells whose looks are told, as `table_below`."""
    if not tokens:
        return None
    if all(token.look == "heading" for token in tokens):
        return TaskTable(first[0], tokens[-1].end, ())  # the copy has lost the other cells
    tokens = with_persons(text, _with_sources(text, tokens, columns), columns)
    tokens = _counted(text, _with_own_units(text, tokens, columns), columns)
    tokens, columns = with_merged_chapters(text, tokens, columns)
    tokens = with_units_behind(text, with_chapters(text, tokens, columns), columns)
    columns = filled_columns(tokens, columns)
    tokens = _going_on(text, _with_gaps(in_full_rows(_with_results(text, tokens, columns), columns), gaps))
    columns, best = max((_best(tokens, each) for each in _numbered(columns, tokens)), key=lambda found: found[1].score)
    tokens = tokens[:_length(columns, best)]
    rows = list(_rows(text, tokens, best, len(columns)))
    unsure = best.margin < _NARROW
    drafts = drafts_of(text, rows, Form(columns, part, usage, _RULE, _UNSURE if unsure else _CONFIDENCE, unsure))
    return TaskTable(first[0], tokens[-1].end, tuple(drafts)) if drafts else None


def _counted(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, those that begin with ① or 1), or are lines of a list behind a row's number, no items of their own
    where rows have numbers in a column."""
    numbers = sum(token.look == "number" for token in tokens)
    if numbers < _FEWEST_NUMBERS or all(column.kind is not Kind.NUMBER for column in columns):
        return tokens
    return [token._replace(labelled=False) if token.labelled and rule("inner_label").match(text, token.start) else token
            for token in _with_lists(tokens, sum(column.kind is Kind.TEXT for column in columns))]


def _with_lists(tokens: Sequence[Token], texts: int) -> Iterator[Token]:
    """The tokens, the lines of a list one text: several labelled ones behind a row's number, its task's name or, where
    there are two columns of `texts`, what was wrong."""
    named = (["number", "short"], ["number", "text"]) if texts == _PROBLEM_AND_MEASURE else (["number", "short"],)
    before: list[str] = []
    for labelled, group in itertools.groupby(tokens, lambda token: token.labelled):
        lines = list(group)
        first = before[-1:] == ["number"] or before[-2:] in named
        if labelled and first and len(lines) >= _FEWEST_NUMBERS:
            yield lines[0]._replace(end=lines[-1].end, labelled=False)
        else:
            yield from lines
        before = [token.look for token in lines]


def _with_sources(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, the lines of a cell that holds nothing but documents taken for what stands beside the task (参考文件)."""
    ends = {token.end: at for at, token in enumerate(tokens)}
    if all(column.kind is not Kind.OTHER for column in columns):
        return tokens
    cited = [(at, _CITED.match(text, token.start)) for at, token in enumerate(tokens) if text[token.start] == "《"]
    sources = {place for at, found in cited if found and found.end() in ends
               for place in range(at, ends[found.end()] + 1)}
    return [token._replace(look="report") if at in sources else token for at, token in enumerate(tokens)]


def _with_results(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, words that end no sentence below one that does taken for what the last text is followed by in its row
    (重点任务 | 完成标准), where most sentences are."""
    last = max((at for at, column in enumerate(columns) if column.kind is Kind.TEXT), default=-1)
    if last < 0 or Kind.OTHER not in [column.kind for column in columns[last + 1:last + 2]]:
        return tokens
    closed = [token.look == "text" and text[token.end - 1] in STOPS for token in tokens]
    results = {at for at in range(1, len(tokens)) if closed[at - 1] and not closed[at]
               and tokens[at].look in _OF_A_LIST and not tokens[at].labelled}
    if len(results) * 2 < sum(closed):
        return tokens
    return [token._replace(look="report") if at in results else token for at, token in enumerate(tokens)]


def _with_own_units(text: str, tokens: list[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, what looks like a heading read as a task where most of its style have units; where rows begin with
    these, they say nothing of it."""
    if next((column.kind for column in columns if column.kind is not Kind.NUMBER), None) is Kind.UNITS:
        return tokens
    styles = [text[token.start] == "(" if token.look == "heading" else None for token in tokens]
    followed = [after.look in ("units", "listed", "time", "report") for after in tokens[1:]] + [False]
    tasks = {style for style in (True, False) if styles.count(style) < 2 * sum(
        follows for follows, each in zip(followed, styles) if each is style)}
    return [token._replace(look="text", labelled=rule("cell_label").match(text[token.start:token.end]) is not None)
            if style in tasks else token for token, style in zip(tokens, styles)]


def _numbered(columns: tuple[Column, ...], tokens: Sequence[Token]) -> list[tuple[Column, ...]]:
    """The columns, the text whose items are numbered marked, where unnumbered texts stand before numbers.

    Those may be themes beside the items, or requirements that end the row above, if units stand between.
    """
    texts = [at for at, column in enumerate(columns) if column.kind is Kind.TEXT]
    themes = sum(token.look in ("text", "short") and not token.labelled and after.labelled
                 for token, after in itertools.pairwise(tokens))
    if len(texts) < 2 or themes < _FEWEST_THEMES:
        return [columns]
    apart = any(column.kind is Kind.UNITS for column in columns[texts[0]:texts[-1]])
    return [tuple(replace(column, numbered=at == marked) if at in texts else column
                  for at, column in enumerate(columns)) for marked in (texts[-1], *texts[:1] * apart)]


def _are_apart(cells: Sequence[Range], gaps: Container[int]) -> bool:
    """Whether blank lines part the cells: one stands before most."""
    return sum(start in gaps for start, _ in cells) * 2 > len(cells)


def _with_gaps(tokens: Sequence[Token], gaps: Container[int]) -> list[Token]:
    """The tokens, marked where a blank line stands before them; where it does before most, blank lines part the
    cells, and what looks alike without one between is marked as going on in its cell."""
    if not _are_apart([(token.start, token.end) for token in tokens], gaps):
        return [token._replace(gap=BLANK_GAP) if token.start in gaps else token for token in tokens]
    return [*tokens[:1], *(token._replace(gap=-BLANK_GAP) if token.look == before.look and token.start not in gaps
                           else token for before, token in itertools.pairwise(tokens))]


def _going_on(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, the text below one that ends amid a sentence marked as going on in its cell."""
    return [*tokens[:1], *(token._replace(gap=-BLANK_GAP) if text[before.end - 1] in _AMID_SENTENCE
                           and before.look == token.look == "text" and not token.labelled else token
                           for before, token in itertools.pairwise(tokens))]


def _length(columns: Sequence[Column], path: Alignment) -> int:
    """How many tokens the table takes up: to the last that names units or a time and what its row has behind it;
    prose may follow."""
    stated = [at for at, place in enumerate(path.columns)
              if place != HEADING and columns[place].kind in (Kind.UNITS, Kind.TIME)]
    if not stated:
        return len(path.columns)
    rest = itertools.pairwise(path.columns[stated[-1]:])
    return stated[-1] + 1 + sum(1 for _ in itertools.takewhile(lambda pair: pair[0] < pair[1], rest))


def _best(tokens: Sequence[Token], columns: tuple[Column, ...]) -> tuple[tuple[Column, ...], Alignment]:
    """The best hypothesis: the heads as printed, with a column of row numbers without a head, or without one
    that others divide."""
    hypotheses = [columns]
    headed = any(column.kind is Kind.NUMBER for column in columns)
    if not headed and any(token.look == "number" for token in tokens):
        hypotheses += [(*columns[:at], Column(Kind.NUMBER), *columns[at:]) for at in (0, 1)]
    hypotheses += [(*columns[:at], *columns[at + 1:]) for at in _dividing(columns)]
    found = sorted(((align(tokens, each), each) for each in hypotheses), key=lambda pair: -pair[0].score)
    best, chosen = found[0]
    margin = (best.score - found[1][0].score) / len(tokens) if len(found) > 1 else float("inf")
    return chosen, Alignment(best.columns, best.score, margin)


def _dividing(columns: Sequence[Column]) -> Iterator[int]:
    """Where a head of units stands that the two next to it, of different roles, may divide (责任单位: 牵头, 配合)."""
    for at, (column, first, second) in enumerate(zip(columns, columns[1:], columns[2:])):
        if {column.kind, first.kind, second.kind} == {Kind.UNITS} and column.role is Role.RESPONSIBLE \
                and first.role is not second.role:
            yield at


def _rows(text: str, tokens: Sequence[Token], path: Alignment, width: int) -> Iterator[Row]:
    above: tuple[Range, ...] = ()
    for row in rows_of(tokens, path.columns[:len(tokens)]):
        first = tokens[row[0]]
        if path.columns[row[0]] == HEADING:
            above = levels(text, above, (first.start, first.end))
            continue
        cells: list[list[Range]] = [[] for _ in range(width)]
        for at in row:
            cells[path.columns[at]] += [(tokens[at].start, tokens[at].end)] * (tokens[at].look != "empty")
        yield Row(tuple(tuple(cell) for cell in cells), above)
