"""One text, one coordinate system: what rules see, and the way back to the print."""

from __future__ import annotations

from collections.abc import Iterable
from re import _parser as regex_parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import PLANS, document, extraction, plan

from kg.model.text import Script, Span
from kg.normalise import heads, is_furniture
from kg.normalise.characters import fold, simplify
from kg.normalise.draft import Draft
from kg.normalise.gaps import split_gaps
from kg.normalise.tabbed import join_tabbed
import itertools

STOOD_FOR = {("|", ";"), (" ", ":")}     # a bar inside a bracket, a gap behind a key
PROSE = "为进一步做好政务公开工作，保障人民群众知情权、参与权、表达权和监督权，"

CASES = [
    ("（國辦發〔2021〕 12 號）", "(国办发〔2021〕12号)", "script, width and spaces in numbers"),
    ("陜西省衞生廳、廣州巿", "陕西省卫生厅、广州市", "variants that stand for a character of a name"),
    ("2021 年 10 月 28 日", "2021年10月28日", "spaces beside digits are layout"),
    ("2 0 2 2 年 1 0 月前，办理 1 2 3 4 5 热线", "2022年10月前,办理12345热线", "figures that a recogniser spaces"),
    ("共 2 3 项，2022 年", "共2 3项,2022年", "… are only believed where a year is spaced"),
    ("## 一、总体要求\n公开。", "一、总体要求\n公开。", "the marks of Markdown's headings are layout"),
    ("工 作 任 务\t水  处", "工作任务\t水处", "letter-spaced heads and names"),
    ("在县政府网站开设专栏，公布惠企政策的申报条件、办理流程和兑现结果，动态更新。（县水利局　县财政局　县林业局）",
     "在县政府网站开设专栏,公布惠企政策的申报条件、办理流程和兑现结果,动态更新。(县水利局 县财政局 县林业局)",
     "spaces that alone part units in a bracket stay"),
    ("在县政府网站开设专栏，公布惠企政策的申报条件、办理流程，动态更新。（牵头单位：县水利局 县财政局；配合单位：县林业局）",
     "在县政府网站开设专栏,公布惠企政策的申报条件、办理流程,动态更新。(牵头单位:县水利局 县财政局;配合单位:县林业局)",
     "… behind keys too, where what stands before the space ends like an office"),
    ("區經濟發展局 區行政審批局", "区经济发展局 区行政审批局", "a space between names parts them"),
    ("<p>公开。</p>", "公开。", "tags are debris"),
    ("印发<关于推进公开的意见>的通知", "印发<关于推进公开的意见>的通知", "angle quotes are content"),
    ("公开<br/>更新", "公开\n更新", "a tag that ends a line leaves a line end"),
    ("<td>一</td><td>办公室</td>", "一\t办公室\t", "cells become borders"),
    ("| 1 | 公开预算 | 财务科 |", "1\t公开预算\t财务科", "ruled cells become borders"),
    ("工作任务 | 责任单位\n公开预算 | 财务科\n公开决算 | 财务科", "工作任务\t责任单位\n公开预算\t财务科\n公开决算\t财务科",
     "one bar parts two columns below heads that one parts"),
    ("公开 | 预算\n公开 | 决算", "公开 | 预算\n公开 | 决算", "a bar without heads above is a character"),
    ("| 任务 | 责任单位 |\n| 公开规划、计划和各种应当公开的文件以及其他统计资\n料 | 甲科 |", "任务\t责任单位\n公开规划、计划和各种应当公开的文件以及其他统计资料\t甲科",
     "a row has as many bars as the heads: a full line was broken amid a word"),
    ("| 任务 | 责任单位 |\n| 公开规划 | 甲科\n乙科 |", "任务\t责任单位\n公开规划\t甲科 乙科", "… a short one ended a name"),
    ("公开规划。〔牵头　甲局｜协办　各镇（区）乙所｜年底前〕\n公开预算。〔牵头 丙局｜协办 丁局｜6月底〕", "公开规划。〔牵头:甲局;协办:各镇(区)乙所;年底前〕\n公开预算。〔牵头:丙局;协办:丁局;6月底〕",
     "bars inside a bracket part no cells, a space behind a word there ends a key"),
    ("| 某市任务分工 |\n||||\n| 序号 | 任务 | 责任单位\n|\n| 1 | 公开 | 甲科\n|", "某市任务分工\n\t\t\n序号\t任务\t责任单位\n1\t公开\t甲科\n",
     "bars alone are no rule below heads"),
    ("| 类 | 任务 | 责任单位 |\n| 甲 | 1.公开规划 | 甲科 |\n| 2.公开预算 | 乙科 |", "类\t任务\t责任单位\n甲\t1.公开规划\t甲科\n2.公开预算\t乙科",
     "… fewer where a cell reaches down: what is numbered below a bar begins a row"),
    ("<tr><td>公开规划、计划和各种应当公开的文件以及其他统计资\n料</td><td>甲科\n乙科</td></tr>", "公开规划、计划和各种应当公开的文件以及其他统计资料\t甲科 乙科",
     "a line end in a tagged cell is layout"),
    ("| 公开规划。<br>公开预算。 | 甲局<br/>乙局 |", "公开规划。公开预算。\t甲局 乙局", "a line broken inside a cell stays in it"),
    ("1\t公开规划。<br>公开预算。\t甲局", "1\t公开规划。公开预算。\t甲局", "and between tabs"),
    ("<td><p>甲局</p><p>乙局</p></td><td>1</td>", "甲局 乙局\t1\t", "paragraphs inside a cell stay in it"),
    ("序号   工作任务   责任单位\n1   公开规划   甲科\n2   公开预算", "序号\t工作任务\t责任单位\n1\t公开规划\t甲科\n2\t公开预算",
     "wide gaps part cells below heads that they part"),
    ("序号    工作任务     责任单位\n1   公开规划、     市发改委\n    计划           市财政局\n    和名单\n2   公开预算       市财政局",
     "序号\t工作任务\t责任单位\n1\t公开规划、\t市发改委\n\t计划\t市财政局\n\t和名单\n2\t公开预算\t市财政局",
     "full rows tell where columns are whose heads stand elsewhere"),
    ('1\t"公开规划；\n公开""三公""经费"\t"甲科\n乙科"\n2\t公开"双随机"结果\t丙科',
     '1\t公开规划;公开"三公"经费\t甲科 乙科\n2\t公开"双随机"结果\t丙科', "quotes that a sheet sets around cells are none of theirs"),
    ("公开规划   甲科\n公开预算   乙科", "公开规划 甲科\n公开预算 乙科", "gaps without heads above are layout"),
    ("工作任务,责任单位\n公开规划,甲科", "工作任务\t责任单位\n公开规划\t甲科", "two columns that commas separate"),
    ("清单,,\r\n序号,工作任务,责任单位\r\n1,公开规划,甲科\r\n", "清单\n序号\t工作任务\t责任单位\n1\t公开规划\t甲科\n",
     "a lone title over a table whose lines end as sheets' do"),
    ("工作任务\n|\n1\n|\n办公室", "工作任务\n1\n办公室", "a bar on its own line is a border already there"),
    ("印发《江\n\n门市方案》的通知", "印发《江门市方案》的通知", "no line ends inside a title"),
    ("按照《江门市\n人民政府办公室关于印发方案\n的通知》要求", "按照《江门市人民政府办公室关于印发方案的通知》要求", "… though it goes on over three lines"),
    ("综合科、\n法规科", "综合科、法规科", "a list goes on after its comma"),
    ("一、总体要求\n二、主要任务", "一、总体要求\n二、主要任务", "a label begins a line"),
    ("公开信\n— 3 —\n息。", "公开信\n息。", "a page number alone; too short to tell that the line goes on"),
    (f"{PROSE}推进信息\n— 3 —\n公开。", fold(f"{PROSE}推进信息公开。"), "a sentence over a page end"),
    ("㈠公开①更新…", "㈠公开①更新…", "no compatibility forms: marks keep their shape"),
    ("a\r\nb", "a\nb", "one line end for two characters"),
    ("相关链接： -->各片区：", "相关链接:各片区:", "the end of a comment is debris"),
]


@pytest.mark.parametrize(("printed", "logical", "why"), CASES, ids=[case[2] for case in CASES])
def test_logical_text(printed: str, logical: str, why: str) -> None:
    assert document(printed).logical.text == logical, why


SIGNS = [
    ("︽柘榮縣規劃︾︵國衛辦發︹2021︺43號︶", "《柘榮縣規劃》(國衛辦發〔2021〕43號)", "brackets of lines that run downwards"),
    ("﹁看得懂﹂﹃查得着﹄︱通知︰︑︒", "“看得懂”‘查得着’—通知:、。", "… quotes, strokes and stops"),
    ("﹙一﹚﹝2021﹞﹑﹔﹕", "(一)〔2021〕、;:", "small forms"),
    ("㈠①…", "㈠①…", "numbers in circles and dots stay"),
]


@pytest.mark.parametrize(("printed", "folded", "why"), SIGNS, ids=[case[2] for case in SIGNS])
def test_signs_in_other_forms(printed: str, folded: str, why: str) -> None:
    assert fold(printed) == folded, why


SCRIPTS = [
    ("政務資訊公開", "政务资讯公开", "Traditional characters"),
    ("政务公开", "政务公开", "Simplified ones alone are left as they are"),
    ("逐条答覆，藉口不得", "逐条答复，借口不得", "characters that only some words have for others"),
    ("全面覆盖，损坏公物", "全面覆盖，损坏公物", "… stand in others as printed"),
    ("覆信及反覆核对", "复信及反复核对", "… whether they begin or end the word"),
    ("毛坏房与坏土", "毛坯房与坯土", "… a second such character"),
]


@pytest.mark.parametrize(("printed", "simplified", "why"), SCRIPTS, ids=[case[2] for case in SCRIPTS])
def test_simplified_text(printed: str, simplified: str, why: str) -> None:
    assert simplify(printed) == simplified, why


@given(st.text(alphabet="一、（二）公开政務資訊。，：;<>/p|\t\n\r　 12年月《》-—", max_size=120))
def test_every_logical_character_leads_back(anything: str) -> None:
    printed = f"公{anything}"
    found = document(printed)
    assert found.text == printed
    origin = found.logical.origin
    assert len(origin) == len(found.logical.text)
    assert all(a < b for a, b in itertools.pairwise(origin))
    folded = fold(simplify(printed))
    for character, at in zip(found.logical.text, origin):
        assert character in (folded[at], "\n", "\t", " ") or (folded[at], character) in STOOD_FOR


def test_what_page_ends_put_in_is_known() -> None:
    printed = f"{PROSE}推进信息\n— 3 —\n公开。"
    assert [page.of(printed) for page in document(printed).pages] == ["\n— 3 —\n"]
    assert document("一、公开\n二、解读").pages == ()


BARS = [
    ("工作任务 |\n具体要求 |\n责任单位 |\n一、公开 | | |\n规划 |\n公开规划。 |\n甲科 |\n",
     "工作任务\t具体要求\t责任单位\n一、公开\t\t\n规划\t公开规划。\t甲科", "as many bars as heads make a row"),
    ("序号 |\n工作任务 |\n责任单位 |\n||\n1 |\n公开规划。 |\n甲科\n乙科 |\n|\n|\n",
     "序号\t工作任务\t责任单位\t\t\n1\t公开规划。\t甲科 乙科\t\t", "empty cells behind the heads widen the rows"),
    ("任务\n|\n责任单位\n|\n公开规划。\n|\n甲科\n|\n", "任务\t责任单位\n公开规划。\t甲科", "bars on lines of their own"),
    ("|\n工作任务\n|\n责任单位\n|\n|\n公开规划。\n|\n甲科\n|\n", "\n工作任务\n责任单位\n公开规划。\n甲科",
     "bars that open and close rows count no cells: a merged one has none"),
    ("工作任务 | 具体要求\n| 责任单位 |\n公开 | 公开规划。 | 甲科 |\n公开预算。 | 乙科 |",
     "工作任务\t具体要求\t责任单位\n公开\t公开规划。\t甲科\n公开预算。\t乙科", "heads alone are broken"),
    ("任务\n|\n序号\n|\n责任单位\n|\n公开\n|\n1\n|\n甲科\n|\n2\n|\n乙科\n|\n3\n|\n丙科\n|\n4\n|\n丁科\n|\n5\n|\n",
     "任务\n序号\n责任单位\n公开\n1\n甲科\n2\n乙科\n3\n丙科\n4\n丁科\n5", "a column's cells cannot be another's"),
    ("工作任务 |\n完成时限 |\n责任单位 |\n公开规划。 |\n年底前 |\n甲科 |\n二、解读 |\n解读政策。 |\n6月底前 |\n乙科 |\n",
     "工作任务\n完成时限\n责任单位\n公开规划。\n年底前\n甲科\n二、解读\n解读政策。\n6月底前\n乙科", "no units in a column are a limit"),
    ("任务 |\n要求 |\n责任单位 |\n公开 |\n1.公开规划。 |\n甲科 |\n2.公开预算。 |\n乙科 |\n解读 |\n3.解读政策。 |\n丙科 |\n",
     "任务\n要求\n责任单位\n公开\n1.公开规划。\n甲科\n2.公开预算。\n乙科\n解读\n3.解读政策。\n丙科", "numbers stand in one column"),
    ("任务 | 要求 | 责任单位 |\n公开 | 1.公开规\n划。 | 甲科 |\n解读 | 2.解读政策。 | 乙科\n丙科 |\n",
     "任务\t要求\t责任单位\n公开\t1.公开规 划。\t甲科\n解读\t2.解读政策。\t乙科 丙科", "line ends inside the cells of whole rows"),
    ("任务 | 要求 | 责任单位\n公开 | 公开规划。 | 甲科\n公开预算。 | 乙科",
     "任务\t要求\t责任单位\n公开\t公开规划。\t甲科\n公开预算。\t乙科", "one bar below heads parts what merged cells leave"),
    ("工作任务 |\n责任单位 |\n备注 |\n二、任务 |\n（一）公开 |\n1.公开规划。 |\n甲科 |\n|\n2.公开预算。 |\n乙科 |\n|\n3.解读政策。 |\n丙科 |\n|\n",
     "工作任务\n责任单位\n备注\n二、任务\n(一)公开\n1.公开规划。\n甲科\n2.公开预算。\n乙科\n3.解读政策。\n丙科",
     "no item begins in a column of units"),
    ("工作任务 |\n责任单位 |\n公开规划。 |\n甲科 |\n公开预算。 |\n以上请落实。",
     "工作任务\n责任单位\n公开规划。\n甲科\n公开预算。\n以上请落实。", "a row too short amid a text"),
]


@pytest.mark.parametrize(("printed", "logical", "why"), BARS, ids=[case[2] for case in BARS])
def test_rows_whose_cells_end_lines(printed: str, logical: str, why: str) -> None:
    assert document(printed).logical.text.rstrip("\n") == logical, why


LONG = PROSE[:-1] * 7


@pytest.mark.parametrize(("lines", "logical", "why"), [
    ([f"1、{LONG}", f"2、{LONG}", "3、做好公开。"], f"{LONG * 2}做好公开。", "pieces of one length, the last one shorter"),
    ([f"1、{LONG}", f"2、{LONG[:150]}", f"3、{LONG}"], None, "items are as long as they are"),
    ([f"1、{LONG}", f"3、{LONG}", "4、做好公开。"], None, "numbers that do not run on"),
    ([f"1、{LONG}。", "2、做好公开。"], None, "an item ends its sentence")])
def test_numbered_pieces_of_a_preview(lines: list[str], logical: str | None, why: str) -> None:
    assert document("\n".join(lines)).logical.text == fold(logical or "\n".join(lines)), why


@pytest.mark.parametrize(("printed", "logical", "why"), [
    ("? 某省人民政府办公厅\n公开规划。", "某省人民政府办公厅\n公开规划。", "before a line"),
    ("??\n?????? 某局办公室\n2023年7月7日???????\n公开规划。", "某局办公室\n2023年7月7日\n公开规划。", "a line of them, and behind one"),
    ("何为政务公开?\n公开规划。", "何为政务公开?\n公开规划。", "a question")])
def test_question_marks_may_stand_for_spaces(printed: str, logical: str, why: str) -> None:
    assert document(printed).logical.text.strip("\n") == logical, why


def test_the_numbers_of_pieces_are_no_part_of_the_text() -> None:
    found = document(f"1、{LONG}\n2、{LONG}\n3、做好公开。")
    assert [span.of(found.text) for span in found.pages] == ["1、", "\n2、", "\n3、"]


@pytest.mark.parametrize(("printed", "logical", "why"), [
    (" 一、目标 3.做好工作。", "\n一、目标 3.做好工作。", "a space before a label parts it from a heading"),
    (" 见附件 1.权力清单。", "\n见附件1.权力清单。", "the number of an annex is no label"),
    (" 共 12.5 亩。", "\n共12.5亩。", "a decimal is no label")])
def test_spaces_in_paragraphs_run_together(printed: str, logical: str, why: str) -> None:
    lead = "以新思想为指导，全面推进政务公开工作，切实保障人民群众知情权。" * 9
    assert document(lead + printed).logical.text == fold(lead) + logical, why


def test_a_frame_takes_the_bracket_that_opens_it() -> None:
    found = document("（一）公开规划。\n（二）公开预算。\n（来源：某县人民政府网）\n上一篇：关于公开的通知")
    assert [frame.of(found.text)[:4] for frame in found.furniture] == ["（来源："]


@given(st.text(alphabet="公开（）１２Ａ：；國辦発…①", max_size=60))
def test_folding_never_changes_length(text: str) -> None:
    assert len(fold(simplify(text))) == len(text)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_script_of_bundled_plans(path: object) -> None:
    expected = Script.TRADITIONAL if "traditional" in path.stem else Script.SIMPLIFIED  # type: ignore[attr-defined]
    assert plan(path).script is expected  # type: ignore[arg-type]


def test_wrapped_prose_is_whole_again() -> None:
    """Lines of one width are wraps; the last line of a paragraph and labels are not."""
    paragraphs = [PROSE * 3 + "做好公开。", "一、" + PROSE * 2 + "落实责任。", PROSE * 4 + "抓好落实。"]
    wrapped = "\n".join(text[at:at + 30] for text in paragraphs for at in range(0, len(text), 30))
    assert document(wrapped).logical.text == fold("\n".join(paragraphs))


def test_prose_wrapped_above_the_lines_of_a_table_is_whole_again() -> None:
    prose = PROSE * 8 + "做好公开。"
    wrapped = "\n".join(prose[at:at + 30] for at in range(0, len(prose), 30))
    rows = [f"{number} 公开规划和计划，说明 县发改局 县财政局 6月底\n增减的原因。" for number in range(1, 30)]
    table = "\n".join(["序号 工作任务 牵头单位 配合单位 完成时限", *rows])
    assert document(f"{wrapped}\n{table}").logical.text.startswith(f"{fold(prose)}\n序号")


def test_what_a_document_ends_with_goes_on_nowhere() -> None:
    lines = ["某某市人民政府办公厅文书处　　　　2021年6月21日印发", "- 1 -", "某某市2021年推进政务公开工作重点任务分工", "一、加强公开"]
    assert document("\n".join(lines)).logical.text == fold("某某市人民政府办公厅文书处2021年6月21日印发\n某某市2021年推进政务公开工作重点任务分工\n一、加强公开")


def test_prose_wrapped_on_short_pages_is_whole_again() -> None:
    """Two lines that a page end parted are one by the time that the width is told."""
    prose = "".join(f"第{number}项{PROSE}" for number in range(55)) + "好。"
    lines = [prose[at:at + 30] for at in range(0, len(prose), 30)]
    pages = [*lines[:3], "— 1 —", *lines[3:12], "— 2 —", *lines[12:20], "— 3 —", *lines[20:28], "— 4 —", *lines[28:40],
             "— 5 —", *lines[40:]]
    assert document("\n".join(pages)).logical.text == fold(prose)


def test_a_title_that_says_who_leads_ends_its_line_in_a_page_cut_at_marks() -> None:
    """Though it would fill a line with the piece below it, as pieces that marks cut do."""
    words = PROSE * 9
    lines = [line for at in range(0, 240, 30) for line in (words[at:at + 11] + "，", words[at + 12:at + 36], words[at:at + 36])]
    title = ["六、跨境贸易领域（市商务局、某某海关牵头）", "持续深化通关便利改革机制，"]
    found = document("\n".join([*lines, "结束。", *title, *lines, "结束。", "（21）", "在大厅设置窗口，", *lines])).logical.text
    assert "牵头)\n持续深化" in found
    assert "\n(21)在大厅" in found, "an item's number alone goes on"


def test_indented_paragraphs_wrapped_to_a_width_are_whole_again() -> None:
    """The indent takes its part of the first line, so that the line holds fewer words."""
    paragraphs = [f"（{number}）{PROSE * 2}由综合科牵头，{office}配合。"
                  for number, office in zip("一二三四五六", ("监测科", "财务科和各分局", "法规科", "各科室", "信访办公室", "站所"))]
    wrapped = "\n".join(line[at:at + 36] for line in (f"    {one}" for one in paragraphs) for at in range(0, len(line), 36))
    assert document(wrapped).logical.text == fold("\n".join(paragraphs))


WIDE = [PROSE * 3] * 8      # lines so long that those below break off at the width of a page
BROKEN_LINES = [
    (f"{(PROSE * 3)[:27]}。责任\n单位：综合科、财务科", "责任单位", "a key over a line end"),
    (f"责任单位：{PROSE[:20]}市发改委、市财政局\n配合", "市财政局配合", "what units do, alone on the last line"),
    ("             2022\n年3月21日", "2022年3月21日", "a date behind its year"),
    ("于2022年3月2\n1日前报送", "3月21日前", "a date inside its day"),
    ("|**责任单\n位**|\n", "责任单\n位", "bold words over a line end lose their stars"),
]


@pytest.mark.parametrize(("text", "words", "why"), BROKEN_LINES, ids=[row[-1] for row in BROKEN_LINES])
def test_what_a_line_end_breaks_is_whole_again(text: str, words: str, why: str) -> None:
    prose = "".join(WIDE)
    wrapped = "\n".join(prose[at:at + 30] for at in range(0, len(prose) // 30 * 30, 30))
    assert words in document(f"{wrapped}\n{text}").logical.text


def test_the_path_to_a_page_goes_on_nowhere() -> None:
    prose = PROSE * 12
    lines = ["您当前所在位置：首页 > 信息公开 > 法定主动公开内容 > 法治政府", "关于印发分工方案的通知",
             *(prose[at:at + 34] for at in range(0, len(prose), 34))]
    assert "\n关于印发分工方案的通知" in document("\n".join(lines)).logical.text


NUMBERED = "序号\t工作任务\t责任单位\n1\t公开各类规划和计\n划。\t发展和改革委\n2\t公开预算和决算的\n全文。\t财政局\n各科室\n3\t公开各项检查的结\n果。\t审计局\n4\t公开名单。\t教育局\n"
AMID = "类别\t序号\t工作任务\t完成时限\n一、公开\t1\t公开各类规划和计\n划。\t年底前\n\t2\t公开预算和决算的\n全文。\t6月底前\n二、解读\n回应\t3\t公开各项检查的结\n果。\t9月底前"
BROKEN_ROWS = [
    (NUMBERED, ["1\t公开各类规划和计划。\t发展和改革委", "2\t公开预算和决算的全文。\t财政局 各科室", "3\t公开各项检查的结果。\t审计局",
                "4\t公开名单。\t教育局"],
     "numbers that begin rows; a short line ends a name"),
    (AMID, ["一、公开\t1\t公开各类规划和计划。\t年底前", "\t2\t公开预算和决算的全文。\t6月底前", "二、解读回应\t3\t公开各项检查的结果。\t9月底前"],
     "numbers amid rows, which begin with nothing or a heading"),
    (NUMBERED.replace("\n4\t", "\n4\t公开各类名单和目\n\t录\t教育局\n民政局\n5\t"), [
        "1\t公开各类规划和计划。\t发展和改革委", "2\t公开预算和决算的全文。\t财政局 各科室", "3\t公开各项检查的结果。\t审计局", "4\t公开各类名单和目",
        "\t录\t教育局 民政局", "5\t公开名单。\t教育局"], "a row that a page end cut; two names, each with a line"),
    (NUMBERED.partition("3\t")[0], NUMBERED.partition("3\t")[0].strip().split("\n")[1:], "too few rows to tell"),
]


@pytest.mark.parametrize(("table", "rows", "why"), BROKEN_ROWS, ids=[row[-1] for row in BROKEN_ROWS])
def test_rows_whose_cells_line_ends_broke_are_whole_again(table: str, rows: list[str], why: str) -> None:
    assert join_tabbed(Draft.of(table)).text.strip("\n").split("\n")[1:] == rows


def test_rows_with_bars_that_line_ends_broke_are_whole_again() -> None:
    """A bar that begins a line closes an empty cell here, as the heads have none at their edges."""
    lines = document(AMID.replace("\t", " | ")).logical.text.split("\n")[1:]
    assert [line.replace(" ", "") for line in lines] == [
        "一、公开\t1\t公开各类规划和计划。\t年底前", "\t2\t公开预算和决算的全文。\t6月底前", "二、解读回应\t3\t公开各项检查的结果。\t9月底前"]


def test_heads_spaced_by_more_than_one_space_are_one_cell() -> None:
    table = "序号      工  作  任  务      责任单位\n1         公开规划            甲科\n          和计划\n2         公开预算            乙科\n"
    assert split_gaps(Draft.of(table), table).text.split("\n")[0] == "序号\t工  作  任  务\t责任单位"


def test_paragraphs_as_lines_stay_apart() -> None:
    lines = ["公开预算。", "公开决算和相关报表", "做好政策解读工作。", "更新目录", "回应关切", "强化培训和考核工作"]
    assert document("\n".join(lines)).logical.text == "\n".join(lines)


def test_rows_as_long_as_one_another_are_no_wrapped_lines() -> None:
    rows = [f"{act}各类规划和计划以及其他应当公开的文件和资料 | 办公室 | 各科室和各直属单位、各{place}政府" for act, place in
            zip(("公开", "整理", "收集", "更新", "解读", "归集", "清理"), "乡镇街县区市州")]
    assert document("\n".join(["工作任务 | 牵头单位 | 责任单位", *rows])).logical.text.count("\n") == len(rows)


def test_rows_that_end_in_no_stop_are_no_wrapped_lines() -> None:
    """Some happen to be as long as one another: others that break off as well are shorter."""
    lengths = (20, 15, 30, 29, 19, 30, 24, 22, 30, 17, 29, 21)
    rows = [f"{act}{PROSE * 3}".translate({ord(mark): None for mark in "，、"})[:length] for act, length in zip("公开更新整理汇编解读归集", lengths)]
    assert document("\n".join(rows)).logical.text.count("\n") == len(rows) - 1


def test_cells_beside_pages_are_no_running_heads() -> None:
    row = f"公开规划{PROSE * 9}。\n持续推进\n"
    pages = "".join(f"{row}{row}{row}- {number} -\n" for number in (1, 2, 3))
    assert document(pages).logical.text.count("持续推进") == 9


def test_lines_of_a_page_set_out_with_spaces_stay_apart_over_its_end() -> None:
    lines = [f"{number}.公开规划文本和相关图      {name}" for number, name in enumerate("甲乙丙丁戊己", 1)]
    assert "己\n件" in document("\n".join([*lines, "— 1 —", "件"])).logical.text.replace(" ", "")


def test_row_numbers_are_not_page_numbers() -> None:
    """Bare numbers with little between them count rows; with much between them, pages."""
    rows = "序号\n公开内容\n责任单位\n1\n公开预算\n财务科\n2\n公开决算\n财务科"
    assert "\n1\n" in document(rows).logical.text
    pages = "\n".join([PROSE * 10 + "好。", "1", PROSE * 10 + "好。", "2", PROSE * 10 + "好。"])
    assert "\n1\n" not in document(pages).logical.text


def test_numbers_that_count_rows_below_heads_stay() -> None:
    """Heads with a line each, long cells, no head for the numbers."""
    long = PROSE * 9 + "好。"
    rows = f"工作任务\n责任单位\n完成时限\n1\n{long}\n甲科\n年底前\n2\n{long}\n乙科\n年底前"
    assert "\n2\n" in document(rows).logical.text


def test_cells_with_a_line_each_are_not_wrapped_lines() -> None:
    cells = ["工作任务", "责任单位", "1.公开规划信息和各类计划的编制情况", "办公室牵头，各科室和各有关单位配合",
             "2.公开预算信息和各类决算的编制情况", "财务科牵头，各科室和各有关单位配合", "3.公开行政许可、行政处罚的办理结果", "法规科牵头，各科室和各有关单位配合"]
    assert document("\n".join(cells)).logical.text == fold("\n".join(cells))


def test_spaced_keys_begin_lines() -> None:
    lines = [line for number in range(1, 5) for line in (f"工 作 任 务：{number}.做好各类信息的公开和解读工作并更新目录",
                                                         f"责 任 单 位：办公室、各科室和局属各单位第{number}工作组")]
    assert document("\n".join(lines)).logical.text.count("\n责任单位:") == 4


def test_running_heads_go_with_their_pages() -> None:
    pages = [f"某市文件\n{PROSE * 12}落实好。\n- {number} -\n" for number in (1, 2, 3, 4)]
    assert document("".join(pages)).logical.text.count("某市文件") == 1


def test_web_frame_is_marked_and_kept() -> None:
    text = "当前位置： 首页 > 政务公开 微信 微博 打印\n各科室：请公开预算。\n上一篇：无 下一篇：无 打印本页"
    found = document(text)
    assert found.text == text
    assert is_furniture(found, Span(0, 4))
    assert not is_furniture(found, Span(text.index("各科室"), text.index("预算")))
    assert is_furniture(found, Span(len(text) - 4, len(text)))


def test_a_documents_own_head_is_no_frame() -> None:
    assert not document("标题：通知\n发布时间：2021-05-18\n来源：办公室\n各科室：请公开。").furniture


@pytest.mark.parametrize("width", [21, 24, 28, 29, 33])
def test_lines_that_break_inside_the_value_of_a_bracket_are_no_paragraphs(width: int) -> None:
    tasks = [f"（{number}）{demand}。（牵头单位：{lead}；责任单位：市直各有关单位、各县区人民政府、{rest}、各街道办事处）"
             for number, demand, lead, rest in [
                 ("一", "公开规划并作出解读", "市政府办公室", "市水务局"), ("二", "公开预算", "市财政局", "各乡镇人民政府"),
                 ("三", "公开招标结果和履约情况", "市住建局", "市发展改革委"), ("四", "做好热线", "市信访局", "各开发区管委会"),
                 ("五", "清理网站栏目", "市大数据局", "市卫生健康委"), ("六", "办理申请", "市司法局", "市属企业")]]
    printed = "\n".join(task[at:at + width] for task in tasks for at in range(0, len(task), width))
    assert document(printed).logical.text.split("\n") == [fold(task) for task in tasks]


def _ends(parsed: Iterable[tuple[object, Any]]) -> set[str]:
    """The characters that what a parsed pattern takes may end in, and "" if it may take nothing."""
    ends = {""}
    for kind, held in reversed(list(parsed)):
        last = _ends_of(str(kind), held)
        ends = (ends - {""}) | last
        if "" not in last:
            break
    return ends


def _ends_of(kind: str, held: Any) -> set[str]:
    if kind == "LITERAL":
        return {chr(held)}
    if kind == "IN":
        return {chr(code) for _, code in held}
    if kind == "BRANCH":
        return set().union(*map(_ends, held[1]))
    if kind == "MAX_REPEAT":
        return _ends(held[2]) | ({""} if held[0] == 0 else set())
    return _ends(held[-1]) if kind == "SUBPATTERN" else {""}


def test_what_the_patterns_of_heads_end_in_is_held_before_them() -> None:
    assert _ends(regex_parser.parse(heads._shapes().pattern)) == set(heads._LAST_OF_SHAPES)


def test_lines_that_break_off_in_the_values_of_keys_tell_their_width() -> None:
    units = ["区纪委监委、综合保税区管委会、区政务公开领导小组办公室、区环保局、区教育体育局", "区市场监管局、区委党校、区机关事务局、区科技局、区编办、区安监局",
             "区地税局、区数据局、区人力资源和社会保障局、区地方志办、区知识产权局", "红旗街道办事处、区住房城乡建设委、区文旅局、区地方金融监管局"]
    page = "云龙区2021年政务公开工作要点\n" + "".join(
        f"{number}.公开第{number}类信息。\n{_broken(f'牵头单位：{names}')}\n" for number, names in enumerate(units, 1))
    found = extraction(page)
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == units


def test_few_full_lines_tell_the_width_of_a_short_text() -> None:
    paragraph = "全面归集整理历史规划并在政府网站的专栏里集中展示规划文本和图件及时更新规划实施的进展情况" \
        "再把群众提出的意见和办理的结果一起公布出来方便查询同时做好文件解读和舆情回应工作"
    page = f"某局2021年政务公开工作要点\n一、加强公开\n{_broken(f'（一）{paragraph}。（规划科）')}\n（二）公开预算。（财务科）\n二、加强解读\n（一）解读政策。（法规科）\n"
    found = extraction(page)
    assert [task.text(page).replace("\n", "") for task in found.tasks] == [f"{paragraph}。", "公开预算。", "解读政策。"]
    assert "\n" not in document(page).logical.text.partition("(一)")[2].partition("规划科")[0]


def _broken(paragraph: str, width: int = 26) -> str:
    return "\n".join(paragraph[at:at + width] for at in range(0, len(paragraph), width))
