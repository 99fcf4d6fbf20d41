"""Real tasks in tables that chance lays out and prints: forms that no collected text has are found so, not by luck."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pytest
from transformations import chance, print_forms, tables

from kg import resources
from kg.evaluate.answers import Answer, load_answer
from kg.evaluate.figures import total
from kg.evaluate.scoring import score
from kg.extract.reading import extract
from kg.model.extraction import Extraction
from kg.model.text import Reading
from kg.normalise import normalise

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
    (tables.run_together, 0.89, 0.92),
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
def answers() -> tuple[Answer, ...]:
    """The answered documents with enough tasks for a table."""
    found = (load_answer(path, resources.path("data", "plans"))
             for path in resources.files("data", "gold", suffix=".json"))
    return tuple(answer for answer in found if len(tables.tasks_of(answer)) >= FEWEST)


def drawn(seed: int, form: tables.Form) -> Answer:
    """The answer of the table that a seed draws."""
    return tables.typeset(answers()[seed % len(answers())], chance.layout(seed), form)


def read(answer: Answer) -> Extraction:
    """What is extracted from the text of an answer."""
    return extract(normalise(Reading(answer.extraction.source, answer.extraction.text)))


def keep(typed: Iterable[Answer], tasks: float, units: float) -> None:
    """Fails if less than these shares of tasks and units are found."""
    whole = total(score(answer.extraction, read(answer)) for answer in typed)
    misses = [f"{miss.figure}: {miss.expected} ≠ {miss.found}" for miss in whole.misses]
    assert whole.count("tasks@0.85").f1 >= tasks, misses[:20]
    assert whole.count("units").f1 >= units, misses[:20]


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
