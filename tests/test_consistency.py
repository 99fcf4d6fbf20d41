"""HermiT finds the schema consistent, every class possible, and the data in agreement."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import owlready2
import pytest
import rdflib
from graphs import extractions, links
from rdflib import OWL, RDF, RDFS, XSD

from kg.graph import ontology
from kg.graph.library import Library
from kg.graph.quads import describe


@pytest.fixture(scope="module", autouse=True)
def java() -> None:
    """HermiT is a Java program; without Java the test is skipped and says so, in CI it fails."""
    if shutil.which("java") is None and "CI" not in os.environ:
        pytest.skip("no Java on PATH; HermiT, the reasoner of this test, needs one")
    assert shutil.which("java"), "install a Java runtime: HermiT, the reasoner of this test, needs one"


def reasoned(triples: rdflib.Graph, path: Path) -> list[str]:
    """The classes that HermiT finds impossible; OwlReadyInconsistentOntologyError if all is."""
    triples.serialize(path, format="nt", encoding="utf-8")
    world = owlready2.World()
    with path.open("rb") as file:
        loaded = world.get_ontology("https://w3id.org/cngov-kg/ont#").load(fileobj=file)
    with loaded:
        owlready2.sync_reasoner_hermit(world, debug=0)
    return [entity.name for entity in world.inconsistent_classes()]


def schema() -> rdflib.Graph:
    """Our own classes and properties; HermiT does not know xsd:date, which OWL 2 leaves out."""
    found = rdflib.Graph().parse(ontology.file("kg.ttl"), format="turtle")
    found.remove((None, RDFS.range, XSD.date))
    return found


def data(lines: Iterable[str]) -> rdflib.Graph:
    """What lines of descriptions say, without words that the schema has no say in."""
    kept = (f"{line.rsplit(' <', 1)[0]} .\n" for line in lines if '"' not in line)
    return rdflib.Graph().parse(data="".join(kept), format="nt")


def test_the_schema_is_consistent_and_every_class_possible(tmp_path: Path) -> None:
    assert reasoned(schema(), tmp_path / "schema.nt") == []


def test_the_small_library_agrees_with_the_schema(tmp_path: Path) -> None:
    lines = (line for one in describe(links(), extractions()) for line in one.lines)
    assert reasoned(schema() + data(lines), tmp_path / "both.nt") == []


def test_the_bundled_library_agrees_with_the_schema(demo_path: Path, tmp_path: Path) -> None:
    library = Library.open(demo_path)
    lines = (line for graph in library.manifest().graphs if graph.name != "vocabulary"
             for line in (library.path / graph.file).read_text("utf-8").splitlines())
    assert reasoned(schema() + data(lines), tmp_path / "both.nt") == []


def test_a_contradiction_would_be_found(tmp_path: Path) -> None:
    """Else the two tests above could not fail."""
    wrong = schema()
    gk = rdflib.Namespace("https://w3id.org/cngov-kg/ont#")
    thing = rdflib.URIRef("https://example.org/both")
    wrong.add((thing, RDF.type, OWL.NamedIndividual))
    wrong.add((thing, RDF.type, gk.Task))
    wrong.add((thing, RDF.type, gk.Document))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        reasoned(wrong, tmp_path / "wrong.nt")
