"""Tables run together into one line: what can be told is told, the rest is marked."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.extract.tables.names import cut_glued
from kg.model.extraction import Role

TITLE = "2022年全区政务公开工作主要任务分解表"
ALL = "区直各有关单位，各区属事业单位，各片区管理局"
TEXTS = ["增强政策制定实施的透明度。", "加大行业帮扶政策的公开力度。", "建立审批问题的办理和反馈机制。", "推送减税降费政策。",
         "公开重大建设项目信息。", "回应重大建设项目舆情。"]
LEADS = ["", "", "区经济发展局区行政审批局", "区财政金融局", "区经济发展局", ""]

WANTED_LEADS = [[], [], ["区经济发展局", "区行政审批局"], ["区财政金融局"], ["区经济发展局"], []]
WANTED_REST = ["区直各有关单位", "各区属事业单位", "各片区管理局"]


def units_last() -> str:
    """任务 | 要求 | 牵头 | 配合, the units behind the requirement."""
    rows = "".join(f"{'一、加强市场公开' if n == 0 else '二、加强投资公开' if n == 3 else ''}{n + 1}.{text}{lead or ' '}{ALL}"
                   for n, (text, lead) in enumerate(zip(TEXTS, LEADS)))
    return f"{TITLE}工作任务工作要求牵头单位配合/责任单位{rows}"


def units_between() -> str:
    """任务 | 牵头 | 责任 | 要求, the units between two texts."""
    rows = "".join(f"{'一、加强市场公开' if n == 0 else '二、加强投资公开' if n == 3 else ''}{n + 1}.{text[:-1]}{lead or ' '}{ALL}"
                   f"通过网站等{'多种' if n % 2 else '各类'}渠道{text}" for n, (text, lead) in enumerate(zip(TEXTS, LEADS)))
    return f"{TITLE}工 作 任 务牵头单位配 合 单 位工 作 要 求{rows}"


@pytest.mark.parametrize("table", [units_last, units_between])
def test_rows_and_units_are_told_apart(table: object) -> None:
    found = extraction(table())  # type: ignore[operator]
    assert [task.label for task in found.tasks] == ["1", "2", "3", "4", "5", "6"]
    assert [[unit.name for unit in task.assignments if unit.role is Role.LEAD] for task in found.tasks] == WANTED_LEADS
    assert all([unit.name for unit in task.assignments if unit.role is Role.SUPPORT] == WANTED_REST
               for task in found.tasks)
    assert [task.headings for task in found.tasks] == [("一、加强市场公开",)] * 3 + [("二、加强投资公开",)] * 3


def test_bare_numbers_count_rows_that_units_end() -> None:
    """No head names the numbers, which begin anew below each heading."""
    found = extraction(f"{TITLE}工作任务具体要求牵头单位一、加强预期引导1加强宏观政策解读。市发展改革委2按月公开预算收支。市财政委"
                       "3以网站为主渠道宣传政策。市人力社保局二、降低要素成本1更新收费目录清单。市发展改革委2公布参保情况。市人力社保局")
    assert [(task.headings, task.label, task.assignments[0].name) for task in found.tasks] == [
        (("一、加强预期引导",), "1", "市发展改革委"), (("一、加强预期引导",), "2", "市财政委"),
        (("一、加强预期引导",), "3", "市人力社保局"), (("二、降低要素成本",), "1", "市发展改革委"),
        (("二、降低要素成本",), "2", "市人力社保局")]


def test_numbers_before_chapters_count_the_rows_below_them() -> None:
    """Chapters and their titles stand in the first row below them, behind its number, glued to the requirement."""
    heads = "序号落实《省级行动计划》任务内容负责单位"
    found = extraction(f"{TITLE}{heads}1一、增强质量提升的动力（一）深入开展质量提升行动在旅游业开展专项行动。质监处2加大监测力度。质监处"
                       f"3（二）大力推动品牌建设推进企业品牌培育。知识产权处牵头，各分局配合{heads}4 （三）加强解读。做好政策解读。法规处"
                       "5二、夯实质量提升的基础（四）加快标准化建设积极参与标杆遴选活动。质监处")
    first, second = "一、增强质量提升的动力", "二、夯实质量提升的基础"
    assert [(task.label, task.headings, task.text(found.text), task.assignments[0].name) for task in found.tasks] == [
        ("1", (first, "（一）深入开展质量提升行动"), "在旅游业开展专项行动。", "质监处"),
        ("2", (first, "（一）深入开展质量提升行动"), "加大监测力度。", "质监处"),
        ("3", (first, "（二）大力推动品牌建设"), "推进企业品牌培育。", "知识产权处"),
        ("4", (first, "（三）加强解读。"), "做好政策解读。", "法规处"),
        ("5", (second, "（四）加快标准化建设"), "积极参与标杆遴选活动。", "质监处")]


def test_notes_below_a_table_are_none_of_its_rows() -> None:
    found = extraction(f"{TITLE}序号 工作任务 责任单位 完成时限 1 加强规划公开。 市发改委 6月底前 2 加强预算公开。 市财政局 年底前 3 做好解读。 市司法局 年底前 "
                       "注：1.牵头单位有两个以上的，排在首位的为第一牵头单位。2.本表未列明的事项，按照职责分工办理。")
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ["市发改委"]), ("2", ["市财政局"]), ("3", ["市司法局"])]


LIMITS = [
    ("工作任务责任单位完成时限", "{n}.{text}{unit}{limit}", "behind the units"),
    ("工作任务完成时限责任单位", "{n}.{text}{limit}{unit}", "before the units"),
]


@pytest.mark.parametrize(("heads", "row", "why"), LIMITS, ids=[case[2] for case in LIMITS])
def test_limits_that_no_border_parts(heads: str, row: str, why: str) -> None:
    units, limits = ["市财政局", "市发改委、各部门", "市财政局", "市民政局"], ["6月底前", "2022年12月底前", "持续推进", "每季度"]
    table = "".join(row.format(n=n + 1, text=text, unit=units[n], limit=limits[n]) for n, text in enumerate(TEXTS[:4]))
    found = extraction(f"{TITLE}{heads}{table}")
    assert [task.text(found.text) for task in found.tasks] == TEXTS[:4], why
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == units, why
    assert [time.value for task in found.tasks for time in task.times] == [
        "2022-06-30", "2022-12-31", "continuous", "P3M"], why


def test_leads_marked_in_brackets_before_limits_that_say_what_for() -> None:
    leads = ["市发展改革委", "市民政局", "市卫生局", "市民政局"]
    rest = ["、市财政局和各区市县人民政府、园区管委会", "和各区市县人民政府、园区管委会", "、市财政局", "、市财政局和园区管委会"]
    rows = "".join(f"{n + 1}{text[:-1]}{leads[n]}（牵头）{rest[n]}2022年4季度{'出台具体措施' if n % 2 else '启动实施'}"
                   for n, text in enumerate(TEXTS[:4]))
    found = extraction(f"{TITLE}序号工作任务负责单位时间进度备注{rows}")
    assert [task.text(found.text) for task in found.tasks] == [text[:-1] for text in TEXTS[:4]]
    assert [[unit.name for unit in task.assignments if unit.role is Role.LEAD] for task in found.tasks] == [
        [lead] for lead in leads]
    assert ["、".join(unit.name for unit in task.assignments[1:]) for task in found.tasks] == [
        names.replace("和", "、").strip("、") for names in rest]
    assert [time.value for task in found.tasks for time in task.times] == ["2022-12-31"] * 4


def test_heads_printed_again_behind_a_heading_are_none_of_it() -> None:
    row = "{} 办公室 各科室 及时公开。 "
    text = "某局2018年政务公开任务分解表\n工作任务 牵头单位 责任单位 工作要求 一、推进公开 " + "".join(
        row.format(task) for task in ("1.公开规划", "2.公开预算")) + "二、着力提升实效 工作任务 牵头单位 责任单位 工 作 要 求 " + "".join(
        row.format(task) for task in ("3.完善机制", "4.编制目录"))
    assert [task.headings for task in extraction(text).tasks] == [("一、推进公开",)] * 2 + [("二、着力提升实效",)] * 2


def test_points_inside_a_row_are_its_own() -> None:
    found = extraction(f"{TITLE}工作任务责任单位1.公开收支。①公布预算；②公布决算；③公布经费。市财政局2.公开规划。市发改委3.解读政策。市财政局")
    assert [task.label for task in found.tasks] == ["1", "2", "3"]
    assert found.tasks[0].text(found.text) == "公开收支。①公布预算；②公布决算；③公布经费。"


def test_numbers_inside_sentences_begin_no_rows() -> None:
    found = extraction(f"{TITLE}工作任务责任单位1.公开规划，建设3个专栏、2个展厅。市发展改革委2.新建4所学校。市教育局3.公开预算。市财政局")
    assert [task.label for task in found.tasks] == ["1", "2", "3"]


def test_requirement_around_the_units_has_two_spans() -> None:
    task = extraction(units_between()).tasks[2]
    assert len(task.spans) == 2


def test_a_row_without_units_is_uncertain() -> None:
    found = extraction(f"{units_last()}7.严格规范市场秩序防止炒作")
    assert [task.uncertain for task in found.tasks] == [False] * 6 + [True]
    assert found.tasks[-1].evidence.confidence < 0.9


MERGED = [
    ("公开权责清单市编办各县区，高新区通过网站公开。", ["市编办", "各县区", "高新区"], "a row with units of its own"),
    ("公开审批事项重点公开中介服务事项。", ["市编办", "各县区", "高新区"], "a row whose units are merged with those above"),
    ("公开职业资格目录", ["市编办", "各县区", "高新区"], "another one"),
    ("公开舆情回应情况", [], "a row below another heading"),
]


def test_rows_without_units_have_those_of_the_cell_merged_over_them() -> None:
    """The lower rows of a merged cell are unsure, and so are their units."""
    own = ["公开预算市财政局各县区，高新区集中公开收支情况。", "公开决算市财政局各县区，高新区解读增减变化。",
           "公开统计市统计局各县区，高新区定期发布数据。"]
    rows = [f"{number}.{row}" for number, row in enumerate([*own, *(row for row, _, _ in MERGED)], 1)]
    table = "".join([*rows[:-1], "二、舆情公开", rows[-1]])
    found = extraction(f"{TITLE}工作任务牵头单位责任单位工作要求一、财政公开{table}").tasks
    for task, (_, units, why) in zip(found[3:], MERGED):
        assert [unit.name for unit in task.assignments] == units, why
    assert [task.uncertain for task in found] == [False] * 4 + [True] * 3
    assert {unit.evidence.confidence for unit in found[5].assignments} == {found[5].evidence.confidence}


HEADS = ["序号任务责任单位", "序号 任务 责任单位 ", "编号工作任务责任部门", "序号 任务内容 落实单位 "]


@pytest.mark.parametrize("heads", HEADS)
def test_a_head_of_texts_is_none_with_the_head_behind_it(heads: str) -> None:
    """任务责任单位 is a head of units too, but these heads need one of texts."""
    gap = " " if " " in heads else ""
    rows = [("公开规划。", "甲处、乙处"), ("公开预算。", "乙处"), ("公开决算。", "甲处、丙处")]
    table = "".join(f"{number}{gap}{text}{gap}{units}{gap}" for number, (text, units) in enumerate(rows, 1))
    found = extraction(f"{TITLE}\n{heads}{table}")
    assert [task.text(found.text) for task in found.tasks] == [text for text, _ in rows]


def test_spaces_between_all_cells_are_borders() -> None:
    rows = " ".join(f"{n + 1}.{text[:-1]} {lead or '综合处'} 各处配合 通过网站{text}"
                    for n, (text, lead) in enumerate(zip(TEXTS, ["", "", "审批处", "财务处", "", ""])))
    found = extraction(f"某局通知。 请落实。 {TITLE} 工作任务 牵头单位 配合单位 工作要求 一、加强公开 {rows}")
    assert [[(unit.name, unit.role.value) for unit in task.assignments] for task in found.tasks][2] == [
        ("审批处", "lead"), ("各处", "support")]


def test_words_like_heads_in_prose_are_no_table() -> None:
    found = extraction("某局工作方案\n一、任务\n（一）公开。严格按照任务分工和时间节点落实工作要求。\n（二）解读。做好解读。")
    assert [task.label for task in found.tasks] == ["(一)", "(二)"]


def test_a_name_made_of_two_heads_is_no_table() -> None:
    """What stands amid sentences elsewhere begins a sentence here (项目牵头单位): its items keep their numbers."""
    found = extraction("某区2023年免申即享实施方案\n一、重点任务\n（一）项目梳理\n1.推送规则由项目牵头单位填报。\n（二）数据治理\n"
                       "1.需求梳理。项目牵头单位对推进的项目梳理业务规则，提出明确的数据需求。\n"
                       "2.数据归集。数据责任单位不得拒绝归集，按照有关规范在15个工作日内完成归集。\n"
                       "3.数据分析。项目只需要项目牵头单位自身数据的，由项目牵头单位自行治理，并确保数据准确。\n"
                       "（三）兑现和告知\n通过两页精准告知企业和群众，推行直接兑现。\n")
    assert [task.label for task in found.tasks] == ["1", "1", "2", "3", "(三)"]
    assert not any(task.uncertain for task in found.tasks)


def test_a_title_that_ends_like_heads_is_none() -> None:
    found = extraction("某市2021年政务公开任务分工\n一、加强公开\n公开预算（市财政局牵头，各部门配合）；公开债务（市财政局）。\n"
                       "二、做好解读\n做好政策解读（市司法局）。")
    assert [(task.label, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("一", ["市财政局", "各部门"]), ("一", ["市财政局"]), ("二", ["市司法局"])]


CUTS = [
    ("区经济发展局区行政审批局区直各有关单位", ["区经济发展局", "区行政审批局", "区直各有关单位"], set(), "levels begin names"),
    ("监测处监测中心大气处", ["监测处", "监测中心", "大气处"], {"监测处", "监测中心", "大气处"}, "known names"),
    ("环境影响评价与排放管理科", ["环境影响评价与排放管理科"], set(), "one long name"),
    ("市公路局、市公安局交警支队", ["市公路局、市公安局交警支队"], {"市公安局"}, "the squad of a known bureau"),
    ("省政府办公厅", ["省政府办公厅"], set(), "a tail inside a name"),
    ("区住房和城乡建设委员会松柏镇人民政府", ["区住房和城乡建设委员会", "松柏镇人民政府"], set(), "委 before 员会 ends no name"),
    ("各乡镇人民政府(街道办事处)", ["各乡镇人民政府(街道办事处)"], {"各乡镇"}, "the governments of places are one name"),
]


@pytest.mark.parametrize(("run", "names", "known", "why"), CUTS, ids=[case[3] for case in CUTS])
def test_cutting_glued_names(run: str, names: list[str], known: set[str], why: str) -> None:
    assert [run[a:b] for a, b in cut_glued(run, 0, len(run), frozenset(known))] == names, why


PERSONS = [("分管领导", "a column of persons"), ("及责任人", "persons in the column of units")]


@pytest.mark.parametrize(("head", "why"), PERSONS, ids=[why for _, why in PERSONS])
@pytest.mark.parametrize("gap", ["", " "], ids=["glued", "spaced"])
def test_persons_behind_units_are_none(gap: str, head: str, why: str) -> None:
    """Neither is a head of persons one with the head of units that it is glued to."""
    rows = [("公开规划。", "市发改委", "王建国"), ("公开预算和决算。", "市财政局、市审计局", "李 明"), ("公开采购信息。", "市财政局", "张晓东")]
    heads = gap.join(("序号", "工作任务", "责任单位")) + (gap if head == "分管领导" else "") + head
    body = gap.join(gap.join((str(number), *row)) for number, row in enumerate(rows, 1))
    found = extraction(f"某市2021年任务分解表\n{heads}{gap}{body}").tasks
    assert [[unit.name for unit in task.assignments] for task in found] == [
        ["市发改委"], ["市财政局", "市审计局"], ["市财政局"]], why


@pytest.mark.parametrize("between", ["", "\n"], ids=["glued", "a line a row"])
def test_persons_stand_between_units_and_limits(between: str) -> None:
    rows = [("公布施教区划分方案。", "基层指导科", "孙立洋", "6月20日前"), ("公布年检结论。", "社会管理科", "徐 华", "5月底前"),
            ("公布招聘计划和拟聘名单。", "人事科、县就业中心", "高志明", "8月底前"), ("公布经费执行情况。", "县核算中心", "于海", "每月")]
    body = between.join(str(number) + "".join(row) for number, row in enumerate(rows, 1))
    found = extraction(f"某县2021年任务分解表\n序号公开内容责任科室责任人完成时限{between}{body}").tasks
    assert [[unit.name for unit in task.assignments] for task in found] == [row[1].split("、") for row in rows]
    assert [[time.text for time in task.times] for task in found] == [[row[3]] for row in rows]


def test_an_organ_of_the_state_has_its_level_before_it_too() -> None:
    """国资委 begins like 国家…, and is a level's all the same where that stands before it."""
    rows = [("公开产权交易信息", "省国资委", "推动平台实现信息共享。"), ("公开农产品价格信息", "省农业厅", "每周发布价格信息，反映供求关系。"),
            ("加大强农政策解读", "省农业厅", "通过印发手册让群众看得懂。"), ("公开预决算信息", "省财政厅", "各级政府要按照规定做好公开。"),
            ("公开债务信息", "省财政厅", "强化对政府债务的监督。"), ("公开产能公告", "省发改委、国资委", "分批次公示名单。")]
    found = extraction("某局2021年政务公开重点任务分解表\n工作任务牵头单位责任单位工作要求一、公开" + "".join(
        f"{number}.{task}{units}各设区市，白浦试验区{text}" for number, (task, units, text) in enumerate(rows, 1)))
    assert [[unit.name for unit in task.assignments[:-2]] for task in found.tasks] == [
        units.split("、") for _, units, _ in rows]


@pytest.mark.parametrize("number", ["{0}", "{0}.", "{0}、", "（{0}）", "（{1}）"])
@pytest.mark.parametrize("head", ["序号工作内容责任科室", "工作内容责任科室"])
def test_rows_are_counted_in_any_print(head: str, number: str) -> None:
    """The number of the first row stands right behind the head of the units, and is no remark on it."""
    rows = [("公开规划，做好解读。", "办公室、法规科"), ("公开预算和决算。", "财务科"), ("更新服务指南。", "办公室")]
    table = "".join(number.format(at, "一二三"[at - 1]) + text + units for at, (text, units) in enumerate(rows, 1))
    found = extraction(f"{TITLE}\n{head}{table}")
    assert [task.text(found.text) for task in found.tasks] == [text for text, _ in rows]
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [units for _, units in rows]


def test_whom_a_plan_is_copied_to_is_no_part_of_its_last_row() -> None:
    found = extraction("某县2021年政务公开任务分工表序号工作任务责任单位完成时限1公开规划文本县发改局9月底前2公布审查结果县财政局6月底前"
                       "3通报公开栏更新情况县政府办公室7月底前抄送：县委办公室，县人大常委会办公室。")
    assert [(task.label, [unit.name for unit in task.assignments], task.times[0].value) for task in found.tasks] == [
        ("1", ["县发改局"], "2021-09-30"), ("2", ["县财政局"], "2021-06-30"), ("3", ["县政府办公室"], "2021-07-31")]


def test_a_short_title_of_an_annex_ends_before_the_heads_glued_to_it() -> None:
    found = extraction("某县2022年政务公开工作实施方案\n为做好公开，制定本方案。\n一、总体要求\n做好公开工作。\n附件：任务分工表\n附件任务分工表任务内容牵头单位配合单位"
                       "公开跨省通办事项目录。县政务数据办县级各部门发布政策兑现指南，按月晒出进度。县发改局县财政局公布政策图解。县税务局县财政局")
    assert [[unit.name for unit in task.assignments] for task in found.tasks if task.part] == [
        ["县政务数据办", "县级各部门"], ["县发改局", "县财政局"], ["县税务局", "县财政局"]]


def test_a_title_above_a_table_ends_before_the_heads_glued_to_it() -> None:
    found = extraction("某市2013年公开工作方案\n为做好公开，制定本方案。\n一、总体要求\n做好公开工作。\n二、重点任务序号公开事项具体要求责任部门"
                       "1行政审批公布审批目录，逐批说明。市法制办2财政资金公开预算和决算，细化到项。市财政局3保障住房公示分配对象，每季更新。市住建局\n")
    assert {task.headings for task in found.tasks} == {("二、重点任务",)}
