"""The examples of the docstrings run, and there are many of them."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
MODULES = sorted(".".join(path.relative_to(ROOT.parent).with_suffix("").parts)
                 for path in ROOT.rglob("*.py") if ">>> " in path.read_text("utf-8"))


def test_examples_are_not_lost() -> None:
    assert len(MODULES) >= 76, "fewer modules than ever show an example"


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_run(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(name.removesuffix(".__init__")))
    assert outcome.attempted > 0
    assert outcome.failed == 0
