"""Tables that were run together when a page became plain text.

The heads tell the order of the columns, the chain of row numbers tells the rows, and in
each row the zone of units parts requirement from requirement. What cannot be told
(no zone, a list that fits two columns) is marked uncertain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables_align import Alignment, Token, align_rows
from kg.extract.tables_cells import Form, Row, drafts_of, token_of
from kg.extract.tables_heads import Column, Kind, column_of, columns_of, rule
from kg.extract.tables_names import cut_glued, find_names, learn_names
from kg.extract.tables_rows import TaskTable
from kg.extract.units import NamedUnit, looks_like_unit, read_units, rule as role_rule
from kg.model.outline import Mark, Section, Style
from kg.outline.marks import find_marks
from kg.outline.nesting import nest

_CONFIDENCE, _UNSURE = 0.9, 0.6
_LONGEST_ZONE = 260
_LONGEST_HEAD = 16
_LONGEST_RUN = 90
_SPACED = 0.8               # spaces per row from which they may be borders
_CLAUSE = 18
_WINDOW = 16
_LONGEST_LAST = 12
_SUBJECT = re.compile(r"的|要|应|须|将|可|主要负责|负责同志|领导|网站|门户")
_LINK = re.compile(r"^[ ,、;\n]*(?:等?(?:有关|相关)?(?:部门|单位))?(?:和|及|与|会同|以及|牵头|负责|配合|参与)?[ ,、;\n]*$")


@dataclass(frozen=True, slots=True)
class FlatRow:
    """A row of a run-together table: its number, its range, the headings above."""

    mark: Mark
    stop: int
    headings: tuple[Range, ...]


def flat_tables(text: str, section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The run-together table of a section, or none."""
    head = _find_head(text, section)
    if head is None:
        return []
    start, body, columns = head
    rows = _rows(text, body, section.stop, columns)
    if len(rows) < 2:
        return []
    if any(row.headings for row in rows) and _leading_texts(columns) > 1:
        columns = columns[1:]
    names = learn_names(text, [(row.mark.end, row.stop) for row in rows], usage)
    tokens, aligned = _best(text, rows, columns, names)
    drafts = [draft for row, found, alignment in zip(rows, tokens, aligned)
              for draft in _drafts(text, row, found, alignment.columns, columns, part, usage)]
    return [TaskTable(start, section.stop, tuple(drafts))]


def _best(text: str, rows: Sequence[FlatRow], columns: Sequence[Column],
          names: frozenset[str]) -> tuple[list[list[Token]], list[Alignment]]:
    """The better of two readings of the whole table: cells told by what they name, or
    cells told by the spaces between them."""
    known = Usage(names)
    by_zone = [_tokens(text, row, columns, names) for row in rows]
    if sum(text.count(" ", row.mark.end, row.stop) for row in rows) < len(rows) * _SPACED:
        return by_zone, align_rows(by_zone, columns)
    by_space = [[token_of(text, *piece, known) for piece in _words_of(text, row)] for row in rows]
    readings = [(tokens, align_rows(tokens, columns)) for tokens in (by_zone, by_space)]
    return max(readings, key=lambda reading: sum(alignment.score for alignment in reading[1]))


def _words_of(text: str, row: FlatRow) -> Iterator[Range]:
    """The stretches between the spaces and line ends of a row.

    A second name in brackets and a lone word of sharing belong to the units before.
    """
    pending: Range | None = None
    for match in re.finditer(r"[^ \n\t]+", text[row.mark.end:row.stop]):
        start, end = row.mark.end + match.start(), row.mark.end + match.end()
        joins = match[0][0] == "(" or role_rule("role_end").fullmatch(match[0])
        if pending and joins:
            pending = (pending[0], end)
            continue
        if pending:
            yield pending
        pending = (start, end)
    if pending:
        yield pending


def _find_head(text: str, section: Section) -> tuple[int, int, tuple[Column, ...]] | None:
    """Where the heads begin and end, and the columns that they name: before a first row."""
    for match in rule("first_row").finditer(text, section.body, section.stop):
        start, words = _heads_before(text, section.body, match.start())
        columns = columns_of(words)
        if columns and any(column.kind is Kind.UNITS for column in columns):
            return start, match.start(), columns
    return None


def _heads_before(text: str, start: int, stop: int) -> tuple[int, list[str]]:
    """The longest run of heads, glued or spaced, that ends at a place; cut into the fewest heads."""
    runs: dict[int, list[str]] = {stop: []}
    for begin in range(stop - 1, max(start, stop - _LONGEST_RUN) - 1, -1):
        if text[begin] in " \n\t":
            if begin + 1 in runs:
                runs[begin] = runs[begin + 1]
            continue
        options = [[text[begin:end], *runs[end]] for end in range(begin + 2, min(begin + _LONGEST_HEAD, stop) + 1)
                   if end in runs and column_of(text[begin:end])]
        if options:
            runs[begin] = min(options, key=len)
    first = min(runs)
    return first, runs[first]


def _leading_texts(columns: Sequence[Column]) -> int:
    kinds = [column.kind for column in columns if column.kind is not Kind.NUMBER]
    return next((at for at, kind in enumerate(kinds) if kind is not Kind.TEXT), len(kinds))


def _rows(text: str, start: int, stop: int, columns: Sequence[Column]) -> list[FlatRow]:
    """The rows by the chain of their numbers, each below its headings."""
    marks = find_marks(text, start, stop)
    if any(column.kind is Kind.NUMBER for column in columns):
        marks = sorted([*marks, *_bare_numbers(text, start, stop, marks)], key=lambda mark: mark.start)
    nested = nest(text, marks)
    styles = [mark.style for mark, _ in nested]
    if not styles:
        return []
    deepest = Style.DIGIT if Style.DIGIT in styles else max(set(styles), key=styles.count)
    rows: list[FlatRow] = []
    above: dict[int, Range] = {}
    for index, (mark, depth) in enumerate(nested):
        end = nested[index + 1][0].start if index + 1 < len(nested) else stop
        if mark.style is deepest:
            rows.append(FlatRow(mark, end, tuple(above[level] for level in sorted(above) if level < depth)))
        else:
            above = {level: heading for level, heading in above.items() if level < depth}
            above[depth] = trimmed(text, mark.start, end) or (mark.start, mark.end)
    return rows


def _bare_numbers(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Row numbers without punctuation: 1加强公开 … 2深化解读."""
    taken = {mark.start for mark in marks}
    for match in re.finditer(r"(?<![\d〔.第])\d{1,2}(?=[ \n]?[\u4e00-\u9fff“《])(?![年月日号个项条次%])", text[start:stop]):
        at = start + match.start()
        if at not in taken:
            yield Mark(at, start + match.end(), Style.DIGIT, int(match[0]), match[0], 0.8)


def _tokens(text: str, row: FlatRow, columns: Sequence[Column], names: frozenset[str]) -> list[Token]:
    """The stretches of a row: requirement, lists of units, time, requirement."""
    start, stop = row.mark.end, row.stop
    zone = _zone(text, start, stop, columns, names)
    if zone is None:
        whole = trimmed(text, start, stop)
        return [Token(*whole, "text")] if whole else []
    tokens = [Token(*before, "text")] if (before := trimmed(text, start, zone[0])) else []
    tokens += _lists(text, *zone, names)
    after = trimmed(text, zone[1], stop)
    if after:
        look = "time" if rule("time_cell").match(text[after[0]:after[1]]) else "text"
        tokens.append(Token(*after, look))
    return tokens


def _zone(text: str, start: int, stop: int, columns: Sequence[Column], names: frozenset[str]) -> Range | None:
    """The stretch of a row in which everything is a unit."""
    ends = columns[-1].kind is not Kind.TEXT
    if ends:
        tail = _tail_zone(text, start, stop, names)
        if tail:
            return tail
    chains = list(_chains(text, start, stop, names))
    if ends:
        chains = [chain for chain in chains if not text[chain[1]:stop].strip()
                  or rule("time_cell").match(text[chain[1]:stop].strip())]
    if not chains:
        return None
    begin, end = max(chains, key=lambda chain: chain[1] - chain[0])
    return _widened(text, start, begin), _lengthened(text, end, stop)


def _tail_zone(text: str, start: int, stop: int, names: frozenset[str]) -> Range | None:
    """What follows the last full stop of a row, if all of it is units (and a time)."""
    for mark in ("。", "\n", " "):
        begin = text.rfind(mark, start, stop - 1) + 1
        if begin <= start or stop - begin > _LONGEST_ZONE:
            continue
        piece = trimmed(text, begin, stop)
        if piece and _all_units(text, *piece, names):
            earlier = _tail_zone(text, start, begin - 1, names) if mark == " " else None
            return (earlier[0], piece[1]) if earlier else piece
    return None


def _all_units(text: str, start: int, stop: int, names: frozenset[str]) -> bool:
    units = read_units(text, start, stop)
    sure = [unit.name in names or looks_like_unit(unit.name) and _not_a_clause(text, unit, names) for unit in units]
    return any(sure) and all(known or unit.name[0] == "各" and len(unit.name) < _CLAUSE
                             for known, unit in zip(sure, units))


def _not_a_clause(text: str, unit: NamedUnit, names: frozenset[str]) -> bool:
    """Long names are believed where they fall into several, or describe (起草文件的科室)."""
    return len(unit.name) < _CLAUSE or "的" in unit.name or len(cut_glued(text, unit.start, unit.end, names)) > 1


def _chains(text: str, start: int, stop: int, names: frozenset[str]) -> Iterator[Range]:
    """Runs of known names with nothing between them but separators and words of sharing."""
    chain: list[int] = []
    for begin, end in find_names(text, start, stop, names):
        if text[begin - 1] not in ",、" and _SUBJECT.match(text[end:end + 4]):
            continue
        if chain and _linked(text, chain[1], begin):
            chain[1] = end
            continue
        if chain:
            yield chain[0], chain[1]
        chain = [begin, end]
    if chain:
        yield chain[0], chain[1]


def _linked(text: str, end: int, begin: int) -> bool:
    between = text[end:begin]
    if _LINK.match(between):
        return True
    if len(between) > 60 or "。" in between:
        return False
    parts = [part for part in re.split(r"[ ,、;\n]|会同|等(?=有关|相关)|和|及", between) if part]
    return all(looks_like_unit(part) for part in parts)


def _widened(text: str, start: int, begin: int) -> int:
    """The zone's beginning, moved left over names that nothing but position gives away."""
    while True:
        stop = begin
        while stop > start and text[stop - 1] in " ,、;\n":
            stop -= 1
        length = _name_before(text, start, stop)
        if not length:
            return begin
        begin = stop - length


def _lengthened(text: str, end: int, stop: int) -> int:
    """The zone's end, moved right over names that a separator joins to it."""
    while end + 1 < stop and text[end] in ",、":
        length = next((length for length in range(min(_LONGEST_LAST, stop - end - 1), 2, -1)
                       if looks_like_unit(text[end + 1:end + 1 + length])), 0)
        if not length:
            break
        end += 1 + length
    return end


def _name_before(text: str, start: int, stop: int) -> int:
    """The length of a unit's name that ends at `stop`; 0 if none does.

    It fills the stretch since the last border, or begins with its level (省, 市 …).
    """
    floor = max(start, stop - _WINDOW)
    border = max(text.rfind(mark, floor, stop) for mark in "。 \n,、;”") + 1
    window = text[max(floor, border):stop]
    for length in range(3, len(window) + 1):
        name = window[-length:]
        bounded = border > floor and length == len(window)
        if looks_like_unit(name) and (bounded and length <= 14 or name[0] in "省市区县" and length <= 12):
            return length
    return 0


def _lists(text: str, start: int, stop: int, names: frozenset[str]) -> list[Token]:
    """The lists of a zone: names joined by separators are one list, glued ones are several."""
    spans = [piece for unit in read_units(text, start, stop)
             for piece in (cut_glued(text, unit.start, unit.end, names) if unit.name not in names
                           else [(unit.start, unit.end)])]
    tokens: list[Token] = []
    for begin, end in spans:
        name = re.sub(r"\s", "", text[begin:end])
        between = text[tokens[-1].end:begin] if tokens else ""
        if tokens and between.strip() and "\n" not in between:
            tokens[-1] = replace(tokens[-1], end=end, names=(*tokens[-1].names, name))
        else:
            gap = begin > start and text[begin - 1] in " \n" or begin == start and text[start - 1] in " \n"
            tokens.append(Token(begin, end, "units", (name,), after_gap=gap))
    if tokens:
        tokens[-1] = replace(tokens[-1], end=stop)
    return tokens


def _drafts(text: str, row: FlatRow, tokens: Sequence[Token], places: Sequence[int], columns: Sequence[Column],
            part: int, usage: Usage) -> list[TaskDraft]:
    cells: list[list[Range]] = [[] for _ in columns]
    for token, place in zip(tokens, places):
        cells[max(place, 0)].append((token.start, token.end))
    unsure = not any(token.look == "units" for token in tokens)
    form = Form(tuple(columns), part, usage, "table run together", _UNSURE if unsure else _CONFIDENCE, unsure)
    drafts = drafts_of(text, [Row(tuple(tuple(cell) for cell in cells), row.headings)], form)
    return [replace(draft, label=row.mark.label) for draft in drafts]
