"""Whole extraction beside one jieba segmentation of the same text, in one run.

    python benchmarks/extract.py [FILE…]

Prints, for the bundled plans or the named files: characters, seconds for `jieba.lcut`,
seconds for normalising, outlining and extracting, and their ratio: for a document seen for
the first time, both in a process of its own that has read the others, and again; what both load
before; then one document repeated 1 to 64 times, whose time per character must stay level; then
the slowest patterns on 100 kB of adversarial text. Nothing here is asserted: machines differ,
ratios speak.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from logging import WARNING
from multiprocessing import get_context
from pathlib import Path
from time import process_time

import jieba
from kg import resources, tables
from kg.extract.citations import read_citations
from kg.extract.dates import Calendar
from kg.extract.reading import extract
from kg.extract.times import read_times
from kg.model.text import Reading, Source
from kg.normalise import normalise
from kg.readers.text import decode

REPEATS = (1, 2, 4, 8, 16, 32, 64)
BEST_OF = 5
FRESH = 3
"""Processes that read a document for the first time."""
ADVERSARIAL = 100_000 // 3


def seconds(work: Callable[[], object], best_of: int = BEST_OF) -> float:
    """The processor time of the shortest of a few runs, which other work on the machine disturbs least."""
    times = []
    for _ in range(best_of):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def read(text: str) -> object:
    """Everything that one document says."""
    return extract(normalise(Reading(Source("benchmark.txt", "", "text/plain"), text)))


def first_time(name: str, texts: Mapping[str, str]) -> tuple[float, float]:
    """The processor times of cutting and of reading a document that this process has not seen; it has seen the others."""
    jieba.setLogLevel(WARNING)
    found = []
    for work in (jieba.lcut, read):
        for other, text in texts.items():
            if other != name:
                work(text)
        found.append(seconds(lambda do=work: do(texts[name]), best_of=1))
    return found[0], found[1]


def first_times(texts: Mapping[str, str]) -> dict[str, tuple[float, float]]:
    """The shortest first cut and first reading of each document, each in a process of its own.

    What is kept of a text from one reading to the next would make the second one look cheap.
    """
    names = [name for name in texts for _ in range(FRESH)]
    found = dict.fromkeys(texts, (float("inf"), float("inf")))
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh:
        for name, (cut, once) in zip(names, fresh.map(first_time, names, [texts] * len(names)), strict=True):
            found[name] = min(found[name][0], cut), min(found[name][1], once)
    return found


def beside_jieba(texts: dict[str, str]) -> None:
    """One row per document and a total: both for the first time, both again."""
    print(f"{'':<52}{'first: jieba s':>16}{'kg s':>9}{'ratio':>7}{'again: jieba s':>16}{'kg s':>9}{'ratio':>7}")
    first = first_times(texts)
    rows: dict[str, tuple[float, ...]] = {
        name: (float(len(text)), *first[name], seconds(lambda t=text: jieba.lcut(t)), seconds(lambda t=text: read(t)))
        for name, text in texts.items()}
    rows["total"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    for name, (characters, cut, once, recut, again) in rows.items():
        print(f"{name:<40}{characters:>12,.0f}{cut:>16.4f}{once:>9.4f}{once / cut:>7.2f}"
              f"{recut:>16.4f}{again:>9.4f}{again / recut:>7.2f}")


def repeated(name: str, text: str) -> None:
    """Time per character when a document grows."""
    print(f"\n{name} repeated{'':<22}{'characters':>12}{'extract s':>11}{'µs/char':>9}")
    for times in REPEATS:
        longer = "\n".join([text] * times)
        took = seconds(lambda t=longer: read(t), best_of=1)
        print(f"{times:>40}{len(longer):>12,}{took:>11.3f}{took / len(longer) * 1e6:>9.2f}")


def hostile() -> Iterator[tuple[str, str]]:
    """Texts that patterns with nested repeats choke on."""
    prose, table = "各单位：请落实。\n", "某局2021年任务分解表\n序号工作任务责任单位完成时限"
    for lead, pieces in (
            (prose, ("《", "》《", "《关于印发", "〔2021〕", "(", "[", "国办发〔", "每", "2021年", "1.", "1.公开。",
                     "\n1.公开规划\n", "1.1公开\n", "一、", "一是公开。", "、", "号", "（一）", "(1)", "①", "——公开",
                     "第一条", "公开\n第一章\n", "责任单位：", "（综合科）", "\n", "\n\t", " ", "1月", "各", "|", "\t",
                     "附件", "附件1\n", "通知", "省", "\n— 3 —\n公开", "某局 2021年5月8日\n", "来源：", "a", "<", "，",
                     "各市(州) 交通运输局、", "由市财政局 市司法局，", "（主办 主办，主办")),
            (f"{prose}一、加强公开。", ("6月底前公开规划。",)),
            (f"{prose}一、公开\n责任单位：", (" 甲局办公室乙",)),
            (table, ("①(1)一是", "负责:", "每月1")),
            ("某局2021年工作安排\n序号\n工作任务\n责任单位\n", ("　公开要点|市财政局",)),
            ("某局2021年工作安排\n|序号|工作任务|责任单位|\n", ("\t\n",))):
        yield from ((piece, lead + piece * (ADVERSARIAL // len(piece))) for piece in pieces)


def under_attack() -> None:
    """The slowest pattern and the whole extraction on each hostile text."""
    files = [path.stem for path in resources.files("rules", suffix=".toml")]
    print(f"\n{'100 kB of':<14}{'extract s':>10}{'numbers, titles s':>19}{'times s':>9}  slowest pattern")
    for piece, text in hostile():
        slowest = max((seconds(lambda r=p.regex, t=text: sum(1 for _ in r.finditer(t)), 1), f"{f}.{p.name}")
                      for f in files for p in tables.patterns(f).values())
        print(f"{piece!r:<14}{seconds(lambda t=text: read(t), 1):>10.3f}"
              f"{seconds(lambda t=text: list(read_citations(t)), 1):>19.3f}"
              f"{seconds(lambda t=text: read_times(t, Calendar(2021)), 1):>9.3f}"
              f"  {slowest[1]} {slowest[0]:.3f}")


def main() -> None:
    """Runs the three tables."""
    paths = [Path(name) for name in sys.argv[1:]] or list(resources.files("data", "plans", suffix=".txt"))
    texts = {path.name: decode(path.read_bytes(), str(path)) for path in paths}
    jieba.setLogLevel(WARNING)
    dictionary = seconds(jieba.initialize, best_of=1)
    rules = seconds(lambda: [read(text) for text in texts.values()], best_of=1)
    print(f"loaded before: jieba's dictionary {dictionary:.2f} s, rules and gazetteers with a first pass {rules:.2f} s\n")
    beside_jieba(texts)
    repeated(*max(texts.items(), key=lambda item: len(item[1])))
    under_attack()


if __name__ == "__main__":
    main()
