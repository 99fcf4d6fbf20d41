"""Units that nothing parts from the text behind them, and those between two texts of a row."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.extract.tables.leading import list_amid, list_at_start

STARTS: list[tuple[str, str | None, str]] = [
    ("市教育局、各县区公开学区划分", "市教育局、各县区", "the last name is glued to the demand"),
    ("党政办公室、财务科做好经费公示", "党政办公室、财务科", "offices without a level"),
    ("各县(市、区)人民政府,市文旅局发布景区信息", "各县(市、区)人民政府,市文旅局", "a collective with a bracket"),
    ("镇便民服务中心提高办理效率", "镇便民服务中心", "办理 is a verb"),
    ("县应急管理局、县财政局公布预案", "县应急管理局、县财政局", "应 begins a word of the name"),
    ("县财政局、会山镇、石壁镇编制目录", "县财政局、会山镇、石壁镇", "towns are units in a list"),
    ("公开镇、村两级账目", None, "a demand that ends like a town"),
    ("区农发局加强示范园区建设", "区农发局", "a demand that ends like a unit"),
    ("形成窗口统一受理、网上办理", None, "the same without a unit before it"),
    ("各科、考核分配科公布名单", "各科、考核分配科", "a word of demands begins a name in a list"),
    ("食品股、各市场监管所公布名单", "食品股、各市场监管所", "市场 ends no name that goes on"),
    ("各乡镇政府、街道办事处公布名单", "各乡镇政府、街道办事处", "a kind behind another of the same list"),
    ("住房保障科、市保障性住房管理中心房屋征收信息。", "住房保障科、市保障性住房管理中心", "unknown, but with its level and in a list"),
    ("县财政局(二)公开预算", "县财政局", "an ordinal stands in no name"),
    ("县财政局要公开预算", "县财政局", "what obliges the unit is no part of it"),
    ("公开学区划分", None, "no unit"),
]


@pytest.mark.parametrize(("text", "units", "why"), STARTS, ids=[case[2] for case in STARTS])
def test_the_list_that_a_stretch_begins_with(text: str, units: str | None, why: str) -> None:
    found = list_at_start(text, 0, len(text), frozenset())
    assert (found and text[slice(*found)]) == units, why


def test_a_list_amid_the_first_sentence() -> None:
    """Behind a space it is believed; without one only what begins names tells where it begins."""
    text = "加快公报电子化 各设区市办好电子版公报。公报由市档案局保存。"
    first, last = list_amid(text, 0, len(text), frozenset()) or (0, 0)
    assert text[first:last] == "各设区市"
    glued = text.replace(" ", "")
    assert list_amid(glued, 0, len(glued), frozenset()) is None
    first, last = list_amid(glued, 0, len(glued), frozenset(), bounded=False) or (0, 0)
    assert glued[first:last] == "各设区市"


TITLE = "某省2021年政务公开工作主要任务分解表"
BETWEEN = [
    ("公开权责清单", "省审改办", "各设区市，南屿试验区", "在门户网站集中公开权责清单。"),
    ("推广网上办事", "省“一窗受理”联席办", "各设区市，南屿试验区", "按照《网上办事办法》优化流程，由省审改办、省财政厅汇总。"),
    ("整合热线电话", "省效能办", "各设区市，南屿试验区", "省民政厅、水利厅、卫健委等行业主管部门要组织整合热线。"),
    ("办好政府公报", "省司法厅", "各设区市，南屿试验区", "省政府和各设区市应办好公报。以省教育厅、省民政厅、省水利厅、省林业局为试点单位。"),
    ("做好预算公开", "省财政厅", "各设区市，南屿试验区", "指导各级财政部门公开预算。"),
    ("轮训公开人员", "省人社厅", "各设区市，南屿试验区", "要围绕目标制定计划。"),
]


def test_units_of_the_requirement_are_none_of_the_row() -> None:
    """Neither those that are told to do something, nor a longer list in a later sentence; quotation marks stand in names."""
    rows = "".join(f"{number}.{''.join(row)}" for number, row in enumerate(BETWEEN, 1))
    found = extraction(f"{TITLE}工作任务牵头单位责任单位工作要求{rows}")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        [lead, "各设区市", "南屿试验区"] for _, lead, _, _ in BETWEEN]
    assert [task.text(found.text) for task in found.tasks] == [f"{task}\n{text}" for task, _, _, text in BETWEEN] or \
        [[span.of(found.text) for span in task.spans] for task in found.tasks] == [
            [task, text] for task, _, _, text in BETWEEN]


@pytest.mark.parametrize("gap", ["", " "], ids=["glued", "spaced"])
def test_units_may_stand_before_the_tasks(gap: str) -> None:
    rows = [("市教育局、各县区", "公开学区划分和招生计划"), ("市文旅局", "发布景区信息"), ("市民政局、市残联", "做好救助公示"),
            ("各县区", "更新便民指南")]
    table = gap.join(f"{number}{gap}{units}{gap}{text}。" for number, (units, text) in enumerate(rows, 1))
    found = extraction(f"{TITLE}\n序号{gap}责任单位{gap}工作任务{gap}{table}")
    assert [task.text(found.text) for task in found.tasks] == [f"{text}。" for _, text in rows]
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [units for units, _ in rows]


@pytest.mark.parametrize("gap", ["", " "], ids=["glued", "spaced"])
def test_units_before_the_tasks_may_say_what_they_do(gap: str) -> None:
    rows = [("市教育局牵头，各县区配合", "公开学区划分和招生计划"), ("市文旅局负责", "发布景区信息"), ("市民政局牵头，市残联配合", "做好救助公示")]
    table = gap.join(f"{number}{gap}{units}{gap}{text}。" for number, (units, text) in enumerate(rows, 1))
    found = extraction(f"{TITLE}\n序号{gap}责任单位{gap}工作任务{gap}{table}")
    assert [task.text(found.text) for task in found.tasks] == [f"{text}。" for _, text in rows]
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks] == [
        [("市教育局", "lead"), ("各县区", "support")], [("市文旅局", "responsible")], [("市民政局", "lead"), ("市残联", "support")]]
