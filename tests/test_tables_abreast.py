"""Tables whose cells stand abreast in lines with one space between two, as the text of a PDF has them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from readings import extraction

TITLE = "某县2022年政务公开任务分解表\n"
HEADS = "序号 工作任务 牵头单位 配合单位 完成时限"
ROWS = [
    ("1", ["公布重大项目批准、征地、招标、施", "工、竣工五个环节的信息，连贯可查。"], ["县发展改革局"], ["县财政局、各", "项目业主单位"], ["10月底前"]),
    ("2", ["产业补助的验收时间和验收人员事前", "公告，验收底册交村务监督委员会留", "存一份。"], ["县农业农村局、", "县水利局"],
     ["各乡镇"], ["11月底前"]),
    ("3", ["课后服务收费标准每月公示。"], ["县教育局"], ["各中小学（幼", "儿园）"], ["持续推进"]),
    ("4", ["编制公开事项内部审签单，一事一单", "存入文书档案。"], ["县政府办公室"], ["/"], ["5月底前"]),
]
UNITS = [["县发展改革局", "县财政局", "各项目业主单位"], ["县农业农村局", "县水利局", "各乡镇"],
         ["县教育局", "各中小学(幼儿园)"], ["县政府办公室"]]


def printed(between: Sequence[str] = (), behind: Sequence[str] = ()) -> str:
    """The page: `between` stands before the third row, `behind` below the last."""
    lines = [HEADS]
    for at, (number, *cells) in enumerate(ROWS):
        lines += between if at == 2 else ()
        lines += [" ".join(filter(None, line)) for line in itertools.zip_longest([number], *cells)]
    return TITLE + "\n".join([*lines, *behind]) + "\n"


CASES = [
    pytest.param(printed(), [()] * 4, id="rows alone"),
    pytest.param(printed(["二、公开民生信息"]), [(), (), ("二、公开民生信息",), ("二、公开民生信息",)], id="a heading"),
    pytest.param(printed(["民生信息公开"]), [(), (), ("民生信息公开",), ("民生信息公开",)], id="a heading without a number"),
    pytest.param(printed(["— 1 —", HEADS]), [()] * 4, id="the heads again on the next page"),
    pytest.param(printed(behind=["某县人民政府办公室 2022年3月1日印发"]), [()] * 4, id="a line behind the table"),
]


@pytest.mark.parametrize(("page", "headings"), CASES)
def test_each_piece_of_a_line_is_put_into_its_column(page: str, headings: list[tuple[str, ...]]) -> None:
    found = extraction(page)
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS
    assert [task.headings for task in found.tasks] == headings
    assert [[time.text for time in task.times][-1:] for task in found.tasks][:2] == [row[4] for row in ROWS[:2]]


def test_spaces_around_figures_part_no_cells() -> None:
    found = extraction(printed().replace("课后服务收费标准每月公示。", "课后服务收费 20 项每月公示。"))
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS


def test_a_column_before_the_numbers_heads_the_rows() -> None:
    page = printed().replace(HEADS, f"类别 {HEADS}").replace("1 公布", "资金管 1 公布").replace("工、竣工", "理公开 工、竣工") \
        .replace("3 课后", "教育 3 课后")
    tasks = extraction(page).tasks
    assert [task.headings for task in tasks] == [("资金管理公开",), ("资金管理公开",), ("教育",), ("教育",)]
    assert [[unit.name for unit in task.assignments] for task in tasks] == UNITS


def test_numbers_stand_in_the_middle_of_their_rows() -> None:
    found = extraction(f"""{TITLE}{HEADS}
公布重大项目批准、征地、招标、施工、竣
1 工五个环节的信息，连贯可查，并且逐项说 县发展改革局 县财政局 10月底前
明理由。
产业补助的验收时间和验收人员事前公告， 县农业农村局、县水
2 验收底册交村务监督委员会留存一份，监督 利局 各乡镇 11月底前
电话同时公布。
课后服务收费标准每月公示，并公布举报和
3 投诉的电话，对投诉逐件作出答复，答复情 县教育局 县审计局 持续推进
况每季度公开。
""")
    assert [(task.label, task.spans[0].of(found.text)[:4], [unit.name for unit in task.assignments])
            for task in found.tasks] == [
        ("1", "公布重大", ["县发展改革局", "县财政局"]), ("2", "产业补助", ["县农业农村局", "县水利局", "各乡镇"]),
        ("3", "课后服务", ["县教育局", "县审计局"])]


def test_what_lines_part_is_read_as_one() -> None:
    """A title and a limit that go on below cells of other columns."""
    page = printed().replace("产业补助的验收时间和验收人员事前", "按照《产业补助的验收办法》要求每").replace("公告，验收", "月公告，验收") \
        .replace("验收底册交村务监督委员会留", "验收底册按《底册管理").replace("存一份。", "规定》（某办〔2021〕3号）留存。")
    found = extraction(page)
    assert [(one.title, one.number) for one in found.citations] == [
        ("产业补助的验收办法", None), ("底册管理规定", "某办〔2021〕3号")]
    assert "P1M" in [time.value for time in found.tasks[1].times]


def test_a_lost_number_loses_no_row() -> None:
    found = extraction(printed().replace("\n2 产业", "\n产业"))
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == list(
        zip(["1", None, "3", "4"], UNITS, strict=True))


def test_a_list_that_fits_two_columns_as_well_is_uncertain() -> None:
    """Without the stroke for the empty cell nobody can tell whether the last row names a lead or a supporter."""
    assert [task.uncertain for task in extraction(printed()).tasks] == [False] * 4
    lone = printed().replace("县政府办公室 / ", "县委办 ")
    assert [task.uncertain for task in extraction(lone).tasks] == [False, False, False, True]


def unnumbered(opening: bool) -> str:
    """The page without its column of numbers, which may stand before the requirements instead."""
    lines = [HEADS.removeprefix("序号 ")]
    for number, text, *cells in ROWS:
        text = [f"{number}.{text[0][:-2]}", text[0][-2:] + "".join(text[1:])] if opening else text
        lines += [" ".join(filter(None, line)) for line in itertools.zip_longest(text, *cells)]
    return TITLE + "\n".join(lines) + "\n"


@pytest.mark.parametrize("opening", [True, False], ids=["numbers open the requirements", "nothing is numbered"])
def test_rows_without_a_column_of_numbers(opening: bool) -> None:
    found = extraction(unnumbered(opening))
    bodies = ["".join("".join(span.of(found.text) for span in task.spans).split()) for task in found.tasks]
    assert bodies == ["".join(row[1]) for row in ROWS]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == UNITS
    assert [task.label for task in found.tasks] == ([row[0] for row in ROWS] if opening else [None] * len(ROWS))


def test_lines_broken_at_the_width_of_a_page_are_not_abreast() -> None:
    """Each row is a line that ends where the page does: its last line holds the cells, not its first."""
    lines = [HEADS, "1 公布重大项目批准、征地、招标、施工、竣工五个环节的信息，连贯可查，并且逐", "项说明理由。 县发展改革局 县财政局 10月底前",
             "2 产业补助的验收时间和验收人员事前公告，验收底册交村务监督委员会留存一份，", "监督电话同时公布。 县农业农村局 各乡镇 11月底前",
             "3 课后服务收费标准每月公示，并公布举报和投诉的电话，对投诉逐件作出答复，答", "复情况每季度公开。 县教育局 县审计局 持续推进"]
    found = extraction(TITLE + "\n".join(lines) + "\n")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["县发展改革局", "县财政局"], ["县农业农村局", "各乡镇"], ["县教育局", "县审计局"]]


def test_many_headings_in_brackets_below_each_other_are_read() -> None:
    """Whether each is a heading hangs on the line above: more of them than calls may be nested."""
    heads = "\n".join(["（一）公开"] * 3000)
    assert len(extraction(f"{TITLE}{HEADS}\n{heads}\n").text) > 3000
