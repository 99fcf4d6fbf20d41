"""`kg serve` and `kg export`: the graph in the browser, and taken away in files."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options


@click.command(epilog=options.example("kg serve", "kg serve --port 8080 --no-open"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.")
@click.option("--no-open", is_flag=True, help="Do not open a browser window.")
@options.library
def serve(port: int, no_open: bool, library: Path) -> None:
    """Open the library in the browser; pages and SPARQL on 127.0.0.1 until Ctrl-C."""
    from kg.web.server import serve as run

    run(library, port=port, open_browser=not no_open)
