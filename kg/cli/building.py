"""`kg build` and `kg demo`: files in, a published library out."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.build.site import Tell
    from kg.model.report import BuildReport


@click.command(epilog=options.example("kg build 我的文件夹/", "kg build 通知.html 方案.docx --library lib",
                                      "kg build plans/ --json", "kg build plans/ --html report.html"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@options.library
@options.quiet
@options.as_json
@options.output("html", "the report as a page")
def build(paths: tuple[Path, ...], library: Path, quiet: bool, as_json: bool, html: Path | None) -> None:
    """Read the documents at PATHS (files and folders) into the library.

    Only what is new is read; documents that the library holds stay. Each file ends as
    ok, partial, duplicate or quarantined. Exit code 1 if any was partial or quarantined.
    A build that was interrupted goes on where it was: what it read is not read again.
    Without PATHS the library is linked anew, which applies new judgements and rules.
    """
    if not paths:
        from kg.graph.library import Library

        Library.open(library)
    report = _build(paths, library, quiet)
    if html is not None:
        from kg.export.html import write_outcomes

        write_outcomes(report, html)
    _show(report, as_json, quiet)
    sys.exit(_exit_code(report))


@click.command(epilog=options.example("kg remove 江环办〔2021〕50号", "kg remove 粤府办〔2021〕17号 --library lib"))
@click.argument("reference", metavar="REF")
@options.library
@options.quiet
@options.as_json
def remove(reference: str, library: Path, quiet: bool, as_json: bool) -> None:
    """Take the document REF out of the library and publish what the others say.

    Where others cite it, it stays as a document that is not held. Its original bytes and
    earlier generations stay in the library's folder.
    """
    from kg.build import remove as run
    from kg.graph.library import Library

    with _progress(quiet) as tell:
        report = run(reference, Library.open(library), tell)
    _show(report, as_json, quiet)
    sys.exit(_exit_code(report))


@click.command(epilog=options.example("kg demo", "kg demo --no-open --port 8080"))
@click.option("--library", type=click.Path(path_type=Path), default=Path("kg-demo"), show_default=True,
              help="Folder for the demo's library.")
@click.option("--port", type=int, default=0, help="Port of the browser; 0 takes a free one.")
@click.option("--no-open", is_flag=True, help="Serve without opening a browser window.")
@click.option("--no-serve", is_flag=True, help="Build only.")
@options.quiet
@options.as_json
def demo(library: Path, port: int, no_open: bool, no_serve: bool, quiet: bool, as_json: bool) -> None:
    """Build the bundled plans into a library and open the browser on one lineage."""
    from kg import demo as bundled

    report = _build(bundled.plans(), library, quiet)
    _show(report, as_json, quiet)
    if no_serve:
        sys.exit(_exit_code(report))
    from kg.web.server import serve

    serve(library, port=port, first=bundled.SHOWN_FIRST, open_browser=not no_open)


def _build(paths: Sequence[Path], library: Path, quiet: bool) -> BuildReport:
    from kg.build import build as run
    from kg.graph.library import Library

    started = time.monotonic()
    with _progress(quiet) as tell:
        report = run(paths, Library.create_or_open(library), tell)
    options.note(f"{time.monotonic() - started:.1f} s, library {library}", quiet)
    return report


@contextmanager
def _progress(quiet: bool) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        row = bar.add_task("", total=None, file="")
        yield lambda step: bar.update(row, description=step.stage.value, completed=step.done,
                                      total=step.total, file=Path(step.name).name)


def _show(report: BuildReport, as_json: bool, quiet: bool) -> None:
    if as_json:
        from kg.form import to_json

        options.print_json(to_json(report))
    for line in () if quiet else _lines(report):
        click.echo(line, err=as_json)


def _lines(report: BuildReport) -> Iterator[str]:
    from kg.model.report import Outcome

    for file in report.files:
        if file.outcome is not Outcome.OK or file.message not in ("", "unchanged"):
            told = file.message if file.path in file.message else f"{file.path}: {file.message}"
            yield f"{file.outcome.value}: {told}"
    counts = report.counts
    statuses = ", ".join(f"{number} {name}" for name, number in counts.citations)
    citations = f"{sum(number for _, number in counts.citations)} citations{statuses and f': {statuses}'}"
    yield (f"{counts.documents} documents, {counts.tasks} tasks, {counts.assignments} assignments, "
           f"{counts.time_limits} time limits, {citations}; {counts.cited_only} documents only cited")
    outcomes = ", ".join(f"{report.count(outcome)} {outcome.value}" for outcome in Outcome
                         if report.count(outcome) or outcome is not Outcome.REMOVED)
    yield f"{len(report.files)} files: {outcomes}"
    yield (f"generation {report.generation} is published" if report.changed else
           f"nothing has changed; generation {report.generation} stays")


def _exit_code(report: BuildReport) -> int:
    from kg.model.report import Outcome

    return 1 if report.count(Outcome.QUARANTINED) or report.count(Outcome.PARTIAL) else 0
