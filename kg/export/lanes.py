"""The fixed-lane layout of a lineage: a lane for each rank, positions without a browser.

A rank is an administrative level and, within it, the government before its departments.
Empty lanes collapse; a government level that a chain skips stays as a thin strip. Rows are
found by barycentre sweeps, so related cards stand in one row; where a lineage crosses years
its rows are banded by year, oldest first. Tasks stand in the frame of their document. Beyond
MOST_CARDS the farther nodes of a rank and year fold into one card. The same positions serve
SVG, pyvis and GEXF.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.export.folding import Rank, fold
from kg.export.pills import place_pills
from kg.export.routes import Box, Grid, Route, channels, route
from kg.export.rows import Years, arrange
from kg.model.answers import Lineage, LineageNode

STAGE = 1374.0
HEADER = 44.0
YEARS = 64.0
THIN = 44.0
GUTTER = 104.0
"""Between the cards of neighbouring lanes: a pill and some air."""
INSET = 20.0
NARROWEST = 262.0
WIDEST_CARD = 400.0
ROOMY = 12
MOST_CARDS = 150
MOST_APART = 30
CHANNEL = 26.0
BREATH = 28.0
HEAD_BREATH = 10.0


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the drawing; a thin one has no card and marks a skipped level."""

    rank: Rank
    x: float
    width: float
    held: int
    cited: int
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A node's rectangle. `form` is full, compact (a name and two lines) or head (one line, on
    the frame of the tasks below); `folded` counts the nodes that a folded card stands for."""

    node: LineageNode
    box: Box
    form: str
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle around the tasks of a document."""

    node: LineageNode
    box: Box


@dataclass(frozen=True, slots=True)
class Band:
    """The rows of one year."""

    year: int | None
    y: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything a drawing needs, in pixels from the top left; `root` is the start's id."""

    root: str
    width: float
    height: float
    lanes: tuple[Lane, ...]
    bands: tuple[Band, ...]
    frames: tuple[Frame, ...]
    cards: tuple[Card, ...]
    routes: tuple[Route, ...]


def lay_out(found: Lineage, stage: float = STAGE, most: int = MOST_CARDS) -> Layout:
    """Lanes, cards and edge routes of a lineage, at least `stage` wide, of about `most` cards.

    The same lineage always gives the same layout. Time grows with the number of edges.
    """
    folded = fold(found, most)
    nodes, edges = folded.nodes, folded.edges
    ranks = sorted({Rank.of(node) for node in nodes})
    owners = _owners(nodes)
    years = _years(found, nodes)
    columns = [[node.id for node in nodes if Rank.of(node) == rank] for rank in ranks]
    rows, bands = arrange(columns, edges, owners, years)
    lanes = _lanes(nodes, ranks, stage, YEARS if years else 0.0)
    cells = {node.id: (ranks.index(Rank.of(node)), rows[node.id]) for node in nodes}
    forms = _forms(nodes, owners)
    apart = len(edges) <= MOST_APART
    grid = _grid(lanes, cells, forms, channels(cells, edges, 1 + max(rows.values()), apart), apart)
    cards = tuple(Card(node, grid.boxes[node.id], forms[node.id], folded.counts.get(node.id, 0)) for node in nodes)
    shown = {id: year for id, year in years.items() if id not in owners}
    routes = place_pills(route(grid, edges, folded.indices), tuple(grid.boxes.values()))
    return Layout(found.root, max(stage, lanes[-1].x + lanes[-1].width), grid.bottom, lanes,
                  _bands(bands, shown, grid), _frames(cards, owners), cards, routes)


def _owners(nodes: Sequence[LineageNode]) -> Mapping[str, str]:
    """The document of each task, where that document is drawn too."""
    documents = {node.id for node in nodes if node.kind == "document"}
    # A task's id is its work's and a tag; see kg.model.links.TaskNode.
    owners = {node.id: node.id.rpartition(".t-")[0] for node in nodes if node.kind == "task"}
    return {task: work for task, work in owners.items() if work in documents}


def _years(found: Lineage, nodes: Sequence[LineageNode]) -> Years:
    """The year of each node, empty when all share one; a node without a year takes the root's."""
    year = {node.id: node.year for node in nodes}
    if len({value for value in year.values() if value is not None}) < 2:
        return {}
    start = year.get(found.root)
    return {id: start if value is None else value for id, value in year.items()}


def _lanes(nodes: Sequence[LineageNode], ranks: Sequence[Rank], stage: float, left: float) -> tuple[Lane, ...]:
    lowest = max((rank.order for rank in ranks if rank.level is not None), default=0)
    skipped = [Rank(order) for order in range(ranks[0].order, lowest)
               if order % 2 == 0 and not {Rank(order), Rank(order + 1)} & set(ranks)]
    # No pill stands beyond the cards of the last lane, so it needs no gutter and the others share it.
    spare = GUTTER - 2 * INSET
    wide = max((stage - left - THIN * len(skipped) + spare) / len(ranks), NARROWEST)
    lanes: list[Lane] = []
    x = left
    for rank in sorted([*ranks, *skipped]):
        thin = rank in skipped
        members = [node for node in nodes if Rank.of(node) == rank]
        held = sum(node.held for node in members)
        room = THIN if thin else wide - spare if rank == ranks[-1] else wide
        lanes.append(Lane(rank, x, room, held, len(members) - held, thin))
        x += lanes[-1].width
    return tuple(lanes)


def _forms(nodes: Sequence[LineageNode], owners: Mapping[str, str]) -> Mapping[str, str]:
    heads = set(owners.values())
    usual = "compact" if len(nodes) - len(heads) > ROOMY else "full"
    return {node.id: "head" if node.id in heads else "compact" if node.kind == "fold" else usual for node in nodes}


def _tall(form: str) -> float:
    return {"head": 40.0, "compact": 76.0, "full": 148.0}[form]


def _grid(lanes: Sequence[Lane], cells: Mapping[str, tuple[int, int]], forms: Mapping[str, str],
          taken: Sequence[int], apart: bool) -> Grid:
    """Coordinates of the cards, with as much room above a row as it has channels."""
    tall: dict[int, float] = defaultdict(float)
    for id, (_, row) in cells.items():
        tall[row] = max(tall[row], _tall(forms[id]))
    full = [lane for lane in lanes if not lane.thin]
    tops: list[float] = []
    y = HEADER
    for row, count in enumerate(taken):
        under_heads = row > 0 and tall[row - 1] == _tall("head") and not count
        y += HEAD_BREATH if under_heads else BREATH + CHANNEL * count
        tops.append(y)
        y += tall[row]
    wide = min(full[-1].width - 2 * INSET, WIDEST_CARD)
    columns = tuple((lane.x + INSET, lane.x + INSET + wide) for lane in full)
    boxes = {}
    for id, (lane, row) in cells.items():
        height = _tall(forms[id])
        # A head stands at the foot of its row, next to the tasks below it.
        top = tops[row] + (tall[row] - height if forms[id] == "head" else 0.0)
        left, right = columns[lane]
        boxes[id] = Box(left, top, right - left, height)
    return Grid(dict(cells), boxes, columns, tuple(tops), y + 36.0, apart)


def _frames(cards: Sequence[Card], owners: Mapping[str, str]) -> tuple[Frame, ...]:
    """A frame from the head of a document to the last of its tasks."""
    lowest: dict[str, float] = {}
    for card in cards:
        if card.node.id in owners:
            owner = owners[card.node.id]
            lowest[owner] = max(lowest.get(owner, 0.0), card.box.bottom)
    return tuple(Frame(card.node, Box(card.box.x - 8, card.box.y, card.box.width + 16,
                                      lowest[card.node.id] - card.box.y + 8))
                 for card in cards if card.node.id in lowest)


def _bands(bands: Mapping[int | None, range], years: Years, grid: Grid) -> tuple[Band, ...]:
    if not years:
        return ()
    counts = list(years.values())
    ends = {row: max(box.bottom for id, box in grid.boxes.items() if grid.cells[id][1] == row)
            for row in {row for _, row in grid.cells.values()}}
    return tuple(Band(year, grid.tops[rows.start], ends[rows.stop - 1] - grid.tops[rows.start], counts.count(year))
                 for year, rows in bands.items())
