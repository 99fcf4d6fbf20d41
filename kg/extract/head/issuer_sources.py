"""What a document prints of its issuers: signature, titles, fields, orders, letterheads, hints; the surest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.agencies import Agency, agencies
from kg.extract.head.fields import Fields
from kg.extract.head.place import place_of
from kg.extract.head.rules import rule
from kg.extract.head.signatures import Signature, is_body, split_names
from kg.extract.head.title import HeadTitle
from kg.extract.head.titles import Titles
from kg.extract.numbers import DocumentNumber, NumberStyle, find_numbers
from kg.regions import regions

_PREAMBLE = 300
_ORDER = re.compile(r"(?:令|公告|通告)\Z")


@dataclass(frozen=True, slots=True)
class Hint:
    """A body that a document seems to be of where nothing states its issuer."""

    name: str
    rule: str
    confidence: float


class Names(NamedTuple):
    """The names that one source gives the issuers, its range in logical text ((0, 0) if it has none),
    the rule that read it and how sure that is."""

    names: tuple[str, ...]
    start: int
    end: int
    rule: str
    confidence: float


def sources_of(signature: Signature | None, titles: Titles, fields: Fields, hints: Sequence[Hint],
               number: DocumentNumber | None, frame: str) -> Iterator[Names]:
    """The names of the issuers that each source in turn gives; the `frame` is the text before the addressees."""
    titled = tuple(_titled(titles, fields))
    if signature is not None and signature.names:
        signed = Names(signature.names, signature.start, signature.end, "issuer-signature", 0.97)
        yield from (*titled, signed) if signature.proxy or _is_short(signature.names, titled) else (signed, *titled)
    else:
        yield from titled
    for name in ("发文机关", "发布机构"):
        field = fields.get(name)
        if field is not None and (names := _in_field(field.value, titles)):
            yield Names(names, field.start, field.end, "issuer-field", 0.88)
    if number is not None and number.style is not NumberStyle.CODED:
        yield Names((_ORDER.sub("", number.issuer),), 0, 0, "issuer-order", 0.9)
    for title in (titles.notice, titles.plan):
        if title is not None and (names := _above(frame, title.start)):
            yield Names(names, 0, 0, "issuer-letterhead", 0.7)
    for hint in hints:
        yield Names((hint.name,), 0, 0, hint.rule, hint.confidence)


def _is_short(signed: Sequence[str], titled: Sequence[Names]) -> bool:
    """Whether all who sign, none of them with a place, are named in full by a title (办公室 below 某市某局办公室关于…)."""
    return bool(titled) and all(not regions().leading(short) and any(
        name.endswith(short) and name != short for name in titled[0].names) for short in signed)


def _titled(titles: Titles, fields: Fields) -> Iterator[Names]:
    """The names that the titles begin with, and that of the page's fields."""
    page = fields.get("标题")
    for title in (titles.notice, titles.plan, HeadTitle(page.value, page.start, page.end) if page else None):
        if title is not None and (names := _in_title(title.text)):
            yield Names(names, title.start, title.end, "issuer-title", 0.93)


def _in_field(value: str, titles: Titles) -> tuple[str, ...]:
    """The bodies that a page's field names; those without a place are of that of the titles (政府办公室)."""
    near = context_of((), titles)
    place = regions().get(near.region, near.level) if near else None
    names = split_names(rule("own_office").sub(r"\g<office>", value.replace(";", ",")))
    full = [agencies().identify(place.name + name).name if place and agencies().is_organ(agencies().organ(name))
            else name for name in names]
    return tuple(full) if all(agencies().identify(name).sure for name in full) else ()


def _above(frame: str, start: int) -> tuple[str, ...]:
    """The known bodies on the line right above a title that begins at `start`, or above the number there."""
    lines = [line.strip() for line in frame[:start].split("\n") if line.strip()]
    names = split_names(next((line for line in reversed(lines) if not find_numbers(line)), ""))
    return tuple(names) if all(agencies().identify(name).sure for name in names) else ()


def find_hints(text: str, stop: int, body: int) -> tuple[Hint, ...]:
    """The known bodies on whose pages a website says that a document stands (before `stop`),
    then those whose plan the first words of its own text (from `body` on) introduce, then
    the body that a page's title ends with (关于做好工作的通知-某大学), then that which printed the document."""
    crumbs = [Hint(piece.strip(), "issuer-breadcrumb", 0.7)
              for line in rule("breadcrumb").finditer(text, 0, stop) for piece in line[0].split(">")] \
        if text.find(">", 0, stop) >= 0 else []
    said = [Hint(match["body"], "issuer-said", 0.6)
            for match in rule("said_issuer").finditer(text, body, body + _PREAMBLE)]
    known = [hint for hint in (*crumbs, *said) if is_body(hint.name) and agencies().identify(hint.name).sure]
    window = rule("page_title").search(text, 0, stop)
    printer = rule("colophon").search(text, body)
    last = ((window, "issuer-page-title", 0.5), (printer, "issuer-colophon", 0.6))
    return (*known, *(Hint(found["body"], name, sure)
                      for found, name, sure in last if found and is_body(found["body"])))


def _in_title(title: str) -> tuple[str, ...]:
    """The bodies that a title begins with, or that own the plan that it issues."""
    front = rule("issuer_in_front").match(title)
    if front and (names := split_names(front["body"])):
        return tuple(names)
    issued = rule("issued_title").match(title)
    inner = issued["inner"].strip("《》〈〉") if issued else title
    owner = rule("owner").match(inner)
    if owner is None or not is_body(owner["body"]):
        return ()
    known = agencies().leading(inner[owner.start("body"):])
    return (inner[owner.start("body"):][:max(len(owner["body"]), known[1] if known else 0)],)


def context_of(names: Sequence[str], titles: Titles) -> Agency | None:
    """The agency whose region says what 省 and 市 mean in this document."""
    return next((agency for agency in _named(names, titles) if agency.region is not None), None)


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
