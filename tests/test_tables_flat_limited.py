"""Run-together tables whose limits stand right before units, and behind these what is numbered as tasks are."""

from __future__ import annotations

import pytest
from kg.model.extraction import Role

from readings import extraction

HEADS = "序号主要工作任务具体工作措施完成时限主要责任单位任务来源"
FIRST = "1推进规划公开1、公布总体规划3月区经发局区环土局1、全区工作要点（衡综委〔2016〕5号）2、关于公开规划的意见3、全区工作会议" \
        "2、公布专项规划6月区环土局3、公布土地规划，每季度更新一次12月区经发局区环土局相关乡镇人民政府"
SECOND = "2做好预算公开、决算公开4、公布部门预算全年区财金局1、全区工作要点（衡综委〔2016〕5号）" \
         "5、公布乡镇预算8月相关乡镇人民政府、区财金局6、公布决算0.5亿元以上项目12月区财金局"
EXPECTED = [
    ("1", "推进规划公开", "公布总体规划", ["区经发局", "区环土局"], ["2016-03-31"]),
    ("2", "推进规划公开", "公布专项规划", ["区环土局"], ["2016-06-30"]),
    ("3", "推进规划公开", "公布土地规划，每季度更新一次", ["区经发局", "区环土局", "相关乡镇人民政府"], ["P3M", "2016-12-31"]),
    ("4", "做好预算公开、决算公开", "公布部门预算", ["区财金局"], ["continuous"]),
    ("5", "做好预算公开、决算公开", "公布乡镇预算", ["相关乡镇人民政府", "区财金局"], ["2016-08-31"]),
    ("6", "做好预算公开、决算公开", "公布决算0.5亿元以上项目", ["区财金局"], ["2016-12-31"]),
]
TITLE = "衡水市2016年政务公开工作要点分工表\n"


def rows(text: str) -> list[tuple[str | None, str, str, list[str], list[str]]]:
    """Label, heading, requirement, units and limits of each task."""
    found = extraction(text)
    return [(task.label, "|".join(task.headings), task.text(found.text), [unit.name for unit in task.assignments],
             [time.value for time in task.times]) for task in found.tasks]


def test_limits_before_units_tell_the_rows() -> None:
    assert rows(f"{TITLE}{HEADS}{FIRST}{SECOND}") == EXPECTED


@pytest.mark.parametrize(("note", "others"), [
    ("注：主要责任单位第一个为牵头单位，其余为主要配合单位。", Role.SUPPORT),
    ("注：主要责任单位第一个为牵头单位。", Role.RESPONSIBLE),
])
def test_a_note_gives_the_first_unit_the_lead(note: str, others: Role) -> None:
    first = extraction(f"{TITLE}{HEADS}{FIRST}{SECOND} {note}").tasks[0]
    assert [unit.role for unit in first.assignments] == [Role.LEAD, others]


def test_without_a_chain_of_numbers_nothing_is_read() -> None:
    unnumbered = "公布规划3月区经发局规划意见公布预算6月区财金局预算意见公布决算9月区财金局决算意见公布政策12月区环土局政策意见"
    assert not rows(f"{TITLE}{HEADS}{unnumbered}")
    assert rows(f"{TITLE}{HEADS}{FIRST}{SECOND}{unnumbered[:9]}")
