"""From files to a published generation: read and extract each, link all, publish once.

The per-file half (kg.batch) runs in processes and is cached by source and version of
the rules; a file that fails is reported, put into quarantine and never stops the others.
Annexes in files of their own are joined to their notice (kg.annexes) anew in every build,
so that it does not matter in which order, or in how many builds, the files came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import intake
from kg.annexes import Bundle, arrange
from kg.batch import Attempt, Batch, Piece, UNCHANGED, linking_version, rules_version
from kg.errors import GraphInvalid, UnknownReference
from kg.graph.library import Library
from kg.graph.writer import Publication, Writer
from kg.likeness import near_duplicates
from kg.link.judgements import read_decisions
from kg.link.linking import link
from kg.link.register import Register
from kg.link.remembered import remembered
from kg.link.roles import judged_roles
from kg.model.extraction import Extraction
from kg.model.links import Links
from kg.model.report import BuildReport, Counts, FileReport, Outcome, Stage
from kg.reference import find_work
from kg.search import entries_of_links, keep_catalogue


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: `done` of `total` files in a stage, and what is being done."""

    stage: Stage
    done: int
    total: int
    name: str = ""


Tell = Callable[[Progress], None]
Files = dict[str, Extraction]
"""What files say, by the SHA-256 of each."""


def silent(_: Progress) -> None:
    """Tells nobody."""


def build(paths: Sequence[Path], library: Library, tell: Tell = silent) -> BuildReport:
    """Reads the files at `paths` into the library and publishes what all its documents say.

    Documents that the library already holds stay. LibraryBusy if another build is
    writing; KeyboardInterrupt leaves the generation that was served in place, and what
    was read until then is not read again.
    """
    with library.writing() as writer:
        desk = _Desk(library, writer, tell)
        desk.take_held()
        desk.take_files(intake.files(paths))
        return desk.finished()


def remove(reference: str, library: Library, tell: Tell = silent) -> BuildReport:
    """Takes one held document out of the library, all its copies and the files joined to it, and
    publishes the others.

    What others say of it stays: it becomes a document that is only cited, or is gone if
    nobody cites it. Its original bytes stay in the library's folder. UnknownReference if
    the document is not held.
    """
    with library.writing() as writer:
        view = library.view()
        work = view.work(find_work(view, reference))
        if not work.held:
            raise UnknownReference(reference, [f"{work.id}, which is only cited: there is no text to remove"])
        desk = _Desk(library, writer, tell)
        desk.take_held()
        desk.drop(work.copies, f"was {work.id}")
        return desk.finished()


@dataclass(frozen=True, slots=True)
class _Note:
    """What is to be said of a file beside others, and how it therefore ends."""

    words: str
    outcome: Outcome | None


class _Desk:
    """A build under way: what each file says by itself, and what became of it.

    `stuck` are documents that the rules of today cannot read any more and that stay as they
    were.
    """

    def __init__(self, library: Library, writer: Writer, tell: Tell) -> None:
        self._library, self._writer, self._tell = library, writer, tell
        self._files: Files = {}
        self._stuck: Files = {}
        self._reports: list[FileReport] = []
        self._notes: dict[str, list[_Note]] = defaultdict(list)
        self._taken: set[str] = set()

    def take_held(self) -> None:
        """What the files of the library's documents say under the rules of today."""
        served = self._library.extractions()
        files = {file.sha256: file for extraction in served for file in extraction.files}
        batch = Batch(self._library, self._writer)
        anew = []
        for key, file in files.items():
            cached = batch.cached(key)
            if cached is None:
                anew.append(file)
            else:
                self._files[key] = replace(cached, source=file)
        failed: dict[str, str] = {}
        for file, attempts in zip(anew, self._read(batch, [Piece(file.name, file) for file in anew]), strict=True):
            for attempt in attempts:
                if attempt.extraction is None:
                    failed[file.sha256] = attempt.report.message
                else:
                    self._files[file.sha256] = attempt.extraction
        for extraction in served:
            for key in {file.sha256 for file in extraction.files} & failed.keys():
                self._keep_as_it_was(extraction, failed[key])

    def take_files(self, paths: Sequence[Path]) -> None:
        """What new files say; of those with the same bytes the first counts."""
        held = {**self._files, **self._stuck}
        batch = Batch(self._library, self._writer, {key: read.missing for key, read in held.items()})
        for attempts in self._read(batch, [Piece(str(path)) for path in paths]):
            self._reports += [self._take(attempt) for attempt in attempts]

    def drop(self, keys: Sequence[str], why: str) -> None:
        """Take files out again."""
        held = {**self._files, **self._stuck}
        self._reports = [report for report in self._reports if report.sha256 not in keys]
        self._reports[:0] = [FileReport(held[key].source.name, Outcome.REMOVED, Stage.PUBLISH, why, key)
                             for key in keys if key in held]
        for key in keys:
            self._files.pop(key, None)
            self._stuck.pop(key, None)

    def finished(self) -> BuildReport:
        """Publishes what is held and writes into the journal what became of every file."""
        documents = self._documents()
        links, judged, publication = self._publish(documents)
        works = {sha: work.id for work in links.works for sha in work.copies}
        self._note_copies(links, documents)
        files = tuple(replace(self._noted(report), work=works.get(report.sha256 or "")) for report in self._reports)
        report = BuildReport(files, counts(links, documents.values()), publication.manifest.number,
                             publication.changed)
        self._writer.note(report)
        keep_catalogue(self._library, entries_of_links(links, judged), links.holders)
        return report

    def _read(self, batch: Batch, pieces: Sequence[Piece]) -> Iterator[list[Attempt]]:
        done = 0

        def _heard(name: str, stage: Stage) -> None:
            self._tell(Progress(stage, done, len(pieces), name))

        for attempts in batch.read(pieces, _heard):
            done += 1
            self._tell(Progress(Stage.EXTRACT, done, len(pieces), pieces[done - 1].name))
            yield attempts

    def _take(self, attempt: Attempt) -> FileReport:
        report, key = attempt.report, attempt.report.sha256
        if key is None or attempt.extraction is None:
            return report
        if key in self._taken:
            return FileReport(report.path, Outcome.DUPLICATE, Stage.READ, "the same bytes as another file", key)
        self._taken.add(key)
        self._files[key] = attempt.extraction
        return report

    def _keep_as_it_was(self, extraction: Extraction, why: str) -> None:
        source = extraction.source
        self._stuck[source.sha256] = extraction
        for file in extraction.files:
            self._files.pop(file.sha256, None)
        self._reports.append(FileReport(source.name, Outcome.PARTIAL, Stage.READ,
                                        f"kept as it was read before: {why}", source.sha256))

    def _documents(self) -> Files:
        """The documents that the files are, each notice with its annexes."""
        found = arrange(self._files.values())
        documents = {one.source.sha256: one for one in found.alone}
        whole = dict(self._joined(found.bundles))
        for bundle in found.bundles:
            notice, both = bundle.notice, whole.get(bundle.notice.source.sha256)
            documents[notice.source.sha256] = notice if both is None else both
            for annex in bundle.annexes:
                if both is None:
                    documents[annex.source.sha256] = annex
                self._note_annex(annex, notice, both)
        for key, why in found.apart.items():
            self._note(key, why)
        return {**self._stuck, **documents}

    def _joined(self, bundles: Sequence[Bundle]) -> Iterator[tuple[str, Extraction]]:
        batch, anew = Batch(self._library, self._writer), []
        for bundle in bundles:
            key = bundle.notice.source.sha256
            cached = batch.cached(key, [annex.source.sha256 for annex in bundle.annexes])
            if cached is None:
                anew.append(bundle)
            else:
                yield key, cached
        pieces = [Piece(bundle.notice.source.name, bundle=bundle) for bundle in anew]
        for bundle, attempts in zip(anew, self._read(batch, pieces), strict=True):
            yield from ((bundle.notice.source.sha256, attempt.extraction) for attempt in attempts
                        if attempt.extraction is not None)

    def _note_annex(self, annex: Extraction, notice: Extraction, both: Extraction | None) -> None:
        if both is None:
            self._note(annex.source.sha256, f"an annex of {notice.source.name} that could not be joined to it")
            return
        start = next(one.span.start for one in both.attached if one.source == annex.source)
        if start < len(notice.text):
            self._note(annex.source.sha256, f"{notice.source.name} holds its text already", Outcome.DUPLICATE)
        else:
            self._note(annex.source.sha256, f"joined to {notice.source.name} as its annex")

    def _note_copies(self, links: Links, documents: Files) -> None:
        """Say which files hold a document that another file holds more of, and which only nearly."""
        for work in links.works:
            for key in work.copies if work.source else ():
                if key in documents and key != work.source:
                    first = documents[work.source or ""].source.name
                    self._note(key, f"the same document as {first}, kept as a copy of it", Outcome.DUPLICATE)
        works = {work.id: work for work in links.works if work.source is not None}
        new = {report.sha256 for report in self._reports if report.message != UNCHANGED}
        asked = [work.id for work in works.values() if new & set(work.copies)]
        texts = {id: documents[work.source or ""].text for id, work in works.items()}
        for pair in near_duplicates(texts, asked):
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                words = f"{pair.share:.0%} the same text as {works[other].name}, kept apart"
                self._note(works[one].source or "", words)

    def _note(self, key: str, words: str, outcome: Outcome | None = None) -> None:
        self._notes[key].append(_Note(words, outcome))

    def _noted(self, report: FileReport) -> FileReport:
        """The report of a new file with what is to be said of it beside others."""
        if report.outcome is Outcome.DUPLICATE or report.message == UNCHANGED:
            return report
        notes = self._notes.get(report.sha256 or "", ())
        ended = [note.outcome for note in notes if note.outcome is not None and report.outcome is Outcome.OK]
        words = dict.fromkeys(filter(None, (report.message, *(note.words for note in notes))))
        return replace(report, outcome=ended[0] if ended else report.outcome, message="; ".join(words))

    def _publish(self, documents: Files) -> tuple[Links, Files, Publication]:
        """Links and publishes; a document whose description the shapes refuse goes into quarantine.

        Between the links and the publication stand the documents as persons judged them.
        """
        while True:
            self._tell(Progress(Stage.LINK, 0, 1))
            decisions = read_decisions(self._library.layout.judgements)
            with remembered(self._library.layout.linking, linking_version()) as memory:
                links = link(tuple(documents.values()), Register.bundled(), decisions, memory.align, memory.card)
            self._tell(Progress(Stage.PUBLISH, 0, 1))
            try:
                judged = judged_roles(documents, links.works, decisions)
                return links, judged, self._writer.publish(links, judged, rules_version())
            except GraphInvalid as refusal:
                refused = {key for work in links.works if work.id == refusal.document for key in work.copies}
                if not refused:
                    raise
                self._refuse(documents, refused, str(refusal))

    def _refuse(self, documents: Files, refused: set[str], why: str) -> None:
        self._reports = [report for report in self._reports if report.sha256 not in refused]
        for file in [file for key in refused if key in documents for file in documents.pop(key).files]:
            report = FileReport(file.name, Outcome.QUARANTINED, Stage.CHECK, why, file.sha256)
            self._writer.quarantine(self._library.source(file.sha256), report)
            self._reports.append(report)


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
