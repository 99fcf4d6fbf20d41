"""图谱: the neighbourhood of chosen nodes, grown by kind of link; never the whole graph.

It is drawn in the same lanes as a lineage. What is open, which links count and the two ends
of a path all stand in the address, so every state of the picture is a permalink.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.export import svg
from kg.export.lanes import lay_out
from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode
from kg.model.links import HolderKind, Quote, Work
from kg.model.view import View
from kg.reference import find_work
from kg.search import WorkRow
from kg.web.document import passage_path
from kg.web.evidence import popovers
from kg.web.page import Page
from kg.web.site import Site
from kg.web.visit import Visit, document_path, unit_path

KINDS = (("up", "上游", "upstream"), ("down", "下游", "downstream"), ("cites", "引用", "cites"),
         ("cited", "被引", "cited by"), ("series", "前后年", "series"), ("units", "承担单位", "units"))
USUAL = ("up", "down", "series")
MOST_PER_KIND = 12
MOST_OPEN = 24
MOST_WALKED = 4000


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a node: its kind, the edge as drawn, the id at the other end."""

    kind: str
    edge: LineageEdge
    other: str


def atlas(site: Site, visit: Visit) -> Page:
    """The picture around the open nodes, or the path between two."""
    open_ids = tuple(dict.fromkeys(value for key, value in visit.query if key == "open"))[:MOST_OPEN]
    if not open_ids:
        return _start(site, visit)
    kinds = tuple(visit.get("kinds", ",".join(USUAL)).split(","))
    view = site.view
    goal = _goal(view, visit.get("to").strip())
    way = path_between(view, open_ids[0], goal) if goal else ()
    near = {id: tuple(links(view, id)) for id in open_ids}
    found, folded = (_path_lineage(view, way), {}) if way else _grown(view, near, kinds)
    title = _title(view, open_ids, visit)
    layout = lay_out(found)
    drawing = svg.draw(layout, visit.lang, lambda node: _next(visit, node, open_ids), title)
    return Page("atlas.html", title, _finding(found, folded, goal, way, visit), "graph",
                ((visit.say("图谱", "Graph"), visit.link("/graph")), (title, "")),
                {"drawing": drawing, "lineage": found, "names": {node.id: node for node in found.nodes},
                 "passage": passage_path, "popovers": popovers(view, layout),
                 "words": svg.edge_words, "kinds": [(name, zh, en, name in kinds, _toggled(visit, kinds, name))
                                                    for name, zh, en in KINDS],
                 "counts": [(view_name(view, id), id, counts(near[id])) for id in open_ids], "folded": folded,
                 "open_ids": open_ids, "closed": lambda id: _without(visit, id), "to": visit.get("to"),
                 "page_of": lambda node: _page_of(visit, node)})


def _goal(view: View, reference: str) -> str:
    """The node that a path leads to, by its id or as a person names a document."""
    if not reference:
        return ""
    try:
        view_name(view, reference)
        return reference
    except KeyError:
        return find_work(view, reference)


def _start(site: Site, visit: Visit) -> Page:
    rows = site.catalogue.listing(WorkRow, {}, visit.get("q"), "cited" if not visit.get("q") else "", limit=24).rows
    finding = visit.say("从一份文件或一个单位开始，再按关系展开；图里只有你打开的部分。",
                        "Start at a document and grow by kind of link; only what you open is drawn.")
    return Page("atlas-start.html", visit.say("图谱", "Graph"), finding, "graph",
                ((visit.say("图谱", "Graph"), ""),), {"rows": rows})


def _title(view: View, open_ids: tuple[str, ...], visit: Visit) -> str:
    first = view_name(view, open_ids[0])
    return visit.say(f"{first} 的周围", f"Around {first}")


def view_name(view: View, id: str) -> str:
    """What a work or holder is called; KeyError if it is neither."""
    try:
        return view.work(id).name
    except KeyError:
        return view.holder(id).name


def links(view: View, id: str) -> Iterator[Link]:
    """Every link of a work or holder, works first."""
    try:
        work = view.work(id)
    except KeyError:
        yield from _borne(view, id)
        return
    for derivation in view.derivations_from(id):
        kind = "series" if derivation.kind.value == "succeeds" else "up"
        yield Link(kind, _drawn(derivation.source, derivation.target, derivation.kind.value, derivation.method,
                                derivation.stated, derivation.confidence, derivation.evidence), derivation.target)
    for derivation in view.derivations_to(id):
        kind = "series" if derivation.kind.value == "succeeds" else "down"
        yield Link(kind, _drawn(derivation.source, derivation.target, derivation.kind.value, derivation.method,
                                derivation.stated, derivation.confidence, derivation.evidence), derivation.source)
    yield from _cited(view, work)
    for bearer in dict.fromkeys(bearer.holder for bearer in view.bearers(id)) if work.held else ():
        yield Link("units", _drawn(id, bearer, "bears", "", True, 1.0, ()), bearer)


def _cited(view: View, work: Work) -> Iterator[Link]:
    if work.held:
        citations = view.extraction(work.id).citations
        for found in view.resolutions(work.id):
            if found.target and found.target != work.id:
                span = citations[found.citation].span
                quote = Quote(work.id, span, span.of(view.extraction(work.id).text))
                yield Link("cites", _drawn(work.id, found.target, "cites", found.method, True, found.confidence,
                                           (quote,)), found.target)
    for found in view.cited_by(work.id):
        if found.work != work.id:
            yield Link("cited", _drawn(found.work, work.id, "cites", found.method, True, found.confidence, ()),
                       found.work)


def _borne(view: View, holder: str) -> Iterator[Link]:
    view.holder(holder)
    works = dict.fromkeys(view.task(bearer.task).work for bearer in view.borne_by(holder))
    for work in works:
        yield Link("units", _drawn(work, holder, "bears", "", True, 1.0, ()), work)


def _drawn(source: str, target: str, kind: str, method: str, stated: bool, confidence: float,
           evidence: tuple[Quote, ...]) -> LineageEdge:
    return LineageEdge(source, target, kind, method, stated, False, confidence, evidence)


def counts(near: Iterable[Link]) -> dict[str, int]:
    """How many neighbours a node has by kind of link."""
    found: dict[str, set[str]] = {}
    for link in near:
        found.setdefault(link.kind, set()).add(link.other)
    return {kind: len(others) for kind, others in found.items()}


def _grown(view: View, near: Mapping[str, Sequence[Link]],
           kinds: tuple[str, ...]) -> tuple[Lineage, dict[str, int]]:
    """The open nodes with their neighbours of the chosen kinds, and how many were left out."""
    distance: dict[str, int] = dict.fromkeys(near, 0)
    edges: dict[tuple[str, str, str], LineageEdge] = {}
    folded: dict[str, int] = {}
    for id in tuple(distance):
        seen: dict[str, set[str]] = {}
        for link in near[id]:
            if link.kind not in kinds:
                continue
            others = seen.setdefault(link.kind, set())
            if link.other not in distance and len(others) >= MOST_PER_KIND:
                folded[id] = folded.get(id, 0) + 1
                continue
            others.add(link.other)
            distance.setdefault(link.other, 1)
            edges.setdefault((link.edge.source, link.edge.target, link.edge.kind), link.edge)
    return _lineage(view, distance, edges.values()), folded


def path_between(view: View, start: str, goal: str) -> tuple[LineageEdge, ...]:
    """The fewest links between two nodes, whatever their direction; none if there is no path
    within a few thousand nodes."""
    before: dict[str, tuple[str, LineageEdge] | None] = {start: None}
    ahead = deque([start])
    while ahead and goal not in before and len(before) < MOST_WALKED:
        id = ahead.popleft()
        for link in links(view, id):
            if link.other not in before:
                before[link.other] = (id, link.edge)
                ahead.append(link.other)
    way: list[LineageEdge] = []
    at = goal
    while (step := before.get(at)) is not None:
        at, edge = step
        way.append(edge)
    return tuple(reversed(way))


def _path_lineage(view: View, way: tuple[LineageEdge, ...]) -> Lineage:
    ids = dict.fromkeys(id for edge in way for id in (edge.source, edge.target))
    return _lineage(view, {id: place for place, id in enumerate(ids)}, way)


def _lineage(view: View, distance: dict[str, int], edges: Iterable[LineageEdge]) -> Lineage:
    nodes = tuple(_node(view, id, steps) for id, steps in distance.items())
    return Lineage(next(iter(distance)), Direction.BOTH, nodes, tuple(edges), ())


def _node(view: View, id: str, distance: int) -> LineageNode:
    try:
        work = view.work(id)
    except KeyError:
        holder = view.holder(id)
        return LineageNode(id, "holder", None, holder.name, None, holder.parent, holder.level,
                           holder.kind is not HolderKind.ORGANISATION, None, True, distance)
    return LineageNode(id, "document", work.number, work.title, None, "、".join(work.issuers), work.level,
                       work.department, work.year, work.held, distance)


def _next(visit: Visit, node: LineageNode, open_ids: tuple[str, ...]) -> str:
    """Clicking a card opens it; clicking an open one leads to its page."""
    if node.kind == "fold":
        return "#list"
    if node.id in open_ids:
        return _page_of(visit, node)
    return Visit(visit.path, (*visit.query, ("open", node.id)), visit.lang).here()


def _page_of(visit: Visit, node: LineageNode) -> str:
    return visit.link(unit_path(node.id) if node.kind == "holder" else document_path(node.id))


def _without(visit: Visit, id: str) -> str:
    kept = tuple((key, value) for key, value in visit.query if (key, value) != ("open", id))
    return Visit(visit.path, kept, visit.lang).here()


def _toggled(visit: Visit, kinds: tuple[str, ...], name: str) -> str:
    wanted = [kind for kind, _, _ in KINDS if (kind in kinds) != (kind == name)]
    return visit.here(kinds=",".join(wanted) or "none")


def _finding(found: Lineage, folded: dict[str, int], goal: str, way: tuple[LineageEdge, ...], visit: Visit) -> str:
    if goal and not way:
        return visit.say("两者之间没有找到路径。", "No path was found between the two.")
    if goal:
        return visit.say(f"两者相隔 {len(way)} 步。", f"The two are {len(way)} steps apart.")
    rest = sum(folded.values())
    zh = f"画出 {len(found.nodes)} 个节点、{len(found.edges)} 条关系" + (f"，另有 {rest} 个收起" if rest else "")
    en = (f"{len(found.nodes)} nodes and {len(found.edges)} links are drawn"
          + (f"; {rest} more are folded" if rest else ""))
    return visit.say(zh + "。", en + ".")
