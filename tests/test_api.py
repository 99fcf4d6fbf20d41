"""`import kg`: a library in Python, rows as dataclasses, errors that name what to do."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import kg
import pytest
from kg.api import Plans
from kg.errors import AmbiguousReference, NoLibrary, QueryRefused, UnknownReference
from kg.model.answers import Direction
from kg.questions import questions
from kg.model.extraction import Role


@pytest.fixture(scope="module")
def library(demo_path: Path) -> Plans:
    """The bundled plans, opened as a person would."""
    return kg.open(demo_path)


def test_it_says_what_it_holds(library: Plans) -> None:
    assert "14 documents" in repr(library)
    assert len(library.documents()) == 14


def test_a_document_and_its_tasks(library: Plans) -> None:
    assert library.document("江环办〔2021〕50号").held
    tasks = library.tasks("江环办〔2021〕50号")
    assert len(tasks) == 34
    assert tasks[1].assignments[0].role is Role.LEAD


def test_lineage_and_comparison(library: Plans) -> None:
    upward = library.trace("江环办〔2021〕50号", Direction.UP, depth=1, stated_only=True)
    assert all(edge.stated for edge in upward.edges)
    compared = library.compare("生态环境部2020年政务公开工作安排", "生态环境部2021年政务公开工作安排")
    assert len(compared.b_tasks) == len(library.tasks("环办厅函〔2021〕214号"))


def test_a_ledger_is_ordered_by_what_is_due_next(library: Plans) -> None:
    rows = library.ledger("江门市生态环境局办公室", date(2021, 11, 1)).rows
    due = [row.next_due for row in rows if row.next_due is not None]
    assert due and due == sorted(due)
    assert [row.next_due is None for row in rows] == sorted(row.next_due is None for row in rows)


def test_rows_of_a_query_are_dataclasses_with_python_values(library: Plans) -> None:
    rows = library.query("""PREFIX gk: <https://w3id.org/cngov-kg/ont#>
        SELECT ?document (COUNT(?task) AS ?tasks) WHERE { ?document gk:hasTask ?task }
        GROUP BY ?document ORDER BY DESC(?tasks)""")
    assert rows.limit is None
    assert dataclasses.is_dataclass(rows[0]) and isinstance(rows[0].tasks, int)
    assert sum(row.tasks for row in rows) == sum(len(library.tasks(work.id)) for work in library.documents())


def test_values_enter_as_values(library: Plans) -> None:
    hostile = '"} ; DROP ALL #'
    rows = library.query("SELECT ?name ?holder WHERE { ?holder "
                         "<http://www.w3.org/2000/01/rdf-schema#label> ?name }", name=hostile)
    assert len(rows) == 0


def test_named_questions(library: Plans) -> None:
    rows = library.ask("unit-tasks", unit="监测处")
    assert rows and "监测处" in {row.quote for row in rows}


def test_every_question_gives_rows(library: Plans) -> None:
    for one in questions():
        rows = library.ask(one.name)
        assert all(len(dataclasses.fields(row)) == len(rows.variables) for row in rows[:1]), one.name
    assert library.ask("lineage")[0].from_.startswith("https://")
    assert library.query("SELECT (1 AS ?1) (2 AS ?数) {}")[0].数 == library.query("SELECT (2 AS ?2) {}")[0]._2


def test_rows_become_a_frame(library: Plans) -> None:
    rows = library.ask("documents", year="2021")
    frame = rows.frame()
    assert list(frame.columns) == list(rows.variables) and len(frame) == len(rows)
    assert list(frame["name"]) == [row.name for row in rows]


REFUSED = (("月球办〔2021〕1号", UnknownReference), ("政务公开工作主要任务分解表", AmbiguousReference))


@pytest.mark.parametrize(("reference", "error"), REFUSED)
def test_references_that_name_nothing_or_too_much(reference: str, error: type[Exception],
                                                  library: Plans) -> None:
    with pytest.raises(error):
        library.trace(reference)


def test_what_is_never_allowed(library: Plans, tmp_path: Path) -> None:
    with pytest.raises(QueryRefused):
        library.query("SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(NoLibrary):
        kg.open(tmp_path / "nothing")
