"""文件: the text with everything that was read from it, its outline, where it comes from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.export.labels import label
from kg.form import to_public
from kg.lineage import trace
from kg.model.answers import Direction, Refusal
from kg.model.extraction import Extraction, Relation, Role
from kg.model.links import Derivation, Judgement, Resolution, Work
from kg.model.text import Script, Span
from kg.model.view import View
from kg.web.looks import looks
from kg.web.page import Download, Page
from kg.web.passages import Mark, blocks, marks_of
from kg.web.site import Site
from kg.web.structure import sections
from kg.web.takeaway import json_of, tables
from kg.web.turtle import text_of, works_of
from kg.web.visit import Visit, document_path
from kg.web.whereabouts import picture_path, told


MOST_BELOW = 30
"""Documents below that are named; the others stand in the lineage."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the document and what it was resolved to."""

    index: int
    text: str
    relation: Relation
    task: str | None
    resolution: Resolution | None
    work: Work | None


def document(site: Site, visit: Visit, id: str) -> Page:
    """The page of a work: its text if it is held, what is known about it if it is not."""
    view = site.view
    work = view.work(id)
    if not work.held:
        return _cited_only(site, visit, work)
    read = view.extraction(id)
    here = _here(visit, read)
    marks = (*marks_of(read, visit.lang), *here)
    cited = citations(view, work, read)
    above = upstream(view, work)
    nodes = {node.local: node.id for node in view.tasks(id)}
    mode = "outline" if visit.get("view") == "outline" else "text"
    shown = blocks(read, marks) if mode == "text" else ()
    return Page(
        "document.html", work.title or work.name, finding(work, read, cited, visit), "documents",
        ((visit.say("文件", "Documents"), visit.link("/documents")), (work.name, "")),
        {"work": work, "read": read, "blocks": shown, "looks": looks(read, shown),
         "sections": sections(read), "nodes": nodes, "cited": cited, "mode": mode,
         "tasks": {task.id: task for task in read.tasks},
         "where": lambda span: told(read, span, visit),
         "picture": lambda span: picture_path(id, read, span),
         "traditional": read.script is Script.TRADITIONAL,
         "upstream": above, "downstream": downstream(view, work), "most_below": MOST_BELOW,
         "rejected": _rejected(view, work), "decided": defaultdict(lambda: None, decided(view)),
         "held_upstream": [other for other, _ in above if other.held][-1:]},
        _downloads(work, read, visit), text_of(id))


def _downloads(work: Work, read: Extraction, visit: Visit) -> Mapping[str, Callable[[], Download]]:
    """What was read: the public form of an extraction, and its tasks as a table."""
    columns = [("id", ""), ("label", ""), ("heading", ""), ("text", ""), ("units", "name (role)"),
               ("times", "text = value"), ("start", "code points"), ("end", "code points")]
    return {**tables(work.name[:60], columns, lambda: _task_table(read, visit), visit.lang),
            "json": lambda: json_of(work.name[:60], to_public(read))}


def _task_table(read: Extraction, visit: Visit) -> list[tuple[str, ...]]:
    return [(task.id, task.label or "", " / ".join(task.headings), task.text(read.text),
             "；".join(f"{unit.name}（{label(unit.role).say(visit.lang)}）" for unit in task.assignments),
             "；".join(f"{time.text} = {time.value}" for time in task.times),
             str(task.spans[0].start), str(task.spans[-1].end)) for task in read.tasks]


def _cited_only(site: Site, visit: Visit, work: Work) -> Page:
    view = site.view
    citing = [(view.work(found.work), found, view.extraction(found.work).citations[found.citation])
              for found in view.cited_by(work.id) if found.work != work.id]
    number = len({citing_work.id for citing_work, _, _ in citing})
    finding = visit.say(f"未入库：库里没有它的原文，{number} 份已入库文件引用了它。",
                        f"Not held: its text is not in the library; {number} held documents cite it.")
    return Page("cited.html", work.title or work.name, finding, "documents",
                ((visit.say("文件", "Documents"), visit.link("/documents")), (work.name, "")),
                {"work": work, "citing": citing, "downstream": downstream(view, work), "most_below": MOST_BELOW,
                 "upstream": upstream(view, work), "rejected": _rejected(view, work)}, shown=works_of([work.id]))


def _here(visit: Visit, read: Extraction) -> tuple[Mark, ...]:
    """The passage that a link points at (`at=start-end`), if it lies in the text."""
    start, _, end = visit.get("at").partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        return ()
    if not int(start) < int(end) <= len(read.text):
        return ()
    return (Mark(Span(int(start), int(end)), "here", "here"),)


def passage_path(visit: Visit, work: str, span: Span, anchor: str = "") -> str:
    """A link to a passage of a held work: to the mark that stands on it, else to its place."""
    if anchor:
        return visit.link(document_path(work)) + f"#{anchor}"
    return visit.link(document_path(work), at=f"{span.start}-{span.end}") + "#here"


def citations(view: View, work: Work, read: Extraction) -> tuple[Cited, ...]:
    """The citations of a document with what became of each, in reading order."""
    found = {resolution.citation: resolution for resolution in view.resolutions(work.id)}
    rows = []
    for index, citation in enumerate(read.citations):
        resolution = found.get(index)
        target = resolution.target if resolution else None
        rows.append(Cited(index, citation.text, citation.relation, citation.task, resolution,
                          view.work(target) if target else None))
    return tuple(rows)


def upstream(view: View, work: Work) -> tuple[tuple[Work, Derivation], ...]:
    """What a work derives from and how, the highest level first."""
    found = [(view.work(edge.target), edge) for edge in view.derivations_from(work.id)]
    return tuple(sorted(found, key=lambda row: (row[0].level.rank if row[0].level else 9, row[0].id)))


def downstream(view: View, work: Work) -> tuple[tuple[Work, Derivation], ...]:
    """What derives from a work and how, each once."""
    found = {edge.source: edge for edge in view.derivations_to(work.id)}
    return tuple((view.work(id), edge) for id, edge in found.items())


def decided(view: View) -> dict[tuple[str, int], Judgement | None]:
    """What people decided on units, rejections too, by task and index of the assignment."""
    return {(one.task, one.assignment): one.judgement for one in (*view.judged_bearers(), *view.rejected().bearers)}


def _rejected(view: View, work: Work) -> tuple[Refusal, ...]:
    """The steps up and down from a work that people rejected."""
    return trace(view, work.id, Direction.BOTH, depth=1, most=1).rejected


def finding(work: Work, read: Extraction, cited: tuple[Cited, ...], visit: Visit) -> str:
    """The one sentence of the page."""
    tasks = len(read.tasks)
    units = sum(len(task.assignments) for task in read.tasks)
    times = sum(len(task.times) for task in read.tasks)
    others = [row for row in cited if row.relation is not Relation.SELF]
    led = sum(any(unit.role is Role.LEAD for unit in task.assignments) for task in read.tasks)
    alone = visit.say(f"{tasks - led} 项没有牵头单位", f"{tasks - led} name no lead unit") if tasks > led else \
        visit.say("每项都有牵头单位", "every task has a lead unit")
    return visit.say(
        f"{tasks} 项任务，{units} 处责任单位，{times} 处时限，{len(others)} 处引用；{alone}。",
        f"{tasks} tasks, {units} assignments, {times} time limits, {len(others)} citations; {alone}.")
