"""Statements of several keys that chance puts together: no unit or limit is lost, nothing beside them is a task."""

from __future__ import annotations

from readings import extraction
from transformations.keys import drawn_keys

SEEDS = range(500)


def test_what_keys_state_is_found() -> None:
    asked, wrong = 0, []
    for seed in SEEDS:
        drawn = drawn_keys(seed)
        read = extraction(drawn.text)
        found = [(task.text(read.text),
                  sorted((unit.name.replace("(", "（").replace(")", "）"), unit.role.value) for unit in task.assignments),
                  sorted(limit.value for limit in task.times)) for task in read.tasks]
        asked += len(drawn.stated)
        wrong += [(seed, drawn.text, found)] if found != drawn.stated else []
    assert asked == 4 * len(SEEDS)
    assert wrong == []
