"""`kg check` and `kg verify`: what a person should look at, and whether the disk is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options


@click.command(epilog=options.example("kg check", "kg check --most 20", "kg check --json"))
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many to print.")
@options.library
@options.as_json
def check(most: int, library: Path, as_json: bool) -> None:
    """List what a person should look at: conflicts, weak facts, gaps; the weakest first.

    Exit code 1 if there is an error or a warning among them.
    """
    from kg.findings import findings
    from kg.form import to_json
    from kg.graph.library import Library
    from kg.model.extraction import Severity

    found = findings(Library.open(library).view())
    if as_json:
        options.print_json([to_json(issue) for issue in found])
    else:
        for issue in found[:most]:
            place = f" {issue.span.start}–{issue.span.end}" if issue.span else ""
            click.echo(f"{issue.severity.value}\t{issue.code}\t{issue.document}{place}\t{issue.message}")
        options.note(f"{len(found)} findings" + (f", {most} shown" if len(found) > most else ""))
    sys.exit(1 if any(issue.severity is not Severity.NOTE for issue in found) else 0)


@click.command(epilog=options.example("kg verify", "kg verify --deep"))
@click.option("--deep", is_flag=True, help="Compare every hash, and the store with the descriptions.")
@options.library
def verify(deep: bool, library: Path) -> None:
    """Check that the library on disk is what was published; exit code 1 if it is damaged."""
    from kg.graph.library import Library

    opened = Library.open(library)
    opened.view(deep=deep)
    click.echo(f"generation {opened.manifest().number} in {library} is whole")
