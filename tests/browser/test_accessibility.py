"""axe-core finds no serious violation on any kind of page, light or dark."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
AXE_SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
TRACE = "/trace?ref=江环办〔2021〕50号"
PAGES = ("/", "/documents", "/tasks", "/units", "/search?q=政策解读", TRACE, "/trace", "/graph", "/compare", "/query",
         "/query?name=unit-tasks&run=1", "/review", "/about", "document", "task", "ledger", "comparison", "graph",
         "years")
# Where to go from a page to reach one without a fixed address: (start, link).
WAYS = {"document": (TRACE, "a[href^='/documents/4407']"), "task": ("/tasks", ".tbl a[href^='/tasks/']"),
        "ledger": ("/units", ".tbl a[href^='/units/']"), "comparison": ("/compare", "a[href^='/compare?a=']"),
        "graph": ("/graph", "a[href^='/graph?open=']"), "years": ("/compare", "a[href^='/years']")}


def test_the_checker_is_the_one_that_was_vendored() -> None:
    assert sha256(AXE.read_bytes()).hexdigest() == AXE_SHA256


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_no_serious_violation(context: BrowserContext, address: str, path: str, scheme: str) -> None:
    page = context.new_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    start, link = WAYS.get(path, (path, ""))
    page.goto(address + start)
    if link:
        target = page.locator(link)
        if not target.count():
            target = page.locator("a[href*='/compare?a=']")
        page.goto(address + str(target.first.get_attribute("href")))
    # The policy of the pages lets no foreign script in, so the checker is evaluated from outside.
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    serious = [f"{one['id']}: {one['help']} — {[node['html'][:160] for node in one['nodes'][:3]]}"
               for one in found if one["impact"] in ("serious", "critical")]
    assert not serious, "\n".join(serious)
    page.close()
