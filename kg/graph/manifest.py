"""What a generation consists of: names, sizes, counts and hashes, kept outside the store.

A damaged store can open as an empty one, so nothing that the store says about itself
is believed before the manifest agrees.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import DamagedLibrary
from kg.graph.iris import SCHEMA

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One description: its name, its file below graphs/, its hash and its number of quads.

    `warnings` are what the shapes would have a person look at: code and message each.
    """

    name: str
    file: str
    sha256: str
    quads: int
    warnings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of a generation or an extraction of the cache: path, size in bytes, hash."""

    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation. `digest` covers the graphs and not the run that built them, so two
    builds of the same input have the same one; `shapes` names the shapes they satisfy, `base`
    what the IRIs of its things begin with."""

    number: int
    digest: str
    shapes: str
    quads: int
    graphs: tuple[GraphFile, ...]
    extractions: tuple[StoredFile, ...]
    files: tuple[StoredFile, ...]
    base: str


def digest_of(graphs: tuple[GraphFile, ...]) -> str:
    """One hash over all graphs."""
    lines = "".join(f"{graph.name}\t{graph.sha256}\n" for graph in sorted(graphs, key=lambda one: one.name))
    return hashlib.sha256(lines.encode()).hexdigest()


def written(manifest: Manifest) -> bytes:
    """The manifest as it stands on disk."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode() + b"\n"


def read_manifest(path: Path, sha256: str) -> Manifest:
    """The manifest in a generation's folder; DamagedLibrary if it is not the one meant."""
    try:
        data = (path / MANIFEST).read_bytes()
    except OSError as error:
        raise DamagedLibrary(str(path), f"its manifest cannot be read ({error.strerror})") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DamagedLibrary(str(path / MANIFEST), "its hash is not the one that was published")
    try:
        return parse_manifest(data)
    except ValueError as error:
        raise DamagedLibrary(str(path / MANIFEST), f"it is not of this version of kg ({error})") from error


def parse_manifest(data: bytes) -> Manifest:
    """The manifest in its file's bytes; ValueError if they do not hold one that agrees with itself."""
    try:
        manifest = _manifest(json.loads(data))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no manifest: {error}") from error
    if digest_of(manifest.graphs) != manifest.digest:
        raise ValueError("its graphs do not have its digest")
    return manifest


def _manifest(fields: dict[str, Any]) -> Manifest:
    return Manifest(fields["number"], fields["digest"], fields["shapes"], fields["quads"],
                    tuple(_graph(graph) for graph in fields["graphs"]),
                    tuple(StoredFile(**file) for file in fields["extractions"]),
                    tuple(StoredFile(**file) for file in fields["files"]),
                    fields.get("base", SCHEMA))  # Libraries older than the setting have none.


def _graph(fields: dict[str, Any]) -> GraphFile:
    warnings = tuple((code, message) for code, message in fields.pop("warnings"))
    return GraphFile(**fields, warnings=warnings)
