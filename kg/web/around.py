"""What is linked to a document or a holder, and the shortest way between two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kg.model.answers import LineageEdge, LineageNode
from kg.model.links import Derivation, HolderKind, Quote, Work
from kg.model.view import View

MOST_WALKED = 4000


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a node: its kind, the edge as drawn, the id at the other end."""

    kind: str
    edge: LineageEdge
    other: str


def name_of(view: View, id: str) -> str:
    """What a work or holder is called; KeyError if it is neither."""
    try:
        return view.work(id).name
    except KeyError:
        return view.holder(id).name


def node_of(view: View, id: str, distance: int) -> LineageNode:
    """A work or holder as it is drawn; KeyError if it is neither."""
    try:
        work = view.work(id)
    except KeyError:
        holder = view.holder(id)
        return LineageNode(id, "holder", None, holder.name, None, holder.parent, holder.level,
                           holder.kind is not HolderKind.ORGANISATION, None, True, distance)
    return LineageNode(id, "document", work.number, work.title, None, "、".join(work.issuers), work.level,
                       work.department, work.year, work.held, distance)


def links(view: View, id: str) -> Iterator[Link]:
    """Every link of a work or holder, works first."""
    try:
        work = view.work(id)
    except KeyError:
        yield from _borne(view, id)
        return
    yield from (_derived(edge, "up", edge.target) for edge in view.derivations_from(id))
    yield from (_derived(edge, "down", edge.source) for edge in view.derivations_to(id))
    yield from _cited(view, work)
    for bearer in dict.fromkeys(bearer.holder for bearer in view.bearers(id)) if work.held else ():
        yield Link("units", _drawn(id, bearer, "bears"), bearer)


def counts(near: Iterable[Link]) -> dict[str, int]:
    """How many neighbours a node has by kind of link."""
    found: dict[str, set[str]] = {}
    for link in near:
        found.setdefault(link.kind, set()).add(link.other)
    return {kind: len(others) for kind, others in found.items()}


def path_between(view: View, start: str, goal: str) -> tuple[LineageEdge, ...]:
    """The fewest links between two nodes, whatever their direction; none if there is no path
    within a few thousand nodes.

    Searched from both ends, always at the one with fewer nodes ahead and at documents before
    units, so that what thousands of others hang on is looked through only if the way leads past it.
    """
    ends = (_Search(start), _Search(goal))
    while not (meetings := ends[0].before.keys() & ends[1].before.keys()):
        if sum(len(end.before) for end in ends) > MOST_WALKED or not all(end.ahead for end in ends):
            return ()
        nearer, farther = sorted(ends, key=lambda end: len(end.ahead))
        nearer.step(view, farther.before)
    return min(((*reversed(ends[0].way(id)), *ends[1].way(id)) for id in sorted(meetings)), key=_length)


def _length(way: tuple[LineageEdge, ...]) -> tuple[int, int]:
    """How many links; of as many, those that derive count as nearer than those that cite."""
    return len(way), sum(edge.kind in ("cites", "bears") for edge in way)


class _Search:
    """How far a search from one end has come: how each node was reached, and what is ahead."""

    def __init__(self, start: str) -> None:
        self.before: dict[str, tuple[str, LineageEdge] | None] = {start: None}
        self.ahead = [start]
        self._units: set[str] = set()

    def step(self, view: View, wanted: Collection[str]) -> None:
        """Looks around every node ahead; not at units if the documents already lead to one wanted."""
        reached: list[str] = []
        met = False
        for id in sorted(self.ahead, key=self._units.__contains__):
            if met and id in self._units:
                break
            for link in links(view, id):
                if link.other not in self.before:
                    self.before[link.other] = (id, link.edge)
                    reached.append(link.other)
                    met = met or link.other in wanted
                    if link.kind == "units" and link.other == link.edge.target:
                        self._units.add(link.other)
        self.ahead = reached

    def way(self, id: str) -> list[LineageEdge]:
        """The links from a node back to the start."""
        found: list[LineageEdge] = []
        while (step := self.before[id]) is not None:
            id, edge = step
            found.append(edge)
        return found


def _derived(found: Derivation, kind: str, other: str) -> Link:
    edge = LineageEdge(found.source, found.target, found.kind.value, found.method, found.stated, False,
                       found.confidence, found.evidence, found.judgement)
    return Link("series" if found.kind.value == "succeeds" else kind, edge, other)


def _cited(view: View, work: Work) -> Iterator[Link]:
    if work.held:
        read = view.extraction(work.id)
        for found in view.resolutions(work.id):
            if found.target and found.target != work.id:
                span = read.citations[found.citation].span
                quote = Quote(work.id, span, span.of(read.text))
                edge = _drawn(work.id, found.target, "cites", found.method, found.confidence, (quote,))
                yield Link("cites", replace(edge, judgement=found.judgement), found.target)
    for found in view.cited_by(work.id):
        if found.work != work.id:
            edge = _drawn(found.work, work.id, "cites", found.method, found.confidence)
            yield Link("cited", replace(edge, judgement=found.judgement), found.work)


def _borne(view: View, holder: str) -> Iterator[Link]:
    view.holder(holder)
    for work in dict.fromkeys(view.task(bearer.task).work for bearer in view.borne_by(holder)):
        yield Link("units", _drawn(work, holder, "bears"), work)


def _drawn(source: str, target: str, kind: str, method: str = "", confidence: float = 1.0,
           evidence: tuple[Quote, ...] = ()) -> LineageEdge:
    return LineageEdge(source, target, kind, method, True, False, confidence, evidence)
