"""What a stretch of a table looks like: a number, a list of units, a limit, a text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import chain, pairwise

from kg.extract.drafts import Range
from kg.extract.responsibility import Usage
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import Column, Kind, rule
from kg.extract.tables.keyed_cells import keyed_cells
from kg.extract.tables.offices import LEVELS, is_kind, organs_of_levels
from kg.extract.tables.zones import all_units
from kg.extract.units import NamedUnit, looks_like_unit, read_units
from kg.extract.units import rule as role_rule
from kg.model.extraction import Role

_SHORT = 5
_LONGEST_LIST, _LONGEST_NAME = 240, 8
_LONGEST_ACT, _LONGEST_ACTING = 8, 12      # characters of what units do, of the name of one that does
_PERSON = (3, 2)            # characters of a person's name, the likelier first
# What the patterns of numbers, labels, headings, dates and counts begin with: most cells with none of it.
_COUNTING = re.compile(r"[\d(①-⑳一二三四五六七八九十第【模板专]")
_SEPARATORS = re.compile("[、,; \n]")
_CLAUSE = re.compile(r"[^,;。()\[\]〔〕【】《》“” \n\t]{10,40}(?=[,;])")


def token_of(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a stretch looks like."""
    cell = text[start:end]
    counts = _COUNTING.match(cell) is not None
    labelled = counts and rule("cell_label").match(cell) is not None
    if counts and rule("number_cell").match(cell):
        return Token(start, end, "number")
    if counts and rule("heading_cell").match(cell) and "。" not in cell[:-1]:
        return Token(start, end, "heading")
    if rule("time_cell").match(cell):
        return Token(start, end, "time")
    if counts and rule("dated_cell").match(cell):
        return Token(start, end, "dated")
    if rule("report_cell").match(cell):
        return Token(start, end, "report")
    names = () if labelled or (counts and rule("counted_cell").match(cell)) else _unit_names(cell, usage)
    if names:
        return Token(start, end, "units", names)
    if rule("listed_cell").match(cell):
        return Token(start, end, "listed")
    short = len(cell) <= _SHORT and not labelled and "。" not in cell
    return Token(start, end, "short" if short else "text", (), labelled)


def stated_token(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a cell looks like: of units too where a key opens it, or what they do stands behind them."""
    token = token_of(text, start, end, usage)
    if token.look not in ("text", "listed", "short") or text.find("。", start, end) >= 0:
        return token
    keyed = keyed_cells(text, start, end)
    opens = keyed[0].start == start if keyed else _acts_close(text, start, end, usage)
    return token._replace(look="units") if opens else token


def _acts_close(text: str, start: int, end: int, usage: Usage) -> bool:
    """Whether a cell is nothing but units, or short names some of which are units', with what they do behind them."""
    if not role_rule("role_end").search(text, max(start, end - _LONGEST_ACT), end):
        return False
    units = read_units(text, start, end)
    acting = all(unit.role is not Role.RESPONSIBLE and len(unit.name) <= _LONGEST_ACTING for unit in units)
    return (acting and any(looks_like_unit(unit.name) for unit in units)) or all_units(text, start, end, usage.names)


def with_persons(text: str, tokens: Sequence[Token], columns: Sequence[Column]) -> list[Token]:
    """The tokens, the names of persons read as what stands beside the task where a column is for that."""
    if all(column.kind is not Kind.OTHER for column in columns):
        return list(tokens)
    return [token._replace(look="report", names=()) if token.look in ("short", "units")
            and role_rule("person_named").fullmatch(text, token.start, token.end) else token for token in tokens]


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
        first, last = next((person for length in _PERSON if is_person(
            text, person := (token.end - length, token.end))), (0, 0))
    if not first:
        return [token]
    rest = lists_of(token.start, first) if token.look == "units" else [token._replace(end=first)]
    return [*rest, Token(first, last, "report")]


def _person_in_list(text: str, token: Token, before: bool, names: frozenset[str]) -> Range:
    """Where, in a list of units, the name of the person before or behind it stands, sooner beside a known unit than
    beside another; an empty range if none does."""
    found: list[Range] = []
    for length in _PERSON if token.look == "units" and token.names else ():
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
    return role_rule("person_named").fullmatch(text, *person) is not None and not _ends_as_unit(text[slice(*person)])


def _ends_as_unit(words: str) -> bool:
    """Whether what may be a person's name is that of a kind of bodies, or ends in a level, which the next name begins
    with (管委会, 李明市)."""
    return words[-1] in LEVELS or is_kind(words) or looks_like_unit(words, strict=False)


def _unit_names(cell: str, usage: Usage) -> tuple[str, ...]:
    """The names of a cell in which everything is a unit; empty otherwise."""
    if len(cell) > _LONGEST_LIST or "。" in cell[:-1] or _begins_as_text(cell, usage):
        return ()
    units = read_units(cell, 0, len(cell))
    alike = [usage.may_name(unit.name) or
             (looks_like_unit(unit.name, strict=False) and unit.name.startswith(("各", "省", "市", "区", "县", "局")))
             or (at > 0 and is_kind(unit.name))
             for at, unit in enumerate(units)]
    if len(units) == 1 and cell[-1] == "。" and units[0].name not in usage.names:
        return ()  # a sentence whose last word is a place: 修缮图书馆。
    whole = units and (all(alike) or (alike[0] and _is_list_of_names(cell, alike, units)))
    return tuple(unit.name for unit in units) if whole else ()


def _begins_as_text(cell: str, usage: Usage) -> bool:
    """Whether a cell begins with a clause that names no unit: it is none of units, whatever it names behind that."""
    clause = _CLAUSE.match(cell)
    units = read_units(cell, *clause.span()) if clause else []
    return bool(units) and not usage.may_name(units[0].name, strict=False)


def _is_list_of_names(cell: str, alike: Sequence[bool], units: Sequence[NamedUnit]) -> bool:
    """Whether a cell is nothing but short names, half of them at least of units (指导办、政府网站)."""
    bare = sum(len(unit.name) for unit in units) == len(_SEPARATORS.sub("", cell))
    return bare and sum(alike) * 2 >= len(alike) and all(len(unit.name) <= _LONGEST_NAME for unit in units)
