"""Where a build works, and who is told how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.batch import Attempt, Batch, Piece
from kg.graph.library import Library
from kg.graph.writer import Writer
from kg.model.extraction import Extraction
from kg.model.report import Stage

Files = dict[str, Extraction]
"""What files say, by the SHA-256 of each."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` files in a stage, and what is being done."""

    stage: Stage
    done: int
    total: int
    name: str = ""


Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Site:
    """The library, its writer, and who is told."""

    library: Library
    writer: Writer
    tell: Tell

    def batch(self, known: Mapping[str, Extraction] | None = None) -> Batch:
        """A reading into the library that passes over what is `known`."""
        return Batch(self.library, self.writer, {key: read.missing for key, read in (known or {}).items()})

    def read(self, batch: Batch, pieces: Sequence[Piece]) -> Iterator[list[Attempt]]:
        """What came of each piece, in their order; each stage and each end is told."""
        done = 0

        def heard(name: str, stage: Stage) -> None:
            self.tell(Progress(stage, done, len(pieces), name))

        for attempts in batch.read(pieces, heard):
            done += 1
            self.tell(Progress(Stage.EXTRACT, done, len(pieces), pieces[done - 1].name))
            yield attempts
