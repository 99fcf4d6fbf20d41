"""查询: named questions with fields to fill in, then SPARQL; every row with its links."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg import questions
from kg.errors import QueryProblem
from kg.graph.iris import Kind, unmint
from kg.graph.results import Answer, Node, NodeKind, Rows, Triples, Truth
from kg.graph.worker import Question
from kg.search import HolderRow, WorkRow
from kg.web.page import Download, Page
from kg.web.site import Served
from kg.web.sheets import csv_bytes
from kg.web.visit import Visit, document_path, task_path, unit_path
from kg.web.wording import column_name

SHOWN = 500
_PAGES = {Kind.DOCUMENT: document_path, Kind.TASK: task_path, Kind.HOLDER: unit_path}
_EXAMPLE = """SELECT ?文件 ?任务数 WHERE {
  { SELECT ?d (COUNT(?t) AS ?任务数) WHERE { ?d gk:hasTask ?t } GROUP BY ?d }
  ?d rdfs:label ?文件
} ORDER BY DESC(?任务数) LIMIT 20"""


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a result: its words and, where it names something of the library, its page."""

    words: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query gave: a table, how long it took, or why there is none."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()
    seconds: float = 0.0
    limit: str | None = None
    truth: bool | None = None
    problem: str = ""


def query(served: Served, visit: Visit) -> Page:
    """The page of queries: a named question, or a text in SPARQL, or what can be asked."""
    name, text = visit.get("name"), visit.get("query")
    asked = next((one for one in questions.questions() if one.name == name), None)
    outcome = _named(served, visit, asked) if asked and visit.get("run") else \
        _written(served, visit, text) if text else None
    site = served.site()
    finding = _finding(outcome, visit)
    trail = [(visit.say("查询", "Query"), visit.link("/query") if asked or text else "")]
    if asked:
        trail.append((visit.say(asked.zh, asked.en), ""))
    return Page(
        "query.html", visit.say(asked.zh, asked.en) if asked else visit.say("查询", "Query"), finding, "query",
        tuple(trail),
        {"questions": questions.questions(), "asked": asked, "text": text, "example": _EXAMPLE, "outcome": outcome,
         "holders": [row.name for row in site.catalogue.listing(HolderRow, {}, limit=300).rows] if asked else [],
         "works": [row.name for row in site.catalogue.listing(WorkRow, {}, limit=300).rows] if asked else [],
         "shown": SHOWN, "curl": _curl(text), "about": _about(asked, visit)},
        {"csv": lambda: _csv(outcome, name or "query")} if outcome and outcome.columns else {})


def _about(asked: questions.Question | None, visit: Visit) -> str:
    """The half of a question's description that is in the language of the visit."""
    if asked is None:
        return ""
    zh, _, en = asked.about.partition(" / ")
    return visit.say(zh, en or zh)


def _named(served: Served, visit: Visit, asked: questions.Question) -> Outcome:
    values = {parameter.name: visit.get(f"p-{parameter.name}") for parameter in asked.parameters}
    started = time.monotonic()
    try:
        found = questions.answer(asked, values, lambda text, terms: _ask(served, text, terms))
    except QueryProblem as error:
        return Outcome(problem=str(error))
    return _table(found, time.monotonic() - started, visit)


def _written(served: Served, visit: Visit, text: str) -> Outcome:
    started = time.monotonic()
    try:
        found = _ask(served, text, {})
    except QueryProblem as error:
        return Outcome(problem=str(error))
    return _table(found, time.monotonic() - started, visit)


def _ask(served: Served, text: str, terms: Mapping[str, Node]) -> Answer:
    return served.ask(Question(text, terms), threading.Event())


def _table(found: Answer, seconds: float, visit: Visit) -> Outcome:
    if isinstance(found, Truth):
        return Outcome(truth=found.value, seconds=seconds)
    if isinstance(found, Triples):
        return Outcome(("s", "p", "o"), tuple(_cells(row, visit) for row in found.triples), seconds, found.limit)
    assert isinstance(found, Rows)
    names = tuple(column_name(variable, visit.lang) for variable in found.variables)
    return Outcome(names, tuple(_cells(row, visit) for row in found.rows), seconds, found.limit)


def _cells(row: Sequence[Node | None], visit: Visit) -> tuple[Shown, ...]:
    return tuple(_shown(node, visit) for node in row)


def _shown(node: Node | None, visit: Visit) -> Shown:
    if node is None:
        return Shown("")
    if node.kind is NodeKind.IRI:
        try:
            kind, name = unmint(node.value)
        except ValueError:
            return Shown(node.value.rpartition("/")[2] or node.value)
        return Shown(name, visit.link(_PAGES[kind](name)) if kind in _PAGES else "")
    return Shown(node.value)


def _finding(outcome: Outcome | None, visit: Visit) -> str:
    if outcome is None:
        return visit.say("选一个问题，填空即可；不必会 SPARQL。", "Choose a question and fill in the blanks; no SPARQL needed.")
    if outcome.problem:
        return visit.say("这次查询没有结果：原因见下。", "The query gave nothing; see below why.")
    if outcome.truth is not None:
        return visit.say("是。" if outcome.truth else "否。", "Yes." if outcome.truth else "No.")
    count, seconds = len(outcome.rows), outcome.seconds
    zh = f"{count} 行，用时 {seconds:.2f} 秒" + (f"；达到上限（{outcome.limit}），结果不全" if outcome.limit else "")
    en = f"{count} rows in {seconds:.2f} s" + (f"; cut at its limit ({outcome.limit})" if outcome.limit else "")
    return visit.say(zh + "。", en + ".")


def _curl(text: str) -> str:
    address = f"http://127.0.0.1:PORT/sparql?{urlencode({'query': text})}"
    return f"curl -H 'Accept: application/sparql-results+json' '{address}'"


def _csv(outcome: Outcome, name: str) -> Download:
    rows = [[cell.words for cell in row] for row in outcome.rows]
    return Download(f"{name}.csv", "text/csv", csv_bytes(outcome.columns, rows))
