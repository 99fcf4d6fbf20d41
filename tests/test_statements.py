"""Whole statements of responsibility behind a task, in all the ways a plan may print them."""

from __future__ import annotations

import re

import pytest
from cases import cases
from readings import extraction, facts

from kg import tables
from kg.extract.responsibility import Usage, clause, find_statements
from kg.normalise.characters import fold

TASK = "公开规划信息。"
STATEMENTS = cases("statements")


@pytest.mark.parametrize(("printed", "units", "limits", "why"), STATEMENTS, ids=[case[-1] for case in STATEMENTS])
def test_a_statement_names_its_units_and_limits(printed: str, units: str, limits: str, why: str) -> None:
    """Line breaks are printed as ⏎; units carry the first letter of their role."""
    text = fold(TASK + printed.replace("⏎", "\n"))
    (statement,) = find_statements(text, 0, len(text), Usage())
    assert " ".join(f"{unit.name}/{unit.role.value[0]}" for unit in statement.units) == units, why
    assert " ".join(text[a:b] for a, b in statement.times) == limits, why
    assert text[len(TASK):statement.start].strip() == text[statement.end:].strip("。;") == "", why


def test_a_title_that_ends_like_the_name_of_a_unit_is_no_line_of_units() -> None:
    titles = ["双碳智谷--打造北方清洁能源中心", "世界之都--打造影视制作基地", "搭建创新服务大厅"]
    text = "公开规划。\n" + "".join(f"({number}){title}\n依托现有的条件推进。\n" for number, title in zip("二三四", titles))
    items = [match.start() for match in re.finditer(r"^\(", text, re.M)]
    assert find_statements(text, 0, len(text), Usage()) != [], "lines without the items' beginnings would be units"
    assert find_statements(text, 0, len(text), Usage(), items) == []


def test_a_sentence_behind_a_closing_one_tells_who_does_likewise() -> None:
    (found,) = extraction("某县公开工作要点\n一、公开清单\n动态公布权力清单。甲局牵头，乙局配合，各部门具体落实。各旗县参照执行。\n").tasks
    assert [(unit.name, unit.role.value) for unit in found.assignments] == [
        ("甲局", "lead"), ("乙局", "support"), ("各部门", "responsible"), ("各旗县", "follow")]


SPACED = [
    ("（责任单位：县水利局 各镇（街））", ["县水利局", "各镇(街)"], "spaces behind a key part names, brackets and all"),
    ("（牵头单位：县林业局；配合单位：各科室（单位） 海关总署）", ["县林业局", "各科室(单位)", "海关总署"], "… behind each key"),
    ("（牵头单位：县林 业局；配合单位：县财政局）", ["县林业局", "县财政局"], "… but not where a name is broken"),
    ("\n责任单位：各科室（单位） 县财政局", ["各科室(单位)", "县财政局"], "a bracket of a name ends there too"),
    ("\n责任单位：各乡镇政府 街道办事处", ["各乡镇政府", "街道办事处"], "a bare noun is a name too"),
]


@pytest.mark.parametrize(("printed", "names", "why"), SPACED, ids=[case[-1] for case in SPACED])
def test_spaces_between_names_part_them(printed: str, names: list[str], why: str) -> None:
    task = f"在政府网站开设专栏，公布惠企政策的申报条件、办理流程和兑现结果，定期更新专栏的内容。{printed}"
    (found,) = extraction(f"某县公开工作要点\n一、公开政策\n{task}\n").tasks
    assert [unit.name for unit in found.assignments] == names, why


def test_a_page_folded_into_one_line_is_read_line_by_line() -> None:
    """Each line end of the page became a space, most of them amid a word."""
    width = 24
    page = ["某市2021年公开工作要点", "为做好公开工作，制定本要点。", "一、加强公开",
            "1.公开规划信息。全面归集整理历史规划，在政府网站专栏集中展示规划的文本和图件，及时更新规划实施的进展情况。"
            "（牵头单位：市自然资源和规划局；责任单位：各县（市、区）人民政府、市属开发区管委会）",
            "2.公开预算信息。集中公开预算决算，说明转移支付和举借债务的情况，定期公开财政收支的执行情况和专项资金的使用情况。"
            "（牵头单位：市财政局；责任单位：市政府各部门）"]
    lines = [line[at:at + width] for line in page for at in range(0, len(line), width)]
    folded, printed = facts(extraction(" ".join(lines))), facts(extraction("\n".join(page)))
    assert [(label, "".join(words.split()), units) for label, words, units in folded] == printed


def test_paragraphs_broken_into_lines_are_read_as_wholes() -> None:
    """Only the line ends inside paragraphs became spaces; those of short lines say where."""
    width = 20
    page = ["某市2021年公开工作要点", "一、加强公开",
            "1.公开规划信息。全面归集整理历史规划，在政府网站专栏集中展示规划的文本和图件，及时更新规划实施的进展情况。",
            "责任单位：市自然资源和规划局、各县（市、区）人民政府、市属开发区管委会、各重点园区",
            "2.公开预算信息。集中公开预算决算，说明转移支付和举借债务的情况。",
            "责任单位：市财政局、市政府各部门、各县（市、区）人民政府、市属开发区管委会"]
    broken = ["".join(f"{line[at:at + width]} " for at in range(0, len(line), width)).strip() for line in page]
    folded, printed = facts(extraction("\n".join(broken))), facts(extraction("\n".join(page)))
    assert [(label, "".join(words.split()), units) for label, words, units in folded] == printed


@pytest.mark.parametrize("name", ["key_is", "bare_key"])
def test_a_word_before_a_key_takes_a_colon_or_a_bracket(name: str) -> None:
    pattern = tables.patterns("role_patterns")[name]
    for example in pattern.examples:
        match = pattern.regex.search(example)
        assert match and match[0][0] not in clause._BEFORE_KEYS
        assert all(pattern.regex.match(word + match[0]) is None for word in clause._BEFORE_KEYS)


FOLDED = [
    ("（{}）", "", "nothing but the next number tells that a bracket closes an item"),
    ("［{}负责］", "", "… square ones"),
    ("（{}）", "。", "… before a stop"),
]


@pytest.mark.parametrize(("bracket", "stop", "why"), FOLDED, ids=[case[-1] for case in FOLDED])
@pytest.mark.parametrize("label", ["（{}）", "{}、", "{}）"])
def test_brackets_close_the_items_of_a_page_without_line_ends(bracket: str, stop: str, why: str, label: str) -> None:
    units = ["市财政局、市审计局", "市教育局、市统计局", "市民政局、市司法局、各县（市、区）政府", "市科技局、市商务局"]
    marks = "一二三四" if label.startswith("（") else "1234"
    tasks = ["公开预算并落到实处", "做好解读工作", "完善目录，加强统筹部署", "推进平台建设"]
    items = "".join(f"{label.format(mark)}{task}{bracket.format(named)}{stop}"
                    for mark, task, named in zip(marks, tasks, units))
    found = extraction(f"某市2021年政务公开工作要点一、加强公开{items}某市人民政府办公室2021年5月8日")
    assert [task.text(found.text) for task in found.tasks] == tasks, why
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [
        named.replace("（", "(").replace("）", ")") for named in units], why


@pytest.mark.parametrize(("printed", "units", "limits"), [
    ("（责任部门——立案庭；工作期限——5月31日前）", ["立案庭 responsible"], ["2021-05-31"]),
    ("（责任部门—— 各人民法庭，民事审判庭协同配合）", ["各人民法庭 responsible", "民事审判庭 support"], []),
    ("\n责任单位——财政局\n完成时限——年底前", ["财政局 responsible"], ["2021-12-31"]),
])
def test_strokes_stand_for_the_colons_of_keys(printed: str, units: list[str], limits: list[str]) -> None:
    found = extraction(f"某县2021年工作要点\n一、公开\n（一）公开预算。{printed}\n（二）公开决算。（财政局）\n").tasks[0]
    assert [f"{unit.name} {unit.role.value}" for unit in found.assignments] == units
    assert [limit.value for limit in found.times] == limits
