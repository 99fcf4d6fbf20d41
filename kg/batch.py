"""The per-file half of a build: bytes and rules in, an extraction or a reason out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from kg import resources
from kg.errors import KgError, MissingExtra
from kg.extract.reading import extract
from kg.model.extraction import Extraction
from kg.model.report import FileReport, Outcome, Stage
from kg.model.text import Reading
from kg.normalise import normalise
from kg.readers import read, read_bytes
from kg.readers.archive import Member, members
from kg.readers.files import load

# What an extraction depends on; a change in any of them makes the cache read anew.
_READING_CODE = ("readers", "normalise", "outline", "extract", "rules", "model",
                 "agencies.py", "numerals.py", "regions.py", "tables.py")
# Below this many files, starting processes costs more than it saves.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one document: its bytes, unless none could be had; what it says, if it was read anew."""

    report: FileReport
    data: bytes | None = None
    extraction: Extraction | None = None


Attempts: TypeAlias = tuple[Attempt, ...]
Mapper: TypeAlias = Callable[[Callable[[Path], Attempts], Sequence[Path]], Iterable[Attempts]]


@cache
def rules_version() -> str:
    """A short name of the rules and code that an extraction rests on."""
    return _version(_READING_CODE)


@cache
def linking_version() -> str:
    """A short name of the rules and code that links rest on."""
    return _version((*_READING_CODE, "link"))


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
    return _extracted(read(path))


def attempt_file(known: frozenset[str], path: Path) -> Attempts:
    """What came of a file: one attempt, or one for each document of an archive.

    Sources whose SHA-256 is `known` are not read again.
    """
    # Errors travel between processes as reports: an exception with its own fields does not pickle.
    try:
        found = tuple(members(load(path), str(path)))
    except KgError as error:
        return (Attempt(FileReport(str(path), Outcome.QUARANTINED, Stage.READ, str(error))),)
    return tuple(_attempt_member(known, member) for member in found)


def attempt_bytes(data: bytes, name: str) -> Attempt:
    """What came of the bytes of one document."""
    key = sha256(data).hexdigest()
    try:
        extraction = _extracted(read_bytes(data, name))
    except MissingExtra as error:
        return Attempt(FileReport(name, Outcome.PARTIAL, Stage.READ, str(error), key), data)
    except KgError as error:
        return Attempt(FileReport(name, Outcome.QUARANTINED, Stage.READ, str(error), key), data)
    except Exception as error:  # A fault of ours must cost one file, not the batch; it is shown as ours.
        message = f"{name}: kg itself failed on it ({type(error).__name__}: {error}); please report this"
        return Attempt(FileReport(name, Outcome.QUARANTINED, Stage.EXTRACT, message, key), data)
    return Attempt(_report(name, extraction), data, extraction)


@contextmanager
def workers(files: int) -> Iterator[Mapper]:
    """A `map` over files: in this process when they are few, else in one process per core."""
    if files < _FEW:
        yield map
        return
    pool: Executor = ProcessPoolExecutor(min(os.cpu_count() or 1, files))
    try:
        yield lambda work, paths: pool.map(work, paths, chunksize=4)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _extracted(reading: Reading) -> Extraction:
    return extract(normalise(reading))


def _attempt_member(known: frozenset[str], member: Member) -> Attempt:
    if member.refusal is not None:
        return Attempt(FileReport(member.name, Outcome.QUARANTINED, Stage.READ, str(member.refusal)))
    key = sha256(member.data).hexdigest()
    if key in known:
        return Attempt(FileReport(member.name, Outcome.OK, Stage.READ, "unchanged", key))
    return attempt_bytes(member.data, member.name)


def _report(name: str, extraction: Extraction) -> FileReport:
    key = extraction.source.sha256
    if extraction.missing:
        return FileReport(name, Outcome.PARTIAL, Stage.EXTRACT, "; ".join(extraction.missing), key)
    note = "" if extraction.tasks else "no task found in it; kept as a document"
    return FileReport(name, Outcome.OK, Stage.EXTRACT, note, key)
