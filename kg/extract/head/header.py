"""A document about itself: titles, number, issuers, level, region, dates, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.head.bodies import Issuer, at_place, has_no_code, issuers_of
from kg.extract.head.clues import Clues
from kg.extract.head.coded import coded_issuer
from kg.extract.head.fields import Fields, read_fields
from kg.extract.head.issuer_sources import Hint, find_hints
from kg.extract.head.level import level_of
from kg.extract.head.number import own_number
from kg.extract.head.place import place_of, region_of
from kg.extract.head.recipients import Addressees, find_addressees
from kg.extract.head.rules import rule
from kg.extract.head.signatures import Signature, find_signature, red_head
from kg.extract.head.titles import Titles, find_titles_of
from kg.extract.head.year import plan_year, published_on, signed_on
from kg.extract.numbers import FoundNumber, NumberStyle
from kg.extract.titles import clean_title
from kg.extract.units import NamedUnit
from kg.extract.vocabulary import named, printed_width
from kg.model.extraction import Evidence, Header, Level
from kg.model.outline import Section
from kg.model.text import Document
from kg.outline import sections_of
from kg.regions import regions

_HEAD_REACH = 900
_NUMBERS = re.compile(r"\s*(?:^|\n|(?<=\D))\d{1,2} ?[.、] ?")  # of the titles in a list of annexes


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """What the head and foot of a document print, each at its place in logical text.

    The head ends at `stop`, before the addressees; the notice's own text begins at `body`.
    """

    fields: Fields
    titles: Titles
    number: FoundNumber | None
    addressees: Addressees | None
    signature: Signature | None
    red_head: tuple[str, ...]
    hints: tuple[Hint, ...]
    stop: int
    body: int


def read_header(document: Document, sections: Sequence[Section] | None = None,
                units: Sequence[NamedUnit] = ()) -> Header:
    """The Header that a document's head, signature, back matter and page fields state.

    `sections` are those of its outline, found anew if they are not given; the names of the
    `units` of its tasks, none of which signs it, tell its level where nothing else does.
    """
    text, names = document.logical.text, [unit.name for unit in units]
    facts = _read_facts(document, sections_of(document) if sections is None else sections,
                        sorted({unit.end for unit in units}))
    issuers = issuers_of(facts.red_head, facts.signature, facts.titles, facts.fields, facts.hints,
                         facts.number.number if facts.number else None, text[:facts.stop]) \
        or _behind_code(text, facts, names)
    first = next((issuer for issuer in issuers if issuer.region), issuers[0] if issuers else None)
    title, notice = facts.titles.plan, facts.titles.notice
    level, region = _jurisdiction(text, facts, first, names)
    place = regions().get(region, level)
    issuers = tuple(at_place(issuer, place) for issuer in issuers) if place else issuers
    signed = signed_on(text, facts.fields, facts.signature, title, facts.stop)
    return Header(
        title=title.text if title else None, notice_title=notice.text if notice else None,
        number=str(facts.number.number) if facts.number else None,
        issuers=tuple(named(document, issuer.name) for issuer in issuers),
        level=level, region=region,
        plan_year=plan_year(facts.titles, text, facts.body, signed), date_signed=signed,
        date_published=published_on(text, facts.fields, facts.signature, facts.stop),
        recipients=_recipients(document, facts.addressees), annexes=_annexes(document, facts.signature),
        evidence=tuple(_evidence(document, facts, issuers)))


def _read_facts(document: Document, sections: Sequence[Section], taken: Sequence[int]) -> HeadFacts:
    text, fields = document.logical.text, read_fields(document)
    furniture = max((document.logical.at(span.end) for span in document.furniture
                     if document.logical.at(span.start) == 0), default=0)
    head = max(fields.head_end(0), furniture)
    addressees = find_addressees(text, head, len(text))
    stop = addressees.start if addressees else _sentence_end(text, head)
    below_head = [s for s in sections if text[head:s.end].strip()] or list(sections)
    notice, single = below_head[0], len(below_head) == 1
    below = addressees.end if addressees else head
    end = len(text) if single else notice.end
    signature = find_signature(text, below, end, single, taken) \
        or (find_signature(text, below, len(text), taken=taken) if end < len(text) else None)
    titles = find_titles_of(document, below_head, fields, head, stop)
    number = own_number(text, fields, head, stop, titles.plan.text if titles.plan else None)
    return HeadFacts(
        fields=fields, titles=titles, number=number, addressees=addressees, signature=signature,
        red_head=red_head(text, head, stop), hints=find_hints(text, stop, below), stop=stop, body=below)


def _jurisdiction(text: str, facts: HeadFacts, issuer: Issuer | None,
                  units: Sequence[str]) -> tuple[Level | None, str | None]:
    """The level and the region's code: those of the issuer, of the place in a title, else by clues."""
    if issuer is not None and (issuer.level in (None, Level.NATIONAL) or issuer.region or has_no_code(issuer.name)):
        return issuer.level, issuer.region
    titled = (place_of(title.text) for title in (facts.titles.plan, facts.titles.notice) if title)
    place = next(filter(None, titled), None) if issuer is None else None
    if place is not None:
        return place.level, place.code
    clues = _clues(text, facts, issuer, units)
    level = issuer.level if issuer else level_of(clues)
    region = region_of(clues, level)
    return level, region.code if region else None


def _behind_code(text: str, facts: HeadFacts, units: Sequence[str]) -> tuple[Issuer, ...]:
    """The body behind the code of the document's number, at the place and level that its clues tell."""
    clues = _clues(text, facts, None, units)
    if not clues.code:
        return ()
    level = level_of(clues)
    place = (place_of(clues.title) if clues.title else None) or region_of(clues, level)
    found = coded_issuer(clues.code, place, level)
    return (found,) if found else ()


def _clues(text: str, facts: HeadFacts, issuer: Issuer | None, units: Sequence[str]) -> Clues:
    coded = facts.number is not None and facts.number.number.style is NumberStyle.CODED
    return Clues(issuer.name if issuer else None, facts.titles.plan.text if facts.titles.plan else None,
                 facts.addressees.names if facts.addressees else (), units,
                 facts.number.number.issuer if facts.number and coded else "", text, facts.body)


def _sentence_end(text: str, head: int) -> int:
    found = text.find("。", head, head + _HEAD_REACH)
    return found if found >= 0 else min(len(text), head + _HEAD_REACH)


def _recipients(document: Document, addressees: Addressees | None) -> tuple[str, ...]:
    if addressees is None:
        return ()
    return tuple(named(document, _as_printed(document, addressees, name)) for name in addressees.names)


def _as_printed(document: Document, addressees: Addressees, name: str) -> str:
    """A recipient with brackets as wide as they were printed."""
    printed = "".join(printed_width(document, addressees.start, addressees.end).split())
    folded = "".join(document.logical.text[addressees.start:addressees.end].split())
    at = folded.find(name)
    return printed[at:at + len(name)] if at >= 0 and len(printed) == len(folded) else name


def _annexes(document: Document, signature: Signature | None) -> tuple[str, ...]:
    """The titles of the list of annexes under a notice; it ends with the signature at the latest."""
    text = document.logical.text
    listed = rule("annex_list")
    found = (signature and listed.search(text, 0, signature.start)) or listed.search(text)
    if found is None:
        return ()
    items = _NUMBERS.split(found["list"])
    titles = [clean_title(item.strip("《》 。;\n")) for item in items]
    return tuple(named(document, title) for title in titles if 3 <= len(title) <= 80)


def _evidence(document: Document, facts: HeadFacts,
              issuers: Sequence[Issuer]) -> list[tuple[str, Evidence]]:
    places: list[tuple[str, int, int, str, float]] = []
    if facts.titles.plan is not None:
        places.append(("title", facts.titles.plan.start, facts.titles.plan.end, "head-title",
                       facts.titles.plan.confidence))
    if facts.titles.notice is not None:
        notice = facts.titles.notice
        places.append(("notice_title", notice.start, notice.end, "head-title", notice.confidence))
    if facts.number is not None:
        places.append(("number", facts.number.start, facts.number.end, f"head-number-{facts.number.rule}",
                       facts.number.confidence))
    if facts.signature is not None:
        places.append(("date_signed", facts.signature.start, facts.signature.end, "head-signature", 0.95))
    if facts.addressees is not None:
        places.append(("recipients", facts.addressees.start, facts.addressees.end, "head-addressees", 0.95))
    places += [("issuers", i.start, i.end, i.rule, i.confidence) for i in issuers[:1]]
    return [(name, Evidence((document.logical.span(start, end),), rule, confidence))
            for name, start, end, rule, confidence in places if start < end]
