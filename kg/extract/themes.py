"""Themes of a task: by its headings first, then by the words of its text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick

from kg import tables
from kg.model.extraction import Evidence, Theme
from kg.model.text import Document, Span

_MOST = 3
_LEAD = 40
_CLAUSE_WEIGHT, _HEADING_WEIGHT, _TEXT_WEIGHT = 3, 4, 1
_ENOUGH = 3
_SURE, _LIKELY = 0.92, 0.75


class _Hit(NamedTuple):
    notation: str
    start: int
    end: int
    weight: int


def find_themes(document: Document, headings: Sequence[Span], spans: Sequence[Span]) -> tuple[Theme, ...]:
    """The themes that a task's headings and requirement decide, strongest first; none is allowed.

    A word of the innermost heading weighs most, then one of the requirement's first
    words, then any other; a theme needs a weight of three.
    """
    hits = [hit for depth, span in enumerate(reversed(headings))
            for hit in _hits(document, span, _HEADING_WEIGHT if depth == 0 else _CLAUSE_WEIGHT)]
    for index, span in enumerate(spans):
        hits += _hits(document, span, _TEXT_WEIGHT, _LEAD if index == 0 else 0)
    by_notation: dict[str, list[_Hit]] = {}
    for hit in hits:
        by_notation.setdefault(hit.notation, []).append(hit)
    ranked = sorted(by_notation.items(), key=lambda item: -sum(hit.weight for hit in item[1]))
    return tuple(_theme(document, notation, found) for notation, found in ranked[:_MOST]
                 if sum(hit.weight for hit in found) >= _ENOUGH)


def _theme(document: Document, notation: str, hits: Sequence[_Hit]) -> Theme:
    best = sorted(sorted(hits, key=lambda hit: -hit.weight)[:_MOST], key=lambda hit: hit.start)
    headed = best and max(hit.weight for hit in hits) == _HEADING_WEIGHT
    rule, confidence = ("theme-heading", _SURE) if headed else ("theme-text", _LIKELY)
    spans = tuple(document.logical.span(hit.start, hit.end) for hit in best)
    return Theme(notation, Evidence(spans, rule, confidence))


def _hits(document: Document, span: Span, weight: int, lead: int = 0) -> list[_Hit]:
    """The longest theme words inside a span; those in its first `lead` characters weigh more."""
    start, end = document.logical.at(span.start), document.logical.at(span.end)
    found: list[_Hit] = []
    for last, (word, notation) in _words().iter_long(document.logical.text[start:end]):
        begin = last - len(word) + 1
        found.append(_Hit(notation, start + begin, start + last + 1,
                          _CLAUSE_WEIGHT if begin < lead else weight))
    return found


@cache
def _words() -> ahocorasick.Automaton:
    words = ahocorasick.Automaton()
    for row in tables.rows("themes"):
        words.add_word(row["word"], (row["word"], row["notation"]))
    words.make_automaton()
    return words
