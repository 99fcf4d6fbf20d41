"""How linking grows from 100 to 10,000 documents, and what one more document costs.

Run: python benchmarks/link.py [most]. The documents are made up: the plans of cities
over years, each citing its province's and the State Council's plan of the year and
carrying on last year's tasks.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

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


def main(most: int) -> None:
    """Prints a table: documents, seconds for linking all of them, then for linking with one more
    (the next plan of a city, or the first of the next), the pairs aligned for that one, all
    pairs, matches, peak memory."""
    print("documents  all, s  ms/document  one more, s  pairs aligned     pairs   matches  peak MB")
    sizes = [size for size in (100, 300, 1000, 3000, 10000) if size <= most]
    made = documents(max(sizes) + 1)
    for size in sizes:
        with TemporaryDirectory() as folder:
            kept = Path(folder) / "alignments.sqlite"
            seconds, pairs, _ = _linked(made[:size], kept)
            more, anew, links = _linked(made[: size + 1], kept)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:9}  {seconds:6.2f}  {1000 * seconds / size:11.2f}  {more:11.2f}  {anew:13}  {pairs:8}  "
            f"{len(links.matches):8}  {peak:7.0f}",
            flush=True,
        )


def _linked(made: Sequence[Extraction], kept: Path) -> tuple[float, int, Links]:
    """Processor seconds, pairs of documents that had to be aligned, and what was found."""
    started = time.process_time()
    with remembered(kept, "benchmark") as alignments:
        links = link(made, aligner=alignments.align, reader=alignments.card)
    return time.process_time() - started, alignments.aligned_anew, links


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
