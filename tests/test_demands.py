"""Demands and themes of tasks: verb, object, force, channel, counterpart; what decides a theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis.strategies import lists, sampled_from
from rdflib import Graph
from rdflib.namespace import SKOS

from kg import resources, tables
from kg.extract.reading import extract
from kg.extract.demands import find_demands
from kg.extract.predicates import predicates_of
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
    ("实行“谁起草、谁解读”原则", [("实行", "“谁起草、谁解读”原则")], "a quoted verb is none"),
    ("各部门要发挥政策参与制定者的作用", [("发挥", "政策参与制定者的作用")], "a verb inside a name rules nothing"),
    ("7月底前统一更换公示牌", [("更换", "公示牌")], "牌 makes a name of the verb before it"),
    ("处罚信息自作出决定之日起20个工作日内予以公开", [("公开", "处罚信息")], "the topic first, the verb last"),
    ("评估结果予以通报", [("通报", "评估结果")], "a topic that begins like a verb"),
    ("对成效显著的单位予以表扬激励", [("表扬激励", "成效显著的单位")], "verbs side by side behind 予以"),
    ("将保留账号名录报办公室", [("报", "保留账号名录")], "what 将 fronts begins like a verb"),
    ("将本通知落实情况报送办公室", [("报送", "本通知落实情况")], "a verb behind 本 is a name"),
    ("同步调整栏目设置", [("调整", "栏目设置")], "a verb behind which a column of a site stands"),
    ("联络员名单于7月5日前报区府办信息公开科", [("报", "联络员名单")], "报 before who receives"),
    ("把政务公开工作纳入绩效考核体系", [("纳入", "政务公开工作")], "what it is put into is not the object"),
    ("对保留机构名单进行动态调整并向社会公布", [("调整", "保留机构名单"), ("公布", "")],
     "two demands of one clause, the second's object named by the first"),
    ("进一步健全完善管理制度", [("健全", "管理制度")], "two verbs side by side share the object"),
    ("公布真相、表明态度、辟除谣言", [("公布", "真相"), ("表明", "态度"), ("辟除", "谣言")], "verbs with objects in a list"),
    ("推动决策、执行、结果公开", [("推动", "决策、执行、结果公开")], "a list of nouns is one object"),
    ("严格考核评估", [("严格", "考核评估")], "an adverb rules where nothing but nouns follow"),
    ("对公开工作落实不到位的,予以通报", [("通报", "公开工作落实不到位的")], "the topic in the clause before"),
    ("通过听证座谈等方式广泛听取公众意见", [("听取", "公众意见")], "verbs in a phrase of means rule nothing"),
    ("帮扶省市要主动对接需求", [("对接", "需求")], "a subject that begins like a verb"),
    ("每半年更新一次政策汇编", [("更新", "政策汇编")], "how often is no part of the object"),
    ("建设统一平台(10月底前)", [("建设", "统一平台")], "a limit in brackets is no part of the object"),
    ("有条件的部门可结合实际出台配套措施", [("出台", "配套措施")], "可 behind a subject"),
    ("避免“误读”", [("避免", "“误读”")], "a word of force rules where no verb follows"),
    ("为贯彻落实条例", [], "a reason alone"),
    ("在做好日常公开的同时", [], "a circumstance alone"),
    ("行政审批信息。", [], "what an item is about"),
])
def test_verb_and_object(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(demand.verb, demand.object) for demand in demands_of(text)] == expected, why


@pytest.mark.parametrize(("text", "force"), [
    ("公开预算", "must"), ("应当公开预算", "should"), ("要公开预算", "must"), ("鼓励开展培训", "may"),
    ("探索推行负面清单制度", "explore"), ("不得发布商业广告", "must-not"), ("及时回应社会关切,公布结果", "must"),
    ("公布《国家适应气候变化战略》", "must"), ("试点地区要制定办法", "must"), ("研究部署公开工作", "must"),
    ("可采取购买服务等措施", "may"), ("严禁发布商业广告", "must-not"),
    ("应当依照本条例的规定,公开下列信息", "should"), ("督促需要重点监管的单位推进公开", "must"),
])
def test_force(text: str, force: str) -> None:
    assert {demand.force.value for demand in demands_of(text)} == {force}


@pytest.mark.parametrize(("text", "channels", "counterpart"), [
    ("通过政府网站公布排名", ("政府网站",), None),
    ("通过政府网站、微信公众号公布排名", ("政府网站", "政务新媒体"), None),
    ("通过政府网站等渠道,向社会公布排名", ("政府网站",), "社会"),
    ("举行新闻发布会", (), None),
    ("在24小时内通过新闻发布会发布信息", ("新闻发布会",), None),
    ("推进政府网站建设", (), None),
    ("开设政策解读专栏", (), None),
    ("向省政府办公厅报送总结", (), "省政府办公厅"),
    ("总结报送局办公室", (), "局办公室"),
])
def test_channels_and_counterpart(text: str, channels: tuple[str, ...], counterpart: str | None) -> None:
    last = demands_of(text)[-1]
    assert (last.channels, last.counterpart) == (channels, counterpart)


def test_only_the_demand_that_names_a_receiver_has_it() -> None:
    assert [(one.verb, one.counterpart) for one in demands_of("将落实情况纳入年度报告并向社会公布")] == [
        ("纳入", None), ("公布", "社会")]


def test_each_demand_has_the_limits_that_it_states() -> None:
    text = "2021年政务公开工作要点\n一、加强公开\n(一)每月公示名单,6月底前编制目录并公布,加强培训。(综合科)"
    task, = extract(normalise(Reading(Source("a.txt", "", "text/plain"), text))).tasks
    assert [(demand.verb, [time.text for time in demand.times]) for demand in task.demands] == [
        ("公示", ["每月"]), ("编制", ["6月底前"]), ("公布", ["6月底前"]), ("加强", [])]


def test_a_clause_that_layout_parts_is_one() -> None:
    text = "公开年度|预算和决算|,报送总结。"
    document = normalise(Reading(Source("a.txt", "", "text/plain"), text.replace("|", "\n\n甲\n\n")))
    logical = document.logical.text
    pieces = [(at := logical.index(words), at + len(words)) for words in text.split("|")]
    first, second = find_demands(document, pieces)
    assert (first.verb, first.object, second.object) == ("公开", "年度预算和决算", "总结")
    assert "".join(span.of(document.text) for span in first.evidence.spans) == "公开年度预算和决算"


def read(path: Path) -> tuple[Document, Extraction]:
    """A bundled plan and what it says."""
    document = normalise(Reading(Source(path.name, "", "text/plain"), decode(path.read_bytes(), path.name)))
    return document, extract(document)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_demands_and_themes_lie_inside_their_task(path: Path) -> None:
    document, extraction = read(path)
    notations = tables.column("theme_scheme", "notation")
    for task in extraction.tasks:
        places = [*task.spans]
        for demand in task.demands:
            spans = demand.evidence.spans
            assert spans and all(any(place.holds(span) for place in places) for span in spans)
            assert demand.verb and demand.verb in document.logical.text
            assert all(time in task.times for time in demand.times)
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


@pytest.mark.parametrize(("text", "notations", "why"), [
    ("完善重大行政决策风险评估。", {"decisions"}, "风险评估 is no assessment of disclosure"),
    ("公开权力清单、负面清单。", {"lists"}, "two lists of one theme"),
    ("强化考评。", {"supervision"}, "another word of assessing"),
])
def test_words_in_longer_ones_mean_something_else(text: str, notations: set[str], why: str) -> None:
    document = normalise(Reading(Source("a.txt", "", "text/plain"), text))
    assert {theme.notation for theme in find_themes(document, (), ((0, len(text)),))} == notations, why


def test_an_outer_heading_decides_only_where_nothing_else_does() -> None:
    text = "一、加强公开解读回应\n(一)公开预算\n公开部门预算。\n及时更新。"
    document = normalise(Reading(Source("a.txt", "", "text/plain"), text))
    headings = ((0, text.index("\n")), (text.index("(一)"), text.index("\n公开部门")))
    stated = text.index("公开部门"), text.index("\n及时")
    assert {theme.notation for theme in find_themes(document, headings, (stated,))} == {"finance"}
    rest = text.index("及时"), len(text)
    themes = find_themes(document, headings[:1], (rest,))
    assert {theme.notation for theme in themes} == {"interpretation", "response"}
    assert {theme.evidence.rule for theme in themes} == {"theme-heading"}


def test_the_scheme_is_the_ontology_s() -> None:
    graph = Graph().parse(resources.path("ontology", "schemes.ttl"))
    declared = {str(notation) for concept, notation in graph.subject_objects(SKOS.notation)
                if "/theme-" in str(concept)}
    assert declared == tables.column("theme_scheme", "notation") == tables.column("themes", "notation")


@pytest.mark.parametrize("example", tables.patterns("demand_patterns")["frame"].examples)
def test_what_ends_a_frame_is_looked_for(example: str) -> None:
    assert not predicates_of(example)


WORDS = ("完成后 公开 、 并 将 对 要 应当 预算 的 时 除 外 20个工作日内 向 在 通过 按照 由 报 办公室 予以 进行 信息 结果 情况 纳入 一次 鼓励 支持 不得 "
         "各部门 市财政局 《要点》 及时 定期 12月底前 推动 加强 建设 工作 和 等方式 自 之日起 于 前 同时 把 作为 政府网站 落实 监督").split()


@given(lists(sampled_from(WORDS), min_size=1, max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_predicates_lie_in_their_clause(clause: str) -> None:
    found = predicates_of(clause)
    assert [one.at for one in found] == sorted(one.at for one in found)
    for one in found:
        assert 0 <= one.start < one.stop <= len(clause) and one.start <= one.at < one.stop
        assert clause.startswith(one.verb, one.at) and one.object in clause


@pytest.mark.parametrize("clause", ["及时进行" * 60, "12月底前同时" * 30 + "在", "于在" * 100, "完成后" * 80, "应当通过" * 60,
                                    "公开、" * 80])
def test_what_may_be_read_in_many_ways_is_read_once(clause: str) -> None:
    """Read in every way it could be, each of these would take longer than a test may."""
    assert len(clause) <= 250, "a longer one is not read at all"
    assert all(one.verb in clause for one in predicates_of(clause))


def test_a_clause_longer_than_a_sentence_is_not_read() -> None:
    assert not predicates_of("公开" + "预算" * 300)
