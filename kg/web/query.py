"""查询: named questions with fields to fill in, then SPARQL; every row with its links."""

from __future__ import annotations

import shlex
import threading
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from kg import questions
from kg.errors import QueryProblem
from kg.graph.results import Answer
from kg.graph.worker import Question
from kg.search import HolderRow, WorkRow
from kg.web.outcome import Outcome, outcome_of
from kg.web.page import Download, Page
from kg.web.site import Served
from kg.web.takeaway import tables
from kg.web.visit import Visit

SHOWN = 500
_OPENED = 'import kg\n\nlibrary = kg.open("kg-library")'
_EXAMPLE = """SELECT ?文件 ?任务数 WHERE {
  { SELECT ?d (COUNT(?t) AS ?任务数) WHERE { ?d gk:hasTask ?t } GROUP BY ?d }
  ?d rdfs:label ?文件
} ORDER BY DESC(?任务数) LIMIT 20"""


def query(served: Served, visit: Visit, cancel: threading.Event) -> Page:
    """The page of queries: a named question, or a text in SPARQL, or what can be asked.

    A query under way is given up when `cancel` is set.
    """
    name, text = visit.get("name"), visit.get("query")
    asked = next((one for one in questions.questions() if one.name == name), None)
    outcome = None
    if asked and visit.get("run"):
        outcome = _tried(served, visit, lambda: _answer(served, visit, asked, cancel))
    elif text:
        outcome = _tried(served, visit, lambda: served.ask(Question(text, {}), cancel))
    site = served.site()
    trail = [(visit.say("查询", "Query"), visit.link("/query") if asked or text else "")]
    if asked:
        trail.append((visit.say(asked.zh, asked.en), ""))
    title = visit.say(asked.zh, asked.en) if asked else visit.say("查询", "Query")
    return Page(
        "query.html", title, _finding(outcome, visit), "query", tuple(trail),
        {"questions": questions.questions(), "asked": asked, "text": text, "example": _EXAMPLE, "outcome": outcome,
         "holders": [row.name for row in site.catalogue.listing(HolderRow, {}, limit=300).rows] if asked else [],
         "works": [row.name for row in site.catalogue.listing(WorkRow, {}, limit=300).rows] if asked else [],
         "shown": SHOWN, "code": _code(asked, visit), "about": _about(asked, visit)},
        _downloads(outcome, title, visit), outcome.iris if outcome else ())


def _tried(served: Served, visit: Visit, ask: Callable[[], Answer]) -> Outcome:
    started = time.monotonic()
    try:
        found = ask()
    except QueryProblem as error:
        return Outcome(problem=str(error))
    return outcome_of(found, time.monotonic() - started, served.site().catalogue, visit)


def _answer(served: Served, visit: Visit, asked: questions.Question, cancel: threading.Event) -> Answer:
    return questions.answer(asked, _values(asked, visit), lambda question: served.ask(question, cancel))


def _values(asked: questions.Question, visit: Visit) -> Mapping[str, str]:
    """What was filled in."""
    return {parameter.name: visit.get(f"p-{parameter.name}") for parameter in asked.parameters}


def _about(asked: questions.Question | None, visit: Visit) -> str:
    """The half of a question's description that is in the language of the visit."""
    if asked is None:
        return ""
    zh, _, en = asked.about.partition(" / ")
    return visit.say(zh, en or zh)


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


def _code(asked: questions.Question | None, visit: Visit) -> Mapping[str, str]:
    """The same query for a terminal and for Python, by the name of the language."""
    if asked is None:
        text = visit.get("query")
        address = f"http://127.0.0.1:PORT/sparql?{urlencode({'query': text})}"
        return {"curl": f"curl -H 'Accept: application/sparql-results+json' '{address}'",
                "python": f'{_OPENED}\nrows = library.query({text!r})'} if text else {}
    given = {name: value for name, value in _values(asked, visit).items() if value}
    options = "".join(f" --set {shlex.quote(f'{name}={value}')}" for name, value in given.items())
    return {"kg": f"kg query --name {asked.name}{options}",
            "python": f'{_OPENED}\nrows = library.ask({asked.name!r}'
                      + "".join(f", {name}={value!r}" for name, value in given.items()) + ")"}


def _downloads(outcome: Outcome | None, name: str, visit: Visit) -> Mapping[str, Callable[[], Download]]:
    if outcome is None or not outcome.columns:
        return {}
    return tables(name, [(column, "") for column in outcome.columns],
                  lambda: [tuple(cell.words for cell in row) for row in outcome.rows], visit.lang)
