"""Titles that lost the border to the text of their row."""

from __future__ import annotations

import re

from kg import tables
from kg.extract.demanding import demands_something
from kg.extract.predicate_rules import rule

_SHORTEST_TITLE, _LONGEST_TITLE, _LONGEST_SENTENCE = 4, 40, 24
_CLAUSE_END, _CLAUSE_MARK = re.compile("[,;。]"), re.compile("[,;。《]")


def title_end_in_row(text: str, start: int, stop: int) -> int:
    """Where a heading ends in the row of its number: at a space, or where a verb tells that it lost its border; else at
    a full stop, if it is short and one clause, and what stands behind it demands something.

    Where no border is told, all is the row's, as its cell may be.
    """
    reach = min(stop, start + _LONGEST_TITLE)
    clause = _CLAUSE_MARK.search(text, start, reach)
    first = clause.start() if clause else reach
    space = text.find(" ", start + _SHORTEST_TITLE, _past_comma(text, first, reach))
    glued = rule("glued").search(text, start, first + 1)
    borders = [space, glued.end() if glued else -1, title_end(text, start, stop)]
    told = [border for border in borders if border > start]
    if not told and clause and clause[0] == "。" and first - start <= _LONGEST_SENTENCE \
            and demands_something(text[first + 1:stop]):
        return first + 1
    return min(told, default=start)


def title_end(text: str, start: int, stop: int) -> int:
    """Where a heading ends that a row's text was glued to: at a verb in its first clause, else where it begins."""
    reach = min(stop, start + _LONGEST_TITLE)
    clause = _CLAUSE_END.search(text, start, reach)
    glued = tables.patterns("outline_patterns")["opening"].regex.search(
        text, start + _SHORTEST_TITLE, clause.start() if clause else reach)
    return glued.start() if glued else start


def _past_comma(text: str, at: int, reach: int) -> int:
    """How far a title of two clauses may go whose comma stands at a place."""
    if not text.startswith(",", at):
        return at
    second = _CLAUSE_MARK.search(text, at + 1, reach)
    return second.start() if second else reach
