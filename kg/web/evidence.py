"""A quote in its sentence: the words that back a fact, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.export.lanes import Layout
from kg.model.answers import LineageEdge
from kg.model.extraction import Extraction
from kg.model.links import Quote, Work
from kg.model.text import Span
from kg.model.view import View

_ENDS = "。；;！？"
AROUND = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a work in pieces, each `mark` (the quote), `u` (another citation) or plain;
    `span` covers the quoted words, `anchor` names the mark on the document's page that does."""

    work: Work
    span: Span
    pieces: tuple[tuple[str, str], ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Popover:
    """What opens beside an edge's pill; `index` is the edge's place in the lineage."""

    index: int
    edge: LineageEdge
    sentences: tuple[Sentence, ...]


def popovers(view: View, layout: Layout) -> tuple[Popover, ...]:
    """The evidence of every edge that has a pill; the others have theirs in the list."""
    return tuple(Popover(path.index, path.edge, sentences(view, path.edge.evidence))
                 for path in layout.routes if path.label is not None)


def sentences(view: View, quotes: Sequence[Quote]) -> tuple[Sentence, ...]:
    """The sentences that hold the quotes; quotes of one sentence are marked together."""
    found: list[tuple[str, Span, list[Span]]] = []
    for quote in quotes:
        around = _around(view.extraction(quote.work).text, quote.span)
        if found and found[-1][0] == quote.work and found[-1][1].overlap(around):
            whole = Span(min(found[-1][1].start, around.start), max(found[-1][1].end, around.end))
            found[-1] = (quote.work, whole, [*found[-1][2], quote.span])
        else:
            found.append((quote.work, around, [quote.span]))
    return tuple(_sentence(view, work, around, spans) for work, around, spans in found)


def _around(text: str, span: Span) -> Span:
    """The span grown to its sentence, by at most a few lines each way."""
    start, end = span.start, span.end
    while start > max(0, span.start - AROUND) and not _ends(text, start - 1):
        start -= 1
    while end < min(len(text), span.end + AROUND) and not _ends(text, end - 1, span.end):
        end += 1
    return Span(start, end)


def _ends(text: str, at: int, after: int = 0) -> bool:
    """Whether a sentence ends at a character. A line break ends one only after a mark that
    can: layout breaks lines anywhere."""
    if text[at] == "\n":
        while at and text[at] == "\n":
            at -= 1
        return text[at] in _ENDS + "：:\n"
    return at >= after and text[at] in _ENDS


def _sentence(view: View, work: str, around: Span, spans: Sequence[Span]) -> Sentence:
    read = view.extraction(work)
    pieces = tuple((piece, kind) for piece, kind in _pieces(read, around, spans) if piece)
    return Sentence(view.work(work), Span(spans[0].start, max(span.end for span in spans)), pieces,
                    anchor_of(read, spans[0]))


def anchor_of(read: Extraction, span: Span) -> str:
    """The mark of a document's page that stands for a stretch: a citation, a unit, a time limit,
    or the task whose words these are; empty where there is none."""
    for index, citation in enumerate(read.citations):
        if citation.span.holds(span) or span.holds(citation.span):
            return f"c{index}"
    for task in read.tasks:
        for place, unit in enumerate(task.assignments):
            if unit.span == span:
                return f"{task.id}-u{place}"
        for place, time in enumerate(task.times):
            if time.span == span:
                return f"{task.id}-d{place}"
        if any(one.overlap(span) for one in task.spans):
            return task.id
    return ""


def _pieces(read: Extraction, around: Span, spans: Sequence[Span]) -> Iterator[tuple[str, str]]:
    others = [citation.span for citation in read.citations
              if around.holds(citation.span) and not any(citation.span.overlap(span) for span in spans)]
    at = around.start
    for span, kind in sorted([(span, "mark") for span in spans] + [(span, "u") for span in others]):
        if span.start < at:
            continue
        yield "".join(read.text[at:span.start].split("\n")), ""
        yield "".join(span.of(read.text).split("\n")), kind
        at = span.end
    yield "".join(read.text[at:around.end].split("\n")), ""
