"""The wheel stands alone: rules, ontology, plans, pages; a demo runs from it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# What is beside the code in a checkout and inside the package in a wheel.
SHIPPED = ("kg", "ontology", "data")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tree and unpacked."""
    place = tmp_path_factory.mktemp("wheel")
    tree = place / "tree"
    tree.mkdir()
    for name in SHIPPED:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE", "THIRD_PARTY.md"):
        shutil.copy(ROOT / name, tree / name)
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
                    "--wheel-dir", str(place), str(tree)], check=True, capture_output=True)
    wheel = next(place.glob("*.whl"))
    zipfile.ZipFile(wheel).extractall(place / "unpacked")
    return place / "unpacked"


def shipped(root: Path) -> set[str]:
    """Every file below a folder that is not compiled code, by its path."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts}


def test_every_file_is_in_the_wheel(unpacked: Path) -> None:
    wanted = shipped(ROOT / "kg") | {f"{folder}/{name}" for folder in ("ontology", "data")
                                     for name in shipped(ROOT / folder)}
    assert wanted <= shipped(unpacked / "kg"), sorted(wanted - shipped(unpacked / "kg"))


def test_a_demo_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    alone = {**os.environ, "PYTHONPATH": str(unpacked)}
    where = subprocess.run([sys.executable, "-c", "import kg.resources as r; print(r.path('data', 'plans'))"],
                           env=alone, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert Path(where.stdout.strip()) == unpacked / "kg" / "data" / "plans"
    done = subprocess.run([sys.executable, "-X", "utf8", "-m", "kg", "demo", "--no-serve", "--library", "lib"],
                          env=alone, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "14 documents" in done.stdout
