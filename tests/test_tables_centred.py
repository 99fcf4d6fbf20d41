"""Tables set with spaces whose cells are centred: the number of a row stands in the middle of its lines."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "某市2021年扬尘治理攻坚任务清单\n"
ROWS = [("公开全部工地扬尘监测数据，每月通报排名，接受社会监督。", "市生态环境局、市住建局、市城管局"),
        ("更新渣土车辆名单。", "市交通运输局、市公安局交警支队、各县区人民政府"),
        ("修订道路保洁标准，明确责任人和联系方式，形成书面报告，报市政府办公室备案。", "市城管局"),
        ("开展裸土覆盖专项检查，检查结果在门户网站公布。", "市住建局、各县区人民政府")]


def lines(cell: str, width: int) -> list[str]:
    """A cell broken at a width."""
    return [cell[at:at + width] for at in range(0, len(cell), width)]


def centred(cells: list[list[str]], widths: tuple[int, ...]) -> str:
    """The lines of a row whose cells stand in the middle of the highest one."""
    height = max(map(len, cells))
    tops = [(height - len(cell)) // 2 for cell in cells]
    return "".join("  ".join((cell[at - top] if 0 <= at - top < len(cell) else "").ljust(width, "　")
                             for cell, top, width in zip(cells, tops, widths)).rstrip("　 ") + "\n" for at in range(height))


@pytest.mark.parametrize("width", [8, 10, 14])
@pytest.mark.parametrize("headings", [False, True], ids=["rows only", "chapters between rows"])
def test_numbers_stand_in_the_middle_of_their_rows(width: int, headings: bool) -> None:
    widths = (2, width, 8)
    table = centred([["序号"], ["工作任务"], ["责任单位"]], widths)
    for number, (text, units) in enumerate(ROWS, 1):
        if headings and number % 2:
            table += f"{'一二'[number // 2]}、{'公开' if number == 1 else '检查'}工作\n"
        table += centred([[str(number)], lines(text, width), lines(units, 8)], widths)
    found = extraction(TITLE + table)
    assert [(task.label, "".join(span.of(found.text) for span in task.spans)) for task in found.tasks] == [
        (str(number), text) for number, (text, _) in enumerate(ROWS, 1)] or \
        ["".join(task.text(found.text).split()) for task in found.tasks] == [text for text, _ in ROWS]
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [units for _, units in ROWS]


TOP = """序号  任务内容                                牵头单位          配合单位                完成时限
1     开展危险化学品企业安全评估诊断，按      区应急管理局      区工信和科技局          2021年6月底前
      照“一企一策”原则限期整治提升，对                        区市场监管局
      评估为“红区”的企业停产整改。
2     排查“两客一危一货”车辆动态监控装置    区交通运输局      交管支队昆区大队        2021年8月底前
      安装使用情况，按月通报在线率。
3     集中整治高层建筑外墙保温材料、电动自    区消防救援大队    区住建局                2021年9月底前
      行车停放充电、电缆井封堵等突出风险。                      各镇（街道）
4     按照《城镇燃气管理条例》检查餐饮场      区住建局          区商务局                2021年7月15日前
      所燃气安全，督促安装燃气泄漏报警装                        区市场监管局
      置，对发现的隐患24小时内整改到位。
5     开展起重机械、高支模、深基坑专项检      区住建局                                  2021年6月底前
      查，每季度公布违法违规典型案例。
6     推动冶金企业开展煤气安全专项治理，落    区应急管理局      区工信和科技局          2021年12月底前
      实《冶金企业和有色金属企业安全生产规定》，                各有关企业
      从业人员培训率达到100%。
7     完成在用电梯“96333”应急救援平台接入，  区市场监管局     各镇（街道）            2021年10月底前
      公开电梯维保单位质量评价结果。
8     推行安全生产举报奖励，对举报线索在      区应急管理局      区财政局                持续推进
      5个工作日内核查，查实的按规定兑现奖励。
9     组织“安全生产月”“安康杯”竞赛等活动，  区总工会        区应急管理局            2021年6月30日前
      推动安全宣传进企业、进社区、进家庭。                      区教育局
10    建立问题隐患和制度措施“两个清单”，    区安委会办公室    区安委会各成员单位      2021年11月20日前
      动态更新并逐项销号。
"""


def test_numbers_at_the_top_stay_there_where_one_line_is_wider_than_the_rest() -> None:
    found = extraction(TITLE + TOP)
    begins = [line[6:12] for line in TOP.splitlines()[1:] if line[0].isdigit()]
    assert ["".join(task.text(found.text).split())[:6] for task in found.tasks] == begins
    assert [len(task.assignments) for task in found.tasks] == [3, 2, 3, 3, 1, 3, 2, 2, 3, 2]


COMMAS = """序号          工  作  任  务                    责任科室              完成时限
1       组织对各县区开展巡查，                  综合协调科牵头，      12月底前
        每季度通报一次巡查发现的问题。          救援中心、人事科
                                                配合
2       督促企业主要负责人履行法定职责，持证    宣传教育科            9月底前
        上岗率达到100%。
        修订生产安全事故应急预案，组织危险      应急指挥中心牵头，
3       化学品、森林火灾综合应急演练各一次。    火灾防治管理科、      6月底前
                                                应急救援中心配合
4       更新应急物资储备目录。                  物资保障科            5月底前
"""


def test_a_line_that_ends_in_a_comma_goes_on() -> None:
    """Heads spaced by more than one space, rows of two lines that begin with their number, one of three around it."""
    found = extraction(TITLE + COMMAS)
    assert ["".join(task.text(found.text).split())[-5:] for task in found.tasks] == [
        "现的问题。", "100%。", "练各一次。", "储备目录。"]
    assert [(unit.name, unit.role.value) for unit in found.tasks[0].assignments] == [
        ("综合协调科", "lead"), ("救援中心", "support"), ("人事科", "support")]
    assert [(unit.name, unit.role.value) for unit in found.tasks[2].assignments] == [
        ("应急指挥中心", "lead"), ("火灾防治管理科", "support"), ("应急救援中心", "support")]


APART = """序号  工作内容                          牵头单位            配合单位              完成时限

      修订《目标管理考核办法》，纳入                        市委目督办
 1    绩效考核，实行“一票否决”。        市安监局            市人力社保局          5月底前

      开展“平安行”整治，对客运车辆全    市公安局            市安监局
 2    部安装定位装置，公布高危企业      市交通运输局        市农业局              10月底前
      名单。                                                市教育局

      加强烟花爆竹监管，取缔非法经营                        市公安局
 3    网点，依法打击非法生产，建立      市安监局            市工商局              持续推进
— 2 —
序号  工作内容                          牵头单位            配合单位              完成时限

      黑名单并动态更新。                                    市供销社

 4    公布检查结果。                    市质监局            市旅游局              12月底前

    抄送：市委各部门，德阳军分区。
    某市人民政府办公室                  2015年4月7日印发
"""


def test_blank_lines_set_rows_apart() -> None:
    """One row goes on over a page end; what is sent to whom is no row."""
    tasks = extraction(TITLE + APART).tasks
    assert [(task.label, [unit.name for unit in task.assignments]) for task in tasks] == [
        ("1", ["市安监局", "市委目督办", "市人力社保局"]),
        ("2", ["市公安局", "市交通运输局", "市安监局", "市农业局", "市教育局"]),
        ("3", ["市安监局", "市公安局", "市工商局", "市供销社"]), ("4", ["市质监局", "市旅游局"])]


def test_a_row_set_apart_that_lost_its_number_is_one_of_its_own() -> None:
    tasks = extraction(TITLE + APART.replace(" 4    公布", "      公布")).tasks
    assert [task.label for task in tasks] == ["1", "2", "3", None]
