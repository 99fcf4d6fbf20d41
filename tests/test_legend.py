"""Marks that stand for roles: where a document says what they mean, and which units they mark."""

from __future__ import annotations

import pytest
from readings import extraction, facts

from kg.extract.responsibility.legend import learn_legend

ROWS = [("1", "公开规划信息。", [("甲局", "lead"), ("乙局", "support"), ("丙局", "support")]),
        ("2", "公开预算信息。", [("财务局", "lead"), ("乙局", "support")])]
STARS, CIRCLES = ("★甲局\n☆乙局、丙局", "★财务局\n☆乙局"), ("甲局●、乙局○、丙局○", "财务局●、乙局○")


def table(head: str, cells: tuple[str, str], above: str = "", below: str = "") -> str:
    """A plan of two tasks whose units are marked."""
    return (f"某市2021年政务公开任务清单\n{above}序号\t工作任务\t{head}\n1\t公开规划信息。\t\"{cells[0]}\"\n"
            f"2\t公开预算信息。\t\"{cells[1]}\"\n{below}")


@pytest.mark.parametrize(("printed", "why"), [
    (table("责任单位（★牵头 ☆配合）", STARS), "in the head of the column"),
    (table("责任单位（★为牵头单位，☆为配合单位）", STARS), "… as a sentence"),
    (table("责任单位", STARS, above="注：★表示牵头单位，☆表示配合单位\n"), "in a caption"),
    (table("责任单位", STARS, below="注：标★的为牵头单位，标☆的为配合单位。"), "in a note below"),
    (table("责任单位", STARS, above="（牵头单位用★表示，配合单位用☆表示）\n"), "the role before its mark"),
    (table("责任单位（●牵头 ○配合）", CIRCLES), "marks behind the names"),
    (table("责任单位", ("(△)甲局、(▲)乙局、(▲)丙局", "(△)财务局、(▲)乙局"), above="说明：△代表牵头，▲代表配合\n"),
     "marks in brackets"),
    (table("责任单位", ("乙局、*甲局、丙局", "*财务局、乙局"), below="注：带*号的为牵头单位，其余为配合单位。"),
     "one mark, the others told"),
])
def test_a_legend_tells_the_roles_of_marked_units(printed: str, why: str) -> None:
    assert [(label, text, sorted(units)) for label, text, units in facts(extraction(printed))] == [
        (label, text, sorted(units)) for label, text, units in ROWS], why


def test_a_single_mark_says_nothing_about_other_units() -> None:
    found = extraction(table("责任单位", ("*甲局、乙局", "财务局"), below="注：带*号的为牵头单位。"))
    assert [units for _, _, units in facts(found)] == [[("甲局", "lead"), ("乙局", "responsible")],
                                                       [("财务局", "responsible")]]


@pytest.mark.parametrize(("text", "why"), [
    ("●牵头单位\n甲局\n●配合单位\n乙局", "one bullet before two keys"),
    ("★责任单位:甲局\n公开规划。", "a key with a bullet"),
    ("甲局牵头●公开预算。乙局配合●公开决算。", "bullets behind acts"),
    ("公开★重点信息。", "a mark of something else"),
    ("甲局牵头,乙局配合。", "no mark"),
])
def test_bullets_are_no_legend(text: str, why: str) -> None:
    assert learn_legend(text).roles == (), why
