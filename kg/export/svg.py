"""A lineage as SVG: cards in lanes, edges that say whether they are stated or inferred.

On a page the colours come from the page's stylesheet, so light and dark both work; on its
own the drawing carries the light colours as literal values. All words of documents are text
nodes, set with `unicode-bidi: isolate`; control characters show as U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

from kg import resources
from kg.export.labels import DEPARTMENT, LEVELS, UNKNOWN_LEVEL, Label, Lang, edge_kind, judged, refused
from kg.export.folding import Rank
from kg.export.lanes import HEADER, STAGE, YEARS, Card, Frame, Lane, Layout, lay_out
from kg.export.routes import Box, Point, Route
from kg.export.typeset import shorten, visible, width, wrap
from kg.graph.files import write_whole
from kg.model.answers import Lineage, LineageEdge, LineageNode
from kg.model.extraction import Level

CORNER = 10.0
PILL = 22.0
LINE = 24.0
_TONES = {Level.NATIONAL: "nat", Level.PROVINCIAL: "prov", Level.MUNICIPAL: "city",
          Level.COUNTY: "cnty", Level.TOWNSHIP: "cnty"}

Address = Callable[[LineageNode], str | None]


def tone(level: Level | None, department: bool) -> str:
    """The name of the colour of a level; departments share one."""
    return "dept" if department else _TONES[level] if level else "none"


def seal(level: Level | None, department: bool) -> Label:
    """The square seal of a level: its sign and its names."""
    return DEPARTMENT if department else LEVELS[level] if level else UNKNOWN_LEVEL


def rank_name(rank: Rank, lang: Lang) -> str:
    """What a lane is called: a level, or the departments of a level."""
    level = (LEVELS[rank.level] if rank.level else UNKNOWN_LEVEL).say(lang)
    if not rank.department:
        return level
    return f"{level}部门" if lang == "zh" else f"{level} departments"


def edge_words(edge: LineageEdge, lang: Lang) -> tuple[str, str]:
    """What an edge's pill says: stated or inferred, and its kind or its score."""
    kind = edge_kind(edge.kind).say(lang)
    if edge.judgement is not None:
        return ("人" if lang == "zh" else "by", f"{shorten(edge.judgement.who, 56, 12)} {kind}")
    if edge.stated:
        direct = "直接" if lang == "zh" else "direct "
        return ("明示" if lang == "zh" else "stated", (direct if edge.direct else "") + kind)
    return ("推断" if lang == "zh" else "inferred", f"{edge.confidence:.2f}")


def draw(layout: Layout, lang: Lang, address: Address, title: str, standalone: bool = False,
         below: Sequence[str] = ()) -> str:
    """The drawing as one `<svg>` element.

    `address` gives the link of a node, or None; the pill of edge number i links to
    `#e{i}`. A standalone drawing has its own colours and no links of pills. The lines of `below`
    stand under the lanes; see `notes`.
    """
    height = layout.height + LINE * len(below)
    # A drawing that a wide screen holds whole may shrink a little on a small one.
    fits = "lanes fits" if layout.width <= STAGE else "lanes"
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": fits, "role": "group",
                           "aria-label": visible(title), "width": _n(layout.width),
                           "height": _n(height),
                           "viewBox": f"0 0 {_n(layout.width)} {_n(height)}"})
    if standalone:
        SubElement(root, "style").text = stylesheet()
        SubElement(root, "rect", {"class": "ground", "width": "100%", "height": "100%"})
    for lane in layout.lanes:
        _lane(root, lane, layout.height, lang)
    for band in layout.bands:
        _year(root, band.year, band.y + band.height / 2, band.count, lang)
    for frame in layout.frames:
        _frame(root, frame)
    for path in layout.routes:
        _edge(root, path)
    heads = {frame.node.id: frame.head for frame in layout.frames}
    for card in layout.cards:
        card = replace(card, box=heads.get(card.node.id, card.box))
        _card(root, card, card.node.id == layout.root, address(card.node), lang)
    for path in layout.routes:
        _pill(root, path, lang, standalone)
    for place, words in enumerate(below, 1):
        _text(root, words, CORNER, layout.height + LINE * place - CORNER, "note")
    return tostring(root, encoding="unicode")


def notes(found: Lineage, layout: Layout, lang: Lang) -> tuple[str, ...]:
    """What a drawing that stands alone says below its lanes: what it leaves out, what people rejected."""
    return (*filter(None, [left_out(found, layout, lang)]), *(refused(step, lang) for step in found.rejected))


def left_out(found: Lineage, layout: Layout, lang: Lang) -> str:
    """What a lineage and its drawing do not hold of what is known; empty where they hold all."""
    drawn, known = sum(not card.folded for card in layout.cards), len(found.nodes)
    if drawn == known and not found.truncated:
        return ""
    if lang == "zh":
        cut = f"只到最近的 {known} 个节点为止" if found.truncated else f"共 {known} 个节点"
        return f"{cut}，图中画出 {drawn} 个。" + ("CSV、XLSX、JSON 含全部。" if found.truncated else "列表含全部。")
    cut = f"It ends at the nearest {known} nodes" if found.truncated else f"Of {known} nodes"
    rest = "CSV, XLSX and JSON hold all." if found.truncated else "The list holds all."
    return f"{cut}, {drawn} are drawn. {rest}"


def stylesheet() -> str:
    """The light look of the drawing with every colour as a literal, for viewers without variables."""
    tokens = resources.path("web", "static", "tokens.css").read_text("utf-8")
    light = dict(re.findall(r"(--[\w-]+):([^;}]+)", tokens.split("}", 1)[0]))
    text = resources.path("web", "static", "lanes.css").read_text("utf-8")
    return re.sub(r"var\((--[\w-]+)\)", lambda found: light[found[1]], text)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(parent: Element, words: str, x: float, y: float, kind: str, **more: str) -> Element:
    element = SubElement(parent, "text", {"x": _n(x), "y": _n(y), "class": kind, **more})
    element.text = visible(words)
    return element


def _seal(parent: Element, x: float, y: float, level: Level | None, department: bool, held: bool) -> None:
    mark = seal(level, department)
    group = SubElement(parent, "g", {"class": f"seal {tone(level, department)}" + ("" if held else " o")})
    SubElement(group, "rect", {"x": _n(x), "y": _n(y), "width": "20", "height": "20", "rx": "3"})
    _text(group, mark.sign, x + 10, y + 14.5, "sign", **{"text-anchor": "middle"})


def _lane(root: Element, lane: Lane, height: float, lang: Lang) -> None:
    rank = lane.rank
    group = SubElement(root, "g", {"class": "lane" + (" thin" if lane.thin else "")})
    SubElement(group, "rect", {"x": _n(lane.x), "y": "0", "width": _n(lane.width), "height": _n(height)})
    SubElement(group, "path", {"d": f"M{_n(lane.x)} 0V{_n(height)}M{_n(lane.x)} {HEADER}h{_n(lane.width)}"})
    if lane.thin:
        _seal(group, lane.x + lane.width / 2 - 10, 12, rank.level, False, False)
        return
    _seal(group, lane.x + 20, 12, rank.level, rank.department, lane.held > 0)
    _text(group, rank_name(rank, lang), lane.x + 48, 27, "name")
    _text(group, _counts(lane, lang), lane.x + lane.width - 16, 27, "note", **{"text-anchor": "end"})


def _counts(lane: Lane, lang: Lang) -> str:
    held, cited = ("已入库", "未入库") if lang == "zh" else ("held", "not held")
    return "　".join(f"{word} {count}" for word, count in ((held, lane.held), (cited, lane.cited)) if count)


def _year(root: Element, year: int | None, y: float, count: int, lang: Lang) -> None:
    _text(root, "—" if year is None else str(year), YEARS / 2, y, "year", **{"text-anchor": "middle"})
    unit = f"{count} 份" if lang == "zh" else str(count)
    _text(root, unit, YEARS / 2, y + 18, "note", **{"text-anchor": "middle"})


def _edge(root: Element, path: Route) -> None:
    kind = "e" + ("" if path.edge.stated else " inf")
    SubElement(root, "path", {"class": kind, "d": rounded(path.points), "data-e": f"e{path.index}"})
    (x0, y0), (x, y) = path.points[-2:]
    dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
    back, side = (x - 8 * dx, y - 8 * dy), (4 * dy, 4 * dx)
    SubElement(root, "path", {"class": "eh", "data-e": f"e{path.index}", "d": (
        f"M{_n(x)} {_n(y)}L{_n(back[0] + side[0])} {_n(back[1] + side[1])}"
        f"L{_n(back[0] - side[0])} {_n(back[1] - side[1])}Z")})


def rounded(points: Sequence[Point]) -> str:
    """An SVG path through the points, corners rounded by at most 10 pixels.

    >>> rounded([(0, 0), (30, 0), (30, 40)])
    'M0 0L20 0Q30 0 30 10L30 40'
    """
    path = [f"M{_n(points[0][0])} {_n(points[0][1])}"]
    for (x0, y0), (x, y), (x1, y1) in zip(points, points[1:], points[2:], strict=False):
        before, after = abs(x - x0) + abs(y - y0), abs(x1 - x) + abs(y1 - y)
        radius = min(CORNER, before / 2, after / 2)
        if radius:
            enter = (x - radius * (x - x0) / before, y - radius * (y - y0) / before)
            leave = (x + radius * (x1 - x) / after, y + radius * (y1 - y) / after)
            path.append(f"L{_n(enter[0])} {_n(enter[1])}Q{_n(x)} {_n(y)} {_n(leave[0])} {_n(leave[1])}")
    return "".join(path) + f"L{_n(points[-1][0])} {_n(points[-1][1])}"


def _pill(root: Element, path: Route, lang: Lang, standalone: bool) -> None:
    if path.label is None:
        return
    x, y = path.label
    sort, what = edge_words(path.edge, lang)
    wide = width(sort + what, 12) + 24
    group = SubElement(root, "g" if standalone else "a", {"class": "pill", "aria-label": f"{sort} {what}"})
    if not standalone:
        group.set("href", f"#e{path.index}")
    SubElement(group, "rect", {"x": _n(x - wide / 2), "y": _n(y - PILL / 2), "width": _n(wide),
                               "height": _n(PILL), "rx": "11"})
    if path.edge.judgement is not None:
        SubElement(group, "title").text = visible(judged(path.edge.judgement, lang))
    _text(group, sort, x - wide / 2 + 9, y + 4, "sort")
    _text(group, what, x + wide / 2 - 9, y + 4, "what", **{"text-anchor": "end"})


def _face(parent: Element, box: Box, kind: str) -> None:
    SubElement(parent, "rect", {"class": kind, "x": _n(box.x), "y": _n(box.y), "width": _n(box.width),
                                "height": _n(box.height), "rx": "8"})


def _frame(root: Element, frame: Frame) -> None:
    node = frame.node
    group = SubElement(root, "g", {"class": f"frame {tone(node.level, node.department)}"})
    _face(group, frame.box, "face")


def _card(root: Element, card: Card, start: bool, href: str | None, lang: Lang) -> None:
    node, box = card.node, card.box
    classes = ["card", tone(node.level, node.department), "" if node.held else "hollow",
               "root" if start else "", card.form, node.kind]
    holder = SubElement(root, "a" if href else "g", {"class": " ".join(filter(None, classes))})
    if href:
        holder.set("href", href)
    SubElement(holder, "title").text = _hint(node)
    _face(holder, box, "face")
    if node.held and card.form != "head":
        SubElement(holder, "path", {"class": "bar", "d": (
            f"M{_n(box.x)} {_n(box.y + 4)}a4 4 0 0 1 4 -4h{_n(box.width - 8)}a4 4 0 0 1 4 4z")})
    if card.folded:
        _stack(holder, card, lang)
    elif card.form == "full" and node.kind == "task":
        _task(holder, card)
    elif card.form == "full":
        _document(holder, card, lang)
    elif card.form == "head":
        _head(holder, card)
    else:
        _short(holder, card)


def _hint(node: LineageNode) -> str:
    """All words of a card, which its lines may cut."""
    return visible(" ".join(filter(None, (node.number, node.title, node.text))))[:400]


def _held(node: LineageNode, lang: Lang) -> str:
    if lang == "zh":
        return "已入库" if node.held else "未入库"
    return "held" if node.held else "not held"


def _document(holder: Element, card: Card, lang: Lang) -> None:
    node, box = card.node, card.box
    x, right, room = box.x + 14, box.right - 14, box.width - 28
    _seal(holder, x, box.y + 13, node.level, node.department, node.held)
    words = _held(node, lang)
    _text(holder, shorten(rank_name(Rank.of(node), lang), room - width(words, 12) - 48, 12), x + 28,
          box.y + 27, "note")
    _text(holder, words, right, box.y + 27, "note", **{"text-anchor": "end"})
    SubElement(holder, "circle", {"class": "held" if node.held else "cited", "r": "3.5",
                                  "cx": _n(right - width(words, 12) - 8), "cy": _n(box.y + 23)})
    y = box.y + 56
    if node.number:
        # Numbers are set with half-width brackets, so each pair takes one em less.
        size = next((size for size in (16, 14, 12.5) if width(node.number, size) - size <= room), 12.5)
        style = "number" if size == 16 else "number small" if size == 14 else "number smaller"
        _text(holder, shorten(node.number, room + size, size), x, y, style)
        y += 22
    for line in wrap(node.title or "", room, 13, 2 if node.number else 3):
        _text(holder, line, x, y, "title" if node.number else "number small")
        y += 20
    year = "" if node.year is None else str(node.year)
    _text(holder, shorten(node.issuer or "", room - 44, 12), x, box.bottom - 13, "note")
    _text(holder, year, right, box.bottom - 13, "note", **{"text-anchor": "end"})


def _task(holder: Element, card: Card) -> None:
    box = card.box
    for index, line in enumerate(wrap(card.node.text or "", box.width - 28, 13.5, 5)):
        _text(holder, line, box.x + 14, box.y + 32 + 22 * index, "source")


def _head(holder: Element, card: Card) -> None:
    """The name of a document on the frame of its tasks, its title beside it where there is room."""
    node, box = card.node, card.box
    x, room = box.x + 40, box.width - 90
    _seal(holder, box.x + 12, box.y + 10, node.level, node.department, node.held)
    name = node.number or node.title or node.id
    if width(name, 14) > room:
        for index, line in enumerate(wrap(name, room, 12.5, 2)):
            _text(holder, line, x, box.y + 17 + 16 * index, "number smaller")
    else:
        _text(holder, name, x, box.y + 25, "number small")
    rest = room - width(name, 14)
    if node.number and node.title and rest > 80:
        _text(holder, shorten(node.title, rest, 13), x + width(name, 14), box.y + 25, "title")
    _text(holder, "" if node.year is None else str(node.year), box.right - 12, box.y + 25, "note",
          **{"text-anchor": "end"})


def _short(holder: Element, card: Card) -> None:
    """A compact card: a name and two lines."""
    node, box = card.node, card.box
    x, room = box.x + 12, box.width - 24
    if node.kind == "task":
        for index, line in enumerate(wrap(node.text or "", room, 13.5, 3)):
            _text(holder, line, x, box.y + 24 + 19 * index, "source")
        return
    _seal(holder, x, box.y + 10, node.level, node.department, node.held)
    year = "" if node.year is None else str(node.year)
    _text(holder, shorten(node.number or node.title or node.id, room - 66, 14), x + 28, box.y + 25, "number small")
    _text(holder, year, box.right - 12, box.y + 25, "note", **{"text-anchor": "end"})
    for index, line in enumerate(wrap((node.title if node.number else node.issuer) or "", room, 13, 2)):
        _text(holder, line, x, box.y + 47 + 18 * index, "title")


def _stack(holder: Element, card: Card, lang: Lang) -> None:
    """A card that stands for many."""
    box = card.box
    words = f"另有 {card.folded} 个" if lang == "zh" else f"{card.folded} more"
    _text(holder, words, box.x + 14, box.y + 32, "number small")
    _text(holder, "见下方列表" if lang == "zh" else "see the list", box.x + 14, box.y + 54, "note")


def write_svg(found: Lineage, path: Path, lang: Lang = "zh") -> None:
    """Writes the drawing of a lineage as a file of its own."""
    title = "溯源" if lang == "zh" else "Lineage"
    layout = lay_out(found)
    text = draw(layout, lang, lambda node: None, title, standalone=True,
                below=notes(found, layout, lang))
    write_whole(path, text.encode())
