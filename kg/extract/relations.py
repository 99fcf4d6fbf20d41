"""How a sentence speaks of a document that it cites: relation and purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.extract.drafts import behind_last
from kg.model.extraction import Purpose

_CLAUSE_ENDS = "。;:\n\t"
_CLAUSE = re.compile(f"[{_CLAUSE_ENDS}]")
_BEHIND, _AHEAD = 300, 400          # how far the sentence around a citation is looked for
_BEFORE_REACH, _AFTER_REACH, _ASKED_REACH = 500, 24, 60
_ANSWERED_REACH = 200
_YEAR_REACH = 100
_REASON_REACH = 1200  # how far above a citation the first heading and the reasons before it are looked for


class Governor(NamedTuple):
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


def masked(text: str, citations: Iterable[tuple[int, int]]) -> str:
    """The text with every citation blanked out, so that words inside titles govern nothing.

    >>> masked("落实《关于印发要点的通知》", [(2, 13)])
    '落实、、、、、、、、、、、'
    """
    pieces: list[str] = []
    at = 0
    for start, end in citations:
        pieces += (text[at:start], "、" * (end - max(at, start)))
        at = max(at, end)
    return "".join((*pieces, text[at:]))


def governor(text: str, start: int, end: int) -> Governor | None:
    """The governor of the citation at text[start:end] of a masked text.

    What follows outranks what stands before where it says what is done to the document
    (印发给你们, 执行情况, 。为落实相关要求); elsewhere the last relation word of the clause decides.
    """
    rule = tables.patterns("relation_patterns")["answered"].regex
    answered = text.find("。为", end, end + _ANSWERED_REACH) >= 0 and rule.match(text[end:end + _ANSWERED_REACH])
    if answered:
        return Governor(answered[0], Purpose.IMPLEMENT, False)
    before = _last_before(text, start)
    after = _first_after(text, end)
    if after is not None and (before is None or after.purpose is not Purpose.ISSUE
                              or before.purpose is Purpose.ISSUE):
        return after
    return before or after or _told_behind(text[end:end + _ASKED_REACH])


def _told_behind(right: str) -> Governor | None:
    """What is to become of a document, or what it asks, where no word before it governs it."""
    rules = tables.patterns("relation_patterns")
    for name, purpose in (("practice", Purpose.IMPLEMENT), ("requires", Purpose.FOLLOW)):
        if found := rules[name].regex.match(right):
            return Governor(found[0], purpose, False)
    return None


def _last_before(text: str, start: int) -> Governor | None:
    reach = max(0, start - _BEFORE_REACH)
    clause = text[behind_last(text, _CLAUSE_ENDS, reach, start):start]
    for name, held in (("field", "公开"), ("attribute", "的、")):
        if held in f"{clause}、":  # what is masked behind the clause is the citation
            clause = tables.patterns("relation_patterns")[name].regex.sub(lambda word: "、" * len(word[0]), clause)
    last = None
    for match in _any("before").finditer(clause):
        last = match
    if last is None:
        return None
    return Governor(last[0], _words("before")[last[0]], True)


def _first_after(text: str, end: int) -> Governor | None:
    rules = tables.patterns("relation_patterns")
    right = rules["and_others"].regex.sub("", _CLAUSE.split(text[end:end + _AFTER_REACH])[0].lstrip(" "))
    match = _any("after").match(right)
    if match:
        return Governor(match[0], _words("after")[match[0]], False)
    asked = text[end:end + _ASKED_REACH]
    known = rules["in_force"].regex.match(right) or rules["to_follow"].regex.match(asked) \
        or rules["parcelled"].regex.match(asked)
    return Governor(known[0], Purpose.FOLLOW, False) if known else None


def is_preamble(text: str, start: int, strictly: bool = False) -> bool:
    """Whether the sentence around `start` sets out why and by what right a document is made;
    `strictly` if it must say that this document is made (制定本办法)."""
    rule = tables.patterns("relation_patterns")["making" if strictly else "preamble"].regex
    right = text.find("。", start, start + _AHEAD)
    return rule.search(text, _sentence_start(text, start), right if right >= 0 else start + _AHEAD) is not None


def is_reasoned(text: str, start: int) -> bool:
    """Whether the reasons of a document are given above the first heading over a citation at `start`,
    and that heading is not that of its guiding thoughts, which give them again."""
    rules = tables.patterns("relation_patterns")
    reach = max(0, start - _REASON_REACH)
    heading = max(rules["first_heading"].regex.finditer(text, reach, start), key=re.Match.start, default=None)
    return heading is not None and not heading["guiding"] \
        and rules["reasoned"].regex.search(text, reach, heading.start()) is not None


def is_of_others(text: str, start: int) -> bool:
    """Whether the word right before a title says that it is a document of those above (省《要点》)."""
    return bool(tables.patterns("relation_patterns")["others"].regex.search(text[max(0, start - _AFTER_REACH):start]))


def is_naming(text: str, start: int) -> bool:
    """Whether a title is the short name that is being given to the document before it (以下简称《…》)."""
    return bool(tables.patterns("relation_patterns")["naming"].regex.search(text[max(0, start - _AFTER_REACH):start]))


def is_annexed(text: str, end: int) -> bool:
    """Whether the bracket right behind a title says that it is an annex of this document (《…表》（附件1）)."""
    return bool(tables.patterns("relation_patterns")["annexed"].regex.match(text[end:end + _AFTER_REACH]))


def is_in_passing(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] is named for another's sake: in a heading of the text, in the name of a notice
    about it (关于贯彻落实《…》的通知), or to say what year this is (《…》的收官之年)."""
    rules = tables.patterns("relation_patterns")
    before, after = text[max(0, start - _ASKED_REACH):start], text[end:end + _ASKED_REACH]
    line = f"\n{before}".rpartition("\n")[2] + after.partition("\n")[0]
    about = rules["about"].regex.search(before)
    return bool(rules["heading_line"].regex.match(line) or (about and rules["named_after"].regex.match(after))
                or rules["year_of"].regex.match(text[end:end + _YEAR_REACH]))


def is_asked(text: str, start: int) -> bool:
    """Whether the sentence around `start` has turned to what is asked of the addressees (,望各单位), or to
    what another document holds."""
    asks = tables.patterns("relation_patterns")["asks"].regex
    return asks.search(text, _sentence_start(text, start), start) is not None


def is_report(text: str, start: int) -> bool:
    """Whether the sentence around `start` tells what has been done so far (近年来,各地认真落实《…》)."""
    reports = tables.patterns("relation_patterns")["reports"].regex
    return reports.match(text[_sentence_start(text, start):start]) is not None


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence around a place begins, looked for as far as sentences reach."""
    reach = max(0, at - _BEHIND)
    return max(reach, text.rfind("。", reach, at) + 1, text.rfind("\n", reach, at) + 1)
