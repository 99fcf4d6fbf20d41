"""Citations: titles and numbers in every printed form, relation, purpose, issuer, short form."""

from __future__ import annotations

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from readings import extraction

from kg import tables
from kg.extract import issuers
from kg.extract.citations import find_citations, read_citations
from kg.extract.titles import clean_title, find_titles
from kg.model.extraction import Citation, Header, Purpose, Relation
from kg.model.text import Reading, Source
from kg.normalise import normalise

OWN = Header(title="江门市2021年政务公开工作要点", notice_title="江门市人民政府办公室关于印发江门市2021年政务公开工作要点的通知",
             number="江府办函〔2021〕129号", issuers=("江门市人民政府办公室",))


def cited(text: str, header: Header = OWN) -> tuple[Citation, ...]:
    """The citations of a text."""
    return find_citations(normalise(Reading(Source("a.txt", "", "text/plain"), text)), header)


@pytest.mark.parametrize(("text", "title", "number", "span", "why"), [
    ("根据《工作要点》（国办发〔2021〕12号）要求", "工作要点", "国办发〔2021〕12号", "《工作要点》（国办发〔2021〕12号）",
     "a number in brackets belongs to the title before it"),
    ("根据《工作要点》 ( 国办发〔2021〕12 号 )要求", "工作要点", "国办发〔2021〕12号", "《工作要点》 ( 国办发〔2021〕12 号 )",
     "spaces anywhere"),
    ("根据《工作要点》国办发〔2021〕12号要求", "工作要点", "国办发〔2021〕12号", "《工作要点》国办发〔2021〕12号",
     "brackets left out"),
    ("（《工作要点》，国办发〔2021〕12号）", "工作要点", "国办发〔2021〕12号", "《工作要点》，国办发〔2021〕12号",
     "title and number in one bracket"),
    ("《工作要点（国办发〔2021〕12号）》", "工作要点", "国办发〔2021〕12号", "《工作要点（国办发〔2021〕12号）》",
     "the number inside the marks"),
    ("《工作要点》（国办发〔2021〕12号，以下简称《要点》）", "工作要点", "国办发〔2021〕12号",
     "《工作要点》（国办发〔2021〕12号，以下简称《要点》）", "number and short form in one bracket"),
    ("落实《信息公开条例》（国务院令第711号）", "信息公开条例", "国务院令第711号", "《信息公开条例》（国务院令第711号）",
     "an order"),
    ("《关于印发〈工作方案〉的通知》", "关于印发〈工作方案〉的通知", None, "《关于印发〈工作方案〉的通知》", "nested marks"),
    ("《关于印发<工作方案>的通知》", "关于印发〈工作方案〉的通知", None, "《关于印发<工作方案>的通知》", "nested angles"),
    ("《关于印发《工作方案》的通知》", "关于印发〈工作方案〉的通知", None, "《关于印发《工作方案》的通知》",
     "the same marks inside"),
    ("按照《江\n\n门市工作 方案》", "江门市工作方案", None, "《江\n\n门市工作 方案》", "line breaks and spaces inside"),
    ("按照《关于全面推进政务公开工作的意见（中办发〔2016〕8号）要求", "关于全面推进政务公开工作的意见", "中办发〔2016〕8号",
     "《关于全面推进政务公开工作的意见（中办发〔2016〕8号）", "the closing mark lost"),
    ("按照《工作要点》\n（国办发〔2021〕12号）要求", "工作要点", "国办发〔2021〕12号", "《工作要点》\n（国办发〔2021〕12号）",
     "a line end before the bracket"),
    ("答复文书抄用济政办字〔2012〕36号", None, "济政办字〔2012〕36号", "济政办字〔2012〕36号", "a verb before a code that no list holds"),
    ("补偿不得违反国务院令第590号的规定", None, "国务院令第590号", "国务院令第590号", "a verb before an order"),
    ("按照国办发〔2021〕12号文件要求", None, "国办发〔2021〕12号", "国办发〔2021〕12号", "a number alone"),
    ("依據《政府資訊公開條例》", "政府資訊公開條例", None, "《政府資訊公開條例》", "Traditional characters"),
])
def test_printed_forms(text: str, title: str | None, number: str | None, span: str, why: str) -> None:
    found = cited(text)[0]
    assert (found.number, found.text) == (number, span), why
    if title is not None and why != "Traditional characters":
        assert found.title == title, why


def test_a_traditional_text_gives_mainland_titles() -> None:
    text = "為貫徹落實黨中央決策部署，依據《政府資訊公開條例》，結合我部實際，認真履行職責。"
    assert [(c.title, c.text) for c in cited(text)] == [("政府信息公开条例", "《政府資訊公開條例》")]


def test_a_list_keeps_each_number_with_its_title() -> None:
    found = cited("根据《甲办法》（国办发〔2020〕1号）、《乙办法》（粤府办〔2021〕2号）和《丙办法》")
    assert [(c.title, c.number) for c in found] == [
        ("甲办法", "国办发〔2020〕1号"), ("乙办法", "粤府办〔2021〕2号"), ("丙办法", None)]


def test_a_newspaper_is_no_document() -> None:
    assert [c.title for c in cited("按照《办法》，借助《某某公安报》、《某某日报》等媒体宣传。")] == ["办法"]


def test_a_lost_mark_does_not_swallow_the_next_title() -> None:
    assert [c.title for c in cited("落实《甲方案、《乙办法》和《丙意见》")] == ["甲方案", "乙办法", "丙意见"]


@pytest.mark.parametrize(("text", "issuer", "why"), [
    ("落实国务院办公厅印发的《工作要点》", "国务院办公厅", "印发的 between"),
    ("按照国务院办公厅《工作要点》要求", "国务院办公厅", "nothing between"),
    ("落实中共中央办公厅、国务院办公厅《意见》", "中共中央办公厅、国务院办公厅", "two issuers"),
    ("不得突破财政部《办法》", "财政部", "a verb before the name of an agency"),
    ("应兼容国家标准委《规范》", "国家标准委", "a short name behind a verb"),
    ("遵守国家网信办等七部门制定的《办法》", "国家网信办等七部门", "制定的 as 印发的"),
    ("宣传全国普法办编印的《问答》", "全国普法办", "编印的 as 印发的"),
    ("剔除省政府办公厅《目录》", "省政府办公厅", "a level behind a verb"),
    ("宣传好教育部、财政部《通知》", "教育部、财政部", "two agencies behind 好"),
    ("清理原交通部《规定》", "原交通部", "a body that is no more"),
    ("要有解读.教育部《通知》", "教育部", "a point for a full stop"),
    ("取暖工作办公室《方案》", "取暖工作办公室", "a verb in the name of no known body"),
    ("自治区政府办公厅《方案》", "自治区政府办公厅", "a name that begins like a verb"),
    ("紧紧围绕中共中央办公厅、国务院办公厅《意见》", "中共中央办公厅、国务院办公厅", "a verb before two issuers"),
    ("根据省委、省政府总体部署和市委、市政府《意见》", "市委、市政府", "what others arranged and 和 before the issuers"),
    ("落实全国热线工作会议和国家市场监督管理总局《要点》", "国家市场监督管理总局", "a meeting and 和 before the issuer"),
    ("根据国家核安全局《办法》", "国家核安全局", "全局 inside a name is no word"),
    ("据湖北省教育厅《汇报》", "湖北省教育厅", "据 before the issuer"),
    ("公开内容以住房城乡建设部《办法》为准", "住房城乡建设部", "a preposition before an agency"),
    ("组织对省委办公厅、省政府办公厅《意见》自查", "省委办公厅、省政府办公厅", "a preposition before the first of two"),
    ("按照对外经济贸易部《办法》", "对外经济贸易部", "对 begins a name"),
    ("你部《请示》", None, "a pronoun"),
    ("按照《条例》规定和市政务公开领导小组《方案》", "市政务公开领导小组", "a noun and 和 before the issuer"),
    ("按照省委、省政府《意见》", "省委、省政府", "short names"),
    ("《甲》和省纪委等部门《乙方案》", "省纪委等部门", "a collective, after a title"),
    ("按照市政务公开办《工作通知》", "市政务公开办", "an office named for the field"),
    ("按照国家《通知》", None, "国家 is no body"),
    ("我局制定了《工作方案》", None, "a pronoun is no name"),
    ("举办《宪法》宣传周活动", None, "a verb that ends like a body"),
    ("按照决策部署《要点》", None, "a noun that ends like a body"),
    ("国务院办公厅关于印发《工作方案》的通知", None, "the words of a notice's own title"),
])
def test_issuers_before_titles(text: str, issuer: str | None, why: str) -> None:
    assert cited(text)[-1].issuer == issuer, why


@pytest.mark.parametrize(("text", "relation", "purpose", "why"), [
    ("为贯彻落实《上级要点》，现制定本方案。", Relation.BASIS, Purpose.IMPLEMENT, "why a document is made"),
    ("2025年是贯彻落实《上级纲要》、《省里方案》的收官之年。", Relation.MENTION, Purpose.IMPLEMENT, "what year this is in its course"),
    ("为推动《上级要点》各项要求在全系统落实，现制定本方案。", Relation.BASIS, Purpose.IMPLEMENT, "what is to become of it, and where"),
    ("全年工作要以《上级要点》、《省里意见》为遵循，制定以下方案。", Relation.BASIS, Purpose.FOLLOW, "what a plan goes by"),
    ("为把《上级条例》各项举措落到实处，现就有关事项通知如下。", Relation.BASIS, Purpose.IMPLEMENT, "what a document is made to put into practice"),
    ("根据《上级条例》，制定本办法。", Relation.BASIS, Purpose.FOLLOW, "by what right it is made"),
    ("为贯彻落实《甲关于印发乙的通知》及其细则、《丙意见》，现就有关事项通知如下。", Relation.BASIS, Purpose.IMPLEMENT,
     "the last of a list with other words between"),
    ("现将《江门市2021年政务公开工作要点》印发给你们。", Relation.SELF, Purpose.ISSUE, "what is being issued"),
    ("各部门要按照《要点》要求抓好落实。", Relation.SELF, Purpose.FOLLOW, "a document's own kind by its bare name"),
    ("各部门要按照《通知》要求抓好落实。", Relation.BASIS, Purpose.FOLLOW, "not by 《通知》: a notice says 本通知 of itself"),
    ("我局制定了《2021年工作要点》，现印发给你们。", Relation.SELF, Purpose.ISSUE, "issued under a shorter name"),
    ("现将《国务院办公厅关于做好工作的通知》转发给你们。", Relation.SELF, Purpose.FORWARD, "passed on as its annex"),
    ("按照省政府办公厅转发《国务院办公厅关于做好工作的通知》的要求，现就有关事项通知如下。", Relation.BASIS, Purpose.FORWARD,
     "passed on by another body"),
    ("《政府信息公开条例》已于2019年5月15日起施行，为做好工作，现就有关事项通知如下。", Relation.BASIS, Purpose.FOLLOW,
     "in force, as the reason"),
    ("《信息公开管理办法》于2010年8月1日起实施。为做好贯彻工作，制定本方案。", Relation.BASIS, Purpose.FOLLOW,
     "in force, in a sentence of its own"),
    ("《公开目录》于2019年5月15日前公布。", Relation.MENTION, Purpose.MENTION, "yet to be made known"),
    ("按照国务院办公厅《2021年政务公开工作要点》要求，制定本方案。", Relation.BASIS, Purpose.FOLLOW,
     "another body's plan of the same name"),
    ("为做好工作，根据《济南市人民政府办公厅关于印发江门市2021年政务公开工作要点的通知》（济政办发〔2021〕4号），制定本方案。",
     Relation.BASIS, Purpose.FOLLOW, "the same core under another body"),
    ("贯彻落实新修订的《政府信息公开条例》，做好公开。", Relation.BASIS, Purpose.IMPLEMENT, "an attribute is not what is done"),
    ("一、要按照我局印发的《管理办法》规范运作。", Relation.BASIS, Purpose.FOLLOW, "another attribute"),
    ("我局对2014年印发的《江门市2014年政务公开工作要点》进行了修订。", Relation.MENTION, Purpose.REVISE, "an earlier edition"),
    ("为推动《政府信息公开条例》落地见效，制定本要点。", Relation.BASIS, Purpose.IMPLEMENT, "what is to become of it"),
    ("制定《政府信息公开条例》实施办法。", Relation.MENTION, Purpose.ISSUE, "the name of another document"),
    ("按照省《要点》要求，做好公开。", Relation.BASIS, Purpose.FOLLOW, "the short name of a document above"),
    ("《旧办法》同时废止。", Relation.MENTION, Purpose.REPEAL, "what comes to an end"),
])
def test_relation_and_purpose(text: str, relation: Relation, purpose: Purpose, why: str) -> None:
    found = cited(text)[-1]
    assert (found.relation, found.purpose) == (relation, purpose), why


@pytest.mark.parametrize(("page", "expected", "why"), cases("cited"), ids=[row[-1] for row in cases("cited")])
def test_how_a_whole_document_speaks_of_others(page: str, expected: str, why: str) -> None:
    found = extraction(page.replace("⏎", "\n").replace("⇥", "\t")).citations
    told = (f"{one.relation.value}:{one.issuer or ''}《{one.title or ''}》{one.number or ''}" for one in found)
    assert ";".join(told) == expected, why


@pytest.mark.parametrize(("text", "short"), [
    ("根据《政府信息公开条例》（以下简称《条例》），做好工作。", "条例"),
    ("根据《政府信息公开条例》（国务院令第711号，以下简称“新条例”），做好工作。", "新条例"),
    ("根据《政府信息公开条例》（国务院令第711号），做好工作。", None),
    ("根据《政府信息公开条例》（简称《条例》），做好工作。", "条例"),
    ("根据《政府信息公开条例》（国务院令第711号，以下简称新《条例》），做好工作。", "新条例"),
    ("根据《工作要点》（国办发〔2021〕12号）（以下简称《要点》），做好工作。", "要点"),
    ("根据国办发〔2021〕12号文件（以下简称“《要点》”），做好工作。", "要点"),
])
def test_short_forms_are_recorded(text: str, short: str | None) -> None:
    assert cited(text)[0].short_form == short


def test_the_own_number_in_the_head_is_no_citation() -> None:
    assert [c.number for c in cited("江府办函〔2021〕129号\n根据国办发〔2021〕12号文件")] == ["国办发〔2021〕12号"]


def test_marks_around_nothing_are_no_titles() -> None:
    assert [one.title for one in cited("落实《》和《 》,按照《某办法》")] == ["某办法"]


def test_quotes_are_no_titles() -> None:
    assert cited("推进“放管服”改革和“双随机、一公开”监管") == ()


@given(st.text(alphabet="《》〈〉关于印发的通知办法、和。\n(国办〔2021〕12号)", max_size=80))
def test_citations_lie_apart_and_inside(text: str) -> None:
    edges = [edge for mark in find_titles(text) for edge in (mark.start, mark.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    for one in read_citations(text):
        assert 0 <= one.start < one.end <= len(text)


@given(st.text(alphabet="《》〈〉 \n办法", max_size=30))
def test_cleaning_a_title_twice_changes_nothing(text: str) -> None:
    assert clean_title(clean_title(text)) == clean_title(text)


def test_every_name_that_the_pattern_of_bodies_takes_is_asked_for() -> None:
    """What a body's last character rules out before the pattern is tried must be what the pattern ends in."""
    body = tables.patterns("issuer_patterns")["body_name"].regex
    names = {name for table in ("agencies", "organs") for row in tables.rows(table)
             for name in (row["name"], *row["aliases"].split(";")) if body.fullmatch(name)}
    names |= {f"某{end}" for end in map(chr, range(0x4e00, 0x9fff)) if body.fullmatch(f"某{end}")}
    assert len(names) > 100
    assert [name for name in sorted(names) if name[-1] not in issuers._LAST_OF_BODY] == []


def test_what_a_notice_passes_on_beside_a_plan_of_its_own_is_its_basis() -> None:
    found = extraction("某省人民政府办公厅关于转发《国务院办公厅关于印发2018年要点的通知》的通知\n某政办函〔2018〕1号\n各市人民政府：\n"
                       "现将《国务院办公厅关于印发2018年要点的通知》（国办发〔2018〕23号）转发给你们，并结合我省实际制定了《某省2018年分工方案》，"
                       "请一并贯彻落实。\n某省人民政府办公厅\n2018年6月6日\n附件\n某省2018年分工方案\n一、公开规划。（省发展改革委负责）\n")
    assert [(one.title, one.relation) for one in found.citations][1:] == [
        ("国务院办公厅关于印发2018年要点的通知", Relation.BASIS), ("某省2018年分工方案", Relation.SELF)]
    assert [task.assignments[0].name for task in found.tasks] == ["省发展改革委"], "handing over is no duty"
