"""多年: the tasks of a series followed through its years, and who gained and lost tasks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg import compare as comparing
from kg.export.changes import joined
from kg.model.answers import ComparedTask
from kg.model.links import Holder, MatchKind, Series, Work
from kg.model.view import View
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of
from kg.web.visit import Visit

MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class Stop:
    """A task of a thread in one year; `kind` is how it carries on the year before."""

    task: ComparedTask
    text: str
    kind: MatchKind | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit in two plans: how many tasks it had and has."""

    holder: Holder
    before: int
    after: int


def years(site: Site, visit: Visit) -> Page:
    """The years of a series side by side."""
    series = next((one for one in site.view.series() if one.id == visit.get("series")), None)
    if series is None:
        raise KeyError("series")
    works = _held(site.view, series)[-MOST_YEARS:]
    threads = strips(site.view, works)
    lasting = sum(len(thread) == len(works) for thread in threads)
    finding = visit.say(f"{len(works)} 年 {len(threads)} 条任务线，{lasting} 条年年都有。",
                        f"{len(threads)} threads over {len(works)} years; {lasting} run through all of them.")
    return Page("years.html", visit.say(f"{series.title}：多年", f"{series.title}: the years"), finding, "compare",
                ((visit.say("比较", "Compare"), visit.link("/compare")), (series.title, "")),
                {"series": series, "works": works, "threads": threads},
                tables(visit.say(f"{series.title}-多年", f"{series.title}-years"),
                       [(work.name, str(work.year or "")) for work in works],
                       lambda: [tuple(_words(thread.get(work.id)) for work in works) for thread in threads], visit.lang),
                tasks_of(stop.task.id for one in threads for stop in one.values()))


def _words(stop: Stop | None) -> str:
    return stop.text if stop else ""


def _held(view: View, series: Series) -> list[Work]:
    return [work for id in series.works if (work := view.work(id)).held]


def strips(view: View, works: Sequence[Work]) -> tuple[Mapping[str, Stop], ...]:
    """Threads of tasks, the longest first; a thread maps a work's id to its task there."""
    threads: list[dict[str, Stop]] = []
    last: dict[str, dict[str, Stop]] = {}
    for place, work in enumerate(works):
        found = comparing.compare(view, works[place - 1].id, work.id) if place else None
        before = {match.a: match for match in sorted(found.links, key=lambda one: one.score)} if found else {}
        shown = found.b_tasks if found else _tasks(view, work)
        now: dict[str, dict[str, Stop]] = {}
        taken: set[str] = set()
        for task in shown:
            match = before.get(task.id)
            thread = last.get(match.b) if match and match.b not in taken else None
            if thread is None:
                thread = {}
                threads.append(thread)
            elif match:
                taken.add(match.b)
            thread[work.id] = Stop(task, joined(task.text), match.kind if match else None)
            now[task.id] = thread
        last = now
    return tuple(sorted(threads, key=lambda thread: -len(thread)))


def _tasks(view: View, work: Work) -> tuple[ComparedTask, ...]:
    read = view.extraction(work.id)
    tasks = {task.id: task for task in read.tasks}
    return tuple(ComparedTask(node.id, tasks[node.local].label, tasks[node.local].headings, tasks[node.local].spans,
                              tasks[node.local].text(read.text)) for node in view.tasks(work.id))


def by_unit(site: Site, visit: Visit) -> Page:
    """Two plans from the point of view of the units: who gained, who lost."""
    view = site.view
    a, b = view.work(visit.get("a")), view.work(visit.get("b"))
    before, after = _burden(view, a), _burden(view, b)
    shifts = [Shift(view.holder(id), before.get(id, 0), after.get(id, 0)) for id in {*before, *after}]
    shifts.sort(key=lambda shift: (shift.before - shift.after, shift.holder.id))
    gained = sum(shift.after > shift.before for shift in shifts)
    lost = sum(shift.after < shift.before for shift in shifts)
    finding = visit.say(f"{gained} 个单位任务增加，{lost} 个减少。", f"{gained} units gained tasks, {lost} lost some.")
    most = max((max(shift.before, shift.after) for shift in shifts), default=1)
    return Page("compare-units.html", visit.say(f"{a.name} 与 {b.name}：按单位", f"{a.name} and {b.name}, by unit"),
                finding, "compare", ((visit.say("比较", "Compare"), visit.link("/compare")),
                                     (f"{a.name} · {b.name}", visit.link("/compare", a=a.id, b=b.id)),
                                     (visit.say("按单位", "By unit"), "")),
                {"a": a, "b": b, "shifts": shifts, "most": most},
                tables(visit.say(f"{a.name}-{b.name}-按单位", f"{a.name}-{b.name}-units"),
                       [("unit", ""), (a.name, "tasks"), (b.name, "tasks")],
                       lambda: [(one.holder.name, str(one.before), str(one.after)) for one in shifts], visit.lang),
                holders_of(one.holder.id for one in shifts))


def _burden(view: View, work: Work) -> Mapping[str, int]:
    tasks: dict[str, set[str]] = defaultdict(set)
    for bearer in view.bearers(work.id):
        tasks[bearer.holder].add(bearer.task)
    return {holder: len(found) for holder, found in tasks.items()}
