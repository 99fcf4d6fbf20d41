"""`kg export`: the library, or one document, in any format; written, read back, counted, renamed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.errors import KgError
from kg.export import network, tables
from kg.graph import dump
from kg.graph.files import explained
from kg.graph.library import Library
from kg.model.view import View


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a library to a path, and to count what a path holds; both give the
    number of records, which must agree. A format of several files writes a folder."""

    suffix: str
    write: Callable[[Library, Path, str | None], int]
    count: Callable[[Path], int]
    folder: bool = False


def export(library: Library, form: str, path: Path, work: str | None = None) -> int:
    """Write a library, or one work of it, to `path` in one of FORMATS; the number of records.

    What stood at `path` is replaced only when the new file has been read back and counted.
    """
    chosen = FORMATS[form]
    with explained(path.parent), tempfile.TemporaryDirectory(dir=path.parent, prefix=".kg-export-") as room:
        waiting = Path(room, f"export.{chosen.suffix}")
        if chosen.folder:
            waiting.mkdir()
        written = chosen.write(library, waiting, work)
        found = chosen.count(waiting)
        if found != written:
            raise KgError(f"{path}: {written} records were written and {found} read back; nothing was kept")
        if chosen.folder and path.is_dir():
            _replace_files(waiting, path)
        else:
            os.replace(waiting, path)
    return written


def _replace_files(new: Path, folder: Path) -> None:
    # A folder that holds other things of the person's is not swept; only our files change.
    for file in new.iterdir():
        shutil.move(file, folder / file.name)


def _rdf(form: str, suffix: str) -> Format:
    return Format(suffix, lambda library, path, work: dump.dump(library, form, path, work),
                  partial(dump.count, form=form))


def _from_view(write: Callable[[View, Path, str | None], int]) -> Callable[[Library, Path, str | None], int]:
    return lambda library, path, work: write(library.view(), path, work)


FORMATS: Mapping[str, Format] = {
    "turtle": _rdf("turtle", "ttl"), "trig": _rdf("trig", "trig"), "nquads": _rdf("nquads", "nq"),
    "jsonld": _rdf("jsonld", "jsonld"),
    "csv": Format("csv", _from_view(tables.write_csv), tables.count_csv, folder=True),
    "xlsx": Format("xlsx", _from_view(tables.write_xlsx), tables.count_xlsx),
    "graphml": Format("graphml", _from_view(network.write_graphml), network.count_graphml),
    "gexf": Format("gexf", _from_view(network.write_gexf), network.count_gexf)}
