"""The catalogue: the same from links and from a view, and counts that agree with what is listed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from kg.build import build as build_library
from kg.graph.library import Library
from kg.ledger import ledger
from kg.model.view import View
from kg.search import Catalogue, HolderRow, TaskRow, WorkRow, build, catalogue_of, entries_of_view
from kg.search.rows import FACETS, columns

TABLES = ("works", "tasks", "holders", "doubts", "borne", "times", "choices")


@pytest.fixture(scope="module")
def catalogue(demo_path: Path, demo_view: View) -> Catalogue:
    return catalogue_of(Library.open(demo_path), demo_view)


def rows_of(path: Path, table: str) -> Iterator[tuple[object, ...]]:
    """The rows of a table without the place that numbers them."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"SELECT * FROM {table}")
        numbered = found.description[0][0] == "place"
        yield from (row[1:] if numbered else row for row in found)


@pytest.mark.parametrize("table", TABLES)
def test_a_build_leaves_the_catalogue_that_the_view_gives(catalogue: Catalogue, demo_view: View, tmp_path: Path,
                                                          table: str) -> None:
    anew = build(entries_of_view(demo_view), demo_view.holders(), tmp_path / "catalogue.sqlite")
    found = sorted(rows_of(anew, table), key=repr)
    assert found == sorted(rows_of(catalogue.path, table), key=repr) and found


def test_a_build_writes_the_catalogue_before_anybody_asks(demo_path: Path) -> None:
    assert len(list((demo_path / "catalogue").glob("*.sqlite"))) == 1


def test_a_library_that_cannot_be_written_is_catalogued_elsewhere(demo_path: Path, demo_view: View, tmp_path: Path,
                                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    library = Library.open(demo_path)
    monkeypatch.setattr("kg.search.kept.columns_hash", lambda: "another form")
    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr("tempfile.mkdtemp", lambda **_: str(tmp_path))
    found = catalogue_of(library, demo_view)
    assert found.path.parent == tmp_path and found.totals()["held"] == 14


@pytest.mark.parametrize("kind", [WorkRow, TaskRow, HolderRow])
def test_a_choice_leaves_as_many_rows_as_it_says(catalogue: Catalogue,
                                                 kind: type[WorkRow] | type[TaskRow] | type[HolderRow]) -> None:
    for facet, choices in catalogue.listing(kind, {}).facets:
        assert facet in columns(kind) and facet in FACETS[kind]
        for choice in choices:
            assert catalogue.listing(kind, {facet: choice.value or "-"}, limit=1).total == choice.count, (facet, choice)


@pytest.mark.parametrize("day", ["2015-01-01", "2021-11-20", "2030-01-01"])
def test_every_deadline_is_due_or_overdue(catalogue: Catalogue, day: str) -> None:
    due, overdue = catalogue.due(day, 1000), catalogue.overdue(day, 1000)
    assert len(due) + len(overdue) == sum(number for _, number in catalogue.months())
    assert len(overdue) == catalogue.overdue_count(day)
    assert [value for value, _, _ in due] == sorted(value for value, _, _ in due)
    assert all(value < day for value, _, _ in overdue)


def test_a_deadline_whose_year_is_not_known_is_kept_and_never_due(tmp_path: Path) -> None:
    (plan := tmp_path / "a.txt").write_text("工作要点\n一、加强公开\n(一)年底前公布目录。(综合科)\n", "utf-8")
    library = Library.create_or_open(tmp_path / "library")
    build_library([plan], library)
    view = library.view()
    catalogue, work = catalogue_of(library, view), view.works()[0]
    limit, = view.extraction(work.id).tasks[0].times
    assert (limit.text, limit.value, limit.due) == ("年底前", "--12-31", None)
    assert catalogue.totals()["deadline"] == 1
    assert catalogue.months() == () and catalogue.due("2015-01-01") == () and catalogue.overdue_count("2030-01-01") == 0
    assert [row.next_due for row in ledger(view, "综合科", date(2030, 1, 1)).rows] == [None]
