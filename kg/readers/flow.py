"""Sheets to blocks: running heads removed, tables and paragraphs whole across pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model.text import Place
from kg.readers.cells import Found, ruled
from kg.readers.frame import without_frame
from kg.readers.layout import Block, compose
from kg.readers.paragraphs import all_margins, paragraphs
from kg.readers.sheet import Sheet
from kg.readers.typelines import Line, Stretch, lines
from kg.readers.spread import Part, whole_tables
from kg.readers.turns import on_the_page
from kg.readers.unruled import with_tables

_TWO_UP_LINES = 6


def composed(sheets: Sequence[Sheet]) -> tuple[str, tuple[Place, ...]]:
    """The text of a document's pages, and where each stretch of it stands on them."""
    text, places = compose(flow(sheets))
    return text, on_the_page(places, {sheet.number: sheet.turn for sheet in sheets if sheet.turn is not None})


def flow(sheets: Sequence[Sheet]) -> list[Block]:
    """The blocks of a document in reading order."""
    found = [ruled(sheet) for sheet in sheets]
    loose = [lines(sheet.number, rest) for sheet, (_, rest) in zip(sheets, found)]
    bodies = without_frame([(body, sheet.height) for body, sheet in zip(loose, sheets)])
    parts = [part for sheet, (tables, _), body in zip(sheets, found, bodies)
             for part in _parts(sheet, tables, body)]
    return list(_blocks(list(whole_tables(parts))))


def _parts(sheet: Sheet, tables: Sequence[Found], body: Sequence[Line]) -> Iterator[Part]:
    """The parts of a page from top to bottom; of a page printed two-up, the left half first."""
    middle = _two_up(sheet, tables, body)
    if middle is None:
        yield from _ordered(tables, Stretch(tuple(body), 0.0, sheet.width))
        return
    for right in (False, True):
        half = lines(sheet.number, [glyph for line in body for glyph in line.glyphs
                                    if (glyph.left >= middle) is right])
        room = (middle, sheet.width) if right else (0.0, middle)
        yield from _ordered([table for table in tables if (table.box[0] >= middle) is right],
                            Stretch(tuple(half), *room))


def _two_up(sheet: Sheet, tables: Sequence[Found], body: Sequence[Line]) -> float | None:
    """The middle of a landscape page that carries two pages side by side, else None."""
    middle = sheet.width / 2
    if sheet.width <= sheet.height or any(table.box[0] < middle < table.box[2] for table in tables):
        return None
    crossing = [line for line in body for glyph in line.glyphs if glyph.left < middle < glyph.right]
    left = [line for line in body if line.box[0] < middle]
    right = [line for line in body if line.box[2] > middle]
    both = min(len(left), len(right)) >= _TWO_UP_LINES or (tables and left and right)
    return middle if both and not crossing else None


def _ordered(tables: Sequence[Found], body: Stretch) -> Iterator[Part]:
    """Tables and the lines between them, by where they begin."""
    run: list[Line] = []
    waiting = sorted(tables, key=lambda table: table.box[1])
    for line in body.lines:
        while waiting and waiting[0].box[1] <= line.box[1]:
            yield from _stretches(run, body)
            run = []
            yield waiting.pop(0)
        run.append(line)
    yield from _stretches(run, body)
    yield from waiting


def _stretches(run: Sequence[Line], body: Stretch) -> Iterator[Part]:
    """Lines as stretches, with the tables that white columns make of them."""
    held: list[Line] = []
    for part in with_tables(run):
        if isinstance(part, Found):
            if held:
                yield replace(body, lines=tuple(held))
            held = []
            yield part
        else:
            held.append(part)
    if held:
        yield replace(body, lines=tuple(held))


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    margins = all_margins(part for part in parts if isinstance(part, Stretch))
    held: list[Stretch] = []
    for part in parts:
        if isinstance(part, Found):
            yield from paragraphs(held, margins)
            held = []
            yield part.table
        else:
            held.append(part)
    yield from paragraphs(held, margins)
