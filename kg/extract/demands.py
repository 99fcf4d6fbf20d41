"""Demands inside a task: a verb, what it acts on, with what force, where, to whom and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from kg import tables
from kg.extract.clauses import clauses_of
from kg.extract.demand_shapes import SEVERAL, shape_of
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
    requirement = Requirement.of(document, pieces)
    return tuple([_demand(requirement, clause, predicate, limits) for clause in _demanding(requirement.text)
                  for predicate in clause[0]])


# What clauses without a demand say of the next one of their sentence: channels, a word of force, a topic.
_Said = tuple[tuple[str, ...], str | None, str]
_NOTHING: _Said = (), None, ""
# A clause that demands something: its predicates, where it begins, its words, what its sentence or itself says of
# them, where other words that hold for it begin and end.
_Clause = tuple[Sequence[Predicate], int, str, _Said, Range]


def _demanding(text: str) -> Iterator[_Clause]:
    """The clauses of a requirement that demand something, with what their sentences say of them."""
    said, reach = _NOTHING, 0
    last: _Clause | None = None
    for begin, words, first in clauses_of(text):
        if first:
            said, reach, last = _NOTHING, begin, None
        found = predicates_of(words)
        if first and len(found) == 1 and not found[0].object and found[0].at == 0:
            found = ()  # 行政审批。 names what the item is about
        if not found:
            said = _announced(words, said)
            continue
        at = found[0].at
        if at >= _LEAST_LED and (own := _channels(words, at)):
            said = own, *said[1:]
        held = reach, begin + at
        if last is not None and words.startswith(("并", "一并")):
            said, held = (said[0], last[0][-1].force or last[3][1], said[2]), last[4]
        last = found, begin, words, said, held
        yield last
        said, reach = _NOTHING, begin + len(words)


def _announced(words: str, said: _Said) -> _Said:
    """What a clause without a demand says of the next, which else those before it say."""
    channels, force, topic = said
    return _channels(words, len(words)) or channels, _carried(words) or force, _topic(words) or topic


def _carried(words: str) -> str | None:
    """The word of force that a clause without a demand begins its sentence's demand with (应当依照第十九条的规定,公开…)."""
    found = rule("carries").match(words)
    return found["force"] if found else None


def _topic(words: str) -> str:
    """What a clause without a demand puts in front of the next: 对违反规定的,予以通报; 属于公开范围的信息,…."""
    found = rule("topic").fullmatch(words)
    return found["topic"] if found else ""


def _demand(requirement: Requirement, clause: _Clause, predicate: Predicate, limits: Sequence[TimeLimit]) -> Demand:
    found, begin, words, (channels, carried, topic), held = clause
    start, stop, _, verb, named, force, receiver, led = predicate
    spans = requirement.spans(begin + start, begin + stop)
    shape, confidence = shape_of(words, led, verb, named) if len(found) == 1 else SEVERAL
    force = force or carried
    return Demand(verb, named or (topic if predicate is found[0] else ""), forces()[force] if force else _MUST,
                  Evidence(spans, shape, confidence), channels,
                  receiver or (_counterpart(words[start:stop]) if "向" in words else None),
                  _stated(limits, (*requirement.spans(*held), *spans)) if limits else ())


def _stated(limits: Sequence[TimeLimit], held: Sequence[Span]) -> tuple[TimeLimit, ...]:
    """Those of a task's limits that some spans state."""
    found = []
    for limit in limits:
        for span in held:
            if span.holds(limit.span):
                found.append(limit)
                break
    return tuple(found)


def _counterpart(words: str) -> str | None:
    """To whom the part of a clause that a predicate rules says that something is published or reported."""
    found = rule("counterpart").search(words)
    return found["to"] if found else None


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
