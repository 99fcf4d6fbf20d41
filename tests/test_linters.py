"""The code passes the linters as pyproject.toml sets them: full types, no dead names, no traps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKS = (("mypy",), ("ruff", "check", "--no-cache", "kg", "tests", "benchmarks", "start.py"))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check[0])
def test_nothing_to_mend(check: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr
