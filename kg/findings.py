"""What a person should look at: conflicts, weak facts and gaps of a library, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from kg.likeness import near_duplicates
from kg.model.extraction import Evidence, Extraction, Issue, Severity
from kg.model.links import GapKind, Resolution, Status, Work
from kg.model.view import View

SURE = 0.9
"""From this confidence on a fact counts as sure; of those at least 97 % are right on data/gold."""

_SEVERITY = {Status.CONFLICT: Severity.ERROR, Status.AMBIGUOUS: Severity.WARNING}
_INSIDE_TASKS = ("demand", "theme")
"""Facts that say again what the words of a task say: to look at when all else is seen."""
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def findings(view: View) -> tuple[Issue, ...]:
    """All findings: errors before warnings before notes, within each the least sure first."""
    found = [*_of_links(view), *_of_issues(view), *_of_facts(view), *_of_texts(view), *_of_gaps(view)]
    found.sort(key=lambda item: (_ORDER.index(item[1].severity), item[0]))
    return tuple(issue for _, issue in found)


def _of_links(view: View) -> Iterator[tuple[float, Issue]]:
    for work in _held(view):
        citations = view.extraction(work.id).citations
        for resolution in view.resolutions(work.id):
            if resolution.status in _SEVERITY:
                span = citations[resolution.citation].span
                yield resolution.confidence, Issue(f"citation-{resolution.status.value}", _told(resolution),
                                                   _SEVERITY[resolution.status], work.id, span)


def _of_issues(view: View) -> Iterator[tuple[float, Issue]]:
    """What reading and linking noted: refused derivations, decisions that find nothing, shared numbers."""
    told = {f"citation-{status.value}" for status in _SEVERITY}
    return ((0.0, issue) for issue in view.issues() if issue.code not in told)


def _told(resolution: Resolution) -> str:
    options = f" ({', '.join(resolution.candidates)})" if resolution.candidates else ""
    return f"{resolution.reason}{options}"


def _of_facts(view: View) -> Iterator[tuple[float, Issue]]:
    for work in _held(view):
        for code, words, evidence in _facts(view.extraction(work.id)):
            if evidence.confidence < SURE:
                message = f"{words} (rule {evidence.rule}, confidence {evidence.confidence:.2f})"
                span = evidence.spans[0] if evidence.spans else None
                severity = Severity.NOTE if code in _INSIDE_TASKS else Severity.WARNING
                yield evidence.confidence, Issue(f"weak-{code}", message, severity, work.id, span)


def _facts(read: Extraction) -> Iterator[tuple[str, str, Evidence]]:
    for name, evidence in read.header.evidence:
        yield "head", f"{name}: {getattr(read.header, name)}", evidence
    for citation in read.citations:
        yield "citation", citation.text, citation.evidence
    for task in read.tasks:
        yield "task", f"{task.id} {task.text(read.text)[:40]}", task.evidence
        for unit in task.assignments:
            yield "unit", f"{task.id} {unit.name} {unit.role.value}", unit.evidence
        for time in task.times:
            yield "time", f"{task.id} {time.text} = {time.value}", time.evidence
        for demand in task.demands:
            yield "demand", f"{task.id} {demand.verb} {demand.object}", demand.evidence
        for theme in task.themes:
            yield "theme", f"{task.id} {theme.notation}", theme.evidence


def _of_texts(view: View) -> Iterator[tuple[float, Issue]]:
    """Documents that may be one."""
    works = {work.id: work for work in _held(view)}
    texts = {id: view.extraction(id).text for id in works}
    for pair in near_duplicates(texts):
        message = f"{pair.share:.0%} the same text as {works[pair.other].name}; remove one if they are one document"
        yield 1 - pair.share, Issue("near-duplicate", message, Severity.WARNING, pair.one)


def _of_gaps(view: View) -> Iterator[tuple[float, Issue]]:
    for gap in view.gaps():
        if gap.kind is not GapKind.NOT_TAKEN_UP:
            yield 0.0, Issue(f"gap-{gap.kind.value}", gap.message, Severity.NOTE, gap.subject)


def _held(view: View) -> Iterator[Work]:
    return (work for work in view.works() if work.held)
