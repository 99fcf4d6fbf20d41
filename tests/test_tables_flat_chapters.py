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


def test_chapters_stand_in_the_cells_of_rows_that_count_themselves() -> None:
    first, second = "一、服务发展，扩大供给", "二、保障民生，增强获得感"
    rows = [f"1\t{first}（一）加强政策信息公开全面梳理助企政策。", "2\t举办政策宣讲会。", "3\t（二）推进项目公开 做好项目信息发布。", "4\t公开招标信息。",
            f"5\t{second}（一）推进救助信息公开做好名单公示。"]
    found = extraction("某县2022年重点工作任务分工表\n序号\t工作任务\t责任单位\n" + "".join(f"{row}\t县财政局\n" for row in rows))
    assert [(task.label, task.headings, task.text(found.text)) for task in found.tasks] == [
        ("1", (first, "（一）加强政策信息公开"), "全面梳理助企政策。"), ("2", (first, "（一）加强政策信息公开"), "举办政策宣讲会。"),
        ("3", (first, "（二）推进项目公开"), "做好项目信息发布。"), ("4", (first, "（二）推进项目公开"), "公开招标信息。"),
        ("5", (second, "（一）推进救助信息公开"), "做好名单公示。")]


def test_seeds_draw_different_tables() -> None:
    assert len({drawn(seed).text for seed in SEEDS}) == len(SEEDS)
