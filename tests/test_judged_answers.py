"""Every answer that rests on a person's decision says whose it is and why, a rejection too."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pages import html_of, path
from papers import paper
from rich.console import Console, RenderableType
from shelf import Shelf

from kg.cli import drawing
from kg.compare import compare
from kg.compare.strip import strip
from kg.compare.units import shifts
from kg.export import answers
from kg.export.docx import comparison_docx
from kg.export.html import comparison_page, lineage_page, strip_page, units_page
from kg.export.network import network
from kg.export.svg import write_svg
from kg.export.tables import tables
from kg.export.xlsx import comparison_sheet, ledger_sheets, strip_sheet, units_sheet
from kg.graph.generations import open_store
from kg.graph.library import Library
from kg.graph.vocabulary import PREFIXES
from kg.ledger import ledger
from kg.lineage import trace
from kg.link.judgements import About, Anchor, Decision, Ruling, anchor
from kg.link.linking import link
from kg.link.roles import judged_roles
from kg.model.answers import Direction, Lineage
from kg.model.extraction import Citation, Evidence, Extraction, Relation
from kg.model.links import Links
from kg.model.text import Span
from kg.questions import question
from kg.search import entries_of_links, keep_catalogue
from kg.web.app import create_app
from kg.web.inside import ask
from kg.web.site import Served

WHO, WHY = "李明", "原件另有说明"
UPPER_ID, LOWER_ID, UNIT = "4407-江府办函-2021-129", "4407-江环办-2021-50", "江门市生态环境局.执法一科"
CITY = "《江门市人民政府办公室关于印发江门市2021年政务公开工作要点分工方案的通知》（江府办函〔2021〕129号）"
SHARED, INSPECTED = "加强财政预算决算信息公开，主动接受监督。", "加强行政执法信息公示工作。"
LOWER = paper("江门市生态环境局", (CITY,), title="江门市生态环境局2021年政务公开工作要点分工方案",
              number="江环办〔2021〕50号", date="2021-10-28", year=2021,
              tasks=(f"{SHARED}|综合科、执法一科", f"{INSPECTED}|执法一科"))
UPPER = paper("江门市人民政府办公室", title="江门市2021年政务公开工作要点分工方案", number="江府办函〔2021〕129号",
              date="2021-06-01", year=2021, tasks=(SHARED, "组织政务公开业务培训。"))
ALONE = replace(LOWER, citations=())


def citing_in_a_task() -> Extraction:
    """The lower plan, naming a document inside its first task."""
    start = LOWER.text.index("财政预算")
    span = Span(start, start + 4)
    mention = Citation(span, span.of(LOWER.text), "财政预算公开办法", None, "财政部", Relation.MENTION,
                       Evidence((span,), "by hand"), task="t1")
    return replace(LOWER, citations=(*LOWER.citations, mention))


def at(words: str, read: Extraction = LOWER) -> Anchor:
    """The place of words in a plan."""
    start = read.text.index(words)
    return anchor(read, Span(start, start + len(words)))


def decision(about: About, ruling: Ruling, place: Anchor, other: Anchor | None = None, value: str = "") -> Decision:
    return Decision(about, ruling, place, other or Anchor(), value, WHO, "2026-11-20", WHY)


def linked(lower: Extraction, decisions: tuple[Decision, ...]) -> tuple[Links, dict[str, Extraction]]:
    """The links of both plans and what they say, as decided."""
    links = link([lower, UPPER], judgements=decisions)
    read = {one.source.sha256: one for one in (lower, UPPER)}
    return links, judged_roles(read, links.works, decisions)


def drawn(what: RenderableType) -> str:
    """What a terminal shows."""
    out = Console(file=io.StringIO(), width=400)
    with out.capture() as written:
        out.print(what)
    return written.get()


def lineages(view: Shelf, id: str, name: str) -> Mapping[str, str]:
    """A lineage in all its forms."""
    found = trace(view, id, Direction.BOTH)
    return {name: drawn(drawing.lineage_tree(found)) + "\n".join(drawing.notes(found)),
            f"{name} json": str(answers.lineage(found)),
            f"{name} svg": _svg(found), f"{name} html": lineage_page(found)}


def _svg(found: Lineage) -> str:
    with TemporaryDirectory() as folder:
        write_svg(found, Path(folder) / "drawing.svg")
        return (Path(folder) / "drawing.svg").read_text("utf-8")


def comparisons(view: Shelf) -> Mapping[str, str]:
    """A comparison, as a strip and as the units see it, in all their forms."""
    found, works = compare(view, UPPER_ID, LOWER_ID), [view.work(UPPER_ID), view.work(LOWER_ID)]
    threads, moved = strip(view, works), shifts(view, found)
    return {
        "compare": drawn(drawing.comparison_table(found)), "compare json": str(answers.comparison(found)["changes"]),
        "compare xlsx": str(comparison_sheet(found, "zh").rows), "compare html": comparison_page(found),
        "compare docx": _docx(comparison_docx(found, "")),
        "strip": drawn(drawing.strip_table(works, threads)), "strip json": str(answers.strip(works, threads)),
        "strip xlsx": str(strip_sheet(works, threads, "zh").rows),
        "units": drawn(drawing.units_table(found, moved)), "units json": str(answers.units(found, moved)),
        "units xlsx": str(units_sheet(found, moved, "zh").rows),
        "strip html": strip_page(works, threads), "units html": units_page(found, moved)}


def _docx(content: bytes) -> str:
    from docx import Document
    return str([cell.text for row in Document(io.BytesIO(content)).tables[0].rows for cell in row.cells])


def ledgers(view: Shelf) -> Mapping[str, str]:
    """A ledger in all its forms."""
    kept = ledger(view, UNIT, date(2021, 12, 1))
    return {"ledger": drawn(drawing.ledger_table(kept)), "ledger json": str(answers.ledger(kept)),
            "ledger xlsx": str([sheet.rows for sheet in ledger_sheets(kept, "zh")])}


def kept(links: Links, read: Mapping[str, Extraction]) -> Mapping[str, str]:
    """The graph, the named question and the pages of a library with both plans."""
    with TemporaryDirectory() as folder:
        library = Library.create_or_open(Path(folder))
        with library.writing() as writer:
            writer.publish(links, read, "1")
        keep_catalogue(library, entries_of_links(links, read), links.holders)
        served = Served(library)
        app = create_app(served)
        first, second = (links.tasks[place].id for place in _tasks_of(links))
        pages = {
            "document page": ("documents", LOWER_ID), "upper document page": ("documents", UPPER_ID),
            "task page": ("tasks", first), "second task page": ("tasks", second), "trace page": ("trace", LOWER_ID),
            "task trace page": ("trace", first), "ledger page": ("units", UNIT)}
        said = {name: html_of(ask(app, path(*parts))) for name, parts in pages.items()}
        said["compare page"] = html_of(ask(app, path("compare", a=UPPER_ID, b=LOWER_ID)))
        said["units page"] = html_of(ask(app, path("compare", "units", a=UPPER_ID, b=LOWER_ID)))
        rows = open_store(library.verified_folder()).query(question("judgements").query, prefixes=PREFIXES,
                                                           use_default_graph_as_union=True)
        said["question"] = str([str(row["who"]) + str(row["why"]) for row in rows])  # type: ignore[union-attr]
        served.close()
        return said


def _tasks_of(links: Links) -> list[int]:
    """Where the tasks of the lower plan stand, in its own order."""
    mine = [(node.local, place) for place, node in enumerate(links.tasks) if node.work == LOWER_ID]
    return [place for _, place in sorted(mine)]


@cache
def everything_said(lower: Extraction, decisions: tuple[Decision, ...]) -> Mapping[str, str]:
    """Every answer about the two plans, in every form that people take away."""
    links, read = linked(lower, decisions)
    held = {work.id: read[work.source] for work in links.works if work.source is not None}
    view = Shelf(links, held)
    task = links.tasks[_tasks_of(links)[0]].id
    return {**lineages(view, LOWER_ID, "trace"), **lineages(view, UPPER_ID, "trace down"),
            **lineages(view, task, "task trace"), **comparisons(view), **ledgers(view), **kept(links, read),
            "tables": str([sheet.rows for sheet in tables(view)]), "network": str(network(view).edges(data=True))}


def forms(*names: str) -> frozenset[str]:
    """Answers by their names; `*` stands for all forms of one."""
    drawn_ones, tabled = ("", " json", " svg", " html"), ("", " json", " xlsx", " html")
    ways = {"trace": drawn_ones, "trace down": drawn_ones, "task trace": drawn_ones, "compare": (*tabled, " docx"),
            "strip": tabled, "units": tabled, "ledger": ("", " json", " xlsx")}
    return frozenset(name.rstrip("*") + way for name in names
                     for way in (ways[name.rstrip("*")] if name.endswith("*") else ("",)))


OF_UNITS = forms("ledger*", "compare*", "units*", "tables", "question", "document page", "task page", "ledger page",
                 "compare page", "units page")
OF_LINEAGE = forms("trace*", "trace down*", "task trace*", "tables", "question", "document page",
                   "upper document page", "trace page", "task trace page")
OF_MATCHES = forms("task trace*", "compare*", "strip*", "tables", "question", "compare page", "task page",
                   "task trace page")
OF_CITED = forms("trace*", "trace down*", "tables", "question", "document page", "trace page")
OF_CITED_IN_TASKS = forms("compare*", "tables", "compare page", "task page")
WHOLE, UNITED = anchor(LOWER, Span(0, 6)), (at(SHARED), at(SHARED, UPPER))
APART = at(INSPECTED), at("组织政务公开业务培训", UPPER)
IN_TASK = citing_in_a_task()
REJECT, CONFIRM, ADD = Ruling.REJECT, Ruling.CONFIRM, Ruling.ADD

# (the lower plan, the decision, the answers that rest on it)
TABLE = [
    (LOWER, decision(About.DERIVATION, REJECT, WHOLE, value=UPPER_ID), OF_LINEAGE),
    (LOWER, decision(About.DERIVATION, CONFIRM, WHOLE, value=UPPER_ID), OF_LINEAGE | {"network"}),
    (ALONE, decision(About.DERIVATION, ADD, WHOLE, value=UPPER_ID), OF_LINEAGE | {"network"}),
    (LOWER, decision(About.MATCH, REJECT, *UNITED), OF_MATCHES),
    (LOWER, decision(About.MATCH, CONFIRM, *UNITED), OF_MATCHES | {"network"}),
    (LOWER, decision(About.MATCH, ADD, *APART, "reworded"),
     forms("compare*", "strip*", "tables", "question", "network", "compare page", "second task page")),
    (LOWER, decision(About.RESOLUTION, REJECT, at(CITY)), OF_CITED),
    (LOWER, decision(About.RESOLUTION, CONFIRM, at(CITY)), OF_CITED | {"network"}),
    (LOWER, decision(About.RESOLUTION, ADD, at(CITY), value=UPPER_ID), OF_CITED | {"network"}),
    (IN_TASK, decision(About.RESOLUTION, REJECT, at("财政预算")), OF_CITED_IN_TASKS),
    (IN_TASK, decision(About.RESOLUTION, CONFIRM, at("财政预算")), OF_CITED_IN_TASKS),
    (IN_TASK, decision(About.RESOLUTION, ADD, at("财政预算"), value=UPPER_ID), OF_CITED_IN_TASKS),
    (LOWER, decision(About.BEARER, REJECT, at("执法一科"), at(SHARED)), OF_UNITS),
    (LOWER, decision(About.BEARER, CONFIRM, at("执法一科"), at(SHARED)), OF_UNITS | {"network"}),
    (LOWER, decision(About.BEARER, ADD, at("执法一科"), at(SHARED), "江门市生态环境执法支队"), OF_UNITS | {"network"}),
    (LOWER, decision(About.ROLE, REJECT, at("执法一科"), at(SHARED)), OF_UNITS),
    (LOWER, decision(About.ROLE, CONFIRM, at("执法一科"), at(SHARED)), OF_UNITS | {"network"}),
    (LOWER, decision(About.ROLE, ADD, at("执法一科"), at(SHARED), "lead"), OF_UNITS | {"network"}),
]


def named(value: object) -> str:
    """A row of the table by its decision."""
    return f"{value.ruling.value} {value.about.value}" if isinstance(value, Decision) else ""


@pytest.mark.parametrize(("lower", "one", "resting"), TABLE, ids=named)
def test_every_answer_that_rests_on_a_decision_says_so(lower: Extraction, one: Decision,
                                                       resting: frozenset[str]) -> None:
    silent, said = everything_said(lower, ()), everything_said(lower, (one,))
    assert resting <= said.keys()
    assert not [name for name, words in silent.items() if WHO in words]
    assert sorted(name for name in resting if WHO not in said[name] or WHY not in said[name]) == []
