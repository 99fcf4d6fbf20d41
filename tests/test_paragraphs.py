"""Tasks without numbers: paragraphs that statements of responsibility close."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某局2021年政务公开工作安排\n"
TWO = [(None, "加强规划公开。及时公开规划信息。", [("发改委", "responsible")]),
       (None, "加强预算公开。及时公开预算信息。", [("财政局", "responsible"), ("各部门", "responsible")])]

FORMS = [
    ("加强规划公开。及时公开规划信息。\n责任单位：发改委\n加强预算公开。及时公开预算信息。\n责任单位：财政局、各部门",
     TWO, "a line with a key below each"),
    ("为做好公开工作，现作如下安排。\n加强规划公开。及时公开规划信息。\n责任单位：发改委\n"
     "加强预算公开。及时公开预算信息。\n责任单位：财政局、各部门", TWO, "a preamble is no part of the first"),
    ("加强规划公开。及时公开规划信息。（发改委）\n加强预算公开。及时公开预算信息。（财政局、各部门）",
     TWO, "brackets at their ends"),
    ("加强规划公开。及时公开规划信息。\n牵头领导：张三\n责任单位：发改委\n责任人：李四\n"
     "加强预算公开。及时公开预算信息。\n牵头领导：王五\n责任单位：财政局、各部门\n责任人：赵六",
     TWO, "lines of persons belong to the statement and name no units"),
    ("公开规划。\n便民中心、土管所\n公开预算。\n财政所\n公开救助。\n民政办公室",
     [(None, "公开规划。", [("便民中心", "responsible"), ("土管所", "responsible")]),
      (None, "公开预算。", [("财政所", "responsible")]), (None, "公开救助。", [("民政办公室", "responsible")])],
     "lines of nothing but units, without a key"),
    ("加强规划公开\n责任单位：发改委\n及时公开规划信息，方便群众查询。\n加强预算公开\n责任单位：财政局\n及时公开预算信息，接受群众监督。",
     [(None, "加强规划公开及时公开规划信息，方便群众查询。", [("发改委", "responsible")]),
      (None, "加强预算公开及时公开预算信息，接受群众监督。", [("财政局", "responsible")])],
     "a key between each title and its paragraph"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_paragraphs(text: str, expected: list[tuple[str | None, str, list[tuple[str, str]]]], why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


def test_a_unit_that_heads_its_tasks_closes_none() -> None:
    found = extraction(f"{TITLE}财政局\n1.公开预算。\n2.公开决算。\n发改委\n3.公开规划。\n办公室\n4.公开政策。")
    assert all(not task.assignments for task in found.tasks)


def test_text_without_statements_sets_no_task() -> None:
    assert not extraction(f"{TITLE}加强规划公开。及时公开规划信息。\n加强预算公开。").tasks
