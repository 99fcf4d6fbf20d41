"""Keeping a library whole: verify, rebuild, clear away."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import DamagedLibrary, NoLibrary
from kg.graph import generations
from kg.graph.files import exclusive, explained
from kg.graph.integrity import problem_of
from kg.graph.iris import require_base
from kg.graph.layout import Layout
from kg.graph.library import Library
from kg.graph.manifest import MANIFEST, Manifest, StoredFile, parse_manifest

_KEPT = 2
"""Generations that stay: the one served, and the one before for whoever still reads it."""


def verify(library: Library, *, deep: bool = False) -> tuple[str, ...]:
    """What is not as it was written, one line each; nothing if the library is whole.

    Every file of the served generation, every description, reading and original is
    compared with its hash; `deep` also compares the store, quad by quad, with the
    descriptions.
    """
    try:
        manifest = library.manifest()
    except DamagedLibrary as error:
        return (str(error),)
    folder = library.layout.generation(manifest.number)
    problems = [*_unlike(folder, manifest.files), *_unlike(library.path, manifest.extractions),
                *_unlike(library.path, _descriptions(manifest)), *_altered(library.layout)]
    if deep and not problems:
        problems.extend(_compare(library, manifest))
    return tuple(problems)


def rebuild(library: Library) -> Manifest:
    """Serve a new store made from the descriptions of the generation that was served last.

    DamagedLibrary if a description is damaged too; then only a build from the originals helps.
    """
    with exclusive(library.layout.lock):
        manifest = _last_manifest(library.layout)
        require_base(manifest.base)
        for problem in _unlike(library.path, _descriptions(manifest)):
            raise DamagedLibrary(str(library.path), f"a description is damaged ({problem})")
        meta = library.layout.generation(manifest.number) / generations.META
        known = next((file for file in manifest.files if file.file == generations.META), None)
        sound = known is not None and problem_of(meta.parent, known) is None
        lines = meta.read_text("utf-8").splitlines() if sound else []
        return generations.publish(library.layout, manifest.graphs, manifest.extractions, lines,
                                   manifest.shapes)


def clear(library: Library) -> int:
    """Remove what no generation worth keeping needs: old stores, descriptions and readings.

    Originals, judgements and the quarantine stay. Returns how many bytes were freed.
    """
    with exclusive(library.layout.lock), explained(library.path):
        generations.clear_unfinished(library.layout)
        served = library.manifest().number
        others = [number for number in generations.numbers(library.layout) if number != served]
        kept = {served, *others[-(_KEPT - 1):]}
        manifests = [_manifest_of(library.layout, number) for number in kept]
        needed = {library.path / name for manifest in manifests for name in _files_of(manifest)}
        gone = [file for folder in (library.layout.graphs, library.layout.extractions)
                for file in folder.iterdir() if file not in needed]
        return (sum(_remove_generation(library.layout, number) for number in set(others) - kept)
                + sum(_remove(file) for file in gone))


def _files_of(manifest: Manifest) -> Iterator[str]:
    yield from (graph.file for graph in manifest.graphs)
    yield from (file.file for file in manifest.extractions)


def _remove_generation(layout: Layout, number: int) -> int:
    folder = layout.generation(number)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    shutil.rmtree(folder)
    layout.manifest_copy(number).unlink(missing_ok=True)
    return size


def _remove(file: Path) -> int:
    size = file.stat().st_size
    file.unlink()
    return size


def _descriptions(manifest: Manifest) -> tuple[StoredFile, ...]:
    # A description's size is not in the manifest; its hash says all.
    return tuple(StoredFile(graph.file, -1, graph.sha256) for graph in manifest.graphs)


def _unlike(root: Path, files: Iterable[StoredFile]) -> Iterator[str]:
    for file in files:
        problem = problem_of(root, file)
        if problem is not None:
            yield f"{root / file.file}: {problem}"


def _altered(layout: Layout) -> Iterator[str]:
    for path in sorted(layout.sources.iterdir()):
        problem = problem_of(layout.sources, StoredFile(path.name, -1, path.name))
        if problem is not None:
            yield f"{path}: {problem}"


def _compare(library: Library, manifest: Manifest) -> Iterator[str]:
    """Whether the store holds exactly the descriptions and the run that built it."""
    folder = library.layout.generation(manifest.number)
    files = [*(library.path / graph.file for graph in manifest.graphs), folder / generations.META]
    wanted = _sum(line for file in files for line in file.read_text("utf-8").split("\n") if line)
    held = _sum(f"{quad} ." for quad in generations.open_store(folder))
    if wanted != held:
        yield f"{folder}: the store and the descriptions do not hold the same quads"


def _sum(lines: Iterable[str]) -> tuple[int, int]:
    """A count and a sum of hashes, which do not depend on the order of the lines."""
    count = total = 0
    for line in lines:
        count += 1
        total += int.from_bytes(hashlib.blake2b(line.encode(), digest_size=16).digest())
    return count, total % 2**128


def _last_manifest(layout: Layout) -> Manifest:
    """The manifest of the generation served last, from whichever copy is whole."""
    served, sha256 = _served(layout)
    copies = (int(path.stem) for path in layout.manifests.glob("*.json") if path.stem.isdecimal())
    numbers = sorted({*copies, *generations.numbers(layout)}, reverse=True)
    if not numbers:
        raise NoLibrary(str(layout.root))
    for number in (*(number for number in numbers if number == served), *numbers):
        try:
            return _manifest_of(layout, number, sha256)
        except DamagedLibrary:
            continue
    raise DamagedLibrary(str(layout.root), "no manifest can be read")


def _served(layout: Layout) -> tuple[int, str]:
    """What `current` says, as far as it can be read."""
    try:
        number, sha256 = layout.current.read_text("ascii").split()
        return int(number), sha256
    except (OSError, ValueError):
        return 0, ""


def _manifest_of(layout: Layout, number: int, sha256: str = "") -> Manifest:
    """A generation's manifest: the copy with the hash if one has it, else one that makes sense."""
    places = (layout.generation(number) / MANIFEST, layout.manifest_copy(number))
    copies = [path.read_bytes() for path in places if path.is_file()]
    copies.sort(key=lambda data: hashlib.sha256(data).hexdigest() != sha256)
    for data in copies:
        try:
            return parse_manifest(data)
        except ValueError:
            continue
    raise DamagedLibrary(str(layout.generation(number)), "neither copy of its manifest can be read")
