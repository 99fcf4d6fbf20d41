"""A small library for tests of the graph: two bundled answers, linked by hand."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache

from kg import form, resources
from kg.model.extraction import Extraction, Issue, Level
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, GapKind, Holder, HolderKind, Judgement,
                            Links, MatchKind, MatchRelation, Quote, Rejected, Resolution, Series, Status, TaskMatch,
                            TaskNode, Work, WorkKind)
from kg.model.text import Source

MINISTRY, LAST_YEAR, CITY = "环办厅函-2021-214", "t-000000-生态环境部-2020", "4407-江环办-2021-50"
STATE_COUNCIL, SPEECH = "国办发-2021-12", "t-在全国会议上的讲话"
_FILES = {MINISTRY: "mee-2021", LAST_YEAR: "mee-2020-traditional", CITY: "jiangmen-environment-2021"}
_JUDGEMENT = Judgement("confirm", "测试员", "2026-01-01", "读过两文")
_REJECTION = Judgement("reject", "测试员", "2026-01-02", "并无此事")


@cache
def extractions() -> Mapping[str, Extraction]:
    """Three bundled answers by the SHA-256 of their text."""
    found = (_extraction(stem) for stem in _FILES.values())
    return {extraction.source.sha256: extraction for extraction in found}


def _extraction(stem: str) -> Extraction:
    data = resources.path("data", "plans", f"{stem}.txt").read_bytes()
    answer = json.loads(resources.path("data", "gold", f"{stem}.json").read_text("utf-8"))
    sha256 = hashlib.sha256(data).hexdigest()
    source = Source(f"{stem}.txt", sha256, "text/plain", f"https://example.org/{stem}")
    return form.from_public(answer, data.decode(), source)


@cache
def links() -> Links:
    """What linking would decide about the three."""
    works = tuple(sorted((*map(_held, _FILES), *_cited()), key=lambda work: work.id))
    tasks = tuple(sorted((node for work in _FILES for node in _tasks(work)), key=lambda node: node.id))
    return Links(works, tasks, _resolutions(), _derivations(), _holders(), _bearers(), _matches(), _series(),
                 _gaps(), (Issue("odd-date", "signed before the document it cites", document=CITY),), _rejected())


def _of(work: str) -> Extraction:
    return next(one for one in extractions().values() if one.source.name == f"{_FILES[work]}.txt")


def _held(id: str) -> Work:
    header, source = _of(id).header, _of(id).source.sha256
    return Work(id, WorkKind.PLAN, header.title, tuple(filter(None, [header.notice_title])), header.number,
                header.issuers, header.level, header.region, header.plan_year, header.date_signed,
                department=True, source=source, copies=(source,),
                series=None if id == CITY else "生态环境部-政务公开")


def _cited() -> tuple[Work, Work]:
    points = Work(STATE_COUNCIL, WorkKind.PLAN, "2021年政务公开工作要点", (), "国办发〔2021〕12号",
                  ("国务院办公厅",), Level.NATIONAL, None, 2021)
    return points, Work(SPEECH, WorkKind.OTHER, "在全国会议上的讲话")


def _tasks(work: str) -> list[TaskNode]:
    return [TaskNode(f"{work}.t-{number:08x}", work, task.id)
            for number, task in enumerate(_of(work).tasks, 1)]


def _resolutions() -> tuple[Resolution, ...]:
    found = []
    for work in sorted(_FILES):
        for index, citation in enumerate(_of(work).citations):
            if citation.number == "国办发〔2021〕12号":
                found.append(Resolution(work, index, Status.NOT_HELD, STATE_COUNCIL, "same number",
                                        "number", 0.99))
    found.append(Resolution(LAST_YEAR, 0, Status.AMBIGUOUS, None, "two have this title", "title", 0.4,
                            (CITY, STATE_COUNCIL)))
    return tuple(sorted(found, key=lambda one: (one.work, one.citation)))


def _derivations() -> tuple[Derivation, ...]:
    found = []
    for resolution in (one for one in _resolutions() if one.target is not None):
        span = _of(resolution.work).citations[resolution.citation].span
        quote = Quote(resolution.work, span, span.of(_of(resolution.work).text))
        found.append(Derivation(resolution.work, STATE_COUNCIL, DerivationKind.IMPLEMENTS, "basis citation",
                                stated=True, direct=True, confidence=0.95, evidence=(quote,)))
    found.append(Derivation(LAST_YEAR, SPEECH, DerivationKind.FORWARDS, "title", stated=True, direct=True,
                            confidence=0.8, evidence=()))
    unique = {(one.source, one.target): one for one in found}
    return tuple(sorted(unique.values(), key=lambda one: (one.source, one.target)))


def _holders() -> tuple[Holder, ...]:
    former = Holder("江门市环境保护局", "江门市环境保护局", HolderKind.ORGANISATION, None,
                    Level.MUNICIPAL, "440700")
    bureau = Holder("江门市生态环境局", "江门市生态环境局", HolderKind.ORGANISATION, None,
                    Level.MUNICIPAL, "440700", ("市生态环境局",), (former.id,))
    names = {unit.name for task in _of(CITY).tasks for unit in task.assignments}
    units = (Holder(f"江门市生态环境局.{name}", name, HolderKind.UNIT, bureau.id, Level.MUNICIPAL, "440700")
             for name in names)
    return tuple(sorted((bureau, former, *units), key=lambda holder: holder.id))


def _rejected() -> Rejected:
    """A document that cannot be the source, and a former body in the place of the one of today."""
    span = _of(MINISTRY).tasks[0].spans[0]
    forwards = Derivation(MINISTRY, SPEECH, DerivationKind.FORWARDS, "title", stated=False, direct=True, confidence=0.8,
                          evidence=(Quote(MINISTRY, span, span.of(_of(MINISTRY).text)),), judgement=_REJECTION)
    bearer = Bearer(_tasks(LAST_YEAR)[0].id, 0, "江门市环境保护局", "并无此事", 1.0, _REJECTION)
    return Rejected((forwards,), (bearer,))


def _bearers() -> tuple[Bearer, ...]:
    tasks = zip(_tasks(CITY), _of(CITY).tasks, strict=True)
    return tuple(Bearer(node.id, index, f"江门市生态环境局.{unit.name}", "unit of the issuer", 0.9)
                 for node, task in tasks for index, unit in enumerate(task.assignments))


def _matches() -> tuple[TaskMatch, ...]:
    new, old = _tasks(MINISTRY), _tasks(LAST_YEAR)
    return (TaskMatch(new[0].id, old[0].id, MatchRelation.CONTINUES, MatchKind.REWORDED, 0.8123, 0.5,
                      (("cosine", 0.8123), ("units", 1.0)), judgement=_JUDGEMENT),
            TaskMatch(new[0].id, old[1].id, MatchRelation.CONTINUES, MatchKind.RELATED, 0.4, 0.1, (), 2,
                      accepted=False))


def _series() -> tuple[Series, ...]:
    return (Series("生态环境部-政务公开", "政务公开工作安排", "生态环境部办公厅", (LAST_YEAR, MINISTRY)),)


def _gaps() -> tuple[Gap, ...]:
    return (Gap(GapKind.NOT_HELD, STATE_COUNCIL, "cited and not held"),
            Gap(GapKind.NO_UPSTREAM, _tasks(LAST_YEAR)[0].id, "nothing above"))


