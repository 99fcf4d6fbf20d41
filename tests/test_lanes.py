"""The drawing of a lineage: ranks, rows, routes, folding, and what the SVG shows."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kg.export import svg
from kg.export.folding import Rank
from kg.export.lanes import Layout, lay_out
from kg.export.routes import Box, Point
from kg.export.typeset import shorten, visible, width, wrap
from kg.model.answers import Direction, Lineage, LineageEdge, LineageNode
from kg.model.extraction import Level


def node(id: str, level: Level | None = Level.NATIONAL, department: bool = False, year: int | None = 2021,
         held: bool = True, kind: str = "document") -> LineageNode:
    """A node with a name that takes several lines."""
    return LineageNode(id, kind, f"{id}〔2021〕1号" if kind == "document" else None, "关于印发政务公开工作要点的通知" * 2,
                       "公开预算决算。" * 9 if kind == "task" else None, "某某市人民政府办公室", level, department, year,
                       held, 0)


def edge(source: str, target: str, stated: bool = True) -> LineageEdge:
    """An edge without evidence."""
    return LineageEdge(source, target, "implements", "number", stated, True, 0.6, ())


def lineage(nodes: Sequence[LineageNode], edges: Sequence[LineageEdge]) -> Lineage:
    """A lineage that starts at the first node."""
    return Lineage(nodes[0].id, Direction.BOTH, tuple(nodes), tuple(edges), ())


CHAIN = lineage(
    [node("部门", Level.MUNICIPAL, True), node("市", Level.MUNICIPAL, held=False),
     node("省", Level.PROVINCIAL, held=False), node("国", held=False)],
    [edge("部门", "市"), edge("部门", "省"), edge("部门", "国"), edge("市", "省", False), edge("省", "国", False)])


def test_a_chain_stands_in_one_row_of_four_lanes() -> None:
    layout = lay_out(CHAIN)
    assert [(lane.rank.level, lane.rank.department) for lane in layout.lanes] == [
        (Level.NATIONAL, False), (Level.PROVINCIAL, False), (Level.MUNICIPAL, False), (Level.MUNICIPAL, True)]
    assert len({card.box.y for card in layout.cards}) == 1
    assert [lane.held for lane in layout.lanes] == [0, 0, 0, 1]


def test_a_skipped_level_stays_as_a_strip() -> None:
    layout = lay_out(lineage([node("市", Level.MUNICIPAL), node("国")], [edge("市", "国")]))
    assert [lane.thin for lane in layout.lanes] == [False, True, False]


def test_a_level_nobody_knows_comes_last() -> None:
    layout = lay_out(lineage([node("不详", None), node("国")], [edge("不详", "国")]))
    assert layout.lanes[-1].rank.level is None
    assert not any(lane.thin for lane in layout.lanes), "an unknown level skips nothing"


def test_years_run_down_the_page() -> None:
    layout = lay_out(lineage([node("新", year=2022), node("旧", year=2020), node("无", year=None)], [edge("新", "旧")]))
    assert [band.year for band in layout.bands] == [2020, 2022]
    top = {card.node.id: card.box.y for card in layout.cards}
    assert top["旧"] < top["新"] and layout.bands[1].count == 2, "a node without a year stands with the root"


def test_tasks_stand_in_the_frame_of_their_document() -> None:
    work, other = node("市-1", Level.MUNICIPAL), node("国-1")
    tasks = [node(f"市-1.t-{place:08x}", Level.MUNICIPAL, kind="task") for place in range(3)]
    layout = lay_out(lineage([tasks[0], work, other, *tasks[1:]], [edge("市-1", "国-1")]))
    assert [frame.node.id for frame in layout.frames] == ["市-1"]
    frame = layout.frames[0].box
    for card in layout.cards:
        if card.node.kind == "task":
            assert inside(card.box, frame)
        elif card.node.id == "国-1":
            assert not overlap(card.box, frame)


def test_tasks_of_a_document_stand_side_by_side_where_there_is_room() -> None:
    tasks = [node(f"省-1.t-{place:08x}", Level.PROVINCIAL, kind="task") for place in range(7)]
    layout = lay_out(lineage([tasks[0], node("省-1", Level.PROVINCIAL), node("国-1"), *tasks[1:]], []))
    boxes = [card.box for card in layout.cards if card.node.kind == "task"]
    assert len({box.y for box in boxes}) == 3 and len({box.x for box in boxes}) == 3
    assert all(inside(box, layout.frames[0].box) for box in boxes)
    assert [lane.columns for lane in layout.lanes] == [1, 3]


def test_the_name_on_a_frame_ends_before_a_line_that_crosses_it() -> None:
    tasks = [node(f"省-{place % 2}.t-{place:08x}", Level.PROVINCIAL, kind="task", year=2020 + place % 2)
             for place in range(6)]
    homes = [node(f"省-{place}", Level.PROVINCIAL, year=2020 + place) for place in range(2)]
    found = lineage([tasks[0], *homes, *tasks[1:]], [edge(tasks[5].id, tasks[0].id), edge(tasks[3].id, tasks[4].id)])
    layout = lay_out(found)
    for frame in layout.frames:
        assert frame.head.right <= frame.box.right
        for path in layout.routes:
            for start, end in itertools.pairwise(path.points):
                assert not crosses(start, end, frame.head), "no line runs through a name"


def test_many_nodes_fold_and_none_is_lost() -> None:
    nodes = [node("国"), *(node(f"省{place}", Level.PROVINCIAL) for place in range(500))]
    found = lineage(nodes, [edge(one.id, "国") for one in nodes[1:]])
    layout = lay_out(found)
    assert len(layout.cards) <= 152
    folded = sum(card.folded for card in layout.cards)
    assert folded + sum(not card.folded for card in layout.cards) == len(nodes)
    assert all(found.edges[path.index].target == "国" for path in layout.routes)


def inside(box: Box, other: Box) -> bool:
    """Whether a box lies within another."""
    return other.x <= box.x and other.y <= box.y and box.right <= other.right and box.bottom <= other.bottom


def overlap(one: Box, two: Box) -> bool:
    """Whether two boxes share an area."""
    return one.x < two.right and two.x < one.right and one.y < two.bottom and two.y < one.bottom


def crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether an axis-parallel line runs through the inside of a box."""
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return x0 < box.right - 1 and x1 > box.x + 1 and y0 < box.bottom - 1 and y1 > box.y + 1


@some.composite
def lineages(draw: some.DrawFn) -> Lineage:
    """Any graph over a few levels and years, of documents and of tasks in them."""
    count = draw(some.integers(1, 14))
    nodes = [node(f"件{place}", draw(some.sampled_from([*Level, None])), draw(some.booleans()),
                  draw(some.sampled_from([2019, 2020, 2021, None])), draw(some.booleans())) for place in range(count)]
    homes = draw(some.lists(some.sampled_from(nodes), max_size=12))
    nodes += [replace(home, id=f"{home.id}.t-{place:08x}", kind="task", number=None, text="公开预算决算。")
              for place, home in enumerate(homes)]
    count = len(nodes)
    pairs = draw(some.lists(some.tuples(some.integers(0, count - 1), some.integers(0, count - 1)), max_size=40,
                            unique=True))
    return lineage(nodes, [edge(nodes[a].id, nodes[b].id, draw(some.booleans())) for a, b in pairs if a != b])


@settings(max_examples=150, deadline=None)
@given(lineages())
def test_any_lineage_is_drawn_without_collisions(found: Lineage) -> None:
    layout = lay_out(found)
    boxes = {card.node.id: card.box for card in layout.cards}
    assert set(boxes) == {one.id for one in found.nodes} and len(layout.routes) == len(found.edges)
    for one, two in itertools.combinations(boxes.values(), 2):
        assert not overlap(one, two)
    for path in layout.routes:
        for start, end in itertools.pairwise(path.points):
            assert start[0] == end[0] or start[1] == end[1], "edges are orthogonal"
            for box in boxes.values():
                assert not crosses(start, end, box), f"{path.edge.source} → {path.edge.target}"
    assert all(box.x >= 0 and box.right <= layout.width and box.bottom <= layout.height for box in boxes.values())
    assert lay_out(found) == layout


@settings(max_examples=40, deadline=None)
@given(lineages(), some.booleans())
def test_any_drawing_is_well_formed(found: Lineage, standalone: bool) -> None:
    text = svg.draw(lay_out(found), "zh", lambda one: f"/trace/{one.id}", "图", standalone)
    tree = ElementTree.fromstring(text)
    cards = [one for one in tree.iter() if "card" in one.get("class", "").split()]
    assert len(cards) == len(found.nodes)
    assert not standalone or "var(" not in text, "a file of its own has literal colours"


def test_certainty_and_presence_are_drawn() -> None:
    text = svg.draw(lay_out(CHAIN), "zh", lambda one: None, "图")
    assert text.count('class="e inf"') == 2 and text.count('class="e"') == 3
    assert text.count("hollow") == 3 and text.count(" root") == 1
    assert "推断" in text and "0.60" in text and "直接依据" in text


def layout_of(count: int) -> Layout:
    """A root with many nodes below it."""
    nodes = [node("国"), *(node(f"省{place}", Level.PROVINCIAL) for place in range(count))]
    return lay_out(lineage(nodes, [edge(one.id, "国") for one in nodes[1:]]))


@pytest.mark.parametrize(("count", "form"), [(4, "full"), (60, "compact")])
def test_cards_shrink_where_there_are_many(count: int, form: str) -> None:
    assert {card.form for card in layout_of(count).cards} == {form}


TYPESET = [
    ("2021年政务公开工作要点", 80, ("2021年政务公开", "工作要点")),     # a number stays with its unit
    ("做好公开，解读，回应。", 50, ("做好公开，", "解读，回", "应。")),   # no line begins with a mark
    ("", 50, ("",)),                                                 # nothing is nothing
]


@pytest.mark.parametrize(("text", "room", "lines"), TYPESET)
def test_chinese_text_wraps_as_printed(text: str, room: float, lines: tuple[str, ...]) -> None:
    assert wrap(text, room, 10, 3) == lines


@given(some.text(max_size=200), some.integers(20, 200), some.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, room: int, lines: int) -> None:
    rows = wrap(text, room, 10, lines)
    assert 1 <= len(rows) <= lines
    assert all(width(row, 10) <= max(room, 10) for row in rows)
    assert shorten(visible(text), 10_000, 10) == visible(text)


def test_ranks_order_governments_before_departments() -> None:
    order = [Rank.of(node("x", level, department)) for level in [*Level, None] for department in (False, True)]
    assert order == sorted(order) and len(set(order)) == len(order)
