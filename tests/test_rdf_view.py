"""The rdflib view: the same graph, the same engine, and nothing to change it with."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from graphs import CITY, extractions, links
from rdflib import RDFS

from kg.errors import LibraryError, QueryProblem, QueryRefused
from kg.graph.generations import open_store
from kg.graph.iris import ONTOLOGY, Kind, mint
from kg.graph.library import Library
from kg.graph.rdf_view import rdf_view
from kg.graph.worker import ask

GK = rdflib.Namespace(f"{ONTOLOGY}#")
JIANGMEN = rdflib.URIRef(mint(Kind.DOCUMENT, CITY))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> rdflib.Graph:
    """The small library in rdflib."""
    library = Library.create_or_open(tmp_path_factory.mktemp("library"))
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    return rdf_view(open_store(library.verified_folder()), lambda question: ask(library, question))


def test_patterns_are_looked_up(graph: rdflib.Graph) -> None:
    assert graph.value(JIANGMEN, GK.number) == rdflib.Literal("江环办〔2021〕50号")
    assert graph.value(JIANGMEN, GK.year) == rdflib.Literal(2021)
    assert JIANGMEN in set(graph.subjects(GK.number, rdflib.Literal("江环办〔2021〕50号")))
    assert rdflib.Literal("公文", lang="zh") in set(graph.objects(GK.Document, RDFS.label))
    assert (rdflib.Literal("x"), None, None) not in graph
    assert len(graph) > 1000


def test_queries_go_to_the_engine_with_their_bindings(graph: rdflib.Graph) -> None:
    number = rdflib.Literal("江环办〔2021〕50号")
    rows = list(graph.query("SELECT ?n ?d { ?d gk:number ?n }", initBindings={"n": number}))
    assert [row.d for row in rows] == [JIANGMEN]
    assert graph.query("ASK { ?d a gk:Plan }").askAnswer is True
    assert len(graph.query("CONSTRUCT WHERE { ?d gk:number ?n }").graph) == 3


def test_no_other_engine_answers(graph: rdflib.Graph) -> None:
    with pytest.raises(QueryRefused):
        graph.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }")
    with pytest.raises(QueryProblem, match="another engine"):
        graph.query("ASK {}", DEBUG=True)
    with pytest.raises(QueryProblem, match="not a SPARQL query"):
        graph.query("SELECT nonsense")


def test_nothing_can_be_changed(graph: rdflib.Graph) -> None:
    with pytest.raises(LibraryError):
        graph.add((JIANGMEN, GK.title, rdflib.Literal("x")))
    with pytest.raises(LibraryError):
        graph.remove((JIANGMEN, None, None))
    with pytest.raises(LibraryError):
        graph.update("DROP ALL")


def test_a_serialisation_uses_our_prefixes(graph: rdflib.Graph, tmp_path: Path) -> None:
    one = rdflib.Graph(namespace_manager=graph.namespace_manager)
    for triple in graph.triples((JIANGMEN, None, None)):
        one.add(triple)
    assert "gk:number" in one.serialize(format="turtle")


def test_the_front_door_leads_here(demo_path: Path) -> None:
    import kg
    assert len(set(kg.open(demo_path).rdf().subjects(GK.hasText))) == 14
