"""The figures of one document: its citations, tasks and header against the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.evaluate.comparing import Record, comparable, compare
from kg.evaluate.figures import FIGURES, Count, Miss, Score
from kg.evaluate.tasks import score_tasks
from kg.model.extraction import Citation, Extraction
from kg.model.text import Span

_HEAD = ("title", "number", "issuers", "level", "plan_year", "date_signed", "date_published")


def score(answer: Extraction, found: Extraction, furniture: Sequence[Span] = ()) -> Score:
    """The figures of one document. Predictions inside `furniture` are ignored."""
    found = _outside(furniture, found)
    records = [*_score_citations(answer, found), *score_tasks(answer, found), *_score_header(answer, found)]
    counts = {figure: Count() for figure in FIGURES}
    for figure, count, _ in records:
        counts[figure] += count
    return Score(answer.source.name, tuple(counts.items()),
                 tuple(miss for _, _, miss in records if miss is not None))


def _outside(furniture: Sequence[Span], found: Extraction) -> Extraction:
    """What was found, without the citations and tasks of stretches that nobody annotated."""
    return replace(
        found,
        citations=tuple(c for c in found.citations if not any(c.span.overlap(f) for f in furniture)),
        tasks=tuple(t for t in found.tasks if not any(t.spans[0].overlap(f) for f in furniture)))


def _score_citations(answer: Extraction, found: Extraction) -> Iterator[Record]:
    rest = list(found.citations)
    for wanted in answer.citations:
        got = next((c for c in rest if _same_citation(wanted, c)), None)
        if got is None:
            yield "citations", Count(missing=1), Miss("citations", _cited(wanted), None, wanted.span)
            continue
        rest.remove(got)
        yield "citations", Count(right=1), None
        yield from compare("relation", wanted.relation.value, got.relation.value, wanted.span)
        yield from compare("citation-issuer", wanted.issuer, got.issuer, wanted.span)
    for extra in rest:
        yield "citations", Count(extra=1), Miss("citations", None, _cited(extra), extra.span)


def _same_citation(wanted: Citation, got: Citation) -> bool:
    return (wanted.span.overlap(got.span) * 2 >= max(len(wanted.span), len(got.span))
            and comparable(wanted.number) == comparable(got.number)
            and (wanted.title is None or comparable(wanted.title) == comparable(got.title)))


def _cited(citation: Citation) -> str:
    return f"{citation.text} = {citation.title} {citation.number}"


def _score_header(answer: Extraction, found: Extraction) -> Iterator[Record]:
    wanted, got = answer.header, found.header
    for name in _HEAD:
        a, b = getattr(wanted, name), getattr(got, name)
        a, b = (value.value if name == "level" and value else value for value in (a, b))
        for _, count, miss in compare(name, a, b):
            yield "head", count, Miss(f"head {name}", miss.expected, miss.found) if miss else None
    yield from compare("notice-title", wanted.notice_title, got.notice_title)
    yield from compare("region", wanted.region, got.region)
    yield from compare("recipients", wanted.recipients, got.recipients)
