"""A lineage or a comparison as one page that opens from disk and asks nobody for anything.

pyvis holds the network; the page around it is ours, because pyvis's own pages load scripts
from other sites and write whatever encoding the machine has. Positions come from the lanes
and physics is off, so the picture is the same as in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from kg import resources
from kg.compare.strip import Thread
from kg.compare.units import Shift
from kg.export import svg
from kg.export.changes import align_columns
from kg.export.labels import Lang, field_label, judged, label, refused
from kg.export.lanes import Layout, lay_out
from kg.export.typeset import shorten, visible
from kg.graph.files import write_whole
from kg.model.answers import Comparison, Lineage
from kg.model.links import Work
from kg.model.report import BuildReport, Outcome

if TYPE_CHECKING:
    from jinja2 import Environment
    from pyvis.network import Network

_COLOURS = {"nat": "#A8321F", "prov": "#8A5A00", "city": "#2F6B3A", "cnty": "#0F6A73", "dept": "#434F9E",
            "none": "#5E6870"}
VIS = "9.1.2"


def write_lineage(found: Lineage, path: Path, lang: Lang = "zh") -> None:
    """Writes the page of a lineage; UTF-8, no request when it is opened."""
    write_whole(path, lineage_page(found, lang).encode())


def write_comparison(found: Comparison, path: Path, lang: Lang = "zh") -> None:
    """Writes the page of a comparison."""
    write_whole(path, comparison_page(found, lang).encode())


def write_strip(works: Sequence[Work], threads: Sequence[Thread], path: Path, lang: Lang = "zh") -> None:
    """Writes the page of plans of several years."""
    write_whole(path, strip_page(works, threads, lang).encode())


def write_units(found: Comparison, shifts: Sequence[Shift], path: Path, lang: Lang = "zh") -> None:
    """Writes the page of what the units gained and lost."""
    write_whole(path, units_page(found, shifts, lang).encode())


def write_outcomes(report: BuildReport, path: Path, lang: Lang = "zh") -> None:
    """Writes the report of a build as a page: each file, how it ended, at which stage and why."""
    write_whole(path, outcomes_page(report, lang).encode())


def lineage_page(found: Lineage, lang: Lang = "zh") -> str:
    """The page of a lineage: the drawing, a network to drag, and the same as a table."""
    layout = lay_out(found)
    names = {node.id: node for node in found.nodes}
    root = names[found.root]
    title = root.number or root.title or root.text or root.id
    drawing = svg.draw(layout, lang, lambda node: None, title, standalone=True,
                       below=svg.notes(found, layout, lang))
    held = network(layout, lang)
    data = {"nodes": held.nodes, "edges": held.edges}
    return _render("standalone-lineage.html", lang, title=title, drawing=drawing, lineage=found,
                   names=names, left_out=svg.left_out(found, layout, lang),
                   words=svg.edge_words, data=_inline(data), script=_vis_script())


def comparison_page(found: Comparison, lang: Lang = "zh") -> str:
    """The page of a comparison: the changes in two columns."""
    title = f"{found.a.name} · {found.b.name}"
    return _render("standalone-comparison.html", lang, title=title, found=found, rows=align_columns(found))


def strip_page(works: Sequence[Work], threads: Sequence[Thread], lang: Lang = "zh") -> str:
    """The page of plans of several years: a column per plan, a row per task that runs through them."""
    title = " · ".join(work.name for work in works)
    return _render("standalone-years.html", lang, title=title, works=works, threads=threads)


def units_page(found: Comparison, shifts: Sequence[Shift], lang: Lang = "zh") -> str:
    """The page of two plans as the units see them: what each need not go on with, what is new to it."""
    title = f"{found.a.name} · {found.b.name}"
    texts = {task.id: task.text for task in (*found.a_tasks, *found.b_tasks)}
    return _render("standalone-units.html", lang, title=title, found=found, shifts=shifts, texts=texts)


def outcomes_page(report: BuildReport, lang: Lang = "zh") -> str:
    """The page of a build: its files by how they ended, those that need a person first."""
    order = (Outcome.QUARANTINED, Outcome.PARTIAL, Outcome.DUPLICATE, Outcome.REMOVED, Outcome.OK)
    outcomes = [(outcome, report.count(outcome)) for outcome in order if report.count(outcome)]
    title = "kg build：每个文件的结果" if lang == "zh" else "kg build: what became of each file"
    return _render("standalone-outcomes.html", lang, title=title, report=report, outcomes=outcomes)


def network(layout: Layout, lang: Lang) -> Network:
    """The lineage as a pyvis network with the positions of the lanes."""
    from pyvis.network import Network

    held = Network(directed=True)
    held.toggle_physics(False)
    for card in layout.cards:
        node = card.node
        colour = _COLOURS[svg.tone(node.level, node.department)]
        name = visible(node.number or node.title or node.text or (f"+{card.folded}" if card.folded else node.id))
        held.add_node(node.id, label=shorten(name, 200, 14), title=name, shape="box", physics=False,
                      x=card.box.x + card.box.width / 2, y=card.box.y + card.box.height / 2,
                      color={"border": colour, "background": "#FFFFFF" if node.held else "#F5F6F3"},
                      borderWidth=3 if node.id == layout.root else 1.5,
                      shapeProperties={"borderDashes": False if node.held else [6, 4]})
    for path in layout.routes:
        edge = path.edge
        sort, what = svg.edge_words(edge, lang)
        held.add_edge(edge.source, edge.target, label=f"{sort} {what}", dashes=not edge.stated, color="#5B646C",
                      smooth={"type": "curvedCW", "roundness": 0.05 if edge.direct else 0.25})
    return held


def _inline(data: Mapping[str, object]) -> str:
    """JSON that no text in it can break out of the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _vis_script() -> str:
    """vis-network as pyvis ships it (Apache-2.0 or MIT)."""
    import pyvis

    folder = Path(pyvis.__file__).parent / "templates" / "lib" / f"vis-{VIS}"
    return (folder / "vis-network.min.js").read_text("utf-8").replace("</script", "<\\/script")


def _render(template: str, lang: Lang, **values: object) -> str:
    def say(zh: str, en: str) -> str:
        return zh if lang == "zh" else en

    return _environment().get_template(template).render(
        lang=lang, say=say, style=_style(), version=version("kg"), **values)


def _style() -> str:
    return "".join(resources.path("web", "static", name).read_text("utf-8")
                   for name in ("tokens.css", "style.css", "lanes.css"))


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(loader=FileSystemLoader(resources.path("web", "templates")), autoescape=True,
                              undefined=StrictUndefined, finalize=_shown, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(label=label, field_label=field_label, judged=judged, refused=refused, raw=Markup)
    return environment


def _shown(value: object) -> object:
    """Every text that a template prints, with its hidden characters made visible."""
    return visible(value) if type(value) is str else value
