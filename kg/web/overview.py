"""总览: how much there is, which levels and years, what is missing, what is due."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.export.labels import Label
from kg.model.extraction import Level
from kg.model.links import HolderKind
from kg.model.report import Outcome
from kg.model.view import View
from kg.search import Catalogue, HolderRow, WorkRow
from kg.search.rows import lane_of
from kg.web.page import Download, Page
from kg.web.site import Site
from kg.web.takeaway import tables
from kg.web.timeline import timeline
from kg.web.visit import Visit, trace_path, unit_path
from kg.web.wording import year_name

_OUTCOMES = {Outcome.OK: Label("完整", "whole"), Outcome.PARTIAL: Label("部分", "partial"),
             Outcome.DUPLICATE: Label("重复", "duplicate"), Outcome.QUARANTINED: Label("隔离", "quarantined"),
             Outcome.REMOVED: Label("移除", "removed")}
MOST_DOTS, DOTS_OF_MANY = 6, 4
"""Dots that a cell has room for, and those beside the number of the others."""
MOST_YEARS = 10
MOST_TRIED, MOST_SEEN = 40, 400
"""Documents that are looked through for one with a basis, and for two years of one series."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The works of one level and year, 0 where it is not known and none for all years before those shown: how many are
    held, how many only cited."""

    year: int | None
    held: int
    cited: int

    @property
    def dots(self) -> tuple[bool, ...]:
        """A dot per work, held first, as far as there is room."""
        works = (True,) * self.held + (False,) * self.cited
        return works if len(works) <= MOST_DOTS else works[:DOTS_OF_MANY]

    @property
    def rest(self) -> int:
        """How many works have no dot."""
        return self.held + self.cited - len(self.dots)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A level of the matrix with its cells by year and their sums."""

    lane: str
    level: Level | None
    department: bool
    cells: tuple[Cell, ...]

    @property
    def held(self) -> int:
        """Works held, whatever their year."""
        return sum(cell.held for cell in self.cells)

    @property
    def cited(self) -> int:
        """Works only cited, whatever their year."""
        return sum(cell.cited for cell in self.cells)


def overview(site: Site, visit: Visit) -> Page:
    """The first page."""
    totals = site.totals
    rows, years = matrix(site.catalogue)
    today = visit.today.isoformat()
    months = site.catalogue.months()
    due = site.catalogue.due(today)
    return Page(
        "overview.html", visit.say("这项任务从哪里来，去年怎么写，该谁办",
                                   "Where a duty comes from, how it changed, who owes it"),
        _finding(totals, visit), "overview",
        values={"totals": totals, "matrix": rows, "years": years, "wanted": site.catalogue.most_wanted(8),
                "least_led": site.catalogue.least_led(12), "due": due or site.catalogue.overdue(today),
                "overdue": site.catalogue.overdue_count(today), "timeline": timeline(months, today),
                "tries": tries(site, visit), "built": site.built, "last": site.last_build, "outcomes": _OUTCOMES},
        downloads=_downloads(totals, rows, years, visit))


def _finding(totals: dict[str, int], visit: Visit) -> str:
    zh = (f"{totals['held']} 份文件里有 {totals['tasks']} 项任务；{totals['nobody'] + totals['listed']} 项没有牵头单位，"
          f"{totals['cited']} 份被引用的文件未入库。")
    en = (f"{totals['held']} documents state {totals['tasks']} tasks; {totals['nobody'] + totals['listed']} name no "
          f"lead unit; {totals['cited']} cited documents are not held.")
    return visit.say(zh, en)


def matrix(catalogue: Catalogue) -> tuple[tuple[MatrixRow, ...], tuple[int | None, ...]]:
    """Level × year, no work left out: the lanes that occur, that of no known level last; the latest years, all before
    them together, and 0 for no known year."""
    found = catalogue.matrix()
    latest = sorted({year for _, year, _, _ in found if year})[-MOST_YEARS:]
    counts: dict[str, Counter[tuple[int | None, bool]]] = defaultdict(Counter)
    for lane, year, held, cited in found:
        shown = year if year in latest or not year else None
        counts[lane].update({(shown, True): held, (shown, False): cited})
    occurring = {year for counted in counts.values() for year, _ in counted}
    years = tuple(year for year in (None, *latest, 0) if year in occurring)
    order = [*((level, department) for level in Level for department in (False, True)), (None, False)]
    rows = [MatrixRow(lane, level, department,
                      tuple(Cell(year, counts[lane][year, True], counts[lane][year, False]) for year in years))
            for level, department in order if (lane := lane_of(level, department)) in counts]
    return tuple(rows), years


def _downloads(totals: Mapping[str, int], rows: tuple[MatrixRow, ...], years: tuple[int | None, ...],
               visit: Visit) -> Mapping[str, Callable[[], Download]]:
    """The counts, then the matrix, each cell as held / only cited."""
    heads = [("row", "a count, or a level"), ("all", "the count, or held / only cited"),
             *((year_name(year, "en"), "held / only cited") for year in years)]
    blank = ("",) * len(years)
    table = [*((name, str(number), *blank) for name, number in totals.items()),
             *((row.lane or "unknown", f"{row.held} / {row.cited}",
                *(f"{cell.held} / {cell.cited}" for cell in row.cells)) for row in rows)]
    return tables(visit.say("总览", "overview"), heads, lambda: table, visit.lang)


def tries(site: Site, visit: Visit) -> tuple[tuple[str, str], ...]:
    """Things to try, as words and link, from the library itself: numbered documents, what is cited
    most, a unit, a series."""
    view = site.view
    held = site.catalogue.listing(WorkRow, {"held": "1"}, sort="tasks", limit=MOST_TRIED).rows
    numbered = islice((row for row in held if row.number and view.derivations_from(row.id)), 2)
    units = site.catalogue.listing(HolderRow, {"kind": HolderKind.UNIT.value}, sort="tasks", limit=1).rows
    return (*((row.name, visit.link(trace_path(row.id))) for row in (*numbered, *site.catalogue.most_wanted(1))),
            *((_full_name(view, row), visit.link(unit_path(row.id))) for row in units), *_two_years(site, visit))


def _full_name(view: View, unit: HolderRow) -> str:
    return (view.holder(unit.parent).name if unit.parent else "") + unit.name


def _two_years(site: Site, visit: Visit) -> tuple[tuple[str, str], ...]:
    """The latest two years of a series that has the text of two, to compare."""
    latest: dict[str, WorkRow] = {}
    for row in site.catalogue.listing(WorkRow, {"held": "1"}, sort="year", limit=MOST_SEEN).rows:
        newer = latest.setdefault(row.series, row)
        if row.series and newer.year != row.year:
            years = visit.say(f"{row.year} 与 {newer.year}", f"{row.year} and {newer.year}")
            return ((f"{newer.issuer} {years}", visit.link("/compare", a=row.id, b=newer.id)),)
    return ()
