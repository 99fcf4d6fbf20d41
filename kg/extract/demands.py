"""Demands inside a task: a verb, what it acts on, with what force, where, to whom and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from kg import tables
from kg.extract.clauses import clauses_of
from kg.extract.demand_shapes import shape_of
from kg.extract.drafts import Range
from kg.extract.predicate_rules import forces, rule
from kg.extract.predicates import Predicate, predicates_of
from kg.extract.requirements import Requirement
from kg.model.extraction import Demand, Evidence, Force, TimeLimit
from kg.model.text import Document, Span

_CHANNEL_REACH = 60
_LEAST_LED = 3      # characters of a channel and of what leads to it


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
                  for predicate in clause.predicates])


class _Clause(NamedTuple):
    """A clause that demands something: its predicates, where it begins, its words; its channels, word of force and
    topic, which its sentence may have said before; where other words that hold for it begin and end."""

    predicates: Sequence[Predicate]
    begin: int
    words: str
    channels: tuple[str, ...]
    force: str | None
    topic: str
    reach: Range


class _Said(NamedTuple):
    """What clauses without a demand say of the next one of their sentence: channels, a word of force, a topic."""

    channels: tuple[str, ...] = ()
    force: str | None = None
    topic: str = ""


_NOTHING = _Said()


def _demanding(text: str) -> Iterator[_Clause]:
    """The clauses of a requirement that demand something, with what their sentences say of them."""
    said, reach = _NOTHING, 0
    last: _Clause | None = None
    for begin, words, first in clauses_of(text, 0, len(text)):
        if first:
            said, reach, last = _NOTHING, begin, None
        found = predicates_of(words)
        if first and len(found) == 1 and not found[0].object and found[0].at == 0:
            found = ()  # 行政审批。 names what the item is about
        own = _channels(words, found[0].at if found else len(words))
        if not found:
            said = _Said(own or said.channels, _carried(words) or said.force, _topic(words) or said.topic)
            continue
        held, force = (reach, begin + found[0].lead), said.force
        if last is not None and words.startswith(("并", "一并")):
            held, force = last.reach, last.predicates[-1].force or last.force
        last = _Clause(found, begin, words, own or said.channels, force, said.topic, held)
        yield last
        said, reach = _NOTHING, begin + len(words)


def _carried(words: str) -> str | None:
    """The word of force that a clause without a demand begins its sentence's demand with (应当依照第十九条的规定,公开…)."""
    found = rule("carries").match(words)
    return found["force"] if found else None


def _topic(words: str) -> str:
    """What a clause without a demand puts in front of the next: 对违反规定的,予以通报; 属于公开范围的信息,…."""
    found = rule("topic").fullmatch(words)
    return found["topic"] if found else ""


def _demand(requirement: Requirement, clause: _Clause, predicate: Predicate, limits: Sequence[TimeLimit]) -> Demand:
    spans = requirement.spans(clause.begin + predicate.start, clause.begin + predicate.stop)
    force = predicate.force or clause.force
    stated = predicate.object or (clause.topic if predicate is clause.predicates[0] else "")
    shape = shape_of(clause.words, predicate, len(clause.predicates) == 1, stated)
    return Demand(predicate.verb, stated, forces()[force] if force else Force.MUST, Evidence(spans, *shape),
                  clause.channels, predicate.receiver or _counterpart(clause.words, predicate),
                  _stated(limits, (*requirement.spans(*clause.reach), *spans)) if limits else ())


def _stated(limits: Sequence[TimeLimit], held: Sequence[Span]) -> tuple[TimeLimit, ...]:
    """Those of a task's limits that some spans state."""
    return tuple([limit for limit in limits if any(span.holds(limit.span) for span in held)])


def _counterpart(words: str, predicate: Predicate) -> str | None:
    """To whom the part of a clause that a predicate rules says that something is published or reported."""
    found = rule("counterpart").search(words[predicate.start:predicate.stop]) if "向" in words else None
    return found["to"] if found else None


def _channels(words: str, stop: int) -> tuple[str, ...]:
    """The channels that a clause names before its verb, behind a word that leads to one."""
    lead = rule("channel_lead").search(words, 0, stop) if stop >= _LEAST_LED else None
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
