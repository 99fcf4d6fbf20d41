"""Which document each citation means, with the reason; nothing is decided by containment."""

from __future__ import annotations

from kg.link.cards import Card, Cards
from kg.link.nodes import Index, Node
from kg.link.numbered import by_number, number_against_title
from kg.link.register import Register
from kg.link.shortforms import by_short_form, defining
from kg.link.titles import fold_title, is_file_name
from kg.link.titled import among_editions, by_gazetteer, by_issuer, by_title, is_own_title
from kg.link.verdicts import Docket, Mention, Verdict
from kg.model.extraction import Citation, Extraction, Purpose, Relation
from kg.model.links import Status
from kg.normalise.characters import simplify

_BEFORE = 12


def resolve(index: Index, cards: Cards, register: Register) -> dict[Node, list[Verdict]]:
    """The verdicts on every citation of every held node, in reading order.

    Adds a node to `index` for each document that is only cited. Numbers are settled
    over all documents first, then titles with an issuer, then bare titles, then short
    forms, so that the order of documents decides nothing.
    """
    docket = Docket(index, register, {})
    mentions = [mention for node in list(index.nodes) for mention in _mentions(node, cards, register)]
    steps = (_itself, _by_file_name, by_number, number_against_title, among_editions, by_issuer, by_gazetteer,
             by_title, by_short_form)
    for step in steps:
        for mention in mentions:
            place = mention.node, mention.position
            verdict = step(mention, docket) if place not in docket.verdicts else None
            if verdict is not None:
                docket.verdicts[place] = verdict
    return {
        node: [docket.verdicts[node, position] for position in range(len(node.text.citations))]
        for node in index.nodes
        if node.text is not None
    }


def _mentions(node: Node, cards: Cards, register: Register) -> list[Mention]:
    text = node.text
    if text is None:
        return []
    card = cards[text.source.sha256]
    year = _year_of(text, card, register)
    cited = list(zip(text.citations, card.cited, strict=True))
    passed_on = frozenset(naming.title.core for citation, naming in cited
                          if citation.purpose is Purpose.FORWARD and naming.title is not None)
    issued = frozenset(naming.title.undated for citation, naming in cited
                       if citation.relation is Relation.SELF and naming.title is not None) - passed_on
    return [
        Mention(node, position, citation, naming, card.issuer, year, _lead(text, citation), passed_on, issued)
        for position, (citation, naming) in enumerate(cited)
    ]


def _lead(text: Extraction, citation: Citation) -> str:
    """The words right before a citation."""
    return simplify(text.text[max(0, citation.span.start - _BEFORE) : citation.span.start])


def _year_of(text: Extraction, card: Card, register: Register) -> int | None:
    """The year that a document speaks in: of its date, its plan, its number, or of the edition
    of a regulation that it is, whose order is numbered through all years; else the latest year
    of the numbers that it cites."""
    header, number = text.header, card.own[0].number
    dated = header.date_signed or header.date_published
    if dated:
        return int(dated[:4])
    editions = register.editions.get(fold_title(header.title or ""), ())
    signed = (int(edition.signed[:4]) for edition in editions
              if number is not None and edition.number is not None and edition.number.key == number.key)
    cited = max((naming.number.year or 0 for naming in card.cited if naming.number is not None), default=0)
    return header.plan_year or (number.year if number is not None else None) or next(signed, None) or cited or None


def _itself(mention: Mention, docket: Docket) -> Verdict | None:
    """The citing document, unless it passes another one on and means that."""
    named = defining(mention) or mention.citation
    if mention.citation.relation is not Relation.SELF or named.purpose is Purpose.FORWARD or mention.forwarded:
        return None
    if any(name.title is not None and name.title.forwards for name in mention.node.own) and not is_own_title(mention):
        return None
    return Verdict(Status.RESOLVED, mention.node, "names the document that it stands in", "self", 1.0)


def _by_file_name(mention: Mention, docket: Docket) -> Verdict | None:
    """The citing document, where a page prints the name of its file: nobody cites another one so."""
    if not is_file_name(mention.naming.printed or ""):
        return None
    return Verdict(Status.RESOLVED, mention.node, "is the name of this document's file", "self", 0.8)
