"""From files to a published generation: read and extract each, link all, publish once.

The per-file half (kg.batch) runs in processes and is cached by source and version of
the rules; a file that fails is reported, put into quarantine and never stops the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kg import intake
from kg.batch import Attempt, attempt_bytes, attempt_file, linking_version, rules_version, workers
from kg.errors import GraphInvalid, UnknownReference
from kg.graph.library import Library
from kg.graph.writer import Publication, Writer
from kg.link.linking import link
from kg.link.judgements import read_decisions
from kg.link.register import Register
from kg.link.remembered import remembered
from kg.link.roles import judged_roles
from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import BuildReport, Counts, FileReport, Outcome, Stage
from kg.reference import find_work


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


def build(paths: Sequence[Path], library: Library, tell: Tell = silent) -> BuildReport:
    """Reads the files at `paths` into the library and publishes what all its documents say.

    Documents that the library already holds stay. LibraryBusy if another build is
    writing; KeyboardInterrupt leaves the generation that was served in place.
    """
    with library.writing() as writer:
        kept = tuple(_held(library, writer))
        held = {extraction.source.sha256: extraction for extraction, _ in kept}
        reports = list(_gather(intake.files(paths), held, writer, tell))
        reports += (report for _, report in kept if report is not None)
        return _finished(held, library, writer, reports, tell)


def remove(reference: str, library: Library, tell: Tell = silent) -> BuildReport:
    """Takes one held document out of the library, all its copies, and publishes the others.

    What others say of it stays: it becomes a document that is only cited, or is gone if
    nobody cites it. Its original bytes stay in the library's folder. UnknownReference if
    the document is not held.
    """
    with library.writing() as writer:
        view = library.view()
        work = view.work(find_work(view, reference))
        if not work.held:
            raise UnknownReference(reference, [f"{work.id}, which is only cited: there is no text to remove"])
        kept = tuple(_held(library, writer))
        held = {extraction.source.sha256: extraction for extraction, _ in kept}
        reports = [FileReport(held.pop(key).source.name, Outcome.REMOVED, Stage.PUBLISH, f"was {work.id}", key)
                   for key in work.copies]
        reports += (report for _, report in kept if report is not None and report.sha256 in held)
        return _finished(held, library, writer, reports, tell)


def _finished(held: dict[str, Extraction], library: Library, writer: Writer, reports: list[FileReport],
              tell: Tell) -> BuildReport:
    """Publishes what is held and writes into the journal what became of every file."""
    links, publication = _publish(held, library, writer, reports, tell)
    works = {sha: work.id for work in links.works for sha in work.copies}
    files = tuple(replace(report, work=works.get(report.sha256 or "")) for report in reports)
    report = BuildReport(files, counts(links, held.values()), publication.manifest.number,
                         publication.changed)
    writer.note(report)
    return report


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
            attempt = attempt_bytes(library.source(source.sha256), source.name)
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
    with workers(len(files)) as run:
        for done, attempts in enumerate(run(partial(attempt_file, before), files), 1):
            tell(Progress(Stage.EXTRACT, done, len(files), attempts[0].report.path))
            yield from (_kept(attempt, held, writer) for attempt in attempts)


def _kept(attempt: Attempt, held: dict[str, Extraction], writer: Writer) -> FileReport:
    report, key, data = attempt.report, attempt.report.sha256, attempt.data
    if key is None or data is None:
        return report
    if attempt.extraction is None:
        writer.quarantine(data, report)
        return report
    if key in held:
        return FileReport(report.path, Outcome.DUPLICATE, Stage.READ, "the same bytes as another file", key)
    writer.keep_source(data)
    writer.keep_extraction(attempt.extraction, rules_version())
    held[key] = attempt.extraction
    return report


def _publish(held: dict[str, Extraction], library: Library, writer: Writer,
             reports: list[FileReport], tell: Tell) -> tuple[Links, Publication]:
    """Links and publishes; a document whose description the shapes refuse goes into quarantine."""
    while True:
        tell(Progress(Stage.LINK, 0, 1))
        decisions = read_decisions(library.layout.judgements)
        with remembered(library.layout.alignments, linking_version()) as alignments:
            links = link(tuple(held.values()), Register.bundled(), decisions, alignments.align)
        tell(Progress(Stage.PUBLISH, 0, 1))
        try:
            return links, writer.publish(links, judged_roles(held, links.works, decisions), rules_version())
        except GraphInvalid as refusal:
            copies = {key for work in links.works if work.id == refusal.document for key in work.copies}
            if not copies:
                raise
            for key in copies:
                name = held.pop(key).source.name
                report = FileReport(name, Outcome.QUARANTINED, Stage.CHECK, str(refusal), key)
                writer.quarantine(library.source(key), report)
                reports[:] = [old for old in reports if old.sha256 != key] + [report]
