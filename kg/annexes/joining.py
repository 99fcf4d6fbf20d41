"""A notice and its annexes as one text, read as one document."""

from __future__ import annotations

from dataclasses import replace

from kg.annexes.belonging import Bundle
from kg.annexes.names import bare, letters
from kg.extract.reading import extract
from kg.model.extraction import Attached, Extraction
from kg.model.text import Place, Reading, Span
from kg.normalise import normalise

_LINE = 8
_HELD = 0.9


def joined(bundle: Bundle) -> Extraction:
    """Everything that a notice with its annexes says; its source is that of the notice.

    The annexes follow the notice in their order, each on a line of its own; pages and tables
    count on. An annex whose text the notice holds already is not repeated. `attached` says
    where each stands.
    """
    whole = _reading(bundle.notice)
    attached: list[Attached] = []
    for annex in bundle.annexes:
        held = _held(annex.text, whole.text)
        if held is None:
            whole, held = _appended(whole, annex)
        attached.append(Attached(annex.source, held))
    return replace(extract(normalise(whole)), attached=tuple(attached))


def _reading(read: Extraction) -> Reading:
    return Reading(read.source, read.text, read.places, read.metadata, missing=read.missing)


def _held(annex: str, text: str) -> Span | None:
    """Where a text already holds nearly every line of an annex, from its first to its last."""
    whole, places = letters(text)
    lines = [line for line in map(bare, annex.splitlines()) if len(line) >= _LINE]
    found = [(at, at + len(line)) for line in lines if (at := whole.find(line)) >= 0]
    share = sum(end - start for start, end in found) / max(1, sum(map(len, lines)))
    if share < _HELD:
        return None
    return Span(places[min(found)[0]], places[max(end for _, end in found) - 1] + 1)


def _appended(whole: Reading, annex: Extraction) -> tuple[Reading, Span]:
    """A reading with an annex behind it, and where the annex stands."""
    text = whole.text if whole.text.endswith("\n") else f"{whole.text}\n"
    pages = max((place.page or 0 for place in whole.places), default=0)
    tables = max((place.table or 0 for place in whole.places), default=0)
    places = tuple(_moved(place, len(text), pages, tables) for place in annex.places)
    missing = tuple(f"{annex.source.name}: {what}" for what in annex.missing)
    longer = replace(whole, text=text + annex.text, places=(*whole.places, *places),
                     missing=(*whole.missing, *missing))
    return longer, Span(len(text), len(text) + len(annex.text))


def _moved(place: Place, by: int, pages: int, tables: int) -> Place:
    return replace(place, span=Span(place.span.start + by, place.span.end + by),
                   page=None if place.page is None else place.page + pages,
                   table=None if place.table is None else place.table + tables)
