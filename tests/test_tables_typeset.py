"""The rows of the answered plans in every way that tables are printed: what is lost by the print alone."""

from __future__ import annotations

from functools import cache

import pytest
from answered import answers, keep
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import extraction
from transformations import print_forms, tables

from kg.evaluate.answers import Answer

# The least that tasks (of 85 in 100 characters) and units with roles keep; these floors only rise.
FORMS: list[tuple[tables.Layout, tables.Form, float, float]] = [
    (tables.chapters_in_rows, tables.tabs, 0.99, 0.99),
    (tables.chapters_in_rows, tables.bars, 0.99, 0.99),
    (tables.chapters_in_rows, tables.bars_between, 0.99, 0.99),
    (tables.chapters_in_rows, tables.bars_behind, 0.99, 0.99),
    (tables.chapters_in_rows, tables.lines, 0.99, 0.99),
    (tables.chapters_in_rows, tables.gaps, 0.99, 0.99),
    (tables.chapters_in_rows, tables.commas, 0.99, 0.99),
    (tables.chapters_in_rows, tables.tags, 0.99, 0.99),
    (tables.chapters_in_rows, tables.run_together, 0.95, 0.95),
    (tables.chapters_in_column, tables.tabs, 0.99, 0.99),
    (tables.chapters_in_column, tables.bars, 0.99, 0.99),
    (tables.chapters_in_column, tables.bars_behind, 0.99, 0.99),
    (tables.chapters_in_column, tables.commas, 0.99, 0.99),
    (tables.chapters_in_column, tables.tags, 0.99, 0.99),
    (tables.chapters_left_out, tables.tabs, 0.99, 0.99),
    (tables.chapters_left_out, tables.bars, 0.99, 0.99),
    (tables.chapters_left_out, tables.bars_between, 0.99, 0.99),
    (tables.chapters_left_out, tables.tags, 0.99, 0.99),
    (tables.chapters_in_rows, tables.tags_on_lines, 0.99, 0.99),
    (tables.chapters_in_rows, tables.gaps_behind_heads, 0.99, 0.99),
    (tables.chapters_in_rows, tables.heads_above, 0.99, 0.99),
    (tables.chapters_in_rows, tables.drawn, 0.99, 0.99),
    (tables.chapters_in_rows, tables.set_with_spaces, 0.99, 0.99),
    (tables.chapters_in_rows, tables.set_in_the_middle, 0.99, 0.99),
    (tables.chapters_in_column, tables.tags_on_lines, 0.99, 0.99),
    (tables.chapters_in_column, tables.drawn, 0.99, 0.99),
    (tables.chapters_in_column, tables.set_with_spaces, 0.99, 0.99),
    (tables.chapters_in_column, tables.set_in_the_middle, 0.99, 0.99),
    (tables.numbers_in_column, tables.set_in_the_middle, 0.98, 0.99),
    (tables.chapters_in_column, tables.abreast, 0.74, 0.72),
    (tables.chapters_in_rows, tables.broken_in_place, 0.9, 0.86),
    (tables.chapters_in_column, tables.broken_in_place, 0.91, 0.85),
    (tables.numbers_in_column, tables.broken_in_place, 0.99, 0.98),
    (tables.numbers_in_column, tables.cut_at_marks, 0.94, 0.87),
    (tables.chapters_in_column, tables.cut_at_marks, 0.83, 0.83),
    (tables.leads_before_tasks, tables.cut_at_marks, 0.99, 0.99),
    (tables.numbers_in_column, tables.abreast, 0.99, 0.99),
    (tables.numbers_in_column, tables.abreast_in_the_middle, 0.98, 0.97),
    (tables.leads_before_tasks, tables.abreast_in_the_middle, 0.99, 0.95),
    (tables.leads_before_tasks, tables.tabs, 0.99, 0.99),
    (tables.leads_before_tasks, tables.run_together, 0.95, 0.95),
    (tables.leads_before_tasks, tables.abreast, 0.99, 0.99),
]

# The same where the page breaks each line at a fixed width, amid cells too.
WRAPPED: list[tuple[tables.Layout, tables.Form, float, float]] = [
    (tables.chapters_in_rows, tables.tabs, 0.99, 0.99),
    (tables.chapters_in_rows, tables.bars, 0.99, 0.99),
    (tables.chapters_in_rows, tables.bars_between, 0.99, 0.96),
    (tables.chapters_in_rows, tables.bars_behind, 0.99, 0.99),
    (tables.chapters_in_rows, tables.lines, 0.99, 0.99),
    (tables.chapters_in_rows, tables.tags, 0.99, 0.99),
    (tables.chapters_in_rows, tables.tags_on_lines, 0.99, 0.99),
    (tables.chapters_in_rows, tables.gaps_behind_heads, 0.99, 0.99),
    (tables.chapters_in_rows, tables.heads_above, 0.99, 0.99),
    (tables.chapters_in_column, tables.tabs, 0.99, 0.99),
    (tables.chapters_in_column, tables.bars, 0.99, 0.99),
    (tables.chapters_in_column, tables.bars_behind, 0.99, 0.99),
    (tables.chapters_in_column, tables.tags, 0.99, 0.99),
    (tables.chapters_left_out, tables.bars, 0.99, 0.99),
    (tables.chapters_left_out, tables.bars_between, 0.99, 0.96),
    (tables.chapters_left_out, tables.tags, 0.99, 0.99),
]

# Prints of a table on pages, with their numbers between the lines.
PAGED = [row for row in FORMS if row[1] not in (tables.run_together, tables.tags_on_lines)]


@cache
def with_units() -> tuple[Answer, ...]:
    """The answered documents whose tasks name units."""
    return tuple(answer for answer in answers() if tables.tasks_of(answer))


def named(rows: list[tuple[tables.Layout, tables.Form, float, float]]) -> list[str]:
    """What each row of floors is called."""
    return [f"{form.__name__}-{layout.__name__}" for layout, form, _, _ in rows]


@pytest.mark.parametrize(("layout", "form", "tasks", "units"), FORMS, ids=named(FORMS))
def test_print_loses_little(layout: tables.Layout, form: tables.Form, tasks: float, units: float) -> None:
    keep([tables.typeset(answer, layout, form) for answer in with_units()], tasks, units)


@pytest.mark.parametrize(("layout", "form", "tasks", "units"), WRAPPED, ids=named(WRAPPED))
def test_lines_broken_at_a_width_lose_little(layout: tables.Layout, form: tables.Form, tasks: float,
                                             units: float) -> None:
    keep([print_forms.wrapped_lines(tables.typeset(answer, layout, form)) for answer in with_units()], tasks, units)


@pytest.mark.parametrize(("layout", "form", "tasks", "units"), PAGED, ids=named(PAGED))
def test_page_numbers_between_lines_lose_little(layout: tables.Layout, form: tables.Form, tasks: float,
                                                units: float) -> None:
    typed = [print_forms.page_numbers(tables.typeset(answer, layout, form)) for answer in with_units()]
    keep(typed, min(0.97, tasks), min(0.97, units))


@given(st.sampled_from([(layout, form) for layout, form, _, _ in FORMS]), st.integers(0, 8),
       st.lists(st.tuples(st.integers(0, 6000), st.sampled_from(["", "|", "\t", "\n", "。", "1.", "（一）"])), max_size=20))
@settings(max_examples=60, deadline=None)
def test_damaged_tables_are_read(print_of: tuple[tables.Layout, tables.Form], index: int,
                                 damage: list[tuple[int, str]]) -> None:
    """Borders, breaks and numbers put in, three characters taken out where nothing is: no failure, facts in place."""
    text = tables.typeset(with_units()[index], *print_of).extraction.text
    for at, new in damage:
        at %= len(text)
        text = text[:at] + new + text[at + (0 if new else 3):]
    for task in extraction(text).tasks:
        assert all(span.of(text) for span in task.spans)
        assert all(unit.span.of(text) for unit in task.assignments)
        assert all(time.span.of(text) == time.text for time in task.times)
