"""The catalogue of the generation that a library serves, kept beside its generations."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kg.errors import LibraryError
from kg.graph.files import explained
from kg.graph.library import Library
from kg.model.links import Holder
from kg.model.view import View
from kg.search.build import build
from kg.search.catalogue import Catalogue
from kg.search.entries import Entry, entries_of_view
from kg.search.rows import columns_hash


def keep_catalogue(library: Library, entries: Iterable[Entry], holders: Iterable[Holder]) -> None:
    """Writes the catalogue of what the library serves, unless it is there; older ones go."""
    path = _path(library, library.served())
    if not path.exists():
        _write(path, entries, holders)


def catalogue_of(library: Library, view: View) -> Catalogue:
    """The catalogue of what the library serves; it is written from the view if none was kept.

    For a library that cannot be written to, it is written into a folder for passing files.
    """
    path = _path(library, library.served())
    if not path.exists():
        try:
            _write(path, entries_of_view(view), view.holders())
        except LibraryError:
            path = Path(tempfile.mkdtemp(prefix="kg-catalogue-")) / path.name
            build(entries_of_view(view), view.holders(), path)
    return Catalogue(path.absolute())


def _path(library: Library, served: str) -> Path:
    name = hashlib.sha256((served + columns_hash()).encode()).hexdigest()[:16]
    return library.path / "catalogue" / f"{name}.sqlite"


def _write(path: Path, entries: Iterable[Entry], holders: Iterable[Holder]) -> None:
    with explained(path.parent):
        path.parent.mkdir(exist_ok=True)
        build(entries, holders, path)
        for old in path.parent.glob("*.sqlite"):
            if old != path:
                old.unlink(missing_ok=True)
