"""What a person types and what it finds."""

from __future__ import annotations

import pytest

from kg.errors import AmbiguousReference, UnknownReference
from kg.graph.iris import Kind, mint
from kg.graph.view import StoreView
from kg.ledger import find_holder
from kg.reference import find, find_work

OWN = "4407-江环办-2021-50"

# (typed, found, why)
FOUND = [
    ("江环办〔2021〕50号", OWN, "as printed"),
    ("江环办[2021]50号", OWN, "square brackets"),
    ("江环办（2021）50 号", OWN, "round brackets and a space"),
    ("江环办(2021)50号", OWN, "half-width brackets"),
    ("江环办【2021】50号", OWN, "black brackets"),
    ("江环办〔2021〕50", OWN, "without 号"),
    ("江环办2021年50号", OWN, "年 for brackets"),
    ("江環辦〔2021〕50號", OWN, "in Traditional script"),
    ("江环办〔２０２１〕５０号", OWN, "full-width digits"),
    (" 江环办〔2021〕50号 ", OWN, "space around"),
    (OWN, OWN, "the id"),
    (mint(Kind.DOCUMENT, OWN), OWN, "the IRI"),
    ("江门市生态环境局2021年政务公开工作要点分工方案", OWN, "the plan's title"),
    ("《江门市生态环境局2021年政务公开工作要点分工方案》", OWN, "the title in its brackets"),
    ("关于印发《江门市生态环境局2021年政务公开工作要点分工方案》的通知", OWN, "the notice's title"),
    ("江门市生态环境局2021年政务公开", OWN, "a piece of the title"),
    ("国办发〔2021〕12号", "国办发-2021-12", "one that is only cited"),
    (
        "生态环境部2020年政务公开工作安排",
        "t-生态环境部办公厅-2020-政务公开工作安排",
        "a title whose text is Traditional",
    ),
    ("國務院令第711號", "国务院令-711", "an order in Traditional script"),
    ("环办厅函〔2021〕214号", "环办厅函-2021-214", "a ministry's office"),
    ("江环办〔2021〕50号文件", OWN, "with a word behind"),
    (
        "《江门市生态环境局2021年政务公开工作要点分工方案》（江环办〔2021〕50号）",
        OWN,
        "title and number as a citation prints them",
    ),
]


@pytest.mark.parametrize(("typed", "found", "why"), FOUND)
def test_a_reference_finds(demo_view: StoreView, typed: str, found: str, why: str) -> None:
    assert find(demo_view, typed) == found, why
    assert find_work(demo_view, typed) == found, why


# (typed, the task's label, why)
TASKS = [
    ("江环办〔2021〕50号#3", "3", "the label"),
    ("江环办[2021]50号#3.", "3", "the label with its full stop"),
    ("江环办〔2021〕50号#（3）", "3", "the label in brackets"),
    ("4407-江环办-2021-50#t3", "3", "the task's place in the answers"),
]


@pytest.mark.parametrize(("typed", "label", "why"), TASKS)
def test_a_task_is_found_by_its_label(demo_view: StoreView, typed: str, label: str, why: str) -> None:
    node = demo_view.task(find(demo_view, typed))
    task = next(item for item in demo_view.extraction(node.work).tasks if item.id == node.local)
    assert task.label == label, why


def test_a_task_is_found_by_its_id_and_its_iri(demo_view: StoreView) -> None:
    task = demo_view.tasks(OWN)[0].id
    assert find(demo_view, task) == find(demo_view, mint(Kind.TASK, task)) == task
    assert find(demo_view, f"{OWN}#{task.rpartition('t-')[2]}") == task


def test_an_unknown_reference_says_what_was_tried(demo_view: StoreView) -> None:
    with pytest.raises(UnknownReference) as caught:
        find(demo_view, "火星办〔2021〕1号")
    assert "the number 火星办〔2021〕1号" in caught.value.tried
    with pytest.raises(UnknownReference) as caught:
        find(demo_view, "火星殖民规划")
    assert len(caught.value.tried) >= 2


def test_an_ambiguous_reference_lists_its_candidates(demo_view: StoreView) -> None:
    with pytest.raises(AmbiguousReference) as caught:
        find(demo_view, "政务公开工作")
    assert len(caught.value.candidates) > 2
    assert all(find(demo_view, id) == id for id, _ in caught.value.candidates), "each can be named in turn"


def test_an_unknown_task_says_what_was_tried(demo_view: StoreView) -> None:
    with pytest.raises(UnknownReference):
        find(demo_view, "江环办〔2021〕50号#999")
    with pytest.raises(UnknownReference):
        find(demo_view, "国办发〔2021〕12号#1")


def test_a_unit_is_found_by_id_and_name(demo_view: StoreView) -> None:
    holder = find_holder(demo_view, "监测处")
    assert holder.id == "江苏省生态环境厅.监测处" == find_holder(demo_view, holder.id).id
    names = [one.name for one in demo_view.holders()]
    shared = next(name for name in names if names.count(name) > 1)
    with pytest.raises(AmbiguousReference) as caught:
        find_holder(demo_view, shared)
    assert len(caught.value.candidates) == names.count(shared)
    with pytest.raises(UnknownReference):
        find_holder(demo_view, "火星局")


def test_a_unit_is_found_by_the_name_that_a_plan_prints(demo_view: StoreView) -> None:
    assert find_holder(demo_view, "市环境信息中心").id == "江门市环境信息中心"
