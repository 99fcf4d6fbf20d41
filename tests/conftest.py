"""What many tests share: one library built from the bundled plans."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from kg import demo
from kg.build import build
from kg.graph.library import Library
from kg.graph.view import StoreView
from kg.web.app import create_app
from kg.web.site import Served


def pytest_collection_finish() -> None:
    """The thousands of tests that were found stay until the end: the collector of cycles need not look at them again
    and again, nor as often as it does, which costs a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


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


@pytest.fixture(scope="session")
def demo_served(demo_path: Path) -> Iterator[Served]:
    """The bundled plans' library as the pages read it."""
    served = Served(Library.open(demo_path))
    yield served
    served.close()


@pytest.fixture(scope="session")
def demo_app(demo_served: Served) -> Starlette:
    """The site of the bundled plans' library; ask it with kg.web.inside."""
    return create_app(demo_served)
