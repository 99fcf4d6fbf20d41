"""Heads of documents that chance puts together: what a website prints around the text, a covering notice or none, the
plan's title and first words, what closes the page, and how a copy sets the lines.

What each head says is known, so that thousands can be read that nobody has answered.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from transformations.documents import ANY_SETTING, LINED_SETTING, glued, in_one_line

_DAY = "2021年6月1日"
_SIGNED, _PUBLISHED = "2021-06-01", "2021-06-03"


class _Issuer(NamedTuple):
    name: str
    number: str
    place: str
    whole: str      # how a plan names its place without the name (全省)
    level: str
    region: str


_ISSUERS = (
    _Issuer("青海省人民政府办公厅", "青政办〔2021〕30号", "青海省", "全省", "provincial", "630000"),
    _Issuer("青海省教育厅", "青教厅〔2021〕8号", "青海省", "全省", "provincial", "630000"),
    _Issuer("江门市生态环境局", "江环办〔2021〕50号", "江门市", "全市", "municipal", "440700"),
    _Issuer("江门市人民政府办公室", "江府办函〔2021〕129号", "江门市", "全市", "municipal", "440700"),
    _Issuer("呼和浩特市卫生健康委员会", "呼卫健发〔2021〕66号", "呼和浩特市", "全市", "municipal", "150100"),
    _Issuer("成都市武侯区人民政府办公室", "成武府办发〔2021〕3号", "武侯区", "全区", "county", "510107"),
    _Issuer("江门市蓬江区发展和改革局", "蓬发改〔2021〕7号", "蓬江区", "全区", "county", "440703"),
    _Issuer("红安县人民政府办公室", "红政办发〔2021〕12号", "红安县", "全县", "county", "421122"),
    _Issuer("红安县财政局", "红财发〔2021〕9号", "红安县", "全县", "county", "421122"))
_KINDS = ("政务公开工作要点", "政务公开工作实施方案", "政务公开工作安排", "政务公开重点任务分工方案", "政府信息公开工作计划",
          "政务公开工作任务清单", "深化政务公开重点工作任务分解表", "政务公开工作考核指标", "政务公开重点工作", "政务公开工作配档表")
_NAMES = ("{place}2021年{kind}", "2021年{place}{kind}", "{issuer}2021年{kind}", "2021年{kind}", "2021年{whole}{kind}")

# What pages print above a text: those that name no day of publication, those that do, those that print the title too.
_FRAMES = (
    "", "首页 > 政府信息公开 > 政策文件\n", "当前位置：首页>>信息公开>>工作计划\n",
    "您现在的位置：首页 » 政务公开 » 法定主动公开内容 » 通知公告\n",
    "当前位置： 首页 > 政务公开 > 政府信息公开目录 > 其他文件\n",
    "索 引 号：XM001/2021-00015\n主题分类：政务公开\n发布机构：{issuer}\n发文日期：2021-06-01\n文  号：{number}\n",
    "索引号：XM001/2021-00015\t发布机构：{issuer}\n生成日期：2021-06-01\t文号：{number}\n名称：{top}\n",
    "中国{place}\n首页\n政务公开\n政策解读\n互动交流\n", "【字体：大 中 小】 打印 分享到：\n",
    "中国{place}门户网站 www.xm.gov.cn\n2021年6月3日 星期四\n", "{issuer}文件\n{number}\n")
_DATED = (
    "信息来源：{issuer} 发布时间：2021-06-03 10:22 阅读次数：123\n",
    "索引号 | XM001/2021-00015 | 主题分类 | 政务公开\n发文机关 | {issuer} | 成文日期 | 2021年06月01日\n标题 | {top}\n"
    "发文字号 | {number} | 发布日期 | 2021年06月03日\n",
    "索 引 号\nXM001/2021-00015\n发布机构\n{issuer}\n成文日期\n2021-06-01\n发布日期\n2021-06-03\n文　　号\n{number}\n")
_TITLED = (
    "{top}\n发布时间：2021-06-03　来源：{issuer}　浏览量：88　字号：[大] [中] [小]\n", "{top}\n2021-06-03 来源：{issuer}\n",
    "{top}\n时间：2021-06-03 09:15:22  作者：办公室  点击数：45 次\n")
_NOTICES = (
    "{issuer}关于印发《{title}》的通知\n", "{issuer}关于印发{title}的通知\n{number}\n", "{issuer}\n关于印发《{title}》的通知\n{number}\n",
    "{number}\n{issuer}关于印发《{title}》的通知\n", "{issuer}关于印发\n《{title}》的通知\n",
    "{issuer}关于印发\n{title}的\n通知\n{number}\n", "{number}\n\n{issuer}\n关于印发{title}的通知\n")
_ADDRESSEES = (
    ("各乡镇人民政府，县政府各部门：\n", ("各乡镇人民政府", "县政府各部门")), ("各科室、直属各单位：\n", ("各科室", "直属各单位")),
    ("机关各处室：\n", ("机关各处室",)), ("局属各单位、机关各科室：\n", ("局属各单位", "机关各科室")),
    ("各镇人民政府、街道办事处，各有关单位：\n", ("各镇人民政府", "街道办事处", "各有关单位")),
    ("各县（市、区）人民政府，市直有关单位：\n", ("各县（市、区）人民政府", "市直有关单位")))
_ISSUING = (
    "现将《{title}》印发给你们，请认真贯彻执行。\n", "现将《{title}》印发给你们，请遵照执行。特此通知。\n",
    "《{title}》已经同意，现印发给你们，请结合实际认真贯彻落实。\n",
    "《{title}》已经领导同意，现印发给你们，请抓好落实。\n联系人：张三，联系电话：0123-4567890。\n")
_SIGNATURES = (
    "{issuer}\n{day}\n", "{issuer}\n{day}\n（此件公开发布）\n", "{issuer}{day}\n", "{issuer}\n二〇二一年六月一日\n",
    "                         {issuer}\n                         {day}\n",
    "{issuer}\n{day}\n（联系人：张某；联系电话：0123-4567890）\n", "附件：{title}\n{issuer}\n{day}\n",
    "{issuer}    {day}\n（信息公开形式：主动公开）\n")
_TITLES = ("{title}\n", "{title}\n（{day}）\n", "附件1\n{title}\n", "附件：{title}\n")
_PREAMBLES = (
    "", "为贯彻落实《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）精神，结合实际，制定如下意见。\n",
    "2021年，我们政务公开工作的总体要求是：坚持以人民为中心，全面推进公开。\n", "为进一步做好政务公开工作，现提出以下意见：\n")
_TASKS = (
    "一、加强公开工作\n（一）编制公开事项标准目录。及时更新有关内容。（责任单位：办公室）\n（二）公开财政预算。（责任单位：财务科）\n",
    "一、总体要求\n坚持公开为常态、不公开为例外。\n二、主要任务\n1.编制公开事项标准目录，确保取得实效。（办公室）\n"
    "2.公开财政预算，确保取得实效。（财务科）\n")
_FEET = ("", "抄送：县委办公室，县人大常委会办公室。\n", "{issuer}\n{day}\n", "{issuer}\n二〇二一年六月一日\n", "（此件公开发布）\n",
         "附件：联系人名单\n", "扫一扫在手机打开当前页\n", "责任编辑：王某\n【打印】【关闭】\n",
         "注：1.本表由办公室负责解释。\n2.每月报送的从7月起算。\n")
_TABLE = "序号\t工作任务\t责任单位\n1\t编制公开事项标准目录。\t办公室\n2\t公开财政预算。\t财务科\n"


class DrawnHead(NamedTuple):
    """A document and what its head says, by the names of the fields."""

    text: str
    says: dict[str, object]


def drawn_head(seed: int, table: str | None = None) -> DrawnHead:
    """The document that a seed draws, with the rows of a table below its title or with tasks of its own; where it prints
    no notice, what is the issuer's is left out of what it says."""
    chance = Random(seed)
    issuer, noticed = chance.choice(_ISSUERS), chance.random() < 0.75
    words = {"issuer": issuer.name, "number": issuer.number, "place": issuer.place, "whole": issuer.whole,
             "kind": chance.choice(_KINDS), "day": _DAY}
    words["title"] = chance.choice(_NAMES).format(**words)
    notice, (addressees, recipients) = chance.choice(_NOTICES), chance.choice(_ADDRESSEES)
    whole = "".join(notice.format(**words).replace(issuer.number, "").split())
    words["top"] = whole if noticed else words["title"]
    frame, setting = chance.choice((*_FRAMES, *_DATED, *_TITLED)), chance.choice(LINED_SETTING if table else ANY_SETTING)
    parts = [frame]
    if noticed:
        parts += [notice, addressees, chance.choice(_ISSUING), chance.choice(_SIGNATURES), chance.choice(_TITLES)]
    elif frame not in _TITLED or chance.random() < 0.5:
        parts.append(chance.choice(_TITLES[:2]))
    forms = _TASKS if setting in (in_one_line, glued) else (*_TASKS, _TABLE)
    parts.append("" if table else chance.choice(_PREAMBLES) + chance.choice(forms))
    text = "".join(parts).format(**words) + (table or "") + chance.choice(_FEET).format(**words)
    says: dict[str, object] = {"title": words["title"], "plan_year": 2021}
    if issuer.number in text:
        says["number"] = issuer.number
    if frame in (*_DATED, *_TITLED):
        says["date_published"] = _PUBLISHED
    if noticed:
        says |= {"notice_title": whole, "recipients": recipients, "issuers": (issuer.name,), "date_signed": _SIGNED,
                 "level": issuer.level, "region": issuer.region}
    return DrawnHead(setting(text), says)
