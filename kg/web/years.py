"""多年: the tasks of a series followed through its years, and who gained and lost tasks."""

from __future__ import annotations

from kg import compare as comparing
from kg.compare.strip import Stop, strip
from kg.compare.units import shifts
from kg.export.changes import joined
from kg.model.links import Series, Work
from kg.model.view import View
from kg.web.page import Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.turtle import holders_of, tasks_of
from kg.web.visit import Visit
from kg.web.wording import series_name

MOST_YEARS = 8


def years(site: Site, visit: Visit) -> Page:
    """The years of a series side by side."""
    series = next((one for one in site.view.series() if one.id == visit.get("series")), None)
    if series is None:
        raise KeyError("series")
    name, works = series_name(series), _held(site.view, series)[-MOST_YEARS:]
    threads = strip(site.view, works)
    lasting = sum(len(thread) == len(works) for thread in threads)
    finding = visit.say(f"{len(works)} 年 {len(threads)} 条任务线，{lasting} 条年年都有。",
                        f"{len(threads)} threads over {len(works)} years; {lasting} run through all of them.")
    return Page("years.html", visit.say(f"{name}：多年", f"{name}: the years"), finding, "compare",
                ((visit.say("比较", "Compare"), visit.link("/compare")), (name, "")),
                {"series": series, "works": works, "threads": threads, "joined": joined},
                tables(visit.say(f"{name}-多年", f"{name}-years"),
                       [(work.name, str(work.year or "")) for work in works],
                       lambda: [tuple(_words(thread.get(work.id)) for work in works) for thread in threads],
                       visit.lang),
                tasks_of(stop.task.id for one in threads for stop in one.values()))


def _words(stop: Stop | None) -> str:
    return joined(stop.task.text) if stop else ""


def _held(view: View, series: Series) -> list[Work]:
    return [work for id in series.works if (work := view.work(id)).held]


def by_unit(site: Site, visit: Visit) -> Page:
    """Two plans from the point of view of the units: who gained, who lost."""
    view = site.view
    a, b = view.work(visit.get("a")), view.work(visit.get("b"))
    rows = shifts(view, comparing.compare(view, a.id, b.id))
    gained = sum(shift.after > shift.before for shift in rows)
    lost = sum(shift.after < shift.before for shift in rows)
    finding = visit.say(f"{gained} 个单位任务增加，{lost} 个减少。", f"{gained} units gained tasks, {lost} lost some.")
    most = max((max(shift.before, shift.after) for shift in rows), default=1)
    return Page("compare-units.html", visit.say(f"{a.name} 与 {b.name}：按单位", f"{a.name} and {b.name}, by unit"),
                finding, "compare", ((visit.say("比较", "Compare"), visit.link("/compare")),
                                     (f"{a.name} · {b.name}", visit.link("/compare", a=a.id, b=b.id)),
                                     (visit.say("按单位", "By unit"), "")),
                {"a": a, "b": b, "shifts": rows, "most": most},
                tables(visit.say(f"{a.name}-{b.name}-按单位", f"{a.name}-{b.name}-units"),
                       [("unit", ""), (a.name, "tasks"), (b.name, "tasks")],
                       lambda: [(one.holder.name, str(one.before), str(one.after)) for one in rows], visit.lang),
                holders_of(one.holder.id for one in rows))
