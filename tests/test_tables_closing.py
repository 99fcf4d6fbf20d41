"""Units that nothing parts from the text before them, told by how their names begin."""

from __future__ import annotations

import pytest
from readings import extraction

from kg.extract.tables.closing import list_at_end

ENDS: list[tuple[str, str | None, frozenset[str], str]] = [
    ("公开学区划分、招生计划市教育局、各县区", "市教育局、各县区", frozenset(), "an organ of a level, then all of a kind"),
    ("更新全部办事指南镇便民服务中心", "镇便民服务中心", frozenset(), "a level before what offices' names begin with"),
    ("落实年度考核办法党政办公室、财务科", "党政办公室、财务科", frozenset(), "a word that offices' names begin with"),
    ("及时回应社会关切校长办公室", "校长办公室", frozenset(), "及 joins no names here"),
    ("修订评估报告。立案庭、各业务庭", "立案庭、各业务庭", frozenset(), "a full stop ends the text"),
    ("公布服务热线和投诉电话宏远公司", "宏远公司", frozenset({"宏远公司"}), "a name that the table uses elsewhere"),
    ("做好信息公示省直有关部门", "省直有关部门", frozenset({"有关部门"}), "a level before such a name"),
    ("公开预算信息各县（市、区）人民政府".replace("（", "(").replace("）", ")"), "各县(市、区)人民政府", frozenset(),
     "a collective is no list"),
    ("各级政府、部门要落实公开工作省财政厅", "省财政厅", frozenset(), "units that are told to do something are text"),
    ("推动一网通办、一网通管区行政审批局", "区行政审批局", frozenset(), "a word that ends like a unit before a glued one"),
    ("编制26个领域目录区政府办、区直各部门", "区政府办、区直各部门", frozenset(), "figures in the text"),
    ("公开经营信息。发改委各部门", "发改委各部门", frozenset({"各部门"}), "two columns glued behind a full stop"),
    ("权责清单及时向社会公开省审改办", "省审改办", frozenset(), "a text without a verb in front, longer than a place"),
    ("公开收费目录。 医保物价办公室、信息科", "医保物价办公室、信息科", frozenset({"办公室"}), "too little for a text before a known name"),
    ("公开举措。 广电旅游和公共服务股(行政审批服务股)", "广电旅游和公共服务股(行政审批服务股)", frozenset(),
     "a second name in brackets does not count"),
    ("公开反馈、党政综合办公室", "党政综合办公室", frozenset({"综合办公室"}), "two characters in a list are no text"),
    ("公开招生、招生计划综合办公室", "综合办公室", frozenset({"综合办公室"}), "more of them are"),
    ("公开督察问题整改进展呼伦贝尔市生态环境局扎兰屯市分局", "呼伦贝尔市生态环境局扎兰屯市分局", frozenset(), "the place whose level begins a name"),
    ("更新查询机市档案馆、市行政审批和政务服务局", "市档案馆、市行政审批和政务服务局", frozenset(), "和 amid a name"),
    ("推行一次告知。 各县市区政府、街道办事处", "各县市区政府、街道办事处", frozenset(), "a kind names units behind others"),
    ("低于80分的由县教育局会同县市场监管局约谈财务科", "财务科", frozenset(), "an act stands amid no name that its level begins"),
    ("公开经营信息，方便群众办事", None, frozenset(), "no unit at all"),
]


@pytest.mark.parametrize(("text", "units", "names", "why"), ENDS, ids=[case[3] for case in ENDS])
def test_the_list_that_a_stretch_ends_with(text: str, units: str | None, names: frozenset[str], why: str) -> None:
    found = list_at_end(text, 0, len(text), names)
    assert (found and text[slice(*found)]) == units, why


ROWS = [("公开门诊医生排班，方便群众预约", "门诊部、医务科"), ("公布药品价格，每季度更新一次", "药剂科"),
        ("修订采购制度，接受社会监督", "总务科、采购办、纪检监察室"), ("开展满意度调查，形成书面报告", "护理部"),
        ("更新服务指南和投诉电话", "院长办公室、各临床科室")]


@pytest.mark.parametrize("gap", ["", " "], ids=["glued", "spaced"])
def test_rows_without_stops_end_in_their_units(gap: str) -> None:
    table = gap.join(f"{number}{gap}{text}{gap}{units}" for number, (text, units) in enumerate(ROWS, 1))
    found = extraction(f"市第二医院2022年院务公开任务清单\n序号{gap}工作任务{gap}责任科室{gap}{table}")
    assert [task.text(found.text) for task in found.tasks] == [text for text, _ in ROWS]
    assert ["、".join(unit.name for unit in task.assignments) for task in found.tasks] == [units for _, units in ROWS]


@pytest.mark.parametrize("closing", ["", "附件：1.任务分解表2.联系人名单", "公开方式：主动公开", "抄送：县委各部门。"])
def test_what_closes_a_document_is_glued_to_no_row(closing: str) -> None:
    found = extraction(f"某县2022年任务清单序号工作任务责任单位1公开预算。县财政局2公开规划。县发改局、办公室{closing}")
    assert [[unit.name for unit in task.assignments] for task in found.tasks] == [["县财政局"], ["县发改局", "办公室"]]
