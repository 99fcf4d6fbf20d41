"""Where things lie in a library folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.graph.files import slug

FORMAT = "kg-library 1\n"
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths inside the library folder at `root`."""

    root: Path

    @property
    def mark(self) -> Path:
        """The file that makes a folder a library and names its format."""
        return self.root / "kg-library"

    @property
    def sources(self) -> Path:
        """Original bytes, by SHA-256."""
        return self.root / "sources"

    @property
    def extractions(self) -> Path:
        """What was read from each source, by SHA-256 and version of the rules."""
        return self.root / "extractions"

    @property
    def graphs(self) -> Path:
        """Descriptions in N-Quads, by name and hash; never changed once written."""
        return self.root / "graphs"

    @property
    def quarantine(self) -> Path:
        """Originals that could not be built, each with a report."""
        return self.root / "quarantine"

    @property
    def generations(self) -> Path:
        """Immutable stores with their manifests, by number."""
        return self.root / "generations"

    @property
    def manifests(self) -> Path:
        """A second copy of each generation's manifest, to rebuild from."""
        return self.root / "manifests"

    @property
    def current(self) -> Path:
        """The file that names the generation being served and its manifest's hash."""
        return self.root / "current"

    @property
    def lock(self) -> Path:
        """The writer's lock."""
        return self.root / "lock"

    @property
    def judgements(self) -> Path:
        """Human decisions, append-only."""
        return self.root / "judgements.tsv"

    @property
    def journal(self) -> Path:
        """What was seen, read, published and refused, and why."""
        return self.root / "journal.sqlite"

    @property
    def linking(self) -> Path:
        """What linking made of each document and of each pair, to be found again; may be deleted."""
        return self.root / "linking.sqlite"

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders of a new library."""
        return self.sources, self.extractions, self.graphs, self.quarantine, self.generations, self.manifests

    def generation(self, number: int) -> Path:
        """The folder of a generation."""
        return self.generations / f"{number:0{DIGITS}}"

    def manifest_copy(self, number: int) -> Path:
        """The second copy of a generation's manifest."""
        return self.manifests / f"{number:0{DIGITS}}.json"

    def extraction(self, source: str, rules: str) -> Path:
        """The cached reading of a source by a version of the rules."""
        return self.extractions / f"{source}-{slug(rules)}.json"

    def graph(self, name: str, sha256: str) -> Path:
        """A description with a given content."""
        return self.graphs / f"{slug(name)}.{sha256[:16]}.nq"

    def relative(self, path: Path) -> str:
        """A path as a manifest writes it, the same on every system."""
        return path.relative_to(self.root).as_posix()
