"""比较: two plans side by side, what changed, and the tick map that links them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg import compare as comparing
from kg.export import answers
from kg.export.changes import align_columns
from kg.export.docx import comparison_docx
from kg.export.html import comparison_page
from kg.export.xlsx import comparison_sheet, workbook
from kg.model.answers import Change, ChangeKind, ComparedTask, Comparison
from kg.model.extraction import Task
from kg.link.taskids import name_tasks
from kg.model.links import MatchKind, Series, Work
from kg.model.text import Script
from kg.normalise.characters import simplify
from kg.model.view import View
from kg.search import WorkRow
from kg.web.page import Download, Page
from kg.web.site import Site
from kg.web.takeaway import DOCX, XLSX, json_of, tables
from kg.web.turtle import tasks_of, works_of
from kg.web.visit import Visit
from kg.web.wording import series_name

WIDE = 1336.0
MOST_TICKS = 160
MOST_SERIES, MOST_NAMES = 40, 200
"""Series that are listed at once, and documents whose names are offered for completion."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A task in the tick map: its left edge and width, its label, whether nothing matches it."""

    x: float
    width: float
    label: str
    alone: bool
    id: str

    @property
    def middle(self) -> float:
        """Where its links leave from."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A link of the tick map."""

    x0: float
    x1: float
    related: bool
    words: str


def comparison(site: Site, visit: Visit) -> Page:
    """Two plans side by side; without two of them, what could be compared."""
    if not (visit.get("a") and visit.get("b")):
        return _choice(site, visit)
    found = comparing.compare(site.view, *(_meant(site, visit.get(end).strip()) for end in ("a", "b")))
    counts = tally(found)
    kind = visit.get("kind") if visit.get("kind") in counts else ""
    rows = tuple(row for row in align_columns(found) if fits(row.change, kind))
    if visit.get("hide") == "1":
        rows = tuple(row for row in rows if row.change.kind is not ChangeKind.UNCHANGED or row.change.fields)
    return Page(
        "compare.html", title(found, visit), finding(found, counts, visit), "compare",
        ((visit.say("比较", "Compare"), visit.link("/compare")), (f"{found.a.name} · {found.b.name}", "")),
        {"found": found, "counts": counts, "kind": kind, "rows": rows, "total": len(found.changes),
         "map": tick_map(found) if len(found.a_tasks) + len(found.b_tasks) <= MOST_TICKS else None,
         "traditional": [site.view.extraction(work.id).script is Script.TRADITIONAL for work in (found.a, found.b)],
         "rivals": rivals(found), "read": read_tasks(site.view, found),
         "unit_state": unit_state},
        _downloads(found, finding(found, counts, visit), visit),
        (*works_of((found.a.id, found.b.id)), *tasks_of(one.id for one in (*found.a_tasks, *found.b_tasks))))


def _meant(site: Site, reference: str) -> str:
    """The id of a work, by its id or as a person names it."""
    try:
        return site.view.work(reference).id
    except KeyError:
        return site.meant(reference)


def _choice(site: Site, visit: Visit) -> Page:
    """What could be compared: any two documents, and the series whose names hold what is sought."""
    view, sought = site.view, visit.get("q").strip()
    pairs = islice(_two_years(view, sought), MOST_SERIES + 1)
    shown = tuple(pairs)
    held = site.catalogue.listing(WorkRow, {"held": "1"}, sort="year", limit=MOST_NAMES).rows
    count = visit.say(f"至少 {MOST_SERIES}", f"At least {MOST_SERIES}") if len(shown) > MOST_SERIES else str(len(shown))
    finding = visit.say(f"{count} 个系列有两年以上的原文，可逐年比较；任意两份文件也可对照。",
                        f"{count} series have the text of two years or more; any two documents can be compared.")
    return Page("compare-choice.html", visit.say("比较两份文件", "Compare two documents"), finding, "compare",
                ((visit.say("比较", "Compare"), ""),),
                {"pairs": shown[:MOST_SERIES], "more": len(shown) > MOST_SERIES or bool(sought),
                 "names": [row.name for row in held if row.tasks]})


def _two_years(view: View, sought: str) -> Iterator[tuple[Series, list[Work]]]:
    """The series with the text of two years or more, with these years."""
    for series in view.series():
        if sought in series_name(series) or sought in series.title:
            works = [work for id in series.works if (work := view.work(id)).held]
            if len(works) > 1:
                yield series, works


def title(found: Comparison, visit: Visit) -> str:
    """What is compared: a series and its years, or two names."""
    if found.series is not None:
        name = series_name(found.series)
        return visit.say(f"{name}：{found.a.year} 与 {found.b.year}", f"{name}: {found.a.year} and {found.b.year}")
    return visit.say(f"{found.a.name} 与 {found.b.name}", f"{found.a.name} and {found.b.name}")


def tally(found: Comparison) -> Mapping[str, int]:
    """How many changes there are of every kind, and how many touch units or time limits."""
    changes = found.changes
    counts = {kind.value: sum(change.kind is kind and not change.related for change in changes)
              for kind in ChangeKind}
    touched = [{field.field for field in change.fields} for change in changes]
    return {**counts, "related": sum(change.related for change in changes),
            "moved": sum(change.kind is ChangeKind.MOVED for change in changes),
            "responsible": sum("responsible" in fields for fields in touched),
            "times": sum(bool({"times", "frequency"} & fields) for fields in touched)}


def fits(change: Change, kind: str) -> bool:
    """Whether a change is shown under a tile."""
    fields = {field.field for field in change.fields}
    if kind == "responsible":
        return "responsible" in fields
    if kind == "times":
        return bool({"times", "frequency"} & fields)
    if kind == "related":
        return change.related
    return not kind or (change.kind.value == kind and not change.related)


def finding(found: Comparison, counts: Mapping[str, int], visit: Visit) -> str:
    """The one sentence of the page."""
    before, after = len(found.a_tasks), len(found.b_tasks)
    zh_step = f"由 {before} 项减为 {after} 项" if after < before else \
        f"由 {before} 项增为 {after} 项" if after > before else f"都是 {before} 项"
    kept = counts["unchanged"]
    zh = (f"任务{zh_step}：{counts['dropped']} 项取消，{counts['added']} 项新增，{counts['reworded']} 处改写，"
          + (f"{kept} 项照录。" if kept else "没有一项照录。"))
    en = (f"{before} tasks became {after}: {counts['dropped']} dropped, {counts['added']} added, "
          f"{counts['reworded']} reworded, {kept or 'none'} kept word for word.")
    return visit.say(zh, en)


def read_tasks(view: View, found: Comparison) -> Mapping[str, Task]:
    """The tasks of both plans as they were read, by their lasting ids."""
    return {one.node.id: one.task for work in (found.a.id, found.b.id)
            for one in name_tasks(work, view.extraction(work))}


def unit_state(change: Change, name: str, older: bool) -> str:
    """Whether a unit left (`gone`, in the older column) or came (`new`)."""
    for field in change.fields:
        if field.field == "responsible":
            mine, other = (field.before, field.after) if older else (field.after, field.before)
            if any(entry.startswith(simplify(name)) for entry in set(mine) - set(other)):
                return "gone" if older else "new"
    return ""


def tick_map(found: Comparison) -> tuple[tuple[Tick, ...], tuple[Tick, ...], tuple[Tie, ...]]:
    """Both documents as ticks in order, and the links between them."""
    linked = {end for match in found.links for end in (match.a, match.b)}
    a, b = _ticks(found.a_tasks, linked), _ticks(found.b_tasks, linked)
    above, below = {tick.id: tick for tick in a}, {tick.id: tick for tick in b}
    ties = []
    for match in found.links:
        upper, lower = (match.b, match.a) if match.b in above else (match.a, match.b)
        if upper in above and lower in below:
            ties.append(Tie(above[upper].middle, below[lower].middle, match.kind is MatchKind.RELATED,
                            f"{above[upper].label} → {below[lower].label} {match.score:.2f}"))
    return a, b, tuple(ties)


def _ticks(tasks: Sequence[ComparedTask], linked: set[str]) -> tuple[Tick, ...]:
    step = WIDE / max(1, len(tasks))
    wide = min(44.0, step - 4)
    return tuple(Tick(round(index * step + (step - wide) / 2, 1), round(wide, 1),
                      (task.label or str(index + 1))[:4], task.id not in linked, task.id)
                 for index, task in enumerate(tasks))


def rivals(found: Comparison) -> Mapping[str, list[tuple[str, ComparedTask, float]]]:
    """For each newer task without a match, the older tasks that came nearest."""
    older = {task.id: task for task in found.a_tasks}
    linked = {match.a for match in found.links}
    near: dict[str, list[tuple[str, ComparedTask, float]]] = {}
    for match in sorted(found.candidates, key=lambda match: -match.score):
        if match.a not in linked and match.b in older:
            near.setdefault(match.a, []).append((match.b, older[match.b], match.score))
    return {id: rows[:3] for id, rows in near.items()}


def _downloads(found: Comparison, sentence: str, visit: Visit) -> Mapping[str, Callable[[], Download]]:
    """The comparison as a workbook, as a document to hand on, as a page, and as the answer."""
    stem = f"{found.a.name[:30]}-{found.b.name[:30]}-{visit.say('比较', 'comparison')}"

    sheet = comparison_sheet(found, visit.lang)
    columns = [(heading, meaning) for heading, meaning, _ in sheet.columns]
    return {
        **tables(stem, columns, lambda: sheet.rows, visit.lang),
        "xlsx": lambda: Download(f"{stem}.xlsx", XLSX, workbook([sheet], visit.lang)),
        "docx": lambda: Download(f"{stem}.docx", DOCX, comparison_docx(found, sentence, visit.lang)),
        "html": lambda: Download(f"{stem}.html", "text/html; charset=utf-8",
                                 comparison_page(found, visit.lang).encode()),
        "json": lambda: json_of(stem, answers.comparison(found))}
