"""A real headless browser on the site of the bundled plans; any outside request fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright
from starlette.applications import Starlette

from kg.graph.library import Library
from kg.web.app import create_app
from kg.web.site import Served
from serving import serving

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run"]
# How long a page is waited for, in milliseconds: no test is about speed, and a machine may be busy.
PATIENCE = 120_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a browser these tests are skipped and say so; in CI they run and fail."""
    if browser_path() is not None or os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"no browser on PATH; install one of {', '.join(NAMES)}"))


def browser_path() -> str | None:
    """The browser on this machine."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = browser_path()
    assert path is not None, f"no browser on PATH; install one of {', '.join(NAMES)}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(demo_app: Starlette) -> Iterator[str]:
    """Where the bundled plans are served."""
    yield from serving(demo_app)


@pytest.fixture
def own_address(demo_path: Path, tmp_path: Path) -> Iterator[str]:
    """Where a copy of the library is served that a test may write to."""
    shutil.copytree(demo_path, tmp_path / "library")
    yield from serving(create_app(Served(Library.open(tmp_path / "library"))))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh context at the size of a small laptop; it remembers what it was refused."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    strangers: list[str] = []

    def _guard(route: Route) -> None:
        host = urlsplit(route.request.url).hostname
        if host in ("127.0.0.1", None):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", _guard)
    yield context
    context.close()
    assert not strangers, f"the pages asked other machines: {strangers}"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which any error of script or policy fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert not errors, errors
