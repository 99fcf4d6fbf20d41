"""Whole statements of responsibility behind a task, in all the ways a plan may print them."""

from __future__ import annotations

import pytest
from cases import cases

from kg.extract.responsibility import Usage, find_statements
from kg.normalise.characters import fold

TASK = "公开规划信息。"
STATEMENTS = cases("statements")


@pytest.mark.parametrize(("printed", "units", "limits", "why"), STATEMENTS, ids=[case[-1] for case in STATEMENTS])
def test_a_statement_names_its_units_and_limits(printed: str, units: str, limits: str, why: str) -> None:
    """Line breaks are printed as ⏎; units carry the first letter of their role."""
    text = fold(TASK + printed.replace("⏎", "\n"))
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert " ".join(f"{unit.name}/{unit.role.value[0]}" for unit in statement.units) == units, why
    assert " ".join(text[a:b] for a, b in statement.times) == limits, why
    assert text[len(TASK):statement.start].strip() == text[statement.end:].strip("。;") == "", why
