"""Answers in the formats of SPARQL 1.1: JSON, XML, CSV and TSV for rows, RDF for triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.graph.nquads import quoted
from kg.graph.results import XSD_STRING, Answer, Node, NodeKind, Rows, Triples, Truth
from kg.graph.vocabulary import PREFIXES

JSON_RESULTS = "application/sparql-results+json"
XML_RESULTS = "application/sparql-results+xml"
_RDF_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_XML_OPENING = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'

RDF_TYPES: Mapping[str, str] = {
    "text/turtle": "TURTLE", "application/n-triples": "N_TRIPLES", "application/ld+json": "JSON_LD",
    "application/rdf+xml": "RDF_XML"}
"""From the media types for triples to what the engine calls them."""


def offered(answer: Answer) -> Sequence[str]:
    """The media types that an answer can be written in, the default first."""
    if isinstance(answer, Triples):
        return tuple(RDF_TYPES)
    return tuple(_ROWS) if isinstance(answer, Rows) else tuple(_TRUTH)


def serialise(answer: Answer, media_type: str) -> bytes:
    """An answer in one of the media types `offered` for it."""
    if isinstance(answer, Triples):
        return write_triples(answer.triples, media_type)
    if isinstance(answer, Truth):
        return _TRUTH[media_type](answer)
    return _ROWS[media_type](answer)


def write_triples(triples: Iterable[tuple[Node, Node, Node]], media_type: str) -> bytes:
    """Triples in an RDF format, sorted, with our prefixes where the format has any."""
    import pyoxigraph as ox
    made = sorted((ox.Triple(_term(s), _term(p), _term(o)) for s, p, o in triples), key=str)
    form = getattr(ox.RdfFormat, RDF_TYPES[media_type])
    written = ox.serialize(made, format=form, prefixes=PREFIXES if media_type == "text/turtle" else None)
    return written or b""


def _json_rows(rows: Rows) -> bytes:
    bindings = [{name: _json_term(cell) for name, cell in zip(rows.variables, row, strict=True) if cell}
                for row in rows.rows]
    return _json({"head": {"vars": list(rows.variables)}, "results": {"bindings": bindings}})


def _json_truth(truth: Truth) -> bytes:
    return _json({"head": {}, "boolean": truth.value})


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _json_term(node: Node) -> dict[str, str]:
    plain = node.datatype in (None, XSD_STRING, _RDF_LANG)
    return {"type": node.kind.value, "value": node.value,
            **({"xml:lang": node.language} if node.language else {}),
            **({"datatype": node.datatype} if node.datatype and not plain else {})}


def _xml_rows(rows: Rows) -> bytes:
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in rows.variables)
    body = "".join(f"<result>{''.join(_xml_binding(rows.variables, row))}</result>\n" for row in rows.rows)
    return f"{_XML_OPENING}<head>{head}</head><results>\n{body}</results></sparql>\n".encode()


def _xml_binding(names: Sequence[str], row: Sequence[Node | None]) -> Iterable[str]:
    for name, node in zip(names, row, strict=True):
        if node is not None:
            yield f"<binding name={quoteattr(name)}>{_xml_term(node)}</binding>"


def _xml_truth(truth: Truth) -> bytes:
    return f"{_XML_OPENING}<head/><boolean>{str(truth.value).lower()}</boolean></sparql>\n".encode()


def _xml_term(node: Node) -> str:
    text = escape(node.value, {"\r": "&#13;"})
    if node.kind is not NodeKind.LITERAL:
        return f"<{node.kind.value}>{text}</{node.kind.value}>"
    if node.language:
        return f"<literal xml:lang={quoteattr(node.language)}>{text}</literal>"
    if node.datatype and node.datatype != XSD_STRING:
        return f"<literal datatype={quoteattr(node.datatype)}>{text}</literal>"
    return f"<literal>{text}</literal>"


def _csv_rows(rows: Rows) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.variables)
    writer.writerows([_csv_cell(node) for node in row] for row in rows.rows)
    return out.getvalue().encode()


def _csv_cell(node: Node | None) -> str:
    if node is None:
        return ""
    return f"_:{node.value}" if node.kind is NodeKind.BLANK else node.value


def _tsv_rows(rows: Rows) -> bytes:
    lines = ["\t".join(f"?{name}" for name in rows.variables)]
    lines += ["\t".join(_tsv_cell(node) for node in row) for row in rows.rows]
    return "".join(f"{line}\n" for line in lines).encode()


def _tsv_cell(node: Node | None) -> str:
    if node is None:
        return ""
    if node.kind is NodeKind.IRI:
        return f"<{node.value}>"
    if node.kind is NodeKind.BLANK:
        return f"_:{node.value}"
    if node.language:
        return f"{quoted(node.value)}@{node.language}"
    typed = node.datatype and node.datatype != XSD_STRING
    return f"{quoted(node.value)}^^<{node.datatype}>" if typed else quoted(node.value)


def _term(node: Node) -> Any:
    import pyoxigraph as ox
    if node.kind is NodeKind.IRI:
        return ox.NamedNode(node.value)
    if node.kind is NodeKind.BLANK:
        return ox.BlankNode(node.value)
    if node.language:
        return ox.Literal(node.value, language=node.language)
    return ox.Literal(node.value, datatype=ox.NamedNode(node.datatype) if node.datatype else None)


_ROWS: Mapping[str, Callable[[Rows], bytes]] = {
    JSON_RESULTS: _json_rows, "application/json": _json_rows, XML_RESULTS: _xml_rows,
    "application/xml": _xml_rows, "text/csv": _csv_rows, "text/tab-separated-values": _tsv_rows}
_TRUTH: Mapping[str, Callable[[Truth], bytes]] = {
    JSON_RESULTS: _json_truth, "application/json": _json_truth, XML_RESULTS: _xml_truth,
    "application/xml": _xml_truth}
