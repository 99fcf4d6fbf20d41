"""Floors under the figures of certain answers: they only rise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnreadableInput
from kg.evaluate.answers import Answer, digest_of
from kg.evaluate.figures import Score


@dataclass(frozen=True, slots=True)
class Floors:
    """The F1 of each figure that a reading of certain answers never falls below again.

    `answers` is a digest of the answer files; floors for other answers mean nothing.
    """

    answers: str
    figures: tuple[tuple[str, float], ...]

    def broken_by(self, whole: Score) -> tuple[str, ...]:
        """What falls below its floor, in words; empty if nothing does."""
        return tuple(f"{figure}: {whole.count(figure).f1:.4f} is below {floor:.4f}"
                     for figure, floor in self.figures if whole.count(figure).f1 < floor)

    def raised_by(self, whole: Score) -> Floors:
        """The floors after a better reading; none is ever lowered."""
        return Floors(self.answers, tuple((figure, max(floor, _rounded_down(whole.count(figure).f1)))
                                          for figure, floor in self.figures))


def first_floors(answers: Sequence[Answer], whole: Score) -> Floors:
    """The floors of answers that had none: what the reading reaches now."""
    figures = tuple((figure, _rounded_down(count.f1)) for figure, count in whole.counts)
    return Floors(digest_of(answers), figures)


def read_floors(path: Path, answers: Sequence[Answer]) -> Floors:
    """The floors in a file; UnreadableInput if they are not for these answers."""
    try:
        values = json.loads(path.read_text("utf-8"))
        figures = tuple((figure, float(f1)) for figure, f1 in values["figures"].items())
        floors = Floors(values["answers"], figures)
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"is no file of floors ({error})"
        raise UnreadableInput(str(path), problem, "write one with --raise") from error
    if floors.answers != digest_of(answers):
        raise UnreadableInput(str(path), "holds floors for other answers than these",
                              "name the answers it was made for, or delete it and write it anew with --raise")
    return floors


def write_floors(path: Path, floors: Floors) -> None:
    """Writes floors as JSON, one figure a line."""
    values = {"answers": floors.answers, "figures": dict(floors.figures)}
    path.write_text(json.dumps(values, indent=1) + "\n", "utf-8")


def _rounded_down(value: float) -> float:
    return int(value * 10_000) / 10_000
