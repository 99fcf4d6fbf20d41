"""Tables ruled by bars: bars become cell borders, and rows that line ends broke are whole again.

A page turned to text closes each cell with a bar; a cell that held a paragraph ends its
line as well, so that a row stands on as many lines as it has cells.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import tables
from kg.normalise.boxes import join_rows
from kg.normalise.draft import Draft, Edit
from kg.normalise.heads import are_heads, kind_of_head

_LONGEST_CELL, _LONGEST_HEAD, _LONGEST_TITLE = 900, 12, 60
_MOST_COLUMNS, _FEWEST_HEADS = 24, 2
_MOST_CELLS, _NEAR = 4000, 48
_RULED_LINE = re.compile(r"^[ ]*\|?[ ]*(?::?-{2,}|:-)[-: |]*$")
# Where each cell stands on a line of its own and a bar closes it: a line without one goes on in the next.
_OPEN_CELL = re.compile(r"(?<=\|)\n(?:[^\n|]{0,40}[^\s|](?P<end> *\n) *)(?=[^\n|]{1,80}\|(?:\n|$))")
_LINE_END = re.compile(r" *(?:\n|$)")
_BRACKET = re.compile(r"[(\[【〔](?:[^()\[\]【】〔〕\n]|\([^()\n]*\))*[)\]】〕]")
_BAR = re.compile(r"\|")
_BROKEN = re.compile(r" *\n[ \n]*")
_NO_HEAD = re.compile(r"[\n\d。;,]")
_KEYED, _LABEL_ALONE = re.compile(r" *([\u4e00-\u9fff]{2,8}) ?:"), re.compile(r" *(?:\(?\d{1,3}[.、)]? *)?")
_LABEL, _CHAPTER = re.compile(r"\d{1,3}[.、](?!\d)"), re.compile(r"[一二三四五六七八九十]{1,3}、")
_ITEM = re.compile(r"\d{1,3}(?:[.、](?!\d)|$)|\(?[一二三四五六七八九十]{1,3}[)、]")
# What a column's cells cannot be, by what its head says that they are.
_STRANGE = {"number": re.compile(r"(?!\(?(?:\d{0,3}|[一二三四五六七八九十]{0,3}|[①-⑳])\)?[.、]?$)"),
            "text": re.compile(r"\d{1,3}[.、]?$"),
            "units": re.compile(rf".*。.|{_ITEM.pattern}", re.S), "other": _ITEM,
            "time": re.compile(rf".{{40}}|{_ITEM.pattern}|(?!.*[\d年月日季周旬天期底每按时]|.*(?:持续|动态|推进))", re.S)}


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands before a bar, white space at its edges left out; an empty one stands at its bar.

    `last` when the bar ends a line.
    """

    start: int
    end: int
    bar: int
    last: bool


_Row = Sequence[_Cell]


def split_bars(draft: Draft) -> Draft:
    """The draft with the bars of a ruled table turned into cell borders, a line for each row.

    >>> split_bars(Draft.of("| 1 | 公开 |")).text
    ' 1 \\t 公开 '
    >>> split_bars(Draft.of("工作任务 |\\n责任单位 |\\n公开规划。 |\\n甲科 |")).text
    '工作任务\\t责任单位\\n公开规划。\\t甲科'
    """
    if draft.text.count("|") < 2:
        return draft
    boxed = join_rows(draft.edit((bar, bar + 1, ";") for bar in _bars_in_brackets(draft.text)))
    whole = boxed.edit(edit for row in _broken_rows(boxed.text) for edit in _mended(boxed.text, row))
    joined = whole.edit((match.start("end"), match.end("end"), " ") for match in _OPEN_CELL.finditer(whole.text))
    return joined.edit(_borders(joined))


def _bars_in_brackets(text: str) -> Iterator[int]:
    """The bars that part the words of a bracket, and no cells: 〔牵头 甲局｜协办 乙局〕."""
    for bracket in _BRACKET.finditer(text):
        yield from (bracket.start() + bar.start() for bar in _BAR.finditer(bracket[0]))


def _borders(draft: Draft) -> Iterator[Edit]:
    """The bars of each line as borders; a single one is a border below heads, until prose ends the table, and
    behind the head of a record."""
    below, between = False, 0
    apart = _stand_between(draft.text)
    for start, end in draft.lines():
        line = draft.text[start:end].strip(" ")
        cells = line.split("|")
        if len(cells) > 1 and are_heads(cells):
            edged = "|" in (line[0], line[-1]) and len(cells) - 1 != between  # else a second row divides the first
            below, between = True, 0 if edged else len(cells) - 1
        elif len(cells) == 1 and end - start > _LONGEST_TITLE:
            below, between = False, 0
        record = len(cells) == 2 and kind_of_head(cells[0].strip(" ")) is not None
        if _names_its_cells(cells):
            yield from _as_lines(draft.text, start, end)
        else:
            yield from _bars(draft.text, start, end, below or record, between > 0 or (apart and not below))


def _stand_between(text: str) -> bool:
    """Whether bars only stand between cells: no line of several ends in one, and some begin with none."""
    lines = [line.strip(" ") for line in text.split("\n") if line.count("|") > 1]
    return bool(lines) and not any(line[-1] == "|" for line in lines) and any(line[0] != "|" for line in lines)


def _names_its_cells(cells: Sequence[str]) -> bool:
    """Whether a line of cells says itself what most hold: 1.|公开规划。|责任处室:甲处|责任人:某某|完成时间:6月."""
    keys = [kind_of_head(key[1]) for cell in cells if (key := _KEYED.match(cell))]
    return "units" in keys and len(keys) >= _FEWEST_HEADS and len(cells) - len(keys) <= _FEWEST_HEADS


def _as_lines(text: str, start: int, end: int) -> Iterator[Edit]:
    """The bars of a line as line ends; none behind a number alone, or at the line's edges."""
    for bar in _BAR.finditer(text, start, end):
        edge = _LABEL_ALONE.fullmatch(text, start, bar.start()) or not text[bar.end():end].strip(" ")
        yield bar.start(), bar.end(), "" if edge else "\n"


def _bars(text: str, start: int, end: int, below: bool, between: bool) -> Iterator[Edit]:
    """The bars of a line as borders; those at its edges close cells, unless the heads show that bars stand
    `between` cells alone: there an edge is an empty cell, or the line goes on in one above or below."""
    line = text[start:end]
    bars = line.count("|")
    if line.strip(" ") == "|" or (bars > 1 and _RULED_LINE.match(line)):
        yield start, end, ""
        return
    first, last = start + len(line) - len(line.lstrip()), start + len(line.rstrip()) - 1
    edges = () if between else (first, last)
    for match in _BAR.finditer(line):
        at = start + match.start()
        if below or bars > 1 or at in (first, last):
            yield at, at + 1, "" if at in edges else "\t"


def _broken_rows(text: str) -> Iterator[_Row]:
    """The rows of the tables whose cells end lines, their heads first; of others the heads alone."""
    cells = list(_cells(text))
    long = [*(at for at, cell in enumerate(cells) if cell.end - cell.start > _LONGEST_CELL), len(cells)]
    at = 0
    while at < len(cells):
        heads = _heads(text, cells[at:at + _MOST_COLUMNS])
        body = cells[at + len(heads):min(at + _MOST_CELLS, long[bisect_left(long, at)])] if heads else []
        body = body[:_again(text, heads, body)]
        rows = _rows(text, heads, body)
        yield from rows
        lines_end = sum(cell.last for cell in body[:_NEAR]) * 2 > len(body[:_NEAR])
        if heads and not rows and not lines_end and not _are_two_rows(text, heads):
            yield [cell for cell in heads if cell.start < cell.bar]
        at += max(1, len(heads), sum(map(len, rows)))


def _cells(text: str) -> Iterator[_Cell]:
    """What stands between a bar and the next."""
    before = 0
    for match in _BAR.finditer(text):
        bar, start, end = match.start(), before, match.start()
        while start < end and text[start] in " \n":
            start += 1
        while end > start and text[end - 1] in " \n":
            end -= 1
        last = _LINE_END.match(text, bar + 1) is not None
        yield _Cell(start, end, bar, last) if start < end else _Cell(bar, bar, bar, last)
        before = bar + 1


def _heads(text: str, cells: Sequence[_Cell]) -> _Row:
    """The heads that cells begin with, with the empty cells behind them; none otherwise.

    None either where bars on lines of their own open and close each row: a merged cell has none there.
    """
    first = max(text.rfind("\n", cells[0].start, cells[0].end) + 1, cells[0].start)
    if kind_of_head(text[first:cells[0].end]) is None or text.find("\n", first, cells[-1].bar) < 0:
        return []
    heads = [replace(cells[0], start=first), *itertools.takewhile(
        lambda cell: cell.end - cell.start <= _LONGEST_HEAD and not _NO_HEAD.search(text, cell.start, cell.end),
        cells[1:])]
    known = [at for at, cell in enumerate(heads) if kind_of_head(text[cell.start:cell.end])]
    if len(known) < _FEWEST_HEADS or len(known) * 2 <= known[-1] + 1:
        return []
    least = known[-1] + 1
    blank = sum(1 for _ in itertools.takewhile(lambda cell: cell.start == cell.bar, heads[least:]))
    if blank and "\n" in text[cells[0].end:cells[0].bar]:
        return []
    return heads[:least + blank] if heads[least + blank - 1].last else []


def _are_two_rows(text: str, heads: _Row) -> bool:
    """Whether heads stand on two lines of as many bars, the second dividing the first, and none was broken."""
    first = text.find("\n", heads[0].start)
    second = text.find("\n", first + 1)
    return 0 <= first < heads[-1].start and text.count("|", heads[0].start, first) == text.count("|", first, second)


def _again(text: str, heads: _Row, body: _Row) -> int:
    """Where the heads are printed again, the title of the page before the first; the body's length if nowhere."""
    words = [text[cell.start:cell.end] for cell in heads]
    for at, cell in enumerate(body if words else ()):
        if text.endswith(words[0], cell.start, cell.end) and words[1:] == [
                text[after.start:after.end] for after in body[at + 1:at + len(words)]]:
            return at
    return len(body)


def _rows(text: str, heads: _Row, body: Sequence[_Cell]) -> list[_Row]:
    """The heads and all rows as wide as they, if that is how the cells fall into rows; none otherwise.

    Empty cells behind the heads may be theirs or the first row's.
    """
    least = max((at + 1 for at, cell in enumerate(heads) if cell.start < cell.bar), default=0)
    cells = [*heads, *body]
    for width in _widths(text, heads, least):
        if all(cell.last for cell in cells[width - 1::width]):
            rows: list[_Row] = [cells[at:at + width] for at in range(0, len(cells), width)]
            if len(rows) > 1 and _are_rows(text, rows):
                return rows
    return []


def _widths(text: str, heads: _Row, least: int) -> Iterator[int]:
    """How wide rows may be below heads of at least so many cells, which may be two rows, the second dividing units."""
    half, odd = divmod(least, 2)
    if least and not odd and any(cell.start == cell.bar for cell in heads[half:least]) and all(
            kind_of_head(text[cell.start:cell.end]) == "units" for cell in heads[half:least] if cell.start < cell.bar):
        yield half
    yield from range(least, len(heads) + 1) if least else ()


def _are_rows(text: str, rows: Sequence[_Row]) -> bool:
    """Whether the last row is as wide as the others or all that is left, and no cell is strange to its head."""
    if len(rows[-1]) < len(rows[0]) and (not rows[-1][-1].last or text[rows[-1][-1].bar + 1:].strip()):
        return False
    kinds = [kind_of_head(text[cell.start:cell.end]) for cell in rows[0]]
    first = next((at for at, kind in enumerate(kinds) if kind == "text"), 0)
    full = [row for row in rows[1:] if sum(cell.start < cell.bar for cell in row) > 1]
    return _count_in_one_column(text, full) and not any(
        _is_strange(text[cell.start:cell.end], kind, at > first)
        for row in full for at, (cell, kind) in enumerate(zip(row, kinds)) if cell.start < cell.bar)


def _count_in_one_column(text: str, rows: Sequence[_Row]) -> bool:
    """Whether the items' numbers stand in the same column in all rows that have any."""
    columns = [{at for at, cell in enumerate(row) if _LABEL.match(text, cell.start, cell.end)} for row in rows]
    counted = [each for each in columns if each]
    return not counted or bool(set.intersection(*counted))


def _is_strange(cell: str, kind: str | None, inner: bool) -> bool:
    """Whether a cell cannot stand in a column of this kind, `inner` to the first of texts."""
    rule = _STRANGE.get(kind or "")
    limit = kind == "units" and tables.patterns("table_patterns")["time_cell"].regex.match(cell)
    return bool((rule and rule.match(cell)) or limit or (inner and _CHAPTER.match(cell)))


def _mended(text: str, row: _Row) -> Iterator[Edit]:
    """What makes the cells of a row one line: a border for each bar and the line end behind it."""
    for cell, after in zip(row, [*row[1:], None]):
        for match in _BROKEN.finditer(text, cell.start, cell.end):
            yield match.start(), match.end(), " "
        yield cell.end, after.start if after else cell.bar + 1, "\t" if after else ""
