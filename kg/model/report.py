"""What became of the files that a build was given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """How a file ended; the counts add up to the files given. Only `kg remove` removes."""

    OK = "ok"
    PARTIAL = "partial"
    DUPLICATE = "duplicate"
    QUARANTINED = "quarantined"
    REMOVED = "removed"


class Stage(Enum):
    """How far a file has come."""

    READ = "read"
    EXTRACT = "extract"
    LINK = "link"
    CHECK = "check"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's outcome: the stage that it reached, and why it is not `ok`."""

    path: str
    outcome: Outcome
    stage: Stage
    message: str = ""
    sha256: str | None = None
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What a generation holds; `citations` counts by resolution status."""

    documents: int
    cited_only: int
    tasks: int
    assignments: int
    time_limits: int
    citations: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `changed` is False when the graph is the one already published."""

    files: tuple[FileReport, ...]
    counts: Counts
    generation: int
    changed: bool

    def count(self, outcome: Outcome) -> int:
        """How many files ended so."""
        return sum(file.outcome is outcome for file in self.files)
