"""Agencies by name: who is meant by 省政府办公厅, 市环保局 or 我部 in a given document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from kg import tables
from kg.regions import Region, Regions, lengths_by_beginning, regions
from kg.model.extraction import Level

_NATIONAL_SELF = {"government": False, "office": False, "party": False}
_RELATIVE = re.compile(r"(?:我|本|全)?(省|自治区|市|州|盟|县|区|旗)(?=\S)")
_LIKE_A_LEVEL = 3           # characters of the names of places that begin like one: 市南区, 全州县
_RELATIVE_LEVELS = {
    "省": (Level.PROVINCIAL,),
    "自治区": (Level.PROVINCIAL,),
    "市": (Level.MUNICIPAL, Level.PROVINCIAL, Level.COUNTY),
    "州": (Level.MUNICIPAL,),
    "盟": (Level.MUNICIPAL,),
    "县": (Level.COUNTY,),
    "旗": (Level.COUNTY,),
    "区": (Level.COUNTY, Level.MUNICIPAL, Level.PROVINCIAL),
}
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?:镇|乡|街道|街道办事处)(?=人民政府|党委|办事处|$)")
_PART = re.compile(r"[\u4e00-\u9fff]{2,6}?片区(?=\S)")       # a part of a city or zone that bodies of its own run
_BRANCH = re.compile(r"局([\u4e00-\u9fff]{2,6})分局\Z")
_SHORT_NAME = 2  # characters of 国办 and the like, in which other words end too
_STATIONED = "驻"  # between a national department and the place of its delegates
_NATIONAL_GROUP = re.compile(r"(?:国务院|中央|全国)[\u4e00-\u9fff]{2,24}(?:小组|联席会议|指挥部|委员会)(?:办公室)?")
_STATE = "中华人民共和国"  # before the names of ministries and customs houses alike
_GOVERNMENT = re.compile(r"人民政府(?:办公厅|办公室)?|管委会(?:办公室|办公厅)?|办公厅")
# 财政部门, 政府信息, 教育部署: a name that goes on is another word.
_WORD_TAILS = (
    "门",
    "署",
    "分",
    "长",
    "信息",
    "网站",
    "部",
    "系统",
    "采购",
    "规章",
    "工作",
    "投资",
    "公报",
    "性",
)
_PARTY_ORGAN = re.compile(
    r"委(?:员会$|员会办公|办公|组织部|宣传部|网络安全|[^员]|$)|党工委(?:办公室)?$|纪律检查委员会$"
)


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues documents or bears tasks, under its full name.

    `department` tells a government's department from the government itself and its
    office; `region` is None at national level; `sure` is False where the name alone
    does not tell level or place.
    """

    name: str
    level: Level | None
    region: str | None
    department: bool
    sure: bool = True


@dataclass(frozen=True, eq=False)
class Agencies:
    """Names of agencies, national by list, local as place and organ."""

    regions: Regions
    national: Mapping[str, tuple[str, str]]
    national_short: Mapping[str, tuple[str, str]]
    organs: Mapping[str, str]
    _national_lengths: Mapping[str, Sequence[int]] = field(init=False, repr=False)
    _organ_lengths: Mapping[str, Sequence[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_national_lengths", lengths_by_beginning([*self.national, *self.national_short]))
        object.__setattr__(self, "_organ_lengths", lengths_by_beginning(self.organs))

    def identify(self, name: str, at: Agency | None = None) -> Agency:
        """The agency that a name means in a document issued by `at`.

        >>> jiangsu = agencies().identify("江苏省生态环境厅")
        >>> agencies().identify("省政府办公厅", jiangsu).name
        '江苏省人民政府办公厅'
        >>> agencies().identify("国务院办公厅").level.value
        'national'
        """
        return _identified(self, "".join(name.split()), at)

    def _look_up(self, name: str, at: Agency | None) -> Agency:
        """The agency that a name without spaces means."""
        name = name.removeprefix(_STATE) or name
        return (
            self._national(name, at)
            or self._field_body(name)
            or self._relative(name, at)
            or self._party(name, at)
            or self._local(name, at)
            or Agency(name, Level.NATIONAL if _NATIONAL_GROUP.fullmatch(name) else None, None, True, sure=False)
        )

    def leading(self, text: str, at: Agency | None = None) -> tuple[Agency, int] | None:
        """The agency that a text begins with and how many characters name it.

        >>> found = agencies().leading("江门市生态环境局2021年政务公开工作要点")
        >>> found and (found[0].name, found[1])
        ('江门市生态环境局', 8)
        >>> found = agencies().leading("国家统计局江门调查队2021年政务公开工作要点")
        >>> found and (found[0].name, found[0].region)
        ('国家统计局江门调查队', '440700')
        """
        return _leading(self, text, at)

    def _look_ahead(self, text: str, at: Agency | None) -> tuple[Agency, int] | None:
        place = self.regions.leading(text, at.region if at else None)
        relative = _RELATIVE.match(text)
        start = place[1] if place else relative.end() if relative else 0
        known, lengths = (self.organs, self._organ_lengths) if start else (self.national, self._national_lengths)
        for length in lengths.get(text[start : start + 2], ()):
            end = start + length
            if end <= len(text) and text[start:end] in known and not text.startswith(_WORD_TAILS, end):
                whole = end if start else self._field_end(text, end)
                whole += len(next((o for o in ("办公厅", "办公室") if text.startswith(o, whole)), ""))
                agency = self.identify(text[:whole], at)
                return (agency, whole) if agency.sure else None
        return None

    def national_before(self, text: str, at: int) -> int:
        """How many characters before a place the longest name of a national department takes that ends there.

        >>> agencies().national_before("某县教育局国家税务总局某县税务局", 11)
        6
        """
        return next((length for length in self._longest_first if text[max(0, at - length):at] in self.national), 0)

    @cached_property
    def _longest_first(self) -> Sequence[int]:
        """How long the full names of national departments are."""
        return sorted({len(name) for name in self.national if len(name) > _SHORT_NAME}, reverse=True)

    def _field_end(self, text: str, end: int) -> int:
        """Where the name of a national department's body in a place ends; `end` if it is its own name."""
        begin = end + text.startswith(_STATIONED, end)
        place = self.regions.leading(text[begin : begin + 20])
        begin += place[1] if place else 0
        tail = tables.patterns("region_patterns")["field_body"].regex.match(text[begin : begin + 20])
        return begin + tail.end() if place and tail else end

    def _national(self, name: str, at: Agency | None) -> Agency | None:
        within = at is not None and at.level is Level.NATIONAL
        for length in self._national_lengths.get(name[:2], ()):
            found = self.national.get(name[:length]) or (
                self.national_short.get(name[:length]) if within else None
            )
            if found is None or (length < len(name) and not _is_office(name[length:])):
                continue
            full, kind = found
            return Agency(full + name[length:], Level.NATIONAL, None, _NATIONAL_SELF.get(kind, True))
        return None

    def _field_body(self, name: str) -> Agency | None:
        """A national department's body in a place: 国家税务总局福建省税务局."""
        for length in self._national_lengths.get(name[:2], ()):
            if length > len(name) - 3 or name[:length] not in self.national:
                continue
            rest = name[length:].removeprefix(_STATIONED)
            place = self.regions.leading(rest)
            if place is not None and place[1] < len(rest):
                return Agency(name, place[0].level, place[0].code, True)
        return None

    def _relative(self, name: str, at: Agency | None) -> Agency | None:
        match = _RELATIVE.match(name)
        if match is None or at is None or at.region is None or self.regions.named(name[:_LIKE_A_LEVEL]):
            return None
        for region in self.regions.chain(at.region, at.level):
            if region.level in _RELATIVE_LEVELS[match[1]] and region.name.endswith(match[1]):
                return self._place(region, region.name, name[match.end() :])
        return None

    def _party(self, name: str, at: Agency | None) -> Agency | None:
        if not name.startswith("中共"):
            return None
        inner = self._local(name[2:], at)
        return inner and replace(inner, name="中共" + inner.name.removeprefix("中共"), department=False)

    def _local(self, name: str, at: Agency | None) -> Agency | None:
        found = self.regions.leading(name, at.region if at else None)
        if found is None:
            return None
        region, length = found
        if length == len(name):
            return Agency(name, region.level, region.code, False) if name == region.name else None
        if self._is_word(region, name[:length], name[length:], at):
            return None
        return self._place(region, name[:length], name[length:])

    def _is_word(self, region: Region, printed: str, organ: str, at: Agency | None) -> bool:
        """Whether a far place's short name is only the beginning of a word: 平安办, 和平科."""
        far = at is not None and at.region is not None and not self.regions.related(region.code, at.region)
        return far and printed == region.short != region.name and not self.is_organ(self.organ(organ))

    def _place(self, region: Region, printed: str, organ: str) -> Agency:
        town = _TOWN.match(organ)
        full = organ if town else self.organ(organ)
        # 西安海关, 厦门证监局: only a government's own organs are named by the place in full.
        place = region.name if printed in region.names and self.is_organ(full) else printed
        organ = full
        party = "中共" if _PARTY_ORGAN.match(organ) else ""
        level = Level.TOWNSHIP if town else region.level
        if region.level is Level.MUNICIPAL and _PART.match(organ):
            level = Level.COUNTY
        body = organ[town.end() :] if town else organ
        own = bool(party) or bool(_GOVERNMENT.fullmatch(body)) or not body
        if branch := self._branch_place(region, organ):
            return Agency(place + organ, branch.level, branch.code, True)
        return Agency(party + place + organ, level, region.code, not own)

    def _branch_place(self, region: Region, organ: str) -> Region | None:
        """The place below a region where a branch of its organ works (公安局奉贤分局)."""
        branch = _BRANCH.search(organ)
        found = self.regions.leading(branch[1], region.code) if branch else None
        if branch is None or found is None or found[1] < len(branch[1]) or found[0].code == region.code:
            return None
        return found[0] if region in self.regions.chain(found[0].code) else None

    def is_organ(self, name: str) -> bool:
        """Whether a name is that of an organ that every place has."""
        return name.removesuffix("办公室").removesuffix("办公厅") in self.organs or name in self.organs

    def organ(self, name: str) -> str:
        """The full name of an organ without its place; the name itself if there is no fuller one.

        >>> agencies().organ("发改委"), agencies().organ("政府办公厅"), agencies().organ("法规科")
        ('发展和改革委员会', '人民政府办公厅', '法规科')
        """
        found = self.organs.get(name)
        if found is not None:
            return found
        for length in range(len(name) - 2, 1, -1):
            if name[:length] in self.organs and _is_office(name[length:]):
                return self.organs[name[:length]] + name[length:]
        return name


@lru_cache(maxsize=1024)
def _identified(known: Agencies, name: str, at: Agency | None) -> Agency:
    """The agency that a name means: the few names of a head are asked for over and over, those of units too."""
    return known._look_up(name, at)


@lru_cache(maxsize=1024)
def _leading(known: Agencies, text: str, at: Agency | None) -> tuple[Agency, int] | None:
    """The agency that a text begins with: asked of the titles and names of a head by what reads each part of it."""
    return known._look_ahead(text, at)


def _is_office(rest: str) -> bool:
    return rest in ("办公厅", "办公室", "综合司", "机关")


@cache
def agencies() -> Agencies:
    """The agencies that ship with kg."""
    national: dict[str, tuple[str, str]] = {}
    short: dict[str, tuple[str, str]] = {}
    for row in tables.rows("agencies"):
        for name in (row["name"], *filter(None, row["aliases"].split(";"))):
            national.setdefault(name, (row["name"], row["kind"]))
        for name in filter(None, row["short"].split(";")):
            short.setdefault(name, (row["name"], row["kind"]))
    organs = {row["name"]: row["name"] for row in tables.rows("organs")}
    for row in tables.rows("organs"):
        for name in filter(None, row["aliases"].split(";")):
            organs.setdefault(name, row["name"])
    return Agencies(regions(), national, short, organs)
