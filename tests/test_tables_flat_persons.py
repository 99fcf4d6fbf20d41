"""Run-together tables whose units stand between who is in charge and who answers, glued to both."""

from __future__ import annotations

from readings import extraction

TITLE = "某市市场监督管理局2017年主要任务责任分解表 "
HEADS = "类别项目内容责任领导责任处室责任人完成时限"
ROWS = ("改 革 创 新推行自助打照系统江裕森许可处林本勇12月试点简易注销，公开流程江裕森许可处林本勇3月"
        "制 度 建 设完善档案管理制度王 浩办公室陈 超2月制定行刑衔接协调机制王 浩稽查支队陈功琳6月"
        f"{HEADS}建立抽查公示新模式江裕森信用信息处瞿武朝6月推进食品追溯王 浩江裕森食品处药械处陈国清施友鹏8月")
NUMBERED = ("序号项目内容责任领导责任处室责任人完成时间1试点企业培育王 浩知识产权处叶龙海2016年12月2引导服务机构入驻2016年12月"
            "3建立监管机制王 浩江裕森许可处食品处消保处叶 峰陈国清2016年12月4推行案管系统江裕森法规处陈 榕2016年3月"
            "5建立投诉平台消保处张祖明2016年9月6规范经营行为食品处各分局陈国清2016年6月")
Told = tuple[str | None, str, list[str], list[str], bool]


def told(text: str) -> list[Told]:
    """Label, requirement, units, limits of each task, and whether it is unsure."""
    found = extraction(text)
    return [(task.label, task.text(found.text), [unit.name for unit in task.assignments],
             [time.value for time in task.times], task.uncertain) for task in found.tasks]


def test_persons_in_charge_tell_where_units_begin() -> None:
    assert told(TITLE + HEADS + ROWS) == [
        (None, "推行自助打照系统", ["许可处"], ["2017-12-31"], False),
        (None, "试点简易注销，公开流程", ["许可处"], ["2017-03-31"], False),
        (None, "完善档案管理制度", ["办公室"], ["2017-02-28"], False),
        (None, "制定行刑衔接协调机制", ["稽查支队"], ["2017-06-30"], False),
        (None, "建立抽查公示新模式", ["信用信息处"], ["2017-06-30"], False),
        (None, "推进食品追溯", ["食品处", "药械处"], ["2017-08-31"], False)]


def test_headings_of_a_narrow_column_are_told_by_their_spaces() -> None:
    assert [task.headings for task in extraction(TITLE + HEADS + ROWS).tasks] == [("改革创新",)] * 2 + [("制度建设",)] * 4


def test_merged_cells_are_those_above_and_leave_rows_unsure() -> None:
    assert told(TITLE + NUMBERED) == [
        ("1", "试点企业培育", ["知识产权处"], ["2016-12-31"], False),
        ("2", "引导服务机构入驻", ["知识产权处"], ["2016-12-31"], True),
        ("3", "建立监管机制", ["许可处", "食品处", "消保处"], ["2016-12-31"], False),
        ("4", "推行案管系统", ["法规处"], ["2016-03-31"], False),
        ("5", "建立投诉平台", ["消保处"], ["2016-09-30"], False),
        ("6", "规范经营行为", ["食品处", "各分局"], ["2016-06-30"], False)]


def test_a_person_glued_to_units_is_none_of_them() -> None:
    persons, units = ["王建国", "李明", "陈静", "张晓东"], ["市财政局、市审计局", "市教育局", "市民政局、市司法局", "市水利局"]
    tasks = ["公开预算信息。", "做好政策解读。", "完善公开目录。", "发布监测数据。"]
    rows = [f"{number}{task}{person}{named}" for number, (task, person, named) in enumerate(zip(tasks, persons, units), 1)]
    for heads, text in (("序号工作任务责任领导责任单位", "".join(rows)),
                        ("序号工作任务责任单位联系人", "".join(row.replace(person + named, named + person)
                                                for row, person, named in zip(rows, persons, units)))):
        assert [(task, named) for _, task, named, _, _ in told(TITLE + heads + text)] == [
            (task, named.split("、")) for task, named in zip(tasks, units)], heads
