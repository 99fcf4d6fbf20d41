"""What a detour through a format costs: answered plans rendered, read back and scored.

Every plan goes through Word, through one of the six kinds of web page in turn, and through
PDF and OFD in turn, those with tables through both; one of them goes through a scan.
`python -m conversion.matrix` in this folder does all of them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from conversion import office, printed
from conversion.matrix import RENDERERS, SHOWN, Renderer, Result, answers, baseline, converted
from kg.evaluate.figures import total

TABLES = ("jiangmen-environment-2021", "jiangsu-environment-2022")
WEB = [name for name in RENDERERS if name.startswith("HTML")]
needs_browser = pytest.mark.skipif(printed.browser() is None and "CI" not in os.environ,
                                   reason="no Chromium on PATH to set the pages")


@cache
def plain(path: Path) -> Result:
    """The plan as it is bundled."""
    return baseline(path)


def figures(results: Sequence[Result]) -> Mapping[str, float]:
    """F1 by figure over several plans."""
    whole = total(result.score for result in results)
    return {figure: whole.count(figure).f1 for figure in SHOWN}


def losses(renderers: Sequence[Renderer], paths: Sequence[Path]) -> dict[str, float]:
    """By how much each figure falls when plan after plan takes the next detour."""
    before = figures([plain(path) for path in paths])
    after = figures([converted(path, renderers[at % len(renderers)]) for at, path in enumerate(paths)])
    return {figure: round(before[figure] - after[figure], 4) for figure in SHOWN}


def test_there_are_plans_and_formats_to_convert() -> None:
    assert len(answers()) >= 11 and len(WEB) == 6


def test_web_pages_lose_nothing() -> None:
    lost = losses([RENDERERS[name] for name in WEB], answers())
    assert max(lost.values()) <= 0.005, lost


def test_word_loses_nothing() -> None:
    lost = losses([RENDERERS["DOCX"]], answers())
    assert max(lost.values()) <= 0.005, lost


@needs_browser
@pytest.mark.parametrize(("name", "turn"), [("PDF", 0), ("OFD", 1)])
def test_printed_pages_lose_next_to_nothing(name: str, turn: int) -> None:
    lost = losses([RENDERERS[name]], [path for at, path in enumerate(answers())
                                      if at % 2 == turn or path.stem in TABLES])
    assert max(lost.values()) <= 0.02, lost


@pytest.mark.skipif(office.program() is None and "CI" not in os.environ, reason="no LibreOffice on PATH")
@pytest.mark.parametrize("name", [name for name in RENDERERS if "LibreOffice" in name])
def test_what_a_word_processor_prints_loses_next_to_nothing(name: str) -> None:
    lost = losses([RENDERERS[name]], [path for path in answers() if path.stem in TABLES])
    assert max(lost.values()) <= 0.02, lost


@needs_browser
def test_a_scanned_table_keeps_its_tasks_units_and_citations() -> None:
    paths = [path for path in answers() if path.stem == TABLES[0]]
    before, after = figures([plain(paths[0])]), figures([converted(paths[0], RENDERERS["scan, 200 dpi"])])
    assert after["citations"] >= 0.95
    assert before["tasks@0.5"] - after["tasks@0.5"] <= 0.06 and before["units"] - after["units"] <= 0.06
