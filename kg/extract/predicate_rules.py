"""The patterns and words that tell what a clause demands."""

from __future__ import annotations

import re
from functools import cache

from kg import tables
from kg.model.extraction import Force


@cache
def rule(name: str) -> re.Pattern[str]:
    """The pattern of this name in demand_patterns.toml."""
    return tables.patterns("demand_patterns")[name].regex


@cache
def firsts(name: str) -> frozenset[str]:
    """The characters that the pattern of this name first looks ahead for: what begins otherwise need not be tried."""
    return frozenset(rule(name).pattern.removeprefix("(?=[").partition("])")[0])


@cache
def kinds() -> dict[str, str]:
    """The kind of each verb of duty."""
    return {row["word"]: row["kind"] for row in tables.rows("demand_verbs")}


@cache
def forces() -> dict[str, Force]:
    """The force of each word of force."""
    return {row["word"]: Force(row["force"]) for row in tables.rows("force_words")}
