"""Tables kept as characters: drawn with box characters or hyphens, set with spaces, separated by commas."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某县2021年重点任务分解表\n"
Facts = list[tuple[str | None, str, list[tuple[str, str]]]]

DRAWN = """┌──┬───────────┬─────┬──────┐
│序号│　工　作　任　务　　│分管领导│责任单位　　│
├──┼───────────┼─────┼──────┤
│ 1　│编制并印发信息公开指│张某某　│县政府办　　│
│　　│南和目录　　　　　　│　　　　│　　　　　　│
├──┼───────────┼─────┼──────┤
│ 2　│公布审批事项的条件　│李某某　│县行政审批　│
│　　│　　　　　　　　　　│　　　　│中心　　　　│
├──┼───────────┼─────┼──────┤
│ 3　│建成便民大厅　　　　│李某某　│县民政局　　│
│　　│　　　　　　　　　　│　　　　│各乡镇　　　│
└──┴───────────┴─────┴──────┘
"""
HYPHENS = """+----+----------+----------+
| 序号 | 工作任务 | 责任单位 |
+----+----------+----------+
| 1 | 公开规划 | 县发改局 |
| 2 | 公开预算 | 县财政局 |
+----+----------+----------+
"""
PLANNING = ("1", "公开规划", [("县发改局", "responsible")])
BUDGET = ("2", "公开预算", [("县财政局", "responsible")])

FORMS: list[tuple[str, Facts, str]] = [
    (HYPHENS, [PLANNING, BUDGET], "rows that only their numbers part"),
    (HYPHENS.replace("| 2", "+----+----------+----------+\n| 2"), [PLANNING, BUDGET], "a ruling line below each row"),
    (HYPHENS.replace("| 2", "第1页 共2页\n+----+----------+----------+\n| 序号 | 工作任务 | 责任单位 |\n"
                     "+----+----------+----------+\n| 2"), [PLANNING, BUDGET], "heads drawn again on the next page"),
    ("┌──┬─────┬─────┐\n│序号│工作任务│责任单位│\n│    ├──┬──┼──┬──┤\n│    │类别│内容│牵头│配合│\n"
     "├──┼──┼──┼──┼──┤\n│1│公开│公开规划│县发改局│县财政局│\n├──┼──┼──┼──┼──┤\n"
     "│2│公开│公开预算│县财政局│县审计局│\n└──┴──┴──┴──┴──┘\n",
     [("1", "公开规划", [("县发改局", "lead"), ("县财政局", "support")]),
      ("2", "公开预算", [("县财政局", "lead"), ("县审计局", "support")])], "a second row of heads that would do alone"),
    ("序号,工作任务,责任单位\n1,公开规划,县发改局\n2,公开预算,县财政局", [PLANNING, BUDGET], "commas"),
    (',,\n序号,工作任务,责任单位\n1,公开规划，公开计划,"县发改局、县财政局"\n2,"公开预算",县财政局',
     [("1", "公开规划，公开计划", [("县发改局", "responsible"), ("县财政局", "responsible")]), BUDGET],
     "a Chinese comma separates nothing, quotes are no part of a cell"),
    ('序号,工作任务,责任单位\n1,"公开""三公""经费,公开计划",县发改局\n2,公开预算,县财政局',
     [("1", '公开""三公""经费,公开计划', [("县发改局", "responsible")]), BUDGET], "commas and doubled quotes in quotes"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_kept_forms(text: str, expected: Facts, why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


def test_cells_of_several_lines() -> None:
    found = extraction(TITLE + DRAWN)
    assert [[span.of(found.text) for span in task.spans] for task in found.tasks] == [
        ["编制并印发信息公开指", "南和目录"], ["公布审批事项的条件"], ["建成便民大厅"]]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["县政府办"], ["县行政审批中心"], ["县民政局", "各乡镇"]], "a parted name is one, whole names are two"


MERGED = """┌───────┬───┬─────┬────┐
│工作任务      │分管领导│责任单位  │时限    │
├───────┼───┼─────┼────┤
│公开年度预算，逐│张某某│县财政局、│年内    │
├───────┤      │县审计局  │        │
│△公开决算，说明│      │          │        │
│增减原因        │      ├─────┤        │
│△公开规划和文本│      │县发改局  │        │
├───────┤      │          │        │
│公开审批的结果  │      │          │        │
└───────┴───┴─────┴────┘
"""


def test_cells_that_reach_over_rows_are_each_one_s() -> None:
    """Rules below single cells: a requirement begins below one, and an item where another unit's cell does."""
    found = extraction(TITLE + MERGED)
    budget, plans = [("县财政局", "responsible"), ("县审计局", "responsible")], [("县发改局", "responsible")]
    assert facts(found) == [(None, "公开年度预算，逐", budget), (None, "△公开决算，说明增减原因", budget),
                            (None, "△公开规划和文本", plans), (None, "公开审批的结果", plans)]
    assert all([time.text for time in task.times] == ["年内"] for task in found.tasks)


def test_lists_wrapped_at_the_border_go_on() -> None:
    """All lines but the last of each cell are full: 有关 | 部门 and 区政府 | 各部门 are one name each."""
    rows = [("公开规划", ["县发展改革局、县政府", "各部门"]), ("公开预算", ["县财政局牵头，各有关", "部门、各乡镇政府配合"])]
    table = "┌──┬────┬────┐\n│序号│工作任务│责任单位│\n├──┼────┼────┤\n" + "├──┼────┼────┤\n".join(
        f"│{number}│{task}│{first}│\n│　│　│{second}　│\n" for number, (task, (first, second)) in enumerate(rows, 1))
    found = extraction(f"{TITLE}{table}└──┴────┴────┘")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["县发展改革局", "县政府各部门"], ["县财政局", "各有关部门", "各乡镇政府"]]


def test_a_sentence_with_commas_is_no_table() -> None:
    text = "一、任务,单位,时间要落实\n1.公开规划,公开计划,公开预算。(县发改局)\n2.公开决算。(县财政局)"
    assert [label for label, _, _ in facts(extraction(TITLE + text))] == ["1", "2"]


CHAPTERS = """┌─────┬───────┬─────┐
│工作任务　│具体要求　　　│责任单位　│
├─────┼───────┼─────┤
│一、加强规│公开规划。　　│发改局、财│
│划公开　　│　　　　　　　│政局　　　│
├─────┼───────┼─────┤
│　　　　　│公开各类计划和│发改局牵头│
│　　　　　│方案。　　　　│，各乡镇配│
│　　　　　│　　　　　　　│合　　　　│
├─────┼───────┼─────┤
│二、加强预算公开并且│　　　　　│
│做好解读　　　　　　│　　　　　│
├─────┼───────┼─────┤
│　　　　　│公开预算。　　│财政局　　│
└─────┴───────┴─────┘
"""


def test_headings_and_narrow_lists_of_several_lines() -> None:
    found = extraction(TITLE + CHAPTERS).tasks
    assert [task.headings[0] for task in found] == ["一、加强规划公开", "一、加强规划公开", "二、加强预算公开并且做好解读"]
    assert [[f"{unit.name} {unit.role.value}" for unit in task.assignments] for task in found] == [
        ["发改局 responsible", "财政局 responsible"], ["发改局 lead", "各乡镇 support"], ["财政局 responsible"]]


COUNTED = """序号     工作任务                 责任单位         完成时限
一、加强公开
1        公开规划、计划，以及各   发改局、财       6月底前
         类解读材料。公开年报。   政局
         公开其他信息。
— 1 —
序号     工作任务                 责任单位         完成时限
2        公开预算。               财政局           年底前
"""
UNCOUNTED = """工作任务                 责任单位
公开规划、计划，以及各   发改局、财
类解读材料。公开年报和   政局
其他各类应当主动公开的
信息。
公开预算。               财政局
公开决算。               审计局
"""


def test_cells_of_several_lines_between_spaces() -> None:
    found = extraction(TITLE + COUNTED)
    assert [(task.label, task.headings, task.times[-1].text) for task in found.tasks] == [
        ("1", ("一、加强公开",), "6月底前"), ("2", ("一、加强公开",), "年底前")]
    assert [span.of(found.text) for span in found.tasks[0].spans] == [
        "公开规划、计划，以及各", "类解读材料。公开年报。", "公开其他信息。"]
    assert [unit.name for unit in found.tasks[0].assignments] == ["发改局", "财政局"]


def test_rows_that_no_number_begins_have_units() -> None:
    found = extraction(TITLE + UNCOUNTED)
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [["发改局", "财政局"], ["财政局"], ["审计局"]]


def test_a_sentence_below_ends_a_table_set_with_spaces() -> None:
    found = extraction(f"{TITLE}{COUNTED}二、工作要求\n各单位要加强组织领导，于2021年5月6日前报送工作计划。\n").tasks
    assert [(task.label, task.headings) for task in found] == [
        ("1", ("一、加强公开",)), ("2", ("一、加强公开",)), ("二", ())]
    assert [unit.name for unit in found[1].assignments] == ["财政局"]
