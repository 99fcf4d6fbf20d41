"""Tasks that begin with the units that answer for them: an item (1.甲局：公开…), or each of several lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.extract.demanding import demands_something
from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import without_lead_in
from kg.extract.headings import rule
from kg.extract.prose import HeadedItem, Prose
from kg.extract.stretches import below_first_line
from kg.extract.titled import lines_between
from kg.extract.units import NamedUnit, is_kind, is_name, looks_like_unit, read_units
from kg.extract.units import rule as rule_of_roles
from kg.model.extraction import Role

NAMED, TOLD_FIRST = 0.75, 0.8     # how sure such tasks are
_LONGEST_NAMES = 40
_FEWEST = 2                 # lines that begin with units
_CALLED = ("责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位", "配合部门")     # what units are called, and no unit's name


def named_lines(prose: Prose, headed: HeadedItem, whole: Range) -> list[TaskDraft]:
    """One task per line of an item that begins with its units, which a title above them heads; none if few do, or
    if anything else stands above the first."""
    text = prose.text
    if text.find("\n", *whole) < 0:     # most items are one line
        return []
    lines = list(lines_between(text, *whole))
    if not any(mark in text[slice(*lines[0])] for mark in "。;:"):
        headed, lines = below_first_line(text, headed), lines[1:]
    found = named_stretches(text, lines) if _units_before(text, lines[0], ":") else ()
    return [headed.plain(piece, "unit colon", NAMED)._replace(units=units, uncertain=True)
            for units, piece in found]


def named_stretches(text: str, lines: Sequence[Range]) -> list[tuple[tuple[NamedUnit, ...], Range]]:
    """The units that lines begin with and what each is told up to the next line that does; none if few lines do, or if
    one is told nothing that demands. No one is told anything in a line that ends in its colon: it is addressed."""
    named = [(at, units) for at, line in enumerate(lines)
             if text[line[1] - 1] != ":" and (units := _units_before(text, line, ":"))]
    if len(named) < _FEWEST:
        return []
    single = all(after[0] - before[0] == 1 for before, after in pairwise(named))  # then the last has one line as well
    ends = [*(lines[at - 1][1] for at, _ in named[1:]), lines[named[-1][0] if single else -1][1]]
    pieces = [trimmed(text, text.find(":", units[-1].end) + 1, end) for (_, units), end in zip(named, ends)]
    told = [(units, piece) for (_, units), piece in zip(named, pieces)
            if piece and demands_something(text[slice(*piece)])]
    return told if len(told) == len(named) else []


def named_first(prose: Prose, headed: HeadedItem, whole: Range) -> list[TaskDraft]:
    """The one task of an item that begins with its units: 1.区经济发展局：…, 2.甲局牵头，乙局配合：…, or on a line of their
    own; below a title that parts the work among units (职责分工) with one of them and a full stop."""
    text = prose.text
    shares = bool(headed.headings) and rule("shares_title").search(text[slice(*headed.headings[-1])]) is not None
    told = ((mark, _units_before(text, whole, mark)) for mark in ((":", "。", "\n") if shares else (":", "\n")))
    mark, units = next((found for found in told if found[1]), (":", ()))
    piece = trimmed(text, text.find(mark, units[-1].end) + 1, whole[1]) if units else None
    if piece is None or (mark == "\n" and text[piece[1] - 1] not in "。;"):    # a list of names, no sentence
        return []
    if mark == "。" and text.startswith("牵头", piece[0]):
        units = tuple(unit._replace(role=Role.LEAD) for unit in units)
    named = headed.plain(without_lead_in(prose.text, piece), "unit colon", NAMED)
    return [named._replace(units=units, uncertain=True)]


def told_first(prose: Prose, headed: HeadedItem, whole: Range) -> list[TaskDraft]:
    """The one task of an item whose first clause says who does it, and stays in its sentence (由甲局牵头、乙局配合,…)."""
    opening = rule_of_roles("opening_clause").search(prose.text[slice(*whole)])
    start, end = opening.span("units") if opening else (0, 0)
    units = prose.usage.units(prose.text, whole[0] + start, whole[0] + end) if opening else ()
    if not units or not all(is_name(unit.name) for unit in units):
        return []
    return [headed.plain(whole, "opening clause", TOLD_FIRST)._replace(units=tuple(units))]


def _units_before(text: str, whole: Range, mark: str) -> tuple[NamedUnit, ...]:
    """The units that alone stand before the first mark of an item."""
    stop = text.find(mark, whole[0], whole[0] + _LONGEST_NAMES)
    if stop < 0 or any(other in text[whole[0]:stop] for other in "。;") \
            or (text.endswith(_CALLED, whole[0], stop) and not text.startswith("各", whole[0])):
        return ()
    units = tuple(read_units(text, whole[0], stop))
    alone = mark == ":" or (bool(units) and units[0].start == whole[0] and units[-1].end == stop
                            and (mark == "\n" or len(units) == 1))
    named = (looks_like_unit(unit.name) or (at > 0 and is_kind(unit.name)) for at, unit in enumerate(units))
    return units if alone and all(named) else ()
