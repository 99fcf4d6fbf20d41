"""Linking that remembers gives what linking anew gives, and works out only what is new."""

from __future__ import annotations

import dataclasses
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from papers import paper

from kg.graph.library import Library
from kg.graph.quads import describe
from kg.link.align import align
from kg.link.cards import card_of
from kg.link.linking import link
from kg.link.packed import Names, pack_card, pack_matches, unpack_matches
from kg.link.register import Register
from kg.link.remembered import remembered
from kg.link.taskids import TaskText, name_tasks
from kg.model.extraction import Extraction, Level
from kg.model.links import Links, MatchRelation, TaskMatch
from kg.model.text import Span
from kg.regions import regions

YEARS = 2019, 2020, 2021
DUTIES = ("公开财政预算决算信息|财务科", "发布行政许可结果信息|法规科", "解读重大政策|办公室、综合科",
          "公布环境质量监测数据|监测科", "规范依申请公开办理流程|综合科", "开展业务培训|人事科")


@pytest.fixture(scope="module")
def bundled(demo_path: Path) -> tuple[Extraction, ...]:
    """What was read from the fourteen bundled plans."""
    return Library.open(demo_path).extractions()


@pytest.fixture(scope="module")
def many() -> tuple[Extraction, ...]:
    """Three years of plans of the provinces and of some two hundred cities, each citing the one above."""
    rows = [row for row in regions().rows if row.level in (Level.PROVINCIAL, Level.MUNICIPAL) and not row.until]
    return tuple(annual(row.name, row.code, year) for row in rows[:110] for year in YEARS)


def annual(place: str, code: str, year: int) -> Extraction:
    """A made-up plan of a place for a year, with three tasks of its own choice."""
    above = regions().get(code[:2] + "0000")
    upper = f"{above.name}人民政府办公厅《{year}年政务公开工作要点》" if above and above.name != place else ""
    cites = f"国务院办公厅《{year}年政务公开工作要点》（国办发〔{year}〕12号）", *filter(None, (upper,))
    chosen = random.Random(f"{place}{year}").sample(DUTIES, 3)
    return paper(f"{place}人民政府办公室", cites, title=f"{place}{year}年政务公开工作要点", year=year,
                 date=f"{year}-05-01", tasks=tuple(chosen))


def linked(documents: Sequence[Extraction], kept: Path, version: str = "1") -> tuple[Links, int, int]:
    """The links found with a memory, how many documents were read and pairs aligned for them."""
    with remembered(kept, version) as memory:
        links = link(documents, aligner=memory.align, reader=memory.card)
    return links, memory.read_anew, memory.aligned_anew


def graph_of(links: Links, documents: Sequence[Extraction]) -> str:
    """The graph of a library, byte for byte."""
    read = {document.source.sha256: document for document in documents}
    return "\n".join(f"{one.name}: {line}" for one in describe(links, read) for line in one.lines)


def rewritten(document: Extraction, words: random.Random) -> Extraction:
    """A document as it is read another time: a task less, or another title, or another number."""
    header = document.header
    return words.choice((
        dataclasses.replace(document, tasks=document.tasks[1:]),
        dataclasses.replace(document, citations=()),
        dataclasses.replace(document, header=dataclasses.replace(header, title="2021年政务公开工作安排")),
        dataclasses.replace(document, header=dataclasses.replace(header, number=f"国办发〔2021〕{words.randint(1, 20)}号")),
    ))


@settings(max_examples=4, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_adding_removing_replacing_in_any_order_gives_the_links_of_linking_anew(
        bundled: tuple[Extraction, ...], many: tuple[Extraction, ...], chance: random.Random) -> None:
    outside = [*bundled, *chance.sample(many, 12)]
    chance.shuffle(outside)
    held: list[Extraction] = []
    with TemporaryDirectory() as folder:
        for _ in range(8):
            move = chance.choice(("add", "add", "remove", "replace"))
            chance.shuffle(held)
            if move == "add" or not held:
                held += [outside.pop() for _ in range(min(len(outside), chance.randint(1, 6)))]
            elif move == "remove":
                outside.append(held.pop())
            else:
                held[0] = rewritten(held[0], chance)
            found, anew = linked(held, Path(folder) / "kept")[0], link(held)
            assert found == anew, move
            assert repr(found) == repr(anew), "to the last digit and type"


def test_a_removed_document_leaves_the_former_graph_of_hundreds_byte_for_byte(
        many: tuple[Extraction, ...], tmp_path: Path) -> None:
    chosen = random.Random(1).sample(many, 4)
    rest = [document for document in many if document not in chosen]
    links, read, aligned_then = linked(rest, tmp_path / "kept")
    assert read == len(rest) > 300 and aligned_then > 100
    former = graph_of(links, rest)
    for document in chosen:
        more, read, _ = linked([*rest, document], tmp_path / "kept")
        assert read == 1 and graph_of(more, [*rest, document]) != former
        less, read, _ = linked(rest, tmp_path / "kept")
        assert read == 0 and graph_of(less, rest) == former


Pair = tuple[str, str, MatchRelation]


def aligned(documents: Sequence[Extraction]) -> Counter[Pair]:
    """The pairs of task lists, by the words of their first tasks, that linking anew aligns."""
    pairs: Counter[Pair] = Counter()

    def noted(later: Sequence[TaskText], earlier: Sequence[TaskText], relation: MatchRelation) -> list[TaskMatch]:
        if later and earlier:
            pairs[later[0].text, earlier[0].text, relation] += 1
        return align(later, earlier, relation)

    link(documents, aligner=noted)
    return pairs


def test_one_more_document_aligns_only_the_pairs_that_it_brings(bundled: tuple[Extraction, ...],
                                                                tmp_path: Path) -> None:
    pairs, kept = aligned(bundled), tmp_path / "kept"
    assert linked(bundled, kept)[1:] == (len(bundled), pairs.total())
    assert linked(bundled, kept)[1:] == (0, 0), "nothing is new"
    for place in range(0, len(bundled), 3):
        others = (*bundled[:place], *bundled[place + 1:])
        linked(others, kept)
        assert linked(bundled, kept)[1:] == (1, (pairs - aligned(others)).total()), bundled[place].source.name


def test_other_code_or_rules_find_everything_anew(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    whole = linked(bundled, tmp_path / "kept", "1")
    assert linked(bundled, tmp_path / "kept", "2") == whole


def test_what_is_not_asked_for_is_forgotten(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    whole = linked(bundled, tmp_path / "kept")
    linked((), tmp_path / "kept")
    assert linked(bundled, tmp_path / "kept") == whole


def test_a_damaged_file_costs_only_time(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    whole = linked(bundled, kept)
    kept.write_bytes(b"no database" * 500)
    assert linked(bundled, kept) == whole
    with closing(sqlite3.connect(kept)) as opened, opened:
        opened.execute("UPDATE found SET value = substr(value, 1, length(value) - 1)")
    assert linked(bundled, kept) == whole, "a changed row is not believed"


def changed(value: Any) -> Iterator[Any]:
    """A value of the model with each of its leaves changed in turn."""
    if isinstance(value, Span):
        yield Span(value.start, value.end - 1)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            for other in changed(getattr(value, field.name)):
                yield dataclasses.replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from ((*value[:place], other, *value[place + 1:]) for other in changed(item))
        yield value[1:]
    elif isinstance(value, Enum):
        yield next(other for other in type(value) if other is not value)
    elif value is not None:
        yield {str: f"{value}环境", int: 7, float: 0.5, bool: value is False}[type(value)]


def one_paper() -> Extraction:
    """A small document with something in every field that linking reads."""
    document = paper("江门市生态环境局", ("=江门市生态环境局《2021年政务公开工作安排》（江环〔2021〕5号）",
                                         "广东省人民政府办公厅《2021年政务公开工作要点》（粤府办〔2021〕17号）"),
                 title="江门市生态环境局2021年政务公开工作安排", number="江环〔2021〕5号", year=2021,
                 tasks=("公开财政预算决算信息|财务科|一、公开", "解读重大政策|办公室、综合科|二、解读"))
    header = dataclasses.replace(document.header, notice_title="关于印发工作安排的通知", level=Level.MUNICIPAL,
                                 region="440700")
    return dataclasses.replace(document, header=header)


def test_a_remembered_card_is_that_of_the_document_whatever_changes_in_it(tmp_path: Path) -> None:
    document, register = one_paper(), Register.bundled()
    others = list(changed(document))
    with remembered(tmp_path / "kept", "1") as memory:
        first = memory.card(document, register)
        cards = [memory.card(other, register) for other in others]
    assert cards == [card_of(other, register) for other in others]
    assert sum(card != first for card in cards) > 20, "the changes are such that cards change"


def test_a_remembered_alignment_is_that_of_the_tasks_whatever_changes_in_them(tmp_path: Path) -> None:
    one, other, earlier = (name_tasks(work, one_paper()) for work in ("one", "other", "earlier"))
    reads = []
    for task in changed(other[0]):
        with remembered(tmp_path / "kept", "1") as memory:
            first = memory.align(one[:1], earlier, MatchRelation.CONTINUES)
            found = memory.align((task,), earlier, MatchRelation.CONTINUES)
        assert found == align((task,), earlier, MatchRelation.CONTINUES)
        reads.append([match.features for match in found] != [match.features for match in first])
    assert sum(reads) > 3, "the changes are such that alignments change"


@settings(max_examples=20, deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_what_is_packed_is_unpacked_as_it_was(many: tuple[Extraction, ...], chance: random.Random) -> None:
    """To the last digit and type, also where the same tasks go by other names."""
    one, other = chance.sample(many, 2)
    register = Register.bundled()
    card = card_of(one, register)
    assert repr(Names().card(pack_card(card))) == repr(card)
    later, earlier = name_tasks("甲", one), name_tasks("乙", other)
    found = align(later, earlier, MatchRelation.CONTINUES)
    packed = pack_matches(found, later, earlier)
    assert repr(unpack_matches(packed, later, earlier, MatchRelation.CONTINUES)) == repr(found)
    renamed = unpack_matches(packed, name_tasks("丙", one), earlier, MatchRelation.CONTINUES)
    assert [match.a for match in renamed] == [match.a.replace("甲", "丙", 1) for match in found]
