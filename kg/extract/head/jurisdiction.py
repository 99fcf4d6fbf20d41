"""At what level and for which place a document speaks whose issuer nothing states in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg import tables
from kg.agencies import agencies
from kg.extract.head.rules import rule
from kg.model.extraction import Level
from kg.regions import Region, regions

_REACH = 900  # how far into its text a document says for whom it speaks
_FEWEST_UNITS = 2
_MOST = 2 / 3
_YEAR = re.compile(r"\A(?:19|20)\d\d ?年度?")
_YEAR_FIRST = re.compile(r"(?<![^\n])(?:19|20)\d\d ?年[,，]")
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Clues:
    """What tells a document's place: the names of its issuer and its plan, whom it addresses, the
    units of its tasks, the code of its own number, and its logical text from `body` on."""

    issuer: str | None
    title: str | None
    addressees: Sequence[str]
    units: Sequence[str]
    code: str
    text: str
    body: int

    @property
    def opening(self) -> str:
        """The first words of the text."""
        return self.text[self.body:self.body + _REACH].lstrip()


def place_of(title: str) -> Region | None:
    """The place that a title begins with, at most a year before it (潍坊市2017年政务公开工作要点)."""
    text = _YEAR.sub("", title)
    found = regions().leading(text)
    if found is None:
        return None
    region, length = found
    whole = text[:length] != region.short or region.short == region.name
    follows = _place_rule("after_short").match(text[length:])
    return region if whole or follows else None


def level_of(clues: Clues) -> Level | None:
    """The level of the kind of place that a title begins with (某某区政务公开要点), else of a government
    that addresses its own departments (市政府各部门), else of one that agreed (经区政府同意), else of
    the body that the text begins with, of most units, of those above the places addressed."""
    titled = rule("titled_level").match(clues.title) if clues.title else None
    own = map(rule("addressed_level").match, clues.addressees)
    found = titled or next(filter(None, own), None) or rule("said_level").search(clues.opening) \
        or rule("in_name_level").search(clues.opening)
    return _named_level(found) or _opening_level(clues) or _units_level(clues)


def _opening_level(clues: Clues) -> Level | None:
    """The level of the known body that the text begins with, behind its year (2017年,某部全面贯彻…)."""
    year = _YEAR_FIRST.search(clues.opening)
    found = agencies().leading(clues.opening[year.end():].lstrip(", ")) if year else None
    return found[0].level if found else None


def _units_level(clues: Clues) -> Level | None:
    """The level of which most units say that they are (区发展改革局, 区教育局), else that above the places
    that are units; a 市 may be a county or a province as well, unless its counties are named."""
    told = (_named_level(rule("unit_level").match(unit)) for unit in clues.units if not regions().leading(unit))
    levels = Counter(level for level in told if level is not None)
    best = levels.most_common(1)
    if not best or best[0][1] < max(_FEWEST_UNITS, _MOST * levels.total()):
        return _level_above([*clues.addressees, *clues.units])
    has_counties = best[0][0] is not Level.MUNICIPAL or rule("own_counties").search(clues.text)
    return best[0][0] if has_counties else None


def _level_above(names: Iterable[str]) -> Level | None:
    """The highest level that addresses places of these kinds as its own (各乡镇, 各县区)."""
    told = {_named_level(rule("level_above").match(name)) for name in names}
    return next((level for level in (Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY, Level.TOWNSHIP) if level in told),
                None)


def _named_level(found: re.Match[str] | None) -> Level | None:
    return Level(found.lastgroup) if found and found.lastgroup else None


def region_of(clues: Clues, level: Level | None) -> Region | None:
    """The place of a document of this level: the first that its clues agree on, None if none does."""
    if level not in (Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY):
        return None
    for places in _candidates(clues):
        fitting = {place.code: place for place in places if place.level is level}
        if len(fitting) == 1:
            return next(iter(fitting.values()))
    return None


def _candidates(clues: Clues) -> Iterator[Iterable[Region]]:
    """Places that each kind of clue points to, the surest kind first."""
    for name in filter(None, (clues.issuer, clues.title)):
        yield _near(name, clues.text, Level.MUNICIPAL)
        yield _near(name, clues.text, Level.PROVINCIAL)
    named = [place for name in (*clues.addressees, *clues.units) for place in _beginning(name)]
    yield named
    yield [above for place in named if (above := regions().get(place.parent))]
    for letter in _stationed([*clues.addressees, *clues.units]):
        yield _lettered(letter, clues.opening)
    yield _lettered(clues.code, clues.opening) if clues.code else ()
    yield _full_names(clues.opening)
    yield _full_names(clues.text[:clues.body])


def _beginning(name: str) -> Sequence[Region]:
    """The places that the longest name which a unit's name begins with can mean (广安经开区)."""
    for length in range(min(len(name), _LONGEST_NAME), 1, -1):
        places = [place for place in regions().named(name[:length]) if place.until is None]
        if places:
            other = _place_rule("other_place").match(name[length:length + 8])
            return [place for place in places if place.name == name[:length] or not other]
    return ()


def _near(name: str, text: str, level: Level) -> Iterator[Region]:
    """The places that a name begins with which lie in a city, or a province, that the text names."""
    for row in regions().rows:
        if row.level is level and row.until is None and (row.name if level is Level.MUNICIPAL else row.short) in text:
            found = regions().leading(_YEAR.sub("", name), row.code)
            if found is not None and row.code in (found[0].parent, f"{found[0].code[:2]}0000"):
                yield found[0]


def _stationed(names: Iterable[str]) -> Iterator[str]:
    """The letters of the place where units of others are stationed (驻甬各单位)."""
    for name in names:
        found = rule("stationed").search(name)
        if found:
            yield found["letter"]


def _lettered(code: str, opening: str) -> list[Region]:
    """The places whose letter an agency code begins with; those that the text names if it names any."""
    places = [row for row in regions().rows if row.until is None
              and (code.startswith(row.letters) if row.letters else code[0] == row.short[0])]
    return [place for place in places if _names(opening, place)] or places


def _names(text: str, place: Region) -> bool:
    """Whether a text names a place, and not only one whose longer name begins with its short name."""
    at = text.find(place.short)
    return at >= 0 and regions().leading(text[at:], place.code) is not None


def _full_names(text: str) -> Iterator[Region]:
    """The places that a text names in full outside of titles."""
    plain = _place_rule("quoted").sub("", text)
    for found in _place_rule("full_name").finditer(plain):
        yield from (place for place in regions().named(found["name"]) if place.name == found["name"])


def _place_rule(name: str) -> re.Pattern[str]:
    return tables.patterns("region_patterns")[name].regex
