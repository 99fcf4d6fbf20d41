"""What a query gave, as a table whose cells say names and lead to pages and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.graph.iris import Kind, unmint
from kg.graph.results import Answer, Node, NodeKind, Triples, Truth
from kg.graph.vocabulary import PREFIXES
from kg.model.text import Span
from kg.search import Catalogue, HolderRow, TaskRow, WorkRow
from kg.web.document import passage_path
from kg.web.visit import Visit, document_path, task_path, unit_path
from kg.web.wording import cell_words, column_name

_PAGES = {Kind.DOCUMENT: document_path, Kind.TASK: task_path, Kind.HOLDER: unit_path}
_QUOTED = ("quote", "words", "text")


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a result: its words, the page of what it names, and its IRI where it is one."""

    words: str
    link: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query gave: a table, how long it took, or why there is none.

    `iris` are the documents, tasks and holders that it names."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()
    iris: tuple[str, ...] = ()
    seconds: float = 0.0
    limit: str | None = None
    truth: bool | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """What things are called, and where tasks stand in their documents, by their ids."""

    names: Mapping[str, str]
    places: Mapping[str, str]

    def place_of(self, node: Node) -> str:
        """Where a task stands; nothing for any other cell."""
        try:
            kind, name = unmint(node.value)
        except ValueError:
            return ""
        return self.places.get(name, "") if kind is Kind.TASK else ""


def outcome_of(found: Answer, seconds: float, catalogue: Catalogue, visit: Visit) -> Outcome:
    """The answer of a query for a page in the language of the visit."""
    if isinstance(found, Truth):
        return Outcome(truth=found.value, seconds=seconds)
    cells: Sequence[Sequence[Node | None]] = found.triples if isinstance(found, Triples) else found.rows
    variables = ("s", "p", "o") if isinstance(found, Triples) else found.variables
    named = _named(cells)
    known = _known(catalogue, named.values(), visit)
    rows = tuple(tuple(_shown(node, variable, variables, row, known, visit)
                       for variable, node in zip(variables, row, strict=True)) for row in cells)
    heads = tuple(column_name(variable, visit.lang) for variable in variables)
    return Outcome(heads, rows, tuple(iri for iri, (kind, _) in named.items() if kind in _PAGES), seconds, found.limit)


def _named(cells: Iterable[Sequence[Node | None]]) -> dict[str, tuple[Kind, str]]:
    """The things of the graph that an answer names, by their IRI."""
    iris = dict.fromkeys(node.value for row in cells for node in row if node and node.kind is NodeKind.IRI)
    found = {}
    for iri in iris:
        try:
            found[iri] = unmint(iri)
        except ValueError:
            continue  # A term of a vocabulary names nothing of the library.
    return found


def _known(catalogue: Catalogue, things: Iterable[tuple[Kind, str]], visit: Visit) -> _Known:
    """What the catalogue tells of the documents, tasks and holders of an answer."""
    ids: dict[Kind, list[str]] = {kind: [] for kind in _PAGES}
    for kind, id in things:
        ids.setdefault(kind, []).append(id)
    names = {row.id: row.name for row in catalogue.rows(WorkRow, ids[Kind.DOCUMENT])}
    names |= {row.id: row.name for row in catalogue.rows(HolderRow, ids[Kind.HOLDER])}
    tasks = catalogue.rows(TaskRow, ids[Kind.TASK])
    for row in tasks:
        item = row.label or row.local
        names[row.id] = f"{row.work_name} " + visit.say(f"第 {item} 项", f"item {item}")
    return _Known(names, {row.id: visit.link(document_path(row.work)) + f"#{row.local}" for row in tasks})


def _shown(node: Node | None, variable: str, variables: Sequence[str], row: Sequence[Node | None],
           known: _Known, visit: Visit) -> Shown:
    if node is None:
        return Shown("")
    if node.kind is not NodeKind.IRI:
        cells = dict(zip(variables, row, strict=True))
        return Shown(cell_words(variable, node.value, visit.lang),
                     _passage(cells, known, visit) if variable in _QUOTED else "")
    try:
        kind, name = unmint(node.value)
    except ValueError:
        return Shown(_short(node.value), iri=node.value)
    link = visit.link(_PAGES[kind](name)) if kind in _PAGES else ""
    return Shown(known.names.get(name, name), link, node.value)


def _passage(cells: Mapping[str, Node | None], known: _Known, visit: Visit) -> str:
    """Where quoted words stand: between the characters that the row names, else in its task."""
    document, start, end = (cells.get(name) for name in ("document", "start", "end"))
    if document is None or start is None or end is None or not (start.value.isdigit() and end.value.isdigit()):
        return next((place for node in cells.values() if node and (place := known.place_of(node))), "")
    try:
        kind, name = unmint(document.value)
    except ValueError:
        return ""
    return passage_path(visit, name, Span(int(start.value), int(end.value))) if kind is Kind.DOCUMENT else ""


def _short(iri: str) -> str:
    """A term of a vocabulary with our prefix for it."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri
