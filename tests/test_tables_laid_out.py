"""Tables as a converter of pages lays them out: columns by spaces, cells wrapped in them, pages between lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from readings import extraction

TITLE = "某市2021年政务公开重点任务分解表\n"
ROWS = [("1", "改善环境", "汇编稳经济接续政策，在门户网站开设惠企专栏，逐条标注申报条件。", "市发展改革委", "市工业和信息化局\n市商务局", "6月30日前"),
        ("2", "改善环境", "招商项目签约、开工情况向社会通报，用地保障结果一并列明。", "市投资促进局", "各县（市、区）人民政府", "持续推进"),
        ("3", "改善环境", "公布技改奖补资金兑现名单。", "市工业和信息化局", "市财政局", "11月底前"),
        ("4", "保障民生", "公开义务教育招生方案、学区划分，民办学校收费标准同步公布。", "市教育局", "市民政局\n市市场监管局", "7月底前"),
        ("5", "保障民生", "清理长期不更新的政务新媒体账号，注销情况报市政府备案。", "市委网信办", "各县（市、区）人民政府\n市直各单位", "9月底前"),
        ("6", "保障民生", "组织政务公开业务培训。", "市政府办公室", "市委组织部", "10月底前")]
HEADS = ("序号", "类别", "工作任务", "牵头单位", "配合单位", "完成时限")
WIDTHS = (4, 10, 36, 18, 18, 12)
NUMBER, GROUP, TEXT, LEAD, SUPPORT, LIMIT = range(6)
PLAIN = (NUMBER, TEXT, LEAD, SUPPORT, LIMIT)
UNCOUNTED = (TEXT, LEAD, SUPPORT, LIMIT)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the table is laid out: its columns, whether cells stand in the middle of columns and of rows, how headings
    are printed between rows, what stands between the seventh line and the eighth, and the margin."""

    columns: tuple[int, ...] = PLAIN
    centred: bool = False
    middle: bool = False
    group: str = ""
    page: str = ""
    margin: str = ""


def width(words: str) -> int:
    """How wide words are printed."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in words)


def wrapped(cell: str, room: int) -> list[str]:
    """The lines of a cell; what stands on lines of its own begins anew."""
    found: list[str] = []
    for words in cell.split("\n"):
        found.append("")
        for character in words:
            if width(found[-1] + character) > room:
                found.append("")
            found[-1] += character
    return found


def set_line(cells: list[str], widths: list[int], centred: bool) -> str:
    """The cells of a line below one another, two blanks between columns."""
    line, start = "", 0
    for words, room in zip(cells, widths):
        if words:
            line += " " * (start + (room - width(words)) // 2 * centred - width(line)) + words
        start += room + 2
    return line


def laid_out(layout: Layout) -> str:
    """The table."""
    widths = [WIDTHS[column] for column in layout.columns]
    heads, above = set_line([HEADS[column] for column in layout.columns], widths, True), ""
    printed = [heads]
    for number, (row, line) in enumerate(lines(layout, widths)):
        if layout.group and ROWS[row][GROUP] != above:
            above = ROWS[row][GROUP]
            printed.append(layout.group.format(above))
        printed += [layout.page.replace("HEADS", heads)] * bool(layout.page and number == 7) + [line]
    return "".join(f"{layout.margin}{line}\n" for line in printed)


def lines(layout: Layout, widths: list[int]) -> Iterator[tuple[int, str]]:
    """The lines of the rows, each with the number of its row."""
    for row, cells in enumerate(ROWS):
        broken = [wrapped(cells[column], room) for column, room in zip(layout.columns, widths)]
        height = max(map(len, broken))
        tops = [(height - len(cell)) // 2 * layout.middle for cell in broken]
        for at in range(height):
            words = [cell[at - top] if 0 <= at - top < len(cell) else "" for cell, top in zip(broken, tops)]
            yield row, set_line(words, widths, layout.centred)


PAGES = [
    (Layout(), "columns as they come"), (Layout(centred=True), "cells centred in their columns"),
    (Layout(centred=True, middle=True), "cells in the middle of their rows, too"),
    (Layout(margin="      "), "a wide margin"),
    (Layout((NUMBER, LIMIT, TEXT, LEAD, SUPPORT)), "limits first"),
    (Layout((NUMBER, LEAD, SUPPORT, TEXT, LIMIT)), "units before tasks"),
    (Layout((NUMBER, GROUP, TEXT, LEAD, SUPPORT, LIMIT)), "a column of headings"),
    (Layout(UNCOUNTED), "no row numbers: a text that ended begins anew"),
    (Layout(page="\n          — 2 —\nHEADS"), "a row over a page end, heads repeated"),
    (Layout((NUMBER, TEXT, LEAD, LIMIT, SUPPORT), page="\n          — 2 —\nHEADS"), "… the limits amid the units"),
    (Layout(page="\n          — 2 —"), "a row over a page end without heads"),
]
HEADED = [
    (Layout(group="【{}】"), "headings in brackets between rows"), (Layout(group=f"{'':40}{{}}"), "words alone between rows"),
    (Layout(UNCOUNTED, group="{}"), "words alone between rows without numbers"),
]


@pytest.mark.parametrize(("layout", "why"), PAGES + HEADED, ids=[why for _, why in PAGES + HEADED])
def test_a_page_laid_out_reads_like_its_table(layout: Layout, why: str) -> None:
    found = extraction(TITLE + laid_out(layout))
    assert [("".join(task.text(found.text).split()), [unit.name for unit in task.assignments],
             [time.text for time in task.times]) for task in found.tasks] == [
        (text, [lead, *(name.replace("（", "(").replace("）", ")") for name in support.split("\n"))], [limit])
        for _, _, text, lead, support, limit in ROWS], why


DIVIDED = [
    (["序号", "工作任务", "", "责任分工", "完成时限"], [4, 36, 18, 18, 12], "over the second of its columns"),
    (["序号", "工作任务", "责任单位", "", "完成时限"], [4, 36, 18, 18, 12], "over the first, where no other begins"),
    (["序号", "工作任务", "责任分工", "完成时限"], [4, 36, 38, 12], "over both"),
]


@pytest.mark.parametrize(("heads", "widths", "why"), DIVIDED, ids=[case[2] for case in DIVIDED])
def test_a_head_that_others_divide_stands_anywhere_above_them(heads: list[str], widths: list[int], why: str) -> None:
    below = set_line(["", "", "牵头", "配合", ""], [WIDTHS[column] for column in PLAIN], True)
    table = "\n".join((set_line(heads, widths, True), below, laid_out(Layout()).partition("\n")[2]))
    assert [(unit.name, unit.role.value) for unit in extraction(TITLE + table).tasks[2].assignments] == [
        ("市工业和信息化局", "lead"), ("市财政局", "support")], why


def test_a_heading_below_another_in_their_merged_cell_begins_no_row() -> None:
    cells = [("一、做好公开", "1.公开2021年各类规划和计划，及时", "市发展改革委"), ("（一）公开规", "更新2020年以来的全部名单和办理", "市政府办公室"),
             ("划", "结果", ""), ("", "2.公开预算和决算，公开专项资金的", "市财政局"), ("", "使用情况", "市审计局"), ("", "3.公开名单", "市民政局")]
    lines_of_rows = [set_line(list(row), [14, 34, 14], False) for row in [("工作任务", "具体要求", "责任单位"), *cells]]
    found = extraction(TITLE + "\n".join(lines_of_rows))
    assert [(task.label, "".join(task.text(found.text).split()), [unit.name for unit in task.assignments])
            for task in found.tasks] == [
        ("1", "公开2021年各类规划和计划，及时更新2020年以来的全部名单和办理结果", ["市发展改革委", "市政府办公室"]),
        ("2", "公开预算和决算，公开专项资金的使用情况", ["市财政局", "市审计局"]), ("3", "公开名单", ["市民政局"])]


def test_heads_that_narrow_columns_broke_are_whole() -> None:
    widths = [WIDTHS[column] for column in PLAIN]
    heads = (set_line(words, widths, True) for words in (["序", "工作任务", "牵头", "配合", "完成"], ["号", "", "单位", "单位", "时限"]))
    found = extraction(TITLE + "\n".join((*heads, laid_out(Layout()).partition("\n")[2])))
    assert [(task.label, [time.text for time in task.times]) for task in found.tasks] == [(row[0], [row[-1]]) for row in ROWS]


@pytest.mark.parametrize(("layout", "why"), HEADED, ids=[why for _, why in HEADED])
def test_words_between_rows_head_them(layout: Layout, why: str) -> None:
    assert [task.headings for task in extraction(TITLE + laid_out(layout)).tasks] == [(row[GROUP],) for row in ROWS], why


def test_the_last_head_that_the_pages_edge_broke() -> None:
    rows = ["序号  项目名称及建设内容  建设性质  责任单位  配合单位  完工时\n间", "1  河堤加固工程。加固堤防7.8公里，新建穿堤涵闸3\n座。  续建  县河道管理处  安恕镇水利站  6月底",
            "2  饮水安全工程。解决37个自然屯饮水问题。  新建  县饮水总站  局农水科  11月\n15日", "3  水土流失治理。治理面积960公顷。  新建  县水保站  平岗镇水利站  8月底"]
    found = extraction("某县2016年水利建设重点项目责任表\n" + "\n".join(rows) + "\n")
    assert [(task.label, [unit.name for unit in task.assignments], [limit.value for limit in task.times]) for task in found.tasks] == [
        ("1", ["县河道管理处", "安恕镇水利站"], ["2016-06-30"]), ("2", ["县饮水总站", "局农水科"], ["2016-11-15"]),
        ("3", ["县水保站", "平岗镇水利站"], ["2016-08-31"])]
