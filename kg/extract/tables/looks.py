"""What a stretch of a table looks like: a number, a list of units, a limit, a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.responsibility import Usage
from kg.extract.tables.borders import is_stroke
from kg.extract.tables.costs import Token
from kg.extract.tables.heads import rule
from kg.extract.tables.keyed_cells import keyed_cells
from kg.extract.tables.zones import all_units
from kg.extract.units import NamedUnit, is_kind, is_place, looks_like_unit, read_units
from kg.extract.units import rule as role_rule
from kg.model.extraction import Role

_SHORT = 5
_LONGEST_LIST, _LONGEST_NAME = 240, 8
_LONGEST_BROKEN = 32        # characters of a cell whose names line ends broke
_LONGEST_ACT, _LONGEST_ACTING = 8, 12      # characters of what units do, of the name of one that does
# What the patterns of numbers, labels, headings, dates and counts begin with: most cells with none of it.
_COUNTING = re.compile(r"[\dA-Z(①-⑳一二三四五六七八九十第全【模板专议行]")
_TAILS = "部局委办厅处科室组"   # what no name begins with
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
    if (counts and rule("dated_cell").match(cell)) or ("月" in cell and rule("dated_parts").match(cell)):
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


def mended_token(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a cell looks like: of units too where line ends left spaces in their names (美术设计 学院). Only for cells whose
    borders are printed: elsewhere a space may part two."""
    token, cell = token_of(text, start, end, usage), text[start:end]
    if token.look not in ("text", "short") or " " not in cell or len(cell) > _LONGEST_BROKEN:
        return token
    joined = cell.replace(" ", "")
    whole = token_of(joined, 0, len(joined), usage)
    return token._replace(look="units", names=whole.names) if whole.look == "units" else token


def stated_token(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a cell looks like: of units too where a key opens it, or what they do stands behind them."""
    token = token_of(text, start, end, usage)
    if token.look not in ("text", "listed", "short") or text.find("。", start, end) >= 0:
        return token
    keyed = keyed_cells(text, start, end)
    opens = keyed[0].start == start if keyed else _acts_close(text, start, end, usage)
    return token._replace(look="units") if opens else token


def cell_token(text: str, start: int, end: int, usage: Usage) -> Token:
    """What a cell between borders looks like, as `stated_token`, or that a stroke for nothing stands in it."""
    return Token(start, end, "empty") if is_stroke(text, start, end) else stated_token(text, start, end, usage)


def _acts_close(text: str, start: int, end: int, usage: Usage) -> bool:
    """Whether a cell is nothing but units, or short names some of which are units', with what they do behind them."""
    if not role_rule("role_end").search(text, max(start, end - _LONGEST_ACT), end):
        return False
    units = read_units(text, start, end)
    acting = all(unit.role is not Role.RESPONSIBLE and len(unit.name) <= _LONGEST_ACTING for unit in units)
    return (acting and any(looks_like_unit(unit.name) for unit in units)) or all_units(text, start, end, usage.names)


def _unit_names(cell: str, usage: Usage) -> tuple[str, ...]:
    """The names of a cell in which everything is a unit; empty otherwise."""
    if len(cell) > _LONGEST_LIST or "。" in cell[:-1] or _begins_as_text(cell, usage):
        return ()
    units = read_units(cell, 0, len(cell))
    alike = [usage.may_name(unit.name) or
             (looks_like_unit(unit.name, strict=False) and unit.name.startswith(("各", "省", "市", "区", "县", "局")))
             or (at > 0 and (is_kind(unit.name) or is_place(unit.name)))
             for at, unit in enumerate(units)]
    if cell[-1:] == "。" and units and units[0].name not in usage.names and (len(units) == 1 or cell[0] in _TAILS):
        return ()  # a sentence whose last word is a place: 修缮图书馆。, or its end: (覆盖到全)部乡镇和县直部门。
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
