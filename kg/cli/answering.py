"""`kg trace`, `compare` and `ledger`: questions to a library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.view import StoreView
    from kg.model.answers import Comparison


def _view(library: Path) -> StoreView:
    from kg.graph.library import Library

    return Library.open(library).view()


def _say(as_json: bool, written: bool, form: Callable[[], object], table: Callable[[], object]) -> None:
    """JSON if it is asked for, otherwise the table unless a file was written instead."""
    from kg.cli import drawing

    if as_json:
        options.print_json(form())
    elif not written:
        drawing.console().print(table())


@click.command(epilog=options.example("kg trace 江环办〔2021〕50号", "kg trace 江环办〔2021〕50号#3 --json",
                                      "kg trace 国办发[2021]12号 --down --depth 2",
                                      "kg trace 江环办2021年50号 --svg 谱系.svg"))
@click.argument("reference", metavar="REF")
@click.option("--up", "direction", flag_value="up", default="up", help="Where it comes from (the default).")
@click.option("--down", "direction", flag_value="down", help="What comes from it.")
@click.option("--both", "direction", flag_value="both", help="Both ways.")
@click.option("--depth", type=click.IntRange(1), help="How many steps to follow; all if not given.")
@click.option("--stated", is_flag=True, help="Only what a sentence states, nothing inferred.")
@options.output("html", "one self-contained page")
@options.output("svg", "the drawing")
@options.library
@options.as_json
def trace(reference: str, direction: str, depth: int | None, stated: bool, html: Path | None,
          svg: Path | None, library: Path, as_json: bool) -> None:
    """Trace REF to its sources: the lineage of a document or of one task.

    REF is a number in any bracket style, a title or a part of one, or an IRI; `#3` or
    a task's id after it names a task. Several candidates are listed with exit code 2.
    """
    from kg import lineage
    from kg.model.answers import Direction
    from kg.reference import find

    view = _view(library)
    answer = lineage.trace(view, find(view, reference), Direction(direction), depth=depth, stated_only=stated)
    if html is not None:
        from kg.export.html import write_lineage

        write_lineage(answer, html)
    if svg is not None:
        from kg.export.svg import write_svg

        write_svg(answer, svg)
    if as_json:
        from kg.export import answers

        options.print_json(answers.lineage(answer))
    elif html is None and svg is None:
        from kg.cli import drawing

        out = drawing.console()
        out.print(drawing.lineage_tree(answer))
        for line in drawing.notes(answer):
            out.print(line, markup=False)


@click.command(epilog=options.example("kg compare 生态环境部2020年政务公开工作安排 生态环境部2021年政务公开工作安排",
                                      "kg compare 环办厅函〔2021〕214号 江环办〔2021〕50号 --json",
                                      "kg compare A B --units", "kg compare 2017年 2018年 2019年 --xlsx 多年.xlsx"))
@click.argument("plans", metavar="A B [C …]", nargs=-1, required=True)
@click.option("--units", is_flag=True, help="As the units see it: who gained tasks, who lost some.")
@options.output("html", "one self-contained page")
@options.output("xlsx", "a workbook")
@options.library
@options.as_json
def compare(plans: tuple[str, ...], units: bool, html: Path | None, xlsx: Path | None, library: Path,
            as_json: bool) -> None:
    """Compare plan A (older or upper) with plan B: kept, reworded, moved, dropped, added …

    Of three and more plans, oldest first, each task is shown through all of them.
    """
    if len(plans) < 2 or (len(plans) > 2 and units):
        raise click.UsageError("name two plans; of three and more the tasks are followed, not the units")
    from kg import compare as comparing
    from kg.reference import find_work

    view = _view(library)
    ids = [find_work(view, plan) for plan in plans]
    if len(ids) > 2:
        _strip(view, ids, html, xlsx, as_json)
        return
    answer = comparing.compare(view, *ids)
    if units:
        _units(view, answer, html, xlsx, as_json)
        return
    if html is not None:
        from kg.export.html import write_comparison

        write_comparison(answer, html)
    if xlsx is not None:
        from kg.export.xlsx import write_comparison as write_workbook

        write_workbook(answer, xlsx)
    from kg.cli import drawing
    from kg.export import answers

    _say(as_json, html is not None or xlsx is not None,
         partial(answers.comparison, answer), partial(drawing.comparison_table, answer))


def _strip(view: StoreView, ids: list[str], html: Path | None, xlsx: Path | None, as_json: bool) -> None:
    from kg.cli import drawing
    from kg.compare.strip import strip
    from kg.export import answers
    from kg.export.html import write_strip
    from kg.export.xlsx import write_strip as write_workbook

    works = [view.work(id) for id in ids]
    threads = strip(view, works)
    if html is not None:
        write_strip(works, threads, html)
    if xlsx is not None:
        write_workbook(works, threads, xlsx)
    _say(as_json, html is not None or xlsx is not None,
         partial(answers.strip, works, threads), partial(drawing.strip_table, works, threads))


def _units(view: StoreView, answer: Comparison, html: Path | None, xlsx: Path | None, as_json: bool) -> None:
    from kg.cli import drawing
    from kg.compare.units import shifts
    from kg.export import answers
    from kg.export.html import write_units
    from kg.export.xlsx import write_units as write_workbook

    found = shifts(view, answer)
    if html is not None:
        write_units(answer, found, html)
    if xlsx is not None:
        write_workbook(answer, found, xlsx)
    _say(as_json, html is not None or xlsx is not None,
         partial(answers.units, answer, found), partial(drawing.units_table, answer, found))


@click.command(epilog=options.example("kg ledger 监测处", "kg ledger 江门市生态环境局办公室 --xlsx 台账.xlsx"))
@click.argument("unit", metavar="UNIT")
@options.output("xlsx", "a workbook")
@options.library
@options.as_json
def ledger(unit: str, xlsx: Path | None, library: Path, as_json: bool) -> None:
    """The 台账 of a unit: its tasks, roles, time limits and sources, due next first."""
    from datetime import date

    from kg import ledger as keeping

    answer = keeping.ledger(_view(library), unit, date.today())
    if xlsx is not None:
        from kg.export.xlsx import write_ledger

        write_ledger(answer, xlsx)
    from kg.cli import drawing
    from kg.export import answers

    _say(as_json, xlsx is not None, partial(answers.ledger, answer), partial(drawing.ledger_table, answer))
