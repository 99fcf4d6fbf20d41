"""Rows of tables that were run together: what the chain of their numbers tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.extract.drafts import Range, trimmed
from kg.extract.tables.flat_heads import FlatHead
from kg.extract.tables.flat_marks import marks_of_rows
from kg.extract.tables.glued_titles import title_end_in_row
from kg.extract.tables.heads import Kind, rule
from kg.model.outline import RANK, Mark, Style
from kg.outline.nesting import nest

_LONE = -1                  # the level of a chapter that no other stands beside


class FlatRow(NamedTuple):
    """A row of a run-together table: its number, its range, the headings above.

    `holes` are what stands amid the row and is none of it; `sure` is False where the table
    leaves open what belongs to the row. A named tuple, as Row is.
    """

    mark: Mark
    stop: int
    headings: tuple[Range, ...]
    holes: tuple[Range, ...] = ()
    sure: bool = True


def rows_below(text: str, head: FlatHead, stop: int) -> list[FlatRow]:
    """The rows by the chain of their numbers, each below its headings.

    Where nothing is numbered, all rows are one.
    """
    start, columns = head.stop, head.columns
    marks = marks_of_rows(text, start, stop, any(column.kind is Kind.NUMBER for column in columns))
    nested = nest(text, marks)
    styles = [mark.style for mark, _ in nested]
    if not styles:
        return [FlatRow(Mark(start, start, Style.DIGIT, 0, None, 0.0), stop, ())]
    deepest = Style.DIGIT if Style.DIGIT in styles else Counter(styles).most_common(1)[0][0]
    rows: list[FlatRow] = []
    above: dict[int, Range] = {}
    for index, (mark, depth) in enumerate(nested):
        end = nested[index + 1][0].start if index + 1 < len(nested) else stop
        leaf = index + 1 == len(nested) or nested[index + 1][1] <= depth
        if rows and rows[-1].stop == mark.start and RANK[mark.style] > RANK[deepest]:
            rows[-1] = rows[-1]._replace(stop=end)  # a point of the row's own list
            continue
        between = _behind_number(text, rows[-1], mark) if rows else None
        if between is not None and mark.style is not deepest:
            heads_next = not leaf and nested[index + 1][0].style is not deepest
            behind = end if heads_next else title_end_in_row(text, mark.end, end)
            above = {**(between or _outside(above, depth)), depth: (mark.start, behind)}
            rows[-1] = FlatRow(replace(rows[-1].mark, end=behind), end, tuple(above.values()))
            continue
        if mark.style is not deepest and not (leaf and "。" in text[mark.end:end]):
            title = trimmed(text, mark.start, _before_heads(text, head, mark.end, end))
            above = {**_outside(above, depth), depth: title or (mark.start, mark.end)}
            continue
        rows.append(FlatRow(mark, end, tuple(heading for _, heading in sorted(_outside(above, depth).items()))))
    return rows


def _outside(above: Mapping[int, Range], depth: int) -> dict[int, Range]:
    """The headings above a row that stand further out than a depth."""
    return {level: heading for level, heading in above.items() if level < depth}


def _behind_number(text: str, row: FlatRow, mark: Mark) -> dict[int, Range] | None:
    """What stands between the number of a row and a heading right behind it: nothing, or the chapter above that, the
    only one of its kind; None if the heading stands elsewhere."""
    if row.stop != mark.start:
        return None
    between = trimmed(text, row.mark.end, mark.start)
    if between is None:
        return {}
    return {_LONE: between} if rule("lone_chapter").fullmatch(text, *between) else None


def _before_heads(text: str, head: FlatHead, start: int, stop: int) -> int:
    """Where a heading ends behind which the heads of the table are printed once more, spaces between them or not."""
    heads = "".join(text[head.start:head.stop].split())
    at, left = stop, len(heads)
    while left and at > start:
        at -= 1
        left -= not text[at].isspace()
    return at if "".join(text[at:stop].split()) == heads else stop
