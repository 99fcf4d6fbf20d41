"""The cells of rows that were run together: told by what they name, by the spaces between them, by how many are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import compress

from kg.extract.responsibility import Usage
from kg.extract.tables.align import Alignment, align_rows
from kg.extract.tables.costs import Token
from kg.extract.tables.fitting import fits_below
from kg.extract.tables.flat_rows import FlatRow
from kg.extract.tables.flat_spaced import cells_between_spaces
from kg.extract.tables.flat_tokens import in_pairs, lists_of, telling_gaps, tokens_of
from kg.extract.tables.heads import Column, Kind
from kg.extract.tables.looks import cell_token
from kg.extract.tables.persons import persons_apart, with_persons
from kg.extract.tables.zones import layout_of
from kg.model.text import Document

_SPACED = 0.8               # spaces or line ends per row from which they may be borders
_PRINTED = 0.2              # how much borders in print speak for a row
_FULL = 0.5                 # of the rows that have a cell below each head more tell that spaces are borders
_NAMING = ("units", "empty")

# The cells of each row, and where each stands.
Cells = tuple[list[list[Token]], list[Alignment]]


def best_cells(document: Document, rows: Sequence[FlatRow], columns: tuple[Column, ...],
               names: frozenset[str], glued: bool) -> Cells:
    """The better of two readings of the whole table: cells told by what they name, or cells told by the spaces
    between them; `glued` when no space parts the heads. Where spaces leave most rows as many cells as there are
    heads, these are in order."""
    text = document.logical.text
    spaces, ends = (sum(text.count(mark, row.mark.end, row.stop) for row in rows) for mark in " \n")
    zoned = _zoned(document, rows, columns, names, glued)
    if spaces + ends < len(rows) * _SPACED:
        return zoned
    spaced = _spaced(text, rows, columns, names)
    lead = sum(alignment.score for alignment in zoned[1]) - sum(alignment.score for alignment in spaced[1])
    best = zoned if lead > len(rows) * _PRINTED or spaces < len(rows) * _SPACED else spaced
    return best if glued or any(row.holes for row in rows) else _in_order(spaced, best, columns)


def _zoned(document: Document, rows: Sequence[FlatRow], columns: tuple[Column, ...], names: frozenset[str],
           glued: bool) -> Cells:
    """The cells as the zone of units parts each row."""
    text, layout = document.logical.text, layout_of(columns)
    in_zones = [with_persons(text, tokens, columns) for tokens in in_pairs(
        text, [tokens_of(document, row, layout, names) for row in rows], layout)]
    cells = telling_gaps(persons_apart(text, in_zones, columns, names, partial(
        lists_of, text, layout=layout, names=names)), columns, glued)
    return cells, align_rows(cells, columns)


def _spaced(text: str, rows: Sequence[FlatRow], columns: tuple[Column, ...], names: frozenset[str]) -> Cells:
    """The cells that spaces and line ends part."""
    known = Usage(names)
    cells = [with_persons(text, [cell_token(text, *cell, known) for cell in cells_between_spaces(
        text, row.mark.end, row.stop)], columns) for row in rows]
    return cells, align_rows(cells, columns)


def _in_order(spaced: Cells, best: Cells, columns: tuple[Column, ...]) -> Cells:
    """The best cells, but for the rows that have one between spaces below each head, in the order of these, if most
    have and all look as they should. Themes before the requirement may be merged over rows."""
    places = [at for at, column in enumerate(columns) if column.kind is not Kind.NUMBER]
    merged = sum(column.kind is Kind.TEXT for column in columns) - 1
    ordered = [_places(cells, columns, places, merged) for cells in spaced[0]]
    whole = [len(cells) == len(places) for cells in spaced[0]]
    if not whole[0] or None in compress(ordered, whole) or len(ordered) - ordered.count(None) <= len(ordered) * _FULL:
        return best
    cells = [row if at is None else own for at, own, row in zip(ordered, spaced[0], best[0])]
    return cells, [path if at is None else Alignment(at, path.score) for at, path in zip(ordered, best[1])]


def _places(cells: Sequence[Token], columns: Sequence[Column], places: Sequence[int],
            merged: int) -> tuple[int, ...] | None:
    """Where cells stand that are as many as the places, or as those behind the `merged` themes; None if they do not
    look as the heads there announce, or are fewer or more."""
    below = next((places[left:] for left in {0, merged} if len(cells) == len(places) - left), None)
    named = below and all(cell.look in _NAMING for cell, at in zip(cells, below) if columns[at].kind is Kind.UNITS)
    return tuple(below) if below and named and fits_below(cells, [columns[at] for at in below]) else None
