"""`kg check`, and the commands that keep a library whole: verify, rebuild, gc, backup, restore."""

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

    opened = Library.open(library)
    found = (*opened.warnings(), *findings(opened.view()))
    if as_json:
        options.print_json([to_json(issue) for issue in found])
    else:
        for issue in found[:most]:
            place = f" {issue.span.start}–{issue.span.end}" if issue.span else ""
            click.echo(f"{issue.severity.value}\t{issue.code}\t{issue.document}{place}\t{issue.message}")
        options.note(f"{len(found)} findings" + (f", {most} shown" if len(found) > most else ""))
    sys.exit(1 if any(issue.severity is not Severity.NOTE for issue in found) else 0)


@click.command(epilog=options.example("kg verify", "kg verify --deep --library lib"))
@click.option("--deep", is_flag=True, help="Also compare the store, quad by quad, with the descriptions.")
@options.library
def verify(deep: bool, library: Path) -> None:
    """Check that the library on disk is what was written; exit code 1 if it is not."""
    from kg.graph import upkeep
    from kg.graph.library import Library

    problems = upkeep.verify(Library.open(library), deep=deep)
    for problem in problems:
        click.echo(problem)
    if problems:
        options.note("`kg rebuild` makes the store anew; if that fails, `kg build` reads the originals again")
        sys.exit(1)
    click.echo(f"{library} is whole")


@click.command(epilog=options.example("kg rebuild", "kg rebuild --library lib"))
@options.library
def rebuild(library: Path) -> None:
    """Make the store anew from the descriptions, after damage."""
    from kg.graph import upkeep
    from kg.graph.library import Library

    manifest = upkeep.rebuild(Library.open(library))
    click.echo(f"generation {manifest.number} is published: {manifest.quads} quads")


@click.command(epilog=options.example("kg gc", "kg gc --library lib"))
@options.library
def gc(library: Path) -> None:
    """Remove old generations and what nothing needs any more; originals and decisions stay."""
    from kg.graph import upkeep
    from kg.graph.library import Library

    freed = upkeep.clear(Library.open(library))
    click.echo(f"{freed / 2**20:.1f} MB freed")


@click.command(epilog=options.example("kg backup 备份.zip", "kg backup backup.zip --library lib"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@options.library
def backup(file: Path, library: Path) -> None:
    """Write the library's truth (originals, readings, descriptions, decisions) into FILE."""
    from kg.graph.backup import back_up
    from kg.graph.library import Library

    click.echo(f"{file}: {back_up(Library.open(library), file)} files")


@click.command(epilog=options.example("kg restore 备份.zip --library 新库"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.library
def restore(file: Path, library: Path) -> None:
    """Make the library again from a backup FILE, in an empty folder."""
    from kg.graph.backup import restore as make

    manifest = make(file, library)
    click.echo(f"{library}: generation {manifest.number}, {manifest.quads} quads")
