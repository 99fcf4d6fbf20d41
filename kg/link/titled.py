"""Citations without a number: by title and issuer, by the gazetteer, by title alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg import tables
from kg.link.mentions import Naming, house
from kg.link.nodes import Node
from kg.link.numbered import edition_node, node_of
from kg.link.register import Register
from kg.link.shortforms import is_genre, is_short_form
from kg.link.titles import fold_title, is_plan, recurs
from kg.link.verdicts import Docket, Mention, Verdict, ambiguous, found
from kg.model.links import Status

# A shorter name (工作方案) is that of many documents.
_LEAST_OWN = 6


def among_editions(mention: Mention, docket: Docket) -> Verdict | None:
    """All editions of a regulation that has several, where the document does not say its year."""
    if mention.year is not None or mention.naming.number is not None:
        return None
    editions = [edition for edition in docket.register.editions_of(mention.naming.printed or "") if edition.number]
    if len(editions) < 2:
        return None
    nodes = [node_of(edition, docket) for edition in editions]
    return ambiguous(nodes, "the regulation has several editions, and this document does not say its year")


def by_issuer(mention: Mention, docket: Docket) -> Verdict | None:
    """The document of this title within the house of the issuer that is printed or in the title."""
    naming = _of_its_year(mention)
    if naming.title is None or not naming.title.core or naming.houses == ("",) or is_genre(naming.title.core):
        return None
    titled = docket.index.titled(naming)
    if is_own_title(mention) or (mention.node in titled and not mention.forwarded):
        return _own_title(mention)
    titled = [node for node in titled if node is not mention.node]
    nodes = _not_later(titled, mention)
    if len(nodes) > 1:
        return ambiguous(nodes, "several documents of this issuer have this title")
    node = nodes[0] if nodes else edition_node(mention, docket) or Node()
    docket.index.add(node, naming)
    return found(node, "has this title and issuer", "title and issuer", 0.97)


def by_gazetteer(mention: Mention, docket: Docket) -> Verdict | None:
    """The edition of a regulation that was in force when the citing document was signed."""
    node = edition_node(mention, docket)
    if node is None:
        return None
    docket.index.add(node, mention.naming)
    return found(node, "a regulation of this title was in force at the time", "gazetteer", 0.95)


def by_title(mention: Mention, docket: Docket) -> Verdict | None:
    """The only document of this title that the citing one could mean, else one only cited."""
    title = mention.naming.title
    if title is None or not title.core:
        return ambiguous([], "neither a number nor a title can be read")
    if is_genre(title.core) or is_short_form(mention):
        return None
    if not mention.forwarded and any(name.title and name.title.core == title.core for name in mention.node.own):
        return _own_title(mention)
    local = _in_document(mention, docket)
    nodes = local or _titled(mention.naming, mention, docket)
    if len(nodes) > 1:
        return ambiguous(nodes, "several documents have this title and no issuer is named")
    if nodes:
        docket.index.add(nodes[0], mention.naming)
        why = (
            "the same title is named in full in this document" if local else "the only document of this title"
        )
        return found(nodes[0], why, "title", 0.9 if local else 0.8)
    apart = _kept_apart(mention, docket)
    node = next(iter(_titled(apart, mention, docket)), None) or Node()
    docket.index.add(node, apart)
    return found(node, "only cited, by title", "title", 0.8)


def _titled(naming: Naming, mention: Mention, docket: Docket) -> list[Node]:
    """The documents of a title that can have existed and whose issuer a place looks up to."""
    core = naming.title.core if naming.title else ""
    nodes = _not_later(list(docket.index.by_core.get(core, {})), mention)
    return [node for node in nodes if _in_reach(node, mention, docket.register)]


def _is_issued(mention: Mention) -> bool:
    naming, title = mention.naming, mention.naming.title
    if title is None or naming.number is not None or mention.at is None or naming.houses != (house(mention.at),):
        return False
    return (title.year in (None, mention.year) and len(title.undated) >= _LEAST_OWN
            and title.undated in mention.issued)


def is_own_title(mention: Mention) -> bool:
    """Whether a citation prints a title of the citing document, not that of one it passes on, to the
    letter; or, with or without the year, one of its body that it says elsewhere is its own."""
    if _is_issued(mention):
        return True
    own = {fold_title(name.printed) for name in mention.node.own if name.printed is not None}
    return not mention.forwarded and fold_title(mention.naming.printed or "") in own


def _own_title(mention: Mention) -> Verdict:
    return Verdict(Status.RESOLVED, mention.node, "is this document's own title", "self", 0.9)


def _kept_apart(mention: Mention, docket: Docket) -> Naming:
    """The name of a plan or yearly report without an issuer: it means another one in each place
    that cites it."""
    naming = _of_its_year(mention)
    if naming.title is None or not (is_plan(naming.title.core) or recurs(naming.title)):
        return naming
    return _marked(naming, _body_of(mention, docket))


def _body_of(mention: Mention, docket: Docket) -> str:
    """The name of the body whose yearly plan or report a document means: its own, or that of the
    level that the word before the title says (2024年市《政府工作报告》)."""
    level = tables.patterns("core_patterns")["level_before"].regex.search(mention.lead)
    if level is not None and mention.at is not None:
        meant = docket.register.agency(f"{level['level']}政府", mention.at)
        return meant.name if meant.sure else mention.at.name
    return mention.at.name if mention.at else ""


def _of_its_year(mention: Mention) -> Naming:
    """The name of a yearly report that does not say its year: it means another one each year."""
    naming = mention.naming
    if naming.title is None or not recurs(naming.title):
        return naming
    return _marked(naming, str(mention.year or ""))


def _marked(naming: Naming, mark: str) -> Naming:
    assert naming.title is not None
    return replace(naming, title=replace(naming.title, core=f"{naming.title.core}@{mark}"))


def _in_document(mention: Mention, docket: Docket) -> list[Node]:
    """The documents that the citing one names with the same title and an issuer or number."""
    core = mention.naming.title.core if mention.naming.title else ""
    return list(
        {
            verdict.target: None
            for verdict in docket.elsewhere(mention)
            if verdict.target is not None
            and any(name.title and name.title.core == core for name in verdict.target.names)
        }
    )


def _in_reach(node: Node, mention: Mention, register: Register) -> bool:
    """Whether a document's issuer is national or stands at or above the place of the citing one."""
    regions = register.agencies.regions
    above = regions.grounds_above(mention.at.region, mention.at.level) if mention.at else frozenset()
    return all(agency.region is None or regions.ground(agency.region, agency.level) in above
               for name in node.names for agency in name.issuers)


def _not_later(nodes: Sequence[Node], mention: Mention) -> list[Node]:
    """The nodes that can have existed when the citing document was signed, itself left out."""
    return [
        node
        for node in nodes
        if node is not mention.node and (mention.year is None or not _later(node, mention.year))
    ]


def _later(node: Node, year: int) -> bool:
    dates = [text.header.date_signed or text.header.date_published for text in node.held]
    years = [int(date[:4]) for date in dates if date]
    years += [name.number.year for name in node.names if name.number and name.number.year]
    return bool(years) and min(years) > year
