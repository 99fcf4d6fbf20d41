"""搜索: what answers to a person's words, documents first, each hit marked."""

from __future__ import annotations

from kg.search import HolderRow, TaskRow, WorkRow, find, highlight, terms
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of, works_of
from kg.web.visit import Visit

SHOWN = 12


def results(site: Site, visit: Visit) -> Page:
    """The page of a search; without a query it says what can be searched for."""
    query = visit.get("q").strip()[:200]
    hits = find(site.catalogue.path, query, limit=SHOWN) if query else ()
    words = terms(query)
    ids = {kind: [hit.id for hit in hits if hit.kind == kind] for kind in ("work", "task", "holder")}
    works = site.catalogue.rows(WorkRow, ids["work"])
    found_tasks = site.catalogue.rows(TaskRow, ids["task"])
    holders = site.catalogue.rows(HolderRow, ids["holder"])
    return Page("results.html", visit.say("搜索", "Search"), _finding(query, len(hits), words, visit), "search",
                ((visit.say("搜索", "Search"), ""),),
                {"query": query, "works": works, "tasks": found_tasks, "holders": holders, "limit": SHOWN,
                 "lit": lambda text: highlight(text, words)},
                tables(visit.say("搜索", "search"), (("kind", "work, task or holder"), ("id", ""), ("words", "")),
                       lambda: [*(("work", row.id, row.name) for row in works),
                                *(("holder", row.id, row.name) for row in holders),
                                *(("task", row.id, row.text) for row in found_tasks)], visit.lang) if hits else {},
                (*works_of(ids["work"]), *tasks_of(ids["task"]), *holders_of(ids["holder"])))


def _finding(query: str, count: int, words: tuple[str, ...], visit: Visit) -> str:
    if not query:
        return visit.say("输入文号、题名、任务里的词或单位名称。", "Type a number, a title, words of a task, a unit.")
    if not count:
        return visit.say("没有找到。试试更短的词，或只输文号里的年份与序号。",
                         "Nothing found. Try fewer words, or only the year and serial of a number.")
    split = " · ".join(words)
    return visit.say(f"按“{split}”查找。", f"Searched for “{split}”.")
