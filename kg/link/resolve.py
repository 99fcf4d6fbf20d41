"""Which document each citation means, with the reason; nothing is decided by containment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg import tables
from kg.agencies import Agency
from kg.link.mentions import Naming, NumberKey, cited_name, issuer_of
from kg.link.nodes import Index, Node
from kg.link.register import Register
from kg.link.titles import fold_title, is_plan
from kg.model.extraction import Citation, Extraction, Relation
from kg.model.links import Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a citation was found to mean. `target` is None only when ambiguous; whether a
    target is held is seen on the node itself."""

    status: Status
    target: Node | None
    reason: str
    method: str
    confidence: float
    candidates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in its place: the citing node, the index of the citation, its name."""

    node: Node
    position: int
    citation: Citation
    naming: Naming
    at: Agency | None
    year: int | None


def resolve(index: Index, register: Register) -> dict[Node, list[Verdict]]:
    """The verdicts on every citation of every held node, in reading order.

    Adds a node to `index` for each document that is only cited. Numbers are settled
    over all documents first, then titles with an issuer, then bare titles, so that the
    result does not depend on the order of documents.
    """
    mentions = [mention for node in list(index.nodes) for mention in _mentions(node, register)]
    verdicts: dict[tuple[Node, int], Verdict] = {}
    for step in (_itself, _numbered, _conflicting, _issued, _named_before, _regulation, _bare):
        for mention in mentions:
            if (mention.node, mention.position) not in verdicts:
                verdict = step(mention, index, register, verdicts)
                if verdict is not None:
                    verdicts[mention.node, mention.position] = verdict
    return {node: [verdicts[node, position] for position in range(len(node.text.citations))]
            for node in index.nodes if node.text is not None}


Verdicts = dict[tuple[Node, int], Verdict]


def _mentions(node: Node, register: Register) -> list[Mention]:
    text = node.text
    if text is None:
        return []
    at = issuer_of(text, register)
    year = _year_of(text)
    return [Mention(node, position, citation, cited_name(citation, at, register), at, year)
            for position, citation in enumerate(text.citations)]


def _year_of(text: Extraction) -> int | None:
    header = text.header
    dated = header.date_signed or header.date_published
    return int(dated[:4]) if dated else header.plan_year


def _itself(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    if mention.citation.relation is not Relation.SELF:
        return None
    return Verdict(Status.RESOLVED, mention.node, "names the document that it stands in", "self", 1.0)


def _numbered(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    naming = mention.naming
    if naming.key is None:
        return None
    if _misprinted_year(naming):
        return None
    node = index.numbered(naming.key) or _unnumbered_twin(naming, index)
    if node is not None and _other_document(naming, node):
        return None
    node = node or _edition_node(naming, mention, index, register) or Node()
    index.add(node, naming)
    return _found(node, "has this number", "number", 1.0)


def _unnumbered_twin(naming: Naming, index: Index) -> Node | None:
    """The one document of the same title and house whose number nobody has printed so far."""
    twins = [node for node in index.titled(naming) if all(name.key is None for name in node.names)]
    return twins[0] if len(twins) == 1 else None


def _conflicting(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    if mention.naming.key is None:
        return None
    if _misprinted_year(mention.naming):
        return _conflict(mention, index, "the number's year is before the year in the title")
    return _conflict(mention, index, "the number belongs to a document of another title")


def _misprinted_year(naming: Naming) -> bool:
    """A plan for one year with a number of an earlier one (粤府办〔2020〕17号 for a plan of 2021)."""
    year = naming.key.year if naming.key else None
    title = naming.title
    return bool(title and title.annual and title.year and year and year < title.year)


def _other_document(naming: Naming, node: Node) -> bool:
    """Whether a node goes by the printed number but under titles of another year or subject."""
    titles = [name.title for name in node.names if name.title is not None]
    if naming.title is None or not titles:
        return False
    return all(_differ(naming.title.core, title.core) or naming.title.year != title.year for title in titles)


def _differ(one: str, other: str) -> bool:
    """Whether two cores share less than half of their character pairs."""
    a, b = ({core[i:i + 2] for i in range(len(core) - 1)} for core in (one, other))
    return bool(a and b) and 2 * len(a & b) < (len(a) + len(b)) / 2


def _conflict(mention: Mention, index: Index, reason: str) -> Verdict:
    """Number and title disagree: the title is believed, for one digit slips more easily."""
    naming = mention.naming
    assert naming.key is not None
    by_number = index.numbered(naming.key)
    if by_number is None:
        by_number = Node()
        index.add(by_number, _only_number(naming))
    by_title = next((node for node in index.titled(naming) if node is not by_number), None)
    if by_title is None:
        by_title = Node()
        index.add(by_title, _only_title(naming))
    said = f"{naming.number} against 《{naming.printed}》: {reason}; the title is believed"
    return Verdict(Status.CONFLICT, by_title, said, "number against title", 0.7, (by_number, by_title))


def _only_number(naming: Naming) -> Naming:
    return replace(naming, title=None, printed=None)


def _only_title(naming: Naming) -> Naming:
    return replace(naming, number=None, key=None)


def _found(node: Node, reason: str, method: str, confidence: float) -> Verdict:
    if node.text is None:
        return Verdict(Status.NOT_HELD, node, f"{reason}; its text is not in the library", method, confidence)
    return Verdict(Status.RESOLVED, node, f"{reason}", method, confidence)


def _issued(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    """By title within the house of an issuer that is printed or stands in the title."""
    naming = mention.naming
    if naming.title is None or not naming.title.core or naming.houses == ("",):
        return None
    if _pattern("bare_genre").search(naming.title.core):
        return None
    nodes = _not_later(index.titled(naming), mention)
    if len(nodes) > 1:
        return _ambiguous(nodes, "several documents of this issuer have this title")
    node = nodes[0] if nodes else _edition_node(naming, mention, index, register) or Node()
    index.add(node, naming)
    return _found(node, "has this title and issuer", "title and issuer", 0.97)


def _named_before(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    """By a short form that the document defines, or by the same title named in full before."""
    title = mention.naming.title
    if title is None:
        return None
    before = [(earlier, verdicts[mention.node, place]) for place, earlier in _citations(mention.node)
              if place < mention.position and (mention.node, place) in verdicts]
    folded = fold_title(mention.citation.title or "")
    for earlier, verdict in reversed(before):
        if earlier.short_form and fold_title(earlier.short_form) == folded and verdict.target:
            return _found(verdict.target, f"以下简称 defines 《{folded}》", "short form", 0.97)
    return None if not _pattern("bare_genre").search(title.core) else _anaphor(title.core, before)


def _citations(node: Node) -> list[tuple[int, Citation]]:
    return list(enumerate(node.text.citations)) if node.text else []


def _anaphor(genre: str, before: Sequence[tuple[Citation, Verdict]]) -> Verdict:
    """A bare genre word stands for the one document named before whose title ends in it."""
    targets = {verdict.target: None for earlier, verdict in before
               if verdict.target is not None and _ends_in(earlier, genre)}
    if len(targets) == 1:
        return _found(next(iter(targets)), f"the only document named before that is a {genre}", "short form", 0.9)
    reason = f"《{genre}》 could stand for each of them" if targets else f"no {genre} is named before it"
    return _ambiguous(list(targets), reason)


def _ends_in(citation: Citation, genre: str) -> bool:
    title = fold_title(citation.title or "").rstrip("〉")
    return title.endswith(genre) or title.endswith(f"{genre}的通知")


def _regulation(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    node = _edition_node(mention.naming, mention, index, register)
    if node is None:
        return None
    index.add(node, mention.naming)
    return _found(node, "a regulation of this title was in force at the time", "gazetteer", 0.95)


def _edition_node(naming: Naming, mention: Mention, index: Index, register: Register) -> Node | None:
    edition = register.regulation(naming.printed or "", mention.year)
    if edition is None or edition.number is None:
        return None
    if naming.number is not None and naming.number.key != edition.number.key:
        return None
    key = NumberKey("", *edition.number.key)
    dated = NumberKey("", key.code, key.year or int(edition.signed[:4]), key.serial)
    node = index.by_number.get(key if edition.kind == "policy" else dated)
    if node is None:
        node = Node(edition=edition)
        index.nodes[node] = None
        index.by_number[key if edition.kind == "policy" else dated] = node
    node.edition = edition
    return node


def _bare(mention: Mention, index: Index, register: Register, verdicts: Verdicts) -> Verdict | None:
    """By title alone: the only document of that title that this one could mean."""
    naming = mention.naming
    if naming.title is None or not naming.title.core:
        return _ambiguous([], "neither a number nor a title can be read")
    if any(name.title and name.title.core == naming.title.core for name in mention.node.own):
        return Verdict(Status.RESOLVED, mention.node, "is this document's own title", "self", 0.9)
    local = _in_document(mention, verdicts)
    nodes = local or [node for node in _not_later(list(index.by_core.get(naming.title.core, {})), mention)
                      if _in_reach(node, mention, register)]
    if len(nodes) > 1:
        return _ambiguous(nodes, "several documents have this title and no issuer is named")
    node = nodes[0] if nodes else Node()
    index.add(node, naming if nodes or not is_plan(naming.title.core) else _only_here(naming, mention))
    reason = "the same title is named in full in this document" if local else "the only document of this title"
    return _found(node, reason if nodes else "only cited, by title", "title", 0.9 if local else 0.8)


def _only_here(naming: Naming, mention: Mention) -> Naming:
    """A plan's title without an issuer means another plan in each place: only the place shares it."""
    if naming.title is None:
        return naming
    place = mention.at.name if mention.at else ""
    return replace(naming, title=replace(naming.title, core=f"{naming.title.core}@{place}"))


def _in_document(mention: Mention, verdicts: Verdicts) -> list[Node]:
    core = mention.naming.title.core if mention.naming.title else ""
    found = {verdict.target: None for place, _ in _citations(mention.node)
             if (verdict := verdicts.get((mention.node, place))) is not None and verdict.target is not None
             and any(name.title and name.title.core == core for name in verdict.target.names)}
    return list(found)


def _in_reach(node: Node, mention: Mention, register: Register) -> bool:
    """Whether a document's issuer is national or above the place of the citing one."""
    above = {region.code for region in register.agencies.regions.chain(mention.at.region, mention.at.level)} \
        if mention.at else set()
    return all(agency.region is None or agency.region in above for name in node.names for agency in name.issuers)


def _not_later(nodes: Sequence[Node], mention: Mention) -> list[Node]:
    """The nodes that can have existed when the citing document was signed."""
    if mention.year is None:
        return list(nodes)
    return [node for node in nodes if node is not mention.node and not _later(node, mention.year)]


def _later(node: Node, year: int) -> bool:
    dates = [text.header.date_signed or text.header.date_published for text in node.held]
    years = [int(date[:4]) for date in dates if date]
    years += [name.number.year for name in node.names if name.number and name.number.year]
    return bool(years) and min(years) > year


def _ambiguous(nodes: Sequence[Node], reason: str) -> Verdict:
    return Verdict(Status.AMBIGUOUS, None, reason, "title", 0.0, tuple(nodes))


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("core_patterns")[name].regex
