"""The verbs of duty in a clause: where each stands, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache, lru_cache

from kg.extract.predicate_rules import kinds, rule

KINDS = frozenset(("noun", "light", "pivot", "goal", "into", "plain"))
# The first characters of what stands behind no ruling verb: looking for them is cheaper than trying the pattern.
_NEVER = frozenset("人化区同后员和型度性改书权栏牌率用的者表果")
_HANDED = frozenset("报送")  # verbs of one character
_THIS = "本该运"             # what names a thing (本通知), or begins a word that ends like a verb (运动员)
_IN_WORDS = "基根样成资版文日书原剧课应"     # what makes what names a thing a word's end
_PAIR = 2                   # characters of nearly all verbs, and the least of the others
_LEAST_OBJECT = 2           # characters

# A verb in a clause: where it begins and ends, and its kind: `noun` is as often a noun (公开), `light` rules verbs that
# are nouns (推进), `pivot` clauses with a subject of their own (督促), `goal` is followed by who receives its object
# (报), `into` by what its object is put into (纳入), `plain` is none of these.
Verb = tuple[int, int, str]


def verb_at(bare: str, at: int) -> Verb | None:
    """The longest verb of duty at a place that is no part of a name; 报 and 送 only before the body that receives."""
    end = at + _PAIR
    pairs, odd = _pairs()
    pair = bare[at:end]
    kind = pairs.get(pair)
    if kind and bare[end:end + 1] not in odd:
        return at, end, kind
    return None if kind is None and pair[:1] not in _HANDED else _odd_verb(bare, at)


@lru_cache(maxsize=16)
def verbs_of(bare: str) -> tuple[Verb, ...]:
    """The verbs of a clause, none overlapping another; several sides ask for them.

    >>> verbs_of("主动公开和报市政府")
    ((0, 4, 'noun'), (5, 6, 'goal'))
    """
    verbs: list[Verb] = []
    end = 0
    pairs, odd = _pairs()
    for found in _beginnings().finditer(bare):
        start = found.start()
        if start < end:
            continue
        stop = start + _PAIR
        kind = pairs.get(bare[start:stop])
        if kind and bare[stop:stop + 1] not in odd:
            verbs.append((start, stop, kind))
            end = stop
        elif (kind is not None or found[0] in _HANDED) and (verb := _odd_verb(bare, start)):
            verbs.append(verb)
            end = verb[1]
    return tuple(verbs)


def has_object(bare: str, verb: Verb) -> bool:
    """Whether a verb is no noun and has an object behind it."""
    return verb[2] != "noun" and len(bare) - verb[1] >= _LEAST_OBJECT and bare[verb[1]] not in "、和"


def _odd_verb(bare: str, at: int) -> Verb | None:
    """The verb at a place, which may be long, part of a name, or 报 or 送."""
    for word in _words().get(bare[at:at + _PAIR], ()):
        if bare.startswith(word, at):
            end = at + len(word)
            named = bare[end:end + 1] in _NEVER and rule("never_verb").match(bare, end)
            return None if named else (at, end, kinds()[word])
    handed = bare[at] in _HANDED and rule("receiver").match(bare, at + 1)
    return (at, at + 1, "goal") if handed else None


@cache
def _beginnings() -> re.Pattern[str]:
    """What finds where a verb may begin: its first two characters are of those that begin one, and no 本, 该 or 运
    before them makes a name of it (本通知), unless that ends a word itself (应该, 基本)."""
    firsts, seconds = ("".join(sorted({word[place] for word in kinds()})) for place in range(_PAIR))
    handed = "".join(sorted(_HANDED))
    return re.compile(f"[{firsts}{handed}](?=[{seconds}]|(?<=[{handed}]))(?<!(?<![{_IN_WORDS}])[{_THIS}].)", re.DOTALL)


@cache
def _pairs() -> tuple[dict[str, str], frozenset[str]]:
    """The kinds of the verbs of two characters, an empty one where two only begin a longer verb; the characters behind
    two that may go on with it, or make a name of it."""
    longer = [word for word in kinds() if len(word) > _PAIR]
    return {word[:_PAIR]: "" for word in longer} | kinds(), _NEVER | {word[_PAIR] for word in longer}


@cache
def _words() -> dict[str, list[str]]:
    """The verbs that begin with each two characters, the longest first."""
    words: dict[str, list[str]] = {}
    for word in sorted(kinds(), key=len, reverse=True):
        words.setdefault(word[:_PAIR], []).append(word)
    return words


def only_verbs(bare: str, start: int, stop: int, wanted: Container[str] = KINDS) -> bool:
    """Whether a stretch is nothing but verbs of some kinds (考核评价)."""
    at = start
    while at < stop and (verb := verb_at(bare, at)) and verb[2] in wanted:
        at = verb[1]
    return start < at == stop
