"""Run-together tables whose numbers and themes stand amid the rows that they cover, and whose heads are repeated."""

from __future__ import annotations

import pytest
from readings import extraction, facts

from kg.extract.tables.heads import column_of

TITLE = "某局2021年政务公开重点工作方案"
HEADS = "序号 工作任务 具体要求 责任科室(单位) 完成时限"
LEADS = [("甲科", "lead"), ("各科室、单位", "support")]
Facts = list[tuple[str | None, str, list[tuple[str, str]]]]

TABLES: list[tuple[str, Facts, list[str], str]] = [
    (f"{HEADS}加强组织领导，主要负责人年内听取2次汇报；明确分工。甲科牵头，各科室、单位配合 11 月底前严格考核，所占分值不低于5%。 "
     "甲科牵头，乙科配合 1 组织保障深入推进机制建设，把公开纳入办文程序。乙科牵头，各科室、单位配合 全年各栏目更新及时、准确，无空白栏目。"
     f"各科室、单位 持续推进2 渠道建设进一步用好新媒体。甲科 6月底前{HEADS}主动更新信息公开指南。按时发布年度报告(3月底前)。 乙科 11 月底前",
     [(None, "加强组织领导，主要负责人年内听取2次汇报；明确分工。", LEADS),
      (None, "严格考核，所占分值不低于5%。", [("甲科", "lead"), ("乙科", "support")]),
      (None, "深入推进机制建设，把公开纳入办文程序。", [("乙科", "lead"), ("各科室、单位", "support")]),
      (None, "各栏目更新及时、准确，无空白栏目。", [("各科室、单位", "responsible")]),
      (None, "进一步用好新媒体。", [("甲科", "responsible")]),
      (None, "主动更新信息公开指南。按时发布年度报告(3月底前)。", [("乙科", "responsible")])],
     ["2021-12-31", "2021-11-30", "continuous", "continuous", "2021-06-30", "2021-03-31", "2021-11-30"],
     "merged numbers and themes, heads of the next page"),
    ("序号 工作任务 责任单位 完成时限公开重大建设项目批准结果， 1 做好实施情况公开。市发改委 6月底前及时公布预算和决算， 2 解读财政政策。"
     "市财政局、市审计局 全年公开环境监测信息， 3 回应群众关切。市环保局 9月底前",
     [("1", "公开重大建设项目批准结果，做好实施情况公开。", [("市发改委", "responsible")]),
      ("2", "及时公布预算和决算，解读财政政策。", [("市财政局", "responsible"), ("市审计局", "responsible")]),
      ("3", "公开环境监测信息，回应群众关切。", [("市环保局", "responsible")])],
     ["2021-06-30", "continuous", "2021-09-30"], "a number amid the lines of each row names it"),
    ("序号 工作任务 责任单位 完成时限 1 公开规划信息。 市发改委 6月底前 2 公开预算信息。 市财政局 全年 "
     "序号 工作任务 责任单位 完成时限 3 公开监测信息。 市环保局 9月底前 4 公开招生 序号 工作任务 责任单位 完成时限 信息。 市教育局 9月底前",
     [("1", "公开规划信息。", [("市发改委", "responsible")]), ("2", "公开预算信息。", [("市财政局", "responsible")]),
      ("3", "公开监测信息。", [("市环保局", "responsible")]), ("4", "公开招生信息。", [("市教育局", "responsible")])],
     ["2021-06-30", "continuous", "2021-09-30", "2021-09-30"], "heads repeated between rows and amid one"),
]


@pytest.mark.parametrize(("text", "expected", "times", "why"), TABLES, ids=[case[3] for case in TABLES])
def test_rows_around_their_numbers(text: str, expected: Facts, times: list[str], why: str) -> None:
    found = extraction(TITLE + text)
    assert facts(found) == expected, why
    assert [time.value for task in found.tasks for time in task.times] == times, why


def test_what_merged_cells_leave_open_is_uncertain() -> None:
    found = extraction(TITLE + TABLES[0][0]).tasks
    assert all(task.uncertain and task.evidence.confidence < 0.9 and not task.headings for task in found)


def test_both_sides_of_a_number_belong_to_the_row() -> None:
    found = extraction(TITLE + TABLES[1][0])
    assert [found.text[span.start:span.end] for span in found.tasks[0].spans] == [
        "公开重大建设项目批准结果，", "做好实施情况公开。"]


@pytest.mark.parametrize("word", ["加强组织领导", ",主要负责人", "明确责任人"])
def test_words_that_set_tasks_are_no_heads_of_persons(word: str) -> None:
    assert column_of(word) is None


def test_heads_repeated_where_a_piece_begins_leave_none_that_is_empty() -> None:
    heads = "序号 任务 责任科室配合科室（单位）完成时限"
    found = extraction(f"{heads}。纪委9月{heads.replace('序号 ', '序号')}。财务科属各公布 信访办")
    assert found.tasks and all(task.text(found.text) for task in found.tasks)
