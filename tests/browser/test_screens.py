"""Every kind of page on small and large screens, enlarged, printed, without script, from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette

from kg.web.folder import write_folder
from kg.web.site import Served
from pages import PAGES, addresses_of
from serving import serving, slowed

# The width and height of a screen; a page at 200 % has half of either.
SCREENS = {"small laptop": (1366, 768), "1280": (1280, 800), "1920": (1920, 1080), "1280 at 200 %": (640, 400)}


@pytest.fixture(scope="module")
def addresses(demo_served: Served) -> dict[str, str]:
    return addresses_of(demo_served.site().view)


@pytest.mark.parametrize("screen", SCREENS)
def test_only_drawings_and_tables_scroll_sideways(page: Page, address: str, addresses: dict[str, str],
                                                  screen: str) -> None:
    width, height = SCREENS[screen]
    page.set_viewport_size({"width": width, "height": height})
    for name in PAGES:
        page.goto(address + addresses[name])
        wide, room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room + 1, f"{name} is {wide} wide"


@pytest.mark.parametrize("name", ["trace", "trace both", "path"])
def test_a_short_lineage_is_seen_whole_on_a_small_screen(page: Page, address: str, addresses: dict[str, str],
                                                         name: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address + addresses[name])
    wide, room = page.locator("figure.canvas").evaluate("figure => [figure.scrollWidth, figure.clientWidth]")
    assert wide <= room + 1


@pytest.fixture
def slow_address(demo_app: Starlette) -> Iterator[str]:
    """Where the bundled plans are served over a slow line."""
    yield from serving(slowed(demo_app))


def test_nothing_moves_while_a_page_loads(page: Page, slow_address: str, addresses: dict[str, str]) -> None:
    page.add_init_script("""window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(
        entry => { window.shifted += entry.value; })).observe({type: 'layout-shift', buffered: true});""")
    for name in PAGES:
        page.goto(slow_address + addresses[name])
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.shifted") < 0.02, name


@pytest.mark.parametrize("name", ["document", "task", "trace", "comparison", "ledger", "years"])
def test_a_page_prints_without_controls(page: Page, address: str, addresses: dict[str, str], name: str) -> None:
    page.goto(address + addresses[name])
    page.emulate_media(media="print")
    for control in (".top", ".take", ".ctl", ".foot"):
        for found in page.locator(control).all():
            expect(found).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_every_page_reads_without_script(browser: Browser, address: str, addresses: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in PAGES:
        page.goto(address + addresses[name])
        expect(page.locator("h1")).to_be_visible()
        for dead in page.locator("[data-png], [data-print], [data-cancel], [data-step]").all():
            expect(dead).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("name", "inner"), [
    ("trace", "article"), ("comparison", "article"), ("ledger", ".waytext"), ("overview", ".tbl")])
def test_a_folder_opens_from_disk(page: Page, demo_app: Starlette, addresses: dict[str, str], tmp_path: Path,
                                  name: str, inner: str) -> None:
    write_folder(demo_app, tmp_path, [addresses[name]], hops=1)
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(".top").evaluate("bar => getComputedStyle(bar).display") == "flex", "the looks are there"
    here = page.url.removesuffix("index.html")
    ways = page.locator("main a[href$='.html'], main a[href*='.html#']").evaluate_all(
        "links => links.map(link => new URL(link.getAttribute('href'), location.href).href)")
    assert ways and all(way.startswith(here) for way in ways)
    for way in list(dict.fromkeys(way.partition("#")[0] for way in ways))[:12]:
        page.goto(way)
        expect(page.locator("h1")).to_be_visible()
        if page.locator(inner).count():
            return
    raise AssertionError(f"no page of the folder shows {inner}")


def test_evidence_opens_in_a_folder(page: Page, demo_app: Starlette, addresses: dict[str, str],
                                    tmp_path: Path) -> None:
    write_folder(demo_app, tmp_path, [addresses["trace"]], hops=1)
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("a.pill", has_text="直接依据").first.click()
    page.locator(".pop.open").get_by_role("link", name="打开原文").click()
    expect(page.locator("article")).to_contain_text("为贯彻落实")
    page.get_by_role("link", name="溯源图").first.click()
    expect(page.locator("svg.lanes")).to_be_visible()
