"""The only reader of kg/rules: gazetteers (TSV) and patterns (TOML).

A gazetteer's first row names its columns; the last two are `source` and `added`
(an ISO date); its rows are sorted and unique. A patterns file has one table per
pattern with `pattern`, `note`, `examples`, `counter_examples`, and optionally
`confidence`. `${name}` inside a pattern stands for the pattern of that name in the
same file, so that a piece is written once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg import resources
from kg.errors import RulesError

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named pattern of the rules with the examples that it must and must not match."""

    name: str
    regex: re.Pattern[str]
    note: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    confidence: float


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of rules/{name}.tsv, a mapping from column to cell each.

    RulesError if a row has more or fewer cells than the head.
    """
    file = f"{name}.tsv"
    lines = resources.path("rules", file).read_text("utf-8").splitlines()
    head = tuple(lines[0].split("\t"))
    return tuple(_row(file, number, head, line) for number, line in enumerate(lines[1:], 2) if line)


def _row(file: str, number: int, head: tuple[str, ...], line: str) -> Row:
    cells = line.split("\t")
    if len(cells) != len(head):
        raise RulesError(file, number, f"has {len(cells)} cells where the head has {len(head)}")
    return dict(zip(head, cells))


@cache
def column(name: str, wanted: str, **where: str) -> frozenset[str]:
    """The cells of one column of rules/{name}.tsv in the rows where all given cells are equal."""
    return frozenset(row[wanted] for row in rows(name)
                     if all(row[key] == value for key, value in where.items()))


@cache
def endings(name: str, wanted: str) -> tuple[str, ...]:
    """The cells of one column of rules/{name}.tsv, as `str.endswith` takes them."""
    return tuple(column(name, wanted))


@cache
def patterns(name: str) -> Mapping[str, Pattern]:
    """The patterns of rules/{name}.toml by name; RulesError if one does not compile."""
    file = f"{name}.toml"
    tables = tomllib.loads(resources.path("rules", file).read_text("utf-8"))
    return {key: _pattern(file, key, tables) for key in tables}


def _pattern(file: str, key: str, tables: Mapping[str, Mapping[str, object]]) -> Pattern:
    table = tables[key]
    try:
        regex = re.compile(_expand(key, tables, ()))
        return Pattern(key, regex, str(table["note"]), _strings(table, "examples"),
                       _strings(table, "counter_examples"), float(str(table.get("confidence", 1.0))))
    except (KeyError, ValueError, re.error) as error:
        raise RulesError(file, 0, f"[{key}] {error}") from error


def _expand(key: str, tables: Mapping[str, Mapping[str, object]], seen: tuple[str, ...]) -> str:
    if key in seen:
        raise ValueError(f"refers to itself through {' → '.join((*seen, key))}")
    text = str(tables[key]["pattern"])
    return re.sub(r"\$\{(\w+)\}", lambda m: _expand(m[1], tables, (*seen, key)), text)


def _strings(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    values = table[key]
    if not isinstance(values, list):
        raise ValueError(f"{key} must be a list of strings")
    return tuple(str(value) for value in values)
