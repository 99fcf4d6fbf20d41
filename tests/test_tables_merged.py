"""Merged cells: heads that span columns, cells that rows share, rows padded where cells are left out."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.model.extraction import Role

TITLE = "某市2021年政务公开工作任务分解表\n"
HEADS = "工作任务 |\n牵头单位 |\n责任单位 |\n"
FULL = "1.公开规划。 |\n市发改委 |\n市直各部门、各县区 |\n2.公开预算。 |\n市财政局 |\n市直各部门、各县区 |\n"

# What is printed, and of each task its label, its headings, its units with roles.
Row = tuple[str | None, tuple[str, ...], list[str]]
TABLES: list[tuple[str, list[Row], str]] = [
    (f"{HEADS}{FULL}3.公开决算。 | ||\n4.公开采购。 |\n各县区 | |\n",
     [("1", (), ["市发改委 lead", "市直各部门 responsible", "各县区 responsible"]),
      ("2", (), ["市财政局 lead", "市直各部门 responsible", "各县区 responsible"]),
      ("3", (), ["市财政局 lead", "市直各部门 responsible", "各县区 responsible"]),
      ("4", (), ["市财政局 lead", "各县区 responsible"])],
     "a lead merged downwards is left out, the row padded behind"),
    (f"{HEADS}{FULL}3.公开采购。 |\n各县区 | |\n",
     [("1", (), ["市发改委 lead", "市直各部门 responsible", "各县区 responsible"]),
      ("2", (), ["市财政局 lead", "市直各部门 responsible", "各县区 responsible"]),
      ("3", (), ["各县区 lead"])],
     "where nothing shows that merged cells are left out, an empty cell is empty"),
    ("工作任务\t具体要求\t责任单位\t备注\n公开信息\t公开规划\t公开各类规划及其解读\t发改委\t\n公开预算\t公开各部门预算\t财政局\t\n"
     "公开决算\t公开各部门决算\t财政局\t\n",
     [(None, ("公开信息", "公开规划"), ["发改委 responsible"]), (None, ("公开信息", "公开预算"), ["财政局 responsible"]),
      (None, ("公开信息", "公开决算"), ["财政局 responsible"])],
     "a head spans two columns, the outer one merged over rows"),
    ("领域\t工作任务\t牵头单位\t配合单位\t完成时限\n经济\t1.公开规划。\t市发改委\t市财政局\t6月底前\n〃\t2.公开预算。\t同上\t某采油厂\t〃\n",
     [("1", ("经济",), ["市发改委 lead", "市财政局 support"]), ("2", ("经济",), ["市发改委 lead", "某采油厂 support"])],
     "signs that say: as above"),
    ('<table><tr><td rowspan="2">序号</td><td rowspan="2">项目内容</td><td rowspan="2">投资</td><td colspan="2">责任</td>'
     '<td rowspan="2">进度要求</td></tr>\n<tr><td>业主单位</td><td>协助单位</td></tr>\n<tr><td colspan="6">一、新建</td></tr>\n'
     '<tr><td>1</td><td>公开规划。</td><td>68</td><td rowspan="2">市城投公司</td><td>水满乡人民政府</td><td>5月</td></tr>\n'
     '<tr><td>2</td><td>公开预算。</td><td>45</td><td>市财政局</td><td>9月20日前</td></tr></table>',
     [("1", ("一、新建",), ["市城投公司 responsible", "水满乡人民政府 support"]),
      ("2", ("一、新建",), ["市城投公司 responsible", "市财政局 support"])],
     "more heads reach down before one that spans columns than a tag has letters for"),
    ("<table><tr><th rowspan=2>领域</th><th rowspan='2'>工作任务</th><th colspan=2>责任单位</th><th rowspan=2>时限</th></tr>"
     "<tr><th>牵头单位</th><th>配合单位</th></tr><tr><td colspan=5>一、公开</td></tr>"
     "<tr><td rowspan=3>经济</td><td>1.公开规划。</td><td rowspan=2>市发改委</td><td>市财政局</td><td rowspan=3>6月底前</td></tr>"
     "<tr><td>2.公开预算。</td><td>市审计局</td></tr><tr><td>3.公开决算。</td><td>市财政局</td><td>某采油厂</td></tr></table>",
     [("1", ("一、公开", "经济"), ["市发改委 lead", "市财政局 support"]),
      ("2", ("一、公开", "经济"), ["市发改委 lead", "市审计局 support"]),
      ("3", ("一、公开", "经济"), ["市财政局 lead", "某采油厂 support"])],
     "cells that the tags of a saved page merge over rows"),
    ("重点任务 | 工作内容 | 负责科室 |\n政策解读 | 解读重要文件。 | 各科室 |\n政务服务 | 公开办理流程 | 综合科 |\n",
     [(None, ("政策解读",), ["各科室 responsible"]), (None, ("政务服务",), ["综合科 responsible"])],
     "a theme and what is to be done about it"),
    ("重点任务\t工作内容\t负责科室\n1.公开规划\t公开各类规划\t综合科\n2.公开预算\t公开各部门预算\t财务科\n",
     [("1", (), ["综合科 responsible"]), ("2", (), ["财务科 responsible"])],
     "a numbered task and its contents are one requirement"),
    ("工作任务\t具体要求\t牵头单位\t配合单位\n加强公开\t公开规划。\t发改委\t各部门\n公开预算。\t\t财政局\n公开决算。\t财政局\t\n",
     [(None, ("加强公开",), ["发改委 lead", "各部门 support"]), (None, ("加强公开",), ["财政局 support"]),
      (None, ("加强公开",), ["财政局 lead"])],
     "a row without its merged first cell keeps its empty ones"),
    ("工作任务\t牵头单位\t责任单位\n加强公开\t\t\n1.公开规划\t发改委\t各部门\n加强解读\t\t\n2.解读政策\t\t各部门\n",
     [("1", ("加强公开",), ["发改委 lead", "各部门 responsible"]), ("2", ("加强解读",), ["各部门 responsible"])],
     "words alone in the first row, and rows like it, head the others"),
    ("序号\t工作任务\t牵头单位\t责任单位\n1\t公开规划。\t发改委\t各部门\n2\t公开计划。\t\t\n3\t公开预算。\t财政局\t\n",
     [("1", (), ["发改委 lead", "各部门 responsible"]), ("2", (), ["发改委 lead", "各部门 responsible"]),
      ("3", (), ["财政局 lead"])], "all columns of units merged below a numbered row"),
    ("工作任务\n具体要求\n责任单位\n加强公开\n1.公开规划。\n发改委\n2.公开预算。\n财政局\n加强解读\n3.解读政策。\n办公室\n",
     [("1", ("加强公开",), ["发改委 responsible"]), ("2", ("加强公开",), ["财政局 responsible"]),
      ("3", ("加强解读",), ["办公室 responsible"])], "merged themes before numbered texts, a cell per line"),
    ("工作要求 | 一级要点 | 二级要点 | 责任科室 |\n一、打好基础 | （一）公开文件。 | 1.规范使用法规，统一参考库。 | 法规科牵头 |\n"
     "2.摸清文件底数，健全更新机制。 | 办公室牵头，各科室落实 | ||\n（二）推进标准化。 | 3.动态调整公开目录。 | 各科室 | |\n",
     [("1", ("一、打好基础", "（一）公开文件。"), ["法规科 lead"]),
      ("2", ("一、打好基础", "（一）公开文件。"), ["办公室 lead", "各科室 responsible"]),
      ("3", ("一、打好基础", "（二）推进标准化。"), ["各科室 responsible"])], "two columns of headings, each merged, rows padded"),
    ("工作任务\t责任单位\n加强公开\n公开规划。\t发改委\n公开计划。\t发改委\n公开预算。\t财政局\n加强解读\n解读政策。\t办公室\n",
     [(None, ("加强公开",), ["发改委 responsible"]), (None, ("加强公开",), ["发改委 responsible"]),
      (None, ("加强公开",), ["财政局 responsible"]), (None, ("加强解读",), ["办公室 responsible"])],
     "lines without borders head the rows below"),
    ("工作任务\t责任单位\n公开各类规划和\n计划。\t发改委\n公开部门预算和\n决算。\t财政局\n",
     [(None, (), ["发改委 responsible"]), (None, (), ["财政局 responsible"])],
     "where each heads one row, the row is broken"),
    ("工作任务\t责任单位\n\t发改委\n公开规划。\t\n公开计划。\t\n",
     [(None, (), ["发改委 responsible"]), (None, (), ["发改委 responsible"])], "units above the first task"),
    ("工作任务\n具体要求\n牵头单位\n配合单位\n加强规划公开\n主动公开各类规划。\n\n发改委\n加强预算公开\n主动公开部门预算。\n\n财政局\n"
     "主动公开部门决算。\n\n财政局\n",
     [(None, ("加强规划公开",), ["发改委 support"]), (None, ("加强预算公开",), ["财政局 support"]),
      (None, ("加强预算公开",), ["财政局 support"])], "a blank line is one empty cell, not the requirement"),
    ("工作任务 |\n工作要求 |\n时限要求 |\n牵头单位 |\n责任单位 | |\n一、公开 |\n（一）公开财政信息。 |\n公开预算和决算。 |\n每年度 |\n"
     "市财政局 |\n财务处 |\n",
     [(None, ("一、公开", "（一）公开财政信息。"), ["市财政局 lead", "财务处 responsible"])],
     "an empty head behind the last stands for a column that another spans"),
    ("类别\t序号\t重点工作\t责任单位\t配合单位\t时限\n法治\t1\t公布权责清单。\t编办、司法局\t各部门\t8月底\n\t2\t公开抽查结果。\t\t\t12月底\n"
     "\t3\t公示执法人员。\t\t\t\n财税\t4\t公开预算。\t财政局\t税务局\t9月底",
     [("1", ("法治",), ["编办 responsible", "司法局 responsible", "各部门 support"]),
      ("2", ("法治",), ["编办 responsible", "司法局 responsible", "各部门 support"]),
      ("3", ("法治",), ["编办 responsible", "司法局 responsible", "各部门 support"]),
      ("4", ("财税",), ["财政局 responsible", "税务局 support"])], "two columns of units merged over rows, one with a limit of its own"),
    ("重点任务 | 工作内容 | 责任单位 |\n一、改进热线 | （一）每日汇总来电。 | 各街道,区直各单位 |\n（二）按类别分办。 | ||\n"
     "二、改进网站 | （三）清理旧栏目。 | 各街道 |\n",
     [("(一)", ("一、改进热线",), ["各街道 responsible", "区直各单位 responsible"]),
      ("(二)", ("一、改进热线",), ["各街道 responsible", "区直各单位 responsible"]),
      ("(三)", ("二、改进网站",), ["各街道 responsible"])],
     "a row that is nothing but a task heads none where tasks count in its style"),
    ("任务内容　　承办科室（站所）　　完成时限\n【农业农村】\n补贴公示到组，留存备查　　农业农村办（牵头）、财政所（协办）　　6月底前\n"
     "分红方案张贴　　经济发展办（牵头）　　12月底前\n【社会事务】\n低保名单每月上墙　　社会事务办（牵头）、残联（协办）　　持续推进\n"
     "某镇人民政府\n2021年5月10日",
     [(None, ("农业农村",), ["农业农村办 lead", "财政所 support"]), (None, ("农业农村",), ["经济发展办 lead"]),
      (None, ("社会事务",), ["社会事务办 lead", "残联 support"])],
     "headings in brackets, full-width spaces between cells, a signature behind the rows"),
]


@pytest.mark.parametrize(("table", "expected", "why"), TABLES, ids=[case[2] for case in TABLES])
def test_merged_cells(table: str, expected: list[Row], why: str) -> None:
    found = [(task.label, task.headings, [f"{unit.name} {unit.role.value}" for unit in task.assignments])
             for task in extraction(TITLE + table).tasks]
    assert found == expected, why


@pytest.mark.parametrize(("cell", "names", "why"), [
    ("市发展和<br>改革局、市民政局", ["市发展和改革局", "市民政局"], "a name broken inside its cell is one"),
    ("市财政局<br>市民政局", ["市财政局", "市民政局"], "a line for each"),
    ("市工商联 市科协 市残联", ["市工商联", "市科协", "市残联"], "spaces part names that no word list knows")])
def test_breaks_in_lists_of_units(cell: str, names: list[str], why: str) -> None:
    found = extraction(f"{TITLE}| 序号 | 工作任务 | 责任单位 |\n| --- | --- | --- |\n| 1 | 公开规划。 | {cell} |\n"
                       "| 2 | 公开预算。 | 市财政局 |\n")
    assert [unit.name for unit in found.tasks[0].assignments] == names, why


@pytest.mark.parametrize("brackets", ["（）", "【】", "[]", "〔〕"])
def test_marks_behind_units_give_their_roles(brackets: str) -> None:
    first, last = brackets[0], brackets[1]
    found = extraction(f"{TITLE}工作任务\t责任单位\n公开规划\t市发改委{first}牵头{last}、市住建局{first}配合{last}\n"
                       f"公开预算\t市财政局{first}牵头{last}\n")
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks] == [
        [("市发改委", "lead"), ("市住建局", "support")], [("市财政局", "lead")]]


@pytest.mark.parametrize(("head", "cell", "times"), [
    ("备注", "11月底前完成", ["2021-11-30"]), ("备注", "已建立专栏", []), ("完成情况", "持续推进", [])])
def test_a_remark_that_says_only_when_is_a_limit(head: str, cell: str, times: list[str]) -> None:
    found = extraction(f"{TITLE}序号\t工作任务\t责任单位\t{head}\n1\t公开规划。\t发改委\t{cell}\n2\t公开预算。\t财政局\t\n")
    assert [[time.value for time in task.times] for task in found.tasks] == [times, []]


def test_chapters_whose_rows_are_lost_are_no_tasks() -> None:
    found = extraction(f"{TITLE}工作任务 |\n牵头单位 |\n责任单位 |\n一、公开规划 |\n||\n|\n二、公开预算 |\n||\n|\n")
    assert found.tasks == ()


BROKEN_ROWS = [("公开扬尘治理台账，明确责任人、联系方式和完成情况", "市生态环境局、市城管局"), ("更新全部工地名单", "市住建局"),
               ("清理财政资金制度，形成书面报告，接受社会监督", "各县区")]


@pytest.mark.parametrize("width", [4, 7, 12])
@pytest.mark.parametrize(("heads", "number"), [("序号\t工作任务\t责任单位", "{}\t"), ("工作任务\t责任单位", "{}.")],
                         ids=["row numbers", "items' numbers"])
def test_numbers_tell_what_line_ends_in_cells_parted(heads: str, number: str, width: int) -> None:
    """However many lines a cell has, and whatever its pieces look like."""
    rows = (number.format(at) + "\n".join(text[begin:begin + width] for begin in range(0, len(text), width)) + f"\t{units}"
            for at, (text, units) in enumerate(BROKEN_ROWS, 1))
    found = extraction(f"{TITLE}{heads}\n" + "\n".join(rows))
    assert [(task.label, "".join(task.text(found.text).split()), "、".join(unit.name for unit in task.assignments))
            for task in found.tasks] == [(str(at), text, units) for at, (text, units) in enumerate(BROKEN_ROWS, 1)]


@pytest.mark.parametrize("head", ["", "NO.", "№", "顺序号", "任务号"])
@pytest.mark.parametrize("border", ["\t", " | "], ids=["tabs", "bars"])
def test_row_numbers_tell_their_column_without_a_known_head(head: str, border: str) -> None:
    lines = [(head, "工作任务", "责任单位"), ("1", "公开规划", "市发改委"), ("2", "公开预算", "市财政局"), ("3", "更新名单", "市民政局")]
    ends = ("| ", " |") if border != "\t" else ("", "")
    found = extraction(TITLE + "\n".join(border.join(line).join(ends) for line in lines))
    assert [(task.label, task.text(found.text)) for task in found.tasks] == [line[:2] for line in lines[1:]]


def test_headings_in_brackets_are_no_rows_that_line_ends_broke() -> None:
    found = extraction(f"{TITLE}工作任务\t责任单位\n（一）公开规划类\n公开城市规划\t市发改委\n公开专项规划\t市住建局\n（二）公开预算类\n公开部门预算\t市财政局\n")
    assert [(task.label, task.headings, task.text(found.text)) for task in found.tasks] == [
        (None, ("（一）公开规划类",), "公开城市规划"), (None, ("（一）公开规划类",), "公开专项规划"),
        (None, ("（二）公开预算类",), "公开部门预算")]


@pytest.mark.parametrize(("rows", "units", "times", "why"), [
    ("1\t公开规划。\t办公室\t\t6月底前\n\t\t财务科\t\t\n\t\t法规科\t\t", ["办公室", "财务科", "法规科"], ["2021-06-30"], "a line for each unit"),
    ("1\t公开规划。\t办公室\t\t6月底前\n\t\t\t财务科\t12月底前", ["办公室", "财务科*"], ["2021-06-30", "2021-12-31"], "… another limit"),
    ("1\t公开规划。\t办公室\t\t6月底前\n\t\t牵头，财务科配合\t\t", ["办公室", "财务科*"], ["2021-06-30"], "… what the units do"),
])
def test_units_and_limits_on_further_lines_beside_merged_cells(rows: str, units: list[str], times: list[str], why: str) -> None:
    found = extraction(f"某局2021年政务公开任务分解表\n序号\t工作任务\t责任科室\t配合科室\t完成时限\n{rows}\n2\t公开预算。\t审计科\t\t9月底前\n")
    first, second = found.tasks
    assert [f"{unit.name}{'*' * (unit.role is Role.SUPPORT)}" for unit in first.assignments] == units, why
    assert [time.value for time in first.times] == times, why
    assert [unit.name for unit in second.assignments] == ["审计科"], why


@pytest.mark.parametrize(("cells", "why"), [
    (("1.公开规划。\n2.公开预算。\n3.公开决算。", "1.发改委\n2.财政局牵头，审计局参与\n3.财政局", "1.3月20日前\n3.每季度"), "a line for each number"),
    (("（1）公开规划；（2）公开预算；（3）公开决算。", "（1）发改委（2）财政局牵头，审计局参与（3）财政局", "（1）3月20日前（3）每季度"),
     "all in one line"),
])
def test_cells_numbered_alike_hold_a_task_for_each_number(cells: tuple[str, ...], why: str) -> None:
    quoted = "\t".join(f'"{cell}"' for cell in cells)
    found = extraction(f"某市2021年政务公开任务分解表\n序号\t工作任务\t责任单位\t完成时限\n一\t{quoted}\n二\t公开年报。\t办公室\t6月底前\n")
    assert [[f"{unit.name}{'*' * (unit.role is Role.SUPPORT)}" for unit in task.assignments] for task in found.tasks] == [
        ["发改委"], ["财政局", "审计局*"], ["财政局"], ["办公室"]], why
    assert [[time.value for time in task.times] for task in found.tasks] == [["2021-03-20"], [], ["P3M"], ["2021-06-30"]], why
    assert [task.text(found.text).rstrip("；。") for task in found.tasks] == ["公开规划", "公开预算", "公开决算", "公开年报"], why
