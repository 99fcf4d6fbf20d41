"""Builds on real and awkward files: each has its outcome, nothing is lost, nothing half done."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kg import batch, demo, intake
from kg.build import build, remove
from kg.build.site import Progress
from kg.deciding import decide
from kg.errors import GraphInvalid, UnknownReference
from kg.export.whole import export
from kg.extract.reading import extract
from kg.graph import journal, shapes
from kg.graph.library import Library
from kg.graph.quads import Description
from kg.ledger import ledger
from kg.link.judgements import About, Ruling, append_decision
from kg.model.extraction import Extraction, Issue, Role
from kg.model.report import BuildReport, Outcome, Stage
from kg.model.text import Document
from kg.readers import read_bytes
from kg.reference import find_work
from kg.search import catalogue_of

PLAN = "某市2021年政务公开工作要点\n一、加强公开\n（一）公开规划。（综合科）\n（二）公开预算。（财务科牵头）\n"


def library(folder: Path) -> Library:
    """A new library in a folder of its own."""
    return Library.create_or_open(folder / "library")


def graph_of(path: Path) -> dict[str, str]:
    """The hash of every description file that the served generation is made of."""
    manifest = Library.open(path).manifest()
    return {graph.name: hashlib.sha256((path / graph.file).read_bytes()).hexdigest() for graph in manifest.graphs}


def outcomes(report: BuildReport) -> dict[str, Outcome]:
    """Each file's outcome by its name."""
    return {Path(file.path).name: file.outcome for file in report.files}


def test_bundled_plans_build_whole(demo_path: Path) -> None:
    report = build(demo.plans(), Library.open(demo_path))
    assert len(report.files) == 14
    assert report.count(Outcome.OK) == 14
    assert not report.changed, "the same input changes nothing"
    assert report.counts.tasks > 300
    assert sum(count for _, count in report.counts.citations) > 80


def test_two_builds_give_the_same_bytes(demo_path: Path, tmp_path: Path) -> None:
    shuffled = tuple(reversed(demo.plans()))
    build(shuffled, library(tmp_path))
    assert graph_of(tmp_path / "library") == graph_of(demo_path)


def test_where_the_files_lie_does_not_matter(demo_path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一个 文件夹"
    shutil.copytree(demo.plans()[0].parent, elsewhere)
    build([elsewhere], library(tmp_path))
    assert graph_of(tmp_path / "library") == graph_of(demo_path)


AWKWARD: tuple[tuple[str, bytes, Outcome, str], ...] = (
    ("empty.txt", b"", Outcome.QUARANTINED, "an empty file says nothing"),
    ("blank.txt", b" \n\t\n", Outcome.QUARANTINED, "white space says nothing either"),
    ("binary.txt", bytes(range(256)) * 8, Outcome.QUARANTINED, "bytes that are no text"),
    ("gb18030.txt", PLAN.encode("gb18030"), Outcome.OK, "the national encoding"),
    ("utf16.txt", PLAN.replace("规划", "预案").encode("utf-16"), Outcome.OK, "a byte-order mark decides"),
    ("no-task.txt", "今天天气很好。\n".encode(), Outcome.OK, "kept, with a note"),
    ("twice.txt", PLAN.encode("gb18030"), Outcome.DUPLICATE, "the same bytes as gb18030.txt"),
)


def test_awkward_files_get_their_outcome_and_the_others_are_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data, _, _ in AWKWARD:
        (folder / name).write_bytes(data)
    (folder / "folder.txt").mkdir()
    report = build([folder, folder / "gone.txt", folder / "folder.txt"], library(tmp_path))
    expected = {name: outcome for name, _, outcome, _ in AWKWARD} | {
        "gone.txt": Outcome.QUARANTINED, "folder.txt": Outcome.QUARANTINED}
    assert outcomes(report) == expected
    assert len(report.files) == sum(report.count(outcome) for outcome in Outcome)
    for file in report.files:
        if file.outcome is Outcome.QUARANTINED:
            assert Path(file.path).name in file.message, "the message names the file"
    assert next(f for f in report.files if f.path.endswith("no-task.txt")).message


def test_a_later_build_adds_and_keeps(tmp_path: Path) -> None:
    first, second = demo.plans()[:2]
    place = library(tmp_path)
    assert build([first], place).counts.documents == 1
    report = build([second], place)
    assert report.counts.documents == 2
    assert report.generation == 2


CITING = """江门市水利局关于印发《江门市水利局2021年政务公开工作要点分工方案》的通知
江水办〔2021〕7号
各科室：
根据《江门市生态环境局2021年政务公开工作要点分工方案》（江环办〔2021〕50号）和
《广东省人民政府办公厅关于印发广东省2021年政务公开工作要点分工方案的通知》（粤府办〔2021〕17号），制定本方案。
一、加强公开
（一）及时公开财政预算决算信息。（综合科牵头）
江门市水利局
2021年11月5日
"""


def test_removing_what_was_added_restores_every_graph(demo_path: Path, tmp_path: Path) -> None:
    place = tmp_path / "library"
    shutil.copytree(demo_path, place)
    before = graph_of(place)
    (tmp_path / "new.txt").write_text(CITING, "utf-8")
    added = build([tmp_path / "new.txt"], Library.open(place))
    assert added.counts.documents == 15
    assert {name for name, sha in graph_of(place).items() if before.get(name, sha) != sha}, "others are touched"
    report = remove("江水办〔2021〕7号", Library.open(place))
    assert outcomes(report) == {"new.txt": Outcome.REMOVED}
    assert (report.counts.documents, report.changed) == (14, True)
    assert graph_of(place) == before
    again = build([tmp_path / "new.txt"], Library.open(place))
    assert again.counts == added.counts, "what was removed can be added again"


def test_a_removed_document_is_still_cited(tmp_path: Path) -> None:
    place = library(tmp_path)
    (tmp_path / "new.txt").write_text(CITING, "utf-8")
    jiangmen = next(path for path in demo.plans() if path.stem == "jiangmen-environment-2021")
    build([jiangmen, tmp_path / "new.txt"], place)
    assert remove("江环办〔2021〕50号", place).counts.documents == 1
    left = find_work(place.view(), "江环办〔2021〕50号")
    assert not place.view().work(left).held
    with pytest.raises(UnknownReference, match="only cited"):
        remove("江环办〔2021〕50号", place)
    assert remove("江水办〔2021〕7号", place).counts.documents == 0, "the last one can go too"


def test_a_judged_role_stands_in_every_answer_and_can_be_taken_back(tmp_path: Path) -> None:
    place = library(tmp_path)
    (tmp_path / "plan.txt").write_text(CITING, "utf-8")
    build([tmp_path / "plan.txt"], place)
    as_read, unit = graph_of(tmp_path / "library"), ("4407-江水办-2021-7", "江门市水利局.综合科")

    def judged(ruling: Ruling, role: str) -> None:
        view = place.view()
        append_decision(place.layout.judgements, decide(
            view, About.ROLE, ruling, (view.tasks(unit[0])[0].id, "0"), value=role, who="李明"))
        assert build([], place).changed

    judged(Ruling.ADD, "support")
    view = place.view()
    assert view.extraction(unit[0]).tasks[0].assignments[0].role is Role.SUPPORT
    assert [row.role for row in ledger(view, unit[1], date(2021, 12, 1)).rows] == [Role.SUPPORT]
    assert [bearer.judgement and bearer.judgement.who for bearer in view.bearers(unit[0])] == ["李明"]
    judged(Ruling.CONFIRM, "")
    assert place.view().extraction(unit[0]).tasks[0].assignments[0].role is Role.SUPPORT, "what is confirmed is shown"
    place.layout.judgements.unlink()
    build([], place)
    assert graph_of(tmp_path / "library") == as_read, "the reading of the rules was never overwritten"


def test_ctrl_c_leaves_the_old_generation(tmp_path: Path) -> None:
    place = library(tmp_path)
    build(demo.plans()[:1], place)
    before = place.manifest()

    def interrupt(progress: Progress) -> None:
        if progress.stage is Stage.PUBLISH:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(demo.plans(), place, interrupt)
    assert place.manifest() == before
    assert build(demo.plans(), place).counts.documents == 14, "the lock was given back"


def test_our_own_fault_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = read_bytes

    def faulty(data: bytes, name: str) -> object:
        if name.endswith(demo.plans()[0].name):
            raise ZeroDivisionError("boom")
        return read(data, name)

    monkeypatch.setattr("kg.batch.read_bytes", faulty)
    report = build(demo.plans()[:2], library(tmp_path))
    assert [file.outcome for file in report.files] == [Outcome.QUARANTINED, Outcome.OK]
    assert "ZeroDivisionError" in report.files[0].message


@pytest.mark.parametrize("processes", [1, 5])
def test_however_many_processes_read_the_result_is_the_same(processes: int, demo_path: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processes)
    build(demo.plans(), library(tmp_path))
    assert graph_of(tmp_path / "library") == graph_of(demo_path)


def test_a_file_that_hangs_or_crashes_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def odd(document: Document) -> Extraction:
        if "时光" in document.text:
            time.sleep(600)
        if "坠落" in document.text:
            os._exit(3)
        return extract(document)

    monkeypatch.setattr("kg.batch.extract", odd)
    monkeypatch.setattr(batch, "_SECONDS", {Stage.READ: 60.0, Stage.EXTRACT: 2.0})
    for name, words in (("hangs", "时光"), ("falls", "坠落"), ("plan", "公开")):
        (tmp_path / f"{name}.txt").write_text(f"{PLAN}{words}", "utf-8")
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("1.txt", f"{PLAN}（丙）")
        archive.writestr("2.txt", f"{PLAN}坠落在包里")
        archive.writestr("3.txt", f"{PLAN}（丁）")
    report = build([tmp_path / name for name in ("hangs.txt", "falls.txt", "plan.txt", "pack.zip")], library(tmp_path))
    assert [(Path(file.path).name, file.outcome) for file in report.files if file.outcome is not Outcome.DUPLICATE] == [
        ("hangs.txt", Outcome.QUARANTINED), ("falls.txt", Outcome.QUARANTINED), ("plan.txt", Outcome.OK),
        ("1.txt", Outcome.OK), ("2.txt", Outcome.QUARANTINED), ("3.txt", Outcome.OK)]
    assert "after 2 seconds" in report.files[0].message and "crashes" in report.files[1].message


def test_what_was_read_before_an_interruption_is_not_read_again(tmp_path: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    place, plans = library(tmp_path), demo.plans()[:6]

    def interrupt(progress: Progress) -> None:
        if progress.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(plans, place, interrupt)
    read_file = tmp_path / "read"
    read = read_bytes

    def counting(data: bytes, name: str) -> object:
        with read_file.open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")
        return read(data, name)

    monkeypatch.setattr("kg.batch.read_bytes", counting)
    assert build(plans, place).counts.documents == len(plans)
    assert 0 < len(read_file.read_text("utf-8").splitlines()) <= 2


def test_progress_names_each_file_and_its_stage(tmp_path: Path) -> None:
    told: list[Progress] = []
    build(demo.plans()[:2], library(tmp_path), told.append)
    for path in demo.plans()[:2]:
        stages = [progress.stage for progress in told if progress.name == str(path)]
        assert stages[0] is Stage.READ and stages[-1] is Stage.EXTRACT
    assert {progress.stage for progress in told} >= {Stage.READ, Stage.EXTRACT, Stage.LINK, Stage.PUBLISH}


def test_intake_walks_in_order_and_leaves_out_what_is_no_document(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", ".hidden/x.txt", "a/.DS_Store", "manifest.tsv", "lib/sources/s", "~$c.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "lib" / "generations").mkdir()
    found = intake.files([tmp_path, tmp_path / "a" / "1.txt", tmp_path / "manifest.tsv"])
    assert [os.path.relpath(path, tmp_path) for path in found] == [
        os.path.join("a", "1.txt"), os.path.join("b", "2.txt"), "manifest.tsv"]


def test_the_journal_and_the_quarantine_remember(tmp_path: Path) -> None:
    bad = tmp_path / "binary.txt"
    bad.write_bytes(b"\x00\x01" * 99)
    place = library(tmp_path)
    build([demo.plans()[0], bad], place)
    build([demo.plans()[0]], place)
    events = [(generation, Path(file.path).name, file.outcome) for _, generation, file
              in journal.read(place.layout.journal)]
    assert events == [(1, demo.plans()[0].name, Outcome.OK), (1, "binary.txt", Outcome.QUARANTINED),
                      (1, demo.plans()[0].name, Outcome.OK)]
    put_aside = place.layout.quarantine / hashlib.sha256(bad.read_bytes()).hexdigest()
    assert (put_aside / "original").read_bytes() == bad.read_bytes()
    assert "binary.txt" in (put_aside / "report.json").read_text("utf-8")


def test_a_refused_graph_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    require = shapes.require

    def strict(description: Description) -> tuple[Issue, ...]:
        if "解读" in description.name:
            raise GraphInvalid(description.name, ["made to fail"])
        return require(description)

    monkeypatch.setattr(shapes, "require", strict)
    report = build(demo.plans()[:2], library(tmp_path))
    assert sorted(file.outcome.value for file in report.files) == ["ok", "quarantined"]
    assert report.counts.documents == 1


def test_whom_to_call_enters_neither_graph_nor_search_nor_exports(tmp_path: Path) -> None:
    told = ("张某某", "7121026", "xxgk@example.cn")
    (tmp_path / "plan.txt").write_text(PLAN + f"（三）报送名单至办公室（联系人：{told[0]}，电话：{told[1]}，邮箱：{told[2]}）。（综合科）\n", "utf-8")
    built = library(tmp_path)
    build([tmp_path / "plan.txt"], built)
    described = "".join((built.path / graph.file).read_text("utf-8") for graph in built.manifest().graphs)
    assert "报送名单至办公室（联系人：＊＊＊" in described
    for form in ("nquads", "xlsx", "graphml"):
        export(built, form, tmp_path / form)
    catalogue_of(built, built.view())
    written = b"".join(path.read_bytes() for path in (tmp_path / "nquads", tmp_path / "graphml",
                                                      *built.path.glob("catalogue/*.sqlite"),
                                                      *built.path.glob("extractions/*")))
    with zipfile.ZipFile(tmp_path / "xlsx") as book:
        written += b"".join(book.read(name) for name in book.namelist())
    assert "报送名单至办公室".encode() in written
    assert [words for words in told if words.encode() in written or words in described] == []
