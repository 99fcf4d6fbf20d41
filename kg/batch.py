"""The per-file half of a build: files and rules in, extractions or reasons out.

Files are read in processes of their own (kg.pool). What has been read is put into the library
at once, so that an interrupted build goes on where it was; a file that hangs, crashes or fails
is put into quarantine and never stops the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from kg import resources
from kg.annexes import Bundle, joined
from kg.errors import DamagedLibrary, KgError, LibraryError, MissingExtra
from kg.extract.reading import extract
from kg.graph.library import Library
from kg.graph.readings import version
from kg.graph.writer import Writer
from kg.model.extraction import Extraction
from kg.model.report import FileReport, Outcome, Stage
from kg.model.text import Source
from kg.normalise import normalise
from kg.personal import without_contacts
from kg.pool import Crew, Loss, Say, Terms
from kg.readers import ocr, read, read_bytes
from kg.readers.archive import Member, members
from kg.readers.files import load

# What an extraction depends on; a change in any of them makes the cache read anew.
_READING_CODE = ("readers", "normalise", "outline", "extract", "annexes", "rules", "model", "personal.py",
                 "agencies.py", "numerals.py", "regions.py", "tables.py")
UNCHANGED = "unchanged"
"""The note on a file that the library holds already."""
# Readers in child processes and LibreOffice keep limits of their own, below the first.
_SECONDS: Mapping[Stage, float] = MappingProxyType({Stage.READ: 2400.0, Stage.EXTRACT: 120.0})


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one document: how it ended, and what it says unless nothing was read anew."""

    report: FileReport
    extraction: Extraction | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to read; or a source that the library holds, to be read anew, or to be joined with
    the `bundle` of its annexes. `skip` documents of an archive are done already."""

    name: str
    held: Source | None = None
    bundle: Bundle | None = None
    skip: int = 0


Heard: TypeAlias = Callable[[str, Stage], None]
"""Is told of every stage that a file enters."""


@cache
def rules_version() -> str:
    """A short name of the rules and code that an extraction rests on."""
    return _version(_READING_CODE)


@cache
def linking_version() -> str:
    """A short name of the rules and code that links rest on."""
    return _version((*_READING_CODE, "form.py", "link"))


def _version(parts: Sequence[str]) -> str:
    digest = sha256()
    for part in parts:
        root = resources.path(part)
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.suffix in (".py", ".tsv", ".toml"):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def read_extraction(path: Path) -> Extraction:
    """Everything that one file says; UnreadableInput if it cannot be read."""
    return extract(normalise(read(path)))


@dataclass(frozen=True, slots=True)
class Batch:
    """Reads into a library. What it holds is `known`, by SHA-256 with what is missing of it,
    and not read again."""

    library: Library
    writer: Writer
    known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, pieces: Sequence[Piece], heard: Heard) -> Iterator[list[Attempt]]:
        """What came of each piece, in their order: one attempt, or one for each document of an
        archive."""
        crew = Crew(self.attempts, self._lost, lambda piece, stage: heard(piece.name, stage), Terms(_SECONDS))
        return crew.results(pieces, os.cpu_count() or 1)

    def attempts(self, piece: Piece, say: Say) -> Iterator[Attempt]:
        """What came of a piece, document by document."""
        try:
            if piece.bundle is not None:
                yield from () if piece.skip else (self._joined(piece.name, piece.bundle, say),)
                return
            for member in islice(self._members(piece), piece.skip, None):
                yield self._attempt(member, say)
        except LibraryError:
            raise
        except KgError as error:
            yield Attempt(FileReport(piece.name, Outcome.QUARANTINED, Stage.READ, str(error)))

    def _members(self, piece: Piece) -> Iterator[Member]:
        if piece.held is None:
            return members(load(Path(piece.name)), piece.name)
        return iter([Member(piece.held.name, self.library.source(piece.held.sha256))])

    def _attempt(self, member: Member, say: Say) -> Attempt:
        if member.refusal is not None:
            return Attempt(FileReport(member.name, Outcome.QUARANTINED, Stage.READ, str(member.refusal)))
        key = sha256(member.data).hexdigest()
        missing = self.known.get(key)
        if missing is not None and not _readable_now(missing):
            outcome = Outcome.PARTIAL if missing else Outcome.OK
            return Attempt(FileReport(member.name, outcome, Stage.READ, "; ".join(missing) or UNCHANGED, key))
        cached = self.cached(key)
        if cached is not None and not _readable_now(cached.missing):
            named = replace(cached, source=replace(cached.source, name=os.path.basename(member.name)))
            return Attempt(_report(member.name, named), named)
        made = _attempt_bytes(member.data, member.name, say)
        if made.extraction is None:
            self.writer.quarantine(member.data, made.report)
            return made
        self.writer.keep_source(member.data)
        self.writer.keep_extraction(made.extraction, rules_version())
        return made

    def cached(self, key: str, attached: Sequence[str] = ()) -> Extraction | None:
        """What the rules of today read from a source before, joined with the files `attached`,
        if it is still there and whole."""
        try:
            found = self.library.extraction(key, version(rules_version(), attached))
            return found if found is None or self.library.source(key) else None
        except (DamagedLibrary, KeyError):
            return None

    def _joined(self, name: str, bundle: Bundle, say: Say) -> Attempt:
        """What a notice and its annexes say together."""
        say(Stage.EXTRACT)
        whole = joined(bundle)
        self.writer.keep_extraction(whole, rules_version())
        return Attempt(_report(name, whole), whole)

    def _lost(self, loss: Loss[Piece]) -> tuple[Attempt, Piece]:
        """The attempt at a document that took its process down, and the rest of its archive."""
        piece, done = loss.piece, loss.piece.skip + loss.results
        if piece.bundle is not None:
            report = FileReport(piece.name, Outcome.QUARANTINED, loss.stage, f"{piece.name}: {loss.reason}")
            return Attempt(report), replace(piece, skip=1)
        member = next(islice(self._members(piece), done, None))
        message = f"{member.name}: {loss.reason}; split it or convert it to text"
        report = FileReport(member.name, Outcome.QUARANTINED, loss.stage, message, sha256(member.data).hexdigest())
        self.writer.quarantine(member.data, report)
        return Attempt(report), replace(piece, skip=done + 1)


def _readable_now(missing: tuple[str, ...]) -> bool:
    """Whether what was missing of a document can be read, now that an extra is installed."""
    return ocr.available() and any(ocr.INSTALL in what for what in missing)


def _attempt_bytes(data: bytes, name: str, say: Say) -> Attempt:
    """What came of the bytes of one document."""
    key = sha256(data).hexdigest()
    try:
        reading = read_bytes(data, name)
        say(Stage.EXTRACT)
        extraction = without_contacts(extract(normalise(reading)))
    except MissingExtra as error:
        return Attempt(FileReport(name, Outcome.PARTIAL, Stage.READ, str(error), key))
    except KgError as error:
        return Attempt(FileReport(name, Outcome.QUARANTINED, Stage.READ, str(error), key))
    except MemoryError:
        message = f"{name}: needs more memory than one document may use; split it"
        return Attempt(FileReport(name, Outcome.QUARANTINED, Stage.EXTRACT, message, key))
    except Exception as error:  # A fault of ours must cost one file, not the batch; it is shown as ours.
        message = f"{name}: kg itself failed on it ({type(error).__name__}: {error}); please report this"
        return Attempt(FileReport(name, Outcome.QUARANTINED, Stage.EXTRACT, message, key))
    return Attempt(_report(name, extraction), extraction)


def _report(name: str, extraction: Extraction) -> FileReport:
    key = extraction.source.sha256
    if extraction.missing:
        return FileReport(name, Outcome.PARTIAL, Stage.EXTRACT, "; ".join(extraction.missing), key)
    note = "" if extraction.tasks else "no task found in it; kept as a document"
    return FileReport(name, Outcome.OK, Stage.EXTRACT, note, key)
