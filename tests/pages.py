"""How tests ask the pages: addresses of every kind, forms, what a reader sees."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from starlette.applications import Starlette

from kg.model.view import View
from kg.web.inside import Reply, ask

JIANGMEN = "江环办〔2021〕50号"
FORM = {"content-type": "application/x-www-form-urlencoded"}


def path(*parts: str, **query: str) -> str:
    """An address of the site."""
    tail = f"?{urlencode(query, quote_via=quote)}" if query else ""
    return "/" + "/".join(quote(part, safe="") for part in parts) + tail


def further(address: str, *pairs: tuple[str, str]) -> str:
    """The address with more fields in its query."""
    return address + ("&" if "?" in address else "?") + urlencode(pairs, quote_via=quote)


def work_named(view: View, name: str) -> str:
    """The id of a work by its number or title."""
    return next(work.id for work in view.works() if name in (work.number, work.title))


def html_of(reply: Reply) -> str:
    """The page, which must be one."""
    assert reply.status == 200, reply.text[:500]
    assert reply.headers["content-type"].startswith("text/html")
    return reply.text


def words_of(html: str) -> str:
    """What a reader sees: the page without its tags."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<(script|style|template)\b.*?</\1>", "", html, flags=re.S))


def post(app: Starlette, address: str, **fields: str) -> Reply:
    """Sends a form."""
    return ask(app, address, "POST", FORM, urlencode(fields).encode())


def addresses_of(view: View) -> dict[str, str]:
    """An address of every kind of page over the bundled plans, by its name."""
    jiangmen = work_named(view, JIANGMEN)
    task = view.tasks(jiangmen)[11].id
    newer = work_named(view, "环办厅函〔2021〕214号")
    older = next(work.id for work in view.works() if work.held and work.title == "生态环境部2020年政务公开工作安排")
    series = next(one.id for one in view.series() if newer in one.works)
    holder = max(view.holders(), key=lambda one: len(view.borne_by(one.id))).id
    cited = work_named(view, "国办发〔2021〕12号")
    continued = next(match.a for match in view.matches_from([node.id for node in view.tasks(newer)]) if match.accepted)
    return {
        "overview": "/", "documents": "/documents", "tasks": "/tasks", "units": "/units", "about": "/about",
        "search": path("search", q="政策解读"), "nothing found": path("search", q="量子纠缠"),
        "document": path("documents", jiangmen), "outline": path("documents", jiangmen, view="outline"),
        "passage": path("documents", jiangmen, at="96-141"), "cited only": path("documents", cited),
        "task": path("tasks", task), "task of several years": path("tasks", continued),
        "ledger": path("units", holder, on="2026-01-01"),
        "traces": "/trace", "trace": path("trace", jiangmen), "trace both": path("trace", cited, direction="both"),
        "trace of a task": path("trace", task, direction="both"), "stated only": path("trace", jiangmen, stated="1"),
        "trace with siblings": path("trace", jiangmen, siblings="1"),
        "comparisons": "/compare", "comparison": path("compare", a=older, b=newer),
        "comparison, added": path("compare", a=older, b=newer, kind="added", hide="1"),
        "comparison by unit": path("compare", "units", a=older, b=newer), "years": path("years", series=series),
        "graph start": "/graph", "graph": path("graph", open=cited, kinds="up,down,cites,cited,series,units"),
        "path": path("graph", open=jiangmen, to=newer), "queries": "/query",
        "question": path("query", name="unit-tasks", run="1"),
        "construct": path("query", query="CONSTRUCT { ?d gk:number ?n } WHERE { ?d gk:number ?n }"),
        "review": "/review",
    }


PAGES = ("overview", "documents", "tasks", "units", "about", "search", "nothing found", "document", "outline",
         "passage", "cited only", "task", "task of several years", "ledger", "traces", "trace", "trace both",
         "trace of a task", "stated only", "trace with siblings", "comparisons", "comparison", "comparison, added",
         "comparison by unit", "years", "graph start", "graph", "path", "queries", "question", "construct", "review")
