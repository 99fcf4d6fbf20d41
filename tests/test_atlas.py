"""图谱: grown from a node, pinned, hidden, taken back; the way between two nodes."""

from __future__ import annotations

import re

import pytest
from starlette.applications import Starlette

from kg.model.links import Derivation, DerivationKind, Links, Work, WorkKind
from kg.model.view import View
from kg.web.around import counts, links, path_between
from kg.web.inside import ask
from kg.web.site import Served
from pages import JIANGMEN, further, html_of, path, work_named
from shelf import Shelf


@pytest.fixture(scope="module")
def view(demo_served: Served) -> View:
    return demo_served.site().view


@pytest.fixture(scope="module")
def start(view: View) -> str:
    return work_named(view, "国办发〔2021〕12号")


def nodes(page: str) -> set[str]:
    """The names of the nodes that the panel lists."""
    panel = page.split('class="box nodes"')[1]
    return set(re.findall(r'<a class="b"[^>]*><bdi>(.*?)</bdi>', panel))


def test_a_node_is_hidden_and_taken_back(demo_app: Starlette, view: View, start: str) -> None:
    whole = html_of(ask(demo_app, path("graph", open=start)))
    less = html_of(ask(demo_app, further(path("graph", open=start), ("hide", work_named(view, JIANGMEN)))))
    assert any("江环办" in name for name in nodes(whole) - nodes(less)) and "已隐藏" in less
    undo = re.search(r'href="([^"]+)" data-undo', less)
    assert undo and nodes(html_of(ask(demo_app, undo[1].replace("&amp;", "&")))) == nodes(whole)


def test_a_pinned_node_stays_when_its_neighbour_is_closed(demo_app: Starlette, view: View, start: str) -> None:
    jiangmen, ministry = work_named(view, JIANGMEN), work_named(view, "环办厅函〔2021〕214号")
    address = further(path("graph", open=jiangmen), ("pin", ministry))
    assert any("环办厅函" in name for name in nodes(html_of(ask(demo_app, address))))
    assert not any("环办厅函" in name for name in nodes(html_of(ask(demo_app, path("graph", open=jiangmen)))))


def test_the_last_step_is_undone_first(demo_app: Starlette, view: View, start: str) -> None:
    jiangmen = work_named(view, JIANGMEN)
    first = path("graph", open=start)
    third = further(first, ("pin", jiangmen), ("open", jiangmen))
    undo = re.search(r'href="([^"]+)" data-undo', html_of(ask(demo_app, third)))
    assert undo and undo[1].replace("&amp;", "&") == further(first, ("pin", jiangmen))
    assert "data-undo" not in html_of(ask(demo_app, first)), "the first node cannot be taken back"


def test_only_stated_links_are_drawn_on_request(demo_app: Starlette, start: str) -> None:
    assert 'class="e inf"' in html_of(ask(demo_app, path("graph", open=start)))
    assert 'class="e inf"' not in html_of(ask(demo_app, path("graph", open=start, stated="1")))


def test_the_first_node_cannot_be_hidden(demo_app: Starlette, start: str) -> None:
    assert nodes(html_of(ask(demo_app, path("graph", open=start, hide=start))))


def work(id: str) -> Work:
    """A work that is only cited."""
    return Work(id, WorkKind.POLICY, id, (), None, (), None, None, None, None, False, None, ())


def derives(lower: str, upper: str) -> Derivation:
    """A stated derivation without evidence."""
    return Derivation(lower, upper, DerivationKind.IMPLEMENTS, "basis citation", True, True, 1.0, ())


def web(*steps: tuple[str, str]) -> Shelf:
    """Works that derive from one another."""
    ids = sorted({id for step in steps for id in step})
    return Shelf(Links(tuple(map(work, ids)), (), (), tuple(derives(*step) for step in steps), (), (), (), (), (), ()),
                 {})


@pytest.mark.parametrize(("steps", "way"), [
    ((("a", "b"),), 1),                                                      # neighbours
    ((("a", "b"), ("c", "b"), ("c", "d")), 3),                               # up, down, up
    ((("a", "b"), ("b", "c"), ("c", "d"), ("a", "e"), ("e", "d")), 2),       # the shorter of two ways
    ((("a", "b"), ("c", "d")), 0),                                           # no way
    ((*((f"x{n}", "b") for n in range(30)), ("a", "b"), ("d", "b")), 2),  # past one that many hang on
])
def test_the_way_between_two_is_the_shortest(steps: tuple[tuple[str, str], ...], way: int) -> None:
    goal = "b" if way == 1 else "d"
    found = path_between(web(*steps), "a", goal)
    assert len(found) == way
    ends = [id for edge in found for id in (edge.source, edge.target)]
    assert not found or {"a", goal} <= set(ends)


def test_neighbours_are_counted_by_kind() -> None:
    shelf = web(("a", "b"), ("c", "b"), ("b", "d"))
    assert counts(links(shelf, "b")) == {"up": 1, "down": 2}
