"""The paragraphs and tables of an HTML element, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from kg.readers.layout import Block, Cell, Paragraph, Piece, Table, closed, hard, paragraph

_BLOCKS = frozenset("address article aside blockquote body center dd details div dl dt fieldset figcaption figure "
                    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary "
                    "table tbody td tfoot th thead tr ul caption".split())
_BREAK = "\n"
_WRAP = re.compile(r"[ \t\r\n\f]+")
_WRAP_IN_HAN = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")
_WIDEST = 100
_TALLEST = 10_000
_FARTHEST = 300
"""Beyond this column spans from above count no more: a page of spans would cost its square."""


def blocks(element: _Element, until: _Element | None = None) -> Iterator[Block]:
    """The blocks of an element without its own tail, up to where `until` begins.

    A table that only arranges a page (one row, one column, or tables inside) counts as
    paragraphs; the numbers that browsers put before list items are restored.
    """
    line: list[str] = []
    for event in _events(element, until):
        if isinstance(event, Table):
            yield from _flush(line)
            yield event
        elif event == _BREAK:
            yield from _flush(line)
        else:
            line.append(event)
    yield from _flush(line)


def words(element: _Element) -> str:
    """The text of an element on one line: hard breaks joined, white space collapsed."""
    joined = ""
    for line in map(closed, lines_of(blocks(element))):
        joined += hard(joined, line) + line
    return joined


def lines_of(found: Iterable[Block]) -> Iterator[str]:
    """The text of every paragraph and cell."""
    for block in found:
        groups = (block,) if isinstance(block, Paragraph) else block.cells
        yield from ("".join(piece.text for piece in group.pieces) for group in groups)


def _flush(line: list[str]) -> Iterator[Paragraph]:
    text = _WRAP.sub(" ", "".join(line)).strip()
    line.clear()
    if text:
        yield paragraph(text)


def _events(element: _Element, until: _Element | None) -> Iterator[str | Table]:
    """Text runs, _BREAK between blocks, and data tables."""
    stack: list[tuple[_Element, Iterator[_Element]]] = [(element, iter(element))]
    items: dict[_Element, int] = {}
    yield from _opening(element, items)
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield from _closing(parent, bool(stack))
        elif child is until:
            return
        elif child.tag == "table" and _is_data(child):
            yield _table(child)
            yield _run(child.tail)
        else:
            yield from _opening(child, items)
            stack.append((child, iter(child)))


def _opening(element: _Element, items: dict[_Element, int]) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    if element.tag in _BLOCKS or element.tag == "br":
        yield _BREAK
    if element.tag == "li":
        yield _number(element.getparent(), items)
    yield _run(element.text)


def _closing(element: _Element, with_tail: bool) -> Iterator[str]:
    if element.tag in _BLOCKS:
        yield _BREAK
    if with_tail:
        yield _run(element.tail)


def _run(text: str | None) -> str:
    """A text run; a line end of the markup between two Chinese characters is no space."""
    return _WRAP.sub(" ", _WRAP_IN_HAN.sub("", text or ""))


def _number(numbered: _Element | None, items: dict[_Element, int]) -> str:
    """What a browser prints before the next item of a numbered list; `items` counts them."""
    if numbered is None or numbered.tag != "ol" or "list-style" in (numbered.get("style") or ""):
        return ""
    first = numbered.get("start") or "1"
    items.setdefault(numbered, int(first) - 1 if first.isdecimal() and len(first) < 6 else 0)
    items[numbered] += 1
    return f"{items[numbered]}. "


def _is_data(table: _Element) -> bool:
    if any(inner is not table for inner in table.iter("table")):
        return False
    rows = list(table.iter("tr"))
    return len(rows) > 1 and any(len(_cells(row)) > 1 for row in rows)


def _cells(row: _Element) -> list[_Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _table(table: _Element) -> Table:
    """The cells of a data table, each at the first place that spans from above leave free."""
    found: list[Cell] = []
    taken: dict[int, int] = {}  # column -> last row that a span from above fills
    rows = list(table.iter("tr"))[:_TALLEST]
    for number, row in enumerate(rows, 1):
        column = 1
        for element in _cells(row):
            while taken.get(column, 0) >= number and column < _FARTHEST:
                column += 1
            columns = _span(element, "colspan", _WIDEST)
            height = _span(element, "rowspan", len(rows) - number + 1)
            taken.update({column + offset: number + height - 1 for offset in range(columns)})
            found.append(Cell((Piece(words(element)),), number, column, height, columns))
            column += columns
    return Table(tuple(found))


def _span(cell: _Element, attribute: str, most: int) -> int:
    value = (cell.get(attribute) or "1").strip()
    if not value.isdecimal() or len(value) > 5:
        return 1
    return max(1, min(int(value) or most, most))
