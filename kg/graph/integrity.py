"""Whether a generation is what its manifest says, before anything of it is believed."""

from __future__ import annotations

from pathlib import Path

from kg.errors import DamagedLibrary
from kg.graph.files import sha256_of
from kg.graph.manifest import Manifest, StoredFile


def check_generation(folder: Path, manifest: Manifest, *, hashes: bool) -> None:
    """Return if the files of a generation have the sizes, and on demand the hashes, of the
    manifest; DamagedLibrary names the first that has not."""
    for file in manifest.files:
        problem = problem_of(folder, file, hashes=hashes)
        if problem is not None:
            raise DamagedLibrary(str(folder / file.file), problem)


def problem_of(root: Path, file: StoredFile, *, hashes: bool = True) -> str | None:
    """What is wrong with one file, None if nothing is; a size below 0 is not known."""
    path = root / file.file
    try:
        size = path.stat().st_size
        if file.size >= 0 and size != file.size:
            return f"it has {size} bytes instead of {file.size}"
        if hashes and sha256_of(path) != file.sha256:
            return "its hash is not the one in the manifest"
    except OSError as error:
        return f"it cannot be read ({error.strerror})"
    return None
