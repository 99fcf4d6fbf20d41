"""Exports: what is written can be read by others, counts the same, and runs nothing."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
import rdflib
from graphs import CITY, STATE_COUNCIL, extractions, links
from openpyxl import load_workbook

from kg.errors import LibraryError
from kg.export import tables
from kg.export.whole import FORMATS, export
from kg.graph.library import Library
from kg.graph.vocabulary import Property
from kg.model.extraction import Extraction
from kg.model.links import Links


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library."""
    return published(tmp_path_factory.mktemp("library"), links(), dict(extractions()))


def published(path: Path, of: Links, read: dict[str, Extraction]) -> Library:
    """A library with one generation."""
    library = Library.create_or_open(path)
    with library.writing() as writer:
        writer.publish(of, read, "1")
    return library


def titled(title: str) -> Links:
    """The small library's links with another title for one work."""
    works = (replace(work, title=title) if work.id == CITY else work for work in links().works)
    return replace(links(), works=tuple(works))


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("work", [None, CITY])
def test_an_export_reads_back_whole(library: Library, tmp_path: Path, form: str, work: str | None) -> None:
    path = tmp_path / f"out.{form}"
    count = export(library, form, path, work)
    assert count > 100 and FORMATS[form].count(path) == count
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(("form", "parser"), [("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"),
                                              ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_triples(library: Library, tmp_path: Path, form: str, parser: str) -> None:
    export(library, form, tmp_path / "out", CITY)
    found = rdflib.Dataset(default_union=True)
    found.parse(tmp_path / "out", format=parser)
    triples = {(str(s), str(p), str(o)) for s, p, o, _ in found.quads()}
    assert len(triples) == next(graph.quads for graph in library.manifest().graphs if graph.name == CITY)
    assert any(p == Property.NUMBER and o == "江环办〔2021〕50号" for _, p, o in triples)


def test_a_cited_document_can_be_exported_and_an_unknown_one_not(library: Library, tmp_path: Path) -> None:
    assert export(library, "turtle", tmp_path / "out.ttl", STATE_COUNCIL) > 5
    with pytest.raises(KeyError):
        export(library, "turtle", tmp_path / "none.ttl", "no-such")
    assert not (tmp_path / "none.ttl").exists()


def test_csv_opens_in_excel_and_names_its_evidence(library: Library, tmp_path: Path) -> None:
    export(library, "csv", tmp_path / "tables")
    data = (tmp_path / "tables" / "units.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    texts = {work.id: extractions()[work.source].text for work in links().works if work.source}
    for row in rows:
        words = texts[row["文件 document"]][int(row["起 start"]):int(row["止 end"])]
        assert words == row["依据 evidence"]


@pytest.mark.parametrize("poison", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_taken_for_a_formula(tmp_path: Path, poison: str) -> None:
    library = published(tmp_path / "library", titled(poison + "计划"), dict(extractions()))
    export(library, "csv", tmp_path / "csv")
    export(library, "xlsx", tmp_path / "out.xlsx")
    rows = csv.reader(io.StringIO((tmp_path / "csv" / "documents.csv").read_text("utf-8-sig"), newline=""))
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r") and cell]
    cells = [cell for sheet in load_workbook(tmp_path / "out.xlsx") for row in sheet for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


def test_control_characters_do_not_break_xml(tmp_path: Path) -> None:
    library = published(tmp_path / "library", titled("计划\x00\x0b\x1f"), dict(extractions()))
    for form in ("graphml", "gexf", "xlsx", "trig"):
        assert export(library, form, tmp_path / f"out.{form}") > 100


def test_the_network_joins_documents_tasks_and_bodies(library: Library, tmp_path: Path) -> None:
    export(library, "graphml", tmp_path / "out.graphml")
    graph = networkx.read_graphml(tmp_path / "out.graphml", force_multigraph=True)
    assert {kind for _, kind in graph.nodes(data="kind")} == {"document", "task", "holder"}
    assert {"implements", "task", "lead", "continues"} <= {kind for _, _, kind in graph.edges(data="kind")}
    assert (CITY, STATE_COUNCIL) in {(a, b) for a, b, _ in graph.edges}


def test_the_tables_of_one_work_hold_nothing_of_others(library: Library) -> None:
    sheets = {sheet.name: sheet for sheet in tables.tables(library.view(), CITY)}
    assert {row[0] for row in sheets["tasks"].rows} == {CITY}
    assert len(sheets["tasks"].rows) == len(library.view().tasks(CITY))


def test_a_folder_that_is_not_there_is_an_error_that_says_so(library: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="cannot write into"):
        export(library, "trig", tmp_path / "no" / "such" / "out.trig")
