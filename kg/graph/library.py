"""The library on disk: originals, cached readings, descriptions, generations.

::

    kg-library/
      kg-library                  the mark and format of the folder
      sources/<sha256>            original bytes, never changed
      extractions/<sha256>-<rules>.json
      graphs/<name>.<hash>.nq     the truth about the graph, never changed
      judgements.tsv              human decisions
      journal.sqlite              what happened to every file, and when
      linking.sqlite              what linking made of documents and of pairs, a cache
      quarantine/<sha256>/        original + report
      generations/<n>/            an immutable store + manifest
      manifests/<n>.json          a second copy of it, to rebuild from
      current                     which generation is served

Readers and the one writer are different objects; a reader keeps the generation that
it opened, whatever the writer publishes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import DamagedLibrary, LibraryError, NoLibrary
from kg.graph import generations
from kg.graph.files import exclusive, explained, write_whole
from kg.graph.integrity import check_generation
from kg.graph.iris import BASE, require_base
from kg.graph.layout import FORMAT, Layout
from kg.graph.manifest import Manifest
from kg.graph.readings import Readings, unpack
from kg.graph.view import StoreView
from kg.graph.writer import Writer
from kg.model.extraction import Extraction, Issue, Severity

_HASHED_AT_OPEN = 64 * 2**20
"""Bytes of the largest generation whose hashes are computed at every opening (0.1 s); in a larger one
the engine finds a damaged block when it reads it."""


class Library:
    """A library for reading; `writing` gives the writer."""

    def __init__(self, path: Path) -> None:
        self.layout = Layout(path)

    @classmethod
    def open(cls, path: Path) -> Library:
        """The library at a path; NoLibrary if there is none."""
        library = cls(path)
        try:
            found = library.layout.mark.read_text("utf-8")
        except OSError as error:
            raise NoLibrary(str(path)) from error
        if found != FORMAT:
            raise LibraryError(f"{path} has the format {found.strip()!r}, this kg reads {FORMAT.strip()!r}; "
                               "build a new library with --library DIR")
        return library

    @classmethod
    def create_or_open(cls, path: Path) -> Library:
        """The library at a path, made if the folder is empty or not there.

        LibraryError if the folder holds something else.
        """
        layout = Layout(path)
        if not layout.mark.exists():
            # A making that was killed before the mark stood leaves at most a part of the mark.
            if path.exists() and any(entry.suffix != ".part" for entry in path.iterdir()):
                raise LibraryError(f"{path} holds other files and is no library; choose an empty folder")
            with explained(path):
                path.mkdir(parents=True, exist_ok=True)
                write_whole(layout.mark, FORMAT.encode())
        with explained(path):
            for folder in layout.folders:
                folder.mkdir(exist_ok=True)
        return cls.open(path)

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self.layout.root

    def manifest(self) -> Manifest:
        """What is served; NoLibrary before the first publish, DamagedLibrary if it is not whole."""
        manifest = generations.current(self.layout)
        if manifest is None:
            raise NoLibrary(str(self.path))
        return manifest

    def view(self, *, deep: bool = False) -> StoreView:
        """The generation being served, read-only.

        Sizes are checked against the manifest, hashes too if the generation is small or
        `deep` is set; DamagedLibrary if anything disagrees.
        """
        manifest = self.manifest()
        folder = self._checked(manifest, deep=deep)
        return StoreView(generations.open_store(folder), self._readings(manifest).load)

    def warnings(self) -> tuple[Issue, ...]:
        """What the shapes would have a person look at in the generation being served."""
        return tuple(Issue(code, message, Severity.WARNING, graph.name)
                     for graph in self.manifest().graphs for code, message in graph.warnings)

    def served(self) -> str:
        """What `current` says, to notice a publish; cheap."""
        try:
            return self.layout.current.read_text("ascii")
        except OSError as error:
            raise NoLibrary(str(self.path)) from error

    def verified_folder(self, *, deep: bool = False) -> Path:
        """The folder of the generation being served, checked as by `view`."""
        return self._checked(self.manifest(), deep=deep)

    def _checked(self, manifest: Manifest, *, deep: bool) -> Path:
        folder = self.layout.generation(manifest.number)
        small = sum(file.size for file in manifest.files) <= _HASHED_AT_OPEN
        check_generation(folder, manifest, hashes=deep or small)
        return folder

    def source(self, sha256: str) -> bytes:
        """The original bytes of a source; KeyError if there are none, DamagedLibrary if changed."""
        path = self.layout.sources / sha256
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(sha256) from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedLibrary(str(path), "its bytes are not those that were stored")
        return data

    def extraction(self, source: str, rules: str) -> Extraction | None:
        """What a version of the rules read from a source; None if it is not in the cache.

        DamagedLibrary if the cached file has changed since.
        """
        path = self.layout.extraction(source, rules)
        return unpack(path) if path.exists() else None

    def extractions(self) -> tuple[Extraction, ...]:
        """What is served was read from these, copies included; none before the first publish."""
        manifest = generations.current(self.layout)
        if manifest is None:
            return ()
        return tuple(unpack(self.layout.root / file.file) for file in manifest.extractions)

    def _readings(self, manifest: Manifest) -> Readings:
        return Readings({Path(file.file).name.partition("-")[0]: self.layout.root / file.file
                         for file in manifest.extractions})

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The one writer, holding the lock; LibraryBusy if somebody else is writing."""
        require_base(BASE)
        with exclusive(self.layout.lock):
            yield Writer(self.layout)

