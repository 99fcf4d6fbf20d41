"""How linking grows from 100 to 10,000 documents, and what one more and one less document cost.

Run: python benchmarks/link.py [most]. One more document is read and aligned with the documents
that it is related to, and nothing else is: what that costs beside is the linear part, finding
again what was kept (`recalling`) and joining all names by key. Processor seconds on two busy
cores, November 2026:

    documents  all, s  ms/doc | one more, s  recalling, s  re-read  re-aligned  re-decided | one less, s
          100    0.45    4.53 |        0.07          0.03        1           1           2 |        0.07
          300    1.46    4.85 |        0.29          0.11        1           0           2 |        0.25
         1000    4.04    4.04 |        0.70          0.27        1           1           2 |        0.76
         3000   13.28    4.43 |        2.72          1.05        1           0           2 |        2.57
        10000   37.88    3.79 |        6.20          2.21        1           1           2 |        6.15

The documents are made up: the plans of cities over years, each citing its province's and the
State Council's plan of the year and carrying on last year's tasks. The one more is the next
plan of a city, or the first of the next; re-decided are the works of which anything differs.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ParamSpec, TypeVar

from kg.link.linking import link
from kg.link.remembered import remembered
from kg.model.extraction import (
    Assignment,
    Citation,
    Evidence,
    Extraction,
    Header,
    Level,
    Part,
    PartKind,
    Relation,
    Role,
    Task,
)
from kg.model.links import Links
from kg.model.text import Source, Span
from kg.regions import regions

P = ParamSpec("P")
T = TypeVar("T")
_TASKS = 12
_VERBS = ("及时公开", "主动发布", "重点解读", "定期更新", "全面梳理", "依法答复", "集中展示", "监督检查")
_OBJECTS = (
    "财政预算决算信息",
    "行政许可结果信息",
    "行政处罚决定",
    "环境质量监测数据",
    "重大建设项目批准文件",
    "义务教育招生政策",
    "养老服务补贴标准",
    "国有土地征收公告",
    "政策性文件解读材料",
    "依申请公开办理流程",
    "政府网站专栏内容",
    "业务培训计划",
)
_UNITS = ("办公室", "法规科", "财务科", "监测科", "执法一科", "综合科", "宣传科", "信息中心")


def documents(wanted: int) -> list[Extraction]:
    """Made-up plans, the same ones in every run."""
    cities = [
        row
        for row in regions().rows
        if row.level is not Level.PROVINCIAL and row.until is None and row.parent
    ]
    years = range(2012, 2024)
    random.seed(1)
    return [
        _plan(city.name, city.code, city.level, city.parent or "", year)
        for city, year in itertools.islice(itertools.product(cities, years), wanted)
    ]


def _plan(city: str, code: str, level: Level, parent: str, year: int) -> Extraction:
    above = regions().get(parent[:2] + "0000")
    province = above.name if above else ""
    lines = [f"{city}人民政府办公室{year}年政务公开工作要点。为贯彻落实"]
    citations = []
    for title, number in (
        (f"国务院办公厅关于印发{year}年政务公开工作要点的通知", f"国办发〔{year}〕12号"),
        (f"{province}人民政府办公厅关于印发{province}{year}年政务公开工作要点的通知", None),
    ):
        text = f"《{title}》" + (f"（{number}）" if number else "")
        start = sum(map(len, lines))
        lines.append(text)
        span = Span(start, start + len(text))
        citations.append(
            Citation(span, text, title, number, None, Relation.BASIS, Evidence((span,), "made up"))
        )
    tasks = tuple(_tasks(lines))
    text = "".join(lines)
    digest = hashlib.sha256(f"{code}{city}{year}{text}".encode()).hexdigest()
    header = Header(
        title=f"{city}{year}年政务公开工作要点",
        issuers=(f"{city}人民政府办公室",),
        level=level,
        region=code,
        plan_year=year,
        date_signed=f"{year}-05-01",
    )
    return Extraction(
        Source(f"{code}-{year}.txt", digest, "text/plain"),
        text,
        header,
        (Part(PartKind.PLAN, header.title, Span(0, len(text))),),
        tuple(citations),
        tasks,
    )


def _tasks(lines: list[str]) -> Iterator[Task]:
    for place in range(_TASKS):
        demands = (random.choice(_VERBS) + random.choice(_OBJECTS) for _ in range(2))
        words = "，".join(demands) + "。"
        unit = random.choice(_UNITS)
        start = sum(map(len, lines))
        lines += [words, f"（{unit}）"]
        span = Span(start, start + len(words))
        where = Span(span.end + 1, span.end + 1 + len(unit))
        yield Task(
            f"t{place}",
            str(place + 1),
            (),
            (span,),
            (Assignment(unit, Role.RESPONSIBLE, where, Evidence((where,), "made up")),),
            (),
            Evidence((span,), "made up"),
        )


@dataclass(frozen=True, slots=True)
class Run:
    """One linking: processor seconds, those of them in which it found again what it had kept, the
    documents and pairs that it had to work out, and its links."""

    seconds: float
    recalling: float
    read: int
    aligned: int
    links: Links


def main(most: int) -> None:
    """Prints a table: what linking all documents costs, then with one more (the next plan of a city,
    or the first of the next), then without it again, and how many documents and pairs that relinked."""
    print("documents  all, s  ms/doc | one more, s  recalling, s  re-read  re-aligned  re-decided"
          " | one less, s  as before | pairs  matches  peak MB")
    sizes = [size for size in (100, 300, 1000, 3000, 10000) if size <= most]
    made = documents(max(sizes) + 1)
    for size in sizes:
        print(_row(made[:size], made[size]), flush=True)


def _row(held: Sequence[Extraction], other: Extraction) -> str:
    with TemporaryDirectory() as folder:
        kept = Path(folder) / "linking.sqlite"
        first = _linked(held, kept)
        more = _linked([*held, other], kept)
        less = _linked(held, kept)
    differ = len(_by_work(more.links) - _by_work(first.links))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (f"{len(held):9}  {first.seconds:6.2f}  {1000 * first.seconds / len(held):6.2f} | {more.seconds:11.2f}  "
            f"{more.recalling:12.2f}  {more.read:7}  {more.aligned:10}  {differ:10} | {less.seconds:11.2f}  "
            f"{'yes' if repr(less.links) == repr(first.links) else 'NO':>9} | {first.aligned:5}  "
            f"{len(first.links.matches):7}  {peak:7.0f}")


def _by_work(links: Links) -> set[tuple[str, str]]:
    """For each work the hash of all that was decided on it."""
    said: dict[str, list[str]] = {work.id: [repr(work)] for work in links.works}
    for resolution in links.resolutions:
        said[resolution.work].append(repr(resolution))
    for edge in links.derivations:
        said[edge.source].append(repr(edge))
    for match in links.matches:
        said[match.a.partition(".t-")[0]].append(repr(match))
    for bearer in links.bearers:
        said[bearer.task.partition(".t-")[0]].append(repr(bearer))
    return {(work, hashlib.sha256("".join(words).encode()).hexdigest()) for work, words in said.items()}


def _linked(made: Sequence[Extraction], kept: Path) -> Run:
    spent = 0.0

    def timed(work: Callable[P, T]) -> Callable[P, T]:
        def run(*given: P.args, **named: P.kwargs) -> T:
            nonlocal spent
            started = time.process_time()
            found = work(*given, **named)
            spent += time.process_time() - started
            return found
        return run

    started = time.process_time()
    with remembered(kept, "benchmark") as memory:
        links = link(made, aligner=timed(memory.align), reader=timed(memory.card))
    return Run(time.process_time() - started, spent, memory.read_anew, memory.aligned_anew, links)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
