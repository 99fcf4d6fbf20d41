"""Tables of a line a row whose cells single spaces part, as pages of a PDF and of sites are copied."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "某市2021年政务公开任务分解表"
# Text, leads, others, person, limit.
ROWS = [
    ("公开年度预算。对专项资金，说明依据和标准。", "市财政局", "市审计局、各有关单位", "王建国", "2021年6月底前"),
    ("（一）编制惠企政策目录（含申报条件）", "市发展改革委", "市司法局", "李明", "9月底前"),
    ("开展政策解读", "市教育局", "市民政局", "陈静", "持续推进"),
    ("规范依申请公开办理程序。", "市司法局", "", "刘洋", "12月底前"),
]
PRINTS = [
    ("序号 工作任务 牵头单位 配合单位 完成时限", "{n} {text} {lead} {others} {limit}", "numbers in a column"),
    ("序 号 工作任务 牵头单位 配合单位 责任人 完成时限", "{n} {text} {lead} {others} {person} {limit}",
     "a head whose characters are spaced, persons"),
    ("工作任务 牵头单位 配合单位 时间进度 负责人", "{text} {lead} {others} {limit} {person}", "no numbers, persons last"),
    ("牵头单位 配合单位 工作任务 完成时限 备注", "{lead} {others} {text} {limit}", "units before the requirement, no remarks"),
    ("重点工作 具体要求 完成时间 牵头单位 责任单位", "推进公开 {text} {limit} {lead} {others}", "a theme, limits before units"),
]


def table(heads: str, row: str) -> str:
    """The table in a print, a row a line, an empty cell left out."""
    lines = (" ".join(row.format(n=n, text=text, lead=lead, others=others, person=person, limit=limit).split())
             for n, (text, lead, others, person, limit) in enumerate(ROWS, 1))
    return "\n".join((TITLE, heads, *lines))


@pytest.mark.parametrize(("heads", "row", "why"), PRINTS, ids=[why for *_, why in PRINTS])
def test_each_line_is_a_row(heads: str, row: str, why: str) -> None:
    found = extraction(table(heads, row))
    assert [task.text(found.text) for task in found.tasks] == [text.removeprefix("（一）") for text, *_ in ROWS], why
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        [*lead.split("、"), *filter(None, others.split("、"))] for _, lead, others, *_ in ROWS], why


def test_a_row_with_an_empty_cell_among_several_of_units_is_unsure() -> None:
    found = extraction(table(*PRINTS[0][:2]).replace("市司法局 12月", "各有关科室 12月"))
    assert [task.uncertain for task in found.tasks] == [False, False, False, True]


def test_lines_of_one_cell_head_the_rows_below() -> None:
    heads, *rows = table(*PRINTS[2][:2]).split("\n")[1:]
    found = extraction("\n".join((TITLE, heads, "一、推进决策公开", *rows[:2], "二、加强解读", *rows[2:])))
    assert [task.headings for task in found.tasks] == [("一、推进决策公开",)] * 2 + [("二、加强解读",)] * 2


@pytest.mark.parametrize(("heads", "why"), [
    ("工作任务 责任单位", "heads that lines below do not fill tell no rows"),
    ("加强公开 提高质量", "no heads"),
])
def test_prose_below_keeps_no_spaces(heads: str, why: str) -> None:
    line = "各单位要高度重视，切实加强组织领导。要把公开 工作纳入议事日程。要明确专人，确保各项任务落到实处。"
    found = extraction(f"某市2021年政务公开工作要点\n{heads}\n一、加强公开\n{line}")
    assert [task.text(found.text).replace(" ", "") for task in found.tasks] and not any(
        task.assignments for task in found.tasks), why


def test_rows_broken_at_the_width_of_a_page_are_no_cells_abreast() -> None:
    heads, *rows = table(*PRINTS[0][:2]).split("\n")[1:]
    long = "要求各部门结合实际健全主动公开的范围、程序和时限，明确责任人员，定期检查落实情况并通报结果。"
    lines = [line for row, (text, *_) in zip(rows, ROWS) for line in wrapped(row.replace(text, long + text), 38)]
    found = extraction("\n".join((TITLE, heads, *lines)))
    assert [task.label for task in found.tasks] == ["1", "2", "3", "4"]
    assert [task.assignments[0].name for task in found.tasks] == ["市财政局", "市发展改革委", "市教育局", "市司法局"]


def wrapped(row: str, width: int) -> list[str]:
    """A row in lines of so many characters."""
    return [row[at:at + width].strip() for at in range(0, len(row), width)]
