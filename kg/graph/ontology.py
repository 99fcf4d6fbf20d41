"""The schema that ships with kg: classes, properties, concepts."""

from __future__ import annotations

from pathlib import Path

from kg import resources
from kg.graph.vocabulary import PREFIXES, Graph

FILES = ("kg.ttl", "alignment.ttl", "schemes.ttl")


def vocabulary() -> tuple[str, ...]:
    """The schema as sorted N-Quads lines of the graph `vocabulary`."""
    import pyoxigraph
    graph = pyoxigraph.NamedNode(Graph.VOCABULARY)
    triples = (triple for name in FILES for triple in pyoxigraph.parse(path=str(file(name))))
    return tuple(sorted({f"{pyoxigraph.Quad(triple.subject, triple.predicate, triple.object, graph)} ."
                         for triple in triples}))


def schema(media_type: str) -> bytes:
    """The classes and properties in a media type of `RDF_TYPES`, with our prefixes where it has any."""
    import pyoxigraph as ox

    from kg.graph.formats import RDF_TYPES
    triples = ox.parse(path=str(file("kg.ttl")))
    prefixes = PREFIXES if media_type == "text/turtle" else None
    return ox.serialize(triples, format=getattr(ox.RdfFormat, RDF_TYPES[media_type]), prefixes=prefixes) or b""


def file(name: str) -> Path:
    """Where a file of the schema lies."""
    return resources.path("ontology", name)
