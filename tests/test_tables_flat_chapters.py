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


_CHAPTER_ROWS = (("一", "重点领域公开"), ("1", "公布抽查计划和结果。", "市场科", "持续推进"), ("2", "公开景区承载量。", "资源科、遗产科", "9月20日前"),
                 ("二", "公共文化服务"), ("3", "更新项目和时间表。", "服务科", "8月底前"), ("4", "编制标准目录。", "服务科、局办公室", "每季度"))


@pytest.mark.parametrize("empty, border, end", [("", "\t", "\n"), ("", " | ", "\n"), (None, "\n", "\n"), (None, " ", " "),
                                                (None, "", "")])
def test_chapters_count_themselves_in_the_column_of_row_numbers(empty: str | None, border: str, end: str) -> None:
    rows = [("序号", "工作任务", "责任单位", "完成时限"), *_CHAPTER_ROWS]
    lines = [border.join((*row, *([] if empty is None else [empty] * (4 - len(row))))) + end for row in rows]
    found = extraction("某局2021年政务公开工作任务分解表\n" + "".join(lines))
    assert [(task.label, task.headings, len(task.assignments)) for task in found.tasks] == [
        ("1", ("一重点领域公开",), 1), ("2", ("一重点领域公开",), 2), ("3", ("二公共文化服务",), 1), ("4", ("二公共文化服务",), 2)]


def test_numbers_of_one_level_head_those_of_two() -> None:
    rows = ["1\t重点领域公开\t\t", "1.1\t公布抽查计划。\t市场科\t6月底前", "1.2\t公开承载量。\t资源科\t7月底前", "2\t公共文化服务\t\t",
            "2.1\t更新项目和时间表。\t服务科\t8月底前"]
    found = extraction("某局2021年工作任务分解表\n序号\t工作任务\t责任单位\t完成时限\n" + "\n".join(rows) + "\n")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1.1", ("1重点领域公开",)), ("1.2", ("1重点领域公开",)), ("2.1", ("2公共文化服务",))]


def test_chapters_without_punctuation_stand_behind_what_their_neighbours_do() -> None:
    rows = "一 旅游公开 1 公开门票价格。 6月底前 县物价局牵头，县旅游委配合 二 农业公开 2 公开抽检结果。 每季度 县农业局负责 3 公布名录。 9月 县质监局负责"
    found = extraction(f"某县2018年重点任务分工方案 序号 任务 完成时限 分工 {rows}")
    assert [(task.label, task.headings, task.text(found.text), len(task.assignments)) for task in found.tasks] == [
        ("1", ("一旅游公开",), "公开门票价格。", 2), ("2", ("二农业公开",), "公开抽检结果。", 1), ("3", ("二农业公开",), "公布名录。", 1)]
