"""What predicates are made of: the verbs of duty, and the words that may stand before one that rules its clause."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache
from typing import NamedTuple

from kg import tables
from kg.model.extraction import Force

# The first characters of what stands behind no ruling verb: looking for them is cheaper than trying the pattern.
_NEVER = frozenset("人化区员和型度性改权栏牌率的者")
KINDS = frozenset(("noun", "light", "pivot", "goal", "into", "plain"))
_LONGEST_PHRASE = 45       # characters of a phrase between a topic and its verb


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of this name in demand_patterns.toml."""
    return tables.patterns("demand_patterns")[name].regex


class Verb(NamedTuple):
    """A verb in a clause, and its kind: `noun` is as often a noun (公开), `light` rules verbs that are nouns (推进),
    `pivot` clauses with a subject of their own (督促), `goal` is followed by who receives its object (报), `into` by
    what its object is put into (纳入), `plain` is none of these."""

    start: int
    end: int
    kind: str


def verb_at(bare: str, at: int) -> Verb | None:
    """The longest verb of duty at a place that is no part of a name; 报 and 送 only before the body that receives."""
    lengths = _lengths().get(bare[at:at + 1])
    if lengths is None:
        return None
    kinds = _kinds()
    for length in lengths:
        word = bare[at:at + length]
        kind = kinds.get(word)
        if kind is not None:
            end = at + len(word)
            named = bare[end:end + 1] in _NEVER and rule("never_verb").match(bare, end)
            return None if named else Verb(at, end, kind)
    if bare.startswith(("报", "送"), at) and rule("receiver").match(bare, at + 1):
        return Verb(at, at + 1, "goal")
    return None


@lru_cache(maxsize=16)
def verbs_of(bare: str) -> tuple[Verb, ...]:
    """The verbs of a clause, none overlapping another; several sides ask for them."""
    found: list[Verb] = []
    end, lengths = 0, _lengths()
    for at, character in enumerate(bare):
        if at >= end and character in lengths:
            verb = verb_at(bare, at)
            if verb:
                found.append(verb)
                end = verb.end
    return tuple(found)


def only_verbs(bare: str, start: int, stop: int, kinds: Container[str] = KINDS) -> bool:
    """Whether a stretch is nothing but verbs of some kinds (考核评价)."""
    at = start
    while at < stop and (verb := verb_at(bare, at)) and verb.kind in kinds:
        at = verb.end
    return start < at == stop


def kind_of(word: str) -> str | None:
    """The kind of a whole word that is a verb; None if it is none."""
    return _kinds().get(word)


@cache
def _kinds() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in tables.rows("demand_verbs")}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the verbs that begin with each character, the greatest first."""
    words = (*_kinds(), "报", "送")
    return {first: tuple(sorted({len(word) for word in words if word[0] == first}, reverse=True))
            for first in {word[0] for word in words}}


class Lead(NamedTuple):
    """What stands before a verb: where it ends, its last adverb, its last word of force and its last word that opens
    a clause with a force, each if there is one."""

    end: int
    adverb: tuple[int, int] | None = None
    word: str | None = None
    opening: tuple[int, int] | None = None


def lead_at(bare: str, at: int) -> Lead:
    """The limits, adverbs and words of force at a place, which may be none."""
    if bare[at:at + 1] not in _lead_firsts():
        return Lead(at)
    found = _leads().match(bare, at)
    if found is None:
        return Lead(at)
    return Lead(found.end(), found.span("adverb") if found["adverb"] else None, found["word"],
                found.span("opening") if found["opening"] else None)


@cache
def _lead_firsts() -> frozenset[str]:
    return frozenset(_written("lead_begin")[1:-1])


@cache
def _leads() -> re.Pattern[str]:
    limits, adverb, force, opening = (_written(name) for name in ("when", "adverb", "force", "opening"))
    return re.compile(f"[ 、]*(?:{limits}[ 、,]*|(?P<adverb>{adverb})[ 、]*|(?P<word>{force})"
                      f"|(?P<opening>{opening})[和并、]?)*")


def between(bare: str, start: int, stop: int) -> int | None:
    """Where what stands between a topic or subject and the verb at `stop` begins, not before `start`: limits, adverbs,
    words of force, phrases of prepositions; None if nothing does."""
    begin = stop
    while True:
        begin = _chain_begin(bare, start, begin)
        reach = max(start, begin - _LONGEST_PHRASE)
        phrase = next((found.start() for found in rule("preposed").finditer(bare, reach, begin)
                       if rule("with_noun").fullmatch(bare, found.start(), begin)), None)
        if phrase is None:
            return begin if begin < stop else None
        begin = phrase


def _chain_begin(bare: str, start: int, stop: int) -> int:
    """Where the limits, adverbs and words of force that end at `stop` begin."""
    if stop <= start or not rule("between_end").match(bare, stop - 1):
        return stop
    found = _chain().search(bare, start, stop)
    return found.start() if found else stop


@cache
def _chain() -> re.Pattern[str]:
    limits, adverb, force = (_written(name) for name in ("when", "adverb", "force"))
    # Nothing is tried where none of them can begin, and what was taken for one stays one: no run is tried in all ways.
    return re.compile(f"(?={_written('lead_begin')})(?>(?:{limits}|{adverb}|{force})[ 、]*)+\\Z")


def _written(name: str) -> str:
    return rule(name).pattern


@cache
def forces() -> dict[str, Force]:
    """The force of each word of force."""
    return {row["word"]: Force(row["force"]) for row in tables.rows("force_words")}
