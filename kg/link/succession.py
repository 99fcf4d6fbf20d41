"""Bodies that went on under another name: reorganisations are events, never merges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from kg import tables
from kg.model.links import Holder
from kg.regions import regions

# A local body ends in its organ's name; these begin the names of national ones.
_NATIONAL = ("国家", "国务院", "中国")


def latest(name: str) -> str:
    """The name that a body goes by after all reorganisations of the register.

    >>> latest("云浮市环境保护局"), latest("国家环境保护总局"), latest("云浮市环境保护局.综合科")
    ('云浮市生态环境局', '生态环境部', '云浮市生态环境局.综合科')
    """
    body, dot, unit = name.partition(".")
    following = successor(body)
    while following is not None:
        body, following = following, successor(following)
    return body + dot + unit


def successor(name: str) -> str | None:
    """The body that took over from this one, by the next reorganisation; None if none did.

    >>> successor("云浮市财政局") is None
    True
    """
    national, local = _events()
    if name in national or name.startswith(_NATIONAL):
        return national.get(name)
    place = regions().leading(name)
    if place is None:
        return None
    organ, level = name[place[1] :], place[0].level
    following = local.get((organ, "local")) or local.get((organ, level.value))
    return None if following is None else name[: place[1]] + following


def with_predecessors(holders: Iterable[Holder]) -> list[Holder]:
    """The holders, each with the ids of the ones that it goes on from."""
    known = {holder.id: holder for holder in holders}
    before: dict[str, list[str]] = {}
    for id in sorted(known):
        newest = latest(id)
        if newest != id and newest in known:
            before.setdefault(newest, []).append(id)
    return [replace(known[id], predecessors=tuple(before.get(id, ()))) for id in sorted(known)]


@cache
def _events() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """National successors by name, local ones by organ and the level that they hold for."""
    rows = tables.rows("succession")
    national = {row["predecessor"]: row["successor"] for row in rows if row["scope"] == "national"}
    return national, {
        (row["predecessor"], row["scope"]): row["successor"] for row in rows if row["scope"] != "national"
    }
