"""Titles taken apart: who issues, what is issued, for which year; and when two are one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg import tables
from kg.agencies import Agencies, Agency
from kg.regions import Region

_BRACKETS = str.maketrans(
    {"<": "〈", ">": "〉", "‹": "〈", "›": "〉", "《": "〈", "》": "〉", "(": "（", ")": "）"}
)
_NOISE = re.compile(r"[\s“”\"'‘’、，,。;；:：·—-]")


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart.

    `core` is what is issued, without issuer, place, 关于印发…的通知 and punctuation, for
    comparing; `plan` the same for reading, only without 关于印发…的通知;
    `issuers` are the agencies printed in front; `inner` tells that a notice wraps the
    core; `forwards` that it passes on another body's document; `implements` is the
    title that the core says it carries out (广东省贯彻落实国务院办公厅2021年…), or None;
    `place` is the region in front of the core.
    """

    core: str
    plan: str
    issuers: tuple[Agency, ...]
    year: int | None
    inner: bool = False
    forwards: bool = False
    implements: str | None = None
    place: Region | None = None

    @property
    def annual(self) -> bool:
        """Whether the title is that of one year's document, so that the year is part of the name."""
        return self.year is not None and (is_plan(self.core) or self.core.startswith(str(self.year)))

    @property
    def undated(self) -> str:
        """The core without years."""
        return _pattern("year").sub("", self.core)

    @property
    def theme(self) -> str:
        """The core without years, places and genre words: what a series shares.

        >>> from kg.agencies import agencies
        >>> take_apart("福建省2019年政务公开工作主要任务", agencies()).theme
        '政务公开'
        """
        bare = _pattern("year").sub("", _pattern("scope").sub("", self.core))
        return _pattern("genre").sub("", _pattern("lead_in").sub("", bare))


def _pattern(name: str) -> re.Pattern[str]:
    return tables.patterns("core_patterns")[name].regex


def fold_title(text: str) -> str:
    """A title with one form of brackets, without spaces and the ending of a file's name.

    >>> fold_title("关于印发 <工作方案> 的通知")
    '关于印发〈工作方案〉的通知'
    """
    return _pattern("file_ending").sub("", _folded(text))


def is_file_name(text: str) -> bool:
    """Whether a title is printed as the name of a file (2021年工作要点.docx)."""
    return bool(_pattern("file_ending").search(_folded(text)))


def _folded(text: str) -> str:
    return re.sub(r"\s", "", text).translate(_BRACKETS)


def is_plan(core: str) -> bool:
    """Whether a core ends in the genre word of a plan (要点, 工作安排, 分工方案 …)."""
    return bool(_pattern("plan").search(core))


def recurs(title: Title) -> bool:
    """Whether a title is that of a report made every year under the same words (政府工作报告)."""
    return title.year is None and bool(_pattern("recurring").search(title.core))


def tells_apart(one: Title, other: Title) -> bool:
    """Whether two titles cannot be one document's: other years, or less than half of their
    character pairs in common."""
    a, b = ({core[i : i + 2] for i in range(len(core) - 1)} for core in (one.core, other.core))
    years = {title.year for title in (one, other) if title.year is not None}
    return len(years) > 1 or (bool(a and b) and 4 * len(a & b) < len(a) + len(b))


def take_apart(text: str, agencies: Agencies, at: Agency | None = None, issuer: str | None = None) -> Title:
    """The parts of a title printed in a document of `at`, after an `issuer` if one was printed.

    >>> from kg.agencies import agencies
    >>> title = take_apart("国务院办公厅关于印发2021年政务公开工作要点的通知", agencies())
    >>> title.core, [agency.name for agency in title.issuers], title.year
    ('2021年政务公开工作要点', ['国务院办公厅'], 2021)
    """
    folded = fold_title(text)
    wrapper = _pattern("wrapper").fullmatch(folded)
    outer, core = ("", folded) if wrapper is None else (wrapper["issuer"], wrapper["inner"].strip("〈〉"))
    if wrapper is None:
        outer, core = _issuer_in_front(folded)
    named = issuer or outer
    printed = tuple(agencies.identify(name, at) for name in split_issuers(named, agencies)) if named else ()
    issuers = tuple(agency for agency in printed if agency.sure) or printed
    stripped, owner, place = _without_owner(core, agencies, at)
    forwards = wrapper is not None and wrapper["verb"] in ("转发", "批转")
    if not issuers and owner is not None and not forwards:
        issuers = (owner,)
    if not issuers and place is None:
        place = _scope_of(stripped, agencies, at)
    implements = _pattern("implements").search(stripped)
    return Title(
        core=_key(stripped),
        plan=_plan(wrapper, folded),
        issuers=issuers,
        year=_year(stripped),
        inner=wrapper is not None,
        forwards=forwards,
        implements=implements["upper"] if implements else None,
        place=place,
    )


def _scope_of(core: str, agencies: Agencies, at: Agency | None) -> Region | None:
    """The region that 全省 or 我市 means in a document of `at`."""
    scope = _pattern("scope").search(core)
    meant = agencies.identify(f"{scope['level']}政府", at) if scope is not None and at is not None else None
    return agencies.regions.get(meant.region, meant.level) if meant is not None and meant.sure else None


def split_issuers(text: str, agencies: Agencies) -> tuple[str, ...]:
    """The single issuers of a joint one, printed with 、 or run together.

    >>> from kg.agencies import agencies
    >>> split_issuers("中共云浮市委办公室云浮市人民政府办公室", agencies())
    ('中共云浮市委办公室', '云浮市人民政府办公室')
    """
    parts = [part for part in re.split(r"[、,，\s]+", text) if part]
    return tuple(piece for part in parts for piece in _run_together(part))


def _run_together(text: str) -> tuple[str, ...]:
    cut = _pattern("joint").fullmatch(text)
    return (cut["first"], *_run_together(cut["rest"])) if cut else (text,)


def _issuer_in_front(title: str) -> tuple[str, str]:
    match = _pattern("issuer_about").fullmatch(title)
    return (match["issuer"], match["about"]) if match else ("", title)


def _without_owner(
    core: str, agencies: Agencies, at: Agency | None
) -> tuple[str, Agency | None, Region | None]:
    """The core without the agency or place in front or after the year, the agency, the place."""
    core = core.removeprefix("关于").strip("〈〉")
    year = _pattern("year").match(core)
    if year is not None and year.end() < len(core):
        rest, owner, place = _without_owner(core[year.end() :], agencies, at)
        return year[0] + rest, owner, place
    if at is not None and core.startswith(at.name) and core != at.name:
        return core[len(at.name) :].removeprefix("关于"), at, None
    found = agencies.leading(core, at)
    if found is not None and found[1] < len(core):
        return core[found[1] :].removeprefix("关于"), found[0], None
    near = agencies.regions.leading(core, at.region if at else None)
    if near is not None and near[1] < len(core) and core[: near[1]].endswith(near[0].name):
        return core[near[1] :], None, near[0]
    return core, None, None


def _plan(wrapper: re.Match[str] | None, folded: str) -> str:
    if wrapper is None:
        return folded
    inner = wrapper["inner"]
    whole = inner.startswith("〈") and inner.find("〉") in (-1, len(inner) - 1)
    return inner.removeprefix("〈").removesuffix("〉") if whole or not inner.startswith("〈") else inner


def _year(core: str) -> int | None:
    match = _pattern("year").search(core)
    return int(match["year"]) if match else None


def _key(core: str) -> str:
    return _NOISE.sub("", _pattern("scope").sub("", core.strip("〈〉")))
