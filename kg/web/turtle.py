"""What stands on a page, as Turtle: its things with their own records, and no others."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import QueryLimit
from kg.graph.dump import dump
from kg.graph.formats import write_triples
from kg.graph.iris import Kind, mint, unmint
from kg.graph.library import Library
from kg.graph.results import Node, Triples, iri
from kg.graph.vocabulary import Property
from kg.graph.worker import Ask, Question

Triple = tuple[Node, Node, Node]

_RECORDS = (Property.HAS_ASSIGNMENT, Property.TIME_LIMIT, Property.HAS_DEMAND, Property.DERIVATION,
            Property.REJECTED_DERIVATION, Property.MATCH, Property.EVIDENCE, Property.JUDGEMENT)
_DESCRIBED = (f"CONSTRUCT {{ ?node ?field ?value }} WHERE {{ ?thing ({'|'.join(f'<{one}>' for one in _RECORDS)})* "
              "?node . ?node ?field ?value }")
_FAR_ENDS = (Property.SOURCE_DOCUMENT, Property.MATCHED_TASK)


def works_of(ids: Iterable[str]) -> tuple[str, ...]:
    """The IRIs of works."""
    return tuple(mint(Kind.DOCUMENT, id) for id in ids)


def tasks_of(ids: Iterable[str]) -> tuple[str, ...]:
    """The IRIs of tasks."""
    return tuple(mint(Kind.TASK, id) for id in ids)


def holders_of(ids: Iterable[str]) -> tuple[str, ...]:
    """The IRIs of holders."""
    return tuple(mint(Kind.HOLDER, id) for id in ids)


def text_of(work: str) -> tuple[str, ...]:
    """The IRI of all that a held work says."""
    return (mint(Kind.GRAPH, work),)


def turtle(library: Library, ask: Ask, shown: Sequence[str], partial: str = "") -> bytes:
    """The things with their assignments, time limits, demands, links and evidence.

    A link to something that is not among them is left out, and `partial` says at the head what
    else is. A work's whole text stands for itself. QueryLimit where one thing says more than an answer may hold.
    """
    whole = [name for kind, name in map(unmint, shown) if kind is Kind.GRAPH]
    if whole:
        return _text(library, whole[0])
    said: dict[str, list[Triple]] = {}
    for thing in dict.fromkeys(shown):
        for triple in _described(ask, thing):
            said.setdefault(triple[0].value, []).append(triple)
    head = f"# {' '.join(partial.split())}\n" if partial else ""
    return head.encode() + write_triples(dict.fromkeys(_within(said, shown)), "text/turtle")


def _text(library: Library, work: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="kg-turtle-") as room:
        path = Path(room, "work.ttl")
        dump(library, "turtle", path, work)
        return path.read_bytes()


def _described(ask: Ask, thing: str) -> Sequence[Triple]:
    answer = ask(Question(_DESCRIBED, {"thing": iri(thing)}), threading.Event())
    if not isinstance(answer, Triples) or answer.limit is not None:
        raise QueryLimit("rows", f"{thing} says more than fits into one answer")
    return answer.triples


def _within(said: Mapping[str, Sequence[Triple]], shown: Sequence[str]) -> Iterator[Triple]:
    """What is said of the things shown and of the records between them."""
    known = set(shown)
    away = {name for name, triples in said.items()
            if any(field.value in _FAR_ENDS and end.value not in known for _, field, end in triples)}
    ahead = list(dict.fromkeys(shown))
    for name in ahead:
        for triple in said.get(name, ()):
            target = triple[2].value
            if target in away:
                continue
            yield triple
            if target in said and target not in known:
                known.add(target)
                ahead.append(target)
