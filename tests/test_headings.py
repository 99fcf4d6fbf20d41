"""Heads above tasks: months, seasons, stages, stems and codes that number them, and lines that bear no number."""

from __future__ import annotations

import pytest
from readings import extraction

HEAD = "某局2021年政务公开工作安排\n为做好公开工作，制定本安排。\n"
SIGNED = "\n某局办公室\n2021年2月8日\n"

# What a task is called and what stands above it.
Place = tuple[str | None, tuple[str, ...]]


def places(text: str) -> list[Place]:
    """The label and the headings of each task."""
    return [(task.label, task.headings) for task in extraction(HEAD + text + SIGNED).tasks]


def under(*heads: str) -> list[Place]:
    """Two tasks below each head, counted anew."""
    return [(label, (head,)) for head in heads for label in ("1", "2")]


MONTHS = ("1．春节前关闭账号，证明存档。\n2．2月20日前挂出公示牌的样式。\n", "1．校车线路分校公示。\n2．食堂定价结果每周张贴。\n")

NUMBERED = [
    (f"2月\n{MONTHS[0]}3月\n{MONTHS[1]}", under("2月", "3月"), "months head lists of what is done in them, whatever its words"),
    (f"2021年2月\n{MONTHS[0]}2021年3月\n{MONTHS[1]}", under("2021年2月", "2021年3月"), "… with their year"),
    (f"2月份重点工作\n{MONTHS[0]}3月份重点工作\n{MONTHS[1]}", under("2月份重点工作", "3月份重点工作"), "… with a noun"),
    (f"1月至2月\n{MONTHS[0]}3—12月\n{MONTHS[1]}", under("1月至2月", "3—12月"), "stretches of months"),
    (f"一季度\n{MONTHS[0]}二季度\n{MONTHS[1]}", under("一季度", "二季度"), "seasons"),
    (f"第一季度（1—3月）：\n{MONTHS[0]}第二季度（4—6月）：\n{MONTHS[1]}", under("第一季度（1—3月）：", "第二季度（4—6月）："),
     "seasons with their months"),
    (f"上半年\n\n{MONTHS[0]}\n下半年\n\n{MONTHS[1]}", under("上半年", "下半年"), "halves of a year between blank lines"),
    ("一、步骤\n第一阶段：动员部署（3月）\n1.公开规划。（综合科）\n第二阶段：组织实施（4月—10月）\n2.公开预算。（财务科）\n二、要求\n3.做好解读。（法规科）",
     [("1", ("一、步骤", "第一阶段：动员部署（3月）")), ("2", ("一、步骤", "第二阶段：组织实施（4月—10月）")), ("3", ("二、要求",))],
     "stages below a chapter"),
    ("一、步骤\n第一阶段（3月—4月）  摸清家底，定点画图\n1.公开规划。（综合科）\n第二阶段（5月）  分步建设\n2.公开预算。（财务科）",
     [("1", ("一、步骤", "第一阶段（3月—4月）摸清家底，定点画图")), ("2", ("一、步骤", "第二阶段（5月）分步建设"))], "… their months first"),
    ("（一）第一阶段：动员部署\n1.公开规划。\n2.公开预算。\n（二）第二阶段：组织实施\n1.做好解读。\n2.做好培训。",
     under("（一）第一阶段：动员部署", "（二）第二阶段：组织实施"), "stages that are numbered besides"),
    ("阶段一：准备\n1.公开规划。\n2.公开预算。\n阶段二：实施\n1.做好解读。\n2.做好培训。", under("阶段一：准备", "阶段二：实施"),
     "stages whose number stands behind"),
    ("甲、近期要办结的事项\n1.公开规划。\n2.公开预算。\n乙、需要常抓的事项\n3.做好解读。\n4.做好培训。",
     [("1", ("甲、近期要办结的事项",)), ("2", ("甲、近期要办结的事项",)), ("3", ("乙、需要常抓的事项",)), ("4", ("乙、需要常抓的事项",))],
     "stems"),
    ("甲．公开\n一、公开规划。\n二、公开预算。\n乙．解读\n三、做好解读。", [("一", ("甲．公开",)), ("二", ("甲．公开",)), ("三", ("乙．解读",))],
     "stems above Chinese numerals"),
    ("A　标准编制\nA1　公开规划。〔综合科〕\nA2　公开预算。〔财务科〕\nB　流程再造\nB1　做好解读。〔法规科〕",
     [("A1", ("A标准编制",)), ("A2", ("A标准编制",)), ("B1", ("B流程再造",))], "a letter and a number, where there are several of a kind"),
    ("1 .区直各部门确定一名干部专抓，变动的5日内报备。\n2 .每月28日前填写进度表。", [("1", ()), ("2", ())], "a blank before the point"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NUMBERED, ids=[case[2] for case in NUMBERED])
def test_numbered_heads(text: str, expected: list[Place], why: str) -> None:
    assert places(text) == expected, why


NONE_NUMBERED = [
    ("1.公开规划。\n甲方要按时公开。\n2.公开预算。", [("1", ()), ("2", ())], "a word that begins like a stem"),
    ("1.公开规划，打印\nA4 纸张的目录。\n2.公开预算。", [("1", ()), ("2", ())], "a size of paper at a line's start"),
    ("1.公开规划。\n3月\n2.公开预算。", [("1", ()), ("2", ("3月",))], "a lone month heads what stands below it"),
    ("第一条 为压实责任，根据《条例》，制定本规定。\n第二条 各科室要公开规划。\n第三条 各科室要公开预算。", [("第二条", ()), ("第三条", ())],
     "the reason for a document is no task"),
    ("1.原则同意开展示范区建设，建设期为两年。\n2.建设期满后30个工作日内提出验收申请。", [("2", ())], "nor is an assent"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NONE_NUMBERED, ids=[case[2] for case in NONE_NUMBERED])
def test_what_numbers_nothing(text: str, expected: list[Place], why: str) -> None:
    assert places(text) == expected, why


PLANS_IN_ONE = [
    ("工作要点", "一、公开\n（一）公开规划。\n（二）公开预算。", "业务培训计划", "1.举办培训。\n2.组织考试。",
     [("(一)", ("某区2022年工作要点", "一、公开")), ("(二)", ("某区2022年工作要点", "一、公开")), ("1", ("某区2022年业务培训计划",)),
      ("2", ("某区2022年业务培训计划",))], "each begins at one in its own way"),
    ("工作要点", "1.公开规划。\n2.公开预算。", "业务培训计划", "1.举办培训。\n2.组织考试。",
     [(label, (f"某区2022年{title}",)) for title in ("工作要点", "业务培训计划") for label in "12"], "both number alike"),
    ("工作要点", "一、公开\n（一）公开规划。\n（二）公开预算。", "重点任务分工", "1.举办培训。\n2.组织考试。",
     [("(一)", ("一、公开",)), ("(二)", ("一、公开",)), ("1", ()), ("2", ())], "but what divides the tasks of a plan is none beside it"),
]


@pytest.mark.parametrize(("first", "tasks", "second", "others", "expected", "why"), PLANS_IN_ONE,
                         ids=[case[-1] for case in PLANS_IN_ONE])
def test_plans_in_one_file(first: str, tasks: str, second: str, others: str, expected: list[Place], why: str) -> None:
    titles = [f"某区2022年{title}" for title in (first, second)]
    found = extraction(f"各单位：\n现将《{titles[0]}》和《{titles[1]}》一并印发，请抓好实施。\n某区办公室\n2022年5月6日\n\n"
                       f"{titles[0]}\n\n{tasks}\n\n{titles[1]}\n\n{others}\n")
    assert [(task.label, task.headings) for task in found.tasks] == expected, why
