"""Options that commands share, and what they hand to a command."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

library = click.option(
    "--library", type=click.Path(path_type=Path), envvar="KG_LIBRARY", default=Path("kg-library"),
    show_default=True, help="Folder of the library (or set KG_LIBRARY).")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
quiet = click.option("--quiet", "-q", is_flag=True, help="No progress and no notes on stderr.")


def output(name: str, what: str) -> Callable[[Command], Command]:
    """A `--{name} FILE` option that writes the answer into a file."""
    return click.option(f"--{name}", name, type=click.Path(dir_okay=False, path_type=Path),
                        metavar="FILE", help=f"Write {what} into FILE.")


def example(*lines: str) -> str:
    """The examples at the end of a command's help, kept as typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def print_json(value: object) -> None:
    """Prints JSON with Chinese characters as they are."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


def note(text: str, quiet: bool = False) -> None:
    """Tells the person something on stderr, unless asked to be quiet."""
    if not quiet:
        click.echo(text, err=True)
