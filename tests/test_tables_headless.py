"""Tables copied without their heads: what cells look like tells their columns, if bars say that they are cells."""

from __future__ import annotations

from readings import extraction

TITLE = "某局2021年政务公开工作分工表\n"
CELLS = ["一、做好主动公开", "1.动态调整公开目录，归集各类规划。", "法规科牵头，相关科（室）配合。", "长期",
         "2.公开部门预算和决算。", "财务科", "年底前", "二、做好依申请公开", "3.规范使用系统，实现全流程管理。", "办公室", "长期"]


def test_columns_without_heads() -> None:
    found = extraction(TITLE + "".join(f"{cell} |\n" for cell in CELLS))
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("一、做好主动公开",)), ("2", ("一、做好主动公开",)), ("3", ("二、做好依申请公开",))]
    assert [[f"{unit.name} {unit.role.value}" for unit in task.assignments] for task in found.tasks] == [
        ["法规科 lead", "相关科(室) support"], ["财务科 responsible"], ["办公室 responsible"]]
    assert [task.times[-1].value for task in found.tasks] == ["continuous", "2021-12-31", "continuous"]


def test_lines_without_bars_are_prose() -> None:
    found = extraction(TITLE + "\n".join(CELLS))
    assert not [task for task in found.tasks if task.evidence.rule == "table with a cell per line"]


def test_bars_alone_make_no_table() -> None:
    lines = ["首页 |", "政务公开 |", "互动交流 |", "一、公开规划。 |", "二、公开预算。 |", "三、解读政策。 |"]
    found = extraction(TITLE + "\n".join(lines))
    assert not [task for task in found.tasks if task.evidence.rule == "table with a cell per line"]
