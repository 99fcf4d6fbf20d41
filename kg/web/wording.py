"""Words of the pages for values that the model keeps in its own notation."""

from __future__ import annotations

import re

from kg.export.labels import Lang
from kg.export.lanes import Rank
from kg.export.svg import rank_name
from kg.model.extraction import Level
from kg.search.rows import lane_of, level_of

_RHYTHMS = {"realtime": ("实时", "in real time"), "continuous": ("持续", "continuously"),
            "unspecified": ("定期（未写间隔）", "regularly (interval not stated)")}
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
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

    >>> rhythm("P1Y", "zh"), rhythm("P3M", "en"), rhythm("2021-11-20", "zh")
    ('1 年', '3 months', '2021-11-20')
    """
    if value in _RHYTHMS:
        return _RHYTHMS[value][lang == "en"]
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
    return words[lang == "en"] if words else name.replace("-", " ")


_METHODS = {
    "number": ("文号一致", "same number"),
    "title": ("题名一致", "same title"),
    "number-and-title": ("文号与题名一致", "same number and title"),
    "short-form": ("同文简称", "short form defined in the text"),
    "co-cited-chain": ("同一句依次列出，推定后者依据前者", "listed in order in one sentence"),
    "co-cited chain": ("同一句依次列出，推定后者依据前者", "listed in order in one sentence"),
    "title-implements": ("题名自述贯彻落实", "the title says what it implements"),
    "human": ("人工认定", "decided by a person"),
}

__all__ = ["lane_name", "lane_of", "method", "rhythm"]
