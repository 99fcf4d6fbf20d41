"""A person's decision on a link, anchored in the words that the link rests on."""

from __future__ import annotations

from datetime import datetime

from kg.errors import UnknownReference
from kg.link.judgements import About, Anchor, Decision, Ruling, anchor
from kg.model.extraction import Extraction, Task
from kg.model.text import Span
from kg.model.view import View

_HEAD = 40


def decide(view: View, about: About, ruling: Ruling, ends: tuple[str, str], *, value: str = "",
           who: str = "", why: str = "") -> Decision:
    """The decision on the link between two ends, as of now; KeyError if an end is unknown,
    UnknownReference if no text that is held tells of the lower end of a derivation.

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
        if not view.work(source).held:
            citing, citation = _mention_of(view, source, read)
            other = anchor(citing, citation)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Decision(about, ruling, anchor(read, span), other, value, who or "—", now, why)


def place_of(view: View, about: About, source: str, target: str) -> tuple[Extraction, Span]:
    """Where a link stands: the text and the stretch that a decision on it is anchored to."""
    if about in (About.MATCH, About.BEARER, About.ROLE):
        node = view.task(source)
        read = view.extraction(node.work)
        task = task_of(read, node.local)
        return read, task.spans[0] if about is About.MATCH else task.assignments[int(target)].span
    if about is About.RESOLUTION:
        read = view.extraction(source)
        return read, read.citations[int(target)].span
    edge = next((edge for edge in view.derivations_from(source) if edge.target == target), None)
    quotes = edge.evidence if edge else ()
    if not view.work(source).held:
        return (view.extraction(quotes[0].work), quotes[0].span) if quotes else _mention_of(view, source)
    read = view.extraction(source)
    own = [quote.span for quote in quotes if quote.work == source]
    return read, own[0] if own else Span(0, min(len(read.text), _HEAD))


def _mention_of(view: View, work: str, near: Extraction | None = None) -> tuple[Extraction, Span]:
    """Where a held document cites a work, in the text `near` if that one does."""
    citing = [(view.extraction(found.work), found.citation) for found in view.cited_by(work)]
    if not citing:
        raise UnknownReference(work, ["its text, which is not held", "the citations of all held documents"])
    read, place = min(citing, key=lambda one: near is None or one[0].source != near.source)
    return read, read.citations[place].span


def task_of(read: Extraction, local: str) -> Task:
    """A task of an extraction by its id there."""
    return next(task for task in read.tasks if task.id == local)
