"""A damaged library is noticed before it is served, and mended."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from graphs import extractions, links

from kg.errors import DamagedLibrary, LibraryError
from kg.graph.backup import back_up, restore
from kg.graph.library import Library
from kg.graph.upkeep import clear, rebuild, verify
from kg.graph.worker import Question, ask
from kg.model.links import Links

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library to copy and hurt."""
    path = tmp_path_factory.mktemp("whole") / "library"
    library = Library.create_or_open(path)
    with library.writing() as writer:
        for extraction in extractions().values():
            assert writer.keep_source(extraction.text.encode()) == extraction.source.sha256
        writer.publish(links(), extractions(), "1")
    return path


@pytest.fixture
def library(whole: Path, tmp_path: Path) -> Library:
    """A copy that a test may hurt."""
    return Library.open(Path(shutil.copytree(whole, tmp_path / "library")))


def flip(path: Path) -> None:
    """Turn one bit over, nowhere in particular but always the same."""
    data = bytearray(path.read_bytes())
    data[random.Random(path.name).randrange(len(data))] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    """Lose the end."""
    path.write_bytes(path.read_bytes()[:-1])


def empty(path: Path) -> None:
    """Lose everything but the name."""
    path.write_bytes(b"")


def stretch(path: Path) -> None:
    """Gain a byte."""
    path.write_bytes(path.read_bytes() + b"\0")


DAMAGES: tuple[Damage, ...] = (flip, cut, empty, stretch, Path.unlink)


def test_a_whole_library_has_no_problem(library: Library) -> None:
    assert verify(library, deep=True) == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_of_any_file_of_a_generation_is_noticed_and_mended(library: Library, damage: Damage) -> None:
    digest = library.manifest().digest
    names = sorted(path.relative_to(library.path) for path in library.layout.generation(1).rglob("*")
                   if path.is_file() and (damage in (stretch, Path.unlink) or path.stat().st_size))
    assert len(names) > 10
    for name in names:
        copy = Library.open(Path(shutil.copytree(library.path, library.path.with_name("hurt"))))
        damage(copy.path / name)
        assert verify(copy), name
        with pytest.raises(DamagedLibrary, match="kg rebuild"):
            copy.view()
        assert rebuild(copy).digest == digest
        assert copy.view().works() == links().works
        shutil.rmtree(copy.path)


@pytest.mark.parametrize("place", range(12))
def test_a_flip_in_a_library_too_large_to_be_hashed_is_never_read_as_data(
        library: Library, monkeypatch: pytest.MonkeyPatch, place: int) -> None:
    """Whatever is asked, it is answered as before or refused; the engine has a checksum for each block."""
    monkeypatch.setattr("kg.graph.library._HASHED_AT_OPEN", 0)
    everything = Question("SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?c))) AS ?size) { ?a ?b ?c }", {})
    whole = ask(library, everything)
    chance = random.Random(place)
    tables = sorted(library.layout.generation(1).rglob("*.sst"), key=lambda path: path.stat().st_size)
    data = bytearray(tables[-1 - place % 2].read_bytes())
    for _ in range(20):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    tables[-1 - place % 2].write_bytes(data)
    with suppress(DamagedLibrary, LibraryError):
        assert ask(library, everything) == whole
    with suppress(DamagedLibrary):
        assert library.view().works() == links().works
    assert verify(library)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_pointer_is_noticed_and_mended(library: Library, damage: Damage) -> None:
    digest = library.manifest().digest
    damage(library.layout.current)
    with pytest.raises(DamagedLibrary):
        library.view()
    assert rebuild(library).digest == digest
    assert library.view().works() == links().works


@pytest.mark.parametrize("folder", ["graphs", "sources", "extractions"])
@pytest.mark.parametrize("damage", [flip, cut, Path.unlink], ids=lambda damage: damage.__name__)
def test_damage_outside_the_generation_is_noticed(library: Library, folder: str, damage: Damage) -> None:
    hurt = sorted((library.path / folder).iterdir())[0]
    damage(hurt)
    if (folder, damage) != ("sources", Path.unlink):
        assert any(hurt.name in problem for problem in verify(library))


def test_a_damaged_reading_is_never_served(library: Library) -> None:
    for path in library.layout.extractions.iterdir():
        flip(path)
    view = library.view()
    for work in view.works():
        if work.held:
            with pytest.raises(DamagedLibrary):
                view.extraction(work.id)


def test_a_store_that_lies_is_found_by_a_deep_look(library: Library, tmp_path: Path) -> None:
    """Hashes alone cannot tell when the store was wrong from the start."""
    graph = library.manifest().graphs[0]
    path = library.path / graph.file
    path.write_text(path.read_text("utf-8").replace("江门", "江们"), "utf-8")
    assert any("hash" in problem for problem in verify(library))


def test_rebuild_refuses_what_only_the_originals_can_mend(library: Library) -> None:
    flip(library.path / library.manifest().graphs[0].file)
    with pytest.raises(DamagedLibrary, match="description"):
        rebuild(library)


def test_a_backup_comes_back_whole(library: Library, tmp_path: Path) -> None:
    back_up(library, tmp_path / "backup.zip")
    manifest = restore(tmp_path / "backup.zip", tmp_path / "restored")
    restored = Library.open(tmp_path / "restored")
    assert manifest.digest == library.manifest().digest
    assert restored.view().works() == links().works
    assert verify(restored, deep=True) == ()
    assert {path.name for path in restored.layout.sources.iterdir()} == set(extractions())


def test_a_damaged_backup_is_refused(library: Library, tmp_path: Path) -> None:
    back_up(library, tmp_path / "backup.zip")
    data = bytearray((tmp_path / "backup.zip").read_bytes())
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "backup.zip").write_bytes(data)
    with pytest.raises(DamagedLibrary):
        restore(tmp_path / "backup.zip", tmp_path / "restored")
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("name", ["../escaped", "/escaped", "a/../../escaped", "C:\\escaped"])
def test_a_backup_writes_nothing_outside(tmp_path: Path, name: str) -> None:
    import hashlib
    import json
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr(name, b"x")
        archive.writestr("kg-backup.json", json.dumps({name: hashlib.sha256(b"x").hexdigest()}))
    with pytest.raises(DamagedLibrary, match="outside"):
        restore(tmp_path / "evil.zip", tmp_path / "in" / "restored")
    assert [path.name for path in tmp_path.rglob("*escaped*")] == []


def test_a_backup_of_damage_is_refused(library: Library, tmp_path: Path) -> None:
    flip(library.path / library.manifest().graphs[0].file)
    with pytest.raises(DamagedLibrary):
        back_up(library, tmp_path / "backup.zip")
    assert not list(tmp_path.glob("backup*"))


def test_restoring_over_something_is_refused(library: Library, tmp_path: Path) -> None:
    back_up(library, tmp_path / "backup.zip")
    with pytest.raises(LibraryError, match="not empty"):
        restore(tmp_path / "backup.zip", library.path)


def test_clearing_keeps_what_is_served_and_the_one_before(library: Library) -> None:
    with library.writing() as writer:
        writer.publish(Links(*(() for _ in range(10))), {}, "1")
        writer.publish(links(), extractions(), "1")
        writer.publish(Links(*(() for _ in range(10))), {}, "1")
    assert clear(library) > 0
    assert sorted(path.name for path in library.layout.generations.iterdir()) == ["000003", "000004"]
    assert verify(library, deep=True) == ()
    assert clear(library) == 0
