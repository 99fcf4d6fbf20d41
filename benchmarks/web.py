"""Measures the pages: `python benchmarks/web.py [DOCUMENTS] [--library DIR]` prints how fast
every kind of page answers, and how heavy it is.

Without `--library` the library is made up and thrown away: provinces, cities and counties below
one national plan with 3,000 direct descendants, twelve tasks each, published to disk and served
from there, as a build would leave it. With it, the library kept in DIR is measured as it is,
whoever built it; where DIR holds none, the made-up one is built into it and stays.

The pages are those of the document with the most descendants, the one furthest below it, the one
with the most tasks, the busiest unit and two years of a series. Each is asked for twenty times;
the table gives the first answer, the median and the 95th percentile of the others in
milliseconds, the median of what the processor worked for one, which tells a busy machine from
a slow page, and the weight in kB. The aim: 200 ms at the median, a second for the widest
lineage, a megabyte at most.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from kg.graph import generations, shapes
from kg.graph.library import Library
from kg.graph.manifest import StoredFile
from kg.graph.ontology import vocabulary
from kg.graph.quads import Description, describe
from kg.graph.readings import packed
from kg.graph.writer import keep_graph
from kg.lineage import trace
from kg.link.taskids import name_tasks
from kg.model.answers import Direction
from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part,
                                 PartKind, Relation, Role, Task, TimeKind, TimeLimit)
from kg.model.links import (Bearer, Derivation, DerivationKind, Holder, HolderKind, Links, MatchKind,
                            MatchRelation, Quote, Resolution, Series, Status, TaskMatch, TaskNode,
                            Work, WorkKind)
from kg.model.text import Source, Span
from kg.model.view import View
from kg.search import HolderRow, WorkRow, entries_of_links, keep_catalogue
from kg.web.app import create_app
from kg.web.inside import ask
from kg.web.server import warm_up
from kg.web.site import Served, Site

TASKS = 12
WIDE = 3000
HOLDERS = 400
TURNS = 20
SAMPLE = 20
"""Documents, the most cited, among which the one with the most descendants is sought."""
MOST = 100_000
SENTENCES = ("主动公开本部门预算决算和“三公”经费信息", "做好重大政策解读并及时回应社会关切", "推进基层政务公开标准化规范化",
             "加强政府网站和政务新媒体建设", "规范办理依申请公开并完善台账", "公开行政许可和行政处罚结果")
LEVELS = (Level.NATIONAL, Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY)


class Stock(Mapping[str, Extraction]):
    """Extractions of numbered documents by their source; `links` joins them."""

    def __init__(self, count: int) -> None:
        self._works = [_work(number) for number in range(count)]
        self._by_source = {work.source or "": work for work in self._works}

    def __getitem__(self, source: str) -> Extraction:
        return _extraction(self._by_source[source])

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_source)

    def __len__(self) -> int:
        return len(self._by_source)

    def links(self) -> Links:
        """What linking would find between all of them."""
        lower = list(enumerate(self._works))[1:]
        tasks = [_tasks(work) for work in self._works]
        bearers = [Bearer(node.id, 0, f"h{(number + place) % HOLDERS}", "name", 1.0)
                   for number, nodes in enumerate(tasks) for place, node in enumerate(nodes)]
        matches = [TaskMatch(node.id, upper.id, MatchRelation.DERIVES, MatchKind.REWORDED, 0.6, 0.4,
                             (("likeness", 0.6),))
                   for number, _ in lower for node, upper in zip(tasks[number], tasks[_parent(number)], strict=True)]
        return Links(
            tuple(sorted(self._works, key=lambda work: work.id)), tuple(node for nodes in tasks for node in nodes),
            tuple(Resolution(work.id, 0, Status.RESOLVED, f"w{_parent(number)}", "number", "number", 1.0)
                  for number, work in lower),
            tuple(_edge(number, work) for number, work in lower),
            tuple(Holder(f"h{number}", f"第{number}处", HolderKind.UNIT, None, Level.MUNICIPAL)
                  for number in range(HOLDERS)),
            tuple(bearers), tuple(matches), (Series("s", "某市：政务公开", "某市", ("w12", "w13", "w14")),), (), ())


def _parent(number: int) -> int:
    return 0 if number <= WIDE else number // 8


def _work(number: int) -> Work:
    level, year = LEVELS[0] if number == 0 else LEVELS[1 + number % 3], 2012 + number % 12
    return Work(f"w{number}", WorkKind.PLAN, f"某{number % 300}市{year}年政务公开工作要点分工方案", (),
                f"某办发〔{year}〕{number}号", (f"某{number % 300}市人民政府办公室",), level, None, year,
                f"{year}-04-01", number % 5 == 0, f"s{number}", (f"s{number}",), "s" if 12 <= number <= 14 else None)


def _edge(number: int, work: Work) -> Derivation:
    head, span = _head(work)
    return Derivation(work.id, f"w{_parent(number)}", DerivationKind.IMPLEMENTS, "basis citation", number % 4 != 0,
                      True, 0.9, (Quote(work.id, span, span.of(head)),))


@lru_cache(maxsize=4096)
def _tasks(work: Work) -> tuple[TaskNode, ...]:
    return tuple(one.node for one in name_tasks(work.id, _extraction(work)))


def _head(work: Work) -> tuple[str, Span]:
    """What stands above the tasks, and where it cites the plan above."""
    head = f"{work.number}\n\n{work.title}\n\n为贯彻《2021年政务公开工作要点》，制定本方案。\n\n"
    return head, Span(head.index("《"), head.index("》") + 1)


@lru_cache(maxsize=4096)
def _extraction(work: Work) -> Extraction:
    """Twelve tasks of two lines, one with a deadline, each with a unit."""
    head, citation = _head(work)
    parts, tasks, at = [head], [], len(head)
    for place in range(TASKS):
        words = f"{place + 1}. {SENTENCES[place % 6]}，{SENTENCES[(place + 2) % 6]}，于{work.year}年11月20日前完成。"
        unit = f"第{place}处"
        line = f"{words}（{unit}负责）\n\n"
        span, name = Span(at, at + len(words)), Span(at + len(words) + 1, at + len(words) + 1 + len(unit))
        due = Span(at + words.index("于") + 1, at + words.index("完成"))
        tasks.append(Task(f"t{place}", str(place + 1), ("一、主要任务",), (span,),
                          (Assignment(unit, Role.LEAD, name, Evidence((name,), "unit")),),
                          (TimeLimit(due, f"{work.year}年11月20日前", TimeKind.DEADLINE, f"{work.year}-11-20",
                                     Evidence((due,), "date")),), Evidence((span,), "item")))
        parts.append(line)
        at += len(line)
    text = "".join(parts)
    return Extraction(Source(f"{work.id}.txt", work.source or "", "text/plain"), text, Header(title=work.title),
                      (Part(PartKind.PLAN, work.title, Span(0, len(text))),),
                      (Citation(citation, citation.of(text), "2021年政务公开工作要点", None, None, Relation.BASIS,
                                Evidence((citation,), "title")),), tuple(tasks))


def pages(site: Site) -> tuple[str, ...]:
    """An address of every kind of page, about what weighs most in a library."""
    view, busiest = site.view, site.catalogue.listing(HolderRow, {}, sort="tasks", limit=1).rows[0].id
    full = site.catalogue.listing(WorkRow, {"held": "1"}, sort="tasks", limit=1).rows[0]
    cited = site.catalogue.listing(WorkRow, {}, sort="cited", limit=SAMPLE).rows
    below = max((trace(view, row.id, Direction.DOWN, most=MOST).nodes for row in cited), key=len)
    wide, low = below[0].id, below[-1].id
    series, older, newer = _two_years(view)
    task = view.tasks(newer)[0].id
    print(f"{len(below) - 1} descendants of {wide}, {low} {below[-1].distance} steps below it; "
          f"{full.tasks} tasks of {full.id}\n")
    return ("/", "/documents", f"/documents?lane={full.lane}&year={full.year}&sort=tasks", "/tasks",
            "/tasks?q=政策解读", "/tasks?q=政策解读&sort=due", "/units", f"/trace?ref={full.name}", "/search?q=政策解读",
            f"/documents/{full.id}",
            f"/documents/{full.id}?view=outline", f"/tasks/{task}", f"/units/{busiest}", f"/trace/{low}",
            f"/trace/{low}?siblings=1", f"/trace/{task}?direction=both", f"/trace/{wide}?direction=down", "/trace",
            "/compare", f"/compare?a={older}&b={newer}", f"/compare/units?a={older}&b={newer}",
            f"/years?series={series}", f"/graph?open={wide}", f"/graph?open={low}&to={newer}", "/graph", "/query",
            "/review", "/about")


def _two_years(view: View) -> tuple[str, str, str]:
    """A series and two neighbouring years of it that are held."""
    for one in view.series():
        held = [work for work in one.works if view.work(work).held and view.tasks(work)]
        if len(held) > 1:
            return one.id, held[-2], held[-1]
    raise SystemExit("the library holds no series of two years; measure another")


def main() -> None:
    """Builds the library unless it is there, and prints the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("documents", nargs="?", type=int, default=10_000, help="of a library that is made up")
    arguments.add_argument("--library", type=Path, help="a kept library, or where to keep the one made up")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.library or Path(folder, "library")
        measure(Library.open(path) if (path / "kg-library").exists() else _built(Stock(given.documents), path))


def measure(library: Library) -> None:
    """Prints the figures of one library."""
    served = Served(library)
    app = create_app(served)
    started = time.perf_counter()
    library.verified_folder(deep=True)
    checked = time.perf_counter()
    served.site()
    warm_up(app)
    print(f"checked in {checked - started:.1f} s, warm {time.perf_counter() - checked:.1f} s later, as kg serve begins")
    asked = pages(served.site())
    print(f"{'first ms':>9}{'median':>8}{'p95':>8}{'cpu':>8}{'kB':>8}  page")
    for page in asked:
        (first, *others), computing, weight = _measured(app, page)
        print(f"{first * 1000:9.0f}{statistics.median(others) * 1000:8.0f}"
              f"{statistics.quantiles(others, n=20)[-1] * 1000:8.0f}{computing * 1000:8.0f}"
              f"{weight / 1000:8.0f}  {page}", flush=True)


def _built(stock: Stock, path: Path) -> Library:
    """A library of the stock, as a build publishes it but for the shapes, with its catalogue."""
    library = Library.create_or_open(path)
    started = time.perf_counter()
    links = stock.links()
    graphs = tuple(keep_graph(library.layout, one)
                   for one in (*describe(links, stock), Description("vocabulary", vocabulary())))
    readings = tuple(_reading(library, read) for read in stock.values())
    published = generations.publish(library.layout, graphs, readings, (), shapes.version())
    described = time.perf_counter()
    keep_catalogue(library, entries_of_links(links, stock), links.holders)
    size = sum(file.stat().st_size for file in (path / "catalogue").iterdir())
    print(f"{len(stock)} documents, {len(links.tasks)} tasks, {published.quads} quads in {described - started:.0f} s; "
          f"catalogue {size / 1e6:.0f} MB in {time.perf_counter() - described:.0f} s\n", flush=True)
    return library


def _reading(library: Library, read: Extraction) -> StoredFile:
    path, data = library.layout.extraction(read.source.sha256, "synthetic"), packed(read)
    path.write_bytes(data)
    return StoredFile(library.layout.relative(path), len(data), sha256(data).hexdigest())


def _measured(app: object, page: str) -> tuple[list[float], float, int]:
    """The seconds of every turn, the median of what they computed, and the bytes of the page."""
    seconds, computed, weight = [], [], 0
    for _ in range(TURNS):
        started, used = time.perf_counter(), time.process_time()
        reply = ask(app, quote(page, safe="/?=&."))  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - started)
        computed.append(time.process_time() - used)
        assert reply.status == 200, f"{page}: {reply.status}"
        weight = len(reply.body)
    return seconds, statistics.median(computed), weight


if __name__ == "__main__":
    main()
