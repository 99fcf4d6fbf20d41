"""Demands inside a task: a verb, what it acts on, through which channel, with what force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg import tables
from kg.extract.clauses import clauses_of
from kg.extract.drafts import Range
from kg.model.extraction import Demand, Force
from kg.model.text import Document


def find_demands(document: Document, pieces: Sequence[Range]) -> tuple[Demand, ...]:
    """The demands of a task whose requirement stands in `pieces`, in reading order.

    A channel named in a clause before is that of the next demand of its sentence.

    >>> from kg.model.text import Reading, Source
    >>> from kg.normalise import normalise
    >>> text = "通过政府网站向社会公布排名,鼓励开展培训。"
    >>> found = find_demands(normalise(Reading(Source("a.txt", "", "text/plain"), text)), [(0, len(text))])
    >>> [(one.verb, one.object, one.force.value, one.channel, one.counterpart) for one in found]
    [('公布', '排名', 'must', '政府网站', '社会'), ('开展', '培训', 'may', None, None)]
    """
    logical, wording = document.logical, _wording()
    found: list[Demand] = []
    for start, stop in pieces:
        channel: str | None = None
        for begin, words, first in clauses_of(logical.text, start, stop):
            lead = wording.channel_lead.search(words)
            channel = (_channel(wording, words, lead.end()) if lead else None) or (None if first else channel)
            verb = wording.verbs.search(words)
            if verb is None or wording.no_demand.match(words):
                continue
            force = wording.force_end.search(words) if _FORCE_SIGN.search(words) else None
            predicate = _predicate(wording, words, force.end() if force else 0, verb)
            if predicate:
                stated = Force.MUST if force is None else _forces()[force["word"] or force["opening"]]
                found.append(Demand(logical.span(begin, begin + len(words)), *predicate, stated, channel,
                                    _counterpart(wording, words)))
                channel = None
    return tuple(found)


# Characters without which a pattern cannot match; looking for them is cheaper than trying it.
_FORCE_SIGN = re.compile("[要应须得禁能绝以需免止再鼓支提倡探试研请]")
_RECEIVER_SIGN = re.compile("[向报送反]")
_CHANNEL_REACH = 40
_MAKING_NOUNS = "性化度"  # behind a verb they make a noun of it, whatever stands before
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")


@dataclass(frozen=True, slots=True)
class _Wording:
    """The patterns of demand_patterns.toml with the verbs and the channels: each clause asks most of them."""

    no_demand: re.Pattern[str]
    fronted: re.Pattern[str]
    noun_after: re.Pattern[str]
    noun_before: re.Pattern[str]
    force_end: re.Pattern[str]
    before_object: re.Pattern[str]
    channel_lead: re.Pattern[str]
    counterpart: re.Pattern[str]
    adverbs: re.Pattern[str]
    verbs: re.Pattern[str]
    channels: re.Pattern[str]


@cache
def _wording() -> _Wording:
    rules = {name: pattern.regex for name, pattern in tables.patterns("demand_patterns").items()}
    return _Wording(**rules, verbs=_any_of(tables.column("demand_verbs", "word")),
                    channels=_any_of(frozenset(_channels())))


@cache
def _channels() -> dict[str, str]:
    return {row["word"]: row["channel"] for row in tables.rows("channels")}


@cache
def _forces() -> dict[str, Force]:
    return {row["word"]: Force(row["force"]) for row in tables.rows("force_words")}


def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    """The longest of the words, tried under their first characters."""
    rest: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rest.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(f"{re.escape(first)}(?:{'|'.join(ends)})" for first, ends in rest.items()))


def _predicate(wording: _Wording, words: str, after_force: int, first: re.Match[str]) -> tuple[str, str] | None:
    """The verb and object of a clause whose `first` verb is known; None if it demands nothing.

    Where a word of force stands, the verb stands behind it.
    """
    before = "将" in words or "把" in words or "对" in words
    fronted = wording.fronted.search(words) if before else None
    if fronted and wording.verbs.fullmatch(fronted["verb"]):
        return fronted["verb"], fronted["object"].strip()
    quotes = "《" in words or "“" in words
    bare = _QUOTED.sub(lambda quoted: "〇" * len(quoted[0]), words) if quotes else words
    verb = wording.verbs.search(bare, after_force) if quotes or first.start() < after_force else first
    while verb and not _demands(wording, bare, verb, after_force):
        verb = wording.verbs.search(bare, verb.end())
    if verb is None:
        return None
    lead = wording.before_object.match(words, verb.end())
    object = words[lead.end() if lead else verb.end():].strip(" 、")
    return (verb[0], object) if object else None


def _demands(wording: _Wording, bare: str, verb: re.Match[str], after_force: int) -> bool:
    """Whether a verb is used as one: what stands around it makes no noun or attribute of it, unless
    nothing but adverbs stands before."""
    start, end = verb.span()
    after = wording.noun_after.match(bare, end)
    if after is None and wording.noun_before.match(bare, start) is None:
        return True
    made_noun = after is not None and after[0] in _MAKING_NOUNS
    return not made_noun and wording.adverbs.match(bare[after_force:start]) is not None


def _counterpart(wording: _Wording, words: str) -> str | None:
    """To whom a clause says that something is published or reported."""
    found = wording.counterpart.search(words) if _RECEIVER_SIGN.search(words) else None
    return (found["to"] or found["body"]) if found else None


def _channel(wording: _Wording, words: str, begin: int) -> str | None:
    """The channel that a clause names soon behind a word that leads to one."""
    found = wording.channels.search(words, begin, begin + _CHANNEL_REACH)
    return _channels()[found[0]] if found else None
