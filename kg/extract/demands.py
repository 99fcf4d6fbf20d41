"""Demands inside a task: a verb, what it acts on, with what force, where, to whom and by when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from kg import tables
from kg.extract.clauses import clauses_of
from kg.extract.drafts import Range
from kg.extract.predicate_rules import forces, rule
from kg.extract.predicates import Predicate, predicates_of
from kg.extract.requirements import Requirement
from kg.model.extraction import Demand, Evidence, Force, TimeLimit
from kg.model.text import Document, Span

_CHANNEL_REACH = 60
_LEAST_LED = 3      # characters of a channel and of what leads to it
_MUST = Force.MUST  # as it is asked for: an Enum takes its time to look a member up


def find_demands(document: Document, pieces: Sequence[Range], limits: Sequence[TimeLimit] = ()) -> tuple[Demand, ...]:
    """The demands of a task whose requirement stands in `pieces`, in reading order, each with those of the task's
    `limits` that its clause states.

    A channel or limit named in a clause before that demands nothing is that of the next demand of its sentence.

    >>> from kg.model.text import Reading, Source
    >>> from kg.normalise import normalise
    >>> text = "通过政府网站向社会公布排名,鼓励开展培训。"
    >>> found = find_demands(normalise(Reading(Source("a.txt", "", "text/plain"), text)), [(0, len(text))])
    >>> [(one.verb, one.object, one.force.value, one.channels, one.counterpart) for one in found]
    [('公布', '排名', 'must', ('政府网站',), '社会'), ('开展', '培训', 'may', (), None)]
    """
    requirement, ordered = Requirement.of(document, pieces), sorted(limits, key=_begin)
    demands: list[Demand] = []
    for clause in _demanding(requirement.text):
        demands += _demands(requirement, clause, ordered)
    return tuple(demands)


# What clauses without a demand say of the next one of their sentence: channels, a word of force, a topic.
_Said = tuple[tuple[str, ...], str | None, str]
_NOTHING: _Said = (), None, ""
# A clause that demands something: its predicates, where it begins, what its sentence or itself says of them, where
# other words that hold for it begin and end.
_Clause = tuple[Sequence[Predicate], int, _Said, Range]


def _demanding(text: str) -> Iterator[_Clause]:
    """The clauses of a requirement that demand something, with what their sentences say of them."""
    before: list[str] = []      # the clauses since the last one of the sentence that demands something
    reach, last = 0, None
    for begin, words, first in clauses_of(text):
        if first:
            before, reach, last = [], begin, None
        found = predicates_of(words)
        if first and len(found) == 1 and not found[0].object and found[0].at == 0:
            found = ()  # 行政审批。 names what the item is about
        if not found:
            before.append(words)
            continue
        at = found[0].at
        said, held = _said(before) if before else _NOTHING, (reach, begin + at)
        if at >= _LEAST_LED and (own := _channels(words, at)):
            said = own, *said[1:]
        if last is not None and words.startswith(("并", "一并")):
            said, held = (said[0], last[0][-1].force or last[2][1], said[2]), last[3]
        last = found, begin, said, held
        yield last
        before, reach = [], begin + len(words)


def _said(clauses: Sequence[str]) -> _Said:
    """What clauses without a demand say of the next: of each kind what the last says that says it."""
    channels, force, topic = _NOTHING
    for words in clauses:
        channels = _channels(words, len(words)) or channels
        force = _carried(words) or force
        topic = _topic(words) or topic
    return channels, force, topic


def _carried(words: str) -> str | None:
    """The word of force that a clause without a demand begins its sentence's demand with (应当依照第十九条的规定,公开…)."""
    found = rule("carries").match(words)
    return found["force"] if found else None


def _topic(words: str) -> str:
    """What a clause without a demand puts in front of the next: 对违反规定的,予以通报; 属于公开范围的信息,…."""
    found = rule("topic").fullmatch(words)
    return found["topic"] if found else ""


def _demands(requirement: Requirement, clause: _Clause, limits: Sequence[TimeLimit]) -> list[Demand]:
    """The demands of a clause; what its sentence says of them goes to all, a topic to the first alone."""
    found, begin, (channels, carried, topic), held = clause
    around = requirement.spans(*held) if limits else ()
    demands = []
    for start, stop, _, verb, named, force, counterpart, (shape, confidence) in found:
        spans = requirement.spans(begin + start, begin + stop)
        force = force or carried
        demands.append(Demand(verb, named or topic, forces()[force] if force else _MUST,
                              Evidence(spans, shape, confidence), channels, counterpart,
                              _stated(limits, (*around, *spans)) if limits else ()))
        topic = ""
    return demands


def _stated(limits: Sequence[TimeLimit], held: Sequence[Span]) -> tuple[TimeLimit, ...]:
    """Those of a task's limits, in the order of their places, that some spans state."""
    stated: dict[int, TimeLimit] = {}
    for span in held:
        first, after = (bisect_left(limits, border, key=_begin) for border in (span.start, span.end))
        stated |= {at: limits[at] for at in range(first, after) if limits[at].span.end <= span.end}
    return tuple(stated[at] for at in sorted(stated))


def _begin(limit: TimeLimit) -> int:
    return limit.span.start


def _channels(words: str, stop: int) -> tuple[str, ...]:
    """The channels that a clause names before its verb, behind a word that leads to one."""
    lead = rule("channel_lead").search(words, 0, stop)
    if lead is None:
        return ()
    named = _channel_words().findall(words, lead.end(), min(stop, lead.end() + _CHANNEL_REACH))
    return tuple(dict.fromkeys(_channel_of()[word] for word in named))


@cache
def _channel_words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_channel_of(), key=len, reverse=True)))


@cache
def _channel_of() -> dict[str, str]:
    return {row["word"]: row["channel"] for row in tables.rows("channels")}
