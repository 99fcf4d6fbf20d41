"""Tables amid prose, several tables in one plan: what stands above, between and below them."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "某局2021年政务公开工作方案\n为做好公开工作，制定本方案。\n"
OPEN = "序号\t工作任务\t责任单位\n1\t公开规划。\t发改委\n2\t公开预算。\t财政局"
EXPLAIN = "序号\t解读内容\t责任单位\t完成时限\n1\t解读政策。\t办公室\t年底前\n2\t解读规划。\t发改委\t6月底前"

PLANS = [
    (f"一、公开任务\n{OPEN}\n二、解读任务\n{EXPLAIN}",
     [("1", ("一、公开任务",)), ("2", ("一、公开任务",)), ("1", ("二、解读任务",)), ("2", ("二、解读任务",))],
     "two tables with other heads, each below its title"),
    (f"一、公开任务\n{OPEN}\n二、解读任务\n{EXPLAIN}".replace("\t", "\n"),
     [("1", ("一、公开任务",)), ("2", ("一、公开任务",)), ("1", ("二、解读任务",)), ("2", ("二、解读任务",))],
     "the same with a cell per line"),
    (f"一、加强领导。要成立领导小组，定期研究公开工作。\n{OPEN}\n二、加强检查。要定期开展检查，通报结果。",
     [("一", ()), ("1", ()), ("2", ()), ("二", ())], "an item with a text of its own ends where the table begins"),
    (f"一、公开任务\n{OPEN}\n二、解读任务\n{OPEN}".replace("1\t公开规划。\t发改委\n2\t公开预算。\t财政局\n二", "1\t公开规划。\t发改委\n二", 1),
     [("1", ("一、公开任务",)), ("1", ("二、解读任务",)), ("2", ("二、解读任务",))],
     "heads repeated below the next title, which takes the place of the first"),
    (f"{OPEN.splitlines()[0]}\n{OPEN.splitlines()[1]}\n{OPEN}".replace("\t", "\n"),
     [("1", ()), ("1", ()), ("2", ())], "heads repeated amid cells"),
]


@pytest.mark.parametrize(("text", "expected", "why"), PLANS, ids=[plan[2] for plan in PLANS])
def test_tables_amid_prose(text: str, expected: list[tuple[str, tuple[str, ...]]], why: str) -> None:
    found = extraction(TITLE + text)
    assert [(task.label, task.headings) for task in found.tasks] == expected, why


def test_an_item_above_a_table_keeps_to_its_own_words() -> None:
    found = extraction(f"{TITLE}一、加强领导。要成立领导小组，定期研究公开工作。\n{OPEN}")
    assert found.tasks[0].text(found.text) == "加强领导。要成立领导小组，定期研究公开工作。"


def test_a_date_alone_above_the_title_of_a_table_ends_the_notice() -> None:
    found = extraction(f"关于印发公开任务清单的通知\n各科室：\n现将清单印发给你们。\n一、各科室每月报送一次进展。\n二、办公室每季度通报一次进展。\n"
                       f"\n2021年5月20日\n\n某局2021年公开任务清单\n{OPEN}")
    assert [task.text(found.text) for task in found.tasks if task.label == "二"] == ["办公室每季度通报一次进展。"]
