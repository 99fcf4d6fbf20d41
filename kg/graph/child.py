"""The process that runs queries: one read-only store, no network, little memory.

It speaks frames over its standard streams: four bytes of length, then JSON. It is
killed, never asked, when a query runs into its time.
"""

from __future__ import annotations

import gc
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from kg.graph.vocabulary import PREFIXES

Json = dict[str, Any]
Term = list[str | None]

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_CELL = 8
"""Bytes that a cell is counted for besides those of its words."""


def main() -> None:
    """Serve requests until the input ends: argv names the store and the bytes of memory."""
    import pyoxigraph
    replies, requests = sys.stdout.buffer, sys.stdin.buffer
    isolated = leave_network()
    store = pyoxigraph.Store.read_only(sys.argv[1])
    limit_memory(int(sys.argv[2]))
    gc.disable()  # Rows go round in no circles; looking for some takes a tenth of the time.
    write_frame(replies, json.dumps({"ready": True, "isolated": isolated}).encode())
    while (frame := read_frame(requests)) is not None:
        write_frame(replies, _answer(store, json.loads(frame)))


def leave_network() -> bool:
    """Whether this process could be cut off from every network; only Linux can, and not always."""
    if not sys.platform.startswith("linux"):
        return False
    import ctypes
    library = ctypes.CDLL(None, use_errno=True)
    return any(library.unshare(flags) == 0 for flags in (_NEW_USER | _NEW_NETWORK, _NEW_NETWORK))


def limit_memory(size: int) -> None:
    """Let queries have so many bytes beyond what this process holds already: the threads and tables
    of an open store take more addresses the larger it is. Only Linux keeps such a limit."""
    if sys.platform.startswith("linux"):
        import resource
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        most = pages * resource.getpagesize() + size
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def is_damage(error: Exception) -> bool:
    """Whether the engine met a block of its files that has not the checksum it was written with."""
    return "Corruption" in str(error)


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The next frame, None at the end."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    size: int = struct.unpack(">I", head)[0]
    body = stream.read(size)
    return body if len(body) == size else None


def write_frame(stream: IO[bytes], body: bytes) -> None:
    """Send one frame."""
    stream.write(struct.pack(">I", len(body)))
    stream.write(body)
    stream.flush()


def _answer(store: Any, request: Json) -> bytes:
    try:
        return _written(_run(store, request))
    except SyntaxError as error:
        return _written({"syntax": str(error)})
    except MemoryError:
        return _written({"limit": "memory"})
    except (OSError, ValueError, RuntimeError) as error:
        return _written({"damaged" if is_damage(error) else "error": str(error)})


def _written(reply: Json) -> bytes:
    return json.dumps(reply, ensure_ascii=False, check_circular=False, separators=(",", ":")).encode()


def _run(store: Any, request: Json) -> Json:
    import pyoxigraph as ox
    found = _found(store, request, request)
    if isinstance(found, ox.QueryBoolean):
        return {"truth": bool(found)}
    if isinstance(found, ox.QueryTriples):
        return {"names": [], "triples": True, **_packed(map(_sides, found), request)}
    reply = {"names": [variable.value for variable in found.variables], "triples": False, **_packed(found, request)}
    beyond = request["beyond"]
    if beyond and not reply["cut"] and any(True for _ in _found(store, request, beyond)):
        reply["cut"] = "beyond"
    return reply


def _found(store: Any, request: Json, asked: Json) -> Any:
    """What the engine finds: `asked` has the query and its values, `request` the graphs."""
    import pyoxigraph as ox
    graphs = {side: [ox.NamedNode(iri) for iri in request[side]]
              for side in ("default_graph", "named_graphs") if request[side]}
    terms = {ox.Variable(name): _term(term) for name, term in asked["substitutions"].items()}
    return store.query(asked["query"], prefixes=PREFIXES, use_default_graph_as_union=request["union"],
                       substitutions=terms, **graphs)


def _packed(rows: Iterable[Iterable[Any]], request: Json) -> Json:
    """The rows of an answer, cut at the row or byte that is one too many.

    They say the same names and kinds over and over: each term stands once in `terms`, and a row is
    the places of its terms there. What counts as bytes is every cell, however often it is said.
    """
    terms: list[Term | None] = [None]
    places: dict[Any, int] = {None: 0}
    sizes, size, limit = [_CELL], 0, ""
    cells: list[list[int]] = []
    for row in rows:
        line = []
        for term in row:
            place = places.setdefault(term, len(terms))
            if place == len(terms):
                terms.append(_plain(term))
                sizes.append(_CELL + len(term.value.encode()))
            line.append(place)
        size += sum(sizes[place] for place in line)
        limit = "rows" if len(cells) == request["rows"] else "bytes" if size > request["bytes"] else ""
        if limit:
            break
        cells.append(line)
    return {"cut": limit, "terms": terms, "rows": cells}


def _sides(triple: Any) -> tuple[Any, Any, Any]:
    return triple.subject, triple.predicate, triple.object


def _plain(term: Any) -> Term:
    # An answer has up to a hundred thousand terms: the name of a class is the cheapest thing to ask of one.
    match type(term).__name__:
        case "Literal":
            return ["literal", term.value, term.datatype.value, term.language]
        case "NamedNode":
            return ["uri", term.value, None, None]
        case "BlankNode":
            return ["bnode", term.value, None, None]
    raise ValueError("triple terms are not part of this graph; return their parts instead")


def _term(plain: Term) -> Any:
    import pyoxigraph as ox
    kind, value, datatype, language = plain
    if value is None:
        raise ValueError("a term has a value")
    if kind == "uri":
        return ox.NamedNode(value)
    if language:
        return ox.Literal(value, language=language)
    return ox.Literal(value, datatype=ox.NamedNode(datatype) if datatype else None)


def frames(stream: IO[bytes]) -> Iterator[bytes]:
    """Every frame until the stream ends."""
    while (frame := read_frame(stream)) is not None:
        yield frame


if __name__ == "__main__":
    main()
