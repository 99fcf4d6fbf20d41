"""A notice and its annexes in files of their own, joined into one Reading.

Offices publish the notice as a page and the plan as an attached file. The annex belongs to
the notice if the notice links to a file of that name, if the annex bears the notice's own
number, or if the notice names the annex's title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from kg import tables
from kg.model.text import Place, Reading, Span
from kg.readers.html_metadata import ATTACHMENT

_HEAD = 400
_SHORTEST_TITLE = 8
_SPACES = re.compile(r"\s+")
_ANNEX_MARK = re.compile(r"^附[件表][\d一二三四五六七八九十]{0,2}[:：.、]?")


def belongs(notice: Reading, annex: Reading) -> bool:
    """Whether a Reading is an annex of another, told by link, number or title.

    >>> from kg.model.text import Source
    >>> page = Reading(Source("通知.html", "", ""), "现印发《某市2021年政务公开工作要点》。\\n")
    >>> belongs(page, Reading(Source("a.docx", "", ""), "附件\\n某市2021年政务公开工作要点\\n一、公开。\\n"))
    True
    """
    linked = [value for field, value in notice.metadata if field == ATTACHMENT]
    file = PurePosixPath(annex.source.name).name
    if any(file in value for value in linked):
        return True
    number = _own_number(notice.text)
    if number is not None and number in _bare(annex.text[:_HEAD]):
        return True
    title = _title(annex.text)
    return len(title) >= _SHORTEST_TITLE and title in _bare(notice.text)


def joined(notice: Reading, annexes: Sequence[Reading]) -> Reading:
    """One Reading of a notice and its annexes in their order; pages and tables count on.

    Its source bears the notice's name and a hash of all sources' hashes.
    """
    text, places = notice.text, list(notice.places)
    for annex in annexes:
        text += "" if text.endswith("\n") else "\n"
        pages = max((place.page or 0 for place in places), default=0)
        count = max((place.table or 0 for place in places), default=0)
        places += [_moved(place, len(text), pages, count) for place in annex.places]
        text += annex.text
    every = (notice, *annexes)
    digest = sha256("".join(reading.source.sha256 for reading in every).encode()).hexdigest()
    return Reading(replace(notice.source, sha256=digest), text, tuple(places),
                   notice.metadata, notice.reader, tuple(part for reading in every for part in reading.missing))


def _moved(place: Place, by: int, pages: int, count: int) -> Place:
    return replace(place, span=Span(place.span.start + by, place.span.end + by),
                   page=None if place.page is None else place.page + pages,
                   table=None if place.table is None else place.table + count)


def _own_number(text: str) -> str | None:
    """The number that stands alone on a line in the head of a text, without spaces."""
    pattern = tables.patterns("number_patterns")["bracketed"].regex
    lines = (_bare(line) for line in text[:_HEAD].splitlines())
    return next((line for line in lines if pattern.search(line) and line.endswith("号") and len(line) < 24), None)


def _title(text: str) -> str:
    """The first line behind the mark of an annex and a number."""
    number = tables.patterns("number_patterns")["bracketed"].regex
    lines = (_ANNEX_MARK.sub("", _bare(line)) for line in text[:_HEAD].splitlines())
    return next((line for line in lines if line and not number.search(line)), "")


def _bare(text: str) -> str:
    return _SPACES.sub("", text)
