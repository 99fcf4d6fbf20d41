"""Documents while their names are being gathered: one node each, held or only cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.link.cards import Cards
from kg.link.mentions import Naming, NumberKey, TitleKey
from kg.link.register import Edition
from kg.link.titles import Title, tells_apart
from kg.model.extraction import Extraction

Nodes = dict["Node", None]
"""An ordered set of nodes."""


@dataclass(eq=False)
class Node:
    """One document and everything that it is called, by itself (`own`) and by others (`cited`,
    with how often). A name counts once however many print it, so that cost does not grow
    with fame."""

    held: list[Extraction] = field(default_factory=list)
    own: list[Naming] = field(default_factory=list)
    cited: Counter[Naming] = field(default_factory=Counter)
    edition: Edition | None = None

    @property
    def text(self) -> Extraction | None:
        """The copy that spans point into: the longest, then the first by hash."""
        if len(self.held) < 2:
            return self.held[0] if self.held else None
        return min(self.held, key=lambda e: (-len(e.text), e.source.sha256))

    @property
    def names(self) -> list[Naming]:
        """All names, the document's own first."""
        return [*self.own, *self.cited]

    @property
    def usual(self) -> list[Naming]:
        """All names, the document's own first, then the ones that are printed most often."""
        return [*self.own, *sorted(self.cited, key=lambda n: (-self.cited[n], str(n.key), n.printed or ""))]

    @property
    def themes(self) -> list[Title]:
        """The titles among its names, each once."""
        return list(dict.fromkeys(name.title for name in self.names if name.title is not None))


@dataclass
class Index:
    """The nodes found so far, by number, by title within a house, and by title alone."""

    nodes: Nodes = field(default_factory=dict)
    by_number: dict[NumberKey, Node] = field(default_factory=dict)
    by_serial: dict[tuple[str, int | None, str], Nodes] = field(default_factory=dict)
    by_title: dict[TitleKey, Nodes] = field(default_factory=dict)
    by_core: dict[str, Nodes] = field(default_factory=dict)

    def add(self, node: Node, naming: Naming, own: bool = False) -> None:
        """Let a node go by one more name."""
        self.nodes[node] = None
        if own:
            node.own.append(naming)
        else:
            node.cited[naming] += 1
        if naming.key is not None:
            self.by_number.setdefault(naming.key, node)
            self.by_serial.setdefault(naming.key.bare, {})[node] = None
        for key in naming.titles:
            self.by_title.setdefault(key, {})[node] = None
            self.by_core.setdefault(key.core, {})[node] = None

    def numbered(self, key: NumberKey) -> Node | None:
        """The node of a number. Where the area of either is unknown, the only one of that
        code, year and serial."""
        found = self.by_number.get(key)
        if found is not None:
            return found
        alike = self.by_serial.get(key.bare, {})
        open_area = key.area == "?" or any(
            name.key is not None and name.key.area == "?" for node in alike for name in node.names
        )
        return next(iter(alike)) if open_area and len(alike) == 1 else None

    def titled(self, naming: Naming) -> list[Node]:
        """The nodes that go by the same title within one of the same houses."""
        found: Nodes = {}
        for key in naming.titles:
            if key.house:
                found.update(self.by_title.get(key, {}))
        return list(found)


def gather_held(extractions: Sequence[Extraction], cards: Cards) -> Index:
    """A node for each held document; copies of one text share a node."""
    index = Index()
    for extraction in sorted(extractions, key=lambda e: e.source.sha256):
        names = cards[extraction.source.sha256].own
        node = _copy_of(names, extraction, index) or Node()
        node.held.append(extraction)
        for naming in names:
            index.add(node, naming, own=True)
    return index


def _copy_of(names: Sequence[Naming], extraction: Extraction, index: Index) -> Node | None:
    for naming in names:
        numbered = index.by_number.get(naming.key) if naming.key is not None else None
        if numbered is not None and _one_title(names, numbered):
            return numbered
    for naming in names:
        # 市财政局 of a place that nobody names is not one body.
        sure = any(agency.sure for agency in naming.issuers)
        for node in index.titled(naming) if sure else ():
            if all(_one_issue(copy, extraction) for copy in node.held):
                return node
    return None


def _one_title(names: Sequence[Naming], node: Node) -> bool:
    """Whether some title of a text fits a document of the same number, so that it is a copy and
    not a text whose number was misread."""
    titles = [name.title for name in names if name.title is not None]
    pairs = [(one, other) for one in titles for other in node.themes]
    return not pairs or any(not tells_apart(one, other) for one, other in pairs)


def _one_issue(one: Extraction, other: Extraction) -> bool:
    """Whether nothing in two headers tells two documents of one title apart."""
    a, b = one.header, other.header
    pairs = ((a.number, b.number), (a.plan_year, b.plan_year), (a.date_signed, b.date_signed))
    return all(left is None or right is None or left == right for left, right in pairs)
