"""The cells of a row that lost its borders, as its zone of units parts them: requirement, lists of units, limit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.costs import BLANK_GAP, SPACE_GAP, Token
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.keyed_cells import keyed_cells
from kg.extract.tables.leading import list_at_start
from kg.extract.tables.limits import LONGEST, before_limit, behind_limit
from kg.extract.tables.names import cut_glued
from kg.extract.tables.offices import offices_border, units_border
from kg.extract.tables.zones import Layout, find_zone
from kg.extract.units import read_units
from kg.model.text import Document

_FAINT_GAP = 0.1
_SHORT_CELL, _LONGEST_PERSON = 12, 4
_PAIR = 2
_FEW = 8                    # spaces may be lost before one lone list in so many

# Where a list of a zone begins and ends, and the names that it holds.
_List = tuple[int, int, tuple[str, ...]]


def tokens_of(document: Document, row: FlatRow, layout: Layout, names: frozenset[str]) -> list[Token]:
    """The stretches of a row in their order, each list of units with the gap before it."""
    return [_with_gap(document, token) if token.look == "units" else token
            for token in _stretches(document.logical.text, row, layout, names)]


def _with_gap(document: Document, token: Token) -> Token:
    """A list of units with the gap before it where a space or a line end stands, if only in print."""
    logical = document.logical
    before, first = logical.origin[token.start - 1:token.start + 1]
    between = document.text[before + 1:first]
    gap = logical.text[token.start - 1] in " \n" or (between.isspace() and "\n" not in between)
    return token._replace(gap=SPACE_GAP) if gap else token


def telling_gaps(rows: list[list[Token]], columns: tuple[Column, ...], glued: bool) -> list[list[Token]]:
    """The tokens, the spaces before lone lists weighed by those before two lists.

    Where none stands before two lists, one before a lone list is an empty cell, and a lone list
    without it, unless few are, is in the first column of units. Where most have one, it tells nothing.
    Where all lists but a few are lone and spaced, though the heads are glued, the first column may be empty.
    """
    lists = [[at for at, token in enumerate(row) if token.look == "units"] for row in rows]
    double = [row[places[0]].gap for row, places in zip(rows, lists) if len(places) > 1]
    lone = [row[places[0]].gap for row, places in zip(rows, lists) if len(places) == 1]
    spaced, faint = sum(map(bool, double)), glued and all(lone) and len(double) * _FEW <= len(lone)
    if sum(column.kind is Kind.UNITS for column in columns) != 2:
        return rows
    if spaced * 2 > len(double) and not faint:
        return [[token._replace(gap=0.0) for token in row] for row in rows]
    if not any(lone) or (not faint and (spaced or not double)):
        return rows
    blank = _FAINT_GAP if faint else BLANK_GAP
    bare = 0.0 if lone.count(0.0) * _FEW <= len(lone) else -blank
    return [[token._replace(gap=blank if token.gap else bare) if [at] == places else token
             for at, token in enumerate(row)] for row, places in zip(rows, lists)]


def _stretches(text: str, row: FlatRow, layout: Layout, names: frozenset[str]) -> list[Token]:
    start, stop = row.mark.end, row.stop
    zone = find_zone(text, start, stop, layout, names)
    if zone is None:
        whole = trimmed(text, start, stop)
        return [Token(*whole, "text")] if whole else []
    opened = trimmed(text, start, behind_limit(text, start, zone[0])) if layout.limit_opens else None
    tokens = [Token(*opened, "time")] if opened else []
    begin = opened[1] if opened else start
    border = before_limit(text, begin, zone[0]) if layout.limit_first else zone[0]
    tokens += _text(text, before, layout, names) if (before := trimmed(text, begin, border)) else []
    tokens += [Token(border, zone[0], "time")] if border < zone[0] else []
    tokens += [Token(*zone, "units")] if keyed_cells(text, *zone) else lists_of(text, *zone, layout, names)
    after = trimmed(text, zone[1], stop)
    return [*tokens, *_last_tokens(text, after, _limit_ends_text(layout.behind))] if after else tokens


def _limit_ends_text(behind: Sequence[Kind]) -> bool:
    """Whether a limit stands right behind the requirement in the last columns but those of remarks."""
    told = [kind for kind in behind if kind is not Kind.OTHER]
    return told[-2:] == [Kind.TEXT, Kind.TIME] and tuple(told) == tuple(behind[:len(told)])


def _text(text: str, before: Range, layout: Layout, names: frozenset[str]) -> list[Token]:
    """The requirement before the zone, behind the units of a column of their own if such open the rows."""
    first = list_at_start(text, *before, names) if layout.units_open else None
    rest = trimmed(text, first[1], before[1]) if first else None
    if first is None or rest is None:
        return [Token(*before, "text")]
    return [*lists_of(text, *first, layout, names), Token(*rest, "text")]


def _last_tokens(text: str, after: Range, timed: bool) -> list[Token]:
    """What follows the units: a time, a person or another short cell before it, or the requirement, which is `timed`
    where a limit of its own column ends it."""
    cell = text[slice(*after)]
    if rule("time_cell").match(cell):
        return [Token(*after, "time")]
    if rule("stroke_cell").fullmatch(cell):
        return [Token(*after, "empty")]
    border = before_limit(text, *after) if timed or len(cell) <= _LONGEST_PERSON + LONGEST else after[0]
    if after[0] < border < after[1] and (timed or border - after[0] <= _LONGEST_PERSON):
        look = "short" if border - after[0] <= _LONGEST_PERSON else "text"
        return [Token(after[0], border, look), Token(border, after[1], "time")]
    return [Token(*after, "short" if len(cell) <= _SHORT_CELL and "。" not in cell else "text")]


def lists_of(text: str, start: int, stop: int, layout: Layout, names: frozenset[str]) -> list[Token]:
    """The lists of a zone: names joined by separators are one list, glued ones are several."""
    return [Token(start + begin, start + end, "units", listed)
            for begin, end, listed in _parted(text[start:stop], layout.lists == _PAIR, names)]


def in_pairs(text: str, rows: list[list[Token]], layout: Layout) -> list[list[Token]]:
    """The tokens, lone lists that glue two units parted where most rows fill both of two columns of units."""
    counts = [sum(token.look == "units" for token in row) for row in rows]
    if layout.lists != _PAIR or counts.count(_PAIR) * 2 <= len(rows):
        return rows
    return [[half for token in row for half in _halves(text, token)] if count == 1 else row
            for row, count in zip(rows, counts)]


def _halves(text: str, token: Token) -> list[Token]:
    """The two lists of a token whose first name, or last, glues two units; else the token."""
    for name in dict.fromkeys((*token.names[:1], *token.names[-1:])) if token.look == "units" else ():
        begin = text.find(name, token.start, token.end)
        border = begin + units_border(name)
        if 0 <= begin < border:
            return [Token(start, end, "units", tuple(unit.name for unit in read_units(text, start, end)))
                    for start, end in ((token.start, border), (border, token.end))]
    return [token]


@lru_cache(maxsize=2048)
def _parted(zone: str, double: bool, names: frozenset[str]) -> tuple[_List, ...]:
    """The lists of a zone; a table has the same zones in many rows.

    Where there are two columns of units, a lone list may glue two offices of which nothing else tells.
    """
    spans = [piece for unit in read_units(zone, 0, len(zone))
             for piece in (cut_glued(zone, unit.start, unit.end, names) if unit.name not in names
                           else [(unit.start, unit.end)])]
    lists = _joined_lists(zone, spans)
    if len(lists) > 1 or not double:
        return lists
    parted = [piece for span in spans for piece in _offices(zone, *span)]
    return _joined_lists(zone, parted) if len(parted) > len(spans) else lists


def _offices(text: str, start: int, end: int) -> list[Range]:
    """The two offices that a name may glue, or the name."""
    border = start + offices_border(text[start:end])
    return [(start, border), (border, end)] if border > start else [(start, end)]


def _joined_lists(zone: str, spans: Sequence[Range]) -> tuple[_List, ...]:
    """The lists that names at places of a zone make."""
    lists: list[_List] = []
    first, last, listed = 0, 0, list[str]()
    for begin, end in spans:
        if listed and (last == begin or not (between := zone[last:begin]).strip() or "\n" in between):
            lists.append((first, last, tuple(listed)))
            listed = []
        first, last = first if listed else begin, end
        name = zone[begin:end]
        listed.append(name if name.isalnum() else "".join(name.split()))
    return (*lists, (first, len(zone), tuple(listed))) if listed else ()
