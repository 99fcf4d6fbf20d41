"""Run-together tables whose cells nothing but spaces part, without row numbers that count the rows."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.extract.tables.flat_spaced import cells_between_spaces
from kg.model.extraction import Extraction

TITLE = "某局2021年政务公开任务分解表"
# Heading above, text, units, limit.
ROWS = [
    ("一、就业领域", "发布岗位目录，每周推送两次。", "就业科、市人才服务局", "6月底前"),
    ("一、就业领域", "公开返还企业名单，做到可查可问。对暂不返还的企业，逐户说明理由。", "失业保险科", "持续推进"),
    ("一、就业领域", "公布培训补贴目录，对虚报的机构予以通报。", "能力建设科、各培训机构", "8月底前"),
    ("二、社保领域", "办法公布后10个工作日内编写问答，在大厅循环播放。", "养老保险科、办公室", "7月底前"),
    ("二、社保领域", "统一公布受理条件和流程。在2号窗口设咨询岗，提供纸质样表。", "工伤保险科", "2021年10月底前"),
    ("三、公开基础", "热线工单3个工作日内办结，办不结的说明原因。", "各科室（单位）", "长期坚持"),
]
PRINTS = [
    ("工作任务 落实科室（单位） 时间要求", "{heading}{text} {units} {limit}", "limits behind the units"),
    ("具体任务 完成时限 责任科室", "{heading}{text} {limit} {units}", "limits before the units"),
    ("任务内容 责任科室", "{heading}{text} {units}", "no limits"),
    ("序号 任务内容 责任科室 完成时限", "{heading}（{n}） {text} {units} {limit}", "numbers in brackets with spaces behind"),
    ("类别 具体任务 落实科室（单位） 时间要求", "{heading}{text} {units} {limit}", "a column for the headings"),
]
ACTS = ["{units}", "{units}负责", "责任单位：{units}"]


def printed(row: str, units: str) -> str:
    """The rows of the table, each heading once."""
    above = ["", *(heading for heading, *_ in ROWS)]
    return " ".join(row.format(n=number, text=text, limit=limit, units=units.format(units=named),
                               heading="" if heading == before else f"{heading} ")
                    for number, ((heading, text, named, limit), before) in enumerate(zip(ROWS, above), 1))


def facts(found: Extraction) -> list[tuple[tuple[str, ...], str, str]]:
    """Each task's headings, text and units."""
    return [(task.headings, task.text(found.text), "、".join(unit.name for unit in task.assignments))
            for task in found.tasks]


@pytest.mark.parametrize("units", ACTS)
@pytest.mark.parametrize(("heads", "row", "why"), PRINTS, ids=[why for _, _, why in PRINTS])
def test_spaces_part_cells_of_rows_that_no_number_counts(heads: str, row: str, why: str, units: str) -> None:
    found = extraction(f"{TITLE} {heads} {printed(row, units)}")
    assert facts(found) == [((heading,), text, named.replace("（", "(").replace("）", ")"))
                            for heading, text, named, _ in ROWS], why


SHARED = [
    ("市教育局牵头，市财政局配合", [("市教育局", "lead"), ("市财政局", "support")], "a lead and another"),
    ("市农业局牵头，嘉禾镇、石坝镇配合", [("市农业局", "lead"), ("嘉禾镇", "support"), ("石坝镇", "support")],
     "towns, which no ending tells from places"),
]


@pytest.mark.parametrize(("cell", "units", "why"), SHARED, ids=[why for _, _, why in SHARED])
def test_what_units_do_tells_a_cell_of_units(cell: str, units: list[tuple[str, str]], why: str) -> None:
    found = extraction(f"{TITLE} 具体任务 责任单位 公开规划。 {cell} 公开预算。 市财政局 公开决算。 {cell}")
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks] == [
        units, [("市财政局", "responsible")], units], why


CELLS = [
    ("甲科、乙科6月底前 公开", ["甲科、乙科", "6月底前", "公开"], "no space is kept before a figure"),
    ("各处室 (单位) 年底前", ["各处室 (单位)", "年底前"], "a second name in brackets"),
    ("甲科 (2) 公开", ["甲科", "(2)", "公开"], "a number in brackets"),
    ("公开2020年决算 甲科", ["公开2020年决算", "甲科"], "a year amid a text"),
]


@pytest.mark.parametrize(("text", "cells", "why"), CELLS, ids=[why for _, _, why in CELLS])
def test_cells_between_spaces(text: str, cells: list[str], why: str) -> None:
    assert [text[first:last] for first, last in cells_between_spaces(text, 0, len(text))] == cells, why


def test_rows_with_a_cell_for_each_head_are_in_order() -> None:
    """Also where what comes of a task looks like one of its words, and a theme is merged over rows."""
    heads = "序号 工作类别 具体任务 预期成果 落实单位"
    rows = "1 完善制度机制 健全审查机制； 工作台账 办公室 2 编制公开事项标准目录； 公开目录 市大数据局 3 强化平台建设 加强网站建设； 培训通知 法规科"
    found = extraction(f"某市2021年任务分解表\n{heads} {rows}\n")
    assert [(task.label, task.headings, task.text(found.text), [unit.name for unit in task.assignments])
            for task in found.tasks] == [
        ("1", ("完善制度机制",), "健全审查机制；", ["办公室"]), ("2", ("完善制度机制",), "编制公开事项标准目录；", ["市大数据局"]),
        ("3", ("强化平台建设",), "加强网站建设；", ["法规科"])]


def test_the_line_of_printing_ends_a_table_of_limits() -> None:
    table = "序号 工作任务 责任单位 完成时限\n1 公开预算。\n市财政局\n6月底前\n2 公开规划。\n市司法局\n第三季度\n"
    found = extraction(f"某市2023年政务公开任务清单\n{table}某市人民政府办公室 2023年5月23日印发\n")
    assert [[limit.value for limit in task.times] for task in found.tasks] == [["2023-06-30"], ["2023-09-30"]]
