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
        return _run(store, request)
    except SyntaxError as error:
        return json.dumps({"syntax": str(error)}).encode()
    except MemoryError:
        return json.dumps({"limit": "memory"}).encode()
    except (OSError, ValueError, RuntimeError) as error:
        return json.dumps({"damaged" if is_damage(error) else "error": str(error)}).encode()


def _run(store: Any, request: Json) -> bytes:
    import pyoxigraph as ox
    graphs = {side: [ox.NamedNode(iri) for iri in request[side]]
              for side in ("default_graph", "named_graphs") if request[side]}
    found = store.query(
        request["query"], prefixes=PREFIXES, use_default_graph_as_union=request["union"],
        substitutions={ox.Variable(name): _term(term) for name, term in request["substitutions"].items()},
        **graphs)
    if isinstance(found, ox.QueryBoolean):
        return json.dumps({"truth": bool(found)}).encode()
    if isinstance(found, ox.QueryTriples):
        return _packed([], (_sides(triple) for triple in found), request, triples=True)
    names = [variable.value for variable in found.variables]
    return _packed(names, (list(map(_plain, row)) for row in found), request, triples=False)


def _packed(names: list[str], rows: Iterable[list[Term | None]], request: Json, *,
            triples: bool) -> bytes:
    """The rows as one JSON object, cut at the row or byte that is one too many."""
    parts: list[bytes] = []
    size, limit = 0, ""
    write = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode
    for count, row in enumerate(rows):
        part = write(row).encode(errors="surrogatepass")
        size += len(part) + 1
        limit = "rows" if count >= request["rows"] else "bytes" if size > request["bytes"] else ""
        if limit:
            break
        parts.append(part)
    head = json.dumps({"names": names, "cut": limit, "triples": triples}, ensure_ascii=False)[:-1].encode()
    return head + b',"rows":[' + b",".join(parts) + b"]}"


def _sides(triple: Any) -> list[Term | None]:
    return [_plain(triple.subject), _plain(triple.predicate), _plain(triple.object)]


def _plain(term: Any) -> Term | None:
    # An answer has up to a hundred thousand terms: the name of a class is the cheapest thing to ask of one.
    match type(term).__name__:
        case "Literal":
            return ["literal", term.value, term.datatype.value, term.language]
        case "NamedNode":
            return ["uri", term.value, None, None]
        case "NoneType":
            return None
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
