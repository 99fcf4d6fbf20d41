"""The plans of one issuer on one theme, year by year."""

from __future__ import annotations

from collections.abc import Iterable

from kg.link.mentions import house
from kg.link.register import Register
from kg.link.succession import latest
from kg.link.titles import take_apart
from kg.model.links import Series, Work, WorkKind


def find_series(works: Iterable[Work], register: Register) -> list[Series]:
    """The series with two or more works, oldest first within each.

    工作要点, 工作安排, 分工方案, 任务分解表 of one issuer are one series; an issuer that
    was reorganised goes on under its new name.
    """
    groups: dict[tuple[str, str], list[Work]] = {}
    for work in works:
        if work.kind is WorkKind.PLAN and work.year is not None and work.title and work.issuers:
            theme = take_apart(work.title, register.agencies).theme
            if theme:
                groups.setdefault((latest(_house(work, register)), theme), []).append(work)
    return sorted(
        (_series(key, group) for key, group in groups.items() if len({w.year for w in group}) > 1),
        key=lambda series: series.id,
    )


def _house(work: Work, register: Register) -> str:
    return house(register.agency(work.issuers[0]))


def _series(key: tuple[str, str], group: list[Work]) -> Series:
    issuer, theme = key
    ordered = sorted(group, key=lambda work: (work.year or 0, work.date or "", work.id))
    name = ordered[-1].issuers[0]
    return Series(
        id=f"{issuer}-{theme}",
        title=f"{name}：{theme}",
        issuer=name,
        works=tuple(work.id for work in ordered),
    )
