"""axe-core finds no serious violation on any kind of page, light or dark, nor in what opens on one."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from starlette.applications import Starlette

from kg.web.folder import write_folder
from kg.web.inside import ask
from kg.web.site import Served
from pages import PAGES, addresses_of, further

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


@pytest.fixture(scope="module")
def addresses(demo_served: Served) -> dict[str, str]:
    """An address of every kind of page, by its name."""
    return addresses_of(demo_served.site().view)


def test_the_checker_is_the_one_that_was_vendored() -> None:
    assert sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_serious_violation(context: BrowserContext, address: str, addresses: dict[str, str], name: str,
                              scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(address + addresses[name])
    assert not serious(page)
    page.close()


@pytest.mark.parametrize(("name", "opener"), [
    ("trace", "a.pill"), ("trace of a task", "a.pill"), ("document", ".task"), ("comparison", ".whole summary"),
    ("about", "details summary"), ("question", "details summary")])
def test_what_opens_on_a_page_has_none_either(page: Page, address: str, addresses: dict[str, str], name: str,
                                              opener: str) -> None:
    page.goto(address + addresses[name])
    page.locator(opener).first.click()
    assert not serious(page)


def test_files_that_open_from_disk_have_none(page: Page, demo_app: Starlette, addresses: dict[str, str],
                                             tmp_path: Path) -> None:
    write_folder(demo_app, tmp_path, [addresses["trace"]], hops=0)
    for name in ("trace", "comparison"):
        alone = tmp_path / f"alone-{name}.html"
        alone.write_bytes(ask(demo_app, further(addresses[name], ("format", "html"))).body)
    for file in ("index.html", "alone-trace.html", "alone-comparison.html"):
        page.goto((tmp_path / file).as_uri())
        assert not serious(page), file


def serious(page: Page) -> list[str]:
    """The serious and critical violations of a page, each with the first places where it occurs."""
    # The policy of the pages lets no foreign script in, so the checker is evaluated from outside;
    # it need not load the style sheets again, which a file from disk may not.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false}).then(r => r.violations)")
    return [f"{one['id']}: {one['help']} — {[node['html'][:160] for node in one['nodes'][:3]]}"
            for one in found if one["impact"] in ("serious", "critical")]
