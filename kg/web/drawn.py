"""A drawn lineage to take away: the drawing, its relations as a table, and what it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.export import svg
from kg.export.labels import Lang, judged
from kg.export.lanes import lay_out
from kg.model.answers import Lineage
from kg.web.page import Download
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of, works_of
from kg.web.visit import Visit

_COLUMNS = (("from", "derives"), ("to", "what it derives from"), ("kind", ""), ("method", ""), ("stated", ""),
            ("direct", ""), ("confidence", "0–1"), ("document", "of the quote"), ("start", "code points"),
            ("end", "code points"), ("quote", "as printed"), ("human", "the decision it rests on"))


def drawing_downloads(found: Lineage, visit: Visit, title: str, stem: str) -> Mapping[str, Callable[[], Download]]:
    """The SVG of the drawing and the table of its relations."""
    def _svg() -> Download:
        layout = lay_out(found)
        text = svg.draw(layout, visit.lang, lambda node: None, title, standalone=True,
                        below=svg.notes(found, layout, visit.lang))
        return Download(f"{stem}.svg", "image/svg+xml", text.encode())

    return {"svg": _svg, **relations(stem, lambda: found, visit.lang)}


def relations(stem: str, found: Callable[[], Lineage], lang: Lang) -> Mapping[str, Callable[[], Download]]:
    """The edges of a lineage with their quotes as CSV, workbook and JSON."""
    return tables(stem, _COLUMNS, lambda: _rows(found(), lang), lang)


def things_of(found: Lineage) -> tuple[str, ...]:
    """The IRIs of the nodes of a lineage."""
    ids = {kind: [node.id for node in found.nodes if node.kind == kind] for kind in ("document", "task", "holder")}
    return (*works_of(ids["document"]), *tasks_of(ids["task"]), *holders_of(ids["holder"]))


def _rows(found: Lineage, lang: Lang) -> list[tuple[str, ...]]:
    """A row per quote of an edge, and one for an edge without any; rejected edges last."""
    rows: list[tuple[str, ...]] = []
    for edge in (*found.edges, *(step.edge for step in found.rejected)):
        head = (edge.source, edge.target, edge.kind, edge.method, str(edge.stated), str(edge.direct),
                f"{edge.confidence:.4f}")
        quotes = [(quote.work, str(quote.span.start), str(quote.span.end), quote.text) for quote in edge.evidence]
        human = judged(edge.judgement, lang) if edge.judgement is not None else ""
        rows += [(*head, *quote, human) for quote in quotes or [("", "", "", "")]]
    return rows
