"""A library as one file and back: everything but the stores, which are made anew."""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kg.errors import DamagedLibrary, LibraryError
from kg.graph.files import exclusive, explained, write_whole
from kg.graph.library import Library
from kg.graph.manifest import Manifest
from kg.graph.upkeep import rebuild, verify

_INDEX = "kg-backup.json"
_LARGEST = 2**34
"""Bytes that an archive may unfold to; a bomb claims more."""


def back_up(library: Library, path: Path) -> int:
    """Write a library's truth into one zip archive, checked before and after; its number of files.

    DamagedLibrary if the library is not whole: a backup of damage would be trusted.
    """
    problems = verify(library)
    if problems:
        raise DamagedLibrary(str(library.path), "; ".join(problems[:3]))
    waiting = path.with_name(f"{path.name}.{os.getpid()}.part")
    with exclusive(library.layout.lock), explained(path.parent):
        try:
            hashes = _write(library, waiting)
            with zipfile.ZipFile(waiting) as archive:
                _check(archive, hashes, waiting)
            os.replace(waiting, path)
        finally:
            waiting.unlink(missing_ok=True)
    return len(hashes)


def restore(path: Path, folder: Path) -> Manifest:
    """Make a library in an empty folder out of an archive; the generation it serves.

    DamagedLibrary if the archive is not as it was written; then the folder stays empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise LibraryError(f"{folder} is not empty; restore into a new folder, then change their names")
    try:
        with zipfile.ZipFile(path) as archive:
            hashes = json.loads(archive.read(_INDEX))
            _check(archive, hashes, path)
            with explained(folder):
                for name in hashes:
                    target = folder.joinpath(*_inside(name, path).parts)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    write_whole(target, archive.read(name))
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError) as error:
        raise DamagedLibrary(str(path), f"it is no whole backup ({error})") from error
    library = Library.open(folder)
    for part in library.layout.folders:
        part.mkdir(exist_ok=True)
    return rebuild(library)


def _write(library: Library, path: Path) -> dict[str, str]:
    hashes = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in _files(library):
            data, name = file.read_bytes(), library.layout.relative(file)
            hashes[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(name, data)
        archive.writestr(_INDEX, json.dumps(hashes, ensure_ascii=False, indent=0))
    return hashes


def _files(library: Library) -> Iterator[Path]:
    layout = library.layout
    single = (layout.mark, layout.judgements, layout.journal, layout.current)
    yield from (path for path in single if path.is_file())
    for folder in layout.folders:
        if folder != layout.generations and folder.is_dir():
            yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _check(archive: zipfile.ZipFile, hashes: dict[str, str], path: Path) -> None:
    if set(archive.namelist()) != {*hashes, _INDEX}:
        raise DamagedLibrary(str(path), "its files are not those of its index")
    if sum(member.file_size for member in archive.infolist()) > _LARGEST:
        raise DamagedLibrary(str(path), "it would unfold to more than any library holds")
    for name, sha256 in hashes.items():
        if hashlib.sha256(archive.read(name)).hexdigest() != sha256:
            raise DamagedLibrary(str(path), f"{name} is not as it was written")


def _inside(name: str, path: Path) -> PurePosixPath:
    """A member's place below the folder; a name that leads out of it is refused."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
        raise DamagedLibrary(str(path), f"it holds a file that would lie outside ({name[:80]})")
    return place
