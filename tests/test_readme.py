"""The README's commands and code run, its links lead somewhere, its two commands are the ones that CI runs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
TOUR = [line.removeprefix("$ ") for block in re.findall(r"```console\n(.*?)```", README, re.S)
        for line in block.splitlines() if line.startswith("$ ")]


@pytest.fixture(scope="module")
def desk(demo_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder to type the tour's commands in, with the plans and a library beside it."""
    place = tmp_path_factory.mktemp("tour")
    os.symlink(ROOT / "data", place / "data")
    os.symlink(demo_path, place / "kg-library")
    return place


def test_the_tour_is_here() -> None:
    assert len(TOUR) >= 8


@pytest.mark.parametrize("command", TOUR)
def test_each_command_of_the_tour_works(command: str, desk: Path) -> None:
    program, *words = shlex.split(command)
    assert program == "kg"
    done = subprocess.run([sys.executable, "-X", "utf8", "-m", "kg", *words], cwd=desk, capture_output=True,
                          encoding="utf-8", timeout=120)
    # `check` ends with 1 when it finds something to look at; nothing else may.
    assert done.returncode == 0 or words[0] == "check", done.stderr
    assert done.stdout or "--output" in words


def test_the_python_example_runs(desk: Path) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", README, re.S))
    subprocess.run([sys.executable, "-X", "utf8", "-c", code], cwd=desk, check=True, timeout=120)


def test_ci_runs_the_readmes_test_command() -> None:
    assert "python3 start.py test" in README
    assert "python3 start.py test" in (ROOT / ".ci" / "run").read_text("utf-8")


def test_links_and_pictures_exist() -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", README):
        assert target.startswith("http") or (ROOT / target).exists(), target
