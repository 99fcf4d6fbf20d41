"""`kg query`: SPARQL and the named questions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.graph.results import Answer

_TYPES = {"csv": "text/csv", "json": "application/json", "turtle": "text/turtle"}


@click.command(epilog=options.example("kg query --list", "kg query --name lineage --set number=江环办〔2021〕50号",
                                      'kg query "SELECT * WHERE { ?s ?p ?o } LIMIT 5" --format csv',
                                      "kg query --file 问题.rq --json"))
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.File(encoding="utf-8"), help="A file with SPARQL; - for stdin.")
@click.option("--name", help="A named question.")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="A parameter of the named question.")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("--format", "form", type=click.Choice(["table", *_TYPES]), default="table", show_default=True,
              help="turtle is for CONSTRUCT and DESCRIBE.")
@options.library
@options.as_json
def query(sparql: str | None, file: IO[str] | None, name: str | None, values: tuple[str, ...],
          listing: bool, form: str, library: Path, as_json: bool) -> None:
    """Ask the graph: SPARQL from an argument, a file or stdin, or a named question.

    A query is stopped after 10 seconds or 10,000 rows; what was cut off is said.
    """
    if listing:
        _list(as_json)
        return
    if sum(way is not None for way in (sparql, file, name)) != 1:
        raise click.UsageError("give one of SPARQL, --file, --name, or --list")
    answer = _named(library, name, values) if name else _free(library, sparql or (file.read() if file else ""))
    _print(answer, "json" if as_json else form)


def _list(as_json: bool) -> None:
    from kg.form import to_json
    from kg.questions import questions

    if as_json:
        options.print_json([to_json(question) for question in questions()])
        return
    for question in questions():
        wanted = ", ".join(parameter.name for parameter in question.parameters)
        click.echo(f"{question.name}\t{question.zh} / {question.en}" + (f"\t({wanted})" if wanted else ""))


def _free(library: Path, sparql: str) -> Answer:
    from kg.graph.library import Library
    from kg.graph.worker import Question, ask

    return ask(Library.open(library), Question(sparql, {}))


def _named(library: Path, name: str, values: tuple[str, ...]) -> Answer:
    from kg.graph.library import Library
    from kg.graph.worker import ask
    from kg.questions import answer, question

    pairs = [value.partition("=") for value in values]
    if not all(sign for _, sign, _ in pairs):
        raise click.UsageError("--set takes KEY=VALUE")
    opened = Library.open(library)
    return answer(question(name), {key: value for key, _, value in pairs}, lambda asked: ask(opened, asked))


def _print(answer: Answer, form: str) -> None:
    from kg.cli import drawing
    from kg.graph.formats import offered, serialise
    from kg.graph.results import Rows

    if form == "table" and isinstance(answer, Rows):
        cells = ((cell.value if cell else "" for cell in row) for row in answer.rows)
        drawing.console().print(drawing.rows_table(answer.variables, (tuple(row) for row in cells)))
    else:
        kind = _TYPES.get(form, offered(answer)[0])
        if kind not in offered(answer):
            raise click.UsageError(f"this answer cannot be {form}; it can be {', '.join(offered(answer))}")
        sys.stdout.write(serialise(answer, kind).decode())
        sys.stdout.write("\n")
    limit = getattr(answer, "limit", None)
    if limit:
        options.note(f"cut off at the {limit} limit; narrow the query or add LIMIT")
