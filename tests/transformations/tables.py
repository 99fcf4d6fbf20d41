"""The tasks of an answered plan printed as one table, in the ways that pages, copies and exports print tables."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.evaluate.answers import Answer
from kg.model.extraction import Assignment, Extraction, Header, Role, Task
from kg.model.text import Span

_LABEL = re.compile(r"\d{1,3}|\([一二三四五六七八九十]{1,3}\)")
_NOT_TEXT = re.compile(r"</?p>|\s")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of print: `task` is the number of the task that it is the requirement or, with
    `unit`, one of the units of."""

    text: str
    task: int | None = None
    unit: int | None = None


Cell = tuple[Piece, ...]
Grid = list[list[Cell]]
Layout = Callable[[Sequence[Task]], Grid]
Form = Callable[[Grid], Iterator[Piece]]


def tasks_of(answer: Answer) -> tuple[Task, ...]:
    """The tasks of an answer that a row can hold, numbered anew where their numbers are not a row's."""
    text = answer.extraction.text
    found = [task for task in answer.extraction.tasks if task.assignments and len(_body(text, task)) <= _LONGEST]
    return tuple(replace(task, label=task.label if _LABEL.fullmatch(task.label or "") else None,
                         headings=tuple(_NOT_TEXT.sub("", heading) for heading in task.headings)) for task in found)


def _body(text: str, task: Task) -> str:
    return _NOT_TEXT.sub("", "".join(span.of(text) for span in task.spans))


def typeset(answer: Answer, layout: Layout, form: Form) -> Answer:
    """The answer of a page that holds nothing but a title and the tasks as a table, as far as its layout takes them."""
    tasks = tasks_of(answer)
    bodies = [_body(answer.extraction.text, task) for task in tasks]
    grid = [[tuple(_worded(piece, bodies) for piece in cell) for cell in row] for row in layout(tasks)]
    text = "2021年重点任务分解表\n"
    places: dict[tuple[int, int | None], list[Span]] = defaultdict(list)
    for piece in form(grid):
        if piece.task is not None and piece.text:
            places[piece.task, piece.unit].append(Span(len(text), len(text) + len(piece.text)))
        text += piece.text
    printed = tuple(_moved(number, task, places) for number, task in enumerate(tasks) if (number, None) in places)
    extraction = Extraction(answer.extraction.source, text, Header(), (), (), printed)
    return replace(answer, extraction=extraction, furniture=())


def _worded(piece: Piece, bodies: Sequence[str]) -> Piece:
    """A piece of a layout, the words of a requirement filled in."""
    return replace(piece, text=bodies[piece.task]) if piece.task is not None and piece.unit is None else piece


def _moved(number: int, task: Task, places: Mapping[tuple[int, int | None], Sequence[Span]]) -> Task:
    units = tuple(replace(unit, span=places[number, at][0], role=_role(unit)) for at, unit in enumerate(task.assignments))
    return replace(task, spans=tuple(places[number, None]), assignments=units, times=())


def _role(unit: Assignment) -> Role:
    return Role.LEAD if unit.role is Role.LEAD else Role.RESPONSIBLE


# Layouts: what stands in which cell.

def chapters_in_rows(tasks: Sequence[Task]) -> Grid:
    """工作任务 | 牵头单位 | 责任单位, headings in rows of their own."""
    grid: Grid = [_heads("工作任务", "牵头单位", "责任单位")]
    above: tuple[str, ...] = ()
    for number, task in enumerate(tasks):
        same = len(list(itertools.takewhile(lambda pair: pair[0] == pair[1], zip(above, task.headings))))
        grid += [[(Piece(heading),), (), ()] for heading in task.headings[same:]]
        above = task.headings
        grid.append([(*_label(task), Piece("", number)), *_units(number, task)])
    return grid


def chapters_in_column(tasks: Sequence[Task]) -> Grid:
    """工作任务 | 具体要求 | 牵头单位 | 责任单位, headings merged downwards: blank but in the first row."""
    grid: Grid = [_heads("工作任务", "具体要求", "牵头单位", "责任单位")]
    above: tuple[str, ...] = ()
    for number, task in enumerate(tasks):
        chapter = (Piece("".join(task.headings)),) if task.headings and task.headings != above else ()
        above = task.headings
        grid.append([chapter, (*_label(task), Piece("", number)), *_units(number, task)])
    return grid


def chapters_left_out(tasks: Sequence[Task]) -> Grid:
    """The same, the row without the cells that are merged with those above."""
    return [row if row[0] else row[1:] for row in chapters_in_column(tasks)]


def numbers_in_column(tasks: Sequence[Task]) -> Grid:
    """序号 | 工作任务 | 牵头单位 | 责任单位, without headings."""
    rows = ([(Piece(str(number + 1)),), (Piece("", number),), *_units(number, task)] for number, task in enumerate(tasks))
    return [_heads("序号", "工作任务", "牵头单位", "责任单位"), *rows]


def leads_before_tasks(tasks: Sequence[Task]) -> Grid:
    """序号 | 牵头单位 | 工作任务 | 配合单位 of the tasks that name leads and others, without headings."""
    rows = ((number, task, *_units(number, task)) for number, task in enumerate(tasks))
    whole = [(number, lead, others) for number, _, lead, others in rows if lead and others]
    return [_heads("序号", "牵头单位", "工作任务", "责任单位"),
            *([(Piece(str(at)),), lead, (Piece("", number),), others] for at, (number, lead, others) in enumerate(whole, 1))]


def _heads(*words: str) -> list[Cell]:
    return [(Piece(word),) for word in words]


def _label(task: Task) -> Cell:
    label = task.label or ""
    return (Piece(label + ("" if label[0] == "(" else ".")),) if label else ()


def _units(number: int, task: Task) -> tuple[Cell, Cell]:
    """The leads and the others, each list with its separators."""
    lists: tuple[list[Piece], list[Piece]] = ([], [])
    for at, unit in enumerate(task.assignments):
        pieces = lists[_role(unit) is not Role.LEAD]
        pieces += [Piece("、")] if pieces else []
        pieces.append(Piece(unit.name, number, at))
    return tuple(lists[0]), tuple(lists[1])


# Forms: what parts one cell from another, and one row from the next.

def tabs(grid: Grid) -> Iterator[Piece]:
    """Tabs, as a sheet or a document's table is copied."""
    yield from _joined(grid, "", "\t", "\n")


def bars(grid: Grid) -> Iterator[Piece]:
    """Bars around the cells and a ruled line below the heads, as Markdown has them."""
    yield from _joined(grid[:1], "| ", " | ", " |\n")
    yield Piece("|" + " --- |" * len(grid[0]) + "\n")
    yield from _joined(grid[1:], "| ", " | ", " |\n")


def bars_between(grid: Grid) -> Iterator[Piece]:
    """Bars between the cells alone."""
    yield from _joined(grid, "", " | ", "\n")


def bars_behind(grid: Grid) -> Iterator[Piece]:
    """Each cell on a line that a bar ends, empty ones too, as pages turned to text have them."""
    for row in grid:
        for cell in row:
            yield from (*cell, Piece(" |\n" if cell else "|\n"))


def lines(grid: Grid) -> Iterator[Piece]:
    """Each cell on a line, an empty one a blank line."""
    for row in grid:
        for cell in row if any(row[1:]) else row[:1]:
            yield from (*cell, Piece("\n"))


def gaps(grid: Grid) -> Iterator[Piece]:
    """Wide gaps, as a printed page is copied; a stroke for an empty cell amid a row."""
    for row in grid:
        yield from _joined([[cell or (Piece("/"),) for cell in row] if any(row[1:]) else row[:1]], "", "    ", "\n")


def commas(grid: Grid) -> Iterator[Piece]:
    """Commas, the cells in quotes."""
    yield from _joined(grid, '"', '","', '"\n')


def tags(grid: Grid) -> Iterator[Piece]:
    """The tags of a page, a cell's list of units broken after the first."""
    yield Piece("<table>")
    for row in grid:
        yield from _joined([[_broken(cell) for cell in row]], "<tr><td>", "</td><td>", "</td></tr>\n")
    yield Piece("</table>")


def _broken(cell: Cell) -> Cell:
    return tuple(Piece("<br/>") if piece.text == "、" else piece for piece in cell)


def run_together(grid: Grid) -> Iterator[Piece]:
    """Nothing, an empty cell of units a space, as a page whose tags are dropped."""
    for row in grid:
        for at, cell in enumerate(row):
            yield from cell or ((Piece(" "),) if any(row[1:]) and at >= len(row) - 2 else ())


def tags_on_lines(grid: Grid) -> Iterator[Piece]:
    """The tags of a page, each on a line of its own."""
    for row in grid:
        yield from _joined([row], "<tr>\n<td>", "</td>\n<td>", "</td>\n</tr>\n")


def gaps_behind_heads(grid: Grid) -> Iterator[Piece]:
    """Records: each value on a line behind its head and a gap."""
    yield from _records(grid, "  ")


def heads_above(grid: Grid) -> Iterator[Piece]:
    """Records: each value on the line below its head."""
    yield from _records(grid, "\n")


def _records(grid: Grid, between: str) -> Iterator[Piece]:
    for row in grid[1:]:
        for head, cell in zip(grid[0], row):
            if cell:
                yield from (*((*head, Piece(between)) if any(row[1:]) else ()), *cell, Piece("\n"))


def drawn(grid: Grid) -> Iterator[Piece]:
    """Box characters, the cells broken into lines, a rule below each row."""
    widths = _widths(grid)
    rule = "".join("┼" + "─" * (width // 2) for width in widths) + "┼\n"
    for row in grid:
        yield Piece(rule)
        for line in _broken_row(row, widths):
            for cell, width in zip(line, widths):
                yield from (Piece("│"), *cell, Piece(" " * (width - _width(cell))))
            yield Piece("│\n")
    yield Piece(rule)


def set_with_spaces(grid: Grid) -> Iterator[Piece]:
    """Columns that nothing but spaces set, the cells broken into lines, as a printed page is copied."""
    yield from _set(grid, centred=False)


def set_in_the_middle(grid: Grid) -> Iterator[Piece]:
    """The same, each cell in the middle of its row, as most printed tables have them."""
    yield from _set(grid, centred=True)


def _set(grid: Grid, centred: bool) -> Iterator[Piece]:
    widths = _widths(grid)
    for row in grid:
        for line in _broken_row(row, widths, centred) if any(row[1:]) else [row[:1]]:
            blank = 0
            for cell, width in zip(line, widths):
                if cell:
                    yield from (Piece(" " * blank), *cell)
                blank = (0 if cell else blank) + width - _width(cell) + 2
            yield Piece("\n")


def broken_in_place(grid: Grid) -> Iterator[Piece]:
    """The lines of each cell, broken where its column is full, one cell after the other, as a page of a PDF is read; a
    stroke for an empty cell."""
    widths = _widths(grid)
    for row in grid:
        for cell, width in zip(row, widths):
            for line in _lines(cell or (Piece("/"),), width):
                yield from (*line, Piece("\n"))


def cut_at_marks(grid: Grid) -> Iterator[Piece]:
    """As `broken_in_place`, the lines of sentences cut behind their marks too, as some readers of PDFs do."""
    for piece in broken_in_place(grid):
        parts = re.split(r"(?<=[，、。》])(?=.)", piece.text) if piece.unit is None else [piece.text]
        for at, part in enumerate(parts):
            yield from ((Piece("\n"),) if at else ())
            yield replace(piece, text=part)


def abreast(grid: Grid) -> Iterator[Piece]:
    """The first lines of all cells of a row in one line, then the second ones, a space between two, as the text of a
    PDF has them; a stroke for an empty cell."""
    yield from _abreast(grid, centred=False)


def abreast_in_the_middle(grid: Grid) -> Iterator[Piece]:
    """The same, each cell in the middle of its row."""
    yield from _abreast(grid, centred=True)


def _abreast(grid: Grid, centred: bool) -> Iterator[Piece]:
    widths = _widths(grid)
    for row in grid:
        for line in _broken_row([cell or (Piece("/"),) for cell in row], widths, centred):
            yield from (piece for at, cell in enumerate(filter(None, line)) for piece in ((Piece(" "),) * (at > 0) + cell))
            yield Piece("\n")


def _widths(grid: Grid) -> list[int]:
    """How wide columns are: that of the requirements wider than the others."""
    required = {at for row in grid for at, cell in enumerate(row)
                if any(piece.task is not None and piece.unit is None for piece in cell)}
    return [28 if at in required else 14 for at in range(len(grid[0]))]


def _width(cell: Cell) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for piece in cell for character in piece.text)


def _broken_row(row: Sequence[Cell], widths: Sequence[int], centred: bool = False) -> Iterator[list[Cell]]:
    """The lines of a row, each cell broken where its column is full, `centred` from top to bottom or at the top."""
    columns = [list(_lines(cell, width)) for cell, width in zip(row, widths)]
    high = max(map(len, columns))
    above: list[Cell] = [()] * high
    for line in itertools.zip_longest(*(above[:(high - len(column)) // 2 * centred] + column for column in columns),
                                      fillvalue=()):
        yield list(line)


def _lines(cell: Cell, width: int) -> Iterator[Cell]:
    line: list[Piece] = []
    for piece in cell:
        for character in piece.text:
            if _width((*line, Piece(character))) > width:
                yield tuple(line)
                line = []
            if line and (line[-1].task, line[-1].unit) == (piece.task, piece.unit):
                line[-1] = replace(line[-1], text=line[-1].text + character)
            else:
                line.append(replace(piece, text=character))
    if line:
        yield tuple(line)


def _joined(grid: Grid, before: str, between: str, behind: str) -> Iterator[Piece]:
    for row in grid:
        yield Piece(before)
        for at, cell in enumerate(row):
            yield from (*((Piece(between),) if at else ()), *cell)
        yield Piece(behind)
