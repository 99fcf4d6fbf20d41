"""Tables of projects and of problems: columns of money and of aims, persons in the cells of units, rows counted A-01."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "某县2016年重点项目任务分解表\n"
PROJECTS = [
    ("通村公路", "硬化通村水泥路112公里，路面宽不低于3.5米。", "5600", "县交通局", "10月底完工"),
    ("饮水安全", "新建集中供水工程86处，解决1.8万人饮水困难。", "2100", "牵头：县水务局 配合：达仁镇、茅坪镇", "2016年11月"),
    ("农网改造", "改造50个贫困村低压线路，消除低电压台区。", "3480", "县供电分公司", "12月底前"),
]
HEADS = ("序号", "项目名称", "建设内容及要求", "投资（万元）", "责任单位", "建设期限")
LIMITS = [["2016-10-31"], ["2016-11-30"], ["2016-12-31"]]
PROBLEMS = [
    ("湖水水质长期不达标。", "到2020年水质达到Ⅴ类。", "实施7条入湖河道综合治理。", ("责任领导：李志强", "牵头单位：通海县人民政府",
     "配合单位：市水利局、市环境保护局"), "2020年12月31日前"),
    ("保护区内仍有企业未退出。", "24家企业全部退出。", "拆除建筑并完成生态修复。", ("责任领导：陈　勇", "牵头单位：澄江县委",
     "配合单位：市国土资源局"), "2017年12月"),
    ("农业面源污染突出。", "化肥施用量逐年下降。", "推广测土配方施肥50万亩次。", ("责任领导：各县区党政主要领导",
     "牵头单位：澄江县、江川区人民政府", "配合单位：市农业局"), "长期坚持"),
]


@pytest.mark.parametrize("number", ["{}", "A-0{}", "XM{}"])
@pytest.mark.parametrize("form", ["tabs", "bars", "tags"])
def test_columns_of_projects(form: str, number: str) -> None:
    rows = [HEADS, *((number.format(at), *row) for at, row in enumerate(PROJECTS, 1))]
    printed = {"tabs": "\n".join("\t".join(row) for row in rows),
               "bars": "\n".join(f"|{'|'.join(row)}|" for row in rows),
               "tags": "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in rows)}[form]
    found = extraction(TITLE + printed)
    assert [task.label for task in found.tasks] == [number.format(at) for at in (1, 2, 3)]
    assert [[limit.value for limit in task.times] for task in found.tasks] == LIMITS
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["县交通局"], ["县水务局", "达仁镇", "茅坪镇"], ["县供电分公司"]]
    pieces = [[span.of(found.text) for span in task.spans] for task in found.tasks]
    if form == "tags":      # which are no words of a task
        assert pieces == [list(row[:2]) for row in PROJECTS]
    assert all(row[1] in "".join(piece) and row[2] not in "".join(piece) for row, piece in zip(PROJECTS, pieces))


def test_persons_that_keys_open_in_cells_of_units_are_none_and_no_text() -> None:
    heads = ("序号", "反馈问题", "整改目标", "整改措施", "责任领导及单位", "整改时限")
    lines = [line for at, (problem, aim, measure, units, limit) in enumerate(PROBLEMS, 1)
             for line in (str(at), problem, aim, measure, *units, limit)]
    found = extraction("某市环境保护督察反馈意见整改措施清单（2017年）\n" + "\n".join([*heads, *lines]))
    assert [task.label for task in found.tasks] == ["1", "2", "3"]
    assert [task.text(found.text).split("\n")[-1] for task in found.tasks] == [row[2] for row in PROBLEMS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["通海县人民政府", "市水利局", "市环境保护局"], ["澄江县委", "市国土资源局"],
        ["澄江县", "江川区人民政府", "市农业局"]]


@pytest.mark.parametrize("quoted", ["“四乱”", "《名录》"])
def test_columns_set_by_widths_hold_lines_of_digits_and_of_words(quoted: str) -> None:
    """Where a cell of one line reaches below the next column's head, widths tell the columns better than characters."""
    found = extraction(f"""湖南省2020年河湖管理保护重点任务清单

 序号    任务内容                    责任单位              完成时限
  1    完成流域面积 50 至 1000 平方   河湖管理处、           2020 年 12 月
       公里河流管理范围划定公告，     各市州水利局
       成果上传省级平台。
  2    编制湘江、资水、沅水、澧水   规划计划处、           2020 年 10 月底前
       干流岸线保护与利用规划。       省水利水电设计院
  3    河湖{quoted}问题动态清零，新   河湖管理处、           持续推进
       发现问题一般 30 日内整改到    各市州水利局
       位。
  4    组织洞庭湖非法矮围“回头看”，  省洞庭湖水利事务中心    6 月底
       并提交报告。
""")
    assert [task.label for task in found.tasks] == ["1", "2", "3", "4"]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["河湖管理处", "各市州水利局"], ["规划计划处", "省水利水电设计院"], ["河湖管理处", "各市州水利局"],
        ["省洞庭湖水利事务中心"]]


@pytest.mark.parametrize(("cell", "names", "why"), [
    (("县发展改革委", "县市场监管局", "县政务服务和", "大数据局"), ["县发展改革委", "县市场监管局", "县政务服务和大数据局"],
     "a name that a line breaks behind 和, below one of its level"),
    (("各乡镇（街道）", "县政务服务和", "大数据局"), ["各乡镇(街道)", "县政务服务和大数据局"], "… below places"),
    (("县委宣传部", "（县政府新闻办）", "县司法局"), ["县委宣传部(县政府新闻办)", "县司法局"], "a second name below the first"),
])
def test_names_below_each_other_in_a_cell(cell: tuple[str, ...], names: list[str], why: str) -> None:
    rows = [("1", "及时公开纾困帮扶政策。", "\n".join(cell), "2022年\n12月底"), ("2", "加强减税降费信息公开。", "县税务局", "持续推进"),
            ("3", "扩大有效投资信息公开。", "县发展改革委\n县住建局", "9月底前")]
    blank = "\n\n".join(["序号", "工作内容", "责任单位", "完成时限", *(each for row in rows for each in row)])
    found = extraction(f"某县2022年政务公开工作责任分工\n\n{blank}\n")
    assert [unit.name for unit in found.tasks[0].assignments] == names, why
    assert len(found.tasks) == len(rows), why


def test_numbers_behind_what_groups_the_rows_tell_which_lines_are_one() -> None:
    lines = ["类别\t编号\t工作内容\t责任处室\t时限",
             "门卫与安防\t1-1\t校门实行双人双岗，外来\n人员凭证登记。\t安全办\t全年持续", "\t1-2\t视频监控存储时间不少于\n90天。\t总务处、信息\n中心\t4月底",
             "食品与饮水\t2-1\t落实校长陪餐制，陪餐记\n录每天上墙。\t校长室牵头\n总务处配合\t持续推进", "\t2-2\t大宗食材全部\n定点采购、索证索票。\t总务处\t5月15日"]
    found = extraction("某校2025年校园安全重点工作台账\n" + "\n".join(lines))
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1-1", ("门卫与安防",), ["安全办"]), ("1-2", ("门卫与安防",), ["总务处", "信息中心"]),
        ("2-1", ("食品与饮水",), ["校长室", "总务处"]), ("2-2", ("食品与饮水",), ["总务处"])]


def test_numbered_sentences_between_rows_without_numbers_head_them() -> None:
    rows = ["|事项|办理单位|时间安排|", "|---|---|---|", "|对现行文件开展一次清理|县司法局牵头，县政府各部门|9月底前|",
            "2. 落实重大行政决策程序。", "|编制并公布年度决策事项目录|县政府办公室|4月|", "|未经审查不得提交讨论|县司法局|—|",
            "3. 推进综合执法改革。", "|承接首批职权|县委编办|6月30日前|"]
    found = extraction("某县2023年法治政府建设工作任务分工\n" + "\n".join(rows))
    assert [(task.label, task.headings) for task in found.tasks] == [
        (None, ()), (None, ("2.落实重大行政决策程序。",)), (None, ("2.落实重大行政决策程序。",)), (None, ("3.推进综合执法改革。",))]


@pytest.mark.parametrize("key", ["牵头部门", "责任单位"])
def test_keys_that_spaces_part_from_units_and_limits(key: str) -> None:
    lines = ["（一）免费实施复明手术。", f"　　{key}　康复部　　　参加单位　康复中心、省盲协　　　11月底前完成",
             "（二）修订补贴目录。", f"　　{key}　辅助器具中心　　　9月底前完成", "（三）选拔集训队。", f"　　{key}　就业中心　　　参加单位　宣文部　　　持续推进"]
    found = extraction("某省残联2013年重点任务分工表\n一、康复\n" + "\n".join(lines))
    assert [[(unit.name, unit.role.value == "support") for unit in task.assignments] for task in found.tasks] == [
        [("康复部", False), ("康复中心", True), ("省盲协", True)], [("辅助器具中心", False)], [("就业中心", False), ("宣文部", True)]]
    assert [[limit.value for limit in task.times] for task in found.tasks] == [["2013-11-30"], ["2013-09-30"], ["continuous"]]
