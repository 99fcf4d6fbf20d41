"""The graph's own IRIs, answered here: a page for people, RDF for programs.

Nothing is hosted at the base of the IRIs; their paths are the same on this server.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.graph import ontology
from kg.graph.formats import RDF_TYPES, write_triples
from kg.graph.iris import Kind, mint
from kg.graph.negotiation import negotiate
from kg.graph.results import Triples, Truth, iri
from kg.graph.worker import Ask, Question

_HTML = "text/html"
_VARY = {"vary": "accept"}
_PAGES = {Kind.DOCUMENT: "documents", Kind.TASK: "tasks", Kind.HOLDER: "units"}
_EVERYTHING = "CONSTRUCT { ?thing ?field ?value } WHERE { ?thing ?field ?value }"
_SHOWN = "SELECT ?field ?value WHERE { <%s> ?field ?value } LIMIT 1000"
_SHOWN_OF_GRAPH = "SELECT ?thing ?field ?value WHERE { GRAPH <%s> { ?thing ?field ?value } } LIMIT 1000"


def resource_routes(ask: Ask) -> list[Route]:
    """A route for every kind of IRI, and one for the schema."""
    routes = [Route(f"/{kind.value}/{{name:path}}", _endpoint(ask, kind)) for kind in Kind]
    return [*routes, Route("/ont", _schema)]


def _endpoint(ask: Ask, kind: Kind) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        # The path comes decoded, so the name in it is the one that the IRI was minted from.
        name = request.path_params["name"]
        types = (_HTML, *RDF_TYPES) if kind in _PAGES else (*RDF_TYPES, _HTML)
        chosen = negotiate(request.headers.get("accept"), types)
        if chosen is None:
            return _unknown_types()
        if not name:
            return _unknown_name()
        return _shown(ask, kind, name) if chosen == _HTML else _described(ask, kind, name, chosen)

    return _answer


def _shown(ask: Ask, kind: Kind, name: str) -> Response:
    """The page of a thing; where its kind has none, the page of queries with all that is said of it."""
    if kind in _PAGES:
        return RedirectResponse(f"/{_PAGES[kind]}/{quote(name, safe='')}", 303, headers=_VARY)
    query = (_SHOWN_OF_GRAPH if kind is Kind.GRAPH else _SHOWN) % mint(kind, name)
    if ask(Question(f"ASK {{ {query} }}", {}), threading.Event()) != Truth(True):
        return _unknown_name()
    return RedirectResponse(f"/query?{urlencode({'query': query})}", 303, headers=_VARY)


def _described(ask: Ask, kind: Kind, name: str, media_type: str) -> Response:
    subject = mint(kind, name)
    if kind is Kind.GRAPH:
        question = Question(_EVERYTHING, {}, default_graphs=[subject])
    else:
        question = Question(_EVERYTHING, {"thing": iri(subject)})
    answer = ask(question, threading.Event())
    if not isinstance(answer, Triples) or not answer.triples:
        return _unknown_name()
    if answer.limit is not None:
        return PlainTextResponse(f"it has more than {answer.limit}; `kg export` gives all of it\n", 413)
    return Response(write_triples(answer.triples, media_type), media_type=media_type, headers=_VARY)


def _schema(request: Request) -> Response:
    chosen = negotiate(request.headers.get("accept"), (*RDF_TYPES, _HTML))
    if chosen is None:
        return _unknown_types()
    if chosen == _HTML:
        return RedirectResponse("/about", 303, headers=_VARY)
    return Response(ontology.schema(chosen), media_type=chosen, headers=_VARY)


def _unknown_types() -> Response:
    return PlainTextResponse(f"this comes as {', '.join((_HTML, *RDF_TYPES))}\n", 406)


def _unknown_name() -> Response:
    return PlainTextResponse("nothing of that name is in the library\n", 404)
