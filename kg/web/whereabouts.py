"""Where a fact stood in the original: page, row, cell or paragraph, and the picture of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.annexes.origins import origin
from kg.errors import KgError
from kg.graph.library import Library
from kg.model.extraction import Extraction
from kg.model.text import Place, Source, Span
from kg.readers.child import Limits, draw_in_child
from kg.readers.layout import Region
from kg.readers.pictures import DRAWN
from kg.web.site import Served
from kg.web.visit import Visit, path_to

_LIMITS = Limits(seconds=15, memory=1024, patience=30)
_AT_ONCE = 2
_KEPT = 64
_LONGEST = 40
"""Lines of the longest passage that is drawn; a longer one is drawn from its first lines."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The file and the places of some words; `line` counts the lines of its text from 1."""

    source: Source
    page: int | None
    places: tuple[Place, ...]
    line: int

    @property
    def region(self) -> Region | None:
        """The box around the words on the page that they begin on, if the file can be drawn."""
        boxes = [place.box for place in self.places if place.box and place.page == self.places[0].page]
        if self.page is None or not boxes or self.source.media_type not in DRAWN:
            return None
        left, top, right, bottom = zip(*boxes[:_LONGEST], strict=True)
        return Region(self.page, (min(left), min(top), max(right), max(bottom)))


def standing(read: Extraction, span: Span) -> Standing:
    """Where some words of a document stand in the file that they were read from."""
    places = tuple(sorted((place for place in read.places if place.span.overlap(span)), key=lambda place: place.span))
    source, page, start = origin(read, places[0] if places else Place(span))
    return Standing(source, page, places, read.text.count("\n", start, span.start) + 1)


def told(read: Extraction, span: Span, visit: Visit) -> str:
    """Where some words stand, in the language of the visit.

    A table is named when it has a row; without page and table the paragraph is, or the line
    of a plain text.
    """
    found = standing(read, span)
    first = found.places[0] if found.places else None
    words = []
    if found.source != read.source:
        words.append(found.source.name)
    if found.page is not None:
        words.append(visit.say(f"第 {found.page} 页", f"page {found.page}"))
    if first is not None and first.row is not None:
        words.append(visit.say(f"表 {first.table} 第 {first.row} 行第 {first.column} 列",
                               f"table {first.table}, row {first.row}, column {first.column}"))
    elif first is not None and first.paragraph is not None:
        words.append(visit.say(f"第 {first.paragraph} 段", f"paragraph {first.paragraph}"))
    elif first is None:
        words.append(visit.say(f"第 {found.line} 行", f"line {found.line}"))
    return visit.say("，", ", ").join(words)


def picture_path(work: str, read: Extraction, span: Span) -> str:
    """The address of the picture of some words; nothing if their file cannot be drawn."""
    if standing(read, span).region is None:
        return ""
    return path_to("pictures", work, f"{span.start}-{span.end}")


def picture_route(served: Served) -> Route:
    """The pictures of passages, drawn when they are asked for, a few at once."""
    turn = threading.Semaphore(_AT_ONCE)
    drawn = lru_cache(_KEPT)(_drawer(served.library))

    def _answer(request: Request) -> Response:
        try:
            read = served.site().view.extraction(request.path_params["id"])
            start, end = map(int, request.path_params["at"].split("-"))
            found = standing(read, Span(start, end))
            if found.region is None:
                return PlainTextResponse("there is no picture of that\n", 404)
            with turn:
                picture = drawn(found.source, found.region)
        except (KeyError, ValueError, KgError):
            return PlainTextResponse("there is no picture of that\n", 404)
        return Response(picture, media_type="image/png", headers={"cache-control": "private, max-age=3600"})

    return Route("/pictures/{id:path}/{at}", _answer)


def _drawer(library: Library) -> Callable[[Source, Region], bytes]:
    return lambda source, region: draw_in_child(library.source(source.sha256), source, region, _LIMITS)
