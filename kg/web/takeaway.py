"""Exactly the table of a page as CSV, as a workbook and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from kg.export.labels import Lang
from kg.export.xlsx import Sheet, workbook
from kg.web.page import Download
from kg.web.sheets import csv_bytes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDE = 30


def tables(name: str, columns: Sequence[tuple[str, str]], rows: Callable[[], Sequence[Sequence[str]]],
           lang: Lang) -> Mapping[str, Callable[[], Download]]:
    """The CSV, XLSX and JSON downloads of a table: `columns` are (heading, what it holds); `rows`
    is asked only when a file is wanted. In JSON each row is an object by heading."""
    heads = [heading for heading, _ in columns]

    def _csv() -> Download:
        return Download(f"{name}.csv", "text/csv; charset=utf-8", csv_bytes(heads, rows()))

    def _xlsx() -> Download:
        sheet = Sheet(name, tuple((heading, meaning, WIDE) for heading, meaning in columns),
                      tuple(tuple(row) for row in rows()))
        return Download(f"{name}.xlsx", XLSX, workbook([sheet], lang))

    def _json() -> Download:
        return json_of(name, [dict(zip(heads, row, strict=True)) for row in rows()])

    return {"csv": _csv, "xlsx": _xlsx, "json": _json}


def json_of(name: str, answer: object) -> Download:
    """An answer as a JSON file."""
    return Download(f"{name}.json", "application/json", json.dumps(answer, ensure_ascii=False, indent=1).encode())
