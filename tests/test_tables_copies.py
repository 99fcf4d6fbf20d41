"""Tables as copies leave them: page ends above chapters, units merged in front, proportional faces, cells that name themselves."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.model.extraction import Extraction

ROWS = [("公布地方病筛查政策和年度结果。", "疾控科", "县疾控中心", "2021年11月"),
        ("公示医疗服务价格和报销比例。", "财务科", "各医疗机构", "长期"),
        ("组织信息员业务培训。", "办公室", "各科室", "每半年1次")]


def told(found: Extraction) -> list[tuple[str | None, list[str]]]:
    """The label and the units of each task, a star behind those that support."""
    return [(task.label, [unit.name + "*" * (unit.role.value == "support") for unit in task.assignments])
            for task in found.tasks]


def test_who_signs_below_the_limit_of_a_last_row_is_no_row() -> None:
    cells = ["序号", "重点任务", "牵头科室", "配合单位", "完成时限", *(cell for at, row in enumerate(ROWS, 1) for cell in (str(at), *row))]
    found = extraction("某县卫健委2021年任务分解表\n\n" + "\n".join(cells) + "\n\n某县卫生健康委员会\n2021年6月30日\n")
    assert told(found) == [("1", ["疾控科", "县疾控中心*"]), ("2", ["财务科", "各医疗机构*"]), ("3", ["办公室", "各科室*"])]
    assert [[limit.value for limit in task.times] for task in found.tasks] == [["2021-11-30"], ["continuous"], ["P6M"]]


def test_chapters_above_rows_that_units_begin() -> None:
    cells = ["责任部门", "公开任务", "时间安排", "（一）基本信息", "党政办公室", "1", "更新学校简介。", "4月15日前",
             "教务处", "2", "发布教学质量报告。", "12月", "（二）招生考试信息", "招生就业处", "3", "公布招生章程。", "6月10日前",
             "研究生处", "4", "公布录取办法。", "9月"]
    found = extraction("某学院2024年信息公开任务分解\n" + "\n".join(cells))
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ("（一）基本信息",), ["党政办公室"]), ("2", ("（一）基本信息",), ["教务处"]),
        ("3", ("（二）招生考试信息",), ["招生就业处"]), ("4", ("（二）招生考试信息",), ["研究生处"])]


@pytest.mark.parametrize("chapter", ["三、水资源管理", "（三）水资源管理"])
def test_a_page_end_joins_no_chapter_to_the_row_above(chapter: str) -> None:
    heads = "序号\t任务内容\t牵头处室\t进度要求"
    rows = [heads, "二、防洪减灾", "6\t录入农村水利管理", "- 3 -", heads, "\t信息系统。\t灌溉局\t10月31日前", "7\t建成预警系统。\t防汛办公室\t6月底前",
            "8\t完成除险加固。\t基本建设处\t2013年12月底", "- 4 -", heads, chapter, "9\t拟订考核细则。\t水政处\t上半年"]
    found = extraction("某厅2013年重点任务分解表\n" + "\n".join(rows))
    assert found.tasks[-1].headings[-1] == chapter
    assert [limit.value for limit in found.tasks[-2].times] == ["2013-12-31"]


def test_units_merged_in_front_of_the_numbers_are_those_of_all_rows() -> None:
    rows = ["牵头单位\t序号\t工作内容\t协办单位\t时间要求", "渔政科\t1\t召开部署会。\t局办公室\t4月28日前", "\t2\t核对船名册。\t各乡镇\t4月30日前",
            "执法大队\t3\t组织巡航检查。\t县公安局\t9月16日前", "\t4\t查处违规案件。\t\t"]
    found = extraction("某县2017年责任清单\n" + "\n".join(rows))
    assert told(found) == [("1", ["渔政科", "局办公室*"]), ("2", ["渔政科", "各乡镇*"]), ("3", ["执法大队", "县公安局*"]),
                           ("4", ["执法大队"])]


def test_kinds_of_problems_merged_over_rows_head_them() -> None:
    rows = ["|序号|问题类别|整改任务|整改时限|责任部门|", "|---|---|---|---|---|", "|1|规范化|逐案评查。|6月30日前|执行局|",
            "|2||发放执行案款。|9月|执行局、装备处|", "|3|失信惩戒|规范名单删除。|长期坚持|执行局|", "|4||开展集中行动。|每季度一次|执行局|"]
    found = extraction("某法院2019年整改台账\n" + "\n".join(rows))
    assert [task.headings for task in found.tasks] == [("规范化",), ("规范化",), ("失信惩戒",), ("失信惩戒",)]


def test_cells_that_a_proportional_face_sets_beside_their_columns() -> None:
    found = extraction("""某县2020年校园食品安全重点任务分解表

 序号            工作任务                      责任单位               时 限

  1    配备食品安全管理员，组织县级培训，      安全保卫股牵头，        9 月 30 日前
       培训时间不少于 40 学时             教研室配合

  2    大宗食材公开招标、定点采购，索证索      资助管理中心牵头，      8 月底
       票，合同报局备案                财务股、各学校（园）配合

  3    食堂“明厨亮灶”全部接入县          安全保卫股牵头，        10 月底前
       监管平台，视频保存不少于 30 天         县电教中心、
                                   电信某县分公司配合

  4    落实校长（园长）负责制，签订食品安      各学校（园）             9 月 1 日前
       全责任书，建立陪餐制度和陪餐记录
""")
    assert told(found) == [("1", ["安全保卫股", "教研室*"]), ("2", ["资助管理中心", "财务股*", "各学校(园)*"]),
                           ("3", ["安全保卫股", "县电教中心*", "电信某县分公司*"]), ("4", ["各学校(园)"])]


def test_what_stands_below_a_table_of_blanks_is_no_more_of_it() -> None:
    found = extraction("""某牧场2018年政务公开方案
    一、任务分工
序号  工作任务                              责任单位          完成时限
1     公开草原承包、禁牧休牧区域图和草畜平  畜牧局（牵头）    6月15日前
      衡奖补名册，由各分场在队部张榜。
2     公布旅游景点票价、游客投诉电话，投诉  旅游局            持续推进
      件受理后48小时内反馈结果。
3     保障性住房和危旧房改造申请、评议、分  规划建设局
      配三榜公示。

    二、有关要求
    （一）各分场要把任务分解到人，六月八日以前将分解情况报管委会办公室。
    （二）管委会办公室会同督查室每月抽查。

主送：各分场   抄送：市政务公开领导小组办公室，县政府办公室
""")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("一、任务分工",)), ("2", ("一、任务分工",)), ("3", ("一、任务分工",)), ("(一)", ("二、有关要求",)),
        ("(二)", ("二、有关要求",))]
    assert found.tasks[-1].text(found.text) == "管委会办公室会同督查室每月抽查。"


@pytest.mark.parametrize("bar", ["｜", "|", " | "])
def test_cells_that_say_themselves_what_they_hold(bar: str) -> None:
    lines = [["1.", "新建健身场地1200个。", "责任处室：群体处（牵头）、器材中心", "责任人：段××", "完成时间：11月30日"],
             ["2.", "开展体质监测。", "责任处室：科研所", "责任人：和××", "完成时间：12月20日前"],
             ["3.", "开展执法检查。", "责任处室：法规处（牵头）", "责任人：马××", "完成时间："]]
    found = extraction("某局2013年重点工作任务分解表\n（一）全民健身\n" + "\n".join(bar.join(line) for line in lines))
    assert [(task.text(found.text), [unit.name for unit in task.assignments], [limit.value for limit in task.times])
            for task in found.tasks] == [
        ("新建健身场地1200个。", ["群体处", "器材中心"], ["2013-11-30"]), ("开展体质监测。", ["科研所"], ["2013-12-20"]),
        ("开展执法检查。", ["法规处"], [])]


def test_records_below_their_number_alone() -> None:
    lines = ["议题一：信用信息归集", "任务1", "依托平台完成信息补录。", "责任单位", "市发展改革局", "联席会议各成员单位", "任务2", "开展代码清零。", "牵头单位",
             "市市场监督管理局", "配合单位", "市民政局", "市委编办", "议题二：信用监管", "任务3", "对失信企业实施惩戒。", "责任单位", "市人民法院",
             "任务4", "评出首批企业。", "牵头单位", "市文旅局", "配合单位", "花土沟镇、冷湖镇"]
    found = extraction("第二次全体会议议定事项任务分工\n\n" + "\n".join(lines) + "\n")
    assert told(found) == [("任务1", ["市发展改革局", "联席会议各成员单位"]), ("任务2", ["市市场监督管理局", "市民政局*", "市委编办*"]),
                           ("任务3", ["市人民法院"]), ("任务4", ["市文旅局", "花土沟镇*", "冷湖镇*"])]
    assert [task.headings for task in found.tasks] == [("议题一：信用信息归集",)] * 2 + [("议题二：信用监管",)] * 2


@pytest.mark.parametrize("number", ["任务{}\n", "任务{} ", "任务{}："])
def test_numbers_of_tasks_alone_or_before_their_text(number: str) -> None:
    lines = [f"{number.format(at)}{text}\n责任单位：{unit}\n完成时限：4月{at}日" for at, text, unit in (
        (1, "调整指挥机构。", "镇应急中心"), (2, "落实水库责任人。", "镇农服中心（水利站配合）"), (3, "逐点踏勘。", "镇自然资源所"))]
    found = extraction("某镇2025年防汛责任清单\n为做好防汛，制定本清单。\n一、责任落实\n" + "\n".join(lines))
    assert told(found) == [("任务1", ["镇应急中心"]), ("任务2", ["镇农服中心", "水利站*"]), ("任务3", ["镇自然资源所"])]


def test_cells_of_unknown_heads_behind_a_record_are_none_of_its_limit() -> None:
    records = [f"序 号\t{at}\n项目名称\t{name}\n责任单位\t{unit}\n完成时限\t2018年{at}月\n服务专员\t{person}" for at, name, unit, person in (
        (7, "扩建厂房。", "经发局", "覃勇"), (8, "改造道路。", "规建局", "李兴发"), (9, "建设公寓。", "园区公司", "杨光荣"))]
    found = extraction("某园区2018年项目任务表\n一、项目任务表\n" + "\n\n".join(records))
    assert [(task.headings, [limit.value for limit in task.times]) for task in found.tasks] == [
        (("一、项目任务表",), ["2018-07-31"]), (("一、项目任务表",), ["2018-08-31"]), (("一、项目任务表",), ["2018-09-30"])]


def test_two_units_glued_where_most_rows_have_two() -> None:
    rows = [("公开能源发展规划。", "规划处", "各相关处室", "10月底前"), ("公布智能化建设进展。", "煤矿智能化处", "煤炭生产技术处", "每半年"),
            ("公告生产能力。", "煤炭生产技术处", "行政审批管理处", "11月"), ("公布竞争性配置结果。", "新能源处", "电力处", "12月底"),
            ("受理信息公开申请。", "党政办公室", "人事处", "9月底前")]
    glued = "".join(f"{at}{''.join(row)}" for at, row in enumerate(rows, 1))
    found = extraction(f"某局2021年政务公开任务分解表序号工作任务牵头处室配合处室完成时限{glued}")
    assert told(found) == [(str(at), [lead, f"{support}*"]) for at, (_, lead, support, _) in enumerate(rows, 1)]


def test_limits_in_words_and_by_other_plans() -> None:
    cells = ["序号", "任务内容", "责任股室", "配合单位", "完成时间", "1", "公布成绩查询办法", "考试中心", "体卫艺股", "五月底",
             "2", "公示拟聘人员名单", "人事股", "监察室", "按招聘方案", "3", "公开收费标准", "基础教育股", "各学校", "开学后两周（9月15日前）"]
    found = extraction("某县教体局2022年任务清单\n" + "\n".join(cells))
    assert told(found) == [("1", ["考试中心", "体卫艺股*"]), ("2", ["人事股", "监察室*"]), ("3", ["基础教育股", "各学校*"])]
    assert [[limit.value for limit in task.times] for task in found.tasks] == [["2022-05-31"], [], ["2022-09-15"]]


def test_towns_behind_offices_fill_a_cell_of_units() -> None:
    rows = ["|类别|具体事项|责任单位|时间节点|", "|---|---|---|---|", "|（一）要素保障|1.公布厂房租金。|城投集团|—|",
            "||2.发布用工信息。|党群部（人社分局）；兴园街道、董团乡||", "||3.公开出让计划。|自然资源分局|每半年一次|"]
    found = extraction("某开发区2024年责任分工\n" + "\n".join(rows))
    assert told(found)[1] == ("2", ["党群部(人社分局)", "兴园街道", "董团乡"])


@pytest.mark.parametrize("number", ["1.{}", "{}", "1-{}"])
def test_rows_without_a_row_of_heads(number: str) -> None:
    rows = [(number.format(1), "松林小班每月踏查一遍，上传系统", "森防站（牵头）、各国有林场", "4月—11月"),
            (number.format(2), "开展专项普查，形成报告和分布图", "森防站", "5月31日、10月20日"),
            (number.format(3), "与邻县签订联防联治协议", "局办公室", "3月25日前"), (number.format(4), "监管疫木粉碎并留存影像", "各国有林场", "")]
    lines = "\n".join("\t".join(row) for row in rows)
    found = extraction(f"某县林业局关于分解2025年防控重点工作的通知\n各站：\n现把重点工作分解如下。\n\n一、监测普查\n{lines}\n\n某县林业局\n2025年2月19日\n")
    rows_read = [task for task in found.tasks if task.assignments]
    assert [task.text(found.text) for task in rows_read] == [row[1] for row in rows]
    assert [[unit.name for unit in task.assignments] for task in rows_read] == [
        ["森防站", "各国有林场"], ["森防站"], ["局办公室"], ["各国有林场"]]
    assert {task.headings for task in rows_read} == {("一、监测普查",)}


def test_offices_of_towns_are_units_beside_what_was_wrong() -> None:
    rows = [("1", "水道右岸被圍墾種植香蕉約3畝", "清退種植物，恢復灘地原貌，並設置界樁", "白蕉鎮水務所", "區河道管理中心", "6月30日前"),
            ("2", "兩岸堆放建築垃圾", "15日內清運完畢，並落實每日巡查", "井岸鎮水務所", "區排水管理中心", "長期保持"),
            ("3", "水面水浮蓮成片聚集", "採用機械與人工相結合方式打撈", "乾務鎮水務所", "區水利工程管理所", "7月底")]
    cells = ["序號", "問題描述", "整改措施", "牽頭單位", "配合單位", "完成期限", *(cell for row in rows for cell in row)]
    found = extraction("某區2021年突出問題整改責任清單\n\n" + "\n\n".join(cells) + "\n")
    assert told(found) == [("1", ["白蕉镇水务所", "区河道管理中心*"]), ("2", ["井岸镇水务所", "区排水管理中心*"]),
                           ("3", ["干务镇水务所", "区水利工程管理所*"])]
    assert [task.text(found.text) for task in found.tasks] == [row[2] for row in rows]
    assert [limit.value for limit in found.tasks[1].times][-1] == "continuous"


@pytest.mark.parametrize("opening", ["【", "（"])
def test_statements_that_open_their_items(opening: str) -> None:
    closing = {"【": "】", "（": "）"}[opening]
    items = [("督察司牵头，文物司参加", "组织交叉检查，按月公布情况。"), ("科技教育司", "推广智慧用电监测，遴选示范案例。"),
             ("各省级文物部门", "将电气防火纳入年度培训计划。")]
    lines = "\n".join(f"{at}.{opening}{units}{closing}{text}" for at, (units, text) in enumerate(items, 1))
    found = extraction(f"某局2021年专项整治工作方案\n为做好工作，制定本方案。\n一、整治内容\n{lines}\n")
    assert [(task.text(found.text), [unit.name for unit in task.assignments]) for task in found.tasks] == [
        (items[0][1], ["督察司", "文物司"]), (items[1][1], ["科技教育司"]), (items[2][1], ["各省级文物部门"])]


def test_bullets_before_numbered_tasks_and_keys() -> None:
    lines = "\n".join(f"    ■ 任务{number}  {name}\n    {text}\n    ◇责任科室  {units}\n" for number, name, text, units in (
        ("一", "推行预约诊疗", "门诊号源全部开放预约。", "门诊部(牵头)、信息科"), ("二", "建设智慧医院", "完成系统四级申报。", "信息科、医务部"),
        ("三", "规范投诉管理", "分析报告按季报院长办公会。", "各科室")))
    found = extraction(f"某医院改善医疗服务实施方案\n    为改善服务，制定本方案。\n    第一部分  主要任务\n\n{lines}")
    assert told(found) == [("任务一", ["门诊部", "信息科"]), ("任务二", ["信息科", "医务部"]), ("任务三", ["各科室"])]


def test_rows_without_heads_that_kinds_head_and_sums_stand_in() -> None:
    rows = [("治污水", "1. 霞山段截污纳管，铺设管网5.6公里", "1200", "县住建局", "霞山乡", "10月底完工"),
            ("", "2. 生活污水治理设施运维，每周巡检", "860", "县农办", "各乡镇", "长期"),
            ("防洪水", "3. 池淮溪堤防加固3.1公里", "2750", "县水利局", "县水投公司", "12月底"),
            ("", "4. 病险山塘除险12座", "540", "县水利局", "有关乡镇", "4月15日前")]
    lines = "\n".join(" | ".join(row) for row in rows)
    found = extraction(f"某县2016年治水重点任务分解表\n（项目、内容、年度投资、牵头单位、实施单位、时间）\n\n{lines}\n")
    assert [(task.label, task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", ("治污水",), ["县住建局", "霞山乡"]), ("2", ("治污水",), ["县农办", "各乡镇"]),
        ("3", ("防洪水",), ["县水利局", "县水投公司"]), ("4", ("防洪水",), ["县水利局", "有关乡镇"])]
    assert [[limit.value for limit in task.times][-1] for task in found.tasks] == [
        "2016-10-31", "continuous", "2016-12-31", "2016-04-15"]


def test_lists_of_measures_beside_what_was_wrong_are_one_row() -> None:
    cells = ["序号", "存在问题", "整改措施", "责任分工", "整改时限",
             "1", "健康档案重复建档率偏高。", "1.通过身份证号比对，清理重复档案。", "2.对死亡人员及时注销。", "牵头：县疾控中心", "配合：各镇卫生院", "2020年9月30日",
             "2", "老年人健康管理率未达67%。", "进村入户开展流动体检。", "牵头：县疾控中心", "配合：白花镇卫生院", "2020年10月底",
             "3", "随访记录雷同。", "（1）停用代签随访表；", "（2）每季度面对面随访；", "牵头：县慢性病防治站", "配合：各镇卫生院", "长期坚持"]
    found = extraction("某县2020年绩效评价问题整改清单\n\n" + "\n".join(cells) + "\n")
    assert told(found) == [("1", ["县疾控中心", "各镇卫生院*"]), ("2", ["县疾控中心", "白花镇卫生院*"]),
                           ("3", ["县慢性病防治站", "各镇卫生院*"])]


@pytest.mark.parametrize("rows", [
    [("1", "市财政局", "张三", "0750-3828123", "惠民路十二号三楼东侧"), ("2", "市审计局", "李四", "0750-3828124", "惠民路十四号二楼西侧"),
     ("3", "市司法局", "王五", "0750-3828125", "建设大道七号主楼")],
    [("市财政局", "负责预算和决算公开的局机关", "惠民路"), ("市审计局", "负责审计结果公开的局机关", "惠民路"), ("市司法局", "负责行政复议的局机关", "建设路")],
])
def test_lists_of_whom_to_call_or_where_are_no_tables_of_tasks(rows: list[tuple[str, ...]]) -> None:
    lines = "\n".join("\t".join(row) for row in rows)
    assert extraction(f"某市2021年政务公开联系名单\n\n{lines}\n").tasks == ()


def test_rows_that_bars_open_and_close_stand_on_as_many_lines_as_their_cells_were_broken_into() -> None:
    heads = "| 隐患\n类别 | 序\n号 | 整改要求 | 整改\n部门 | 协办\n部门 | 整改\n时限 | 备注 |\n"
    found = extraction(f"某学校2025年安全隐患整改台账\n{heads}| 用电安全 | 1 | 琴房更换老化线路，拆除\n私接插线板。 | 音乐与舞蹈\n学院 | 后勤管理处 "
                       "| 4月25\n日前 | 一级隐患 |\n| | 2 | 加装漏电保护器。 | 美术与设计\n学院 | | 5月30日 | |\n"
                       f"                     第 1 页 共 2 页\n{heads}| 消防设施 | 3 | 检查灭火器压\n力并签字。 | 人事处\n资产与实验\n室管理处 "
                       "| 各二级学院\n（部） | 5月15日 | |\n")
    assert [(task.label, *task.headings, task.times[0].value) for task in found.tasks] == [
        ("1", "用电安全", "2025-04-25"), ("2", "用电安全", "2025-05-30"), ("3", "消防设施", "2025-05-15")]
    assert told(found) == [("1", ["音乐与舞蹈学院", "后勤管理处*"]), ("2", ["美术与设计学院"]),
                           ("3", ["人事处", "资产与实验室管理处", "各二级学院(部)*"])]


def test_what_groups_numbered_rows_stands_above_them_and_units_behind_their_limits() -> None:
    """地区经普办综合组 does not end as units do: nothing but units stands behind a limit there."""
    cells = ["阶段", "序号", "主要工作", "完成时限", "牵头单位", "协办单位",
             "普查准备", "1", "组建普查机构。", "2018年6月", "各县人民政府", "行署财政局", "2", "划分普查小区。", "2018年8月20日前", "地区经普办综合组",
             "行署国土资源局", "地区林业局", "单位清查", "3", "比对形成清查底册。", "8月10日", "行署工商局", "行署民政局",
             "4", "清查数据审核。", "11月15日", "地区经普办数据处理组", "—", "登记填报", "5", "入户登记。", "2019年4月30日前", "各县经普办", "各成员单位"]
    found = extraction("某地区2018年重点工作责任清单\n" + "\n".join(cells))
    assert told(found) == [("1", ["各县人民政府", "行署财政局*"]), ("2", ["地区经普办综合组", "行署国土资源局*", "地区林业局*"]),
                           ("3", ["行署工商局", "行署民政局*"]), ("4", ["地区经普办数据处理组"]), ("5", ["各县经普办", "各成员单位*"])]
    assert [task.headings for task in found.tasks] == [("普查准备",)] * 2 + [("单位清查",)] * 2 + [("登记填报",)]


def test_persons_whose_names_a_point_parts_are_no_part_of_a_task() -> None:
    cells = ["序号", "工作任务", "责任领导", "牵头部门", "配合单位", "完成时限", "1", "推广膜下滴灌技术", "李　军", "农业科", "水管所", "5月底前",
             "2", "实施团中学运动场改造", "买买提·吐尔逊", "教育中心", "建设科", "10月", "3", "开展职工技能培训", "孙　涛", "劳动科", "科技科", "12月底"]
    found = extraction("某团2016年重点工作任务分工\n" + "\n".join(cells))
    assert told(found) == [("1", ["农业科", "水管所*"]), ("2", ["教育中心", "建设科*"]), ("3", ["劳动科", "科技科*"])]
    assert [task.text(found.text) for task in found.tasks] == ["推广膜下滴灌技术", "实施团中学运动场改造", "开展职工技能培训"]


def test_formal_numerals_head_rows_in_traditional_script() -> None:
    found = extraction("某市保護工作任務分解\n壹、棲息地整治\n1\t清除水域廢舊漁網。\t市水產站牽頭，湖濱區林業局配合\t10月10日前\n"
                       "2\t種植補飼作物。\t靈寶管理站負責\t10月20日前\n貳、監測\n3\t設監測點。\t各管理站\t2016年3月底\n"
                       "4\t環志大天鵝。\t市野生動植物救護站牽頭\t2016年1月\n")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("壹、棲息地整治",)), ("2", ("壹、棲息地整治",)), ("3", ("貳、監測",)), ("4", ("貳、監測",))]


def test_a_word_for_nothing_ends_a_row_of_one_line() -> None:
    rows = ("1 制订数字化规划。 办公室 业务指导股 4月30日 2 核对馆藏全宗。 保管利用股 各股室 上半年 "
            "3 异地异质备份数字化成果。 保管利用股 修水县档案局 无 4 接收到期档案进馆。 业务指导股 各有关单位 11月底前")
    found = extraction(f"某县2013年任务分解表 序号 任务内容 牵头股室 配合单位 完成时间 {rows}")
    assert told(found)[2] == ("3", ["保管利用股", "修水县档案局*"])
    assert found.tasks[2].text(found.text) == "异地异质备份数字化成果。"


def test_numbers_below_a_head_of_texts_count_rows() -> None:
    rows = "".join(f"{at}\t{text}\t{unit}\t法规股\t{when}\n" for at, (text, unit, _, when) in enumerate(ROWS, 1))
    found = extraction(f"某县2021年重点工作责任分解表\n项目\t工作内容\t责任单位\t责任股室\t时限要求\n一、公开（3项）\n{rows}")
    assert [(task.label, task.headings) for task in found.tasks] == [(str(at), ("一、公开（3项）",)) for at in (1, 2, 3)]


def test_units_and_limits_on_a_line_below_the_requirement_are_its_own() -> None:
    rows = "".join(f"{at}   {text[:6]}\n    {text[6:]}\n    {unit}    {others}    {when}\n\n"
                   for at, (text, unit, others, when) in enumerate(ROWS, 1))
    found = extraction(f"某县2021年任务分解表\n\n序号  工作内容                牵头处室   协同处室    完成时间\n\n一、公开\n\n{rows}")
    assert told(found) == [("1", ["疾控科", "县疾控中心*"]), ("2", ["财务科", "各医疗机构*"]), ("3", ["办公室", "各科室*"])]
    assert [task.text(found.text).replace("\n    ", "") for task in found.tasks] == [text for text, *_ in ROWS]


def test_chapters_wider_than_the_column_of_units_are_no_part_of_it() -> None:
    rows = ["责任股室 配合单位 重点工作 时限 备注", "第一部分", "业务股 农资公司 ①储备春耕化肥4200吨、农膜180吨，备足平价柜台 3月底 县级储备",
            "业务股 各基层社 ②开展土地托管，全程托管面积达到2.6万亩 10月底 ——", "合作指导股 丰润、段家寨基层社 ③建设藜麦、杂粮烘储中心2处 9月20日前 项目资金待批",
            "业务股、电商公司 邮政快递企业 ④县乡村三级物流共配，6月底前开通6条线路，配送时效缩短至48小时 年内 ——", "第三部分",
            "财务审计股 资产经营公司 ①社有土地、房产确权登记，建立“一宗一图一档” 11月底前 历史遗留5宗",
            "财务审计股 —— ②清收历年欠租，对拖欠1年以上的依法起诉 7月31日 ——", "监事会办公室 财务审计股 ③落实《社有资产监督管理办法》，出具监督报告 2026年1月 ——",
            "第四部分", "办公室 机关各股室 ①信访、安全、保密工作每月例会研判 常态化 ——", "办公室 各基层社 ②选派业务骨干赴浙江跟班学习8人次 上半年 ——"]
    table = "\n".join(row.replace(" ", "\u3000" * 4) + "　社有资产" * row.endswith("部分") for row in rows)
    found = extraction(f"某县供销社2025年重点工作台账\n{table}")
    assert [(task.label, task.headings[-1][:4]) for task in found.tasks] == [
        *((label, "第一部分") for label in "①②③④"), *((label, "第三部分") for label in "①②③"), ("①", "第四部分"), ("②", "第四部分")]


@pytest.mark.parametrize("heads", [["编号", "案由及办理要求", "牵头办理单位", "协助办理单位", "办结时间"],
                                   ["序号", "考核指标", "责任部门", "协助部门", "完成时间"]])
@pytest.mark.parametrize("between", ["\n", "\t"])
def test_a_head_that_ends_as_heads_of_texts_behind_that_of_numbers(heads: list[str], between: str) -> None:
    rows = [heads, *([str(at), *row] for at, row in enumerate(ROWS, 1))]
    found = extraction("某县2021年任务分工表\n" + "\n".join(between.join(row) for row in rows) + "\n")
    assert told(found) == [("1", ["疾控科", "县疾控中心*"]), ("2", ["财务科", "各医疗机构*"]), ("3", ["办公室", "各科室*"])]


@pytest.mark.parametrize("signers", [["某县人民医院"], ["中共某县人民医院委员会", "某县人民医院"]])
def test_who_signs_below_a_blank_line_is_none_of_the_last_row(signers: list[str]) -> None:
    cells = ["序号", "整改措施", "牵头科室", "配合科室", "整改时限",
             *(cell for at, row in enumerate(ROWS, 1) for cell in (str(at), *row))]
    below = "\n三、工作要求\n1．提高认识。各科室要对照反馈意见认领任务。\n2．严肃问责。对虚假整改的，由纪委约谈负责人。\n\n"
    found = extraction("某县人民医院整改任务表\n" + "\n".join(cells) + "\n" + below + "\n".join([*signers, "2021年9月18日"]) + "\n")
    assert told(found)[3:] == [("1", []), ("2", [])]
    assert all(limit.value != "2021-09-18" for task in found.tasks for limit in task.times)


def test_a_measure_whose_line_ends_amid_it_goes_on_in_its_cell() -> None:
    cells = ["序号", "审计查出的问题", "整改措施", "责任科室", "整改时限"]
    rows = [("采购内控薄弱", "完善采购内控制度，重点岗位人员满3年必须轮岗；\n对供应商约谈情况登记造册。", "药学部", "10月底前"),
            ("答复不及时", "接到投诉5个工作日内答复处理意见。", "办公室", "9月底前")]
    found = extraction("某医院2021年问题整改清单\n" + "\n".join(
        [*cells, *(cell for at, row in enumerate(rows, 1) for cell in (str(at), *row))]) + "\n")
    assert [task.text(found.text) for task in found.tasks] == [row[1] for row in rows]
    assert told(found) == [("1", ["药学部"]), ("2", ["办公室"])]


def test_words_below_a_last_cell_that_ends_amid_its_sentence_are_its_own() -> None:
    found = extraction("某县2022年任务分解表\n类别\t序号\t工作任务\t牵头单位\t时限\n基地建设\t1\t改造农田1万亩。\t县农业农村局\t2022年底完成5000亩，\n"
                       "2024年上半年全部完成\n\t2\t推广有机肥。\t县农技站\t持续推进\n品牌营销\t3\t建设展销专柜。\t县委宣传部\t2022年8月\n")
    assert [(task.label, task.headings) for task in found.tasks] == [("1", ("基地建设",)), ("2", ("基地建设",)), ("3", ("品牌营销",))]
    assert [limit.value for limit in found.tasks[0].times] == ["2022-12-31", "2024-06-30"]


@pytest.mark.parametrize(("cell", "units", "why"), [
    ("县政务局；协助单位：县档案馆", ["县政务局", "县档案馆*"], "a unit before the first key of its cell"),
    ("县委宣传部、县应急局（牵头）；县卫健局、县融媒体中心（配合）", ["县委宣传部!", "县应急局!", "县卫健局*", "县融媒体中心*"],
     "marks that close lists, another being marked"),
    ("县委宣传部、县应急局（牵头）、县卫健局", ["县委宣传部", "县应急局!", "县卫健局"], "one mark, of one unit"),
])
def test_cells_that_say_who_leads(cell: str, units: list[str], why: str) -> None:
    cells = ["序号", "工作任务", "责任单位", "完成时限", "1", "公布名单。", cell, "6月底", "2", "公布预算。", "县财政局", "7月底"]
    found = extraction("某县2021年任务清单\n" + "\n".join(cells) + "\n")
    marks = {"support": "*", "lead": "!", "responsible": ""}
    assert [[unit.name + marks[unit.role.value] for unit in task.assignments] for task in found.tasks] == [units, ["县财政局"]], why


def test_a_unit_alone_above_a_row_that_units_begin_is_of_its_first_cell() -> None:
    found = extraction("某局2025年任务分工表\n牵头处室\t序号\t任务内容\t配合处室\t完成时限\n一、严格监管\n生产监管处\t1\t检查高风险品种。\t审评中心\t11月底前\n"
                       "二、规范秩序\n经营监管处\n稽查处\t2\t打击“回流药”。\t各检查分局\t持续推进\n器械监管处\t3\t实行分级监管。\t法规处\t9月底前\n")
    assert told(found) == [("1", ["生产监管处", "审评中心*"]), ("2", ["经营监管处", "稽查处", "各检查分局*"]), ("3", ["器械监管处", "法规处*"])]
    assert [task.headings for task in found.tasks] == [("一、严格监管",), ("二、规范秩序",), ("二、规范秩序",)]


def test_keys_of_back_matter_with_wide_spaces_are_no_rows() -> None:
    found = extraction("某农场2014年推进表\n序号   工作内容                    完成时间      负责单位      协作单位\n"
                       "1      核定种植计划。              3月15日前     农业科        各管理区\n2      调剂良种1850吨。            3月20日       种子公司      质检站\n"
                       "3      检修播种机械。              4月5日        农机科        农机监理站\n\n主题词：农业  春耕  推进表  通知\n抄送：宝泉岭管理局农业局。\n")
    assert told(found) == [("1", ["农业科", "各管理区*"]), ("2", ["种子公司", "质检站*"]), ("3", ["农机科", "农机监理站*"])]


def test_whatever_stands_before_row_numbers_heads_the_rows() -> None:
    found = extraction("某区2020年攻坚任务清单\n攻坚方向\t序号\t任务内容\t牵头单位\t责任单位\t完成时限\n"
                       "企业开办\t1\t压缩开办时间。\t行政审批局\t市场监管分局\t5月底\n\t2\t推行一照多址。\t行政审批局\t各局\t8月底前\n"
                       "工程建设\t3\t实行标准地。\t规划建设局\t行政审批局\t二季度末\n")
    assert [task.headings for task in found.tasks] == [("企业开办",), ("企业开办",), ("工程建设",)]


@pytest.mark.parametrize("limit", ["资金下达后", "收获季节", "5月—10月", "变更后及时", "客船10月底前到位；夜航5月1日前开通"])
def test_limits_that_name_an_event_or_a_season_end_their_rows(limit: str) -> None:
    rows = [("类别一", "1", "公开防返贫对象认定程序，村级公示不少于5天。", "乡村振兴局", "各乡镇政府", "每季度"),
            ("2", "公开补助资金的分配结果。", "财政局", "各项目实施单位", limit),
            ("3", "公布特色产业收购信息。", "农业农村局", "融媒体中心", "长期坚持"),
            ("类别二", "4", "公开接种点位及进度。", "卫健局", "疾控中心", "11月底前")]
    found = extraction("某县2021年政务公开任务分解表\n类别\n序号\n任务内容\n牵头单位\n责任单位\n完成时限\n"
                       + "\n".join(cell for row in rows for cell in row) + "\n")
    assert [(task.headings, [unit.name for unit in task.assignments]) for task in found.tasks] == [
        (("类别一",), ["乡村振兴局", "各乡镇政府"]), (("类别一",), ["财政局", "各项目实施单位"]),
        (("类别一",), ["农业农村局", "融媒体中心"]), (("类别二",), ["卫健局", "疾控中心"])]


def test_a_short_whole_name_below_a_mark_of_who_leads() -> None:
    rows = [("取消药品加成，切换收\n费系统，完成库存盘点。", "药学部（牵头）\n信息科、财务科", "9 月 30 日前"),
            ("药占比控制在35%以下，每月点评处方不\n少于 200 张并院内公示。", "药学部（牵头）\n医务部", "持续推进"),
            ("制订医院章程，提交职工代表大会审议。", "院办公室（牵头）\n工会", "2016 年\n12 月"),
            ("重新核定绩效工资方案，向临床一线、\n夜班岗位倾斜。", "人力资源\n部（牵头）\n财务科、各\n临床科室", "10 月 31 日\n前")]
    lines = [f"{at} {task}\n{units}\n{limit}" for at, (task, units, limit) in enumerate(rows, 1)]
    found = extraction("某医院改革任务清单（2016年度）\n\n序号\n改革任务\n责任科室\n完成时间\n" + "\n".join(lines) + "\n")
    assert told(found) == [("1", ["药学部", "信息科", "财务科"]), ("2", ["药学部", "医务部"]), ("3", ["院办公室", "工会"]),
                           ("4", ["人力资源部", "财务科", "各临床科室"])]
    assert [task.times[-1].value for task in found.tasks] == ["2016-09-30", "continuous", "2016-12-31", "2016-10-31"]


def test_what_the_names_of_offices_end_in_is_no_name_where_it_stands_nowhere_alone() -> None:
    rows = ["1修订信息公开指南，核对办公地址。党政综合办公室5月底前", "2公开低保对象和标准。公共服务办公室牵头，各社区居委会配合每月10日前",
            "3公开老旧小区改造方案和施工进度。城市管理办公室、社区建设办公室牵头，相关社区居委会参加11月底前",
            "4组织“政府开放日”活动，邀请居民代表参加。党建工作办公室牵头，各科室协办上半年、下半年各一场"]
    found = extraction("某街道2023年政务公开任务分工表 序号工作任务责任科室完成时限" + "".join(rows) + "\n")
    assert told(found) == [("1", ["党政综合办公室"]), ("2", ["公共服务办公室", "各社区居委会*"]),
                           ("3", ["城市管理办公室", "社区建设办公室", "相关社区居委会*"]), ("4", ["党建工作办公室", "各科室*"])]
    assert [limit.value for limit in found.tasks[3].times] == ["2023-06-30", "2023-12-31"]


def test_a_line_that_rules_the_heads_off_heads_no_rows() -> None:
    found = extraction("某中学2012年责任清单\n责任部门 | 序 | 工作内容 | 完成时间\n" + "-" * 40 + "\n教务处 | 1 | 开齐开足课程，安排体育课 | 9月5日前\n"
                       " | 2 | 组织期中、期末教学质量分析 | 11月20日\n政教处、团委 | 1 | 修订学生一日常规，印发到班 | 9月10日\n")
    assert told(found) == [("1", ["教务处"]), ("2", ["教务处"]), ("1", ["政教处", "团委"])]
    assert {task.headings for task in found.tasks} == {()}


def test_the_end_of_a_sentence_behind_a_page_end_is_no_list_of_units() -> None:
    found = extraction("某县2023年整改任务清单\n评估指标\t序号\t反馈问题\t整改措施\t牵头单位\t配合单位\t完成时限\n"
                       "依申请公开\t1\t答复书未告知救济渠道\t统一使用答复文书范本。组织一次依申请公开业务培训，覆盖到全\n\n"
                       "某县2023年政务公开第三方评估反馈问题整改任务清单　　第2页/共2页\n\n\t\t\t部乡镇和县直部门。\t县司法局\t县政务公开办\t10月10日\n"
                       "平台建设\t2\t基层目录不衔接\t对照标准指引更新目录，实行目录动态调整。\t县政务公开办\t26个试点领域主管部门\t10月底\n")
    assert told(found) == [("1", ["县司法局", "县政务公开办*"]), ("2", ["县政务公开办", "26个试点领域主管部门*"])]
    assert found.tasks[0].text(found.text).endswith("覆盖到全部乡镇和县直部门。")


def test_a_table_that_shares_out_the_items_above_it_by_their_numbers_sets_no_tasks_of_its_own() -> None:
    items = "\n".join(f"{at}.{what}。" for at, what in enumerate(["梳理公开事项", "编制目录", "建立更新机制", "规范政策发布"], 1))
    rows = [("1", "县政府办公室", "各牵头单位", "8月10日前"), ("2—3", "县司法局", "各乡镇人民政府、县直各部门", "9月底前"),
            ("4", "县政务服务中心", "县融媒体中心", "持续推进")]
    plan = f"某县2020年政务公开实施方案\n一、主要任务\n{items}\n二、要求\n加强领导。\n\n附件\n某县2020年政务公开任务分工表\n"
    for between, heads in (("\t", "任务序号\t牵头单位\t配合单位\t完成时限"), ("\n", "任务\n序号\n牵头单位\n配合单位\n完成时限")):
        found = extraction(plan + heads + "\n" + "\n".join(between.join(row) for row in rows) + "\n")
        assert told(found)[:4] == [("1", ["县政府办公室", "各牵头单位*"]), ("2", ["县司法局", "各乡镇人民政府*", "县直各部门*"]),
                                   ("3", ["县司法局", "各乡镇人民政府*", "县直各部门*"]), ("4", ["县政务服务中心", "县融媒体中心*"])]
        assert [[limit.value for limit in task.times] for task in found.tasks[:4]] == [
            ["2020-08-10"], ["2020-09-30"], ["2020-09-30"], ["continuous"]]
        assert not any(task.text(found.text)[:1].isdecimal() for task in found.tasks)
