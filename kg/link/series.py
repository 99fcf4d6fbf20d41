"""The plans of one issuer on one theme, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.link.mentions import house
from kg.link.register import Register
from kg.link.succession import latest
from kg.link.titles import take_apart
from kg.model.links import Series, Work, WorkKind


Run = tuple[str, str]
"""What the plans of one series share: the house of their issuer as it is called today, and the theme."""


def run_of(title: str, issuer: str, register: Register) -> Run | None:
    """The run that a plan of this title and issuer belongs to; None for a title without a theme.

    >>> run_of("福建省2019年政务公开工作主要任务", "福建省人民政府办公厅", Register.bundled())
    ('350000', '政务公开')
    """
    theme = take_apart(title, register.agencies).theme
    return (latest(house(register.agency(issuer))), theme) if theme else None


def find_series(works: Iterable[Work], runs: Mapping[tuple[str, str], Run | None], register: Register) -> list[Series]:
    """The series with two or more works, oldest first within each.

    工作要点, 工作安排, 分工方案, 任务分解表 of one issuer are one series; an issuer that
    was reorganised goes on under its new name. `runs` are the ones known by title and issuer.
    """
    groups: dict[Run, list[Work]] = {}
    for work in works:
        if work.kind is WorkKind.PLAN and work.year is not None and work.title and work.issuers:
            name = work.title, work.issuers[0]
            run = runs[name] if name in runs else run_of(*name, register)
            if run is not None:
                groups.setdefault(run, []).append(work)
    return sorted(
        (_series(key, group) for key, group in groups.items() if len({w.year for w in group}) > 1),
        key=lambda series: series.id,
    )


def _series(key: Run, group: list[Work]) -> Series:
    issuer, theme = key
    ordered = sorted(group, key=lambda work: (work.year or 0, work.date or "", work.id))
    name = ordered[-1].issuers[0]
    return Series(
        id=f"{issuer}-{theme}",
        title=f"{name}：{theme}",
        issuer=name,
        works=tuple(work.id for work in ordered),
    )
