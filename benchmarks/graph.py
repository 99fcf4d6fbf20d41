"""Measures the graph: `python benchmarks/graph.py [DOCUMENTS]` builds a made-up library and
prints what building, storing and every named question cost, beside rdflib and networkx.

The figures are those of this machine and this moment; nothing here passes or fails.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import networkx
import rdflib
from synthetic import Synthetic

from kg import lineage, questions
from kg.errors import QueryLimit
from kg.graph import generations, shapes
from kg.graph.library import Library
from kg.graph.ontology import vocabulary
from kg.graph.quads import Description, describe
from kg.graph.results import Answer, Node
from kg.graph.vocabulary import PREFIXES
from kg.graph.worker import Question, QueryWorkers
from kg.graph.writer import keep_graph
from kg.model.links import Links

ROUNDS = 9
SHAPED = 20
SMALL = 60
"""Documents that rdflib is given; ten times more takes it minutes and gigabytes."""
PEERS = ("lineage", "downstream", "unit-tasks", "deadlines", "workload", "not-held")


def main() -> None:
    """Build, then ask everything; then a small library for the peers."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as room:
        made = Synthetic(documents)
        links = made.links()
        library = build(Path(room, "library"), made, links)
        check_shapes(made, links)
        ask_all(library, made)
        trace_all(library, links, made)
    with tempfile.TemporaryDirectory() as room:
        made = Synthetic(SMALL)
        ask_peers(build(Path(room, "library"), made, made.links()), made)


def build(path: Path, made: Synthetic, links: Links) -> Library:
    """Describe, store and publish; print quads a second, bytes a quad, memory."""
    library = Library.create_or_open(path)
    start = time.perf_counter()
    graphs = tuple(keep_graph(library.layout, one) for one in _descriptions(made, links))
    written = time.perf_counter()
    manifest = generations.publish(library.layout, graphs, (), (), shapes.version())
    end = time.perf_counter()
    size = sum(file.size for file in manifest.files)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{len(made)} documents, {len(links.tasks)} tasks, {manifest.quads} quads")
    print(f"described and written at {manifest.quads / (written - start):,.0f} quads/s, "
          f"loaded and verified at {manifest.quads / (end - written):,.0f} quads/s, "
          f"{size / manifest.quads:.0f} bytes a quad in the store, peak memory {used} MB")
    return library


def _descriptions(made: Synthetic, links: Links) -> Iterator[Description]:
    yield from describe(links, made)
    yield Description("vocabulary", vocabulary())


def check_shapes(made: Synthetic, links: Links) -> None:
    """What the shapes cost for a document; a build pays it once for each changed one."""
    costs = []
    for _, description in zip(range(SHAPED), describe(links, made), strict=False):
        costs.append(seconds(lambda: shapes.check(description)))  # noqa: B023  (called at once)
    print(f"shapes: {statistics.median(costs) * 1000:.0f} ms a document")


def values_for(question: questions.Question, made: Synthetic) -> Mapping[str, str]:
    """Values that mean something in the made-up library; dates and shares keep their defaults."""
    lowest = made.plans[-1]
    before = made.plans[-1 - len(made.plans) // 10]
    chosen = {"document": lowest.title, "number": lowest.title, "newer": lowest.title,
              "older": before.title, "unit": f"{lowest.issuer}综合科"}
    if question.name == "downstream":
        chosen["document"] = made.plans[-len(made.plans) // 10].title
    return {one.name: chosen[one.name] for one in question.parameters if one.name in chosen}


def ask_all(library: Library, made: Synthetic) -> None:
    """Median and worst of nine of every named question, through a child as users ask."""
    print(f"\n{'question':20}{'rows':>7}{'median ms':>11}{'worst ms':>9}")
    with QueryWorkers(library, size=1) as workers:
        for question in questions.questions():
            answers: list[int] = []
            try:
                costs = [seconds(lambda: answers.append(_rows(question, made, workers)))  # noqa: B023
                         for _ in range(ROUNDS)]
            except QueryLimit as limit:
                print(f"{question.name:20}{limit}")
                continue
            print(f"{question.name:20}{answers[-1]:7}{statistics.median(costs) * 1000:11.1f}"
                  f"{sorted(costs)[-1] * 1000:9.1f}", flush=True)


def _rows(question: questions.Question, made: Synthetic, workers: QueryWorkers) -> int:
    def ask(query: str, terms: Mapping[str, Node]) -> Answer:
        return workers.ask(Question(query, terms))

    return len(questions.answer(question, values_for(question, made), ask).rows)


def trace_all(library: Library, links: Links, made: Synthetic) -> None:
    """The lineage of one document through the library's view and in plain networkx."""
    view, lowest = library.view(), made.plans[-1]
    graph = networkx.DiGraph((one.source, one.target) for one in links.derivations)
    costs = [seconds(lambda: lineage.trace(view, lowest.id)) for _ in range(ROUNDS)]
    plain = [seconds(lambda: networkx.descendants(graph, lowest.id)) for _ in range(ROUNDS)]
    print(f"\nlineage through the view {statistics.median(costs) * 1000:.2f} ms, "
          f"the bare ids in networkx {statistics.median(plain) * 1000:.3f} ms")


def ask_peers(library: Library, made: Synthetic) -> None:
    """The same questions in rdflib, once each, on a library that it can hold."""
    graph = rdflib.Dataset(default_union=True)
    cost = seconds(lambda: [graph.parse(path, format="nquads") for path in library.layout.graphs.iterdir()])
    print(f"rdflib reads it in {cost:.1f} s\n\n{'question':20}{'ours ms':>9}{'rdflib ms':>11}")
    with QueryWorkers(library, size=1) as workers:
        for question in map(questions.question, PEERS):
            _rows(question, made, workers)
            ours = seconds(lambda: _rows(question, made, workers))  # noqa: B023
            try:
                theirs = f"{seconds(lambda: _in_rdflib(graph, question, made)) * 1000:11.1f}"  # noqa: B023
            except Exception as error:  # Its evaluator fails on some standard queries; that is a result too.
                theirs = f"  fails ({type(error).__name__})"
            print(f"{question.name:20}{ours * 1000:9.1f}{theirs}", flush=True)


def _in_rdflib(graph: rdflib.Dataset, question: questions.Question, made: Synthetic) -> int:
    terms = questions.substitutions(question, values_for(question, made))
    bindings = {name: rdflib.Literal(node.value, datatype=node.datatype) for name, node in terms.items()}
    return len(list(graph.query(question.query, initNs=PREFIXES, initBindings=bindings)))


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
