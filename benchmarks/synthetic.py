"""A library of any size that never was: plans of four levels over ten years, from a seed.

Each document states thirty tasks with units and time limits, and cites a regulation, a policy
that is not held and the plan above; tasks carry on those above and those of the year before,
and some of everything is uncertain, missing or judged. Texts are made when asked for, so that
ten thousand documents do not have to fit into memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from random import Random

from kg.model.extraction import (Assignment, Citation, Evidence, Extraction, Header, Level, Part, PartKind,
                                 Relation, Role, Task, Theme, TimeKind, TimeLimit)
from kg.model.links import (Bearer, Derivation, DerivationKind, Gap, GapKind, Holder, HolderKind, Judgement,
                            Links, MatchKind, MatchRelation, Quote, Resolution, Series, Status, TaskMatch,
                            TaskNode, Work, WorkKind)
from kg.model.text import Source, Span

TASKS = 30
YEARS = 10
FIRST_YEAR = 2016
UNITS = ("办公室", "综合科", "财务科", "法规科", "监测科", "宣传科", "人事科", "督查科")
VERBS = ("公开", "完善", "推进", "梳理", "更新", "规范", "编制", "落实")
OBJECTS = ("财政预决算信息", "权责清单", "重大建设项目批准信息", "政策解读材料", "环境监测数据",
           "行政许可结果", "公共企事业单位信息", "政府信息公开目录", "规范性文件", "决策草案")
THEMES = ("decisions", "enforcement", "environment", "finance", "licensing", "normative", "projects",
          "services", "training")
REGULATIONS, POLICIES = 20, 200
"""How many regulations and policies are cited, none of which is held."""
_STEMS = str.maketrans("0123456789", "癸甲乙丙丁戊己庚辛壬")
"""An agency code is written without figures."""
_JUDGEMENT = Judgement("confirm", "测试员", "2026-01-01", "读过两文")


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
        works = tuple(sorted((*map(_work, by_id), *_cited_works()), key=lambda work: work.id))
        tasks = tuple(node for plan in by_id for node in _nodes(plan))
        return Links(works, tasks, tuple(self._resolutions(by_id)), tuple(self._derivations(by_id)), _holders(by_id),
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

    def _resolutions(self, plans: list[Plan]) -> Iterator[Resolution]:
        for plan in plans:
            above, policy = self._above(plan), _policy(plan)
            yield Resolution(plan.id, 0, Status.NOT_HELD, _regulation(plan).id, "the same number", "number", 0.99)
            if plan.place % 20:
                yield Resolution(plan.id, 1, Status.NOT_HELD, policy.id, "the same title", "title", 0.95)
            else:
                yield Resolution(plan.id, 1, Status.AMBIGUOUS, None, "two have this title", "title", 0.4,
                                 (policy.id, _regulation(plan).id))
            if above is not None:
                yield Resolution(plan.id, 2, Status.RESOLVED, above.id, "the same number", "number", 0.99)

    def _derivations(self, plans: list[Plan]) -> Iterator[Derivation]:
        for plan in plans:
            above, regulation = self._above(plan), _regulation(plan)
            mentions = _mentions(plan, above)
            yield Derivation(plan.id, regulation.id, DerivationKind.LEGAL_BASIS, "basis citation", stated=True,
                             direct=True, confidence=0.95, evidence=(Quote(plan.id, *mentions[0]),))
            if above is not None:
                yield Derivation(plan.id, above.id, DerivationKind.IMPLEMENTS, "basis citation", stated=True,
                                 direct=True, confidence=0.95, evidence=(Quote(plan.id, *mentions[2]),))

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
                            judgement = _JUDGEMENT if chance.random() < 0.001 else None
                            yield TaskMatch(mine.id, theirs.id, relation, MatchKind.REWORDED,
                                            round(chance.uniform(0.5, 1), 4), 0.5, (("cosine", 0.8),),
                                            judgement=judgement)


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
    return Plan(f"{code}-{year}-{place + 1}", f"{code.translate(_STEMS)}〔{year}〕{place + 1}号",
                f"{code}{year}年政务公开工作要点", f"{code}公室", level, year, place, above)


def _source(plan: Plan) -> str:
    return hashlib.sha256(plan.id.encode()).hexdigest()


def _work(plan: Plan) -> Work:
    source = _source(plan)
    return Work(plan.id, WorkKind.PLAN, plan.title, (), plan.number, (plan.issuer,), plan.level, "440700",
                plan.year, f"{plan.year}-03-01", source=source, copies=(source,),
                series=f"{plan.issuer}-政务公开")


def _regulation(plan: Plan) -> Work:
    number = 1 + plan.place % REGULATIONS
    return Work(f"国务院令-{number}", WorkKind.REGULATION, f"第{number}号公开条例", (), f"国务院令第{number}号",
                ("国务院",), Level.NATIONAL, None, 2007)


def _policy(plan: Plan) -> Work:
    number = 1 + plan.place % POLICIES
    return Work(f"t-公开意见-{number}", WorkKind.POLICY, f"关于第{number}类信息公开的意见", (), None, (), None, None)


def _cited_works() -> Iterator[Work]:
    plans = [_plan(FIRST_YEAR, place, POLICIES) for place in range(POLICIES)]
    return chain((_regulation(plan) for plan in plans[:REGULATIONS]), map(_policy, plans))


def _opening(plan: Plan, above: Plan | None) -> list[str]:
    """How a text begins; every second piece is the mention of a document."""
    regulation = _regulation(plan)
    said = [f"{plan.title}\n{plan.number}\n根据", f"《{regulation.title}》（{regulation.number}）", "和",
            f"《{_policy(plan).title}》"]
    return [*said, "，落实", f"《{above.title}》（{above.number}）"] if above else said


def _mentions(plan: Plan, above: Plan | None) -> list[tuple[Span, str]]:
    """Where a text mentions other documents, and in which words."""
    found, end = [], 0
    for place, words in enumerate(_opening(plan, above)):
        end += len(words)
        if place % 2:
            found.append((Span(end - len(words), end), words))
    return found


def _nodes(plan: Plan) -> list[TaskNode]:
    return [TaskNode(f"{plan.id}.t-{place:08x}", plan.id, f"t{place}") for place in range(1, TASKS + 1)]


def _units(plan: Plan, seed: int) -> list[list[tuple[str, Role]]]:
    chance = Random(f"{seed} {plan.id} units")
    return [[(unit, Role.LEAD if place == 0 and chance.random() < 0.7 else Role.SUPPORT)
             for place, unit in enumerate(chance.sample(UNITS, 2))] for _ in range(TASKS)]


def _holders(plans: list[Plan]) -> tuple[Holder, ...]:
    issuers = sorted({plan.issuer: plan.level for plan in plans}.items())
    found = [Holder(f"原{issuer}", f"原{issuer}", HolderKind.ORGANISATION, None, level, "440700")
             for issuer, level in issuers[::10]]
    former = {holder.id.removeprefix("原"): holder.id for holder in found}
    found += [Holder(issuer, issuer, HolderKind.ORGANISATION, None, level, "440700",
                     predecessors=(former[issuer],) if issuer in former else ()) for issuer, level in issuers]
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
        if plan.level is Level.PROVINCIAL:
            yield from (Gap(GapKind.NOT_TAKEN_UP, node.id, "下级当年计划没有承接") for node in _nodes(plan)[::10])


def _extraction(plan: Plan, above: Plan | None, seed: int) -> Extraction:
    chance = Random(f"{seed} {plan.id} text")
    text = "".join(_opening(plan, above)) + "，制定本要点。\n"
    mentions = _mentions(plan, above)
    relations = (Relation.BASIS, Relation.MENTION, Relation.BASIS)
    citations = tuple(map(_citation, mentions, relations))
    tasks = []
    for place, units in enumerate(_units(plan, seed), 1):
        task, text = _task(plan, place, units, text, chance)
        tasks.append(task)
    number = Span(len(plan.title) + 1, len(plan.title) + 1 + len(plan.number))
    fields = (("title", Evidence((Span(0, len(plan.title)),), "first line", 0.95)),
              ("number", Evidence((number,), "number line", 0.99)))
    return Extraction(Source(f"{plan.id}.txt", _source(plan), "text/plain"), text,
                      Header(title=plan.title, number=plan.number, issuers=(plan.issuer,), level=plan.level,
                             plan_year=plan.year, date_signed=f"{plan.year}-03-01", evidence=fields),
                      (Part(PartKind.PLAN, plan.title, Span(0, len(text))),), citations, tuple(tasks))


def _citation(mention: tuple[Span, str], relation: Relation) -> Citation:
    span, words = mention
    title, _, number = words.partition("》")
    return Citation(span, words, title.strip("《"), number.strip("（）") or None, None, relation,
                    Evidence((span,), "title number", 0.99))


def _task(plan: Plan, place: int, units: list[tuple[str, Role]], text: str,
          chance: Random) -> tuple[Task, str]:
    demand = "，".join(f"{chance.choice(VERBS)}{chance.choice(OBJECTS)}" for _ in range(2))
    start = len(text) + len(f"{place}．")
    text += f"{place}．{demand}，"
    times, words = _times(plan, len(text), chance)
    text += f"{words}完成。（"
    end = len(text) - 1
    named = []
    for unit, role in units:
        span = Span(len(text), len(text) + len(unit))
        named.append(Assignment(unit, role, span, Evidence((span,), "bracket", _sureness(chance))))
        text += unit + "、"
    spans = (Span(start, end),)
    theme = Theme(THEMES[place % len(THEMES)], Evidence(spans, "words", 0.9))
    task = Task(f"t{place}", str(place), (f"{'一二三'[place % 3]}、工作",), spans, tuple(named), times,
                Evidence(spans, "numbered item", _sureness(chance)), themes=(theme,))
    return task, text[:-1] + "）\n"


def _times(plan: Plan, start: int, chance: Random) -> tuple[tuple[TimeLimit, ...], str]:
    """The time limit of a task that has one, and its words."""
    month, kind = chance.randint(1, 12), chance.random()
    if kind < 0.4:
        words, read, value = f"{month}月底前", TimeKind.DEADLINE, f"{plan.year}-{month:02}-28"
    elif kind < 0.5:
        words, read, value = "每季度", TimeKind.FREQUENCY, "P3M"
    else:
        return (), "认真"
    span = Span(start, start + len(words))
    return (TimeLimit(span, words, read, value, Evidence((span,), "words of time", 0.95)),), words


def _sureness(chance: Random) -> float:
    """One reading in fifty is doubtful."""
    return 0.95 if chance.random() < 0.98 else round(chance.uniform(0.6, 0.9), 2)
