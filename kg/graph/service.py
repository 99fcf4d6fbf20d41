"""What the endpoint says about itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from kg.graph.results import Node, iri

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
            "Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def describe_service(endpoint: str) -> tuple[tuple[Node, Node, Node], ...]:
    """The triples that describe the endpoint at a URL."""
    service = iri(f"{endpoint}#service")
    said = [(_TYPE, iri(f"{_SD}Service")), (iri(f"{_SD}endpoint"), iri(endpoint)),
            (iri(f"{_SD}supportedLanguage"), iri(f"{_SD}SPARQL11Query")),
            (iri(f"{_SD}feature"), iri(f"{_SD}UnionDefaultGraph")),
            *((iri(f"{_SD}resultFormat"), iri(_FORMATS + name)) for name in _RESULTS)]
    return tuple((service, predicate, value) for predicate, value in said)
