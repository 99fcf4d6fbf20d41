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


# Each row: what is cut out of or put in place of a line, the words that name the fault, and
# whether it makes the graph senseless (error) or was probably misread (warning).
BROKEN = [
    ("#quote>", None, "a span quotes its characters", Severity.ERROR),
    ("#hasTask>", None, "a task belongs to exactly one document", Severity.ERROR),
    ("#taskText>", None, "a task demands something in words", Severity.ERROR),
    ("#copy>", None, "a held document names the file that carries it", Severity.ERROR),
    ("#sourceDocument>", None, "a document derives from one other document per record", Severity.ERROR),
    ('#year> "2021"', '#year> "21"', "the year of a document lies between 1949 and 2100", Severity.WARNING),
    ('#confidence> "1"', '#confidence> "1.5"', "a confidence lies between 0 and 1", Severity.ERROR),
    ('"2021-11-20" ', '"soon" ', "a time limit is an ISO date", Severity.WARNING),
]


@pytest.mark.parametrize(("old", "new", "message", "severity"), BROKEN)
def test_a_broken_description_is_named(old: str, new: str | None, message: str, severity: Severity) -> None:
    sound = described(CITY)
    hit = [line for line in sound.lines if old in line]
    assert hit, "the row breaks nothing"
    lines = [line if old not in line else line.replace(old, new or "") for line in sound.lines
             if new is not None or old not in line]
    found = [issue for issue in shapes.check(Description(CITY, tuple(lines))) if message in issue.message]
    assert found and found[0].severity is severity and found[0].document == CITY


def test_a_refused_description_is_not_published(tmp_path: Path) -> None:
    library = Library.create_or_open(tmp_path)
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    unsure = tuple(replace(one, confidence=1.5) for one in links().derivations)
    wrong = replace(links(), derivations=unsure)
    with pytest.raises(GraphInvalid) as refusal, library.writing() as writer:
        writer.publish(wrong, extractions(), "1")
    assert refusal.value.document == CITY and "between 0 and 1" in str(refusal.value)
    assert library.manifest().number == 1


def test_warnings_stay_with_what_they_are_about(tmp_path: Path) -> None:
    """A second build does not look at an unchanged description again, and still knows."""
    library = Library.create_or_open(tmp_path)
    for matches in (links().matches, ()):
        with library.writing() as writer:
            writer.publish(replace(links(), matches=matches), extractions(), "1")
        assert [(issue.document, issue.severity) for issue in library.warnings()] == [
            (LAST_YEAR, Severity.WARNING)]
