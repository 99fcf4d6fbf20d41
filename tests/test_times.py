"""Time limits: values of every printed form, and words that only look like limits."""

from __future__ import annotations

from datetime import date

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st
from readings import document, extraction

from kg.extract.dates import Calendar
from kg.extract.times import below, calendar_of, read_times
from kg.model.extraction import Header, TimeKind
from kg.numerals import iso_date, last_day, read_date, read_numeral, write_numeral

PLAN = Calendar(2021, "2021-05-08")


def values(text: str, in_limit: bool = False) -> list[str]:
    """The values of the time limits in a text of a plan for 2021."""
    return [time.value for time in read_times(text, PLAN, in_limit)]


@pytest.mark.parametrize(("heading", "text", "expected", "why"), [
    ("三月　春耕", "印制联系卡，20日前进户", ["2021-03-20"], "a day that opens a clause"),
    ("4月", "年检结论月底前一次公开", ["2021-04-30"], "the month's end"),
    ("（二）十一月份：总结", "于5日之前报送", ["2021-11-05"], "a numbered heading"),
    ("九月、十月", "20日前公开", [], "two months name none"),
    ("3月至5月", "20日前公开", [], "a span names none"),
    ("一、加强公开", "20日前公开", [], "no month at all"),
    ("三月", "开会5日前告知", [], "a length before an event"),
    ("三月", "每月25日前公开", ["P1M"], "a rhythm keeps its day"),
    ("三月", "6月20日前公开", ["2021-06-20"], "a month of its own"),
    ("二月", "30日前公开", [], "no such day"),
])
def test_a_heading_gives_days_their_month(heading: str, text: str, expected: list[str], why: str) -> None:
    calendar = below(PLAN, [document(heading).logical.text])
    assert [time.value for time in read_times(document(text).logical.text, calendar)] == expected, why


def test_months_of_headings_reach_the_tasks_below_them() -> None:
    found = extraction("某镇2021年政务公开工作计划\n三月\n1．公开补贴名单，20日前张贴。由农经站负责。\n四月\n1．公开值班电话，5日前张贴。由水利站负责。\n")
    assert [[time.value for time in task.times] for task in found.tasks] == [["2021-03-20"], ["2021-04-05"]]


@pytest.mark.parametrize(("text", "expected", "why"), [
    ("2021年11月20日前完成", ["2021-11-20"], "a full date"),
    ("分别于2021年11月20日前和2021年12月10日前完成", ["2021-11-20", "2021-12-10"], "two dates"),
    ("于6月30日和12月31日前报送", ["2021-06-30", "2021-12-31"], "one mark for two dates"),
    ("2022年底前", ["2022-12-31"], "the end of a year"),
    ("11月底前形成可复制的经验", ["2021-11-30"], "的 behind an adjective tells no things that are meant"),
    ("每季度会商一次", ["P3M"], "会 of an act, not of a meeting"),
    ("编制二〇三五年远景目标纲要,9月底前公开", ["2021-09-30"], "the year of a goal's name"),
    ("2022年年底前", ["2022-12-31"], "the end of a year, said twice"),
    ("6月底前", ["2021-06-30"], "a month without its year"),
    ("2022年6月前", ["2022-05-31"], "before a month is the day before it begins"),
    ("2024年前建成", ["2023-12-31"], "before a year is the day before it begins"),
    ("到2025年", ["2025-12-31"], "by a year is its last day"),
    ("年内至少听取一次", ["2021-12-31"], "the plan's own year"),
    ("年底前", ["2021-12-31"], "the end of the plan's own year"),
    ("次年1月31日前", ["2022-01-31"], "the year after the plan's"),
    ("9月上旬前", ["2021-09-10"], "a third of a month"),
    ("第三季度末前", ["2021-09-30"], "a quarter"),
    ("2021年上半年内", ["2021-06-30"], "a half-year"),
    ("8月底将通报", ["2021-08-31"], "the end of a month without 前"),
    ("5月10日底前", ["2021-05-10"], "a slip of the pen that is met in print"),
    ("二〇二一年十月二十八日前", ["2021-10-28"], "Chinese numerals"),
    ("每年1月10日、7月10日前", ["P1Y", "2022-01-10", "2021-07-10"], "dates of every year fall after the issue"),
    ("每年至少更新一次", ["P1Y"], "a count stays in the text"),
    ("至少每月更新一次", ["P1M"], "at least"),
    ("按月公布", ["P1M"], "按 and a unit"),
    ("按周发布", ["P1W"], "a week"),
    ("按季度通报", ["P3M"], "a quarter as a rhythm"),
    ("每半月监测", ["P15D"], "half a month"),
    ("每半年组织一次", ["P6M"], "half a year"),
    ("每两周", ["P2W"], "a multiple"),
    ("每3个月", ["P3M"], "a multiple in figures"),
    ("每月的5日和20日报送", ["P1M"], "days of a month belong to the rhythm"),
    ("每季度后第一个月5日前", ["P3M"], "a day of the month after the quarter"),
    ("实时发布环境空气质量数据", ["realtime"], "how to publish"),
    ("进行动态调整", ["continuous"], "kept up to date"),
    ("定期、不定期督查", ["unspecified"], "a rhythm left open counts once"),
    ("24小时内", ["PT24H"], "hours"),
    ("办件进度实时可查", ["realtime"], "how it can be seen"),
    ("报名前15日公开入学办法", [], "days before an event are no limit behind one"),
    ("2020年12月30日前报送", ["2020-12-30"], "a day of the year before, when a plan is late"),
    ("3个工作日内", ["P3D"], "working days"),
    ("自形成之日起20个工作日内", ["P20D"], "after an event"),
    ("最迟不超过3个工作日", ["P3D"], "at the latest"),
    ("答复时间不超过24小时", ["PT24H"], "a length of time that something may take"),
    ("日间连续驾驶不超过4小时,每班工作时间不超过8小时", [], "lengths of what one does at a time"),
    ("公开3年内驾龄的驾驶人违法率", [], "a length of what one has been"),
    ("一个季度内", ["P3M"], "a quarter after an event"),
    ("于6月15日18时前报送", ["2021-06-15"], "an hour of the day"),
    ("6月15日下班前报送", ["2021-06-15"], "the end of a working day"),
    ("到2021年12月底前", ["2021-12-31"], "by the end of a month"),
    ("2021年3月、6月、9月和12月底前", ["2021-03-31", "2021-06-30", "2021-09-30", "2021-12-31"], "a list of months"),
    ("半年一次", ["P6M"], "a unit and one act"),
    ("一月一调度", ["P1M"], "one act each month"),
    ("3至5个工作日内", ["P5D"], "a span of days ends with its last"),
    ("力争3年内轮训一遍", ["P3Y"], "years after an event"),
    ("力争2025年培训5万人次", ["2025-12-31"], "what is striven for in a year is to be reached in it"),
    ("力争2024年和2025年每年培训5万人次", ["P1Y"], "… but not in a list of years"),
    ("开展创建,2025年创建6个基地", ["2025-12-31"], "how many are to be made in a year that begins a clause"),
    ("完善学校,2025年全部学校均纳入联合体", ["2025-12-31"], "what all of them are to be in it"),
    ("公布2025年创建的基地", [], "a year that describes a thing"),
    ("6月30日前尚处于合同期内的项目", [], "a day before which something was so"),
])
def test_printed_forms(text: str, expected: list[str], why: str) -> None:
    assert values(text) == expected, why


@pytest.mark.parametrize(("text", "why"), [
    ("提供实时数据", "a kind of data"),
    ("系统实时监察", "what a system does"),
    ("建立动态调整机制", "the name of a mechanism"),
    ("清单动态调整公开机制", "the name of a mechanism, with a word between"),
    ("关注工作动态", "news"),
    ("不定期抽查", "no rhythm"),
    ("12号文件", "the number of a document"),
    ("2021年前三季度", "the first three quarters"),
    ("近三年内有违法记录", "the past"),
    ("三年内取消资格", "a sanction"),
    ("日前印发", "the other day"),
    ("年度报告", "a kind of report"),
    ("2021年5月8日印发的通知", "a date of issue"),
    ("按照要求", "按 without a unit"),
    ("每个部门", "每 without a unit"),
    ("对2020年以前的文件进行清理", "which things are meant"),
    ("完成2018年以前规范性文件的效力标注", "the same without 的: a year that is over"),
    ("2021年6月30日前制发的规范性文件", "which things are meant, by an act"),
    ("从2017年底开始", "since when"),
    ("截至2021年底,全省已建成", "a state of things"),
    ("工作月报", "a kind of report"),
    ("拟聘人员公示7个工作日", "how long something hangs out"),
    ("实行每日清单制度", "a list of each day"),
])
def test_what_is_no_time_limit(text: str, why: str) -> None:
    assert values(text) == [], why


@pytest.mark.parametrize(("text", "expected", "why"), [
    ("9月", ["2021-09-30"], "a month alone"),
    ("集中攻坚(2021年)。配合治理。", ["2021-12-31"], "the year of a stage in a bracket behind its title"),
    ("2019年12月取得阶段性成果并持续推进", ["2019-12-31", "continuous"], "a date and a standing task"),
    ("持续推进", ["continuous"], "a standing task"),
    ("长期坚持", ["continuous"], "another"),
    ("2019年7月底前,以后每年持续实施", ["2019-07-31", "P1Y"], "a date, then a rhythm"),
    ("全年", ["continuous"], "all year"),
    ("2021年", ["2021-12-31"], "a year alone"),
    ("2021年6月—12月", ["2021-12-31"], "a span of months"),
    ("2021年至2025年", ["2025-12-31"], "a span of years"),
    ("2021.12.31", ["2021-12-31"], "a date with points"),
    ("2021-12-31", ["2021-12-31"], "an ISO date"),
    ("12月15日", ["2021-12-15"], "a day alone"),
    ("第四季度", ["2021-12-31"], "a quarter alone"),
])
def test_in_the_place_of_a_time_limit(text: str, expected: list[str], why: str) -> None:
    assert values(text, in_limit=True) == expected, why


@pytest.mark.parametrize(("text", "place", "expected", "why"), cases("limits"))
def test_limits_of_many_forms(text: str, place: str, expected: str, why: str) -> None:
    assert (",".join(values(text, place == "limit")) or "-") == expected, why


def test_persistence_is_no_limit_elsewhere() -> None:
    assert values("持续推进政务公开") == []


@pytest.mark.parametrize(("header", "year"), [
    (Header(plan_year=2021, number="国办发〔2020〕1号"), 2021),
    (Header(plan_year=2020, date_signed="2021-08-19"), 2021),
    (Header(number="岚综管办〔2015〕69号", date_signed="2014-04-16"), 2015),
    (Header(date_signed="2014-04-16", date_published="2015-04-20"), 2014),
    (Header(date_signed="2014-04-16"), 2014),
    (Header(), None),
])
def test_the_year_comes_from_the_surest_place(header: Header, year: int | None) -> None:
    assert calendar_of(header).year == year


def test_where_nothing_else_names_a_year_the_latest_document_cited_does() -> None:
    text = "根据国办发〔2017〕97号和甲政办〔2018〕5号文件,于8月30日前报送。"
    assert calendar_of(Header(plan_year=2021), text) == Calendar(2021)
    assumed = calendar_of(Header(), text)
    assert assumed == Calendar(2018, assumed=True)
    assert [(time.value, time.confidence < 0.9) for time in read_times(text, assumed)] == [("2018-08-30", True)]
    assert calendar_of(Header(), f"{text}2020年新增的贷款").year is None, "but not of a text that speaks of a later year"


@pytest.mark.parametrize(("text", "values", "why"), [
    ("6月底前和2022年底前", ["--06-30", "2022-12-31"], "a year of one's own is none of the date before"),
    ("年底前", ["--12-31"], "the end of whatever year"),
    ("2月底前", ["--02-29"], "the last day that the month has in any year"),
    ("11月20日前报送", ["--11-20"], "a day"),
    ("一季度前", ["--12-31"], "the day before the year begins"),
    ("春节前", [], "a feast has no day without its year"),
])
def test_without_a_year_a_date_keeps_month_and_day(text: str, values: list[str], why: str) -> None:
    times = read_times(text, Calendar(None))
    assert [time.value for time in times] == values, why
    assert all((time.confidence < 0.9) == time.value.startswith("--") for time in times)


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)))
def test_dates_round_trip(day: date) -> None:
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    chinese = f"{''.join('〇一二三四五六七八九'[int(d)] for d in str(day.year))}年" \
              f"{write_numeral(day.month)}月{write_numeral(day.day)}日"
    assert read_date(chinese) == day.isoformat()
    assert values(f"{day.year}年{day.month}月{day.day}日前") == [day.isoformat()]


@given(st.integers(0, 99))
def test_numerals_round_trip(value: int) -> None:
    assert read_numeral(write_numeral(value)) == value
    assert read_numeral(str(value)) == value


@given(st.integers(1990, 2050), st.integers(1, 12))
def test_the_last_day_is_the_last(year: int, month: int) -> None:
    last = date.fromisoformat(last_day(year, month))
    assert iso_date(year, month, last.day + 1) is None


@given(st.text(alphabet="每按年月日季度半底前内12一二十工作定期实时动态更新、和。", max_size=40))
def test_times_lie_apart_and_inside(text: str) -> None:
    times = read_times(text, PLAN)
    edges = [edge for time in times for edge in (time.start, time.end)]
    assert edges == sorted(edges) and all(0 <= edge <= len(text) for edge in edges)
    assert all(time.kind is not TimeKind.DEADLINE or date.fromisoformat(time.value) for time in times)


def test_limits_that_a_narrow_cell_broke_are_whole() -> None:
    table = ("某局2021年政务公开任务分工表\n序号\n工作内容\n责任单位\n完成时间\n1\n编制评价规则，评价数据每\n日汇总，差评15个\n工作日内反馈。\n审批科\n8月底前\n"
             "2\n公布收费目录。\n财务科\n11月底前\n")
    found = extraction(table).tasks[0].times
    assert [time.value for time in found] == ["P1D", "P15D", "2021-08-31"]
    assert [time.text for time in found][:2] == ["每\n日", "15个\n工作日内"]


def test_letters_among_the_figures_of_a_date_are_figures() -> None:
    found = extraction("某局2021年政务公开工作要点\n一、公开\n1.公开规划，不晚于 lO 月 2O 日。（甲科）\n2.公开结果，检查后 3O 个工作日内公示。（乙科）\n")
    assert [[(time.value, time.text) for time in task.times] for task in found.tasks] == [
        [("2021-10-20", "lO 月 2O 日")], [("P30D", "3O 个工作日内")]]
    assert [issue.code for issue in found.issues] == ["recognised-repaired"] * 3
