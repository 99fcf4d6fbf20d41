"""Finds statements of responsibility: brackets, key lines, lines of units, closing clauses.

Names are harvested in two passes from the document itself: what stands in a statement
that a key or a role word marks is a unit, and brackets of such names are statements
even where their place or their endings would not say so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.responsibility.bracketed import (before_keys, bracketed_statements, brackets_of, habitual_names,
                                                stated_in)
from kg.extract.responsibility.clause import closing_clauses, covering_statements
from kg.extract.responsibility.keyed import keyed_statements
from kg.extract.responsibility.legend import learn_legend
from kg.extract.responsibility.statement import CLOSING, OPENING, Leads, Statement, Usage, says_when, without_times
from kg.extract.responsibility.titles import title_units
from kg.extract.responsibility.lines import unit_lines
from kg.extract.units import rule
from kg.model.extraction import Role

__all__ = ["Statement", "Usage", "closing_clauses", "covering_statements", "find_statements", "grouped",
           "keyed_statements", "learn_usage", "title_units", "without_times"]

_NO_NAME = re.compile(r"\d|[(].*[)].")
_LEADING = {"first_leads": ("第一", "首"), "leads_before_comma": ("逗号",)}
"""The remarks by which those leading a list are known by their place, and a word that each of them needs."""


def learn_usage(text: str) -> Usage:
    """The usage of a document, from its safe places."""
    leads = _learn_leads(text)
    legend = learn_legend(text)
    keyed = list(keyed_statements(text, 0, len(text), Usage(leads=leads, legend=legend)))
    brackets = brackets_of(text, 0, len(text))
    bracketed = list(stated_in(text, brackets, 0, len(text), Usage()))
    names = frozenset(unit.name for statement in (*keyed, *bracketed) for unit in statement.units
                      if not _NO_NAME.search(unit.name))
    closing = habitual_names(text, brackets, Usage(names))
    names |= closing
    return Usage(names, leads, legend, in_brackets=bool(bracketed or names), habitual=bool(closing))


def _learn_leads(text: str) -> Leads | None:
    """What a remark says about the place of those that lead (列第一位者为牵头单位; 逗号前为牵头单位)."""
    for name, words in _LEADING.items() if "牵头" in text else ():
        told = rule(name).search(text) if any(word in text for word in words) else None
        if told:
            before_comma = name == "leads_before_comma"
            return Leads(Role.SUPPORT if told["others"] else Role.RESPONSIBLE, before_comma,
                         before_comma and told["unled"] is not None)
    return None


def find_statements(text: str, start: int, stop: int, usage: Usage,
                    breaks: Sequence[int] = ()) -> list[Statement]:
    """The statements in a stretch of logical text, in order; neighbours are one.

    `breaks` are where items begin, which no statement reaches across; sorted.
    """
    keyed = list(keyed_statements(text, start, stop, usage, breaks))
    keyed = sorted([*keyed, *before_keys(text, start, keyed, usage)], key=lambda statement: statement.start)
    bracketed = bracketed_statements(text, start, stop, usage, breaks) if usage.in_brackets else ()
    free = _outside([*bracketed, *unit_lines(text, start, stop, usage, frozenset(breaks))], keyed)
    found = sorted([*keyed, *free], key=lambda statement: statement.start)
    return [statement for statement in grouped(text, found) if statement.units or statement.times]


def _outside(found: Sequence[Statement], keyed: Sequence[Statement]) -> list[Statement]:
    """The statements that touch none of those opened by keys."""
    starts = [statement.start for statement in keyed]
    free = []
    for statement in found:
        before = bisect_left(starts, statement.end) - 1
        if before < 0 or keyed[before].end <= statement.start:
            free.append(statement)
    return free


def grouped(text: str, found: Sequence[Statement]) -> list[Statement]:
    """Neighbouring statements as one, which ends behind the bracket that its first key opened."""
    groups: list[Statement] = []
    for statement in found:
        if groups and not text[groups[-1].end:statement.start].strip(" \n\t。;,"):
            last = groups[-1]
            closed = text[last.start] in OPENING and text.startswith((*CLOSING,), statement.end)
            groups[-1] = Statement(last.start, statement.end + closed, last.units + statement.units,
                                   last.times + statement.times, last.rule,
                                   min(last.confidence, statement.confidence))
        else:
            groups.append(statement)
    return [_with_limit(text, group) for group in groups]


def _with_limit(text: str, statement: Statement) -> Statement:
    """A statement with the bracket right behind it, if that only says when."""
    limit = rule("limit_bracket").match(text, statement.end)
    if limit is None or not says_when(limit["limit"]):
        return statement
    return replace(statement, end=limit.end(), times=(*statement.times, limit.span("limit")))
