"""总览: how much there is, which levels and years, what is missing, what is due."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.model.extraction import Level
from kg.search import TaskRow, WorkRow
from kg.search.rows import lane_of
from kg.web.page import Page
from kg.web.site import Site
from kg.web.visit import Visit, trace_path

MOST_DOTS = 9
MOST_YEARS = 10
SHOWN_DEADLINES = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """The works of one level and year: how many are held, how many only cited."""

    year: int
    held: int
    cited: int

    @property
    def dots(self) -> tuple[bool, ...]:
        """A dot per work, held first, at most nine."""
        return ((True,) * self.held + (False,) * self.cited)[:MOST_DOTS]

    @property
    def rest(self) -> int:
        """How many works have no dot."""
        return max(0, self.held + self.cited - MOST_DOTS)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A level of the matrix with its cells by year and their sums."""

    lane: str
    level: Level | None
    department: bool
    cells: tuple[Cell, ...]

    @property
    def held(self) -> int:
        """Works held in all years shown."""
        return sum(cell.held for cell in self.cells)

    @property
    def cited(self) -> int:
        """Works only cited in all years shown."""
        return sum(cell.cited for cell in self.cells)


def overview(site: Site, visit: Visit) -> Page:
    """The first page."""
    totals = site.totals
    rows, years = matrix(site)
    due = site.catalogue.deadlines()
    return Page(
        "overview.html", visit.say("这项任务从哪里来，去年怎么写，该谁办",
                                   "Where a duty comes from, how it changed, who owes it"),
        _finding(totals, visit), "overview",
        values={"totals": totals, "matrix": rows, "years": years, "wanted": site.catalogue.most_wanted(),
                "least_led": site.catalogue.least_led(), "due": due[-SHOWN_DEADLINES:], "dues": due,
                "timeline": timeline(due), "tries": tries(site), "built": site.built})


def _finding(totals: dict[str, int], visit: Visit) -> str:
    zh = (f"{totals['held']} 份文件里有 {totals['tasks']} 项任务；{totals['nobody'] + totals['listed']} 项没有牵头单位，"
          f"{totals['cited']} 份被引用的文件未入库。")
    en = (f"{totals['held']} documents state {totals['tasks']} tasks; {totals['nobody'] + totals['listed']} name no "
          f"lead unit; {totals['cited']} cited documents are not held.")
    return visit.say(zh, en)


def matrix(site: Site) -> tuple[tuple[MatrixRow, ...], tuple[int, ...]]:
    """Level × year: the five lanes of the law and any other that occurs; the latest years."""
    counts: dict[str, dict[int, tuple[int, int]]] = defaultdict(dict)
    for lane, year, held, cited in site.catalogue.matrix():
        counts[lane][year] = (held, cited)
    years = tuple(sorted({year for found in counts.values() for year in found if year}))[-MOST_YEARS:]
    order = [(level, department) for level in Level for department in (False, True)]
    rows = [MatrixRow(lane, level, department,
                      tuple(Cell(year, *counts[lane].get(year, (0, 0))) for year in years))
            for level, department in order if (lane := lane_of(level, department)) in counts]
    return tuple(rows), years


def tries(site: Site) -> tuple[tuple[str, str], ...]:
    """Things to try, from the library itself: documents with upstream or cited most, units."""
    works = site.catalogue.listing(WorkRow, {"held": "1"}, sort="tasks", limit=3).rows
    wanted = site.catalogue.most_wanted(2)
    return tuple((row.number or row.title, trace_path(row.id)) for row in (*works, *wanted))


@dataclass(frozen=True, slots=True)
class Due:
    """A dot of the timeline: where it stands (0–600, stacked from 0), what it says."""

    x: float
    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Deadlines on an axis of years."""

    years: tuple[tuple[float, int], ...]
    dots: tuple[Due, ...]


def timeline(due: tuple[tuple[str, str, TaskRow], ...]) -> Timeline:
    """The deadlines on a line 600 wide, those of one fortnight stacked."""
    if not due:
        return Timeline((), ())
    first, last = int(due[0][0][:4]), int(due[-1][0][:4])
    wide = 600.0 / (last - first + 1)
    stacked: dict[int, int] = defaultdict(int)
    dots = []
    for value, words, task in due:
        month, day = (int(part) for part in (value[5:7] or "12", value[8:10] or "28"))
        x = wide * (int(value[:4]) - first + (month - 1) / 12 + (day - 1) / 372)
        place = int(x // 12)
        dots.append(Due(round(min(max(x, 6.0), 594.0), 1), stacked[place], f"{value} {task.work_name} “{words}”"))
        stacked[place] += 1
    return Timeline(tuple((round(wide * index, 1), first + index) for index in range(last - first + 1)), tuple(dots))
