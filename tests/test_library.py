"""The library: what is published can be read back, and nothing else ever is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from graphs import CITY, LAST_YEAR, MINISTRY, STATE_COUNCIL, extractions, links

from kg.errors import KgError, LibraryBusy, LibraryError, NoLibrary
from kg.graph.iris import BASE
from kg.graph.library import Library
from kg.graph.quads import describe
from kg.graph.upkeep import rebuild, verify
from kg.graph.view import StoreView
from kg.model.links import Links


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> StoreView:
    """The view of a library that holds the three works."""
    return publish(tmp_path_factory.mktemp("library")).view()


def publish(path: Path) -> Library:
    """A library with one generation."""
    library = Library.create_or_open(path)
    with library.writing() as writer:
        assert writer.publish(links(), extractions(), "1").changed
    return library


def test_works_and_tasks_read_back(view: StoreView) -> None:
    assert view.works() == links().works
    for work in links().works:
        assert view.work(work.id) == work
        assert set(view.tasks(work.id)) == {node for node in links().tasks if node.work == work.id}
    assert [node.local for node in view.tasks(CITY)][:3] == ["t1", "t2", "t3"]
    assert view.task(links().tasks[0].id) == links().tasks[0]


def test_relations_of_works_read_back(view: StoreView) -> None:
    for work in links().works:
        assert view.derivations_from(work.id) == tuple(d for d in links().derivations if d.source == work.id)
        assert view.derivations_to(work.id) == tuple(d for d in links().derivations if d.target == work.id)
        assert view.resolutions(work.id) == tuple(r for r in links().resolutions if r.work == work.id)
        assert view.cited_by(work.id) == tuple(r for r in links().resolutions if r.target == work.id)


def test_relations_of_tasks_read_back(view: StoreView) -> None:
    tasks = [node.id for node in links().tasks]
    assert view.matches_from(tasks) == links().matches == view.matches_to(tasks)
    assert view.bearers(CITY) == links().bearers
    some = links().bearers[0].holder
    assert set(view.borne_by(some)) == {bearer for bearer in links().bearers if bearer.holder == some}


def test_what_people_decided_reads_back(view: StoreView) -> None:
    assert view.rejected() == links().rejected
    assert view.judged_bearers() == tuple(one for one in links().bearers if one.judgement is not None)


def test_registry_reads_back(view: StoreView) -> None:
    assert view.holders() == links().holders
    assert view.holder("江门市生态环境局").predecessors == ("江门市环境保护局",)
    assert view.series() == links().series
    assert set(view.gaps()) == set(links().gaps)


def test_extractions_read_back_without_loss(view: StoreView) -> None:
    for work in (CITY, LAST_YEAR, MINISTRY):
        assert view.extraction(work) == extractions()[view.work(work).source or ""]


@pytest.mark.parametrize("look", [
    lambda view: view.work("no-such"), lambda view: view.task("no-such"),
    lambda view: view.holder("no-such"), lambda view: view.extraction(STATE_COUNCIL)])
def test_an_unknown_id_is_a_key_error(view: StoreView, look: object) -> None:
    with pytest.raises(KeyError):
        look(view)  # type: ignore[operator]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert list(describe(links(), extractions())) == list(describe(links(), extractions()))


def test_no_triple_stands_in_two_graphs() -> None:
    """Else the union of all graphs, which the engine does not thin out, would count it twice."""
    lines = [line for one in describe(links(), extractions()) for line in one.lines]
    triples = [line.rsplit(" <", 1)[0] for line in lines]
    assert len(triples) == len(set(triples)) == len(lines)


def test_publishing_the_same_again_changes_nothing(tmp_path: Path) -> None:
    library = publish(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    with library.writing() as writer:
        again = writer.publish(links(), extractions(), "1")
    assert not again.changed and again.manifest.number == 1
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_reader_keeps_its_generation(tmp_path: Path) -> None:
    library = publish(tmp_path)
    old = library.view()
    with library.writing() as writer:
        publication = writer.publish(Links(*(() for _ in range(10))), {}, "1")
    assert publication.changed and publication.manifest.number == 2
    assert old.works() == links().works
    assert library.view().works() == ()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    library = publish(tmp_path)
    with library.writing(), pytest.raises(LibraryBusy), Library.open(tmp_path).writing():
        pass


def test_a_making_that_was_killed_is_finished(tmp_path: Path) -> None:
    """Whichever of its files stand, the next build makes the rest."""
    for entry in sorted(Library.create_or_open(tmp_path / "whole").path.iterdir()):
        partial = tmp_path / "partial" / entry.name
        partial.mkdir(parents=True)
        (partial / "kg-library.1.part").write_bytes(b"kg")
        (partial / "kg-library").write_bytes((tmp_path / "whole" / "kg-library").read_bytes())
        if entry.is_dir():
            (partial / entry.name).mkdir()
        assert publish(partial).view().works() == links().works


@pytest.mark.parametrize(("make", "error"), [
    (lambda path: Library.open(path / "nothing"), NoLibrary),
    (lambda path: Library.open(path), NoLibrary),
    (lambda path: Library.create_or_open(path), LibraryError)])
def test_a_folder_that_is_no_library_is_refused(tmp_path: Path, make: object, error: type[KgError]) -> None:
    (tmp_path / "thesis.docx").write_bytes(b"mine")
    with pytest.raises(error):
        make(tmp_path)  # type: ignore[operator]


@pytest.mark.parametrize("title", ["引“号”\"\\", "\t\n\r\x00\x0b\x1f\x7f\x80",
                                   "\u2028\u200b\ufeff\U00020000", "<b>{}|^`"])
def test_any_character_survives_the_store(tmp_path: Path, title: str) -> None:
    works = tuple(replace(work, title=title, aliases=(title,)) for work in links().works)
    library = Library.create_or_open(tmp_path)
    with library.writing() as writer:
        writer.publish(replace(links(), works=works), extractions(), "1")
    assert library.view().works() == works
    assert verify(library, deep=True) == ()


def test_what_is_pointed_to_is_described(demo_path: Path) -> None:
    library = Library.open(demo_path)
    described, pointed = set(), set()
    for graph in library.manifest().graphs:
        for line in (library.path / graph.file).read_text("utf-8").splitlines():
            subject, _, rest = line.split(" ", 2)
            described.add(subject)
            pointed.update(re.findall(rf"^(<{re.escape(BASE)}[^>]+>) <", rest))
    assert pointed and pointed - described == set()


@pytest.mark.parametrize("id", ["a/b", "..", "a\\b:c*?\"<>|", "CON", "x.", "名" * 300, " ", "A-1"])
def test_any_id_has_a_file_name_that_every_system_takes(tmp_path: Path, id: str) -> None:
    renamed = replace(next(work for work in links().works if work.held), id=id)
    only = Links((renamed,), *(() for _ in range(9)))
    library = Library.create_or_open(tmp_path)
    with library.writing() as writer:
        writer.publish(only, extractions(), "1")
    assert library.view().works() == (renamed,)
    for path in tmp_path.rglob("*"):
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[. ]$', path.name) and len(path.name.encode()) < 200
        assert path.name.split(".")[0].upper() not in {"CON", "NUL", "AUX", "PRN"}


# Builds the small library and says in which IRIs a document and a role are named.
ELSEWHERE = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from graphs import CITY, extractions, links
from kg.graph.library import Library
from kg.graph.worker import Question, ask
library = Library.create_or_open(Path(sys.argv[1]))
with library.writing() as writer:
    writer.publish(links(), extractions(), "1")
assert library.view().work(CITY).id == CITY
query = "SELECT ?d ?r { ?d gk:number '江环办〔2021〕50号' . ?a gk:role ?r } ORDER BY DESC(?r) LIMIT 1"
print(*(cell.value for cell in ask(library, Question(query, {})).rows[0]))
"""


def built_below(base: str, path: Path) -> subprocess.CompletedProcess[str]:
    """What a process with another base says after building."""
    return subprocess.run([sys.executable, "-c", ELSEWHERE, str(path), str(Path(__file__).parent)], text=True,
                          capture_output=True, env={**os.environ, "KG_BASE": base, "PYTHONIOENCODING": "utf-8"})


def test_a_library_may_name_its_things_below_another_base(tmp_path: Path) -> None:
    """The terms and concepts of the schema keep their names; a process that names things
    otherwise neither reads nor changes the library."""
    built = built_below("https://data.example.org/plans/", tmp_path / "library")
    named = [f"https://data.example.org/plans/doc/{CITY}", f"{BASE}concept/role-support"]
    assert built.stdout.split() == named, built.stderr
    library = Library.open(tmp_path / "library")
    with pytest.raises(LibraryError, match=r"KG_BASE=https://data\.example\.org/plans/"):
        library.view()
    with pytest.raises(LibraryError, match="KG_BASE"), library.writing() as writer:
        writer.publish(links(), extractions(), "1")
    with pytest.raises(LibraryError, match="KG_BASE"):
        rebuild(library)


@pytest.mark.parametrize("base", ["plans", "ftp://x/", "https://example.org", "https://example.org/a b/"])
def test_a_base_that_cannot_begin_an_iri_is_refused(base: str, tmp_path: Path) -> None:
    built = built_below(base, tmp_path / "library")
    assert built.returncode != 0 and "cannot begin an IRI" in built.stderr
