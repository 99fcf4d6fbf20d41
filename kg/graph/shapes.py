"""SHACL: what every description must satisfy before it is published."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, cast

from kg.errors import GraphInvalid
from kg.graph.iris import unmint
from kg.graph.ontology import file
from kg.graph.quads import Description
from kg.graph.vocabulary import Property
from kg.model.extraction import Issue, Severity

if TYPE_CHECKING:
    import shifty

_FILE = "shapes.ttl"
_MOST = 20
"""Findings that one refusal names; the rest follow when these are mended."""
_LOCAL = re.compile(r"[\w-]+$")


def version() -> str:
    """What tells these shapes from others."""
    return hashlib.sha256(file(_FILE).read_bytes()).hexdigest()[:16]


def check(description: Description) -> tuple[Issue, ...]:
    """What the shapes find in a description: errors are violations, warnings are not."""
    result = _validator().validate_algebra(_turtle(description.lines), graph_mode="data", infer=False,
                                           on_unsupported="error")
    found = (_issue(violation.focus_node, reason, description.name)
             for violation in result.violations for reason in violation.reasons)
    return tuple(sorted(found, key=lambda issue: (issue.code, issue.message)))


def require(description: Description) -> tuple[Issue, ...]:
    """The warnings about a description that may be published; GraphInvalid says what is wrong
    where if it may not."""
    found = check(description)
    violations = [issue.message for issue in found if issue.severity is Severity.ERROR]
    if violations:
        more = [f"and {len(violations) - _MOST} more"] if len(violations) > _MOST else []
        raise GraphInvalid(description.name, [*violations[:_MOST], *more])
    return found


@cache
def _validator() -> shifty.PreparedValidator:
    import shifty
    return shifty.PreparedValidator(file(_FILE).read_bytes())


@cache
def _looked_at() -> frozenset[str]:
    """The predicates that the shapes name, as they stand in a line; a third of all triples have others."""
    import pyoxigraph as ox
    named = (triple.object for triple in ox.parse(path=str(file(_FILE))))
    return frozenset((f"<{Property.TYPE}>", *(str(term) for term in named if isinstance(term, ox.NamedNode))))


def _turtle(lines: Iterable[str]) -> bytes:
    # A line ends in its graph's IRI and a full stop; with the graph cut off, it is Turtle.
    predicates = _looked_at()
    return "".join([f"{line[:line.rindex(' <')]} .\n" for line in lines
                    if line.split(" ", 2)[1] in predicates]).encode()


def _issue(focus: str, reason: shifty.Reason, document: str) -> Issue:
    shown = f" (found: {_plain(reason.value)[:80]})" if reason.value != focus else ""
    message = f"{_named(_plain(focus))}: {reason.author_message or reason.message}{shown}"
    local = _LOCAL.search(reason.path or "")
    severity = Severity.WARNING if reason.severity == "Warning" else Severity.ERROR
    return Issue(f"shape-{local[0] if local else 'node'}", message, severity, document)


def _plain(term: str) -> str:
    """The characters of a term that stands as in N-Triples."""
    import pyoxigraph as ox
    triple = next(ox.parse(f"<x:x> <x:x> {term} .".encode(), format=ox.RdfFormat.N_TRIPLES))
    return cast("ox.NamedNode | ox.Literal", triple.object).value


def _named(iri: str) -> str:
    try:
        kind, name = unmint(iri)
    except ValueError:
        return iri
    return f"{kind.value} {name}"
