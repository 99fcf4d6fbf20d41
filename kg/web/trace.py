"""溯源: where a document or task comes from and goes to, drawn in lanes and as a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from heapq import heappop, heappush

from kg import lineage as tracing
from kg.errors import AmbiguousReference, UnknownReference
from kg.export import answers, html, svg
from kg.export.lanes import lay_out
from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode
from kg.model.extraction import Relation
from kg.model.view import View
from kg.search import WorkRow
from kg.web.document import Cited, citations, passage_path
from kg.web.drawn import drawing_downloads, relations, things_of
from kg.web.evidence import anchor_of, popovers
from kg.web.page import Download, Page
from kg.web.siblings import with_siblings
from kg.web.site import Site
from kg.web.takeaway import json_of
from kg.web.visit import Visit, document_path, task_path, trace_path

DEPTHS = ("1", "2", "3")
LIST = "#list"
MOST_LISTED = 100
EVERY = 100_000
"""Nodes of a lineage that is taken away: more than any library holds below one document."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list beside the drawing: a node, how deep, by which edge it was reached. Without
    an edge it is the start, or what no edge joins to it: the documents of a task's lineage."""

    node: LineageNode
    depth: int
    edge: LineageEdge | None = None
    index: int = -1
    again: bool = False


def trace(site: Site, visit: Visit, id: str) -> Page:
    """The lineage of a work or task, with direction, depth and certainty as asked for."""
    found, beside = _asked(site.view, visit, id, tracing.MOST_NODES)
    root = next(node for node in found.nodes if node.id == found.root)
    name = root.number or root.title or root.id
    title = heading(found, root, visit)
    layout = lay_out(found)
    listed = tuple(rows(found))
    drawing = svg.draw(layout, visit.lang, lambda node: LIST if node.kind == "fold" else
                       visit.link(trace_path(node.id)), title)
    return Page(
        "trace.html", title, finding(found, root, visit), "trace",
        ((visit.say("文件", "Documents"), visit.link("/documents")),
         (name, visit.link(document_path(root.id) if root.kind == "document" else task_path(root.id))),
         (visit.say("溯源", "Lineage"), "")),
        {"lineage": found, "root": root, "drawing": drawing, "listed": len(listed),
         "rows": listed if visit.get("list") == "all" else listed[:MOST_LISTED],
         "edges": found.edges, "popovers": popovers(site.view, layout),
         "anchor_of": lambda quote: anchor_of(site.view.extraction(quote.work), quote.span),
         "mentions": mentions(site.view, root), "names": {node.id: node for node in found.nodes},
         "words": svg.edge_words, "passage": passage_path, "depths": DEPTHS, "direction": found.direction.value,
         "beside": beside},
        _downloads(found, lambda: _asked(site.view, visit, id, EVERY)[0] if found.truncated else found,
                   visit, title, name), things_of(found), svg.left_out(found, layout, visit.lang))


def _asked(view: View, visit: Visit, id: str, most: int) -> tuple[Lineage, int]:
    """The lineage that a visit asks for, and how many siblings there are beyond those in it."""
    asked, stated_only = visit.get("direction"), visit.get("stated") == "1"
    trace_to = partial(tracing.trace, view, id, depth=visit.number("depth", 0) or None, stated_only=stated_only,
                       most=most)
    found = trace_to(Direction(asked) if asked in ("up", "down", "both") else Direction.UP)
    # Asked for no direction, what has nothing above it is shown with what is below.
    if not asked and len(found.nodes) == 1 and not found.rejected:
        found = trace_to(Direction.DOWN)
    return with_siblings(view, found, stated_only) if visit.get("siblings") == "1" else (found, 0)


def trace_index(site: Site, visit: Visit) -> Page:
    """Where to begin: a reference as a person types it, or a document of the library."""
    reference = visit.get("ref").strip()
    problem, candidates = "", tuple[tuple[str, str], ...]()
    if reference:
        try:
            id = site.meant(reference)
            return trace(site, Visit(trace_path(id), (), visit.lang), id)
        except AmbiguousReference as error:
            problem, candidates = visit.say("有多份文件符合，请选一份。", "Several documents fit; choose one."), error.candidates
        except UnknownReference:
            problem = visit.say("库里没有找到；试试文号或题名的一部分。", "Nothing answers to this; try part of a title.")
    rows = site.catalogue.listing(WorkRow, {"held": "1"}, sort="year", limit=60).rows
    purpose = visit.say("输入一份文件或任务，看它从哪里来、到哪里去。", "Name a document or task to see where it comes from.")
    return Page("trace-index.html", visit.say("溯源", "Lineage"), purpose, "trace",
                ((visit.say("溯源", "Lineage"), ""),), {"rows": rows, "problem": problem, "candidates": candidates})


def heading(found: Lineage, root: LineageNode, visit: Visit) -> str:
    """The question that the page answers."""
    name = root.number or root.title or root.id
    if root.kind == "task":
        words = (root.text or "").split("。")[0]
        name = f"“{words[:24]}…”" if len(words) > 24 else f"“{words}”"
    ends = {Direction.UP: ("从哪里来", "Where {} comes from"), Direction.DOWN: ("到哪里去", "What follows from {}"),
            Direction.BOTH: ("从哪里来，到哪里去", "Where {} comes from and leads")}
    zh, en = ends[found.direction]
    return visit.say(name + zh, en.format(name))


def finding(found: Lineage, root: LineageNode, visit: Visit) -> str:
    """The one sentence of the page: how many steps, how many of them are not held or inferred."""
    others = [node for node in found.nodes if node.id != found.root and node.kind == root.kind]
    if not others:
        return _alone(found, root, visit)
    ends = {node.id for node in found.nodes if node.kind == root.kind}
    edges = [edge for edge in found.edges if edge.source in ends]
    stated = sum(edge.stated for edge in edges)
    inferred = len(edges) - stated
    absent = sum(not node.held for node in others)
    what = ("项任务", "tasks") if root.kind == "task" else ("份文件", "documents")
    absence = (f"其中 {absent} 份未入库" if 0 < absent < len(others) else
               "均未入库" if absent else "原文均已入库")
    direct = [edge for edge in found.edges if edge.source == found.root and edge.direct and edge.stated]
    names = {node.id: node for node in found.nodes}
    parents = "、".join(names[edge.target].number or names[edge.target].title or edge.target for edge in direct)
    least = visit.say("至少 ", "at least ") if found.truncated else ""
    zh = f"连到 {least}{len(others)} {what[0]}，{absence}；{stated} 步有原文明示，{inferred} 步属推断"
    en = (f"Linked to {least}{len(others)} {what[1]}, {absent} of them not held; {stated} steps are stated, "
          f"{inferred} inferred")
    if parents and found.direction is not Direction.DOWN:
        return visit.say(f"直接上位是 {parents}。{zh}。", f"Directly from {parents}. {en}.")
    return visit.say(f"{zh}。", f"{en}.")


def _alone(found: Lineage, root: LineageNode, visit: Visit) -> str:
    """What is said where nothing of the root's kind is linked to it."""
    if root.kind == "task" and found.edges:
        steps = len(found.edges)
        return visit.say(f"没有找到相近的任务；所在文件另有 {steps} 步上位关系，见图。",
                         f"No similar task was found; its document has {steps} steps above it, drawn below.")
    return visit.say("没有找到上游：原文没有写明依据，也没有可靠的推断。",
                     "Nothing found: the text states no basis and nothing can be inferred reliably.")


def mentions(view: View, root: LineageNode) -> tuple[Cited, ...]:
    """What the root's tasks cite without deriving from it."""
    if root.kind != "document" or not root.held:
        return ()
    found = citations(view, view.work(root.id), view.extraction(root.id))
    return tuple(row for row in found if row.relation is Relation.MENTION)


def rows(found: Lineage) -> Iterator[Row]:
    """The drawing as a nested list: the same nodes and edges, each edge once.

    Direct edges decide where a node stands; an edge to a node that stands elsewhere is
    listed under its source, and that node is named again without what lies beyond it. What
    no edge joins to the root follows, one step in.
    """
    nodes = {node.id: node for node in found.nodes}
    leaving: dict[str, list[int]] = defaultdict(list)
    for index, edge in enumerate(found.edges):
        leaving[edge.source].append(index)
    tree, tops = _trees(found)
    placed = {index for steps in tree.values() for index, _ in steps}

    def _walk(id: str, depth: int, index: int) -> Iterator[Row]:
        yield Row(nodes[id], depth, found.edges[index] if index >= 0 else None, index)
        for number, child in tree.get(id, ()):
            yield from _walk(child, depth + 1, number)
        for number in leaving[id]:
            if number not in placed:
                edge = found.edges[number]
                yield Row(nodes[edge.target], depth + 1, edge, number, True)

    for top in tops:
        yield from _walk(top, int(top != found.root), -1)


def _trees(found: Lineage) -> tuple[dict[str, list[tuple[int, str]]], list[str]]:
    """Each node once under the node it was reached from, and where these trees begin, the root first."""
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, edge in enumerate(found.edges):
        near[edge.source].append((index, edge.target))
        near[edge.target].append((index, edge.source))
    tree: dict[str, list[tuple[int, str]]] = defaultdict(list)
    seen: set[str] = set()
    tops = []
    for start in (found.root, *(node.id for node in found.nodes)):
        if start not in seen:
            tops.append(start)
            _reach(found, near, start, tree, seen)
    return tree, tops


def _reach(found: Lineage, near: Mapping[str, list[tuple[int, str]]], start: str,
           tree: dict[str, list[tuple[int, str]]], seen: set[str]) -> None:
    """Hangs what edges join to `start` below it, along direct edges where there are any."""
    # The fewest indirect edges first, then the fewest steps.
    ahead = [(0, 0, -1, start, "")]
    while ahead:
        detours, depth, index, id, parent = heappop(ahead)
        if id in seen:
            continue
        seen.add(id)
        if parent:
            tree[parent].append((index, id))
        for number, other in near[id]:
            detour = detours + (not found.edges[number].direct)
            heappush(ahead, (detour, depth + 1, number, other, id))


def _downloads(found: Lineage, whole: Callable[[], Lineage], visit: Visit, title: str,
               name: str) -> Mapping[str, Callable[[], Download]]:
    """The drawing and a page of its own; the list and the answer behind it, without the page's limit."""
    stem = f"{name[:40]}-{visit.say('溯源', 'lineage')}"

    def _html() -> Download:
        return Download(f"{stem}.html", "text/html; charset=utf-8", html.lineage_page(found, visit.lang).encode())

    return {**drawing_downloads(found, visit, title, stem), **relations(stem, whole, visit.lang),
            "json": lambda: json_of(stem, answers.lineage(whole())), "html": _html}
