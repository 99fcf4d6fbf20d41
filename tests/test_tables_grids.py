"""Bordered tables that chance draws: no row loses its number, requirement, units, limits or headings."""

from __future__ import annotations

import pytest
from readings import extraction
from transformations.grids import Row, drawn_grid

from kg.model.extraction import Task

SEEDS = range(400)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_read_as_it_was_drawn(seed: int) -> None:
    grid = drawn_grid(seed)
    found = extraction(grid.text)
    assert [_row(task, found.text) for task in found.tasks] == [
        row._replace(requirement=_bare(row.requirement)) for row in grid.rows]


def _row(task: Task, text: str) -> Row:
    return Row(task.label, _bare(task.text(text)), tuple((unit.name, unit.role.value) for unit in task.assignments),
               tuple(limit.value for limit in task.times), task.headings)


def _bare(requirement: str) -> str:
    """A requirement without its last mark, which is none of what is asked."""
    return "".join(requirement.split()).rstrip("。；")
