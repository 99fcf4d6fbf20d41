"""列表: documents, tasks and units with facets, counts, sorting and search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from typing import TypeVar

from kg.search import DoubtRow, HolderRow, Listing, TaskRow, WorkRow, highlight, terms
from kg.search.rows import FACETS, Row, columns
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of, works_of
from kg.web.visit import Visit
from kg.web.wording import facet_name, value_name

PAGE = 50
MOST_TAKEN = 100_000
T = TypeVar("T", WorkRow, TaskRow, HolderRow, DoubtRow)
_IRIS: Mapping[type[Row], Callable[[Iterable[str]], tuple[str, ...]]] = {
    WorkRow: works_of, TaskRow: tasks_of, HolderRow: holders_of}


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet as a link: taking it, or giving it back if it is chosen."""

    words: str
    count: int
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet and its options."""

    name: str
    options: tuple[Option, ...]


def documents(site: Site, visit: Visit) -> Page:
    """The documents, held or only cited."""
    found = _listing(site, visit, WorkRow)
    held = sum(row.held for row in found.rows)
    finding = visit.say(f"{_nearest(found, visit)}{found.total} 份文件，本页 {held} 份有原文。",
                        f"{_nearest(found, visit)}{found.total} documents; {held} on this page have their text.")
    return _page("documents.html", visit.say("文件", "Documents"), finding, "documents", site, visit, WorkRow, found)


def tasks(site: Site, visit: Visit) -> Page:
    """The tasks of all documents."""
    found = _listing(site, visit, TaskRow)
    finding = visit.say(f"{_nearest(found, visit)}{found.total} 项任务{_because(visit)}。",
                        f"{_nearest(found, visit)}{found.total} tasks.")
    return _page("tasks.html", visit.say("任务", "Tasks"), finding, "tasks", site, visit, TaskRow, found)


def units(site: Site, visit: Visit) -> Page:
    """Who bears tasks; collective names are no competitors in a count of work."""
    found = _listing(site, visit, HolderRow)
    finding = visit.say(f"{found.total} 个单位承担任务；“各有关部门”一类统称排在最后。",
                        f"{found.total} bearers; collective names come last.")
    return _page("units.html", visit.say("单位", "Units"), finding, "units", site, visit, HolderRow, found)


def _nearest(found: Listing[T], visit: Visit) -> str:
    """Says where a list holds the best of more."""
    return visit.say("最相近的 ", "The nearest ") if found.nearest else ""


def _because(visit: Visit) -> str:
    """The query in words, where there is one."""
    query = visit.get("q")
    return f"，含“{query[:40]}”" if query else ""


def _listing(site: Site, visit: Visit, kind: type[T]) -> Listing[T]:
    return site.catalogue.listing(kind, chosen(visit, kind), visit.get("q"), visit.get("sort"),
                                  visit.number("start", 0), PAGE)


def chosen(visit: Visit, kind: type[Row]) -> Mapping[str, str]:
    """The facet values that a visit has chosen."""
    return {facet: visit.get(facet) for facet in FACETS[kind] if visit.get(facet)}


def _page(template: str, title: str, finding: str, section: str, site: Site, visit: Visit,
          kind: type[T], found: Listing[T]) -> Page:
    words = terms(visit.get("q")) if visit.get("q") else ()
    start = visit.number("start", 0)
    return Page(template, title, finding, section, ((title, ""),), {
        "found": found, "facets": tuple(_facets(site, visit, kind, found)), "start": start, "step": PAGE,
        "chosen": chosen(visit, kind), "lit": lambda text: highlight(text, words)},
        tables(title, [(name, "") for name in columns(kind)], lambda: every(site, visit, kind), visit.lang),
        _IRIS[kind](row.id for row in found.rows), _partial(found, visit))


def _partial(found: Listing[T], visit: Visit) -> str:
    """What a page of a longer list says in the file that keeps to it."""
    count = len(found.rows)
    return "" if count == found.total else visit.say(
        f"本页列出 {found.total} 条中的 {count} 条。CSV、XLSX、JSON 含全部。",
        f"{count} of {found.total} rows are on this page. CSV, XLSX and JSON hold all.")


def every(site: Site, visit: Visit, kind: type[T]) -> list[tuple[str, ...]]:
    """Every row of a list as text, not only those of its page."""
    found = site.catalogue.listing(kind, chosen(visit, kind), visit.get("q"), visit.get("sort"), 0, MOST_TAKEN)
    return [tuple(str(value) for value in astuple(row)) for row in found.rows]


def _facets(site: Site, visit: Visit, kind: type[T], found: Listing[T]) -> list[Facet]:
    taken = chosen(visit, kind)
    facets = []
    for name, choices in found.facets:
        options = []
        for choice in choices:
            value = choice.value or "-"
            mine = taken.get(name) == value
            link = visit.here(**{name: "" if mine else value, "start": ""})
            options.append(Option(_words(site, name, choice.value, visit), choice.count, link, mine))
        if len(options) > 1 or name in taken:
            facets.append(Facet(facet_name(name, visit.lang), tuple(options)))
    return facets


def _words(site: Site, facet: str, value: str, visit: Visit) -> str:
    if facet == "work":
        rows = site.catalogue.rows(WorkRow, [value])
        return rows[0].name if rows else value
    return value_name(facet, value, visit.lang)
