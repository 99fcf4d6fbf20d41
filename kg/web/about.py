"""导出与关于: formats, the schema and what its terms mean, licences, version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.export.schemadraw import draw_schema
from kg.graph import ontology
from kg.graph.terms import Term, terms
from kg.version import __version__
from kg.web.page import Download, Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.visit import Visit

_FORMATS = (
    ("kg export turtle", "整个图谱，RDF Turtle / TriG / N-Quads / JSON-LD", "the whole graph as RDF"),
    ("kg export csv", "文件、任务、责任、时限、引用各一张表", "documents, tasks, assignments, limits, citations"),
    ("kg export xlsx", "同上，带数据说明的工作簿", "the same as a workbook with its dictionary"),
    ("kg export graphml", "供 Gephi、yEd 等工具", "for graph tools"),
    ("kg export gexf", "供 Gephi，带泳道位置", "for Gephi, with the positions of the lanes"),
    ("kg export html 网页/", "这些网页本身，脱机可开；可限于一份谱系、一次比较、一个单位",
     "these pages, to open without a server; or those of one lineage, comparison or unit"),
)
VENDORED = (
    ("vis-network 9.1.2", "Apache-2.0 / MIT", "单文件溯源页中的可拖动图，随 pyvis 而来",
     "the draggable network of exported pages, as pyvis ships it"),
    ("axe-core 4.14.1", "MPL-2.0", "测试中检查页面的无障碍，不在安装包内", "checks the pages in the tests; not in the package"),
)
"""Files of others: their names with versions, their licences, what they are for."""


def about(site: Site, visit: Visit) -> Page:
    """What can be taken away, what it means, and what this is made of."""
    known = terms()
    finding = visit.say("所有页面都可导出；图谱整体用命令导出，格式与各字段的含义见下。",
                        "Every page can be exported; the whole graph by command. Formats and fields are told below.")
    return Page("about.html", visit.say("导出与关于", "Export and about"), finding, "about",
                ((visit.say("导出与关于", "Export and about"), ""),),
                {"formats": _FORMATS, "vendored": VENDORED, "version": __version__, "licences": _licences(),
                 "schema": draw_schema(known, visit.lang), "terms": known,
                 "classes": sum(one.is_class for one in known)},
                _downloads(known, visit))


def _downloads(known: tuple[Term, ...], visit: Visit) -> Mapping[str, Callable[[], Download]]:
    """The data dictionary as tables, the ontology as Turtle."""
    columns = (("name", "as in gk:name"), ("kind", "class or property"), ("名称", ""), ("label", ""), ("说明", ""),
               ("meaning", ""), ("domain", "of what"), ("range", "what it gives"))
    return {**tables(visit.say("数据说明", "dictionary"), columns, lambda: [
        (one.name, "class" if one.is_class else "property", one.zh, one.en, one.about_zh, one.about_en,
         one.domain or "", one.range or "") for one in known], visit.lang),
            "ttl": lambda: Download("kg.ttl", "text/turtle", ontology.file("kg.ttl").read_bytes())}


def _licences() -> tuple[tuple[str, str], ...]:
    """The packages that kg is installed with and their licences, as they declare them."""
    from importlib import metadata

    rows = []
    for requirement in metadata.requires("kg") or ():
        name = requirement.split(";")[0].split("=")[0].split(">")[0].split("[")[0].strip()
        if "extra ==" in requirement:
            continue
        found = metadata.metadata(name)
        classifiers = [line.rpartition(":: ")[2] for line in found.get_all("Classifier") or ()
                       if line.startswith("License ::")]
        stated = found["License-Expression"] if "License-Expression" in found else "; ".join(classifiers)
        licence = stated or (found["License"][:60] if "License" in found else "")
        rows.append((f"{name} {metadata.version(name)}", licence))
    return tuple(sorted(rows, key=lambda row: row[0].lower()))
