"""Tables as CSV that opens in a spreadsheet: UTF-8 with a mark, no cell taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from kg.export.xlsx import cell

BOM = "\ufeff"


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as the bytes of a CSV file.

    >>> csv_bytes(["a"], [["=1"]]).decode("utf-8-sig")
    "a\\r\\n'=1\\r\\n"
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([cell(column) for column in columns])
    writer.writerows([cell(value) for value in row] for row in rows)
    return (BOM + text.getvalue()).encode()
