"""Real tasks in tables that chance lays out and prints: forms that no collected text has are found so, not by luck."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from answered import answers, keep
from readings import extraction, facts
from transformations import chance, print_forms, tables

from kg.evaluate.answers import Answer

SEEDS, FEWEST = range(60), 8

# The least that tasks (of 85 in 100 characters) and units with roles reach over all seeds; these floors only rise.
PRINTS: list[tuple[tables.Form, float, float]] = [
    (tables.tabs, 0.99, 0.99),
    (tables.bars, 0.99, 0.99),
    (tables.bars_between, 0.99, 0.99),
    (tables.bars_behind, 0.99, 0.99),
    (tables.tags, 0.99, 0.99),
    (tables.lines, 0.99, 0.99),
    (chance.lines_apart, 0.99, 0.99),
    (chance.a_line_a_row, 0.99, 0.99),
    (chance.in_one_line, 0.99, 0.99),
    (tables.run_together, 0.92, 0.96),
    (tables.set_with_spaces, 0.99, 0.99),
    (tables.set_in_the_middle, 0.98, 0.98),
    (tables.abreast, 0.88, 0.86),
    (tables.abreast_in_the_middle, 0.78, 0.76),
    (tables.broken_in_place, 0.82, 0.87),
]

# The same with lines broken at the width of a page, and with page numbers between them.
ON_PAGES: list[tuple[tables.Form, Callable[[Answer], Answer], float, float]] = [
    (tables.tabs, print_forms.wrapped_lines, 0.99, 0.99),
    (tables.bars, print_forms.wrapped_lines, 0.99, 0.99),
    (chance.a_line_a_row, print_forms.wrapped_lines, 0.92, 0.91),
    (chance.a_line_a_row, print_forms.page_numbers, 0.97, 0.96),
    (tables.lines, print_forms.page_numbers, 0.99, 0.99),
]


@cache
def long_enough() -> tuple[Answer, ...]:
    """The answered documents with enough tasks for a table."""
    return tuple(answer for answer in answers() if len(tables.tasks_of(answer)) >= FEWEST)


def drawn(seed: int, form: tables.Form) -> Answer:
    """The answer of the table that a seed draws."""
    return tables.typeset(long_enough()[seed % len(long_enough())], chance.layout(seed), form)


@pytest.mark.parametrize(("form", "tasks", "units"), PRINTS, ids=[form.__name__ for form, _, _ in PRINTS])
def test_whatever_chance_draws_is_read(form: tables.Form, tasks: float, units: float) -> None:
    keep((drawn(seed, form) for seed in SEEDS), tasks, units)


@pytest.mark.parametrize(("form", "page", "tasks", "units"), ON_PAGES,
                         ids=[f"{form.__name__}-{page.__name__}" for form, page, _, _ in ON_PAGES])
def test_pages_lose_little_of_it(form: tables.Form, page: Callable[[Answer], Answer], tasks: float,
                                 units: float) -> None:
    keep((page(drawn(seed, form)) for seed in SEEDS), tasks, units)


def test_seeds_draw_different_tables() -> None:
    texts = {drawn(seed, tables.tabs).extraction.text.split("\n")[1] for seed in SEEDS}
    assert len(texts) > len(SEEDS) * 0.8, "most have other heads"


CLOSINGS = [
    "抄送：市委办公室，市人大常委会办公室。\n某市人民政府办公室 2021年6月1日印发\n",
    "（联系人：李某，电话：1234567）\n",
    "相关附件：\n某某表.doc\n",
    "责任编辑：王某\n",
    "【打印】 【关闭】\n上一篇：关于召开会议的通知\n",
    "扫一扫在手机打开当前页\n主办：某市人民政府办公室 版权所有\n",
    "某市人民政府办公室\n2021年6月1日\n",
]


@pytest.mark.parametrize("form", [tables.tabs, tables.bars, tables.tags, tables.lines, tables.run_together],
                         ids=lambda form: form.__name__)
def test_what_closes_a_document_is_no_part_of_its_last_row(form: tables.Form) -> None:
    for seed in range(len(CLOSINGS) * 2):
        text = drawn(seed, form).extraction.text.rstrip("\n") + "\n"
        closed = extraction(text + CLOSINGS[seed % len(CLOSINGS)])
        assert facts(closed) == facts(extraction(text)), CLOSINGS[seed % len(CLOSINGS)]
