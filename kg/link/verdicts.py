"""What a citation was found to mean, before works have their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.agencies import Agency
from kg.link.mentions import Naming
from kg.link.nodes import Index, Node
from kg.link.register import Register
from kg.model.extraction import Citation
from kg.model.links import Judgement, Status


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a citation means and why. `target` is None only when ambiguous."""

    status: Status
    target: Node | None
    reason: str
    method: str
    confidence: float
    candidates: tuple[Node, ...] = ()
    judgement: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation in its place: the citing node, the index of the citation, its name.

    `at` is the issuer of the citing document, `year` the one it was signed in; `lead` are the
    words right before it, Simplified; `passed_on` the cores of the titles that the document
    forwards, `issued` those, without years, of the ones that it says are its own.
    """

    node: Node
    position: int
    citation: Citation
    naming: Naming
    at: Agency | None
    year: int | None
    lead: str = ""
    passed_on: frozenset[str] = frozenset()
    issued: frozenset[str] = frozenset()

    @property
    def forwarded(self) -> bool:
        """Whether it names what the citing document passes on, which is another document."""
        return self.naming.title is not None and self.naming.title.core in self.passed_on


@dataclass
class Docket:
    """The verdicts reached so far, with the nodes and the register that they rest on."""

    index: Index
    register: Register
    verdicts: dict[tuple[Node, int], Verdict]

    def before(self, mention: Mention) -> list[tuple[Citation, Verdict]]:
        """The citations before one in its document that are settled, nearest first."""
        settled = [(c, v) for place, c, v in self._settled(mention.node) if place < mention.position]
        return settled[::-1]

    def elsewhere(self, mention: Mention) -> list[Verdict]:
        """The verdicts on all settled citations of the same document."""
        return [verdict for _, _, verdict in self._settled(mention.node)]

    def _settled(self, node: Node) -> Iterator[tuple[int, Citation, Verdict]]:
        for place, citation in enumerate(node.text.citations if node.text else ()):
            verdict = self.verdicts.get((node, place))
            if verdict is not None:
                yield place, citation, verdict


def found(node: Node, reason: str, method: str, confidence: float) -> Verdict:
    """Resolved if the library has the text, else not held."""
    if node.text is None:
        return Verdict(Status.NOT_HELD, node, f"{reason}; its text is not in the library", method, confidence)
    return Verdict(Status.RESOLVED, node, reason, method, confidence)


def ambiguous(nodes: Sequence[Node], reason: str) -> Verdict:
    """Nothing tells the candidates apart."""
    return Verdict(Status.AMBIGUOUS, None, reason, "title", 0.0, tuple(nodes))
