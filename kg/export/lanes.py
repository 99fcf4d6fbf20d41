"""The fixed-lane layout of a lineage: a lane for each rank, positions without a browser.

A rank is an administrative level and, within it, the government before its departments.
Empty lanes collapse; a government level that a chain skips stays as a thin strip. Rows are
found by barycentre sweeps, so related cards stand in one row; where a lineage crosses years
its rows are banded by year, oldest first. Tasks stand in the frame of their document, side by
side where the lanes leave room for more columns. Beyond MOST_CARDS the farther nodes of a rank
and year fold into one card. The same positions serve SVG, pyvis and GEXF.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from kg.export.folding import Rank, fold
from kg.export.pills import place_pills
from kg.export.routes import Box, Grid, Point, Route, channels, route
from kg.export.rows import Years, arrange
from kg.model.answers import Lineage, LineageEdge, LineageNode

STAGE = 1374.0
HEADER = 44.0
YEARS = 64.0
THIN = 44.0
GUTTER = 104.0
"""Between the cards of neighbouring lanes: a pill and some air."""
INSET = 20.0
SPARE = GUTTER - 2 * INSET
"""What the last lane has no need of: no pill stands beyond its cards."""
NARROWEST = 262.0
ROOM_FOR_TASKS = 280.0
"""A column that a lane is given so that the tasks of a document stand side by side is not narrower."""
MOST_BESIDE = 3
WIDEST_CARD = 400.0
ROOMY = 12
MOST_CARDS = 150
MOST_APART = 30
CHANNEL = 26.0
BREATH = 28.0
HEAD_BREATH = 10.0
PILL = 12.0
"""Half the height of a pill."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the drawing, of one or more columns of cards; a thin one has none and marks a
    skipped level."""

    rank: Rank
    x: float
    width: float
    held: int
    cited: int
    columns: int = 1

    @property
    def thin(self) -> bool:
        """Whether no card stands in it."""
        return not self.columns


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
    """The rectangle around the tasks of a document; `head` is where its name may stand, as far to
    the right as no line crosses."""

    node: LineageNode
    box: Box
    head: Box


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
    lanes = _lanes(nodes, ranks, owners, stage, YEARS if years else 0.0)
    cells, bands = _cells(nodes, edges, owners, years, {lane.rank: lane.columns for lane in lanes if not lane.thin})
    forms = _forms(nodes, owners)
    apart = len(edges) <= MOST_APART
    height = 1 + max(row for _, row in cells.values())
    grid = _grid(lanes, cells, forms, channels(cells, edges, height, apart), apart)
    cards = tuple(Card(node, grid.boxes[node.id], forms[node.id], folded.counts.get(node.id, 0)) for node in nodes)
    shown = {id: year for id, year in years.items() if id not in owners}
    routes = place_pills(route(grid, edges, folded.indices), tuple(grid.boxes.values()))
    return Layout(found.root, max(stage, lanes[-1].x + lanes[-1].width), grid.bottom, lanes,
                  _bands(bands, shown, grid), _frames(cards, owners, routes), cards, routes)


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


def _cells(nodes: Sequence[LineageNode], edges: Sequence[LineageEdge], owners: Mapping[str, str], years: Years,
           columns: Mapping[Rank, int]) -> tuple[dict[str, tuple[int, int]], dict[int | None, range]]:
    """The column and row of each card, and the rows of each year.

    Tasks that stand side by side are arranged as one, the leftmost.
    """
    beside: dict[str, tuple[str, int]] = {}
    tasks: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        row = tasks[owners.get(node.id, node.id)] if node.id in owners else []
        place = len(row) % columns[Rank.of(node)]
        row.append(node.id)
        beside[node.id] = row[len(row) - 1 - place], place
    leftmost = [node for node in nodes if beside[node.id][0] == node.id]
    stacks = [[node.id for node in leftmost if Rank.of(node) == rank] for rank in columns]
    joined = [replace(edge, source=beside[edge.source][0], target=beside[edge.target][0]) for edge in edges]
    rows, bands = arrange(stacks, joined, owners, years)
    first = dict(zip(columns, accumulate(columns.values(), initial=0), strict=False))
    return {node.id: (first[Rank.of(node)] + beside[node.id][1], rows[beside[node.id][0]]) for node in nodes}, bands


def _columns(nodes: Sequence[LineageNode], ranks: Sequence[Rank], owners: Mapping[str, str],
             room: float) -> dict[Rank, int]:
    """How many columns each lane has: one, and more for the tallest documents while there is room."""
    tallest = dict.fromkeys(ranks, 1)
    tasks = Counter(owners[node.id] for node in nodes if node.id in owners)
    for node in nodes:
        tallest[Rank.of(node)] = max(tallest[Rank.of(node)], tasks[node.id])
    columns = dict.fromkeys(ranks, 1)
    while (sum(columns.values()) + 1) * ROOM_FOR_TASKS <= room:
        rank = max(ranks, key=lambda one: tallest[one] / columns[one] if columns[one] < MOST_BESIDE else 0)
        if columns[rank] >= min(MOST_BESIDE, tallest[rank]):
            break
        columns[rank] += 1
    return columns


def _lanes(nodes: Sequence[LineageNode], ranks: Sequence[Rank], owners: Mapping[str, str], stage: float,
           left: float) -> tuple[Lane, ...]:
    lowest = max((rank.order for rank in ranks if rank.level is not None), default=0)
    skipped = [Rank(order) for order in range(ranks[0].order, lowest)
               if order % 2 == 0 and not {Rank(order), Rank(order + 1)} & set(ranks)]
    room = stage - left - THIN * len(skipped) + SPARE
    columns = _columns(nodes, ranks, owners, room)
    wide = max(room / sum(columns.values()), NARROWEST)
    lanes: list[Lane] = []
    x = left
    for rank in sorted([*ranks, *skipped]):
        members = [node for node in nodes if Rank.of(node) == rank]
        held = sum(node.held for node in members)
        count = columns.get(rank, 0)
        across = count * wide - (SPARE if rank == ranks[-1] else 0.0) if count else THIN
        lanes.append(Lane(rank, x, across, held, len(members) - held, count))
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
    tops: list[float] = []
    y = HEADER
    for row, count in enumerate(taken):
        under_heads = row > 0 and tall[row - 1] == _tall("head") and not count
        y += HEAD_BREATH if under_heads else BREATH + CHANNEL * count
        tops.append(y)
        y += tall[row]
    pitch = (lanes[-1].width + SPARE) / lanes[-1].columns
    wide = min(pitch - GUTTER, WIDEST_CARD)
    lefts = [lane.x + place * pitch + INSET for lane in lanes for place in range(lane.columns)]
    columns = tuple((left, left + wide) for left in lefts)
    boxes = {}
    for id, (column, row) in cells.items():
        height = _tall(forms[id])
        # A head stands at the foot of its row, next to the tasks below it.
        top = tops[row] + (tall[row] - height if forms[id] == "head" else 0.0)
        left, right = columns[column]
        boxes[id] = Box(left, top, right - left, height)
    return Grid(dict(cells), boxes, columns, tuple(tops), y + 36.0, apart)


def _frames(cards: Sequence[Card], owners: Mapping[str, str], routes: Sequence[Route]) -> tuple[Frame, ...]:
    """A frame from the head of a document around all of its tasks."""
    ends: dict[str, Point] = {}
    for card in cards:
        if card.node.id in owners:
            right, bottom = ends.get(owners[card.node.id], (0.0, 0.0))
            ends[owners[card.node.id]] = max(right, card.box.right), max(bottom, card.box.bottom)
    frames = []
    for card in cards:
        if card.node.id in ends:
            box, (right, bottom) = card.box, ends[card.node.id]
            frames.append(Frame(card.node, Box(box.x - 8, box.y, right - box.x + 16, bottom - box.y + 8),
                                _clear(box, right, routes)))
    return tuple(frames)


def _clear(head: Box, right: float, routes: Sequence[Route]) -> Box:
    """A head, grown to the right as far as no line or pill stands in the way."""
    ends = [right]
    for path in routes:
        lines = [*pairwise(path.points), *([(path.label, path.label)] if path.label else [])]
        for (x0, y0), (x1, y1) in lines:
            if min(y0, y1) < head.bottom + PILL and max(y0, y1) > head.y - PILL and max(x0, x1) > head.right:
                ends.append(max(head.right, min(x0, x1) - (PILL if (x0, y0) != (x1, y1) else GUTTER / 2)))
    return Box(head.x, head.y, min(ends) - head.x, head.height)


def _bands(bands: Mapping[int | None, range], years: Years, grid: Grid) -> tuple[Band, ...]:
    if not years:
        return ()
    counts = list(years.values())
    ends = {row: max(box.bottom for id, box in grid.boxes.items() if grid.cells[id][1] == row)
            for row in {row for _, row in grid.cells.values()}}
    return tuple(Band(year, grid.tops[rows.start], ends[rows.stop - 1] - grid.tops[rows.start], counts.count(year))
                 for year, rows in bands.items())
