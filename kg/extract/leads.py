"""What may stand before a verb that rules its clause: limits, adverbs, words of force, phrases of prepositions."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.predicate_rules import rule

_LONGEST_PHRASE = 45       # characters of a phrase between a topic and its verb

# What stands before a verb: its groups are the last `adverb`, the last `word` of force and the last `opening`, a word
# that opens a clause with a force.
Lead = re.Match[str]


def lead_at(bare: str, at: int) -> Lead | None:
    """The limits, adverbs and words of force at a place; None if there are none."""
    return _leads().match(bare, at) if bare[at:at + 1] in _lead_firsts() else None


def behind_lead(bare: str, at: int) -> int:
    """Where the limits, adverbs and words of force at a place end."""
    lead = lead_at(bare, at)
    return lead.end() if lead else at


def force_of(lead: Lead) -> str | None:
    """The word of force of a lead: the one that opens a clause, unless another forbids that."""
    word, opening = lead.group("word", "opening")
    return word if opening is None or (word and word.startswith("不")) else opening


@cache
def _lead_firsts() -> frozenset[str]:
    return frozenset(_written("lead_begin")[1:-1])


@cache
def _leads() -> re.Pattern[str]:
    limits, adverb, force, opening = (_written(name) for name in ("when", "adverb", "force", "opening"))
    # Nothing is tried where none of them can begin.
    return re.compile(f"[ 、]*+(?:(?={_written('lead_begin')})(?:{limits}[ 、,]*|(?P<adverb>{adverb})[ 、]*"
                      f"|(?P<word>{force})|(?P<opening>{opening})[和并、]?))+|[ 、]+")


def between(bare: str, start: int, stop: int) -> int | None:
    """Where what stands between a topic or subject and the verb at `stop` begins, not before `start`: limits, adverbs,
    words of force, phrases of prepositions; None if nothing does."""
    begin = stop
    while True:
        if begin > start and bare[begin - 1] in _chain_ends() and (chain := _chain().search(bare, start, begin)):
            begin = chain.start()
        phrase = _phrase_begin(bare, max(start, begin - _LONGEST_PHRASE), begin)
        if phrase is None:
            return begin if begin < stop else None
        begin = phrase


def _phrase_begin(bare: str, start: int, stop: int) -> int | None:
    """Where the phrase of a preposition that ends at `stop` begins; None if none does."""
    found = rule("preposed").search(bare, start, stop)
    while found and not rule("with_noun").fullmatch(bare, found.start(), stop):
        found = rule("preposed").search(bare, found.end(), stop)
    return found.start() if found else None


@cache
def _chain_ends() -> frozenset[str]:
    """The last characters of limits, adverbs and words of force."""
    return frozenset(_written("between_end")[1:-1])


@cache
def _chain() -> re.Pattern[str]:
    limits, adverb, force = (_written(name) for name in ("when", "adverb", "force"))
    # Nothing is tried where none of them can begin; what was taken for one stays one: no run is tried in all ways.
    return re.compile(f"(?={_written('lead_begin')})(?>(?:{limits}|{adverb}|{force})[ 、]*)+\\Z")


def _written(name: str) -> str:
    return rule(name).pattern
