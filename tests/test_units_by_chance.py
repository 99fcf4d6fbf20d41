"""Statements of responsibility that chance puts together: no unit of any is lost, made up or given another role."""

from __future__ import annotations

from collections.abc import Iterable

from readings import extraction
from transformations.units import drawn_statements

from kg.model.extraction import Task

SEEDS = range(700)


def test_units_are_found_with_their_roles() -> None:
    asked, wrong = 0, []
    for seed in SEEDS:
        drawn = drawn_statements(seed)
        tasks = extraction(drawn.text).tasks
        found = [_units(task) for task in tasks]
        asked += sum(map(len, drawn.stated))
        wrong += [(seed, said, read) for said, read in zip(map(_plain, drawn.stated), found) if said != read]
        assert len(found) == len(drawn.stated), f"seed {seed}: {len(found)} tasks of {len(drawn.stated)}"
    assert asked > 20_000
    assert wrong == []


def _units(task: Task) -> list[tuple[str, str]]:
    return _plain((unit.name, unit.role.value) for unit in task.assignments)


def _plain(units: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Names with brackets of one width, sorted."""
    return sorted((name.replace("(", "（").replace(")", "）"), role) for name, role in units)
