"""N-Quads, the truth about the graph: one line per quad, written to be compared byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kg.graph.iris import Kind, mint
from kg.graph.vocabulary import Class, Property
from kg.model.extraction import Evidence
from kg.model.text import Span

SURE = 0.9
"""A fact or link below this confidence is marked as weak, so that the weak ones are found at once."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SPECIAL = re.compile("[\x00-\x1f\x7f\"\\\\]")
_SHORT = {"\t": "\\t", "\b": "\\b", "\n": "\\n", "\r": "\\r", "\f": "\\f", '"': '\\"', "\\": "\\\\"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def quoted(value: str) -> str:
    """A plain string as canonical N-Quads wants it.

    >>> print(quoted('"江门"'))
    "\\"江门\\""
    """
    return f'"{_SPECIAL.sub(_escape, value)}"'


def calendar_day(value: str) -> date | None:
    """The day that an ISO date names; None where it names none (2021-02-30, P1M)."""
    try:
        return date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        return None


def rounded(value: float) -> str:
    """A share in the canonical form of xsd:decimal, four digits at most.

    >>> rounded(0.95), rounded(1.0)
    ('0.95', '1')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


class Pen:
    """Writes into one named graph; what is None is not written.

    >>> pen = Pen("https://example.org/g")
    >>> pen.numbers("https://example.org/a", Property.YEAR, 2021, None)
    >>> print(*pen.lines)
    <https://example.org/a> <https://w3id.org/cngov-kg/ont#year> \
"2021"^^<http://www.w3.org/2001/XMLSchema#integer> <https://example.org/g> .
    """

    def __init__(self, graph: str) -> None:
        self._graph = graph
        self.lines: set[str] = set()

    def type(self, subject: str, kind: Class) -> None:
        """Say what a thing is."""
        self.nodes(subject, Property.TYPE, kind)

    def nodes(self, subject: str, predicate: Property, *iris: str | None) -> None:
        """Point to other things."""
        self._write(subject, predicate, (f"<{iri}>" for iri in iris if iri is not None))

    def texts(self, subject: str, predicate: Property, *values: str | None) -> None:
        """Give words."""
        self._write(subject, predicate, (quoted(value) for value in values if value is not None))

    def numbers(self, subject: str, predicate: Property, *values: int | None) -> None:
        """Give whole numbers; years are numbers too, since gYear has no arithmetic."""
        self._literals(subject, predicate, "integer", [str(value) for value in values if value is not None])

    def share(self, subject: str, predicate: Property, value: float) -> None:
        """Give a number from 0 to 1."""
        self._literals(subject, predicate, "decimal", [rounded(value)])

    def flag(self, subject: str, predicate: Property, value: bool) -> None:
        """Give true or false."""
        self._literals(subject, predicate, "boolean", [str(value).lower()])

    def day(self, subject: str, predicate: Property, value: str | None) -> None:
        """Give a calendar day; what is no day is not written."""
        found = calendar_day(value) if value else None
        self._literals(subject, predicate, "date", [found.isoformat()] if found else [])

    def moment(self, subject: str, predicate: Property, value: str) -> None:
        """Give a point in time as ISO 8601."""
        self._literals(subject, predicate, "dateTime", [value])

    def evidence(self, subject: str, evidence: Evidence, text: str, text_name: str) -> None:
        """Say where a fact stands, which rule read it and how sure it is."""
        self.nodes(subject, Property.EVIDENCE, *(self.span(span, text, text_name) for span in evidence.spans))
        self.texts(subject, Property.RULE, evidence.rule)
        self.share(subject, Property.CONFIDENCE, evidence.confidence)
        if evidence.confidence < SURE:
            self.share(subject, Property.WEAK_CONFIDENCE, evidence.confidence)

    def sureness(self, subject: str, confidence: float, *, open_to_doubt: bool) -> None:
        """Say how sure a link is; only one that holds and nobody has judged is marked as weak."""
        self.share(subject, Property.LINK_CONFIDENCE, confidence)
        if open_to_doubt and confidence < SURE:
            self.share(subject, Property.WEAK_LINK_CONFIDENCE, confidence)

    def span(self, span: Span, text: str, text_name: str) -> str:
        """Describe a span of a text by its offsets and its words; its IRI."""
        iri = span_iri(text_name, span)
        self.type(iri, Class.SPAN)
        self.nodes(iri, Property.SPAN_OF, mint(Kind.TEXT, text_name))
        self.numbers(iri, Property.START, span.start)
        self.numbers(iri, Property.END, span.end)
        self.texts(iri, Property.QUOTE, span.of(text))
        return iri

    def _literals(self, subject: str, predicate: Property, datatype: str, values: list[str]) -> None:
        self._write(subject, predicate, (f'"{value}"^^<{_XSD}{datatype}>' for value in values))

    def _write(self, subject: str, predicate: Property, terms: Iterable[str]) -> None:
        self.lines.update(f"<{subject}> <{predicate}> {term} <{self._graph}> ." for term in terms)


def span_iri(text_name: str, span: Span) -> str:
    """The IRI of a span: the text's name and the offsets."""
    return mint(Kind.SPAN, f"{text_name}.{span.start}-{span.end}")


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
