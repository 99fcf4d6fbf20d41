"""Whatever says when a task is due may stand in its statement of responsibility, in any of the ways to print one."""

from __future__ import annotations

import pytest
from readings import extraction

TASKS = ("公开财政预决算信息。", "加强政策解读工作。", "规范网站管理。")
UNITS = ["财政所", "各村"]
FORMS = ("（财政所、各村；{}）", "（财政所、各村，{}）", "（责任单位：财政所、各村；完成时限：{}）", "\n责任单位：财政所、各村；完成时限：{}",
         "\n责任单位：财政所、各村\n完成时限：{}", "（{}，财政所、各村）", "（财政所、各村负责，{}）", "（财政所牵头，各村配合；{}）",
         "【财政所、各村；{}】", "（责任单位：财政所、各村，{}）")

# The values of limits in a plan of 2021; none for what sets no day.
LIMITS = {
    "年底前": "2021-12-31", "2021年上半年": "2021-06-30", "12月": "2021-12-31", "2021年12月31日前完成": "2021-12-31",
    "6月底前和12月底前各一次": "2021-06-30 2021-12-31", "6月、12月各一次": "2021-06-30 2021-12-31",
    "上半年、下半年各一次": "2021-06-30 2021-12-31", "6月30日前完成并长期坚持": "2021-06-30 continuous",
    "每年两次": "P1Y", "每年不少于2次": "P1Y", "每半年一次": "P6M", "每季度至少一次": "P3M", "每季度首月10日前": "P3M",
    "每季度末月25日前": "P3M", "每月一次": "P1M", "每月25日前": "P1M", "次月10日前": "P1M", "逐月": "P1M", "每两周一次": "P2W",
    "每双周": "P2W", "每周五前": "P1W", "每学期一次": "P6M", "每天": "P1D", "按月公布": "P1M", "从6月起每月一次": "P1M",
    "每年1月31日前": "P1Y 2021-01-31", "次年1月底前": "2022-01-31", "本年度内": "2021-12-31", "年内完成": "2021-12-31",
    "第一季度": "2021-03-31", "一、三季度": "2021-03-31 2021-09-30", "第四季度前": "2021-09-30",
    "2021年—2022年": "2022-12-31", "2021-2023年": "2023-12-31", "1-12月": "2021-12-31", "3月至10月": "2021-10-31",
    "5个工作日内": "P5D", "自印发之日起1个月内": "P1M", "收到申请之日起20个工作日内": "P20D", "全年": "continuous",
    "贯穿全年": "continuous", "持续推进": "continuous", "常态化": "continuous", "随时更新": "continuous",
    "实时更新": "realtime", "全年不少于2次": "", "7月1日起": "", "近期": "", "及时": "",
}


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit_is_one_in_every_form_of_a_statement(limit: str) -> None:
    for form in FORMS:
        items = "".join(f"{number}.{task}{form.format(limit)}\n" for number, task in enumerate(TASKS, 1))
        found = extraction(f"徐州市2021年政务公开工作要点\n一、主要任务\n{items}").tasks
        assert [[unit.name for unit in task.assignments] for task in found] == [UNITS] * len(TASKS), form
        assert [" ".join(time.value for time in task.times) for task in found] == [LIMITS[limit]] * len(TASKS), form


def test_a_limit_that_spaces_part_from_the_units_of_a_key() -> None:
    lines = [("牵头：办公室    配合：法规科", "6月30日前"), ("牵头：法规科", "全年"), ("牵头：基金监管科    配合：信息科", "持续推进"),
             ("牵头：待遇保障科、州医保服务中心", "8月底前"), ("牵头：机关党支部    配合：办公室", "年内")]
    found = extraction("某局2022年清单\n一、依法行政\n" + "".join(
        f"{at}．    公开名单。    {units}    {limit}\n" for at, (units, limit) in enumerate(lines, 1)))
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["办公室", "法规科"], ["法规科"], ["基金监管科", "信息科"], ["待遇保障科", "州医保服务中心"], ["机关党支部", "办公室"]]
    assert [task.times[0].value for task in found.tasks] == [
        "2022-06-30", "continuous", "continuous", "2022-08-31", "2022-12-31"]
