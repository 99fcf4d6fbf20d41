"""Bordered tables that chance draws, alone and in whole documents: no row loses its number, requirement, units, limits or
headings."""

from __future__ import annotations

import pytest
from readings import extraction
from transformations.grids import Row, drawn_grid
from transformations.heads import drawn_head

from kg.model.extraction import Task

SEEDS, IN_DOCUMENTS = range(400), range(1000, 1300)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_read_as_it_was_drawn(seed: int) -> None:
    grid = drawn_grid(seed)
    found = extraction(grid.text)
    assert [_row(task, found.text) for task in found.tasks] == [
        row._replace(requirement=_bare(row.requirement)) for row in grid.rows]


@pytest.mark.parametrize("seed", IN_DOCUMENTS)
def test_every_row_is_read_below_its_notice_and_above_the_foot_of_its_page(seed: int) -> None:
    grid = drawn_grid(seed)
    head = drawn_head(seed, grid.text.partition("\n")[2])
    found = extraction(head.text)
    assert [_row(task, found.text) for task in found.tasks] == [
        row._replace(requirement=_bare(row.requirement)) for row in grid.rows]
    assert found.header.title == head.says["title"]


def _row(task: Task, text: str) -> Row:
    return Row(task.label, _bare(task.text(text)), tuple((unit.name, unit.role.value) for unit in task.assignments),
               tuple(limit.value for limit in task.times), task.headings)


def _bare(requirement: str) -> str:
    """A requirement without its last mark, which is none of what is asked."""
    return "".join(requirement.split()).rstrip("。；")
