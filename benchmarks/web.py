"""How fast the pages answer over ten thousand documents, and how heavy they are.

    python benchmarks/web.py [DOCUMENTS]

The library is synthetic and made in memory: one national plan a year, provinces, cities and
departments below it, twelve tasks each; the oldest national plan has 3,000 descendants. Every
kind of page is asked for twenty times; the table gives the first answer, the median and the
95th percentile of the others in milliseconds, and the weight in kB. The aim: 200 ms at the
median, a second for the widest lineage, a megabyte at most.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

from kg.link.taskids import name_tasks
from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part,
                                 PartKind, Relation, Role, Task, TimeKind, TimeLimit)
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, Holder, HolderKind, MatchKind,
                            MatchRelation, Quote, Resolution, Series, Status, TaskMatch, TaskNode,
                            Work, WorkKind)
from kg.model.text import Source, Span
from kg.search import Catalogue, build, entries_of_view
from kg.web.app import create_app
from kg.web.inside import ask
from kg.web.page import warm
from kg.web.rebuild import State
from kg.web.site import Site

TASKS = 12
WIDE = 3000
TURNS = 20
SENTENCES = ("主动公开本部门预算决算和“三公”经费信息", "做好重大政策解读并及时回应社会关切", "推进基层政务公开标准化规范化",
             "加强政府网站和政务新媒体建设", "规范办理依申请公开并完善台账", "公开行政许可和行政处罚结果")
LEVELS = (Level.NATIONAL, Level.PROVINCIAL, Level.MUNICIPAL, Level.COUNTY)


class Stock:
    """A View over numbered documents, made when asked for."""

    def __init__(self, count: int) -> None:
        self._works = {work.id: work for work in (self._made(number) for number in range(count))}
        self._down: dict[str, list[str]] = defaultdict(list)
        for number in range(1, count):
            self._down[self._parent(number)].append(f"w{number}")
        self._holders = {f"h{number}": Holder(f"h{number}", f"第{number}处", HolderKind.UNIT, None, Level.MUNICIPAL)
                         for number in range(400)}

    @staticmethod
    def _parent(number: int) -> str:
        return "w0" if number <= WIDE else f"w{number // 8}"

    def _made(self, number: int) -> Work:
        level = LEVELS[0] if number == 0 else LEVELS[1 + number % 3]
        return Work(f"w{number}", WorkKind.PLAN, f"某{number % 300}市{2012 + number % 12}年政务公开工作要点分工方案", (),
                    f"某办发〔{2012 + number % 12}〕{number}号", (f"某{number % 300}市人民政府办公室",), level, None,
                    2012 + number % 12, f"{2012 + number % 12}-04-01", number % 5 == 0, f"s{number}", (f"s{number}",))

    def works(self) -> tuple[Work, ...]:
        return tuple(self._works.values())

    def work(self, id: str) -> Work:
        return self._works[id]

    def extraction(self, work: str) -> Extraction:
        return _extraction(self._works[work])

    def tasks(self, work: str) -> tuple[TaskNode, ...]:
        return _tasks(self._works[work])

    def task(self, id: str) -> TaskNode:
        return next(node for node in self.tasks(id.rpartition(".t-")[0]) if node.id == id)

    def derivations_from(self, work: str) -> tuple[Derivation, ...]:
        number = int(self._works[work].id[1:])
        return (self._edge(number),) if number else ()

    def _edge(self, number: int) -> Derivation:
        head, span = _head(self._works[f"w{number}"])
        return Derivation(f"w{number}", self._parent(number), DerivationKind.IMPLEMENTS, "basis citation",
                          number % 4 != 0, True, 0.9, (Quote(f"w{number}", span, span.of(head)),))

    def derivations_to(self, work: str) -> tuple[Derivation, ...]:
        return tuple(self._edge(int(id[1:])) for id in self._down[work])

    def resolutions(self, work: str) -> tuple[Resolution, ...]:
        number = int(work[1:])
        return (Resolution(work, 0, Status.RESOLVED, self._parent(number), "number", "number", 1.0),) if number else ()

    def cited_by(self, work: str) -> tuple[Resolution, ...]:
        return tuple(Resolution(id, 0, Status.RESOLVED, work, "number", "number", 1.0) for id in self._down[work])

    def matches_from(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        return tuple(match for task in tasks if (match := self._match(task)) is not None)

    def _match(self, task: str) -> TaskMatch | None:
        work = task.rpartition(".t-")[0]
        if work == "w0":
            return None
        upper = self.tasks(self._parent(int(work[1:])))[self._place(task)]
        return TaskMatch(task, upper.id, MatchRelation.DERIVES, MatchKind.REWORDED, 0.6, 0.4, (("likeness", 0.6),))

    def _place(self, task: str) -> int:
        return [node.id for node in self.tasks(task.rpartition(".t-")[0])].index(task)

    def matches_to(self, tasks: Iterable[str]) -> tuple[TaskMatch, ...]:
        lower = (self.tasks(id)[self._place(task)].id for task in tasks
                 for id in self._down[task.rpartition(".t-")[0]][:40])
        return tuple(match for task in lower if (match := self._match(task)) is not None)

    def holders(self) -> tuple[Holder, ...]:
        return tuple(self._holders.values())

    def holder(self, id: str) -> Holder:
        return self._holders[id]

    def bearers(self, work: str) -> tuple[Bearer, ...]:
        number = int(self._works[work].id[1:])
        return tuple(Bearer(node.id, 0, f"h{(number + place) % 400}", "name", 1.0)
                     for place, node in enumerate(self.tasks(work)))

    def borne_by(self, holder: str) -> tuple[Bearer, ...]:
        mine = int(holder[1:])
        return tuple(Bearer(self.tasks(f"w{number}")[place].id, 0, holder, "name", 1.0)
                     for place in range(TASKS) for number in range((mine - place) % 400, len(self._works), 400))

    def series(self) -> tuple[Series, ...]:
        return (Series("s", "某市：政务公开", "某市", ("w12", "w13", "w14")),)

    def gaps(self) -> tuple[Gap, ...]:
        return ()


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
         "/trace/w9000", "/trace/{task}?direction=both", "/trace/w0?direction=down", "/compare",
         "/compare?a=w12&b=w13", "/compare/units?a=w12&b=w13", "/years?series=s", "/graph?open=w0",
         "/graph?open=w9000&to=w77", "/review", "/about")


def main(count: int) -> None:
    """Builds the catalogue and prints the table."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        stock = Stock(count)
        path = build(entries_of_view(stock), stock.holders(), Path(folder) / "catalogue.sqlite")
        print(f"{count} documents, {count * TASKS} tasks; catalogue {path.stat().st_size / 1e6:.0f} MB "
              f"in {time.perf_counter() - started:.0f} s\n")
        site = Site(stock, Catalogue(path))
        library = SimpleNamespace(layout=SimpleNamespace(judgements=Path(folder) / "judgements.tsv"))
        app = create_app(SimpleNamespace(site=lambda: site, token="", ask=None, library=library,  # type: ignore[arg-type]
                                         rebuild=SimpleNamespace(state=State())))
        warm()
        print(f"{'first ms':>9}{'median':>8}{'p95':>8}{'kB':>8}  page")
        for page in PAGES:
            (first, *others), weight = _measured(app, page.format(task=stock.tasks("w77")[3].id))
            print(f"{first * 1000:9.0f}{statistics.median(others) * 1000:8.0f}"
                  f"{statistics.quantiles(others, n=20)[-1] * 1000:8.0f}{weight / 1000:8.0f}  {page}", flush=True)


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
