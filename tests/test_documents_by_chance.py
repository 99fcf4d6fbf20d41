"""Whole documents that chance puts together: what stands above, between and below their tasks loses none of these, and no
field of the head."""

from __future__ import annotations

from functools import cache

import pytest
from readings import extraction
from transformations.documents import Drawn, annexed, drawn

from kg.model.extraction import Extraction

SEEDS = range(600)


@cache
def readings() -> tuple[tuple[Drawn, Extraction], ...]:
    """The documents that the seeds draw, and what is read from each."""
    return tuple((document, extraction(document.text)) for document in map(drawn, SEEDS))


def _asked(found: Extraction) -> list[tuple[str, list[str]]]:
    """The requirements without white space, and the names of their units."""
    return [("".join(task.text(found.text).split()), [unit.name for unit in task.assignments]) for task in found.tasks]


def _assert_whole(document: Drawn, found: Extraction, seed: int) -> None:
    asked = _asked(found)
    lost = [requirement for requirement, unit in document.tasks if not any(
        text.startswith(requirement) and units == [unit] for text, units in asked)]
    assert not lost and len(asked) == len(document.tasks), f"seed {seed}: {asked}"


def test_no_task_is_lost_and_none_made() -> None:
    for seed, (document, found) in zip(SEEDS, readings(), strict=True):
        _assert_whole(document, found, seed)


def test_an_annex_keeps_its_tasks_and_takes_none_of_the_plan() -> None:
    for seed in SEEDS[:200]:
        document = annexed(seed)
        _assert_whole(document, extraction(document.text), seed)


@pytest.mark.parametrize("field", ["title", "year", "issuer", "signed"])
def test_no_field_of_a_head_is_lost(field: str) -> None:
    """The title, the plan's year, who issued it, whether a day is signed."""
    wrong = [seed for seed, (document, found) in zip(SEEDS, readings(), strict=True) if not _is_right(field, document, found)]
    assert not wrong


def _is_right(field: str, document: Drawn, found: Extraction) -> bool:
    header = found.header
    return {"title": header.title in document.titles, "year": header.plan_year == document.year,
            "issuer": document.issuer is None or document.issuer in header.issuers,
            "signed": not document.signed or header.date_signed == "2021-06-01"}[field]
