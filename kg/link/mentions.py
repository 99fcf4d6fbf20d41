"""How documents are named: the keys under which two names can be one document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.numbers import DocumentNumber, NumberStyle, parse_number
from kg.agencies import Agency
from kg.extract.code_issuers import Issuer, in_full, issuers_of
from kg.link.register import Register
from kg.link.titles import Title, fold_title, take_apart
from kg.model.extraction import Citation, Extraction, Header, Level, PartKind
from kg.normalise.characters import fold, simplify
from kg.regions import regions

_NATION = "CN"


@dataclass(frozen=True, slots=True)
class NumberKey:
    """A number with the area of its code: the same code means other bodies elsewhere.

    `area` is "" at national level and "?" where nobody can tell.
    """

    area: str
    code: str
    year: int | None
    serial: str

    @property
    def bare(self) -> tuple[str, int | None, str]:
        """The key without the area."""
        return self.code, self.year, self.serial


@dataclass(frozen=True, slots=True)
class TitleKey:
    """A title core and the house that issued it; house "" where no issuer is named."""

    house: str
    core: str


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of a document, as it itself or another one prints it."""

    number: DocumentNumber | None
    title: Title | None
    printed: str | None
    issuers: tuple[Agency, ...]
    coded: tuple[Issuer, ...]
    key: NumberKey | None

    @property
    def titles(self) -> tuple[TitleKey, ...]:
        """The keys of the title, one for each house that issued it."""
        if self.title is None or not self.title.core:
            return ()
        return tuple(TitleKey(house, self.title.core) for house in self.houses)

    @property
    def houses(self) -> tuple[str, ...]:
        """The houses named by issuer, place or code; one empty house where none is."""
        named = tuple(dict.fromkeys(house(agency) for agency in self.issuers))
        if named:
            return named
        if self.title is not None and self.title.place:
            return (regions().ground(self.title.place.code, self.title.place.level),)
        return (house(self.coded[0].agency),) if self.coded and self.coded[0].confidence >= 0.9 else ("",)


def house(agency: Agency) -> str:
    """The key of a government with its office and its party committee, or of a department.

    >>> from kg.agencies import agencies
    >>> names = "国务院办公厅", "江门市人民政府", "江门市生态环境局办公室"
    >>> [house(agencies().identify(name)) for name in names]
    ['CN', '440700', '江门市生态环境局']
    """
    if not agency.department and agency.sure and agency.level is not Level.TOWNSHIP:
        return regions().ground(agency.region, agency.level) if agency.region else _NATION
    return agency.name.removesuffix("办公室").removesuffix("办公厅") or agency.name


def issuer_of(extraction: Extraction, register: Register) -> Agency | None:
    """The agency that a document comes from: the first issuer of its header.

    Level and region that the header states complete what the name does not tell.
    """
    header = extraction.header
    if not header.issuers:
        return None
    agency = register.agency(header.issuers[0])
    if agency.sure:
        return agency
    coded = _by_number(header, register)
    if coded is not None:
        return coded
    return replace(agency, level=header.level, region=_region(header), sure=header.level is not None)


def _region(header: Header) -> str | None:
    return None if header.level is Level.NATIONAL else header.region


def _by_number(header: Header, register: Register) -> Agency | None:
    number = parse_number(header.number) if header.number else None
    found = issuers_of(number.issuer, register.agencies) if number else ()
    if len(found) != 1 or not found[0].agency.name.endswith(header.issuers[0]):
        return None
    return found[0].agency


def own_names(extraction: Extraction, at: Agency | None, register: Register) -> tuple[Naming, ...]:
    """How a document of `at` names itself: its number with the plan's title, the notice's title,
    and the titles of its parts."""
    header = extraction.header
    issuers = tuple(register.agency(name, at) for name in header.issuers)
    titles = [
        header.title,
        header.notice_title,
        *(part.title for part in extraction.parts if part.kind is not PartKind.NOTICE),
    ]
    number = _edition_number(extraction, register) or (parse_number(header.number) if header.number else None)
    names = [
        _naming(register, at, number, title, None, issuers) for title in dict.fromkeys(filter(None, titles))
    ]
    return tuple(names) or (_naming(register, at, number, None, None, issuers),)


def _edition_number(extraction: Extraction, register: Register) -> DocumentNumber | None:
    """The number of the newest edition of a regulation that its own text prints.

    A revised regulation is headed by its first number and names the one that revised it.
    """
    editions = register.editions.get(fold_title(extraction.header.title or ""), ())
    printed = {
        number.key
        for text in (extraction.header.number, *(c.number for c in extraction.citations))
        if text and (number := parse_number(text)) is not None
    }
    own = [edition.number for edition in editions if edition.number and edition.number.key in printed]
    return own[-1] if own else None


def cited_name(citation: Citation, at: Agency | None, register: Register) -> Naming:
    """How a citation in a document of `at` names another document."""
    number = parse_number(fold(simplify(citation.number))) if citation.number else None
    return _naming(register, at, in_full(number) if number else None, citation.title, citation.issuer, ())


def _naming(
    register: Register,
    at: Agency | None,
    number: DocumentNumber | None,
    printed: str | None,
    issuer: str | None,
    known: tuple[Agency, ...],
) -> Naming:
    title = take_apart(printed, register.agencies, at, issuer) if printed else None
    issuers = known or (tuple(a for a in title.issuers if a.sure) if title else ())
    coded = issuers_of(number.issuer, register.agencies, at) if number and not issuers else ()
    return Naming(
        number,
        title,
        printed,
        issuers,
        coded,
        _number_key(register, number, issuers, coded) if number else None,
    )


def _number_key(
    register: Register, number: DocumentNumber, issuers: tuple[Agency, ...], coded: tuple[Issuer, ...]
) -> NumberKey:
    code, year, serial = number.key
    if number.style is not NumberStyle.CODED:
        return NumberKey("", code, year, serial)
    agency = issuers[0] if issuers else coded[0].agency if coded and coded[0].confidence > 0.5 else None
    if agency is None or agency.level is None:
        return NumberKey("?", code, year, serial)
    area = register.agencies.regions.area(agency.region) if agency.level is not Level.NATIONAL else ""
    return NumberKey(area, code, year, serial)
