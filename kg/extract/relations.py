"""How a sentence speaks of a document that it cites: relation and purpose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import tables
from kg.model.extraction import Purpose

_CLAUSE = re.compile(r"[。;:\n\t]")
_CONNECTOR = re.compile(r"(?:[\s、,和及与]|以及|等)*\Z")
_BEFORE_REACH, _AFTER_REACH = 90, 24


@dataclass(frozen=True, slots=True)
class Governor:
    """The word that governs a citation, what it does with it, whether it stands before."""

    word: str
    purpose: Purpose
    before: bool


@cache
def _words(place: str) -> dict[str, Purpose]:
    return {row["word"]: Purpose(row["purpose"]) for row in tables.rows("relation_words")
            if row["place"] == place}


@cache
def _any(place: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _words(place)), key=len, reverse=True)))


def governor(text: str, floor: int, start: int, end: int) -> Governor | None:
    """The governor of the citation at text[start:end]; nothing before `floor` is looked at.

    What follows outranks what stands before where it says what is done to the document
    (印发给你们, 执行情况); elsewhere the last relation word before decides.
    """
    before = _last_before(text, floor, start)
    after = _first_after(text, end)
    if after is not None and (before is None or after.purpose is not Purpose.ISSUE
                              or before.purpose is Purpose.ISSUE):
        return after
    return before or after


def _last_before(text: str, floor: int, start: int) -> Governor | None:
    left = text[max(floor, start - _BEFORE_REACH):start]
    clause = _CLAUSE.split(left)[-1]
    last = None
    for match in _any("before").finditer(clause):
        last = match
    if last is None:
        return None
    return Governor(last[0], _words("before")[last[0]], True)


def _first_after(text: str, end: int) -> Governor | None:
    right = _CLAUSE.split(text[end:end + _AFTER_REACH])[0].lstrip(" ")
    match = _any("after").match(right)
    return Governor(match[0], _words("after")[match[0]], False) if match else None


def continues(text: str, previous_end: int, start: int) -> bool:
    """Whether a citation that begins at `start` goes on with the list of the one before.

    >>> continues("《甲》(1号)、《乙》", 7, 8), continues("《甲》要求,《乙》", 3, 6)
    (True, False)
    """
    return start - previous_end <= 6 and bool(_CONNECTOR.match(text[previous_end:start]))


def is_preamble(text: str, start: int) -> bool:
    """Whether the sentence around `start` sets out why and by what right a document is made."""
    rule = tables.patterns("relation_patterns")["preamble"].regex
    left = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    right = text.find("。", start)
    return bool(rule.search(text[max(left, start - 300):right if 0 <= right < start + 400 else start + 400]))
