"""Reads the store one node at a time: a node's triples as a record with typed fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from kg.errors import DamagedLibrary
from kg.graph.iris import name_of
from kg.graph.vocabulary import Property

if TYPE_CHECKING:
    import pyoxigraph


class Record:
    """The triples of one node; the objects of each property as strings."""

    def __init__(self, iri: str, fields: Mapping[str, list[str]]) -> None:
        self.iri = iri
        self._fields = fields

    @property
    def name(self) -> str:
        """The node's own name."""
        return name_of(self.iri)

    def __contains__(self, field: Property) -> bool:
        return field in self._fields

    def many(self, field: Property) -> tuple[str, ...]:
        """Every value, sorted."""
        return tuple(sorted(self._fields.get(field, ())))

    def names(self, field: Property) -> tuple[str, ...]:
        """The names of the things that a property points to, sorted."""
        return tuple(sorted(name_of(iri) for iri in self._fields.get(field, ())))

    def maybe(self, field: Property) -> str | None:
        """The value, None if there is none."""
        values = self._fields.get(field)
        return values[0] if values else None

    def text(self, field: Property) -> str:
        """The value of a property that every such node has."""
        return self._fields[field][0]

    def pointed(self, field: Property) -> str | None:
        """The name of the thing that a property points to."""
        iri = self.maybe(field)
        return None if iri is None else name_of(iri)

    def notation(self, field: Property, scheme: str) -> str:
        """The notation of the concept that a property points to."""
        return name_of(self.text(field)).removeprefix(f"{scheme}-")

    def number(self, field: Property) -> int:
        """A whole number."""
        return int(self.text(field))

    def share(self, field: Property) -> float:
        """A number from 0 to 1."""
        return float(self.text(field))

    def flag(self, field: Property) -> bool:
        """True or false."""
        return self.text(field) == "true"


class Reader:
    """Looks nodes up in an open store; each call is one index lookup."""

    def __init__(self, store: pyoxigraph.Store) -> None:
        import pyoxigraph
        self._store = store
        self._node = pyoxigraph.NamedNode

    def record(self, iri: str) -> Record:
        """Everything that is said of a node, in whatever graph; empty for an unknown one."""
        fields: dict[str, list[str]] = {}
        for quad in self._quads(self._node(iri), None, None):
            fields.setdefault(quad.predicate.value, []).append(_value(quad.object))
        return Record(iri, fields)

    def chosen(self, iri: str, fields: Iterable[Property]) -> Record:
        """Some of what is said of a node: cheaper than all of it where thousands of others are linked."""
        node = self._node(iri)
        found = {field: [_value(quad.object) for quad in self._quads(node, self._node(field), None)]
                 for field in fields}
        return Record(iri, {field: values for field, values in found.items() if values})

    def objects(self, iri: str, field: Property) -> Iterator[str]:
        """The things or values that a node's property gives."""
        return (_value(quad.object) for quad in self._quads(self._node(iri), self._node(field), None))

    def subjects(self, field: Property, iri: str) -> Iterator[str]:
        """The nodes whose property points to a thing."""
        return (_value(quad.subject) for quad in self._quads(None, self._node(field), self._node(iri)))

    def having(self, field: Property) -> Iterator[str]:
        """The nodes that have a property."""
        return iter(dict.fromkeys(_value(quad.subject) for quad in self._quads(None, self._node(field), None)))

    def _quads(self, *pattern: pyoxigraph.NamedNode | None) -> Iterator[pyoxigraph.Quad]:
        try:
            yield from self._store.quads_for_pattern(*pattern)
        except (OSError, RuntimeError) as error:
            # The engine compares every block with its checksum when it reads it.
            raise DamagedLibrary("the store", str(error)) from error


def _value(term: object) -> str:
    # The graph holds no triple terms, so every term has a value.
    return cast("pyoxigraph.NamedNode", term).value
