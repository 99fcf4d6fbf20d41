"""Heads that chance puts together: no field of any is lost, whatever a page prints above it and however it was copied."""

from __future__ import annotations

from functools import cache

import pytest
from readings import extraction
from transformations.heads import DrawnHead, drawn_head

from kg.model.extraction import Header

SEEDS = range(900)
FIELDS = ("title", "notice_title", "number", "issuers", "level", "region", "plan_year", "date_signed", "date_published",
          "recipients")


@cache
def readings() -> tuple[tuple[DrawnHead, Header], ...]:
    """The heads that the seeds draw, and what is read from each."""
    return tuple((head, extraction(head.text).header) for head in map(drawn_head, SEEDS))


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_lost(field: str) -> None:
    asked = [(seed, head.says[field], _read(header, field))
             for seed, (head, header) in zip(SEEDS, readings(), strict=True) if field in head.says]
    assert len(asked) > len(SEEDS) // 4
    assert [each for each in asked if each[1] != each[2]] == []


def _read(header: Header, field: str) -> object:
    return header.level and header.level.value if field == "level" else getattr(header, field)
