"""Golden files: what was read once and looked at, kept beside the tests.

KG_UPDATE_GOLDEN=1 writes them anew; the difference is then read in review.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def check(name: str, lines: list[str]) -> None:
    """Asserts that `lines` are those of the golden file `name`, or writes it on request."""
    path = FOLDER / name
    text = "".join(f"{line}\n" for line in lines)
    if os.environ.get("KG_UPDATE_GOLDEN") == "1":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert path.is_file(), f"no golden file {name}; KG_UPDATE_GOLDEN=1 writes it"
    assert path.read_text("utf-8") == text, f"{name} differs; KG_UPDATE_GOLDEN=1 writes it anew"
