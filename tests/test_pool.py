"""Processes with limits: whatever a piece of work does, the others are done, and in order."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kg.errors import LibraryBusy
from kg.graph.files import exclusive
from kg.model.report import Stage
from kg.pool import Crew, Loss, Say, Terms

TERMS = Terms({Stage.READ: 60, Stage.EXTRACT: 1}, memory=256)


def work(piece: str, say: Say) -> Iterator[str]:
    """Does what the letters of a piece say, one after the other; results are capital letters."""
    for letter in piece:
        say(Stage.EXTRACT)
        if letter == "h":
            time.sleep(600)
        if letter == "c":
            os._exit(3)
        if letter == "m":
            yield f"M{len(bytearray(2**30))}"
        yield letter.upper()


def lost(loss: Loss[str]) -> tuple[str, str]:
    """A loss as a result, and the letters behind it."""
    return f"-{loss.stage.value}", loss.piece[loss.results + 1:]


def crew(heard: list[tuple[str, Stage]]) -> Crew[str, str]:
    """A crew that writes down what it hears."""
    return Crew(work, lost, lambda piece, stage: heard.append((piece, stage)), TERMS)


@pytest.mark.parametrize("size", [1, 3])
def test_a_piece_that_hangs_or_crashes_costs_itself_alone(size: int) -> None:
    heard: list[tuple[str, Stage]] = []
    found = list(crew(heard).results(["ab", "ahb", "c", "xcy", "", "z"], size))
    assert found == [["A", "B"], ["A", "-extract", "B"], ["-extract"], ["X", "-extract", "Y"], [], ["Z"]]
    assert ("z", Stage.READ) in heard and ("z", Stage.EXTRACT) in heard


def test_results_come_in_the_order_of_the_pieces() -> None:
    pieces = [chr(97 + number) * (number % 3 + 1) for number in range(3, 7)]
    assert [result[0] for result in crew([]).results(pieces, 2)] == [piece[0].upper() for piece in pieces]


def test_memory_has_a_limit() -> None:
    with pytest.raises(MemoryError):
        list(crew([]).results(["m"], 1))


def test_an_error_of_the_work_is_raised_and_leaves_no_process() -> None:
    def failing(piece: str, say: Say) -> Iterator[str]:
        yield piece
        raise ValueError(piece)

    with pytest.raises(ValueError, match="a"):
        list(Crew(failing, lost, lambda piece, stage: None, TERMS).results(["a"], 1))


def test_giving_up_ends_the_processes() -> None:
    def slow(piece: str, say: Say) -> Iterator[str]:
        yield str(os.getpid())
        time.sleep(600 if piece == "slow" else 0)

    results = Crew(slow, lost, lambda piece, stage: None, TERMS).results(["quick", "slow"], 1)
    process = int(next(results)[0])
    results.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


# Holds a lock while a process of its own is in the middle of a long piece.
HOLDING = """
import sys, time
from pathlib import Path
from kg.graph.files import exclusive
from kg.model.report import Stage
from kg.pool import Crew, Terms

def work(piece, say):
    print("begun", flush=True)
    time.sleep(600)
    yield piece

with exclusive(Path(sys.argv[1])):
    list(Crew(work, None, lambda piece, stage: None, Terms({Stage.READ: 600})).results(["a"], 1))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux ends processes with their parent")
def test_a_killed_build_leaves_no_process_that_holds_its_lock(tmp_path: Path) -> None:
    building = subprocess.Popen([sys.executable, "-c", HOLDING, str(tmp_path / "lock")], stdout=subprocess.PIPE)
    assert building.stdout is not None and building.stdout.readline() == b"begun\n"
    building.kill()
    building.wait()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with exclusive(tmp_path / "lock"):
                return
        except LibraryBusy:
            time.sleep(0.05)
    pytest.fail("the lock is still held")
