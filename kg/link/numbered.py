"""Citations with a number: the document of that number, and what to do when the title objects."""

from __future__ import annotations

from dataclasses import replace

from kg import tables
from kg.link.mentions import Naming, NumberKey
from kg.link.nodes import Index, Node
from kg.link.register import Edition
from kg.link.titles import is_plan, tells_apart
from kg.link.verdicts import Docket, Mention, Verdict, found
from kg.model.links import Status


def by_number(mention: Mention, docket: Docket) -> Verdict | None:
    """The document of the printed number, unless the title beside it names another."""
    naming, index = mention.naming, docket.index
    if naming.key is None or misprinted_year(naming):
        return None
    node = index.numbered(naming.key) or _unnumbered_twin(naming, index)
    if node is not None and _is_another(naming, node):
        return None
    node = node or edition_node(mention, docket) or Node()
    index.add(node, naming)
    return found(node, "has this number", "number", 1.0)


def number_against_title(mention: Mention, docket: Docket) -> Verdict | None:
    """A conflict that names both documents; the title is believed, for a digit slips more easily."""
    naming, index = mention.naming, docket.index
    if naming.key is None:
        return None
    by_key = index.numbered(naming.key) or _new(index, replace(naming, title=None, printed=None))
    by_title = next((node for node in index.titled(naming) if node is not by_key), None) or _new(
        index, replace(naming, number=None, key=None)
    )
    why = (
        "its year is before the one in the title"
        if misprinted_year(naming)
        else "it belongs to a document of another title"
    )
    reason = f"{naming.number} does not go with 《{naming.printed}》: {why}; the title is believed"
    return Verdict(Status.CONFLICT, by_title, reason, "number against title", 0.7, (by_key, by_title))


def _new(index: Index, naming: Naming) -> Node:
    node = Node()
    index.add(node, naming)
    return node


def _unnumbered_twin(naming: Naming, index: Index) -> Node | None:
    """The one document of the same title and house whose number nobody has printed so far."""
    twins = [node for node in index.titled(naming) if all(name.key is None for name in node.names)]
    return twins[0] if len(twins) == 1 else None


def misprinted_year(naming: Naming) -> bool:
    """A plan for one year with a number of an earlier one: 粤府办〔2020〕17号 for a plan of 2021."""
    year = naming.key.year if naming.key else None
    title = naming.title
    return bool(title and title.year and is_plan(title.core) and year and year < title.year)


def _is_another(naming: Naming, node: Node) -> bool:
    """Whether a node goes by the printed number but only under titles of another year or subject."""
    title = naming.title
    return title is not None and bool(node.themes) and all(tells_apart(title, known) for known in node.themes)


def edition_node(mention: Mention, docket: Docket) -> Node | None:
    """The node of the regulation that a title means, made if need be; None if it is none."""
    naming = mention.naming
    edition = docket.register.regulation(naming.printed or "", mention.year, _is_revised(mention))
    if edition is None or edition.number is None:
        return None
    if naming.number is not None and naming.number.key != edition.number.key:
        return None
    return node_of(edition, docket)


def _is_revised(mention: Mention) -> bool:
    """Whether the words before a citation call it newly revised (新修订的《…条例》)."""
    return bool(tables.patterns("core_patterns")["revised"].regex.search(mention.lead))


def node_of(edition: Edition, docket: Docket) -> Node:
    """The node of an edition that has a number, made if need be."""
    key = _edition_key(edition)
    node = docket.index.by_number.get(key) or Node()
    node.edition = edition
    docket.index.nodes[node] = None
    docket.index.by_number[key] = node
    return node


def _edition_key(edition: Edition) -> NumberKey:
    """The key of an edition. Orders carry no year: it keeps 主席令第9号 of one term from the next."""
    assert edition.number is not None
    code, year, serial = edition.number.key
    return NumberKey("", code, year or (None if code == "国务院令" else int(edition.signed[:4])), serial)
