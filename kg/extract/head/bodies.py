"""The issuers of a document under their full names, with level and region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.agencies import Agency, agencies
from kg.extract.head.fields import Fields
from kg.extract.head.place import full_names, place_of
from kg.extract.head.rules import rule
from kg.extract.head.signatures import Signature, is_body, split_names
from kg.extract.head.title import HeadTitle
from kg.extract.head.titles import Titles
from kg.extract.numbers import DocumentNumber, NumberStyle
from kg.model.extraction import Level
from kg.regions import Region, regions

_LEVELS = ((Level.TOWNSHIP, r"[镇乡](?:人民政府|党委|委|党政)|街道(?:办事处|党工委|工委|工作委|党政)"),
           (Level.COUNTY, r"[县旗]|(?<!自治)(?<![园社校景矿])区"),
           (Level.MUNICIPAL, r"[市州盟]"), (Level.PROVINCIAL, r"省|自治区"))
_RELATIVE = re.compile(r"(?:自治区|[省市县区州盟旗])(?:委|政府|人民政府|[\u4e00-\u9fff]{2,16}(?:[局厅委办会院署站馆]|中心))|"
                       r"[局厅委部]办公[室厅]")

_PREAMBLE = 300
_ORDER = re.compile(r"(?:令|公告|通告)\Z")
_LANDLESS = re.compile(r"(?:大学|(?<!科)学院|学校|[中小]学|幼儿园|公司|集团)\Z")  # bodies that govern no territory
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


@dataclass(frozen=True, slots=True)
class Hint:
    """A body that a document seems to be of where nothing states its issuer."""

    name: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Names:
    names: tuple[str, ...]
    start: int
    end: int
    rule: str
    confidence: float


def issuers_of(head: Sequence[str], signature: Signature | None, titles: Titles, fields: Fields,
               hints: Sequence[Hint], number: DocumentNumber | None, frame: str = "") -> tuple[Issuer, ...]:
    """The issuers that the first of these names: red head over a signature of its office,
    signature, title, page fields, an order's own body, hints.

    Places named in the `frame` of the page tell what 区 or 市 means where no name does.
    """
    sources = list(_sources(signature, titles, fields, hints, number, frame))
    if not sources and not head:
        return ()
    chosen = sources[0] if sources else _Names(tuple(head), 0, 0, "issuer-red-head", 0.95)
    if head and len(chosen.names) == len(head) and \
            all(own.removeprefix(body) in ("办公室", "办公厅", "") or body.endswith(own)
                for own, body in zip(chosen.names, head, strict=True)):
        chosen = _Names(tuple(head), chosen.start, chosen.end, "issuer-red-head", 0.97)
    chosen = replace(chosen, names=tuple(_fullest(name, sources) for name in chosen.names))
    context = _context([*(name for source in sources for name in source.names), *head], titles)
    if context is None:
        return tuple(_on_site(name, chosen, frame) for name in dict.fromkeys(chosen.names))
    return tuple(_issuer(name, context, chosen) for name in dict.fromkeys(chosen.names))


def _fullest(name: str, sources: Sequence[_Names]) -> str:
    """The name, or a longer one that the page's fields give the same body (卫生健康委 → 委员会), under its place too."""
    known = agencies().identify(name)
    others = [other for source in sources if source.rule == "issuer-field" for other in source.names]
    return next((other for other in others if len(other) > len(name) and (
        agencies().identify(other).name == known.name if known.sure else other.endswith(name))), name)


def _sources(signature: Signature | None, titles: Titles, fields: Fields, hints: Sequence[Hint],
             number: DocumentNumber | None, frame: str) -> Iterator[_Names]:
    if signature is not None and signature.names:
        yield _Names(signature.names, signature.start, signature.end, "issuer-signature", 0.97)
    page = fields.get("标题")
    for title in (titles.notice, titles.plan, HeadTitle(page.value, page.start, page.end) if page else None):
        if title is not None and (names := _in_title(title.text)):
            yield _Names(names, title.start, title.end, "issuer-title", 0.93)
    for name in ("发文机关", "发布机构"):
        field = fields.get(name)
        if field is not None and (names := _in_field(field.value, titles)):
            yield _Names(names, field.start, field.end, "issuer-field", 0.88)
    if number is not None and number.style is not NumberStyle.CODED:
        yield _Names((_ORDER.sub("", number.issuer),), 0, 0, "issuer-order", 0.9)
    for title in (titles.notice, titles.plan):
        if title is not None and (names := _above(frame, title.start)):
            yield _Names(names, 0, 0, "issuer-letterhead", 0.7)
    for hint in hints:
        yield _Names((hint.name,), 0, 0, hint.rule, hint.confidence)


def _in_field(value: str, titles: Titles) -> tuple[str, ...]:
    """The bodies that a page's field names; those without a place are of that of the titles (政府办公室)."""
    near = _context((), titles)
    place = regions().get(near.region, near.level) if near else None
    names = split_names(rule("own_office").sub(r"\g<office>", value.replace(";", ",")))
    full = [agencies().identify(place.name + name).name if place and agencies().is_organ(agencies().organ(name))
            else name for name in names]
    return tuple(full) if all(agencies().identify(name).sure for name in full) else ()


def _above(frame: str, start: int) -> tuple[str, ...]:
    """The known bodies on the line right above a title that begins at `start`."""
    names = split_names(frame[:start].rstrip().rpartition("\n")[2].strip())
    return tuple(names) if all(agencies().identify(name).sure for name in names) else ()


def find_hints(text: str, stop: int, body: int) -> tuple[Hint, ...]:
    """The known bodies on whose pages a website says that a document stands (before `stop`),
    then those whose plan the first words of its own text (from `body` on) introduce, then
    the body that a page's title ends with (关于做好工作的通知-某大学)."""
    crumbs = [Hint(piece.strip(), "issuer-breadcrumb", 0.7)
              for line in rule("breadcrumb").finditer(text, 0, stop) for piece in line[0].split(">")]
    said = [Hint(match["body"], "issuer-said", 0.6)
            for match in rule("said_issuer").finditer(text, body, body + _PREAMBLE)]
    known = [hint for hint in (*crumbs, *said) if is_body(hint.name) and agencies().identify(hint.name).sure]
    window = rule("page_title").search(text, 0, stop)
    return (*known, *([Hint(window["body"], "issuer-page-title", 0.5)] if window and is_body(window["body"]) else ()))


def _in_title(title: str) -> tuple[str, ...]:
    """The bodies that a title begins with, or that own the plan that it issues."""
    front = rule("issuer_in_front").match(title)
    if front and (names := split_names(front["body"])):
        return tuple(names)
    issued = rule("issued_title").search(title)
    inner = issued["inner"].strip("《》〈〉") if issued else title
    owner = rule("owner").match(inner)
    if owner is None or not is_body(owner["body"]):
        return ()
    known = agencies().leading(inner[owner.start("body"):])
    return (inner[owner.start("body"):][:max(len(owner["body"]), known[1] if known else 0)],)


def _context(names: Sequence[str], titles: Titles) -> Agency | None:
    """The agency whose region says what 省 and 市 mean in this document."""
    return next((agency for agency in _named(names, titles) if agency.region is not None), None)


def _on_site(name: str, source: _Names, frame: str) -> Issuer:
    """The issuer of a relative name on the page of a place that its frame names in full, under the place's
    name as the frame prints it (欢迎访问某市某区人民政府网站: 区政府办公室)."""
    for printed, place in full_names(frame).items():
        found = _issuer(name, Agency(place.name, place.level, place.code, False), source)
        if found.region == place.code and found.name != name:
            return replace(found, name=printed + found.name.removeprefix(place.name))
    return _issuer(name, None, source)


def _named(names: Sequence[str], titles: Titles) -> Iterator[Agency]:
    """The agencies of these names, then those and the places that the titles begin with."""
    yield from map(agencies().identify, names)
    for title in (titles.notice, titles.plan):
        if title is None:
            continue
        lead = agencies().leading(title.text.removeprefix("关于印发").lstrip("《〈"))
        if lead is not None:
            yield lead[0]
        place = place_of(title.text)
        if place is not None:
            yield Agency(place.name, place.level, place.code, False)


def _issuer(name: str, context: Agency | None, source: _Names) -> Issuer:
    relative = _RELATIVE.match(name) is not None
    plain = _PARTY_GROUP.sub(r"\1", name)
    agency = agencies().identify(plain, context if relative else None)
    full = agency.name if relative and agency.sure else name
    by_words = _level_by_words(full)
    level = by_words if by_words is Level.TOWNSHIP else agency.level or by_words
    if _LANDLESS.search(full):
        return Issuer(full, None, None, source.start, source.end, source.rule, source.confidence)
    return Issuer(full, level, agency.region, source.start, source.end, source.rule, source.confidence)


def at_place(issuer: Issuer, place: Region) -> Issuer:
    """An issuer without a place (省人民政府) under its name at the place that other clues tell."""
    known = agencies().identify(issuer.name, Agency(place.name, place.level, place.code, False))
    relative = issuer.region is None and _RELATIVE.match(issuer.name) is not None
    return replace(issuer, name=known.name, region=known.region) if relative and known.sure else issuer


def _level_by_words(name: str) -> Level | None:
    return next((level for level, word in _LEVELS if re.search(word, name)), None)
