"""IRIs: readable, reversible, legal in Turtle, and the same after a new reading."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from graphs import CITY, extractions, links
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.held import HeldWork, assignment_iris
from kg.graph.iris import BASE, Kind, mint, unmint, within
from kg.model.links import TaskNode

# Names as they occur; the second column is what a reader sees after the kind.
READABLE = [
    (Kind.DOCUMENT, "国办发-2021-12", "doc/国办发-2021-12"),
    (Kind.DOCUMENT, "国务院令-711", "doc/国务院令-711"),
    (Kind.TASK, "国办发-2021-12.t-1a2b3c4d", "task/国办发-2021-12.t-1a2b3c4d"),
    (Kind.HOLDER, "各市（区）分局", "org/各市（区）分局"),
    (Kind.HOLDER, "a/b c", "org/a%2Fb%20c"),
    (Kind.REGION, "440700", "region/440700"),
]


@pytest.mark.parametrize(("kind", "name", "path"), READABLE)
def test_an_iri_is_readable(kind: Kind, name: str, path: str) -> None:
    assert mint(kind, name) == BASE + path


@given(st.sampled_from(Kind), st.text(min_size=1).filter(lambda name: name.isprintable()))
def test_a_name_comes_back(kind: Kind, name: str) -> None:
    assert unmint(mint(kind, name)) == (kind, name)


@given(st.text(min_size=1))
def test_an_iri_has_no_character_that_ends_it(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return  # A lone surrogate is no character; readers refuse it before it gets here.
    assert not re.search(r'[\s<>"{}|\\^`\x00-\x20]', mint(Kind.DOCUMENT, name))


def test_minted_iris_are_legal_prefixed_names() -> None:
    import rdflib
    for kind, name, _ in READABLE:
        iri = mint(kind, name)
        local = iri.removeprefix(f"{BASE}{kind.value}/")
        data = f"@prefix p: <{BASE}{kind.value}/> . p:{local} a p:{local} ."
        assert rdflib.URIRef(iri) in set(rdflib.Graph().parse(data=data, format="turtle").subjects())


@pytest.mark.parametrize("iri", ["https://example.org/doc/x", BASE, BASE + "doc/", BASE + "nothing/x"])
def test_a_foreign_iri_is_refused(iri: str) -> None:
    with pytest.raises(ValueError, match=r"IRI|nothing"):
        unmint(iri)


def test_nothing_is_named_by_nothing() -> None:
    with pytest.raises(ValueError, match="needs a name"):
        mint(Kind.DOCUMENT, "")


def test_a_new_neighbour_renames_nobody() -> None:
    before = within("t", "a", [("lead", "甲"), ("support", "乙")])
    after = within("t", "a", [("lead", "丙"), ("lead", "甲"), ("support", "乙")])
    assert after[1:] == before


def test_equal_records_stay_apart() -> None:
    assert len(set(within("t", "c", [("《X》",)] * 3))) == 3


def test_a_split_task_keeps_the_names_of_the_others() -> None:
    """An ordinal would rename every task after the one that split."""
    extraction = next(one for one in extractions().values() if one.source.name.startswith("jiangmen"))
    work = next(work for work in links().works if work.id == CITY)
    nodes = [node for node in links().tasks if node.work == CITY]
    before = HeldWork(work, extraction, nodes)
    shifted = replace(extraction, tasks=tuple(replace(task, id=f"t{number + 1}")
                                              for number, task in enumerate(extraction.tasks, 1)))
    moved = [TaskNode(node.id, CITY, f"t{int(node.local[1:]) + 1}") for node in nodes]
    after = HeldWork(work, shifted, moved)
    assert [name for name, _ in before.named_tasks] == [name for name, _ in after.named_tasks]
    for (name, old), (_, new) in zip(before.named_tasks, after.named_tasks, strict=True):
        assert assignment_iris(name, old) == assignment_iris(name, new)
