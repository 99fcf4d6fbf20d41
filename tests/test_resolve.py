"""What a citation means: a table of printed forms, each with the reason for its answer."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import cases
from kg.link.linking import link
from kg.link.holders import holder_of
from kg.link.register import Register
from kg.link.titles import take_apart
from kg.model.extraction import Citation, Evidence, Extraction, Purpose, Relation
from kg.model.links import Resolution, Status
from kg.model.text import Span
from papers import paper

JIANGMEN, FUJIAN = "江门市生态环境局", "福建省人民政府办公厅"
STATE_2021 = "国办发-2021-12"

# The same number in every printed form is the same document.
FORMS = [
    "国办发〔2021〕12号",
    "国办发﹝2021﹞12号",
    "国办发［2021］12号",
    "国办发[2021]12号",
    "国办发（2021）12号",
    "国办发(2021)12号",
    "国办发【2021】12号",
    "国办发〔2021)12号",
    "国办发〔2021】12号",
    "国办发〔2021〕 12 号",
    "国办发〔 2021 〕12号",
    "国 办 发〔2021〕12号",
    "国办发〔２０２１〕１２号",
    "国办发〔2021〕012号",
    "国办发〔2021〕第12号",
    "國辦發〔2021〕12號",
]

CITATIONS, HOLDERS = cases("citations"), cases("holders")

ROWS = len(FORMS) + len(CITATIONS) + len(HOLDERS)


def test_the_table_is_whole() -> None:
    assert ROWS >= 150, "the table may only grow"


def last_resolution(document: Extraction, *others: Extraction) -> Resolution:
    """What the last citation of a document means when it is linked together with others."""
    links = link([document, *others])
    work = next(work for work in links.works if work.source == document.source.sha256)
    return [found for found in links.resolutions if found.work == work.id][-1]


@pytest.mark.parametrize("form", FORMS)
def test_every_printed_form_of_a_number_is_one_document(form: str) -> None:
    cites = ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", form)
    assert last_resolution(paper(JIANGMEN, cites, date="2021-10-28")).target == STATE_2021


@pytest.mark.parametrize(("issuer", "date", "cites", "status", "target", "why"), CITATIONS)
def test_a_citation_means(issuer: str, date: str, cites: str, status: str, target: str, why: str) -> None:
    """The last of several citations is asked about."""
    each = tuple(cites.split("；"))
    own = next((cite[2:].split("》")[0] for cite in each if cite.startswith("=")), None)
    resolution = last_resolution(paper(issuer, each, date=date, title=own))
    assert (resolution.status.value, resolution.target or "") == (status, target), (
        f"{why}: {resolution.reason}"
    )
    assert resolution.reason


@pytest.mark.parametrize(("issuer", "name", "kind", "id", "why"), HOLDERS)
def test_a_unit_is(issuer: str, name: str, kind: str, id: str, why: str) -> None:
    register = Register.bundled()
    holder = holder_of(name, register.agency(issuer), register).holder
    assert (holder.kind.value, holder.id) == (kind, id), why


def test_a_document_that_mentions_its_own_title_means_itself() -> None:
    title = "江门市生态环境局2021年政务公开工作要点分工方案"
    assert last_resolution(paper(JIANGMEN, (f"~《{title}》",), title=title)).status is Status.RESOLVED


def test_a_conflict_names_both_documents() -> None:
    wrong = "《广东省人民政府办公厅关于印发2021年政务公开工作要点分工方案的通知》（粤府办〔2020〕17号）"
    resolution = last_resolution(paper(JIANGMEN, (wrong,)))
    assert resolution.candidates == (
        "44-粤府办-2020-17",
        "t-44-广东省人民政府办公厅-2021-政务公开工作要点分工方案",
    )
    assert "粤府办〔2020〕17号" in resolution.reason and "believed" in resolution.reason


def test_a_held_document_learns_its_number_from_a_citation() -> None:
    opinions = paper("中共中央办公厅", title="关于全面推进政务公开工作的意见", date="2016-02-17")
    citing = paper(
        FUJIAN,
        ("中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）",),
        date="2016-12-28",
    )
    resolution = last_resolution(citing, opinions)
    assert (resolution.status, resolution.target) == (Status.RESOLVED, "中办发-2016-8")


def test_a_cited_document_keeps_its_id_when_its_text_arrives() -> None:
    citing = paper(
        JIANGMEN,
        ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",),
        date="2021-10-28",
    )
    text = paper(
        "国务院办公厅",
        title="2021年政务公开工作要点",
        number="国办发〔2021〕12号",
        date="2021-04-09",
        year=2021,
    )
    before, after = last_resolution(citing), last_resolution(citing, text)
    assert before.target == after.target
    assert (before.status, after.status) == (Status.NOT_HELD, Status.RESOLVED)


def test_a_title_printed_by_two_places_alike_stays_apart() -> None:
    fujian = paper(FUJIAN, ("~《省级部门公开办法》",), date="2020-01-01")
    other = paper("浙江省人民政府办公厅", title="浙江省省级部门公开办法", date="2019-01-01")
    assert last_resolution(fujian, other).status is Status.NOT_HELD


def test_a_regulation_without_a_date_cites_what_was_in_force_when_it_was_signed() -> None:
    """Orders of the State Council carry no year; the gazetteer knows when the edition was signed."""
    order = paper("中华人民共和国国务院", ("~《中华人民共和国保守国家秘密法》",), date=None,
                  title="中华人民共和国政府信息公开条例", number="国务院令第711号")
    assert last_resolution(order).target == "主席令-2010-28"


def test_a_document_without_any_year_may_mean_each_edition() -> None:
    """Nothing tells 2007 from 2019; a number of 2012 beside it does."""
    regulation, number = "~《中华人民共和国政府信息公开条例》", "~《关于做好有关工作的通知》（国办发〔2012〕26号）"
    undated = last_resolution(paper(JIANGMEN, (regulation,), date=None))
    assert (undated.status, undated.candidates) == (Status.AMBIGUOUS, ("国务院令-492", "国务院令-711"))
    assert last_resolution(paper(JIANGMEN, (number, regulation), date=None)).target == "国务院令-492"


def test_a_regulation_called_newly_revised_is_the_edition_of_these_years() -> None:
    """In May 2018 the revised one was still to come; 新修订的 means it all the same."""
    plan = paper(FUJIAN, date="2018-05-18", tasks=("贯彻落实新修订的《中华人民共和国政府信息公开条例》。", "宣传《中华人民共和国政府信息公开条例》。"))
    spans = [Span(task.spans[0].end - 18, task.spans[0].end - 1) for task in plan.tasks]
    cited = tuple(Citation(span, span.of(plan.text), "中华人民共和国政府信息公开条例", None, None, Relation.MENTION,
                           Evidence((span,), "by hand")) for span in spans)
    found = link([replace(plan, citations=cited)]).resolutions
    assert [one.target for one in found] == ["国务院令-711", "国务院令-492"]


def test_a_file_name_that_a_page_prints_is_the_title_itself() -> None:
    title = "江门市2024年政务公开工作要点"
    for name in (f"{title}.docx", f"{title}.docx（4页珍藏版）", "江门政务公开工作要点.docx"):
        assert last_resolution(paper(JIANGMEN, (f"~《{name}》",), title=title)).method == "self"


def test_the_short_name_of_what_is_forwarded_means_the_forwarded_document() -> None:
    """《现将《…实施细则》（以下简称《细则》）转发给你们》: the covering notice is another document."""
    cites = ("=《国务院办公厅关于印发全面推进政务公开工作实施细则的通知》（国办发〔2016〕80号）（以下简称《细则》）", "=《细则》")
    notice = paper("广东省人民政府办公厅", cites, date="2017-01-20")
    first = replace(notice.citations[0], purpose=Purpose.FORWARD)
    found = last_resolution(replace(notice, citations=(first, *notice.citations[1:])))
    assert (found.target, found.method) == ("国办发-2016-80", "short form")


def test_a_plan_without_an_issuer_is_one_plan_to_all_that_a_place_issues() -> None:
    cite = ("《乡村建设行动实施方案》",)
    papers = [paper(FUJIAN, cite, title=f"{year}年要点", date=f"{year}-03-01") for year in (2022, 2023)]
    assert len({found.target for found in link(papers).resolutions}) == 1


def test_a_later_document_is_not_meant() -> None:
    citing = paper(FUJIAN, ("~福建省人民政府《关于加强政策解读工作的通知》",), date="2012-01-01")
    later = paper(
        "福建省人民政府",
        title="福建省人民政府关于加强政策解读工作的通知",
        number="闽政〔2015〕3号",
        date="2015-01-01",
    )
    assert last_resolution(citing, later).target != "35-闽政-2015-3"


def test_the_order_of_documents_decides_nothing() -> None:
    papers = [
        paper(issuer, tuple(cites.split("；")), date=date) for issuer, date, cites, *_ in CITATIONS[:24]
    ]
    first = link(papers)
    assert first == link(papers[::-1])
    assert all(link(list(order)) == link(papers[:4]) for order in itertools.permutations(papers[:4]))


def test_copies_of_one_document_are_one_work() -> None:
    """The same plan from two sites: one work, two copies, the longer text is the one quoted."""
    title, number = "江门市生态环境局2021年政务公开工作要点分工方案", "江环办〔2021〕50号"
    short = paper(JIANGMEN, title=title, number=number, year=2021)
    long = paper(JIANGMEN, title=title, number=number, year=2021, tasks=("公开预算。",))
    untitled = paper(
        JIANGMEN, title=title, year=2021, tasks=("公开预算。", "公开决算和相关报表，接受社会监督。")
    )
    works = [work for work in link([short, long, untitled]).works if work.held]
    assert [len(work.copies) for work in works] == [3]
    assert works[0].source == untitled.source.sha256 and works[0].number == number


def test_texts_of_an_office_that_nobody_places_are_no_copies() -> None:
    papers = [paper("市财政局", title="市财政局2021年政务公开工作要点", year=2021, tasks=(task,))
              for task in ("公开预算。", "公开决算。")]
    assert len([work for work in link(papers).works if work.held]) == 2


def test_a_number_misread_does_not_make_a_copy() -> None:
    """A text headed by another document's number stays a work of its own, and somebody is told."""
    number = "江环办〔2021〕50号"
    plan = paper(JIANGMEN, title="江门市生态环境局2021年政务公开工作要点分工方案", number=number, year=2021)
    other = paper(JIANGMEN, title="江门市生态环境局突发环境事件应急预案", number=number)
    links = link([plan, other])
    assert len([work for work in links.works if work.held]) == 2
    assert [issue.code for issue in links.issues] == ["number-shared"]


def test_plans_of_two_years_are_two_works() -> None:
    plans = [
        paper(JIANGMEN, title=f"江门市生态环境局{year}年政务公开工作要点", year=year) for year in (2020, 2021)
    ]
    assert len([work for work in link(plans).works if work.held]) == 2


NAMES = st.text(
    "国务院办公厅广东省江门市政务公开工作要点方案条例通知2021年关于印发的〈〉《》（）、“” ", max_size=24
)
CITES = st.builds(
    lambda mark, issuer, title, number: f"{mark}{issuer}《{title}》" + (f"（{number}）" if number else ""),
    st.sampled_from(["", "~", "="]),
    NAMES,
    NAMES.filter(bool),
    st.sampled_from(["", "国办发〔2021〕12号", "〔2021〕号"]),
)


@given(st.lists(st.tuples(NAMES, st.lists(CITES, max_size=3), NAMES), min_size=1, max_size=4))
def test_any_names_are_linked_and_every_id_is_there(documents: list[tuple[str, list[str], str]]) -> None:
    """Titles and issuers as a bad scan may print them: each citation gets a verdict, ids hold together."""
    links = link([paper(issuer, tuple(cites), title=title or None) for issuer, cites, title in documents])
    works = {work.id for work in links.works}
    assert len(works) == len(links.works)
    assert all(work.id and "/" not in work.id and " " not in work.id for work in links.works)
    for resolution in links.resolutions:
        assert (
            resolution.work in works
            and {resolution.target or resolution.work, *resolution.candidates} <= works
        )
        assert (resolution.target is None) == (resolution.status is Status.AMBIGUOUS)
    assert {edge.source for edge in links.derivations} | {edge.target for edge in links.derivations} <= works


def test_a_notice_that_passes_on_another_document_means_that_one_by_its_short_name() -> None:
    """By the covering notice's own title, where the words of passing on were not read."""
    opinion = "黑龙江省人民政府办公厅关于推进社会公益事业建设领域政府信息公开的实施意见"
    title = f"哈尔滨市人民政府办公厅转发{opinion}的通知"
    cites = (f"=《{title}》", f"=《{opinion}》（黑政办规〔2018〕45号）", "=《意见》")
    found = link([paper("哈尔滨市人民政府办公厅", cites, date="2018-11-01", title=title)]).resolutions
    assert [one.method for one in found] == ["self", "number", "short form"]
    assert {one.target for one in found[1:]} == {"23-黑政办规-2018-45"}


@pytest.mark.parametrize(("title", "plan"), [
    ("国务院办公厅印发《关于全面推进政务公开工作的意见》实施细则的通知", "〈关于全面推进政务公开工作的意见〉实施细则"),
    ("国务院办公厅关于印发《2021年政务公开工作要点》的通知", "2021年政务公开工作要点"),
])
def test_a_title_inside_a_notice_keeps_its_brackets_whole(title: str, plan: str) -> None:
    assert take_apart(title, Register.bundled().agencies).plan == plan


def test_what_a_notice_forwards_is_another_document_under_every_name_of_it() -> None:
    """The heading of what is passed on stands as the title of the notice too."""
    plan = "云南省贯彻落实国务院办公厅2017年政务公开工作要点分工方案"
    cites = (f"=《云南省人民政府办公厅关于印发{plan}的通知》（云政办发〔2017〕41号）", f"=《{plan}》")
    notice = paper("马关县人民政府办公室", cites, date="2017-06-01", title=plan)
    first = replace(notice.citations[0], purpose=Purpose.FORWARD)
    found = link([replace(notice, citations=(first, *notice.citations[1:]))]).resolutions
    assert {one.target for one in found} == {"53-云政办发-2017-41"}


def test_the_letter_of_a_place_that_nobody_knows_is_its_own() -> None:
    """石湾市 stands in no register; its 石府办函 is not 石家庄's."""
    found = last_resolution(paper("石湾市交通运输局", ("《关于做好2021年政务公开工作的通知》（石府办函〔2021〕77号）",)))
    assert found.target == "石府办函-2021-77"


def test_a_code_without_the_letters_of_an_organ_names_none() -> None:
    """通办发 is the Party committee office's: 办 stands for no department."""
    cited = "《关于全面推进政务公开工作的实施办法》（通办发〔2016〕36号）"
    links = link([paper("通化市民政局", (cited,), date="2019-05-01")])
    assert [work.issuers for work in links.works if not work.held] == [("中共通化市委办公室",)]


def test_the_reports_of_two_levels_in_one_title_are_two() -> None:
    plan = paper("嘉鱼县人民政府办公室", date="2024-01-20",
                 tasks=("2024年县《政府工作报告》确定的工作。", "2024年市《政府工作报告》涉及的事项。"))
    spans = [Span(task.spans[0].start + 6, task.spans[0].start + 14) for task in plan.tasks]
    cited = tuple(Citation(span, span.of(plan.text), "政府工作报告", None, None, Relation.MENTION,
                           Evidence((span,), "by hand")) for span in spans)
    assert {citation.text for citation in cited} == {"《政府工作报告》"}
    county, city = (one.target for one in link([replace(plan, citations=cited)]).resolutions)
    assert county != city and "咸宁市" in str(city)


def test_an_annex_of_its_own_is_itself_with_the_year_too() -> None:
    cites = ("=《县政府重点工作任务分解》", "~《2025年县政府重点工作任务分解》", "~《2024年县政府重点工作任务分解》")
    found = link([paper("沁县人民政府办公室", cites, date="2025-02-10")]).resolutions
    assert [one.method for one in found] == ["self", "self", "title and issuer"]
