"""The site: which path shows which page, and how a page becomes a response."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import AmbiguousReference, ReferenceProblem
from kg.web.comparison import comparison
from kg.web.document import document
from kg.web.guard import LOCAL, Guard
from kg.web.ledger import ledger
from kg.web.lists import documents, tasks, units
from kg.web.overview import overview
from kg.web.page import Page, render
from kg.web.resource import resource_routes
from kg.web.results import results
from kg.web.site import Served
from kg.web.sparql import sparql_route
from kg.web.task import task
from kg.web.trace import trace
from kg.web.visit import FORMATS, Visit

SECTIONS = (
    ("overview", "/", "总览", "Overview"), ("documents", "/documents", "文件", "Documents"),
    ("tasks", "/tasks", "任务", "Tasks"), ("units", "/units", "单位", "Units"),
    ("trace", "/trace", "溯源", "Lineage"), ("graph", "/graph", "图谱", "Graph"),
    ("compare", "/compare", "比较", "Compare"), ("query", "/query", "查询", "Query"),
    ("review", "/review", "审校", "Review"), ("about", "/about", "导出", "Export"))

PageOf: TypeAlias = Callable[..., Page]
_PAGES: tuple[tuple[str, PageOf], ...] = (
    ("/", overview), ("/search", results),
    ("/documents", documents), ("/documents/{id}", document),
    ("/tasks", tasks), ("/tasks/{id}", task), ("/units", units), ("/units/{id}", ledger),
    ("/trace/{id}", trace), ("/compare", comparison))


def create_app(served: Served, hosts: Iterable[str] = LOCAL) -> Starlette:
    """The pages of one library as an ASGI application that answers only to `hosts`."""
    routes: list[BaseRoute] = [Route(path, _endpoint(served, page)) for path, page in _PAGES]
    routes.append(sparql_route(served.ask))
    routes.extend(resource_routes(served.ask))
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=tuple(hosts))],
                     exception_handlers={404: _missing(served)})


def visit_of(request: Request) -> Visit:
    """What a request asks for."""
    lang = "en" if request.query_params.get("lang") == "en" else "zh"
    return Visit(request.url.path, tuple(request.query_params.multi_items()), lang)


def _endpoint(served: Served, page_of: PageOf) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        visit = visit_of(request)
        try:
            page = page_of(served.site(), visit, **request.path_params)
        except (KeyError, ReferenceProblem) as error:
            page = not_found(visit, error)
        return respond(served, visit, page)

    return _answer


def respond(served: Served, visit: Visit, page: Page) -> Response:
    """A page as HTML, or as the file that `format` asks for."""
    format = visit.get("format")
    if format in FORMATS and format in page.downloads:
        file = page.downloads[format]()
        return Response(file.content, media_type=file.media_type, headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"})
    html = render(page, visit, sections_of_site=SECTIONS, built=served.site().built, token=served.token)
    return HTMLResponse(html, page.status)


def not_found(visit: Visit, error: Exception | None = None) -> Page:
    """Says that there is no such thing, without repeating what was asked for."""
    candidates = error.candidates if isinstance(error, AmbiguousReference) else ()
    return Page("missing.html", visit.say("没有这一页", "No such page"),
                visit.say("库里没有这个编号，或者链接写错了。", "The library has nothing of that name."),
                values={"candidates": candidates}, status=404)


def _missing(served: Served) -> Callable[[Request, Exception], Response]:
    def _answer(request: Request, error: Exception) -> Response:
        visit = visit_of(request)
        return respond(served, visit, not_found(visit))

    return _answer
