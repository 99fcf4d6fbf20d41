"""图谱: the neighbourhood of chosen nodes, grown by kind of link; never the whole graph.

It is drawn in the same lanes as a lineage. What is open, pinned or hidden, which links count
and the two ends of a path all stand in the address, in the order in which they were asked
for: every state of the picture is a permalink, and the last step can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.export import svg
from kg.export.lanes import lay_out
from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode
from kg.model.view import View
from kg.search import WorkRow
from kg.web.around import Link, counts, links, name_of, node_of, path_between
from kg.web.document import passage_path
from kg.web.drawn import drawing_downloads, things_of
from kg.web.evidence import popovers
from kg.web.page import Page
from kg.web.site import Site
from kg.web.visit import Visit, document_path, unit_path

KINDS = (("up", "上游", "upstream"), ("down", "下游", "downstream"), ("cites", "引用", "cites"),
         ("cited", "被引", "cited by"), ("series", "前后年", "series"), ("units", "承担单位", "units"))
USUAL = ("up", "down", "series")
STEPS = ("open", "pin", "hide")
FEW_PER_KIND, MOST_PER_KIND = 12, 50
MOST_OPEN = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person opened, pinned and hid (never the first one opened), which links count, and
    how many neighbours of each kind are drawn."""

    opened: tuple[str, ...]
    pinned: frozenset[str]
    hidden: frozenset[str]
    kinds: tuple[str, ...]
    stated_only: bool
    per_kind: int

    def counts(self, link: Link) -> bool:
        """Whether a link is drawn, if there is room."""
        return (link.kind in self.kinds and link.other not in self.hidden
                and (link.edge.stated or not self.stated_only))


@dataclass(frozen=True, slots=True)
class Seen:
    """A node of the picture as the panel beside it lists it; links that do nothing are empty."""

    node: LineageNode
    name: str
    counts: Mapping[str, int]
    folded: int
    opened: str
    closed: str
    pinned: str
    unpinned: str
    hidden: str


def atlas(site: Site, visit: Visit) -> Page:
    """The picture around the open nodes, or the path between two."""
    choice = _choice(visit)
    if not choice.opened:
        return _start(site, visit)
    view = site.view
    goal = _goal(site, visit.get("to").strip())
    way = path_between(view, choice.opened[0], goal) if goal else ()
    near = {id: tuple(links(view, id)) for id in (*choice.opened, *choice.pinned)}
    found, folded = (_path_lineage(view, way), {}) if way else _grown(view, near, choice)
    name = name_of(view, choice.opened[0])
    other = name_of(view, goal) if goal else ""
    title = (visit.say(f"{name} 到 {other}", f"From {name} to {other}") if way else
             visit.say(f"{name}的周围", f"Around {name}"))
    layout = lay_out(found)
    drawing = svg.draw(layout, visit.lang, lambda node: _next(visit, node, choice), title)
    return Page("atlas.html", title, _finding(found, folded, goal, way, visit), "graph",
                ((visit.say("图谱", "Graph"), visit.link("/graph")), (title, "")),
                {"drawing": drawing, "lineage": found, "names": {node.id: node for node in found.nodes},
                 "passage": passage_path, "popovers": popovers(view, layout), "words": svg.edge_words,
                 "kinds": [(name, zh, en, name in choice.kinds, _toggled(visit, choice.kinds, name))
                           for name, zh, en in KINDS],
                 "seen": tuple(_seen(view, visit, choice, near, folded, node) for node in found.nodes),
                 "hidden": tuple((name_of(view, id), _without(visit, "hide", id)) for id in sorted(choice.hidden)),
                 "start": choice.opened[0], "undo": _undone(visit), "to": other, "way": bool(way),
                 "more": visit.here(most=str(MOST_PER_KIND)) if choice.per_kind < MOST_PER_KIND else "",
                 "page_of": lambda node: _page_of(visit, node)},
                drawing_downloads(found, visit, title, f"{name[:40]}-{visit.say('图谱', 'graph')}"), things_of(found))


def _choice(visit: Visit) -> Choice:
    asked = {step: tuple(dict.fromkeys(value for key, value in visit.query if key == step)) for step in STEPS}
    opened, pinned = asked["open"][:MOST_OPEN], frozenset(asked["pin"][:MOST_OPEN])
    kinds = tuple(visit.get("kinds", ",".join(USUAL)).split(","))
    return Choice(opened, pinned, frozenset(asked["hide"]) - set(opened[:1]), kinds, visit.get("stated") == "1",
                  min(visit.number("most", FEW_PER_KIND), MOST_PER_KIND))


def _goal(site: Site, reference: str) -> str:
    """The node that a path leads to, by its id or as a person names a document."""
    if not reference:
        return ""
    try:
        name_of(site.view, reference)
        return reference
    except KeyError:
        return site.meant(reference)


def _start(site: Site, visit: Visit) -> Page:
    rows = site.catalogue.listing(WorkRow, {}, visit.get("q"), "cited" if not visit.get("q") else "", limit=24).rows
    finding = visit.say("从一份文件或一个单位开始，再按关系展开；图里只有你打开的部分。",
                        "Start at a document and grow by kind of link; only what you open is drawn.")
    return Page("atlas-start.html", visit.say("图谱", "Graph"), finding, "graph",
                ((visit.say("图谱", "Graph"), ""),), {"rows": rows})


def _grown(view: View, near: Mapping[str, Sequence[Link]], choice: Choice) -> tuple[Lineage, dict[str, int]]:
    """The open and pinned nodes with the neighbours of the open ones, and how many were left out."""
    distance = {id: 0 for id in near if id not in choice.hidden}
    edges: dict[tuple[str, str, str], LineageEdge] = {}
    folded: dict[str, int] = {}
    for id in tuple(distance):
        taken: dict[str, set[str]] = {}
        for link in filter(choice.counts, near[id]):
            others = taken.setdefault(link.kind, set())
            if link.other not in distance:
                if id not in choice.opened:
                    continue
                if len(others) >= choice.per_kind:
                    folded[id] = folded.get(id, 0) + 1
                    continue
            others.add(link.other)
            distance.setdefault(link.other, 1)
            edges.setdefault((link.edge.source, link.edge.target, link.edge.kind), link.edge)
    # What derives also cites: the citation would lie under the line of the derivation.
    derived = {(source, target) for source, target, kind in edges if kind not in ("cites", "bears")}
    shown = [edge for (source, target, kind), edge in edges.items()
             if kind != "cites" or (source, target) not in derived]
    return _lineage(view, distance, shown), folded


def _path_lineage(view: View, way: tuple[LineageEdge, ...]) -> Lineage:
    ids = dict.fromkeys(id for edge in way for id in (edge.source, edge.target))
    return _lineage(view, {id: place for place, id in enumerate(ids)}, way)


def _lineage(view: View, distance: Mapping[str, int], edges: Iterable[LineageEdge]) -> Lineage:
    nodes = tuple(node_of(view, id, steps) for id, steps in distance.items())
    return Lineage(next(iter(distance)), Direction.BOTH, nodes, tuple(edges), ())


def _seen(view: View, visit: Visit, choice: Choice, near: Mapping[str, Sequence[Link]], folded: Mapping[str, int],
          node: LineageNode) -> Seen:
    id = node.id
    is_open, pinned = id in choice.opened, id in choice.pinned
    return Seen(node, name_of(view, id), counts(near[id]) if id in near else {}, folded.get(id, 0),
                opened="" if is_open else _with(visit, "open", id),
                closed=_without(visit, "open", id) if is_open and len(choice.opened) > 1 else "",
                pinned="" if pinned else _with(visit, "pin", id),
                unpinned=_without(visit, "pin", id) if pinned else "",
                hidden="" if choice.opened == (id,) else _with(visit, "hide", id))


def _next(visit: Visit, node: LineageNode, choice: Choice) -> str:
    """Clicking a card opens it; clicking an open one leads to its page."""
    if node.kind == "fold":
        return "#list"
    return _page_of(visit, node) if node.id in choice.opened else _with(visit, "open", node.id)


def _page_of(visit: Visit, node: LineageNode) -> str:
    return visit.link(unit_path(node.id) if node.kind == "holder" else document_path(node.id))


def _with(visit: Visit, step: str, id: str) -> str:
    return Visit(visit.path, (*visit.query, (step, id)), visit.lang).here()


def _without(visit: Visit, step: str, id: str) -> str:
    kept = tuple((key, value) for key, value in visit.query if (key, value) != (step, id))
    return Visit(visit.path, kept, visit.lang).here()


def _undone(visit: Visit) -> str:
    """The picture before the last node was opened, pinned or hidden; empty for the first."""
    steps = [place for place, (key, _) in enumerate(visit.query) if key in STEPS]
    if len(steps) < 2:
        return ""
    kept = tuple(pair for place, pair in enumerate(visit.query) if place != steps[-1])
    return Visit(visit.path, kept, visit.lang).here()


def _toggled(visit: Visit, kinds: tuple[str, ...], name: str) -> str:
    wanted = [kind for kind, _, _ in KINDS if (kind in kinds) != (kind == name)]
    return visit.here(kinds=",".join(wanted) or "none")


def _finding(found: Lineage, folded: Mapping[str, int], goal: str, way: tuple[LineageEdge, ...], visit: Visit) -> str:
    if goal and not way:
        return visit.say("两者之间没有找到路径。", "No path was found between the two.")
    if goal:
        return visit.say(f"两者相隔 {len(way)} 步。", f"The two are {len(way)} steps apart.")
    rest = sum(folded.values())
    zh = f"画出 {len(found.nodes)} 个节点、{len(found.edges)} 条关系" + (f"，另有 {rest} 个收起" if rest else "")
    en = (f"{len(found.nodes)} nodes and {len(found.edges)} links are drawn"
          + (f"; {rest} more are folded" if rest else ""))
    return visit.say(zh + "。", en + ".")
