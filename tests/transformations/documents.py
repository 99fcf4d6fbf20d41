"""Whole documents that chance puts together: the page's head, a notice, who signs, the plan's title, preamble and tasks,
the back matter and the page's foot, and how a copy sets their lines.

What each part says is known, so that thousands can be read that nobody has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

_YEAR, _DAY = 2021, "2021年6月1日"

# An issuer, its document's number, its place.
_ISSUERS = (("红安县人民政府办公室", "红政办发〔2021〕12号", "红安县"), ("江门市生态环境局", "江环办〔2021〕50号", "江门市"),
            ("青海省教育厅", "青教厅〔2021〕8号", "青海省"), ("成都市武侯区人民政府办公室", "成武府办发〔2021〕3号", "武侯区"))
_KINDS = ("政务公开工作要点", "政务公开工作实施方案", "政务公开工作安排", "政务公开重点任务分工方案", "政府信息公开工作计划",
          "政务公开工作任务清单")
_PAGE_HEADS = (
    "", "首页 > 政府信息公开 > 政策文件\n", "当前位置：首页>>信息公开>>工作计划\n",
    "索 引 号：XM001/2021-00015\n主题分类：政务公开\n发布机构：{issuer}\n发文日期：2021-06-03\n文  号：{number}\n",
    "信息来源：{issuer} 发布时间：2021-06-03 10:22 阅读次数：123\n")
_NOTICES = ("{issuer}关于印发《{title}》的通知\n", "{issuer}关于印发{title}的通知\n{number}\n",
            "{issuer}\n关于印发《{title}》的通知\n{number}\n", "{number}\n{issuer}关于印发《{title}》的通知\n")
_ADDRESSEES = ("各乡镇人民政府，县政府各部门：\n", "各科室、直属各单位：\n", "机关各处室：\n")
_ISSUING = ("现将《{title}》印发给你们，请认真贯彻执行。\n", "现将《{title}》印发给你们，请遵照执行。特此通知。\n",
            "《{title}》已经同意，现印发给你们，请结合实际认真贯彻落实。\n")
_SIGNATURES = (
    "{issuer}\n{day}\n", "{issuer}\n{day}\n（此件公开发布）\n", "{issuer}{day}\n", "{issuer}\n二〇二一年六月一日\n",
    "                         {issuer}\n                         {day}\n",
    "{issuer}\n{day}\n（联系人：张某；联系电话：0123-4567890）\n", "附件：{title}\n{issuer}\n{day}\n",
    "附件：{title}\n\n\n{issuer}\n{day}\n\n附件\n")
_TITLES = ("{title}\n", "{place}{year}年{kind}\n", "{place}{kind}\n（{year}年）\n", "附件1\n{title}\n", "{title}\n（{day}）\n")
_PREAMBLES = (
    "", "为贯彻落实《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）精神，结合实际，制定如下意见。\n",
    "2021年，我们政务公开工作的总体要求是：坚持以人民为中心，全面推进公开。\n", "为进一步做好政务公开工作，现提出以下意见：\n")
_CLOSINGS = (
    "", "{issuer}\n{day}\n", "{issuer}\n二〇二一年六月一日\n", "抄送：县委办公室，县人大常委会办公室。\n", "抄送：县委各部门。\n{issuer} {day}印发\n",
    "（联系人：李某，电话：1234567）\n", "【打印】 【关闭】\n上一篇：关于召开会议的通知\n下一篇：没有了\n",
    "扫一扫在手机打开当前页\n主办：{issuer} 版权所有\n网站标识码：1234567890 京ICP备12345号\n",
    "附件：1.任务分解表\n2.联系人名单\n", "公开方式：主动公开\n", "责任编辑：王某\n", "相关链接：\n图解：{title}\n")
_REQUIREMENTS = ("公开国民经济和社会发展规划", "做好重大政策解读", "规范依申请公开办理", "开展政务公开培训", "加强政府网站建设管理",
                 "公开财政预算决算信息", "回应社会关切的热点问题", "编制公开事项标准目录", "推进政务新媒体规范发展", "公开行政执法信息")
_UNITS = ("县发改局", "县财政局", "县教育局", "办公室", "综合科", "县司法局", "各科室", "信息中心")
_COUNTS = "一二三四五六七八"
_CHAPTERS = ("加强公开工作", "做好解读工作", "强化保障工作")

_ANNEX_NAMES = {"table": ("{place}2021年政务公开工作任务分解表", "2021年政务公开重点任务分工表", "{place}政务公开工作责任清单"),
                "prose": ("{place}2021年政府网站建设工作方案", "{place}2021年政策解读工作方案")}
_ANNEX_LISTS = ("", "附件：{annex}\n", "附件：1.{annex}\n")

# A requirement and the unit that answers for it.
Asked = tuple[str, str]


class Drawn(NamedTuple):
    """A document with what it says: its tasks, who issued it, its title in the ways that it may be printed, whether a day
    is signed."""

    text: str
    tasks: Sequence[Asked]
    issuer: str | None
    titles: frozenset[str]
    year: int
    signed: bool


def drawn(seed: int) -> Drawn:
    """The document that a seed draws."""
    chance = Random(seed)
    issuer, number, place = chance.choice(_ISSUERS)
    kind = chance.choice(_KINDS)
    said = {"issuer": issuer, "number": number, "place": place, "kind": kind, "year": _YEAR, "day": _DAY,
            "title": f"{place}{_YEAR}年{kind}"}
    tasks = [(requirement, chance.choice(_UNITS)) for requirement in chance.sample(_REQUIREMENTS, chance.randint(2, 8))]
    noticed = chance.random() < 0.7
    parts = [_PAGE_HEADS, *((_NOTICES, _ADDRESSEES, _ISSUING, _SIGNATURES) if noticed else ()),
             ("", *_TITLES) if noticed else _TITLES, _PREAMBLES]
    above = "".join(chance.choice(part).format(**said) for part in parts)
    form, setting = chance.choice([(form, setting) for form, settings in _FORMS for setting in settings])
    closing = chance.choice(_CLOSINGS).format(**said)
    return Drawn(setting(f"{above}{form(tasks)}{closing}"), tasks, issuer if noticed else None, _titles(place, kind),
                 _YEAR, noticed)


def _titles(place: str, kind: str) -> frozenset[str]:
    return frozenset({f"{place}{_YEAR}年{kind}", f"{place}{kind}", f"{place}{kind}（{_YEAR}年）"})


def annexed(seed: int) -> Drawn:
    """A plan with an annex that names units as well, which may number anew."""
    chance = Random(seed)
    issuer, number, place = chance.choice(_ISSUERS)
    kind, sort = chance.choice(_KINDS), chance.choice(["table", "prose"])
    said = {"issuer": issuer, "number": number, "place": place, "kind": kind, "year": _YEAR, "day": _DAY,
            "title": f"{place}{_YEAR}年{kind}", "annex": chance.choice(_ANNEX_NAMES[sort]).format(place=place)}
    tasks = [(requirement, chance.choice(_UNITS)) for requirement in chance.sample(_REQUIREMENTS, 8)]
    plan = chance.choice([_chaptered, _counted, _framed])(tasks[:4])
    annex = chance.choice([_tabbed, _in_lines] if sort == "table" else [_chaptered, _counted])(tasks[4:])
    signed = chance.random() < 0.5
    parts = [("{title}\n",), _PREAMBLES, (plan,), _ANNEX_LISTS, ("{issuer}\n{day}\n" if signed else "",),
             ("附件\n", "附件：\n", "附件2\n"), ("{annex}\n",), (annex,), ("", "抄送：县委各部门。\n", "公开方式：主动公开\n")]
    text = "".join(chance.choice(part).format(**said) for part in parts)
    return Drawn(chance.choice(ANY_SETTING)(text), tasks, issuer if signed else None, _titles(place, kind), _YEAR,
                 signed)


def _chaptered(tasks: Sequence[Asked]) -> str:
    lines = []
    for at, (requirement, unit) in enumerate(tasks):
        if at % 3 == 0:
            lines.append(f"{_COUNTS[at // 3]}、{_CHAPTERS[at // 3]}\n")
        lines.append(f"（{_COUNTS[at % 3]}）{requirement}。及时更新有关内容。（责任单位：{unit}）\n")
    return "".join(lines)


def _keyed(tasks: Sequence[Asked]) -> str:
    return "".join(f"{at}.{requirement}。按要求落实到位。\n责任单位：{unit}\n" for at, (requirement, unit) in enumerate(tasks, 1))


def _counted(tasks: Sequence[Asked]) -> str:
    return "".join(f"{_COUNTS[at]}、{requirement}。要落实到人。（{unit}负责）\n" for at, (requirement, unit) in enumerate(tasks))


def _framed(tasks: Sequence[Asked]) -> str:
    items = (f"{at}.{requirement}，确保取得实效。（{unit}）\n" for at, (requirement, unit) in enumerate(tasks, 1))
    return "一、总体要求\n坚持公开为常态、不公开为例外。\n二、主要任务\n" + "".join(items)


def _tabbed(tasks: Sequence[Asked]) -> str:
    rows = (f"{at}\t{requirement}。\t{unit}\n" for at, (requirement, unit) in enumerate(tasks, 1))
    return "序号\t工作任务\t责任单位\n" + "".join(rows)


def _in_lines(tasks: Sequence[Asked]) -> str:
    return _tabbed(tasks).replace("\t", "\n")


def _as_typed(text: str) -> str:
    return text


def _with_blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n")


def _indented(text: str) -> str:
    return "\n".join("　　" + line if len(line) > 18 else line for line in text.split("\n"))


def _of_windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def in_one_line(text: str) -> str:
    return " ".join(line.strip() for line in text.replace("\t", "\n").split("\n"))


def glued(text: str) -> str:
    return "".join(line.strip() for line in text.replace("\t", "\n").split("\n"))


LINED_SETTING = (_as_typed, _with_blank_lines, _indented, _of_windows)
ANY_SETTING = (*LINED_SETTING, in_one_line, glued)
"""The ways to copy a page: with its lines, and in one line too."""
# How tasks are set down, and the ways to copy a page that leave enough of each to tell them.
_FORMS: tuple[tuple[Callable[[Sequence[Asked]], str], tuple[Callable[[str], str], ...]], ...] = (
    (_chaptered, ANY_SETTING), (_counted, ANY_SETTING), (_framed, ANY_SETTING), (_keyed, (*LINED_SETTING, in_one_line)),
    (_tabbed, LINED_SETTING), (_in_lines, (*LINED_SETTING, in_one_line)))
