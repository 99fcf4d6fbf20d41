"""Two plans side by side: kinds of change, fields, word-level differences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.compare import compare
from kg.compare.difference import difference
from kg.graph.view import StoreView
from kg.link.linking import link
from kg.model.answers import Change, ChangeKind, Comparison
from kg.model.extraction import Extraction
from kg.reference import find_work
from kg.words import words
from papers import paper
from shelf import Shelf


def plan(year: int, *tasks: str, issuer: str = "江门市生态环境局") -> Extraction:
    return paper(
        issuer, title=f"{issuer}{year}年政务公开工作要点", year=year, date=f"{year}-05-01", tasks=tasks
    )


def compared(old: Extraction, new: Extraction) -> Comparison:
    """The comparison of two papers that are linked together."""
    links = link([old, new])
    read = {extraction.source.sha256: extraction for extraction in (old, new)}
    shelf = Shelf(links, {work.id: read[work.source] for work in links.works if work.source})
    ids = {read[work.source].source.sha256: work.id for work in links.works if work.source}
    return compare(shelf, ids[old.source.sha256], ids[new.source.sha256])


OTHERS = (
    "组织政务公开业务培训和考核。|办公室",
    "完善依申请公开办理流程和答复文书。|法规科",
    "加强部门网站建设和日常管理。|信息中心",
)

# (tasks before, tasks after, kind, why)
KINDS = [
    (
        ("及时公开财政预算决算信息。|财务科|一、财政",),
        ("及时公开财政预算决算信息。|财务科|一、财政",),
        ChangeKind.UNCHANGED,
        "nothing changed",
    ),
    (
        ("及时公开财政预算决算信息。|财务科|一、财政",),
        ("及时公开财政预算决算信息。|财务科|二、重点领域",),
        ChangeKind.MOVED,
        "another heading",
    ),
    (
        ("及时公开财政预算决算信息。|财务科|一、财政",),
        ("及时公开财政预算决算信息。|财务科|三、财政",),
        ChangeKind.UNCHANGED,
        "the number of a heading shifts without a move",
    ),
    (
        ("及时公开财政预算决算信息。",),
        ("主动公开本级财政预算决算信息和报表。",),
        ChangeKind.REWORDED,
        "the same demand in other words",
    ),
    (
        ("公开辐射环境监测数据。公开核电厂安全监管情况。",),
        ("公开辐射环境监测数据。", "公开核电厂安全监管情况。"),
        ChangeKind.SPLIT,
        "one became two",
    ),
    (
        ("公开辐射环境监测数据。", "公开核电厂安全监管情况。"),
        ("公开辐射环境监测数据。公开核电厂安全监管情况。",),
        ChangeKind.MERGED,
        "two became one",
    ),
    (("修订行政规范性文件目录清单。",), (), ChangeKind.DROPPED, "nobody carries it on"),
    ((), ("修订行政规范性文件目录清单。",), ChangeKind.ADDED, "nothing came before it"),
]


@pytest.mark.parametrize(("before", "after", "kind", "why"), KINDS)
def test_a_change_is(before: tuple[str, ...], after: tuple[str, ...], kind: ChangeKind, why: str) -> None:
    comparison = compared(plan(2020, *OTHERS, *before), plan(2021, *OTHERS, *after))
    own = [change for change in comparison.changes if change.kind is not ChangeKind.UNCHANGED] or list(
        comparison.changes[-1:]
    )
    assert [change.kind for change in own] == [kind], why
    assert (len(own[0].a), len(own[0].b)) == (len(before), len(after))
    assert own[0].why


def change_of(
    before: str, after: str, old: str = "江门市生态环境局", new: str = "江门市生态环境局"
) -> Change:
    comparison = compared(plan(2017, *OTHERS, before, issuer=old), plan(2021, *OTHERS, after, issuer=new))
    return next(
        change
        for change in comparison.changes
        if any(task in change.a for task in [comparison.a_tasks[-1].id])
    )


def test_units_gained_and_lost_are_a_field_change() -> None:
    change = change_of(
        "及时公开财政预算决算信息。|财务科、办公室", "及时公开财政预算决算信息。|财务科、综合科"
    )
    field = next(field for field in change.fields if field.field == "responsible")
    assert ("办公室（负责）" in field.before, "综合科（负责）" in field.after) == (True, True)


def test_a_reorganised_unit_is_not_a_change() -> None:
    change = change_of(
        "及时公开财政预算决算信息。|市环境保护局",
        "及时公开财政预算决算信息。|市生态环境局",
        "江门市人民政府办公室",
        "江门市人民政府办公室",
    )
    assert "responsible" not in [field.field for field in change.fields]


def test_every_task_has_its_place_in_some_change(demo_view: StoreView) -> None:
    comparison = compare(
        demo_view,
        find_work(demo_view, "生态环境部2020年政务公开工作安排"),
        find_work(demo_view, "环办厅函〔2021〕214号"),
    )
    assert {id for change in comparison.changes for id in change.a} == {
        task.id for task in comparison.a_tasks
    }
    assert {id for change in comparison.changes for id in change.b} == {
        task.id for task in comparison.b_tasks
    }
    assert comparison.series is not None


def test_the_ministry_plans_align_across_scripts(demo_view: StoreView) -> None:
    comparison = compare(
        demo_view,
        find_work(demo_view, "生态环境部2020年政务公开工作安排"),
        find_work(demo_view, "环办厅函〔2021〕214号"),
    )
    text = {task.id: task.text for task in (*comparison.a_tasks, *comparison.b_tasks)}
    pairs = [(text[link.b], text[link.a]) for link in comparison.links]
    assert any("醫療廢物" in before and "医疗废物" in after for before, after in pairs), (
        "as printed on both sides"
    )
    assert all(link.b in {task.id for task in comparison.a_tasks} for link in comparison.links)


def test_any_two_documents_can_be_compared_either_way(demo_view: StoreView) -> None:
    upper, lower = find_work(demo_view, "环办厅函〔2021〕214号"), find_work(demo_view, "江环办〔2021〕50号")
    one, other = compare(demo_view, upper, lower), compare(demo_view, lower, upper)
    assert {(link.b, link.a) for link in one.links} == {(link.a, link.b) for link in other.links}
    assert len(one.links) > 10


# (before, after, what must stand whole in one run, why)
WHOLE = [
    (
        "于2020年6月底前公开。",
        "于2021年9月底前公开。",
        ("2020年6月底前", "2021年9月底前"),
        "a date is one word",
    ),
    (
        "20个工作日内答复。",
        "15个工作日内答复。",
        ("20个工作日", "15个工作日"),
        "a number with its unit is one word",
    ),
    (
        "由综合科负责公开。",
        "由财务与审计科负责公开。",
        ("综合科", "财务与审计科"),
        "a unit's name is one word",
    ),
]


@pytest.mark.parametrize(("before", "after", "whole", "why"), WHOLE)
def test_a_difference_keeps_whole(before: str, after: str, whole: tuple[str, str], why: str) -> None:
    runs = difference(before, after, frozenset({"综合科", "财务与审计科"}))
    changed = [run.text for run in runs if run.op != "keep"]
    assert changed == list(whole), why


TEXT = st.text("公开信息预算决算2021年6月底前监测、，。", max_size=40)


@given(TEXT, TEXT)
def test_a_difference_rebuilds_both_texts(before: str, after: str) -> None:
    runs = difference(before, after)
    assert "".join(run.text for run in runs if run.op != "add") == before
    assert "".join(run.text for run in runs if run.op != "delete") == after


@given(TEXT)
def test_words_cover_the_text(text: str) -> None:
    assert "".join(words(text)) == text
    assert all(not re.fullmatch(r"年|月", word) for word in words("2021年6月底前"))
