"""The command line. It turns words into calls and answers into text; it knows no domain."""

from __future__ import annotations

import os
import sys

import click

from kg.cli.answering import compare, ledger, trace
from kg.cli.building import build, demo, remove
from kg.cli.judging import judge
from kg.cli.keeping import backup, check, gc, rebuild, restore, verify
from kg.cli.querying import query
from kg.cli.reading import evaluate, extract
from kg.cli.showing import export, serve
from kg.errors import KgError
from kg.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kg")
@click.option("--base", envvar="KG_BASE", metavar="IRI",
              help="What the IRIs of a library's own things begin with (or set KG_BASE).")
def cli(base: str | None) -> None:
    """政务公开计划的知识图谱：任务、责任、时限、依据与沿革。

    Open-government plans as a knowledge graph: tasks, responsible units, time
    limits, citations and lineage, each with the sentence it came from.

    \b
    First steps:
      kg demo                           build the bundled plans, open the browser
      kg build 我的文件夹/               read your own documents
      kg trace 江环办〔2021〕50号        where a document comes from
    """
    if base:
        os.environ["KG_BASE"] = base  # Processes that this one starts name things below it too.
        from kg.graph.iris import require_base
        require_base(base)


for command in (demo, build, remove, extract, trace, compare, query, ledger, serve, export, judge, check,
                evaluate, verify, rebuild, gc, backup, restore):
    cli.add_command(command)


def main() -> None:
    """Runs the command line; every foreseen error ends as one message and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console (GBK) cannot print every character; losing one beats crashing.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        cli(standalone_mode=False)
    except KgError as error:
        click.echo(f"kg: {error}", err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped; what was published before is untouched, and what was read is not read again", err=True)
        sys.exit(130)
