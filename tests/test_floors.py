"""Quality floors: what the reading of the bundled answers reached once, it keeps.

`kg evaluate data/gold --floor tests/floors.json --raise` writes better floors.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import answered
import pytest

from kg.errors import UnreadableInput
from kg.evaluate.answers import Answer
from kg.evaluate.figures import Count, Score, total
from kg.evaluate.floors import Floors, first_floors, read_floors, write_floors
from kg.evaluate.scoring import score

FLOORS = Path(__file__).parent / "floors.json"
# A floor further below the reading than this has been forgotten.
SLACK = 0.01


def figures_of(answer: Answer) -> Score:
    """The figures of one bundled document."""
    return score(answer.extraction, answered.read(answer), answer.furniture)


@pytest.fixture(scope="module")
def answers() -> tuple[Answer, ...]:
    """The bundled answers."""
    return answered.answers()


@pytest.fixture(scope="module")
def whole(answers: tuple[Answer, ...]) -> Score:
    """The figures over all of them."""
    return total(map(figures_of, answers))


def test_no_figure_falls_below_its_floor(answers: tuple[Answer, ...], whole: Score) -> None:
    assert read_floors(FLOORS, answers).broken_by(whole) == ()


def test_floors_follow_the_reading_upwards(answers: tuple[Answer, ...], whole: Score) -> None:
    behind = {figure: (floor, whole.count(figure).f1) for figure, floor in read_floors(FLOORS, answers).figures
              if whole.count(figure).f1 - floor > SLACK}
    assert not behind, f"raise them: {behind}"


def test_every_figure_has_a_floor(answers: tuple[Answer, ...], whole: Score) -> None:
    assert [figure for figure, _ in read_floors(FLOORS, answers).figures] == [figure for figure, _ in whole.counts]


def test_raising_never_lowers() -> None:
    floors = Floors("", (("citations", 0.9), ("units", 0.5)))
    worse = Score("", (("citations", Count(1, 1, 1)), ("units", Count(9, 1, 0))), ())
    assert floors.raised_by(worse).figures == (("citations", 0.9), ("units", 0.9473))


def test_floors_of_other_answers_are_refused(tmp_path: Path, answers: tuple[Answer, ...], whole: Score) -> None:
    path = tmp_path / "floors.json"
    write_floors(path, replace(first_floors(answers, whole), answers="0" * 64))
    with pytest.raises(UnreadableInput, match="other answers"):
        read_floors(path, answers)


def test_floors_round_trip(tmp_path: Path, answers: tuple[Answer, ...], whole: Score) -> None:
    path = tmp_path / "floors.json"
    write_floors(path, first_floors(answers, whole))
    assert read_floors(path, answers) == first_floors(answers, whole)
    assert read_floors(path, answers).broken_by(whole) == ()
