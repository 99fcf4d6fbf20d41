"""The issuers of a document under their full names, with level and region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.agencies import Agency, agencies
from kg.extract.head.fields import Fields
from kg.extract.head.issuer_sources import Hint, Names, context_of, sources_of
from kg.extract.head.place import full_names
from kg.extract.head.rules import rule
from kg.extract.head.signatures import Signature
from kg.extract.head.titles import Titles
from kg.extract.numbers import DocumentNumber
from kg.model.extraction import Level
from kg.regions import Region, regions

_LEVELS = ((Level.TOWNSHIP, re.compile(r"[镇乡](?:人民政府|党委|委|党政)|街道(?:办事处|党工委|工委|工作委|党政)")),
           (Level.COUNTY, re.compile(r"[县旗]|(?<!自治)(?<![园社校景矿])区")),
           (Level.MUNICIPAL, re.compile(r"[市州盟]")), (Level.PROVINCIAL, re.compile(r"省|自治区")))
_FIRST_LEVELS = {"省": Level.PROVINCIAL, "市": Level.MUNICIPAL}
_RELATIVE = re.compile(r"(?:自治区|[省市县区州盟旗])(?:委|政府|人民政府|[\u4e00-\u9fff]{2,16}(?:[局厅委办会院署站馆]|中心))|"
                       r"[局厅委部]办公[室厅]")
# Bodies that govern no territory; a school may be named for a place that it is not of.
_LANDLESS = re.compile(r"(?:(?P<school>大学|学校|[中小]学|幼儿园)|(?<!科)学院|医院|保健院|公司|集团)"
                       r"(?:(?:党政|党委|行政|综合|院长?|校长?)?办公室)?\Z")
_FULLER = ("issuer-field", "issuer-title")  # where a body may stand under the place that its own place is in
_DIVISION, _HOME_OF_CORPS = re.compile(r"第?[一二三四五六七八九十]{1,3}师"), "650000"
_PARTY_GROUP = re.compile(r"\A中共(.+)党组\Z")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer with where it was read; `region` is None at national level or if unsure."""

    name: str
    level: Level | None
    region: str | None
    start: int
    end: int
    rule: str
    confidence: float


def issuers_of(head: Sequence[str], signature: Signature | None, titles: Titles, fields: Fields,
               hints: Sequence[Hint], number: DocumentNumber | None, frame: str = "") -> tuple[Issuer, ...]:
    """The issuers that the first of these names: red head over a signature of its office,
    signature, title, page fields, an order's own body, the line above a title, hints.

    Places named in the `frame` of the page tell what 区 or 市 means where no name does.
    """
    sources = list(sources_of(signature, titles, fields, hints, number, frame))
    if not sources and not head:
        return ()
    chosen = sources[0] if sources else Names(tuple(head), 0, 0, "issuer-red-head", 0.95)
    if head and len(chosen.names) == len(head) and \
            all(own.removeprefix(body) in ("办公室", "办公厅", "") or body.endswith(own)
                for own, body in zip(chosen.names, head, strict=True)):
        chosen = Names(tuple(head), chosen.start, chosen.end, "issuer-red-head", 0.97)
    chosen = chosen._replace(names=tuple(_fullest(name, sources) for name in chosen.names))
    context = context_of([*(name for source in sources for name in source.names), *head], titles)
    if context is None:
        return tuple(_on_site(name, chosen, frame) for name in dict.fromkeys(chosen.names))
    return tuple(_issuer(name, context, chosen) for name in dict.fromkeys(chosen.names))


def _fullest(name: str, sources: Sequence[Names]) -> str:
    """The name, or a longer one that the title or the page's fields give the same body: in full (卫生健康委 → 委员会),
    under its place too, or under the place's full name."""
    known = agencies().identify(name)
    for source in sources:
        for other in source.names:
            under = source.rule in _FULLER and (_is_under_place(other, name) or _has_full_place(other, name))
            if len(other) > len(name) and (under or (
                    source.rule == "issuer-field" and known.sure and agencies().identify(other).name == known.name)):
                return other
    return name


def _is_under_place(name: str, short: str) -> bool:
    """Whether a name is a shorter one behind the place that it lies in (某市 + 某区人民政府)."""
    place = regions().leading(name) if name.endswith(short) else None
    return place is not None and place[1] >= len(name) - len(short)


def _has_full_place(name: str, short: str) -> bool:
    """Whether two names are one but for the place's, which one of them shortens (江城县人民政府 for a 自治县's)."""
    full, cut = regions().leading(name), regions().leading(short)
    return full is not None and cut is not None and full[0].code == cut[0].code and name[full[1]:] == short[cut[1]:]


def _on_site(name: str, source: Names, frame: str) -> Issuer:
    """The issuer of a relative name on the page of a place that its frame names in full, under the place's
    name as the frame prints it (欢迎访问某市某区人民政府网站: 区政府办公室)."""
    for printed, place in full_names(frame).items():
        found = _issuer(name, Agency(place.name, place.level, place.code, False), source)
        if found.region == place.code and found.name != name:
            return replace(found, name=printed + found.name.removeprefix(place.name))
    return _issuer(name, None, source)


def _issuer(name: str, context: Agency | None, source: Names) -> Issuer:
    relative = _RELATIVE.match(name) is not None
    group = _PARTY_GROUP.match(name)
    plain = group[1] if group else name
    agency = agencies().identify(plain, context if relative else None)
    full = agency.name if relative and agency.sure else name
    by_words = _level_by_words(full)
    level = by_words if by_words is Level.TOWNSHIP else agency.level or by_words
    if ranked := rule("corps_and_farms").search(full):
        city = _city_of_division(full)
        return Issuer(full, Level(ranked.lastgroup), city, source.start, source.end, source.rule, source.confidence)
    if landless := _LANDLESS.search(full):
        home = _home(full) if landless["school"] is None and "大学" not in full else None
        place, code = (home.level, home.code) if home else (None, None)
        return Issuer(full, place, code, source.start, source.end, source.rule, source.confidence)
    region = agency.region if level is not Level.TOWNSHIP and not has_no_code(full) else None
    return Issuer(full, level, region, source.start, source.end, source.rule, source.confidence)


def _city_of_division(name: str) -> str | None:
    """The code of the city that a division of the corps governs, where the name says both (第十师北屯市); else None."""
    found = _DIVISION.search(name)
    governed = regions().leading(name[found.end():], _HOME_OF_CORPS) if found else None
    return governed[0].code if governed and governed[0].name in name else None


def _home(name: str) -> Region | None:
    """The place that an institution is named for; the short names of counties are those of much else (河西学院)."""
    found = regions().leading(name)
    if found is None:
        return None
    place, end = found
    return place if place.level is not Level.COUNTY or name[:end].endswith(place.name) else None


def has_no_code(name: str) -> bool:
    """Whether a body governs a zone inside a place (某市高新区管委会), one that stands under the code of its province
    (贵安新区), or a division or a farm: none has a code of its own in GB/T 2260."""
    if rule("corps_and_farms").search(name):
        return True
    found = regions().leading(name)
    if found is None:
        return False
    place, end = found
    return place.code == place.parent or rule("zone_behind_place").match(name, end) is not None


def at_place(issuer: Issuer, place: Region) -> Issuer:
    """An issuer without a place (省人民政府) under its name at the place that other clues tell."""
    known = agencies().identify(issuer.name, Agency(place.name, place.level, place.code, False))
    relative = issuer.region is None and _RELATIVE.match(issuer.name) is not None
    return replace(issuer, name=known.name, region=known.region) if relative and known.sure else issuer


def _level_by_words(name: str) -> Level | None:
    """The level that words of a name tell, first of all the one that it begins with (省城市功能品质提升…办公室)."""
    return _FIRST_LEVELS.get(name[:1]) or next((level for level, word in _LEVELS if word.search(name)), None)
