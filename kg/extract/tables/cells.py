"""What a row of cells says: its task, whole again where layout broke or merged cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.drafts import STOPS, Range, TaskDraft, trimmed
from kg.extract.responsibility import Usage, find_statements, without_times
from kg.extract.tables.borders import Row
from kg.extract.tables.chapters import chapters_in_cells, headed, heading_columns, without_chapter_rows
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.numbered_cells import parted_rows
from kg.extract.tables.named import halves_of_one, units_named
from kg.extract.units import NamedUnit


ITEM_NUMBERS = "numbers of items"
"""The rule of what stands for tasks in a table that names items by their numbers."""

_SECOND = {"(1)": "(2)", "(一)": "(二)", "①": "②"}     # the second number of a list by its first


@dataclass(frozen=True)
class Form:
    """How a table was read: its columns, the part it stands in, the rule and how sure it is.

    Where the columns of a kind stand is asked for row by row, and told once.
    """

    columns: tuple[Column, ...]
    part: int
    usage: Usage
    rule: str
    confidence: float
    uncertain: bool = False

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Where the columns of row numbers stand."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind is Kind.NUMBER)

    @cached_property
    def texts(self) -> tuple[int, ...]:
        """Where the columns of texts stand that may set tasks."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind is Kind.TEXT and not column.aside)

    @cached_property
    def lists(self) -> tuple[int, ...]:
        """Where the columns of units stand."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind is Kind.UNITS)

    @cached_property
    def limits(self) -> tuple[int, ...]:
        """Where the columns of limits stand, and of remarks, which may be such."""
        return tuple(at for at, column in enumerate(self.columns) if column.kind is Kind.TIME or column.remark)


def drafts_of(text: str, rows: Sequence[Row], form: Form) -> list[TaskDraft]:
    """The tasks of a table's rows; of one without a text, what stands for those of the items that it numbers."""
    if numbered := _with_numbers_for_texts(text, rows, form):
        return [draft._replace(rule=ITEM_NUMBERS) for draft in _drafts(text, numbered, form)]
    return _drafts(text, rows, form)


def _drafts(text: str, rows: Sequence[Row], form: Form) -> list[TaskDraft]:
    rows = chapters_in_cells(text, without_chapter_rows(text, rows, form.columns), form.columns, form.texts)
    shape = heading_columns(text, rows, form.columns, form.texts)
    drafts: list[TaskDraft] = []
    above: dict[int, tuple[Range, ...]] = {}
    goes_on: set[int] = set()
    lone = len(form.lists) == 1
    units: tuple[NamedUnit, ...] = ()
    whole = _with_opening_limits([*parted_rows(text, _whole_rows(text, rows, form), form.columns)], form.columns)
    for before, row in zip([None, *whole], whole):
        if before is not None and before.headings != row.headings and any(row.cells[index] for index in shape):
            above = {}      # a chapter above the row ends the themes of the one before
        for index in shape:
            if row.cells[index]:
                above = headed(text, above, index, row.cells[index])
                goes_on.update(start for start, _ in row.cells[index][1:])
        stated, limits = without_times(text, _units(text, row, form))
        pieces = _pieces(row, form, shape)
        if pieces and not stated:
            pieces, stated, limits = _closed(text, pieces, form.usage)
        merged = not stated and _all_merged(text, before, row, form.columns)
        units = stated or (units if lone or merged else ())
        if pieces:
            headings = (*row.headings, *(cell for index in shape for cell in above.get(index, ())))
            draft = _draft(text, row, pieces, headings, units, form, goes_on)
            times = (*draft.times, *limits) or (drafts[-1].times if merged and units and drafts else ())
            unnumbered = draft.label is None and not stated and bool(units) and bool(drafts)
            label = drafts[-1].label if unnumbered else draft.label
            changed = times != draft.times or label != draft.label
            drafts.append(draft._replace(times=times, label=label) if changed else draft)
    return drafts


def _with_numbers_for_texts(text: str, rows: Sequence[Row], form: Form) -> Sequence[Row]:
    """The rows of a table that shares out the items of another place, their numbers in the place of texts; none of
    others."""
    if len(form.texts) != 1 or len(form.numbers) > 1:
        return ()
    counted, named = form.numbers[0] if form.numbers else form.texts[0], form.texts[0]
    numbers = [row.cells[named] or row.cells[counted] for row in rows]
    words = [text[slice(*cell)] for cells in numbers for cell in cells]
    if not all(map(rule("item_numbers").match, words)) or all(word.isdecimal() for word in words):
        return ()
    return [row._replace(cells=tuple(
        own if index == named else () if index == counted else cell for index, cell in enumerate(row.cells)))
        for row, own in zip(rows, numbers)]


def _all_merged(text: str, before: Row | None, row: Row, columns: Sequence[Column]) -> bool:
    """Whether nothing but its number and text is a row's own: its other cells are merged with those
    of the row before, which stands below the same headings."""
    if before is None or before.headings != row.headings:
        return False
    filled = [index for index, cell in enumerate(row.cells) if cell]
    kinds = [columns[index].kind for index in filled if columns[index].kind is not Kind.TIME]
    return kinds == [Kind.NUMBER, Kind.TEXT] or (kinds == [Kind.TEXT] and rule("cell_label").match(
        text[slice(*row.cells[filled[0]][0])]) is not None)


def _whole_rows(text: str, rows: Sequence[Row], form: Form) -> list[Row]:
    """The rows, those that a page end parted made one again."""
    whole: list[Row] = []
    for row in rows:
        if whole and _continues(text, whole[-1], row, form):
            cells = tuple(first + second for first, second in zip(whole[-1].cells, row.cells))
            whole[-1] = whole[-1]._replace(cells=cells)
        else:
            whole.append(row)
    return whole


def _with_opening_limits(rows: list[Row], columns: Sequence[Column]) -> list[Row]:
    """The rows, those without a limit in a first column of limits given the one above, with which their cell is
    merged."""
    if columns[0].kind is not Kind.TIME:
        return rows
    found: list[Row] = []
    for row in rows:
        above = found[-1].cells[0] if found else ()
        found.append(row if row.cells[0] else row._replace(cells=(above, *row.cells[1:])))
    return found


def _continues(text: str, above: Row, row: Row, form: Form) -> bool:
    """A row over a page end, whose text goes on in mid-sentence, its units go on or were still to come; or a further
    line of units or limits beside the merged cells of the rest."""
    kinds = {index: form.columns[index].kind for index, cell in enumerate(row.cells) if cell}
    if kinds and all(kind in (Kind.UNITS, Kind.TIME) for kind in kinds.values()):
        return above.headings == row.headings and any(above.cells[index] for index in form.texts)
    texts = [index for index, kind in kinds.items() if kind is Kind.TEXT]
    if len(texts) != 1 or Kind.NUMBER in kinds.values() or not above.cells[texts[0]]:
        return False
    first, before = row.cells[texts[0]][0], above.cells[texts[0]][-1]
    if rule("cell_label").match(text[slice(*first)]) or text[before[1] - 1] in STOPS:
        return False
    counted = any(cell for cell, column in zip(above.cells, form.columns) if column.kind is Kind.NUMBER) \
        or rule("cell_label").match(text[slice(*above.cells[texts[0]][0])]) is not None
    return all((counted and not above.cells[index]) or (
        kind is Kind.UNITS and above.cells[index] and halves_of_one(text, above.cells[index][-1], row.cells[index][0]))
        for index, kind in kinds.items() if kind is not Kind.TEXT)


def _pieces(row: Row, form: Form, shape: Sequence[int]) -> tuple[Range, ...]:
    """The requirement of a row as printed; records may print their fields in any order."""
    return tuple(sorted([piece for index in form.texts if index not in shape for piece in row.cells[index]]))


def _closed(text: str, pieces: tuple[Range, ...], usage: Usage) \
        -> tuple[tuple[Range, ...], tuple[NamedUnit, ...], tuple[Range, ...]]:
    """The requirement without the bracket or key that closes it, and the units and limits that this states."""
    start, end = pieces[-1]
    last = next((said for said in reversed(find_statements(text, start, end, usage)) if said.end == end), None)
    rest = trimmed(text, start, last.start) if last else None
    return (pieces, (), ()) if last is None or rest is None else ((*pieces[:-1], rest), last.units, last.times)


def _units(text: str, row: Row, form: Form) -> tuple[NamedUnit, ...]:
    units: list[NamedUnit] = []
    for index in form.lists:
        units += units_named(text, row.cells[index], form.columns[index], form.usage, row.wraps)
    return tuple(units)


def _draft(text: str, row: Row, pieces: tuple[Range, ...], headings: tuple[Range, ...],
           units: tuple[NamedUnit, ...], form: Form, goes_on: set[int]) -> TaskDraft:
    label, pieces = _label(text, row, form, pieces)
    times = _times(text, row, form)
    on = frozenset([start for start, _ in headings]) & goes_on if goes_on else frozenset[int]()
    return TaskDraft(label, headings, _joined(text, pieces), units, times, form.part, form.rule,
                     form.confidence, form.uncertain, on)


def _times(text: str, row: Row, form: Form) -> tuple[Range, ...]:
    """The cells that say when: those of the columns for it, or a remark that says nothing else."""
    return tuple([piece for index in form.limits for piece in row.cells[index]
                  if form.columns[index].kind is Kind.TIME or rule("time_cell").match(text[slice(*piece)])])


def _label(text: str, row: Row, form: Form,
           pieces: tuple[Range, ...]) -> tuple[str | None, tuple[Range, ...]]:
    """The row's number, from its own column or from the beginning of its text; ① and 1) count what is in one row, and
    so does 1. where 2. follows."""
    first = pieces[0]
    own = next((row.cells[index][0] for index in form.numbers if row.cells[index]), None)
    match = rule("cell_label").match(text[first[0]:first[1]])
    rest = trimmed(text, first[0] + match.end(), first[1]) if match else None
    if match and rest and not _is_inner(text, match, pieces, own is not None):
        return match["label"] or match["bracketed"], (rest, *pieces[1:])
    return text[slice(*own)].strip(".、 ") if own else None, pieces


def _is_inner(text: str, label: re.Match[str], pieces: Sequence[Range], counted: bool) -> bool:
    """Whether the label that a row's text begins with counts what is in the row, which may be `counted` itself."""
    begin, stop = pieces[0][0], pieces[-1][1]
    if counted and rule("inner_label").match(text, begin):
        return True
    second = _SECOND.get(label["bracketed"])
    return (second is not None and text.find(second, begin, stop) >= 0) or (
        label["label"] == "1" and rule("second_item").search(text, begin + label.end(), stop) is not None)


def _joined(text: str, pieces: tuple[Range, ...]) -> tuple[Range, ...]:
    """Pieces that only a cell border or a line end parts are one; those that both part are lines of a cell."""
    joined = [pieces[0]]
    for start, end in pieces[1:]:
        between = text[joined[-1][1]:start]
        if not between.strip(" \n\t") and not ("\n" in between and "\t" in between):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)
