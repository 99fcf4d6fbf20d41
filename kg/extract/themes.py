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


# A theme word: where it begins and ends, what it weighs, whether a heading holds it, its theme.
_Hit = tuple[int, int, int, bool, str]
_weight, _second = itemgetter(2), itemgetter(1)


def find_themes(document: Document, headings: Sequence[Range], pieces: Sequence[Range]) -> tuple[Theme, ...]:
    """The themes that a task's headings and requirement decide, strongest first; none is allowed.

    A word of the innermost heading weighs most, then one of the requirement's first
    words, then any other; a theme needs a weight of three. What only an outer heading
    names is a theme where nothing else decides one.
    """
    near = [*_headings(document, headings[-1:], _HEADING_WEIGHT), *_requirement(document, pieces)]
    outer = _headings(document, headings[:-1], _CLAUSE_WEIGHT)
    told = _weights(near)
    if any(weight >= _ENOUGH for weight in told.values()):
        outer = [hit for hit in outer if hit[4] in told]
    hits = [*near, *outer]
    enough = [item for item in _weights(hits).items() if item[1] >= _ENOUGH]
    enough.sort(key=_second, reverse=True)
    return tuple([_theme(document, notation, [hit for hit in hits if hit[4] == notation])
                  for notation, _ in enough[:_MOST]])


def _headings(document: Document, headings: Sequence[Range], weight: int) -> list[_Hit]:
    """The theme words of some headings, the innermost first."""
    text = document.logical.text
    return [(start + begin, start + stop, weight, True, notation) for start, end in reversed(headings)
            for begin, stop, notation in _in_heading(text[start:end])]


def _requirement(document: Document, pieces: Sequence[Range]) -> list[_Hit]:
    """The theme words of a requirement; those among its first words weigh more."""
    found: list[_Hit] = []
    text, lead = document.logical.text, _LEAD
    for start, end in pieces:
        for begin, stop, notation in _words().find(text[start:end]):
            if notation:
                weight = _CLAUSE_WEIGHT if begin < lead else _TEXT_WEIGHT
                found.append((start + begin, start + stop, weight, False, notation))
        lead -= end - start
    return found


def _weights(hits: Sequence[_Hit]) -> defaultdict[str, int]:
    weights: defaultdict[str, int] = defaultdict(int)
    for hit in hits:
        weights[hit[4]] += hit[2]
    return weights


def _theme(document: Document, notation: str, hits: Sequence[_Hit]) -> Theme:
    heaviest = sorted(hits, key=_weight, reverse=True)[:_MOST]
    rule = "theme-heading" if heaviest[0][3] else "theme-text"
    confidence = _SURE if heaviest[0][2] == _HEADING_WEIGHT else _LIKELY
    spans = tuple([document.logical.span(hit[0], hit[1]) for hit in sorted(heaviest)])
    return Theme(notation, Evidence(spans, rule, confidence))


@lru_cache(maxsize=64)
def _in_heading(heading: str) -> tuple[tuple[int, int, str], ...]:
    """The theme words of a heading, which stands above many tasks: where each begins and ends, and its theme."""
    return tuple([hit for hit in _words().find(heading) if hit[2]])


@cache
def _words() -> Gazetteer:
    """The words of themes, and the longer ones in which these mean something else, which stand for none."""
    return Gazetteer({row["word"]: row["notation"] for row in tables.rows("themes")}
                     | dict.fromkeys(tables.column("theme_shields", "word"), ""))
