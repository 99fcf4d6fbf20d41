"""The shapes both ways: what is described passes, what is broken is named so that one can act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from graphs import CITY, LAST_YEAR, extractions, links

from kg.errors import GraphInvalid
from kg.graph import shapes
from kg.graph.library import Library
from kg.graph.quads import Description, describe
from kg.model.extraction import Severity


def described(name: str) -> Description:
    """The description of a work of the small library."""
    return next(one for one in describe(links(), extractions()) if one.name == name)


def test_everything_described_passes() -> None:
    for description in describe(links(), extractions()):
        found = shapes.check(description)
        assert [issue.message for issue in found if issue.severity is Severity.ERROR] == []


def test_what_a_person_should_look_at_is_a_warning() -> None:
    found = shapes.check(described(LAST_YEAR))
    assert [issue.severity for issue in found] == [Severity.WARNING]
    assert "without a sentence behind it" in found[0].message


# Each row: what is cut out of or put in place of a line, and the words that name the fault.
BROKEN = [
    ("#quote>", None, "a span quotes its characters"),
    ("#hasTask>", None, "a task belongs to exactly one document"),
    ("#taskText>", None, "a task demands something in words"),
    ("#copy>", None, "a held document names the file that carries it"),
    ("#sourceDocument>", None, "a document derives from one other document per record"),
    ('#year> "2021"', '#year> "21"', "the year of a document lies between 1949 and 2100"),
    ('#confidence> "1"', '#confidence> "1.5"', "a confidence lies between 0 and 1"),
    ('"2021-11-20" ', '"soon" ', "a time limit is an ISO date"),
]


@pytest.mark.parametrize(("old", "new", "message"), BROKEN)
def test_a_broken_description_is_named(old: str, new: str | None, message: str) -> None:
    sound = described(CITY)
    hit = [line for line in sound.lines if old in line]
    assert hit, "the row breaks nothing"
    lines = [line if old not in line else line.replace(old, new or "") for line in sound.lines
             if new is not None or old not in line]
    found = [issue for issue in shapes.check(Description(CITY, tuple(lines))) if message in issue.message]
    assert found and found[0].severity is Severity.ERROR and found[0].document == CITY


def test_a_refused_description_is_not_published(tmp_path: Path) -> None:
    library = Library.create_or_open(tmp_path)
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    wrong = replace(links(), works=tuple(replace(work, year=21) for work in links().works))
    with pytest.raises(GraphInvalid) as refusal, library.writing() as writer:
        writer.publish(wrong, extractions(), "1")
    assert refusal.value.document == CITY and "between 1949 and 2100" in str(refusal.value)
    assert library.manifest().number == 1
