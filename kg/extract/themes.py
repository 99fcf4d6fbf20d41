"""Themes of a task: by its headings first, then by the words of its text."""

from __future__ import annotations

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
# Of the strongest themes named by several words all were right beside one reader's of 100 tasks, of the others 0.85.
_SURE, _LIKELY = 0.95, 0.85


# A theme word: where it begins and ends, what it weighs, whether a heading holds it.
_Hit = tuple[int, int, int, bool]
# The words of each theme, in the order in which the themes were met.
_Hits = dict[str, list[_Hit]]
_weight = itemgetter(2)
_first = itemgetter(0)


def find_themes(document: Document, headings: Sequence[Range], pieces: Sequence[Range]) -> tuple[Theme, ...]:
    """The themes that a task's headings and requirement decide, strongest first; none is allowed.

    A word of the innermost heading weighs most, then one of the requirement's first
    words, then any other; a theme needs a weight of three. What only an outer heading
    names is a theme where nothing else decides one, what a single word of a heading, where
    none is stronger.
    """
    text, hits = document.logical.text, _Hits()
    _add_headings(hits, text, headings[-1:], _HEADING_WEIGHT)
    _add_requirement(hits, text, pieces)
    if len(headings) > 1:
        _add_outer(hits, text, headings[:-1])
    enough = _enough(hits)
    told = [(weight, notation) for weight, notation in enough
            if weight == enough[0][0] or len(hits[notation]) > 1 or not hits[notation][0][3]]
    return tuple([_theme(document, notation, hits[notation], weight == enough[0][0])
                  for weight, notation in told[:_MOST]])


def _enough(hits: _Hits) -> list[tuple[int, str]]:
    """The themes whose words weigh enough, the heaviest first."""
    enough = [(weight, notation) for notation, found in hits.items()
              if (weight := sum([hit[2] for hit in found])) >= _ENOUGH]
    return sorted(enough, key=_first, reverse=True) if len(enough) > 1 else enough


def _add_outer(hits: _Hits, text: str, headings: Sequence[Range]) -> None:
    """Adds the theme words of outer headings; where others decide a theme, only those of a theme that has some."""
    decided = bool(_enough(hits))
    outer = _Hits()
    _add_headings(outer, text, headings, _CLAUSE_WEIGHT)
    for notation, found in outer.items():
        if not decided or notation in hits:
            hits.setdefault(notation, []).extend(found)


def _add_headings(hits: _Hits, text: str, headings: Sequence[Range], weight: int) -> None:
    """Adds the theme words of some headings, the innermost first."""
    for start, end in reversed(headings):
        for begin, stop, notation in _in_heading(text[start:end]):
            hits.setdefault(notation, []).append((start + begin, start + stop, weight, True))


def _add_requirement(hits: _Hits, text: str, pieces: Sequence[Range]) -> None:
    """Adds the theme words of a requirement; those among its first words weigh more."""
    lead = _LEAD
    for start, end in pieces:
        for begin, stop, notation in _words().find(text[start:end]):
            if notation:
                weight = _CLAUSE_WEIGHT if begin < lead else _TEXT_WEIGHT
                hits.setdefault(notation, []).append((start + begin, start + stop, weight, False))
        lead -= end - start


def _theme(document: Document, notation: str, hits: Sequence[_Hit], strongest: bool) -> Theme:
    heaviest = sorted(hits, key=_weight, reverse=True)[:_MOST] if len(hits) > 1 else hits
    rule = "theme-heading" if heaviest[0][3] else "theme-text"
    confidence = _SURE if strongest and len(hits) > 1 else _LIKELY
    spans = tuple([document.logical.span(start, end) for start, end, _, _ in sorted(heaviest)])
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
