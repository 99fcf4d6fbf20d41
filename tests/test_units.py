"""Lists of units: a grammar of separators, acts and collective names."""

from __future__ import annotations

import re
from re import _parser as regex_parser  # type: ignore[attr-defined]
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.responsibility import Usage, closing_clauses, find_statements, learn_usage, without_times
from kg.extract.units import NamedUnit, looks_like_unit, names, pieces, read_units, rule
from kg.model.extraction import Role
from kg.normalise.characters import fold

LISTS = [
    ("综合司，各相关部门", "综合司/r 各相关部门/r", "unmarked units"),
    ("办公厅、各相关部门", "办公厅/r 各相关部门/r", "the list comma"),
    ("省发改委牵头，省财政厅负责", "省发改委/l 省财政厅/r", "负责 beside a lead is responsible"),
    ("省编办、省财政厅牵头，省直有关部门、各设区市人民政府负责", "省编办/l 省财政厅/l 省直有关部门/r 各设区市人民政府/r",
     "an act reaches back over its list"),
    ("办公室，各相关科室（单位）配合；各市（区）分局", "办公室/r 各相关科室(单位)/s 各市(区)分局/r",
     "配合 does not reach over a comma"),
    ("教育局牵头，人社局，财政局配合", "教育局/l 人社局/s 财政局/s", "… unless a lead came before"),
    ("财务科牵头，审计科配合；各市（区）分局参照落实", "财务科/l 审计科/s 各市(区)分局/f", "参照 follows"),
    ("执法一科、固体废物与核（辐射）安全管理科按职责分工落实", "执法一科/r 固体废物与核(辐射)安全管理科/r",
     "brackets and joining words inside names"),
    ("各相关部门按职责分别落实", "各相关部门/r", "how a task is shared says nothing about roles"),
    ("各市、县、区政府", "各市、县、区政府/r", "levels that share a head are one name"),
    ("省级有关部门，各设区市政府、韩城市政府，西咸新区管委会", "省级有关部门/r 各设区市政府/r 韩城市政府/r 西咸新区管委会/r",
     "several names stay several"),
    ("各处、单位", "各处、单位/r", "各 reaches over the list"),
    ("市直有关部门、单位，各区市政府", "市直有关部门、单位/r 各区市政府/r", "so does 市直"),
    ("各街道、区直各部门", "各街道/r 区直各部门/r", "a name with a level of its own is no part of 各街道"),
    ("各乡镇，县财政局", "各乡镇/r 县财政局/r", "… nor is a county's office part of 各乡镇"),
    ("各镇、区政府", "各镇、区政府/r", "governments share a head whatever their order"),
    ("县水利局　县财政局牵头　县林业局配合", "县水利局/l 县财政局/l 县林业局/s", "spaces part names"),
    ("市财 政局、市审计局 各县人 民政府", "市财政局/r 市审计局/r 各县人民政府/r", "… beside other marks only two whole ones"),
    ("市发改局、市财政局（带*号的为牵头单位）", "市发改局/r 市财政局/r", "a bracket about the list is no part of a name"),
    ("由甲科牵头，会同监测站、各厂落实", "甲科/l 监测站/s 各厂/s", "会同 behind a lead joins those who support"),
    ("环保局牵头，水务局会同", "环保局/l 水务局/s", "so does 会同 behind a name"),
    ("环保局牵头，水务局会同办理，各科配合", "环保局/l 水务局/s 各科/s", "… whatever it is done with"),
    ("住建局牵头，水利局参加，各镇人民政府负责限额以下项目", "住建局/l 水利局/s 各镇人民政府/r", "what a unit does with what is no part of its name"),
    ("信息中心牵头，办公室负责技术支持", "信息中心/l 办公室/r", "… though that ends like an act"),
    ("公安局等涉事部门配合", "公安局/s 涉事部门/s", "等 adds those concerned"),
    ("信息中心牵头，各业务科室按职责提供口径", "信息中心/l 各业务科室/r", "… nor is how they share it"),
    ("第一税务分局（办税服务厅）、第二税务所", "第一税务分局(办税服务厅)/r 第二税务所/r", "第一 may begin a name"),
    ("甲局（牵头）、乙局、丙局（协助）", "甲局/l 乙局/s 丙局/s", "a bracket reaches back to the one before it"),
    ("甲局、乙局（牵头）、丙局", "甲局/r 乙局/l 丙局/r", "units stand in the order of the names whatever marks them"),
    ("甲局（牵头）和各区县政府、管委会", "甲局/l 各区县政府/r 管委会/r", "a bracket parts two names that a word joins"),
    ("甲局、乙局等部门负责", "甲局/r 乙局/r", "等部门 says of what kind they are"),
    ("甲局、乙局牵头并按职责分工负责", "甲局/l 乙局/l", "one act goes on with another"),
    ("甲旗、乙旗等贫困旗县参照落实", "甲旗/f 乙旗/f 贫困旗县/f", "places behind 等 are one more unit"),
    ("市司法局，市、县（市、区）政府", "市司法局/r 市、县(市、区)政府/r", "levels that share a head, without 各"),
    ("办公室牵头，其他股室及属下单位配合", "办公室/l 其他股室/s 属下单位/s", "the other offices are units"),
    ("办公厅各负其责", "办公厅/r", "how a task is shared is no part of a name"),
    ("商务局等数字经济领导小组成员单位", "商务局/r 数字经济领导小组成员单位/r", "the members of a group are a collective"),
    ("市场监管局、财政厅等省级相关部门", "市场监管局/r 财政厅/r 省级相关部门/r", "等 adds the collective"),
    ("区财政局、区发改委等相关区直部门，各镇（办）", "区财政局/r 区发改委/r 相关区直部门/r 各镇(办)/r",
     "… in whatever order relevance and level stand"),
    ("市教育局等有关市直单位、县林业局等各相关乡镇", "市教育局/r 有关市直单位/r 县林业局/r 各相关乡镇/r", "… whatever its kind"),
    ("全国总工会等和各省级人民政府负责", "全国总工会/r 各省级人民政府/r", "等 alone adds none"),
    ("省发改委会同省财政厅、省人社厅，各设区市", "省发改委/r 省财政厅/s 省人社厅/s 各设区市/r", "会同 names support"),
    ("省发改委（牵头）、省财政厅", "省发改委/l 省财政厅/r", "an act of one name"),
    ("省发改委牵头省财政厅配合", "省发改委/l 省财政厅/s", "no separator between acts"),
    ("财政部及各地相关部门按职责分工负责，以下均需各地相关部门落实，不再列出", "财政部/r 各地相关部门/r",
     "remarks about statements name nobody"),
    ("市工信局等有关部门。以下措施均需各县区政府、园区管委会落实，不再列出", "市工信局/r 有关部门/r", "… up to the end of their clause"),
    ("自然资源和规划局、住房和城乡建设局", "自然资源和规划局/r 住房和城乡建设局/r", "和 inside names"),
    ("办公室和机关党委", "办公室/r 机关党委/r", "和 between names"),
    ("省商务厅和郑州市、开封市", "省商务厅/r 郑州市/r 开封市/r", "… the second of which is a place"),
    ("各区、县级市及各区县政府", "各区、县级市/r 各区县政府/r", "… behind a collective"),
    ("街道办事处及各区县政府", "街道办事处/r 各区县政府/r", "… behind a bare noun before 各"),
    ("起草政策性文件的科室", "起草政策性文件的科室/r", "a described unit"),
    ("甲局，其他市级有关部门", "甲局/r 其他市级有关部门/r", "so are the other departments of a level"),
    ("甲局、乙局，其他为配合单位", "甲局/r 乙局/r", "… but what the others are is a remark"),
    ("财政局（李华）、教育局（局长王小明，1300000000）", "财政局/r 教育局/r", "persons in brackets are no part of a name"),
    ("财政局（李华副局长）牵头，办公室（联系人：李华、王小明）配合", "财政局/l 办公室/s", "… before an act neither"),
    ("市直各部门（李华）、镇（办）（王小明）", "市直各部门/r 镇(办)/r", "… behind any noun and behind a second name"),
    ("某分局（黄埔、罗湖）、办公厅（网信办）", "某分局(黄埔、罗湖)/r 办公厅(网信办)/r", "… but places and second names are"),
    ("甲局、乙局等2单位", "甲局/r 乙局/r", "a count of those that are named adds none"),
    ("甲局、乙局等五个部门", "甲局/r 乙局/r 五个部门/r", "… but one of more does"),
    ("甲局，各区、县级市配合", "甲局/r 各区、县级市/s", "county cities are a level"),
    ("各市〔州〕、县〔市、区〕政府", "各市〔州〕、县〔市、区〕政府/r", "the brackets of a level may be square"),
    ("各乡、街办、管理处", "各乡、街办、管理处/r", "bare nouns of levels share the 各"),
    ("各乡镇、办事处，市公安局", "各乡镇、办事处/r 市公安局/r", "… an office of a city does not"),
    ("各科、室、中心、支队", "各科、室、中心、支队/r", "so do bare kinds of offices"),
    ("各科室、执法大队", "各科室/r 执法大队/r", "… but an office with a name of its own does not"),
    ("省政务局牵头。各市州、县市区人民政府均为责任单位", "省政务局/l 各市州、县市区人民政府/r", "what they are is no part of a name"),
    ("市政府各部门，中央、省驻市有关单位", "市政府各部门/r 中央、省驻市有关单位/r", "those who stationed the bodies are one name"),
    ("府办〔大数据局〕牵头，各县〔区〕政府", "府办〔大数据局〕/l 各县〔区〕政府/r", "square brackets inside names"),
    ("办公室会同法规科", "办公室/r 法规科/s", "… whatever the name behind it begins with"),
    ("办公室牵头，各市、县（区）人民政府参加", "办公室/l 各市、县(区)人民政府/s", "any act ends a collective name"),
    ("海关总署（李华）、人民银行（王小明）", "海关总署/r 人民银行/r", "persons of any body"),
    ("综合科+财务科、办公室", "综合科/r 财务科/r 办公室/r", "a sign parts names"),
    ("综合科/财务科、办公室", "综合科/r 财务科/r 办公室/r", "so does a stroke"),
    ("水利科主责，应急科协同", "水利科/r 应急科/s", "who answers first is not who leads"),
    ("税务局督促指导，各分局落实", "税务局/r 各分局/r", "urging is a manner"),
    ("监测处\n监测中心\n大气处", "监测处/r 监测中心/r 大气处/r", "a column of units"),
    ("市建局等市直（驻市）进驻单位", "市建局/r 市直(驻市)进驻单位/r", "… with a bracket and where they are"),
    ("财政部等部门会同各地方按职责分工负责", "财政部/r 各地方/s", "会同 behind 等部门 joins all places"),
    ("各县〈市、区〉人民政府、市直各单位", "各县〈市、区〉人民政府/r 市直各单位/r", "the brackets of a level may be angles"),
    ("各牵头部门分别负责，市督查室，各有关部门配合", "各牵头部门/r 市督查室/s 各有关部门/s", "配合 reaches over a comma behind those who answer"),
    ("省法院，各市〔州〕、县〔市、区〕人民法院", "省法院/r 各市〔州〕、县〔市、区〕人民法院/r", "courts share their head as governments do"),
    ("各市、县（市、区）市场监管局（知识产权局）", "各市、县(市、区)市场监管局(知识产权局)/r", "… and offices with a second name"),
    ("财政部牵头，国务院相关部门和单位及各地区负责", "财政部/l 国务院相关部门和单位/r 各地区/r", "bare kinds that 和 joins are of one name"),
    ("市财政局，有关区、市政府", "市财政局/r 有关区、市政府/r", "有关 reaches over levels as 各 does"),
    ("市供销合作社和有关区县政府具体负责", "市供销合作社/r 有关区县政府/r", "和 behind a cooperative"),
    ("区政府，开发区管委会（以下统称区县政府）", "区政府/r 开发区管委会/r", "how both are called later is no part of a name"),
    ("括号中为牵头负责部门、人员、电话，各分局按职责分工负责", "各分局/r", "what stands in brackets is a remark"),
    ("省财政厅，试验区管委会，以下均需各市、县人民政府，试验区管委会落实，不再列出", "省财政厅/r 试验区管委会/r", "a remark ends where it says so, not at a comma"),
    ("各市、县人民政府结合实际贯彻落实", "各市、县人民政府/r", "as things are and in earnest is a manner"),
]
SHORT = {"l": Role.LEAD, "s": Role.SUPPORT, "r": Role.RESPONSIBLE, "f": Role.FOLLOW}


@pytest.mark.parametrize(("printed", "expected", "why"), LISTS, ids=[case[2] for case in LISTS])
def test_lists(printed: str, expected: str, why: str) -> None:
    text = fold(printed)
    wanted = [(name, SHORT[role]) for name, role in (item.split("/") for item in expected.split(" "))]
    assert [(unit.name, unit.role) for unit in read_units(text, 0, len(text))] == wanted, why


@given(st.text(alphabet="省市局厅科室、，；（）和等牵头配合负责各县区政府\n ", max_size=50))
def test_units_stand_where_they_say(printed: str) -> None:
    text = fold(printed)
    last = 0
    for unit in read_units(text, 0, len(text)):
        assert last <= unit.start < unit.end <= len(text)
        assert "".join(text[unit.start:unit.end].split()) == unit.name
        last = unit.end


@given(st.lists(st.sampled_from((
    *"省市局办科室、，等和与由会同商各该其一两个", "牵头", "主办", "负责", "配合", "协助", "提供", "落实", "完成", "部门", "单位", "工作",
    "统筹", "分工", "按照职责", "范围内", "另由", "均为责任单位", "做好服务", "以下", "不再", "第一", "成员单位", "国土资源")),
    max_size=8).map("".join))
def test_plain_names_are_read_as_without_knowing_that_they_are_plain(listed: str) -> None:
    def read(above: int) -> list[tuple[int, int, str, Role]]:
        """The units below so many blank lines, each of its own, so that what is kept of one is not asked for another."""
        text = "\n" * above + fold(listed)
        return [(unit.start - above, unit.end - above, unit.name, unit.role) for unit in read_units(text, 0, len(text))]

    whole, each = read(0), read(1)
    with patch.object(pieces, "_PLAIN", re.compile("(?!)")):
        assert whole == each == read(2)


@pytest.mark.parametrize("text", [
    "(人力资源社会保障部、财政部负责。列第一位者为牵头单位,下同)\n做好培训。(财政部、教育部负责)",
    "列第一位的责任单位为牵头单位或汇总单位。\n公开规划。(市发改委、市财政局)\n公开预算。(市财政局、市建设局)",
    "责任单位:市发改委、市财政局(第一责任单位为牵头单位,下同)\n做好培训。\n责任单位:市建设局、市财政局"])
def test_the_first_may_lead(text: str) -> None:
    usage = learn_usage(text)
    statements = find_statements(text, 0, len(text), usage)
    assert [[unit.role for unit in statement.units] for statement in statements] == \
        [[Role.LEAD, Role.RESPONSIBLE]] * 2


@pytest.mark.parametrize(("others", "behind"), [
    ("", Role.RESPONSIBLE), (",逗号后为配合单位", Role.SUPPORT), (",其余为配合单位", Role.SUPPORT),
    (",多个牵头单位的按职责分别牵头", Role.RESPONSIBLE)])
def test_those_before_a_comma_may_lead(others: str, behind: Role) -> None:
    text = (f"公开规划。(责任单位:市发改委、市财政局,市建设局、各县人民政府,逗号前为牵头单位{others},下同)\n"
            "公开预算。(责任单位:市财政局)\n做好培训。(责任单位:市建设局、市财政局)")
    statements = find_statements(text, 0, len(text), learn_usage(text))
    assert [[unit.role for unit in statement.units] for statement in statements] == \
        [[Role.LEAD] * 2 + [behind] * 2, [Role.LEAD], [Role.RESPONSIBLE] * 2], "without a comma nobody is said to lead"


def test_nobody_may_lead_where_a_remark_says_so() -> None:
    text = ("逗号前为牵头单位,未明确牵头单位的按职责分工负责。\n公开规划。(责任单位:市发改委,市财政局)\n"
            "公开预算。(责任单位:市财政局)")
    statements = find_statements(text, 0, len(text), learn_usage(text))
    assert [[unit.role for unit in statement.units] for statement in statements] == \
        [[Role.LEAD, Role.RESPONSIBLE], [Role.RESPONSIBLE]]


BRACKETS = [
    ("加强公开。（综合司，各相关部门）", True, "units after a full stop"),
    ("加强公开。[办公厅(网信办)、各相关部门]", True, "square brackets, a second name"),
    ("加强公开。（责任科室：法规科，起草政策性文件的科室）", True, "a key inside"),
    ("加强公开。（自然资源部、国家林草局负责）", True, "a name that begins like 自…日"),
    ("加强公开。（府办〔大数据局〕牵头）", True, "a bracket inside"),
    ("加强公开。（财政所、农技站）", True, "offices of a township"),
    ("加强公开。（市考试院、各功能区）", True, "institutions, and places behind 各"),
    ("加强公开。（某某书店、市财政局）", True, "a doubtful name beside a sure one"),
    ("加强公开。（某某书店）", False, "… which alone may be anything"),
    ("各科室（单位）要公开信息。", False, "a second noun"),
    ("公开挥发性有机物（VOCs）信息。", False, "an abbreviation"),
    ("各县（市、区）要公开信息。", False, "levels"),
    ("公布计划（2021-2025年）。", False, "years"),
    ("请报送。（联系人：张三，联系电话：12345）", False, "a contact"),
    ("（以下简称各单位）应公开。", False, "a short form"),
    ("制定规则（示例见附件1、附件2）。", False, "a reference"),
    ("梳理事项（5月10日底前完成）。", False, "a deadline"),
    ("公开规划（社会事务办，每季度）", True, "a limit beside a unit marks it as one"),
    ("公开规划（社会事务办）", False, "… which alone may be anything"),
    ("公开规划（甲局牵头，乙局配合）及时公布规划。", True, "behind a title that its text is glued to"),
    ("要通过网站，及时公开规划（甲局牵头）的文本。", False, "… but not amid a sentence"),
    ("做好解读。（二）公开规划（甲局负责）及时公布规划。", True, "… behind a title in running text, by its number"),
]


@pytest.mark.parametrize(("printed", "expected", "why"), BRACKETS, ids=[case[2] for case in BRACKETS])
def test_which_brackets_state_responsibility(printed: str, expected: bool, why: str) -> None:
    text = fold(printed)
    assert bool(find_statements(text, 0, len(text), Usage())) is expected, why


KEYS = [
    ("责任单位：省司法厅", "r", "responsible"), ("牵头部门（单位）：省司法厅", "l", "lead"),
    ("参与部门：省司法厅", "s", "participates"), ("【责任单位】省司法厅", "r", "a key in brackets"),
    ("落实部门：省司法厅", "r", "carries out"), ("配合单位：省司法厅", "s", "supports"),
    ("责任站所：省司法厅", "r", "another noun for the organ"), ("牵头部室：省司法厅", "l", "a company's noun"),
    ("牵头：省司法厅", "l", "an act alone"), ("责任部门/单位：省司法厅", "r", "two nouns"), ("主办单位：省司法厅", "r", "hosts: not marked 牵头"),
    ("★责任单位：省司法厅", "r", "behind a bullet"), ("具体负责：省司法厅", "r", "an act with its manner"),
    ("责任单位及责任人：省司法厅 李华", "r", "with a person, who is none"),
    ("省级牵头单位：省司法厅", "l", "of a level"), ("归口管理部门：省司法厅", "r", "an act of the trade"),
    ("牵头（责任）单位：省司法厅", "l", "two acts"), ("责任处（科）室：省司法厅", "r", "a noun within a noun"),
    ("责任中队：省司法厅", "r", "a noun that only the plainest acts take"),
    ("分管领导和责任科室：李华、省司法厅", "r", "with a leader, who is no unit"),
    ("<责任单位：省司法厅>", "r", "in angles"), ("「责任单位：省司法厅」", "r", "in quotes"),
    ("责任单位：省司法厅\n配合单位：/", "r", "a stroke for nobody"),
]


@pytest.mark.parametrize(("printed", "role", "why"), KEYS, ids=[case[2] for case in KEYS])
def test_keys(printed: str, role: str, why: str) -> None:
    text = fold(printed)
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [(unit.name, unit.role) for unit in statement.units] == [("省司法厅", SHORT[role])], why


def test_persons_are_no_units() -> None:
    text = "责任单位:综合科,责任人:张三,联系电话:12345678"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == ["综合科"]


def test_persons_before_units_are_cut_with_them() -> None:
    text = "公开规划。\n牵头负责领导:张三。\n牵头责任单位:综合科。\n公开预算。(责任领导:李四 责任单位:财务科、东村村委会)"
    first, second = find_statements(text, 0, len(text), Usage())
    assert text[first.start:first.end].startswith("牵头负责领导")
    assert [unit.name for unit in first.units] == ["综合科"]
    assert text[second.start:second.end].startswith("(责任领导")
    assert [unit.name for unit in second.units] == ["财务科", "东村村委会"]


def test_who_signs_in_the_line_of_the_last_value_is_no_unit() -> None:
    text = "责任单位:各科室,工作领导小组办公室 某县农业农村局 某县财政局 2021年7月1日(此件主动公开)"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == ["各科室", "工作领导小组办公室"]


def test_a_clause_behind_a_space_is_no_unit() -> None:
    text = "责任单位:综合科 围绕促进就业规划、就业政策,加强公开。\n牵头单位:财务科 办公室"
    first, second = (statement for statement in find_statements(text, 0, len(text), Usage()))
    assert [unit.name for unit in first.units] == ["综合科"]
    assert [unit.name for unit in second.units] == ["财务科", "办公室"]


def test_a_bracket_is_a_statement_with_its_end_whichever_key_it_ends_with() -> None:
    text = "公开预算。(牵头单位:财务科;完成时限:6月底前)"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert text[statement.start:statement.end] == "(牵头单位:财务科;完成时限:6月底前)"


LINES = [
    ("公开规划。综合科\n公开预算。财务科、法规科\n做好解读。法规科", ["综合科", "财务科", "法规科", "法规科"], "units behind the last stop of lines"),
    ("公开规划。\n综合科\n公开预算。\n财务科\n做好解读。\n法规科", ["综合科", "财务科", "法规科"], "units alone on lines"),
    ("公开规划。综合科\n公开预算。做好公示\n做好解读。", [], "one such line says nothing"),
    ("公开规划。\n责任单位 综合科", ["综合科"], "a key without its colon does"),
    ("公开规划。（责任单位）综合科", ["综合科"], "… in brackets too"),
    ("公开规划。\n组织部：要抓好落实。\n办理中心：要抓好办理", [], "an act inside a name opens nothing"),
    ("公开规划。\n责任单位要抓好落实", [], "but a sentence about such units is none"),
    ("公开规划。——综合科、法规科\n公开预算。——财务科\n做好解读。——法规科", ["综合科", "法规科", "财务科", "法规科"], "a dash says so once"),
    ("公开规划。（牵头单位：综合科；适用范围：全部园区）", ["综合科"], "a key of something else ends the units"),
    ("公开规划。（牵头：财务科；复查组：监督科）", ["财务科", "监督科"], "… unless it names nothing but units"),
    ("公开规划。（牵头：财务科；联系科室：办公室）", ["财务科"], "… who do something for the task"),
    ("公开规划。〔经办股室：登记注册股　复核股室：法规股〕", ["登记注册股", "法规股"], "keys part names as separators do"),
    ("公开规划。牵头单位：财务科，配合单位：法规科“互联网+”旅游：推进公开。", ["财务科", "法规科"],
     "the quoted title of the next item ends them"),
    ("公开规划。【整改单位：各账号主办单位；整改时限：长期坚持】", ["各账号主办单位"], "who mends what is missing"),
    ("公开规划。（区应急局等行政执法单位）", ["区应急局", "行政执法单位"], "a collective behind 等 is one more"),
    ("公开规划。[责任单位：区委目督办，各乡镇（街道），园区管委会]", ["区委目督办", "各乡镇(街道)", "园区管委会"],
     "an act that is part of a name, and a zone behind a comma"),
    ("公开规划。（责任单位：市12345热线中心）", ["市12345热线中心"], "the number of a hotline is no year"),
    ("公开规划。（详见财务科、法规科，责任单位：综合科）", ["综合科"], "a reference before a key names nobody"),
    ("公开规划。\n以上责任单位：综合科", ["综合科"], "a key for all that stands above"),
]


@pytest.mark.parametrize(("printed", "names", "why"), LINES, ids=[case[2] for case in LINES])
def test_lines_of_units(printed: str, names: list[str], why: str) -> None:
    text = fold(printed)
    found = find_statements(text, 0, len(text), Usage())
    assert [unit.name for statement in found for unit in statement.units] == names, why


def test_times_beside_units_are_times() -> None:
    text = "公开预算。(牵头:财务科;配合:办公室;6月底前)"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == ["财务科", "办公室"]
    assert [text[a:b] for a, b in statement.times] == ["6月底前"]


@pytest.mark.parametrize("printed", ["信息中心(5月)", "信息中心5月", "信息中心 ▲完成时限:5月"])
def test_a_limit_behind_a_unit_is_a_time(printed: str) -> None:
    text = f"举办开放日。责任处室:法规处、{printed}"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == ["法规处", "信息中心"]
    assert [text[a:b] for a, b in statement.times] == ["5月"]


def test_a_limit_alone_names_no_unit() -> None:
    text = "办)\t8月底前 办公室"
    units, times = without_times(text, [NamedUnit(3, 7, "8月底前办公室", Role.LEAD)])  # a name goes on in another cell
    assert not units and [text[a:b] for a, b in times] == ["8月底前"]


def test_keys_glued_to_the_unit_before_them_are_keys() -> None:
    text = "公开规划。牵头:综合科配合:法规科、宣传科责任人:李华"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [(unit.name, unit.role) for unit in statement.units] == [
        ("综合科", Role.LEAD), ("法规科", Role.SUPPORT), ("宣传科", Role.SUPPORT)]


@pytest.mark.parametrize("name", ["金湾片区", "产业园区", "经开区"])
def test_the_area_before_a_glued_key_is_whole(name: str) -> None:
    text = f"公开规划。牵头单位:财政局、{name}配合单位:统计局"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == ["财政局", name, "统计局"]


def test_no_unit_behind_a_dash_reaches_into_the_next_item() -> None:
    text = "公开规划。——综合科、法规科 (二)公开预算。"
    (statement,) = find_statements(text, 0, len(text), Usage(), [text.index("(二)")])
    assert [unit.name for unit in statement.units] == ["综合科", "法规科"]


def test_keys_without_a_colon_give_roles_in_brackets() -> None:
    text = "公开规划。(牵头单位甲局,配合单位乙局、丙局)"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [(unit.name, unit.role) for unit in statement.units] == [
        ("甲局", Role.LEAD), ("乙局", Role.SUPPORT), ("丙局", Role.SUPPORT)]


def test_persons_glued_to_units_are_cut_off() -> None:
    text = "责任单位及责任人:财政局李华,民政局王建国,赵四海"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert [text[unit.start:unit.end] for unit in statement.units] == ["财政局", "民政局"]


def test_a_remark_in_a_key_gives_no_role_to_all() -> None:
    text = "公开规划。\n责任单位(排第一的为牵头单位):甲局、乙局"
    (statement,) = find_statements(text, 0, len(text), learn_usage(text))
    assert [unit.role for unit in statement.units] == [Role.LEAD, Role.RESPONSIBLE]


def test_a_bracket_that_only_says_when_belongs_to_the_statement_before_it() -> None:
    text = "公开预算。(甲局牵头,乙局配合)(6月底前完成)(2)公开决算。"
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert text[statement.start:statement.end] == "(甲局牵头,乙局配合)(6月底前完成)"
    assert [text[a:b] for a, b in statement.times] == ["6月底前完成"]


@pytest.mark.parametrize(("clause", "names"), [("由办公室负责", ["办公室"]), ("由综合科牵头,会同各厂落实", ["综合科", "各厂"]),
                                             ("此项工作由法规科负责", ["法规科"]), ("责任单位为财务科、办公室", ["财务科", "办公室"]),
                                             ("牵头单位为甲局,配合单位为乙局", ["甲局", "乙局"]),
                                             ("甲局牵头,各区政府、管委会抓好落实", ["甲局", "各区政府", "管委会"]),
                                             ("甲办牵头,各村居抓好落实", ["甲办", "各村居"]),
                                             ("甲局负责;2022年6月底前完成", ["甲局"]),
                                             ("公开规划,由甲局负责", ["甲局"]),
                                             ("公开规划,做好解读,甲局牵头,乙局配合", ["甲局", "乙局"]),
                                             ("由安监局、环保分局各负其责", ["安监局", "环保分局"]),
                                             ("煤矿方面由煤炭局负责,水质方面由环保局负责", ["煤炭局", "环保局"]),
                                             ("由各单位自行办理,市府办负责督促", ["各单位", "市府办"]),
                                             ("由保密局牵头组织检查", ["保密局"]),
                                             ("甲办牵头,各起草处室具体承办,宣传中心协助制作图解", ["甲办", "各起草处室", "宣传中心"])])
def test_a_closing_clause_names_units(clause: str, names: list[str]) -> None:
    text = f"公布年报。{clause}。"
    (statement,) = closing_clauses(text, 0, len(text), Usage())
    assert [unit.name for unit in statement.units] == names


@pytest.mark.parametrize("clause", ["责任单位是第一责任人", "各科室要做好解读", "责任单位为做好公开",
                                    "各科室要明确专人负责", "6月底前完成", "公开规划,由甲局负责汇总后上报", "甲局牵头,完成系统建设"])
def test_a_sentence_that_demands_more_is_no_closing_clause(clause: str) -> None:
    text = f"公布年报。{clause}。"
    assert closing_clauses(text, 0, len(text), Usage()) == []


@pytest.mark.parametrize("name", ["政务公开", "单位", "2021年", "公开。办公室", "规划"])
def test_what_is_no_unit(name: str) -> None:
    assert not looks_like_unit(name)


def test_no_bare_kind_is_longer_than_the_names_that_are_compared_with_them() -> None:
    _, longest = regex_parser.parse(rule("generic").pattern).getwidth()
    assert longest == names._LONGEST_KIND
