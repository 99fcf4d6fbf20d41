"""Tasks without numbers: paragraphs that statements of responsibility close."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某局2021年政务公开工作安排\n"
TWO = [(None, "加强规划公开。及时公开规划信息。", [("发改委", "responsible")]),
       (None, "加强预算公开。及时公开预算信息。", [("财政局", "responsible"), ("各部门", "responsible")])]

FORMS = [
    ("加强规划公开。及时公开规划信息。\n责任单位：发改委\n加强预算公开。及时公开预算信息。\n责任单位：财政局、各部门",
     TWO, "a line with a key below each"),
    ("为做好公开工作，现作如下安排。\n加强规划公开。及时公开规划信息。\n责任单位：发改委\n"
     "加强预算公开。及时公开预算信息。\n责任单位：财政局、各部门", TWO, "a preamble is no part of the first"),
    ("加强规划公开。及时公开规划信息。（发改委）\n加强预算公开。及时公开预算信息。（财政局、各部门）",
     TWO, "brackets at their ends"),
    ("加强规划公开。及时公开规划信息。\n牵头领导：张三\n责任单位：发改委\n责任人：李四\n"
     "加强预算公开。及时公开预算信息。\n牵头领导：王五\n责任单位：财政局、各部门\n责任人：赵六",
     TWO, "lines of persons belong to the statement and name no units"),
    ("公开规划。\n便民中心、土管所\n公开预算。\n财政所\n公开救助。\n民政办公室",
     [(None, "公开规划。", [("便民中心", "responsible"), ("土管所", "responsible")]),
      (None, "公开预算。", [("财政所", "responsible")]), (None, "公开救助。", [("民政办公室", "responsible")])],
     "lines of nothing but units, without a key"),
    ("加强规划公开\n责任单位：发改委\n及时公开规划信息，方便群众查询。\n加强预算公开\n责任单位：财政局\n及时公开预算信息，接受群众监督。",
     [(None, "加强规划公开及时公开规划信息，方便群众查询。", [("发改委", "responsible")]),
      (None, "加强预算公开及时公开预算信息，接受群众监督。", [("财政局", "responsible")])],
     "a key between each title and its paragraph"),
    ("各乡镇、各部门：\n现就公开工作通知如下：\n发改委：公开规划信息。\n财政局、各部门：公开预算信息。\n各单位要高度重视，抓好落实。",
     [(None, "公开规划信息。", [("发改委", "responsible")]),
      (None, "公开预算信息。", [("财政局", "responsible"), ("各部门", "responsible")])],
     "lines that begin with their units; whom a text addresses is none of them"),
    ("一、主动公开\n发改委：公开规划信息。\n每月更新。\n财政局：负责公开预算信息。\n二、保障\n（一）开展培训。",
     [(None, "公开规划信息。\n每月更新。", [("发改委", "responsible")]), (None, "负责公开预算信息。", [("财政局", "responsible")]),
      ("(一)", "开展培训。", [])], "… below a numbered title; what a line says is no clause that closes the lines above"),
    ("（一）发改委\n公开规划信息。\n（二）财政局\n公开预算信息。",
     [("(一)", "公开规划信息。", [("发改委", "responsible")]), ("(二)", "公开预算信息。", [("财政局", "responsible")])],
     "items whose first line is nothing but their units"),
    ("（一）发改委、街道办事处：公开规划信息。\n（二）财政局：公开预算信息。",
     [("(一)", "公开规划信息。", [("发改委", "responsible"), ("街道办事处", "responsible")]),
      ("(二)", "公开预算信息。", [("财政局", "responsible")])],
     "… or that begin with them, a kind of units behind a name"),
    ("（一）由发改委牵头、统计局配合，督促甲公司于9月底前完成检修。\n（二）由财政局为站点安排经费，10月底前到位。",
     [("(一)", "由发改委牵头、统计局配合，督促甲公司于9月底前完成检修。", [("发改委", "lead"), ("统计局", "support")]),
      ("(二)", "由财政局为站点安排经费，10月底前到位。", [])],
     "items whose first clause says who leads; the subject of one answers for nothing"),
    ("（一）以发改委为牵头部门、统计局等各成员单位参加，选择典型开展观摩。\n（二）由财政局牵头，统计局共同牵头，审计局配合，举办两次开放日。",
     [("(一)", "以发改委为牵头部门、统计局等各成员单位参加，选择典型开展观摩。",
       [("发改委", "lead"), ("统计局", "support"), ("各成员单位", "support")]),
      ("(二)", "由财政局牵头，统计局共同牵头，审计局配合，举办两次开放日。",
       [("财政局", "lead"), ("统计局", "lead"), ("审计局", "support")])],
     "… in other words, several of them"),
    ("一、任务\n1.公开规划。\n2.公开预算。\n3.公开决算。\n4.公开年报。\n二、责任分工\n"
     "第1、4项由发改委牵头，统计局配合；第2至3项由财政局负责，其中第3项由审计局牵头。\n三、要求\n抓好落实。",
     [("1", "公开规划。", [("发改委", "lead"), ("统计局", "support")]), ("2", "公开预算。", [("财政局", "responsible")]),
      ("3", "公开决算。", [("财政局", "responsible"), ("审计局", "lead")]),
      ("4", "公开年报。", [("发改委", "lead"), ("统计局", "support")]), ("三", "要求\n抓好落实。", [])],
     "items that a line below them shares out by their numbers"),
    ("一、名单\n发改委\n财政局、教育局\n公安局", [], "… but no sentence stands below them"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_paragraphs(text: str, expected: list[tuple[str | None, str, list[tuple[str, str]]]], why: str) -> None:
    assert facts(extraction(TITLE + text)) == expected, why


def test_sentences_that_share_out_paragraphs_below_titles() -> None:
    found = extraction(TITLE + "规划与土地\n会议明确，规划方案要在三处张贴。此项由发改委牵头，财政局、各乡镇配合，6月底前办结。\n"
                       "会议要求，土地补偿按户列明，每月更新。此项由自然资源局负责，长期坚持。\n"
                       "教育与就业\n会议强调，招生结果要公布名单。此项由教育局、人社局共同负责，年内办结首批。")
    assert facts(found) == [
        (None, "会议明确，规划方案要在三处张贴。", [("发改委", "lead"), ("财政局", "support"), ("各乡镇", "support")]),
        (None, "会议要求，土地补偿按户列明，每月更新。", [("自然资源局", "responsible")]),
        (None, "会议强调，招生结果要公布名单。", [("教育局", "responsible"), ("人社局", "responsible")])]
    assert [task.headings for task in found.tasks] == [("规划与土地",), ("规划与土地",), ("教育与就业",)]
    assert [[time.value for time in task.times] for task in found.tasks] == [
        ["2021-06-30"], ["P1M", "continuous"], ["2021-12-31"]]


def test_who_supports_in_a_sentence_that_says_who_answers_for_this_point() -> None:
    found = extraction(TITLE + "（一）公开收寄情况。此项由市场监管司会同公安局负责。\n（二）公开规划。此项由普遍服务司负责，邮政公司协助。\n")
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks] == [
        [("市场监管司", "responsible"), ("公安局", "support")], [("普遍服务司", "responsible"), ("邮政公司", "support")]]


def test_a_unit_that_heads_its_tasks_closes_none() -> None:
    found = extraction(f"{TITLE}财政局\n1.公开预算。\n2.公开决算。\n发改委\n3.公开规划。\n办公室\n4.公开政策。")
    assert all(not task.assignments for task in found.tasks)


def test_text_without_statements_sets_no_task() -> None:
    assert not extraction(f"{TITLE}加强规划公开。及时公开规划信息。\n加强预算公开。").tasks


def test_numbers_that_several_items_have_share_none_of_them_out() -> None:
    found = extraction(TITLE + "一、任务\n1.公开规划。\n2.公开预算。\n二、保障\n1.开展培训。\n2.加强考核。\n三、责任分工\n"
                       "第1项由发改委负责；第2项由财政局负责。\n")
    assert [task.assignments for task in found.tasks[:4]] == [()] * 4


def test_a_row_of_numbers_that_several_items_have_stays_as_uncertain() -> None:
    found = extraction(TITLE + "一、任务\n1.公开规划。\n2.公开预算。\n二、保障\n1.开展培训。\n2.加强考核。\n\n分工表\n"
                       "任务序号\t牵头单位\t完成时限\n1\t发改委\t6月底前\n1、2\t财政局\t9月底前\n")
    assert [task.assignments for task in found.tasks[:4]] == [()] * 4
    assert [(task.text(found.text), task.uncertain, task.evidence.confidence) for task in found.tasks[4:]] == [
        ("1", True, 0.5), ("1、2", True, 0.5)]


def test_a_name_in_short_in_a_preamble_makes_no_list_of_contents() -> None:
    found = extraction("某县人民政府办公室关于调整领导小组的通知\n各乡镇：\n现将领导小组（以下简称小组）调整情况及职责通知如下：\n"
                       "一、组成人员\n组　长：吴　江　县长\n成　员：韩学军　主任\n二、成员单位职责\n1.县旅发委：每月汇总进展。\n2.县财政局：拨付资金。\n")
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ["县旅发委"]), ("2", ["县财政局"])]


def test_stages_with_nothing_but_their_dates_and_what_a_meeting_asks_of_all_are_no_tasks() -> None:
    found = extraction(TITLE + "一、工作任务\n（一）公开规划，6月底前完成。\n二、时间安排\n（一）动员部署阶段（6月3日—6月10日）。\n"
                       "（二）总结阶段（9月1日—9月15日）。各科室报送总结。\n三、其他事项\n"
                       "（三）加强节水宣传，引导单位和居民错峰用水，对洗车、洗浴等高耗水行业实行限量供应。\n会议要求，各部门要统一思想，抓实抓好。\n")
    assert [(task.label, task.text(found.text)[:6]) for task in found.tasks] == [
        ("(一)", "公开规划，6"), ("(二)", "总结阶段（9"), ("(三)", "加强节水宣传")]
    assert "会议要求" not in found.tasks[-1].text(found.text)


def test_a_limit_before_what_a_notice_asks_is_part_of_it() -> None:
    found = extraction("某厅办公室关于印发2019年政务公开工作要点的通知\n各处室：\n现将《2019年政务公开工作要点》印发给你们。11月25日前，请将落实情况报厅办公室。\n"
                       "某厅办公室\n2019年5月3日\n2019年政务公开工作要点\n一、逐户公开征收结果。\n二、公开预算。\n")
    assert [(task.text(found.text), [time.value for time in task.times]) for task in found.tasks] == [
        ("11月25日前，请将落实情况报厅办公室。", ["2019-11-25"]), ("逐户公开征收结果。", []), ("公开预算。", [])]
