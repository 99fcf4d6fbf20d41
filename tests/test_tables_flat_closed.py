"""What stands behind the last row of a table in one line, and numbers that one row prints with a point."""

from __future__ import annotations

import pytest
from readings import extraction

TITLE = "本溪市2018年政务公开重点工作任务分解表"
ROWS = [
    ("1", "公开国有企业混改进度，10个工作日内公布", "市国资委", "每季度"),
    ("2", "公布处置名单和职工安置去向", "市人力资源社会保障局牵头，市总工会配合", "2018年9月底前"),
    ("3", "对减证便民取消的证明材料逐项说明替代方式", "市编委办牵头，市法制办配合", "7月31日前"),
    ("4", "公开抽查计划、抽查结果，结果形成后20个工作日内公示", "市工商局、市质监局", "长期"),
    ("5", "公布棚改逐户签约情况", "市住房城乡建设委", "2018年11月30日前"),
    ("6", "编制政府公报目录，2018年6月起每月出刊一期", "市政府办公厅、市档案局", "2018年12月底前"),
]
TEXTS = [row[1] for row in ROWS]
CLOSINGS = [
    ("", [], "nothing"),
    (" 五项重点工作完成情况由市政府办公厅会同市政府督查室每半年督查一次，督查结果在全市通报。", [], "what the issuer will do"),
    (" 请各单位于12月10日前将落实情况报市政府办公厅。", ["请各单位于12月10日前将落实情况报市政府办公厅。"], "a duty of all"),
    (" 各单位要加强领导，认真抓好落实。", [], "an appeal"),
    (" 本溪市人民政府办公厅 2018年5月3日", [], "a signature"),
    (" 注：“年底前”指2018年12月31日前；各单位名称以“三定”规定为准。", [], "a note that begins with a quotation"),
]


@pytest.mark.parametrize("columns", [3, 4], ids=["units last", "limits last"])
@pytest.mark.parametrize(("closing", "duties", "why"), CLOSINGS, ids=[case[2] for case in CLOSINGS])
def test_what_closes_the_table_is_no_part_of_its_last_row(columns: int, closing: str, duties: list[str], why: str) -> None:
    heads = ["序号", "工作内容", "责任单位", "完成时限"][:columns]
    rows = " ".join(" ".join(row[:columns]) for row in ROWS)
    found = extraction(f"{TITLE} {' '.join(heads)} {rows}{closing}")
    assert [task.text(found.text) for task in found.tasks] == [*TEXTS, *duties], why
    assert [unit.name for unit in found.tasks[5].assignments] == ["市政府办公厅", "市档案局"], why


@pytest.mark.parametrize("pointed", ["2", "4"])
def test_a_number_with_a_point_among_others_without_counts_its_row(pointed: str) -> None:
    rows = " ".join(f"{row[0]}{'.' if row[0] == pointed else ' '}{' '.join(row[1:])}" for row in ROWS)
    found = extraction(f"{TITLE} 序号 工作内容 责任单位 完成时限 {rows}")
    assert [task.label for task in found.tasks] == [row[0] for row in ROWS]
    assert [task.text(found.text) for task in found.tasks] == TEXTS


@pytest.mark.parametrize("second", ["市委网信办、市大数据局", "市公安局", "各有关部门"])
def test_a_second_name_in_brackets_ends_a_unit_that_the_next_is_glued_to(second: str) -> None:
    rows = [("公开财政预算决算信息。", "市财政局", "市审计局、各有关部门"), ("更新办事指南和权责清单。", "市政务服务中心", "市直各部门"),
            ("主动回应社会关切。", "市委宣传部（市政府新闻办）", second), ("逐项整改评估发现的问题。", "市人民政府办公室", "各有关单位")]
    glued = "".join(f"{number}{text}{lead}{others}" for number, (text, lead, others) in enumerate(rows, 1))
    found = extraction(f"某市2020年政务公开工作任务分解表序号工作任务牵头单位责任单位{glued}")
    assert [[unit.name for unit in task.assignments] for task in found.tasks][2] == ["市委宣传部(市政府新闻办)", *second.split("、")]
