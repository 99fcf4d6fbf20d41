"""Run-together tables whose rows no number parts, and what tells their columns."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某局2021年政务公开重点任务分解表\n"
Facts = list[tuple[str | None, str, list[tuple[str, str]]]]

FORMS: list[tuple[str, Facts, str]] = [
    ("工作任务责任单位公开规划信息，做好文本公开。发改委、各部门公开预算信息，及时公开决算。财政局加强政策解读，发布图解。办公室、各部门",
     [(None, "公开规划信息，做好文本公开。", [("发改委", "responsible"), ("各部门", "responsible")]),
      (None, "公开预算信息，及时公开决算。", [("财政局", "responsible")]),
      (None, "加强政策解读，发布图解。", [("办公室", "responsible"), ("各部门", "responsible")])],
     "no numbers: units behind a full stop close a row"),
    ("工作任务责任单位公开规划信息，做好文本公开。县发改局牵头，县统计局配合实施预算公开，及时公开决算。县财政局牵头实施政策解读，发布图解。县发改局牵头",
     [(None, "公开规划信息，做好文本公开。", [("县发改局", "lead"), ("县统计局", "support")]),
      (None, "实施预算公开，及时公开决算。", [("县财政局", "lead")]),
      (None, "实施政策解读，发布图解。", [("县发改局", "lead")])], "an act that the verb of the next row may go on with"),
    ("工作任务牵头单位配合单位公开规划信息，做好文本公开。发改委各部门公开预算信息，及时公开决算。财政局审计局、各部门加强政策解读，发布图解。办公室各部门",
     [(None, "公开规划信息，做好文本公开。", [("发改委", "lead"), ("各部门", "support")]),
      (None, "公开预算信息，及时公开决算。", [("财政局", "lead"), ("审计局", "support"), ("各部门", "support")]),
      (None, "加强政策解读，发布图解。", [("办公室", "lead"), ("各部门", "support")])],
     "no numbers and two columns of units glued to each other"),
    ("序号工作任务牵头单位配合单位1公开规划信息。发改委各部门2公开预算信息。财政局审计局、各部门3加强政策解读。办公室各部门",
     [("1", "公开规划信息。", [("发改委", "lead"), ("各部门", "support")]),
      ("2", "公开预算信息。", [("财政局", "lead"), ("审计局", "support"), ("各部门", "support")]),
      ("3", "加强政策解读。", [("办公室", "lead"), ("各部门", "support")])],
     "names of organs are cut where one meets another"),
    ("工作任务责任单位1.公开规划信息。发改委做好计划公开工作。财政局、发改委2.公开预算信息。财政局做好决算公开工作。审计局",
     [("1", "公开规划信息。", [("发改委", "responsible")]),
      ("1", "做好计划公开工作。", [("财政局", "responsible"), ("发改委", "responsible")]),
      ("2", "公开预算信息。", [("财政局", "responsible")]),
      ("2", "做好决算公开工作。", [("审计局", "responsible")])], "two rows share one number"),
    ("序号 工作任务 牵头单位 配合单位 完成时限\n1 公开规划信息 发改委 各部门 年底前\n2 公开预算信息 财政局 审计局、各部门 6月底前\n"
     "3 加强政策解读 办公室 各部门 持续推进",
     [("1", "公开规划信息", [("发改委", "lead"), ("各部门", "support")]),
      ("2", "公开预算信息", [("财政局", "lead"), ("审计局", "support"), ("各部门", "support")]),
      ("3", "加强政策解读", [("办公室", "lead"), ("各部门", "support")])], "columns set with spaces"),
    ("序号 工作任务 牵头部门 责任部门、单位 一、优化体系 1 公开规划信息。 市政府办公厅 各区政府、市政府有关部门 "
     "2 公开预算信息。 市政府办公厅 各区政府、市政府有关部门",
     [("1", "公开规划信息。", [("市政府办公厅", "lead"), ("各区政府", "responsible"), ("市政府有关部门", "responsible")]),
      ("2", "公开预算信息。", [("市政府办公厅", "lead"), ("各区政府", "responsible"), ("市政府有关部门", "responsible")])],
     "the units of a second column close no row of their own"),
    ("工作任务责任单位补齐纾困信息。一是合并专栏；二是列明电话。县林业局、县财政局公布名单，每月更新。县农业局公开图解。县林业局",
     [(None, "补齐纾困信息。一是合并专栏；二是列明电话。", [("县林业局", "responsible"), ("县财政局", "responsible")]),
      (None, "公布名单，每月更新。", [("县农业局", "responsible")]),
      (None, "公开图解。", [("县林业局", "responsible")])], "points inside sentences count no rows"),
    ("工作任务责任单位公开规划信息。县财政局、会山镇、石壁镇公开权力清单。县发改局公开财政预算，做好解读。县财政局公开救助名单，每月更新。县财政局",
     [(None, "公开规划信息。", [("县财政局", "responsible"), ("会山镇", "responsible"), ("石壁镇", "responsible")]),
      (None, "公开权力清单。", [("县发改局", "responsible")]),
      (None, "公开财政预算，做好解读。", [("县财政局", "responsible")]),
      (None, "公开救助名单，每月更新。", [("县财政局", "responsible")])], "towns end a list"),
    ("工作任务完成时限责任单位公开规划信息。6月底前县发改局、县统计局公开预算信息。年底前县财政局做好解读。持续推进县政府办、各部门",
     [(None, "公开规划信息。", [("县发改局", "responsible"), ("县统计局", "responsible")]),
      (None, "公开预算信息。", [("县财政局", "responsible")]),
      (None, "做好解读。", [("县政府办", "responsible"), ("各部门", "responsible")])], "limits before units that end rows"),
    ("工作任务牵头单位配合单位完成时限公开规划信息县发改局县统计局、县财政局6月底前稳步推进预算公开县财政局各部门年底前发布政策图解县政府办"
     "县财政局、县统计局持续推进",
     [(None, "公开规划信息", [("县发改局", "lead"), ("县统计局", "support"), ("县财政局", "support")]),
      (None, "稳步推进预算公开", [("县财政局", "lead"), ("各部门", "support")]),
      (None, "发布政策图解", [("县政府办", "lead"), ("县财政局", "support"), ("县统计局", "support")])],
     "limits behind units part rows that no full stop ends"),
    ("责任单位工作任务完成时限县发改局、县统计局公开规划信息，做好解读。6月底前县财政局公开预算信息年底前县民政局、各乡镇公开救助名单。每季度",
     [(None, "公开规划信息，做好解读。", [("县发改局", "responsible"), ("县统计局", "responsible")]),
      (None, "公开预算信息", [("县财政局", "responsible")]),
      (None, "公开救助名单。", [("县民政局", "responsible"), ("各乡镇", "responsible")])],
     "units open rows that limits end"),
    ("责任单位工作任务县发改局、县统计局公开规划信息。各部门要做好解读。县财政局公开预算信息。县民政局、各乡镇公开救助名单。",
     [(None, "公开规划信息。各部门要做好解读。", [("县发改局", "responsible"), ("县统计局", "responsible")]),
      (None, "公开预算信息。", [("县财政局", "responsible")]),
      (None, "公开救助名单。", [("县民政局", "responsible"), ("各乡镇", "responsible")])],
     "units open rows that sentences end; those that are told something open none"),
    ("序号工作任务牵头单位责任单位1公开规划信息。市发改局市统计局、各县(市、区)人民政府2公开预算信息。市财政局各县(市、区)人民政府"
     "3加强政策解读，落到实处市政府办市财政局、各县(市、区)人民政府4推进一网通办市大数据局市政府各部门",
     [("1", "公开规划信息。", [("市发改局", "lead"), ("市统计局", "responsible"), ("各县(市、区)人民政府", "responsible")]),
      ("2", "公开预算信息。", [("市财政局", "lead"), ("各县(市、区)人民政府", "responsible")]),
      ("3", "加强政策解读，落到实处", [("市政府办", "lead"), ("市财政局", "responsible"),
                                      ("各县(市、区)人民政府", "responsible")]),
      ("4", "推进一网通办", [("市大数据局", "lead"), ("市政府各部门", "responsible")])],
     "a bracket in a name parts no list, and what only ends like a unit is none"),
    ("序号工作任务牵头单位配合单位1公开规划信息。应急管理局公安局、民政局2公开预算信息。财政局公安局、审计局3公开就业信息。"
     "人力资源社会保障局公安局、统计局",
     [("1", "公开规划信息。", [("应急管理局", "lead"), ("公安局", "support"), ("民政局", "support")]),
      ("2", "公开预算信息。", [("财政局", "lead"), ("公安局", "support"), ("审计局", "support")]),
      ("3", "公开就业信息。", [("人力资源社会保障局", "lead"), ("公安局", "support"), ("统计局", "support")])],
     "what lists share begins with no end of another name"),
    ("序号工作任务牵头处室配合处室1公开规划信息。机关党委法规处、财务处2公开预算信息。信息中心人事处、综合处3加强解读。综合处法规处",
     [("1", "公开规划信息。", [("机关党委", "lead"), ("法规处", "support"), ("财务处", "support")]),
      ("2", "公开预算信息。", [("信息中心", "lead"), ("人事处", "support"), ("综合处", "support")]),
      ("3", "加强解读。", [("综合处", "lead"), ("法规处", "support")])], "offices glued behind a committee or a centre"),
    ("牵头单位配合单位工作任务完成时限备注县发改局县统计局1.公开规划信息，做好解读。6月底前县财政局县审计局、各乡镇2.公开预算信息。年底前"
     "县民政局县财政局3.公开救助名单。每季度",
     [("1", "公开规划信息，做好解读。", [("县发改局", "lead"), ("县统计局", "support")]),
      ("2", "公开预算信息。", [("县财政局", "lead"), ("县审计局", "support"), ("各乡镇", "support")]),
      ("3", "公开救助名单。", [("县民政局", "lead"), ("县财政局", "support")])],
     "units before the numbers of requirements, which limits end though remarks may follow"),
    ("序号工作任务责任人牵头单位配合单位1公开规划信息李明发改局统计局2公开预算信息。郭文斌税务局财政局、审计局3公开救助名单王建国民政局财政局",
     [("1", "公开规划信息", [("发改局", "lead"), ("统计局", "support")]),
      ("2", "公开预算信息。", [("税务局", "lead"), ("财政局", "support"), ("审计局", "support")]),
      ("3", "公开救助名单", [("民政局", "lead"), ("财政局", "support")])],
     "persons between the text and the lists, glued to both"),
]


def test_rows_that_neither_numbers_nor_full_stops_part_are_unsure() -> None:
    found = extraction(TITLE + "工作任务责任单位6月底前公开规划信息和文本县发改局牵头，县统计局配合8月底前公开预算和决算信息县财政局"
                       "年底前发布政策图解县政府办、县财政局9月底前公开救助名单县民政局牵头，相关乡镇落实")
    assert facts(found) == [
        (None, "6月底前公开规划信息和文本", [("县发改局", "lead"), ("县统计局", "support")]),
        (None, "8月底前公开预算和决算信息", [("县财政局", "responsible")]),
        (None, "年底前发布政策图解", [("县政府办", "responsible"), ("县财政局", "responsible")]),
        (None, "9月底前公开救助名单", [("县民政局", "lead"), ("相关乡镇", "responsible")])]
    assert all(task.uncertain for task in found.tasks)


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_rows_that_no_number_parts(text: str, expected: Facts, why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


UNTOLD = ["权力清单变更的，七日内更正。", "财政决算经批准后二十日内公布。", "媒体报道与事实不符的，立即澄清。", "停车收费标准逐一上墙。"]


@pytest.mark.parametrize("heading", ["", "一、公开的内容"])
def test_a_border_that_nothing_but_the_units_before_tells_is_unsure(heading: str) -> None:
    """What the next requirement begins with tells of no border: the rows beside it are marked, and so is one
    whose beginning a heading without an end of its own hides."""
    units = ["县编办、县财政局", "县财政局", "县委宣传部、县编办", "县政府办公室"]
    table = "".join(text + named for text, named in zip(UNTOLD, units))
    found = extraction(f"{TITLE}工作任务责任单位{heading}{'公开预算。县财政局' * 2}{table}").tasks
    assert ["、".join(unit.name for unit in task.assignments) for task in found] == ["县财政局"] * 2 + units
    assert [task.uncertain for task in found] == [heading != ""] + [True] * 5


def test_a_limit_behind_the_units_tells_the_border() -> None:
    found = extraction(f"{TITLE}工作任务责任单位完成时限" + "".join(f"{text}县财政局、县编办6月底前" for text in UNTOLD)).tasks
    assert [task.uncertain for task in found] == [False] * len(UNTOLD)


SPACES = [("公开规划。 县发改局", "support", "the first column may be empty, as no space parts the heads"),
          ("公开规划。县发改局", "lead", "no space before the units")]


@pytest.mark.parametrize(("row", "role", "why"), SPACES, ids=[why for *_, why in SPACES])
def test_lone_lists_in_one_of_two_columns_are_unsure(row: str, role: str, why: str) -> None:
    found = extraction(f"{TITLE}工作任务牵头单位配合单位" + "".join(f"{number}.{row}" for number in range(1, 5))).tasks
    assert [task.assignments[0].role.value for task in found] == [role] * 4, why
    assert all(task.uncertain for task in found), why


def test_a_number_merged_over_two_rows_counts_both() -> None:
    found = extraction("某区公开工作任务分解表\n序号工作任务责任单位完成时限1编制目录。各片区管理局、区行政服务中心2020年10月底前编制区级目录。区财政局、区司法办"
                       "2020年12月底前2建立专栏。区管委会办公室2020年12月底前3健全制度。区司法办2021年12月底前")
    assert [(task.label, task.text(found.text), task.assignments[0].name, task.times[0].value) for task in found.tasks] == [
        ("1", "编制目录。", "各片区管理局", "2020-10-31"), ("1", "编制区级目录。", "区财政局", "2020-12-31"),
        ("2", "建立专栏。", "区管委会办公室", "2020-12-31"), ("3", "健全制度。", "区司法办", "2021-12-31")]


def test_titles_before_the_numbers_head_the_next_row() -> None:
    found = extraction(f"{TITLE}工作任务序号具体要求责任科室时限要求做好基础工作1对文件进行清理,并公布目录。办公室年底前深化解读"
                       "2积极做好解读工作。各科室持续推进3回应社会关切。办公室每季度做好平台建设4加强网站管理。各科室6月底前")
    assert [(task.label, task.headings, task.times[0].value) for task in found.tasks] == [
        ("1", ("做好基础工作",), "2021-12-31"), ("2", ("深化解读",), "continuous"),
        ("3", ("深化解读",), "P3M"), ("4", ("做好平台建设",), "2021-06-30")]
    assert [task.assignments[0].name for task in found.tasks] == ["办公室", "各科室", "办公室", "各科室"]


def test_titles_between_numbered_rows_head_those_below() -> None:
    """The heads begin with the numbers; a line about who reports stands above them."""
    found = extraction(f"{TITLE}填报单位：某局办公室　　填报时间：2021年3月1日\n序号工作任务责任单位规范基础信息1对文件进行清理,并公布目录。办公室"
                       "深化解读2积极做好解读工作。各科室3回应社会关切。办公室加强平台建设4加强网站管理。各科室")
    assert [(task.label, task.headings, task.assignments[0].name) for task in found.tasks] == [
        ("1", ("规范基础信息",), "办公室"), ("2", ("深化解读",), "各科室"), ("3", ("深化解读",), "办公室"),
        ("4", ("加强平台建设",), "各科室")]


def test_titles_without_a_column_of_numbers_head_the_next_row() -> None:
    """The numbers stand in the texts, the titles in a column merged over rows, or in rows of their own."""
    found = extraction(f"{TITLE}工作任务牵头单位责任单位财政公开1.公开预算和决算。市财政局市直各部门2.公开直达资金。市财政局执法公开"
                       "3.公开抽查结果。市市场监管局市城管局平台建设4.改版网站。市数据局市政府办公室")
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ("财政公开",), ["市财政局", "市直各部门"]), ("2", ("财政公开",), ["市财政局"]),
        ("3", ("执法公开",), ["市市场监管局", "市城管局"]), ("4", ("平台建设",), ["市数据局", "市政府办公室"])]


def test_the_rows_of_a_table_may_be_lines_without_any_other_border() -> None:
    found = extraction(f"{TITLE}任务责任单位完成时限\n公开机构职能、办公地址和负责人姓名市委编办、各部门9月底前\n做好下放事项承接后的上网工作市行政审批局10月底前\n"
                       "公示产业扶贫项目库及资金拨付明细市扶贫办、市财政局每季度\n对未按要求完成任务的单位发函提醒市政府督查室长期坚持")
    assert [(task.text(found.text), [unit.name for unit in task.assignments], task.times[-1].value) for task in found.tasks] == [
        ("公开机构职能、办公地址和负责人姓名", ["市委编办", "各部门"], "2021-09-30"),
        ("做好下放事项承接后的上网工作", ["市行政审批局"], "2021-10-31"),
        ("公示产业扶贫项目库及资金拨付明细", ["市扶贫办", "市财政局"], "P3M"),
        ("对未按要求完成任务的单位发函提醒", ["市政府督查室"], "continuous")]


@pytest.mark.parametrize("year", ["", "年度"], ids=["words", "a year"])
def test_persons_behind_units_are_no_titles(year: str) -> None:
    """Their head is glued to the others; titles stand on the lines that they head."""
    found = extraction(f"{TITLE}类别序号公开任务责任科室分管院领导\n机构1公开医院简介、临床科室设置、床位数和大型医用设备配置许可情况，更新上网。医务部、设备科张国栋\n"
                       "2提供护士注册信息扫码查询，外聘专家出诊表每周更换。护理部李秀梅\n"
                       f"服务3{year}停诊信息提前告知已预约患者，候诊人数在大屏滚动显示。门诊部李秀梅\n4公布异地就医备案方法和入院准备流程，每月更新。医保办赵海涛")
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ("机构",), ["医务部", "设备科"]), ("2", ("机构",), ["护理部"]), ("3", ("服务",), ["门诊部"]),
        ("4", ("服务",), ["医保办"])]


def test_titles_before_the_numbers_stand_behind_limits_where_units_stand_before_the_requirement() -> None:
    found = extraction(f"{TITLE}类别序号责任部门公开任务完成时限\n基本信息1党委校长办公室更新学校章程译本和机构设置页面2021年3月\n"
                       "2发展规划处、高等教育研究所发布年度监测报告2021年12月\n招生考试3招生办公室公布分省分专业计划和申诉电话2021年8月\n"
                       "4研究生处、各学院依次公示复试名单、拟录取结果全年")
    assert [(task.label, task.headings, task.text(found.text), task.times[0].value) for task in found.tasks] == [
        ("1", ("基本信息",), "更新学校章程译本和机构设置页面", "2021-03-31"),
        ("2", ("基本信息",), "发布年度监测报告", "2021-12-31"),
        ("3", ("招生考试",), "公布分省分专业计划和申诉电话", "2021-08-31"),
        ("4", ("招生考试",), "依次公示复试名单、拟录取结果", "continuous")]


def test_two_columns_of_offices_part_the_glued_names_of_a_lone_list() -> None:
    found = extraction(f"{TITLE}工作任务牵头单位配合单位\n更新学校简介、内设机构和领导分工。校长办公室发展规划处、人事处\n公布学费标准和投诉电话。计划财务处校长办公室\n"
                       "公布招标文件和中标结果。国有资产管理处基建处、图书馆\n公示职称评审结果。人事处各学院\n发布本科教学质量报告。教务处教学督导室")
    assert [[f"{unit.name}/{unit.role.value}" for unit in task.assignments] for task in found.tasks] == [
        ["校长办公室/lead", "发展规划处/support", "人事处/support"], ["计划财务处/lead", "校长办公室/support"],
        ["国有资产管理处/lead", "基建处/support", "图书馆/support"], ["人事处/lead", "各学院/support"],
        ["教务处/lead", "教学督导室/support"]]


def test_row_numbers_glued_to_limits_count_the_lines() -> None:
    rows = ("3月底公布民生实事候选清单，供代表票决。镇人大办公室", "4月底调整领导小组成员。镇党政办公室",
            "5月底把25个村渔船补贴资金发放花名册贴到渔港码头，群众有疑问的当场核对。镇农业农村办公室、镇渔业服务站", "每月村级财务收支公布，超过1万元的附凭证照片。各村（社区）",
            "全年接到投诉的，3个工作日内上门核实。镇纪委")
    found = extraction(TITLE + "序号完成时限任务内容责任单位\n" + "\n".join(f"{number}{row}" for number, row in enumerate(rows, 1)))
    assert [(task.label, task.times[0].value, len(task.assignments)) for task in found.tasks] == [
        ("1", "2021-03-31", 1), ("2", "2021-04-30", 1), ("3", "2021-05-31", 2), ("4", "P1M", 1), ("5", "continuous", 1)]


def test_a_row_number_may_stand_before_a_date() -> None:
    found = extraction(f"{TITLE}事项类别 序号 时间安排 公开事项 责任部门 责任人 基本信息 1 2021年4月底前 重新上网学校章程修订稿 学校办公室 肖平 "
                       "2 2021年10月底前 发布信息公开年度报告 学校办公室 肖平 招生考试 3 2021年6月15日前 公布分省分专业招生计划 招生就业处 罗建华 "
                       "4 全年 公示硕士研究生复试名单 研究生处、各学院 陈思远")
    assert [(task.label, task.headings, task.times[0].value, len(task.assignments)) for task in found.tasks] == [
        ("1", ("基本信息",), "2021-04-30", 1), ("2", ("基本信息",), "2021-10-31", 1),
        ("3", ("招生考试",), "2021-06-15", 1), ("4", ("招生考试",), "continuous", 2)]


LED = [("", "区", "glued, names that begin with their level"), (" ", "", "parted by spaces")]


@pytest.mark.parametrize(("gap", "level", "why"), LED, ids=[case[2] for case in LED])
def test_acts_behind_units_part_names_where_no_full_stop_does(gap: str, level: str, why: str) -> None:
    rows = ["公开水源信息。每季度首月公布水质公报{0}{1}水利局牵头，{1}水文中心配合", "及时公开工程招标信息{0}{1}住建局牵头，{1}河长办负责",
            "公开饮水信息。每月公布监测结果{0}{1}水利局牵头，{1}水文中心配合", "公开防汛信息{0}{1}应急局、{1}河长办负责"]
    heads = gap.join(("序号", "工作任务", "责任单位"))
    body = gap.join(f"{number}{gap}{row.format(gap, level)}" for number, row in enumerate(rows, 1))
    found = facts(extraction(f"{TITLE}{heads}{gap}{body}"))
    assert [(text, [(name.removeprefix(level), role) for name, role in units]) for _, text, units in found] == [
        ("公开水源信息。每季度首月公布水质公报", [("水利局", "lead"), ("水文中心", "support")]),
        ("及时公开工程招标信息", [("住建局", "lead"), ("河长办", "responsible")]),
        ("公开饮水信息。每月公布监测结果", [("水利局", "lead"), ("水文中心", "support")]),
        ("公开防汛信息", [("应急局", "responsible"), ("河长办", "responsible")])], why


def test_a_space_tells_the_empty_cell() -> None:
    text = "及时准确全面公开这类信息，做好归集整理、发布解读和更新维护工作，方便公众查阅。"
    rows = "".join(f"{number}.{text}{units}" for number, units in enumerate(
        ("综合科各有关科室", " 法规科、执法科", "财务科各有关科室", " 机关党委", "监测科"), 1))
    found = extraction(f"{TITLE}工作任务牵头单位责任单位{rows}")
    assert [[unit.role.value for unit in task.assignments] for task in found.tasks] == [
        ["lead", "responsible"], ["responsible", "responsible"], ["lead", "responsible"], ["responsible"], ["lead"]]


def test_a_sentence_whose_subject_is_a_unit_closes_no_row() -> None:
    found = extraction(f"{TITLE}工作任务责任单位1.公开规划信息。各科室要主动配合。综合科2.公开预算信息。财务科")
    assert facts(found)[0] == ("1", "公开规划信息。各科室要主动配合。", [("综合科", "responsible")])


HOSTILE = ["财政局 ", "财政局、", "财政局\n", "工作任务责任单位", "工作任务\n责任单位\n", "工作任务\t责任单位\n", "1.公开规划。财政局", "1.公开\t",
           "任务一：公开。\n责任单位：财政局\n", "1\t公开\n", "（一）", "| 公开 "]


@pytest.mark.parametrize("heads", ["工作任务责任单位1.", "工作任务\n责任单位\n", "序号\t工作任务\t责任单位\n"],
                         ids=["run together", "a head per line", "bordered"])
@pytest.mark.parametrize("piece", HOSTILE, ids=[piece.strip() for piece in HOSTILE])
def test_endless_repeats_are_read_to_the_end(heads: str, piece: str) -> None:
    found = extraction(TITLE + heads + piece * (4000 // len(piece)))
    assert all(0 <= span.start < span.end <= len(found.text) for task in found.tasks for span in task.spans)


SPACED = [
    ("工作任务 责任单位 ", "{text} {unit} ", "a column of units"),
    ("工作任务 责任单位 完成时限 ", "{text} {unit} 年底前 ", "a limit behind them"),
    ("责任单位 工作任务 ", "{unit} {text} ", "units before the tasks"),
]


@pytest.mark.parametrize(("heads", "row", "why"), SPACED, ids=[case[2] for case in SPACED])
def test_spaces_part_cells_where_nothing_numbers_the_rows(heads: str, row: str, why: str) -> None:
    rows = [("公开门诊排班，方便预约", "门诊部、医务科"), ("公布药品价格，每季度更新", "药剂科"), ("修订采购制度，接受监督", "总务科、采购办"),
            ("开展满意度调查，形成报告", "护理部")]
    text = f"{TITLE}{heads}{''.join(row.format(text=text, unit=unit) for text, unit in rows)}"
    assert facts(extraction(text)) == [
        (None, text, [(name, "responsible") for name in unit.split("、")]) for text, unit in rows], why


def test_a_title_that_ends_like_a_head_is_none_with_the_head_below_it() -> None:
    """工表⏎任务 is but a character off 工作任务."""
    found = extraction("某镇2021年公开工作分工表\n任务内容 负责部门 公开规划，做好解读 镇党政办 公开预算，每月更新 镇财政所 公开救助，接受监督 镇民政办 ")
    assert [task.assignments[0].name for task in found.tasks] == ["镇党政办", "镇财政所", "镇民政办"]


@pytest.mark.parametrize(("heading", "headings"), [
    ("一、以公开助力发展（一）加强预期引导", ("一、以公开助力发展", "（一）加强预期引导")), ("（一）稳定市场预期", ("（一）稳定市场预期",))])
def test_a_heading_glued_to_the_first_of_several_rows_numbers_none_of_them(heading: str, headings: tuple[str, ...]) -> None:
    rows = [("围绕经济形势做好解读，回应关切。", "市发改委牵头"), ("围绕就业政策公开信息，做好宣传。", "市人社局牵头"), ("围绕财政收支公开数据，按月发布。", "市财政局牵头")]
    found = extraction(f"{TITLE}工作任务具体要求责任单位{heading}{''.join(text + units for text, units in rows)}")
    assert facts(found) == [(None, text, [(units[:-2], "lead")]) for text, units in rows]
    assert [task.headings for task in found.tasks] == [headings] * len(rows)
