"""Tables that were run together when a page became plain text.

The heads tell the order of the columns, the chain of row numbers tells the rows, and in
each row the zone of units parts requirement from requirement. What cannot be told
(no zone, a list that fits two columns) is marked uncertain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment
from kg.extract.tables.borders import Row, TaskTable
from kg.extract.tables.cells import Form, drafts_of
from kg.extract.tables.chapters import heads_apart
from kg.extract.tables.costs import Token
from kg.extract.tables.flat_amid import below_themes, leading_texts, repeated_heads, rows_by_ends, without_heads
from kg.extract.tables.flat_cells import best_cells
from kg.extract.tables.flat_glued import glued_rows
from kg.extract.tables.flat_limited import limited_table
from kg.extract.tables.flat_persons import persons_table
from kg.extract.tables.flat_heads import FlatHead, find_head
from kg.extract.tables.flat_rows import FlatRow, rows_below
from kg.extract.tables.flat_spaced import spaced_table
from kg.extract.tables.flat_split import below_titles, closed_rows, is_title
from kg.extract.tables.foot import rows_stop
from kg.extract.tables.heads import Column, Kind
from kg.extract.tables.keyed_cells import keyed_lists
from kg.extract.tables.limits import before_limit
from kg.extract.tables.names import learn_names
from kg.extract.tables.spaced_rows import spaced_rows_table
from kg.extract.tables.zones import lost_border, names_in_zones
from kg.extract.units import looks_like_unit
from kg.model.outline import Section, Style
from kg.model.text import Document

_CONFIDENCE, _UNSURE = 0.9, 0.6
_NARROW = 0.2
_FEWEST_ROWS = 2


def flat_tables(document: Document, section: Section, part: int, usage: Usage) -> list[TaskTable]:
    """The run-together table of a section, or none."""
    text = document.logical.text
    head = find_head(text, section)
    if head is None:
        return []
    stop = rows_stop(text, head, section)
    table = spaced_rows_table(text, head, stop, part, usage) \
        or limited_table(text, head, stop, part, usage) \
        or _by_rows(document, head, stop, part, usage)
    return [table] if table else []


def _by_rows(document: Document, head: FlatHead, stop: int, part: int, usage: Usage) -> TaskTable | None:
    """The table below heads whose rows numbers tell, or what rows end in."""
    text = document.logical.text
    again = repeated_heads(text, head, stop)
    numbered = without_heads(text, rows_below(text, head, stop), again)
    glued = " " not in text[head.start:head.stop].strip()
    if glued and (told := persons_table(document, head, stop, part, usage, len(numbered))):
        return told
    learnt = cache(partial(_names, text, numbered, head.columns, usage))   # only where it is asked for
    counted = any(row.mark.label and row.mark.style is Style.DIGIT for row in numbered)
    if (not counted or (not glued and _units_before_numbers(text, head, numbered[0]))) and (
            spaced := spaced_table(text, head, numbered[-1].stop, part, replace(usage, names=learnt()))):
        return spaced
    rows, columns = rows_by_ends(text, head, numbered, again, learnt), below_themes(head.columns)
    if not rows and (rows := glued_rows(text, head.stop, numbered, head.columns, learnt)):
        columns = head.columns
    if rows:
        names = _names(text, rows, columns, usage)
    else:
        columns, names, rows = _by_numbers(text, head, numbered, learnt, usage)
    form = Form(columns, part, usage, "table run together", _CONFIDENCE)
    drafts = _drafts(document, rows, form, names, glued) if len(rows) >= _FEWEST_ROWS else []
    return TaskTable(head.start, rows[-1].stop, tuple(drafts)) if drafts else None


def _drafts(document: Document, rows: Sequence[FlatRow], form: Form, names: frozenset[str],
            glued: bool) -> list[TaskDraft]:
    """The tasks of the rows, the numbers of these their labels; those that leave something open are unsure."""
    text, columns = document.logical.text, form.columns
    tokens, aligned = best_cells(document, rows, columns, names, glued)
    unsure = replace(form, confidence=_UNSURE, uncertain=True)
    cells = heads_apart(text, [_cells(row, found, alignment.columns, len(columns))
                               for row, found, alignment in zip(rows, tokens, aligned)], columns, form.texts)
    return _with_merged([
        TaskDraft(row.mark.label, *draft[1:]) for row, of_row, found, alignment in zip(rows, cells, tokens, aligned)
        for draft in drafts_of(text, [of_row], form if _is_sure(row, found, alignment) else unsure)])


def _units_before_numbers(text: str, head: FlatHead, first: FlatRow) -> bool:
    """Whether a list of units stands before the first number, which so is that of a requirement amid its row."""
    before = text[head.stop:first.mark.start].split()
    numbered = any(column.kind is Kind.NUMBER for column in head.columns)
    return bool(before) and not numbered and looks_like_unit(before[-1].rpartition("、")[2])


def _with_merged(drafts: Sequence[TaskDraft]) -> list[TaskDraft]:
    """The tasks, those without units given the units above them below the same headings, where most have their own.

    Their cell was merged with the one above, which the drafts being unsure leaves to be judged.
    """
    if sum(bool(draft.units) for draft in drafts) * 2 <= len(drafts):
        return list(drafts)
    found: list[TaskDraft] = []
    for draft in drafts:
        above = found[-1] if found and found[-1].headings == draft.headings else draft
        found.append(draft if draft.units else draft._replace(units=above.units))
    return found


def _by_numbers(text: str, head: FlatHead, rows: list[FlatRow], learnt: Callable[[], frozenset[str]],
                usage: Usage) -> tuple[tuple[Column, ...], frozenset[str], list[FlatRow]]:
    """The columns, the names of units and the rows of a table whose numbers begin its rows."""
    columns = head.columns
    themed = [column.kind for column in columns[:2]] == [Kind.TEXT, Kind.NUMBER]
    titled = not rows[0].headings and _has_title(text, head, rows[0], themed)
    if (titled and themed) or (any(row.headings for row in rows) and leading_texts(columns) > 1):
        columns = columns[1:]
    names = learnt() if columns == head.columns else _names(text, rows, columns, usage)
    if titled:
        rows = below_titles(text, head.stop, rows, columns, names)
    parted = closed_rows(text, rows, columns, names)
    if len(parted) > len(rows) or titled:
        rows, names = parted, _names(text, parted, columns, usage)
    return columns, names, [each for row, after in zip(rows, [*rows[1:], None])
                            for each in _parted(text, row, after, columns, names)]


def _has_title(text: str, head: FlatHead, first: FlatRow, themed: bool) -> bool:
    """Whether what stands before the first number is a title: where its column has no head, that must be short."""
    before = trimmed(text, head.stop, first.mark.start)
    if before is None or themed or head.columns[0].kind is Kind.NUMBER:
        return before is not None
    return all(column.kind is not Kind.NUMBER for column in head.columns) and is_title(text, *before)


def _names(text: str, rows: Sequence[FlatRow], columns: tuple[Column, ...], usage: Usage) -> frozenset[str]:
    """The names of units that the rows use."""
    timed = columns[-1].kind is Kind.TIME
    ranges = [(row.mark.end, before_limit(text, row.mark.end, row.stop) if timed else row.stop) for row in rows]
    # What keys open was read for statements before, as far as the next full stop: the table's lists are shorter.
    lists = [piece for whole in ranges for piece in keyed_lists(text, *whole)]
    names = learn_names(text, lists or ranges, Usage() if lists else usage,
                        at_ends=columns[-1 - timed].kind is Kind.UNITS)
    return names | names_in_zones(text, ranges, columns, names)


def _parted(text: str, row: FlatRow, after: FlatRow | None, columns: tuple[Column, ...],
            names: frozenset[str]) -> list[FlatRow]:
    """A row, or two where the number between this and the next is lost."""
    if after is None or after.mark.value - row.mark.value != 2:
        return [row]
    border = lost_border(text, row.mark.end, row.stop, columns, names)
    if border is None:
        return [row]
    nameless = replace(row.mark, start=border, end=border, value=row.mark.value + 1, label=None)
    return [row._replace(stop=border), FlatRow(nameless, row.stop, row.headings)]


def _is_sure(row: FlatRow, tokens: Sequence[Token], alignment: Alignment) -> bool:
    """Whether a row leaves nothing open: where it ends, which column its units are in, or whether it names any."""
    return row.sure and alignment.margin >= _NARROW and "units" in [token.look for token in tokens]


def _cells(row: FlatRow, tokens: Sequence[Token], places: Sequence[int], width: int) -> Row:
    """The row with each stretch in the column at its place."""
    cells: list[tuple[Range, ...]] = [()] * width
    for token, place in zip(tokens, places):
        cells[max(place, 0)] += tuple(_around(*token[:2], row.holes)) if row.holes else (token[:2],)
    return Row(tuple(cells), row.headings)


def _around(start: int, end: int, holes: Sequence[Range]) -> Iterator[Range]:
    """What is left of a stretch around the holes in it."""
    for first, last in holes:
        if start <= first and last <= end:
            if start < first:
                yield start, first
            start = last
    if start < end:
        yield start, end
