"""Demands and themes of tasks: verb, object, force, channel, counterpart; what decides a theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import SKOS

from kg import resources, tables
from kg.extract.reading import extract
from kg.extract.demands import find_demands
from kg.extract.themes import find_themes
from kg.model.extraction import Demand, Extraction
from kg.model.text import Document, Reading, Source
from kg.normalise import normalise
from kg.readers.text import decode

PLANS = resources.files("data", "plans", suffix=".txt")


def demands_of(text: str) -> tuple[Demand, ...]:
    """The demands of a text that is one requirement."""
    return find_demands(normalise(Reading(Source("a.txt", "", "text/plain"), text)), [(0, len(text))])


@pytest.mark.parametrize(("text", "expected", "why"), [
    ("及时公开环境信息。", [("公开", "环境信息")], "an adverb before the verb"),
    ("公布《排名、名单》,公开预算。", [("公布", "《排名、名单》"), ("公开", "预算")], "two clauses; commas in titles do not part"),
    ("每半月对厅官网栏目信息更新情况进行监测", [("监测", "厅官网栏目信息更新情况")], "the object before the verb"),
    ("将清理结果向社会公布", [("公布", "清理结果")], "将 before the object"),
    ("各市分局要积极推进本单位预算公开", [("推进", "本单位预算公开")], "a subject before 要"),
    ("加强政策解读工作", [("加强", "政策解读工作")], "公开 and 解读 as nouns"),
    ("公开并解读相关政策", [("公开", "相关政策")], "two verbs share an object"),
    ("为推动工作落实,制定方案", [("制定", "方案")], "a reason demands nothing"),
    ("实行“谁起草、谁解读”原则", [], "a quoted verb is none"),
])
def test_verb_and_object(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(demand.verb, demand.object) for demand in demands_of(text)] == expected, why


@pytest.mark.parametrize(("text", "force"), [
    ("公开预算", "must"), ("应当公开预算", "should"), ("要公开预算", "must"), ("鼓励开展培训", "may"),
    ("探索推行负面清单制度", "explore"), ("不得发布商业广告", "must-not"), ("及时回应社会关切,公布结果", "must"),
    ("公布《国家适应气候变化战略》", "must"),
])
def test_force(text: str, force: str) -> None:
    assert {demand.force.value for demand in demands_of(text)} == {force}


@pytest.mark.parametrize(("text", "channel", "counterpart"), [
    ("通过政府网站公布排名", "政府网站", None),
    ("通过政府网站等渠道,向社会公布排名", "政府网站", "社会"),
    ("举行新闻发布会", None, None),
    ("在24小时内通过新闻发布会发布信息", "新闻发布会", None),
    ("推进政府网站建设", None, None),
    ("向省政府办公厅报送总结", None, "省政府办公厅"),
])
def test_channel_and_counterpart(text: str, channel: str | None, counterpart: str | None) -> None:
    last = demands_of(text)[-1]
    assert (last.channel, last.counterpart) == (channel, counterpart)


def read(path: Path) -> tuple[Document, Extraction]:
    """A bundled plan and what it says."""
    document = normalise(Reading(Source(path.name, "", "text/plain"), decode(path.read_bytes(), path.name)))
    return document, extract(document)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_demands_and_themes_lie_inside_their_task(path: Path) -> None:
    document, extraction = read(path)
    verbs, notations = tables.column("demand_verbs", "word"), tables.column("theme_scheme", "notation")
    for task in extraction.tasks:
        places = [*task.spans]
        for demand in task.demands:
            assert any(span.holds(demand.span) for span in places)
            assert demand.verb in verbs and demand.object
        for theme in task.themes:
            assert theme.notation in notations and 0.5 < theme.evidence.confidence < 1
            assert all(span.of(document.text) for span in theme.evidence.spans)


def test_most_tasks_have_a_demand_and_a_theme() -> None:
    tasks = [task for path in PLANS for task in read(path)[1].tasks]
    assert sum(bool(task.demands) for task in tasks) / len(tasks) > 0.9
    assert sum(bool(task.themes) for task in tasks) / len(tasks) > 0.7


def test_a_heading_outweighs_the_text() -> None:
    text = "三、加强依申请公开\n按照政策解读要求办理申请,提升质量。"
    document = normalise(Reading(Source("a.txt", "", "text/plain"), text))
    themes = find_themes(document, ((0, 9),), ((10, len(text)),))
    assert themes[0].notation == "requests" and themes[0].evidence.rule == "theme-heading"


def test_the_scheme_is_the_ontology_s() -> None:
    graph = Graph().parse(resources.path("ontology", "schemes.ttl"))
    declared = {str(notation) for concept, notation in graph.subject_objects(SKOS.notation)
                if "/theme-" in str(concept)}
    assert declared == tables.column("theme_scheme", "notation") == tables.column("themes", "notation")
