"""The schema as plain values: what every class and property is called, means and joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.graph.iris import ONTOLOGY
from kg.graph.ontology import file

_OWL = "http://www.w3.org/2002/07/owl#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the schema; names are local ones, such as Task and hasTask.

    `broader` is a super-class or super-property, `aligned` the IRIs of other vocabularies.
    """

    name: str
    is_class: bool
    zh: str
    en: str
    about_zh: str
    about_en: str
    domain: str | None
    range: str | None
    functional: bool
    broader: str | None
    aligned: tuple[str, ...]


def terms() -> tuple[Term, ...]:
    """Every class, then every property, in the order of ontology/kg.ttl."""
    said, order = _triples("kg.ttl")
    aligned, _ = _triples("alignment.ttl")
    found = [_term(iri, said[iri], aligned.get(iri, {})) for iri in order if iri.startswith(f"{ONTOLOGY}#")]
    return tuple(sorted(found, key=lambda term: not term.is_class))


Fields = Mapping[str, list[str]]


def _triples(name: str) -> tuple[Mapping[str, Fields], list[str]]:
    """The values of each field of each subject (`label@zh` for one in Chinese), and the subjects
    in their order."""
    import pyoxigraph as ox
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(file(name))):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            language = value.language if isinstance(value, ox.Literal) else None
            field = f"{triple.predicate.value}@{language}" if language else triple.predicate.value
            said[subject.value][field].append(value.value)
    return said, list(said)


def _term(iri: str, said: Fields, aligned: Fields) -> Term:
    def one(field: str) -> str | None:
        return next(iter(said.get(field, ())), None)

    types = said[_TYPE]
    broader = one(f"{_RDFS}subClassOf") or one(f"{_RDFS}subPropertyOf")
    targets = (*aligned.get(f"{_RDFS}subClassOf", ()), *aligned.get(f"{_RDFS}subPropertyOf", ()))
    return Term(
        name=iri.rpartition("#")[2], is_class=f"{_OWL}Class" in types,
        zh=one(f"{_RDFS}label@zh") or "", en=one(f"{_RDFS}label@en") or "",
        about_zh=one(f"{_RDFS}comment@zh") or "", about_en=one(f"{_RDFS}comment@en") or "",
        domain=_local(one(f"{_RDFS}domain")), range=_local(one(f"{_RDFS}range")),
        functional=f"{_OWL}FunctionalProperty" in types, broader=_local(broader), aligned=targets)


def _local(iri: str | None) -> str | None:
    return None if iri is None else iri.rpartition("#")[2]
