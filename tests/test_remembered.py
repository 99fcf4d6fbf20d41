"""Linking that remembers gives what linking anew gives, and aligns only what is new."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.library import Library
from kg.link.linking import link
from kg.link.align import align
from kg.link.remembered import remembered
from kg.link.taskids import TaskText
from kg.model.extraction import Extraction
from kg.model.links import Links, MatchRelation, TaskMatch


@pytest.fixture(scope="module")
def bundled(demo_path: Path) -> tuple[Extraction, ...]:
    """What was read from the fourteen bundled plans."""
    return Library.open(demo_path).extractions()


def linked(documents: Sequence[Extraction], kept: Path, version: str = "1") -> tuple[Links, int]:
    """The links found with a file of alignments, and how many pairs were aligned for them."""
    with remembered(kept, version) as alignments:
        links = link(documents, aligner=alignments.align)
    return links, alignments.anew


@settings(max_examples=3, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_adding_one_by_one_in_any_order_gives_the_same_links(bundled: tuple[Extraction, ...],
                                                             order: random.Random) -> None:
    documents = list(bundled)
    order.shuffle(documents)
    with TemporaryDirectory() as folder:
        kept, steps = Path(folder) / "kept", sorted(order.sample(range(1, len(documents)), 4))
        for held in (*steps, len(documents)):
            found, _ = linked(documents[:held], kept)
            again = link(documents[:held])
            assert found == again
            assert repr(found) == repr(again), "to the last digit and type"


Pair = tuple[str, str, MatchRelation]


def aligned(documents: Sequence[Extraction]) -> Counter[Pair]:
    """The pairs of task lists, by their first tasks, that linking anew aligns."""
    pairs: Counter[Pair] = Counter()

    def noted(later: Sequence[TaskText], earlier: Sequence[TaskText], relation: MatchRelation) -> list[TaskMatch]:
        if later and earlier:
            pairs[later[0].node.id, earlier[0].node.id, relation] += 1
        return align(later, earlier, relation)

    link(documents, aligner=noted)
    return pairs


def test_one_more_document_aligns_only_the_pairs_that_it_brings(bundled: tuple[Extraction, ...],
                                                                tmp_path: Path) -> None:
    pairs, kept = aligned(bundled), tmp_path / "kept"
    assert linked(bundled, kept)[1] == pairs.total() > 8
    assert linked(bundled, kept)[1] == 0, "nothing is new"
    for place in range(0, len(bundled), 3):
        others = (*bundled[:place], *bundled[place + 1:])
        linked(others, kept)
        assert linked(bundled, kept)[1] == (pairs - aligned(others)).total(), bundled[place].source.name


def test_other_code_or_rules_align_anew(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    links, whole = linked(bundled, tmp_path / "kept", "1")
    assert linked(bundled, tmp_path / "kept", "2") == (links, whole)


def test_what_is_not_asked_for_is_forgotten(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    _, whole = linked(bundled, tmp_path / "kept")
    linked((), tmp_path / "kept")
    assert linked(bundled, tmp_path / "kept")[1] == whole


def test_a_damaged_file_costs_only_time(bundled: tuple[Extraction, ...], tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    links, whole = linked(bundled, kept)
    kept.write_bytes(b"no database" * 500)
    assert linked(bundled, kept) == (links, whole)
    with closing(sqlite3.connect(kept)) as opened, opened:
        opened.execute("UPDATE alignments SET matches = substr(matches, 1, length(matches) - 1)")
    assert linked(bundled, kept) == (links, whole), "a changed row is not believed"
