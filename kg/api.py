"""The Python front door: a library opened for questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, make_dataclass
from datetime import date
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import compare, demo, ledger, lineage, questions
from kg.build import build
from kg.errors import MissingExtra, QueryProblem
from kg.graph.generations import open_store
from kg.graph.library import Library
from kg.graph.results import Answer, Node, Rows, literal
from kg.graph.worker import Question, ask
from kg.model.answers import Comparison, Direction, Ledger, Lineage
from kg.model.extraction import Extraction, Task
from kg.model.links import Work
from kg.reference import find, find_work

if TYPE_CHECKING:
    import pandas

    from kg.graph.rdf_view import Graph


class Plans:
    """One generation of a library: documents, tasks, lineage, comparison, queries.

    A reference is what a person would type: a number in any bracket style, a title or
    a part of one, an IRI, and `#3` behind it for a task. UnknownReference and
    AmbiguousReference say what was tried and what there is.
    """

    def __init__(self, library: Library) -> None:
        self.path = library.path
        self.view = library.view()
        self._library = library

    def __repr__(self) -> str:
        works = self.view.works()
        held = sum(work.held for work in works)
        return f"<kg library {self.path.name}: {held} documents, {len(works) - held} only cited>"

    def documents(self) -> tuple[Work, ...]:
        """The documents whose text is held."""
        return tuple(work for work in self.view.works() if work.held)

    def document(self, reference: str) -> Work:
        """One document, held or only cited."""
        return self.view.work(find_work(self.view, reference))

    def extraction(self, reference: str) -> Extraction:
        """Everything that was read from a held document; KeyError if it is only cited."""
        return self.view.extraction(find_work(self.view, reference))

    def tasks(self, reference: str) -> tuple[Task, ...]:
        """The tasks of a held document in reading order."""
        return self.extraction(reference).tasks

    def trace(self, reference: str, direction: Direction = Direction.UP, *, depth: int | None = None,
              stated_only: bool = False) -> Lineage:
        """Where a document or task comes from, what comes from it, or both."""
        return lineage.trace(self.view, find(self.view, reference), direction, depth=depth,
                             stated_only=stated_only)

    def compare(self, a: str, b: str) -> Comparison:
        """Two plans side by side: `a` the older or upper, `b` the newer or lower one."""
        return compare.compare(self.view, find_work(self.view, a), find_work(self.view, b))

    def ledger(self, unit: str, today: date | None = None) -> Ledger:
        """The 台账 of a unit, those due next after `today` first."""
        return ledger.ledger(self.view, unit, today or date.today())

    def query(self, sparql: str, **values: str) -> Answers:
        """The rows of a SELECT; `values` are strings that stand for its variables.

        QueryRefused, QueryLimit and QueryProblem as on the command line: the one engine
        answers everywhere, in a process of its own that can be stopped.
        """
        found = self._ask(Question(sparql, {name: literal(value) for name, value in values.items()}))
        if not isinstance(found, Rows):
            raise QueryProblem("query() gives the rows of a SELECT; ask for variables, or export the graph")
        return Answers(found)

    def ask(self, name: str, **values: str) -> Answers:
        """The rows of a named question (`kg query --list`) with its parameters."""
        return Answers(questions.answer(questions.question(name), values, self._ask))

    def rdf(self) -> Graph:
        """The graph in rdflib, read-only; its queries are answered by the same one engine."""
        from kg.graph.rdf_view import rdf_view
        return rdf_view(open_store(self._library.verified_folder()), self._ask)

    def _ask(self, question: Question) -> Answer:
        return ask(self._library, question)


class Answers(Sequence[Any]):
    """Rows of a query, a frozen dataclass each with a field per variable.

    Numbers, truths and days are Python values, everything else is text; a variable
    that is unbound is None. A variable that is no name in Python has one: `from_` for
    ?from, `_1` for ?1. `limit` names the limit that cut the rows short, if any.
    """

    def __init__(self, rows: Rows) -> None:
        self.variables, self.limit = rows.variables, rows.limit
        row = make_dataclass("Row", map(_field, rows.variables), frozen=True, slots=True)
        self._rows = [row(*(None if node is None else _value(node) for node in cells)) for cells in rows.rows]

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        cut = f", cut at the {self.limit} limit" if self.limit else ""
        return f"<{len(self)} rows of {', '.join(self.variables)}{cut}>"

    def frame(self) -> pandas.DataFrame:
        """The rows as a pandas DataFrame; MissingExtra if pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise MissingExtra("frame()", "pandas", "notebook") from error
        return pandas.DataFrame([astuple(row) for row in self._rows], columns=list(self.variables))


def _field(variable: str) -> str:
    if not variable.isidentifier():
        return f"_{variable}"
    return f"{variable}_" if iskeyword(variable) else variable


def _value(node: Node) -> object:
    read = _READERS.get((node.datatype or "").removeprefix(_XSD), str)
    return read(node.value)


_XSD = "http://www.w3.org/2001/XMLSchema#"
_READERS: Mapping[str, Callable[[str], object]] = {
    "integer": int, "nonNegativeInteger": int, "decimal": float, "double": float,
    "boolean": lambda text: text == "true", "date": date.fromisoformat}


def open_library(path: str | Path) -> Plans:
    """The library at `path`; NoLibrary if there is none, DamagedLibrary if it is not whole."""
    return Plans(Library.open(Path(path)))


def demo_library(path: str | Path) -> Path:
    """Builds the bundled plans into the library at `path`; the path, for `kg.open`."""
    build(demo.plans(), Library.create_or_open(Path(path)))
    return Path(path)
