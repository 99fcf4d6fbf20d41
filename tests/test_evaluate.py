"""The scoring of the guide: what counts as right, missing, extra."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg import resources
from kg.errors import UnreadableInput
from kg.evaluate.answers import Answer, load_answer
from kg.evaluate.figures import Count, Score, total
from kg.evaluate.scoring import score
from kg.model.extraction import Relation, Role, TimeKind
from kg.model.text import Span

ANSWERS = [load_answer(path, resources.path("data", "plans"))
           for path in resources.files("data", "gold", suffix=".json")]


def named(stem: str) -> Answer:
    """The answer whose file has this name."""
    return next(answer for answer in ANSWERS if answer.path.stem == stem)


def test_all_answers_are_loaded() -> None:
    assert len(ANSWERS) == 11


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.path.stem)
def test_an_answer_agrees_with_itself(answer: Answer) -> None:
    result = score(answer.extraction, answer.extraction, answer.furniture)
    assert all(count.f1 == 1.0 for _, count in result.counts), result.misses
    assert result.count("citations").right == len(answer.extraction.citations)
    assert not result.misses


def test_an_empty_extraction_misses_everything() -> None:
    answer = named("mee-2021").extraction
    result = score(answer, replace(answer, citations=(), tasks=()))
    assert result.count("citations") == Count(0, len(answer.citations), 0)
    assert result.count("units").missing == sum(len(task.assignments) for task in answer.tasks)


def test_a_wrong_number_is_one_missing_and_one_extra() -> None:
    answer = named("jiangmen-environment-2021").extraction
    first, second, *rest = answer.citations
    result = score(answer, replace(answer, citations=(first, replace(second, number="国办发〔2021〕13号"), *rest)))
    count = result.count("citations")
    assert (count.missing, count.extra) == (1, 1)
    assert {miss.expected is None for miss in result.misses} == {True, False}


@pytest.mark.parametrize(("change", "figure"), [
    ({"relation": Relation.MENTION}, "relation"),
    ({"issuer": "某部"}, "citation-issuer"),
])
def test_relation_and_issuer_have_their_own_figures(change: dict[str, object], figure: str) -> None:
    answer = named("mee-2021").extraction
    first, *rest = answer.citations
    result = score(answer, replace(answer, citations=(replace(first, **change), *rest)))  # type: ignore[arg-type]
    assert result.count("citations").f1 == 1.0
    assert result.count(figure).extra == 1


def test_half_a_span_is_enough_for_a_task_but_not_for_the_strict_figure() -> None:
    answer = named("mee-2021").extraction
    task = next(task for task in answer.tasks if len(task.spans) == 1 and len(task.spans[0]) > 50)
    span = task.spans[0]
    cut = replace(task, spans=(Span(span.start, span.start + len(span) * 7 // 10),))
    result = score(answer, replace(answer, tasks=tuple(cut if t is task else t for t in answer.tasks)))
    assert result.count("tasks@0.5").f1 == 1.0
    assert result.count("tasks@0.85").missing == 1


def test_a_wrong_role_counts_against_the_unit() -> None:
    answer = named("mee-2021").extraction
    task = next(task for task in answer.tasks if task.assignments)
    changed = replace(task, assignments=(replace(task.assignments[0], role=Role.FOLLOW), *task.assignments[1:]))
    result = score(answer, replace(answer, tasks=tuple(changed if t is task else t for t in answer.tasks)))
    assert (result.count("units").missing, result.count("units").extra) == (1, 1)


@pytest.mark.parametrize(("value", "wrong"), [("--12-31", 0), ("2021-12-31", 1)])
def test_an_answer_without_a_value_says_that_nothing_tells_the_year(value: str, wrong: int) -> None:
    answer = named("mee-2021").extraction
    untold, read = (replace(answer, tasks=tuple(replace(task, times=tuple(
        replace(time, kind=TimeKind.DEADLINE, value=said) for time in task.times)) for task in answer.tasks))
        for said in ("--01-31", value))
    assert score(untold, read).count("times").extra == wrong * score(untold, untold).count("times").right


def test_units_of_an_unmatched_task_are_extra() -> None:
    answer = named("mee-2021").extraction
    first, *rest = answer.tasks
    result = score(replace(answer, tasks=tuple(rest)), answer)
    assert result.count("units").extra == len(first.assignments)


def test_width_script_and_spaces_do_not_count() -> None:
    answer = named("mee-2020-traditional").extraction
    header = replace(answer.header, title="生態環境部 ２０２０年政務公開工作安排", recipients=("机关各部门", "应急中心", "资讯中心"))
    result = score(answer, replace(answer, header=header))
    assert result.count("head").f1 == result.count("recipients").f1 == 1.0


def test_predictions_in_furniture_are_ignored() -> None:
    answer = named("pingtan-2015-power-online")
    stray = replace(answer.extraction.citations[0], span=Span(10, 30))
    found = replace(answer.extraction, citations=(stray, *answer.extraction.citations))
    assert score(answer.extraction, found, answer.furniture).count("citations").f1 == 1.0
    assert score(answer.extraction, found).count("citations").extra == 1


def test_total_adds_up() -> None:
    scores = [score(answer.extraction, answer.extraction) for answer in ANSWERS]
    whole: Score = total(scores)
    assert whole.count("tasks@0.5").right == sum(len(answer.extraction.tasks) for answer in ANSWERS)


def test_a_file_that_is_no_answer_is_refused_with_advice(tmp_path: Path) -> None:
    stray = tmp_path / "a.json"
    stray.write_text('{"file": "nothing.txt"}', "utf-8")
    with pytest.raises(UnreadableInput, match="folder that holds"):
        load_answer(stray, tmp_path)


@pytest.mark.parametrize(("changed", "said"), [({"script": "traditional"}, "'traditional' is not a valid Script"),
                                               ({"tasks": None}, "not in the form"), ({"citations": [{}]}, "lacks 'start'")])
def test_an_answer_in_another_form_is_refused_with_what_is_wrong(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    (tmp_path / "a.txt").write_text("某市工作要点", "utf-8")
    answer = tmp_path / "a.json"
    answer.write_text(json.dumps({"file": "a.txt", "document": {}, "citations": [], "tasks": []} | changed), "utf-8")
    with pytest.raises(UnreadableInput, match=said):
        load_answer(answer, tmp_path)
