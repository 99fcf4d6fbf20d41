"""The named questions: each has an answer that a person read off the bundled plans."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import extractions, links

from kg.errors import QueryProblem, RulesError
from kg.graph.library import Library
from kg.graph.results import Rows
from kg.graph.vocabulary import PREFIXES
from kg.graph.worker import Question, QueryWorkers
from kg.questions import answer, question, questions, substitutions

JIANGMEN = "江环办〔2021〕50号"
MINISTRY_2020, MINISTRY_2021 = "生态环境部2020年政务公开工作安排", "环办厅函〔2021〕214号"
FUJIAN_2017, FUJIAN_2018 = "闽政办〔2017〕45号", "2018年政务公开工作主要任务分解表"

# Question, values, what one of its rows must say, and how many rows there are at least.
EXPECTED: list[tuple[str, dict[str, str], dict[str, str], int]] = [
    ("documents", {}, {"name": JIANGMEN, "held": "true", "documentYear": "2021"}, 40),
    ("documents", {"year": "2016", "level": "national"}, {"name": "中办发〔2016〕8号"}, 1),
    ("lineage", {}, {"fromName": JIANGMEN, "toName": "江府办函〔2021〕129号", "stated": "true",
                     "direct": "true", "held": "false"}, 4),
    ("lineage", {}, {"fromName": "粤府办〔2021〕17号", "toName": "国办发〔2021〕12号", "stated": "false"}, 4),
    ("lineage", {"number": "江环办[2021] 50号"}, {"fromName": JIANGMEN}, 4),
    ("lineage", {"number": FUJIAN_2017}, {"toName": "中办发〔2016〕8号", "held": "true"}, 2),
    ("downstream", {}, {"name": JIANGMEN, "held": "true", "direct": "false"}, 3),
    ("unit-tasks", {}, {"documentName": JIANGMEN, "item": "2", "role": "lead", "quote": "综合科"}, 3),
    ("unit-tasks", {"role": "responsible"}, {"item": "1"}, 1),
    ("no-lead", {"year": "2016"}, {"documentName": "中办发〔2016〕8号", "item": "(十五)"}, 10),
    ("deadlines", {}, {"due": "2021-11-20", "words": "2021年11月20日前", "documentName": JIANGMEN}, 2),
    ("deadlines", {"from": "2021-12-01"}, {"due": "2021-12-10"}, 1),
    ("not-held", {}, {"name": "国办发〔2021〕12号", "issuers": "国务院办公厅", "citedBy": "2"}, 30),
    ("number-runs", {}, {"run": "粤府办〔2021〕", "place": "广东省", "held": "0", "cited": "1", "highest": "17"}, 20),
    ("number-runs", {"code": "江环办", "year": "2021"}, {"held": "1", "cited": "0", "highest": "50"}, 1),
    ("changes", {}, {"change": "added", "text": "推动印发生态环境部权责清单并及时公布。"}, 20),
    ("task-sources", {}, {"sourceDocument": "全面推进政务公开工作实施意见", "relation": "derives"}, 10),
    ("task-lineage", {}, {"fromName": FUJIAN_2017, "toName": "全面推进政务公开工作实施意见"}, 2),
    ("task-lineage", {}, {"fromName": "全面推进政务公开工作实施意见", "toName": "中办发〔2016〕8号"}, 2),
    ("not-taken-up", {}, {"documentName": "全面推进政务公开工作实施意见"}, 1),
    ("workload", {"least": "10"}, {"unit": "办公室", "organisation": "江门市生态环境局"}, 5),
    ("frequencies", {}, {"every": "P15D", "words": "每半月"}, 30),
    ("frequencies", {"every": "P3M"}, {"words": "按季度"}, 1),
    ("new-tasks", {"year": "2021"}, {"documentName": MINISTRY_2021, "previousName": MINISTRY_2020}, 3),
    ("dropped-tasks", {"year": "2021"}, {"documentName": MINISTRY_2020, "nextName": MINISTRY_2021}, 3),
    ("broken-chains", {}, {"name": MINISTRY_2020, "gap": "no-upstream"}, 5),
    ("broken-chains", {"gap": "not-held"}, {"name": "2015年深化权力运行网上公开试点工作方案"}, 1),
    ("co-working", {"least": "40"}, {"unit": "平潭综合实验区管委会"}, 1),
    ("themes", {"level": "national"}, {"year": "2016", "documents": "1"}, 5),
    ("evidence", {}, {"field": "notice_title", "start": "28", "end": "64"}, 4),
    ("task-evidence", {}, {"kind": "Assignment", "quote": "综合科"}, 100),
    ("weak-facts", {"below": "0.7"}, {"documentName": FUJIAN_2017}, 1),
    ("weak-links", {}, {"kind": "任务对应"}, 5),
    ("series", {}, {"name": FUJIAN_2018, "previousName": FUJIAN_2017}, 5),
    ("series", {}, {"name": MINISTRY_2021, "previousName": MINISTRY_2020}, 5),
    ("regulations", {}, {"name": "国务院令第492号"}, 3),
    ("reorganisations", {}, {"before": "福建省国土资源厅", "after": "福建省自然资源厅"}, 3),
    ("quality", {}, {"name": JIANGMEN, "tasks": "34"}, 14),
]
# What the bundled plans have none of is asked of the small library of tests/graphs.py.
EXPECTED_BY_HAND = [
    ("judgements", {}, {"kind": "任务对应", "verdict": "confirm", "who": "测试员"}, 1),
    ("orphan-citations", {}, {"status": "ambiguous", "documentName": MINISTRY_2020}, 1),
]


@pytest.fixture(scope="module")
def bundled(demo_path: Path) -> Iterator[QueryWorkers]:
    """Workers on the bundled plans."""
    with QueryWorkers(Library.open(demo_path), size=1) as workers:
        yield workers


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QueryWorkers]:
    """Workers on the small library."""
    library = Library.create_or_open(tmp_path_factory.mktemp("library"))
    with library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    with QueryWorkers(library, size=1) as workers:
        yield workers


def asked(workers: QueryWorkers, name: str, values: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of a question as words by column, empty cells left out."""
    found = answer(question(name), values, workers.ask)
    assert found.limit is None
    return [{column: cell.value for column, cell in zip(found.variables, row, strict=True) if cell}
            for row in found.rows]


def agree(rows: list[dict[str, str]], wanted: dict[str, str], least: int) -> None:
    """There are enough rows and one says what is wanted."""
    assert len(rows) >= least
    assert any(wanted.items() <= row.items() for row in rows), rows[:3]


@pytest.mark.parametrize(("name", "values", "wanted", "least"), EXPECTED)
def test_a_question_has_its_answer(bundled: QueryWorkers, name: str, values: dict[str, str],
                                   wanted: dict[str, str], least: int) -> None:
    agree(asked(bundled, name, values), wanted, least)


@pytest.mark.parametrize(("name", "values", "wanted", "least"), EXPECTED_BY_HAND)
def test_a_rare_question_has_its_answer(by_hand: QueryWorkers, name: str, values: dict[str, str],
                                        wanted: dict[str, str], least: int) -> None:
    agree(asked(by_hand, name, values), wanted, least)


def test_every_question_has_an_expected_answer() -> None:
    assert {row[0] for row in (*EXPECTED, *EXPECTED_BY_HAND)} == {one.name for one in questions()}
    assert len(questions()) >= 20


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_a_question_is_written_as_the_head_says(name: str) -> None:
    one = question(name)
    select = re.search(r"SELECT (?:DISTINCT )?(.*?) WHERE", one.query, re.DOTALL)
    assert select is not None
    columns = re.findall(r"\?(\w+)", select[1])
    assert {parameter.name for parameter in one.parameters} <= set(columns), "substitution needs it selected"
    assert {column.removeprefix("-") for column in one.order} <= set(columns)
    assert " / " in one.about and re.search(r"[\u4e00-\u9fff]", one.zh) and one.en.isascii()
    assert one.query.count("{ SELECT") <= 1, "only one inner limit is looked behind"
    bare = re.sub(r'"[^"]*"|^#.*$', "", one.query, flags=re.MULTILINE)
    assert set(re.findall(r"\b(\w+):\w", bare)) <= set(PREFIXES)


@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_a_question_looks_up_before_it_adds(name: str) -> None:
    """A pattern after an OPTIONAL, or two inside one, make the engine scan and join: seconds, not
    milliseconds, at ten thousand documents."""
    lines = question(name).query.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith("  OPTIONAL")), len(lines))
    assert not [line for line in lines[first:] if line.startswith("  ?")]
    for line in lines:
        if line.startswith("  OPTIONAL"):
            assert not re.search(r"OPTIONAL \{ [^{}]*(?:;|\w\. \?|/)", line), line


def test_an_answer_as_long_as_the_limit_says_so() -> None:
    def ask(asked: Question) -> Rows:
        return Rows(("task", "documentName"), ((None, None),) * 1000)

    assert answer(question("not-taken-up"), {}, ask).limit == "1000 rows"


@pytest.mark.parametrize(("start", "limit"), [("2015-01-01", "3 looked at"), ("2021-12-01", None)])
def test_an_answer_that_a_limit_inside_cut_says_so(bundled: QueryWorkers, start: str, limit: str | None) -> None:
    deadlines = question("deadlines")
    short = replace(deadlines, query=deadlines.query.replace("LIMIT 1000 }", "LIMIT 3 }"))
    assert short != deadlines
    found = answer(short, {"from": start}, bundled.ask)
    assert 1 <= len(found.rows) <= 3 and found.limit == limit


def test_a_question_is_asked_once_with_what_its_inner_limit_may_hide() -> None:
    calls: list[Question] = []

    def ask(asked: Question) -> Rows:
        calls.append(asked)
        return Rows(("unit", "role", "task"), ())

    answer(replace(question("unit-tasks"), order=()), {"role": "lead"}, ask)
    beyond = calls[0].beyond
    assert len(calls) == 1 and calls[0].substitutions.keys() == {"unit", "role"}
    assert beyond is not None and beyond.substitutions.keys() == {"unit"}, "the inner SELECT knows no role"
    assert beyond.query.startswith("SELECT ?unit") and beyond.query.endswith("OFFSET 100 LIMIT 1")


def test_a_default_is_a_value_of_its_kind() -> None:
    for one in questions():
        given = {parameter.name for parameter in one.parameters if parameter.default is not None}
        assert substitutions(one, {}).keys() == given


@pytest.mark.parametrize(("name", "values", "words"), [
    ("deadlines", {"from": "2021-02-30"}, "a day as YYYY-MM-DD"), ("deadlines", {"from": "soon"}, "a day"),
    ("deadlines", {"since": "2021-01-01"}, "no parameter since"),
    ("workload", {"least": "many"}, "whole number"),
    ("workload", {"least": "１"}, "whole number"), ("weak-facts", {"below": "2"}, "from 0 to 1"),
    ("unit-tasks", {"role": "boss"}, "lead or support"), ("documents", {"level": "galactic"}, "national or")])
def test_a_value_that_does_not_fit_is_refused(name: str, values: dict[str, str], words: str) -> None:
    with pytest.raises(QueryProblem, match=words):
        substitutions(question(name), values)


def test_an_unknown_question_lists_the_known() -> None:
    with pytest.raises(QueryProblem, match="lineage"):
        question("linage")


def test_a_question_that_is_no_select_is_a_fault_of_ours() -> None:
    from kg.graph.results import Truth
    with pytest.raises(RulesError):
        answer(question("documents"), {}, lambda asked: Truth(True))


@pytest.mark.parametrize("poison", ['"', "\\", "' } DROP ALL #", "?x", "<x:y>", "国办发〔2021〕12号\n"])
def test_a_value_is_never_syntax(bundled: QueryWorkers, poison: str) -> None:
    assert asked(bundled, "unit-tasks", {"unit": poison}) == []


def rows_of(workers: QueryWorkers, query: str) -> list[tuple[str, ...]]:
    """The rows of a query as words."""
    found = workers.ask(Question(query, {}))
    assert isinstance(found, Rows) and found.limit is None
    return [tuple(cell.value if cell else "" for cell in row) for row in found.rows]


# A precomputed count, and the scan that it stands for.
COUNTS = [
    ("SELECT ?d ?n { ?d gk:taskCount ?n . ?d gk:hasText ?t }",
     "SELECT ?d (COUNT(?t) AS ?n) { ?d gk:hasText ?x . OPTIONAL { ?d gk:hasTask ?t } } GROUP BY ?d"),
    ("SELECT ?d ?n { ?d gk:citedByCount ?n FILTER(?n > 0) }",
     "SELECT ?d (COUNT(DISTINCT ?c) AS ?n) { ?c gk:cites ?d } GROUP BY ?d"),
    ("SELECT ?d ?n { ?d gk:wantedByCount ?n }",
     "SELECT ?d (COUNT(DISTINCT ?c) AS ?n) { ?c gk:cites ?d FILTER NOT EXISTS { ?d gk:hasText ?t } } GROUP BY ?d"),
    ("SELECT ?d ?n { ?d gk:basisCount ?n }",
     "SELECT ?d (COUNT(DISTINCT ?s) AS ?n) { ?s gk:basedOnNorm ?d } GROUP BY ?d"),
    ("SELECT ?d ?n { ?d gk:citationCount ?n FILTER(?n > 0) }",
     "SELECT ?d (COUNT(?c) AS ?n) { ?d gk:hasCitation ?c } GROUP BY ?d"),
    ("SELECT ?h ?n { ?h gk:borneCount ?n }",
     "SELECT ?h (COUNT(DISTINCT ?t) AS ?n) { ?t gk:hasAssignment/gk:assignedTo ?h } GROUP BY ?h"),
    ("SELECT ?h ?n { ?h gk:leadCount ?n . ?h gk:knownAs ?x }",
     "SELECT ?h (COUNT(DISTINCT ?t) AS ?n) { ?h gk:leads ?t } GROUP BY ?h"),
    ("SELECT ?t ?n { ?t gk:unledBearerCount ?n }",
     "SELECT ?t (COUNT(?a) AS ?n) { ?t a gk:Task . FILTER NOT EXISTS { ?t gk:hasAssignment/gk:role concept:role-lead }"
     " OPTIONAL { ?t gk:hasAssignment ?a } } GROUP BY ?t"),
    ("SELECT ?g ?y ?n { ?c a gk:ThemeTally ; gk:theme ?g ; gk:year ?y ; gk:documentCount ?n }",
     "SELECT ?g ?y (COUNT(DISTINCT ?d) AS ?n) { ?d gk:hasTask ?t ; gk:year ?y ; gk:level ?l ."
     " ?t gk:theme ?g } GROUP BY ?g ?y ?l"),
    ("SELECT ?run ?place ?held ?cited ?highest { ?n a gk:NumberRun ; rdfs:label ?run ; gk:heldCount ?held ;"
     " gk:citedOnlyCount ?cited ; gk:highestSerial ?highest OPTIONAL { ?n gk:inRegion ?place } }",
     "SELECT ?run ?place (COUNT(?text) AS ?held) (COUNT(*) - COUNT(?text) AS ?cited) (MAX(?serial) AS ?highest) {"
     " ?d gk:number ?number . FILTER(REGEX(?number, '^[^〔]+〔[0-9]{4}〕[0-9]+号$'))"
     " BIND(CONCAT(STRBEFORE(?number, '〕'), '〕') AS ?run)"
     " BIND(xsd:integer(STRBEFORE(STRAFTER(?number, '〕'), '号')) AS ?serial)"
     " OPTIONAL { ?d gk:inRegion ?place } OPTIONAL { ?d gk:hasText ?text } } GROUP BY ?run ?place"),
]


@pytest.mark.parametrize(("kept", "scanned"), COUNTS)
def test_a_kept_count_is_what_a_scan_counts(bundled: QueryWorkers, kept: str, scanned: str) -> None:
    counts = rows_of(bundled, kept)
    assert counts and set(counts) == set(rows_of(bundled, scanned))


def test_units_that_work_together_are_counted_pair_by_pair(bundled: QueryWorkers) -> None:
    scanned = rows_of(bundled, "SELECT ?a ?b (COUNT(DISTINCT ?t) AS ?n) {"
                               " ?t gk:hasAssignment/gk:assignedTo ?a , ?b ."
                               " FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b")
    kept = rows_of(bundled, "SELECT ?a ?b ?n { ?c a gk:Cooperation ; gk:taskCount ?n ; gk:between ?a , ?b ."
                            " FILTER(STR(?a) < STR(?b)) }")
    assert Counter(kept) == Counter(scanned) and len(kept) > 50


@pytest.mark.parametrize(("ranked", "scanned"), [
    ("SELECT ?h ?p { ?h gk:place ?p ; gk:borneCount ?n }",
     "SELECT ?h (COUNT(DISTINCT ?t) AS ?n) { ?t gk:hasAssignment/gk:assignedTo ?h ."
     " FILTER NOT EXISTS { ?h a gk:OrganisationGroup } } GROUP BY ?h"),
    ("SELECT ?c ?p { ?c gk:place ?p ; gk:between ?h }", "SELECT ?c ?n { ?c a gk:Cooperation ; gk:taskCount ?n }")])
def test_places_go_by_what_a_scan_counts(bundled: QueryWorkers, ranked: str, scanned: str) -> None:
    places = {int(place): thing for thing, place in rows_of(bundled, ranked)}
    counts = {thing: int(count) for thing, count in rows_of(bundled, scanned)}
    assert sorted(places) == list(range(1, min(len(counts), 1000) + 1))
    shown = [counts[places[place]] for place in sorted(places)]
    assert shown == sorted(counts.values(), reverse=True)[:1000]
