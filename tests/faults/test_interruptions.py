"""Builds that are killed, refused or crowded: the old generation stays, the next build is whole."""

from __future__ import annotations

import errno
import itertools
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import CITY, extractions, links

from kg.errors import LibraryBusy, LibraryError
from kg.graph.library import Library
from kg.graph.upkeep import verify
from kg.model.links import Links

SCRIPT = Path(__file__).with_name("publishing.py")
# The gate for a release is KG_KILLS=200; every run makes some.
KILLS = int(os.environ.get("KG_KILLS", "10"))


def command(path: Path) -> list[str]:
    """Publishes the small library at a path."""
    return [sys.executable, str(SCRIPT), str(path)]


def older() -> Links:
    """What the library held before: one work less said."""
    return replace(links(), matches=(), gaps=(), series=(),
                   works=tuple(replace(work, series=None) for work in links().works))


@pytest.fixture(scope="module")
def goal(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float]:
    """The digest of an uninterrupted build, and the seconds that it takes."""
    path = tmp_path_factory.mktemp("goal") / "library"
    start = time.monotonic()
    subprocess.run(command(path), check=True)
    return Library.open(path).manifest().digest, time.monotonic() - start


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_build_leaves_the_old_generation_and_the_next_is_whole(
        goal: tuple[str, float], tmp_path: Path, number: int) -> None:
    digest, seconds = goal
    library = Library.create_or_open(tmp_path / "library")
    with library.writing() as writer:
        before = writer.publish(older(), extractions(), "1").manifest.digest
    build = subprocess.Popen(command(library.path))
    time.sleep(random.Random(number).uniform(0.3, 1.1) * seconds)
    build.kill()
    build.wait()
    assert library.manifest().digest in (before, digest)
    assert library.view().works() in (older().works, links().works)
    subprocess.run(command(library.path), check=True)
    assert library.manifest().digest == digest
    assert verify(library, deep=True) == ()
    assert not list(library.path.rglob("*.unfinished")) and not list(library.path.rglob("*.part"))


def test_builds_at_once_end_as_one_serial_build(goal: tuple[str, float], tmp_path: Path) -> None:
    path = tmp_path / "library"
    Library.create_or_open(path)
    builds = [subprocess.Popen(command(path), stderr=subprocess.PIPE) for _ in range(4)]
    failures = [build.communicate()[1].decode() for build in builds if build.wait() != 0]
    assert len(failures) < len(builds)
    assert all(LibraryBusy.__name__ in failure for failure in failures)
    assert Library.open(path).manifest().digest == goal[0]


REFUSALS = [(errno.ENOSPC, "No space left on device"), (errno.EROFS, "Read-only file system"),
            (errno.EACCES, "Permission denied")]


@pytest.mark.parametrize("step", [1, 3, 8, 21])
@pytest.mark.parametrize(("code", "words"), REFUSALS)
def test_a_refusing_disk_leaves_the_old_generation(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, code: int, words: str) -> None:
    """The disk refuses at one step of a publish, early or late; root may write anywhere, so
    the refusal is made by hand."""
    library = Library.create_or_open(tmp_path / "library")
    with library.writing() as writer:
        writer.publish(older(), extractions(), "1")
    monkeypatch.setattr(os, "fsync", refusing(step, OSError(code, words)))
    with pytest.raises(LibraryError, match=words), library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    monkeypatch.undo()
    assert library.view().works() == older().works and verify(library, deep=True) == ()


def refusing(step: int, error: OSError) -> Callable[[int], None]:
    """An fsync that fails at one call."""
    calls = itertools.count(1)

    def sync(handle: int) -> None:
        if next(calls) == step:
            raise error

    return sync


# The bytes that a file may have, what was published before, and where the build comes to its end:
# with every description kept from before, only the engine still writes.
ENDS = [(1_000, (older,), "sources"), (100_000, (older,), "graphs"), (100_000, (links, older), "generations")]


@pytest.mark.parametrize(("room", "before", "place"), ENDS, ids=[row[2] for row in ENDS])
def test_a_system_that_takes_no_more_leaves_the_old_generation(
        tmp_path: Path, room: int, before: tuple[Callable[[], Links], ...], place: str) -> None:
    """The system itself refuses to lengthen a file, in Python's hands or in the engine's."""
    resource = pytest.importorskip("resource")
    library = Library.create_or_open(tmp_path / "library")
    for said in before:
        with library.writing() as writer:
            writer.publish(said(), extractions(), "1")
    build = subprocess.run(command(library.path), stderr=subprocess.PIPE, text=True, check=False,
                           preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))
    assert f"{LibraryError.__name__}: cannot write into {library.path / place}" in build.stderr
    assert library.view().works() == older().works and verify(library, deep=True) == ()
    subprocess.run(command(library.path), check=True)
    assert library.view().works() == links().works


def test_a_library_without_write_permission_is_read(tmp_path: Path) -> None:
    library = Library.create_or_open(tmp_path / "library")
    with library.writing() as writer:
        writer.publish(older(), extractions(), "1")
    everything = [library.path, *library.path.rglob("*")]
    for path in everything:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert library.view().works() == older().works
    finally:
        for path in everything:
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_clock_that_runs_backwards_changes_no_graph(
        goal: tuple[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    subprocess.run(command(tmp_path / "library"), check=True, env={**os.environ, "LC_ALL": "C"})
    library = Library.open(tmp_path / "library")
    assert library.manifest().digest == goal[0]
    assert library.view().work(CITY).number == "江环办〔2021〕50号"
