"""A title of a document: its words as answers give them, its place, how sure it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.head.fields import Field
from kg.extract.head.rules import rule
from kg.extract.vocabulary import named, printed_width
from kg.model.text import Document

_TOLD = 0.85  # of a title that no line of its own prints
_TWICE = re.compile(r"(?P<title>.{8,}?)(?:[-_|—]{1,2}[\u4e00-\u9fff]{2,20})?(?P=title)\Z")
_LEAST_AGAIN = 8             # characters of a title by which its second print is known
_MARKS = re.compile(r"[\s《》〈〉<>“”()（）\[\]〔〕［］]")


class HeadTitle(NamedTuple):
    """A title line (or several that make one) as answers give it, its logical range, how sure it is."""

    text: str
    start: int
    end: int
    confidence: float = 0.95

    def told(self) -> HeadTitle:
        """The same title where a sentence or a page's frame tells it and no line of its own prints it."""
        return self._replace(confidence=_TOLD)


def title_at(document: Document, start: int, end: int) -> HeadTitle:
    """The title that a range of logical text prints, without the marks around the whole."""
    text = rule("title_mark").sub("", "".join(printed_width(document, start, end).split()))
    text = rule("date_behind").sub("", _once(text))
    whole = text.startswith("《") and text.endswith("》") and text.count("《") == 1
    return HeadTitle(named(document, text[1:-1] if whole else text), start, end)


def _once(text: str) -> str:
    """A title that a page prints twice in one line, with the site's name between them or not, or with a part of it or
    more behind, once."""
    twice = _TWICE.match(text)
    if twice:
        return twice["title"]
    again = text.find(text[:_LEAST_AGAIN], _LEAST_AGAIN)
    while again >= 0:
        title, rest = text[:again], text[again:]
        if title.startswith(rest) or rest.startswith(title):
            return title
        again = text.find(text[:_LEAST_AGAIN], again + 1)
    return text


def title_of(document: Document, field: Field) -> HeadTitle:
    """The title that a page's field holds, without the column of the website in front."""
    text = "".join(field.value.split())
    if field.end:
        text = "".join(printed_width(document, field.start, field.end).split())
    for mark in ("title_mark", "column_mark", "date_behind"):
        text = rule(mark).sub("", text)
    return HeadTitle(named(document, _once(text)), field.start, field.end)


def bare(title: str) -> str:
    """A title without spaces, brackets and quotation marks, for comparing.

    >>> bare("《工作 要点（试行）》")
    '工作要点试行'
    """
    return _MARKS.sub("", title)
