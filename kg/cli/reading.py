"""`kg extract` and `kg evaluate`: one file read, and readings scored; neither needs a library."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options


@click.command(epilog=options.example("kg extract 方案.docx", "kg extract plan.txt > plan.json"))
@click.argument("file", type=click.Path(path_type=Path))
def extract(file: Path) -> None:
    """Print what FILE says, as JSON: head, citations, tasks, units, time limits.

    The form is that of the annotation guide (data/gold/GUIDE.md); offsets count
    Unicode code points of the text as decoded. No library is needed.
    """
    from kg import form
    from kg.batch import read_extraction

    extraction = read_extraction(file)
    options.print_json(form.to_public(extraction))
    for missing in extraction.missing:
        options.note(f"{file}: not read: {missing}")
    if extraction.missing:
        sys.exit(1)


@click.command(epilog=options.example("kg evaluate data/gold", "kg evaluate data/gold --show units",
                                      "kg evaluate data/gold --floor tests/floors.json --json"))
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--texts", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Folder of the texts; else beside the answers or in ../plans.")
@click.option("--show", metavar="FIGURE", help="List the misses of one figure, or of `all`.")
@click.option("--floor", type=click.Path(dir_okay=False, path_type=Path),
              help="A file of floors: exit with 1 if a figure falls below its floor.")
@click.option("--raise", "raising", is_flag=True, help="Write the floors of --floor, never lower than before.")
@options.as_json
def evaluate(gold: tuple[Path, ...], texts: Path | None, show: str | None, floor: Path | None,
             raising: bool, as_json: bool) -> None:
    """Score our reading against hand-made answers: precision, recall and F1 per field.

    GOLD are answer files or folders of them, in the form of data/gold/GUIDE.md.
    """
    from kg.batch import read_extraction
    from kg.cli import scores
    from kg.evaluate.answers import load_answer
    from kg.evaluate.figures import total
    from kg.evaluate.scoring import score

    answers = [load_answer(path, texts or scores.texts_beside(path)) for path in scores.answers_in(gold)]
    results = [score(answer.extraction, read_extraction(answer.text_path), answer.furniture)
               for answer in answers]
    results.append(total(results))
    if as_json:
        options.print_json([scores.as_json(result) for result in results])
    else:
        scores.print_scores(results, show)
    if floor is not None and scores.keep_floor(floor, answers, results[-1], raising):
        sys.exit(1)
