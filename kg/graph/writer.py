"""The one that writes into a library, while it holds the lock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from kg.form import to_json
from kg.graph import generations, journal, shapes
from kg.graph.files import sha256_of, write_whole
from kg.graph.layout import Layout
from kg.graph.manifest import GraphFile, Manifest, StoredFile, digest_of
from kg.graph.meta import describe_run
from kg.graph.ontology import vocabulary
from kg.graph.quads import Description, describe
from kg.graph.readings import packed, version_of
from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import BuildReport, FileReport


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publish did: the generation served now, and whether it is a new one."""

    manifest: Manifest
    changed: bool


class Writer:
    """Keeps originals and readings, publishes generations; made by `Library.writing`."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def keep_source(self, data: bytes) -> str:
        """Store original bytes; their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._layout.sources / sha256
        if not path.exists() or sha256_of(path) != sha256:
            write_whole(path, data)
        return sha256

    def keep_extraction(self, extraction: Extraction, rules: str) -> None:
        """Cache what a version of the rules read from a source."""
        path = self._layout.extraction(extraction.source.sha256, version_of(extraction, rules))
        write_whole(path, packed(extraction))

    def quarantine(self, data: bytes, report: FileReport) -> None:
        """Put aside the bytes of a document that could not be built, with the reason."""
        place = self._layout.quarantine / hashlib.sha256(data).hexdigest()
        place.mkdir(exist_ok=True)
        write_whole(place / "original", data)
        reason = json.dumps(to_json(report), ensure_ascii=False, indent=1)
        write_whole(place / "report.json", f"{reason}\n".encode())

    def note(self, report: BuildReport) -> None:
        """Write into the journal what became of every file of a build."""
        journal.write(self._layout.journal, _now(), report.generation, report.files)

    def publish(self, links: Links, extractions: Mapping[str, Extraction], rules: str) -> Publication:
        """Serve these links from now on; `extractions` is by the SHA-256 of the source.

        A publish whose graphs equal those served writes nothing and says so. GraphInvalid
        names the first work whose description the shapes refuse.
        """
        served = generations.current(self._layout)
        sound = _sound(served)
        graphs = tuple(self._keep_graph(one, sound) for one in self._descriptions(links, extractions))
        if served is not None and served.digest == digest_of(graphs):
            return Publication(served, changed=False)
        readings = tuple(self._reading(extractions[source], rules) for source in sorted(extractions))
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        meta = describe_run(digest_of(graphs), sum(graph.quads for graph in graphs), now, rules)
        return Publication(generations.publish(self._layout, graphs, readings, meta, shapes.version()),
                           changed=True)

    def _descriptions(self, links: Links, extractions: Mapping[str, Extraction]) -> Iterator[Description]:
        yield from describe(links, extractions)
        yield Description("vocabulary", vocabulary())

    def _keep_graph(self, description: Description, sound: Mapping[str, GraphFile]) -> GraphFile:
        known = sound.get(hashlib.sha256(_written(description)).hexdigest())
        warnings = known.warnings if known else tuple(
            (issue.code, issue.message) for issue in shapes.require(description))
        return replace(keep_graph(self._layout, description), warnings=warnings)

    def _reading(self, extraction: Extraction, rules: str) -> StoredFile:
        data = packed(extraction)
        sha256 = hashlib.sha256(data).hexdigest()
        judged = any(unit.evidence.judged for task in extraction.tasks for unit in task.assignments)
        # What a person decided does not go into the cache of what the rules read.
        version = f"{rules}-judged-{sha256[:16]}" if judged else version_of(extraction, rules)
        path = self._layout.extraction(extraction.source.sha256, version)
        if not path.exists() or sha256_of(path) != sha256:
            write_whole(path, data)
        return StoredFile(self._layout.relative(path), len(data), sha256)


def _sound(served: Manifest | None) -> Mapping[str, GraphFile]:
    """The descriptions that satisfied these very shapes when they were published, by hash."""
    if served is None or served.shapes != shapes.version():
        return {}
    return {graph.sha256: graph for graph in served.graphs}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def keep_graph(layout: Layout, description: Description) -> GraphFile:
    """Write a description among the others, whether or not it is served."""
    data = _written(description)
    sha256 = hashlib.sha256(data).hexdigest()
    path = layout.graph(description.name, sha256)
    if not path.exists() or sha256_of(path) != sha256:
        write_whole(path, data)
    return GraphFile(description.name, layout.relative(path), sha256, len(description.lines))


def _written(description: Description) -> bytes:
    return "".join(f"{line}\n" for line in description.lines).encode()
