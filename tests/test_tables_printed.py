"""What printing does to bordered tables: repeated heads, parted rows, sums, heads of two lines."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某局2021年政务公开重点任务分解表\n"
Facts = list[tuple[str | None, str, list[tuple[str, str]]]]

PLANNING = [("发改委", "lead"), ("各部门", "support")]
BUDGET = [("财政局", "lead"), ("审计局", "support")]
TWO: Facts = [("1", "公开规划。", PLANNING), ("2", "公开预算。", BUDGET)]
ROWS = "1\t公开规划。\t发改委\t各部门\t年底前\n2\t公开预算。\t财政局\t审计局\t6月底前"

STAGED = "工作任务\n牵头单位\n配合单位\n工作要求\n"
REQUIRED: Facts = [("1", "公开规划按时公布规划和计划全文，便于查阅。", PLANNING), ("2", "公开预算公布预算和决算的报告及表格，逐步细化。", BUDGET),
                   ("3", "公开审批公布审批事项和办理结果，方便群众。", PLANNING)]

FORMS: list[tuple[str, Facts, str]] = [
    (f"序号\t工作任务\t责任分工\t\t完成时限\n\t\t牵头单位\t配合单位\t\n{ROWS}", TWO, "a second line of heads"),
    (f"序号\t工作任务\t责任分工\t完成时限\n\t\t牵头单位\t配合单位\t\n{ROWS}", TWO, "a head over two columns, printed once"),
    (f"序号\t工作任务\t责任单位\t完成时限\n牵头单位\t配合单位\n{ROWS}", TWO, "a second line of nothing but its heads"),
    ("序号\t重点任务\t\t责任分工\t\t完成时限\n\t类别\t主要内容\t牵头\t配合\t\n"
     "1\t公开类\t公开规划。\t发改委\t各部门\t年底前\n2\t\t公开预算。\t财政局\t审计局\t6月底前", TWO,
     "a second line that would do for heads alone"),
    ("序号\t重点任务\t责任分工\t完成时限\n类别\t主要内容\t牵头\t配合\n"
     "1\t公开类\t公开规划。\t发改委\t各部门\t年底前\n2\t\t公开预算。\t财政局\t审计局\t6月底前", TWO,
     "a second line of nothing but the heads of two that it divides"),
    ("序\t工作\t牵头\t配合\n号\t任务\t单位\t单位\n1\t公开规划。\t发改委\t各部门\n2\t公开预算。\t财政局\t审计局\n", TWO,
     "heads that narrow columns broke"),
    ("序号\t\t工作任务\t\t牵头单位\t\t配合单位\n1\t\t\t公开规划。\t发改委\t\t各部门\n2\t公开预算。\t\t财政局\t\t\t审计局\n", TWO,
     "now more, now fewer borders between cells"),
    ("序号\t公开事项\t公开内容（要素）\t公开主体\t公开时限\n1\t规划\t公开规划。\t发改委\t年底前\n2\t预算\t公开预算。\t财政局\t6月底前",
     [("1", "规划\t公开规划。", [("发改委", "responsible")]), ("2", "预算\t公开预算。", [("财政局", "responsible")])],
     "who publishes answers for it"),
    ("任务\t市级牵头单位\t县级及其他责任单位\n公开规划。\t发改委\t各县区\n公开预算。\t财政局\t各镇（街道）",
     [(None, "公开规划。", [("发改委", "lead"), ("各县区", "responsible")]),
      (None, "公开预算。", [("财政局", "lead"), ("各镇(街道)", "responsible")])], "heads that say of which level units are"),
    (f"序号\t内容\t牵头（责任）单位\t协办\t备考\n{ROWS}", TWO, "short heads, an unusual last one"),
    ("序号\t工作任务\t责任单位\t打分\t督办领导\n1\t公开规划。\t发改委\t5\t张三\n2\t公开预算。\t财政局\t10\t李四",
     [("1", "公开规划。", [("发改委", "responsible")]), ("2", "公开预算。", [("财政局", "responsible")])],
     "a head that nobody knows, and one of persons"),
    ("序号\t任务\t责任单位及责任人\n1\t公开规划。\t发改委 张三\n2\t公开预算。\t财政局 李四",
     [("1", "公开规划。", [("发改委", "responsible")]), ("2", "公开预算。", [("财政局", "responsible")])],
     "persons in the column of units"),
    (f"序号\t工作任务\t牵头单位\t配合单位\n1\t公开规划。\t发改委\t各部门\n{TITLE}序号\t工作任务\t牵头单位\t配合单位\n"
     "2\t公开预算。\t财政局\t审计局", TWO, "title and heads repeated on each page"),
    ("序号\t工作任务\t牵头单位\t配合单位\n一、公开类（共2项）\n1\t公开规划。\t发改委\t各部门\n2\t公开预算。\t财政局\t审计局\n"
     "合计\t2项\t\t\n注：列第一位的为牵头单位", TWO, "sums and remarks are no tasks"),
    ("序号\t工作任务\t牵头单位\t配合单位\n1\t公开规划。\t发改委\t各部门\n2\t公开预算。\n公开决算。\n定期更新。\t财政局\t审计局",
     [TWO[0], ("2", "公开预算。\n公开决算。\n定期更新。", BUDGET)], "a cell of several lines"),
    ("工作任务\t责任单位\n1.加强各类规\t发改局、各相关\n\n— 2 —\n\n划的公开。\t部门\n2.公开预算。\t财政局",
     [("1", "加强各类规划的公开。", [("发改局", "responsible"), ("各相关部门", "responsible")]),
      ("2", "公开预算。", [("财政局", "responsible")])], "a row over a page end in two columns at once"),
    ("任务\t要求\t牵头单位\t参加单位\t时间安排\n阳光农资\t公布结果\t农业局\t工商局\t9月底前\n\t设立电话\t农业局\t各乡镇\t长期",
     [(None, "公布结果", [("农业局", "lead"), ("工商局", "support")]),
      (None, "设立电话", [("农业局", "lead"), ("各乡镇", "support")])], "heads that end like a plan's title"),
    ("序号\t工作任务\t牵头单位\t配合单位\n1\t公开规划。\t发改委\t各部门\n第1页 共2页\n某局重点任务分解表（续）\n"
     "序号\t工作任务\t牵头单位\t配合单位\n2\t公开预算。\t财政局\t审计局\n第2页 共2页\n注：各部门含直属单位。", TWO,
     "a page line, the title printed anew, a remark below"),
    ("工作任务\t责任单位\n公开规划\t发改委\n公开预算\t财政局",
     [(None, "公开规划", [("发改委", "responsible")]), (None, "公开预算", [("财政局", "responsible")])],
     "rows without stops are not halves of one"),
    ("工作任务\n责任单位\n1.公开规划\n县发改委、县民政\n局、县卫计局、县\n教体局\n2.公开预算\n县财政局",
     [("1", "公开规划", [(name, "responsible") for name in ("县发改委", "县民政局", "县卫计局", "县教体局")]),
      ("2", "公开预算", [("县财政局", "responsible")])], "a list that lines break inside names, one of them no list by itself"),
    ("工作任务\n责任单位\n1.公开规划\n县财政局、县政府\n办公室\n2.公开预算\n县政府\n法制办",
     [("1", "公开规划", [("县财政局", "responsible"), ("县政府办公室", "responsible")]),
      ("2", "公开预算", [("县政府法制办", "responsible")])], "an office of the government on the line below it"),
    ("序号\t工作任务\t责任单位\n1\t公开规划。\t发改委\n2\t公开计划。\n3\t公开预算。\t财政局",
     [("1", "公开规划。", [("发改委", "responsible")]), ("2", "公开计划。", [("发改委", "responsible")]),
      ("3", "公开预算。", [("财政局", "responsible")])], "a merged cell of units goes on"),
    (f"{STAGED}1.公开规划\n发改委\n各部门\n按时公布规划和计划全文，便于查阅。\n2.公开预算\n财政局\n审计局\n公布预算和决算的报告及表格，逐步细化。\n"
     "3.公开审批\n发改委\n各部门\n公布审批事项和办理结果，方便群众。", REQUIRED, "requirements that end rows, the titles alone numbered"),
    (f"{STAGED}1.公开规划\n发改委\n各部门\n按时公布规划和计划全文，便于查阅。\n— 1 —\n{STAGED}2.公开预算\n财政局\n审计局\n"
     f"公布预算和决算的报告及表格，\n— 2 —\n{STAGED}逐步细化。\n3.公开审批\n发改委\n各部门\n公布审批事项和办理结果，方便群众。",
     REQUIRED, "… their heads again on each page, one amid a sentence"),
    (f"{STAGED}1.公开规划\n发改委\n各部门\n按时公布规划和计划全文，便于查阅。\n— 1 —\n{STAGED}2.公开预算\n财政局\n审计局\n"
     "公布预算和决算的报告及表格，逐步细化。\n3.公开审批\n发改委\n各部门\n公布审批事项和办理结果，方便群众。".replace("\n", "\n\n"),
     REQUIRED, "… with blank lines between all"),
    ("序号\n\n工作事项\n\n责任单位\n\n时间节点\n\n1\n\n围绕两个产业各编一套明\n白纸，每季统计份数。\n\n发改委牵头，\n各部\n门配合\n\n9月30日前\n\n"
     "2\n\n公布预算和决算，进度逐\n月更新。\n\n财政局、\n审计局\n\n年底前\n\n3\n\n公开政策。\n\n办公室\n信息中心\n\n8月",
     [("1", "围绕两个产业各编一套明\n白纸，每季统计份数。", PLANNING),
      ("2", "公布预算和决算，进度逐\n月更新。", [("财政局", "responsible"), ("审计局", "responsible")]),
      ("3", "公开政策。", [("办公室", "responsible"), ("信息中心", "responsible")])],
     "blank lines between cells, whose lines break at their own widths"),
    ("序号\n\n具体要求\n\n牵头单位\n\n配合单位\n\n1\n\n编制公开事项目录，动态更新审批、招投标、征收土地、\n设计变更等信息。\n\n发改委\n\n"
     "住建局\n国土局\n交通局\n\n2\n\n公开保障性住房分配、国有土地使用权出让、政府采\n购等信息。\n\n交易中心\n\n国土局\n财政局\n\n"
     "3\n\n公开结果。\n\n扶贫办\n\n农牧局\n财政局\n",
     [("1", "编制公开事项目录，动态更新审批、招投标、征收土地、\n设计变更等信息。",
       [("发改委", "lead"), ("住建局", "support"), ("国土局", "support"), ("交通局", "support")]),
      ("2", "公开保障性住房分配、国有土地使用权出让、政府采\n购等信息。",
       [("交易中心", "lead"), ("国土局", "support"), ("财政局", "support")]),
      ("3", "公开结果。", [("扶贫办", "lead"), ("农牧局", "support"), ("财政局", "support")])],
     "blank lines between cells, of which a line breaks the long ones"),
    ("序号 | 重点任务 |  | 责任分工 |  | 完成时限\n | 类别 | 主要内容 | 牵头 | 配合 | \n1 | 优化环境 | 公开规划。 | 发改委 | 各部门 | 年底前\n"
     "2 |  | 公开预算。 | 财政局 | 审计局 | 6月底前", [("1", "公开规划。", PLANNING), ("2", "公开预算。", BUDGET)],
     "bars between cells alone: at an edge stands an empty cell"),
    ("任务编号 | JY-01\n任务名称 | 公开规划\n牵头单位 | 发改委\n协助单位 | 各部门\n\n任务编号 | JY-02\n任务名称 | 公开预算\n"
     "牵头单位 | 财政局\n协助单位 | 审计局", [("JY-01", "公开规划", PLANNING), ("JY-02", "公开预算", BUDGET)], "a card of bars for each task"),
    ("编号\t时间要求\t责任单位（列首位的为牵头单位，其余为配合单位）\t重点任务\n1-1\t年底前\t发改委、各部门\t公开规划。\n1-2\t6月底前\t财政局、审计局\t公开预算。",
     [("1-1", "公开规划。", PLANNING), ("1-2", "公开预算。", BUDGET)], "a remark behind a head tells the roles"),
    (f"类别\t序号\t工作任务\t牵头单位\t配合单位\n公开\t1\t按时公开规划和\n- 2 -\n{TITLE}类别\t序号\t工作任务\t牵头单位\t配合单位\n\t\t计划。\t发改委\t各部门\n"
     "\t2\t公开预算。\t财政局\t审计局", [("1", "按时公开规划和计划。", PLANNING), TWO[1]], "a row whose units stand behind the page end alone"),
    ("编号\n任务\n牵头单位\n配合单位\n公开时限\n001\n公开规划\n发改委\n各部门\n年底前\n002\n公布农资打假专项行动方案和处理意见\n财政局\n审计局\n6月底前\n003\n公开预算\n财政局\n审计局\n9月底前",
     [("001", "公开规划", PLANNING), ("002", "公布农资打假专项行动方案和处理意见", BUDGET), ("003", "公开预算", BUDGET)],
     "a cell below a row's number is no title, though it ends like one"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_printed_forms(text: str, expected: Facts, why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


def test_a_parted_row_has_a_span_on_each_page() -> None:
    found = extraction(f"{TITLE}工作任务\t责任单位\n1.加强各类规\t发改局、各相关\n划的公开。\t部门\n2.公开预算。\t财政局")
    task = found.tasks[0]
    assert [span.of(found.text) for span in task.spans] == ["加强各类规", "划的公开。"]
    assert task.assignments[1].evidence.spans[0].of(found.text) == "各相关"


def test_a_list_of_units_may_hold_what_is_no_office() -> None:
    """A website beside offices; where the cell is told to be a list of names by its place and by its first."""
    found = extraction("某局2021年政务公开任务分解表\n工作任务\n责任单位\n时限要求\n1\n公开规划信息，展示一张蓝图\n政务科\n年底前\n2\n公开预算信息，做好解读。\n"
                       "政务科、政府网站\n年底前\n3\n公开服务信息，建立专题。\n政务科、政府网站，各相关科室\n年底前\n")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["政务科"], ["政务科", "政府网站"], ["政务科", "政府网站", "各相关科室"]]


def test_what_shall_be_reached_is_no_part_of_the_task_and_notes_end_the_table() -> None:
    heads = ["序号", "责任科室", "责任领导", "重点任务", "完成标准", "备注"]
    rows = [("1", "应急办", "沈国良", "制定办法，将职责细化到村。", "办法印发，网格员到岗", "年度考核项目"),
            ("2", "消防站", "徐晓东", "开展消防检查，结果每月公开。", "检查率95%以上"), ("3", "规建办", "李明", "完成危房排查。", "无较大事故", "迎接督查")]
    lines = [*heads, *(cell for row in rows for cell in row), "注：备注栏空白的，按日常工作管理。", "某镇党政办公室", "2019年3月6日印发"]
    found = extraction(f"{TITLE}" + "\n\n".join(lines))
    assert [("".join(span.of(found.text) for span in task.spans), [unit.name for unit in task.assignments])
            for task in found.tasks] == [(row[3], [row[1]]) for row in rows]

def test_documents_beside_a_task_are_none_and_a_column_of_kinds_heads() -> None:
    """A cell a line, blank lines between; the last cell names documents over several lines."""
    rows = [("1", "规划类", "公布规划，做好解读。", "发改科", "《关于公开规划\n的实施意见》\n（甲府办发〔2024〕3号）"),
            ("2", "预算类", "公布预算，逐步细化。", "财务科", "《预算法》\n《关于开展预算\n公开的函》（甲财〔2024〕6号）"),
            ("3", "审批类", "公布审批事项和结果。", "法规科", "《指引（试行）》")]
    cells = ["序号", "任务类型", "重点内容", "责任单位", "参考文件", *(cell for row in rows for cell in row)]
    found = extraction(TITLE + "\n" + "\n\n".join(cells))
    assert [(task.label, task.headings, task.text(found.text), [unit.name for unit in task.assignments])
            for task in found.tasks] == [(row[0], (row[1],), row[2], [row[3]]) for row in rows]
    assert len(found.citations) == 4


def test_columns_of_a_body_s_own_offices_have_roles_in_rows_that_lost_their_first_cells() -> None:
    found = extraction(TITLE + "序号\t工作事项\t主要内容\t牵头单位\t配合单位\t市卫健委内牵头处室\t市卫健委内配合处室\n"
                       "1\t扩大来源。\t增加医生的人数，提高服务能力。\t各区政府\t市卫健委\t基层处\t医政处\n"
                       "推动人才下沉，保障用人需求。\t各区政府\t市卫健委、市人社局\t人事处\t基层处\n")
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks] == [
        [("各区政府", "lead"), ("市卫健委", "support"), ("基层处", "lead"), ("医政处", "support")],
        [("各区政府", "lead"), ("市卫健委", "support"), ("市人社局", "support"), ("人事处", "lead"), ("基层处", "support")]]
