"""The files of a library while a build is under way, and how each of them ended."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.batch import UNCHANGED, Attempt, Piece
from kg.build.site import Files, Site
from kg.model.extraction import Extraction
from kg.model.report import FileReport, Outcome, Stage
from kg.model.text import Source


class Holdings:
    """What each file says by itself, read by the rules of today; `stuck` are documents that these
    rules cannot read any more and that stay as they were; `reports` say how each file ended."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.files: Files = {}
        self.stuck: Files = {}
        self.reports: list[FileReport] = []

    def take_held(self) -> None:
        """What the files of the library's documents say under the rules of today."""
        served = self._site.library.extractions()
        failed = dict(self._read_again({file.sha256: file for one in served for file in one.files}))
        for extraction in served:
            for key in {file.sha256 for file in extraction.files} & failed.keys():
                self._keep_as_it_was(extraction, failed[key])

    def _read_again(self, files: Mapping[str, Source]) -> Iterator[tuple[str, str]]:
        """Takes held files, from the cache where it is of today; each that fails, with the reason."""
        batch = self._site.batch()
        anew = []
        for key, file in files.items():
            cached = batch.cached(key)
            if cached is None:
                anew.append(file)
            else:
                self.files[key] = replace(cached, source=file)
        read = self._site.read(batch, [Piece(file.name, file) for file in anew])
        for file, attempts in zip(anew, read, strict=True):
            for attempt in attempts:
                if attempt.extraction is None:
                    yield file.sha256, attempt.report.message
                else:
                    self.files[file.sha256] = attempt.extraction

    def _keep_as_it_was(self, extraction: Extraction, why: str) -> None:
        source = extraction.source
        self.stuck[source.sha256] = extraction
        for file in extraction.files:
            self.files.pop(file.sha256, None)
        self.reports.append(FileReport(source.name, Outcome.PARTIAL, Stage.READ,
                                       f"kept as it was read before: {why}", source.sha256))

    def take_files(self, paths: Sequence[Path]) -> None:
        """What new files say; of those with the same bytes the first counts."""
        batch = self._site.batch({**self.files, **self.stuck})
        taken: set[str] = set()
        for attempts in self._site.read(batch, [Piece(str(path)) for path in paths]):
            self.reports += [self._take(attempt, taken) for attempt in attempts]

    def _take(self, attempt: Attempt, taken: set[str]) -> FileReport:
        report, key = attempt.report, attempt.report.sha256
        if key is None or attempt.extraction is None:
            return report
        if key in taken:
            return FileReport(report.path, Outcome.DUPLICATE, Stage.READ, "the same bytes as another file", key)
        taken.add(key)
        self.files[key] = attempt.extraction
        return report

    def drop(self, keys: Collection[str], why: str) -> None:
        """Take files out again."""
        held = {**self.files, **self.stuck}
        gone = [FileReport(held[key].source.name, Outcome.REMOVED, Stage.PUBLISH, why, key)
                for key in keys if key in held]
        self.reports = [*gone, *(report for report in self.reports if report.sha256 not in keys)]
        for key in keys:
            self.files.pop(key, None)
            self.stuck.pop(key, None)

    def refuse(self, document: Extraction, why: str) -> None:
        """Put the files of a document into quarantine: what they say may not be published."""
        for file in document.files:
            report = FileReport(file.name, Outcome.QUARANTINED, Stage.CHECK, why, file.sha256)
            self._site.writer.quarantine(self._site.library.source(file.sha256), report)
            self.reports = [*(one for one in self.reports if one.sha256 != file.sha256), report]

    def new(self) -> set[str]:
        """The files that the library did not hold before."""
        return {report.sha256 for report in self.reports if report.sha256 and report.message != UNCHANGED}
