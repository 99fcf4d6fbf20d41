"""A library of any size that never was: plans of four levels over ten years, from a seed.

Each document states thirty tasks with units, time limits and a citation of the plan above;
tasks carry on those above and those of the year before. Texts are made when asked for, so
that ten thousand documents do not have to fit into memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part, PartKind,
                                 Relation, Role, Task, Theme, TimeKind, TimeLimit)
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, GapKind, Holder, HolderKind, Links,
                            MatchKind, MatchRelation, Quote, Resolution, Series, Status, TaskMatch, TaskNode,
                            Work, WorkKind)
from kg.model.text import Source, Span

TASKS = 30
YEARS = 10
FIRST_YEAR = 2016
UNITS = ("办公室", "综合科", "财务科", "法规科", "监测科", "宣传科", "人事科", "督查科")
VERBS = ("公开", "完善", "推进", "梳理", "更新", "规范", "编制", "落实")
OBJECTS = ("财政预决算信息", "权责清单", "重大建设项目批准信息", "政策解读材料", "环境监测数据",
           "行政许可结果", "公共企事业单位信息", "政府信息公开目录", "规范性文件", "决策草案")


@dataclass(frozen=True, slots=True)
class Plan:
    """One made-up plan: its number in the year, its year, its level, the plan above."""

    id: str
    number: str
    title: str
    issuer: str
    level: Level
    year: int
    place: int
    above: int | None


class Synthetic(Mapping[str, Extraction]):
    """The extractions of a made-up library by the name of their source; `links` joins them."""

    def __init__(self, documents: int, seed: int = 1) -> None:
        self.plans = [_plan(year, place, documents // YEARS) for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)
                      for place in range(documents // YEARS)]
        self._places = {_source(plan): plan for plan in self.plans}
        self._seed = seed
        self._made = lru_cache(64)(self._make)

    def __getitem__(self, source: str) -> Extraction:
        return self._made(source)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def links(self) -> Links:
        """What linking would find between all of them."""
        by_id = sorted(self.plans, key=lambda plan: plan.id)
        works = tuple(_work(plan) for plan in by_id)
        tasks = tuple(node for plan in by_id for node in _nodes(plan))
        return Links(works, tasks, self._resolutions(by_id), self._derivations(by_id), _holders(by_id),
                     tuple(self._bearers(by_id)), tuple(self._matches(by_id)), tuple(_series(self.plans)),
                     tuple(_gaps(by_id)), ())

    def _make(self, source: str) -> Extraction:
        return _extraction(self._places[source], self._above(self._places[source]), self._seed)

    def _above(self, plan: Plan) -> Plan | None:
        if plan.above is None:
            return None
        per_year = len(self.plans) // YEARS
        return self.plans[(plan.year - FIRST_YEAR) * per_year + plan.above]

    def _before(self, plan: Plan) -> Plan | None:
        per_year = len(self.plans) // YEARS
        return None if plan.year == FIRST_YEAR else self.plans[
            (plan.year - 1 - FIRST_YEAR) * per_year + plan.place]

    def _resolutions(self, plans: list[Plan]) -> tuple[Resolution, ...]:
        pairs = ((plan, self._above(plan)) for plan in plans)
        return tuple(Resolution(plan.id, 0, Status.RESOLVED, above.id, "the same number", "number", 0.99)
                     for plan, above in pairs if above is not None)

    def _derivations(self, plans: list[Plan]) -> tuple[Derivation, ...]:
        found = []
        for plan in plans:
            above = self._above(plan)
            if above is not None:
                words = f"《{above.title}》（{above.number}）"
                quote = Quote(plan.id, Span(_OPENING, _OPENING + len(words)), words)
                found.append(Derivation(plan.id, above.id, DerivationKind.IMPLEMENTS, "basis citation",
                                        stated=True, direct=True, confidence=0.95, evidence=(quote,)))
        return tuple(found)

    def _bearers(self, plans: list[Plan]) -> Iterator[Bearer]:
        for plan in plans:
            for node, units in zip(_nodes(plan), _units(plan, self._seed), strict=True):
                for place, (unit, _) in enumerate(units):
                    yield Bearer(node.id, place, f"{plan.issuer}.{unit}", "unit of the issuer", 0.95)

    def _matches(self, plans: list[Plan]) -> Iterator[TaskMatch]:
        for plan in plans:
            for other, relation, share in ((self._above(plan), MatchRelation.DERIVES, 0.6),
                                           (self._before(plan), MatchRelation.CONTINUES, 0.5)):
                chance = Random(f"{self._seed} {plan.id} {relation.value}")
                if other is not None:
                    for mine, theirs in zip(_nodes(plan), _nodes(other), strict=True):
                        if chance.random() < share:
                            yield TaskMatch(mine.id, theirs.id, relation, MatchKind.REWORDED,
                                            round(chance.uniform(0.5, 1), 4), 0.5, (("cosine", 0.8),))


_OPENING = len("为贯彻落实")


def _plan(year: int, place: int, per_year: int) -> Plan:
    provinces = max(1, per_year // 33)
    cities = max(1, per_year // 3)
    if place == 0:
        level, code, above = Level.NATIONAL, "国办发", None
    elif place <= provinces:
        level, code, above = Level.PROVINCIAL, f"省{place}办", 0
    elif place <= provinces + cities:
        level, code, above = Level.MUNICIPAL, f"市{place}办", 1 + place % provinces
    else:
        level, code, above = Level.COUNTY, f"县{place}办", 1 + provinces + place % cities
    return Plan(f"{code}-{year}-{place + 1}", f"{code}〔{year}〕{place + 1}号",
                f"{code}{year}年政务公开工作要点", f"{code}公室", level, year, place, above)


def _source(plan: Plan) -> str:
    return hashlib.sha256(plan.id.encode()).hexdigest()


def _work(plan: Plan) -> Work:
    source = _source(plan)
    return Work(plan.id, WorkKind.PLAN, plan.title, (), plan.number, (plan.issuer,), plan.level, "440700",
                plan.year, f"{plan.year}-03-01", source=source, copies=(source,),
                series=f"{plan.issuer}-政务公开")


def _nodes(plan: Plan) -> list[TaskNode]:
    return [TaskNode(f"{plan.id}.t-{place:08x}", plan.id, f"t{place}") for place in range(1, TASKS + 1)]


def _units(plan: Plan, seed: int) -> list[list[tuple[str, Role]]]:
    chance = Random(f"{seed} {plan.id} units")
    return [[(unit, Role.LEAD if place == 0 and chance.random() < 0.7 else Role.SUPPORT)
             for place, unit in enumerate(chance.sample(UNITS, 2))] for _ in range(TASKS)]


def _holders(plans: list[Plan]) -> tuple[Holder, ...]:
    issuers = sorted({plan.issuer: plan.level for plan in plans}.items())
    found = [Holder(issuer, issuer, HolderKind.ORGANISATION, None, level, "440700")
             for issuer, level in issuers]
    found += [Holder(f"{issuer}.{unit}", unit, HolderKind.UNIT, issuer, level, "440700", (issuer + unit,))
              for issuer, level in issuers for unit in UNITS]
    return tuple(sorted(found, key=lambda holder: holder.id))


def _series(plans: list[Plan]) -> Iterator[Series]:
    runs: dict[str, list[str]] = {}
    for plan in plans:
        runs.setdefault(plan.issuer, []).append(plan.id)
    for issuer in sorted(runs):
        yield Series(f"{issuer}-政务公开", f"{issuer}：政务公开", issuer, tuple(runs[issuer]))


def _gaps(plans: list[Plan]) -> Iterator[Gap]:
    for plan in plans:
        if plan.above is None:
            yield Gap(GapKind.NO_UPSTREAM, plan.id, f"{plan.number} 没有写明依据的上级文件")


def _extraction(plan: Plan, above: Plan | None, seed: int) -> Extraction:
    chance = Random(f"{seed} {plan.id} text")
    words = f"《{above.title}》（{above.number}）" if above else "上级要求"
    text = f"为贯彻落实{words}，制定本要点。\n"
    citations = (_citation(above, words, text),) if above else ()
    tasks = []
    for place, units in enumerate(_units(plan, seed), 1):
        task, text = _task(plan, place, units, text, chance)
        tasks.append(task)
    return Extraction(Source(f"{plan.id}.txt", _source(plan), "text/plain"), text,
                      Header(title=plan.title, number=plan.number, issuers=(plan.issuer,), level=plan.level,
                             plan_year=plan.year, date_signed=f"{plan.year}-03-01"),
                      (Part(PartKind.PLAN, plan.title, Span(0, len(text))),), citations, tuple(tasks))


def _citation(above: Plan, words: str, text: str) -> Citation:
    span = Span(_OPENING, _OPENING + len(words))
    return Citation(span, span.of(text), above.title, above.number, None, Relation.BASIS,
                    Evidence((span,), "title number", 0.99))


def _task(plan: Plan, place: int, units: list[tuple[str, Role]], text: str,
          chance: Random) -> tuple[Task, str]:
    demand = "，".join(f"{chance.choice(VERBS)}{chance.choice(OBJECTS)}" for _ in range(2))
    start = len(text) + len(f"{place}．")
    text += f"{place}．{demand}，"
    month = chance.randint(1, 12)
    limit = Span(len(text), len(text) + len(f"{month}月底前"))
    text += f"{month}月底前完成。（"
    end = len(text) - 1
    times = (TimeLimit(limit, f"{month}月底前", TimeKind.DEADLINE, f"{plan.year}-{month:02}-28",
                       Evidence((limit,), "month end", 0.95)),) if chance.random() < 0.4 else ()
    named = []
    for unit, role in units:
        span = Span(len(text), len(text) + len(unit))
        named.append(Assignment(unit, role, span, Evidence((span,), "bracket", 0.85 + chance.random() / 7)))
        text += unit + "、"
    spans = (Span(start, end),)
    theme = Theme(str(1 + place % 9), Evidence(spans, "words", 0.9))
    task = Task(f"t{place}", str(place), (f"{'一二三'[place % 3]}、工作",), spans, tuple(named), times,
                Evidence(spans, "numbered item", 0.95), themes=(theme,))
    return task, text[:-1] + "）\n"
