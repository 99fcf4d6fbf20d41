"""Task tables that kept their borders, in every way of keeping them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from readings import extraction, facts

from kg import tables
from kg.extract.tables import borders, drawn, looks, names, records
from kg.extract.tables.heads import Column, Kind, column_of, columns_of, may_hold, misread_column
from kg.model.extraction import Role

TITLE = "某局2021年政务公开重点任务清单\n"
WANTED = [("1", "公开规划信息。", [("综合科", "responsible"), ("法规科", "responsible")]),
          ("2", "公开预算信息。", [("财务科", "responsible")]),
          ("3", "做好政策解读工作。", [("各科室", "responsible")])]

FORMS = [
    ("序号\t工作任务\t责任单位\n1\t公开规划信息。\t综合科、法规科\n2\t公开预算信息。\t财务科\n3\t做好政策解读工作。\t各科室",
     "tabs"),
    ("| 序号 | 工作任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 公开规划信息。 | 综合科、法规科 |\n"
     "| 2 | 公开预算信息。 | 财务科 |\n| 3 | 做好政策解读工作。 | 各科室 |", "pipes"),
    ("序号\n工作任务\n责任单位\n1\n公开规划信息。\n综合科、法规科\n2\n公开预算信息。\n财务科\n3\n做好政策解读工作。\n各科室",
     "a cell per line"),
    ("\t序号\n\t工作任务\n\t责任单位\n\n\t1\n\t公开规划信息。\n\t综合科\n\n法规科\n\n\t2\n\t公开预算信息。\n\t财务科\n\n"
     "\t3\n\t做好政策解读工作。\n\t各科室\n", "a cell per line, units on several"),
    ("工作任务\t责任单位\n1.公开规划信息。\t综合科、法规科\n2.公开预算信息。\t财务科\n3.做好政策解读工作。\t各科室",
     "numbers inside the text"),
    ("序号：1\n工作任务：公开规划信息。\n责任单位：综合科、法规科\n序号：2\n工作任务：公开预算信息。\n责任单位：财务科\n"
     "序号：3\n工作任务：做好政策解读工作。\n责任单位：各科室", "records"),
    ("<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr><tr><td>1</td><td>公开规划信息。</td>"
     "<td>综合科、法规科</td></tr><tr><td>2</td><td>公开预算信息。</td><td>财务科</td></tr>"
     "<tr><td>3</td><td>做好政策解读工作。</td><td>各科室</td></tr></table>", "left-over tags"),
]


@pytest.mark.parametrize(("text", "form"), FORMS, ids=[form for _, form in FORMS])
def test_forms_of_one_table(text: str, form: str) -> None:
    assert facts(extraction(TITLE + text)) == WANTED, form


def test_column_heads_give_roles_and_times() -> None:
    found = extraction(f"{TITLE}序号\t重点任务\t牵头单位\t配合单位\t完成时限\n1\t公开规划信息。\t综合科\t法规科、各科室\t6月底前\n"
                       "2\t公开预算信息。\t财务科\t\t持续推进")
    first, second = found.tasks
    assert [(unit.name, unit.role) for unit in first.assignments] == [
        ("综合科", Role.LEAD), ("法规科", Role.SUPPORT), ("各科室", Role.SUPPORT)]
    assert [time.value for time in first.times] == ["2021-06-30"]
    assert [(unit.name, unit.role) for unit in second.assignments] == [("财务科", Role.LEAD)]
    assert [time.value for time in second.times] == ["continuous"]


@pytest.mark.parametrize("limit", ["上级出台文件后2个月完成", "与机构改革同步", "成熟一批，公布一批"])
def test_numbered_rows_with_a_cell_for_each_column_tell_the_cells(limit: str) -> None:
    """Whatever those look like: no limit of the list, a name that ends like no unit's."""
    rows = ["1\n公开规划信息\n综合科、四季青\n6月底前", f"2\n公开预算信息\n财务科\n{limit}", "3\n办事指南\n便民服务点\n年底前"]
    found = extraction(f"{TITLE}序号\n工作任务\n责任单位\n完成时限\n" + "\n".join(rows))
    assert facts(found) == [
        ("1", "公开规划信息", [("综合科", "responsible"), ("四季青", "responsible")]),
        ("2", "公开预算信息", [("财务科", "responsible")]), ("3", "办事指南", [("便民服务点", "responsible")])]


def test_heads_that_line_ends_part_are_whole_and_columns_that_no_row_fills_are_none() -> None:
    rows = ["1\n公开规划信息\n综合科\n12个街道\n6月底前", "2\n公开预算信息\n财务科\n各科室\n年底前", "3\n公开办事指南\n法规科\n综合科\n全年"]
    found = extraction(f"{TITLE}序号\n类别\n工作任务\n牵头\n部门\n责任部门\n完成\n时间\n" + "\n".join(rows))
    assert facts(found) == [
        ("1", "公开规划信息", [("综合科", "lead"), ("12个街道", "responsible")]),
        ("2", "公开预算信息", [("财务科", "lead"), ("各科室", "responsible")]),
        ("3", "公开办事指南", [("法规科", "lead"), ("综合科", "responsible")])]
    assert [task.times[0].value for task in found.tasks] == ["2021-06-30", "2021-12-31", "continuous"]


def test_points_beside_tasks_are_no_row_numbers() -> None:
    rows = ["重点公开（40分）\n1\n公开规划信息。\n10\n综合科\n每月", "2\n公开预算信息。\n8\n财务科（牵头）\n各科室（配合）\n9月底前",
            "3\n做好政策解读工作。\n8\n法规科\n按季度", "平台建设(20分)\n4\n整改网站错链。\n12\n办公室\n持续推进"]
    found = extraction("某局2021年政务公开考核指标\n一级指标\n序号\n考核内容\n分值\n责任单位\n完成时限\n" + "\n".join(rows) + "\n")
    assert facts(found) == [
        ("1", "公开规划信息。", [("综合科", "responsible")]), ("2", "公开预算信息。", [("财务科", "lead"), ("各科室", "support")]),
        ("3", "做好政策解读工作。", [("法规科", "responsible")]), ("4", "整改网站错链。", [("办公室", "responsible")])]


def test_merged_cells_head_their_rows() -> None:
    found = extraction(f"{TITLE}工作任务\t具体要求\t责任单位\n一、做好公开。\t1.公开规划信息。\t综合科\n"
                       "\t2.公开预算信息。\t财务科\n二、做好解读。\t3.解读重要政策。\t法规科")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("一、做好公开。",)), ("2", ("一、做好公开。",)), ("3", ("二、做好解读。",))]


def test_a_task_and_its_content_are_one_requirement() -> None:
    found = extraction(f"{TITLE}序号\t改革举措\t主要内容\t指导部门\n\n一、产权保护（共2项）\n\n1\t专利保险机制\t开发保险产品。\t知识产权局\n\n"
                       "2\t调查官制度\t引入技术调查官。\t高级人民法院、知识产权局")
    assert [task.text(found.text) for task in found.tasks] == ["专利保险机制\t开发保险产品。", "调查官制度\t引入技术调查官。"]
    assert {task.headings for task in found.tasks} == {("一、产权保护（共2项）",)}


def test_a_head_over_two_columns_is_that_of_headings_in_both() -> None:
    found = extraction(f"{TITLE}工作类别\t\t具体任务\t责任单位\n一、公开\t（一）规划\t1.公开规划文本。\t办公室\n\t\t2.公开规划图件。\t财务科\n"
                       "\t（二）预算\t3.公开预算报表。\t财务科\n\t\t4.公开决算报表。\t财务科")
    assert [task.headings for task in found.tasks] == [
        ("一、公开", "（一）规划"), ("一、公开", "（一）规划"), ("一、公开", "（二）预算"), ("一、公开", "（二）预算")]


def test_items_of_sentences_end_a_table_though_borders_stand_in_the_foot_of_the_page() -> None:
    found = extraction(f"{TITLE}序号\t工作任务\t责任单位\n1\t公开规划\t办公室\n2\t公开预算\t财务科\n工作要求\n（一）加强领导。各单位要定期研究公开工作。\n"
                       "（二）加强督查。办公室要每季度通报进展。\n某局主办\t某中心承办\t联系我们")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ()), ("2", ()), ("(一)", ("工作要求",)), ("(二)", ("工作要求",))], "the title of their chapter needs no number"


def test_a_row_over_a_page_end_is_one_task() -> None:
    found = extraction(f"{TITLE}工作任务\t具体要求\t责任单位\n一、回应\t1.认真办理各类留言，以解决问题的具体举\t办公室\n\n"
                       "\t措实质性回应社会关切。\t\n\t2.做好舆情回应工作。\t办公室")
    assert [[span.of(found.text) for span in task.spans] for task in found.tasks] == [
        ["认真办理各类留言，以解决问题的具体举", "措实质性回应社会关切。"], ["做好舆情回应工作。"]]


def test_rows_that_pages_cut_under_a_running_foot_are_whole_again() -> None:
    """The second half stands below the heads once more, its row number and lead left empty."""
    heads = "序号\t工作任务\t牵头单位\t责任单位"
    rows = ["1\t公开预算。\t财务科\t办公室", "2\t公开惠企政策，编制\t综合科\t法规科、", "3\t公开决算。\t财务科\t办公室"]
    found = extraction(f"{TITLE}{heads}\n{rows[0]}\n{rows[1]}\n\n某县人民政府\t第 1 页 共 2 页\n\n{heads}\n\t办事指南。\t\t信息中心\n{rows[2]}")
    assert [([span.of(found.text) for span in task.spans], [unit.name for unit in task.assignments])
            for task in found.tasks] == [
        (["公开预算。"], ["财务科", "办公室"]), (["公开惠企政策，编制", "办事指南。"], ["综合科", "法规科", "信息中心"]),
        (["公开决算。"], ["财务科", "办公室"])]


def test_a_row_that_lost_its_first_cell_is_put_right() -> None:
    """A spanning cell left out shifts the others; what they look like puts them back."""
    found = extraction(f"{TITLE}工作任务 | 具体要求 | 责任部门 |\n一、公开。 | 1.公开预算信息。 | 财务科 |\n"
                       "2.公开决算信息。 | 办公室 | |\n二、解读。 | 3.解读政策信息。 | 各科室 |\n4.回应公众关切。 | 办公室 | |")
    assert [(task.label, task.headings, task.assignments[0].name) for task in found.tasks] == [
        ("1", ("一、公开。",), "财务科"), ("2", ("一、公开。",), "办公室"),
        ("3", ("二、解读。",), "各科室"), ("4", ("二、解读。",), "办公室")]


def test_names_tell_which_column_a_lone_list_fills() -> None:
    """Empty cells vanish where a cell is a line; other rows tell whose column it is."""
    rows = "".join(f"{number}.公开第{number}类信息。\n区经济局\n区直各单位\n" for number in range(1, 4))
    found = extraction(f"{TITLE}工作任务\n牵头单位\n责任单位\n{rows}4.做好解读工作。\n区直各单位\n5.做好回应工作。\n区经济局")
    assert [[(unit.name, unit.role) for unit in task.assignments] for task in found.tasks[3:]] == [
        [("区直各单位", Role.RESPONSIBLE)], [("区经济局", Role.LEAD)]]


@pytest.mark.parametrize("stroke", ["无", "/", "——"])
def test_a_stroke_in_a_cell_of_its_own_keeps_the_place(stroke: str) -> None:
    """What the other rows name in the second column stands in the first one here."""
    rows = [("公开规划。", "市财政局", "市商务局"), ("公开预算。", "市教育局", "市商务局"), ("公开招商信息。", "市商务局", stroke),
            ("公开外贸信息。", stroke, "市商务局")]
    cells = "\n".join(f"{number}\n{text}\n{lead}\n{support}\n6月底前" for number, (text, lead, support) in enumerate(rows, 1))
    found = facts(extraction(f"任务分工表\n序号\n工作任务\n牵头单位\n配合单位\n完成时限\n{cells}"))
    assert [units for _, _, units in found[1:]] == [
        [("市教育局", "lead"), ("市商务局", "support")], [("市商务局", "lead")], [("市商务局", "support")]]


LISTS = "工商联、妇联、共青团"
ODD_FORMS: list[tuple[str, list[tuple[str | None, str, list[tuple[str, str]]]], str]] = [
    ("工作任务\t责任单位\n一、公开\t\n（一）公开规划。\t综合科\n（二）公开预算。\t财务科",
     [("(一)", "公开规划。", [("综合科", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "labels in brackets"),
    ("工作任务\t责任单位\n①公开规划。\t综合科\n②公开预算。\t财务科",
     [("①", "公开规划。", [("综合科", "responsible")]), ("②", "公开预算。", [("财务科", "responsible")])],
     "labels in circles"),
    (f"工作任务\t牵头单位\t责任单位\n1.公开规划。\t综合科\t各科室\n2.公开互助。\t\t{LISTS}",
     [("1", "公开规划。", [("综合科", "lead"), ("各科室", "responsible")]),
      ("2", "公开互助。", [("工商联", "responsible"), ("妇联", "responsible"), ("共青团", "responsible")])],
     "the column says that words are units"),
    (f"工作任务\n责任单位\n（一）公开规划。\n{LISTS}\n（二）公开预算。\n财务科",
     [("(一)", "公开规划。", [("工商联", "responsible"), ("妇联", "responsible"), ("共青团", "responsible")]),
      ("(二)", "公开预算。", [("财务科", "responsible")])], "short numbered cells that units follow are tasks"),
    ("工作任务\n牵头单位\n责任单位\n1.公开规划。\n综合科\n各科室\n2.公开预算。\n\n财务科",
     [("1", "公开规划。", [("综合科", "lead"), ("各科室", "responsible")]),
      ("2", "公开预算。", [("财务科", "responsible")])], "a blank line is an empty cell"),
    ("序号\t工作任务\t责任单位\n1\t公开规划。\t牵头单位：综合科；配合单位：各科室",
     [("1", "公开规划。", [("综合科", "lead"), ("各科室", "support")])], "keys inside a cell"),
    ("序号\t工作任务\t牵头单位\t配合单位\n1\t加强规划公开。\n及时公开规划信息。\t综合科\t各科室\n2\t公开预算。\t财务科\t各科室",
     [("1", "加强规划公开。\n及时公开规划信息。", [("综合科", "lead"), ("各科室", "support")]),
      ("2", "公开预算。", [("财务科", "lead"), ("各科室", "support")])], "a line end inside a cell"),
    ("序号\n\n实事项目\n\n责任单位\n\n完成时限\n\n1\n\n改造水厂。\n\n水利局\n\n财政局\n\n10月底前\n\n2\n\n新建菜市场2处。\n\n"
     "商务局\n\n8月投入使用\n\n修缮图书馆。\n\n11月底前",
     [("1", "改造水厂。", [("水利局", "responsible"), ("财政局", "responsible")]),
      ("2", "新建菜市场2处。", [("商务局", "responsible")]), ("2", "修缮图书馆。", [("商务局", "responsible")])],
     "blank lines everywhere, places that end tasks, a number and a unit for two tasks"),
    ("序号\n\n具体要求\n\n牵头单位\n\n配合单位\n\n1\n\n公开规划。\n\n综合科\n\n监测科\n法规科\n财务科\n\n2\n\n公开预算。\n\n财务科\n\n综合科",
     [("1", "公开规划。", [("综合科", "lead"), ("监测科", "support"), ("法规科", "support"), ("财务科", "support")]),
      ("2", "公开预算。", [("财务科", "lead"), ("综合科", "support")])], "blank lines between cells, one of several lines"),
    ("序号\t任务\t责任单位\t完成时限\n1\t清查平台。\t省网信办\n各市（州）人民政府\n某安新区管委会\t6月底前\n2\t整合热线。\t省网信办\t6月底前",
     [("1", "清查平台。", [("省网信办", "responsible"), ("各市(州)人民政府", "responsible"), ("某安新区管委会", "responsible")]),
      ("2", "整合热线。", [("省网信办", "responsible")])], "a whole name that holds a bracket, another below it"),
    ("责任单位\n公开内容\n公开时限\n财政局\n部门预算\n批复后20日内\n安监局\n事故调查报告\n结案后7个工作日内",
     [(None, "部门预算", [("财政局", "responsible")]), (None, "事故调查报告", [("安监局", "responsible")])],
     "units first, limits that begin with an event"),
    ("序号 |\n存在问题 |\n整改措施 |\n牵头单位 |\n责任单位 |\n整改时限 |\n1 |\n解读形式单一 |\n逐件补发图解 |\n政府办 |\n"
     "大数据局\n司法局 |\n立行立改并长期坚持 |\n2 |\n机构信息缺失 |\n补全办公地址 |\n编办 |\n各乡镇 |\n10月底前 |",
     [("1", "逐件补发图解", [("政府办", "lead"), ("大数据局", "responsible"), ("司法局", "responsible")]),
      ("2", "补全办公地址", [("编办", "lead"), ("各乡镇", "responsible")])],
     "a ledger: problems set no task, a cell of two lines before its bar"),
    ("序号 |\n发布主题 |\n发布单位 |\n发布时间 |\n1 |\n公布年度报告 |\n审计局 |\n12月 |",
     [("1", "公布年度报告", [("审计局", "responsible")])], "a bar behind each cell"),
    ("序号\n目   标   与   任   务\n牵头责任单位\n责任单位\n      1        \n修缮老旧校舍。\n市教育局\n各县区政府、管委会\n",
     [("1", "修缮老旧校舍。", [("市教育局", "lead"), ("各县区政府", "responsible"), ("管委会", "responsible")])],
     "an unknown head of known words, spaced"),
    ("序号\n工作任务\n目标值\n责任单位\n1\n修缮老旧校舍。\n10所学校\n市教育局\n",
     [("1", "修缮老旧校舍。", [("市教育局", "responsible")])], "an unknown head between known ones"),
    ("序号 |\n主题 |\n发布单位 |\n拟公开月 |\n1 |\n春季招聘情况 |\n县人社局 |\n2021年5月 |\n",
     [("1", "春季招聘情况", [("县人社局", "responsible")])], "a column of months"),
    ("序号\t工作任务\t责任单位\n一\t公开规划。\t综合科\n二\t公开预算。\t财务科\n",
     [("一", "公开规划。", [("综合科", "responsible")]), ("二", "公开预算。", [("财务科", "responsible")])],
     "row numbers in words"),
    ("<table>\n<tr>\n<td>序号</td>\n<td>工作任务</td>\n<td>牵头单位</td>\n<td>责任单位</td>\n</tr>\n<tr>\n<td>1</td>\n"
     "<td>\n公开规划。\n</td>\n<td></td>\n<td>综合科</td>\n</tr>\n</table>\n",
     [("1", "公开规划。", [("综合科", "responsible")])], "tags with a line each, one cell empty"),
    ("序号\t工作任务\t牵头单位\t责任单位\n1\t公开规划。\t/\t综合科\n2\t公开预算。\t财务科\t——\n",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "lead")])], "strokes in empty cells"),
    ("序号\t工作任务\t责任单位\n1\t公开规划。\t综合科\n2\t公开预算。\t财务科\n联系人：王老师\t电话：64212×××\t\n",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "whom to call, below the last row"),
    ("工作任务,责任单位\n公开规划和计划,综合科\n- 1 -\n公开预算,财务科\n",
     [(None, "公开规划和计划", [("综合科", "responsible")]), (None, "公开预算", [("财务科", "responsible")])],
     "a page number between comma-separated rows"),
    ("工作任务 | 责任单位\n公开规划和计划 | 综合科、法规科、财务科\n第 1 页 共 2 页\n公开预算 | 财务科\n公开决算 | 财务科\n",
     [(None, "公开规划和计划", [("综合科", "responsible"), ("法规科", "responsible"), ("财务科", "responsible")]),
      (None, "公开预算", [("财务科", "responsible")]), (None, "公开决算", [("财务科", "responsible")])],
     "a page number between rows with bars"),
    ("工作任务    责任单位\n公开规划和计划    综合科、法规科\n— 1 —\n公开预算    财务科\n公开决算    财务科\n",
     [(None, "公开规划和计划", [("综合科", "responsible"), ("法规科", "responsible")]),
      (None, "公开预算", [("财务科", "responsible")]), (None, "公开决算", [("财务科", "responsible")])],
     "a page number between rows with gaps"),
    ("序号 |\n工作任务 |\n责任单位 |\n1 |\n公开规划。 |\n综合科 |\n— 1 —\n重点任务清单\n序号 |\n工作任务 |\n责任单位 |\n"
     "2 |\n公开预算。 |\n财务科 |\n",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "title and heads again on the next page, a bar behind each cell"),
    ("序号\n工作任务\n责任单位\n1\n公开规划。\n综合科\n2\n公开预算。\n财务科\n某市某区教育局\n2021年6月1日\n（此件公开发布）\n",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "who signs below the cells is no unit of the last row"),
    ("序号\t工作任务\t完成时限\n1\t公开规划。（责任单位：综合科、法规科）\t年底前\n2\t公开预算。（财务科牵头，综合科配合）\t6月底前\n",
     [("1", "公开规划。", [("综合科", "responsible"), ("法规科", "responsible")]),
      ("2", "公开预算。", [("财务科", "lead"), ("综合科", "support")])], "brackets close the requirements, no column of units"),
    ("任务一：公开规划文本和图件。（责任单位：综合科）\n完成时间：年底前\n任务二：公开预算和决算。\n牵头单位：财务科\n完成时间：6月底前\n",
     [("任务一", "公开规划文本和图件。", [("综合科", "responsible")]), ("任务二", "公开预算和决算。", [("财务科", "lead")])],
     "… in records, beside others with a key"),
    ("工作任务    牵头单位    责任单位\n加强规划公开\n1.对各类规划进行全面清理，并向社会公布现行有效的规划目录，便于查阅，每年更新，接受各方监督，听取意见建议，改进工作，提高质量。    /    综合科\n"
     "加强预算公开\n2.公开预算。    /    财务科\n加强决算公开\n3.公开决算。    /    财务科\n",
     [("1", "对各类规划进行全面清理，并向社会公布现行有效的规划目录，便于查阅，每年更新，接受各方监督，听取意见建议，改进工作，提高质量。", [("综合科", "responsible")]),
      ("2", "公开预算。", [("财务科", "responsible")]), ("3", "公开决算。", [("财务科", "responsible")])],
     "words alone above each numbered row are titles"),
    ("工作任务\t牵头单位\t责任单位\n扩大公开规模\t\t\n公开各类规划和计划，便于群众查阅\t\t综合科\n拓宽公开渠道\t\t\n公开预算和决算，便于群众监督\t\t财务科\n",
     [(None, "公开各类规划和计划，便于群众查阅", [("综合科", "responsible")]),
      (None, "公开预算和决算，便于群众监督", [("财务科", "responsible")])],
     "a title without a stop is no row that the next page goes on with"),
]


@pytest.mark.parametrize(("text", "expected", "why"), ODD_FORMS, ids=[form[2] for form in ODD_FORMS])
def test_odd_forms(text: str, expected: list[tuple[str | None, str, list[tuple[str, str]]]], why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


def test_limits_that_units_share_a_cell_with_are_limits() -> None:
    rows = "工作任务\t责任单位\n公开规划。\t综合科牵头，法规科配合，6月底前完成\n公开预算。\t财务科，9月底前\n"
    found = extraction(TITLE + rows).tasks
    assert [[unit.name for unit in task.assignments] for task in found] == [["综合科", "法规科"], ["财务科"]]
    assert [[time.text for time in task.times] for task in found] == [["6月底前"], ["9月底前"]]


def test_a_limit_in_the_first_column_is_that_of_the_rows_below_it_too() -> None:
    rows = "完成时限\t序号\t工作任务\t责任科室\n6月底前\t1\t公开规划。\t综合科\n\t2\t公开预算。\t财务科\n每月\t3\t公开数据。\t统计科\n"
    limits = [[time.text for time in task.times] for task in extraction(TITLE + rows).tasks]
    assert limits == [["6月底前"], ["6月底前"], ["每月"]]


def test_lists_in_the_cells_of_rows_without_numbers_may_have_a_line_each() -> None:
    rows = "任务类别\t任务内容\t责任科室\t时限\n规划\t1、公开规划；\n2、公开计划。\t综合科\t6月底前\n\t公开预算。\t财务科\t每月\n"
    found = extraction(TITLE + rows)
    assert [(task.label, task.text(found.text), task.headings, [unit.name for unit in task.assignments])
            for task in found.tasks] == [
        (None, "1、公开规划；\n2、公开计划。", ("规划",), ["综合科"]), (None, "公开预算。", ("规划",), ["财务科"])]


def test_two_headings_in_one_merged_cell() -> None:
    found = extraction(f"{TITLE}工作任务\t具体要求\t责任单位\n一、深化改革（一）推进公开\t1.公开规划信息。\t综合科\n"
                       "（二）推进解读\t2.解读重要政策。\t法规科")
    assert [task.headings for task in found.tasks] == [("一、深化改革", "（一）推进公开"), ("一、深化改革", "（二）推进解读")]


HEADS = [("牵头部门（单位）", Column(Kind.UNITS, Role.LEAD)), ("配合/责任单位", Column(Kind.UNITS, Role.SUPPORT)),
         ("责任科室", Column(Kind.UNITS)), ("工 作 任 务", Column(Kind.TEXT)), ("完成时限", Column(Kind.TIME)),
         ("序号", Column(Kind.NUMBER)), ("序", Column(Kind.NUMBER)), ("备注", Column(Kind.OTHER, remark=True)), ("加强公开", None),
         ("拟公开月份", Column(Kind.TIME)), ("推进计划", Column(Kind.TIME)), ("经办科室", Column(Kind.UNITS)),
         ("谁牵头", Column(Kind.UNITS, Role.LEAD)), ("何时完成", Column(Kind.TIME)), ("年度重点任务", Column(Kind.TEXT)), ("工作任务责任单位", None)]


@pytest.mark.parametrize(("head", "column"), HEADS, ids=[head for head, _ in HEADS])
def test_heads(head: str, column: Column | None) -> None:
    assert column_of(head.replace("（", "(").replace("）", ")")) == column


@pytest.mark.parametrize("heads", ["何时完成\t序\t做什么\t谁牵头", "何时完成\n序\n做什么\n谁牵头"])
@pytest.mark.parametrize("always", ["常年坚持", "长年", "持续落实", "日常工作"])
def test_rows_that_never_end_below_short_heads(heads: str, always: str) -> None:
    rows = [(always, "1", "公开规划信息。", "综合科"), ("6月底前", "2", "公开预算信息。", "财务科")]
    border = "\t" if "\t" in heads else "\n"
    found = extraction(TITLE + heads + "".join("\n" + border.join(row) for row in rows))
    assert facts(found) == [("1", "公开规划信息。", [("综合科", "lead")]), ("2", "公开预算信息。", [("财务科", "lead")])]
    assert [[time.value for time in task.times] for task in found.tasks] == [["continuous"], ["2021-06-30"]]


@pytest.mark.parametrize("first", ["", "规划公开\n"], ids=["alone", "below a theme"])
@pytest.mark.parametrize("marks", ["①②③", ("1）", "2）", "3）")], ids=["circles", "brackets"])
def test_what_is_counted_within_a_cell_is_no_row(marks: Sequence[str], first: str) -> None:
    inner = f"{marks[0]}公示草案；\n{marks[1]}邀请群众旁听；\n{marks[2]}三日内公布。"
    heads = "工作事项\n主要举措" if first else "主要举措"
    rows = f"1\n{first}{inner}\n综合科牵头，法规科配合\n6月底前\n2\n{first}{inner}\n财务科\n年底前\n"
    found = extraction(f"{TITLE}序号\n{heads}\n责任单位\n完成时限\n{rows}")
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ["综合科", "法规科"]), ("2", ["财务科"])]
    assert all(task.text(found.text).endswith("三日内公布。") for task in found.tasks)


def test_other_tables_are_no_task_tables() -> None:
    assert columns_of(["姓名", "职务", "电话"]) is None
    assert columns_of(["任务"]) is None


@pytest.mark.parametrize(("kind", "shape", "least"), [(Kind.TEXT, "task_head", 200), (Kind.UNITS, "unit_head", 100)])
def test_no_head_is_ruled_out_early_not_even_misread(kind: Kind, shape: str, least: int) -> None:
    known = [row["head"] for row in tables.rows("table_heads") if row["kind"] == kind.value]
    assert all(may_hold(head, kind) for head in (*known, *tables.patterns("table_patterns")[shape].examples))
    misread = [f"{head[:at]}囗{head[at + 1:]}" for head in known for at in range(len(head))]
    assert all(may_hold(word, kind) for word in filter(misread_column, misread))
    assert sum(misread_column(word) is not None for word in misread) > least


@pytest.mark.parametrize("name", ["number_cell", "cell_label", "heading_cell", "dated_cell", "counted_cell"])
def test_what_counts_or_dates_a_cell_is_told_by_its_first_character(name: str) -> None:
    assert all(map(looks._COUNTING.match, tables.patterns("table_patterns")[name].examples))


def test_lines_that_rule_rows_and_cells_without_a_word_are_told_early() -> None:
    rules = tables.patterns("table_patterns")
    assert all(example[0] in drawn._RULING for example in rules["ruling_line"].examples)
    assert all(len(example) <= borders._LONGEST_STROKE for example in rules["stroke_cell"].examples)
    assert all(example[0] in records._BRACKETS for example in rules["record_mark"].examples)
    longest = "责" * 16 + " :"
    assert len(longest) == records._LONGEST_KEY and rules["record_key"].regex.fullmatch(longest)
    assert rules["record_key"].regex.match("责" + longest) is None


def test_what_numbers_a_record_and_what_ends_an_act_is_told_by_one_character() -> None:
    rules = tables.patterns("table_patterns")
    assert all(example[0] in records._OPENING for example in rules["numbered_record"].examples)
    acts = [match[0] for example in rules["closing_act"].examples for match in rules["closing_act"].regex.finditer(example)]
    assert acts and all(act[-1] in names._ACTS_END for act in acts)


def _read(body: str) -> list[tuple[str | None, list[str]]]:
    return [(task.label, [unit.name for unit in task.assignments]) for task in extraction(TITLE + body).tasks]


LEADING = [("1", "公开规划。", [("综合科", "lead"), ("法规科", "responsible")]), ("2", "公开预算。", [("法规科", "responsible")])]
DIVIDED = [
    ("序号\t工作任务\t责任单位\t\n\t\t牵头单位\t责任单位\n1\t公开规划。\t综合科\t法规科\n2\t公开预算。\t\t法规科\n", "tabs"),
    ("<table><tr><td>序号</td><td>工作任务</td><td>责任单位</td></tr><tr><td>牵头单位</td><td>责任单位</td></tr>"
     "<tr><td>1</td><td>公开规划。</td><td>综合科</td><td>法规科</td></tr>"
     "<tr><td>2</td><td>公开预算。</td><td></td><td>法规科</td></tr></table>", "tags"),
    ("序号 |\n工作任务 |\n责任单位 |\n|\n|\n|\n牵头单位 |\n责任单位 |\n1 |\n公开规划。 |\n综合科 |\n法规科 |\n"
     "2 |\n公开预算。 |\n|\n法规科 |\n", "a bar behind each cell"),
    ("序号\n工作任务\n责任单位\n牵头单位\n责任单位\n1\n公开规划。\n综合科\n法规科\n2\n公开预算。\n法规科\n", "a cell per line"),
    ("┌──┬─────┬──────┐\n│序号│工作任务  │  责任单位  │\n│    │          ├───┬───┤\n│    │          │牵头单位│责任单位│\n"
     "├──┼─────┼───┼───┤\n│1   │公开规划。│综合科│法规科│\n├──┼─────┼───┼───┤\n│2   │公开预算。│      │法规科│\n"
     "└──┴─────┴───┴───┘\n", "drawn"),
    ("序号   工作任务     责任单位\n                    牵头单位   责任单位\n1      公开规划。   综合科     法规科\n"
     "2      公开预算。              法规科\n", "spaces"),
]


@pytest.mark.parametrize(("text", "form"), DIVIDED, ids=[form for _, form in DIVIDED])
def test_a_second_row_of_heads_divides_the_units(text: str, form: str) -> None:
    assert facts(extraction(TITLE + text)) == LEADING, form


ENDINGS = [
    ("序号 |\n工作任务 |\n责任单位 |\n1 |\n公开规划信息。 |\n各县区政府,各乡镇政府、街道办事处 |\n2 |\n公开预算信息。 |\n财务科 |",
     [("1", ["各县区政府", "各乡镇政府", "街道办事处"]), ("2", ["财务科"])],
     "a noun that is no name alone is one behind the names of its kind"),
    ("序号 |\n工作任务 |\n责任单位 |\n1 |\n公开规划信息。 |\n市直12个试点领域主管部门 |\n2 |\n公开预算信息。 |\n财务科 |",
     [("1", ["市直12个试点领域主管部门"]), ("2", ["财务科"])], "units of a level may be counted"),
    ("工作任务 | 具体要求 | 责任科室 |\n一、做好公开 | 1.公开规划信息。 | 局规划科 |\n2.公开预算信息。 | 局财务科 | |\n"
     "3.公开疫情信息。 | 局宣传组 | |\n4.公开决算信息。 | 局财务科 | |",
     [("1", ["局规划科"]), ("2", ["局财务科"]), ("3", ["局宣传组"]), ("4", ["局财务科"])],
     "a group of the bureau itself is a unit: its row is no heading"),
]


@pytest.mark.parametrize(("body", "wanted", "reason"), ENDINGS, ids=[reason for *_, reason in ENDINGS])
def test_lists_that_endings_alone_do_not_tell(body: str, wanted: list[tuple[str, list[str]]], reason: str) -> None:
    assert _read(body) == wanted, reason


def test_cells_merged_with_those_above_are_those_of_each_row_below_one_heading() -> None:
    """The number begins each row; a row below another heading has no cell above to be merged with."""
    found = _read("工作任务 |\n牵头单位 |\n责任单位 |\n一、做好公开 | ||\n1.公开规划信息 |\n规划局 |\n市直各部门 |\n"
                  "2.公开预算信息 | ||\n3.公开决算信息 | ||\n二、做好解读 | ||\n4.解读采购信息 | ||\n"
                  "5.解读规划信息 |\n财政局 |\n市直各部门 |")
    merged = ["规划局", "市直各部门"]
    assert found == [("1", merged), ("2", merged), ("3", merged), ("4", []), ("5", ["财政局", "市直各部门"])]


THEMES = [
    ("序号\t重点任务\t具体举措\t责任科室\n1\t推进公开\t每月汇编政策\t综合科\n2\t抓好解读\t走进企业解读政策\t法规科",
     [("推进公开",), ("抓好解读",)], "particulars stand beside what they spell out"),
    ("| 序号 | 重点任务 | 具体举措 | 责任科室 |\n| --- | --- | --- | --- |\n| 1 | 推进公开 | 每月汇编政策 | 综合科 |\n"
     "| 2 | 抓好解读 | 走进企业解读政策 | 法规科 |", [("推进公开",), ("抓好解读",)], "the same in markdown"),
    ("序号\t重点任务\t具体举措\t责任科室\n1\t推进公开\t每月汇编政策\t综合科\n2\t做好政策解读工作\t\t法规科",
     [(), ()], "a row without particulars is set by its theme, which is no heading then"),
    ("序号\t重点任务\t具体举措\t责任科室\n一、政策公开\n1\t推进公开\t每月汇编政策\t综合科\n2\t抓好解读\t走进企业解读政策\t法规科",
     [("一、政策公开", "推进公开"), ("一、政策公开", "抓好解读")], "… below a chapter too"),
    ("序号\t重点领域\t具体举措\t责任科室\n一、政策公开\n1\t规划计划\t每月汇编政策\t综合科\n2\t重大决策\t走进企业解读政策\t法规科",
     [("一、政策公开", "规划计划"), ("一、政策公开", "重大决策")], "fields sort the tasks there too"),
    ("工作领域\t序号\t主要任务\t责任科室\n财政资金\t1\t每月汇编政策\t综合科\n\t2\t走进企业解读政策\t法规科",
     [("财政资金",), ("财政资金",)], "fields merged over rows"),
]


@pytest.mark.parametrize(("body", "wanted", "reason"), THEMES, ids=[reason for *_, reason in THEMES])
def test_themes_head_the_particulars_beside_them(body: str, wanted: list[tuple[str, ...]], reason: str) -> None:
    assert [task.headings for task in extraction(TITLE + body).tasks] == wanted, reason


def test_a_head_that_spans_columns_leaves_its_heads_out_at_the_end() -> None:
    found = extraction(f"{TITLE}工作任务 | 具体要求 | 责任单位 | 时限要求 | ||\n"
                       "一、做好公开。 | （一）公开市场信息。 | 1 | 公开有关市场主体的政策文件。 | 综合科 | 6月底前 |\n"
                       "2 | 开设帮扶政策专题，加大解读力度。 | 法规科 | 年底前 |")
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ("一、做好公开。", "（一）公开市场信息。"), ["综合科"]),
        ("2", ("一、做好公开。", "（一）公开市场信息。"), ["法规科"])]


def test_a_heading_that_lost_its_border_ends_the_one_in_its_own_column() -> None:
    found = extraction(f"{TITLE}工作要求 | 工作任务 | 具体要求 | 责任单位 |\n"
                       "一、做好公开 | （一）公开规划。 | 1.公开规划信息。 | 综合科 |\n（二）公开预算。 | 2.公开预算信息。 | 财务科 |")
    assert [task.headings for task in found.tasks] == [
        ("一、做好公开", "（一）公开规划。"), ("一、做好公开", "（二）公开预算。")]


@pytest.mark.parametrize(("heads", "bodies", "why"), [
    ("一级指标\t二级指标\t评价标准\t指标含义\t数据来源", ["公开规划。"], "how indicators are measured tells nobody to do anything"),
    ("序号\t工作任务\t评价标准\t责任单位\t完成时限", ["公开规划。", "公开覆盖率达到80%", "公开率达到90%"],
     "… unless a column of units stands beside it"),
])
def test_a_table_that_measures_sets_no_task(heads: str, bodies: list[str], why: str) -> None:
    text = (f"某市工作方案\n一、公开\n（一）公开规划。（甲局）\n附件1\n某市监测指标\n{heads}\n"
            "1\t公开覆盖率达到80%\t较上一年增加\t乙局\t6月底前\n2\t公开率达到90%\t较上一年增加\t乙局\t6月底前\n")
    assert [body for _, body, _ in facts(extraction(text))] == bodies, why
