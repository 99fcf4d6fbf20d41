"""Chapters among the rows of run-together tables, drawn by chance: no row is lost to them."""

from __future__ import annotations

import pytest
from readings import extraction
from transformations.chapters import drawn

SEEDS = range(200)


@pytest.mark.parametrize("seed", SEEDS)
def test_chapters_among_rows_take_nothing_of_these(seed: int) -> None:
    table = drawn(seed)
    found = extraction(table.text)
    read = {task.label: ("".join(task.text(found.text).split()), tuple(unit.name for unit in task.assignments))
            for task in found.tasks}
    assert [label for label, requirement, units in table.rows
            if requirement not in read.get(label, ("", ()))[0] or read[label][1] != units] == []
    assert len(found.tasks) == len(table.rows), "nothing but rows is a task"


def test_seeds_draw_different_tables() -> None:
    assert len({drawn(seed).text for seed in SEEDS}) == len(SEEDS)
