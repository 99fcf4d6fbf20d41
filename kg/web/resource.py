"""The graph's own IRIs, answered here: a page for people, RDF for programs.

Nothing is hosted at the base of the IRIs; their paths are the same on this server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.graph import ontology
from kg.graph.formats import RDF_TYPES, write_triples
from kg.graph.iris import Kind, mint
from kg.graph.negotiation import negotiate
from kg.graph.results import Triples, iri
from kg.graph.worker import Ask, Question

_HTML = "text/html"
_VARY = {"vary": "accept"}
_PAGES = {Kind.DOCUMENT: "documents", Kind.TASK: "tasks", Kind.HOLDER: "units"}
_EVERYTHING = "CONSTRUCT { ?thing ?field ?value } WHERE { ?thing ?field ?value }"


def resource_routes(ask: Ask) -> list[Route]:
    """A route for every kind of IRI, and one for the schema."""
    routes = [Route(f"/{kind.value}/{{name:path}}", _endpoint(ask, kind)) for kind in Kind]
    return [*routes, Route("/ont", _schema)]


def _endpoint(ask: Ask, kind: Kind) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        # The path comes decoded, so the name in it is the one that the IRI was minted from.
        name, page = request.path_params["name"], _PAGES.get(kind)
        types = (_HTML, *RDF_TYPES) if page else tuple(RDF_TYPES)
        chosen = negotiate(request.headers.get("accept"), types)
        if chosen is None:
            return PlainTextResponse(f"this comes as {', '.join(types)}\n", 406)
        if chosen == _HTML:
            return RedirectResponse(f"/{page}/{quote(name, safe='')}", 303, headers=_VARY)
        return _described(ask, kind, name, chosen)

    return _answer


def _described(ask: Ask, kind: Kind, name: str, media_type: str) -> Response:
    subject = mint(kind, name)
    if kind is Kind.GRAPH:
        question = Question(_EVERYTHING, {}, default_graphs=[subject])
    else:
        question = Question(_EVERYTHING, {"thing": iri(subject)})
    answer = ask(question, threading.Event())
    if not isinstance(answer, Triples) or not answer.triples:
        return PlainTextResponse("nothing of that name is in the library\n", 404)
    if answer.limit is not None:
        return PlainTextResponse(f"it has more than {answer.limit}; `kg export` gives all of it\n", 413)
    return Response(write_triples(answer.triples, media_type), media_type=media_type, headers=_VARY)


def _schema(request: Request) -> Response:
    return Response(ontology.file("kg.ttl").read_bytes(), media_type="text/turtle")
