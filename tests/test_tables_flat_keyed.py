"""Run-together tables whose units keys open inside their cells: keys, limits and numbers tell the rows."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.extract.tables.keyed_cells import keyed_cells
from kg.model.extraction import Extraction

TITLE = "某局2021年政务公开任务分解表"
# Text, who leads, who shares, limit.
ROWS = [
    ("公布事项目录，同步调整监督电话。", "法制处", "各区、县（市）执法局", "5月底"),
    ("公布检查计划。检查结束后集中发布提示函，回应企业关切。", "督察处", "执法一大队、执法二大队", "持续推进"),
    ("整理典型事例，每季度发布一组。", "市指导中心", "法制处、信息处", "6月15日前"),
    ("公布收运线路与投放时间。", "环境卫生处", "市环境卫生管理中心", "12月底前"),
    ("做好信息发布，专栏每周巡查。", "信息处", "各处室（单位）", "年底前"),
    ("举办“开放日”12场，走进转运站。", "各相关处室", "", "长期坚持"),
]
# What a row is printed as, and its heads.
PRINTS = [
    ("序号任务内容时间要求责任分工", "{n}{text}{limit}{units}", "limits before the units"),
    ("序号任务内容责任分工时间要求", "{n}{text}{units}{limit}", "limits behind the units"),
    ("工作任务责任单位", "{n}.{text}{units}", "no limits"),
    ("编号 工作任务 责任部门 完成时限", "{n} {text} {units} {limit} ", "spaces between the cells"),
]
KEYS = ["牵头：{lead}；配合：{others}", "牵头单位：{lead}；配合单位：{others}", "牵头：{lead} 配合：{others}"]


def printed(row: str, keys: str) -> str:
    """The rows of the table, the last one without others."""
    return "".join(row.format(n=number, text=text, limit=limit, units=(
        keys if others else keys[:keys.index("}") + 1]).format(lead=lead, others=others))
        for number, (text, lead, others, limit) in enumerate(ROWS, 1))


def facts(found: Extraction) -> list[tuple[str, str, str]]:
    """Each task's text, its leads, the others."""
    return [(task.text(found.text),
             "、".join(unit.name for unit in task.assignments if unit.role.value != "support"),
             "、".join(unit.name for unit in task.assignments if unit.role.value == "support")) for task in found.tasks]


WANTED = [(text, lead, others.replace("（", "(").replace("）", ")")) for text, lead, others, _ in ROWS]


@pytest.mark.parametrize("keys", KEYS)
@pytest.mark.parametrize(("heads", "row", "why"), PRINTS, ids=[why for _, _, why in PRINTS])
def test_keys_in_numbered_rows(heads: str, row: str, why: str, keys: str) -> None:
    found = extraction(f"{TITLE}\n{heads}{printed(row, keys)}")
    assert facts(found) == WANTED, why
    assert not any(task.uncertain for task in found.tasks)


CELLS = [
    ("公开。牵头:甲局;配合:乙局6月底前", ["牵头:甲局;配合:"], "a pair is one cell"),
    ("牵头:甲局配合:乙局", ["牵头:甲局配合:"], "nothing but a unit between two keys"),
    ("责任单位:甲局公开规划;责任单位:乙局", ["责任单位:", "责任单位:"], "the same key begins the next cell"),
    ("牵头:甲局;配合:乙局。牵头:丙局", ["牵头:甲局;配合:", "牵头:"], "a full stop ends a cell"),
    ("公开规划,甲局牵头", [], "no key"),
]


@pytest.mark.parametrize(("text", "cells", "why"), CELLS, ids=[why for _, _, why in CELLS])
def test_cells_of_keys(text: str, cells: list[str], why: str) -> None:
    assert [text[cell.start:cell.last] for cell in keyed_cells(text, 0, len(text))] == cells, why
