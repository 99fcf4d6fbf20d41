"""Who stands behind an agency code (发文机关代字): by the register, else by its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg import tables
from kg.agencies import Agencies, Agency
from kg.extract.numbers import DocumentNumber
from kg.regions import Region

# An issuer read off the parts of an unseen code is a guess and says so.
_INFERRED = 0.6
_SEVERAL = 0.5
_FORMS = re.compile(r"(?:明电|便函|发电|函|发|规|字|通|传|综|文|秘|电)$")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency that a code can stand for, how that was found, and how sure it is."""

    agency: Agency
    method: str
    confidence: float


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    for row in tables.rows("agency_codes"):
        names.setdefault(row["code"], []).append(row["agency"])
    return {code: tuple(found) for code, found in names.items()}


def issuers_of(code: str, agencies: Agencies, at: Agency | None = None) -> tuple[Issuer, ...]:
    """The agencies that a code can stand for in a document of `at`, likeliest first.

    A body above or at the place of `at` goes before one elsewhere, for neighbours
    cite each other's numbers without saying so.

    >>> from kg.agencies import agencies
    >>> [issuer.agency.name for issuer in issuers_of("国办发", agencies())]
    ['国务院办公厅']
    >>> baiyun = agencies().identify("广州市白云区教育局")
    >>> issuers_of("云府办", agencies(), baiyun)[0].agency.name
    '广州市白云区人民政府办公室'
    >>> issuers_of("云府办", agencies(), agencies().identify("云浮市教育局"))[0].agency.name
    '云浮市人民政府办公室'
    """
    if at is not None and at.region is None and at.name[:1] == code[:1]:
        # The place that nobody knows prints its own letter: it is not that of a place that is known.
        return ()
    listed = tuple(agencies.identify(name) for name in _known().get(code, ()))
    near = tuple(agency for agency in listed if _in_reach(agencies, agency, at))
    if near:
        return tuple(Issuer(agency, "code table and place", 0.95) for agency in near)
    local = _by_parts(code, agencies, at) if at is not None and at.region is not None else ()
    if listed:
        sure = 0.9 if len(listed) == 1 else _SEVERAL
        return (*local, *(Issuer(agency, "code table", sure if not local else _SEVERAL) for agency in listed))
    return local or _stem(code, agencies, at) or _by_parts(code, agencies, None)


def in_full(number: DocumentNumber) -> DocumentNumber:
    """An order's number with its issuer's name in full.

    >>> from kg.extract.numbers import parse_number
    >>> number = parse_number("国令第711号")
    >>> number and str(in_full(number))
    '国务院令第711号'
    """
    names = _known().get(number.issuer, ())
    if not number.issuer.endswith("令") or len(names) != 1:
        return number
    return replace(number, issuer=f"{names[0]}令")


def _in_reach(agencies: Agencies, agency: Agency, at: Agency | None) -> bool:
    if agency.region is None:
        return True
    if at is None:
        return False
    regions = agencies.regions
    return regions.ground(agency.region, agency.level) in regions.grounds_above(at.region, at.level)


def _stem(code: str, agencies: Agencies, at: Agency | None) -> tuple[Issuer, ...]:
    """The longest known code that this one extends by a form word (函, 明电, 规)."""
    bare = _FORMS.sub("", code)
    if bare == code or len(bare) < 2:
        return ()
    found = [agencies.identify(name) for name in _known().get(bare, ())]
    near = [agency for agency in found if _in_reach(agencies, agency, at)] or found
    return tuple(
        Issuer(agency, f"code table, as {bare} with another form word", _INFERRED) for agency in near
    )


def _by_parts(code: str, agencies: Agencies, at: Agency | None) -> tuple[Issuer, ...]:
    return tuple(
        Issuer(agencies.identify(region.name + organ), "place and organ letters", _INFERRED)
        for region, rest in _places(code, agencies, at)
        for organ in _organs(_FORMS.sub("", rest), region)
    )


def _places(code: str, agencies: Agencies, at: Agency | None) -> Iterator[tuple[Region, str]]:
    pool = (
        agencies.regions.chain(at.region, at.level)
        if at is not None
        else [row for row in agencies.regions.rows if row.letters and row.until is None]
    )
    for region in pool:
        heads = (
            {*region.letters, region.short[0], region.short[:2], region.short[-1]}
            if at is not None
            else set(region.letters)
        )
        for head in sorted(heads, key=len, reverse=True):
            rest = code.removeprefix(head)
            if head and rest != code:
                yield region, rest
                break


def _organs(letters: str, region: Region) -> Iterator[str]:
    """The organs of a place that go by some letters; 环办 is the office of the 环 department."""
    for row in tables.rows("organs"):
        known = list(filter(None, row["letters"].split(";"))) if letters else []
        office = letters.endswith("办") and letters[:-1] in known and row["kind"] == "department"
        if (letters in known or office) and region.level.value in row["levels"].split(";"):
            yield row["name"]
