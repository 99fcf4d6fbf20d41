"""Lineages of the bundled plans: the chains that users come for."""

from __future__ import annotations

import pytest

from kg.graph.view import StoreView
from kg.lineage import trace
from kg.model.answers import Direction, Lineage
from kg.model.links import GapKind, Links
from kg.reference import find, find_work
from papers import paper
from kg.link.linking import link
from shelf import Shelf

OWN, CITY, PROVINCE, STATE = (
    "江环办〔2021〕50号",
    "江府办函〔2021〕129号",
    "粤府办〔2021〕17号",
    "国办发〔2021〕12号",
)


def numbers(lineage: Lineage) -> dict[str, str | None]:
    return {node.id: node.number for node in lineage.nodes}


def stated(lineage: Lineage) -> dict[tuple[str | None, str | None], bool]:
    name = numbers(lineage)
    return {(name[edge.source], name[edge.target]): edge.stated for edge in lineage.edges}


@pytest.fixture(scope="session")
def jiangmen(demo_view: StoreView) -> Lineage:
    """The lineage of the Jiangmen bureau's plan."""
    return trace(demo_view, find(demo_view, OWN))


def test_the_chain_reaches_the_state_council(jiangmen: Lineage) -> None:
    assert {node.number: node.held for node in jiangmen.nodes} == {
        OWN: True,
        CITY: False,
        PROVINCE: False,
        STATE: False,
    }


def test_stated_edges_are_told_from_inferred_ones(jiangmen: Lineage) -> None:
    assert stated(jiangmen) == {
        (OWN, CITY): True,
        (OWN, PROVINCE): True,
        (OWN, STATE): True,
        (CITY, PROVINCE): False,
        (PROVINCE, STATE): False,
    }


def test_every_edge_has_a_quote_that_stands_at_its_offsets(demo_view: StoreView, jiangmen: Lineage) -> None:
    for edge in jiangmen.edges:
        assert edge.evidence
        for quote in edge.evidence:
            assert quote.span.of(demo_view.extraction(quote.work).text) == quote.text


def test_three_documents_are_missing_and_named(jiangmen: Lineage) -> None:
    names = numbers(jiangmen)
    assert {names[gap.subject] for gap in jiangmen.gaps if gap.kind is GapKind.NOT_HELD} == {
        CITY,
        PROVINCE,
        STATE,
    }


def test_fujian_reaches_the_central_opinions_by_title(demo_view: StoreView) -> None:
    lineage = trace(demo_view, find(demo_view, "闽政办〔2017〕45号"))
    held = {node.title: node for node in lineage.nodes if node.held}
    assert held.keys() >= {
        "2017年政务公开工作主要任务分解表",
        "全面推进政务公开工作实施意见",
        "关于全面推进政务公开工作的意见",
    }
    assert held["关于全面推进政务公开工作的意见"].number == "中办发〔2016〕8号", "learned from a citation"
    plan, below, above = (
        held[title].id
        for title in (
            "2017年政务公开工作主要任务分解表",
            "全面推进政务公开工作实施意见",
            "关于全面推进政务公开工作的意见",
        )
    )
    assert {(plan, below), (below, above)} <= {(edge.source, edge.target) for edge in lineage.edges}


def test_the_fujian_plans_are_one_series(demo_view: StoreView) -> None:
    plan = find_work(demo_view, "闽政办〔2017〕45号")
    series = next(one for one in demo_view.series() if plan in one.works)
    held = [demo_view.work(id).year for id in series.works if demo_view.work(id).held]
    assert held == [2017, 2018, 2019]


def test_downwards_is_the_way_back(demo_view: StoreView) -> None:
    state = find(demo_view, STATE)
    down = trace(demo_view, state, Direction.DOWN)
    assert {OWN, CITY, PROVINCE} <= set(numbers(down).values())
    both = trace(demo_view, find(demo_view, PROVINCE), Direction.BOTH)
    assert {STATE, OWN} <= set(numbers(both).values())


def test_depth_counts_steps(demo_view: StoreView) -> None:
    start = find(demo_view, "闽政办〔2017〕45号")
    assert max(node.distance for node in trace(demo_view, start, depth=1).nodes) == 1
    assert trace(demo_view, start, depth=1).nodes[0].id == start


def test_only_stated_leaves_the_inferred_out(demo_view: StoreView) -> None:
    lineage = trace(demo_view, find(demo_view, OWN), stated_only=True)
    assert set(stated(lineage).values()) == {True}


def test_a_task_stands_beside_its_documents(demo_view: StoreView) -> None:
    opinions = find_work(demo_view, "全面推进政务公开工作实施意见")
    matched = next(
        match
        for node in demo_view.tasks(opinions)
        for match in demo_view.matches_from([node.id])
        if match.accepted
    )
    lineage = trace(demo_view, matched.a)
    kinds = {node.id: node.kind for node in lineage.nodes}
    assert kinds[matched.a] == kinds[matched.b] == "task"
    assert kinds[opinions] == "document"
    assert all(node.text for node in lineage.nodes if node.kind == "task")
    assert {(edge.source, edge.target) for edge in lineage.edges} >= {(matched.a, matched.b)}


def test_an_unknown_id_is_an_error(demo_view: StoreView) -> None:
    with pytest.raises(KeyError):
        trace(demo_view, "国办发-1900-1")


def shelf(links: Links, *papers: object) -> Shelf:
    read = {extraction.source.sha256: extraction for extraction in papers}  # type: ignore[attr-defined]
    return Shelf(links, {work.id: read[work.source] for work in links.works if work.source})


def test_a_document_with_nothing_above_is_its_own_lineage() -> None:
    alone = paper("江门市生态环境局", title="江门市生态环境局2021年政务公开工作要点", year=2021)
    links = link([alone])
    lineage = trace(shelf(links, alone), links.works[0].id)
    assert len(lineage.nodes) == 1 and not lineage.edges
    assert [gap.kind for gap in lineage.gaps] == [GapKind.NO_UPSTREAM]


def test_a_task_whose_upper_documents_are_not_held_still_shows_them(demo_view: StoreView) -> None:
    lineage = trace(demo_view, find(demo_view, f"{OWN}#3"))
    assert {node.number for node in lineage.nodes if node.kind == "document"} == {OWN, CITY, PROVINCE, STATE}
    assert {gap.kind for gap in lineage.gaps} == {GapKind.NOT_HELD}
    down = trace(demo_view, find(demo_view, f"{OWN}#3"), Direction.DOWN)
    assert {node.number for node in down.nodes} == {OWN}
