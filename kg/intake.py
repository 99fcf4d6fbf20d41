"""Which files a build reads: the given paths, folders walked in order, each file once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

# How browsers name the folder of pictures beside a page that they save.
_SAVED_TAILS = ("_files", ".files", "_文件")
# A folder's manifest describes the documents beside it and is none itself.
_NOT_DOCUMENTS = frozenset({"manifest.tsv", "Thumbs.db", "desktop.ini"})


def files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Every file to read, in the order of `paths`, folders sorted by name, without repeats.

    Hidden files, manifests, kg libraries and what a browser saved beside a page are passed
    over inside a folder; a path given by name is always kept, and so is a folder without
    documents, so that whatever is wrong with it gets reported.
    """
    seen: dict[str, Path] = {}
    for path in paths:
        for found in (tuple(_walk(path)) if path.is_dir() else ()) or (path,):
            seen.setdefault(os.path.abspath(found), found)
    return tuple(seen.values())


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        if _is_library(Path(root)):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs(name, names))
        yield from (Path(root, name) for name in sorted(names)
                    if not name.startswith((".", "~$")) and name not in _NOT_DOCUMENTS)


def _is_library(folder: Path) -> bool:
    return (folder / "generations").is_dir() and (folder / "sources").is_dir()


def _belongs(folder: str, files: Sequence[str]) -> bool:
    """Whether a browser saved a folder beside its page: 通知_files beside 通知.html."""
    stem = next((folder.removesuffix(tail) for tail in _SAVED_TAILS if folder.endswith(tail)), None)
    return stem is not None and any(os.path.splitext(name) in ((stem, ".html"), (stem, ".htm")) for name in files)
