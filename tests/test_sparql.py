"""The SPARQL protocol, spoken to by clients that nobody here wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import httpx
import pytest
import rdflib
import uvicorn
from graphs import CITY, STATE_COUNCIL, extractions, links
from rdflib import DCAT, DCTERMS, RDF, VOID
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from starlette.applications import Starlette

from kg.graph import ontology
from kg.graph.iris import BASE, ONTOLOGY, Kind, mint
from kg.graph.library import Library
from kg.graph.worker import Limits, QueryWorkers
from kg.web.resource import resource_routes
from kg.web.sparql import sparql_route

NUMBERS = "SELECT ?n WHERE { ?d gk:number ?n } ORDER BY ?n"
LABELS = "SELECT ?l WHERE { ?d <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
RDF_FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that answers on the small library, with a limit of two seconds."""
    library = Library.create_or_open(tmp_path_factory.mktemp("library"))
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    with QueryWorkers(library, limits=Limits(seconds=2, rows=5000)) as workers:
        app = Starlette(routes=[sparql_route(workers.ask), *resource_routes(workers.ask)])
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper_reads_rows(site: str, method: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(NUMBERS)
    client.setMethod(method)
    client.setReturnFormat(JSON)
    found = [row["n"]["value"] for row in client.queryAndConvert()["results"]["bindings"]]
    assert found == ["国办发〔2021〕12号", "江环办〔2021〕50号", "环办厅函〔2021〕214号"]


@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_posts_both_ways(site: str, way: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery("ASK { ?d gk:number '国办发〔2021〕12号' }")
    client.setMethod(POST)
    client.setRequestMethod(way)
    client.setReturnFormat(JSON)
    assert client.queryAndConvert()["boolean"] is True


@pytest.mark.parametrize("form", [XML, CSV, TSV])
def test_sparqlwrapper_reads_other_formats(site: str, form: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery(NUMBERS)
    client.setReturnFormat(form)
    found = client.queryAndConvert()
    text = found.toxml() if form == XML else found.decode()
    assert "国办发〔2021〕12号" in text


def test_sparqlwrapper_reads_triples(site: str) -> None:
    client = SPARQLWrapper(f"{site}/sparql")
    client.setQuery("CONSTRUCT WHERE { ?d gk:number ?n }")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 3


def test_rdflib_store_reads_rows(site: str) -> None:
    store = rdflib.Graph(SPARQLStore(f"{site}/sparql", method="POST"))
    labels = {str(row[0]) for row in store.query(LABELS)}
    assert {"江环办〔2021〕50号", "江门市生态环境局"} <= labels


def oxigraph(*arguments: str) -> str:
    """What the packaged command of the engine prints."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert command, "install the test requirements: the oxigraph command is one of them"
    return subprocess.run([command, *arguments], capture_output=True, text=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("query", [
    f"SELECT ?n WHERE {{ ?d <{ONTOLOGY}#number> ?n }}",
    f"SELECT ?n WHERE {{ ?d <{ONTOLOGY}#hasTask>/^<{ONTOLOGY}#hasTask> ?d ; <{ONTOLOGY}#number> ?n }} GROUP BY ?n"])
def test_the_oxigraph_command_asks_as_another_endpoint_would(site: str, tmp_path: Path, query: str) -> None:
    (tmp_path / "nothing.nt").touch()
    oxigraph("load", "--location", str(tmp_path / "store"), "--file", str(tmp_path / "nothing.nt"))
    federated = f"SELECT ?n WHERE {{ SERVICE <{site}/sparql> {{ {query} }} }} ORDER BY ?n"
    found = oxigraph("query", "--location", str(tmp_path / "store"), "--results-format", "csv", "--query", federated)
    direct = httpx.get(f"{site}/sparql", params={"query": f"{query} ORDER BY ?n"}, headers={"accept": "text/csv"})
    assert found.splitlines() == direct.text.splitlines() and "江环办〔2021〕50号" in found


def test_the_oxigraph_command_reads_what_is_given(site: str, tmp_path: Path) -> None:
    """A whole graph in each form, and loaded into a store of its own."""
    loaded = ("query", "--location", str(tmp_path / "store"), "--results-format", "csv",
              "--query", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    counts = set()
    for media_type, ending in (("text/turtle", "ttl"), ("application/n-triples", "nt"), ("application/ld+json", "jsonld"),
                               ("application/rdf+xml", "rdf")):
        file = tmp_path / f"graph.{ending}"
        file.write_bytes(httpx.get(f"{site}/graph/registry", headers={"accept": media_type}).content)
        oxigraph("load", "--location", str(tmp_path / "store"), "--file", str(file))
        counts.add(oxigraph(*loaded).split()[1])
    assert len(counts) == 1 and int(counts.pop()) > 50


# What is sent, and the status that answers it.
REQUESTS = [
    ("GET", {"query": "SELECT * WHERE {"}, 400, "broken syntax"),
    ("GET", {"query": NUMBERS, "update": "DROP ALL"}, 403, "an update beside a query"),
    ("GET", {"query": "DROP ALL"}, 403, "an update as a query"),
    ("GET", {"query": "LOAD <http://127.0.0.1:1/x>"}, 403, "an update that reads the network"),
    ("GET", {"query": "SELECT * { sErViCe <http://127.0.0.1:1/x> { ?a ?b ?c } }"}, 403, "another server"),
    ("GET", {"query": "SELECT * { SERVICE#\n<http://127.0.0.1:1/x> { ?a ?b ?c } }"}, 403, "a comment between"),
    ("GET", {"query": "SELECT * { SERVICE SILENT ?s { ?a ?b ?c } }"}, 403, "silently another server"),
    ("GET", {"query": "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }"}, 403, "a file"),
    ("GET", {"query": "SELECT * { " + "{" * 3000 + "}" * 3000 + " }"}, 400, "3,000 braces"),
    ("POST", {"query": "SELECT * { FILTER(" + "!" * 40000 + "1) }"}, 503, "depth without brackets"),
    ("POST", {"query": "SELECT * { ?a ?b '" + "x" * 10_000_000 + "' }"}, 413, "10 MB"),
    ("GET", {"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}, 503, "cross product"),
    ("GET", {"query": "SELECT * { ?a ?b ?c }"}, 413, "too many rows"),
    ("POST", {"format": "json"}, 400, "no query"),
    ("PUT", {"query": NUMBERS}, 405, "a method that writes"),
    ("HEAD", {"query": NUMBERS}, 200, "nothing wrong, without the answer itself"),
]


@pytest.mark.parametrize(("method", "parameters", "status", "why"), REQUESTS,
                         ids=[row[3] for row in REQUESTS])
def test_what_is_wrong_gets_its_status_and_the_next_query_an_answer(
        site: str, method: str, parameters: dict[str, str], status: int, why: str) -> None:
    sent = {"params": parameters} if method in ("GET", "HEAD") else {"data": parameters}
    response = httpx.request(method, f"{site}/sparql", timeout=20, **sent)  # type: ignore[arg-type]
    assert response.status_code == status, response.text[:300]
    after = httpx.get(f"{site}/sparql", params={"query": "ASK {}"}, timeout=20)
    assert after.status_code == 200 and after.json()["boolean"] is True


@pytest.mark.parametrize(("kind", "body", "status"), [
    ("application/sparql-update", "DROP ALL", 403), ("application/json", "{}", 415),
    ("application/sparql-query", b"\xff\xfe", 400), ("application/sparql-query; charset=utf-8", "ASK {}", 200)])
def test_a_body_is_what_its_type_says(site: str, kind: str, body: str | bytes, status: int) -> None:
    response = httpx.post(f"{site}/sparql", content=body, headers={"content-type": kind})
    assert response.status_code == status


@pytest.mark.parametrize(("query", "accept", "status", "media_type"), [
    (NUMBERS, None, 200, "application/sparql-results+json"),
    (NUMBERS, "text/csv, */*;q=0.1", 200, "text/csv"),
    (NUMBERS, "application/xml", 200, "application/xml"),
    (NUMBERS, "text/turtle", 406, "text/plain"),
    ("ASK {}", "application/sparql-results+xml", 200, "application/sparql-results+xml"),
    ("ASK {}", "text/csv", 406, "text/plain"),
    ("DESCRIBE <x:y>", "application/ld+json", 200, "application/ld+json"),
    ("DESCRIBE <x:y>", "application/n-triples;q=0.9, text/turtle;q=0.1", 200, "application/n-triples")])
def test_a_format_is_negotiated(
        site: str, query: str, accept: str | None, status: int, media_type: str) -> None:
    headers = {} if accept is None else {"accept": accept}
    response = httpx.get(f"{site}/sparql", params={"query": query}, headers=headers)
    assert response.status_code == status
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_pages_of_other_origins_may_not_read_along(site: str) -> None:
    asked = {"params": {"query": "ASK {}"}, "headers": {"origin": "https://example.org"}}
    for response in (httpx.get(f"{site}/sparql", **asked), httpx.options(f"{site}/sparql", **asked)):
        assert not [name for name in response.headers if name.startswith("access-control-")]


def test_a_dataset_can_be_named(site: str) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"

    def count(**graphs: str) -> int:
        found = httpx.get(f"{site}/sparql", params={"query": query, **graphs}).json()
        return int(found["results"]["bindings"][0]["n"]["value"])

    cited = mint(Kind.GRAPH, "cited")
    assert 0 < count(**{"default-graph-uri": cited}) < count()
    assert count(**{"named-graph-uri": cited}) == 0


def test_the_endpoint_describes_itself(site: str) -> None:
    response = httpx.get(f"{site}/sparql")
    described = rdflib.Graph().parse(data=response.text, format="turtle")
    service = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert str(next(described.objects(None, service.endpoint))) == f"{site}/sparql"


def test_an_iri_answers_with_what_is_wanted(site: str) -> None:
    path = f"{site}/doc/{quote(CITY)}"
    page = httpx.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.status_code == 303 and page.headers["location"] == f"/documents/{quote(CITY)}"
    for media_type, form in RDF_FORMS.items():
        response = httpx.get(path, headers={"accept": media_type})
        found = rdflib.Graph().parse(data=response.text, format=form)
        assert (rdflib.URIRef(BASE + "doc/" + CITY), None, rdflib.Literal("江环办〔2021〕50号")) in found
    assert httpx.get(f"{site}/doc/no-such", headers={"accept": "text/turtle"}).status_code == 404
    assert httpx.get(path, headers={"accept": "image/png"}).status_code == 406


KINDS = [("graph", "cited"), ("region", "440700"), ("series", "生态环境部-政务公开"), ("concept", "role-lead"),
         ("dataset", "plans"), ("task", f"{CITY}.t-00000001"), ("org", "江门市生态环境局.综合科")]


@pytest.mark.parametrize(("kind", "name"), KINDS, ids=[row[0] for row in KINDS])
def test_every_kind_of_iri_answers_in_every_form(site: str, kind: str, name: str) -> None:
    path = f"{site}/{kind}/{quote(name)}"
    page = httpx.get(path, headers={"accept": "text/html"})
    assert page.status_code == 303 and page.headers["vary"] == "accept"
    sizes = set()
    for media_type, form in RDF_FORMS.items():
        response = httpx.get(path, headers={"accept": media_type})
        assert response.headers["content-type"].partition(";")[0] == media_type
        sizes.add(len(rdflib.Graph().parse(data=response.text, format=form)))
    assert len(sizes) == 1 and min(sizes) > 0
    for accept, status in (("text/html", 404), ("text/turtle", 404), ("image/png", 406)):
        if (kind, accept) not in (("task", "text/html"), ("org", "text/html")):
            assert httpx.get(f"{site}/{kind}/no-such", headers={"accept": accept}).status_code == status
    assert httpx.get(f"{site}/{kind}/", headers={"accept": "text/turtle"}).status_code == 404


@pytest.mark.parametrize("kind", ["graph", "region"])
def test_a_thing_without_a_page_of_its_own_is_shown_among_the_queries(site: str, kind: str) -> None:
    name = dict(KINDS)[kind]
    location = httpx.get(f"{site}/{kind}/{name}", headers={"accept": "text/html"}).headers["location"]
    shown = parse_qs(urlsplit(location).query)["query"][0]
    rows = httpx.get(f"{site}/sparql", params={"query": shown}).json()["results"]["bindings"]
    told = httpx.get(f"{site}/{kind}/{name}", headers={"accept": "application/n-triples"})
    assert location.startswith("/query?") and len(rows) == len(rdflib.Graph().parse(data=told.text, format="nt"))


def test_the_schema_answers_in_every_form(site: str) -> None:
    assert httpx.get(f"{site}/ont", headers={"accept": "text/html"}).headers["location"] == "/about"
    found = {len(rdflib.Graph().parse(data=httpx.get(f"{site}/ont", headers={"accept": media_type}).text, format=form))
             for media_type, form in RDF_FORMS.items()}
    assert found == {len(rdflib.Graph().parse(ontology.file("kg.ttl"), format="turtle"))}
    assert httpx.get(f"{site}/ont", headers={"accept": "image/png"}).status_code == 406


def test_the_whole_is_described_as_a_dataset(site: str) -> None:
    response = httpx.get(f"{site}/dataset/plans", headers={"accept": "text/turtle"})
    described = rdflib.Graph().parse(data=response.text, format="turtle")
    dataset = rdflib.URIRef(f"{BASE}dataset/plans")
    assert set(described.objects(dataset, RDF.type)) == {VOID.Dataset, DCAT.Dataset}
    assert described.value(dataset, VOID.documents) == rdflib.Literal(sum(work.held for work in links().works))
    assert described.value(dataset, VOID.entities) == rdflib.Literal(len(links().tasks))
    assert described.value(dataset, VOID.uriSpace) == rdflib.Literal(BASE)
    assert described.value(dataset, DCTERMS.description)


def test_names_with_escapes_and_whole_graphs_answer(site: str) -> None:
    holder = next(one.id for one in links().holders if "(" in one.id)
    turtle = httpx.get(f"{site}/org/{quote(holder, safe='')}", headers={"accept": "text/turtle"})
    assert turtle.status_code == 200
    graph = httpx.get(f"{site}/graph/cited", headers={"accept": "application/n-triples"})
    assert STATE_COUNCIL in graph.text
    assert httpx.get(f"{site}/ont").status_code == 200
    linked = httpx.get(f"{site}/org/{quote(holder)}", headers={"accept": "application/ld+json"})
    assert json.loads(linked.text)
