"""What the lines below a plan's last table oblige everybody to, and what they do not."""

from __future__ import annotations

import pytest
from readings import extraction

HEAD = "某厅2022年政务公开工作计划\n根据《要点》要求，制定本计划。\n"
TABLES = {
    "tabs": "序号\t任务\t责任单位\n1\t公布名单。\t甲处\n2\t公布预算。\t乙处\n",
    "bars": "|序号|任务|责任单位|\n|--|--|--|\n|1|公布名单。|甲处|\n|2|公布预算。|乙处|\n",
    "a cell a line": "序号\n任务\n责任单位\n1\n公布名单。\n甲处\n2\n公布预算。\n乙处\n",
    "records": "任务1　公布名单。\n责任单位：甲处\n任务2　公布预算。\n责任单位：乙处\n",
}
BELOW = [
    ("各处室要于11月20日前将全年工作总结报办公室。", ["各处室要于11月20日前将全年工作总结报办公室。"], "what is to be reported by a day"),
    ("注：请各单位于每季度结束后5日内将进展情况报办公室。", ["请各单位于每季度结束后5日内将进展情况报办公室。"], "a note obliges too, but for its mark"),
    ("备注：1.列第一位的为总牵头。2.各牵头单位12月20日前向办公室报送总结。", ["各牵头单位12月20日前向办公室报送总结。"],
     "one of several notes in a line"),
    ("说明：1.时限均指自然日。\n　　　2.各单位应于10月10日前完成存量信息公开，并报办公室备案。",
     ["各单位应于10月10日前完成存量信息公开，并报办公室备案。"], "one of several notes, a line each"),
    ("各单位要加强组织领导，确保任务落实。", [], "nothing concrete"),
    ("办公室将适时开展督查。", [], "what the issuer will do"),
    ("说明：本计划由办公室负责解释。", [], "who explains it"),
]


@pytest.mark.parametrize("form", TABLES)
@pytest.mark.parametrize(("below", "duties", "why"), BELOW, ids=[case[2] for case in BELOW])
def test_duties_below_a_table(form: str, below: str, duties: list[str], why: str) -> None:
    found = extraction(f"{HEAD}{TABLES[form]}\n{below}\n某厅\n2022年3月1日\n")
    texts = [task.text(found.text) for task in found.tasks]
    assert texts == ["公布名单。", "公布预算。", *duties], why


def test_a_note_keeps_its_number() -> None:
    found = extraction(f"{HEAD}{TABLES['tabs']}注：1.各处室每月5日前报送进度。2.本表由办公室解释。\n某厅\n2022年3月1日\n")
    assert [task.label for task in found.tasks] == ["1", "2", "1"]


def test_a_company_beside_a_day_in_a_row_signs_nothing() -> None:
    found = extraction(f"{HEAD}序号\t任务\t责任单位\t时限\n1\t公布名单。\t某投资有限公司\t2022年8月20日\n2\t公布预算。\t乙处\t9月底\n"
                       "请各单位每月28日前将进展情况报办公室。\n某厅\n2022年3月1日\n")
    assert [task.text(found.text) for task in found.tasks] == ["公布名单。", "公布预算。", "请各单位每月28日前将进展情况报办公室。"]


def test_a_notice_below_the_head_of_its_page_obliges() -> None:
    found = extraction("某县2024年政务公开工作要点\n2024年3月12日 来源：某县人民政府办公室\n某县人民政府办公室关于印发《某县2024年政务公开工作要点》的通知\n"
                       "某府办函〔2024〕16号\n各镇人民政府：\n《某县2024年政务公开工作要点》已经县人民政府同意，现印发给你们，请认真组织实施。"
                       "各牵头单位每月28日前将进展情况报县政府办公室。\n某县人民政府办公室\n2024年3月11日\n某县2024年政务公开工作要点\n"
                       "一、公开规划。（发改局）\n二、公开预算。（财政局）\n")
    assert next(task.text(found.text) for task in found.tasks) == "各牵头单位每月28日前将进展情况报县政府办公室。"
