"""搜索: what answers to a person's words, documents first, each hit marked."""

from __future__ import annotations

from collections.abc import Mapping

from kg.search import HolderRow, TaskRow, WorkRow, find, highlight, terms
from kg.web.overview import tries
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of, works_of
from kg.web.visit import Visit

SHOWN = 12
_KINDS = (("work", "份文件", "documents"), ("holder", "个单位", "units"), ("task", "项任务", "tasks"))


def results(site: Site, visit: Visit) -> Page:
    """The page of a search; without a query it says what can be searched for."""
    query = visit.get("q").strip()[:200]
    hits = find(site.catalogue.path, query, limit=SHOWN) if query else ()
    words = terms(query)
    ids = {kind: [hit.id for hit in hits if hit.kind == kind] for kind in ("work", "task", "holder")}
    works = site.catalogue.rows(WorkRow, ids["work"])
    found_tasks = site.catalogue.rows(TaskRow, ids["task"])
    holders = site.catalogue.rows(HolderRow, ids["holder"])
    finding = _finding(query, {kind: len(found) for kind, found in ids.items()}, words, visit)
    return Page("results.html", visit.say("搜索", "Search"), finding, "search",
                ((visit.say("搜索", "Search"), ""),),
                {"query": query, "tries": () if hits else tries(site, visit), "works": works, "tasks": found_tasks,
                 "holders": holders, "limit": SHOWN, "lit": lambda text: highlight(text, words)},
                tables(visit.say("搜索", "search"), (("kind", "work, task or holder"), ("id", ""), ("words", "")),
                       lambda: [*(("work", row.id, row.name) for row in works),
                                *(("holder", row.id, row.name) for row in holders),
                                *(("task", row.id, row.text) for row in found_tasks)], visit.lang) if hits else {},
                (*works_of(ids["work"]), *tasks_of(ids["task"]), *holders_of(ids["holder"])))


def _finding(query: str, counts: Mapping[str, int], words: tuple[str, ...], visit: Visit) -> str:
    if not query:
        return visit.say("输入文号、题名、任务里的词或单位名称。", "Type a number, a title, words of a task, a unit.")
    if not any(counts.values()):
        return visit.say("没有找到。试试更短的词，或只输文号里的年份与序号。",
                         "Nothing found. Try fewer words, or only the year and serial of a number.")
    split = " · ".join(words)
    zh = "、".join(f"{_many(counts[kind], visit)} {name}" for kind, name, _ in _KINDS if counts[kind])
    en = ", ".join(f"{_many(counts[kind], visit)} {name}" for kind, _, name in _KINDS if counts[kind])
    return visit.say(f"按“{split}”找到 {zh}，最相近的在前。", f"{en} for “{split}”, the nearest first.")


def _many(count: int, visit: Visit) -> str:
    """How many there are; a full page may be the first of more."""
    return str(count) if count < SHOWN else visit.say(f"至少 {count}", f"at least {count}")
