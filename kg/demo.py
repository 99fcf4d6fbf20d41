"""The bundled plans, for a first look."""

from __future__ import annotations

from pathlib import Path

from kg import resources

SHOWN_FIRST = "江环办〔2021〕50号"
"""The document that the demo opens: its head names the three plans above it."""


def plans() -> tuple[Path, ...]:
    """The files of the bundled plans, sorted by name."""
    return resources.files("data", "plans", suffix=".txt")
