"""Tables printed as records: a value behind each head, whatever parts the two."""

from __future__ import annotations

import pytest
from readings import extraction, facts

TITLE = "某局2021年政务公开重点任务\n"
WANTED = [("公开规划。", [("发改委", "responsible")], ["2021-12-31"]),
          ("公开预算。", [("财政局", "responsible"), ("审计局", "responsible")], ["2021-06-30"])]

FORMS = [
    ("任务：公开规划。\n责任单位：发改委\n完成时限：年底前\n任务：公开预算。\n责任单位：财政局、审计局\n完成时限：6月底前",
     [None, None], "a line for each value"),
    ("任务一：公开规划。\n责任单位：发改委\n完成时限：年底前\n任务二：公开预算。\n责任单位：财政局、审计局\n完成时限：6月底前",
     ["任务一", "任务二"], "tasks that their head numbers"),
    ("任务1　公开规划。\n责任单位：发改委\n完成时限：年底前\n任务2　公开预算。\n责任单位：财政局、审计局\n完成时限：6月底前",
     ["任务1", "任务2"], "a space for the colon behind the number"),
    ("任务1：公开规划。责任单位：发改委。完成时限：年底前。\n任务2：公开预算。责任单位：财政局、审计局。完成时限：6月底前。",
     ["任务1", "任务2"], "a line for each record"),
    ("序号\t1\n工作任务\t公开规划。\n责任单位\t发改委\n完成时限\t年底前\n"
     "序号\t2\n工作任务\t公开预算。\n责任单位\t财政局、审计局\n完成时限\t6月底前", ["1", "2"], "borders for colons"),
    ("序号\t1\t工作任务\t公开规划。\n责任单位\t发改委\t完成时限\t年底前\n"
     "序号\t2\t工作任务\t公开预算。\n责任单位\t财政局、审计局\t完成时限\t6月底前", ["1", "2"], "two pairs on a line"),
    ("序号\t1\t2\n工作任务\t公开规划。\t公开预算。\n责任单位\t发改委\t财政局、审计局\n完成时限\t年底前\t6月底前",
     ["1", "2"], "a table on its side"),
    ("序号  1\n工作任务  公开规划。\n责任单位  发改委\n完成时限  年底前\n"
     "序号  2\n工作任务  公开预算。\n责任单位  财政局、审计局\n完成时限  6月底前", ["1", "2"], "gaps for colons"),
    ("工作任务 公开规划。\n责 任 单 位  发改委\n完成时限 年底前\n工作任务 公开预算。\n责 任 单 位  财政局、审计局\n完成时限 6月底前",
     [None, None], "spaces for colons, a key spaced out"),
    ("序号\n1\n工作任务\n公开规划。\n责任单位\n发改委\n完成时限\n年底前\n"
     "序号\n2\n工作任务\n公开预算。\n责任单位\n财政局、审计局\n完成时限\n6月底前", ["1", "2"], "heads and values with a line each"),
    ("任务编号\n1\n任务内容\n公开规划。\n责任单位\n发改委\n完成时限\n年底前\n备注\n"
     "任务编号\n2\n任务内容\n公开预算。\n责任单位\n财政局\n审计局\n完成时限\n6月底前\n备注\n任务编号\n3", ["1", "2"],
     "… where some values fill two lines and some none"),
    ("【序号】\n1\n【任务】\n公开规划。\n【责任单位】\n发改委\n【完成时限】\n年底前\n\n【序号】\n2\n【任务】\n公开预算。\n"
     "【责任单位】\n财政局、审计局\n【完成时限】\n6月底前\n\n【序号】\n3", ["1", "2"], "… in brackets"),
    ("承诺一　公开规划。\n责任单位：发改委\n兑现时限：年底前\n承诺二　公开预算。\n责任单位：财政局、审计局\n兑现时限：6月底前",
     ["承诺一", "承诺二"], "promises with a title each"),
    ("一、加强公开\n工作任务\n（一）公开规划。\n责任单位\n发改委\n完成时限\n年底前\n二、强化监督\n工作任务\n（二）公开预算。\n责任单位\n财政局、审计局\n完成时限\n6月底前",
     ["(一)", "(二)"], "what stands below a head is its value, though it is numbered as headings are"),
    ("一、加强公开\n1.公开规划。\n责任单位 发改委\n完成时限 年底前\n2.公开预算。\n责任单位 财政局、审计局\n完成时限 6月底前",
     ["1", "2"], "keys without colons below numbered items"),
]


@pytest.mark.parametrize(("text", "labels", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_forms_of_records(text: str, labels: list[str | None], why: str) -> None:
    found = extraction(TITLE + text)
    read = [(requirement, units, [time.value for time in task.times])
            for (_, requirement, units), task in zip(facts(found), found.tasks, strict=True)]
    assert read == WANTED, why
    assert [task.label for task in found.tasks] == labels, why


def test_headings_stand_above_records() -> None:
    found = extraction(f"{TITLE}一、公开\n任务：公开规划。\n责任单位：发改委\n任务：公开预算。\n责任单位：财政局\n"
                       "二、解读\n任务：解读政策。\n责任单位：办公室")
    assert [task.headings for task in found.tasks] == [("一、公开",), ("一、公开",), ("二、解读",)]


def test_numbered_headings_stand_above_numbered_records() -> None:
    found = extraction(f"{TITLE}（一）公开\n序号\n1\n任务\n公开规划。\n责任单位\n发改委\n（二）解读\n序号\n2\n任务\n解读政策。\n责任单位\n办公室")
    assert [(task.label, task.headings) for task in found.tasks] == [("1", ("（一）公开",)), ("2", ("（二）解读",))]


def test_records_stand_below_marks_with_their_numbers() -> None:
    found = extraction(f"{TITLE}一、公开\n\n【1】\n任务：公开规划。\n责任单位：发改委\n\n【2】\n任务：公开预算。\n责任单位：财政局\n\n"
                       "二、解读\n\n【3】\n任务：解读政策。\n责任单位：办公室")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("一、公开",)), ("2", ("一、公开",)), ("3", ("二、解读",))]


def test_drawn_lines_and_unknown_keys_part_records() -> None:
    found = extraction(f"{TITLE}——————\n模块一　公开\n——————\n序号：1\n任务：公开规划。\n责任单位：发改委\n状态：进行中\n——\n"
                       "序号：2\n任务：公开预算。\n责任单位：财政局\n状态：未启动\n——————\n模块二　解读\n——————\n"
                       "序号：3\n任务：解读政策。\n责任单位：办公室\n状态：进行中")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("模块一公开",)), ("2", ("模块一公开",)), ("3", ("模块二解读",))]


def test_titles_between_records_head_them() -> None:
    found = extraction(f"{TITLE}公开类\n任务：公开规划。\n责任单位：发改委\n任务：公开预算。\n责任单位：财政局\n审计局\n"
                       "解读类\n任务：解读政策。\n责任单位：办公室")
    assert [task.headings for task in found.tasks[-1:]] == [("解读类",)]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [["发改委"], ["财政局", "审计局"], ["办公室"]]


def test_a_list_that_is_numbered_on_below_keys_is_one_of_items() -> None:
    found = extraction(f"{TITLE}问题一：公开不及时。\n整改措施：\n（1）公开规划。（办公室）\n（2）公开预算。\n整改时限：9月底前\n责任单位：财政局\n"
                       "问题二：解读不到位。\n整改措施：\n（3）解读政策。（宣传部）\n（4）回应关切。（信访局）\n")
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("(1)", ["办公室"]), ("(2)", ["财政局"]), ("(3)", ["宣传部"]), ("(4)", ["信访局"])]


def test_records_of_problems_set_what_is_done_about_them() -> None:
    record = "问题{}\n存在问题：{}\n整改措施：{}\n责任单位：牵头：{}　　配合：计划财务股\n责任领导：苏某\n整改时限：2023年9月底前\n\n"
    found = extraction(f"{TITLE}一、责任落实方面\n" + record.format(1, "监管不严。", "重新核定载畜量。", "草原监督管理股")
                       + record.format(2, "拨付慢。", "兑付补贴。", "旗家畜改良工作站") + "二、作风方面\n" + record.format(3, "公示走过场。", "张榜公布。", "办公室"))
    assert [(task.headings, task.text(found.text)) for task in found.tasks] == [
        (("一、责任落实方面",), "重新核定载畜量。"), (("一、责任落实方面",), "兑付补贴。"), (("二、作风方面",), "张榜公布。")]


def test_numbered_measures_with_keys_of_their_own_are_items() -> None:
    found = extraction(f"{TITLE}二、整改措施\n问题1：挂床住院\n整改措施：\n①严格出入院指征。\n责任科室：医务科    完成时间：9月20日\n②实行打卡。\n"
                       "责任科室：护理部    完成时间：10月底前\n问题2：超标准收费\n整改措施：\n①校核单价。\n责任科室：物价办    完成时间：9月底前\n"
                       "②清单送到床头。\n责任科室：收费室    完成时间：10月15日前\n")
    assert [(task.label, task.headings[-1], [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("①", "问题1：挂床住院", ["医务科"]), ("②", "问题1：挂床住院", ["护理部"]), ("①", "问题2：超标准收费", ["物价办"]),
        ("②", "问题2：超标准收费", ["收费室"])]


def test_a_chapter_behind_an_empty_remark_is_none() -> None:
    record = "项目编号：{0}\n项目名称：甲{0}\n帮扶事项：公开{0}号信息。\n牵头单位：规划局\n办结时限：3月底\n备注：\n"
    found = extraction(f"{TITLE}一、续建项目\n{record.format(1)}{record.format(2)}二、共性服务事项\n{record.format(3)}")
    assert [task.headings for task in found.tasks] == [("一、续建项目",)] * 2 + [("二、共性服务事项",)]


def test_what_a_record_has_for_its_limit_that_looks_like_a_head_is_none() -> None:
    record = "事项编号\n{}\n督办内容\n{}\n主办单位\n{}\n办理时限\n{}\n"
    found = extraction("某县督查督办通知单\n督办事项明细\n" + record.format(1, "路灯不亮，要全面更换", "住房城乡建设局", "8月25日")
                       + record.format(2, "落实定人定岗，\n派员值守", "综合行政执法局\n公安局", "见内容")
                       + record.format(3, "公开书面答复，接访办结", "信访局", "") + "备注：逾期未办结的启动问责。\n")
    assert [(task.label, task.text(found.text), [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", "路灯不亮，要全面更换", ["住房城乡建设局"]), ("2", "落实定人定岗，\n派员值守", ["综合行政执法局", "公安局"]),
        ("3", "公开书面答复，接访办结", ["信访局"])]


def test_the_block_of_an_archive_is_no_record() -> None:
    block = "信息分类\t通知\t公文种类\t函\n发布机构\t某市人民政府办公室\t发布时间\t2022-06-01\n文号\t某府办函〔2022〕41号\t有效性\t有效\n"
    assert extraction(f"{block}某市2022年政务公开工作要点\n加强政务公开。").tasks == ()


def test_one_key_in_prose_makes_no_record() -> None:
    found = extraction("某局方案\n一、目标任务：公开规划文本。\n二、责任单位：各科室要落实责任。")
    assert all(task.evidence.rule != "record" for task in found.tasks)


def test_keys_inside_brackets_belong_to_prose() -> None:
    """任务一： would begin a record, but its keys stand inside a bracket behind the requirement."""
    found = extraction("某市2021年重点任务分解方案\n任务一：公开规划信息。做好归集（责任单位：发改委；完成时限：2021年6月底前）\n"
                       "任务二：公开预算信息（责任单位：财政局；完成时限：持续推进）\n任务三：解读政策（责任单位：办公室，各部门；完成时限：每季度）")
    assert [task.text(found.text) for task in found.tasks] == ["公开规划信息。做好归集", "公开预算信息", "解读政策"]
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [
        ["发改委"], ["财政局"], ["办公室", "各部门"]]
    assert [time.value for task in found.tasks for time in task.times] == ["2021-06-30", "continuous", "P3M"]
