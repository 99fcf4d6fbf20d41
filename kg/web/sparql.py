"""/sparql: the SPARQL 1.1 Protocol for queries; updates do not exist here."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import QueryLimit, QueryProblem, QueryRefused
from kg.graph.formats import RDF_TYPES, offered, serialise, write_triples
from kg.graph.negotiation import negotiate
from kg.graph.results import Answer, Rows, Triples
from kg.graph.screen import LONGEST
from kg.graph.service import describe_service
from kg.graph.worker import Ask, Question

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READING = ("GET", "HEAD")
# A query of the longest size, with every byte percent-encoded, and room for graphs.
_LARGEST_BODY = 4 * LONGEST

_STATUS = {"length": 413, "nesting": 400, "time": 503, "memory": 503, "rows": 413, "bytes": 413}


class ProtocolError(Exception):
    """A request that the protocol does not allow, with its status."""

    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(message)


def sparql_route(ask: Ask, path: str = "/sparql") -> Route:
    """The endpoint as a route; it answers GET and both forms of POST."""
    return Route(path, _endpoint(ask), methods=["GET", "POST"])


def _endpoint(ask: Ask) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    async def _answer(request: Request) -> Response:
        try:
            parameters = await _parameters(request)
            if request.method in _READING and not parameters:
                return _description(request)
            question = _question(parameters)
            async with cancelling(request) as cancel:
                answer = await run_in_threadpool(ask, question, cancel)
            return _response(request, answer)
        except ProtocolError as error:
            return _refusal(error.status, error.message)
        except QueryProblem as error:
            return _refusal(_status(error), str(error))

    return _answer


async def _parameters(request: Request) -> list[tuple[str, str]]:
    """What the request gives, from its address and its body."""
    given = list(request.query_params.multi_items())
    body = await _body(request)
    if request.method in _READING:
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _QUERY:
        return [*given, ("query", body)]
    if kind == _FORM:
        return [*given, *parse_qsl(body, keep_blank_values=True)]
    if kind == _UPDATE:
        raise ProtocolError(403, "updates do not exist here; `kg build` writes")
    raise ProtocolError(415, f"send {_QUERY} or {_FORM}")


async def _body(request: Request) -> str:
    read = bytearray()
    try:
        async for chunk in request.stream():
            read += chunk
            if len(read) > _LARGEST_BODY:
                raise ProtocolError(413, f"a query has at most {LONGEST // 1024} kB")
        return read.decode()
    except ClientDisconnect as error:
        raise ProtocolError(400, "the request broke off") from error
    except UnicodeDecodeError as error:
        raise ProtocolError(400, "a query is text in UTF-8") from error


def _question(parameters: list[tuple[str, str]]) -> Question:
    names = [name for name, _ in parameters]
    if "update" in names:
        raise ProtocolError(403, "updates do not exist here; `kg build` writes")
    if names.count("query") != 1:  # Other names are left alone: well-known clients send their own.
        raise ProtocolError(400, "give `query` once, and default-graph-uri or named-graph-uri if you like")
    return Question(query=next(value for name, value in parameters if name == "query"), substitutions={},
                    default_graphs=[value for name, value in parameters if name == "default-graph-uri"],
                    named_graphs=[value for name, value in parameters if name == "named-graph-uri"])


@asynccontextmanager
async def cancelling(request: Request) -> AsyncIterator[threading.Event]:
    """An event that is set when the client goes away."""
    cancel = threading.Event()

    async def _watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            continue  # What is left of the body.
        cancel.set()

    watching = asyncio.create_task(_watch())
    try:
        yield cancel
    finally:
        watching.cancel()


def _response(request: Request, answer: Answer) -> Response:
    if isinstance(answer, Rows | Triples) and answer.limit is not None:
        raise ProtocolError(413, f"the answer has more than {answer.limit}; narrow the query or add LIMIT")
    chosen = negotiate(request.headers.get("accept"), offered(answer))
    if chosen is None:
        raise ProtocolError(406, f"this answer comes as {', '.join(offered(answer))}")
    return Response(serialise(answer, chosen), media_type=chosen, headers={"vary": "accept"})


def _description(request: Request) -> Response:
    chosen = negotiate(request.headers.get("accept"), tuple(RDF_TYPES)) or "text/turtle"
    endpoint = str(request.url.replace(query=""))
    written = write_triples(describe_service(endpoint), chosen)
    return Response(written, media_type=chosen, headers={"vary": "accept"})


def _status(error: QueryProblem) -> int:
    if isinstance(error, QueryRefused):
        return 403
    return _STATUS.get(error.limit, 500) if isinstance(error, QueryLimit) else 400


def _refusal(status: int, message: str) -> Response:
    return PlainTextResponse(f"{message}\n", status)
