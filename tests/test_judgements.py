"""People's decisions: written once, found again after a new reading, shown in every answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.deciding import decide
from kg.errors import RulesError, UnknownReference
from kg.link.linking import link
from kg.link.judgements import (
    About,
    Anchor,
    Decision,
    Ruling,
    anchor,
    append_decision,
    locate,
    read_decisions,
)
from kg.link.roles import judged_roles
from kg.model.extraction import Evidence, Extraction, Role
from kg.model.links import Links, MatchKind, Status
from kg.model.text import Span
from papers import paper
from shelf import Shelf

CITY = "《江门市人民政府办公室关于印发江门市2021年政务公开工作要点分工方案的通知》（江府办函〔2021〕129号）"
LOWER = paper(
    "江门市生态环境局",
    (CITY,),
    title="江门市生态环境局2021年政务公开工作要点分工方案",
    number="江环办〔2021〕50号",
    date="2021-10-28",
    year=2021,
    tasks=(
        "积极推进本部门财政预算决算信息公开。|财务与审计科、综合科",
        "加强行政执法信息公示工作。|执法一科",
    ),
)
UPPER = paper(
    "江门市人民政府办公室",
    title="江门市2021年政务公开工作要点分工方案",
    number="江府办函〔2021〕129号",
    date="2021-06-01",
    year=2021,
    tasks=("加强财政预算决算信息公开。", "组织政务公开业务培训。"),
)
NOWHERE = Anchor()


def decision(
    about: About, ruling: Ruling, place: Anchor, other: Anchor = NOWHERE, value: str = ""
) -> Decision:
    return Decision(about, ruling, place, other, value, "李明", "2026-11-20", "checked against the original")


def place_of(extraction: Extraction, words: str) -> Anchor:
    start = extraction.text.index(words)
    return anchor(extraction, Span(start, start + len(words)))


def linked(*decisions: Decision, lower: Extraction = LOWER) -> Links:
    return link([lower, UPPER], judgements=decisions)


def test_a_rejected_citation_leads_nowhere_and_nothing_derives_from_it() -> None:
    links = linked(decision(About.RESOLUTION, Ruling.REJECT, place_of(LOWER, CITY)))
    resolution = links.resolutions[0]
    assert (resolution.status, resolution.target) == (Status.AMBIGUOUS, None)
    assert resolution.judgement is not None and resolution.judgement.who == "李明"
    assert not links.derivations
    assert [edge.method for edge in links.rejected.derivations] == ["basis citation"]


def test_a_citation_that_leads_nowhere_cannot_be_confirmed() -> None:
    nowhere = linked(decision(About.RESOLUTION, Ruling.REJECT, place_of(LOWER, CITY)),
                     decision(About.RESOLUTION, Ruling.CONFIRM, place_of(LOWER, CITY)))
    assert nowhere.resolutions[0].target is None
    assert [issue.code for issue in nowhere.issues] == ["judgement-lost"]


def test_a_succession_can_be_rejected_and_confirmed() -> None:
    """Last year's plan of the same issuer: another one may be meant."""
    earlier = replace(LOWER, source=replace(LOWER.source, sha256="0" * 64), citations=(), tasks=(), header=replace(
        LOWER.header, title="江门市生态环境局2020年政务公开工作要点分工方案", number="江环办〔2020〕40号", plan_year=2020,
        date_signed="2020-09-01"))
    place = anchor(LOWER, Span(0, 6))
    titled = replace(LOWER, header=replace(LOWER.header, evidence=(("title", Evidence((Span(0, 6),), "by hand")),)))
    for ruling, standing, gone in ((Ruling.REJECT, [], ["succeeds"]), (Ruling.CONFIRM, ["succeeds"], [])):
        one = decision(About.DERIVATION, ruling, place, value="江环办〔2020〕40号")
        links = link([titled, UPPER, earlier], judgements=[one])
        judged = [edge.kind.value for edge in links.derivations if edge.judgement is not None]
        assert (judged, [edge.kind.value for edge in links.rejected.derivations]) == (standing, gone)


def test_a_citation_can_be_led_elsewhere() -> None:
    links = linked(decision(About.RESOLUTION, Ruling.ADD, place_of(LOWER, CITY), value="江环办〔2021〕50号"))
    assert links.resolutions[0].target == "4407-江环办-2021-50"
    assert links.resolutions[0].method == "judgement"


def test_a_derivation_can_be_rejected_confirmed_and_added() -> None:
    place = anchor(LOWER, Span(0, 6))
    rejected = linked(decision(About.DERIVATION, Ruling.REJECT, place, value="江府办函〔2021〕129号"))
    assert not rejected.derivations
    assert [(edge.target, edge.judgement and edge.judgement.why) for edge in rejected.rejected.derivations] == [
        ("4407-江府办函-2021-129", "checked against the original")]
    assert [gap.message for gap in rejected.gaps if "李明" in gap.message] == [
        "江环办〔2021〕50号 没有可用的上级文件：李明 否决了它与 江府办函〔2021〕129号 的上下位关系"]
    confirmed = linked(
        decision(About.DERIVATION, Ruling.CONFIRM, place, value="4407-江府办函-2021-129")
    ).derivations[0]
    assert confirmed.judgement is not None and confirmed.judgement.verdict == "confirm"
    alone = replace(LOWER, citations=())
    added = linked(
        decision(About.DERIVATION, Ruling.ADD, place, value="江府办函〔2021〕129号"), lower=alone
    ).derivations
    assert [(edge.method, edge.stated) for edge in added] == [("judgement", False)]


def test_a_derivation_of_a_document_that_is_only_cited_can_be_rejected_confirmed_and_added() -> None:
    """The province's plan, whose text nobody has, is named between the State Council's and the city's."""
    nation, province = "《2021年政务公开工作要点》（国办发〔2021〕12号）", "《2021年政务公开工作要点分工方案》（粤府办〔2021〕17号）"
    opinion = "~国务院办公厅《全面推进政务公开工作的意见》（国办发〔2016〕80号）"
    city = paper("江门市人民政府办公室", (nation, province, opinion), title="江门市2021年政务公开工作要点分工方案",
                 number="江府办函〔2021〕129号", year=2021)
    before = link([city])
    lower, upper = "44-粤府办-2021-17", "国办发-2021-12"
    assert (lower, upper) in {(edge.source, edge.target) for edge in before.derivations}

    def decided(ruling: Ruling, target: str) -> list[tuple[str, str | None]]:
        view = Shelf(before, {"4407-江府办函-2021-129": city})
        made = decide(view, About.DERIVATION, ruling, (lower, target), who="李明")
        edges = link([city], judgements=[made]).derivations
        return [(edge.target, edge.judgement.who if edge.judgement else None) for edge in edges if edge.source == lower]

    assert decided(Ruling.REJECT, upper) == []
    assert decided(Ruling.CONFIRM, upper) == [(upper, "李明")]
    assert ("国办发-2016-80", "李明") in decided(Ruling.ADD, "国办发-2016-80")
    assert decided(Ruling.ADD, "4407-江府办函-2021-129") == [(upper, None)], "it would close a cycle"


def test_nobody_decides_on_a_document_that_no_held_text_tells_of() -> None:
    alone = Shelf(linked(), {})
    stray = replace(alone.links.works[0], id="无", source=None)
    view = Shelf(replace(alone.links, works=(stray, *alone.links.works[1:])), {})
    with pytest.raises(UnknownReference, match="not held"):
        decide(view, About.DERIVATION, Ruling.CONFIRM, ("无", alone.links.works[1].id))


def test_a_match_can_be_rejected_and_stays_a_candidate() -> None:
    pair = place_of(LOWER, "积极推进本部门财政预算决算信息公开"), place_of(UPPER, "加强财政预算决算信息公开")
    before = next(match for match in linked().matches if match.accepted)
    after = next(
        match
        for match in linked(decision(About.MATCH, Ruling.REJECT, *pair)).matches
        if (match.a, match.b) == (before.a, before.b)
    )
    assert (after.accepted, after.judgement is not None) == (False, True)


def test_a_match_can_be_added_either_way_round() -> None:
    pair = place_of(UPPER, "组织政务公开业务培训"), place_of(LOWER, "加强行政执法信息公示工作")
    for one, other in (pair, pair[::-1]):
        links = linked(decision(About.MATCH, Ruling.ADD, one, other, "related"))
        human = [match for match in links.matches if match.judgement is not None]
        assert [(match.accepted, match.kind) for match in human] == [(True, MatchKind.RELATED)]


def test_a_bearer_can_be_corrected_and_removed() -> None:
    place = place_of(LOWER, "执法一科")
    fixed = linked(decision(About.BEARER, Ruling.ADD, place, value="江门市生态环境综合执法支队"))
    assert [bearer.holder for bearer in fixed.bearers if bearer.judgement] == ["江门市生态环境综合执法支队"]
    assert "江门市生态环境综合执法支队" in {holder.id for holder in fixed.holders}
    for kind in (About.BEARER, About.ROLE):
        gone = linked(decision(kind, Ruling.REJECT, place))
        assert len(gone.bearers) == len(linked().bearers) - 1
        assert [(one.holder, one.judgement and one.judgement.who) for one in gone.rejected.bearers] == [
            ("江门市生态环境局.执法一科", "李明")]
    assert [one.holder for one in fixed.rejected.bearers] == ["江门市生态环境局.执法一科"], "it bore the task before"
    back = linked(decision(About.BEARER, Ruling.REJECT, place), decision(About.BEARER, Ruling.CONFIRM, place))
    assert len(back.bearers) == len(linked().bearers) and not back.rejected.bearers


def roles(*decisions: Decision, read: Extraction = LOWER) -> list[tuple[str, Role, bool]]:
    """Each unit of the lower plan with its role, and whether a person gave it."""
    judged = judged_roles({read.source.sha256: read}, linked(lower=read).works, decisions)
    return [(unit.name, unit.role, unit.evidence.judged)
            for task in judged[read.source.sha256].tasks for unit in task.assignments]


def test_a_role_can_be_given_and_confirmed() -> None:
    leads = decision(About.ROLE, Ruling.ADD, place_of(LOWER, "综合科"), value="lead")
    keeps = decision(About.ROLE, Ruling.CONFIRM, place_of(LOWER, "执法一科"))
    assert roles(leads, keeps) == [("财务与审计科", Role.RESPONSIBLE, False), ("综合科", Role.LEAD, True),
                                   ("执法一科", Role.RESPONSIBLE, True)]
    human = [bearer for bearer in linked(leads).bearers if bearer.judgement is not None]
    assert [(bearer.assignment, bearer.judgement and bearer.judgement.who) for bearer in human] == [(1, "李明")]


# (ruling, value, why nothing is judged)
NO_ROLES = [
    (Ruling.ADD, "", "no role is named"),
    (Ruling.ADD, "牵头", "not one of the four words"),
]


@pytest.mark.parametrize(("ruling", "value", "why"), NO_ROLES)
def test_a_decision_that_names_no_role_is_reported(ruling: Ruling, value: str, why: str) -> None:
    one = decision(About.ROLE, ruling, place_of(LOWER, "综合科"), value=value)
    assert roles(one) == roles(), why
    assert [issue.code for issue in linked(one).issues] == ["judgement-lost"], why


def test_a_unit_named_once_for_two_tasks_is_judged_in_one() -> None:
    """A merged cell of a table: the anchor of the task tells which of the two is meant."""
    first, second = LOWER.tasks
    shared = replace(LOWER, tasks=(first, replace(second, assignments=first.assignments[1:])))
    for words, wanted in (("加强行政执法信息公示", [Role.RESPONSIBLE, Role.LEAD]),
                          ("积极推进本部门", [Role.LEAD, Role.RESPONSIBLE])):
        one = decision(About.ROLE, Ruling.ADD, place_of(LOWER, "综合科"), place_of(LOWER, words), "lead")
        assert [role for name, role, _ in roles(one, read=shared) if name == "综合科"] == wanted
        bearers = linked(one, lower=shared).bearers
        assert len([bearer for bearer in bearers if bearer.judgement is not None]) == 1


def test_the_newest_decision_wins() -> None:
    place = place_of(LOWER, CITY)
    links = linked(
        decision(About.RESOLUTION, Ruling.REJECT, place),
        decision(About.RESOLUTION, Ruling.ADD, place, value="江府办函〔2021〕129号"),
    )
    assert links.resolutions[0].target == "4407-江府办函-2021-129"


def test_a_decision_survives_a_new_reading() -> None:
    """The second reading parts the tasks anew: the words still find theirs."""
    whole = LOWER.tasks[0]
    again = replace(LOWER, tasks=(replace(LOWER.tasks[1], id="t1"), replace(whole, id="t9")))
    links = linked(
        decision(
            About.MATCH,
            Ruling.REJECT,
            place_of(LOWER, "积极推进本部门财政预算决算信息公开"),
            place_of(UPPER, "加强财政预算决算信息公开"),
        ),
        lower=again,
    )
    assert [match.accepted for match in links.matches if match.judgement is not None] == [False]


def test_a_decision_whose_object_is_gone_is_reported() -> None:
    lost = Anchor(LOWER.source.sha256, "这句话已经没有了")
    for kind in (About.RESOLUTION, About.MATCH, About.BEARER, About.ROLE):
        issues = linked(decision(kind, Ruling.REJECT, lost, lost)).issues
        assert [issue.code for issue in issues] == ["judgement-lost"], kind
        assert "李明" in issues[0].message


# (text now, found, why)
TEXTS = [
    ("前言。公开预算信息。后记。", True, "as it was"),
    ("前言。公开 预算\n信息。后记。", True, "spaces and line ends do not count"),
    ("前言。公開預算信息。後記。", True, "nor does the script"),
    (
        "公开预算信息。公开预算信息。前言。公开预算信息。后记。",
        True,
        "of several the one with the same neighbours",
    ),
    ("公开预算信息。公开预算信息。", False, "several without the same neighbours"),
    ("公开决算信息。", False, "other words"),
]


@pytest.mark.parametrize(("text", "found", "why"), TEXTS)
def test_an_anchor_finds_its_place(text: str, found: bool, why: str) -> None:
    place = Anchor("", "公开预算信息", "前言。", "。后记")
    span = locate(place, replace(LOWER, text=text))
    assert (span is not None) is found, why


@given(st.text("公开信息预算决算，。 \n", min_size=8, max_size=60), st.data())
def test_what_is_anchored_is_found_where_it_was_or_not_at_all(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    document = replace(LOWER, text=text)
    found = locate(anchor(document, span), document)
    bare = "".join(span.of(text).split())
    assert found is None or "".join(found.of(text).split()) == bare
    if bare and "".join(text.split()).count(bare) == 1:
        assert found is not None


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), max_size=12)


@given(
    st.lists(
        st.builds(
            Decision,
            st.sampled_from(About),
            st.sampled_from(Ruling),
            st.builds(Anchor, *[WORDS] * 4),
            st.builds(Anchor, *[WORDS] * 4),
            *[WORDS] * 4,
        ),
        max_size=4,
    )
)
def test_decisions_are_read_as_they_were_written(decisions: list[Decision]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judgements.tsv"
        for one in decisions:
            append_decision(path, one)
        assert list(read_decisions(path)) == decisions


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    append_decision(path, decision(About.RESOLUTION, Ruling.REJECT, place_of(LOWER, CITY)))
    path.write_text(path.read_text("utf-8") + "resolution\tmaybe\n", "utf-8")
    with pytest.raises(RulesError, match="line 3"):
        read_decisions(path)


def test_no_file_means_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "judgements.tsv") == ()
