"""A doubtful link as the review shows it: what is linked to what, and the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.deciding import task_of
from kg.export.changes import joined
from kg.export.origins import Way, origins
from kg.link.judgements import About
from kg.model.extraction import Role
from kg.model.links import Judgement, Quote, Work
from kg.model.view import View
from kg.web.evidence import Sentence, sentences


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link under review. `work` is where it stands, `what` what is linked, `now` what it is
    linked to at present, `choices` what else it could be, `role` that of a unit."""

    about: About
    source: str
    target: str
    work: Work
    what: str
    now: str
    choices: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]
    way: Way | None
    other: str
    score: float
    reason: str
    judgement: Judgement | None
    accepted: bool = True
    role: Role | None = None


def doubt(view: View, about: About, source: str, target: str) -> Doubt:
    """The link of a kind between two ends; KeyError if an end is unknown."""
    return {About.DERIVATION: _derivation, About.RESOLUTION: _resolution, About.BEARER: _bearer,
            About.ROLE: _bearer, About.MATCH: _match}[about](view, source, target)


def kind_of(view: View, source: str, target: str) -> About:
    """Whether two ids are works or tasks."""
    try:
        view.work(source)
    except KeyError:
        view.task(source)
        view.task(target)
        return About.MATCH
    view.work(target)
    return About.DERIVATION


def _derivation(view: View, source: str, target: str) -> Doubt:
    work, upper = view.work(source), view.work(target)
    standing = next((edge for edge in view.derivations_from(source) if edge.target == target), None)
    gone = (edge for edge in view.rejected().derivations if (edge.source, edge.target) == (source, target))
    edge = standing or next(gone, None)
    quotes = edge.evidence if edge else ()
    return Doubt(About.DERIVATION, source, target, work, work.name, upper.name, (), sentences(view, quotes), None, "",
                 edge.confidence if edge else 0.0, edge.method if edge else "", edge.judgement if edge else None,
                 standing is not None)


def _resolution(view: View, source: str, target: str) -> Doubt:
    work = view.work(source)
    citation = view.extraction(source).citations[int(target)]
    found = next((one for one in view.resolutions(source) if one.citation == int(target)), None)
    now = view.work(found.target).name if found and found.target else ""
    choices = tuple((id, view.work(id).name) for id in found.candidates) if found else ()
    return Doubt(About.RESOLUTION, source, target, work, citation.text, now, choices,
                 sentences(view, (Quote(source, citation.span, citation.text),)), None, "",
                 found.confidence if found else 0.0, found.reason if found else "", found.judgement if found else None,
                 bool(found and found.target))


def _bearer(view: View, source: str, target: str) -> Doubt:
    node = view.task(source)
    read = view.extraction(node.work)
    unit = task_of(read, node.local).assignments[int(target)]
    place = source, int(target)
    standing = next((one for one in view.bearers(node.work) if (one.task, one.assignment) == place), None)
    found = standing or next((one for one in view.rejected().bearers if (one.task, one.assignment) == place), None)
    return Doubt(About.BEARER, source, target, view.work(node.work), unit.name,
                 view.holder(found.holder).name if found else "", (),
                 sentences(view, (Quote(node.work, unit.span, unit.span.of(read.text)),)), None, "",
                 found.confidence if found else 0.0, found.reason if found else "",
                 found.judgement if found else None, standing is not None, unit.role)


def _match(view: View, source: str, target: str) -> Doubt:
    near, far = view.task(source), view.task(target)
    match = next((one for one in view.matches_from([source]) if one.b == target), None)
    mine, theirs = words_of(view, near.work, near.local), words_of(view, far.work, far.local)
    return Doubt(About.MATCH, source, target, view.work(near.work), view.work(near.work).name,
                 view.work(far.work).name, (), (), origins(mine, [theirs]), theirs,
                 match.score if match else 0.0, "", match.judgement if match else None,
                 bool(match and match.accepted))


def words_of(view: View, work: str, local: str) -> str:
    """The text of a task without layout."""
    read = view.extraction(work)
    return joined(task_of(read, local).text(read.text))
