"""Parts and nested items: consistency of the whole decides what a number is."""

from __future__ import annotations

from pathlib import Path

import golden
import pytest
from readings import PLANS, document, extraction, plan

from kg.model.extraction import PartKind
from kg.model.outline import Outline
from kg.model.text import Document
from kg.outline import outline, sections_of


def labels(text: str) -> list[tuple[int, str | None]]:
    """Depth and label of each item of a text."""
    found = document(text)
    return _labels(outline(found, sections_of(found)))


def _labels(built: Outline) -> list[tuple[int, str | None]]:
    depths: list[int] = []
    for item in built.items:
        depths.append(0 if item.parent is None else depths[item.parent] + 1)
    return [(depth, item.mark.label) for depth, item in zip(depths, built.items)]


NESTINGS = [
    ("一、要求\n（一）公开。\n（二）解读。\n二、任务\n（一）回应。",
     [(0, "一"), (1, "(一)"), (1, "(二)"), (0, "二"), (1, "(一)")], "headings on lines"),
    ("一、要求（一）公开。（二）解读。二、任务（一）回应。",
     [(0, "一"), (1, "(一)"), (1, "(二)"), (0, "二"), (1, "(一)")], "all on one line"),
    ("一、甲\n1.公开。\n2.解读。\n二、乙\n3.回应。\n4.培训。",
     [(0, "一"), (1, "1"), (1, "2"), (0, "二"), (1, "3"), (1, "4")], "numbers go on below a new heading"),
    ("1.公开。\n2.解读。\n4.培训。\n5.考核。", [(0, "1"), (0, "2"), (0, "4"), (0, "5")], "one number is lost"),
    ("一、甲\n公开统一、规范。\n二、乙", [(0, "一"), (0, "二")], "统一、 is a word"),
    ("1.公开。\n2.2017年底前建成。\n3.解读。", [(0, "1"), (0, "2"), (0, "3")], "a label glued to a year"),
    ("1.造林1.01亿亩。\n2.抚育1.2亿亩。", [(0, "1"), (0, "2")], "decimals are no labels"),
    ("一、甲\n见附件1、附件2。\n二、乙", [(0, "一"), (0, "二")], "numbers of annexes are no labels"),
    ("第一条 公开。\n第二条 依照第一条执行。\n第三条 解读。", [(0, "第一条"), (0, "第二条"), (0, "第三条")],
     "articles, and a reference to one"),
    ("一、甲\n——公开。\n——解读。\n二、乙\n——回应。",
     [(0, "一"), (1, None), (1, None), (0, "二"), (1, None)], "dashes"),
    ("Ⅰ、甲\n㈠公开。\n㈡解读。\nⅡ、乙\n㈠回应。", [(0, "Ⅰ"), (1, "(一)"), (1, "(二)"), (0, "Ⅱ"), (1, "(一)")],
     "numbers that are one sign with their brackets"),
    ("(一)、甲\n(1).公开。\n(2)、解读。\n(二)、乙", [(0, "(一)"), (1, "(1)"), (1, "(2)"), (0, "(二)")],
     "a point behind a bracket belongs to the number"),
    ("1公开\n1.1公开规划。\n1.1.1公开文本。\n1.2公开预算。\n2解读\n2.1做好解读。",
     [(0, "1"), (1, "1.1"), (2, "1.1.1"), (1, "1.2"), (0, "2"), (1, "2.1")], "decimals below a bare number"),
    ("1.造林。\n1.2万亩要及时完成。\n2.抚育。", [(0, "1"), (0, "2")], "a quantity at a line's start is no label"),
    ("一、甲\n●公开。\n●解读。\n- 责任单位：办公室\n二、乙", [(0, "一"), (1, None), (1, None), (0, "二")],
     "bullets, but no key behind a dash"),
    ("一、甲\n见图①②③。\n二、乙", [(0, "一"), (0, "二")], "signs in a row refer to something"),
    ("一、甲\n1.公开。\n2.解读。主要任务如下：1.梳理。2.编制。",
     [(0, "一"), (1, "1"), (1, "2"), (1, "1"), (1, "2")], "a list begins anew after a colon"),
    ("第一季度\n1.公开。\n2.解读。\n第二季度\n1.回应。\n2.培训。",
     [(0, None), (1, "1"), (1, "2"), (0, None), (1, "1"), (1, "2")], "seasons head lists that begin anew"),
    ("一、甲\n【综合科】\n1.公开。\n【法规科】\n2.解读。\n二、乙\n3.回应。",
     [(0, "一"), (1, None), (2, "1"), (1, None), (2, "2"), (0, "二"), (1, "3")], "names in heavy brackets head lists"),
    ("一、甲\n1—1　公开。\n1—2　解读。\n二、乙\n2-1 回应。\n2-2 培训。",
     [(0, "一"), (1, "1—1"), (1, "1—2"), (0, "二"), (1, "2-1"), (1, "2-2")], "chapter and item in one number"),
    ("1.公开。\n2—3月开展培训。\n2.解读。", [(0, "1"), (0, "2")], "a stretch of months is no number of an item"),
    ("一、甲\n第一项 公开。\n第二项：解读。\n落实第一项任务。", [(0, "一"), (1, "第一项"), (1, "第二项")],
     "ordinals at a line's start"),
    ("一、甲\n第一，公开。\n第二，解读。\n第二季度，培训。", [(0, "一"), (1, "第一"), (1, "第二")], "… without a noun before a comma"),
    ("措施1：公开\n公开规划。\n措施2：解读\n做好解读。", [(0, "措施1"), (0, "措施2")], "measures that are named by number"),
    ("任务一：公开\n公开规划。\n任务二：解读\n做好解读。", [(0, "任务一"), (0, "任务二")], "tasks that are named by number"),
    ("一、甲（一）推进公开1．公开规划。二、乙（一）解读。", [(0, "一"), (1, "(一)"), (2, "1"), (0, "二"), (1, "(一)")],
     "one item glued to its heading"),
    ("一、甲（一）推进公开至方案3．公开规划。二、乙", [(0, "一"), (1, "(一)"), (0, "二")], "… but no other number than one"),
    ("一　加强公开\n（一）公开规划。\n二　做好解读\n（一）做好解读。", [(0, "一"), (1, "(一)"), (0, "二"), (1, "(一)")],
     "numbers at line starts without a point"),
    ("1 公开规划。\n2 公开预算。", [(0, "1"), (0, "2")], "… digits too"),
    ("一，公开\n1：公开规划。\n2：公开预算。\n二，解读", [(0, "一"), (1, "1"), (1, "2"), (0, "二")], "… or with another mark"),
    ("第一部分　公开\n第1条　公开规划。\n第2条　公开预算。\n第二部分　解读", [(0, "第一部分"), (1, "第1条"), (1, "第2条"), (0, "第二部分")],
     "parts, and articles in digits"),
    ("1公开规划。\n3做好解读。\n4做好培训。", [], "… but not with a gap"),
    ("1个月内公开规划。\n2个月内公开预算。\n3个月内做好解读。", [], "counted months are no numbers"),
    ("一般事项要公开。\n二级单位要公开。", [], "words that begin like a number"),
    ("1.公开。\n第一季度\n公开规划。\n2.解读。", [(0, "1"), (0, "2")], "a season above no list is text"),
]


@pytest.mark.parametrize(("text", "expected", "why"), NESTINGS, ids=[case[2] for case in NESTINGS])
def test_nesting(text: str, expected: list[tuple[int, str | None]], why: str) -> None:
    assert labels(text) == expected, why


def test_losing_one_number_costs_one_item() -> None:
    """Wherever a number is lost, all others stay."""
    lines = [f"{number}.做好第{number}类信息公开。" for number in range(1, 31)]
    for lost in (4, 14, 27):
        kept = [*lines[:lost], lines[lost].split(".", 1)[1], *lines[lost + 1:]]
        assert len(labels("\n".join(kept))) == 29


def kinds(found: Document) -> list[tuple[PartKind, str | None]]:
    """The kind and title of each part."""
    text = found.logical.text
    return [(section.kind, text[slice(*section.title)] if section.title else None)
            for section in sections_of(found)]


NOTICE = "各科室：\n现将《{0}》印发给你们，请认真贯彻执行。\n某市生态环境局\n2021年5月8日\n（此件公开发布）\n"


def test_a_plan_begins_where_its_title_stands_again() -> None:
    title = "某局2021年政务公开工作安排"
    for gap in ("\n", ""):
        text = NOTICE.format(title).rstrip("\n" if not gap else "") + f"{gap}{title}{gap}为做好公开工作，制定本安排。一、公开"
        assert kinds(document(text))[1] == (PartKind.PLAN, title)


TITLES_ABOVE_HEADS = [
    ("某局2022年政务公开任务分解", "序号任务内容时间要求责任分工1公开规划。", "row numbers first"),
    ("某局2022年政务公开任务分解表", "工作任务工作要求牵头单位一、公开", "two heads of texts before one of units"),
    ("某局2022年政务公开工作要点", "重点任务责任科室公开规划。", "the first head ends like a title itself"),
]


@pytest.mark.parametrize(("title", "table", "why"), TITLES_ABOVE_HEADS, ids=[why for _, _, why in TITLES_ABOVE_HEADS])
def test_a_title_ends_above_the_heads_glued_to_it(title: str, table: str, why: str) -> None:
    assert kinds(document(f"{NOTICE.format(title)}附件{title}{table}"))[-1] == (PartKind.ANNEX, title), why


def test_heads_that_end_like_a_title_begin_no_part() -> None:
    title = "某县2017年政务公开重点任务分解表"
    text = f"{NOTICE.format(title)}附件\n{title}\n序号 完成时限 责任单位 重点任务\n1 6月底前 县教育局 公开学区划分。"
    assert kinds(document(text))[-1] == (PartKind.ANNEX, title)


PLAN = "某局2021年政务公开工作要点\n一、公开（一）公开规划。（综合科）（二）公开预算。（财务科）"
ANNEXES_GLUED = [
    ("附件：某局政策解读工作方案一、解读（一）解读政策。（综合科）", [(PartKind.ANNEX, "某局政策解读工作方案")],
     "a colon behind the mark, and the text of the annex glued to its title"),
    ("附件2某局任务分解表序号任务责任单位1公开。综合科", [(PartKind.ANNEX, "某局任务分解表")], "a mark glued to a unit"),
    ("附件：1.某局政策解读工作方案2.名单 某局政策解读工作方案 一、解读", [(PartKind.ANNEX, "某局政策解读工作方案")],
     "no mark: what the list names stands again"),
    ("附件：1.某局政策解读工作方案2.名单", [], "a list of annexes, and none of them"),
]


@pytest.mark.parametrize(("behind", "parts", "why"), ANNEXES_GLUED, ids=[why for _, _, why in ANNEXES_GLUED])
def test_an_annex_begins_in_a_page_of_one_line(behind: str, parts: list[tuple[PartKind, str | None]], why: str) -> None:
    assert kinds(document(PLAN + behind))[1:] == parts, why


def test_what_ends_like_a_title_below_the_first_one_is_a_cell() -> None:
    title = "某局2023年政务公开任务分工表"
    text = f"{NOTICE.format(title)}附件\n{title}\n序号\n工作任务\n责任单位\n1\n公开规划。\n市国土空间规划\n技术中心\n2\n公开预算。\n财务科"
    assert kinds(document(text)) == [(PartKind.NOTICE, None), (PartKind.ANNEX, title)]


def test_a_line_of_many_joined_words_ends_like_a_title_and_is_none() -> None:
    text = "某省2019年任务分解表\n序号\n工作任务\n完成时间\n1\n公开规划。\n2021年11月20日\n2\n推进部署公开。加大稳\n" \
           "增长、促改革、调结构、惠民生、防风险、保稳定系列政策措施\n的执行和落实情况公开力度，及时公开预算、决算和各项工作的进展情况，接受监督。\n年底前"
    assert kinds(document(text)) == [(PartKind.PLAN, None)]


@pytest.mark.parametrize(("above", "parts", "why"), [
    ("积极履行职责，切实对基层政府落实", 1, "a sentence goes on"),
    ("抄送：某市委办公室，某市人大办公室", 2, "a key opens no sentence"),
    ("联系人：张某，电话：12345678", 2, "nor does one that figures end"),
    ("各项工作均已落实，特此通知。", 2, "a sentence ends"),
])
def test_what_ends_like_a_title_amid_a_sentence_is_none(above: str, parts: int, why: str) -> None:
    text = f"某市2020年任务分解表\n公开规划，做好解读。\n某市政府办公室\n2020年11月20日\n{above}\n" \
           "生态环境领域政务公开工作方案\n一、公开规划。\n二、做好解读。\n"
    assert len(kinds(document(text))) == parts, why


def test_one_notice_prints_several_plans() -> None:
    titles = ["某省规范收费专项行动方案", "某省便民服务专项行动方案"]
    body = "为规范工作，制定本方案。\n一、要求\n1.公开。\n2.解读。\n"
    text = NOTICE.format("》《".join(titles)) + "".join(f"{title}\n{body}" for title in titles)
    assert kinds(document(text)) == [(PartKind.NOTICE, None), *((PartKind.PLAN, title) for title in titles)]
    assert [label for _, label in labels(text)] == ["一", "1", "2"] * 2


@pytest.mark.parametrize(("closing", "items", "why"), [
    ("", 3, "who signs stands within the last 300 characters of what is short"),
    ("抄送：县委办公室。\n", 3, "so does who gets a copy"),
    ("附件：某局2021年政务公开工作要点\n某市生态环境局\n2021年5月8日\n", 3, "a day stands below the name of the plan"),
    ("附件：\n", 0, "what is named below the word 附件 is none of its chapters"),
])
def test_a_plan_may_follow_its_notice_without_its_title(closing: str, items: int, why: str) -> None:
    notice = NOTICE.format("某局2021年政务公开工作要点") + closing
    assert len(labels(f"{notice}一、重点任务分工\n（一）公开规划。（综合科）\n（二）公开预算。（财务科）\n")) == items, why
    assert len(labels(f"{notice}1.公开规划。\n责任单位：综合科\n2.公开预算。\n责任单位：财务科\n3.解读政策。\n")) == items, why


def test_the_list_of_annexes_is_not_an_annex() -> None:
    text = NOTICE.format("某厅2022年工作要点") + "附件：1.某厅2022年工作要点\n2.任务分工\n"
    assert kinds(document(text)) == [(PartKind.PLAN, None)]


def test_a_second_notice_begins_anew() -> None:
    first = "某市关于推进公开的意见\n" + "\n".join(f"{n}、做好公开工作。" for n in "一二三四五") * 12
    second = "\n某市关于印发2021年政务公开工作要点的通知\n各科室：\n一、公开\n二、解读"
    parts = kinds(document(first + second))
    assert [kind for kind, _ in parts] == [PartKind.PLAN, PartKind.NOTICE]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_outlines_of_bundled_plans(path: Path) -> None:
    found = plan(path)
    text, built = found.logical.text, outline(found, sections_of(found))
    lines = [f"## {section.kind.value} {text[slice(*section.title)] if section.title else ''}".rstrip()
             for section in built.sections]
    lines += ["  " * depth + f"{label or '-'} {text[item.body:min(item.stop, item.body + 20)]!r}"
              for (depth, label), item in zip(_labels(built), built.items)]
    golden.check(f"outlines/{path.stem}.txt", lines)


def test_the_second_line_of_a_notices_title_is_no_plan() -> None:
    text = ("发文机关：白城市人民政府办公室　成文日期：2019年06月24日\n白城市人民政府办公室关于印发2019年\n\n政务公开任务分解表的通知\n\n白政办函〔2019〕33号\n\n"
            "各县人民政府：\n\n现将任务分解表印发给你们。各单位要于12月10日前将落实情况报市政府办公室。\n\n白城市人民政府办公室\n\n2019年6月24日\n\n"
            "白城市2019年政务公开任务分解表\n\n一、公开预算。（财政局）\n\n二、公开规划。（发改委）\n")
    found = extraction(text)
    assert next(task.text(found.text) for task in found.tasks) == "各单位要于12月10日前将落实情况报市政府办公室。"
    assert len(found.tasks) == 3
