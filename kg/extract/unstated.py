"""Tasks of items that state no responsibility of their own."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.drafts import Range, TaskDraft, trimmed
from kg.extract.endings import CLOSING, parted, without_lead_in
from kg.extract.headings import rule
from kg.extract.prose import HeadedItem, Prose
from kg.extract.units import NamedUnit, looks_like_unit, read_units
from kg.model.extraction import Role

_NUMBERED, _TITLED, _NAMED_FIRST = 0.93, 0.85, 0.75
_LONGEST_NAMES = 40
_CALLED = ("责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位", "配合部门")     # what units are called, and no unit's name


def unstated_tasks(prose: Prose, headed: HeadedItem, whole: Range) -> Iterator[TaskDraft]:
    """The task of an item; a paragraph below it that lost its number is one more."""
    whole, nameless = parted(prose.text, prose.outline, headed.item, whole)
    found, confidence = ("unit of the section", _TITLED) if headed.units else ("numbered item", _NUMBERED)
    yield headed.plain(without_lead_in(prose.text, whole), found, confidence)
    if nameless:
        yield headed.plain(nameless, "item that lost its number", CLOSING)._replace(label=None)


def named_first(prose: Prose, headed: HeadedItem, whole: Range) -> TaskDraft | None:
    """The task of an item that begins with its units: 1.区经济发展局：…, 2.甲局牵头，乙局配合：…; below a title that parts
    the work among units (职责分工) with one of them and a full stop."""
    text = prose.text
    shares = bool(headed.headings) and rule("shares_title").search(text[slice(*headed.headings[-1])]) is not None
    told = ((mark, _units_before(text, whole, mark)) for mark in ((":", "。") if shares else (":",)))
    mark, units = next((found for found in told if found[1]), (":", ()))
    piece = trimmed(text, text.find(mark, units[-1].end) + 1, whole[1]) if units else None
    if piece is None:
        return None
    if mark == "。" and text.startswith("牵头", piece[0]):
        units = tuple(unit._replace(role=Role.LEAD) for unit in units)
    named = headed.plain(without_lead_in(prose.text, piece), "unit colon", _NAMED_FIRST)
    return named._replace(units=units, uncertain=True)


def _units_before(text: str, whole: Range, mark: str) -> tuple[NamedUnit, ...]:
    """The units that alone stand before the first mark of an item."""
    stop = text.find(mark, whole[0], whole[0] + _LONGEST_NAMES)
    if stop < 0 or any(other in text[whole[0]:stop] for other in "。;") \
            or (text.endswith(_CALLED, whole[0], stop) and not text.startswith("各", whole[0])):
        return ()
    units = tuple(read_units(text, whole[0], stop))
    alone = mark == ":" or (len(units) == 1 and units[0].end == stop)
    return units if alone and all(looks_like_unit(unit.name) for unit in units) else ()
