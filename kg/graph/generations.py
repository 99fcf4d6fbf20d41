"""Generations: immutable stores, built aside, verified, renamed, then switched to."""

from __future__ import annotations

import gc
import hashlib
import io
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DamagedLibrary, LibraryError
from kg.graph.files import explained, sha256_of, sync_folder, sync_tree, write_whole
from kg.graph.iris import BASE, require_base
from kg.graph.layout import DIGITS, Layout
from kg.graph.manifest import (MANIFEST, GraphFile, Manifest, StoredFile, digest_of, read_manifest,
                               written)

if TYPE_CHECKING:
    import pyoxigraph

STORE = "store"
META = "meta.nq"
_UNFINISHED = ".unfinished"
_PORTION = 64 * 2**20
"""Bytes of descriptions that are loaded at once; the engine takes some five times as much memory."""


def current(layout: Layout) -> Manifest | None:
    """The manifest of the generation being served, None before the first publish.

    DamagedLibrary if `current` or the manifest is not what was published, LibraryError if it
    names its things below another base than this process.
    """
    try:
        pointer = layout.current.read_text("ascii")
        number, sha256 = pointer.split()
    except FileNotFoundError:
        if any(numbers(layout)):
            raise DamagedLibrary(str(layout.current), "it is missing although generations exist") from None
        return None
    except ValueError as error:
        raise DamagedLibrary(str(layout.current), "it does not name a generation") from error
    if not (number.isdecimal() and len(number) == DIGITS and pointer == f"{number} {sha256}\n"):
        raise DamagedLibrary(str(layout.current), "it does not name a generation")
    manifest = read_manifest(layout.generation(int(number)), sha256)
    require_base(manifest.base)
    return manifest


def numbers(layout: Layout) -> tuple[int, ...]:
    """The numbers of all complete generations, oldest first."""
    names = (entry.name for entry in layout.generations.iterdir()) if layout.generations.is_dir() else ()
    return tuple(sorted(int(name) for name in names if name.isdecimal()))


def publish(layout: Layout, graphs: tuple[GraphFile, ...], extractions: tuple[StoredFile, ...],
            meta: Iterable[str], shapes: str) -> Manifest:
    """Build a generation from description files already on disk and serve it from now on.

    A crash at any moment leaves the old generation served: the new one is built in a
    folder of another name, counted, written through to the disk, renamed, and only
    then does `current` move, in one step.
    """
    clear_unfinished(layout)
    number = max(numbers(layout), default=0) + 1
    folder = layout.generations / f"{number:0{DIGITS}}{_UNFINISHED}"
    with explained(layout.generations):
        folder.mkdir()
        layout.manifests.mkdir(exist_ok=True)
        meta_lines = sorted(meta)
        (folder / META).write_bytes("".join(f"{line}\n" for line in meta_lines).encode())
        files = [layout.root / graph.file for graph in graphs]
        quads = sum(graph.quads for graph in graphs) + len(meta_lines)
        _load(folder / STORE, [*files, folder / META], quads)
        manifest = Manifest(number, digest_of(graphs), shapes, quads, graphs, extractions, stored(folder), BASE)
        (folder / MANIFEST).write_bytes(written(manifest))
        write_whole(layout.manifest_copy(number), written(manifest))
        sync_tree(folder)
        os.rename(folder, layout.generation(number))
        sync_folder(layout.generations)
        sha256 = hashlib.sha256(written(manifest)).hexdigest()
        write_whole(layout.current, f"{number:0{DIGITS}} {sha256}\n".encode())
    return manifest


def stored(folder: Path) -> tuple[StoredFile, ...]:
    """Every file of a generation but its manifest, with size and hash."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return tuple(StoredFile(path.relative_to(folder).as_posix(), path.stat().st_size, sha256_of(path))
                 for path in paths)


def clear_unfinished(layout: Layout) -> None:
    """Remove what a killed build left behind; only the writer may."""
    for entry in layout.generations.glob(f"*{_UNFINISHED}"):
        shutil.rmtree(entry)
    for folder in (layout.root, *layout.folders):
        for entry in folder.glob("*.part"):
            entry.unlink()


def open_store(folder: Path) -> pyoxigraph.Store:
    """The store of a generation, read-only."""
    import pyoxigraph
    try:
        return pyoxigraph.Store.read_only(str(folder / STORE))
    except (OSError, RuntimeError) as error:
        raise DamagedLibrary(str(folder), f"its store does not open ({error})") from error


def _load(store_path: Path, files: list[Path], quads: int) -> None:
    import pyoxigraph
    store = pyoxigraph.Store(str(store_path))
    for portion in _portions(files):
        store.bulk_load(io.BufferedReader(_Chain(portion)), format=pyoxigraph.RdfFormat.N_QUADS)
    store.optimize()  # Each portion left files of its own; a look-up in one run of files takes half the time.
    store.flush()
    held = len(store)
    del store
    gc.collect()  # The engine closes its files when the object goes; Windows renames no open folder.
    if held != quads:
        raise LibraryError(f"{store_path} holds {held} quads instead of {quads}; nothing was published")


def _portions(files: list[Path]) -> Iterator[list[Path]]:
    """The files in runs that the engine, which sorts each run in memory, loads in little of it."""
    portion: list[Path] = []
    size = 0
    for file in files:
        portion.append(file)
        size += file.stat().st_size
        if size > _PORTION:
            yield portion
            portion, size = [], 0
    yield portion


class _Chain(io.RawIOBase):
    """Many files read as one, so that the engine loads them in one go."""

    def __init__(self, files: list[Path]) -> None:
        self._parts = self._read_all(files)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes, into `buffer`; how many."""
        if not self._rest:
            self._rest = memoryview(next(self._parts, b""))
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    @staticmethod
    def _read_all(files: list[Path]) -> Iterator[bytes]:
        for file in files:
            data = file.read_bytes()
            if data:
                yield data
