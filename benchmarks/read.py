"""How fast each format is read: one bundled plan in all of them, in one run.

    python benchmarks/read.py

Prints for each format: bytes, characters read, the shortest seconds of a few runs, and
characters a second. Renders with the tools of the conversion matrix in tests/conversion;
needs Chromium for the printed formats, and leaves out pictures where the extra `ocr`, and PDF
by LibreOffice where that, is not installed. Nothing here is asserted: machines differ.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from conversion import office  # noqa: E402
from conversion.matrix import RENDERERS  # noqa: E402
from kg.readers import ocr, read_bytes  # noqa: E402

PLAN = "jiangmen-environment-2021"
BEST_OF = 3


def files(text: str) -> Iterator[tuple[str, str, bytes]]:
    """The plan as plain text and in each format: what it is, a file name, the bytes."""
    yield "plain text", "plan.txt", text.encode()
    for name, render in RENDERERS.items():
        if (ocr.available() or not name.startswith("scan")) and (office.program() or "LibreOffice" not in name):
            yield name, *render(text, PLAN)


def seconds(data: bytes, name: str, best_of: int) -> float:
    """The shortest of a few runs."""
    times = []
    for _ in range(best_of):
        start = perf_counter()
        read_bytes(data, name)
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    """One row per format."""
    text = (ROOT / "data" / "plans" / f"{PLAN}.txt").read_text("utf-8")
    print(f"{'format':<32}{'bytes':>12}{'characters':>12}{'seconds':>10}{'characters/s':>14}")
    for what, name, data in files(text):
        count = len(read_bytes(data, name).text)
        took = seconds(data, name, 1 if what.startswith("scan") else BEST_OF)
        print(f"{what:<32}{len(data):>12,}{count:>12,}{took:>10.3f}{count / took:>14,.0f}", flush=True)


if __name__ == "__main__":
    main()
