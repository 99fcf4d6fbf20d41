"""The head of a document: titles, number, issuers, level, region, dates, recipients, annexes."""

from __future__ import annotations

import pytest
from cases import cases
from readings import extraction

from kg.extract.head.fields import read_fields
from kg.extract.head.header import read_header
from kg.extract.head.recipients import split_addressees
from kg.extract.head.signatures import find_signature, is_body, split_names
from kg.model.extraction import Header, Level
from kg.model.text import Document, Reading, Source
from kg.normalise import normalise

NOTICE = """江门市生态环境局文件

江环办〔2021〕50 号

关于印发《江门市生态环境局2021年政务公开
工作要点》的通知

各市（区）分局，局机关各科室及直属各事业单位：

现将《江门市生态环境局2021年政务公开工作要点》印发给你们，请认真贯彻执行。

江门市生态环境局办公室
2021年10月28日

（联系人：某某某，联系电话：1234567）

江门市生态环境局办公室 2021年10月29日印发
"""


def document(text: str, *metadata: tuple[str, str]) -> Document:
    """A text as rules see it."""
    return normalise(Reading(Source("a.txt", "", "text/plain"), text, metadata=metadata))


def head(text: str, *metadata: tuple[str, str]) -> Header:
    """The header of a text."""
    return read_header(document(text, *metadata))


def told(header: Header, name: str) -> str:
    """One field of a header as tables write it: lists with |, nothing as -."""
    value = getattr(header, name)
    if isinstance(value, Level):
        return value.value
    return "|".join(value) or "-" if isinstance(value, tuple) else "-" if value is None else str(value)


def test_a_printed_notice() -> None:
    found = head(NOTICE)
    assert found.title == "江门市生态环境局2021年政务公开工作要点"
    assert found.notice_title == "关于印发《江门市生态环境局2021年政务公开工作要点》的通知"
    assert found.number == "江环办〔2021〕50号"
    assert found.issuers == ("江门市生态环境局",), "the red head outranks the office that signs for it"
    assert (found.level, found.region, found.plan_year) == (Level.MUNICIPAL, "440700", 2021)
    assert (found.date_signed, found.date_published) == ("2021-10-28", "2021-10-29")
    assert found.recipients == ("各市（区）分局", "局机关各科室", "直属各事业单位")


def test_no_person_and_no_telephone_enters_the_head() -> None:
    found = head(NOTICE)
    told = str((found.title, found.notice_title, found.issuers, found.recipients, found.annexes, found.number))
    assert "某某某" not in told and "1234567" not in told


def test_every_field_has_its_place() -> None:
    printed = document(NOTICE)
    evidence = dict(read_header(printed).evidence)
    assert evidence["number"].spans[0].of(printed.text) == "江环办〔2021〕50 号"
    assert evidence["recipients"].spans[0].of(printed.text).startswith("各市（区）分局")
    assert {"title", "notice_title", "issuers", "date_signed"} <= evidence.keys()


def test_a_run_together_web_head() -> None:
    found = head("关于印发《生态环境部2021年政务公开工作安排》的通知发文机构：生态环境部办公厅发布时间：2021-05-18"
                 "发文字号：环办厅函〔2021〕214号政策类型：政策文件关键字：大气;水污染防治机关各部门，应急中心、服务中心："
                 "为做好工作，办公厅组织制定了《生态环境部2021年政务公开工作安排》。\n现予印发。\n生态环境部办公厅2021年5月8日")
    assert found.notice_title == "关于印发《生态环境部2021年政务公开工作安排》的通知"
    assert (found.number, found.issuers, found.level) == ("环办厅函〔2021〕214号", ("生态环境部办公厅",), Level.NATIONAL)
    assert (found.date_signed, found.date_published) == ("2021-05-08", "2021-05-18")
    assert found.recipients == ("机关各部门", "应急中心", "服务中心")


def test_who_seals_for_a_body_stands_between_it_and_the_day() -> None:
    found = head("各成员单位：现将《2021年某区联合抽查实施方案》印发给你们，请认真组织实施。 某区“双随机、一公开”监管工作领导小组办公室 "
                 "（某区司法局代章） 2021年3月8日 2021年某区联合抽查实施方案 一、公开规划。二、公开预算。")
    assert found.issuers == ("某区“双随机、一公开”监管工作领导小组办公室",)


def test_a_recipient_behind_a_menu_is_whole() -> None:
    found = head("关于印发工作方案的通知\n2020-08-28 微信 QQ空间 片区各处室（中心）：现将有关事项通知如下。")
    assert found.recipients == ("片区各处室（中心）",)


def test_an_archive_block_and_a_breadcrumb() -> None:
    found = head("标题: 关于做好政府信息公开工作的通知\n发布时间: 2015-08-04 09:12\n文号: \n发布机构: 中国平潭\n栏目: 文件\n"
                 "==================== 正文 ====================\n当前位置： 首页政务公开 关于做好政府信息公开工作的通知 "
                 "时间：2015-08-04 09:12 微信 微博 QQ空间 岚综管办〔2015〕149号平潭综合实验区管委会办公室关于做好政府信息公开工作的"
                 "通知区直各有关单位，各乡镇人民政府：现将有关事项通知如下。\n平潭综合实验区管委会办公室\n2015年7月31日")
    assert found.title == "平潭综合实验区管委会办公室关于做好政府信息公开工作的通知" and found.notice_title is None
    assert found.number == "岚综管办〔2015〕149号"
    assert found.issuers == ("平潭综合实验区管委会办公室",), "the name of a website is no issuer"
    assert found.recipients == ("区直各有关单位", "各乡镇人民政府")


@pytest.mark.parametrize(("page", "number", "why"), [
    ("索引号:\n\n6107/2024-1\n发文字号:\n\n镇政发〔2024〕7号\n发布日期:\n\n2024年4月6日\n镇巴县人民政府工作规则\n第一条 做好工作。\n",
     "镇政发〔2024〕7号", "values below their labels"),
    ("发布机构 自治区人民政府 文  号 内政发〔2013〕62号\n成文日期 2013-07-02\n关于做好工作的通知\n各市：\n请做好工作。\n",
     "内政发〔2013〕62号", "labels without colons, one with spaces inside"),
    ("索 引 号:1\n名 称: 某通知 分 类: 其他 发文日期: 2021年3月16日 文 号: 粤卫〔2021〕3号\n各市：\n请做好工作。\n",
     "粤卫〔2021〕3号", "labels with spaces inside, run together"),
    ("关于全面推进政务公开工作的实施意见（岳办发〔2017〕2号）\n来源：某网 日期：2017-01-12 17:08\n各县市：\n请做好工作。\n",
     "岳办发〔2017〕2号", "the number in the title's own bracket"),
    ("关于做好工作的通知\n中县政务公开202210\n各乡镇：\n请做好工作。\n", "中县政务公开〔2022〕10号", "a line that lost brackets and mark"),
    ("关于做好工作的通知\n各乡镇：\n根据《条例》（国办发〔2021〕12号），请做好工作。\n", None, "a cited number is not the own one"),
])
def test_the_own_number(page: str, number: str | None, why: str) -> None:
    assert head(page).number == number, why


def test_a_breadcrumb_names_the_issuer_where_nothing_else_does() -> None:
    found = head("登录 | 注册\n白城市政府信息公开专栏 >> 白城市人民政府办公室 >> 公开制度\n关于印发2019年重点任务分工的通知\n"
                 "各县（市、区）人民政府：\n请做好工作。\n")
    assert found.issuers == ("白城市人民政府办公室",)
    assert found.notice_title == "关于印发2019年重点任务分工的通知", "no word of navigation enters the title"
    assert dict(found.evidence).get("issuers") is None or dict(found.evidence)["issuers"].confidence < 0.9


def test_a_page_in_one_line_gives_its_title_and_issuers_apart_from_its_menu() -> None:
    found = head("当前位置： 首页政务公开最新文件部门文件 石泉县教育局等3部门关于印发《石泉县规范办学实施方案》的通知 时间：2020-04-23 10:46 "
                 "微信 微博 各乡镇政府： 现将《石泉县规范办学实施方案》印发给你们，请贯彻落实。石泉县教育局石泉县财政局国家税务总局石泉县税务局 "
                 "石泉县供销合作社联合社 2020年4月14日（此件主动公开）石泉县规范办学实施方案 为规范办学，制定本方案。一、做好规范。")
    assert found.notice_title == "石泉县教育局等3部门关于印发《石泉县规范办学实施方案》的通知"
    assert found.issuers == ("石泉县教育局", "石泉县财政局", "国家税务总局石泉县税务局", "石泉县供销合作社联合社")


def test_fields_behind_the_text() -> None:
    found = head("【中国林业法规】 国家林业和草原局关于印发《乡村绿化美化行动方案》的通知\n各省主管部门：\n现将方案印发给你们。\n"
                 "【文号】 林生发〔2019〕33号\n【颁布时间】 20190328\n【颁布单位】 国家林业和草原局")
    assert (found.number, found.date_signed, found.issuers) == ("林生发〔2019〕33号", "2019-03-28", ("国家林业和草原局",))


def test_fields_that_came_with_the_file() -> None:
    found = head("各市人民政府：\n请认真落实。\n", ("发文字号", "粤府办〔2021〕17号"), ("发布日期", "2021-07-01"),
                 ("标题", "广东省人民政府办公厅关于印发工作要点的通知"))
    assert (found.number, found.date_published) == ("粤府办〔2021〕17号", "2021-07-01")
    assert found.issuers == ("广东省人民政府办公厅",) and found.region == "440000"


@pytest.mark.parametrize(("title", "year", "why"), [
    ("江门市2021年政务公开工作要点", 2021, "one year"),
    ("江门市2021年度政务公开工作要点", 2021, "年度"),
    ("江门市环境保护行动计划（2021—2025年）", None, "several years"),
    ("江门市全面推进政务公开工作方案", None, "no year"),
    ("江门市政务公开工作要点分工方案（2021年版）", 2021, "the edition of a plan"),
    ("江门市政务公开事项目录（2021年版）", None, "… of a catalogue"),
    ("江门市政务公开工作要点\n2021年", 2021, "a line of its own"),
])
def test_plan_year(title: str, year: int | None, why: str) -> None:
    assert head(f"{title}\n一、总体要求\n做好工作。\n").plan_year == year, why


@pytest.mark.parametrize(("title", "limits", "year", "why"), [
    ("江门市扬尘污染百日整治方案", "9月底前", 2018, "a campaign"),
    ("江门市安委会第三次全体会议议定事项任务分工", "12月15日前", 2018, "what a meeting decided"),
    ("江门市扬尘污染专项整治方案", "9月底前，2020年底前", None, "a campaign of more than a year"),
    ("江门市扬尘污染专项整治方案", "持续推进", None, "a campaign without a day"),
    ("江门市优化营商环境若干措施", "9月底前", None, "measures are for good"),
    ("江门市遗址公园建设重点工作推进表", "三月底", 2018, "a list of tasks, with limits in words"),
    ("江门市遗址公园建设重点工作推进表", "2019年三月底", None, "a list of tasks of several years"),
])
def test_the_year_of_a_campaign_is_that_of_its_signature(title: str, limits: str, year: int | None, why: str) -> None:
    page = f"{title}\n一、主要任务\n1.加强治理。（市环保局，{limits}）\n江门市人民政府\n2018年6月25日\n"
    assert head(page).plan_year == year, why


def test_a_notice_that_hands_tasks_down_covers_its_plan() -> None:
    found = head("镇安县脱贫攻坚指挥部关于下达2016年脱贫攻坚重点项目任务的通知\n各镇人民政府：\n现将《镇安县2016年脱贫攻坚重点项目任务分解表》"
                 "下达你们，请精心组织实施。\n镇安县脱贫攻坚指挥部\n2016年5月6日\n镇安县2016年脱贫攻坚重点项目任务分解表\n1.通村公路。（县交通局）\n")
    assert (found.title, found.notice_title) == (
        "镇安县2016年脱贫攻坚重点项目任务分解表", "镇安县脱贫攻坚指挥部关于下达2016年脱贫攻坚重点项目任务的通知")


def test_the_letterhead_above_the_number_names_who_issues() -> None:
    found = head("内蒙古自治区安全生产委员会办公室\n\n内安委办字〔2021〕103号\n\n关于印发自治区安委会第三次全体会议议定事项任务分工的通知\n\n"
                 "各盟行政公署：\n现将任务分工印发给你们。\n2021年8月27日\n")
    assert found.issuers == ("内蒙古自治区安全生产委员会办公室",), "no part of a meeting's name is an office"


@pytest.mark.parametrize("menu", ["学校首页 | 公开指南 | 公开目录 | 年度报告 | 监督投诉", "学校首页\n年度报告\n关于我们"])
def test_what_a_menu_ends_with_is_no_part_of_the_title(menu: str) -> None:
    found = head(f"{menu}\n渝州理工学院2024年信息公开工作要点\n作者： 日期：2024-03-25\n渝理工院办〔2024〕8号\n各学院：\n一、公开目录。\n")
    assert found.title == "渝州理工学院2024年信息公开工作要点"


def test_the_label_of_a_day_in_the_head_outranks_the_day_of_printing() -> None:
    found = head("宜昌市人民政府办公室\n关于印发2009年要点的通知\n宜府办函[2009]37号 发布时间:2009-04-21 点击:1172\n各县市区人民政府:\n"
                 "现将《2009年要点》印发给你们。\n2009年4月16日\n2009年要点\n一、公开目录。\n宜昌市人民政府办公室 2009年4月17日印发\n")
    assert found.date_published == "2009-04-21"


@pytest.mark.parametrize(("signature", "issuers", "level", "region"), [
    ("江苏省生态环境厅\n2022年8月18日", ("江苏省生态环境厅",), Level.PROVINCIAL, "320000"),
    ("江苏省生态环境厅\n二〇二二年八月十八日", ("江苏省生态环境厅",), Level.PROVINCIAL, "320000"),
    ("石泉县人民政府办公室\n2021年4月23日", ("石泉县人民政府办公室",), Level.COUNTY, "610922"),
    ("国家发展改革委办公厅\n税务总局办公厅\n2019年8月20日", ("国家发展改革委办公厅", "税务总局办公厅"), Level.NATIONAL, None),
    ("中共福建省委办公厅 福建省人民政府办公厅 2016年12月28日", ("中共福建省委办公厅", "福建省人民政府办公厅"),
     Level.PROVINCIAL, "350000"),
])
def test_signatures(signature: str, issuers: tuple[str, ...], level: Level, region: str | None) -> None:
    found = head(f"关于做好工作的通知\n各有关单位：\n请认真做好工作。\n{signature}\n")
    assert (found.issuers, found.level, found.region) == (issuers, level, region)
    assert found.date_signed is not None


@pytest.mark.parametrize(("title", "signature", "issuer", "why"), [
    ("石泉县人民政府办公室关于做好工作的通知", "石泉县深化改革领导小组办公室（代章）", "石泉县人民政府办公室",
     "who seals for another is not the issuer that the title names"),
    ("关于做好工作的通知", "石泉县深化改革领导小组办公室（代章）", "石泉县深化改革领导小组办公室", "… but all that is known without one"),
    ("关于做好工作的通知", "石泉县深化改革领导小组办公室\n（石泉县司法局代章）", "石泉县深化改革领导小组办公室",
     "a bracket of its own names who seals"),
])
def test_a_seal_for_another(title: str, signature: str, issuer: str, why: str) -> None:
    found = head(f"{title}\n各有关单位：\n请认真做好工作。\n{signature}\n2021年4月23日\n")
    assert found.issuers == (issuer,), why


def test_an_office_that_signs_shortly_is_the_one_that_the_title_names() -> None:
    found = head("包头职业技术学院党政办公室关于做好工作的通知\n各有关单位：\n请认真做好工作。\n党政办公室\n2021年4月23日\n")
    assert (found.issuers, found.region) == (("包头职业技术学院党政办公室",), "150200")


def test_what_a_text_without_a_head_tells() -> None:
    found = extraction("一、公开\n1.2020年9月底前，动态更新本镇权责清单。（党政办公室）\n2.2020年8月底前，完成清单编制。（党政办公室）\n").header
    assert (found.plan_year, found.level) == (2020, Level.TOWNSHIP)


def test_units_of_tasks_sign_nothing() -> None:
    """Though the last cells stand above the signature as further signing bodies would."""
    found = extraction("某县2021年工作要点\n序号\t工作任务\t责任单位\n1\t公开规划。\t县财政局\n2\t公开预算。\t县教育局\n"
                       "石泉县司法局\n2021年6月1日\n")
    assert found.header.issuers == ("石泉县司法局",)


def test_a_place_whose_name_ends_like_another() -> None:
    assert head("关于做好工作的通知\n各有关单位：\n附件：工作安排红安县人民政府办公室2021年6月1日").issuers == ("红安县人民政府办公室",)


def test_a_relative_name_is_expanded_from_the_document() -> None:
    found = head("江苏省生态环境系统工作要点\n各有关单位：\n请认真做好工作。\n省生态环境厅\n2022年8月18日\n")
    assert found.issuers == ("江苏省生态环境厅",)


@pytest.mark.parametrize(("listed", "names", "why"), [
    ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构", 3, "、 inside a collective does not part"),
    ("各市、县（区）党委和人民政府，省直各单位", 2, "和 inside a collective does not part"),
    ("机关各部门，应急中心、服务中心", 3, "、 between whole names parts"),
    ("局机关各科室及直属各事业单位", 2, "及 before 直属各 parts"),
    ("各县（市、区）环保局（分局），市局各科室、直属事业单位", 3, "、 in brackets does not part"),
    ("各区人民政府，市政府各委、办、局，各市属机构", 3, "委、办、局 is one name"),
    ("各县市区委、人民政府，市直各单位", 2, "a committee and its government"),
    ("各县（市、区）人民政府，各开发区党工委、管委会", 2, "a zone's committee and its administration"),
    ("各自然资源所、局机关各股室", 2, "所 ends a whole name"),
    ("地质调查局及部其他直属单位", 2, "及 before the others of a ministry"),
    ("各省、自治区、直辖市中小企业主管部门、发展改革委、财政厅（局）", 1, "places first make one collective"),
    ("各片区项目建设指挥部、区直各单位、区属各企业", 3, "指挥部 ends a whole name"),
])
def test_addressees(listed: str, names: int, why: str) -> None:
    assert len(split_addressees(listed.replace("，", ",").replace("（", "(").replace("）", ")"))) == names, why


@pytest.mark.parametrize(("listed", "names", "why"), cases("recipients"))
def test_a_list_of_recipients_is_parted_where_whole_names_meet(listed: str, names: str, why: str) -> None:
    assert split_addressees(listed) == tuple(names.split("|")), why


@pytest.mark.parametrize(("page", "facts", "why"), cases("heads"), ids=[row[-1] for row in cases("heads")])
def test_heads_of_many_forms(page: str, facts: str, why: str) -> None:
    found = extraction(page.replace("⏎", "\n").replace("⇥", "\t")).header
    for name, value in (fact.split("=", 1) for fact in facts.split("; ")):
        assert told(found, name) == value, f"{name}: {why}"


def test_several_plans_without_a_notice_title() -> None:
    found = head("各市人民政府：\n《甲专项行动方案》《乙专项行动方案》已经省政府同意，现印发给你们，请认真执行。\n陕西省人民政府办公厅\n"
                 "2019年6月6日\n甲专项行动方案\n为做好甲工作，制定本方案。\n一、要求\n做好甲工作。\n乙专项行动方案\n为做好乙工作，"
                 "制定本方案。\n一、要求\n做好乙工作。\n")
    assert found.title == "甲专项行动方案；乙专项行动方案" and found.notice_title is None


def test_annexes() -> None:
    found = head("关于印发甲方案的通知\n各单位：\n现将甲方案印发给你们。\n附件：1.甲方案\n      2.乙任务分解表\n江门市司法局\n2021年5月6日\n")
    assert found.annexes == ("甲方案", "乙任务分解表")


def test_a_single_label_is_a_word_of_the_text() -> None:
    assert not read_fields(document("时间：2021年5月6日\n请做好工作。\n")).values


def test_a_name_over_two_lines_above_its_date_is_one() -> None:
    text = "请认真贯彻执行。\n市推进政府职能转变和“放管服”改革\n协调领导小组办公室\n2023年5月10日\n"
    found = find_signature(text, 0, len(text))
    assert found is not None and found.names == ("市推进政府职能转变和“放管服”改革协调领导小组办公室",)


def test_a_list_of_annexes_names_no_plan_though_its_lines_break() -> None:
    text = ("关于印发工作方案的通知\n各区人民政府：\n现将《某省深化审批制度改革工作方案》印发给你们，请抓好落实。\n附件：1.某省深化审批制度改革提\n"
            "升营商环境工作方案\n2.某省改革任务台账\n某省发展和改革委员会\n2023年6月14日\n附件1\n某省深化审批制度改革工作方案\n一、推进改革\n"
            "（一）推进审批改革。（各区人民政府）\n")
    assert head(text).title == "某省深化审批制度改革工作方案"


@pytest.mark.parametrize(("name", "answer"), [
    ("江门市土地储备中心", True), ("国务院", True), ("××县人民政府办公室", True),
    ("特此通知", False), ("市政府网站", False), ("请认真贯彻执行", False)])
def test_names_of_bodies(name: str, answer: bool) -> None:
    assert is_body(name) == answer


def test_names_run_together_are_parted() -> None:
    assert split_names("国家发展和改革委员会科学技术部财政部人力资源和社会保障部") == [
        "国家发展和改革委员会", "科学技术部", "财政部", "人力资源和社会保障部"]
    assert split_names("上海市商务委员会上海海关") == ["上海市商务委员会", "上海海关"]
    assert split_names("江海区发展和改革委员会江海区建设和管理委员会") == ["江海区发展和改革委员会", "江海区建设和管理委员会"]
    assert split_names("中共江海区委员会办公室江海区人民政府办公室") == ["中共江海区委员会办公室", "江海区人民政府办公室"]


CITED_FIRST = [
    ("依据粤府〔2010〕69号等规定，制定本方案。", "粤府〔2010〕69号", "the word that leads to it"),
    ("按照《政府信息公开条例》和粤环〔2010〕6号部署，制定本方案。", "粤环〔2010〕6号", "the beginning of the sentence"),
]


@pytest.mark.parametrize(("sentence", "number", "why"), CITED_FIRST, ids=[case[-1] for case in CITED_FIRST])
def test_a_number_that_the_first_sentence_cites_is_not_its_own(sentence: str, number: str, why: str) -> None:
    found = extraction(f"某市2021年政务公开工作安排\n{sentence}\n一、加强公开\n（一）公开规划。（办公室）")
    assert found.header.number is None, why
    assert [str(one.number) for one in found.citations][-1] == number, why


@pytest.mark.parametrize("between", [" ", "\t", " | "])
def test_a_day_of_a_page_ends_where_the_title_follows_it(between: str) -> None:
    block = f"索引号：{between}123/2021-5{between}发布机构：{between}某市民政局{between}发布日期：{between}2021-06-15{between}"
    text = f"{block}某市民政局关于印发2021年政务公开工作要点的通知\n各科室：\n请认真执行。"
    assert extraction(text).header.date_published == "2021-06-15"
