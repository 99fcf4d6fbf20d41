"""The shapes both ways: what is described passes, what is broken is named so that one can act."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib
from graphs import CITY, LAST_YEAR, extractions, links
from rdflib.namespace import SH

from kg.errors import GraphInvalid
from kg.graph import shapes
from kg.graph.iris import unmint
from kg.graph.library import Library
from kg.graph.ontology import file
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
# Faults of other kinds of constraint: nothing there, twice there, of a wrong type, not as long as
# it should be, not of the pattern, not less than another, not of the class.
MORE_BROKEN: list[tuple[str, str | None]] = [
    ("#end>", None), ("#spanOf>", None), ("#words>", None), ("#order>", None), ("#relation>", None),
    ('#start> "', '#start> "9999'), ('#start> "', '#start> "-'), ('#words> "综合科"', '#words> ""'),
    ('#year> "2021"^^<http://www.w3.org/2001/XMLSchema#integer>', '#year> "2021"'), ('#sha256> "', '#sha256> "x'),
    ("/role-lead>", "/role-lead> , <x:role>"), ('#title> "', '#title> "二" , "'),
    ("#TextSpan>", None), ("#TextSpan>", "#Task>"),
    ('#ofDepartment> "true"', '#ofDepartment> "maybe"'),
]


def broken(old: str, new: str | None) -> Description:
    """A description with a piece of its lines replaced, or those lines left out."""
    sound = described(CITY)
    assert any(old in line for line in sound.lines), "the row breaks nothing"
    lines = [line if old not in line else line.replace(old, new or "") for line in sound.lines
             if new is not None or old not in line]
    return Description(CITY, tuple(lines))


@pytest.mark.parametrize(("old", "new", "message", "severity"), BROKEN)
def test_a_broken_description_is_named(old: str, new: str | None, message: str, severity: Severity) -> None:
    found = [issue for issue in shapes.check(broken(old, new)) if message in issue.message]
    assert found and found[0].severity is severity and found[0].document == CITY


Opinion = set[tuple[str, str, bool]]
"""What is wrong with which thing, and whether it is a violation."""


def first_opinion(description: Description) -> Opinion:
    """What the shapes find."""
    found = ((*issue.message.partition(" (found: ")[0].partition(": "), issue.severity)
             for issue in shapes.check(description))
    return {(name, message, severity is Severity.ERROR) for name, _, message, severity in found}


def second_opinion(description: Description) -> Opinion:
    """What pySHACL finds."""
    data = "".join(f"{line[:line.rindex(' <')]} .\n" for line in description.lines)
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data=data, format="turtle"),
                                    shacl_graph=rdflib.Graph().parse(file("shapes.ttl")))
    results = report.subjects(rdflib.RDF.type, SH.ValidationResult)
    return {(named(str(report.value(result, SH.focusNode))), str(report.value(result, SH.resultMessage)),
             report.value(result, SH.resultSeverity) == SH.Violation) for result in results}


def named(iri: str) -> str:
    """A thing of the graph by its kind and name."""
    kind, name = unmint(iri)
    return f"{kind.value} {name}"


@pytest.mark.parametrize(("old", "new"), [row[:2] for row in BROKEN] + MORE_BROKEN)
def test_two_engines_agree(old: str, new: str | None) -> None:
    """The engine of the build is fast and young; the one of the field says the same. (It orders
    numbers and days, not strings; our shapes order numbers.)"""
    description = broken(old, new)
    found = first_opinion(description)
    assert found and found == second_opinion(description)


def test_two_engines_agree_about_every_bundled_plan(demo_path: Path) -> None:
    library = Library.open(demo_path)
    for graph in library.manifest().graphs:
        lines = (library.path / graph.file).read_text("utf-8").splitlines()
        description = Description(graph.name, tuple(lines))
        assert first_opinion(description) == second_opinion(description), graph.name


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
