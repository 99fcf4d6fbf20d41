"""What a query gives: rows, triples or a truth, free of any engine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class NodeKind(Enum):
    """The kinds of RDF terms."""

    IRI = "uri"
    LITERAL = "literal"
    BLANK = "bnode"


@dataclass(frozen=True, slots=True)
class Node:
    """An RDF term; datatype and language belong to literals."""

    kind: NodeKind
    value: str
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer of a SELECT: a cell per variable, None where it is unbound.

    `limit` names the limit that cut it short, None if it is whole.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE."""

    triples: tuple[tuple[Node, Node, Node], ...]
    limit: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer of an ASK."""

    value: bool


Answer = Rows | Triples | Truth


def iri(value: str) -> Node:
    """A resource."""
    return Node(NodeKind.IRI, value)


def literal(value: str, datatype: str | None = None) -> Node:
    """A plain or typed literal."""
    return Node(NodeKind.LITERAL, value, datatype)
