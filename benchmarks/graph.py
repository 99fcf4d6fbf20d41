"""Measures the graph: `python benchmarks/graph.py [DOCUMENTS] [--library DIR]` builds a made-up
library whole, as `kg build` does once everything is read, and prints what building, storing and
every named question cost, beside rdflib and networkx.

With `--library` the library is kept there, and the next run with the same number of documents
goes straight to the questions. The figures are those of this machine and this moment; nothing
here passes or fails.
"""

from __future__ import annotations

import argparse
import multiprocessing
import multiprocessing.connection
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import networkx
import rdflib
from synthetic import TASKS, YEARS, Synthetic

from kg import lineage, questions
from kg.errors import NoLibrary, QueryLimit
from kg.graph import shapes
from kg.graph.library import Library
from kg.graph.manifest import Manifest
from kg.graph.quads import describe
from kg.graph.vocabulary import PREFIXES
from kg.graph.worker import Limits, QueryWorkers

ROUNDS = 20
"""Times that a question is asked, about another document or unit each time."""
SHAPED = 20
SMALL = 60
"""Documents that rdflib is given; ten times more takes it minutes and gigabytes."""
PATIENCE = 30.0
"""Seconds that rdflib may think about one question."""


def main() -> None:
    """Build, then ask everything; then a small library for the peers."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    arguments.add_argument("documents", nargs="?", type=int, default=1000)
    arguments.add_argument("--library", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as room:
        measure(given.library or Path(room, "library"), Synthetic(given.documents))
    with tempfile.TemporaryDirectory() as room:
        made = Synthetic(SMALL)
        library = Library.create_or_open(Path(room, "library"))
        publish(library, made)
        ask_peers(library, made)


def measure(path: Path, made: Synthetic) -> None:
    """The figures of one library, which is built unless it is there."""
    library = Library.create_or_open(path)
    if not holds(library, made):
        build(library, made)
    check_shapes()
    ask_all(library, made)
    trace_all(library, made)


def holds(library: Library, made: Synthetic) -> bool:
    """Whether a library serves as many documents as are made up."""
    try:
        return len(library.manifest().extractions) == len(made)
    except NoLibrary:
        return False


def build(library: Library, made: Synthetic) -> None:
    """Describe, check, store and publish; print quads a second, bytes a quad, memory."""
    start = time.perf_counter()
    manifest = publish(library, made)
    spent = time.perf_counter() - start
    tasks = TASKS * len(made)
    size = sum(file.size for file in manifest.files)
    print(f"\n{len(made)} documents, {tasks} tasks, {manifest.quads:,} quads: built in {spent:.0f} s, "
          f"{manifest.quads / spent:,.0f} quads/s, {size / manifest.quads:.0f} bytes a quad in the store, "
          f"peak memory {peak_memory()} MB", flush=True)


def publish(library: Library, made: Synthetic) -> Manifest:
    """The library with everything made up: readings kept, shapes checked, store loaded and verified."""
    with library.writing() as writer:
        return writer.publish(made.links(), made, "benchmark").manifest


def peak_memory() -> int:
    """Megabytes of this process and of its largest child, at their worst."""
    return sum(resource.getrusage(who).ru_maxrss
               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024


def check_shapes() -> None:
    """What the shapes cost for a document; a build pays it once for each changed one."""
    few = Synthetic(SMALL)
    found = [one for _, one in zip(range(SHAPED), describe(few.links(), few), strict=False)]
    print(f"shapes: {told([seconds(lambda: shapes.check(one)) for one in found])} a document")  # noqa: B023


def values_for(question: questions.Question, made: Synthetic, chance: Random) -> Mapping[str, str]:
    """Values that mean something in the made-up library; dates and shares keep their defaults."""
    per_year = len(made.plans) // YEARS
    # What comes from a document is asked of those above the counties, which have something below them.
    place = chance.randrange(per_year // 3 if question.name == "downstream" else per_year)
    newer, older = made.plans[-per_year + place], made.plans[-2 * per_year + place]
    chosen = {"document": newer.title, "number": newer.title, "newer": newer.title, "older": older.title,
              "unit": f"{newer.issuer}综合科", "task": str(chance.randint(1, TASKS))}
    return {one.name: chosen[one.name] for one in question.parameters if one.name in chosen}


def ask_all(library: Library, made: Synthetic) -> None:
    """Median and 95th percentile of every named question, through a child as users ask."""
    print(f"\n{'question':20}{'rows':>7}  median and 95th percentile")
    with QueryWorkers(library, size=1, limits=Limits(seconds=60)) as workers:
        for question in questions.questions():
            chance, rows = Random(question.name), 0
            try:
                costs = []
                for _ in range(ROUNDS):
                    values = values_for(question, made, chance)
                    costs.append(seconds(lambda: _rows(question, values, workers)))  # noqa: B023
                rows = _rows(question, values, workers)
            except QueryLimit as limit:
                print(f"{question.name:20}{limit}", flush=True)
                continue
            print(f"{question.name:20}{rows:7}  {told(costs)}", flush=True)


def _rows(question: questions.Question, values: Mapping[str, str], workers: QueryWorkers) -> int:
    return len(questions.answer(question, values, workers.ask).rows)


def trace_all(library: Library, made: Synthetic) -> None:
    """The lineage of documents through the library's view and in plain networkx."""
    view, chance = library.view(), Random(1)
    graph = networkx.DiGraph((one.source, one.target) for one in made.links().derivations)
    works = [chance.choice(made.plans).id for _ in range(ROUNDS)]
    ours = [seconds(lambda: lineage.trace(view, work)) for work in works]  # noqa: B023
    plain = [seconds(lambda: networkx.descendants(graph, work)) for work in works if work in graph]  # noqa: B023
    print(f"\nlineage with evidence through the view {told(ours)}; bare ids in networkx {told(plain)}")


def ask_peers(library: Library, made: Synthetic) -> None:
    """The same questions in rdflib, once each, on a library that it can hold."""
    graph = rdflib.Dataset(default_union=True)
    cost = seconds(lambda: [graph.parse(path, format="nquads") for path in library.layout.graphs.iterdir()])
    print(f"\nrdflib reads {len(made)} documents in {cost:.1f} s\n\n{'question':20}{'ours ms':>9}{'rdflib ms':>15}")
    with QueryWorkers(library, size=1) as workers:
        for question in questions.questions():
            values = values_for(question, made, Random(1))
            _rows(question, values, workers)
            ours = seconds(lambda: _rows(question, values, workers))  # noqa: B023
            print(f"{question.name:20}{ours * 1000:9.1f}{in_rdflib(graph, question, values):>15}", flush=True)


def in_rdflib(graph: rdflib.Dataset, question: questions.Question, values: Mapping[str, str]) -> str:
    """Milliseconds of a question in rdflib, or how it ends otherwise, in a process that is stopped
    in time."""
    forked = multiprocessing.get_context("fork")
    said, told_by = forked.Pipe(duplex=False)
    process = forked.Process(target=_ask_rdflib, args=(graph, question, values, told_by))
    process.start()
    answer = str(said.recv()) if said.poll(PATIENCE) else f"> {PATIENCE * 1000:.0f}"
    process.kill()
    process.join()
    return answer


def _ask_rdflib(graph: rdflib.Dataset, question: questions.Question, values: Mapping[str, str],
                told_by: multiprocessing.connection.Connection) -> None:
    terms = questions.substitutions(question, values)
    bindings = {name: rdflib.Literal(node.value, datatype=node.datatype) for name, node in terms.items()}
    try:
        cost = seconds(lambda: len(list(graph.query(question.query, initNs=PREFIXES, initBindings=bindings))))
        told_by.send(f"{cost * 1000:.1f}")
    except Exception as error:  # Its evaluator fails on some standard queries; that is a result too.
        told_by.send(type(error).__name__)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def told(costs: Sequence[float]) -> str:
    """Median and 95th percentile of some costs in seconds, in milliseconds."""
    slow = statistics.quantiles(costs, n=20)[-1] if len(costs) > 1 else costs[0]
    return f"{statistics.median(costs) * 1000:8.2f} ms, {slow * 1000:8.2f} ms"


if __name__ == "__main__":
    main()
