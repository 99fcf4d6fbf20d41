"""Document numbers: every printed form, one normal form, and the friends that are false."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.codes import code_before, known_codes
from kg.extract.lead_ins import code_behind
from kg.extract.numbers import DocumentNumber, NumberStyle, find_numbers, parse_number


def found(text: str) -> list[str]:
    """The normal forms of the numbers in a text."""
    return [str(number.number) for number in find_numbers(text)]


@pytest.mark.parametrize(("text", "expected", "why"), [
    ("衡环发〔2021〕15号", "衡环发〔2021〕15号", "a place's letter before a known code"),
    ("市监法发〔2021〕24号", "市监法发〔2021〕24号", "an organ's letters before a known code"),
    ("文号:\t厦集府办〔2021〕44号", "厦集府办〔2021〕44号", "letters of two places at the border of a cell"),
    ("发文字号:江开教办〔2019〕103号", "江开教办〔2019〕103号", "… behind a key"),
    ("根据督导组北安安督〔2021〕5号文件", "北安安督〔2021〕5号", "a group's name before a code"),
    ("评估指标体系见法〔2018〕59号文件", "法〔2018〕59号", "见 amid the sentence, a code of one character"),
    ("最高人民法院法〔2018〕59号", "法〔2018〕59号", "a court's name before its code"),
    ("此项列入庆卫发〔2019〕9号", "庆卫发〔2019〕9号", "列入 before a code"),
    ("农业部通告〔2017〕3号", "农业部通告〔2017〕3号", "an announcement built as a code's number"),
    ("生态环境部公告2021年第6号", "生态环境部公告2021年第6号", "… and one that is not"),
    ("按照闽厦司发〔2016〕11号执行", "闽厦司发〔2016〕11号", "… and in a sentence, where both are known"),
    ("自衡政办〔2021〕5号印发之日起", "衡政办〔2021〕5号", "自 is a word of the sentence"),
    ("自然资发〔2021〕5号", "自然资发〔2021〕5号", "自 begins a code"),
    ("潢依法办〔2021〕2号", "潢依法办〔2021〕2号", "依 inside a code"),
    ("依国办发〔2021〕5号", "国办发〔2021〕5号", "依 before a code"),
    ("日政办发〔2021〕5号", "日政办发〔2021〕5号", "日 is the letter of a place"),
    ("2021年5月9日衡政办〔2021〕5号", "衡政办〔2021〕5号", "日 ends a date"),
    ("对国办发〔2021〕5号", "国办发〔2021〕5号", "对 is a word of the sentence"),
    ("闽政〔2016〕文30号", "闽政〔2016〕文30号", "a province that prints 文 before the serial"),
    ("国务院令711号", "国务院令711号", "an order without 第"),
    ("(沪府令 9 号)", "沪府令9号", "… under an agency code"),
    ("国令第722号", "国令第722号", "an order under its short name"),
    ("(建设部81号令)", "建设部81号令", "an order with the number first and without 第"),
    ("河北省人民政府令\n第 3 号", "河北省人民政府令第3号", "an order over two lines"),
    ("衡水市自然资源局公告\n(2021年第6号)", "衡水市自然资源局公告2021年第6号", "an announcement over two lines"),
    ("工程的意见(衡教201313号)精神", "衡教〔2013〕13号", "a code in brackets whose number lost its own"),
    ("不得同湘政办发〔2020〕42号相抵触", "湘政办发〔2020〕42号", "a character before the letter of a province"),
    ("补贴标准链接粤民规字〔2023〕6号可查", "粤民规字〔2023〕6号", "more than a code can hold before a province's letter"),
    ("对凤政〔2012〕33号作出清理", "凤政〔2012〕33号", "a preposition before a code of two characters"),
    ("情况已在石政办函〔2015〕52号中通报", "石政办函〔2015〕52号", "在 behind other words"),
    ("《政务服务评价工作指南》(GB/T 39735—2020)", "GB/T39735-2020", "a standard behind its title"),
    ("《食品标签通则》(GB 7718-2011)、《技术规定(试行)》(HJ 633-2012)", "GB7718-2011,HJ633-2012", "two of them"),
    ("按照GB/T 9704排版，平方米（GB）", "", "a standard without its title"),
    ("财预〔2021〕1、2、3号", "财预〔2021〕1号,财预〔2021〕2号,财预〔2021〕3号", "serials under one year"),
])
def test_where_a_code_begins_and_a_number_ends(text: str, expected: str, why: str) -> None:
    assert ",".join(found(text)) == expected, why


LEAD_INS = ("废止", "已被", "不得以", "格式见", "行政复议", "口径仍按", "一律按", "参照", "替代", "取代", "衔接", "补充", "来自", "突破",
            "上述", "此前", "我市", "市里", "遵循", "连同", "修改", "称为", "附于", "有关")
UNKNOWN = ("南医", "江理校", "浙政复", "三府办函", "东城投办", "龙教体")    # codes that no register holds


@pytest.mark.parametrize("code", UNKNOWN)
@pytest.mark.parametrize("words", LEAD_INS)
def test_words_of_the_sentence_are_no_part_of_an_unknown_code(words: str, code: str) -> None:
    assert found(f"工作。{words}{code}〔2011〕26号执行") == [f"{code}〔2011〕26号"]


def test_no_known_code_holds_words_of_a_sentence() -> None:
    assert [code for code in known_codes() if code_behind(code) != code] == []


@pytest.mark.parametrize(("printed", "why"), [
    ("国办发〔2021〕12号", "as the standard prints it"),
    ("国办发﹝2021﹞12号", "small tortoise brackets"),
    ("国办发［2021］12号", "full-width square brackets"),
    ("国办发[2021]12号", "half-width square brackets"),
    ("国办发（2021）12号", "full-width round brackets"),
    ("国办发(2021)12号", "half-width round brackets"),
    ("国办发【2021】12号", "lenticular brackets"),
    ("国办发?2021?12号", "brackets that a page has lost to question marks"),
    ("国办发□2021□12号", "… to boxes"),
    ("国办发<2021>12号", "angle brackets"),
    ("国办发《2021》12号", "the marks of a title"),
    ("国办发〔2021)12号", "a pair that does not match"),
    ("国办发〔2021】12号", "another pair that does not match"),
    ("国办发〔2021〕 12 号", "spaces around the serial"),
    ("国 办 发 〔 2021 〕 12 号", "spaces everywhere"),
    ("国办发〔2021〕第12号", "第 before the serial"),
    ("国办发〔2021〕0012号", "a padded serial"),
    ("国办发〔二〇二一〕十二号", "Chinese numerals"),
    ("国办发202112号", "both brackets lost"),
    ("国办发2021〕12号", "the opening bracket lost"),
    ("国办发〔202112号", "the closing bracket lost"),
    ("国办发2021年第12号", "year and serial written out"),
    ("国办发〔2021〕\n12号", "a line break inside"),
])
def test_every_form_reads_alike(printed: str, why: str) -> None:
    assert found(f"根据{printed}文件") == ["国办发〔2021〕12号"], why


@pytest.mark.parametrize(("text", "numbers", "why"), [
    ("按照宁财(行)发〔2021〕15号", ["宁财(行)发〔2021〕15号"], "the office in brackets inside the code"),
    ("见云府2021150", ["云府〔2021〕150号"], "no bracket and no 号 behind a known code"),
    ("林办发〔2019〕1", ["林办发〔2019〕1号"], "号 forgotten"),
    ("按照财库〔2022〕3号", ["财库〔2022〕3号"], "a verb before the code"),
    ("苏州市住房和城乡建设局苏住建规〔2011〕4号", ["苏住建规〔2011〕4号"], "a body before its code"),
    ("桂林市绿化委员会市绿委〔2013〕5号和市防汛抗旱指挥部市汛〔2014〕2号", ["市绿委〔2013〕5号", "市汛〔2014〕2号"], "… one whose code ends as names do"),
    ("生态环境部环办厅函〔2021〕214号", ["环办厅函〔2021〕214号"], "a letter of the handling unit"),
    ("工信部联企业〔2022〕54号", ["工信部联企业〔2022〕54号"], "a code that holds the name of a ministry"),
    ("和粤府办〔2021〕17号", ["粤府办〔2021〕17号"], "a conjunction before the code"),
    ("文件\n和政办发〔2018〕87号", ["和政办发〔2018〕87号"], "a place's letter that is a conjunction too, at a line's beginning"),
    ("《安全检查标准》(JGJ59-2011)", ["JGJ59-2011"], "a standard of a trade, its code of three letters"),
    ("国务院办公厅以国办发〔2021〕12号印发", ["国办发〔2021〕12号"], "a body and a preposition before the code"),
    ("国务院令第711号", ["国务院令第711号"], "an order has no year"),
    ("(国务院令第 711 号)", ["国务院令第711号"], "an order in brackets"),
    ("国务院第711号令", ["国务院第711号令"], "令 behind the number"),
    ("主席令第四十号", ["主席令第40号"], "an order in Chinese numerals"),
    ("国家发展改革委2021年第40号令", ["国家发展改革委2021年第40号令"], "an order with a year"),
    ("生态环境部公告2021年第6号", ["生态环境部公告2021年第6号"], "an announcement"),
    ("公告2023年第5号", ["公告2023年第5号"], "an announcement without its body"),
    ("《办法》(2019年第29号令)", ["2019年第29号令"], "a title in front tells whose order it is"),
    ("按照2019年第29号令要求", [], "… and nothing else does"),
    ("《办法》(2019年国务院令第711号)", ["国务院令第711号"], "a year before the body is no part of its name"),
    ("根据2019年国办发〔2019〕14号要求", ["国办发〔2019〕14号"], "… nor of a code"),
    ("(国令第722号)", ["国令第722号"], "a short word for the body, in brackets"),
    ("渝府令第 121 号", ["渝府令第121号"], "an order under an agency code"),
    ("皖政办秘【202038号", ["皖政办秘〔2020〕38号"], "a lost bracket behind a code built as codes are"),
    ("(岚农发〔2016〕2号)。围绕岚农发〔2016〕7号", ["岚农发〔2016〕2号", "岚农发〔2016〕7号"],
     "a code that the text prints clearly elsewhere"),
    ("QQ空间 岚农发〔2016〕2号", ["岚农发〔2016〕2号"], "a space between words"),
    ("财税〔2019〕13号、14号", ["财税〔2019〕13号", "财税〔2019〕14号"], "two serials share a code"),
    ("国办发〔2021〕12、13号", ["国办发〔2021〕12号", "国办发〔2021〕13号"], "two serials share a mark"),
    ("国办发〔2021〕12号、粤府办〔2021〕17号", ["国办发〔2021〕12号", "粤府办〔2021〕17号"], "a list"),
])
def test_forms_of_their_own(text: str, numbers: list[str], why: str) -> None:
    assert found(text) == numbers, why


@pytest.mark.parametrize(("text", "why"), [
    ("电话20213号楼", "a building, not a number"),
    ("〔2021〕73号", "a year and serial that belong to nobody"),
    ("按照〔2021〕12号文", "a verb before a number that belongs to nobody"),
    ("(2021)京01民终123号", "a court case"),
    ("京ICP备04000001号-2", "a website's registration"),
    ("京公网安备 11040102700068号", "another registration"),
    ("纲要(2021-2025年)", "a span of years"),
    ("2021年12号楼", "a building after a year"),
    ("联系电话:3502041", "a telephone"),
    ("城西路202112号", "a house number"),
    ("(某某大厦202013号)", "a room in brackets"),
    ("经市政府2022年第16次常务会议通过", "the number of a meeting"),
    ("第12号", "an ordinal"),
    ("2021年5月12日", "a date"),
])
def test_false_friends(text: str, why: str) -> None:
    assert found(text) == [], why


def test_order_forms_are_equal() -> None:
    one, other = parse_number("国务院令第711号"), parse_number("中华人民共和国国务院第711号令")
    assert one is not None and other is not None
    assert one.key == other.key and str(one) != str(other)
    assert parse_number("国务院令711号") == one


def test_a_text_with_more_than_a_number_is_no_number() -> None:
    assert parse_number("根据国办发〔2021〕12号") is None


@given(code=st.sampled_from(sorted(known_codes())), year=st.integers(1980, 2035), serial=st.integers(1, 999))
def test_round_trip(code: str, year: int, serial: int) -> None:
    number = DocumentNumber(code, year, str(serial))
    assert parse_number(str(number)) == number


@given(st.text(alphabet="国办发财库令公告〔〕[]()2019第号、 年和", max_size=60))
def test_spans_lie_apart_and_inside(text: str) -> None:
    numbers = find_numbers(text)
    edges = [edge for number in numbers for edge in (number.start, number.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)


@given(st.sampled_from(sorted(known_codes())))
def test_every_known_code_is_found_whole(code: str) -> None:
    assert code_before(f"（{code}", len(code) + 1) == code


def test_styles_are_told_apart() -> None:
    assert [number.number.style for number in find_numbers("国办发〔2021〕12号,国务院令第711号,公告2023年第5号")] == [
        NumberStyle.CODED, NumberStyle.ORDER, NumberStyle.ANNOUNCEMENT]
