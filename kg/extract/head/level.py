"""At what level a document speaks whose issuer nothing states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from kg.agencies import agencies
from kg.extract.head.clues import Clues
from kg.extract.head.rules import rule
from kg.model.extraction import Level
from kg.regions import regions

_FEWEST_UNITS = 2
_MOST = 2 / 3
_ORDER = (Level.NATIONAL, Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY, Level.TOWNSHIP)
_EACH = re.compile("各")
_LONGEST_KIND = 12
_YEAR_FIRST = re.compile(r"(?<![^\n])(?:19|20)\d\d ?年[,，]?")


def level_of(clues: Clues) -> Level | None:
    """The level of the kind of place that a title begins with (某某区政务公开要点), else of a government
    that addresses its own departments (市政府各部门), else of one that agreed (经区政府同意) or in
    whose name documents are made, else of the body that the text begins with, of most units, of
    those above the places addressed, of what it calls its own (我县), of what else it mentions. A 市 that
    addresses towns is a county."""
    titled = rule("titled_level").match(clues.title) if clues.title else None
    own = map(rule("addressed_level").match, clues.addressees)
    found = titled or next(filter(None, own), None) or rule("said_level").search(clues.opening) \
        or rule("in_name_level").search(clues.opening)
    level = _named_level(found) or _opening_level(clues) or _units_level(clues) or _own_words_level(clues) \
        or _mentioned_level(clues)
    if level is Level.MUNICIPAL and _level_above(clues.addressees) is Level.COUNTY:
        return Level.COUNTY
    return Level.PROVINCIAL if level is Level.MUNICIPAL and _is_municipality(clues.text) else level


def _opening_level(clues: Clues) -> Level | None:
    """The level of the known body, or the place in full, that the text begins with behind its year
    (2017年,某部全面贯彻…, 2017年某市工作的总体要求是…)."""
    year = _YEAR_FIRST.search(clues.opening)
    rest = clues.opening[year.end():].lstrip() if year else ""
    place = regions().leading(rest)
    full = place and rest[:place[1]].endswith(place[0].name)
    found = agencies().leading(rest) or (place if full else None)
    return found[0].level if found else None


def _units_level(clues: Clues) -> Level | None:
    """The level of which most units say that they are (区发展改革局, 区教育局), else that above the places
    that are units; a 市 whose counties are not named may be a county with towns as well."""
    told = (_unit_level(unit) for unit in clues.units if not regions().leading(unit))
    levels = Counter(level for level in told if level is not None)
    best, count = levels.most_common(1)[0] if levels else (None, 0)
    clear = best if count >= max(_FEWEST_UNITS, _MOST * levels.total()) else None
    above = _level_above([*clues.addressees, *clues.units])
    if clear is Level.MUNICIPAL and not rule("own_counties").search(clues.text):
        return above or clear
    return clear or above


def _is_municipality(text: str) -> bool:
    """Whether the city that a text speaks of is one of those that no province has."""
    return rule("municipality").search(text) is not None and rule("in_province").search(text) is None


def _unit_level(unit: str) -> Level | None:
    """The level that a unit says it is of, or the nation's if it is one of its departments."""
    said = _named_level(rule("unit_level").match(unit))
    national = said is None and agencies().identify(unit).level is Level.NATIONAL
    return Level.NATIONAL if national else said


def _own_words_level(clues: Clues) -> Level | None:
    """The lowest level of what a document calls its own (我省, 全县) if its first words do so; a 市 or 区
    may be a place of another level as well, unless its counties are named or no autonomous region is."""
    if rule("own_place").search(clues.opening) is None:
        return None
    told = {found[found.lastgroup or 0]: _named_level(found)
            for found in rule("own_place").finditer(clues.text, clues.body)}
    lowest = next((level for level in reversed(_ORDER) if level in told.values()), None)
    if lowest is Level.MUNICIPAL and not rule("own_counties").search(clues.text):
        return None
    return None if lowest is Level.COUNTY and "自治区" in clues.text and not told.keys() & {"县", "旗"} else lowest


def _mentioned_level(clues: Clues) -> Level | None:
    """The nation's if ministries' departments are units, else that above the places that the text
    addresses as its own (各县区), else the lowest of the governments that it names (报县政府)."""
    if sum(bool(rule("ministry_unit").match(unit)) for unit in clues.units) >= _FEWEST_UNITS:
        return Level.NATIONAL
    text = clues.text[clues.body:]
    above = _level_above(text[each.start():each.start() + _LONGEST_KIND] for each in _EACH.finditer(text))
    named = {_named_level(found) for found in rule("own_government").finditer(text)}
    return above or next((level for level in reversed(_ORDER) if level in named), None)


def _level_above(names: Iterable[str]) -> Level | None:
    """The highest level that addresses places of these kinds as its own (各乡镇, 各县区)."""
    told = {_named_level(rule("level_above").match(name)) for name in names}
    return next((level for level in _ORDER if level in told), None)


def _named_level(found: re.Match[str] | None) -> Level | None:
    return Level(found.lastgroup) if found and found.lastgroup else None
