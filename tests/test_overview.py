"""The first page's matrix of levels and years: every work has its place in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.graph.library import Library
from kg.model.view import View
from kg.search import Catalogue, catalogue_of
from kg.web.overview import DOTS_OF_MANY, MOST_DOTS, Cell, matrix


@pytest.fixture(scope="module")
def catalogue(demo_path: Path, demo_view: View) -> Catalogue:
    return catalogue_of(Library.open(demo_path), demo_view)


@pytest.mark.parametrize("years", [1, 3, 10])
def test_no_work_is_left_out(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch, years: int) -> None:
    monkeypatch.setattr("kg.web.overview.MOST_YEARS", years)
    totals = catalogue.totals()
    rows, columns = matrix(catalogue)
    assert sum(row.held for row in rows) == totals["held"] > 0
    assert sum(row.cited for row in rows) == totals["cited"] > 0
    assert all(len(row.cells) == len(columns) for row in rows)


def test_years_stand_between_all_earlier_ones_and_what_has_none(catalogue: Catalogue,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    assert matrix(catalogue)[1] == (2007, 2010, *range(2015, 2023), 0)
    monkeypatch.setattr("kg.web.overview.MOST_YEARS", 2)
    assert matrix(catalogue)[1] == (None, 2021, 2022, 0)


def test_works_of_no_known_level_come_last(catalogue: Catalogue) -> None:
    rows, _ = matrix(catalogue)
    assert [row.lane for row in rows][-1] == "" and rows[-1].level is None
    assert len({row.lane for row in rows}) == len(rows)


@pytest.mark.parametrize(("held", "cited", "dots", "rest"), [
    pytest.param(0, 0, 0, 0, id="none"),
    pytest.param(2, 4, MOST_DOTS, 0, id="as-many-as-there-is-room-for"),
    pytest.param(2, 5, DOTS_OF_MANY, 3, id="one-more-leaves-room-for-the-number"),
])
def test_a_cell_has_a_dot_for_each_work_or_their_number(held: int, cited: int, dots: int, rest: int) -> None:
    cell = Cell(2021, held, cited)
    assert (len(cell.dots), cell.rest) == (dots, rest)
    assert sum(cell.dots) == held
