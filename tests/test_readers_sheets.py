"""Pages set by hand: lines, paragraphs, ruled and unruled tables, what frames a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kg.readers.flow import flow
from kg.readers.grid import grids
from kg.readers.layout import compose
from kg.readers.sheet import Glyph, Rule, Sheet
import itertools

SIZE = 10.0
LEFT, RIGHT = 50.0, 250.0  # twenty characters wide
FULL = "为贯彻落实党中央国务院决策部署推进政务公"


def set_line(text: str, left: float, top: float, size: float = SIZE) -> list[Glyph]:
    """The glyphs of a line, half width for ASCII; a space leaves a gap of one character."""
    glyphs: list[Glyph] = []
    for character in text:
        width = size / 2 if character.isascii() and character != " " else size
        if character != " ":
            glyphs.append(Glyph(character, left, top, left + width, top + size))
        left += width
    return glyphs


def page(lines: Iterable[tuple[str, float, float]], rules: Sequence[Rule] = (), number: int = 1,
         width: float = 300.0, height: float = 400.0) -> Sheet:
    """A page with lines at (text, left, top)."""
    glyphs = [glyph for text, left, top in lines for glyph in set_line(text, left, top)]
    return Sheet(number, width, height, tuple(glyphs), tuple(rules))


def text_of(*sheets: Sheet) -> str:
    """The text of pages."""
    return compose(flow(sheets))[0]


def box(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    """The four sides of a box."""
    return [Rule(left, top, right, top), Rule(left, bottom, right, bottom),
            Rule(left, top, left, bottom), Rule(right, top, right, bottom)]


def ladder(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """All lines of a regular table."""
    return [*(Rule(xs[0], y, xs[-1], y) for y in ys), *(Rule(x, ys[0], x, ys[-1]) for x in xs)]


def test_full_lines_go_on_and_short_ones_end() -> None:
    assert text_of(page([(f"  {FULL[:18]}", LEFT, 100), (FULL, LEFT, 118), ("开工作。", LEFT, 136),
                         (f"  {FULL[:18]}", LEFT, 154), ("又一段。", LEFT, 172)])
                   ) == f"{FULL[:18]}{FULL}开工作。\n{FULL[:18]}又一段。\n"


def test_latin_words_keep_their_space_and_numbers_do_not_gain_one() -> None:
    first = FULL[:17] + "OpenGov"
    assert text_of(page([(first, LEFT, 100), ("Data平台", LEFT, 118), ("一", LEFT, 136)])) == f"{first} Data平台\n一\n"


def test_headings_items_and_wider_gaps_begin_paragraphs() -> None:
    assert text_of(page([("一、总体要求", LEFT + 20, 100), (FULL, LEFT, 118), ("（一）加强领导。", LEFT + 20, 136),
                         (FULL, LEFT, 154), (FULL, LEFT, 200), ("完。", LEFT, 218)])
                   ) == f"一、总体要求\n{FULL}\n（一）加强领导。\n{FULL}\n{FULL}完。\n"


def test_a_paragraph_goes_on_over_a_page_end_past_heads_and_numbers() -> None:
    pages = [page([("政务公开文件", 120, 20), (FULL, LEFT, 100), (FULL, LEFT, 118), (f"— {number} —", 140, 380)],
                  number=number) for number in (1, 2, 3)]
    assert text_of(*pages) == f"{FULL * 6}\n"


def test_type_of_another_size_is_another_paragraph() -> None:
    title = set_line(FULL[:14], LEFT, 80, 14.0)
    body = page([(FULL, LEFT, 100), ("完。", LEFT, 118)])
    assert text_of(Sheet(1, 300, 400, (*title, *body.glyphs))) == f"{FULL[:14]}\n{FULL}完。\n"


def test_ruled_cells_with_places() -> None:
    sheet = page([("任务", 55, 105), ("单位", 155, 105), ("公开", 55, 125), ("办公室", 155, 125)],
                 ladder((50, 150, 250), (100, 120, 140)))
    text, places = compose(flow([sheet]))
    assert text == "任务\t单位\n公开\t办公室\n"
    assert [(place.page, place.table, place.row, place.column, place.box) for place in places] == [
        (1, 1, 1, 1, (55, 105, 75, 115)), (1, 1, 1, 2, (155, 105, 175, 115)),
        (1, 1, 2, 1, (55, 125, 75, 135)), (1, 1, 2, 2, (155, 125, 185, 135))]


def test_cells_without_a_line_between_are_one() -> None:
    rules = [*box(50, 100, 250, 160), Rule(150, 100, 150, 160), Rule(150, 120, 250, 120), Rule(50, 140, 250, 140)]
    sheet = page([("总体", 55, 105), ("甲", 155, 105), ("乙", 155, 125), ("丙", 55, 145), ("丁", 155, 145)], rules)
    assert text_of(sheet) == "总体\t甲\n\t乙\n丙\t丁\n"


def test_a_table_open_at_its_sides_is_closed() -> None:
    rules = [*(Rule(50, y, 250, y) for y in (100, 120, 140)), Rule(150, 100, 150, 140)]
    assert text_of(page([("甲", 55, 105), ("乙", 155, 105), ("丙", 55, 125), ("丁", 155, 125)], rules)) == "甲\t乙\n丙\t丁\n"


def test_a_frame_around_text_and_a_red_line_are_no_tables() -> None:
    sheet = page([("某某市文件", 100, 60), (FULL, LEFT, 110), ("完。", LEFT, 128)],
                 [Rule(50, 80, 250, 80), *box(40, 100, 260, 160)])
    assert text_of(sheet) == f"某某市文件\n{FULL}完。\n"


@pytest.mark.parametrize(("first", "second", "joined"), [
    ("监测处", "大气处", "监测处 大气处"),          # more would have fitted: the writer broke it
    ("积极推进本单位年度", "预算公开", "积极推进本单位年度预算公开"),  # full line: the column broke it
    ("办公室牵头、各科、", "法规科", "办公室牵头、各科、法规科"),
])
def test_lines_of_a_cell(first: str, second: str, joined: str) -> None:
    rules = ladder((50, 80, 180), (100, 140, 160))
    sheet = page([("1", 55, 105), (first, 85, 105), (second, 85, 120), ("2", 55, 145), ("乙", 85, 145)], rules)
    assert text_of(sheet) == f"1\t{joined}\n2\t乙\n"


def test_in_a_column_of_names_a_full_line_that_is_a_name_ends_there() -> None:
    rules = ladder((50, 80, 130), (100, 140, 180))
    sheet = page([("1", 55, 105), ("监测处", 85, 105), ("大气处", 85, 120),
                  ("2", 55, 145), ("监测中心", 85, 145), ("水处", 85, 160)], rules)
    assert text_of(sheet) == "1\t监测处 大气处\n2\t监测中心 水处\n"


def test_a_table_goes_on_over_a_page_end() -> None:
    rules = ladder((50, 80, 180, 250), (300, 320, 350))
    first = page([("序号", 55, 305), ("任务", 85, 305), ("单位", 185, 305),
                  ("1", 55, 325), ("以解决问题的具体举", 85, 325), ("办公室", 185, 325)], rules)
    second = page([("序号", 55, 65), ("任务", 85, 65), ("单位", 185, 65), ("措回应社会关切。", 85, 85),
                   ("2", 55, 105), ("公开预算。", 85, 105), ("财务科", 185, 105)],
                  ladder((50, 80, 180, 250), (60, 80, 100, 120)), number=2)
    text, places = compose(flow([first, second]))
    assert text == "序号\t任务\t单位\n1\t以解决问题的具体举措回应社会关切。\t办公室\n2\t公开预算。\t财务科\n"
    assert [(place.page, place.row) for place in places if place.column == 2] == [(1, 1), (1, 2), (2, 2), (2, 3)]


def test_a_merged_cell_goes_on_over_a_page_end() -> None:
    first = page([("一、财政", 55, 305), ("1.公开", 155, 305)], ladder((50, 150, 250), (300, 320, 340)))
    rules = [*box(50, 60, 250, 100), Rule(150, 60, 150, 100), Rule(150, 80, 250, 80)]
    second = page([("2.公示", 155, 65), ("3.公告", 155, 85)], rules, number=2)
    assert text_of(first, second) == "一、财政\t1.公开\n\t2.公示\n\t3.公告\n"


def test_the_last_line_of_a_cell_that_the_page_end_cuts_hangs_out_of_its_table() -> None:
    """Lines close the second column; the first goes on, and its text stands lower than they do."""
    rules = [*ladder((50, 110, 250), (100, 120)), Rule(50, 120, 50, 150), Rule(110, 120, 110, 150),
             Rule(250, 120, 250, 150), Rule(110, 150, 250, 150)]
    lines = [("任务", 55, 105), ("单位", 115, 105), ("做好执法", 55, 125), ("法规科", 115, 125), ("公开。", 55, 148)]
    assert text_of(page(lines, rules)) == "任务\t单位\n做好执法公开。\t法规科\n"
    assert text_of(page([*lines[:4], ("另起一段。", 55, 170)], rules)).endswith("法规科\n另起一段。\n")


def test_columns_without_lines() -> None:
    rows = [("序号", "工作任务", "责任单位"), ("1", "公开规划", "综合科"), ("2", "公开预算", "财务科"), ("3", "培训", "办公室")]
    lines = [(cell, left, 100.0 + 20 * at) for at, row in enumerate(rows) for cell, left in zip(row, (50, 100, 190))]
    assert text_of(page(lines)) == "".join(f"{a}\t{b}\t{c}\n" for a, b, c in rows)


# Rows without ruled lines that only white parts: 15 from line to line, 25 from row to row.
WHITE = [("工作任务", 50, 100), ("责任单位", 150, 100), ("公开规划、计划和", 50, 125), ("法规科、执法一科", 150, 125),
         ("有关的政策", 50, 140), ("各分局", 150, 140), ("公开年度预算、决", 50, 165), ("财务科牵头，各直", 150, 165),
         ("算和报表", 50, 180), ("属单位配合", 150, 180)]


def test_white_parts_the_rows_of_a_table_without_lines() -> None:
    """No cell tells where its row ends: 各分局 and 财务科 are names of one column."""
    assert text_of(page(WHITE)) == ("工作任务\t责任单位\n公开规划、计划和有关的政策\t法规科、执法一科各分局\n"
                                    "公开年度预算、决算和报表\t财务科牵头，各直属单位配合\n")


def test_a_row_without_lines_goes_on_over_a_page_end_where_a_mark_did_not_fit() -> None:
    """开。 stands below because a line does not begin with 。; and the edges of the parts differ."""
    above = page([*WHITE, ("做好执法信息公", 50, 205), ("有审批职能的各科", 150, 205)])
    below = page([("开。", 50, 40), ("室、各分局", 150, 40), ("公开公共资源的交", 50, 65), ("各处室（局）", 150, 65),
                  ("易信息", 50, 80), ("直属单位", 150, 80), ("公开目录", 50, 105), ("办公室", 150, 105),
                  ("公开指南", 50, 130), ("信息中心", 150, 130)], number=2)
    assert text_of(above, below).splitlines()[3:] == [
        "做好执法信息公开。\t有审批职能的各科室、各分局", "公开公共资源的交易信息\t各处室（局） 直属单位", "公开目录\t办公室",
        "公开指南\t信息中心"]


def test_a_page_printed_two_up_is_read_half_by_half() -> None:
    left = [(FULL[:16], 20.0, 60.0 + 18 * at) for at in range(7)]
    right = [(FULL[4:], 220.0, 60.0 + 18 * at) for at in range(7)]
    assert text_of(page([*left, *right], width=400, height=300)) == f"{FULL[:16] * 7}{FULL[4:] * 7}\n"


@given(st.lists(st.floats(60, 240), max_size=4, unique=True), st.lists(st.floats(110, 290), max_size=5, unique=True))
def test_every_regular_table_has_one_cell_for_each_slot(inner_xs: list[float], inner_ys: list[float]) -> None:
    xs = _apart([50, *sorted(inner_xs), 250])
    ys = _apart([100, *sorted(inner_ys), 300])
    found = grids(ladder(xs, ys))
    slots = [slot for grid in found for slot in grid.slots]
    expected = (len(xs) - 1) * (len(ys) - 1)
    assert len(slots) == (expected if expected > 1 else 0)
    assert all(slot.rows == slot.columns == 1 for slot in slots)


def _apart(values: Sequence[float]) -> list[float]:
    """The values without those too near to be two lines."""
    kept = [values[0]]
    kept += [value for before, value in itertools.pairwise(values) if value - before > 12 and values[-1] - value > 12]
    return [*kept, values[-1]]


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 400), st.floats(0, 300), st.floats(0, 400)), max_size=12))
def test_no_set_of_lines_makes_cells_overlap_or_fail(corners: list[tuple[float, float, float, float]]) -> None:
    rules = [Rule(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in corners]
    for grid in grids(rules):
        taken = [(row, column) for slot in grid.slots if slot.rows == slot.columns == 1
                 for row in (slot.row,) for column in (slot.column,)]
        assert len(taken) == len(set(taken))
