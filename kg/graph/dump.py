"""The graph, or one document's, written out in an RDF format and counted again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.graph.generations import open_store
from kg.graph.iris import Kind, mint
from kg.graph.library import Library
from kg.graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

T = TypeVar("T")

FORMATS = {"turtle": "TURTLE", "trig": "TRIG", "nquads": "N_QUADS", "jsonld": "JSON_LD"}
"""From the names of the formats to what the engine calls them; Turtle alone has no graphs."""


def dump(library: Library, form: str, path: Path, work: str | None = None) -> int:
    """Write the generation being served, or what is said of one work, to a file.

    Returns how many triples (Turtle) or quads were written; KeyError for an unknown work.
    """
    import pyoxigraph as ox
    store = open_store(library.verified_folder())
    quads: Iterable[ox.Quad] = store if work is None else list(_of_work(library, work))
    kind = getattr(ox.RdfFormat, FORMATS[form])
    prefixes = PREFIXES if form in ("turtle", "trig") else None
    counted = _Counted(quads)
    with path.open("wb") as out:
        ox.serialize((quad.triple for quad in counted) if form == "turtle" else counted, out, format=kind,
                     prefixes=prefixes)
    return counted.count


def count(path: Path, form: str) -> int:
    """How many triples or quads a file holds, by reading it."""
    import pyoxigraph as ox
    return sum(1 for _ in ox.parse(path=str(path), format=getattr(ox.RdfFormat, FORMATS[form])))


def _of_work(library: Library, work: str) -> Iterator[pyoxigraph.Quad]:
    """The quads of a held work's description, or those about a cited one."""
    import pyoxigraph as ox
    manifest = library.manifest()
    graph = next((one for one in manifest.graphs if one.name == work), None)
    if graph is not None:
        data = (library.path / graph.file).read_bytes()
        yield from ox.parse(data, format=ox.RdfFormat.N_QUADS)
        return
    store = open_store(library.layout.generation(manifest.number))
    found = list(store.quads_for_pattern(ox.NamedNode(mint(Kind.DOCUMENT, work)), None, None))
    if not found:
        raise KeyError(work)
    yield from found


class _Counted(Generic[T]):
    """Counts what passes by."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items = items
        self.count = 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.count += 1
            yield item
