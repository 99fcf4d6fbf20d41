"""The schema: complete in both languages, consistent, and exactly what the data uses."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from graphs import extractions, links
from rdflib import DCTERMS, ODRL2, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, Graph, URIRef

from kg import questions
from kg.export.schema import reference
from kg.graph import ontology
from kg.graph.generations import META
from kg.graph.iris import BASE, ONTOLOGY, Kind
from kg.graph.library import Library
from kg.graph.quads import describe
from kg.graph.vocabulary import Class, Property, concept
from kg.model.extraction import (Force, Level, PartKind, Purpose, Relation, Role, Severity, TimeKind)
from kg.model.links import DerivationKind, GapKind, MatchKind, MatchRelation, Status
from kg.model.text import Script

GK = ONTOLOGY + "#"
# The vocabularies whose terms rdflib lists; of the others, the terms as their documents define them:
# ELI 1.5 (op.europa.eu/en/web/eu-vocabularies/eli), CPOV 2.1.1 (semiceu.github.io/CPOV), Web Annotation
# Vocabulary (w3.org/TR/annotation-vocab), CiTO 2.8.1 (sparontologies.github.io/cito).
LISTED = (DCTERMS, ODRL2, ORG, PROV, SDO, SKOS)
DEFINED = {
    "http://data.europa.eu/eli/ontology#": {
        "AdministrativeArea", "ComplexWork", "Format", "LegalExpression", "LegalResource",
        "LegalResourceSubdivision", "applies", "based_on", "cites", "date_document", "date_publication", "has_part",
        "id_local", "is_embodied_by", "is_member_of", "is_realized_by", "passed_by"},
    "http://data.europa.eu/m8g/": {"PublicOrganisation"},
    "http://www.w3.org/ns/oa#": {"TextPositionSelector", "TextQuoteSelector", "end", "exact", "start"},
    "http://purl.org/spar/cito/": {"Citation", "hasCitedEntity"}}
# eli:implements gave way to eli:applies; eli:title belongs to expressions, not to works.
UNWANTED = {"http://data.europa.eu/eli/ontology#implements", "http://data.europa.eu/eli/ontology#title"}
SCHEMES = {"level": Level, "script": Script, "part": PartKind, "relation": Relation, "purpose": Purpose,
           "role": Role, "time": TimeKind, "force": Force, "severity": Severity, "resolution": Status,
           "derivation": DerivationKind, "match-relation": MatchRelation, "match": MatchKind, "gap": GapKind}


@cache
def graph(*names: str) -> Graph:
    """Some files of the schema, parsed."""
    found = Graph()
    for name in names:
        found.parse(ontology.file(name), format="turtle")
    return found


def declared(kind: URIRef) -> set[str]:
    """Our own terms of a kind."""
    return {str(term) for term in graph("kg.ttl").subjects(RDF.type, kind) if str(term).startswith(GK)}


def properties() -> set[str]:
    """Our own properties."""
    return declared(OWL.ObjectProperty) | declared(OWL.DatatypeProperty)


def used() -> Iterator[str]:
    """Every IRI in the data and in the named questions."""
    for description in describe(links(), extractions()):
        for line in description.lines:
            yield from re.findall(r"<([^<>]+)>", line)
    for question in questions.questions():
        yield from (GK + name for name in re.findall(r"\bgk:(\w+)", question.query))


def test_the_code_and_the_schema_name_the_same_terms() -> None:
    assert {str(term) for term in Class if term.startswith(GK)} == declared(OWL.Class)
    assert {str(term) for term in Property if term.startswith(GK)} == properties()


def test_every_used_term_is_declared() -> None:
    terms = {iri for iri in used() if iri.startswith(GK)}
    assert terms - properties() - declared(OWL.Class) == set()


@pytest.mark.parametrize("term", sorted(properties() | declared(OWL.Class)))
def test_a_term_is_labelled_in_both_languages(term: str) -> None:
    for field in (RDFS.label, RDFS.comment):
        languages = sorted(str(value.language) for value in graph("kg.ttl").objects(URIRef(term), field))
        assert languages == ["en", "zh"]


def test_labels_tell_terms_apart() -> None:
    for language in ("zh", "en"):
        labels = [str(label) for term in map(URIRef, properties())
                  for label in graph("kg.ttl").objects(term, RDFS.label) if label.language == language]
        assert len(labels) == len(set(labels))


def test_a_property_has_one_domain_and_one_range() -> None:
    """Several would not widen it: OWL reads them as all at once."""
    for term in properties():
        for field in (RDFS.domain, RDFS.range):
            assert len(set(graph("kg.ttl").objects(URIRef(term), field))) <= 1


def test_what_a_term_refers_to_is_declared() -> None:
    ours = {str(term) for triple in graph("kg.ttl", "alignment.ttl") for term in triple
            if str(term).startswith(GK)}
    assert ours - properties() - declared(OWL.Class) == set()


def exists(term: str) -> bool:
    """Whether a term of another vocabulary is defined there."""
    namespace, name = re.fullmatch(r"(.*[#/])(\w+)", term).groups()  # type: ignore[union-attr]
    return name in DEFINED.get(namespace, ()) or any(URIRef(term) in listed for listed in LISTED)


def test_alignment_points_out_of_the_schema_to_terms_in_force() -> None:
    targets = {str(target) for target in graph("alignment.ttl").objects()}
    assert {target for target in targets if not exists(target)} == set()
    assert targets & UNWANTED == set()
    assert not exists(str(PROV) + "wasMadeUp") and not exists("https://example.org/Task")
    assert not list(graph("alignment.ttl").triples((None, OWL.sameAs, None)))
    assert not list(graph("alignment.ttl").triples((None, OWL.imports, None)))


def test_there_are_no_blank_nodes() -> None:
    assert not [line for line in ontology.vocabulary() if "_:" in re.sub(r'"(?:[^"\\]|\\.)*"', "", line)]


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_scheme_lists_the_values_of_the_code(scheme: str) -> None:
    found = graph("schemes.ttl")
    iri = URIRef(f"{BASE}{Kind.CONCEPT.value}/{scheme}")
    assert (iri, RDF.type, SKOS.ConceptScheme) in found
    concepts = {str(one): str(found.value(one, SKOS.notation)) for one in found.subjects(SKOS.inScheme, iri)}
    assert concepts == {concept(scheme, value.value): value.value for value in SCHEMES[scheme]}
    for one in concepts:
        assert sorted(label.language for label in found.objects(URIRef(one), SKOS.prefLabel)) == ["en", "zh"]


def test_the_reference_page_is_generated_from_the_schema() -> None:
    """`KG_UPDATE_GOLDEN=1 pytest tests/test_ontology.py` writes it anew."""
    page = ontology.file("kg.ttl").with_name("reference.md")
    if os.environ.get("KG_UPDATE_GOLDEN"):
        page.write_text(reference(), "utf-8")
    assert page.read_text("utf-8") == reference()


def test_every_declared_term_is_used(demo_path: Path) -> None:
    """By the bundled plans, or by the small library for what they happen to lack."""
    library = Library.open(demo_path)
    found = {iri for graph in library.manifest().graphs if graph.name != "vocabulary"
             for iri in re.findall(r"<([^<>]+)>", (library.path / graph.file).read_text("utf-8"))}
    meta = (library.layout.generation(library.manifest().number) / META).read_text("utf-8")
    found |= set(re.findall(r"<([^<>]+)>", meta)) | set(used())
    assert (declared(OWL.Class) | properties()) - found == set()


def broader(term: str) -> set[str]:
    """A class and all classes above it."""
    above = {str(one) for one in graph("kg.ttl").objects(URIRef(term), RDFS.subClassOf)}
    return {term}.union(*map(broader, above))


def test_what_is_said_fits_its_domain_and_range(demo_path: Path) -> None:
    """Under OWL a domain or range never fails, it adds a class; here nothing may need one added."""
    library = Library.open(demo_path)
    quads = [quad for one in library.manifest().graphs
             for quad in ox.parse((library.path / one.file).read_bytes(), format=ox.RdfFormat.N_QUADS)]
    classes: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == str(RDF.type):
            classes[quad.subject.value] |= broader(quad.object.value)
    fields = {term: (graph("kg.ttl").value(URIRef(term), RDFS.domain), graph("kg.ttl").value(URIRef(term), RDFS.range))
              for term in properties()}
    for quad in quads:
        domain, range_ = fields.get(quad.predicate.value, (None, None))
        assert domain is None or str(domain) in classes[quad.subject.value], f"{quad} has no {domain}"
        literal = isinstance(quad.object, ox.Literal)
        found = {quad.object.datatype.value} if literal else classes[quad.object.value]
        assert range_ is None or str(range_) in found, f"{quad} points to no {range_}"
