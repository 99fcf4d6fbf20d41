"""From files to a published generation: read and extract each, link all, publish once.

The per-file half (kg.batch) runs in processes and is cached by source and version of
the rules; a file that fails is reported, put into quarantine and never stops the others.
Annexes in files of their own are joined to their notice (kg.annexes) anew in every build,
so that it does not matter in which order, or in how many builds, the files came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from kg import intake
from kg.build.counts import counts
from kg.build.documents import documents_of
from kg.build.holdings import Holdings
from kg.build.notes import Notes, note_copies
from kg.build.publishing import publish
from kg.build.site import Site, Tell, silent
from kg.errors import UnknownReference
from kg.graph.library import Library
from kg.model.report import BuildReport
from kg.reference import find_work
from kg.search import entries_of_links, keep_catalogue


def build(paths: Sequence[Path], library: Library, tell: Tell = silent) -> BuildReport:
    """Reads the files at `paths` into the library and publishes what all its documents say.

    Documents that the library already holds stay. LibraryBusy if another build is
    writing; KeyboardInterrupt leaves the generation that was served in place, and what
    was read until then is not read again.
    """
    with _writing(library, tell) as site:
        holdings = Holdings(site)
        holdings.take_held()
        holdings.take_files(intake.files(paths))
        return _finish(site, holdings)


def remove(reference: str, library: Library, tell: Tell = silent) -> BuildReport:
    """Takes one held document out of the library, all its copies and the files joined to it, and
    publishes the others.

    What others say of it stays: it becomes a document that is only cited, or is gone if
    nobody cites it. Its original bytes stay in the library's folder. UnknownReference if
    the document is not held.
    """
    with _writing(library, tell) as site:
        view = library.view()
        work = view.work(find_work(view, reference))
        if not work.held:
            raise UnknownReference(reference, [f"{work.id}, which is only cited: there is no text to remove"])
        holdings = Holdings(site)
        holdings.take_held()
        holdings.drop(work.copies, f"was {work.id}")
        return _finish(site, holdings)


@contextmanager
def _writing(library: Library, tell: Tell) -> Iterator[Site]:
    with library.writing() as writer:
        yield Site(library, writer, tell)


def _finish(site: Site, holdings: Holdings) -> BuildReport:
    """Publishes what is held and writes into the journal what became of every file."""
    notes = Notes()
    documents = documents_of(site, holdings, notes)
    published = publish(site, holdings, documents)
    links = published.links
    note_copies(notes, links, documents, holdings.new())
    works = {sha: work.id for work in links.works for sha in work.copies}
    files = tuple(replace(notes.on(report), work=works.get(report.sha256 or "")) for report in holdings.reports)
    publication = published.publication
    report = BuildReport(files, counts(links, documents.values()), publication.manifest.number, publication.changed)
    site.writer.note(report)
    keep_catalogue(site.library, entries_of_links(links, published.judged), links.holders)
    return report
