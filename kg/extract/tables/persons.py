"""Persons in tables: in cells of their own, or glued to units and texts beside these."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, pairwise

from kg.extract.drafts import Range
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind
from kg.extract.tables.offices import LEVELS, organs_of_levels
from kg.extract.units import is_kind, looks_like_unit, rule

_LENGTHS = (3, 2)           # characters of a person's name, the likelier first


def with_persons(text: str, tokens: Sequence[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, the names of persons read as what stands beside the task where a column is for that, as part of the
    cell of units where keys open them in that (责任领导：张三 | 牵头单位：甲局)."""
    if any(column.persons for column in columns):
        tokens = [token._replace(look="units", labelled=False) if rule("person_key").match(text, token.start, token.end)
                  else token for token in tokens]
    if all(column.kind is not Kind.OTHER for column in columns):
        return list(tokens)
    return [token._replace(look="report", names=()) if token.look in ("short", "units", "text")
            and rule("person_named").fullmatch(text, token.start, token.end) else token for token in tokens]


def persons_apart(text: str, rows: Sequence[Sequence[Token]], columns: Sequence[Column], names: frozenset[str],
                  lists_of: Callable[[int, int], list[Token]]) -> list[list[Token]]:
    """The tokens of rows, the persons that a column right before the units, or right behind them, has glued to their
    lists, or to the text before these, apart, if that is so in most rows; `lists_of` parts what is left of a list."""
    kinds = [column.kind for column in columns]
    for before in (True, False):
        if ((Kind.OTHER, Kind.UNITS) if before else (Kind.UNITS, Kind.OTHER)) not in pairwise(kinds):
            continue
        found = [list(chain.from_iterable(_apart(text, token, after, before, names, lists_of)
                                          for token, after in zip(row, [*row[1:], None]))) for row in rows]
        if sum(any(token.look == "report" for token in row) for row in found) * 2 > len(rows):
            rows = found
    return [list(row) for row in rows]


def _apart(text: str, token: Token, after: Token | None, before: bool, names: frozenset[str],
           lists_of: Callable[[int, int], list[Token]]) -> list[Token]:
    """A token, or, of a list of units or the text before it, the person that is glued to it and what is left."""
    first, last = _person_in_list(text, token, before, names)
    if first == token.start < last:
        return [Token(first, last, "report"), *lists_of(last, token.end)]
    if not first and before and token.look == "text" and after and after.look == "units" and after.start == token.end:
        first, last = next((person for length in _LENGTHS if is_person(
            text, person := (token.end - length, token.end))), (0, 0))
    if not first:
        return [token]
    rest = lists_of(token.start, first) if token.look == "units" else [token._replace(end=first)]
    return [*rest, Token(first, last, "report")]


def _person_in_list(text: str, token: Token, before: bool, names: frozenset[str]) -> Range:
    """Where, in a list of units, the name of the person before or behind it stands, sooner beside a known unit than
    beside another; an empty range if none does."""
    found: list[Range] = []
    for length in _LENGTHS if token.look == "units" and token.names else ():
        person = (token.start, token.start + length) if before else (token.end - length, token.end)
        name = token.names[0][length:] if before else token.names[-1][:-length]
        if looks_like_unit(name) and is_person(text, person):
            pieces = [name[:at] if before else name[-at:] for at in range(len(name), 0, -1)]
            if not names.isdisjoint(pieces) or not organs_of_levels().isdisjoint(pieces):
                return person
            found.append(person)
    return found[0] if found else (0, 0)


def is_person(text: str, person: Range) -> bool:
    """Whether a stretch may be the name of a person, and nothing that units' names end in or begin with."""
    return rule("person_named").fullmatch(text, *person) is not None and not _ends_as_unit(text[slice(*person)])


def _ends_as_unit(words: str) -> bool:
    """Whether what may be a person's name is that of a kind of bodies, or ends in a level, which the next name begins
    with (管委会, 李明市)."""
    return words[-1] in LEVELS or is_kind(words) or looks_like_unit(words, strict=False)
