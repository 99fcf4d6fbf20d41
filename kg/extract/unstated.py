"""Tasks of items that state no responsibility of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import CLOSING, parted, without_lead_in
from kg.extract.prose import HeadedItem, Prose
from kg.extract.units import NamedUnit, looks_like_unit, read_units

_NUMBERED, _TITLED, _NAMED_FIRST = 0.93, 0.85, 0.75
_LONGEST_NAMES = 40


def unstated_tasks(prose: Prose, headed: HeadedItem, whole: Range) -> Iterator[TaskDraft]:
    """The task of an item; a paragraph below it that lost its number is one more."""
    whole, nameless = parted(prose.text, prose.outline, headed.item, whole)
    rule, confidence = ("unit of the section", _TITLED) if headed.units else ("numbered item", _NUMBERED)
    yield headed.plain(without_lead_in(prose.text, whole), rule, confidence)
    if nameless:
        yield headed.plain(nameless, "item that lost its number", CLOSING)._replace(label=None)


def named_first(prose: Prose, headed: HeadedItem, whole: Range) -> TaskDraft | None:
    """The task of an item that begins with its units: 1.区经济发展局：…, 2.甲局牵头，乙局配合：…"""
    units = _units_before_colon(prose.text, whole)
    piece = trimmed(prose.text, prose.text.find(":", units[-1].end) + 1, whole[1]) if units else None
    if piece is None:
        return None
    named = headed.plain(without_lead_in(prose.text, piece), "unit colon", _NAMED_FIRST)
    return named._replace(units=units, uncertain=True)


def _units_before_colon(text: str, whole: Range) -> tuple[NamedUnit, ...]:
    colon = text.find(":", whole[0], whole[0] + _LONGEST_NAMES)
    if colon < 0 or any(mark in text[whole[0]:colon] for mark in "。;"):
        return ()
    units = tuple(read_units(text, whole[0], colon))
    return units if all(looks_like_unit(unit.name) for unit in units) else ()
