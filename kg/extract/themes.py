"""Themes of a task: by its headings first, then by the words of its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter

from kg import tables
from kg.extract.drafts import Range
from kg.extract.gazetteer import Gazetteer
from kg.model.extraction import Evidence, Theme
from kg.model.text import Document

_MOST = 3
_LEAD = 40
_CLAUSE_WEIGHT, _HEADING_WEIGHT, _TEXT_WEIGHT = 3, 4, 1
_ENOUGH = 3
_SURE, _LIKELY = 0.92, 0.75


# A theme word: where it begins and ends, what it weighs, its theme.
_Hit = tuple[int, int, int, str]
_weight, _second = itemgetter(2), itemgetter(1)


def find_themes(document: Document, headings: Sequence[Range], pieces: Sequence[Range]) -> tuple[Theme, ...]:
    """The themes that a task's headings and requirement decide, strongest first; none is allowed.

    A word of the innermost heading weighs most, then one of the requirement's first
    words, then any other; a theme needs a weight of three.
    """
    text = document.logical.text
    hits: list[_Hit] = []
    weights: defaultdict[str, int] = defaultdict(int)
    weight = _HEADING_WEIGHT
    for start, end in reversed(headings):
        for begin, stop, notation in _in_heading(text[start:end]):
            hits.append((start + begin, start + stop, weight, notation))
            weights[notation] += weight
        weight = _CLAUSE_WEIGHT
    lead = _LEAD
    for start, end in pieces:
        for begin, stop, notation in _words().find(text[start:end]):
            weight = _CLAUSE_WEIGHT if begin < lead else _TEXT_WEIGHT
            hits.append((start + begin, start + stop, weight, notation))
            weights[notation] += weight
        lead = 0
    enough = [item for item in weights.items() if item[1] >= _ENOUGH]
    enough.sort(key=_second, reverse=True)
    return tuple([_theme(document, notation, [hit for hit in hits if hit[3] == notation])
                  for notation, _ in enough[:_MOST]])


def _theme(document: Document, notation: str, hits: Sequence[_Hit]) -> Theme:
    heaviest = sorted(hits, key=_weight, reverse=True)[:_MOST]
    rule, confidence = ("theme-heading", _SURE) if heaviest[0][2] == _HEADING_WEIGHT else ("theme-text", _LIKELY)
    spans = tuple([document.logical.span(hit[0], hit[1]) for hit in sorted(heaviest)])
    return Theme(notation, Evidence(spans, rule, confidence))


@lru_cache(maxsize=64)
def _in_heading(heading: str) -> tuple[tuple[int, int, str], ...]:
    """The theme words of a heading, which stands above many tasks: where each begins and ends, and its theme."""
    return tuple(_words().find(heading))


@cache
def _words() -> Gazetteer:
    return Gazetteer({row["word"]: row["notation"] for row in tables.rows("themes")})
