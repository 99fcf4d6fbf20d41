"""`kg serve` and `kg export`: the graph in the browser, and taken away in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.library import Library

_PICTURES = ("html", "svg")
_WHOLE = ("turtle", "trig", "nquads", "jsonld", "csv", "xlsx", "graphml", "gexf")


@click.command(epilog=options.example("kg serve", "kg serve --port 8080 --no-open"))
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port; 0 takes a free one.")
@click.option("--no-open", is_flag=True, help="Do not open a browser window.")
@options.library
def serve(port: int, no_open: bool, library: Path) -> None:
    """Open the library in the browser; pages and SPARQL on 127.0.0.1 until Ctrl-C."""
    from kg.web.server import serve as run

    run(library, port=port, open_browser=not no_open)


@click.command(epilog=options.example("kg export turtle --output 全库.ttl", "kg export xlsx 江环办〔2021〕50号 -o 任务.xlsx",
                                      "kg export html 江环办〔2021〕50号 谱系.html", "kg export html 网页/",
                                      "kg export html 生态环境部2020 环办厅函〔2021〕214号 比较/"))
@click.argument("form", metavar="FORMAT", type=click.Choice([*_PICTURES, *_WHOLE]))
@click.argument("names", metavar="[REF]... [PATH]", nargs=-1)
@click.option("--output", "-o", type=click.Path(path_type=Path),
              help="Where to write; without it PATH is the last argument. csv, and html without a suffix, "
                   "write a folder.")
@options.library
@options.quiet
def export(form: str, names: tuple[str, ...], output: Path | None, library: Path, quiet: bool) -> None:
    """Write the library, or the one document REF, as FORMAT to PATH.

    html and svg draw the lineage of REF, html as one page that opens offline; html into
    a folder writes the pages themselves, of the library or around REF (a document, task or
    unit), or around the comparison of two; turtle, trig, nquads, jsonld are RDF; csv and xlsx
    tables; graphml and gexf networks.
    """
    from kg.graph.library import Library

    if output is None:
        if not names:
            raise click.UsageError("say where to write: a PATH at the end, or --output PATH")
        output, names = Path(names[-1]), names[:-1]
    opened = Library.open(library)
    if form == "html" and not output.suffix:
        from kg.web.folder import write_pages

        options.note(f"{output}: {write_pages(opened, output, names)} pages; open index.html", quiet)
        return
    if len(names) > 1:
        raise click.UsageError(f"{form} takes one document at most; pages of two go into a folder: "
                               "kg export html A B 比较/")
    _write(opened, form, names[0] if names else None, output, quiet)


def _write(library: Library, form: str, reference: str | None, output: Path, quiet: bool) -> None:
    """Write one file, or the folder of csv."""
    if form in _PICTURES:
        if reference is None:
            raise click.UsageError(f"{form} draws one lineage; name a document or task")
        _draw(form, library, reference, output)
        options.note(f"{output} is written", quiet)
        return
    from kg.export.whole import export as write
    from kg.reference import find_work

    work = find_work(library.view(), reference) if reference else None
    options.note(f"{output}: {write(library, form, output, work)} records", quiet)


def _draw(form: str, library: Library, reference: str, output: Path) -> None:
    from kg.export import html, svg
    from kg.lineage import trace
    from kg.model.answers import Direction
    from kg.reference import find

    view = library.view()
    lineage = trace(view, find(view, reference), Direction.BOTH)
    (html.write_lineage if form == "html" else svg.write_svg)(lineage, output)
