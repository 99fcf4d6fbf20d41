"""Reading costs no more than the text is long: counted in calls, which no machine changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from types import FrameType

import pytest
from readings import PLANS, extraction

FEW, MANY = 150, 600
SLACK = 1.15
MOST = MANY / FEW * SLACK
HOSTILE = ("1.", "一、", "（一）", "(1)", "①", "(", "[", "《", "》", "\n\t", "责任单位：", "第一条", "2021年", "1.公开。", "一、甲局\n1.公开\n",
           "\n1.公开规划\n", "一是公开。", "——公开", "1.1公开\n", "附件1\n", "公开\n第一章\n", "（综合科）", "公开统一、",
           "\n— 3 —\n公开", "某局 2021年5月8日\n", "来源：", "\n公开规划\n及时公开规划信息，接受监督。",
           "由市财政局 市司法局，", "（主办 主办，主办", "联系人：张\n", "（公开渠道：网站；", "1）公开。\n", "（1、公开\n",
           "■ 公开、\n", "公开，（财政局）", "（每月各一次", "责任人：甲局    ")


def calls(work: Callable[[], object]) -> int:
    """How many calls, of functions of Python and of C, a piece of work makes."""
    count = 0

    def heard(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(text: Callable[[int], str]) -> float:
    """How many times as much four times as much of a text costs; what is loaded once is not counted."""
    extraction(text(1))
    few, many = (calls(partial(extraction, text(n))) for n in (FEW, MANY))
    return many / few


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_hostile_text_four_times_as_long_costs_four_times_as_much(piece: str) -> None:
    assert growth(lambda n: "各单位：请落实。\n" + piece * n) <= MOST


@pytest.mark.parametrize("rows", ["（一）公开\n", "1.公开 市财政局\n公开及其他\n", "公开规划 市财政局\n公开及\n", "（一）公 甲\n乙\n",
                                  "公开规划      市财政局\n公开及\n", "公开规划\n          市财政局\n及其他\n"], ids=repr)
@pytest.mark.parametrize("heads", ["工作任务 责任单位", "工作任务      责任单位", "类别\t工作任务\t责任单位\t时限\n规划\t公开，"])
def test_a_table_four_times_as_long_costs_four_times_as_much(heads: str, rows: str) -> None:
    assert growth(lambda n: f"某局2021年任务分解表\n{heads}\n" + rows * n) <= MOST


def test_a_task_of_many_limits_costs_no_more_than_it_is_long() -> None:
    def task(limits: int) -> str:
        return "各单位：请落实。\n一、加强公开。" + "6月底前公开规划。" * limits

    assert len(extraction(task(FEW)).tasks[0].times) == FEW
    assert growth(task) <= MOST


def test_a_table_of_ever_new_persons_in_charge_costs_four_times_as_much() -> None:
    def table(rows: int) -> str:
        told = (f"公开信息张{chr(0x4e00 + row // 2)}{chr(0x5e00 + row // 2)}某某科李四王5月底" for row in range(rows))
        return "某局2021年任务分解表\n工作内容责任领导责任科室责任人完成时限" + "".join(told)

    assert len(extraction(table(MANY)).tasks) == MANY
    assert growth(table) <= MOST


def test_a_plan_repeated_costs_each_time_the_same() -> None:
    text = min((path.read_text("utf-8") for path in PLANS), key=len)
    extraction(text)
    few, many = (calls(lambda n=n: extraction("\n".join([text] * n))) for n in (3, 12))
    assert many <= few * 4 * SLACK, (few, many)
