"""Plans of several years as a strip, and two plans as the units see them: gained and lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from papers import paper
from shelf import Shelf
from test_commands import run

from kg.compare import compare
from kg.compare.strip import Thread, strip
from kg.compare.units import shifts
from kg.export import answers
from kg.link.linking import link
from kg.model.extraction import Extraction
from kg.model.links import MatchKind

BUDGET, PERMITS, TRAINING = "及时公开财政预算决算信息。|财务科", "公开行政许可办理结果。|法规科", "组织业务培训和考核。|办公室"
YEARS = {
    2019: (BUDGET, PERMITS),
    2020: (BUDGET, TRAINING),
    2021: ("主动公开本级财政预算决算信息和报表。|综合科", PERMITS, TRAINING),
}


def annual(year: int, tasks: tuple[str, ...], issuer: str = "江门市生态环境局") -> Extraction:
    """A plan of a bureau for a year."""
    return paper(issuer, title=f"{issuer}{year}年政务公开工作要点", year=year, date=f"{year}-05-01", tasks=tasks)


def shelved(*plans: Extraction) -> Shelf:
    """The plans, linked."""
    links = link(plans)
    read = {one.source.sha256: one for one in plans}
    return Shelf(links, {work.id: read[work.source] for work in links.works if work.source})


@pytest.fixture(scope="module")
def view() -> Shelf:
    """Three years of plans."""
    return shelved(*(annual(year, tasks) for year, tasks in YEARS.items()))


def ids(view: Shelf) -> dict[int, str]:
    """The plan of each year."""
    return {work.year: work.id for work in view.works() if work.year is not None}


def test_a_task_is_followed_through_the_years(view: Shelf) -> None:
    plans = ids(view)
    threads = strip(view, [view.work(plans[year]) for year in YEARS])

    def years_of(thread: Thread) -> list[int]:
        return [year for year in YEARS if plans[year] in thread]

    assert sorted(years_of(thread) for thread in threads) == [[2019], [2019, 2020, 2021], [2020, 2021], [2021]]
    assert [stop.kind for stop in threads[0].values()] == [None, MatchKind.SAME, MatchKind.REWORDED]
    told = answers.strip([view.work(plans[year]) for year in YEARS], threads)
    assert [plan["year"] for plan in told["plans"]] == list(YEARS)
    assert told["threads"][0][plans[2021]]["kind"] == "reworded"


def test_every_task_stands_in_one_thread(view: Shelf) -> None:
    works = [view.work(id) for id in ids(view).values()]
    stops = [stop.task.id for thread in strip(view, works) for stop in thread.values()]
    assert sorted(stops) == sorted(node.id for work in works for node in view.tasks(work.id))


def test_units_lose_and_gain_tasks(view: Shelf) -> None:
    plans = ids(view)
    found = compare(view, plans[2020], plans[2021])
    rows = {row.holder.name: row for row in shifts(view, found)}
    counts = {name: (row.before, row.after, len(row.lost), len(row.gained)) for name, row in rows.items()}
    assert counts == {"财务科": (1, 0, 1, 0), "综合科": (0, 1, 0, 1), "法规科": (0, 1, 0, 1), "办公室": (1, 1, 0, 0)}
    told = {row["name"]: row for row in answers.units(found, shifts(view, found))["units"]}
    assert told["综合科"]["gained"] == list(rows["综合科"].gained)


def test_a_reorganised_unit_neither_gains_nor_loses() -> None:
    """环境保护局 became 生态环境局: the same task, the same body."""
    issuer, task = "江门市人民政府办公室", "公布环境质量监测数据。|"
    view = shelved(annual(2018, (f"{task}江门市环境保护局",), issuer), annual(2019, (f"{task}江门市生态环境局",), issuer))
    plans = ids(view)
    rows = shifts(view, compare(view, plans[2018], plans[2019]))
    assert [(row.holder.id, row.before, row.after, row.lost, row.gained) for row in rows] == [
        ("江门市生态环境局", 1, 1, (), ())]


FUJIAN = ("闽政办〔2017〕45号", "t-35-福建省人民政府办公厅-2018-政务公开工作主要任务分解表",
          "福建省2019年政务公开工作主要任务")


def test_the_years_of_fujian_in_the_terminal_as_a_workbook_and_as_a_page(demo_path: Path, tmp_path: Path) -> None:
    table = run("compare", *FUJIAN, library=demo_path).stdout
    assert "照录" in table or "改写" in table
    run("compare", *FUJIAN, "--xlsx", str(tmp_path / "years.xlsx"), library=demo_path)
    sheet = load_workbook(tmp_path / "years.xlsx")["多年"]
    assert sheet.max_column == 3 and sum(all(cell.value for cell in row) for row in sheet) > 3
    run("compare", *FUJIAN, "--html", str(tmp_path / "years.html"), library=demo_path)
    page = (tmp_path / "years.html").read_text("utf-8")
    assert page.count("<tr>") == sheet.max_row and "src=" not in page, "a page that asks nobody for anything"


def test_the_units_of_the_ministry_in_the_terminal_as_a_workbook_and_as_a_page(demo_path: Path, tmp_path: Path) -> None:
    plans = "生态环境部2020年政务公开工作安排", "环办厅函〔2021〕214号"
    assert "新承担" in run("compare", *plans, "--units", library=demo_path).stdout
    run("compare", *plans, "--units", "--xlsx", str(tmp_path / "units.xlsx"), library=demo_path)
    page = tmp_path / "units.html"
    assert not run("compare", *plans, "--units", "--html", str(page), library=demo_path).stdout
    assert "新承担" in page.read_text("utf-8") and "src=" not in page.read_text("utf-8")
    rows = list(load_workbook(tmp_path / "units.xlsx")["按单位"].values)
    assert len(rows) > 5 and any(row[4] for row in rows[1:])


def test_one_plan_is_compared_with_nothing(demo_path: Path) -> None:
    assert "two plans" in run("compare", FUJIAN[0], library=demo_path, code=2).stderr
