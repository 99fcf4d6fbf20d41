"""Heads of task tables as layout meets them: words that tell that a table begins."""

from __future__ import annotations

import re
from functools import cache

from kg import tables


_LONGEST_PRINTED = 40


@cache
def _kinds() -> dict[str, str]:
    return {row["head"]: row["kind"] for row in tables.rows("table_heads")}


def kind_of_head(cell: str) -> str | None:
    """What a column with this head holds (number, text, units, time, other); None if it is no head.

    >>> kind_of_head("责 任 单 位"), kind_of_head("公开规划")
    ('units', None)
    """
    return _kinds().get(re.sub(r'[\s"]', "", cell)) if 1 < len(cell) <= _LONGEST_PRINTED else None
