"""SHACL: what every description must satisfy before it is published."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import GraphInvalid
from kg.graph.iris import unmint
from kg.graph.ontology import file
from kg.graph.quads import Description
from kg.model.extraction import Issue, Severity

if TYPE_CHECKING:
    import rdflib

_FILE = "shapes.ttl"
_MOST = 20
"""Findings that one refusal names; the rest follow when these are mended."""


def version() -> str:
    """What tells these shapes from others."""
    return hashlib.sha256(file(_FILE).read_bytes()).hexdigest()[:16]


def check(description: Description) -> tuple[Issue, ...]:
    """What the shapes find in a description: errors are violations, warnings are not."""
    import pyshacl
    import rdflib
    shapes = rdflib.Graph().parse(file(_FILE), format="turtle")
    _, report, _ = pyshacl.validate(_triples(description.lines), shacl_graph=shapes)
    if not isinstance(report, rdflib.Graph):
        raise TypeError("pySHACL reports as a graph")
    return tuple(sorted(_issues(report, description.name), key=lambda issue: (issue.code, issue.message)))


def require(description: Description) -> tuple[Issue, ...]:
    """The warnings about a description that may be published; GraphInvalid says what is wrong
    where if it may not."""
    found = check(description)
    violations = [issue.message for issue in found if issue.severity is Severity.ERROR]
    if violations:
        more = [f"and {len(violations) - _MOST} more"] if len(violations) > _MOST else []
        raise GraphInvalid(description.name, [*violations[:_MOST], *more])
    return found


def _triples(lines: Iterable[str]) -> rdflib.Graph:
    import rdflib
    graph = rdflib.Graph()
    # A line ends in its graph's IRI and a full stop; cut off, it is N-Triples, which parses faster.
    data = "".join(f"{line.rsplit(' <', 1)[0]} .\n" for line in lines)
    return graph.parse(data=data, format="nt")


def _issues(report: rdflib.Graph, document: str) -> Iterable[Issue]:
    import rdflib
    from rdflib.namespace import SH
    for result in report.subjects(rdflib.RDF.type, SH.ValidationResult):
        focus, value = str(report.value(result, SH.focusNode)), report.value(result, SH.value)
        shown = f" (found: {str(value)[:80]})" if value is not None else ""
        severe = report.value(result, SH.resultSeverity) == SH.Violation
        message = f"{_named(focus)}: {report.value(result, SH.resultMessage)}{shown}"
        path = str(report.value(result, SH.resultPath)).rpartition("#")[2]
        yield Issue(f"shape-{path}", message, Severity.ERROR if severe else Severity.WARNING, document)


def _named(iri: str) -> str:
    try:
        kind, name = unmint(iri)
    except ValueError:
        return iri
    return f"{kind.value} {name}"
