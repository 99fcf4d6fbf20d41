"""Tables whose cells only wide gaps part: below their heads, the gaps are cell borders."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head
from kg.normalise.width import printed_places

_GAP = re.compile(r" (?<=[^ \n] ) +(?=[^ \n])")  # a literal first, which is looked for faster
_CELL = re.compile(r"[^ ]+(?: [^ ]+)*")
_LONGEST_TITLE = 60
_SLACK = 1                  # how far from its column a cell may stand


def split_gaps(draft: Draft, printed: str) -> Draft:
    """The draft with the gaps between the cells of such a table turned into borders, as many as columns are passed.

    `printed` is the text that the draft's origins point into: its characters are one or two wide.

    >>> table = '序号  工作任务  责任单位\\n1     公开规划  甲科\\n      和计划\\n'
    >>> split_gaps(Draft.of(table), table).text
    '序号\\t工作任务\\t责任单位\\n1\\t公开规划\\t甲科\\n\\t和计划\\n'
    """
    return draft.edit(_borders(draft, printed)) if "  " in draft.text else draft


def _borders(draft: Draft, printed: str) -> Iterator[Edit]:
    """The gaps of each line that may be a row; a line too long for a title ends the table."""
    heads: list[tuple[int, ...]] = []
    for start, end in draft.lines():
        line = draft.text[start:end]
        gaps = list(_GAP.finditer(line)) if "\t" not in line else []
        cells = _GAP.split(line.strip(" ")) if gaps else [line]
        if gaps and are_heads(cells):
            heads = _places(draft, printed, start, end)
        elif heads and gaps and all(map(kind_of_head, cells)):
            heads = _divided(heads, _places(draft, printed, start, end))
        elif len(cells) > len(heads) or (not gaps and len(line.strip(" ")) > _LONGEST_TITLE):
            heads = []
        if heads and "\t" not in line:
            yield from _passed(line, start, heads, _places(draft, printed, start, end))


def _places(draft: Draft, printed: str, start: int, end: int) -> list[tuple[int, ...]]:
    """Where each cell of a line stands: how many characters wide what is before it is, and how many they are."""
    before = printed_places(draft, printed, start, end)
    return [(before[cell.start()], cell.start()) for cell in _CELL.finditer(draft.text[start:end])]


def _divided(heads: list[tuple[int, ...]], below: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The places of heads with those of a second row of heads that divide them."""
    return sorted([*heads, *(place for place in below if not _columns(heads, [place]))])


def _passed(line: str, start: int, heads: Sequence[tuple[int, ...]],
            cells: Sequence[tuple[int, ...]]) -> Iterator[Edit]:
    """The gaps of a line as the borders that they pass, one each where its cells stand below no heads."""
    columns = _columns(heads, cells) or range(len(cells))
    before = 0
    for column, (_, at) in zip(columns, cells):
        gap = at - len(line[:at].rstrip(" "))
        if column > before or not at - gap:
            yield start + at - gap, start + at, "\t" * min(column - before, gap)
        before = column


def _columns(heads: Sequence[tuple[int, ...]], cells: Sequence[tuple[int, ...]]) -> list[int]:
    """The columns whose heads the cells of a line stand below, by one measure or the other; none if some does not."""
    for heads_at, cells_at in zip(zip(*heads), zip(*cells)):
        columns = [next((at for at, head in enumerate(heads_at) if abs(head - cell) <= _SLACK), -1)
                   for cell in cells_at]
        if all(before < after for before, after in zip([-1, *columns], columns)):
            return columns
    return []
