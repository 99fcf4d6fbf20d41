"""Citations that chance puts together in plans and notices: titles with and without numbers, numbers alone and in odd
prints, issuers before titles, in reasons and in tasks.

What each cites is known, so that thousands can be read that nobody has answered.
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

_ISSUERS = (
    ("国务院办公厅", "国办发"), ("国务院", "国发"), ("国务院办公厅", "国办函"), ("中共中央办公厅、国务院办公厅", "中办发"),
    ("广东省人民政府办公厅", "粤府办"), ("福建省人民政府办公厅", "闽政办"), ("江苏省生态环境厅", "苏环办"), ("北京市人民政府办公厅", "京政办发"),
    ("山东省人民政府办公厅", "鲁政办字"), ("广西壮族自治区人民政府办公厅", "桂政办发"), ("国家发展改革委", "发改法规"), ("财政部", "财预"),
    ("国务院办公厅政府信息与政务公开办公室", "国办公开办函"), ("徐州市人民政府办公室", "徐政办发"),
    ("酒泉市政务公开工作领导小组办公室", "酒公开办发"), ("住房城乡建设部", "建办法"), ("甘肃省教育厅", "甘教厅"))
_TITLES = (
    "{year}年政务公开工作要点", "关于全面推进政务公开工作的意见", "关于印发{year}年政务公开工作要点的通知", "关于做好政府信息公开工作的通知",
    "政府信息公开工作年度报告格式", "关于印发〈全省政务公开工作规程〉的通知", "重大行政决策程序暂行条例", "中华人民共和国政府信息公开条例",
    "“十四五”数字政府建设规划", "关于印发2019年深化“放管服”改革重点任务分工方案的通知", "政府网站发展指引")
_NUMBERS = ("{code}〔{year}〕{serial}号", "{code}〔{year}〕{serial}号", "{code}[{year}]{serial}号", "{code}（{year}）{serial}号",
            "{code}【{year}】{serial}号", "{code}〔{year}〕第{serial}号", "{code}〔 {year} 〕{serial}号", "{code}〔{year}〕0{serial}号")
_REASONS = ("为贯彻落实{one}精神，结合我市实际，制定本工作要点。", "根据{one}要求，现就做好我市政务公开工作提出如下意见。",
            "按照{one}和{two}部署，制定本要点。", "为深入贯彻{one}、{two}，进一步做好政务公开工作，制定如下工作安排。",
            "为落实{one}，根据{two}要求，结合实际，制定本方案。")
_TASKS = ("认真落实{one}要求，规范主动公开。（责任单位：市财政局）", "按照{one}做好政策解读。", "修订{one}。", "对照{one}开展自查。", "学习宣传{one}。",
          "贯彻{one}和{two}，推进平台建设。", "制定出台{one}，明确职责分工。（市教育局负责）", "推动{one}落地见效。",
          "在门户网站公布{one}及解读材料。")
_PLAIN = ("加强平台建设，拨打12345热线电话。", "完善（一）公开指南（二）目录。", "联系电话：0516-83712345。", "在市政府2号楼设立公开专区。",
          "推进“互联网+政务服务”。", "安装3号服务器（2019版）。")

# A title, a number, an issuer (None where nothing is printed) and a relation.
Cited = tuple[str | None, str | None, str | None, str]


class DrawnCitations(NamedTuple):
    """The text of a document and what it cites, in order."""

    text: str
    cited: list[Cited]


def drawn_citations(seed: int) -> DrawnCitations:
    """The document that a seed draws: a plan, below a notice or not."""
    chance = Random(seed)
    year = chance.randint(2015, 2023)
    own = f"徐州市{year}年政务公开工作要点"
    text, cited = _notice(own, year) if chance.random() < 0.5 else ("", [])
    reason, cites = _filled(chance, chance.choice(_REASONS), year, "basis")
    text, cited = f"{text}{own}\n{reason}\n一、重点任务\n", [*cited, *cites]
    for count in range(1, chance.randint(4, 9)):
        task, cites = _filled(chance, chance.choice((*_TASKS, *_PLAIN)), year, "mention")
        text, cited = f"{text}{count}.{task}\n", [*cited, *cites]
    return DrawnCitations(text, cited)


def _filled(chance: Random, form: str, year: int, relation: str) -> tuple[str, list[Cited]]:
    """A sentence with what it cites."""
    told = {name: _cited(chance, year, relation) for name in ("one", "two") if f"{{{name}}}" in form}
    return form.format(**{name: words for name, (words, _) in told.items()}), [one for _, one in told.values()]


def _notice(own: str, year: int) -> tuple[str, list[Cited]]:
    text = f"徐州市人民政府办公室关于印发《{own}》的通知\n各县（市）、区人民政府，市各委、办、局：\n" \
           f"《{own}》已经市政府同意，现印发给你们，请认真组织实施。\n徐州市人民政府办公室\n{year}年4月8日\n"
    return text, [(own, None, None, "self")] * 2


def _cited(chance: Random, year: int, relation: str) -> tuple[str, Cited]:
    """A document as one prints it, and what is cited so."""
    issuer, code = chance.choice(_ISSUERS)
    title = chance.choice(_TITLES).format(year=year)
    asked, serial = chance.choice((year, year - 1, year - 3)), chance.randint(1, 150)
    number = f"{code}〔{asked}〕{serial}号"
    printed = chance.choice(_NUMBERS).format(code=code, year=asked, serial=serial)
    whole = issuer + title if title.startswith("关于") and chance.random() < 0.4 else title
    words, one = chance.choice((
        (f"《{whole}》（{printed}）", (whole, number, None, relation)), (f"《{whole}》", (whole, None, None, relation)),
        (printed + chance.choice(("", "文件")), (None, number, None, relation)),
        (f"《{whole}》{printed}", (whole, number, None, relation)),
        (f"{issuer}{chance.choice(('', '印发的', '发布的'))}《{title}》（{printed}）", (title, number, issuer, relation))))
    return words, one
