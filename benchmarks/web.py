"""How fast the pages answer over ten thousand documents, and how heavy they are.

    python benchmarks/web.py [DOCUMENTS]

The library is synthetic: provinces, cities and counties below one national plan, twelve tasks
each; the national plan has 3,000 direct descendants. It is published to disk and served from
there, as a build would leave it. Every
kind of page is asked for twenty times; the table gives the first answer, the median and the
95th percentile of the others in milliseconds, and the weight in kB. The aim: 200 ms at the
median, a second for the widest lineage, a megabyte at most.
"""

from __future__ import annotations

import statistics
import sys
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
from kg.link.taskids import name_tasks
from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part,
                                 PartKind, Relation, Role, Task, TimeKind, TimeLimit)
from kg.model.links import (Bearer, Derivation, DerivationKind, Holder, HolderKind, Links, MatchKind,
                            MatchRelation, Quote, Resolution, Series, Status, TaskMatch, TaskNode,
                            Work, WorkKind)
from kg.model.text import Source, Span
from kg.search import entries_of_links, keep_catalogue
from kg.web.app import create_app
from kg.web.inside import ask
from kg.web.page import warm
from kg.web.site import Served

TASKS = 12
WIDE = 3000
HOLDERS = 400
TURNS = 20
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


PAGES = ("/", "/documents", "/documents?lane=municipal&year=2016&sort=tasks", "/tasks", "/tasks?q=政策解读", "/units",
         "/search?q=政策解读", "/documents/w77", "/documents/w77?view=outline", "/tasks/{task}", "/units/h7",
         "/trace/{low}", "/trace/{task}?direction=both", "/trace/w0?direction=down", "/compare",
         "/compare?a=w12&b=w13", "/compare/units?a=w12&b=w13", "/years?series=s", "/graph?open=w0",
         "/graph?open={low}&to=w77", "/review", "/about")


def main(count: int) -> None:
    """Builds the library and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        stock = Stock(count)
        library = _built(stock, Path(folder, "library"))
        task = library.view().tasks("w77")[3].id
        app = create_app(Served(library))
        warm()
        print(f"{'first ms':>9}{'median':>8}{'p95':>8}{'kB':>8}  page")
        for page in PAGES:
            (first, *others), weight = _measured(app, page.format(task=task, low=f"w{count * 9 // 10}"))
            print(f"{first * 1000:9.0f}{statistics.median(others) * 1000:8.0f}"
                  f"{statistics.quantiles(others, n=20)[-1] * 1000:8.0f}{weight / 1000:8.0f}  {page}", flush=True)


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


def _measured(app: object, page: str) -> tuple[list[float], int]:
    seconds, weight = [], 0
    for _ in range(TURNS):
        started = time.perf_counter()
        reply = ask(app, quote(page, safe="/?=&."))  # type: ignore[arg-type]
        seconds.append(time.perf_counter() - started)
        assert reply.status == 200, f"{page}: {reply.status}"
        weight = len(reply.body)
    return seconds, weight


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
