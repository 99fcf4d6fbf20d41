"""The first minute, from a clean folder: `kg demo` reads the plans and shows one lineage."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def started(tmp_path: Path) -> Iterator[str]:
    """The address that `kg demo` prints in an empty folder; it is stopped afterwards."""
    command = [sys.executable, "-X", "utf8", "-m", "kg", "demo", "--no-open"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          encoding="utf-8") as process:
        assert process.stderr is not None
        address = next(line for line in process.stderr if line.startswith("http"))
        yield address.strip()
        process.terminate()


def test_the_demo_opens_on_the_lineage_one_click_from_its_sentence(page: Page, started: str) -> None:
    page.goto(started)
    drawing = page.locator("svg.lanes")
    for number in ("江环办〔2021〕50号", "江府办函〔2021〕129号", "粤府办〔2021〕17号", "国办发〔2021〕12号"):
        expect(drawing.get_by_text(number, exact=True).first).to_be_visible()
    page.locator("a.pill", has_text="直接依据").first.click()
    expect(page.locator(".pop.open mark")).to_contain_text("江府办函")
