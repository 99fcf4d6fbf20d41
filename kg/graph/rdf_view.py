"""A generation as a read-only rdflib Graph: patterns from the store, SPARQL by the children.

rdflib evaluates a query itself whenever a store says that it cannot; this one never says so,
hence no query is answered by another engine without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

import pyoxigraph as ox
import rdflib
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier
from rdflib.term import Node as RdfNode

from kg.errors import LibraryError, QueryProblem
from kg.graph.results import Answer, Node, NodeKind, Rows, Triples
from kg.graph.vocabulary import PREFIXES
from kg.graph.worker import Question

Graph = rdflib.Graph
"""What `rdf_view` gives."""

Ask = Callable[[Question], Answer]
Pattern = tuple[RdfNode | None, RdfNode | None, RdfNode | None]


def rdf_view(store: ox.Store, ask: Ask) -> Graph:
    """The union of all named graphs; `ask` answers its `query`, LibraryError its changes."""
    return Graph(store=_ReadOnly(store, ask), bind_namespaces="none")


class _ReadOnly(Store):
    def __init__(self, store: ox.Store, ask: Ask) -> None:
        super().__init__()
        self._store, self._ask = store, ask

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        subject, predicate, value = (None if term is None else _to_engine(term) for term in triple_pattern)
        if isinstance(subject, ox.Literal) or isinstance(predicate, ox.Literal | ox.BlankNode):
            return
        for quad in self._store.quads_for_pattern(subject, predicate, value):
            yield (_from_engine(quad.subject), _from_engine(quad.predicate),
                   _from_engine(quad.object)), iter(())

    def __len__(self, context: Any = None) -> int:
        return len(self._store)

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **options: Any) -> Result:
        if options:
            raise QueryProblem(f"options of another engine are not known here: {', '.join(options)}")
        terms = {str(name): _node(term) for name, term in (initBindings or {}).items()}
        return _result(self._ask(Question(str(query), terms)))

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        return ((prefix, rdflib.URIRef(iri)) for prefix, iri in PREFIXES.items())

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        return rdflib.URIRef(PREFIXES[prefix]) if prefix in PREFIXES else None

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        return next((prefix for prefix, iri in PREFIXES.items() if iri == str(namespace)), None)

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """Prefixes are given; what a caller binds is only its own."""

    def add(self, *_: Any, **__: Any) -> NoReturn:
        raise LibraryError("a library is not changed through rdflib; `kg build` writes")

    addN = remove = update = add


def _to_engine(term: RdfNode) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if not isinstance(term, rdflib.Literal):
        raise QueryProblem(f"{term!r} is no RDF term of this graph")
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)


def _from_engine(term: Any) -> RdfNode:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    return _literal(term.value, term.datatype.value, term.language)


def _literal(value: str, datatype: str | None, language: str | None) -> rdflib.Literal:
    if language:
        return rdflib.Literal(value, lang=language)
    plain = datatype is None or datatype == str(rdflib.XSD.string)
    return rdflib.Literal(value, datatype=None if plain else rdflib.URIRef(str(datatype)))


def _node(term: RdfNode) -> Node:
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else str(term.datatype)
        return Node(NodeKind.LITERAL, str(term), datatype, term.language)
    return Node(NodeKind.IRI, str(term))


def _term(node: Node) -> Identifier:
    if node.kind is NodeKind.IRI:
        return rdflib.URIRef(node.value)
    if node.kind is NodeKind.BLANK:
        return rdflib.BNode(node.value)
    return _literal(node.value, node.datatype, node.language)


def _bound(variables: Sequence[rdflib.Variable],
           row: Sequence[Node | None]) -> dict[rdflib.Variable, Identifier]:
    return {variable: _term(cell) for variable, cell in zip(variables, row, strict=True) if cell}


def _result(answer: Answer) -> Result:
    if isinstance(answer, Rows):
        result = Result("SELECT")
        result.vars = [rdflib.Variable(name) for name in answer.variables]
        result.bindings = [_bound(result.vars, row) for row in answer.rows]
    elif isinstance(answer, Triples):
        result = Result("CONSTRUCT")
        result.graph = rdflib.Graph()
        for triple in answer.triples:
            result.graph.add((_term(triple[0]), _term(triple[1]), _term(triple[2])))
    else:
        result = Result("ASK")
        result.askAnswer = answer.value
    return result
