"""Words of the pages for values that the model keeps in its own notation."""

from __future__ import annotations

import re

from kg.export.labels import Lang, label
from kg.export.folding import Rank
from kg.export.svg import rank_name
from kg.model.answers import ChangeKind
from kg.model.extraction import NO_YEAR, Level, Relation, Role, TimeKind
from kg.model.links import (DerivationKind, GapKind, HolderKind, MatchKind, MatchRelation, Series, Status)
from kg.model.report import Stage
from kg.regions import regions
from kg.search.rows import lane_of, level_of

_RHYTHMS = {"realtime": ("实时", "in real time"), "continuous": ("持续", "continuously"),
            "unspecified": ("定期（未写间隔）", "regularly (interval not stated)")}
_COUNT = r"(\d+(?:\.\d)?)"
_LENGTH = re.compile(f"P(?:{_COUNT}Y)?(?:{_COUNT}M)?(?:{_COUNT}W)?(?:{_COUNT}D)?(?:T(?:{_COUNT}H)?(?:{_COUNT}M)?)?")
_UNITS = (("年", "year"), ("个月", "month"), ("周", "week"), ("日", "day"), ("小时", "hour"), ("分钟", "minute"))


def lane_name(lane: str, lang: Lang) -> str:
    """What a lane's word of the catalogue is called.

    >>> lane_name("municipal-department", "zh")
    '市级部门'
    """
    level = level_of(lane)
    order = 2 * (len(Level) if level is None else level.rank) + lane.endswith("-department")
    return rank_name(Rank(order), lang)


def rhythm(value: str, lang: Lang) -> str:
    """A time value in words: a date as it is, an ISO duration spelled out.

    >>> rhythm("P0.5D", "zh"), rhythm("P3M", "en"), rhythm("2021-11-20", "zh"), rhythm("--06-30", "zh")
    ('0.5 日', '3 months', '2021-11-20', '6 月 30 日（未写年份）')
    """
    if value in _RHYTHMS:
        return _RHYTHMS[value][lang == "en"]
    if value.startswith(NO_YEAR):
        month, day = map(int, value.removeprefix(NO_YEAR).split("-"))
        return f"{month} 月 {day} 日（未写年份）" if lang == "zh" else f"{month:02}-{day:02} (no year stated)"
    found = _LENGTH.fullmatch(value)
    if found is None or not any(found.groups()):
        return value
    parts = [(count, units) for count, units in zip(found.groups(), _UNITS, strict=True) if count]
    if lang == "zh":
        return "".join(f"{count} {units[0]}" for count, units in parts)
    return " ".join(f"{count} {units[1]}{'' if count == '1' else 's'}" for count, units in parts)


def method(name: str, lang: Lang) -> str:
    """How a link was made, in words; a method that has none here is named as it is."""
    words = _METHODS.get(name)
    return words[lang == "en"] if words else name


def reason(words: str, lang: Lang) -> str:
    """Why a citation means a document or a name a body, in words; a reason that is not known here
    stands as it is.

    >>> reason("a unit of 江门市生态环境局", "zh"), reason("has this number", "zh")
    ('江门市生态环境局的内设机构', '文号一致')
    """
    if lang == "en":
        return words
    said = words.removesuffix("; its text is not in the library")
    known = next((start for start in _REASONS if said.startswith(start)), None)
    return words if known is None else _REASONS[known].format(said.removeprefix(known))


def stage_name(stage: str, lang: Lang) -> str:
    """What a stage of a build is called."""
    return label(Stage(stage)).say(lang) if stage else ""


def series_name(series: Series) -> str:
    """A series as a heading says it: who, then what about.

    >>> series_name(Series("s", "生态环境部办公厅：政务公开", "生态环境部办公厅", ()))
    '生态环境部办公厅政务公开'
    """
    return series.title.replace("：", "", 1)


def facet_name(facet: str, lang: Lang) -> str:
    """What a facet of the lists is called."""
    return _FACETS[facet][lang == "en"]


def value_name(facet: str, value: str, lang: Lang) -> str:
    """What a value of a facet is called.

    >>> value_name("bearing", "nobody", "zh"), value_name("region", "440700", "zh")
    ('未写单位', '江门市')
    """
    if facet == "lane":
        return lane_name(value, lang)
    if facet == "region":
        region = regions().get(value)
        nation = "全国" if lang == "zh" else "national"
        return region.name if region else value or nation
    if facet == "year" and value == "0":
        return year_name(0, lang)
    words = _VALUES.get((facet, value))
    return words[lang == "en"] if words else value


def year_name(year: int | None, lang: Lang) -> str:
    """What a column of years is called: a year, 0 for works whose year is not known, none for all before the others.

    >>> year_name(2021, "zh"), year_name(0, "zh"), year_name(None, "zh")
    ('2021', '不详', '更早')
    """
    words = ("更早", "earlier") if year is None else ("不详", "unknown") if year == 0 else (str(year),) * 2
    return words[lang == "en"]


def column_name(variable: str, lang: Lang) -> str:
    """What a column of a named question is called; other variables keep their names.

    >>> column_name("documentName", "zh"), column_name("文件", "zh")
    ('文件', '文件')
    """
    return _COLUMNS.get(variable, variable) if lang == "zh" else variable


def choice_name(value: str, lang: Lang) -> str:
    """What a value that a question takes or gives is called: a level, a role, a kind of link."""
    for values in _NAMED:
        if value in {member.value for member in values}:
            return label(values(value)).say(lang)
    return value


def cell_words(variable: str, value: str, lang: Lang) -> str:
    """The words of a cell of an answer: codes and truth values in words, anything else as it is.

    >>> cell_words("role", "lead", "zh"), cell_words("held", "true", "zh"), cell_words("name", "lead", "zh")
    ('牵头', '是', 'lead')
    """
    if variable in _CODED:
        return choice_name(value, lang)
    return _TRUTH.get(value, value) if variable in _TRUE_OR_NOT and lang == "zh" else value


_NAMED = (Level, Role, TimeKind, Relation, Status, ChangeKind, MatchKind, MatchRelation, DerivationKind, GapKind,
          HolderKind)
_CODED = frozenset({"role", "level", "documentLevel", "kind", "relation", "status", "change", "gap"})
_TRUE_OR_NOT = frozenset({"held", "stated", "direct"})
_TRUTH = {"true": "是", "false": "否"}
_REASONS = {
    "has this number": "文号一致", "has this title and issuer": "题名与机关一致", "has this title": "题名一致",
    "only cited, by title": "只被引用，题名一致", "names the document that it stands in": "本文自称",
    "a regulation of this title was in force at the time": "当时施行的同名法规",
    "a collective name": "统称", "names a place and an organ": "写明地名与机关", "a unit of ": "{}的内设机构",
    "an organ of the issuer's place": "发文地的机关",
}
_COLUMNS = {
    "task": "任务", "year": "年份", "text": "任务原文", "documentName": "文件", "document": "文件编号", "name": "名称",
    "kind": "种类", "item": "条目", "confidence": "把握", "tasks": "任务数", "quote": "依据原文", "issuers": "机关",
    "words": "原文", "unit": "单位", "title": "题名", "rule": "规则", "level": "层级", "held": "已入库", "to": "指向",
    "start": "起", "end": "止", "score": "相似度", "reason": "理由", "message": "说明", "from": "来自", "direct": "直接",
    "citedBy": "引用它的文件", "why": "理由", "who": "署名", "when": "时间", "verdict": "决定", "together": "同责次数",
    "toName": "上位文件", "fromName": "下位文件", "themeName": "主题", "supports": "配合", "leads": "牵头", "status": "认定",
    "stated": "明示", "role": "角色", "reuse": "沿用", "relation": "关系", "regulation": "法规", "limits": "时限",
    "holder": "承担者", "due": "期限", "documents": "文件数", "number": "文号", "method": "方法", "other": "另一单位",
    "units": "单位", "bearers": "承担者", "previousName": "上一年文件", "nextName": "下一年文件", "seriesTitle": "系列",
    "run": "字号", "place": "地区", "cited": "仅被引用", "highest": "最大序号",
    "documentYear": "年份", "documentLevel": "层级", "field": "字段", "gap": "缺口", "link": "关联", "fact": "事实",
    "every": "周期", "below": "把握低于", "least": "至少",
    "candidates": "候选", "change": "变动", "before": "之前", "after": "之后", "series": "系列", "older": "旧", "newer": "新",
}
_FACETS = {
    "lane": ("层级", "Level"), "year": ("年份", "Year"), "region": ("地区", "Region"),
    "held": ("原文", "Text"), "kind": ("种类", "Kind"), "bearing": ("责任", "Bearer"),
    "rhythm": ("时限", "Time limit"), "certainty": ("把握", "Certainty"), "judged": ("审校", "Review"),
    "work": ("文件", "Document"), "parent": ("上级", "Part of"),
}
_VALUES = {
    ("held", "1"): ("已入库", "held"), ("held", "0"): ("未入库", "not held"),
    ("kind", "plan"): ("工作要点、方案", "plans"), ("kind", "policy"): ("政策文件", "policies"),
    ("kind", "regulation"): ("法规", "regulations"), ("kind", "other"): ("其他", "other"),
    ("kind", "organisation"): ("机关", "organisations"), ("kind", "unit"): ("内设机构", "units"),
    ("kind", "group"): ("统称", "collective names"),
    ("certainty", "high"): ("把握高", "high"), ("certainty", "middle"): ("把握中", "middle"),
    ("certainty", "low"): ("把握低", "low"), ("judged", "1"): ("有人工决定", "decided by a person"),
    ("judged", "0"): ("未经人工", "not reviewed"),
    ("bearing", "lead"): ("有牵头单位", "lead named"), ("bearing", "listed"): ("只列责任或配合", "units, no lead"),
    ("bearing", "nobody"): ("未写单位", "no unit"),
    ("rhythm", "deadline"): ("写明期限", "a date"), ("rhythm", "frequency"): ("写明频次", "a rhythm"),
    ("rhythm", "within"): ("写明时段", "a length of time"), ("rhythm", "none"): ("未写时限", "none"),
}
_METHODS = {
    "number": ("文号一致", "same number"),
    "title": ("题名一致", "same title"),
    "title and issuer": ("题名与机关一致", "same title and issuer"),
    "gazetteer": ("法规名录", "gazetteer of regulations"),
    "self": ("本文自称", "the document itself"),
    "short form": ("同文简称", "short form defined in the text"),
    "basis citation": ("写明的依据", "cited as its basis"),
    "co-cited chain": ("同一句依次列出，推定后者依据前者", "listed in order in one sentence"),
    "title implements": ("题名自述贯彻落实", "the title says what it implements"),
    "task match (derives)": ("任务相近，来自上级", "similar task in an upper document"),
    "task match (continues)": ("任务相近，来自往年", "similar task in an earlier year"),
    "task match (restates)": ("同文重述", "restated in the same document"),
    "judgement": ("人工认定", "decided by a person"),
}

__all__ = ["cell_words", "choice_name", "column_name", "facet_name", "lane_name", "lane_of", "method", "reason",
           "rhythm", "series_name", "stage_name", "value_name", "year_name"]
