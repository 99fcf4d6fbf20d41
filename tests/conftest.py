"""What many tests share: one library built from the bundled plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import demo
from kg.build import build
from kg.graph.library import Library
from kg.graph.view import StoreView


@pytest.fixture(scope="session")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of the fourteen bundled plans; leave it as it is."""
    path = tmp_path_factory.mktemp("demo") / "library"
    report = build(demo.plans(), Library.create_or_open(path))
    assert report.counts.documents == 14
    return path


@pytest.fixture(scope="session")
def demo_view(demo_path: Path) -> StoreView:
    """The view of the bundled plans' library."""
    return Library.open(demo_path).view()
