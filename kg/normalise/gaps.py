"""Tables whose cells only wide gaps part: below their heads, the gaps are cell borders."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.normalise.columns import Cell, Columns, below_heads
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head, whole_words
from kg.normalise.width import printed_places

_GAP = re.compile(r" (?<=[^ \n] ) +(?=[^ \n])")  # a literal first, which is looked for faster
_CELL = re.compile(r"[^ ]+(?: [^ ]+)*")
_LONGEST_TITLE = 60
_NUMBER, _WITH_NUMBER, _FEWEST = re.compile(r" *\d{1,3} {2}"), 2, 3
_BACK = re.compile(r" *(?:主题词|抄[送报]|[备附]?注|说明) ?:")     # what no row begins with
_SECOND = 2                 # the line of a table that may divide its heads

# A line: where it begins in the draft, its text, its cells.
_Line = tuple[int, str, Sequence[Cell]]


def split_gaps(draft: Draft, printed: str) -> Draft:
    """The draft with the gaps between the cells of such a table turned into borders, as many as columns are passed.

    `printed` is the text that the draft's origins point into: its characters are one or two wide.

    >>> table = '序号  工作任务  责任单位\\n1     公开规划  甲科\\n      和计划\\n'
    >>> split_gaps(Draft.of(table), table).text
    '序号\\t工作任务\\t责任单位\\n1\\t公开规划\\t甲科\\n\\t和计划\\n'
    """
    if "  " not in draft.text:
        return draft
    return draft.edit(edit for heads, lines in _tables(draft, printed) for edit in _borders(heads, lines))


def _tables(draft: Draft, printed: str) -> Iterator[tuple[Sequence[Cell], list[_Line]]]:
    """The heads of each table and its lines, those of heads too; a line too long for a title ends it, and a note."""
    heads: Sequence[Cell] = ()
    below: Sequence[Cell] = ()
    lines: list[_Line] = []
    for start, end in draft.lines():
        line = draft.text[start:end]
        if not heads and "  " not in line:
            continue
        gaps = list(_GAP.finditer(line)) if "\t" not in line else []
        words = list(map("".join, whole_words(_GAP.split(line.strip(" "))))) if gaps else [line]
        begun = bool(gaps) and are_heads(words) and not (heads and (
            (len(lines) == 1 and len(words) <= len(heads)) or _cells(draft, printed, start, end) == heads))
        closed = _BACK.match(line) is not None or (not gaps and len(line.strip(" ")) > _LONGEST_TITLE)
        if begun or closed or len(words) > len(heads) + len(below):
            if heads:
                yield _divided(heads, below, lines), lines
            heads, below, lines = _cells(draft, printed, start, end) if begun else (), (), []
        if heads and "\t" not in line and line.strip(" "):
            lines.append((start, line, _cells(draft, printed, start, end)))
            below = lines[-1][2] if len(lines) == _SECOND and gaps and all(map(kind_of_head, words)) else below
    if heads:
        yield _divided(heads, below, lines), lines


def _cells(draft: Draft, printed: str, start: int, end: int) -> list[Cell]:
    """The cells of a line with where they stand: by how wide what is before them is, and by how many characters."""
    before = printed_places(draft, printed, start, end)
    words = list(_CELL.finditer(draft.text[start:end]))
    cells: list[Cell] = []
    at = 0
    for head in whole_words([word[0] for word in words]):
        begin, stop = words[at].start(), words[at + len(head) - 1].end()
        cells.append(Cell(begin, ((before[begin], before[stop]), (begin, stop))))
        at += len(head)
    return cells


def _divided(heads: Sequence[Cell], below: Sequence[Cell], lines: Sequence[_Line]) -> Sequence[Cell]:
    """The heads with those of a second row: beside them, or instead of those that it stands below, as most rows are."""
    if not below:
        return heads
    left, right = below[0].stretches[0][0], below[-1].stretches[0][1]
    added = [*heads, *(cell for cell in below if not below_heads(heads, [cell]))]
    beside = (head for head in heads if head.stretches[0][1] <= left or head.stretches[0][0] >= right)
    counts = Counter(len(cells) for _, _, cells in lines)
    chosen = max((added, [*beside, *below]), key=lambda found: counts[len(found)])
    return sorted(chosen, key=lambda cell: cell.stretches[0][0])


def _borders(heads: Sequence[Cell], lines: Sequence[_Line]) -> Iterator[Edit]:
    """The gaps of the lines as the borders that they pass, one each where cells stand in no columns; what stands alone
    in none goes on with the one list that the line above breaks off in."""
    columns = Columns.of(heads, [cells for _, _, cells in lines if cells != lines[0][2]])
    lowered = _lowered(heads, lines)
    listed: list[int] = []
    for start, line, cells in lines:
        before = 0
        below = range(len(heads) - lowered, len(heads)) if len(cells) == lowered and not _counts(line) else ()
        places = below or columns.below(cells) or (listed if len(cells) == len(listed) == 1 else range(len(cells)))
        listed = [column for column, cell in zip(places, cells) if line[:cell.stretches[1][1]].endswith("、")]
        for column, cell in zip(places, cells):
            gap = cell.at - len(line[:cell.at].rstrip(" "))
            if column > before or gap == cell.at:
                yield start + cell.at - gap, start + cell.at, "\t" * min(column - before, gap)
            before = column


def _lowered(heads: Sequence[Cell], lines: Sequence[_Line]) -> int:
    """How many cells of each row stand on a line below its requirement, as copies leave them: the lines with numbers
    hold that alone, and as many others all the rest; 0 if that is not so."""
    counted = [len(cells) for _, line, cells in lines if _counts(line)]
    rest = len(heads) - _WITH_NUMBER
    closing = sum(len(cells) == rest for _, line, cells in lines if not _counts(line))
    most = counted.count(_WITH_NUMBER) == len(counted) >= _FEWEST and closing * 3 >= len(counted) * 2
    return rest if rest > 1 and most else 0


def _counts(line: str) -> bool:
    """Whether a line begins with the number of a row and the gap behind it; a space may stand in a sum (3 412)."""
    return _NUMBER.match(line) is not None
