"""The wording of heads: the patterns of kg/rules/head_patterns.toml."""

from __future__ import annotations

import re
from functools import cache

from kg import tables


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of this name.

    >>> bool(rule("title_year").search("2021年政务公开工作要点"))
    True
    """
    return tables.patterns("head_patterns")[name].regex
