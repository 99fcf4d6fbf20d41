"""A person's decision on a link, anchored in the words that the link rests on."""

from __future__ import annotations

from datetime import datetime

from kg.link.judgements import About, Anchor, Decision, Ruling, anchor
from kg.model.extraction import Extraction, Task
from kg.model.text import Span
from kg.model.view import View

_HEAD = 40


def decide(view: View, about: About, ruling: Ruling, ends: tuple[str, str], *, value: str = "",
           who: str = "", why: str = "") -> Decision:
    """The decision on the link between two ends, as of now; KeyError if an end is unknown.

    `ends` are two works (derivation), two tasks (match), a work and the index of a citation
    (resolution), or a task and the index of an assignment (bearer, role). `value` is the work
    or number that a citation shall lead to, the holder that shall bear, its role, or the kind
    of a match.
    """
    source, target = ends
    read, span = place_of(view, about, source, target)
    other = Anchor()
    if about is About.MATCH:
        far, there = place_of(view, about, target, source)
        other = anchor(far, there)
    if about in (About.BEARER, About.ROLE):
        other = anchor(read, task_of(read, view.task(source).local).spans[0])
    if about is About.DERIVATION:
        value = target
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Decision(about, ruling, anchor(read, span), other, value, who or "—", now, why)


def place_of(view: View, about: About, source: str, target: str) -> tuple[Extraction, Span]:
    """Where a link stands: the text and the stretch that a decision on it is anchored to."""
    if about in (About.MATCH, About.BEARER, About.ROLE):
        node = view.task(source)
        read = view.extraction(node.work)
        task = task_of(read, node.local)
        return read, task.spans[0] if about is About.MATCH else task.assignments[int(target)].span
    read = view.extraction(source)
    if about is About.RESOLUTION:
        return read, read.citations[int(target)].span
    edge = next((edge for edge in view.derivations_from(source) if edge.target == target), None)
    own = [quote.span for quote in edge.evidence if quote.work == source] if edge else []
    return read, own[0] if own else Span(0, min(len(read.text), _HEAD))


def task_of(read: Extraction, local: str) -> Task:
    """A task of an extraction by its id there."""
    return next(task for task in read.tasks if task.id == local)
