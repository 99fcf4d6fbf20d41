"""The site: which path shows which page, and how a page becomes a response."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import AmbiguousReference, KgError, QueryProblem, ReferenceProblem
from kg.export.labels import Lang
from kg.web.about import about
from kg.web.atlas import atlas
from kg.web.comparison import comparison
from kg.web.document import document
from kg.web.guard import LOCAL, Guard
from kg.web.ledger import ledger
from kg.web.lists import documents, tasks, units
from kg.web.overview import overview
from kg.web.page import Download, Page, render
from kg.web.query import query
from kg.web.resource import resource_routes
from kg.web.results import results
from kg.web.review import Forbidden, judge, review, start_rebuild
from kg.web.site import Served
from kg.web.sparql import cancelling, sparql_route
from kg.web.task import task
from kg.web.trace import trace, trace_index
from kg.web.turtle import turtle
from kg.web.visit import FORMATS, Visit
from kg.web.whereabouts import picture_route
from kg.web.years import by_unit, years

SECTIONS = (
    ("overview", "/", "总览", "Overview"), ("documents", "/documents", "文件", "Documents"),
    ("tasks", "/tasks", "任务", "Tasks"), ("units", "/units", "单位", "Units"),
    ("trace", "/trace", "溯源", "Lineage"), ("graph", "/graph", "图谱", "Graph"),
    ("compare", "/compare", "比较", "Compare"), ("query", "/query", "查询", "Query"),
    ("review", "/review", "审校", "Review"), ("about", "/about", "导出", "Export"))
LARGEST_FORM = 64 * 1024

PageOf: TypeAlias = Callable[..., Page]
_PAGES: tuple[tuple[str, PageOf], ...] = (
    ("/", overview), ("/search", results), ("/about", about),
    ("/documents", documents), ("/documents/{id:path}", document),
    ("/tasks", tasks), ("/tasks/{id:path}", task), ("/units", units), ("/units/{id:path}", ledger),
    ("/trace", trace_index), ("/trace/{id:path}", trace), ("/graph", atlas),
    ("/compare", comparison), ("/compare/units", by_unit), ("/years", years))
_WRITES = (("/review", judge), ("/rebuild", start_rebuild))


def create_app(served: Served, hosts: Iterable[str] = LOCAL) -> Starlette:
    """The pages of one library as an ASGI application that answers only to `hosts`."""
    routes: list[BaseRoute] = [Route(path, _write(served, write), methods=["POST"]) for path, write in _WRITES]
    routes += [Route(path, _endpoint(served, page)) for path, page in _PAGES]
    routes += [Route("/review", _review(served)), Route("/query", _query(served))]
    routes.append(Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")))
    routes += [picture_route(served), sparql_route(served.ask), *resource_routes(served.ask)]
    return Starlette(routes=routes, middleware=[Middleware(Guard, hosts=tuple(hosts))],
                     exception_handlers={404: _missing(served)}, lifespan=_closing(served))


def _closing(served: Served) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def _span(app: Starlette) -> AsyncIterator[None]:
        yield
        served.close()

    return _span


def visit_of(request: Request) -> Visit:
    """What a request asks for."""
    lang: Lang = "en" if request.query_params.get("lang") == "en" else "zh"
    return Visit(request.url.path, tuple(request.query_params.multi_items()), lang)


def _endpoint(served: Served, page_of: PageOf) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        visit = visit_of(request)
        return _found(served, visit, lambda: page_of(served.site(), visit, **request.path_params))

    return _answer


def _review(served: Served) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        visit = visit_of(request)
        return _found(served, visit, lambda: review(served, visit))

    return _answer


def _query(served: Served) -> Callable[[Request], Awaitable[Response]]:
    """The page of queries; leaving it gives up the query under way."""
    async def _answer(request: Request) -> Response:
        visit = visit_of(request)
        async with cancelling(request) as cancel:
            return await run_in_threadpool(_found, served, visit, lambda: query(served, visit, cancel))

    return _answer


def _found(served: Served, visit: Visit, page_of: Callable[[], Page]) -> Response:
    """The page, or the one that says that there is no such thing."""
    try:
        page = page_of()
    except (KeyError, ReferenceProblem) as error:
        visit = Visit("/", (), visit.lang)
        page = not_found(visit, error)
    return respond(served, visit, page)


def _write(served: Served, write: Callable[[Served, Visit], str]) -> Callable[[Request], Awaitable[Response]]:
    async def _answer(request: Request) -> Response:
        visit = visit_of(request)
        body = await _form(request)
        if body is None:
            return PlainTextResponse("a form has at most 64 kB and comes urlencoded\n", 413)
        posted = Visit(visit.path, visit.query, "en" if dict(body).get("lang") == "en" else visit.lang, body)
        try:
            return RedirectResponse(await run_in_threadpool(write, served, posted), 303)
        except Forbidden as error:
            return PlainTextResponse(f"{error}\n", 403)
        except (KeyError, IndexError, ValueError, KgError):
            return respond(served, Visit("/", (), posted.lang), not_found(posted))

    return _answer


async def _form(request: Request) -> tuple[tuple[str, str], ...] | None:
    """The fields of a posted form; None if it is too long or no form."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return None
    return tuple(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def respond(served: Served, visit: Visit, page: Page) -> Response:
    """A page as HTML, or as the file that `format` asks for."""
    page = _with_turtle(served, visit, page)
    format = visit.get("format")
    if format in FORMATS and format in page.downloads:
        try:
            file = page.downloads[format]()
        except QueryProblem as error:
            return PlainTextResponse(f"{error}\n", 413)
        return Response(file.content, media_type=file.media_type, headers={
            "content-disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"})
    html = render(page, visit, sections_of_site=SECTIONS, built=served.site().built, token=served.token,
                  state=served.rebuild.state)
    return HTMLResponse(html, page.status)


def _with_turtle(served: Served, visit: Visit, page: Page) -> Page:
    """The page with one more download, where it shows anything of the graph."""
    if not page.shown:
        return page
    name = f"{page.title[:60]}.ttl"
    return replace(page, downloads={**page.downloads, "ttl": lambda: Download(
        name, "text/turtle", turtle(served.library, served.ask, page.shown, page.partial))})


def not_found(visit: Visit, error: Exception | None = None) -> Page:
    """Says that there is no such thing, without repeating what was asked for."""
    candidates = error.candidates if isinstance(error, AmbiguousReference) else ()
    return Page("missing.html", visit.say("没有这一页", "No such page"),
                visit.say("库里没有这个编号，或者链接写错了。", "The library has nothing of that name."),
                values={"candidates": candidates}, status=404)


def _missing(served: Served) -> Callable[[Request, Exception], Response]:
    def _answer(request: Request, error: Exception) -> Response:
        # Nothing of the address that was asked for goes back, not even in a link.
        visit = Visit("/", (), visit_of(request).lang)
        return respond(served, visit, not_found(visit))

    return _answer
