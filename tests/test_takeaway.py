"""Every page can be taken away: as tables, as its answer, as a drawing, and as Turtle of what it shows."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping

import pyoxigraph as ox
import pytest
from starlette.applications import Starlette

from kg.graph.iris import Kind, mint, unmint
from kg.graph.vocabulary import Property
from kg.model.view import View
from kg.web.inside import ask
from kg.web.site import Served
from pages import JIANGMEN, PAGES, addresses_of, further, path, work_named

# What each page is taken away as; a page without a row has nothing of its own to take.
TABLES = ("csv", "xlsx", "json")
TAKEN: Mapping[str, tuple[str, ...]] = {
    "overview": TABLES, "documents": (*TABLES, "ttl"), "tasks": (*TABLES, "ttl"), "units": (*TABLES, "ttl"),
    "about": (*TABLES, "ttl"), "search": (*TABLES, "ttl"), "document": (*TABLES, "ttl"), "cited only": ("ttl",),
    "outline": (*TABLES, "ttl"), "passage": (*TABLES, "ttl"), "task": (*TABLES, "ttl"),
    "task of several years": (*TABLES, "ttl"), "ledger": (*TABLES, "ttl"), "trace": ("svg", *TABLES, "html", "ttl"),
    "trace both": ("svg", *TABLES, "html", "ttl"), "trace of a task": ("svg", *TABLES, "html", "ttl"),
    "trace with siblings": ("svg", *TABLES, "html", "ttl"), "stated only": ("svg", *TABLES, "html", "ttl"),
    "comparison": (*TABLES, "docx", "html", "ttl"), "comparison, added": (*TABLES, "docx", "html", "ttl"),
    "comparison by unit": (*TABLES, "ttl"), "years": (*TABLES, "ttl"), "graph": ("svg", *TABLES, "ttl"),
    "path": ("svg", *TABLES, "ttl"), "question": (*TABLES, "ttl"), "construct": (*TABLES, "ttl"),
    "review": (*TABLES, "ttl")}
BEGINS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "docx": b"PK", "svg": b"<svg", "html": b"<!doctype"}


@pytest.fixture(scope="module")
def view(demo_served: Served) -> View:
    return demo_served.site().view


@pytest.fixture(scope="module")
def addresses(view: View) -> dict[str, str]:
    return addresses_of(view)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_offers_what_it_can_be_taken_as(demo_app: Starlette, addresses: dict[str, str], name: str) -> None:
    page = ask(demo_app, addresses[name]).text
    assert set(re.findall(r'[?&;]format=(\w+)"', page)) == set(TAKEN.get(name, ()))


@pytest.mark.parametrize(("name", "format"), [(name, format) for name, formats in TAKEN.items() for format in formats])
def test_what_is_taken_away_reads(demo_app: Starlette, addresses: dict[str, str], name: str, format: str) -> None:
    reply = ask(demo_app, further(addresses[name], ("format", format)))
    assert reply.status == 200 and reply.body.startswith(BEGINS.get(format, b""))
    assert "attachment" in reply.headers["content-disposition"]
    if format == "json":
        assert json.loads(reply.body)
    elif format == "ttl":
        assert list(ox.parse(reply.body, format=ox.RdfFormat.TURTLE))
    elif format == "csv":
        rows = list(csv.reader(io.StringIO(reply.body.decode("utf-8-sig"))))
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1
    elif format in ("xlsx", "docx"):
        assert zipfile.ZipFile(io.BytesIO(reply.body)).testzip() is None


def test_a_lineage_too_wide_for_its_page_is_taken_away_whole(
        demo_app: Starlette, view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    address = path("trace", work_named(view, "国办发〔2021〕12号"), direction="down")
    csv_of = further(address, ("format", "csv"))
    whole, every = ask(demo_app, csv_of).body, ask(demo_app, address).text
    assert "全部列出" not in every and "为止" not in every
    monkeypatch.setattr("kg.lineage.MOST_NODES", 3)
    monkeypatch.setattr("kg.web.trace.MOST_LISTED", 2)
    page = ask(demo_app, address).text
    cut = "只到最近的 3 个节点为止"
    assert cut in page and "列出 2 行" in page
    for form in ("svg", "html", "ttl"):
        assert cut in ask(demo_app, further(address, ("format", form))).text, f"{form} keeps to the page and says so"
    assert "列出 2 行" not in ask(demo_app, further(address, ("list", "all"))).text
    assert ask(demo_app, csv_of).body == whole


def test_the_table_of_a_lineage_has_a_row_per_quote(demo_app: Starlette, addresses: dict[str, str]) -> None:
    answer = json.loads(ask(demo_app, further(addresses["trace"], ("format", "json"))).body)
    rows = list(csv.DictReader(io.StringIO(
        ask(demo_app, further(addresses["trace"], ("format", "csv"))).body.decode("utf-8-sig"))))
    assert {"root", "nodes", "edges"} <= answer.keys()
    assert len(rows) == sum(max(1, len(edge["evidence"])) for edge in answer["edges"])


def turtle(app: Starlette, address: str) -> list[ox.Triple]:
    """The triples of a page."""
    return list(ox.parse(ask(app, further(address, ("format", "ttl"))).body, format=ox.RdfFormat.TURTLE))


def test_turtle_of_a_lineage_has_its_documents_and_no_others(demo_app: Starlette, addresses: dict[str, str]) -> None:
    answer = json.loads(ask(demo_app, further(addresses["trace"], ("format", "json"))).body)
    triples = turtle(demo_app, addresses["trace"])
    described = {triple.subject.value for triple in triples}
    works = {iri for iri in described if unmint(iri)[0] is Kind.DOCUMENT}
    assert works == {mint(Kind.DOCUMENT, node["id"]) for node in answer["nodes"]}
    ends = {triple.object.value for triple in triples if triple.predicate.value == Property.SOURCE_DOCUMENT}
    assert ends == {mint(Kind.DOCUMENT, edge["to"]) for edge in answer["edges"]}
    quotes = {triple.object.value for triple in triples if triple.predicate.value == Property.QUOTE}
    assert any("国办发〔2021〕12 号" in quote or "国办发〔2021〕12号" in quote for quote in quotes)


def test_turtle_of_a_document_is_all_that_it_says(demo_app: Starlette, view: View, addresses: dict[str, str]) -> None:
    triples = turtle(demo_app, addresses["document"])
    tasks = {triple.object.value for triple in triples if triple.predicate.value == Property.HAS_TASK}
    assert tasks == {mint(Kind.TASK, node.id) for node in view.tasks(work_named(view, JIANGMEN))}


def test_a_page_of_a_list_says_what_its_turtle_holds(demo_app: Starlette) -> None:
    assert "Turtle 只含本页" in ask(demo_app, "/tasks").text
    assert re.match("# 本页列出 [0-9]+ 条中的 50 条", ask(demo_app, "/tasks?format=ttl").text)
    assert "Turtle 只含本页" not in ask(demo_app, "/tasks?q=年度报告").text, "all of it is there"


def test_turtle_of_a_list_has_the_rows_of_its_page(demo_app: Starlette) -> None:
    address = "/units?sort=leads"
    shown = set(re.findall(r'href="/units/([^"?#]+)"', ask(demo_app, address).text))
    described = {triple.subject.value for triple in turtle(demo_app, address)}
    assert len(described) == len(shown) and all(unmint(iri)[0] is Kind.HOLDER for iri in described)
