"""From files to a published generation: read and extract each, link all, publish once.

The per-file half runs in processes and is cached by source and version of the rules;
a file that fails is reported and never stops the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

from kg import intake, resources
from kg.errors import KgError, MissingExtra
from kg.extract import extract
from kg.graph.library import Library
from kg.graph.writer import Writer
from kg.link import link
from kg.link.judgements import read_decisions
from kg.link.register import Register
from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import BuildReport, Counts, FileReport, Outcome, Stage
from kg.model.text import Reading
from kg.normalise import normalise
from kg.readers import read, read_bytes
from kg.readers.archive import Member, members
from kg.readers.files import load

# What an extraction depends on; a change in any of them makes the cache read anew.
_READING_CODE = ("readers", "normalise", "outline", "extract", "rules", "model",
                 "numerals.py", "tables.py")
# Below this many files, starting processes costs more than it saves.
_FEW = 24


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` in a stage, and what was done last."""

    stage: Stage
    done: int
    total: int
    name: str = ""


Tell = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Tells nobody."""


def read_extraction(path: Path) -> Extraction:
    """Everything that one file says; UnreadableInput if it cannot be read."""
    return _extracted(read(path))


def _extracted(reading: Reading) -> Extraction:
    return extract(normalise(reading))


@cache
def rules_version() -> str:
    """A short name of the rules and code that an extraction rests on."""
    digest = sha256()
    for part in _READING_CODE:
        root = resources.path(part)
        for file in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if file.suffix in (".py", ".tsv", ".toml"):
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def build(paths: Sequence[Path], library: Library, tell: Tell = silent) -> BuildReport:
    """Reads the files at `paths` into the library and publishes what all its documents say.

    Documents that the library already holds stay. LibraryBusy if another build is
    writing; KeyboardInterrupt leaves the generation that was served in place.
    """
    with library.writing() as writer:
        kept = tuple(_held(library, writer))
        held = {extraction.source.sha256: extraction for extraction, _ in kept}
        reports = tuple(_gather(intake.files(paths), held, writer, tell))
        reports += tuple(report for _, report in kept if report is not None)
        tell(Progress(Stage.LINK, 0, 1))
        links = link(tuple(held.values()), Register.bundled(), read_decisions(library.layout.judgements))
        tell(Progress(Stage.PUBLISH, 0, 1))
        publication = writer.publish(links, held, rules_version())
    works = {sha: work.id for work in links.works for sha in work.copies}
    files = tuple(_named(report, works) for report in reports)
    return BuildReport(files, counts(links, held.values()), publication.manifest.number, publication.changed)


def counts(links: Links, extractions: Iterable[Extraction]) -> Counts:
    """What a set of links holds."""
    read = {extraction.source.sha256: extraction for extraction in extractions}
    held = [work for work in links.works if work.source is not None]
    tasks = [task for work in held for task in read[work.source or ""].tasks]
    statuses = [resolution.status.value for resolution in links.resolutions]
    return Counts(documents=len(held), cited_only=len(links.works) - len(held), tasks=len(tasks),
                  assignments=sum(len(task.assignments) for task in tasks),
                  time_limits=sum(len(task.times) for task in tasks),
                  citations=tuple((name, statuses.count(name)) for name in sorted(set(statuses))))


def _held(library: Library, writer: Writer) -> Iterator[tuple[Extraction, FileReport | None]]:
    """What the library's documents say under the rules of today; a report where they fail."""
    for extraction in library.extractions():
        source = extraction.source
        today = library.extraction(source.sha256, rules_version())
        if today is None:
            attempt = _read_bytes(library.source(source.sha256), source.name)
            today = attempt.extraction
        if today is None:
            message = f"kept as it was read before: {attempt.report.message}"
            yield extraction, FileReport(source.name, Outcome.PARTIAL, Stage.READ, message, source.sha256)
        else:
            writer.keep_extraction(today, rules_version())
            yield today, None


def _gather(files: Sequence[Path], held: dict[str, Extraction], writer: Writer,
            tell: Tell) -> Iterator[FileReport]:
    before = frozenset(held)
    with _workers(len(files)) as run:
        for done, attempts in enumerate(run(partial(_attempts, before), files), 1):
            tell(Progress(Stage.EXTRACT, done, len(files), attempts[0].report.path))
            yield from (_kept(attempt, held, writer) for attempt in attempts)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of one file; `extraction` and `data` are None unless it was read anew."""

    report: FileReport
    data: bytes | None = None
    extraction: Extraction | None = None


def _attempts(known: frozenset[str], path: Path) -> tuple[_Attempt, ...]:
    """What came of a file: one attempt, or one for each document of an archive."""
    # Errors travel between processes as reports: an exception with its own fields does not pickle.
    try:
        found = tuple(members(load(path), str(path)))
    except KgError as error:
        return (_Attempt(FileReport(str(path), Outcome.QUARANTINED, Stage.READ, str(error))),)
    return tuple(_attempt(known, member) for member in found)


def _attempt(known: frozenset[str], member: Member) -> _Attempt:
    if member.refusal is not None:
        return _Attempt(FileReport(member.name, Outcome.QUARANTINED, Stage.READ, str(member.refusal)))
    key = sha256(member.data).hexdigest()
    if key in known:
        return _Attempt(FileReport(member.name, Outcome.OK, Stage.READ, "unchanged", key))
    return _read_bytes(member.data, member.name)


def _read_bytes(data: bytes, name: str) -> _Attempt:
    try:
        extraction = _extracted(read_bytes(data, name))
    except MissingExtra as error:
        return _Attempt(FileReport(name, Outcome.PARTIAL, Stage.READ, str(error)))
    except KgError as error:
        return _Attempt(FileReport(name, Outcome.QUARANTINED, Stage.READ, str(error)))
    except Exception as error:  # A fault of ours must cost one file, not the batch; it is shown as ours.
        message = f"{name}: kg itself failed on it ({type(error).__name__}: {error}); please report this"
        return _Attempt(FileReport(name, Outcome.QUARANTINED, Stage.EXTRACT, message))
    return _Attempt(_report(name, extraction), data, extraction)


def _report(name: str, extraction: Extraction) -> FileReport:
    key = extraction.source.sha256
    if extraction.missing:
        return FileReport(name, Outcome.PARTIAL, Stage.EXTRACT, "; ".join(extraction.missing), key)
    note = "" if extraction.tasks else "no task found in it; kept as a document"
    return FileReport(name, Outcome.OK, Stage.EXTRACT, note, key)


def _kept(attempt: _Attempt, held: dict[str, Extraction], writer: Writer) -> FileReport:
    report, key = attempt.report, attempt.report.sha256
    if attempt.extraction is None or attempt.data is None or key is None:
        return report
    if key in held:
        return FileReport(report.path, Outcome.DUPLICATE, Stage.READ, "the same bytes as another file", key)
    writer.keep_source(attempt.data)
    writer.keep_extraction(attempt.extraction, rules_version())
    held[key] = attempt.extraction
    return report


_Attempts = tuple[_Attempt, ...]
Mapper = Callable[[Callable[[Path], _Attempts], Sequence[Path]], Iterable[_Attempts]]


@contextmanager
def _workers(files: int) -> Iterator[Mapper]:
    """A `map` over files, in this process when they are few."""
    if files < _FEW:
        yield map
        return
    pool: Executor = ProcessPoolExecutor(min(os.cpu_count() or 1, files))
    try:
        yield lambda work, paths: pool.map(work, paths, chunksize=4)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _named(report: FileReport, works: dict[str, str]) -> FileReport:
    work = works.get(report.sha256 or "")
    return FileReport(report.path, report.outcome, report.stage, report.message, report.sha256, work)
