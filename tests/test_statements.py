"""Whole statements of responsibility behind a task, in all the ways a plan may print them."""

from __future__ import annotations

import pytest
from cases import cases
from readings import extraction

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


SPACED = [
    ("（责任单位：县水利局 各镇（街））", ["县水利局", "各镇(街)"], "spaces behind a key part names, brackets and all"),
    ("（牵头单位：县林业局；配合单位：各科室（单位） 海关总署）", ["县林业局", "各科室(单位)", "海关总署"], "… behind each key"),
    ("（牵头单位：县林 业局；配合单位：县财政局）", ["县林业局", "县财政局"], "… but not where a name is broken"),
    ("\n责任单位：各科室（单位） 县财政局", ["各科室(单位)", "县财政局"], "a bracket of a name ends there too"),
]


@pytest.mark.parametrize(("printed", "names", "why"), SPACED, ids=[case[-1] for case in SPACED])
def test_spaces_between_names_part_them(printed: str, names: list[str], why: str) -> None:
    task = f"在政府网站开设专栏，公布惠企政策的申报条件、办理流程和兑现结果，定期更新专栏的内容。{printed}"
    (found,) = extraction(f"某县公开工作要点\n一、公开政策\n{task}\n").tasks
    assert [unit.name for unit in found.assignments] == names, why
