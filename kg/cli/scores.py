"""Scores of `kg evaluate`: which answers to take, how to print them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from kg.cli.drawing import console
from kg.evaluate.answers import Answer
from kg.evaluate.figures import FIGURES, Score
from kg.evaluate.floors import first_floors, read_floors, write_floors


def answers_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The answer files among `paths`, folders opened (not their subfolders), sorted by name."""
    for path in paths:
        yield from sorted(path.glob("*.json")) if path.is_dir() else (path,)


def texts_beside(answer: Path) -> Path:
    """Where the text of an answer lies when nobody says: `../plans` beside its folder, else its folder."""
    plans = answer.resolve().parent.parent / "plans"
    beside = answer.parent
    named = f"{answer.stem}.txt"
    return plans if (plans / named).exists() else beside


def as_json(score: Score) -> dict[str, Any]:
    """A score as JSON-ready values: per figure the counts, precision, recall and F1."""
    return {"document": score.document,
            "figures": {figure: {"right": count.right, "missing": count.missing, "extra": count.extra,
                                 "precision": count.precision, "recall": count.recall, "f1": count.f1}
                        for figure, count in score.counts},
            "misses": [{"figure": miss.figure, "expected": miss.expected, "found": miss.found,
                        "start": miss.span.start if miss.span else None} for miss in score.misses]}


def print_scores(scores: Sequence[Score], show: str | None) -> None:
    """Prints F1 per document and figure, and the misses of the figure asked for."""
    out = console()
    table = Table("F1", *FIGURES)
    for score in scores:
        table.add_row(score.document, *(f"{score.count(figure).f1:.3f}" for figure in FIGURES))
    out.print(table)
    for score in scores if show else ():
        for miss in score.misses:
            if show in ("all", miss.figure):
                place = f" @{miss.span.start}" if miss.span else ""
                out.print(f"{score.document} {miss.figure}{place}: expected {miss.expected!r}, "
                          f"found {miss.found!r}", markup=False)


def keep_floor(path: Path, answers: Sequence[Answer], whole: Score, raising: bool) -> bool:
    """Whether a reading falls below the floors of a file; writes better ones if asked to."""
    known = path.exists()
    floors = read_floors(path, answers) if known or not raising else first_floors(answers, whole)
    if raising:
        write_floors(path, floors.raised_by(whole))
    broken = floors.broken_by(whole)
    for message in broken:
        console().print(f"below the floor: {message}", markup=False)
    return bool(broken)
