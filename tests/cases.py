"""Tables of cases: tests/tables/*.tsv, a head, then a row for each case; the last cell says why."""

from __future__ import annotations

from pathlib import Path

_TABLES = Path(__file__).parent / "tables"


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table; every row has all cells and a reason."""
    head, *lines = (_TABLES / f"{name}.tsv").read_text("utf-8").splitlines()
    rows = [tuple(line.split("\t")) for line in lines]
    for row in rows:
        assert len(row) == len(head.split("\t")), row
        assert row[-1], f"{name}: {row} does not say why"
    return rows
