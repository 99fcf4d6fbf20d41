"""Which document derives from which, and what is missing above and below."""

from __future__ import annotations

import gc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.linking import link
from kg.link.chains import settle
from kg.model.extraction import Extraction, Level, Relation
from kg.model.links import Derivation, DerivationKind, GapKind, Links, Work, WorkKind
from papers import paper
from readings import extraction

STATE = "《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）"
PROVINCE = (
    "《广东省人民政府办公厅关于印发广东省贯彻落实国务院办公厅2021年政务公开工作要点分工方案的通知》"
    "（粤府办〔2021〕17号）"
)
CITY = "《江门市人民政府办公室关于印发江门市2021年政务公开工作要点分工方案的通知》（江府办函〔2021〕129号）"
BUREAU = {
    "issuer": "江门市生态环境局",
    "number": "江环办〔2021〕50号",
    "date": "2021-10-28",
    "year": 2021,
    "title": "江门市生态环境局2021年政务公开工作要点分工方案",
}


def bureau(*cites: str, **changed: object) -> Extraction:
    """The city bureau's plan with some basis citations."""
    return paper(cites=cites, **(BUREAU | changed))  # type: ignore[arg-type]


def edges(links: Links) -> dict[tuple[str, str], Derivation]:
    return {(edge.source, edge.target): edge for edge in links.derivations}


def test_a_preamble_states_all_its_documents_and_the_lowest_is_direct() -> None:
    found = edges(link([bureau(STATE, PROVINCE, CITY)]))
    own = "4407-江环办-2021-50"
    stated = {target: edge.direct for (source, target), edge in found.items() if source == own}
    assert stated == {"国办发-2021-12": False, "44-粤府办-2021-17": False, "4407-江府办函-2021-129": True}
    assert all(edge.stated for (source, _), edge in found.items() if source == own)


def test_the_order_of_levels_implies_the_chain_and_says_that_it_is_inferred() -> None:
    found = edges(link([bureau(STATE, PROVINCE, CITY)]))
    for pair in (("4407-江府办函-2021-129", "44-粤府办-2021-17"), ("44-粤府办-2021-17", "国办发-2021-12")):
        edge = found[pair]
        assert (edge.stated, edge.method) == (False, "co-cited chain") and edge.confidence < 1
    assert ("4407-江府办函-2021-129", "国办发-2021-12") not in found, "the province stands between"


def test_documents_named_in_two_sentences_are_no_chain() -> None:
    text = bureau(PROVINCE, CITY)
    pair = "4407-江府办函-2021-129", "44-粤府办-2021-17"
    assert pair in edges(link([text]))
    assert pair not in edges(link([replace(text, text=text.text.replace("号），《江门", "号）。《江门"))]))


def test_evidence_is_a_quote_that_stands_at_its_place() -> None:
    document = bureau(STATE, PROVINCE, CITY)
    for edge in link([document]).derivations:
        assert edge.evidence
        for quote in edge.evidence:
            assert quote.span.of(document.text) == quote.text


def test_a_regulation_is_a_legal_basis_and_no_link_of_the_chain() -> None:
    found = edges(link([bureau("《政府信息公开条例》", CITY)]))
    assert found["4407-江环办-2021-50", "国务院令-711"].kind is DerivationKind.LEGAL_BASIS
    assert ("4407-江府办函-2021-129", "国务院令-711") not in found


def test_nothing_derives_from_what_is_later() -> None:
    links = link([bureau("《江门市人民政府办公室关于印发工作方案的通知》（江府办函〔2023〕129号）")])
    assert not links.derivations
    assert [issue.code for issue in links.issues] == ["derivation-backwards"]


def test_a_cycle_is_refused_and_reported() -> None:
    works = {name: Work(name, WorkKind.PLAN, name, level=Level.NATIONAL) for name in "abc"}
    circle = [
        Derivation(one, other, DerivationKind.IMPLEMENTS, "basis citation", True, True, sure, ())
        for one, other, sure in (("a", "b", 0.9), ("b", "c", 0.8), ("c", "a", 0.7))
    ]
    kept, issues = settle(circle, works)
    assert [(edge.source, edge.target) for edge in kept] == [("a", "b"), ("b", "c")], (
        "the least sure one goes"
    )
    assert [issue.code for issue in issues] == ["derivation-cycle"]


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.floats(0, 1)), max_size=20)
)
def test_what_is_kept_never_has_a_cycle(pairs: list[tuple[str, str, float]]) -> None:
    works = {name: Work(name, WorkKind.PLAN, name) for name in "abcdef"}
    kept, _ = settle(
        [
            Derivation(one, other, DerivationKind.IMPLEMENTS, "m", True, True, sure, ())
            for one, other, sure in pairs
        ],
        works,
    )
    above = {(edge.source, edge.target) for edge in kept}
    for _ in works:
        above |= {(one, last) for one, middle in above for other, last in above if middle == other}
    assert all(one != other for one, other in above)


def gaps(links: Links, kind: GapKind) -> set[str]:
    return {gap.subject for gap in links.gaps if gap.kind is kind}


def test_upper_documents_that_are_only_cited_are_gaps() -> None:
    assert gaps(link([bureau(STATE, PROVINCE, CITY)]), GapKind.NOT_HELD) == {
        "国办发-2021-12",
        "44-粤府办-2021-17",
        "4407-江府办函-2021-129",
    }


def test_a_level_left_out_is_a_gap() -> None:
    links = link([bureau(STATE)])
    assert [gap.message for gap in links.gaps if gap.kind is GapKind.SKIPPED_LEVEL] == [
        "江环办〔2021〕50号 直接引用上上级，缺省级文件"
    ]
    assert not gaps(link([bureau(STATE, PROVINCE)]), GapKind.SKIPPED_LEVEL)


def test_a_plan_without_any_upstream_is_a_gap() -> None:
    assert gaps(link([bureau()]), GapKind.NO_UPSTREAM) == {"4407-江环办-2021-50"}


def test_an_upper_task_that_nobody_took_up_is_a_gap_only_where_the_lower_plan_is_held() -> None:
    upper = paper(
        "江门市人民政府办公室",
        title="江门市2021年政务公开工作要点分工方案",
        number="江府办函〔2021〕129号",
        date="2021-06-01",
        year=2021,
        tasks=("加强财政预算决算信息公开。", "推进行政执法信息公示。", "组织政务公开业务培训。"),
    )
    lower = bureau(CITY, tasks=("积极推进本部门财政预算决算信息公开。", "加强行政执法信息公示工作。"))
    alone, both = link([upper]), link([upper, lower])
    assert not gaps(alone, GapKind.NOT_TAKEN_UP)
    untaken = [node.local for node in both.tasks if node.id in gaps(both, GapKind.NOT_TAKEN_UP)]
    assert untaken == ["t3"]


def test_plans_of_one_house_and_theme_are_one_series_through_reorganisation() -> None:
    old = paper(
        "云浮市环境保护局", title="云浮市环境保护局2017年政务公开工作要点", year=2017, date="2017-05-01"
    )
    new = paper(
        "云浮市生态环境局", title="云浮市生态环境局2021年政务公开工作任务分解表", year=2021, date="2021-05-01"
    )
    other = paper("云浮市财政局", title="云浮市财政局2021年政务公开工作要点", year=2021, date="2021-05-01")
    series = link([new, other, old]).series
    assert [one.works for one in series] == [
        (
            "t-4453-云浮市环境保护局-2017-政务公开工作要点",
            "t-4453-云浮市生态环境局-2021-政务公开工作任务分解表",
        )
    ]


def test_a_title_tells_what_it_carries_out_and_what_it_forwards() -> None:
    found = edges(
        link(
            [
                paper(
                    "平潭综合实验区管委会办公室",
                    (
                        "~" + PROVINCE,
                        "~" + STATE,
                        "~《国务院办公厅关于推进政务新媒体健康有序发展的意见》（国办发〔2018〕123号）",
                        "~《福建省人民政府办公厅转发国务院办公厅关于推进政务新媒体健康有序发展的意见的通知》（闽政办〔2018〕28号）",
                    ),
                )
            ]
        )
    )
    assert found["44-粤府办-2021-17", "国办发-2021-12"].method == "title"
    forwarded = found["35-闽政办-2018-28", "国办发-2018-123"]
    assert (forwarded.kind, forwarded.stated) == (DerivationKind.FORWARDS, False)
    assert forwarded.evidence[0].text.startswith("《福建省人民政府办公厅转发")


def test_a_notice_forwards_what_it_passes_on_as_its_annex() -> None:
    text = extraction("江门市人民政府办公室转发国务院办公厅关于做好工作的通知\n江府办〔2021〕8号\n各县（市、区）人民政府：\n"
                      "现将《国务院办公厅关于做好工作的通知》（国办发〔2021〕12号）转发给你们，请认真贯彻执行。\n"
                      "江门市人民政府办公室\n2021年5月10日\n")
    assert text.citations[0].relation is Relation.SELF
    edge = edges(link([text]))["4407-江府办-2021-8", "国办发-2021-12"]
    assert (edge.kind, edge.stated) == (DerivationKind.FORWARDS, True)


def test_tasks_are_compared_through_a_document_that_is_only_cited() -> None:
    state = paper(
        "国务院办公厅",
        title="2021年政务公开工作要点",
        number="国办发〔2021〕12号",
        date="2021-04-09",
        year=2021,
        tasks=("推进财政预算决算信息公开。", "开展政务公开培训。"),
    )
    county = paper(
        "江门市新会区人民政府办公室",
        (CITY,),
        title="江门市新会区2021年政务公开工作要点",
        date="2021-11-01",
        year=2021,
        tasks=("推进财政预算决算信息公开工作。", "开展政务公开业务培训。"),
    )
    chain = paper(
        "江门市财政局", (STATE, PROVINCE, CITY), title="江门市财政局2021年政务公开工作要点", date="2021-11-02"
    )
    links = link([state, county, chain])
    pairs = {(match.a.split(".")[0], match.b.split(".")[0]) for match in links.matches if match.accepted}
    assert ("t-440705-江门市新会区人民政府办公室-2021-政务公开工作要点", "国办发-2021-12") in pairs


def test_documents_on_different_matters_are_no_chain() -> None:
    """A sentence may name a speech and a plan side by side: neither carries out the other."""
    links = link([bureau("省委、省政府《关于深入贯彻落实重要讲话精神的意见》", CITY)])
    assert {(edge.source, edge.stated) for edge in links.derivations} == {("4407-江环办-2021-50", True)}


@pytest.mark.parametrize("collecting", [True, False])
def test_linking_leaves_the_collector_of_cycles_as_it_was(collecting: bool) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        link([paper("江门市生态环境局", title="2021年政务公开工作要点")])
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if before else gc.disable)()
