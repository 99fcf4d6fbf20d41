"""Tables of which a PDF's page leaves lines alone: those of each cell, one cell after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from readings import extraction

TITLE = "某县2022年政务公开任务分解表\n"
HEADS = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限"]
ROWS = [
    ("1", ["公布重大项目批准、征地、招标、施", "工、竣工五个环节的信息，连贯可查。"], ["县发展和改革", "局"], ["县财政局、各", "项目业主单位"], ["10月底前"]),
    ("2", ["产业补助的验收时间和验收人员事前", "公告，验收底册交村务监督委员会留", "存一份。"], ["县农业农村局"], ["县乡村振兴局、", "各乡镇"], ["11月底前"]),
    ("3", ["课后服务收费标准、食堂伙食费收支", "每月公示。"], ["县教育体育局"], ["各中小学（幼", "儿园）"], ["持续推进"]),
    ("4", ["编制公开事项内部审签单，一事一单", "存入文书档案。"], ["县人民政府办", "公室"], ["县档案馆"], ["5月底前"]),
]
UNITS = [["县发展和改革局", "县财政局", "各项目业主单位"], ["县农业农村局", "县乡村振兴局", "各乡镇"],
         ["县教育体育局", "各中小学(幼儿园)"], ["县人民政府办公室", "县档案馆"]]
BROKEN_HEADS = ["序", "号", "工作任务", "牵头单位", "配合单位", "完成", "时限"]


def printed(order: Sequence[int] = (0, 1, 2, 3), heads: Sequence[str] = HEADS, between: Sequence[str] = ()) -> list[str]:
    """The lines of the table, its cells behind the number in this order; `between` stands before the third row."""
    columns = [HEADS[place + 1] for place in order]
    lines = [*(heads if heads is not HEADS else [HEADS[0], *columns])]
    for at, (number, *cells) in enumerate(ROWS):
        lines += [*(between if at == 2 else ()), number, *(line for place in order for line in cells[place])]
    return lines


CASES = [
    pytest.param(printed(), id="text, units, limit"),
    pytest.param(printed((1, 2, 0, 3)), id="units before the text"),
    pytest.param(printed(heads=BROKEN_HEADS), id="heads broken as the cells are"),
    pytest.param(printed(between=["一、公开重点领域信息"]), id="a heading between rows"),
    pytest.param(printed(between=["— 1 —", *HEADS]), id="a page's number and the heads once more"),
    pytest.param(printed(heads=BROKEN_HEADS, between=["— 1 —", *BROKEN_HEADS]), id="broken heads once more"),
    pytest.param(printed(heads=["序", "号 工作任务 牵头单位 配合单位 完成时限"]), id="heads in a line, the first broken"),
    pytest.param(printed(heads=[" ".join(HEADS)], between=["— 1 —", " ".join(HEADS)]), id="heads in a line, once more"),
]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["line by line", "a blank line between any two"])
@pytest.mark.parametrize("lines", CASES)
def test_lines_of_cells_are_put_together(lines: list[str], between: str) -> None:
    found = extraction((TITLE + "\n".join(lines)).replace("\n", between))
    tasks = found.tasks
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in tasks] == UNITS
    assert [[time.text for time in task.times if time.text in row[4]] for task, row in zip(tasks, ROWS)] == [
        row[4] for row in ROWS]
    assert [task.label for task in tasks] == ["1", "2", "3", "4"]


def test_the_first_line_of_a_cell_may_have_lost_its_indent() -> None:
    """Themes stand behind the numbers, in the first of their rows alone: lines that end early are no themes."""
    lines = [HEADS[0], "任务类别", *HEADS[1:]]
    for at, (number, words, *cells) in enumerate(ROWS):
        text = "".join(words)
        broken = [text[:15], *(text[begin:begin + 17] for begin in range(15, len(text), 17))]
        lines += [number, *(["资金公开"] if at in (0, 2) else ()), *broken, *(line for cell in cells for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]


def test_the_end_of_a_sentence_behind_a_page_end_is_its_own_row_s() -> None:
    """A page end has put the last line of the second row's text behind its other cells, above a merged heading."""
    number, text, *cells = ROWS[1]
    last = "存一份并在村务公开栏张贴备查。"
    cut = [number, *text[:-1], *(line for cell in cells for line in cell), "— 1 —", "类别", *HEADS, last, "政务", "服务"]
    lines = ["类别", *HEADS, "资金", "管理", ROWS[0][0], *(line for cell in ROWS[0][1:] for line in cell), *cut,
             *(line for row in ROWS[2:] for line in (row[0], *(line for cell in row[1:] for line in cell)))]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]).replace("存一份。", last) for row in ROWS]
    assert [task.headings for task in found.tasks] == [*[("资金管理",)] * 2, *[("政务服务",)] * 2]


def test_lines_that_a_copy_cut_behind_marks_are_no_ends_of_cells() -> None:
    """A line whose rest would fill it was cut there; one theme stands in the first of its rows alone."""
    lines = [HEADS[0], "任务类别", *HEADS[1:]]
    for at, (number, words, *cells) in enumerate(ROWS):
        cut = [part for line in words for part in re.findall("[^，]+，?", line)]
        lines += [number, *(() if at else ["资金", "公开"]), *cut, *(line for cell in cells for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS
    assert {task.headings for task in found.tasks} == {("资金公开",)}


@pytest.mark.parametrize(("theme", "unsure"), [("资金公开", False), ("资金公开，透明", True)])
def test_commas_in_most_themes_tell_that_rows_may_be_cut_wrongly(theme: str, unsure: bool) -> None:
    lines = [HEADS[0], "任务类别", *HEADS[1:]]
    for number, *cells in ROWS:
        lines += [number, theme, *(line for cell in cells for line in cell)]
    tasks = extraction(TITLE + "\n".join(lines) + "\n").tasks
    assert [task.uncertain for task in tasks] == [unsure] * len(ROWS)
    assert all((task.evidence.confidence < 0.9) is unsure for task in tasks)


def test_each_cell_of_a_row_goes_on_behind_a_page_end() -> None:
    """The first lines of the second row's cells stand above the heads that the next page repeats, the others below."""
    number, text, lead, support, limit = ROWS[1]
    lines = [*HEADS, *(line for cell in [[ROWS[0][0]], *ROWS[0][1:]] for line in cell), number, *text[:2], *lead, support[0],
             "— 1 —", *HEADS, *text[2:], *support[1:], *limit,
             *(line for row in ROWS[2:] for cell in [[row[0]], *row[1:]] for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS
    assert [time.text for time in found.tasks[1].times if time.text in limit] == limit


def test_a_title_that_goes_on_upon_the_next_page_leaves_the_heads_alone() -> None:
    number, _, lead, support, limit = ROWS[1]
    lines = [*HEADS, *(line for cell in [[ROWS[0][0]], *ROWS[0][1:]] for line in cell), number,
             "产业补助的验收时间事前公告，执行《某", *lead, *support, *limit, "— 1 —", *HEADS, "县产业补助办法》的规定。",
             *(line for row in ROWS[2:] for cell in [[row[0]], *row[1:]] for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    second = "".join("".join(span.of(found.text) for span in found.tasks[1].spans).split())
    assert second == "产业补助的验收时间事前公告，执行《某县产业补助办法》的规定。"
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS


def test_units_glued_to_a_full_line_of_the_requirement_are_parted_from_it() -> None:
    lines = printed()
    at = lines.index("课后服务收费标准、食堂伙食费收支")
    lines[at:at + 3] = ["课后服务收费标准伙食费每月公示。县教育体育局"]
    tasks = extraction(TITLE + "\n".join(lines) + "\n").tasks
    assert [unit.name for unit in tasks[2].assignments] == UNITS[2]


def test_a_merged_cell_before_the_numbers_heads_the_rows() -> None:
    lines = ["类别", *HEADS, "资金", "管理"]
    for at, (number, *cells) in enumerate(ROWS):
        lines += [*(["政务", "服务"] if at == 2 else ()), number, *(line for cell in cells for line in cell)]
    tasks = extraction(TITLE + "\n".join(lines) + "\n").tasks
    assert [["".join(heading.split()) for heading in task.headings] for task in tasks] == [
        ["资金管理"], ["资金管理"], ["政务服务"], ["政务服务"]]
    assert [[unit.name for unit in task.assignments] for task in tasks] == UNITS


def test_a_limit_is_read_over_the_lines_of_its_cell() -> None:
    lines = printed()
    at = lines.index("10月底前")
    tasks = extraction(TITLE + "\n".join([*lines[:at], "6月底、12", "月底", *lines[at + 1:]]) + "\n").tasks
    assert [time.value for time in tasks[0].times] == ["2022-06-30", "2022-12-31"]


def test_a_stroke_is_an_empty_cell() -> None:
    lines = printed()
    at = lines.index("县档案馆")
    tasks = extraction(TITLE + "\n".join([*lines[:at], "/", *lines[at + 1:]]) + "\n").tasks
    assert [unit.name for unit in tasks[3].assignments] == ["县人民政府办公室"]


def test_names_on_lines_of_their_own_are_not_made_one() -> None:
    """No cell is broken: each line of units names one."""
    rows = [("1", "公开年度财政预算和决算，说明增减原因。", "县财政局", "县审计局"), ("2", "公开学区划分。", "县教育局", "各中小学"),
            ("3", "公开低保对象名单。", "县民政局", "各乡镇")]
    lines = ["序号", "工作任务", "责任单位", *(line for row in rows for line in row)]
    tasks = extraction(TITLE + "\n".join(lines) + "\n").tasks
    assert [[unit.name for unit in task.assignments] for task in tasks] == [list(row[2:]) for row in rows]


def test_limits_end_rows_that_nothing_numbers() -> None:
    lines = [*HEADS[1:], "备注", *(line for row in ROWS for cell in row[1:] for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS


def test_a_person_on_a_line_begins_no_list() -> None:
    persons = ["王建国", "李明", "张晓东", "陈静"]
    lines = [*HEADS[:2], "责任人", *HEADS[2:]]
    for (number, text, *cells), person in zip(ROWS, persons, strict=True):
        lines += [number, *text, person, *(line for cell in cells for line in cell)]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS
    assert not any(person in task.text(found.text) for task, person in zip(found.tasks, persons, strict=True))


@pytest.mark.parametrize("gap", [" ", "  "])
def test_numbers_that_share_the_line_of_their_requirement_above_cells_of_a_line_each(gap: str) -> None:
    rows = [("对当事人提交的材料一次性告知补\n正内容，不得以各种理由拖延。", "立案庭", "长期坚持"),
            ("在两个人民法庭开通跨\n域立案服务，8 月底前完成设备调试。", "立案庭牵头，技术室、各人\n民法庭配合", "2021 年 9 月 15 日前"),
            ("完善执行款管理，案款到账后30\n日内完成核算、执行费用结算、通知\n申请执行人领取。", "执行局、财务室", "6 月 30 日前"),
            ("组织开展集中执行行动。", "执行局牵头，法警大队配合", "11 月 30 日前")]
    lines = [f"{at}{gap}{task}\n{units}\n{limit}" for at, (task, units, limit) in enumerate(rows, 1)]
    found = extraction("某县人民法院2021年整改责任清单\n（2021年6月18日审议通过）\n序号  整改任务           责任部门      完成时限\n\n一、立案服务方面\n"
                       + "\n".join(lines[:2]) + "\n\n二、审判执行方面\n" + "\n".join(lines[2:]) + "\n")
    assert [(task.label, task.text(found.text)) for task in found.tasks] == [(str(at), row[0]) for at, row in enumerate(rows, 1)]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["立案庭"], ["立案庭", "技术室", "各人民法庭"], ["执行局", "财务室"], ["执行局", "法警大队"]]
