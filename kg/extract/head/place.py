"""For which place a document speaks: the place in its title, else the one that its clues agree on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg import tables
from kg.extract.head.clues import Clues
from kg.extract.head.rules import rule
from kg.model.extraction import Level
from kg.regions import Region, regions

_YEAR = re.compile(r"\A(?:19|20)\d\d ?年度?")
_LONGEST_NAME = 12
_INSIDE = ("大", "小", "老")      # before a short name: the beginning of another


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
    named = [(name, place) for name in (*clues.addressees, *clues.units) for place in _beginning(name)]
    yield [place for _, place in named]
    yield [above for name, place in named if name.startswith(place.name) and (above := regions().get(place.parent))]
    for letter in _stationed([*clues.addressees, *clues.units]):
        yield _lettered(letter, clues.opening)
    yield _of_branches(clues.units)
    yield _lettered(clues.code, clues.opening) if clues.code else ()
    yield full_names(clues.opening).values()
    yield full_names(clues.text[:clues.body]).values()
    yield _of_titles(clues.text)
    yield _of_slogans(clues.text)


def _beginning(name: str) -> Sequence[Region]:
    """The places that the longest name which a unit's name begins with can mean (吉安经开区)."""
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
    """Whether a text names a place, and not only one whose longer name begins, or ends, with its short name (大洪山)."""
    at = text.find(place.short)
    return at >= 0 and regions().leading(text[at:], place.code) is not None and not text.endswith(_INSIDE, 0, at)


def full_names(text: str) -> dict[str, Region]:
    """The places that a text names in full outside of titles, as printed; of those that follow one
    another the lowest; a name that several places have names none.

    >>> [(name, place.name) for name, place in full_names("欢迎访问杭州市富阳区政府,学习深圳市经验").items()]
    [('杭州市富阳区', '富阳区')]
    """
    plain = _place_rule("quoted").sub("", text)
    places: dict[str, Region] = {}
    for found in _place_rule("full_name").finditer(plain):
        lowest = regions().leading(plain[found.start():found.start() + 2 * _LONGEST_NAME])
        if lowest and plain.startswith(lowest[0].name, found.start() + lowest[1] - len(lowest[0].name)):
            places[plain[found.start():found.start() + lowest[1]]] = lowest[0]
    return places


def _of_branches(units: Iterable[str]) -> list[Region]:
    """The places whose branches of national banks, firms and offices are units (国家开发银行云南省分行)."""
    branches = filter(None, (_place_rule("branch").search(unit) for unit in units))
    return [place for branch in branches for place in regions().named(branch["place"]) if place.until is None]


def _of_titles(text: str) -> list[Region]:
    """The places that the titles which a text names begin with (《某县2025年计划表》)."""
    places = (place_of(found["title"]) for found in _place_rule("title_lead").finditer(text))
    return [place for place in places if place is not None]


def _of_slogans(text: str) -> list[Region]:
    """The places that the slogans of a government name (平安广州, 数字福建)."""
    slogans = _place_rule("slogan").finditer(_place_rule("quoted").sub("", text))
    found = (regions().leading(slogan.string[slogan.end():slogan.end() + _LONGEST_NAME]) for slogan in slogans)
    return [place for place, _ in filter(None, found)]


def _place_rule(name: str) -> re.Pattern[str]:
    return tables.patterns("region_patterns")[name].regex
