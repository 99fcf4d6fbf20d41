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
    ("三、以公开为切入点，加强环境整治2020年是收官之年，各单位要紧盯目标。（一）公开规划。（二）公开预算。",
     [(label, ("三、以公开为切入点，加强环境整治",)) for label in ("(一)", "(二)")], "a title that says 以…为…, before the year of its sentence"),
    (f"2月\n{MONTHS[0]}3月\n{MONTHS[1]}", under("2月", "3月"), "months head lists of what is done in them, whatever its words"),
    (f"2021年2月\n{MONTHS[0]}2021年3月\n{MONTHS[1]}", under("2021年2月", "2021年3月"), "… with their year"),
    (f"2月份重点工作\n{MONTHS[0]}3月份重点工作\n{MONTHS[1]}", under("2月份重点工作", "3月份重点工作"), "… with a noun"),
    (f"1月至2月\n{MONTHS[0]}3—12月\n{MONTHS[1]}", under("1月至2月", "3—12月"), "stretches of months"),
    ("二月　开年公示\n○ 公开规划。（综合科）\n○ 公开预算。（财务科）\n三月、四月　春耕\n○ 做好解读。（法规科）",
     [(None, ("二月开年公示",)), (None, ("二月开年公示",)), (None, ("三月、四月春耕",))], "months in words with a title behind"),
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
    ("第一阶段：准备\n（一）公开规划。\n（二）公开预算。\n第二阶段：实施\n（三）做好解读。",
     [("(一)", ("第一阶段：准备",)), ("(二)", ("第一阶段：准备",)), ("(三)", ("第二阶段：实施",))], "stages above bracketed numerals"),
    ("A　公开\n一、公开规划。\n二、公开预算。\nB　解读\n一、做好解读。", [("一", ("A公开",)), ("二", ("A公开",)), ("一", ("B解读",))],
     "letters above Chinese numerals"),
    ("一、公开\nA．公开规划。\nB．公开预算。\n二、解读\nA．做好解读。",
     [("A", ("一、公开",)), ("B", ("一、公开",)), ("A", ("二、解读",))], "… and below them"),
    ("任务一：公开\n（一）公开规划。\n责任单位：综合科\n（二）公开预算。\n责任单位：财务科\n任务二：解读\n（三）做好解读。\n责任单位：法规科\n"
     "（四）做好培训。\n责任单位：办公室",
     [(label, (f"任务{head}",)) for head, labels in (("一：公开", "一二"), ("二：解读", "三四")) for label in (f"({n})" for n in labels)],
     "tasks by name and number above items that state, no records"),
    ("一、对群众公开方面\n问题1　收费信息陈旧\n（1）更新收费信息。（财务科）\n问题2　投诉渠道不明\n（2）张贴投诉渠道。（办公室）",
     [("(1)", ("一、对群众公开方面", "问题1收费信息陈旧")), ("(2)", ("一、对群众公开方面", "问题2投诉渠道不明"))],
     "problems by number above what mends them"),
    ("甲、近期要办结的事项\n1.公开规划。\n2.公开预算。\n乙、需要常抓的事项\n3.做好解读。\n4.做好培训。",
     [("1", ("甲、近期要办结的事项",)), ("2", ("甲、近期要办结的事项",)), ("3", ("乙、需要常抓的事项",)), ("4", ("乙、需要常抓的事项",))],
     "stems"),
    ("甲．公开\n一、公开规划。\n二、公开预算。\n乙．解读\n三、做好解读。", [("一", ("甲．公开",)), ("二", ("甲．公开",)), ("三", ("乙．解读",))],
     "stems above Chinese numerals"),
    ("A　标准编制\nA1　公开规划。〔综合科〕\nA2　公开预算。〔财务科〕\nB　流程再造\nB1　做好解读。〔法规科〕",
     [("A1", ("A标准编制",)), ("A2", ("A标准编制",)), ("B1", ("B流程再造",))], "a letter and a number, where there are several of a kind"),
    ("1 .区直各部门确定一名干部专抓，变动的5日内报备。\n2 .每月28日前填写进度表。", [("1", ()), ("2", ())], "a blank before the point"),
    ("一、针对群众反映强烈、问题多发的重点领域，进一步加大信息公开力度，严格落实各项公开制度和要求并接受社会监督。\n"
     "1.公开规划。\n2.公开预算。", [(one, ("一、针对群众反映强烈、问题多发的重点领域，进一步加大信息公开力度，严格落实各项公开制度和要求并接受社会监督。",))
                           for one in "12"], "a sentence heads its items as a whole, not up to a comma"),
    ("一、治理目标陋习得到遏制，风尚更加浓厚。二、时间安排本次治理从印发之日开始，分两步进行。（一）公开规划。（二）公开预算。",
     [(one, ("二、时间安排",)) for one in ("(一)", "(二)")], "titles that lost the borders to their text"),
    ("一、公开目录。二、实施步骤按照两个阶段推进：第一阶段：梳理（5月）。各科室梳理目录。第二阶段：公开（6月）。办公室公开目录。",
     [("一", ()), ("第一阶段", ("二、实施步骤",)), ("第二阶段", ("二、实施步骤",))], "stages amid a line"),
    ("一、服务\n29.公开规划。（甲局）\n30 不断优化税务服务。（乙局）\n31.做好解读。（甲局）",
     [(one, ("一、服务",)) for one in ("29", "30", "31")], "a number that has lost its point between two that have theirs"),
    ("一、服务\n1\ue010公开规划。\n2\ue010公开预算。\n3\ue010做好解读。", [(one, ("一、服务",)) for one in "123"],
     "points that only some font can print"),
    ("一、服务\n（98）公开规划。\n（99）公开预算。\n（100）做好解读。\n（101）做好培训。",
     [(f"({one})", ("一、服务",)) for one in range(98, 102)], "more than a hundred items in brackets"),
    ("一、实施设备更新行动到2027年，设备投资较2023年增长25%以上。（一）更新电梯。（二）更新公交车。二、实施消费品以旧换新行动到2027年，全区汽车"
     "以旧换新不低于600辆。（三）落实补贴政策。（四）做好宣传。",
     [(one, (heading,)) for one, heading in zip(("(一)", "(二)", "(三)", "(四)"), ("一、实施设备更新行动",) * 2 + ("二、实施消费品以旧换新行动",) * 2)],
     "goals glued to the titles of sections"),
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


ITEMS = ("1.公开规划。\n2.公开预算。\n", "1.做好解读。\n2.举办发布会。\n")

UNNUMBERED = [
    *((f"{first}\n{ITEMS[0]}{second}\n{ITEMS[1]}", under(first, second), why) for first, second, why in (
        ("公开", "解读", "two characters"),
        ("规划、预算公开", "解读、回应关切", "commas of a list"),
        ("重点公开（2项）", "政策解读（2项）", "a remark behind"),
        ("重点公开：", "政策解读：", "a colon behind"),
        ("“五公开”工作", "“放管服”改革", "quotes"),
        ("贯彻新修订的《条例》", "落实《办法》", "titles of documents"),
        ("聚焦重点，推进公开", "回应关切，做好解读", "two clauses"),
        ("围绕扩大有效投资做好信息公开", "围绕群众关切做好政策解读和回应", "a long line"),
        ("综合科", "市发改委", "units whose items are counted anew"),
        ("专项行动一：规划公开", "专项行动二：政策解读", "a number at the end of the name"))),
    (f"现将今年的工作安排如下：\n规划、预算公开\n{ITEMS[0]}解读、回应\n{ITEMS[1]}", under("规划、预算公开", "解读、回应"), "a lead above the first"),
    (f"重点公开\n\n{ITEMS[0]}\n政策解读\n\n{ITEMS[1]}", under("重点公开", "政策解读"), "blank lines about them"),
    ("一、主动公开\n重点领域\n1.公开规划。\n平台建设\n1.改版网站。\n二、要求\n1.做好解读。",
     [("1", ("一、主动公开", "重点领域")), ("1", ("一、主动公开", "平台建设")), ("1", ("二、要求",))], "titles below a chapter"),
    (f"工作要点\n重点公开\n规划公开\n{ITEMS[0]}预算公开\n3.公布决算。\n解读回应\n政策解读\n4.发布图解。\n",
     [("1", ("重点公开", "规划公开")), ("2", ("重点公开", "规划公开")), ("3", ("重点公开", "预算公开")), ("4", ("解读回应", "政策解读"))],
     "titles of two levels"),
    ("安排\n\n围绕振兴推进公开\n\n农田建设\n\n公布建设任务和资金分配清单。（管理处）\n\n发布农情信息，按周更新进度。（信息中心）\n\n围绕落地加强解读\n\n"
     "政策解读\n\n发布解读材料，举办新闻发布会。（办公室）\n",
     [(None, ("围绕振兴推进公开", "农田建设"))] * 2 + [(None, ("围绕落地加强解读", "政策解读"))], "titles of two levels above paragraphs"),
    *((f"3月\n{first}公开规划。\n4月\n{first}做好解读。", [(label, ("3月",)), (label, ("4月",))], f"months above {first}")
      for first, label in (("一、", "一"), ("（一）", "(一)"), ("1）", "1"), ("（1）", "(1)"), ("①", "①"), ("——", None))),
    ("会议制度\n\n开好领导小组会议。每半年召开一次会议，会后五日内印发纪要。〔办公室〕\n\n成立专项工作组。以三个小组形式推进。〔人事科、财务科〕\n\n"
     "重点攻坚\n\n推动信息公开。公布计划。〔农业局〕\n\n责任追究\n\n落实通报约谈。约谈情况每季度通报。",
     [(None, (head,)) for head in ("会议制度", "会议制度", "重点攻坚", "责任追究")], "titles of paragraphs that state, and of one that does not"),
    ("主动公开\n公开规划信息。\n责任单位：发改委\n公开预算信息。\n责任单位：财政局\n政策解读\n做好解读，发布图解。\n责任单位：法规科",
     [(None, (head,)) for head in ("主动公开", "主动公开", "政策解读")], "… with lines of their own below them"),
    ("一季度：公开规划，举办培训。\n二季度：公开预算。", [(None, ()), (None, ())], "a season that its task follows on the line opens it"),
    ("3月\n公开规划，举办培训。\n4月\n公开预算。", [(None, ()), (None, ())], "… or follows below"),
]


@pytest.mark.parametrize(("text", "expected", "why"), UNNUMBERED, ids=[case[2] for case in UNNUMBERED])
def test_heads_without_a_number(text: str, expected: list[Place], why: str) -> None:
    assert places(text) == expected, why


NO_HEADS = [
    ("重点任务\n1.公开规划。\n综合科\n2.公开预算。\n财务科", [("1", ()), ("2", ())], "lines of units close what they answer for"),
    ("1.公开规划\n及时公布文本\n2.公开预算\n及时公布决算\n3.做好解读", [("1", ()), ("2", ()), ("3", ())],
     "lines between items, the first of which has no title"),
    ("1.公开规划，方便群众查询\n和监督\n2.公开预算，接受社会\n各界的监督\n3.做好解读", [("1", ()), ("2", ()), ("3", ())], "lines that go on"),
    ("1.公开规划。\n责任人：张三\n2.公开预算。\n责任人：李四", [("1", ()), ("2", ())], "lines of persons"),
    ("1.公开规划。\n2.公开预算。\n综合科\n3.做好解读。\n财务科\n4.做好培训。", [(label, ()) for label in "1234"],
     "units between items that go on counting"),
    ("机关各科室：\n1.公开规划。\n局属各单位：\n2.公开预算。", [("1", ()), ("2", ())], "those who are addressed"),
    ("（一）公开规划。\n具体措施：\n1.公布文本。\n2.公布图件。\n（二）公开预算。\n具体措施：\n1.公布预算。\n2.公布决算。",
     [(label, (head,)) for head in ("（一）公开规划。", "（二）公开预算。") for label in ("1", "2")], "a key that stands again below each item"),
    ("1.公开规划。\n第一步要做好准备。\n第二步要组织实施。\n2.公开预算。", [("1", ()), ("2", ())], "steps in the words of a sentence"),
    ("1.公开规划。\n3月：公布文本。\n4月：公布图件。\n2.公开预算。", [("1", ()), ("2", ())], "months below an item"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NO_HEADS, ids=[case[2] for case in NO_HEADS])
def test_lines_that_head_nothing(text: str, expected: list[Place], why: str) -> None:
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


FIRST, SECOND = "某区2022年政务公开工作要点", "某区2022年政务公开业务培训计划"
NOTICE = f"各单位：\n现将有关方案印发给你们，请抓好实施。\n附件：1.{FIRST}\n2.{SECOND}\n某区办公室\n2022年5月6日\n\n"
BOTH = [("(一)", (FIRST, "一、公开")), ("(二)", (FIRST, "一、公开")), ("1", (SECOND,)), ("2", (SECOND,))]
POINTS, TRAINING = "一、公开\n（一）公开规划。\n（二）公开预算。", "1.举办培训。\n2.组织考试。"

PRINTED_TITLES = [
    (f"{NOTICE}附件1\n{FIRST}\n{POINTS}\n附件2\n{SECOND}\n{TRAINING}", BOTH, "below the word annex"),
    (f"{NOTICE}附件1\n\n某区2022年\n政务公开工作要点\n\n{POINTS}\n\n附件2\n\n某区2022年\n政务公开业务培训计划\n\n{TRAINING}", BOTH, "on two lines"),
    (f"{FIRST}\n为做好公开，制定本要点。\n{POINTS}\n\n{SECOND}\n为做好培训，制定本计划。\n{TRAINING}", BOTH, "without a notice"),
    (f"{FIRST}\n{POINTS}\n\n{SECOND}\n{POINTS}", BOTH[:2] + [(label, (SECOND, *heads[1:])) for label, heads in BOTH[:2]],
     "… and without a preamble"),
    (f"{NOTICE.replace(SECOND, '工作计划表')}{FIRST}\n为做好公开，制定本要点。\n{POINTS}\n附件2工作计划表序号主要任务责任单位"
     "1加强规划公开。发改局2加强预算公开。财政局3做好政策解读。司法局", [(label, heads[1:]) for label, heads in BOTH[:2]]
     + [("1", ()), ("2", ()), ("3", ())], "nor is the annex of the only plan"),
    (f"{FIRST}\n为做好公开，制定本要点。\n{POINTS}\n附件1\n某区重点排查清单\n一、船舶\n1.废旧船舶滩涂拆解工艺\n2.钢制船舶的整体建造工艺\n二、建材\n1.土砖窑\n",
     [(label, heads[1:]) for label, heads in BOTH[:2]], "an annex that numbers anew and sets no tasks"),
]


@pytest.mark.parametrize(("text", "expected", "why"), PRINTED_TITLES, ids=[case[2] for case in PRINTED_TITLES])
def test_titles_of_plans_in_one_file(text: str, expected: list[Place], why: str) -> None:
    assert [(task.label, task.headings) for task in extraction(text).tasks] == expected, why


def test_a_number_alone_above_a_list_heads_nothing() -> None:
    found = extraction("某学院信息公开工作要点\n二、突出财务信息\n3. ①预算20日内公开。（财务处）②收费标准集中公示。（学工处）\n4. 公开基建工程。（后勤处）\n")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("①", ("二、突出财务信息",)), ("②", ("二、突出财务信息",)), ("4", ("二、突出财务信息",))]
