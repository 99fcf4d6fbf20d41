"""A folder of several hundred hostile and broken files builds, and each has its outcome."""

from __future__ import annotations

import resource
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hostile.files import write
from kg.build import build
from kg.errors import UnreadableInput
from kg.graph.library import Library
from kg.model.report import BuildReport, FileReport, Outcome
from kg.readers import read

GIBIBYTE = 2**20  # of the kibibytes that the system counts in


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, written once."""
    made = tmp_path_factory.mktemp("hostile") / "files"
    assert write(made) >= 300
    return made


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """What a folder holds: sizes and times of every entry, links not followed."""
    return {str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
            for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def report(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The build of them all, in a place where it can leave nothing unseen."""
    place, scratch = tmp_path_factory.mktemp("build"), tmp_path_factory.mktemp("scratch")
    before = snapshot(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(scratch))
        patch.setattr(tempfile, "tempdir", None)
        patch.chdir(place)
        done = build([folder], Library.create_or_open(place / "library"))
    assert snapshot(folder) == before, "the build changed its input"
    assert {path.name for path in place.iterdir()} == {"library"}, "a byte outside the library"
    assert not list(scratch.iterdir()), "a temporary file was left behind"
    return done


def of(report: BuildReport, part: str) -> list[FileReport]:
    """The outcomes of one part of the folder."""
    return [file for file in report.files if f"/{part}/" in file.path]


@pytest.mark.timeout(900)
def test_every_file_has_its_outcome_and_the_counts_add_up(folder: Path, report: BuildReport) -> None:
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    assert len(report.files) == len(files)
    assert sum(report.count(outcome) for outcome in Outcome) == len(report.files)


def test_no_fault_is_ours(report: BuildReport) -> None:
    assert [file.message for file in report.files if "kg itself failed" in file.message] == []


def test_what_is_no_document_is_quarantined_with_a_reason(report: BuildReport) -> None:
    assert {file.outcome for file in of(report, "refused")} <= {Outcome.QUARANTINED, Outcome.DUPLICATE}
    assert all(";" in file.message for file in of(report, "refused") if file.outcome is Outcome.QUARANTINED)


def test_odd_texts_and_pages_are_read(report: BuildReport) -> None:
    unread = [file.path for part in ("texts", "pages", "patterns") for file in of(report, part)
              if file.outcome is Outcome.QUARANTINED]
    assert [Path(path).name for path in unread] == []


def test_what_is_cut_off_is_never_whole(report: BuildReport) -> None:
    cut = [file for file in of(report, "damaged") if Path(file.path).name.startswith("cut-")]
    assert len(cut) > 50
    assert Counter(file.outcome for file in cut)[Outcome.OK] == 0


def test_memory_stays_small(report: BuildReport) -> None:
    assert report.files
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert largest < 2 * GIBIBYTE


def test_reading_alone_refuses_or_reads(folder: Path) -> None:
    """Without a build around it a reader raises nothing but a refusal, which names the file."""
    for path in sorted(folder.joinpath("odd", "pages").iterdir()):
        assert read(path).text
    for path in sorted(folder.joinpath("refused", "xml").iterdir()):
        with pytest.raises(UnreadableInput, match=path.name):
            read(path)
