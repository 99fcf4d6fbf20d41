"""Documents and extractions of texts in tests."""

from __future__ import annotations

from pathlib import Path

from kg import resources
from kg.extract.reading import extract
from kg.model.extraction import Extraction
from kg.model.text import Document, Reading, Source
from kg.normalise import normalise

PLANS: tuple[Path, ...] = resources.files("data", "plans", suffix=".txt")


def document(text: str, name: str = "test.txt") -> Document:
    """The Document of a text."""
    return normalise(Reading(Source(name, "0" * 64, "text/plain"), text))


def plan(path: Path) -> Document:
    """The Document of a bundled plan, line ends kept."""
    return document(path.read_bytes().decode("utf-8"), path.name)


def extraction(text: str) -> Extraction:
    """What is read from a text."""
    return extract(document(text))


def facts(found: Extraction) -> list[tuple[str | None, str, list[tuple[str, str]]]]:
    """Label, requirement as printed, and units with roles of each task."""
    return [(task.label, task.text(found.text), [(unit.name, unit.role.value) for unit in task.assignments])
            for task in found.tasks]
